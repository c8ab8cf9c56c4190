"""What a browser remembers of a link: that its own person has unsubscribed there.

No response may tell whether somebody is on record, so a page cannot look. But a person who opens the link again should
not be asked again. So their own browser keeps it: a cookie for this one link, whose name is a digest of the token, with
nothing in it but what was chosen and when. Another link in the same browser, and the same link in another one, know
nothing. The time tells how long an undo works, so that it is offered no longer. Whoever sets another time in their own
cookie sees a button that does nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from outreach.services.unsubscribe.page import Page

UNDO_WITHIN = timedelta(days=1)
"""How long a link can undo what it ordered."""
_DAYS = 180
_MOST = 10_000
"""Characters of cookies that are read. Browsers send at most 8,000 or so."""
_DIGITS = 11
"""Digits of the latest time that is read, in seconds since 1970."""
_CHOSEN = {Page.DONE: "everything", Page.DONE_CAMPAIGN: "campaign"}
_AGAIN: Mapping[str, Page] = {"everything": Page.ALREADY, "campaign": Page.DONE_CAMPAIGN}
_FOR_GOOD: Mapping[str, Page] = {
    "everything": Page.ALREADY_FOR_GOOD,
    "campaign": Page.DONE_CAMPAIGN_FOR_GOOD,
}


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a browser remembers of one link."""

    choice: str
    since: datetime | None
    """When it was chosen first. None if the browser does not say."""

    def page(self, now: datetime) -> Page:
        """Return the page that says it again; with the undo for as long as that works."""
        undoes = self.since is not None and now - self.since < UNDO_WITHIN
        return (_AGAIN if undoes else _FOR_GOOD)[self.choice]


def remembered_in(cookies: Iterable[str], token: str) -> Remembered | None:
    """Return what the browser remembers of the link. None if it remembers nothing."""
    name = _name(token)
    pairs = (cookie.strip().partition("=") for cookie in ";".join(cookies)[:_MOST].split(";"))
    values = (value.partition(".") for key, _, value in pairs if key == name)
    return next((Remembered(said, _time(since)) for said, _, since in values if said in _AGAIN), None)


def page_for(page: Page, remembered: Remembered | None, now: datetime) -> Page:
    """Return the page to show instead of this one, by what the browser remembers.

    Who says it again after a day is offered no undo: the first order stands, and an undo does not lift it.
    """
    if remembered is None:
        return page
    again = remembered.page(now)
    if page is Page.ASK:
        return again
    same_choice = _CHOSEN.get(page) == remembered.choice
    return again if same_choice and again is _FOR_GOOD[remembered.choice] else page


def cookie_after(page: Page, token: str, remembered: Remembered | None, now: datetime) -> str | None:
    """Return the Set-Cookie header for the response to a press of a button. None if there is nothing to remember."""
    name, safety = _name(token), "Secure; HttpOnly; SameSite=Lax"
    if choice := _CHOSEN.get(page):
        known = remembered.since if remembered and remembered.choice == choice else now
        said = choice if known is None else f"{choice}.{int(known.timestamp())}"
        return f"{name}={said}; Max-Age={_DAYS * 24 * 60 * 60}; {safety}"
    return f"{name}=; Max-Age=0; {safety}" if page is Page.UNDONE else None


def _time(seconds: str) -> datetime | None:
    if not (seconds.isascii() and seconds.isdecimal() and len(seconds) <= _DIGITS):
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


def _name(token: str) -> str:
    digest = hashlib.sha256(token.encode(errors="replace")).hexdigest()
    return f"u{digest[:32]}"
