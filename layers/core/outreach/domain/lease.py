"""The lease: which tick may move the cursors of a run.

The lease saves work, and the token makes it safe. A holder whose clock is slow, or that was frozen, may believe that
it still holds the lease. Its cursor writes name an old token, so they are refused. Messages that it enqueued do no
harm, because a claim decides who sends.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from outreach.domain.ids import CampaignId, LeadId, RunId

LEASE_DURATION = timedelta(minutes=5)
"""Longer than the longest tick, so that a running tick never loses its lease."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place among the enrollments of a run, which are in the order of their shards and leads."""

    shard: int
    after: LeadId | None = None
    """Behind this lead. None: before the first one of the shard."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at some enrollments of a run found."""

    open: bool
    """Whether one of them has not ended."""
    place: Place | None
    """Where the next look goes on. None: this was the last one."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a pass has come: for each lane and shard, the sort key of the last entry that it enqueued."""

    pass_began_at: datetime
    cursors: Mapping[str, str] = field(default_factory=dict)
    stirred_by: str = ""
    """The latest change of the run or the global stop that the pass has taken into account."""
    looked_to: Place | None = None
    """Everybody before this place has ended, and nobody was enqueued since. None: nobody has looked yet."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A granted lease. `token` grows with every grant, and every write under the lease names it."""

    campaign_id: CampaignId
    run_id: RunId
    holder: str
    token: int
    expires_at: datetime
    walk: Walk | None = None
    """The walk as the previous holder left it. None for the first holder of all."""


def place_after(shard: int, shards: int) -> Place | None:
    """Return where a look goes on when it has seen all of a shard. None: it has seen the whole run."""
    return Place(shard + 1) if shard + 1 < shards else None
