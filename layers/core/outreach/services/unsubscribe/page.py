"""The pages behind an unsubscribe link, and the HTTP headers they are served with.

A page is made of three things: its section of page.html, the phrases of one language from phrases.json, and what the
campaign says of its sender. Nothing about the person is ever put into it, so everybody who has a link of that campaign
gets the same bytes. The sender's name is data that an operator wrote: it is escaped, and cannot turn the direction of
the text around it. The forms have no `action` attribute, so they post to the address of the page, which contains the
token.
"""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from unicodedata import category

from outreach.domain.languages import LANGUAGES
from outreach.services.unsubscribe.ports import ShownSender

_FILE = Path(__file__).with_name("page.html")
_PHRASES = Path(__file__).with_name("phrases.json")
_SECTION = re.compile(r"<!-- page: (\w+), (\d+), ([^<\n]+?) -->\n")
_STYLE = re.compile(r"<style>([^<]*)</style>")
_HYPHEN = re.compile(r"(?<=[eE])-(?=[mM]ail)")
_RETRY_AFTER_SECONDS = 300
_UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Kinds of characters that no name is shown with: controls, marks of direction, what is invisible or unassigned."""


class Page(Enum):
    """The page to show. The values are the names of the sections in page.html."""

    ASK = "ask"
    DONE = "done"
    DONE_CAMPAIGN = "done_campaign"
    DONE_CAMPAIGN_FOR_GOOD = "done_campaign_for_good"
    ALREADY = "already"
    ALREADY_FOR_GOOD = "already_for_good"
    """As ALREADY, when an undo does not work any more."""
    UNDONE = "undone"
    KEPT = "kept"
    INVALID = "invalid"
    REHEARSAL = "rehearsal"
    TEST = "test"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    WRONG_METHOD = "wrong_method"
    UNAVAILABLE = "unavailable"
    UNDO_UNAVAILABLE = "undo_unavailable"


@dataclass(frozen=True, slots=True)
class PageResponse:
    """An HTTP response."""

    status: int
    headers: Mapping[str, str]
    body: str


_EXTRA_HEADERS: Mapping[Page, Mapping[str, str]] = {
    Page.WRONG_METHOD: {"Allow": "GET, HEAD, POST"},
    Page.UNAVAILABLE: {"Retry-After": str(_RETRY_AFTER_SECONDS)},
    Page.UNDO_UNAVAILABLE: {"Retry-After": str(_RETRY_AFTER_SECONDS)},
}
_ENGLISH_ONLY = frozenset({Page.REHEARSAL, Page.TEST, Page.UNREADABLE, Page.TOO_LARGE, Page.WRONG_METHOD})
"""Pages that only operators and programs ever get to see."""


def respond(
    page: Page,
    *,
    with_body: bool = True,
    language: str = LANGUAGES[0],
    sender: ShownSender | None = None,
    cookie: str | None = None,
) -> PageResponse:
    """Return a page with its status and headers. For a HEAD request, leave out the body."""
    language = LANGUAGES[0] if page in _ENGLISH_ONLY else language
    status, template = _pages()[page]
    html = template.substitute(_phrases()[language] | _lines(sender, language), language=language)
    headers = {**_headers(_style()), **_EXTRA_HEADERS.get(page, {})}
    headers |= {"Content-Language": language, "Vary": "Accept-Language, Cookie"}
    if cookie is not None:
        headers["Set-Cookie"] = cookie
    return PageResponse(status, headers, html if with_body else "")


def _lines(sender: ShownSender | None, language: str) -> dict[str, str]:
    """Return who writes, and from where, as two lines of the page. Both are empty if that is not known."""
    if sender is None:
        return {"from_line": "", "post_line": ""}
    names = " ".join(f"<bdi>{_plain(text)}</bdi>" for text in (sender.name, sender.address) if text)
    post = _plain(sender.postal_address)
    return {
        "from_line": f'<p class="from">{_phrases()[language]["from"]} {names}</p>\n',
        "post_line": f'<p class="post"><bdi>{post}</bdi></p>\n' if post else "",
    }


def _plain(text: str) -> str:
    """Turn a name that somebody wrote into text that is nothing but text."""
    return escape(" ".join("".join(c if category(c) not in _UNPRINTED else " " for c in text).split()))


@cache
def _phrases() -> dict[str, dict[str, str]]:
    """Read the phrases of every language, ready for HTML. No line ends within `E-Mail`."""
    spoken = json.loads(_PHRASES.read_text(encoding="utf-8"))
    return {
        language: {name: escape(_HYPHEN.sub("\u2011", text), quote=False) for name, text in phrases.items()}
        for language, phrases in spoken.items()
    }


@cache
def _pages() -> Mapping[Page, tuple[int, Template]]:
    """Build each page from the layout and its section of the file, once per process."""
    layout, *sections = _SECTION.split(_FILE.read_text(encoding="utf-8"))
    names, statuses, titles, contents = (sections[start::4] for start in range(4))
    return {
        Page(name): (
            int(status),
            Template(layout.replace("$title", title, 1).replace("$content", content.strip(), 1)),
        )
        for name, status, title, content in zip(names, statuses, titles, contents, strict=True)
    }


@cache
def _style() -> str:
    """Return the style of every page, which the policy names by its hash."""
    found = _STYLE.search(_FILE.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def _headers(style: str) -> dict[str, str]:
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        ),
        "Referrer-Policy": "no-referrer",  # the address of the page contains the token
        "X-Robots-Tag": "noindex, nofollow",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",  # for programs that do not know frame-ancestors
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        # Two years, for this host alone: no browser that was here before sends the token of a link in clear.
        "Strict-Transport-Security": "max-age=63072000",
    }
