"""Makes the text of a message from its HTML, for a message that comes without one.

inscriptis lays out the words. Words of ours stand for Jinja meanwhile, so that values and conditions end where their
places are in the text. Whatever does not come back as it went in is refused: the author then writes the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from outreach.reading.finishing.html_tags import Part, parts_of
from outreach.reading.finishing.jinja_pieces import Piece, Words, are_balanced, masked, pieces_in, replaced
from outreach.reading.html_page import hides

_NOT_READ = frozenset({"style", "script", "title", "textarea"})
_AS_BLOCKS = frozenset({"table", "tbody", "thead", "tfoot", "caption", "tr", "center", "hr"})
_AS_INLINE = frozenset({"td", "th", "font", "span"})
_TO_PEOPLE = ("mailto:", "tel:", "sms:")
_FOR_HTML = re.compile(r"\|\s*(?:e|escape|forceescape)\b")
_LOOKS_LIKE_JINJA = re.compile(r"\{(?=[{%#]|qz)")
"""A bracket before another, or before a word that stands for Jinja."""
_SIGNS = re.compile(r"(?<=^\{[{%])[-+]|[-+](?=[}%]\}$)")
_AMPERSAND = re.compile(r"&(?:amp|#38|#x26);", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BLOCKED = re.compile(r"display\s*:\s*block", re.IGNORECASE)
_GAP = "  "
"""What parts the cells of a row."""


class NoText(Exception):
    """The HTML of a message gives no text."""

    def __init__(self, place: int, why: str) -> None:
        """`place` is where in the HTML the reason stands."""
        super().__init__(why)
        self.place = place
        self.why = why


def text_of(html: str) -> str:
    """Return a text template with the words, links, lists and tables of an HTML template. Raises `NoText`."""
    pieces = pieces_in(html)
    for piece in pieces:
        if _FOR_HTML.search(piece.text):
            raise NoText(piece.start, f"`{piece.text}` writes HTML")
        if piece.tag == "raw" and re.search(r"[<&]", piece.text):
            raise NoText(piece.start, "a `raw` block has HTML in it")
    reading = _Reading(html, pieces, Words(html))
    laid_out = _laid_out(reading.readable())
    reading.require_kept(laid_out)
    return reading.finished(laid_out)


def _laid_out(html: str) -> str:
    from inscriptis import get_text
    from inscriptis.css_profiles import CSS_PROFILES
    from inscriptis.model.config import ParserConfig

    return str(get_text(html, ParserConfig(css=CSS_PROFILES["strict"].copy())))


@dataclass(slots=True)
class _Reading:
    """Simplifies HTML until only words and blocks are left, and remembers which word stands for what."""

    html: str
    pieces: list[Piece]
    words: Words
    shown: dict[int, Piece] = field(default_factory=dict)
    """The pieces that stand between tags, by the number of their word."""
    left_out: list[Piece] = field(default_factory=list)
    _ready: list[str] = field(default_factory=list)
    _link: tuple[str, int] | None = None
    _cells: int = 0

    def readable(self) -> str:
        """Return the HTML for inscriptis."""
        clear = masked(self.html, self.pieces)
        waiting = list(reversed(self.pieces))
        silent = False
        for part in parts_of(clear):
            own: list[Piece] = []
            while waiting and waiting[-1].start < part.end:
                own.append(waiting.pop())
            if part.kind == "text" and not silent:
                self._ready.append(self._text(part.start, part.end, own))
            elif part.kind == "comment" and not are_balanced(own):
                self._ready += [self._shown(piece) for piece in own]
            elif part.kind in {"text", "comment"}:
                self.left_out += own
            elif part.name not in _NOT_READ:
                self._tag(part)
            silent = part.kind == "start" and part.name in _NOT_READ
        return "".join(self._ready)

    def require_kept(self, text: str) -> None:
        """Raise `NoText` unless what decides is in the text, once and in order, and what is not there decides nothing."""
        there = [number for number in self.words.in_order(text) if number in self.shown]
        if there != sorted(set(there)):
            raise NoText(self.shown[there[0]].start, "its parts would come in another order")
        lost = {*self.left_out, *(piece for number, piece in self.shown.items() if number not in set(there))}
        run: list[Piece] = []
        for piece in self.pieces:
            if piece in lost:
                run.append(piece)
            elif piece.tag and run:
                self._require_without_effect(run)
                run = []
        self._require_without_effect(run)

    def finished(self, text: str) -> str:
        """Return the text with everything put back."""
        lines: list[str] = []
        for line in text.split("\n"):
            numbers = self.words.in_order(line)
            controls = bool(numbers) and all(self._decides(number) for number in numbers)
            if controls and not self.words.put_back_by(line, lambda _: "").strip():
                lines += [self._clear(number) for number in numbers]
            else:
                lines.append(
                    self.words.put_back_by(_escaped(line), self._clear, ending=self._at_the_end).rstrip()
                )
        return "\n".join(_without_gaps(lines)).strip("\n") + "\n"

    def _decides(self, number: int) -> bool:
        return number in self.shown and bool(self.shown[number].tag)

    def _clear(self, number: int) -> str:
        piece = self.shown.get(number)
        return self.words.text(number) if piece is None or piece.tag == "raw" else _SIGNS.sub("", piece.text)

    def _at_the_end(self, number: int) -> str:
        """Return a piece so that the end of its line stays: Jinja takes it away after a tag."""
        text = self._clear(number)
        return f"{text[:-2]}+%}}" if self._decides(number) else text

    def _require_without_effect(self, run: list[Piece]) -> None:
        if not are_balanced(run) or any(piece.tag in {"set", "include", "raw"} for piece in run):
            raise NoText(run[0].start, f"`{run[0].text}` stands where no text is")

    def _text(self, start: int, end: int, own: list[Piece]) -> str:
        found, place = [], start
        for piece in own:
            found += [self._plain(place, piece.start), self._shown(piece)]
            place = piece.end
        return "".join([*found, self._plain(place, end)])

    def _plain(self, start: int, end: int) -> str:
        """Return text that inscriptis can read twice, as it does: `&amp;lt;` must not become `<`."""
        return _AMPERSAND.sub(lambda _: self.words.word("&"), self.html[start:end])

    def _shown(self, piece: Piece) -> str:
        if piece.text.startswith("{#"):
            return ""
        word = self.words.word(piece.text)
        self.shown[self.words.last] = piece
        return word

    def _tag(self, part: Part) -> None:
        if part.name == "a":
            self._anchor(part)
        elif part.name == "img":
            self._ready.append(self._value(part, "alt", unescaped=False) if not self._is_hidden(part) else "")
        elif part.kind == "end":
            self._ready.append(f"</{_simple(part.name)}>")
        else:
            self._cells = (
                self._cells + 1 if part.name in {"td", "th"} else 0 if part.name == "tr" else self._cells
            )
            gap = self.words.word(_GAP) if part.name in {"td", "th"} and self._cells > 1 else ""
            self._ready.append(f"{gap}<{_simple(part.name)}{self._style(part)}>")

    def _anchor(self, part: Part) -> None:
        if part.kind == "start":
            self._end_link()
            self._ready.append(f"<span{self._style(part)}>")
            self._link = (self._value(part, "href", unescaped=True).strip(), len(self._ready))
        else:
            self._end_link()

    def _end_link(self) -> None:
        """Write after the words of a link where it leads, unless the words say so."""
        if self._link is None:
            return
        target, start = self._link
        said = unescape(_TAG.sub("", self.words.put_back("".join(self._ready[start:])))).strip()
        told = target
        for scheme in _TO_PEOPLE:
            told = told.removeprefix(scheme)
        if (
            target
            and not target.startswith("#")
            and told not in (said, f"https://{said}", f"https://{said}/")
        ):
            self._ready.append(f"{' ' if said else ''}{self.words.word(f'<{told}>' if said else told)}")
        self._ready.append("</span>")
        self._link = None

    def _value(self, part: Part, name: str, *, unescaped: bool) -> str:
        """Return what an attribute says; with Jinja in it, one word for it all."""
        found = part.attribute(name)
        if found is None or found.value is None:
            return ""
        inner = self.html[found.value_start : found.end]
        inner = inner[1:-1] if found.is_quoted else inner
        pieces = pieces_in(inner)
        if not pieces:
            return unescape(inner) if unescaped else inner
        kept = Words(inner)
        plain = kept.put_back(
            unescape(replaced(inner, pieces, lambda piece: kept.word(_SIGNS.sub("", piece.text))))
        )
        return plain if unescaped else self.words.word(plain)

    def _style(self, part: Part) -> str:
        if self._is_hidden(part):
            return ' style="display:none"'
        given = part.attribute("style")
        return ' style="display:block"' if given and _BLOCKED.search(given.value or "") else ""

    def _is_hidden(self, part: Part) -> bool:
        return hides({each.name: (each.value or "").strip("\"'") for each in part.attributes})


def _simple(name: str) -> str:
    return "div" if name in _AS_BLOCKS else "span" if name in _AS_INLINE else name


def _escaped(line: str) -> str:
    return _LOOKS_LIKE_JINJA.sub('{{ "{" }}', line)


def _without_gaps(lines: list[str]) -> Iterator[str]:
    """Leave out an empty line after another one, and after pieces that are alone on their lines below one."""
    open_to_gap = False
    for line in lines:
        if line or open_to_gap:
            yield line
        if not (line.startswith("{%") and line.endswith("%}")):
            open_to_gap = bool(line)
