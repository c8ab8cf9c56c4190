"""What a sender may answer, in the classes that need different reactions.

The classes decide whether a second attempt is safe, so they are chosen by what is *known*, never by
what is likely: anything after the socket was open that is not a definite answer is ambiguous.
"""

from dataclasses import dataclass
from enum import StrEnum

from outreach.domain.ids import SesMessageId


class Refusal(StrEnum):
    """Why a mail was definitely not accepted."""

    THROTTLED = "throttled"
    """Too fast, or sending is paused, or the daily limit is reached: back off, no try used up."""
    SENDER_STOPPED = "sender_stopped"
    """The account or identity may not send: stop the run and alarm; the touch stays due."""
    CONTENT = "content"
    """This mail will never be accepted: the touch has failed."""
    NOT_REACHED = "not_reached"
    """The connection never stood, or SES refused for another reason: retry, a try is used up."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The sender took the mail."""

    ses_message_id: SesMessageId
    """What the sender calls the mail. From it the sender can tell the mail's Message-ID (RFC 5322)."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The mail was definitely not accepted."""

    refusal: Refusal
    detail: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The sender was asked and may have accepted. Nothing may send this touch again by itself."""

    detail: str


Outcome = Accepted | Refused | Ambiguous
