"""Short stories about quotas: what happens at midnight, and what several limits say at once."""

from datetime import timedelta

from simulation.cast import MINUTE
from simulation.stack import Stack
from simulation.stories import DAY, turn, turns

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
TO_MIDNIGHT = 12 * HOUR
RESERVES = 4
"""The number of a cold sender's call that reserves, if the days before are closed: it has read the batch, the definition and
the earlier days."""


def quota_of_the_run(stack: Stack) -> None:
    """Two are on the queue and one is allowed. Days later an operator raises the quota."""
    _both_on_the_queue(stack)
    stack.consume()
    turns(stack, DAY, DAY)
    stack.people.apply(per_run=None)
    turns(stack, DAY)


def frozen_over_midnight(stack: Stack) -> None:
    """A sender is about to reserve on Monday, and freezes. Meanwhile another adds Monday up, and sends on Tuesday."""
    _both_on_the_queue(stack, close_to_midnight=True)
    stack.now += 50 * SECOND

    def meanwhile(other: Stack) -> None:
        other.now += 20 * SECOND
        other.start_cold()
        other.consume()

    _days_closed_before(stack)
    stack.start_cold()
    stack.effects.interposed[stack.calls + RESERVES] = meanwhile
    stack.consume(limit=1)
    stack.people.apply(per_run=None)
    stack.now += MINUTE
    turn(stack)


def late_clock(stack: Stack) -> None:
    """It is Tuesday. For the second sender it is still Monday."""
    _both_on_the_queue(stack, close_to_midnight=True)
    stack.now += 2 * MINUTE
    stack.consume(limit=1)
    stack.start_cold()
    stack.consume(skew=-3 * MINUTE)


def early_clock(stack: Stack) -> None:
    """It is Monday. For the first sender it is Tuesday already, so nobody sends on Monday any more."""
    stack.now += TO_MIDNIGHT - MINUTE
    stack.tick()
    stack.consume(skew=3 * MINUTE, limit=1)
    stack.start_cold()
    stack.consume()
    turns(stack, 3 * MINUTE, DAY)


def added_in_flight(stack: Stack) -> None:
    """Both have been named when a quota of one is added. It counts what goes out by the revision before."""
    stack.tick()
    stack.people.apply(per_run=1)
    stack.consume()
    turns(stack, DAY)


def days_on_end(stack: Stack) -> None:
    """A turn on each of eight days, each by a sender that remembers nothing."""
    for _ in range(8):
        turn(stack)
        stack.start_cold()
        stack.now += DAY


def hours_on_end(stack: Stack) -> None:
    """Two of them share a domain that gets one mail in an hour."""
    for _ in range(3):
        turn(stack)
        stack.start_cold()
        stack.now += HOUR


def at_the_edge(stack: Stack) -> None:
    """On three days and two of the next week, everybody who waits is named twice, and cold senders reserve for them one by one."""
    for until_the_next in (DAY, DAY, 5 * DAY, DAY, DAY):
        _both_on_the_queue(stack)
        while stack.queue.any_visible():
            stack.start_cold()
            stack.consume(limit=1)
        stack.now += until_the_next


def _both_on_the_queue(stack: Stack, *, close_to_midnight: bool = False) -> None:
    """The second tick sees a quota that is not used yet, so it names one lead more than the quota allows."""
    if close_to_midnight:
        stack.now += TO_MIDNIGHT - MINUTE
    stack.tick()
    stack.tick()


def _days_closed_before(stack: Stack) -> None:
    """Another sender has worked today: the days before are closed, which saves the next one three calls."""
    quotas = stack.ports["quotas"]
    for day in ("2026-11-21", "2026-11-22"):
        quotas.close("demo#live", day)
