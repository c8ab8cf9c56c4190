"""Moves a run forward by hand: it invokes ticks through the Lambda API, besides those of the schedule."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.domain.control import RunControl
from outreach.errors import UnknownRun
from outreach.services.operator.run_counts import RunCounts

if TYPE_CHECKING:
    from outreach.cli.operator import Operator

POLL_SECONDS = 1.0
"""The least time between two looks. A look reads the whole run, so a look that takes longer is followed by as long
a wait: no more than half of the time is spent on looking."""


@dataclass(slots=True)
class Ticks:
    """The ticks that were invoked here."""

    invoked: int = 0
    outcome: str = ""
    """What the latest one reported about the run."""


class Driver:
    """Drives one run."""

    def __init__(self, operator: "Operator", run: RunControl) -> None:
        self.operator = operator
        self.ticks = Ticks()
        self._run = run

    def tick(self) -> None:
        """Invoke the tick function and wait for its response. Raises `RefusedChange` if it failed."""
        outcomes = self.operator.tick_function.invoke()
        self.ticks.invoked += 1
        self.ticks.outcome = outcomes.get(f"{self._run.campaign_id}#{self._run.run_id}", "")

    def look(self) -> RunCounts:
        """Count the leads and mails of the run as it is now."""
        run = self.operator.overview.run(self._run.campaign_id, self._run.run_id)
        if run is None:
            raise UnknownRun(self._run.campaign_id, self._run.run_id)
        self._run = run
        return self.operator.overview.count(run)

    def wait(self, seconds: float, seen: Callable[[RunCounts], None]) -> RunCounts:
        """Show the state of the run until `seconds` have passed or it is finished."""
        deadline = time.monotonic() + seconds
        while True:
            began = time.monotonic()
            counts = self.look()
            seen(counts)
            now = time.monotonic()
            if counts.finished or now >= deadline:
                return counts
            time.sleep(min(max(POLL_SECONDS, now - began), deadline - now))

    def drain(self, seconds: float, seen: Callable[[RunCounts], None]) -> bool:
        """Wait up to `seconds` until the queue is empty. False if it is not."""
        deadline = time.monotonic() + seconds
        while not self.operator.overview.queues().drained:
            if time.monotonic() >= deadline:
                return False
            seen(self.look())
            time.sleep(POLL_SECONDS)
        seen(self.look())
        return True
