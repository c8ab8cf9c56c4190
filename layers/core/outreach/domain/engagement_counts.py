"""How many mails were opened and clicked, as their delivery records say."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from outreach.domain.delivery import DeliveryRecord, Fact
from outreach.domain.engagement import Actor


@dataclass(slots=True)
class ActorCounts:
    """How many mails something was done with. Each mail is counted once."""

    person: int = 0
    """By a person. A lower bound."""
    perhaps: int = 0
    """By a person or by a machine: nobody can say."""
    machine: int = 0
    """By machines, and by nobody else."""


@dataclass(slots=True)
class EngagementCounts:
    """The mails of a run that was tracked."""

    opened: ActorCounts = field(default_factory=ActorCounts)
    clicked: ActorCounts = field(default_factory=ActorCounts)


def count_engagement(records: Iterable[DeliveryRecord]) -> EngagementCounts:
    """Count the mails of delivery records. The earliest open or click that may be a person's says whose it is."""
    counts = EngagementCounts()
    for record in records:
        _count(counts.opened, record, Fact.OPEN, Fact.MACHINE_OPEN)
        _count(counts.clicked, record, Fact.CLICK, Fact.MACHINE_CLICK)
    return counts


def _count(counts: ActorCounts, record: DeliveryRecord, fact: Fact, by_machine: Fact) -> None:
    if (mark := record.marks.get(fact)) is None:
        counts.machine += by_machine in record.marks
    elif mark.codes == [Actor.PERSON]:
        counts.person += 1
    else:
        counts.perhaps += 1
