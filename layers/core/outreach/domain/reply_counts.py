"""The replies of a run in figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from outreach.domain.ids import LeadId
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reply import Label, Reply

PERSONAL = frozenset({MailKind.HUMAN, MailKind.UNSUBSCRIBE, MailKind.POSSIBLE_UNSUBSCRIBE})
"""What a person wrote."""


@dataclass(frozen=True, slots=True)
class ReplyCounts:
    """How many replies there are."""

    people: int = 0
    """Leads of whom at least one reply is a person's."""
    waiting: int = 0
    """Replies that wait for a label."""
    kinds: Counter[MailKind] = field(default_factory=Counter)
    labels: Counter[Label] = field(default_factory=Counter)
    """Leads by the label of their latest reply that has one."""


def count_replies(replies: Iterable[Reply]) -> ReplyCounts:
    """Count the replies of one run."""
    people, kinds, waiting = set[LeadId | None](), Counter[MailKind](), 0
    latest: dict[LeadId | None, tuple[datetime, Label]] = {}
    for reply in replies:
        kinds[reply.kind] += 1
        waiting += reply.waits_for_a_label
        lead = reply.lead_id
        if reply.kind in PERSONAL:
            people.add(lead)
        if reply.label is not None and (lead not in latest or latest[lead][0] <= reply.received_at):
            latest[lead] = reply.received_at, reply.label
    return ReplyCounts(len(people), waiting, kinds, Counter(label for _, label in latest.values()))
