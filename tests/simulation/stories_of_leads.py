"""Short stories over a stack: what operators do to single leads while a run is under way."""

from datetime import timedelta

from outreach.domain.control import Mode
from outreach.domain.outcome import Ambiguous
from simulation.cast import MINUTE
from simulation.stack import Stack
from simulation.stories import DAY, later, poison_without_redrive, turn, turns


def stopped_meanwhile(stack: Stack) -> None:
    """The touch is on the queue."""
    stack.tick()
    stack.people.stop_lead("ann")
    stack.consume()
    turn(stack)


def stopped_under_a_sender(stack: Stack) -> None:
    """The sender has claimed the touch, and its last look is still to come."""
    stack.tick()
    stack.effects.interposed[stack.calls + 7] = lambda of: of.people.stop_lead("ann")
    stack.consume()
    stack.now += 3 * DAY
    turn(stack)


def stopped_between_steps_and_reopened(stack: Stack) -> None:
    turn(stack)
    stack.people.stop_lead("ann")
    stack.people.reopen_lead("ann")
    turns(stack, 3 * DAY, 4 * DAY)


def stopped_and_reopened_after_the_end(stack: Stack) -> None:
    turn(stack)
    stack.people.stop_lead("ann")
    turns(stack, MINUTE, 11 * MINUTE)
    stack.people.reopen_lead("ann")
    turns(stack, 3 * DAY)


def stopped_while_a_mail_is_unknown(stack: Stack) -> None:
    stack.ses.script = [Ambiguous("ReadTimeoutError")]
    turn(stack)
    stack.people.stop_lead("ann")
    turns(stack, 25 * timedelta(hours=1), 3 * DAY)


def stopped_and_unsubscribed(stack: Stack) -> None:
    """The order stands when the lead is reopened."""
    turn(stack)
    stack.people.stop_lead("ann")
    stack.people.unsubscribe("ann")
    stack.people.reopen_lead("ann")
    turns(stack, 3 * DAY)


def poison_reopened(stack: Stack) -> None:
    poison_without_redrive(stack)
    stack.people.reopen_lead("ann")
    stack.now += 11 * MINUTE
    turn(stack)


def corrected_meanwhile(stack: Stack) -> None:
    stack.tick()
    stack.people.correct("ann", "Anne")
    stack.consume()
    turns(stack, 11 * MINUTE, 3 * DAY)


def corrected_under_a_sender(stack: Stack) -> None:
    """The sender has made the mail of the old values, and claims the touch after the correction."""
    stack.tick()
    stack.effects.interposed[stack.calls + 4] = lambda of: of.people.correct("ann", "Anne")
    stack.consume()
    turns(stack, 11 * MINUTE, 3 * DAY)


def corrected_while_a_run_starts(stack: Stack) -> None:
    stack.effects.interposed[stack.calls + 7] = lambda of: of.people.correct("ann", "Anne")
    stack.people.start(Mode.LIVE)
    turn(stack)


def corrected_and_forgotten(stack: Stack) -> None:
    turn(stack)
    stack.people.correct("ann", "Anne")
    stack.people.forget("ann")
    turns(stack, 3 * DAY)


def removed_meanwhile(stack: Stack) -> None:
    stack.tick()
    stack.people.remove("ann")
    stack.consume()
    turn(stack)


def removed_under_a_sender(stack: Stack) -> None:
    stack.tick()
    stack.effects.interposed[stack.calls + 6] = lambda of: of.people.remove("ann")
    stack.consume()
    stack.now += 3 * DAY
    turn(stack)


def removed_and_imported_again(stack: Stack) -> None:
    stack.people.remove("ann")
    stack.people.load("ann")
    turns(stack, 11 * MINUTE, 3 * DAY)


def removed_while_a_run_starts(stack: Stack) -> None:
    stack.effects.interposed[stack.calls + 7] = lambda of: of.people.remove("ann")
    stack.people.start(Mode.LIVE)
    turn(stack)


def held_meanwhile(stack: Stack) -> None:
    stack.tick()
    stack.people.hold_lead("ann", stack.now + 2 * DAY)
    stack.consume()
    later(stack, 2 * DAY + 11 * MINUTE)
    turn(stack)
