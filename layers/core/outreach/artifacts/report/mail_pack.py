"""Keeps the rendered mails of a run for its report, in few bytes.

Mails of one message differ in little. So many of them are packed together: each line or tag is kept once, the first mail is a
list of their numbers, and each of the others says only where it differs from the first. A page unpacks a pack when somebody
looks at one of its mails. docs/decisions/0036 has the sizes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import compress
from operator import ne
from typing import Protocol

from outreach.artifacts.report.packed import packed

SIZE_LIMIT = 7_000_000
"""How many characters the packs of one report may have together. So a report of 10,000 leads stays below 10 MB."""
DEAD_LINK = "https://unsubscribe.invalid/"
"""Stands in place of each unsubscribe link. A report is passed on, and whoever has a link can use it."""
_MAILS = 500
_CHARACTERS = 2_000_000
"""A pack is closed when it has so many mails, or so many characters before packing."""
_PIECE = re.compile(r"[^\n>]*[\n>]|[^\n>]+")
_Coded = list[int] | dict[int, int]


class Rendered(Protocol):
    """What of a mail is kept."""

    @property
    def step(self) -> int:
        """Counted from 0."""

    @property
    def sender(self) -> str:
        """The From header."""

    @property
    def recipient(self) -> str:
        """The To header."""

    @property
    def text(self) -> str:
        """The plain part."""

    @property
    def html(self) -> str:
        """The HTML part."""

    @property
    def unsubscribe_url(self) -> str | None:
        """The link in the mail's List-Unsubscribe header."""


class _Numbers(dict[str, int]):
    """Numbers pieces in the order in which they are first asked for."""

    def __missing__(self, piece: str) -> int:
        number = self[piece] = len(self)
        return number


@dataclass(slots=True)
class _Pack:
    number: int
    numbers: _Numbers = field(default_factory=_Numbers)
    mails: list[Sequence[_Coded]] = field(default_factory=list)
    first: Sequence[Sequence[int]] = ()
    names: list[str] = field(default_factory=list)
    characters: int = 0

    def add(self, name: str, parts: Sequence[str]) -> None:
        coded = [self._numbers(part) for part in parts]
        if not self.first:
            self.first = coded
            self.mails.append(coded)
        else:
            self.mails.append([_less(part, first) for part, first in zip(coded, self.first, strict=True)])
        self.names.append(name)
        self.characters += sum(map(len, parts))

    def _numbers(self, part: str) -> list[int]:
        return list(map(self.numbers.__getitem__, _PIECE.findall(part)))


class MailPacks:
    """Takes one mail after the other. When the limit is reached, later mails are left out."""

    def __init__(self, limit: int = SIZE_LIMIT) -> None:
        self._room = limit
        self._open: dict[int, _Pack] = {}
        self._packs: dict[int, str] = {}
        self._places: dict[str, tuple[int, int]] = {}
        self._begun = 0

    def add(self, name: str, mail: Rendered) -> None:
        """Take a mail whose file has this name."""
        if self._room <= 0:
            return
        if (pack := self._open.get(mail.step)) is None:
            pack = self._open[mail.step] = _Pack(self._begun)
            self._begun += 1
        link = mail.unsubscribe_url
        pack.add(name, (mail.sender, mail.recipient, _without(link, mail.text), _without(link, mail.html)))
        if len(pack.mails) >= _MAILS or pack.characters >= _CHARACTERS:
            self._close(mail.step)

    def finished(self) -> tuple[Mapping[int, str], Mapping[str, tuple[int, int]]]:
        """Return the packs by number, and by the name of a mail's file where it is: in which pack, at which place."""
        for step in list(self._open):
            self._close(step)
        return self._packs, self._places

    def _close(self, step: int) -> None:
        pack = self._open.pop(step)
        text = packed({"pieces": list(pack.numbers), "mails": pack.mails})
        self._room -= len(text)
        if self._room >= 0:
            self._packs[pack.number] = text
            self._places |= {name: (pack.number, place) for place, name in enumerate(pack.names)}


def _less(part: list[int], first: Sequence[int]) -> _Coded:
    """Say where a part differs from that of the first mail; all of it if they have another number of pieces."""
    if len(part) != len(first):
        return part
    return dict(compress(enumerate(part), map(ne, part, first)))


def _without(link: str | None, content: str) -> str:
    """Replace the personal link."""
    if not link:
        return content
    return content.replace(link, DEAD_LINK).replace(escape(link), DEAD_LINK)
