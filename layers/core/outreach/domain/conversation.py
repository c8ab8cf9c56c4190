"""The conversation that a follow-up belongs to: the mails that really went out before it, by Message-ID.

Mail programs put a mail into a conversation by In-Reply-To and References (RFC 5322, 3.6.4); Gmail asks for the
same subject besides, "Re:" aside. Only the sender of a mail knows which Message-ID it has.
"""

from collections.abc import Callable
from dataclasses import dataclass

from outreach.domain.control import Mode
from outreach.domain.enrollment import Enrollment, TouchState
from outreach.domain.ids import MessageId, SesMessageId

NameOf = Callable[[Mode, SesMessageId], str]
"""The Message-ID of a mail that a mode's sender took, from the id that the sender has for it."""
MAX_REFERENCES = 870
"""Characters. The least that SES has ever documented for the value of a header, and below one line's limit."""
_SENT = {TouchState.SENT: Mode.LIVE, TouchState.SENT_PROOF: Mode.PROOF}
"""What is known to have gone out, and the mode of the sender that took it."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """At least one earlier mail, the first one first."""

    opened_by: MessageId
    """The message that began it."""
    opened_at: int
    """The step of that message, counted from 0."""
    message_ids: tuple[str, ...]
    """As they are on the wire: `<id@domain>`."""

    @property
    def headers(self) -> dict[str, str]:
        """Return what makes a mail an answer to the last of these."""
        return {"In-Reply-To": self.message_ids[-1], "References": _references(self.message_ids)}


def conversation_before(enrollment: Enrollment, name_of: NameOf) -> Conversation | None:
    """Return the conversation that the current step goes on with; None if nothing is known to have gone out.

    A mail whose answer never came has no id that could be named, and may not have gone out.
    """
    touches = (enrollment.touches.get(step) for step in range(enrollment.step))
    sent = [
        (touch, name_of(_SENT[touch.state], touch.ses_message_id))
        for touch in touches
        if touch and touch.state in _SENT and touch.ses_message_id
    ]
    if not sent:
        return None
    first = sent[0][0]
    return Conversation(first.message_id, first.step, tuple(name for _, name in sent))


def reply_subject(subject: str) -> str:
    """Return the subject of a reply: with one "Re:" before it, unless it has one already."""
    return subject if subject[:3].casefold() == "re:" else f"Re: {subject}"


def _references(message_ids: tuple[str, ...]) -> str:
    """Name all, or the first and as many of the last as there is room for (RFC 5537, 3.4.4)."""
    first, *rest = message_ids
    while rest and len(" ".join((first, *rest))) > MAX_REFERENCES:
        del rest[0]
    return " ".join((first, *rest))
