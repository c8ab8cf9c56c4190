"""Tells the lines of a text that its writer wrote from those that they quote, and from their signature.

Where every quoted line is marked (`>`), only those lines are left out, so that replies between them stay.
Where only an introduction or a block of headers marks the quote, it goes on to the end.

Nothing that a person wrote may be lost. So what may be a quote, and may be not, stays in the new text. But it orders
nothing by itself: the sure text is the new text without what may be a quote, and it ends where that begins.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from outreach.domain.inbound.quote_marks import (
    INVISIBLE,
    LONGEST_INTRODUCTION,
    Label,
    Sureness,
    has_address,
    header_block,
    introduction,
    is_dated,
    label_of,
    notes_block,
    unknown_block,
    writes,
)
from outreach.domain.inbound.reply_marks import (
    ABOVE_THIS_LINE,
    ATTRIBUTION_START,
    DEVICE,
    INSIDE,
    RULE,
    SEPARATOR,
    SIGNATURE,
    TITLE,
)
from outreach.domain.patterns import expression

MAX_LINES = 4000
MAX_LINE = 2000
_QUOTED = expression(r"^\s{0,3}(?:[A-Z]{0,3}>|\uff1e|\|(?=\s)(?![^|]*\|))")
_MOST_INTRODUCTIONS = 200
"""How many lines of a text are looked at closely, because each begins and goes on like an introduction and is none.

