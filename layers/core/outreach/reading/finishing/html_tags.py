"""Cuts HTML into tags, comments and what lies between, with the place of each, so that the rest can stay as it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
_RAW_TEXT = frozenset({"script", "style", "textarea", "title", "mj-style", "xmp", "noembed", "iframe"})
"""Elements in which `<` begins nothing but their own end."""
_BEGINS = re.compile(r"<(?=[a-zA-Z/!?\ue000])")
_NAME = re.compile(r"</?([a-zA-Z\ue000][^\s/>]*)?")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:([^\s/>=][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"'][^\s>]*))?|(>)|(.))""", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: its name, the place of what was given, with quotes if it has them, and where it ends."""

    name: str
    value: str | None
    start: int
    """Where its name begins."""
    value_start: int
    end: int

    @property
    def is_quoted(self) -> bool:
        """Whether its value stands in quotes."""
        return bool(self.value) and self.value is not None and self.value[0] in "\"'"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of some HTML. `kind` is `start`, `end`, `comment` or `text`."""

    kind: str
    start: int
    end: int
    name: str = ""
    """Of a tag, in lower case."""
    attributes: tuple[Attribute, ...] = ()
    closes_itself: bool = False

    def attribute(self, name: str) -> Attribute | None:
        """Return the first attribute of this name: the others do not count."""
        return next((each for each in self.attributes if each.name == name), None)


def parts_of(html: str) -> Iterator[Part]:
    """Yield every part, in order and without a gap. What follows a tag that never ends is text."""
    place = 0
    inside = ""
    while place < len(html):
        begins = _end_of_raw(html, place, inside) if inside else _next_tag(html, place)
        inside = ""
        if begins > place:
            yield Part("text", place, begins)
            place = begins
            continue
        part = _part_at(html, place)
        yield part
        place = part.end
        if part.kind == "start" and part.name in _RAW_TEXT and not part.closes_itself:
            inside = part.name


def _next_tag(html: str, place: int) -> int:
    found = _BEGINS.search(html, place)
    return found.start() if found else len(html)


def _end_of_raw(html: str, place: int, name: str) -> int:
    found = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(html, place)
    return found.start() if found else len(html)


def _part_at(html: str, start: int) -> Part:
    if html.startswith("<!--", start):
        end = html.find("-->", start + 2 if html.startswith(("<!-->", "<!--->"), start) else start + 4)
        return Part("comment", start, end + 3 if end >= 0 else len(html))
    if html[start + 1] in "!?":
        end = html.find(">", start)
        return Part("comment", start, end + 1 if end >= 0 else len(html))
    return _tag_at(html, start)


def _tag_at(html: str, start: int) -> Part:
    found = _NAME.match(html, start)
    name, place = (found[1] or "", found.end()) if found else ("", start + 1)
    attributes: list[Attribute] = []
    while given := _ATTRIBUTE.match(html, place):
        place = given.end()
        if given[3]:
            kind = "end" if html[start + 1] == "/" else "start"
            return Part(kind, start, place, name.lower(), tuple(attributes), html[place - 2] == "/")
        if given[1]:
            attributes.append(
                Attribute(
                    given[1].lower(), given[2], given.start(1), given.start(2) if given[2] else place, place
                )
            )
    return Part("text", start, len(html))
