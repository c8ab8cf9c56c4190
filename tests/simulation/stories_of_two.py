"""Short stories over a stack on which two campaigns keep a distance to each other, with the same people."""

from datetime import timedelta

from outreach.domain.outcome import Ambiguous, Refusal, Refused
from simulation.cast import MINUTE
from simulation.stack import Stack
from simulation.stories import DAY, later, turn, turns
from world.builders import CAMPAIGN

SECOND = timedelta(seconds=1)
TO_MONDAY = 6 * DAY + timedelta(hours=12)
"""From the Monday's noon at which a story begins."""


def both(stack: Stack) -> None:
    """One of them writes, and the other waits until two days later."""
    turns(stack, DAY, DAY + MINUTE)


def at_once(stack: Stack) -> None:
    """A second sender takes the person and writes, after the first has read the row and before it takes the person."""
    stack.tick()
    stack.effects.interposed[stack.calls + 6] = lambda s: s.consume(limit=1)
    stack.consume(limit=1)
    stack.now += 3 * DAY
    turn(stack)


def tried_again(stack: Stack) -> None:
    """SES does not take the first mail. Its touch still has the person when it is due again."""
    stack.ses.script = [Refused(Refusal.NOT_REACHED, "scripted")]
    turns(stack, 6 * MINUTE, 2 * DAY)


def unknown(stack: Stack) -> None:
    """Nobody knows whether the first mail went out, so it counts."""
    stack.ses.script = [Ambiguous("ReadTimeoutError")]
    turns(stack, 2 * DAY + MINUTE)


def taken_over(stack: Stack) -> None:
    """The other campaign has begun when the one of a higher priority starts to write; it waits until that is over."""
    stack.tick()
    first = [letter for letter in stack.queue.letters if CAMPAIGN in letter.body]
    stack.queue.letters = [letter for letter in stack.queue.letters if letter not in first]
    stack.consume()
    stack.queue.letters += first
    stack.consume()
    stack.now += 3 * DAY + MINUTE
    turn(stack)


def ended_by_an_order(stack: Stack) -> None:
    """The person's sequence ends, and nobody notes that on the row. The other campaign finds it out."""
    turn(stack)
    stack.people.suppress_for("ann", CAMPAIGN)
    stack.now += 3 * DAY + MINUTE
    turn(stack)
    stack.now += DAY
    turn(stack)


def one_of_a_company(stack: Stack) -> None:
    """One of two colleagues is written to, and the other one on Monday."""
    turns(stack, 3 * DAY, 4 * DAY)


def two_of_a_company_at_once(stack: Stack) -> None:
    """A second sender enters a colleague after the first has read the row, and before it enters its own person."""
    stack.tick()
    stack.effects.interposed[stack.calls + 6] = lambda s: s.consume(limit=1)
    stack.consume(limit=1)
    stack.now += 3 * DAY
    turn(stack)


def past_the_week(stack: Stack) -> None:
    """A person is entered in the last second of a week, and the look comes in the next one."""
    stack.now += TO_MONDAY - SECOND
    stack.tick()
    stack.effects.interposed[stack.calls + 7] = lambda s: later(s, 2 * SECOND)
    stack.consume()
    stack.redeliver()


def forgotten_in_a_company(stack: Stack) -> None:
    """One of two colleagues is written to, and asks to be forgotten. The place in the week stays taken."""
    turn(stack)
    stack.people.forget("ann")
    stack.people.forget("bea")
    stack.people.load("bea")
    turns(stack, DAY, 4 * DAY)


def by_other_clocks(stack: Stack) -> None:
    """The clock of one sender is five minutes slow, and that of the next is five minutes fast."""
    stack.tick()
    stack.consume(-5 * MINUTE, limit=1)
    stack.consume(5 * MINUTE, limit=1)
    stack.now += 2 * DAY - timedelta(minutes=8)
    stack.tick()
    stack.consume(5 * MINUTE)
    turn(stack)
