"""Reads mails within fixed bounds: whatever the bytes are, it ends soon, needs little memory and never fails.

The library's parser has no such bounds. It compares each line with a stack of boundaries and recurses per
level, so a few megabytes from a stranger can keep a function busy for hours. This reader looks at the first
`MAX_BYTES`, goes `MAX_DEPTH` levels down, takes `MAX_PARTS` parts, and decodes up to `MAX_TEXT_BYTES` of text
per part. It skips the rest, and `ReceivedMail.cut` says so.
"""

import binascii
import codecs
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.message import Message
from itertools import islice

from outreach.domain.inbound.header_text import decoded
from outreach.domain.patterns import expression

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 8
MAX_PARTS = 100
MAX_TEXT_BYTES = 256 * 1024
MAX_HEADER_BLOCK = 128 * 1024
MAX_HEADERS = 500
MAX_HEADER = 8 * 1024
_TRIES = 20
"""Lines that may be a boundary, of a multipart whose own is not in it."""
_HEADER = expression(rb"([!-9;-~]{1,120}):[ \t]*(.*)", re.DOTALL)
_BLANK_LINES = expression(rb"\A(?:[ \t]*+\n)*+")
_GOES_ON = expression(rb"(?i)(?:boundary|charset|name|filename|format|report-type|type)\*?\d?\*?=")
_BOUNDARY_LINE = expression(rb"^--([^\s-][^\n]{0,200}|-[^\n]{1,200})$", re.MULTILINE)
_EMBEDDED = frozenset({"message/rfc822", "message/global"})
_UNSAFE_CODECS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})
"""Codecs that are not meant for mails. Some of them take quadratic time."""
_CHARSETS = {
    "ansi_x3.110-1983": "latin-1",
    "x-unknown": "utf-8",
    "unknown-8bit": "utf-8",
    "gb2312": "gb18030",
}


