"""Short stories over a stack whose tables are lost and brought back to an earlier time."""

from outreach.domain.outcome import Ambiguous
from simulation.cast import MINUTE
from simulation.restoring import back_up, lost_and_restored
from simulation.stack import Stack
from simulation.stories import DAY, turn, turns


def between_steps(stack: Stack) -> None:
    """A step goes out, and somebody unsubscribes, of which the backup knows nothing."""
    turn(stack)
    stack.now += MINUTE
    backup = back_up(stack)
    stack.people.unsubscribe("cyd")
    stack.now += 3 * DAY
    turn(stack)
    lost_and_restored(stack, backup)
    turns(stack, DAY, 4 * DAY)


def without_an_archive(stack: Stack) -> None:
    turn(stack)
    stack.now += MINUTE
    backup = back_up(stack)
    stack.now += 3 * DAY
    turn(stack)
    lost_and_restored(stack, backup, archived=False)
    turns(stack, DAY)


def with_a_mail_in_flight(stack: Stack) -> None:
    backup = back_up(stack)
    stack.ses.script = [Ambiguous("ReadTimeoutError")]
    turn(stack)
    stack.now += MINUTE
    lost_and_restored(stack, backup)
    turns(stack, DAY)


def replied_since(stack: Stack) -> None:
    turn(stack)
    stack.now += MINUTE
    backup = back_up(stack)
    stack.echo.reply("ann")
    stack.echo.hear_due()
    stack.now += MINUTE
    lost_and_restored(stack, backup)
    turns(stack, 3 * DAY)
