"""The lease: which tick may move the cursors of a run.

The lease saves work and the token makes it safe. A holder whose clock is slow, or that was frozen,
may believe it still holds the lease; its cursor writes name an old token and are refused. Messages it
enqueued are harmless, because a claim decides who sends.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from outreach.domain.ids import CampaignId, RunId

LEASE_DURATION = timedelta(minutes=5)
"""Longer than the longest tick, so that a living holder never loses it."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a pass has come: per lane and shard, the sort key of the last entry enqueued."""

    pass_began_at: datetime
    cursors: Mapping[str, str] = field(default_factory=dict)
    stirred_by: str = ""
    """Which resume or end of a stop the pass has taken into account."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A granted lease. `token` grows with every grant, and every write under the lease names it."""

    campaign_id: CampaignId
    run_id: RunId
    holder: str
    token: int
    expires_at: datetime
    walk: Walk | None = None
    """The walk as the previous holder left it; None for the first ever."""