A list of appointments may have a few dozen. If there are more, the quote after them stays in the new text. So
nothing that a person wrote is lost, and a text made of such lines takes no longer than this.
"""
_NAME = expression(r"[^\W\d_][^\n.!?,;:]{1,60}$")
"""A line that may be a name, above its address."""
_LONGEST_SIGNATURE = 15
_WRAPPED = 60
"""A quoted line that is this long may have been wrapped, so that the rest of it is not marked."""


@dataclass(frozen=True, slots=True)
class NewText:
    """What the writer of a mail wrote."""

    text: str
    """With what may be a quote."""
    sure: str
    """Without it."""
    doubtful: str = ""
    """What may be a quote, and may be not."""


def without_quote(text: str) -> str:
    """Return a plain text without the mail it quotes and without the signature."""
    return split_quote(text).text


def split_quote(text: str) -> NewText:
    """Return a plain text without its quote and signature, and which of it is surely no quote."""
    lines = _lines(text)
    reader = _reader(lines)
    reader.read()
    return NewText(
        text=_tidy(line for line, _ in reader.kept),
        sure=_tidy(line for line, sure in reader.kept if sure),
        doubtful=_tidy(line for line, sure in reader.kept if not sure),
    )


def quotes(text: str) -> bool:
    """Say whether a text quotes another mail in any way."""
    lines = _lines(text)
    reader = _reader(lines)
    return any(
        _QUOTED.match(line)
        or SEPARATOR.match(line)
        or reader.introduced(n)[0] is Sureness.SURE
        or header_block(reader.labels, n)[0] is Sureness.SURE
        for n, line in enumerate(lines)
    )


@dataclass(slots=True)
class _Reader:
    """Goes through the lines of a text and keeps what is no quote, each line with whether that is sure."""

    lines: list[str]
    labels: list[Label | None]
    possible: frozenset[int]
    """Lines at which an introduction may begin."""
    kept: list[tuple[str, bool]] = field(default_factory=list)
    position: int = 0
    sure: bool = True
    written: bool = False
    """Whether a line that is not empty was kept."""

    def read(self) -> None:
        while self.position < len(self.lines):
            if _QUOTED.match(self.lines[self.position]):
                self._skip_marked()
            elif not (self._quote() or self._signature()):
                self._keep(sure=self.sure and not self._wrapped())

    def _skip_marked(self) -> None:
        """Leave out a marked line. Below marked headers the rest of the quote may have no marks."""
        if header_block(self.labels, self.position)[0] is Sureness.SURE:
            self.sure = False
        self._skip(1)

    def _quote(self) -> bool:
        """Leave out what begins a quote here. Return False if nothing does."""
        line = self.lines[self.position]
        if ABOVE_THIS_LINE.match(line) and not self.written:
            return self._skip(1)
        sureness, length = self._beginning()
        if sureness is Sureness.NONE:
            return False
        if sureness is Sureness.DOUBTFUL:
            self.sure = False
            return False
        if (said := INSIDE.search(line)) and not ATTRIBUTION_START.match(line):
            self.lines[self.position] = line[: said.start()]
            self._keep(sure=self.sure)
            length -= 1
        self._skip(length)
        if not _marked_line_by_line(self.lines, self.position):
            self._end()
        return True

    def _beginning(self) -> tuple[Sureness, int]:
        """Say how sure it is that a quote begins here, and how many lines its beginning takes."""
        position, line = self.position, self.lines[self.position]
        if not line.strip():
            return Sureness.NONE, 0
        if SEPARATOR.match(line) or ABOVE_THIS_LINE.match(line):
            return Sureness.SURE, 1
        found = max(self.introduced(position), header_block(self.labels, position))
        if found[0] is not Sureness.SURE and self._begins_paragraph(position):
            if length := notes_block(self.lines, self.labels, position):
                return Sureness.SURE, length
            if TITLE.match(line) and self._quote_follows():
                return Sureness.SURE, 1
            if unknown_block(self.lines, position):
                return Sureness.DOUBTFUL, 0
        return found

    def introduced(self, position: int) -> tuple[Sureness, int]:
        """Say how sure it is that lines here introduce a quote, and how many. Mail clients fold long introductions."""
        if position not in self.possible:
            return Sureness.NONE, 0
        best = (Sureness.NONE, 0)
        for length in range(1, LONGEST_INTRODUCTION + 1):
            block = self.lines[position : position + length]
            if len(block) < length or (length > 1 and self._parted(position, length)):
                break
            sureness = introduction(block, marked=_marked_line_by_line(self.lines, position + length))
            best = max(best, (sureness, length), key=lambda each: each[0])
            if best[0] is Sureness.SURE:
                break
        return best

    def _parted(self, position: int, length: int) -> bool:
        """Whether the last line of a block cannot go on with what stands before it."""
        last = self.lines[position + length - 1]
        return (
            not last.strip()
            or bool(_QUOTED.match(last))
            or self._begins_anew(position, position + length - 1)
        )

    def _begins_anew(self, first: int, last: int) -> bool:
        """Whether another introduction begins at the last line, as the first line did or did not."""
        again = ATTRIBUTION_START.match(self.lines[last])
        if again is None or last not in self.possible:
            return False
        before = ATTRIBUTION_START.match(self.lines[first])
        return before is None or before[0].casefold() == again[0].casefold()

    def _begins_paragraph(self, position: int) -> bool:
        return position == 0 or not self.lines[position - 1].strip()

    def _quote_follows(self) -> bool:
        following = [
            n for n in range(self.position + 1, min(self.position + 6, len(self.lines))) if self.lines[n]
        ]
        if not following:
            return False
        return (
            bool(_QUOTED.match(self.lines[following[0]]))
            or header_block(self.labels, following[0])[0] is not Sureness.NONE
            or self.introduced(following[0])[0] is not Sureness.NONE
        )

    def _signature(self) -> bool:
        line = self.lines[self.position]
        if DEVICE.match(line):
            self.sure = False
            return self._skip(1)
        if RULE.match(line):
            self.sure = False
            return False
        if not (SIGNATURE.match(line) and self.written):
            return False
        end = self._next_quote()
        signature = [each for each in self.lines[self.position + 1 : end] if each.strip()]
        if len(signature) > _LONGEST_SIGNATURE:
            self.sure = False
            return False
        self.position = end
        return True

    def _next_quote(self) -> int:
        """Find where a quote goes on after a signature, in a mail that replies below or between the quotes."""
        for ahead in range(self.position + 1, len(self.lines)):
            if _QUOTED.match(self.lines[ahead]) or self.introduced(ahead)[0] is Sureness.SURE:
                return ahead
        return len(self.lines)

    def _wrapped(self) -> bool:
        """Whether this line may be the end of a quoted line that was too long."""
        before = self.lines[self.position - 1] if self.position else ""
        after = next(
            (each for each in self.lines[self.position + 1 : self.position + 3] if _QUOTED.match(each)), ""
        )
        return bool(after) and len(before) >= _WRAPPED and bool(_QUOTED.match(before))

    def _end(self) -> None:
        """End at a quote that goes on to the end, unless nothing was written before it: then it may be no quote."""
        if self.written:
            self.position = len(self.lines)
        self.sure = False

    def _keep(self, *, sure: bool) -> None:
        line = self.lines[self.position]
        self.written = self.written or bool(line.strip())
        self.kept.append((line, sure))
        self.position += 1

    def _skip(self, length: int) -> bool:
        self.position += length
        return True


def _reader(lines: list[str]) -> _Reader:
    labels = [label_of(line) for line in lines]
    return _Reader(lines, labels, _possible_introductions(lines, labels))


def _lines(text: str) -> list[str]:
    return [line[:MAX_LINE].rstrip().replace("\u00a0", " ") for line in text.splitlines()[:MAX_LINES]]


def _possible_introductions(lines: list[str], labels: list[Label | None]) -> frozenset[int]:
    """Find where an introduction may begin: a quick test of each line, and of the date in it or soon after it."""
    dated = [is_dated(line) or has_address(line) for line in lines]
    found = (n for n in range(len(lines)) if labels[n] is None and _may_introduce(lines, dated, n))
    return frozenset(islice(found, _MOST_INTRODUCTIONS))


def _may_introduce(lines: list[str], dated: list[bool], position: int) -> bool:
    line = INVISIBLE.sub("", lines[position])
    if not line.strip() or _QUOTED.match(line):
        return False
    if ATTRIBUTION_START.match(line):
        return any(dated[position : position + LONGEST_INTRODUCTION]) or writes(line)
    if position and lines[position - 1].strip():
        return dated[position] and (writes(line) or "@" in line)
    below = lines[position + 1] if position + 1 < len(lines) else ""
    return (
        dated[position]
        or writes(line)
        or (below.startswith("<") and has_address(below) and _NAME.match(line) is not None)
    )


def _marked_line_by_line(lines: list[str], position: int) -> bool:
    following = (line for line in lines[position : position + 8] if line.strip())
    return bool(_QUOTED.match(next(following, "")))


def _tidy(lines: Iterable[str]) -> str:
    kept = list(lines)
    while kept and (not kept[-1].strip() or RULE.match(kept[-1])):
        kept.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n\ufeff ")
