"""Puts the rules of `<style>` into the elements that they are about, because some mail programs drop style sheets.

The HTML is never written anew. css-inline reads a copy and says which style each element has; that style is put into the
source, where everything else stays as its author wrote it: Jinja, doctype, entities, comments, tables.
Rules that no element can hold, such as `@media` and `:hover`, stay in their `<style>`, and so do rules that fit nothing yet.

Jinja decides only when a mail is made what an element is. Where a rule could depend on that, a message keeps its style
sheets as they are, and a note says why.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

from outreach.reading.finishing.assembly import Assembled
from outreach.reading.finishing.html_tags import Part, parts_of
from outreach.reading.finishing.jinja_pieces import MASK, Piece, masked, pieces_in
from outreach.reading.finishing.style_rules import (
    attributes_in,
    depends_on_neighbours,
    has_rules_for_all,
    properties_in,
    weak_rules,
)

_PLACE = "data-place-in-source"
_READ = frozenset({"", "all", "screen"})
"""What the `media` of a sheet may be, so that its rules are for every reader."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a template that is to be another text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Inlined:
    """What inlining changes in the templates of one message, or why it changes nothing."""

    tags: Mapping[tuple[str, int], Edit | None] = field(default_factory=dict)
    """For each element, by its template and place, what to change. Other messages may have the same template."""
    sheets: Mapping[tuple[str, int], Edit | None] = field(default_factory=dict)
    """The same for style sheets: an edit leaves out what the elements have now."""
    why_not: tuple[str, int, str] | None = None
    """Template, line and reason."""
    overruled: tuple[tuple[str, int, str], ...] = ()
    """Properties that a `@media` or `:hover` rule sets in vain from now on: template, line, property."""

    @property
    def changes_nothing(self) -> bool:
        """Whether no element gets a style."""
        return not any(self.tags.values())


class _NotInlined(Exception):
    def __init__(self, place: int, why: str) -> None:
        super().__init__(why)
        self.place = place
        self.why = why


def inlined(message: Assembled, sources: Mapping[str, str], is_chosen: Callable[[str], bool]) -> Inlined:
    """Find out what to change in the templates of a message, so that its elements have the styles of the chosen sheets."""
    reading = _read(message.html, is_chosen)
    try:
        if reading.sheets:
            _require_certainty(reading)
            styles, rest = _asked(
                reading, {sheet.start: _sheet_text(reading, sheet) for sheet in reading.sheets}
            )
        else:
            styles, rest = {}, {}
        return Inlined(
            _tag_edits(message, reading, styles),
            _sheet_edits(message, reading, rest),
            overruled=_overruled(message, sources, reading, styles, rest),
        )
    except _NotInlined as reason:
        template, place = message.origin(reason.place)
        return Inlined(why_not=(template, _line(sources[template], place), reason.why))


@dataclass(frozen=True, slots=True)
class _Reading:
    html: str
    masked: str
    pieces: list[Piece]
    parts: list[Part]
    sheets: list[Part]
    """The texts of the `<style>` elements whose rules go into the elements."""
    others: list[Part]
    """The texts of the other `<style>` elements that every reader's program looks at."""
    sheet_tags: Mapping[int, int]
    """For each of these texts, the number of its start tag in `parts`."""


def _read(html: str, is_chosen: Callable[[str], bool]) -> _Reading:
    pieces = pieces_in(html)
    clear = masked(html, pieces)
    parts = list(parts_of(clear))
    tags = {
        text.start: index
        for index, (tag, text) in enumerate(pairwise(parts))
        if text.kind == "text" and tag.kind == "start" and tag.name == "style" and _is_for_all(tag)
    }
    texts = [part for part in parts if part.start in tags]
    sheets = [
        part
        for part in texts
        if is_chosen(html[part.start : part.end]) and has_rules_for_all(html[part.start : part.end])
    ]
    others = [part for part in texts if part not in sheets and MASK not in clear[part.start : part.end]]
    return _Reading(html, clear, pieces, parts, sheets, others, tags)


def _is_for_all(tag: Part) -> bool:
    given = {each.name: (each.value or "").strip("\"' ").lower() for each in tag.attributes}
    return (
        given.get("media", "") in _READ
        and given.get("type", "") in {"", "text/css"}
        and given.get("data-css-inline", "") not in {"ignore", "keep"}
    )


