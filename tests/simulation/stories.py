"""Short stories over a stack: the path of a touch, and what operators and people do meanwhile."""

from collections.abc import Callable
from datetime import timedelta

from outreach.domain.control import Mode
from outreach.domain.outcome import Ambiguous, Refusal, Refused
from simulation.cast import MINUTE
from simulation.stack import Stack

DAY = timedelta(days=1)
Story = Callable[[Stack], object]


def turn(stack: Stack) -> None:
    stack.tick()
    stack.consume()


def turns(stack: Stack, *pauses: timedelta) -> None:
    turn(stack)
    for pause in pauses:
        stack.now += pause
        turn(stack)


def refused(refusal: Refusal) -> Story:
    def story(stack: Stack) -> None:
        stack.ses.script = [Refused(refusal, "scripted")]
        turns(stack, 6 * MINUTE)

    return story


def unknown_to_its_deadline(stack: Stack) -> None:
    stack.ses.script = [Ambiguous("ReadTimeoutError")]
    turns(stack, 25 * timedelta(hours=1), 12 * MINUTE)


def unknown_resolved(stack: Stack) -> None:
    stack.ses.script = [Ambiguous("ReadTimeoutError")]
    turn(stack)
    stack.people.look_for_unknowns()
    stack.people.assume_sent("ann")
    turn(stack)


def unsubscribed_meanwhile(stack: Stack) -> None:
    stack.tick()
    stack.people.unsubscribe("ann")
    stack.consume()


def unsubscribed_between_steps(stack: Stack) -> None:
    turn(stack)
    stack.people.unsubscribe("ann")
    stack.now += 3 * DAY
    turn(stack)


def domain_suppressed_meanwhile(stack: Stack) -> None:
    stack.tick()
    stack.people.suppress_domain("ann")
    stack.consume()


def paused_and_resumed(stack: Stack) -> None:
    stack.tick()
    stack.people.pause()
    stack.redeliver()
    stack.now += MINUTE
    stack.tick()
    stack.people.resume()
    stack.tick()
    stack.redeliver()


def killed_and_released(stack: Stack) -> None:
    stack.tick()
    stack.people.kill()
    stack.redeliver()
    stack.now += MINUTE
    stack.tick()
    stack.people.unkill()
    stack.tick()
    stack.redeliver()


def parameter_set_by_hand(stack: Stack) -> None:
    stack.tick()
    stack.people.toggle_parameter(on=True)
    stack.consume()
    stack.people.toggle_parameter(on=False)
    stack.now += 11 * MINUTE
    turn(stack)


def cancelled(stack: Stack) -> None:
    stack.tick()
    stack.people.cancel()
    stack.consume()
    stack.now += 11 * MINUTE
    turns(stack, MINUTE)


def cancelled_while_paused(stack: Stack) -> None:
    stack.tick()
    stack.people.pause()
    stack.people.cancel()
    stack.consume()
    stack.now += 11 * MINUTE
    turn(stack)


def quota_edge(stack: Stack) -> None:
    """The second tick sees a quota that is not used yet, so the sender gets one mail more than the quota allows."""
    stack.tick()
    stack.tick()
    stack.consume()
    stack.now += DAY
    turn(stack)


def lease_taken_over(stack: Stack) -> None:
    stack.effects.interposed[stack.calls + 12] = lambda s: (later(s, 6 * MINUTE), s.tick())
    stack.tick()
    stack.consume()
    stack.redeliver()


def later(stack: Stack, duration: timedelta) -> None:
    stack.now += duration


def two_ticks(stack: Stack) -> None:
    stack.tick()
    stack.tick()
    stack.consume(limit=1)
    stack.consume(limit=10)


def duplicate_and_late(stack: Stack) -> None:
    stack.tick()
    copies = [letter.body for letter in stack.queue.letters]
    stack.consume()
    for body in copies:
        stack.queue.put(body)
    stack.consume()
    stack.now += 3 * DAY
    for body in copies:
        stack.queue.put(body)
    turn(stack)


def frozen_consumer(stack: Stack) -> None:
    """A consumer freezes between claim and look, until passes have given up its touch."""

    def meanwhile(other: Stack) -> None:
        other.now += 12 * MINUTE
        other.tick()
        other.redeliver()

    stack.tick()
    stack.effects.interposed[stack.calls + 7] = meanwhile
    stack.consume()


def frozen_consumer_that_gets_no_response(stack: Stack) -> None:
    """It settles as unknown what has been given up as unknown."""
    stack.ses.script = [Ambiguous("ReadTimeoutError")]
    frozen_consumer(stack)


def poison_without_redrive(stack: Stack) -> None:
    stack.people.begun.add("poison")
    stack.tick()
    for letter in stack.queue.letters:
        letter.body = letter.body.replace('"valid_until"', '"until"')
    for _ in range(6):
        stack.redeliver()


def poison(stack: Stack) -> None:
    poison_without_redrive(stack)
    stack.people.redrive()
    turn(stack)


