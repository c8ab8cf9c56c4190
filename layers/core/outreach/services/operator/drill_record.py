"""What a drill leaves behind: the trouble that it made, what the stack recorded, and what SES says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from outreach.domain.drill import Part
from outreach.domain.enrollment import Enrollment
from outreach.domain.ids import CampaignId, LeadId
from outreach.domain.row_version import RowVersion


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One mail that SES accepted, as SES itself says. It is the judge: our own records play no part in it."""

    message_id: str
    lead_id: LeadId
    step: int
    accepted_at: datetime
    """By the clock of SES."""
    unsubscribe_url: str | None = None
    """The link in the mail's List-Unsubscribe header. None if SES did not report the headers."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One time that the drill held the kill switch on, by the clock of the operator's machine."""

    committed_at: datetime
    """When both switches had been written."""
    released_at: datetime
    """Just before the first of them was written again."""
    version: RowVersion | None = None
    """The version of the global row that held it on. Whoever saw it must not have sent, whatever any clock says."""


class Command(StrEnum):
    """What the drill, as the operator, ordered about an unknown touch of which no event came."""

    SENT_AGAIN = "sent again"
    """Its sender died before it asked SES."""
    TAKEN_AS_SENT = "taken as sent"
    """Its sender may have reached SES."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What the stops are measured with."""

    grace: timedelta
    """The time after a stop in which a mail may still arrive that was looked at before it: the slowest call to SES,
    and the difference of two clocks."""
    consumers: int
    """How many senders may run at once. Each may have one mail under way when the stop comes."""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that one drill did and saw."""

    campaign_id: CampaignId
    stack: str
    judge: str
    """Who says which mails were accepted."""
    hears_everything: bool
    """Whether the judge misses no mail. SES's events are best effort, so they may miss some."""
    began_at: datetime
    ended_at: datetime
    people: Mapping[LeadId, Part]
    enrollments: Mapping[LeadId, Enrollment]
    """As they were at the end."""
    acceptances: tuple[Acceptance, ...]
    tolerance: Tolerance
    stops: tuple[Stop, ...] = ()
    unsubscribes: Mapping[LeadId, datetime] = field(default_factory=dict)
    """When the response to each unsubscribe had come: from then on the order stands."""
    ordered_in: Mapping[LeadId, int] = field(default_factory=dict)
    """From which version on the row of each of them holds the order."""
    copies: int = 0
    """Messages that the drill put on the queue a second time."""
    commands: Mapping[LeadId, Command] = field(default_factory=dict)
    unknown: frozenset[LeadId] = frozenset()
    """Whose first mail was seen in flight without an owner, or unknown, at some time."""
    remarks: tuple[str, ...] = ()
    """What went otherwise than planned."""
