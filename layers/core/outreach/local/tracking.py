"""What SES does to the HTML of a mail whose opens or clicks are tracked.

At its end comes a picture of one pixel, and each link leads by way of SES ("Amazon SES email sending metrics FAQs",
https://docs.aws.amazon.com/ses/latest/dg/faqs-metrics.html). Links to other things than web pages, and links with the
attribute `ses:no-track`, stay as they are; SES takes the attribute out. Nobody can guess the place of a picture or link:
the id of its mail is in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser

from outreach.local.ses_requests import SendRequest

PIXEL = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
_NO_TRACK = "ses:no-track"
_WEB = ("http://", "https://")
Attributes = list[tuple[str, str | None]]


def as_sent(request: SendRequest, message_id: str, endpoint: str) -> SendRequest:
    """Return the request as its mail goes out, from the SES at the URL `endpoint`."""
    html = request.html
    if html is not None and request.tracks_clicks:
        html = _rewritten(html, lambda number, _: f"{endpoint}/click/{message_id}/{number}")
    if html is not None and request.tracks_opens:
        html = _with_picture(html, picture_of(endpoint, message_id))
    return replace(request, html=html)


def picture_of(endpoint: str, message_id: str) -> str:
    """Return the URL of the picture that tells of an open."""
    return f"{endpoint}/open/{message_id}"


def link_of(request: SendRequest, number: int) -> str | None:
    """Return the tracked link of a mail that has this number, counted from 0. None if there is none."""
    if request.html is None or not request.tracks_clicks:
        return None
    links: list[str] = []

    def note(_: int, link: str) -> str:
        links.append(link)
        return link

    _rewritten(request.html, note)
    return links[number] if number < len(links) else None


def _with_picture(html: str, url: str) -> str:
    end = html.lower().rfind("</body")
    before, after = (html, "") if end < 0 else (html[:end], html[end:])
    return f'{before}<img alt="" src="{escape(url)}" style="display: none; width: 1px; height: 1px;">{after}'


def _rewritten(html: str, place: Callable[[int, str], str]) -> str:
    """Return the page with the address that `place` gives to each tracked link, by its number and address."""
    done, reached, number = [], 0, 0
    for link in _Links(html).found:
        kept = [each for each in link.attributes if each[0] != _NO_TRACK]
        if len(kept) == len(link.attributes):
            moved = place(number, link.address)
            kept = [(name, moved if name == "href" else value) for name, value in kept]
            number += 1
        done += [html[reached : link.start], _tag(link.tag, kept)]
        reached = link.end
    return "".join([*done, html[reached:]])


def _tag(tag: str, attributes: Attributes) -> str:
    written = (name if value is None else f'{name}="{escape(value)}"' for name, value in attributes)
    return f"<{' '.join([tag, *written])}>"


@dataclass(frozen=True, slots=True)
class _Link:
    """The tag of a link: where it begins and ends in its page, and what is in it."""

    start: int
    end: int
    tag: str
    attributes: Attributes

    @property
    def address(self) -> str:
        return (dict(self.attributes).get("href") or "").strip()


class _Links(HTMLParser):
    """Finds the links of a page that lead to other web pages."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[_Link] = []
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag not in {"a", "area"}:
            return
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        link = _Link(start, start + len(self.get_starttag_text() or ""), tag, attrs)
        if link.address.lower().startswith(_WEB):
            self.found.append(link)
