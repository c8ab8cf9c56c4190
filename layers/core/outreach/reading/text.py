"""Finds out the encoding of a file, before anything is taken from it.

The whole file is read once, in pieces: a byte that cannot be decoded must be found before the first row is
stored, and not in the middle. A file that is neither UTF-8 nor UTF-16 is taken for Western European
(Windows-1252), unless its bytes contradict that: names of people must not be guessed.
"""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from outreach.errors import BadFile

PIECE = 1 << 20
GUESSES = ("cp1252", "latin-1")
"""Encodings that are assumed because nothing contradicts them."""
_HEAD = 1 << 16
_SIGNATURES = {
    b"PK\x03\x04": "a spreadsheet or archive (xlsx, zip)",
    b"\xd0\xcf\x11\xe0": "an Excel workbook (xls)",
    b"\x1f\x8b": "a compressed file (gz)",
    b"%PDF": "a PDF",
}
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_LIKE_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LETTER = rb"A-Za-z\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff"
_SIGN = rb"\x80-\x89\x8b\x93-\x95\x98\x99\x9b\xa1-\xa9\xab\xac\xae-\xb3\xb5\xb6\xb8\xb9\xbb-\xbf\xd7\xf7"
_WORD = re.compile(rb"(?<![%b%b])[%b%b]*[\x80-\xff][%b%b]*" % ((_LETTER, _SIGN) * 3))
_NO_WESTERN_WORD = re.compile(
    rb"[%b][%b][%b]|^[\xa3\xaf][%b]|[a-z][\x8a\x8c\x8e\x9f\xc0-\xd6\xd8-\xde][a-z]"
    % (_LETTER, _SIGN, _LETTER, _LETTER)
)
"""A word that is not Western: it has a sign or a capital within, or a pound sign or a macron in front."""
_ENOUGH = 8
"""How many bytes above 127 it takes before their pattern says something."""
_TO_UTF8 = 'save it as "CSV UTF-8" or name its encoding with --encoding'


def find_encoding(stream: BinaryIO, name: str, wanted: str | None = None) -> str:
    """Return a codec that decodes all of `stream`. Raises `BadFile` if there is none, or if it is not text."""
    head = stream.read(_HEAD)
    _refuse_binary(head, name)
    if wanted is not None:
        return _checked(stream, name, wanted)
    marked = next((codec for bom, codec in _BOMS.items() if head.startswith(bom)), None) or _wide(head)
    if marked is not None:
        return _checked(stream, name, marked)
    if len(_CONTROLS.findall(head)) > max(8, len(head) // 200):
        raise BadFile(name, "is not a text file", remedy="export it as CSV")
    bad_line = _first_bad_line(stream, "utf-8")
    return "utf-8" if bad_line is None else _western(stream, name, bad_line)


def _refuse_binary(head: bytes, name: str) -> None:
    if not head.strip():
        raise BadFile(name, "is empty", remedy="export it again, with its header line")
    for signature, kind in _SIGNATURES.items():
        if head.startswith(signature):
            raise BadFile(name, f"is {kind}, not a CSV file", remedy="open it and save it as CSV")


def _wide(head: bytes) -> str | None:
    """Recognise UTF-16 without a byte order mark by its zero bytes."""
    pairs = len(head) // 2
    if pairs and head[1::2].count(0) > pairs * 0.4:
        return "utf-16-le"
    if pairs and head[0::2].count(0) > pairs * 0.4:
        return "utf-16-be"
    return None


def _checked(stream: BinaryIO, name: str, encoding: str) -> str:
    try:
        codecs.lookup(encoding)
        bad_line = _first_bad_line(stream, encoding)
    except LookupError as error:
        raise BadFile(name, f'there is no encoding "{encoding}"', remedy="try utf-8 or cp1252") from error
    if bad_line is not None:
        raise BadFile(name, f"is not {encoding} throughout", line=bad_line, remedy=_TO_UTF8)
    return encoding


def _first_bad_line(stream: BinaryIO, encoding: str) -> int | None:
    """Decode everything; return the line of the first bytes that cannot be decoded."""
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    lines = 0
    try:
        while piece := stream.read(PIECE):
            lines += decoder.decode(piece).count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return lines + error.object[: error.start].count(b"\n") + 1
    return None


@dataclass(slots=True)
class _Marks:
    """What the bytes above 127 look like."""

    high: int = 0
    in_runs: int = 0
    like_utf8: int = 0
    words: int = 0
    strange_words: int = 0

    def add(self, piece: bytes) -> None:
        runs = [len(run) for run in _HIGH.findall(piece)]
        self.high += sum(runs)
        self.in_runs += sum(length for length in runs if length > 1)
        self.like_utf8 += sum(len(found) for found in _LIKE_UTF8.findall(piece))
        words = _WORD.findall(piece)
        self.words += len(words)
        self.strange_words += sum(_NO_WESTERN_WORD.search(word) is not None for word in words)

    @property
    def is_western(self) -> bool:
        """Whether the bytes are like accented letters: single ones between plain letters, in Western words."""
        in_runs = self.high >= _ENOUGH and self.in_runs * 2 > self.high
        strange = self.strange_words > 0 and self.strange_words * 4 >= self.words
        return not in_runs and not strange


def _western(stream: BinaryIO, name: str, bad_line: int) -> str:
    """Accept Windows-1252 if the bytes spell Western words in it. Raises `BadFile` if they do not."""
    marks = _Marks()
    stream.seek(0)
    while piece := stream.read(PIECE):
        marks.add(piece)
    if marks.like_utf8 * 2 >= marks.high:
        raise BadFile(name, "is UTF-8, but for some bytes that are not", line=bad_line, remedy=_TO_UTF8)
    if not marks.is_western:
        raise BadFile(name, f"is neither UTF-8 nor Western European{_guess(stream)}", remedy=_TO_UTF8)
    return "cp1252" if _first_bad_line(stream, "cp1252") is None else "latin-1"


def _guess(stream: BinaryIO) -> str:
    """Name what the encoding might be instead, as a hint to a person."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - half a second that few files need

    stream.seek(0)
    best = from_bytes(stream.read(_HEAD)).best()
    return "" if best is None else f" (it looks like {best.encoding})"