def _sheet_text(reading: _Reading, sheet: Part) -> str:
    return reading.html[sheet.start : sheet.end]


def _require_certainty(reading: _Reading) -> None:
    """Refuse where only a rendering can tell which rules fit. Raises `_NotInlined`."""
    sheets = " ".join(_sheet_text(reading, sheet) for sheet in reading.sheets)
    looked_at = attributes_in(sheets) | {"class", "id"}
    if _PLACE in reading.html:
        raise _NotInlined(reading.html.index(_PLACE), f"the attribute {_PLACE} is taken")
    for part in reading.parts:
        if part.kind == "start":
            _require_known(part, looked_at)
    depth = 0
    within = {sheet.start: sheet for sheet in reading.sheets}
    starts = sorted([*within, *(piece.start for piece in reading.pieces)])
    by_start = {piece.start: piece for piece in reading.pieces}
    neighbours = depends_on_neighbours(sheets)
    for start in starts:
        piece = by_start.get(start)
        if start in within and depth:
            raise _NotInlined(start, "whether a style sheet is there depends on Jinja")
        if piece is None:
            continue
        if any(sheet.start <= start < sheet.end for sheet in reading.sheets):
            raise _NotInlined(start, "a style sheet has Jinja in it")
        if piece.tag and neighbours and _is_among_tags(reading, start):
            raise _NotInlined(start, "a rule asks what stands beside an element, and that depends on Jinja")
        depth += piece.opens - piece.closes if piece.tag != "raw" else 0


def _require_known(part: Part, looked_at: frozenset[str]) -> None:
    if MASK in part.name:
        raise _NotInlined(part.start, "the name of an element depends on Jinja")
    for given in part.attributes:
        if MASK in given.name:
            raise _NotInlined(part.start, "the attributes of an element depend on Jinja")
        if given.name in looked_at and MASK in (given.value or ""):
            raise _NotInlined(part.start, f"the {given.name} of an element depends on Jinja")


def _is_among_tags(reading: _Reading, place: int) -> bool:
    return any(part.kind == "text" and part.start <= place < part.end for part in reading.parts)


def _asked(reading: _Reading, sheets: Mapping[int, str]) -> tuple[dict[int, str], dict[int, str]]:
    """Ask css-inline for the style of each element, and for what is left of each sheet, by the number of their tags."""
    from css_inline import CSSInliner, InlineError

    inliner = CSSInliner(
        keep_link_tags=True,
        remove_inlined_selectors=True,
        load_remote_stylesheets=False,
    )
    try:
        answer = _Answer()
        answer.feed(inliner.inline("".join(_copy(reading, sheets))))
        answer.close()
    except InlineError as error:
        raise _NotInlined(reading.sheets[0].start, f"the style sheet cannot be read ({error})") from error
    for index, found in answer.styles.items():
        if len(found) > 1:
            raise _NotInlined(reading.parts[index].start, "an element is not closed where it should be")
    return {index: style for index, (style,) in answer.styles.items() if style}, answer.sheets


def _copy(reading: _Reading, sheets: Mapping[int, str]) -> Iterator[str]:
    """Yield the HTML without Jinja, comments, links and the elements' own styles. Each tag has its number."""
    for index, part in enumerate(reading.parts):
        source = reading.masked[part.start : part.end]
        if part.kind == "comment" and source[:9].lower() == "<!doctype":
            yield source
        elif part.kind == "text" and part.start in reading.sheet_tags:
            yield sheets.get(part.start, "")
        elif part.kind == "text" and not _is_raw(reading.parts, index):
            yield source.replace(MASK, "")
        elif part.kind == "start" and part.name != "link":
            given = " ".join(_given(part))
            yield f'<{part.name} {_PLACE}="{index}" {given}{"/" if part.closes_itself else ""}>'
        elif part.kind == "end":
            yield f"</{part.name}>"


def _is_raw(parts: list[Part], index: int) -> bool:
    return (
        index > 0
        and parts[index - 1].kind == "start"
        and parts[index - 1].name in {"style", "script", "title", "textarea"}
    )


def _given(part: Part) -> Iterator[str]:
    for each in part.attributes:
        if each.name != "style" and MASK not in (each.value or ""):
            yield each.name if each.value is None else f"{each.name}={each.value}"


