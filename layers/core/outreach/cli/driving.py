"""Moves a run forward by hand: ticks through the Lambda API, beside those of the schedule."""

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
"""Between two looks; a look reads the whole run, so no more than half of the time is spent looking."""


@dataclass(slots=True)
class Ticks:
    """The ticks that were invoked here."""

    invoked: int = 0
    outcome: str = ""
    """What the latest one said about the run."""


class Driver:
    """Drives one run."""

    def __init__(self, operator: "Operator", run: RunControl) -> None:
        self.operator = operator
        self.ticks = Ticks()
        self._run = run

    def tick(self) -> None:
        """Invoke the tick function and wait for its answer. Raises `RefusedChange` if it failed."""
        outcomes = self.operator.tick_function.invoke()
        self.ticks.invoked += 1
        self.ticks.outcome = outcomes.get(f"{self._run.campaign_id}#{self._run.run_id}", "")

    def look(self) -> RunCounts:
        """Count the run as it stands now."""
        run = self.operator.overview.run(self._run.campaign_id, self._run.run_id)
        if run is None:
            raise UnknownRun(self._run.campaign_id, self._run.run_id)
        self._run = run
        return self.operator.overview.count(run)

    def wait(self, seconds: float, seen: Callable[[RunCounts], None]) -> RunCounts:
        """Show how the run stands until `seconds` have gone or it is finished."""
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
        """Wait until the queue is empty; False if it was not in time."""
        deadline = time.monotonic() + seconds
        while not self.operator.overview.queues().drained:
            if time.monotonic() >= deadline:
                return False
            seen(self.look())
            time.sleep(POLL_SECONDS)
        seen(self.look())
        return True
