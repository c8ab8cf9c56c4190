"""What came of an attempt to send, in the classes that need different reactions.

The classes decide whether a second attempt is safe. So they depend on what is *known*, and never on what is likely:
once the socket was open, everything but a definite response is ambiguous.
"""

from dataclasses import dataclass
from enum import StrEnum

from outreach.domain.ids import SesMessageId


class Refusal(StrEnum):
    """Why a mail was definitely not accepted."""

    THROTTLED = "throttled"
    """Too fast, or sending is paused, or the daily limit is reached: back off. No try is used up."""
    SENDER_STOPPED = "sender_stopped"
    """The account or identity may not send: stop the run and alarm. The touch stays due."""
    CONTENT = "content"
    """This mail will never be accepted: the touch has failed."""
    UNEXPLAINED = "unexplained"
    """The mail was refused, and the response does not say whether mail or sender is to blame: retry. A try is used up."""
    NOT_REACHED = "not_reached"
    """No connection was made, or SES refused for another reason: retry. A try is used up."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The sender took the mail."""

    ses_message_id: SesMessageId
    """The sender's own id of the mail. From it the sender can tell the mail's Message-ID (RFC 5322)."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The mail was definitely not accepted."""

    refusal: Refusal
    detail: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The sender was asked, and may have accepted the mail. No code may send this touch again by itself."""

    detail: str


Outcome = Accepted | Refused | Ambiguous
