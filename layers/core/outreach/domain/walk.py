"""Passes over the due index: where a tick goes on reading, and when it begins again.

A cursor skips only what was enqueued in this pass. Some entries are written behind the cursor (ties, slow clocks, late
index entries, releases), and some messages are lost. The next pass finds them all, so a stop needs no bookkeeping. A
change that makes waiting leads due again (resume, kill switch off) begins a new pass at once, because the person who
made it is watching.
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

    It does not matter whose clock wrote `changed_at`: the times are compared for being equal, and not for being later.
    """
    stirred_by = f"{control.changed_at.isoformat()} {run.changed_at.isoformat()}"
    if walk is None or walk.stirred_by != stirred_by or now - walk.pass_began_at >= pass_length:
        return Walk(pass_began_at=now, stirred_by=stirred_by)
    return walk


def is_stirred(before: Walk | None, walk: Walk) -> bool:
    """Say whether nothing has been enqueued since the run was started, or since its status or the stop changed."""
    return before is None or before.stirred_by != walk.stirred_by


def order_of_turns(runs: Sequence[RunControl], tick: str) -> list[RunControl]:
    """Shuffle the runs for each tick, so that no run is always the last when time or room is short.

    The order comes from the tick's id. If it came from the time, it could repeat itself with the schedule.
    """
    return sorted(runs, key=lambda run: sha256(f"{tick}#{run.campaign_id}#{run.run_id}".encode()).digest())


def reading_order(shards: int, token: int) -> list[tuple[Lane, int]]:
    """List every (lane, shard): lanes by urgency, and shards from another start at each tick, for fairness."""
    start = token % shards
    rotated = [(start + offset) % shards for offset in range(shards)]
    return [(lane, shard) for lane in Lane for shard in rotated]


def cursor_name(lane: Lane, shard: int) -> str:
    """Name the cursor of a lane and shard in a walk."""
    return f"{lane}-{shard}"
