"""A hostile lead file: what each row tries, and what must become of it.

Most rows try the same value in every field. It must arrive everywhere as plain text. A value that could break out
of a header is different: if the import knows that the field is used in a header, it rejects the row; if that is
known only later, the touch fails. There is no third outcome for any row.
"""

import csv
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

VICTIM = "evil@victim.example"
FORGED = "could forge a mail header"
BROKEN_HEADER = "a header holds a line break, a control character or an encoded word"
LONG_HEADER = "a header is longer than 996 characters, its name included"


@dataclass(frozen=True)
class Written:
    """The lead gets every mail of the sequence, with every value as plain text."""


@dataclass(frozen=True)
class Rejected:
    """The import rejects the row, with these words in the reason."""

    because: str


@dataclass(frozen=True)
class Failed:
    """The lead gets the mails before `step`; the mail of that step is never made."""

    step: int
    problem: str


Fate = Written | Rejected | Failed


@dataclass(frozen=True)
class Row:
    """One row of the file, and what must become of it."""

    fate: Fate
    email: str = ""
    canonical: str = ""
    """What the address becomes; empty if it stays as it is."""
    first_name: str = "Jane"
    company: str = "Acme"
    note: str = "hello"
    timezone: str = ""
    ghost: str = f"ghost\r\nBcc: {VICTIM}\r\n{{{{7*7}}}}<b>ghost</b>"
    """A field that no template names: no mail may contain any part of it."""

    @property
    def address(self) -> str:
        return self.canonical or self.email

    @property
    def cells(self) -> list[str]:
        return [str(getattr(self, name)) for name in COLUMNS]


COLUMNS = ("email", "first_name", "company", "note", "timezone", "ghost")

_BCC_IN_BASE64 = b64encode(f"\r\nBcc: {VICTIM}".encode()).decode()
HEADER_BREAKERS = {
    "crlf": f"Jane\r\nBcc: {VICTIM}",
    "line feed": f"Jane\nBcc: {VICTIM}",
    "carriage return": f"Jane\rBcc: {VICTIM}",
    "folded": f"Jane\r\n Bcc: {VICTIM}",
    "end of the headers": "Jane\r\n\r\n<h1>another mail</h1>",
    "another type": "Jane\nContent-Type: text/html\n\n<h1>another mail</h1>",
    "vertical tab": f"Jane\x0bBcc: {VICTIM}",
    "form feed": f"Jane\x0cBcc: {VICTIM}",
    "file separator": f"Jane\x1cBcc: {VICTIM}",
    "group separator": f"Jane\x1dBcc: {VICTIM}",
    "record separator": f"Jane\x1eBcc: {VICTIM}",
    "next line": f"Jane\x85Bcc: {VICTIM}",
    "line separator": f"Jane\u2028Bcc: {VICTIM}",
    "paragraph separator": f"Jane\u2029Bcc: {VICTIM}",
    "tab": "Jane\tDoe",
    "escape": "Jane\x1b[2J",
    "delete": "Jane\x7fDoe",
    "control beyond ascii": "Jane\x9bDoe",
    "encoded word, quoted": f"=?UTF-8?Q?Jane=0D=0ABcc:_{VICTIM}?=",
    "encoded word, base64": f"=?utf-8?b?{_BCC_IN_BASE64}?=",
    "encoded word with a language": f"=?us-ascii*en?q?Jane=0ABcc:_{VICTIM}?=",
    "encoded word inside": f"Jane =?iso-8859-1?Q?=0D=0ABcc:_{VICTIM}?= Doe",
    "encoded word without an end": f"=?utf-8?q?=0D=0ABcc:_{VICTIM}",
}

