"""What a received mail is, in words: its kind, what it says, and whom it names. The rules are in `classification`.

Many functions know these words, and one applies the rules. So the rules, with their patterns, are not loaded here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MailKind(StrEnum):
    """What a received mail is."""

    HUMAN = "human"
    OUT_OF_OFFICE = "out_of_office"
    AUTOMATIC = "automatic"
    """A receipt, a ticket, a challenge, an acknowledgement."""
    BOUNCE = "bounce"
    DELAY = "delay"
    SUCCESS = "success"
    COMPLAINT = "complaint"
    UNSUBSCRIBE = "unsubscribe"
    POSSIBLE_UNSUBSCRIBE = "possible_unsubscribe"
    """A person has to read it, and say what it was."""
    OWN_COPY = "own_copy"
    UNREADABLE = "unreadable"


class Severity(StrEnum):
    """What a failure says about the address."""

    HARD = "hard"
    """It never will accept mail: it is unknown or closed, or its domain does not exist."""
    SOFT = "soft"
    """It may accept another mail: it was full, or this mail was blocked, too large or too late."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Failure:
    """One recipient whom a mail did not reach."""

    recipient: str
    """In lower case; empty if the report does not name it."""
    severity: Severity
    status: str = ""
    """The enhanced status code, such as `5.1.1`; empty if there is none."""


class Notice(StrEnum):
    """What a report says if nothing has failed."""

    DELAYED = "delayed"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Classification:
    """What a mail is, the sign that it was recognised by, and what it says."""

    kind: MailKind
    sign: str
    """What the mail was recognised by. Holds nothing personal."""
    new_text: str = ""
    """What the person or the automatic reply says, without the mail that it quotes."""
    failures: tuple[Failure, ...] = ()
    back_on: date | None = None
    """The first day on which somebody who is away can be written to again."""
