"""Fills the pages of the local mailbox: the list, one mail, and what went wrong.

Mails may hold anything. A page shows their text escaped, and runs and loads nothing: it has no script, and its policy
allows its own style, its own forms, and a frame of its own. In that frame is the HTML of a mail, with a policy of its
own: no script, no form, nothing from the network but the picture of a tracked mail, if the reader asks for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil

from outreach.artifacts.page_templates import filled, hash_of
from outreach.artifacts.strangers_text import line, plain

STYLES = ("style.css", "mailbox.css")
_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
"""A link opens in a new tab, as a page like any other."""
_PREFIX = '<!doctype html><meta charset="utf-8"><base target="_blank">'
_ACROSS = 64
"""Characters in a line of a mail, about."""
_HEIGHTS = {"tiny": 4, "short": 12, "medium": 22, "long": 34}
"""The most lines of a mail for which its frame is that high."""
Told = tuple[datetime, str]
"""When something was, and what."""


@dataclass(frozen=True, slots=True)
class Chip:
    """What became of a mail, in a few words."""

    text: str
    tone: str = "plain"
    """`plain`, `good`, `warn` or `bad`."""


@dataclass(frozen=True, slots=True)
class ListedMail:
    """A mail of the list."""

    message_id: str
    at: datetime
    to: str
    subject: str
    about: str
    """What sent it: campaign and step, or that it is a test or a forwarded reply."""
    chips: Sequence[Chip] = ()


@dataclass(frozen=True, slots=True)
class MailList:
    """Some of the mails, newest first."""

    mails: Sequence[ListedMail]
    total: int
    """How many there are of this campaign."""
    campaigns: Sequence[tuple[str, int]]
    """Every campaign with mails, and how many it has."""
    campaign: str = ""
    """Of which campaign these are. Empty for all mails."""
    first: int = 0
    """How many newer ones there are."""
    at_once: int = 20
    """How many are shown at once."""


@dataclass(frozen=True, slots=True)
class ShownReply:
    """What came back."""

    at: datetime
    told: str
    label: str
    text: str
    command: str
    """What to do about it. Empty if nothing is to be done."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """What the recipient of a mail can do with it."""

    address: str
    reply_to: str
    is_heard: bool
    """Whether the stack gets what is written to that address."""
    first_day: date
    last_day: date
    """Of the days on which somebody may be back."""
    link: str | None
    """The unsubscribe link, if it leads to this stack."""
    tracks_opens: bool
    tracks_clicks: bool
    pictures: bool
    """Whether the picture of the mail is loaded."""


@dataclass(frozen=True, slots=True)
class ShownMail:
    """One mail with all that is known of it."""

    message_id: str
    at: datetime
    sender: str
    to: str
    subject: str
    about: str
    text: str
    has_html: bool
    headers: Sequence[tuple[str, str]]
    aside: str
    """Why nothing can be done with it here. Empty if something can."""
    recipient: Recipient | None = None
    chips: Sequence[Chip] = ()
    facts: Sequence[Told] = ()
    replies: Sequence[ShownReply] = ()
    steps: Sequence[tuple[int, str, str]] = ()
    """Number, message, and what happened or will."""
    commands: Sequence[str] = field(default=())
    """Commands that tell more."""

    @property
    def size(self) -> str:
        """How high the frame of its HTML is: `tiny`, `short`, `medium`, `long` or `longest`."""
        lines = sum(max(1, ceil(len(each) / _ACROSS)) for each in self.text.splitlines())
        return next((name for name, most in _HEIGHTS.items() if lines <= most), "longest")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the pages are."""

    base: str
    """The path of the list, with a slash at its end."""
    token: str
    """What every form sends along."""


def policy() -> str:
    """Return the policy of a page."""
    return (
        f"default-src 'none'; style-src '{hash_of(*STYLES)}'; frame-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def policy_of_a_mail(picture: str | None) -> str:
    """Return the policy of the frame that shows a mail. `picture` is the only one that it may load from the network."""
    pictures = " ".join(filter(None, ("data:", picture)))
    return (
        f"sandbox {_SANDBOX}; default-src 'none'; style-src 'unsafe-inline'; img-src {pictures}; form-action 'none'; "
        "base-uri 'none'; frame-ancestors 'self'"
    )


def list_page(place: Place, listed: MailList) -> str:
    """Return the page with the list."""
    return _page("mailbox.html", place, listed=listed)


def mail_page(place: Place, mail: ShownMail, notice: Chip | None = None) -> str:
    """Return the page of one mail. `notice` says what was just done."""
    return _page("mailbox_mail.html", place, mail=mail, notice=notice, sandbox=_SANDBOX)


def problem_page(place: Place, title: str, text: str) -> str:
    """Return a page that says what went wrong and what to do."""
    return _page("mailbox_problem.html", place, title=title, text=text)


def frame_of(html: str) -> str:
    """Return what the frame of a mail shows: its HTML, whose links open in a new tab."""
    return _PREFIX + html


def _page(template: str, place: Place, **values: object) -> str:
    return filled(
        template,
        place=place,
        styles=STYLES,
        policy=policy().replace("; frame-ancestors 'none'", ""),  # a page cannot say this of itself
        line=line,
        plain=plain,
        minute="{:%Y-%m-%d %H:%M}".format,
        second="{:%H:%M:%S}".format,
        **values,
    )
