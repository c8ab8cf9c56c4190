"""Short stories over a stack: what is ordered, lifted and changed while a run is under way."""

from collections.abc import Iterator
from contextlib import contextmanager

from outreach.domain.control import Mode
from outreach.domain.experiment import Stopped
from outreach.domain.outcome import Ambiguous
from simulation.cast import MINUTE
from simulation.faults import Fault, Kind
from simulation.stack import Stack
from simulation.stories import DAY, turn, turns
from simulation.stories_of_echoes import dies

TO_MIDNIGHT = 12 * 60 * MINUTE
"""From the noon at which a story begins."""


def sender_failed_before_the_run_goes_on(stack: Stack) -> None:
    """The tick pauses the run; somebody repairs the sender and lets it go on."""
    stack.people.fail_the_sender()
    turn(stack)
    stack.people.repair_the_sender()
    stack.people.resume()
    turn(stack)


def sender_failed_in_flight(stack: Stack) -> None:
    """The tick has asked, then sending is turned off, and SES refuses the mail."""
    stack.tick()
    stack.people.fail_the_sender()
    stack.consume()
    stack.people.repair_the_sender()
    stack.people.resume()
    stack.now += MINUTE
    turn(stack)


def end_of_sending_in_flight(stack: Stack) -> None:
    stack.tick()
    stack.people.end_of_sending()
    stack.consume()
    stack.people.unkill()
    stack.now += MINUTE
    turn(stack)


def refused_and_reopened(stack: Stack) -> None:
    stack.people.refuse_one()
    turn(stack)
    stack.people.reopen()
    turn(stack)


def refused_and_reopened_after_the_end(stack: Stack) -> None:
    stack.people.refuse_one()
    turn(stack)
    stack.drain()
    stack.people.reopen()
    stack.people.reopen()
    turn(stack)


def refused_reopened_and_unsubscribed(stack: Stack) -> None:
    stack.people.refuse_one()
    turn(stack)
    stack.people.unsubscribe("ann")
    stack.people.reopen()
    turn(stack)


def address_suppressed_meanwhile(stack: Stack) -> None:
    stack.tick()
    stack.people.suppress("ann")
    stack.consume()


def suppressed_and_lifted(stack: Stack) -> None:
    stack.people.suppress("ann")
    stack.people.suppress_domain("ann")
    stack.tick()
    stack.people.lift("ann")
    stack.people.lift_domain("ann")
    stack.consume()


def suppressed_lifted_and_suppressed(stack: Stack) -> None:
    stack.people.suppress("ann")
    stack.people.lift("ann")
    stack.people.suppress("ann")
    turn(stack)
    turn(stack)


def domain_suppressed_lifted_and_suppressed(stack: Stack) -> None:
    stack.people.suppress_domain("ann")
    stack.people.lift_domain("ann")
    stack.people.suppress_domain("ann")
    turn(stack)
    turn(stack)


@contextmanager
def suppression_table_down(stack: Stack) -> Iterator[None]:
    """No call reaches the Suppression table, unless the plan has another fault for that call."""
    planned = stack.effects.faults

    def strike(number: int, call: str) -> Fault | None:
        fault = planned(number, call) if planned is not None else None
        return fault or (Fault(Kind.ERROR) if call.startswith("suppressions.") else None)

    stack.effects.faults = strike
    yield
    stack.effects.faults = planned


def unsubscribed_while_the_table_is_down(stack: Stack) -> None:
    turn(stack)
    with suppression_table_down(stack):
        stack.people.unsubscribe("ann")
        stack.apply_kept()
    stack.apply_kept()
    stack.now += 3 * DAY
    turn(stack)


def applied_during_a_run(stack: Stack) -> None:
    stack.tick()
    stack.people.apply()
    stack.consume()
    stack.now += 3 * DAY
    turn(stack)


def step_put_in_between(stack: Stack) -> None:
    """Nobody has come to the third step. In a pause, another one is put before it."""
    turn(stack)
    stack.people.pause()
    stack.people.put_in_between(2)
    stack.people.resume()
    turns(stack, 3 * DAY, 2 * DAY, 4 * DAY)


