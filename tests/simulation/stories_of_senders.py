"""Short stories about several senders: who is stopped, when, and what becomes of whom."""

from dataclasses import replace
from datetime import timedelta

from outreach.domain.campaign import WhenStopped
from outreach.domain.outcome import Ambiguous
from simulation.cast import MINUTE
from simulation.stack import Stack
from simulation.stories import DAY, turn, turns
from simulation.stories_of_echoes import with_events
from world.senders import ANNA, BEN

HOUR = timedelta(hours=1)
LOOKED_AND_RENDERED = 2
"""The number of a consumer's call after which it has read the batch and the definition."""


def two_senders(stack: Stack) -> None:
    turns(stack, 3 * DAY, 4 * DAY)


def stopped_in_flight(stack: Stack) -> None:
    """The touch is on the queue, and nobody has had a mail."""
    stack.tick()
    stack.people.stop_sender(ANNA)
    stack.consume()
    stack.now += MINUTE
    turns(stack, HOUR, 3 * DAY)


def stopped_between_steps(stack: Stack) -> None:
    """Its leads wait, and go on with it days later."""
    turns(stack, 3 * DAY)
    stack.people.stop_sender(ANNA)
    turns(stack, 4 * DAY, DAY)
    stack.people.resume_sender(ANNA)
    turns(stack, 2 * HOUR, 4 * DAY)


def its_leads_move(stack: Stack) -> None:
    """They stay where they have moved, also when it is resumed."""
    turn(stack)
    stack.people.stop_sender(ANNA, WhenStopped.MOVE)
    turns(stack, 3 * DAY)
    stack.people.resume_sender(ANNA)
    turns(stack, 4 * DAY)


def stopped_under_a_consumer(stack: Stack) -> None:
    """The follow-up is rendered for a sender that is stopped before its last look."""
    turn(stack)
    stack.now += 3 * DAY
    stack.tick()
    place = stack.calls + LOOKED_AND_RENDERED
    stack.effects.interposed[place] = lambda of: of.people.stop_sender(ANNA, WhenStopped.MOVE)
    stack.consume()
    stack.now += MINUTE
    turns(stack, HOUR, 4 * DAY)


def stopped_while_a_mail_is_unknown(stack: Stack) -> None:
    stack.ses.script = [Ambiguous("ReadTimeoutError")]
    turn(stack)
    stack.people.stop_sender(ANNA)
    turns(stack, DAY, 3 * DAY)
    stack.people.resume_sender(ANNA)
    turns(stack, 2 * HOUR, 4 * DAY)


def two_stopped_at_once(stack: Stack) -> None:
    """Whoever comes second finds that it would be the last one, and is refused."""
    turn(stack)
    stack.effects.interposed[stack.calls + 3] = lambda of: of.people.stop_sender(BEN)
    stack.people.stop_sender(ANNA)
    turns(stack, 3 * DAY)


def left_the_file(stack: Stack) -> None:
    turn(stack)
    pool = stack.campaign.pool
    assert pool is not None, "the story is about several senders"
    stack.people.apply_pool(replace(pool, senders=pool.senders[1:]))
    turns(stack, 3 * DAY, 4 * DAY)


def quota_of_a_sender(stack: Stack) -> None:
    """Two of its leads are on the queue, and one mail a day is allowed."""
    for _ in range(3):
        stack.tick()
        stack.tick()
        stack.consume()
        stack.start_cold()
        stack.now += DAY


def bounced(stack: Stack) -> None:
    """A breaker stops the sender; when the other one's mails bounce as well, the run is paused."""
    with_events("bounced")(stack)
    turn(stack)
    stack.now += MINUTE
    stack.echo.hear_due()
    turns(stack, 3 * DAY, 4 * DAY)
