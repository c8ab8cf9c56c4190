"""How long the demo waits for its run: as long as something happens."""

from types import SimpleNamespace
from typing import Any

import pytest

from outreach.cli import demo
from outreach.cli.driving import Ticks
from outreach.domain.control import RunStatus
from outreach.domain.enrollment import State
from outreach.services.operator.run_counts import RunCounts
from world.builders import a_run


class SlowRun:
    """A driver whose run does one thing each `every` seconds, `times` times, and is finished after the last."""

    def __init__(self, *, every: float, times: int) -> None:
        self.elapsed = 0.0
        self.ticks = Ticks()
        self._every = every
        self._times = times
        self.operator = SimpleNamespace(overview=SimpleNamespace(queues=lambda: SimpleNamespace(waiting=0)))

    def tick(self) -> None:
        self.ticks.invoked += 1

    def wait(self, seconds: float, _seen: Any) -> RunCounts:
        self.elapsed += seconds
        done = min(self._times, int(self.elapsed / self._every))
        status = RunStatus.FINISHED if done == self._times else RunStatus.RUNNING
        counts = RunCounts(a_run(status=status), [], leads=self._times)
        counts.states[State.ENDED] = done
        return counts


def rehearsed(run: Any, patience: float = 60.0) -> bool:
    return demo._rehearse(run, run, patience, extra_ticks=True)


def test_a_slow_machine_is_waited_for_as_long_as_it_makes_progress():
    run = SlowRun(every=50, times=20)
    assert rehearsed(run)
    assert run.elapsed == pytest.approx(1000, abs=demo.TICK_SECONDS)


def test_a_run_that_stands_still_is_given_up():
    run = SlowRun(every=100, times=20)
    assert not rehearsed(run)
    assert run.elapsed == pytest.approx(60, abs=2 * demo.TICK_SECONDS)
