"""Fills the page of `outreach replies`."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.output import counted, say
from outreach.cli.reply_text import label_told, more_lines, told, writers_of

if TYPE_CHECKING:
    from outreach.artifacts.replies_page import ShownReply
    from outreach.cli.stacks import Stack
    from outreach.services.operator.reply_search import FoundReply
    from outreach.services.operator.reply_view import ReadReply, WantedReplies

_WAITING = (
    "Each may ask not to be written to. Until it has a label, no campaign writes to the person. LABEL is unsubscribe if it is "
    "such a request; not-unsubscribe, interested, later, no or wrong-person if it is none."
)
_OTHERS = "The newest first. LABEL is interested, later, no, wrong-person or unsubscribe."
_UNMATCHED = (
    "They order nothing, because no reply address, link or Message-ID of ours is in them, and no lead wrote them. ADDRESS is the "
    "one that we wrote to."
)


def write_page(stack: "Stack", to: Path, wanted: "WantedReplies", asked: str, limit: int) -> None:
    """Write the replies that are wanted, and the mails that matched nobody, and say how many there are."""
    from outreach.artifacts.replies_page import Pile, write_replies

    view = stack.operator.reply_view
    listed = view.listed(wanted, limit)
    unmatched = view.unmatched(wanted.since, limit)
    piles = [
        Pile(
            "waiting", "May ask not to be written to", _WAITING, _shown(stack, map(view.read, listed.waiting))
        ),
        Pile("others", "Replies", _OTHERS, _shown(stack, map(view.read, listed.others)), listed.left_out),
        Pile("unmatched", "Matched nobody", _UNMATCHED, _shown(stack, unmatched.mails), unmatched.left_out),
    ]
    write_replies(to, stack.name, asked, stack.operator.overview.now(), piles)
    shown = ", ".join(
        f"{len(pile.mails)} {what}"
        for pile, what in zip(piles, ("waiting", "other", "unmatched"), strict=True)
    )
    say(f"{to}: {counted(sum(len(pile.mails) for pile in piles), 'mail')} ({shown})")


def _shown(stack: "Stack", mails: "Iterable[ReadReply]") -> "list[ShownReply]":
    return [_one(stack, read) for read in mails]


def _one(stack: "Stack", read: "ReadReply") -> "ShownReply":
    from outreach.artifacts.replies_page import ShownReply

    reply, mail = read.found.reply, read.mail
    new = reply.new_text or (mail.new if mail else "")
    writer = writers_of(mail) if mail else ""
    return ShownReply(
        mail_id=reply.mail_id,
        received_at=reply.received_at,
        campaign_id=reply.campaign_id or "",
        address=_whose(read.found, writer),
        told=told(reply),
        label=label_told(reply),
        writer=writer,
        subject=mail.subject if mail else "",
        new=new,
        whole=mail.whole if mail and more_lines(new, mail) else "",
        command=stack.addressed(_command(read.found)),
    )


def _whose(found: "FoundReply", writer: str) -> str:
    return found.address or ("a person who was forgotten" if found.reply.campaign_id else writer)


def _command(found: "FoundReply") -> str:
    if found.reply.campaign_id is None:
        return "outreach suppress add ADDRESS --reason unsubscribed"
    return f"outreach replies label {found.reply.mail_id} LABEL"