def step_put_in_between_in_flight(stack: Stack) -> None:
    """The second mail is on the queue, so its lead has come no further than to the second step."""
    turn(stack)
    stack.now += 3 * DAY
    stack.tick()
    stack.people.pause()
    stack.people.put_in_between(2)
    stack.people.resume()
    stack.consume()
    turns(stack, 2 * DAY, 4 * DAY)


def step_put_before_one_that_was_had(stack: Stack) -> None:
    """The second mail has gone out, so nothing may come before it any more: it would go out again."""
    turn(stack)
    turns(stack, 3 * DAY)
    stack.people.pause()
    stack.people.put_in_between(1)
    stack.people.resume()
    turns(stack, 4 * DAY)


def variant_stopped_in_flight(stack: Stack) -> None:
    """The touch is on the queue, and nobody has had a message of the variant."""
    stack.tick()
    stack.people.stop_variant("short", Stopped.STAY)
    stack.consume()
    stack.now += 3 * DAY
    turn(stack)


def variant_stopped_between_steps(stack: Stack) -> None:
    turn(stack)
    stack.people.stop_variant("short", Stopped.MOVE)
    turns(stack, 3 * DAY, 4 * DAY)


def variant_stopped_while_a_mail_is_unknown(stack: Stack) -> None:
    stack.ses.script = [Ambiguous("ReadTimeoutError")]
    turn(stack)
    stack.people.stop_variant("short", Stopped.STAY)
    turns(stack, DAY, 3 * DAY, 4 * DAY)


def variant_stopped_under_a_sender(stack: Stack) -> None:
    """It has read the campaign, and the stop comes before its claim: what it has in hand goes out as it is."""
    stack.tick()
    stack.effects.interposed[stack.calls + 2] = lambda of: of.people.stop_variant("short", Stopped.MOVE)
    stack.consume()
    stack.now += 3 * DAY
    turn(stack)


def ended_between_steps(stack: Stack) -> None:
    """The campaign's last day is over, and the follow-up is due two days later."""
    turns(stack, DAY)


def ended_in_flight(stack: Stack) -> None:
    """The mail is on the queue at the end of the last day, and looked at after it."""
    stack.now += TO_MIDNIGHT - MINUTE
    stack.tick()
    stack.now += 2 * MINUTE
    stack.consume()
    turn(stack)


def unknown_at_the_end(stack: Stack) -> None:
    stack.ses.script = [Ambiguous("ReadTimeoutError")]
    turns(stack, TO_MIDNIGHT, DAY)


def paused_over_the_end(stack: Stack) -> None:
    turn(stack)
    stack.people.pause()
    stack.now += DAY
    stack.people.resume()
    turn(stack)


def end_put_off_in_time(stack: Stack) -> None:
    turn(stack)
    stack.people.apply(ends=None)
    stack.now += 3 * DAY
    turn(stack)


def end_put_off_while_leads_are_being_ended(stack: Stack) -> None:
    """A tick has named everybody, and whoever has not ended by then goes on."""
    turn(stack)
    stack.now += DAY
    stack.tick()
    stack.people.apply(ends=None)
    stack.consume()
    stack.now += 2 * DAY
    turn(stack)


def cancelled_after_a_start_that_died(stack: Stack) -> None:
    stack.effects.interposed[stack.calls + 7] = dies
    stack.people.start(Mode.LIVE)
    stack.people.cancel()
    turn(stack)
    stack.now += 11 * MINUTE
    turn(stack)


def paused_after_a_start_that_died(stack: Stack) -> None:
    """The start is repeated, and refused until the run goes on."""
    stack.effects.interposed[stack.calls + 7] = dies
    stack.people.start(Mode.LIVE)
    stack.people.pause()
    stack.people.repeat_what_failed()
    stack.people.resume()
    stack.people.start(Mode.LIVE)
    turn(stack)


def killed_and_released_before_it_was_confirmed(stack: Stack) -> None:
    """Both switches are on, somebody turns them off, and then the first person is told that the kill worked."""
    stack.tick()
    stack.effects.interposed[stack.calls + 4] = lambda s: s.people.unkill()
    stack.people.kill()
    stack.consume()
