"""What a browser remembers of a link: that its own person has unsubscribed there.

No response may tell whether somebody is on record, so a page cannot look. But a person who opens the link again should
not be asked again. So their own browser keeps it: a cookie for this one link, whose name is a digest of the token, with
nothing in it but what was chosen. Another link in the same browser, and the same link in another one, know nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping

from outreach.services.unsubscribe.page import Page

_DAYS = 180
_MOST = 10_000
"""Characters of cookies that are read. Browsers send at most 8,000 or so."""
_CHOSEN = {Page.DONE: "everything", Page.DONE_CAMPAIGN: "campaign"}
_SHOWN: Mapping[str, Page] = {"everything": Page.ALREADY, "campaign": Page.DONE_CAMPAIGN}


def cookie_after(page: Page, token: str) -> str | None:
    """Return the Set-Cookie header for the response to a press of a button. None if there is nothing to remember."""
    name, safety = _name(token), "Secure; HttpOnly; SameSite=Lax"
    if page in _CHOSEN:
        return f"{name}={_CHOSEN[page]}; Max-Age={_DAYS * 24 * 60 * 60}; {safety}"
    return f"{name}=; Max-Age=0; {safety}" if page is Page.UNDONE else None


def page_again(cookies: Iterable[str], token: str) -> Page | None:
    """Return the page for somebody whose browser remembers the link. None if it does not."""
    name = _name(token)
    pairs = (cookie.strip().partition("=") for cookie in ";".join(cookies)[:_MOST].split(";"))
    return next((_SHOWN[value] for key, _, value in pairs if key == name and value in _SHOWN), None)


def _name(token: str) -> str:
    digest = hashlib.sha256(token.encode(errors="replace")).hexdigest()
    return f"u{digest[:32]}"
