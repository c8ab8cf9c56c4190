"""Puts the HTML of a message together as it will be, from the templates that it extends and includes.

Pieces of Jinja that belong to one rendering, such as values and loops, stay in it. `extends`, `block` and `include` are gone.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from outreach.reading.finishing.jinja_pieces import Piece, pieces_in

_MOST_TEMPLATES = 100
_MOST_CHARACTERS = 1_000_000
_NOT_FOLLOWED = frozenset({"import", "from", "macro", "call", "filter"})


class NotAssembled(Exception):
    """A message is put together in a way that only a rendering can follow."""

    def __init__(self, template: str, line: int, why: str) -> None:
        super().__init__(f"{template} line {line}: {why}")
        self.template = template
        self.line = line
        self.why = why


@dataclass(slots=True)
class Assembled:
    """The HTML of a message, and from which template each part of it is."""

    html: str = ""
    _starts: list[int] = field(default_factory=list)
    _origins: list[tuple[str, int]] = field(default_factory=list)

    def origin(self, place: int) -> tuple[str, int]:
        """Return the template that a place in the HTML is from, and the place there."""
        index = bisect_right(self._starts, place) - 1
        template, start = self._origins[index]
        return template, start + place - self._starts[index]


@dataclass(frozen=True, slots=True)
class _Block:
    template: str
    start: int
    end: int


def assembled(templates: Mapping[str, str], name: str) -> Assembled:
    """Put a message together. Raises `NotAssembled` where a template is built in a way that cannot be followed."""
    assembly = _Assembly(templates)
    assembly.template(name, {}, 0)
    return assembly.finished()


@dataclass(slots=True)
class _Assembly:
    templates: Mapping[str, str]
    texts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    origins: list[tuple[str, int]] = field(default_factory=list)
    size: int = 0
    walked: int = 0

    def finished(self) -> Assembled:
        return Assembled("".join(self.texts), self.starts, self.origins)

    def template(self, name: str, overridden: Mapping[str, _Block], came_from: int) -> None:
        source = self.templates[name]
        pieces = pieces_in(source)
        self.walked += 1
        if self.walked > _MOST_TEMPLATES:
            raise self._not(name, came_from, "the templates include too many others")
        parent = next((piece for piece in pieces if piece.tag == "extends"), None)
        if parent is None:
            self._expand(_Block(name, 0, len(source)), overridden)
            return
        self._only_blocks(name, pieces)
        own = {block: place for block, place in self._blocks(name, pieces).items() if block not in overridden}
        self.template(self._known(name, parent), {**own, **overridden}, parent.start)

    def _only_blocks(self, name: str, pieces: list[Piece]) -> None:
        """Refuse what a template that extends another runs outside of its blocks."""
        depth = 0
        for piece in pieces:
            depth -= piece.tag == "endblock"
            if not depth and piece.tag not in {"", "extends", "block", "endblock"}:
                raise self._not(name, piece.start, f"`{piece.tag}` stands outside of the blocks")
            depth += piece.tag == "block"

    def _blocks(self, name: str, pieces: list[Piece]) -> dict[str, _Block]:
        found: dict[str, _Block] = {}
        opened: list[Piece] = []
        for piece in pieces:
            if piece.tag == "block":
                opened.append(piece)
            elif piece.tag == "endblock" and opened:
                begun = opened.pop()
                found[begun.named] = _Block(name, begun.end, piece.start)
        return found

    def _expand(self, block: _Block, overridden: Mapping[str, _Block]) -> None:
        name, place = block.template, block.start
        pieces = [
            piece for piece in pieces_in(self.templates[name]) if block.start <= piece.start < block.end
        ]
        blocks = self._blocks(name, pieces)
        for piece in pieces:
            if piece.start < place:
                continue
            if piece.tag in _NOT_FOLLOWED:
                raise self._not(
                    name, piece.start, f"`{piece.tag}` gives HTML that is only known when a mail is made"
                )
            if piece.is_value and ("super(" in piece.text or "self." in piece.text):
                raise self._not(name, piece.start, f"`{piece.text}` is only known when a mail is made")
            if piece.tag == "block":
                self._add(name, place, piece.start)
                own = blocks.get(piece.named) or _Block(name, piece.end, piece.end)
                self._expand(overridden.get(piece.named) or own, overridden)
                place = own.end
            elif piece.tag in {"endblock", "include"}:
                self._add(name, place, piece.start)
                place = piece.end
                if piece.tag == "include":
                    self.template(self._known(name, piece), {}, piece.start)
        self._add(name, place, block.end)

    def _add(self, name: str, start: int, end: int) -> None:
        if start >= end:
            return
        self.starts.append(self.size)
        self.origins.append((name, start))
        self.texts.append(self.templates[name][start:end])
        self.size += end - start
        if self.size > _MOST_CHARACTERS:
            raise self._not(name, start, "the templates become too long together")

    def _known(self, name: str, piece: Piece) -> str:
        if piece.named not in self.templates:
            raise self._not(name, piece.start, f"`{piece.tag}` does not name one template of the campaign")
        return piece.named

    def _not(self, name: str, place: int, why: str) -> NotAssembled:
        return NotAssembled(name, self.templates[name].count("\n", 0, place) + 1, why)
