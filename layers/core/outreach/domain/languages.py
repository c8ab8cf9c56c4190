"""Which language to speak to somebody: what their browser asks for (RFC 9110, Accept-Language), or the campaign's own."""

import re
from collections.abc import Iterator

LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pt",
    "pl",
    "sv",
    "da",
    "nb",
    "fi",
    "cs",
    "sk",
    "hu",
    "ro",
    "el",
)
"""The languages that can be spoken, as tags of BCP 47. The first is spoken where nothing else is known."""
_CALLED = {"no": "nb", "nn": "nb"}
"""Other tags for a language of ours. Bokmål is what browsers mean by Norwegian."""
_ANY = "*"
_WEIGHT = re.compile(r"|q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
"""Nothing, or a quality of 0 to 1 with up to three decimals."""
_LONGEST = 500
"""Characters of a header that are read. Browsers send fewer than a hundred."""


def chosen_language(accepted: str, own: str | None) -> str:
    """Return the language for a page. `accepted` is an Accept-Language header, and may hold anything.

    The language with the highest quality value wins, and the first of equal ones. `*` and a header that names no
    language of ours leave it to the campaign's own one.
    """
    weighed = list(_weighed(accepted[:_LONGEST]))
    refused = {tag for tag, quality in weighed if not quality}
    for tag, _ in sorted(weighed, key=lambda pair: -pair[1]):
        if tag == _ANY:
            break
        if tag in LANGUAGES and tag not in refused:
            return tag
    rest = [tag for tag in (own or LANGUAGES[0], *LANGUAGES) if tag not in refused]
    return rest[0] if rest else LANGUAGES[0]


def _weighed(header: str) -> Iterator[tuple[str, float]]:
    """Read `de-AT, en;q=0.8`: each language without its region, and its quality. What is malformed is left out."""
    for part in header.split(","):
        tag, _, weight = "".join(part.split()).lower().partition(";")
        if found := _WEIGHT.fullmatch(weight):
            language = tag.partition("-")[0]
            yield _CALLED.get(language, language), float(found[1] or 1)
