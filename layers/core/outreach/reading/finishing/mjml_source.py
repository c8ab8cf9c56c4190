"""Compiles MJML to HTML, and leaves Jinja as it is.

The compiler reads MJML in which words stand for Jinja: in an attribute one for the whole value, between elements a
comment. It says little about errors, and passes over some, so the elements are checked here first, with their lines.
It loads nothing: there is no `mj-include`, and no fonts but those that the author names with `mj-font`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from outreach.reading.finishing.html_tags import VOID, Part, parts_of
from outreach.reading.finishing.jinja_pieces import MASK, Piece, Words, masked, pieces_in

INLINE = "/*outreach-inline*/"
"""Begins a style sheet that the author wants in the elements: `<mj-style inline="inline">`."""
_STRUCTURE = (
    "mjml mj-body mj-wrapper mj-section mj-group mj-column mj-hero mj-social mj-navbar mj-accordion "
    "mj-accordion-element mj-carousel"
)
_HEAD = "mj-head mj-attributes mj-html-attributes"
_OTHERS = (
    "mj-all mj-class mj-selector mj-html-attribute mj-breakpoint mj-font mj-preview mj-style mj-title mj-raw mj-text "
    "mj-button mj-image mj-divider mj-spacer mj-table mj-social-element mj-navbar-link mj-accordion-title "
    "mj-accordion-text mj-carousel-image"
)
_WITHOUT_TEXT = frozenset(f"{_STRUCTURE} {_HEAD}".split())
"""Elements in which only elements stand, so Jinja needs a comment there."""
_ELEMENTS = frozenset(f"{_STRUCTURE} {_HEAD} {_OTHERS}".split())
_SHEETS = frozenset({"mj-style", "style", "script"})
_Bad = Callable[[int, str, str], "BadMjml"]
_SHORT = 60
_AT = re.compile(r"at position (\d+):\d+")
_BARE = re.compile(r"<(?![a-zA-Z/!?])")


class BadMjml(Exception):
    """MJML that cannot become HTML."""

    def __init__(self, line: int | None, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Compiled:
    """HTML that MJML became. `lines` says for a line of the HTML on which line of the MJML its Jinja stands."""

    html: str
    lines: dict[int, int] = field(default_factory=dict)


def compiled(source: str) -> Compiled:
    """Compile MJML. Each piece of Jinja is in the HTML, in its order. Raises `BadMjml`."""
    from mjml import mjml2html

    pieces = pieces_in(source)
    clear = masked(source, pieces)
    parts = list(parts_of(clear))
    _check(clear, source, parts)
    prepared = _Prepared(source, pieces, Words(source))
    begins, ends = _root(source, parts)
    before = prepared.outside(0, begins)
    body = prepared.text([part for part in parts if begins <= part.start < ends])
    after = prepared.outside(ends, len(source))
    try:
        html = prepared.uncommented(mjml2html(body, fonts={}))
    except ValueError as error:
        said = _AT.sub("", str(error)).removesuffix(" in root template ").strip()
        raise BadMjml(
            None, f"is not MJML that can be read ({said})", "look at its tags and quotes"
        ) from error
    html = f"{before}{html}{after}"
    prepared.require_kept(html)
    lines = {line: prepared.line(number) for number, line in reversed(list(prepared.words.places(html)))}
    return Compiled(prepared.words.put_back(html), lines)


def _root(source: str, parts: list[Part]) -> tuple[int, int]:
    """Return where the `mjml` element begins and ends. Raises `BadMjml` if there is other text around it."""
    begins = next(part.start for part in parts if part.name == "mjml")
    ends = max(part.end for part in parts if part.name == "mjml")
    for part in parts:
        outside = part.start < begins or part.start >= ends
        if outside and part.kind == "text" and _without_jinja(source[part.start : part.end]).strip():
            raise BadMjml(
                source.count("\n", 0, part.start) + 1,
                "there is text outside of <mjml>",
                "put it into <mj-raw>",
            )
    return begins, ends


def _without_jinja(text: str) -> str:
    return masked(text, pieces_in(text)).replace(MASK, "")


@dataclass(slots=True)
class _Prepared:
    source: str
    pieces: list[Piece]
    words: Words
    starts: list[int] = field(default_factory=list)
    """Where each word's text stands in the source, by the number of the word."""
    between: set[int] = field(default_factory=set)
    """The words that stand between tags of the body, so once and in their order."""

    def text(self, parts: list[Part]) -> str:
        return "".join(self._prepared(parts))

    def outside(self, start: int, end: int) -> str:
        """Return words for the Jinja before or after the `mjml` element, each on its line."""
        own = [
            piece for piece in self.pieces if start <= piece.start < end and not piece.text.startswith("{#")
        ]
        self.pieces = [piece for piece in self.pieces if piece not in own]
        return "".join(f"{self._word(piece.start, piece.end)}\n" for piece in own)

    def line(self, number: int) -> int:
        return self.source.count("\n", 0, self.starts[number]) + 1

    def uncommented(self, html: str) -> str:
        """Take the comments away in which words stood between elements."""
        return re.sub(
            r"<!--@(\w+)@-->", lambda found: found[1] if self.words.in_order(found[1]) else found[0], html
        )

    def require_kept(self, html: str) -> None:
        """Raise `BadMjml` if a piece of Jinja is lost, or does not stand where it stood."""
        found = self.words.in_order(html)
        times = Counter(found)
        there = [number for number in found if number in self.between]
        for number, start in enumerate(self.starts):
            if not times[number]:
                raise BadMjml(
                    self.line(number),
                    f"MJML drops `{_short(self.words.text(number))}` here",
                    "put it where text is, into a link or an image, into <mj-raw>, or before <mjml>",
                )
            if number in self.between and times[number] > 1:
                raise BadMjml(
                    self.line(number), f"MJML repeats `{_short(self.source[start:])}`", "put it into <mj-raw>"
                )
        if there != sorted(there):
            raise BadMjml(
                self.line(there[0]), "MJML changes the order of what Jinja decides", "put it into <mj-raw>"
            )

    def _prepared(self, parts: list[Part]) -> Iterator[str]:
        waiting = list(reversed(self.pieces))
        path: list[str] = []
        for part in parts:
            own: list[Piece] = []
            while waiting and waiting[-1].start < part.end:
                own.append(waiting.pop())
            inside = path[-1] if path else ""
            if part.kind == "start":
                yield self._tag(part)
                if not part.closes_itself and part.name not in VOID:
                    path.append(part.name)
                if part.name == "mj-style" and _is_inline(part):
                    yield INLINE
            elif part.kind == "end":
                yield self.source[part.start : part.end]
                if path and part.name not in VOID:
                    path.pop()
            elif part.kind == "text" and inside in {"mj-title", "mj-preview", "mj-style"} and own:
                yield self._word(part.start, part.end)
            else:
                yield from self._text(part, own, alone=part.kind == "text" and inside in _WITHOUT_TEXT)

    def _text(self, part: Part, own: list[Piece], *, alone: bool) -> Iterator[str]:
        place = part.start
        for piece in own:
            yield self.source[place : piece.start]
            if not piece.text.startswith("{#"):
                word = self._word(piece.start, piece.end)
                self.between.add(self.words.last)
                yield f"<!--@{word}@-->" if alone else word
            place = piece.end
        yield self.source[place : part.end]

    def _tag(self, part: Part) -> str:
        place, found = part.start, []
        for each in part.attributes:
            inner = (each.value_start + 1, each.end - 1)
            if each.is_quoted and pieces_in(self.source[slice(*inner)]):
                found += [self.source[place : inner[0]], self._word(*inner)]
                place = inner[1]
        return "".join([*found, self.source[place : part.end]])

    def _word(self, start: int, end: int) -> str:
        self.starts.append(start)
        return self.words.word(self.source[start:end])