LITERAL = {
    # template syntax, of ours and of others
    "expression": "{{7*7}}",
    "statement": "{% for x in y %}",
    "comment": "{# gone #}",
    "raw": "{% raw %}{{ email }}{% endraw %}",
    "a field of ours": "{{ unsubscribe_url }}",
    "another template": '{% include "intro.txt" %}',
    "a layout": '{% extends "_layout.html" %}',
    "globals": "{{ self.__init__.__globals__ }}",
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "dollar": "${7*7} $first_name #{7*7}",
    "percent and braces": "%(email)s %s {0.__class__} {first_name}",
    "erb": "<%= 7*7 %>",
    "merge tag": "*|UNSUB|* [[email]] {{{email}}}",
    # HTML
    "image": "<img src=x onerror=alert(1)>",
    "script": "</p><script>alert(1)</script>",
    "double quoted attribute": '" onmouseover="alert(1)',
    "single quoted attribute": "' autofocus onfocus='alert(1)",
    "comment that never ends": "<!-- gone",
    "end of cdata": "]]>",
    "escaped already": "&lt;b&gt;&amp;amp;&#60;",
    "link": f'<a href="https://victim.example/?to={VICTIM}">here</a>',
    "lesser known signs": "a & b < c > d \"e\" 'f' `g`",
    # what looks like a header, or a recipient
    "header in one line": f"Bcc: {VICTIM}",
    "escaped line end": f"Jane\\r\\nBcc: {VICTIM}",
    "encoded line end": f"Jane%0d%0aBcc: {VICTIM}",
    "recipient": f"Jane <{VICTIM}>, {VICTIM}; {VICTIM}",
    "nearly an encoded word": "=?utf-8?x?=41?= =? ?=",
    # formulas
    "equals": '=HYPERLINK("https://victim.example","a, b")',
    "plus": "+1+1",
    "minus": "-1+1|cmd",
    "at": "@SUM(1,1)",
    "quoted equals": '"=1+1"',
    "a cell within": 'a","=1+1',
    "behind a semicolon": "a;=1+1",
    # letters
    "accents": "Zoë Ångström-Øst",
    "other alphabets": "山田 Мария מרים",
    "beyond the basic plane": "\U0001f994 \U0001d4d9\U0001d4ea\U0001d4f7\U0001d4ee",
    "from right to left": "\u202egnp.exe",
    "combining marks": "Z\u0335a\u0336l\u0337g\u0338o",
    "full width": "\uff1d1+1 \uff1cscript\uff1e",
    "long": "x" * 300,
    "long beyond ascii": "ü" * 300,
}  # fmt: skip

_L64 = "l" * 64
_D189 = ".".join(("d" * 63, "d" * 63, "d" * 53, "example"))
TAKEN = {
    f"{_L64}@acme.example": None,
    f"{_L64}@{_D189}": None,
    f"a@{'d' * 63}.example": None,
    "a@a.b.c.d.e.f.g.acme.example": None,
    "jane@münchen.example": "jane@xn--mnchen-3ya.example",
    "JANE@FAß.example": "jane@xn--fa-hia.example",
    "jane@例え.テスト": "jane@xn--r8jz45g.xn--zckzah",
    "jane@xn--mller-kva.example": None,
    f"j@{'ü' * 55}.example": f"j@xn--td{'a' * 55}.example",
    "jane@\uff41\uff43\uff4d\uff45.example": "jane@acme.example",
    "jane+sales+eu@acme.example": None,
    "+@acme.example": None,
    "+jane@acme.example": None,
    "-jane@acme.example": None,
    "=jane@acme.example": None,
    "=cmd|x!a1@acme.example": None,
    "{{7*7}}@acme.example": None,
    "${email}@acme.example": None,
    "!#$%&'*+/=?^_`{|}~-@acme.example": None,
    "evil.example!jane@acme.example": None,
    "jane%victim.example@acme.example": None,
    f"mailto:joan@acme.example?bcc={VICTIM}": "joan@acme.example",
    "\u202ejoe@acme.example\u200b": "joe@acme.example",
}
"""Addresses at the limits, and what they become (None: unchanged)."""

