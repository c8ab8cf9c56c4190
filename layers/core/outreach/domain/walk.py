"""Passes over the due index: where a tick goes on reading, and when it begins again.

A cursor only ever skips what was enqueued in this pass. Whatever was written behind it (ties, slow
clocks, late index entries, releases) or lost with a message is found by the next pass, so a stop
needs no bookkeeping. A change that makes waiting leads due again (resume, kill switch off) begins a
new pass at once: a person who pressed a button is watching.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from outreach.domain.control import GlobalControl, RunControl
from outreach.domain.enrollment import Lane
from outreach.domain.lease import Walk


def current_walk(
    walk: Walk | None, run: RunControl, control: GlobalControl, now: datetime, pass_length: timedelta
) -> Walk:
    """Return the walk to go on with: the given one, or a new pass from the beginning.

    Whose clock wrote `changed_at` does not matter: it is compared for being another one, not for being later.
    """
    stirred_by = f"{control.changed_at.isoformat()} {run.changed_at.isoformat()}"
    if walk is None or walk.stirred_by != stirred_by or now - walk.pass_began_at >= pass_length:
        return Walk(pass_began_at=now, stirred_by=stirred_by)
    return walk


def is_stirred(before: Walk | None, walk: Walk) -> bool:
    """Say whether nothing was enqueued yet since the run was started, or since a status or a stop has changed."""
    return before is None or before.stirred_by != walk.stirred_by


def order_of_turns(runs: Sequence[RunControl], tick: str) -> list[RunControl]:
    """Shuffle the runs anew for each tick, so that none is always the last when time or room is short.

    The order comes from the tick's own id: one that came from the time would keep step with some schedule.
    """
    return sorted(runs, key=lambda run: sha256(f"{tick}#{run.campaign_id}#{run.run_id}".encode()).digest())


def reading_order(shards: int, token: int) -> list[tuple[Lane, int]]:
    """List every (lane, shard): lanes by urgency, shards from another start at each tick for fairness."""
    start = token % shards
    rotated = [(start + offset) % shards for offset in range(shards)]
    return [(lane, shard) for lane in Lane for shard in rotated]


def cursor_name(lane: Lane, shard: int) -> str:
    """Name the cursor of a lane and shard inside a walk."""
    return f"{lane}-{shard}"
