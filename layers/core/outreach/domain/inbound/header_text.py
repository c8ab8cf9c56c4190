"""Decodes header values into what people see (RFC 2047), however broken they are."""

from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses
from functools import lru_cache

from outreach.domain.patterns import expression

_LONGEST = 4 * 1024
_KEPT = 16
"""How many address headers are kept apart. While one mail is heard, each of its headers is asked for many times."""
_GAP = expression(r"(\?=)\s+(=\?)")
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = expression(rf"[A-Za-z0-9.!#$%&'*+/=?^_{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,10}}")


def decoded(value: str) -> str:
    """Decode the encoded words of a header value; what cannot be decoded stays as it is."""
    value = value[:_LONGEST]
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(_GAP.sub(r"\1 \2", value))
    except (HeaderParseError, ValueError):
        return value
    return "".join(_piece(content, charset) for content, charset in pieces)


def _piece(content: bytes | str, charset: str | None) -> str:
    if isinstance(content, str):
        return content
    try:
        return content.decode(_charset(charset), "replace")
    except (LookupError, ValueError):
        return content.decode("latin-1")


def _charset(name: str | None) -> str:
    lowered = (name or "latin-1").lower()
    return {"gb2312": "gb18030", "idna": "latin-1", "punycode": "latin-1"}.get(lowered, lowered)


def mailboxes(values: list[str]) -> list[tuple[str, str]]:
    """Return the display name and the lower-case address of each mailbox in some address headers.

    `values` are the headers as written. They are split before the names are decoded (RFC 2047, section 6.2), so
    that the comma in an encoded "Doe, Jane" splits nothing. Where the grammar yields no address, the last text
    that looks like one counts: some mail programs break the grammar, and a mail without a writer would be taken
    for a machine's.
    """
    found = [pair for value in values[:8] for pair in _taken_apart(value[:_LONGEST])]
    return [(decoded(name), address.strip().lower()) for name, address in found if name or address]


@lru_cache(_KEPT)
def _taken_apart(value: str) -> tuple[tuple[str, str], ...]:
    try:
        found = tuple(getaddresses([value]))
    except RecursionError:  # the library goes a level deeper for each colon
        found = ()
    if any("@" in address for _, address in found):
        return found
    whole = decoded(value)
    return tuple((whole, address) for address in addresses_in(whole)[-1:]) or found


def addresses_in(text: str) -> list[str]:
    """Find everything that looks like an address: in order, in lower case, each once."""
    found = (match.lower().lstrip("'*.") for match in _ADDRESS.findall(text))
    return list(dict.fromkeys(address.removeprefix("smtp=") for address in found))
