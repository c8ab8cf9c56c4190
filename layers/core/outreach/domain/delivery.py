"""What became of a touch's mail after SES took it. Each touch has one record, which only grows.

The record holds the earliest time of each kind of event, with a detail, and the ids that SES gave to mails of this
touch. `merge` is a union that keeps the earliest times, so events that come twice, late or in any order make the
same record. One touch has one mail (P1): a second id shows that there was a second mail.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from outreach.domain.bounce import AUTOMATIC_REPLY, BounceClass
from outreach.domain.engagement import Actor
from outreach.domain.ids import SesMessageId
from outreach.domain.ses_event import SesEventKind


class Fact(StrEnum):
    """The events whose first time the record holds: one for each kind, and one for each class of bounce."""

    SEND = "send"
    DELIVERY = "delivery"
    DELAY = "delay"
    HARD_BOUNCE = "hard_bounce"
    SOFT_BOUNCE = "soft_bounce"
    BLOCKED = "blocked"
    UNCLEAR = "unclear"
    """A refusal that does not say what it is about."""
    WITHHELD = "withheld"
    """SES predicted a bounce, and did not try."""
    COMPLAINT = "complaint"
    REJECT = "reject"
    RENDERING_FAILURE = "rendering_failure"
    OPEN = "open"
    """By a person, or perhaps by a person: the mark's detail says which (`domain/engagement.py`)."""
    CLICK = "click"
    MACHINE_OPEN = "machine_open"
    MACHINE_CLICK = "machine_click"
    SUBSCRIPTION = "subscription"


BOUNCES = {
    BounceClass.HARD: Fact.HARD_BOUNCE,
    BounceClass.SOFT: Fact.SOFT_BOUNCE,
    BounceClass.BLOCKED: Fact.BLOCKED,
    BounceClass.UNCLEAR: Fact.UNCLEAR,
    BounceClass.WITHHELD: Fact.WITHHELD,
}


MACHINES = {SesEventKind.OPEN: Fact.MACHINE_OPEN, SesEventKind.CLICK: Fact.MACHINE_CLICK}


def fact_of(kind: SesEventKind, bounce: BounceClass | None, actor: Actor | None = None) -> Fact:
    """Return the fact that an event adds to the record."""
    if actor is Actor.MACHINE:
        return MACHINES[kind]
    if kind is SesEventKind.BOUNCE:
        assert bounce is not None, "a bounce has a class"
        return BOUNCES[bounce]
    return Fact(kind.value)


BETWEEN_CODES = "; "


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """When something first happened, with a detail. Of two marks of the same time the lesser detail is kept."""

    at: datetime
    detail: str = ""
    """Types and codes. Never an address, and never a text that another server wrote."""

    @property
    def codes(self) -> list[str]:
        """Return the types and codes of the detail, one by one."""
        return self.detail.split(BETWEEN_CODES)


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """All that SES has said about one touch."""

    marks: Mapping[Fact, Mark] = field(default_factory=dict)
    message_ids: frozenset[SesMessageId] = frozenset()


def merge(record: DeliveryRecord, fact: Fact, mark: Mark, message_id: SesMessageId) -> DeliveryRecord:
    """Add one event. The order of events does not matter, and neither does a second copy."""
    first = min(record.marks.get(fact, mark), mark)
    return DeliveryRecord({**record.marks, fact: first}, record.message_ids | {message_id})


def has_ended(record: DeliveryRecord | None, message_id: SesMessageId) -> bool:
    """Say whether it is on record what became of this mail: that it was delivered, or that it bounced."""
    if record is None or message_id not in record.message_ids:
        return False
    return Fact.DELIVERY in record.marks or not record.marks.keys().isdisjoint(BOUNCES.values())


def is_answered(record: DeliveryRecord | None) -> bool:
    """Say whether the mail was delivered, and what SES reports as a soft bounce is an automatic reply to it."""
    if record is None or Fact.DELIVERY not in record.marks:
        return False
    mark = record.marks.get(Fact.SOFT_BOUNCE)
    return mark is not None and mark.codes[:2] == list(AUTOMATIC_REPLY)


class Ending(StrEnum):
    """How a mail ended, as one event says. Events come in any order."""

    DELIVERED = "delivered"
    SOFT = "soft"
    """It bounced softly, even if it was delivered before."""
    SOFT_UNLESS_DELIVERED = "soft_unless_delivered"
    """It bounced softly. If it was delivered as well, this was an automatic reply."""


def ended_softly(endings: Collection[Ending]) -> bool:
    """Say whether a mail bounced softly, by all that is known of it."""
    doubtful = Ending.SOFT_UNLESS_DELIVERED in endings and Ending.DELIVERED not in endings
    return Ending.SOFT in endings or doubtful


def dealt_with(record: DeliveryRecord | None, fact: Fact, mark: Mark) -> bool:
    """Say whether this very event has been dealt with in full. It has if it is on record: the record is written last.

    A later event of the same kind is another event, of a mail that an operator had sent again. It is dealt with in
    full, and so is a second copy of it: its orders stand already, and one count too many does no harm.
    """
    return record is not None and fact in record.marks and record.marks[fact].at == mark.at
