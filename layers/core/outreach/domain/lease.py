"""The lease: which tick may move the cursors of a run.

The lease saves work, and the token makes it safe. A holder whose clock is slow, or that was frozen, may believe that
it still holds the lease. Its cursor writes name an old token, so they are refused. Messages that it enqueued do no
harm, because a claim decides who sends.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from outreach.domain.ids import CampaignId, RunId

LEASE_DURATION = timedelta(minutes=5)
"""Longer than the longest tick, so that a running tick never loses its lease."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a pass has come: for each lane and shard, the sort key of the last entry that it enqueued."""

    pass_began_at: datetime
    cursors: Mapping[str, str] = field(default_factory=dict)
    stirred_by: str = ""
    """The latest change of the run or the global stop that the pass has taken into account."""


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
