"""Reads what the HTML of a mail shows: its words, links, images, and the preview that is hidden at its beginning."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from outreach.domain.visible import is_blank

_SILENT = frozenset({"head", "style", "script", "title", "template"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_HIDING = re.compile(r"(?:display:none|visibility:hidden|mso-hide:all|max-height:0(?:px)?)(?![\w.-])")
_IMPORT = re.compile(r"""@import\s{1,20}(?:url\()?["']?([^"')\s;]+)""", re.IGNORECASE)


@dataclass(slots=True)
class Link:
    """A link: what it leads to, and its words."""

    href: str
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Image:
    """An image. `alt` is None if it has no such attribute; `link` is what it belongs to."""

    src: str
    alt: str | None
    link: Link | None


@dataclass(slots=True)
class HtmlPage:
    """What a mail program shows of some HTML."""

    words: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    """Style sheets that are to be loaded from elsewhere."""
    names: set[str] = field(default_factory=set)
    """Places in the mail that a link such as `#prices` can lead to."""
    preview: list[str] | None = None
    """The hidden words before everything that shows; None if nothing is hidden there."""
    begins_with: str = ""
    """What the first words that show belong to: `text`, `link` or `image`."""


def read_page(html: str) -> HtmlPage:
    """Read HTML in linear time. What follows a tag or a comment that never ends is left out, as it never shows."""
    reader = _Reader()
    reader.feed(html)  # and no close(): what it does with a tag that never ends takes quadratic time
    return reader.page


class _Reader(HTMLParser):
    """Fills a page. An element that is not shown hides everything up to its end."""

    def __init__(self) -> None:
        super().__init__()
        self.page = HtmlPage()
        self._unseen = ""
        self._depth = 0
        self._link: Link | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element, unless it is within one that is not shown."""
        given = {name: value or "" for name, value in attrs}
        self.page.names |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag == "link" and "stylesheet" in given.get("rel", "").lower().split():
            self.page.sheets.append(given.get("href", "").strip())
        if self._unseen:
            self._depth += tag == self._unseen
        elif tag not in _VOID and (tag in _SILENT or hides(given)):
            self._hide(tag)
        elif tag == "a" and "href" in given:
            self._link = Link(given["href"].strip())
            self.page.links.append(self._link)
        elif tag == "img" and not hides(given):
            self._image(given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read `<p/>` as browsers do: as an element that begins."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End what is not shown, or a link."""
        if tag == self._unseen:
            self._depth -= 1
            self._unseen = tag if self._depth else ""
        elif tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        """Take in words that show, or the preview."""
        if self.cdata_elem == "style":
            self.page.sheets += _IMPORT.findall(data)
        words = [word for word in data.split() if not is_blank(word)]
        if self._unseen:
            if self._unseen not in _SILENT and self.page.preview is not None and not self.page.begins_with:
                self.page.preview += words
        elif words:
            self._show(words, "link" if self._link else "text")

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002, FBT001, FBT002 - the library's signature
        """Skip `<![if ...]>`. The library raises an error where it does not know the word."""
        return self.rawdata.find(">", i) + 1 or -1

    def _hide(self, tag: str) -> None:
        self._unseen, self._depth = tag, 1
        if tag not in _SILENT and not self.page.begins_with and self.page.preview is None:
            self.page.preview = []

    def _image(self, given: dict[str, str]) -> None:
        self.page.images.append(Image(given.get("src", "").strip(), given.get("alt"), self._link))
        if not is_blank(given.get("alt", "")):
            self.page.begins_with = self.page.begins_with or "image"

    def _show(self, words: list[str], where: str) -> None:
        self.page.begins_with = self.page.begins_with or where
        self.page.words += words
        if self._link:
            self._link.words += words


def hides(given: dict[str, str]) -> bool:
    """Say whether an element with these attributes is not shown."""
    style = "".join(given.get("style", "").lower().split())
    return "hidden" in given or _HIDING.search(style) is not None
