"""Leads whose values an import takes, and for which templates tend to fail. `apply` tries every message with each."""

from collections.abc import Iterator, Mapping

from outreach.reading.lead_limits import MAX_FIELD, MAX_FIELDS

_VALUES: Mapping[str, str] = {
    "of one word": "Tessera",
    "of one letter": "x",
    "of one digit": "0",
    "that are a number": "42",
    "that are a dash": "-",
    "of punctuation": "!?.,;:",
    "of several words": "Brennan Sons and Daughters of Upper Tipperary",
    "in capitals": "ACME",
    "with a comma": "Doe, Jane",
    "with quotes": 'O\'Neil "Bob" \u201cSons\u201d & <b>Co</b>',
    "with a backslash": "a\\b\\",
    "with marks of a template": "{{ x }} {% y %} {# z #} %s {0} ${q}",
    "from right to left": "\u05e9\u05dc\u05d5\u05dd \u05d1\u05e2\u05f4\u05de",
    "in Arabic letters and digits": "\u0634\u0631\u0643\u0629 \u0664\u0662",
    "in Chinese letters": "\u682a\u5f0f\u4f1a\u793e",
    "of emoji": "\U0001f469\U0001f3fd\u200d\U0001f4bb\U0001f680",
    "with letters whose capitals are longer": "stra\u00dfe \u0130\u0149",
    "with accents of their own": "Jose\u0301 N\u0303andu\u0301",
}
_OF_LINES = "Line one\nLine two\r\n\tLine three"
_LONG = {
    "at their longest": "x",
    "at their longest, of words": "ab ",
    "at their longest, of emoji": "\U0001f680",
}


def awkward_leads(
    fields: Mapping[str, str | None], in_header: frozenset[str]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield leads: what is awkward about each, and its fields. `in_header` are those that an import takes on one line."""
    for about, value in _VALUES.items():
        yield f"with fields {about}", dict.fromkeys(fields, value)
    lines = {name: _OF_LINES if name not in in_header else " ".join(_OF_LINES.split()) for name in fields}
    yield "with fields of several lines", lines
    full = {name: f"Sample {name}" for name in fields}
    for empty in (name for name, default in fields.items() if default is not None):
        yield f'without "{empty}"', {name: value for name, value in full.items() if name != empty}


def longest_leads(fields: Mapping[str, str | None]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield leads whose fields are as long as an import takes them. Their subject may be too long: an import looks at it."""
    length = min(MAX_FIELD, MAX_FIELDS // max(1, len(fields)))
    for about, piece in _LONG.items():
        yield f"with fields {about}", dict.fromkeys(fields, (piece * length)[:length].strip())
