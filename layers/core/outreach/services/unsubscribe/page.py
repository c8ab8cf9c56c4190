"""The pages behind an unsubscribe link, and the HTTP headers they are served with.

Every page is a constant. Nothing about the request or the person is ever put into it, so there is nothing to
inject, and everybody gets the same bytes. The forms have no `action` attribute, so they post to the address of
the page, which contains the token.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from string import Template

_FILE = Path(__file__).with_name("page.html")
_SECTION = re.compile(r"<!-- page: (\w+), (\d+), ([^<\n]+?) -->\n")
_STYLE = re.compile(r"<style>([^<]*)</style>")
_RETRY_AFTER_SECONDS = 300


class Page(Enum):
    """The page to show. The values are the names of the sections in page.html."""

    ASK = "ask"
    DONE = "done"
    DONE_CAMPAIGN = "done_campaign"
    UNDONE = "undone"
    KEPT = "kept"
    INVALID = "invalid"
    REHEARSAL = "rehearsal"
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


def respond(page: Page, *, with_body: bool = True) -> PageResponse:
    """Return a page with its status and headers. For a HEAD request, leave out the body."""
    status, html = _pages()[page]
    headers = {**_headers(_style_of(html)), **_EXTRA_HEADERS.get(page, {})}
    return PageResponse(status, headers, html if with_body else "")


@cache
def _pages() -> Mapping[Page, tuple[int, str]]:
    """Build each page from the layout and its section of the file, once per process."""
    layout, *sections = _SECTION.split(_FILE.read_text(encoding="utf-8"))
    names, statuses, titles, contents = (sections[start::4] for start in range(4))
    return {
        Page(name): (int(status), Template(layout).substitute(title=title, content=content.strip()))
        for name, status, title, content in zip(names, statuses, titles, contents, strict=True)
    }


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


def _style_of(html: str) -> str:
    found = _STYLE.search(html)
    assert found is not None
    return found[1]