class _Answer(HTMLParser):
    """Reads what css-inline wrote: styles and sheets by the number of their tag."""

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[int, set[str]] = defaultdict(set)
        self.sheets: dict[int, str] = {}
        self._sheet: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the style of an element."""
        given = dict(attrs)
        if _PLACE not in given:
            return
        index = int(given[_PLACE] or 0)
        self.styles[index].add((given.get("style") or "").strip())
        if tag == "style":
            self._sheet = index
            self.sheets[index] = ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the library's signature
        """End a sheet."""
        self._sheet = None

    def handle_data(self, data: str) -> None:
        """Note what is left of a sheet."""
        if self._sheet is not None:
            self.sheets[self._sheet] += data


def _tag_edits(
    message: Assembled, reading: _Reading, styles: Mapping[int, str]
) -> dict[tuple[str, int], Edit | None]:
    found: dict[tuple[str, int], Edit | None] = {}
    for index, part in enumerate(reading.parts):
        if part.kind != "start":
            continue
        template, start = message.origin(part.start)
        edit = _edit(reading, part, start, styles[index]) if styles.get(index) else None
        if edit:
            _require_whole(message, part, "an element is put together from several blocks")
        if found.setdefault((template, start), edit) != edit:
            raise _NotInlined(part.start, "a template is included twice, and its styles differ")
    return found


def _edit(reading: _Reading, part: Part, start: int, style: str) -> Edit:
    own = part.attribute("style")
    if own is None:
        place = start + len(part.name) + 1
        return Edit(place, place, f" {_joined(style, '')}")
    text = _joined(style, reading.html[own.value_start : own.end])
    return Edit(start + own.start - part.start, start + own.end - part.start, text)


def _sheet_edits(
    message: Assembled, reading: _Reading, rest: Mapping[int, str]
) -> dict[tuple[str, int], Edit | None]:
    found: dict[tuple[str, int], Edit | None] = {}
    for sheet in reading.sheets:
        _require_whole(message, sheet, "a style sheet is put together from several blocks")
        template, place = message.origin(sheet.start)
        left = rest.get(reading.sheet_tags[sheet.start], "").strip()
        is_same = left == _sheet_text(reading, sheet).strip()
        text = f"\n{left}\n" if left else ""
        found[template, place] = None if is_same else Edit(place, place + sheet.end - sheet.start, text)
    return found


def _require_whole(message: Assembled, part: Part, why: str) -> None:
    """Refuse to change what does not stand in one piece in one template."""
    template, start = message.origin(part.start)
    if message.origin(part.end - 1) != (template, start + part.end - 1 - part.start):
        raise _NotInlined(part.start, why)


def _joined(style: str, own: str) -> str:
    """Return the attribute with the style of the rules before the element's own, which is the stronger one."""
    quote = own[0] if own.startswith(("'", '"')) else '"'
    inner = own[1:-1] if own.startswith(quote) else own
    ruled = f"{style.rstrip('; ')};".replace("&", "&amp;").replace(
        quote, "&quot;" if quote == '"' else "&#39;"
    )
    return f"style={quote}{ruled}{f' {inner}' if inner.strip() else ''}{quote}"


def _overruled(
    message: Assembled,
    sources: Mapping[str, str],
    reading: _Reading,
    styles: Mapping[int, str],
    rest: Mapping[int, str],
) -> tuple[tuple[str, int, str], ...]:
    left = {sheet.start: rest.get(reading.sheet_tags[sheet.start], "") for sheet in reading.sheets}
    left |= {sheet.start: _sheet_text(reading, sheet) for sheet in reading.others}
    weak = {start: weak_rules(text) for start, text in left.items()}
    if not styles or not any(text.strip() for text in weak.values()):
        return ()
    wanted, _ = _asked(reading, weak)
    lost = {
        (reading.sheets[0].start, name)
        for index, style in wanted.items()
        for name in properties_in(style) & properties_in(styles.get(index, ""))
    }
    found = []
    for place, name in sorted(lost):
        template, start = message.origin(place)
        found.append((template, _line(sources[template], start), name))
    return tuple(found)


def _line(source: str, place: int) -> int:
    return source.count("\n", 0, place) + 1


def has_style_sheet(source: str) -> bool:
    """Whether a template has a style sheet with rules for its elements."""
    return bool(_read(source, lambda _: True).sheets)
