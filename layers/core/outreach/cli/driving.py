"""Moves a run forward by hand: it invokes ticks through the Lambda API, besides those of the schedule."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count, islice
from typing import TYPE_CHECKING

from outreach.domain.control import RunControl, RunStatus
from outreach.errors import UnknownRun
from outreach.services.operator.run_counts import RunCounts

if TYPE_CHECKING:
    from outreach.cli.operator import Operator

POLL_SECONDS = 1.0
"""The least time between two looks. A look reads the whole run, so a look that takes longer is followed by as long
a wait: no more than half of the time is spent on looking."""


SOON_ENOUGH = timedelta(seconds=30)
"""Whoever is due within this time is waited for."""
_HELD_BACK = frozenset({"killed", "kill switch unreadable", "quota used up"})
"""The outcomes of a tick after which the next one has the same."""


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

    def go_on(
        self, ticks: int | None, interval: float, patience: float, seen: Callable[[RunCounts], None]
    ) -> None:
        """Tick every `interval` seconds until the run is finished, and no longer than something can happen.

        It ends when nobody is due and the queue is empty, when a stop or the quota holds everybody back, when nothing
        has changed for `patience` seconds, or after `ticks` ticks if there is a limit.
        """
        before, moved_at = None, time.monotonic()
        for _ in islice(count(), ticks):
            self.tick()
            counts = self.wait(interval, seen)
            if counts != before:
                before, moved_at = counts, time.monotonic()
            if counts.finished or self._stands_still(counts) or time.monotonic() - moved_at > patience:
                return

    def _stands_still(self, counts: RunCounts) -> bool:
        """Whether no tick of the next seconds would change anything."""
        if counts.all_ended or not self.operator.overview.queues().drained:
            return False
        if counts.run.status is RunStatus.PAUSED or self.ticks.outcome in _HELD_BACK:
            return True
        due = counts.next_due
        return due is None or due - self.operator.overview.now() > SOON_ENOUGH

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
