"""Finds the pieces of Jinja in a template, and puts words in their place for programs that know only HTML.

A piece is `{{ ... }}`, `{% ... %}`, `{# ... #}`, or `{% raw %}` with all up to its end. What is not closed is none:
Jinja itself will complain of it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

_OPENS = re.compile(r"\{[{%#]")
_INNER = r"""'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"|[{\[(]|[}\])]"""
_IN_VALUE = re.compile(rf"(?P<end>\}}\}})|{_INNER}", re.DOTALL)
_IN_TAG = re.compile(rf"(?P<end>%\}})|{_INNER}", re.DOTALL)
_RAW = re.compile(r"\{%[-+]?\s*raw\s*-?%\}")
_END_OF_RAW = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")
_TAG = re.compile(r"\{%[-+]?\s*(\w+)")
_NAMED = re.compile(r"""\{%[-+]?\s*\w+\s+(?:"([^"]*)"|'([^']*)'|(\w+))""")
_OPENING = frozenset({"if", "for", "block", "macro", "call", "filter", "with", "raw"})
_BRACKETS = {"}": "{", "]": "[", ")": "("}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of Jinja, and where it stands."""

    start: int
    end: int
    text: str

    @property
    def tag(self) -> str:
        """The word of a `{% tag %}`; empty for values and comments."""
        found = _TAG.match(self.text)
        return found[1] if found else ""

    @property
    def named(self) -> str:
        """The word or the text after the tag: what a block is called, or which template is included."""
        found = _NAMED.match(self.text)
        return next((each for each in found.groups() if each is not None), "") if found else ""

    @property
    def is_value(self) -> bool:
        """Whether it shows something: `{{ ... }}`."""
        return self.text.startswith("{{")

    @property
    def opens(self) -> bool:
        """Whether another piece ends what it begins."""
        if self.tag == "set":
            return "=" not in self.text
        return self.tag in _OPENING and not self.text.rstrip("%}-+ ").endswith("endraw")

    @property
    def closes(self) -> bool:
        """Whether it ends what another piece began."""
        return self.tag.startswith("end")


def pieces_in(source: str) -> list[Piece]:
    """List the pieces of Jinja in the order in which they stand."""
    found: list[Piece] = []
    place = 0
    while opening := _OPENS.search(source, place):
        end = _end_of(source, opening.start())
        if end is None:
            break
        found.append(Piece(opening.start(), end, source[opening.start() : end]))
        place = end
    return found


def _end_of(source: str, start: int) -> int | None:
    kind = source[start : start + 2]
    if kind == "{#":
        end = source.find("#}", start + 2)
        return end + 2 if end >= 0 else None
    if raw := _RAW.match(source, start):
        closing = _END_OF_RAW.search(source, raw.end())
        return closing.end() if closing else None
    return _end_of_expression(source, start + 2, _IN_VALUE if kind == "{{" else _IN_TAG)


def _end_of_expression(source: str, place: int, inner: re.Pattern[str]) -> int | None:
    """Find the end as Jinja does: neither in a text nor within brackets."""
    open_brackets: list[str] = []
    while found := inner.search(source, place):
        if found["end"] and not open_brackets:
            return found.end()
        place = found.end() - (found["end"] == "}}")  # within brackets: two that end one by one
        last = found[0][-1]
        if found[0] in _BRACKETS.values():
            open_brackets.append(last)
        elif open_brackets and open_brackets[-1] == _BRACKETS.get(last):
            open_brackets.pop()
    return None


def are_balanced(pieces: Sequence[Piece]) -> bool:
    """Whether each piece that begins something is ended among them, and none ends what another began."""
    depth = 0
    for piece in pieces:
        depth += piece.opens - piece.closes
        if depth < 0 or (not depth and piece.tag in {"else", "elif"}):
            return False
    return depth == 0


class Words:
    """Words that stand for pieces of a source while another program reads it. No word is in the source."""

    def __init__(self, source: str) -> None:
        """Choose words that `source` does not have."""
        self._start = next(start for n in count() if (start := f"qz{'q' * n}") not in source.lower())
        self._pattern = re.compile(rf"{self._start}(\d+)zq")
        self._texts: list[str] = []

    def word(self, text: str) -> str:
        """Return a new word that stands for a text."""
        self._texts.append(text)
        return f"{self._start}{len(self._texts) - 1}zq"

    def in_order(self, text: str) -> list[int]:
        """Return the numbers of the words in a text. The first word that was made has 0."""
        return [int(found[1]) for found in self._pattern.finditer(text)]

    @property
    def last(self) -> int:
        """The number of the word that was made last."""
        return len(self._texts) - 1

    def text(self, number: int) -> str:
        """Return what a word stands for."""
        return self._texts[number]

    def put_back(self, text: str) -> str:
        """Replace each word by what it stands for."""
        return self.put_back_by(text, self.text)

    def put_back_by(
        self, text: str, by: Callable[[int], str], *, ending: Callable[[int], str] | None = None
    ) -> str:
        """Replace each word by what a function says of its number; another one may speak for a word at the end."""

        def one(found: re.Match[str]) -> str:
            is_last = ending is not None and found.end() == len(text)
            return (ending if is_last and ending else by)(int(found[1]))

        return self._pattern.sub(one, text)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the number of each word, and the line it would stand in with everything put back."""
        line, end = 1, 0
        for found in self._pattern.finditer(text):
            line += text.count("\n", end, found.start())
            yield int(found[1]), line
            line += self._texts[int(found[1])].count("\n")
            end = found.end()


def replaced(source: str, pieces: Sequence[Piece], by: Callable[[Piece], str]) -> str:
    """Return the source with something in the place of each piece."""
    found, place = [], 0
    for piece in pieces:
        found += [source[place : piece.start], by(piece)]
        place = piece.end
    return "".join([*found, source[place:]])


def masked(source: str, pieces: Sequence[Piece]) -> str:
    """Return the source with a letter for each character of a piece, so that places stay the same."""
    clear = source.replace(MASK, "\ue001")
    return replaced(clear, pieces, lambda piece: MASK * (piece.end - piece.start))


MASK = "\ue000"
"""A letter that no program gives a meaning to."""
