"""Writes a mail as bytes: the very ones that Python's mail package writes, in a fraction of its time.

The mails of a run differ in little. So each header and each line is written on its own. A header of plain ASCII is written
as it is. The package writes every other header, and each line that needs quoted-printable; what it wrote is kept for the
next mail. A mail that is unusual as a whole is left to the package as a whole.
"""

import re
from binascii import b2a_base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email import policy, quoprimime
from email.headerregistry import HeaderRegistry, UniqueUnstructuredHeader, UnstructuredHeader
from email.message import EmailMessage
from functools import cache, lru_cache

from outreach.domain.mail import Mail

Header = tuple[str, str]
"""A name and a value."""
_POLICY = policy.SMTP
_ONE_LINE = _POLICY.clone(max_line_length=998)
"""Headers are not folded. A link has no space to fold at, and would be written as encoded words."""
_PLAIN_HEADER = 900
"""Characters of a name and its value. The package writes those that come near the limit of a line."""
_BODY_LINE = 78
"""Bytes, as in the package's policy. A body with a longer line is encoded."""
_SNIFFED = 10
"""By how many lines the package decides whether base64 is shorter than quoted-printable."""
_BASE64_LINE = _BODY_LINE // 4 * 3
"""Bytes that fill a line of base64."""
_KEPT = 2048
_KEPT_LINE = 1000
"""Bytes. A longer line is not kept, so that all lines that are kept together have a few megabytes at most."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*+")
_PLAIN_WORDS = re.compile(r"[!-~]++(?: [!-~]++)*+")
_PLAIN_ADDRESS = re.compile(
    r"[A-Za-z0-9'+_-]++(?:\.[A-Za-z0-9'+_-]++)*+@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)*+"
)
_PLAIN_DATE = re.compile(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000", re.ASCII)
_PLAIN_ID = re.compile(r"<[A-Za-z0-9-]++@[a-z]++(?:\.[a-z]++)*+>")
_OF_THE_PARTS = ("mime-", "content-")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A header that the package wrote."""

    name: str
    value: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a mail, and which of its headers do not stand in it as they are. None: it may be any of them."""

    content: bytes
    encoded: Sequence[Encoded] | None


def written(mail: Mail, headers: Sequence[Header]) -> Written:
    """Write a mail with these headers. Raises what the package raises at what it cannot write."""
    names = {name.lower() for name, _ in headers}
    if len(names) < len(headers) or not all(map(_is_usual, names)):
        return Written(by_the_package(mail, headers), None)
    lines = [_plain(*header) or _encoded(*header) for header in headers]
    boundary = _boundary(mail).encode("ascii")
    content = b"".join(
        (
            *(line.content if isinstance(line, Encoded) else line for line in lines),
            b"MIME-Version: 1.0\r\n",
            b'Content-Type: multipart/alternative; boundary="%b"\r\n\r\n' % boundary,
            b'--%b\r\nContent-Type: text/plain; charset="utf-8"\r\n' % boundary,
            *_body(mail.text, b"\r\n"),
            b'\r\n--%b\r\nContent-Type: text/html; charset="utf-8"\r\n' % boundary,
            *_body(mail.html, b"MIME-Version: 1.0\r\n\r\n"),
            b"\r\n--%b--\r\n" % boundary,
        )
    )
    return Written(content, [line for line in lines if isinstance(line, Encoded)])


def by_the_package(mail: Mail, headers: Sequence[Header]) -> bytes:
    """Write a mail with Python's mail package alone."""
    message = EmailMessage(policy=_POLICY)
    for name, value in headers:
        message[name] = value
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    message.set_boundary(_boundary(mail))
    return message.as_bytes(policy=_ONE_LINE)


def _boundary(mail: Mail) -> str:
    """Return what parts the bodies: the same at every export."""
    return f"=_{mail.digest[:40]}"


# --- headers -------------------------------------------------------------------------------------------


@cache
def _is_usual(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and not name.startswith(_OF_THE_PARTS)


def _plain(name: str, value: str) -> bytes | None:
    """Write a header as it is, if that is what the package does."""
    if len(name) + len(value) > _PLAIN_HEADER or "=?" in value or not _is_plain(name.lower(), value):
        return None
    return f"{name}: {value}\r\n".encode("ascii")


def _is_plain(name: str, value: str) -> bool:
    match name:
        case "from" | "to" | "reply-to":
            return _PLAIN_ADDRESS.fullmatch(value) is not None
        case "date":
            return _PLAIN_DATE.fullmatch(value) is not None
        case "message-id":
            return _PLAIN_ID.fullmatch(value) is not None
        case _:
            return _has_no_form(name) and _PLAIN_WORDS.fullmatch(value) is not None


@cache
def _has_no_form(name: str) -> bool:
    """Say whether the package takes any words for the value of a header."""
    kind = HeaderRegistry()[name]
    return issubclass(kind, UnstructuredHeader | UniqueUnstructuredHeader)


@lru_cache(_KEPT)
def _encoded(name: str, value: str) -> Encoded:
    return Encoded(name, value, _ONE_LINE.fold_binary(*_POLICY.header_store_parse(name, value)))


# --- bodies --------------------------------------------------------------------------------------------


def _body(text: str, more_headers: bytes) -> Sequence[bytes]:
    """Write a body with the header that names its encoding. The package's rules choose the encoding."""
    lines = text.encode().splitlines()
    longest = max(map(len, lines), default=0)
    quoted = _quoted_and_kept if longest <= _KEPT_LINE else _quoted
    if longest <= _BODY_LINE:
        encoding = b"7bit" if text.isascii() else b"8bit"
    elif _is_shorter_in_base64(lines[:_SNIFFED], quoted):
        encoding, lines = b"base64", _in_base64(lines)
    else:
        encoding, lines = b"quoted-printable", list(map(quoted, lines))
    return b"Content-Transfer-Encoding: ", encoding, b"\r\n", more_headers, b"\r\n".join(lines), b"\r\n"


def _is_shorter_in_base64(lines: Sequence[bytes], quoted: Callable[[bytes], bytes]) -> bool:
    """Compare as the package does, which counts a line end once in quoted-printable and twice in base64."""
    in_quoted = b"".join(map(quoted, lines))
    counted = len(in_quoted) - in_quoted.count(b"\r") + len(lines)
    return counted > len(b2a_base64(b"".join(line + b"\r\n" for line in lines)))


def _in_base64(lines: Sequence[bytes]) -> list[bytes]:
    content = b"".join(line + b"\r\n" for line in lines)
    starts = range(0, len(content), _BASE64_LINE)
    return [b2a_base64(content[start : start + _BASE64_LINE], newline=False) for start in starts]


def _quoted(line: bytes) -> bytes:
    return _quoted_and_kept(line) if len(line) <= _KEPT_LINE else _quoted_anew(line)


def _quoted_anew(line: bytes) -> bytes:
    return quoprimime.body_encode(line.decode("latin-1"), _BODY_LINE, "\r\n").encode("ascii")


_quoted_and_kept = lru_cache(_KEPT)(_quoted_anew)