@dataclass(frozen=True, slots=True)
class Headers:
    """The header fields of a mail or part, unfolded, in their order."""

    fields: tuple[tuple[str, str], ...] = ()
    """Pairs of a lower-case name and the raw value."""

    def all(self, name: str) -> list[str]:
        """Return the values of a field with their encoded words decoded."""
        return [decoded(value) for known, value in self.fields if known == name]

    def written(self, name: str) -> list[str]:
        """Return the values of a field as written, for `mailboxes`, which finds addresses before it decodes names."""
        return [value for known, value in self.fields if known == name]

    def get(self, name: str) -> str:
        """Return the first value of a field, decoded, or an empty string."""
        return next((decoded(value) for known, value in self.fields if known == name), "")

    def __contains__(self, name: object) -> bool:
        return any(known == name for known, _ in self.fields)


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of a mail, or the headers of a mail inside it."""

    content_type: str
    headers: Headers
    body: bytes = field(repr=False)
    charset: str
    report_type: str
    within: tuple[str, ...]
    """The types of the parts that enclose it, outermost first."""

    @property
    def returned(self) -> bool:
        """Whether it belongs to a mail inside this one, such as a returned or a forwarded mail."""
        return any(kind in _EMBEDDED for kind in self.within)

    @property
    def attached(self) -> bool:
        """Whether it is an attached file and not text to read."""
        return self.headers.get("content-disposition").lower().startswith("attachment")

    def text(self) -> str:
        """Return its text, decoded as well as possible, up to `MAX_TEXT_BYTES`."""
        return _text(
            _transfer_decoded(self.body, self.headers.get("content-transfer-encoding")), self.charset
        )


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """A received mail, split into its headers and its parts."""

    headers: Headers
    parts: tuple[Part, ...]
    content_type: str
    report_type: str
    cut: bool
    """Whether something was skipped because it was too large, too deep or too many."""

    def of_type(self, *kinds: str) -> list[Part]:
        """Return the parts of these types, without those of mails inside this one."""
        return [part for part in self.parts if part.content_type in kinds and not part.returned]

    @property
    def returned(self) -> list[Part]:
        """The parts of mails inside this one, or their headers where only those came back."""
        return [p for p in self.parts if p.returned or p.content_type in _HEADER_PARTS]


_HEADER_PARTS = frozenset({"text/rfc822-headers", "message/rfc822-headers", *_EMBEDDED})


def read_mail(raw: bytes) -> ReceivedMail:
    """Split a mail into its headers and its parts. Never raises."""
    reader = _Reader(cut=len(raw) > MAX_BYTES)
    content = raw[:MAX_BYTES].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    headers, body = _split(content)
    kind, parameters = _content_type(headers, "text/plain")
    parts = tuple(reader.parts(headers, body, kind, parameters, ()))
    return ReceivedMail(headers, parts, kind, parameters.get("report-type", ""), reader.cut)


class _Reader:
    """Reads the parts of one mail, and counts how many it may still have."""

    def __init__(self, *, cut: bool) -> None:
        self.cut = cut
        self._left = MAX_PARTS

    def parts(
        self, headers: Headers, body: bytes, kind: str, parameters: dict[str, str], within: tuple[str, ...]
    ) -> Iterator[Part]:
        if self._left <= 0 or len(within) > MAX_DEPTH:
            self.cut = True
            return
        self._left -= 1
        inner = (*within, kind)
        if kind.startswith("multipart/") and (pieces := _pieces_of(body, parameters.get("boundary", ""))):
            default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
            for piece in pieces:
                part_headers, part_body = _split(piece, part=True)
                yield from self.parts(part_headers, part_body, *_content_type(part_headers, default), inner)
            return
        if kind.startswith("multipart/"):
            kind = "text/plain"  # none of its boundaries is in it: what it holds is there to read
        part = Part(
            kind, headers, body, parameters.get("charset", ""), parameters.get("report-type", ""), within
        )
        if kind in _EMBEDDED:
            yield from self._embedded(part, inner)
        else:
            yield part

    def _embedded(self, part: Part, inner: tuple[str, ...]) -> Iterator[Part]:
        content = _transfer_decoded(part.body, part.headers.get("content-transfer-encoding"), MAX_BYTES)
        headers, body = _split(content.lstrip(b"\n"))
        yield Part(part.content_type, headers, b"", "", "", part.within)
        yield from self.parts(headers, body, *_content_type(headers, "text/plain"), inner)


def _split(content: bytes, *, part: bool = False) -> tuple[Headers, bytes]:
    """Split the headers from the body: at the first empty line, or before the first line that is not a header."""
    if not part:
        content = _BLANK_LINES.sub(b"", content, count=1)
    head = content[:MAX_HEADER_BLOCK]
    fields: list[tuple[str, str]] = []
    pending: list[bytes] = []
    position = 0
    while position < len(head):
        end = head.find(b"\n", position)
        end = len(head) if end < 0 else end
        line = head[position:end]
        if not line.strip():
            position = end + 1
            break
        if line[:1] in b" \t" and pending:
            pending.append(line)
        elif _HEADER.match(line):
            _keep(fields, pending)
            pending = [line]
        elif pending and _GOES_ON.match(line):
            pending.append(b" " + line)  # a parameter whose line was not indented
        elif not line.startswith((b"From ", b">From ")) or position:
            break  # a body without an empty line before it
        position = end + 1
    _keep(fields, pending)
    return Headers(tuple(fields)), content[position:]


def _keep(fields: list[tuple[str, str]], lines: Sequence[bytes]) -> None:
    if not lines or len(fields) >= MAX_HEADERS:
        return
    found = _HEADER.match(b"".join(lines)[:MAX_HEADER])
    assert found is not None  # its first line has matched before
    fields.append((found[1].decode("ascii").lower(), _header_text(found[2]).strip()))


def _header_text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _content_type(headers: Headers, default: str) -> tuple[str, dict[str, str]]:
    raw = next((value for name, value in headers.fields if name == "content-type"), "")
    if not raw:
        return default, {}
    shell = Message()
    shell["Content-Type"] = re.sub(r"[\r\n]+", " ", raw[:2048])
    parameters = {}
    for name in ("boundary", "charset", "report-type"):
        try:
            value = shell.get_param(name)
        except (ValueError, LookupError, TypeError, AttributeError):  # a malformed parameter
            continue
        text = value[2] if isinstance(value, tuple) else value
        if text:
            parameters[name] = text.strip() if name == "boundary" else text.strip().strip("'\"").lower()
    kind = raw.partition(";")[0].strip().lower()
    return (kind if re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind) else default), parameters


def _pieces_of(body: bytes, boundary: str) -> list[bytes]:
    """Cut a multipart body at its boundary; if it has another one, as after some gateways, at that."""
    return _pieces(body, boundary) or _pieces(body, _first_boundary(body))


def _first_boundary(body: bytes) -> str:
    """Return the boundary that a body has: its first line of two dashes and more, with headers below it."""
    for found in islice(_BOUNDARY_LINE.finditer(body), _TRIES):
        below = body[found.end() + 1 : found.end() + 200]
        if _HEADER.match(below) or below.startswith(b"\n"):
            return found[1].rstrip().decode("utf-8", "surrogateescape")
    return ""


def _pieces(body: bytes, boundary: str) -> list[bytes]:
    """Cut a multipart body at its boundary lines. Return nothing if it has no boundary."""
    if not boundary:
        return []
    mark = b"\n--" + boundary.encode("utf-8", "surrogateescape")
    pieces: list[bytes] = []
    for chunk in (b"\n" + body).split(mark, MAX_PARTS)[1:]:
        rest_of_line, _, content = chunk.partition(b"\n")
        if rest_of_line.strip() == b"--":
            break
        if not rest_of_line.strip():
            pieces.append(content)
        elif pieces:  # the boundary of a part inside, which begins like ours
            pieces[-1] += mark + chunk
    return pieces


def _transfer_decoded(body: bytes, encoding: str, bound: int = MAX_TEXT_BYTES) -> bytes:
    match encoding.strip().lower():
        case "base64":
            return _base64(re.sub(rb"[^A-Za-z0-9+/]", b"", body[: bound * 2]))[:bound]
        case "quoted-printable":
            return quopri.decodestring(body[: bound * 3])[:bound]
        case _:
            return body[:bound]


def _base64(digits: bytes) -> bytes:
    digits = digits[: len(digits) // 4 * 4] if len(digits) % 4 == 1 else digits + b"=" * (-len(digits) % 4)
    try:
        return binascii.a2b_base64(digits)
    except binascii.Error:
        return b""


def _text(content: bytes, charset: str) -> str:
    for name in (_CHARSETS.get(charset, charset), "utf-8"):
        try:
            if codecs.lookup(name).name.replace("_", "-") not in _UNSAFE_CODECS:
                return content.decode(name, "strict" if name == "utf-8" else "replace")
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1")
