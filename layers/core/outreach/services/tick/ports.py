"""The ports of the tick. Ports that several rooms share are in `services/ports.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from outreach.domain.control import RunControl
    from outreach.domain.enrollment import Fence, Lane
    from outreach.domain.ids import (
        CampaignId,
        Domain,
        LeadId,
        RecipientKey,
        RunId,
    )
    from outreach.domain.lease import Lease, Walk
    from outreach.messages import TouchMessage
    from outreach.services.ports import (
        Alarms,
        Campaigns,
        Clock,
        Controls,
        Enrollments,
        KillSwitchReader,
        Quotas,
        SendingAccount,
    )


@dataclass(frozen=True, slots=True)
class DueEntry:
    """What the due index contains about one enrollment. It may be out of date."""

    lead_id: LeadId
    fence: Fence
    recipient: RecipientKey
    domains: tuple[Domain, ...]
    cursor: str
    """The sort key of the entry. A walk continues after it."""


class DueIndex(Protocol):
    """The sparse index of everything that waits. Eventually consistent."""

    def page(
        self, run: RunControl, lane: Lane, shard: int, after: str | None, until: datetime, limit: int
    ) -> list[DueEntry]:
        """Return up to `limit` entries after the cursor `after` that are due at `until`, earliest first."""
        ...

    def is_empty(self, run: RunControl) -> bool:
        """Whether nothing waits in any lane and shard, however late it is due."""
        ...


class Leases(Protocol):
    """Leases: at any time, at most one tick may move the cursors of a run."""

    def acquire(self, campaign_id: CampaignId, run_id: RunId, holder: str, now: datetime) -> Lease | None:
        """Take the lease, with the token raised by 1, if it is free or has expired; None if another tick holds it."""
        ...

    def save_walk(self, lease: Lease, walk: Walk) -> bool:
        """Store the cursors if the lease's token is still the current one; False if it is not."""
        ...

    def release(self, lease: Lease) -> bool:
        """Free the lease if its token is still the current one."""
        ...


class Queue(Protocol):
    """The queue of due touches."""

    def enqueue(self, messages: Sequence[TouchMessage]) -> set[int]:
        """Send messages to the queue, ten per request; return the positions of those that were NOT accepted."""
        ...

    def depth(self) -> int:
        """Return the approximate number of messages that wait."""
        ...


class WaitingReplies(Protocol):
    """The replies that wait for a person."""

    def waiting_count(self) -> int:
        """Count them. Strongly consistent."""
        ...


@dataclass(frozen=True, slots=True)
class TickPorts:
    """The ports that a tick uses."""

    controls: Controls
    campaigns: Campaigns
    leases: Leases
    index: DueIndex
    enrollments: Enrollments
    queue: Queue
    quotas: Quotas
    kill_switch: KillSwitchReader
    account: SendingAccount
    replies: WaitingReplies
    alarms: Alarms
    clock: Clock