REFUSED = {
    f"{_L64}l@acme.example": "too long before the @-sign (1 character too many)",
    f"{_L64}@d{_D189}": "cannot be separated by so many characters (1 character too many)",
    f"{_L64}@{_D189.replace('d.example', 'dd.example')}": "too long (1 character too many)",
    f"a@{'d' * 64}.example": "cannot be separated by so many characters (1 character too many)",
    f"j@{'ü' * 58}.example": "Label too long",
    "a@a.b.c.d.e.f.g.h.acme.example": "its domain has too many levels",
    "jane@☃.example": "not allowed",
    "jane@xn--zzzzzz.example": "not valid IDNA",
    '"jane"@acme.example': "a quote inside",
    '"jane.doe"@acme.example': "a quote inside",
    '"jane doe"@acme.example': "a space inside",
    '"jane@home"@acme.example': "two @ signs",
    f'"jane\r\nBcc: {VICTIM}"@acme.example': "two @ signs",
    "jane\\ doe@acme.example": "a space inside",
    "jörg@acme.example": "internationalized characters before the @-sign are not supported",
    "jane@[127.0.0.1]": "invalid characters: '['",
    "jane@127.0.0.1": "not within a valid top-level domain",
    "jane@localhost": "should have a period",
    "jane..doe@acme.example": "two periods in a row",
    "@acme.example": "something before the @-sign",
    "jane@": "something after the @-sign",
    "jane(evil)@acme.example": "invalid characters before the @-sign",
    "<script>@acme.example": "invalid characters before the @-sign",
    f"jane@acme.example\r\nBcc: {VICTIM}": "several addresses in one cell",
    f"jane@acme.example\nBcc:{VICTIM.partition('@')[0]}": "a space inside",
    "jane\u2028@acme.example": "a space inside",
    "jane\x7f@acme.example": "invalid characters before the @-sign",
    f"jane@acme.example%0aBcc:{VICTIM}": "two @ signs",
    f"jane@acme.example,{VICTIM}": "several addresses in one cell",
    f"Jane <jane@acme.example>, Eve <{VICTIM}>": "several addresses in one cell",
    '=HYPERLINK("https://victim.example")': "no @ sign",
    "\t=1+1": "no @ sign",
    "\r=1+1": "no @ sign",
    "+491234567": "no @ sign",
    "-": "no @ sign",
    "@SUM(A1:A9)": "something before the @-sign",
}
"""Addresses over the limits, and the reason that the import gives."""


def hostile_rows() -> list[Row]:
    """Every attempt in every field in which it can be made, each with a lead of its own."""
    rows = (*_literal(), *_breaking(), *_too_long(), *_addressed(), *_divided(), *_out_of_place())
    return [
        replace(row, email=row.email or f"h{number:03}@acme.example")
        for number, row in enumerate(rows, start=1)
    ]


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write the file as a careless tool would."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows(row.cells for row in rows)


def _literal() -> Iterable[Row]:
    return (Row(Written(), first_name=value, company=value, note=value) for value in LITERAL.values())


def _breaking() -> Iterable[Row]:
    for value in HEADER_BREAKERS.values():
        yield Row(Rejected(FORGED), first_name=value)
        yield Row(Rejected(FORGED), company=value)
        yield Row(Failed(1, BROKEN_HEADER), note=value)


def _too_long() -> Iterable[Row]:
    yield Row(Rejected(LONG_HEADER), first_name="x" * 996)
    yield Row(Rejected(LONG_HEADER), company="x" * 996)
    yield Row(Failed(1, LONG_HEADER), note="x" * 2_000)
    yield Row(Rejected("first_name has 2001 characters"), first_name="x" * 2_001)
    yield Row(Rejected("company has 2001 characters"), company="x" * 2_001)
    yield Row(Rejected("note has 2001 characters"), note="x" * 2_001)


def _addressed() -> Iterable[Row]:
    for written, canonical in TAKEN.items():
        yield Row(Written(), email=written, canonical=canonical or "")
    for written, because in REFUSED.items():
        yield Row(Rejected(because), email=written)
    yield Row(Rejected(BROKEN_HEADER), email="=?utf-8?q?=0d=0abcc=3aevil?=@acme.example")


def _divided() -> Iterable[Row]:
    """An encoded word in two halves. Only the subject of the second message puts them together."""
    halves = {"first_name": "=?utf-8?q", "company": f"?=0D=0ABcc:_{VICTIM}?="}
    yield Row(Failed(1, BROKEN_HEADER), **halves)


def _out_of_place() -> Iterable[Row]:
    """Zones that are not known. The campaign has no window, so none is needed."""
    yield Row(Written(), timezone=f"Europe/Berlin\r\nBcc: {VICTIM}")
    yield Row(Written(), timezone="../../etc/passwd")
