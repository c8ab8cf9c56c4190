"""How replies are shown in a terminal and as JSON. Everything in them was written by strangers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from outreach.cli.output import counted, minute, say, say_quoted
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reply import Reply

if TYPE_CHECKING:
    from outreach.services.operator.reply_search import FoundReply
    from outreach.services.operator.reply_view import MailText, ReadReply

_MOST_LINES = 6
_LONGEST_LINE = 300
_FORGOTTEN = "(forgotten)"
SAYS = {
    MailKind.HUMAN: "replied",
    MailKind.POSSIBLE_UNSUBSCRIBE: "may ask not to be written to",
    MailKind.UNSUBSCRIBE: "asked not to be written to",
    MailKind.OUT_OF_OFFICE: "out of office",
    MailKind.AUTOMATIC: "automatic reply",
    MailKind.BOUNCE: "bounce",
    MailKind.DELAY: "delay",
    MailKind.SUCCESS: "delivered",
    MailKind.COMPLAINT: "complaint",
    MailKind.OWN_COPY: "a mail of ours",
    MailKind.UNREADABLE: "cannot be read",
}
"""What a received mail is, for people."""


def say_found(found: "FoundReply", *, waits: bool = False) -> None:
    """Print a reply with the beginning of its new text, and an empty line."""
    reply = found.reply
    say(
        f"{minute(reply.received_at)}  {reply.campaign_id}  {found.address or _FORGOTTEN}  {told(reply)}",
        whole=True,
    )
    say(f"  id {reply.mail_id}", whole=True)
    if label := label_told(reply):
        unfinished = ", not carried out to its end: repeat it" if waits else ""
        say(f"  label {label}{unfinished}")
    _say_beginning(reply.new_text)


def say_unmatched(read: "ReadReply") -> None:
    """Print a mail that matched nobody with the beginning of its new text, and an empty line."""
    reply, mail = read.found.reply, read.mail
    assert mail is not None, "only mails that are there are shown"
    who = ", ".join(address for _, address in mail.writers) or "(nobody in From)"
    say(f"{minute(reply.received_at)}  {_one_line(who)}  {told(reply)}", whole=True)
    say(f"  id {reply.mail_id}", whole=True)
    say(f"  subject  {_one_line(mail.subject)}")
    _say_beginning(mail.new)


def say_read(read: "ReadReply", *, whole: bool) -> None:
    """Print all that is known of a reply."""
    reply, mail = read.found.reply, read.mail
    whose = read.found.address or (_FORGOTTEN if reply.campaign_id else "nobody")
    facts = [("reply of", whose)]
    if mail is not None:
        facts += [("from", writers_of(mail)), ("subject", _one_line(mail.subject))]
    facts += [("received", f"{minute(reply.received_at)} UTC"), ("id", reply.mail_id)]
    if reply.campaign_id:
        facts += [
            ("campaign", f"{reply.campaign_id}, run {reply.run_id}, lead {reply.lead_id}"),
            ("matched by", reply.matched_by),
        ]
    back = f", back on {reply.back_on}" if reply.back_on else ""
    facts += [("kind", f"{reply.kind}{back}: {reply.sign}")]
    if reply.forwarded_at is not None:
        facts += [("forwarded", f"{minute(reply.forwarded_at)} UTC")]
    if label := label_told(reply):
        facts += [("label", label)]
    for name, value in facts:
        say(f"{name:<12} {value}")
    say()
    new = reply.new_text or (mail.new if mail else "")
    say_quoted(lines_of(new) or ["(no text)"])
    _say_whole(read, new, whole=whole)


def _say_whole(read: "ReadReply", new: str, *, whole: bool) -> None:
    mail = read.mail
    if mail is None:
        say()
        say("The mail itself has expired: its headers, and what it quotes, are not kept any longer.")
    elif whole:
        say()
        say("The whole text, with what it quotes:")
        say()
        say_quoted(lines_of(mail.whole) or ["(no text)"])
    elif (more := more_lines(new, mail)) > 0:
        show = f"outreach replies show {read.found.reply.mail_id} --quotes"
        say()
        say(f"{counted(more, 'more line')} of signature and quotes: {show}", whole=True)


def more_lines(new: str, mail: "MailText") -> int:
    """Count the lines of a mail that are not in its new text."""
    written = [len([line for line in lines_of(text) if line.strip()]) for text in (mail.whole, new)]
    return max(written[0] - written[1], 0)


def told(reply: Reply) -> str:
    """Say in a few words what a reply is."""
    until = f", back on {reply.back_on}" if reply.back_on else ""
    return f"{SAYS[reply.kind]}{until}"


def writers_of(mail: "MailText") -> str:
    """Write the mailboxes of From on a line."""
    named = (f"{name} <{address}>" if name else address for name, address in mail.writers)
    return _one_line(", ".join(named)) or "(nobody)"


def lines_of(text: str) -> list[str]:
    """Split a text into its lines, whatever ends them."""
    return text.splitlines()


def reply_json(found: "FoundReply") -> dict[str, object]:
    """Return a reply for a script."""
    reply = found.reply
    return {
        "id": reply.mail_id,
        "campaign_id": reply.campaign_id,
        "run_id": reply.run_id,
        "lead_id": reply.lead_id,
        "address": found.address or None,
        "received_at": reply.received_at,
        "kind": reply.kind,
        "sign": reply.sign,
        "matched_by": reply.matched_by or None,
        "new_text": reply.new_text,
        "back_on": reply.back_on,
        "forwarded_at": reply.forwarded_at,
        "waits": reply.waits_for_a_label,
        "label": reply.label,
        "labelled_by": reply.labelled_by or None,
        "labelled_at": reply.labelled_at,
    }


def mail_json(read: "ReadReply") -> dict[str, object]:
    """Return a reply and its mail for a script."""
    mail = read.mail and {
        "from": [{"name": name or None, "address": address} for name, address in read.mail.writers],
        "subject": read.mail.subject,
        "new_text": read.mail.new,
        "whole_text": read.mail.whole,
    }
    return reply_json(read.found) | {"mail": mail}


def label_told(reply: Reply) -> str:
    """Say which label a reply has, and whether that was carried out. Empty if it has none."""
    if reply.label is None:
        return ""
    at = f", {minute(reply.labelled_at)} UTC" if reply.labelled_at else ""
    return f"{reply.label} (by {reply.labelled_by}{at})"


def _say_beginning(text: str) -> None:
    lines = [line.strip() for line in lines_of(text) if line.strip()]
    say_quoted(
        f"{line[:_LONGEST_LINE]}{'...' if len(line) > _LONGEST_LINE else ''}" for line in lines[:_MOST_LINES]
    )
    if len(lines) > _MOST_LINES:
        say_quoted([f"... and {counted(len(lines) - _MOST_LINES, 'more line')}"])
    say()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def kinds_told(kinds: Sequence[tuple[MailKind, int]]) -> str:
    """Write how many there are of each kind: `3 out_of_office, 1 bounce`."""
    return ", ".join(f"{count} {kind}" for kind, count in kinds)
