"""Writes the page on which a person reads replies. It is one file that loads nothing and runs nothing.

Everything in it was written by strangers. So it shows text alone: no HTML of a mail is drawn, and nothing that changes the
direction of text gets in. The page has no script, and its policy allows none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outreach.artifacts.page_file import PageFile
from outreach.artifacts.page_templates import filled
from outreach.artifacts.strangers_text import line, plain

REPLIES = PageFile("outreach replies")


@dataclass(frozen=True, slots=True)
class ShownReply:
    """One received mail on the page."""

    mail_id: str
    received_at: datetime
    campaign_id: str
    """Empty if it matched nobody."""
    address: str
    """Of the lead, or of who wrote if there is none."""
    told: str
    """What it is, in a few words."""
    label: str
    """Empty without one."""
    writer: str
    """What From says. Empty if the mail has expired."""
    subject: str
    new: str
    whole: str
    """With what it quotes. Empty if the mail has expired, or quotes nothing."""
    command: str
    """What to do about it."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Mails that have something in common, under a heading."""

    place: str
    """What links to it name."""
    title: str
    about: str
    """A sentence on what to do with them."""
    mails: Sequence[ShownReply]
    left_out: int = 0
    """How many more there are."""


def write_replies(path: Path, stack: str, asked: str, at: datetime, piles: Sequence[Pile]) -> None:
    """Write the page, over an earlier one if there is one. `asked` says which replies were asked for."""
    page = filled(
        "replies.html",
        ours=REPLIES.mark,
        stack=stack,
        asked=asked,
        at=at,
        piles=piles,
        plain=plain,
        line=line,
        minute="{:%Y-%m-%d %H:%M}".format,
    )
    REPLIES.write(path, page)
