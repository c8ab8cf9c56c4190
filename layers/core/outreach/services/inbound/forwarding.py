"""Builds the mail that forwards a reply to the campaign's own mailbox: the writer, the new text, the Reply-To."""

from outreach.domain.campaign import Campaign
from outreach.domain.inbound.header_text import mailboxes
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.inbound.mime import ReceivedMail
from outreach.domain.inbound.reply_text import whole_text
from outreach.domain.inbound.shown import shown_name, shown_text
from outreach.domain.mail import unsafe_in_header
from outreach.domain.reply import Reply
from outreach.services.inbound.matching import Match
from outreach.services.inbound.ports import Forward

_MAX_SUBJECT = 200
_MAX_NAME = 60
_MAX_TEXT = 100_000
_SOMEBODY = "A reply"
"""The display name if a writer has none that may be shown. An address that anybody can write into From is none."""
_NOTES = {
    MailKind.HUMAN: "They get no further mail of this campaign.",
    MailKind.UNSUBSCRIBE: "They ask not to be written to: they get no further mail of any campaign.",
    MailKind.POSSIBLE_UNSUBSCRIBE: (
        "They may ask not to be written to. Until somebody says what it was, no campaign writes to them: "
        "outreach replies label {mail_id} unsubscribe (or not-unsubscribe)."
    ),
}


def forward_of(
    reply: Reply, mail: ReceivedMail, match: Match, campaign: Campaign, forward_to: str
) -> Forward:
    """Build the mail that forwards a reply. Nothing of the received mail gets into a header unchecked."""
    writers = [each for each in mailboxes(mail.headers.written("from")) if "@" in each[1]]
    # Take the last mailbox: those before it may be pieces of an unquoted display name.
    name, address = writers[-1] if writers else ("", "")
    lead = match.enrollment.lead
    writer = address if address and not _unfit(address) else lead.address
    return Forward(
        sender=campaign.sender.address,
        recipient=campaign.sender.reply_to or forward_to or campaign.sender.address,
        name=(shown_name(name) or (writer if writer == lead.address else _SOMEBODY))[:_MAX_NAME],
        reply_to=writer,
        subject=(shown_text(mail.headers.get("subject") or "") or "Reply")[:_MAX_SUBJECT],
        text="\n".join(
            (
                reply.new_text,
                "",
                "--",
                f"{writer} replied to {campaign.name} (lead {lead.address}). {_NOTES[reply.kind].format(mail_id=reply.mail_id)}",
                f"The original mail: {reply.mail_key}",
                "",
                *("> " + line for line in whole_text(mail)[:_MAX_TEXT].splitlines()),
            )
        ),
    )


def _unfit(address: str) -> bool:
    """Whether an address cannot be replied to. SES takes no letters beyond ASCII, some of which look like others."""
    return (
        not address.isascii()
        or unsafe_in_header(address)
        or any(character in address for character in '<>"\\,;')
    )
