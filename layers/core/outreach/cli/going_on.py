"""What goes on without the command: a run that was started is driven by the schedule until it ends or is stopped."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from outreach.cli.output import counted
from outreach.domain.fast import is_fast

if TYPE_CHECKING:
    from outreach.cli.stacks import Stack
    from outreach.domain.control import RunControl
    from outreach.services.operator.runs import Started


def started_line(started: "Started") -> str:
    """Say which run was started, or that it was there before and how it was completed."""
    run, enrolled = started.run, counted(started.enrolled, "lead")
    if started.joined:
        return (
            f'joined run "{run.run_id}" of campaign "{run.campaign_id}", which another start has begun and not '
            f"completed: {enrolled} more enrolled"
        )
    kind = "fast rehearsal" if is_fast(run) else "run"
    return f'started {kind} "{run.run_id}" of campaign "{run.campaign_id}": {enrolled} enrolled'


@contextmanager
def startable(stack: "Stack", campaign_id: str) -> Iterator[None]:
    """Make an interrupted start say that a part of the leads may be enrolled, and how to go on or to stop."""
    try:
        yield
    except KeyboardInterrupt as interruption:
        stop = stack.addressed(f"outreach campaign pause {campaign_id}")
        told = (
            "a part of the leads may be enrolled, and the schedule goes on with them; say it again: that is safe, and "
            f"enrolls the rest. To stop instead: `{stop}`"
        )
        raise KeyboardInterrupt(told) from interruption


@contextmanager
def goes_on(stack: "Stack", run: "RunControl") -> Iterator[None]:
    """Make an interrupted command say that its run goes on, and how to follow it or to stop it."""
    try:
        yield
    except KeyboardInterrupt as interruption:
        name = f"{run.campaign_id} --run {run.run_id}"
        follow = stack.addressed(f"outreach status {name}")
        stop = stack.addressed(f"outreach campaign pause {name}")
        told = (
            f'run "{run.run_id}" of campaign "{run.campaign_id}" goes on by schedule; follow it with `{follow}`, stop '
            f"it with `{stop}`"
        )
        raise KeyboardInterrupt(told) from interruption
