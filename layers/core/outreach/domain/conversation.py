"""The conversation that a follow-up belongs to: the mails that really went out before it, by Message-ID.

SES replaces every Message-ID by its own, made of the id that it answered with and a domain that depends on
its region. Mail programs put a mail into a conversation by In-Reply-To and References (RFC 5322, 3.6.4);
Gmail asks for the same subject besides, "Re:" aside.
"""

from dataclasses import dataclass

from outreach.domain.enrollment import Enrollment, Touch, TouchState
from outreach.domain.ids import MessageId

REHEARSAL_DOMAIN = "rehearsal.invalid"
"""Where the Message-IDs of rehearsed mails are: a domain that by RFC 2606 nobody can have."""
MAX_REFERENCES = 870
"""Characters. The least that SES has ever documented for the value of a header, and below one line's limit."""
_FIRST_REGION = "us-east-1"
_SENT = (TouchState.SENT, TouchState.SENT_PROOF)


@dataclass(frozen=True, slots=True)
class Conversation:
    """At least one earlier mail, the first one first."""

    opened_by: MessageId
    """The message that began it."""
    message_ids: tuple[str, ...]
    """As they are on the wire: `<id@email.amazonses.com>`."""

    @property
    def headers(self) -> dict[str, str]:
        """Return what makes a mail an answer to the last of these."""
        return {"In-Reply-To": self.message_ids[-1], "References": _references(self.message_ids)}


def conversation_before(enrollment: Enrollment, region: str) -> Conversation | None:
    """Return the conversation that the current step goes on with; None if nothing is known to have gone out.

    A mail whose answer never came has no id that could be named, and may not have gone out.
    """
    touches = (enrollment.touches.get(step) for step in range(enrollment.step))
    sent = [touch for touch in touches if touch and touch.state in _SENT and touch.ses_message_id]
    if not sent:
        return None
    return Conversation(sent[0].message_id, tuple(_on_the_wire(touch, region) for touch in sent))


def reply_subject(subject: str) -> str:
    """Return the subject of a reply: with one "Re:" before it, unless it has one already."""
    return subject if subject[:3].casefold() == "re:" else f"Re: {subject}"


def _on_the_wire(touch: Touch, region: str) -> str:
    if touch.state is TouchState.SENT_PROOF:
        domain = REHEARSAL_DOMAIN
    elif region == _FIRST_REGION:
        domain = "email.amazonses.com"
    else:
        domain = f"{region}.amazonses.com"
    return f"<{touch.ses_message_id}@{domain}>"


def _references(message_ids: tuple[str, ...]) -> str:
    """Name all, or the first and as many of the last as there is room for (RFC 5537, 3.4.4)."""
    first, *rest = message_ids
    while rest and len(" ".join((first, *rest))) > MAX_REFERENCES:
        del rest[0]
    return " ".join((first, *rest))