def _check(clear: str, source: str, parts: list[Part]) -> None:
    """Raise `BadMjml` at the first element that is not as it should be."""

    def bad(place: int, problem: str, remedy: str) -> BadMjml:
        return BadMjml(source.count("\n", 0, place) + 1, problem, remedy)

    if not any(part.name == "mjml" for part in parts):
        remedy = "begin with <mjml><mj-body>; what several messages share is an .html template"
        raise BadMjml(None, "has no <mjml>", remedy)
    opened: list[Part] = []
    for part in parts:
        if part.kind == "start":
            _check_start(part, bad)
            if part.name not in VOID and not part.closes_itself:
                opened.append(part)
        elif part.kind == "end" and part.name not in VOID:
            _check_end(part, opened, bad)
        elif part.kind == "text" and not (opened and opened[-1].name in _SHEETS):
            bare = _BARE.search(clear, part.start, part.end)
            if bare or clear[part.start] == "<":
                raise bad(bare.start() if bare else part.start, "`<` begins no element here", "write &lt;")
    if opened:
        name = opened[-1].name
        raise bad(opened[-1].start, f"<{name}> is never closed", f"write </{name}> where it ends")


def _check_start(part: Part, bad: _Bad) -> None:
    if part.name == "mj-include":
        remedy = "write the text here, or {% include %} an .html template in <mj-raw>"
        raise bad(part.start, "mj-include is not loaded", remedy)
    if MASK in part.name or any(MASK in each.name for each in part.attributes):
        remedy = 'write it into a value: color="{{ ... }}"'
        raise bad(part.start, "Jinja stands among the attributes of an element", remedy)
    if part.name.startswith("mj-") and part.name not in _ELEMENTS:
        raise bad(part.start, f"there is no element <{part.name}>", "see https://documentation.mjml.io")
    for each in part.attributes:
        if each.value is not None and not each.is_quoted:
            raise bad(part.start, f'the value of "{each.name}" has no quotes', f'write {each.name}="..."')


def _check_end(part: Part, opened: list[Part], bad: _Bad) -> None:
    if not opened:
        raise bad(part.start, f"</{part.name}> ends what was not begun", "remove it")
    if opened[-1].name != part.name:
        problem = f"</{part.name}> comes while <{opened[-1].name}> is open"
        raise bad(part.start, problem, "close each element where it belongs")
    opened.pop()


def _is_inline(part: Part) -> bool:
    given = part.attribute("inline")
    return given is not None and (given.value or "").strip("\"'") == "inline"


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}..."
