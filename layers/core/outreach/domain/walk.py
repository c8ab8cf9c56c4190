"""Passes over the due index: where a tick goes on reading, and when it begins again.

A cursor skips only what was enqueued in this pass. Some entries are written behind the cursor (ties, slow clocks, late
index entries, releases), and some messages are lost. The next pass finds them all, so a stop needs no bookkeeping. A
change that makes waiting leads due again (resume, kill switch off) begins a new pass at once, because the person who
made it is watching.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from outreach.domain.control import GlobalControl, RunControl
from outreach.domain.enrollment import Lane
from outreach.domain.lease import Walk

A_FEW = 20
MANY = 1_000
"""How many leads a tick names at most that need no unit."""
LEAST_WAITING = 5_000
RATE_OF_A_SENDER = 6
"""How many mails one sender sends in a second (docs/performance.md)."""


def current_walk(
    walk: Walk | None, run: RunControl, control: GlobalControl, now: datetime, pass_length: timedelta
) -> Walk:
    """Return the walk to go on with: the given one, or a new pass from the beginning.

    A look for the end of a run goes on in the new pass, unless the status changed. It does not matter whose clock wrote `changed_at`: the times are compared for being equal, and not for being later.
    """
    stirred_by = f"{control.changed_at.isoformat()} {run.changed_at.isoformat()}"
    if walk is None or walk.stirred_by != stirred_by:
        return Walk(pass_began_at=now, stirred_by=stirred_by)
    if now - walk.pass_began_at >= pass_length:
        return Walk(pass_began_at=now, stirred_by=stirred_by, looked_to=walk.looked_to)
    return walk


def is_stirred(before: Walk | None, walk: Walk) -> bool:
    """Say whether nothing has been enqueued since the run was started, or since its status or the stop changed."""
    return before is None or before.stirred_by != walk.stirred_by


def order_of_turns(runs: Sequence[RunControl], tick: str) -> list[RunControl]:
    """Shuffle the runs for each tick, so that no run is always the last when time or room is short.

    The order comes from the tick's id. If it came from the time, it could repeat itself with the schedule.
    """
    return sorted(runs, key=lambda run: sha256(f"{tick}#{run.campaign_id}#{run.run_id}".encode()).digest())


def reading_order(shards: int, token: int, lanes: Sequence[Lane] = tuple(Lane)) -> list[tuple[Lane, int]]:
    """List every (lane, shard): lanes by urgency, and shards from another start at each tick, for fairness."""
    start = token % shards
    rotated = [(start + offset) % shards for offset in range(shards)]
    return [(lane, shard) for lane in lanes for shard in rotated]


@dataclass(frozen=True, slots=True)
class Share:
    """What a tick may name of a run."""

    most: int
    lanes: tuple[Lane, ...]


def share_of(units: int, *, for_good: bool, begins: bool) -> Share:
    """Return what a tick may name of a run that has so many units left.

    Without a unit, it names who needs none: what is unknown, and is closed at its deadline. If the quota of the whole run is
    used up, nobody else would ever be named again. So each pass begins with a few: a touch that a dead sender left is found
    by naming it, and who only waits is put off to the next day.
    """
    if units > 0:
        return Share(units, tuple(Lane))
    if for_good and begins:
        return Share(A_FEW, tuple(Lane))
    return Share(MANY, (Lane.FINAL,))


def most_waiting(send_rate: float | None, senders: int, pass_length: timedelta) -> int:
    """Return how many messages may wait in the queue, so that a backlog does not multiply itself.

    It is what goes out in a fifth of a pass, by the rate of SES and by what the senders can do: a message that waits for more
    than a pass expires, and then the next pass enqueues another one. `LEAST_WAITING` may always wait, because a rehearsal
    does not keep to the rate. None: nobody has asked SES for its rate yet.
    """
    if send_rate is None:
        return LEAST_WAITING
    rate = min(send_rate, senders * RATE_OF_A_SENDER)
    return max(LEAST_WAITING, int(rate * (pass_length / 5).total_seconds()))


def cursor_name(lane: Lane, shard: int) -> str:
    """Name the cursor of a lane and shard in a walk."""
    return f"{lane}-{shard}"