def dead_letters_redriven(stack: Stack) -> None:
    """Each receive dies before it reads anything. The messages are redriven twice, after their touch was sent."""
    stack.tick()
    for letter in stack.queue.letters:
        letter.receives = 5
    stack.consume()
    stack.now += 11 * MINUTE
    turn(stack)
    stack.people.redrive()
    stack.people.redrive()
    turn(stack)


def import_during_a_run(stack: Stack) -> None:
    turn(stack)
    stack.people.load("bea", "cyd")
    turn(stack)


def import_at_the_end(stack: Stack) -> None:
    """The import comes while ticks finish and close the run."""
    turns(stack, 3 * DAY, 4 * DAY)
    stack.tick()
    stack.people.load("bea")
    stack.tick()
    stack.tick()


def import_while_a_run_closes(stack: Stack) -> None:
    turns(stack, 3 * DAY, 4 * DAY)
    stack.tick()
    stack.effects.interposed[stack.calls + 8] = lambda s: s.people.load("bea")
    stack.tick()


def import_while_a_restarted_run_finishes(stack: Stack) -> None:
    """The run has been closed and started again; then somebody is imported while a tick finishes it again."""
    stack.drain()
    stack.people.load("bea")
    stack.people.start(Mode.LIVE)
    turns(stack, 3 * DAY, 4 * DAY)
    stack.tick()
    stack.people.load("cyd")


def resolved_after_the_end(stack: Stack) -> None:
    """The run is closed with a held touch; then an operator says that it was delivered."""
    stack.ses.script = [Ambiguous("ReadTimeoutError")]
    turn(stack)
    stack.drain()
    stack.people.assume_sent("ann")
    turn(stack)


def last_touch_resolved_after_the_end(stack: Stack) -> None:
    """Nothing is left to send: the lead has ended, and has ended still."""
    turn(stack)
    stack.now += 3 * DAY
    stack.ses.script = [Ambiguous("ReadTimeoutError")]
    turn(stack)
    stack.drain()
    stack.people.assume_sent("ann")
    turn(stack)


def sent_again_after_the_end(stack: Stack) -> None:
    stack.ses.script = [Ambiguous("ReadTimeoutError")]
    turn(stack)
    stack.drain()
    stack.people.send_again("ann")
    turn(stack)


def poison_redriven_after_the_end(stack: Stack) -> None:
    poison_without_redrive(stack)
    stack.drain()
    stack.people.redrive()
    turn(stack)


def unsubscribed_undone_and_unsubscribed(stack: Stack) -> None:
    stack.people.unsubscribe("ann")
    stack.people.undo_unsubscribe("ann")
    stack.people.unsubscribe("ann")
    turn(stack)
    turn(stack)


def unsubscribed_undone_and_unsubscribed_by_other_clocks(stack: Stack) -> None:
    """The clock of each process says that its request came before the earlier one."""
    clocks = iter((10 * MINUTE, timedelta(), -10 * MINUTE))
    stack.skew_of_others = lambda: next(clocks, timedelta())
    unsubscribed_undone_and_unsubscribed(stack)


def paused_resumed_and_paused(stack: Stack) -> None:
    stack.people.pause()
    stack.people.resume()
    stack.tick()
    stack.people.pause()
    stack.redeliver()
    stack.now += 13 * MINUTE
    stack.tick()
    stack.redeliver()


def killed_released_and_killed(stack: Stack) -> None:
    stack.people.kill()
    stack.people.unkill()
    stack.tick()
    stack.people.kill()
    stack.redeliver()
    stack.now += 13 * MINUTE
    stack.tick()
    stack.redeliver()


def start_and_first_step(stack: Stack) -> None:
    stack.people.start(Mode.LIVE)
    turn(stack)


def start_again_after_the_end(stack: Stack) -> None:
    turns(stack, 3 * DAY, 4 * DAY)
    stack.tick()
    stack.tick()
    stack.people.load("bea")
    stack.people.start(Mode.LIVE)
    turn(stack)


def rehearsal(stack: Stack) -> None:
    stack.people.start(Mode.PROOF)
    turns(stack, 3 * DAY)


def past_midnight(stack: Stack) -> None:
    """It begins on Monday at noon, and the window opens at 22:00. The follow-up waits for Friday, and goes out in its night."""
    turns(stack, timedelta(hours=14) - 2 * MINUTE, 4 * DAY)


def fast_rehearsal(stack: Stack) -> None:
    """Every step is made within seconds, while the window is closed."""
    stack.people.start(Mode.PROOF, fast=True)
    turns(stack, *2 * (timedelta(seconds=2),))


def fast_rehearsal_beside_the_run(stack: Stack) -> None:
    """The live run waits for its window meanwhile."""
    stack.people.start(Mode.PROOF, fast=True)
    turn(stack)


def rehearsal_beside_the_run(stack: Stack) -> None:
    stack.people.start(Mode.PROOF)
    turn(stack)


def skewed(stack: Stack) -> None:
    stack.tick(skew=10 * MINUTE)
    stack.consume(skew=-10 * MINUTE)
    stack.tick(skew=-10 * MINUTE)
    stack.consume(skew=10 * MINUTE)
