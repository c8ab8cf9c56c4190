"""Situations, each a short story over a stack. Every call in them is a place where something can go wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from outreach.domain.campaign import Breaker, Campaign, SoftBounces, UnknownPolicy
from outreach.domain.control import Mode
from outreach.domain.outcome import Ambiguous, Refusal, Refused
from simulation.cast import DAYS_APART, MINUTE, MINUTES_APART, campaign_of
from simulation.stack import Stack, a_stack

DAY = timedelta(days=1)
ONE_A_DAY = campaign_of(timedelta(), timedelta(days=3), per_day=1)
HELD = campaign_of(timedelta(), timedelta(days=3), unknown=UnknownPolicy.HOLD)
NERVOUS = campaign_of(
    timedelta(), timedelta(days=3), soft_bounces=SoftBounces(1, 0), breaker=Breaker(0.01, 0.01, min_sample=1)
)
Story = Callable[[Stack], None]


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    story: Story
    campaign: Campaign = DAYS_APART
    people: tuple[str, ...] = ("ann",)
    started: Mode | None = Mode.LIVE
    core: bool = False
    """Whether all pairs of faults are worth their time."""

    def stack(self) -> Stack:
        return a_stack(self.campaign, self.people, started=self.started)


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


def quota_edge(stack: Stack) -> None:
    turn(stack)
    stack.now += DAY
    turn(stack)


def lease_taken_over(stack: Stack) -> None:
    stack.effects.interposed[stack.calls + 12] = lambda s: (_later(s, 6 * MINUTE), s.tick())
    stack.tick()
    stack.consume()
    stack.redeliver()


def _later(stack: Stack, duration: timedelta) -> None:
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
    """A consumer stands still between claim and look, until passes have given its touch up."""

    def meanwhile(other: Stack) -> None:
        other.now += 12 * MINUTE
        other.tick()
        other.redeliver()

    stack.tick()
    stack.effects.interposed[stack.calls + 7] = meanwhile
    stack.consume()


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
    """Each receive dies before it reads anything; the messages are redriven twice, after their touch was sent."""
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
    stack.now += timedelta(
        seconds=1
    )  # nobody presses twice in one microsecond, which is how the orders differ
    stack.people.unsubscribe("ann")
    turn(stack)
    turn(stack)


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


def rehearsal_beside_the_run(stack: Stack) -> None:
    stack.people.start(Mode.PROOF)
    turn(stack)


def skewed(stack: Stack) -> None:
    stack.tick(skew=10 * MINUTE)
    stack.consume(skew=-10 * MINUTE)
    stack.tick(skew=-10 * MINUTE)
    stack.consume(skew=10 * MINUTE)


def with_ears(fate: str, *, answers_lost: int = 0) -> Callable[[Stack], None]:
    """SES says what becomes of each mail."""

    def prepare(stack: Stack) -> None:
        stack.echo.fate = lambda _mail: fate
        stack.ses.answers_lost = answers_lost

    return prepare


def heard(fate: str, *, answers_lost: int = 0) -> Story:
    """One mail, what SES says of it, and the time of the next step."""

    def story(stack: Stack) -> None:
        with_ears(fate, answers_lost=answers_lost)(stack)
        turn(stack)
        stack.now += MINUTE
        stack.echo.hear_due()
        stack.now += 3 * DAY
        turn(stack)

    return story


def settled_by_an_event_of_the_dead(stack: Stack) -> None:
    """A sender dies after SES took its mail; the event comes before anybody gives the touch up, or after."""
    with_ears("delivered")(stack)
    stack.tick()
    stack.effects.interposed[stack.calls + 9] = dies
    stack.consume()
    stack.now += 12 * MINUTE
    turn(stack)
    stack.echo.hear_due()


def dies(stack: Stack) -> None:
    stack.process.dead = True


def events_twice_and_in_reverse(stack: Stack) -> None:
    with_ears("complained of")(stack)
    turn(stack)
    stack.now += MINUTE
    events = [*stack.echo.due()]
    for event in (*reversed(events), *events):
        stack.echo.hear(event)
    stack.echo.waiting.clear()
    stack.now += 3 * DAY
    turn(stack)


def answered(how: str) -> Story:
    def story(stack: Stack) -> None:
        turn(stack)
        stack.now += DAY
        stack.echo.answer("ann", how)
        stack.echo.hear_due()
        stack.now += 2 * DAY
        turn(stack)

    return story


def answered_while_the_next_mail_is_due(stack: Stack) -> None:
    turn(stack)
    stack.now += 3 * DAY
    stack.tick()
    stack.echo.answer("ann")
    stack.echo.hear_due()
    stack.consume()


def forgotten_between_steps(stack: Stack) -> None:
    turn(stack)
    stack.people.forget("ann")
    stack.now += 3 * DAY
    turn(stack)


def forgotten_in_flight(stack: Stack) -> None:
    stack.tick()
    stack.people.forget("ann")
    stack.consume()


def forgotten_and_imported_again(stack: Stack) -> None:
    stack.people.forget("ann")
    stack.people.load("ann", "cyd")
    turn(stack)


def imported_while_forgotten(stack: Stack) -> None:
    stack.effects.interposed[stack.calls + 4] = lambda s: s.people.forget("cyd")
    stack.people.load("cyd")
    turn(stack)


def forgotten_after_a_rehearsal_and_an_answer(stack: Stack) -> None:
    turn(stack)
    stack.people.start(Mode.PROOF)
    turn(stack)
    stack.echo.answer("ann")
    stack.echo.hear_due()
    stack.people.forget("ann")


SCENARIOS = (
    Scenario("first step", turn, core=True),
    Scenario("two leads in one batch", turn, people=("ann", "cyd")),
    Scenario("follow-up", lambda s: turns(s, 3 * DAY), core=True),
    Scenario("follow-up within minutes", lambda s: turns(s, 8 * MINUTE, 10 * MINUTE), MINUTES_APART),
    Scenario("retry", refused(Refusal.NOT_REACHED), core=True),
    Scenario("throttle", refused(Refusal.THROTTLED)),
    Scenario("sender stopped", refused(Refusal.SENDER_STOPPED)),
    Scenario("unknown settled at its deadline", unknown_to_its_deadline, core=True),
    Scenario("unknown held at its deadline", unknown_to_its_deadline, HELD),
    Scenario("unknown resolved by an operator", unknown_resolved),
    Scenario("unsubscribed in flight", unsubscribed_meanwhile, core=True),
    Scenario("unsubscribed between steps", unsubscribed_between_steps),
    Scenario("domain suppressed in flight", domain_suppressed_meanwhile),
    Scenario("pause and resume", paused_and_resumed, core=True),
    Scenario("kill switch", killed_and_released, core=True),
    Scenario("parameter set by hand", parameter_set_by_hand),
    Scenario("cancel", cancelled),
    Scenario("quota edge", quota_edge, ONE_A_DAY, ("ann", "cyd"), core=True),
    Scenario("lease taken over", lease_taken_over, people=("ann", "cyd")),
    Scenario("two ticks", two_ticks),
    Scenario("duplicate and late delivery", duplicate_and_late, core=True),
    Scenario("frozen consumer", frozen_consumer, core=True),
    Scenario("poison message", poison),
    Scenario("dead letters redriven", dead_letters_redriven),
    Scenario("import during a run", import_during_a_run),
    Scenario("import at the end of a run", import_at_the_end),
    Scenario("import while a run closes", import_while_a_run_closes),
    Scenario("import while a restarted run finishes", import_while_a_restarted_run_finishes),
    Scenario("held touch resolved after the end", resolved_after_the_end, HELD),
    Scenario("held touch sent again after the end", sent_again_after_the_end, HELD),
    Scenario("poison redriven after the end", poison_redriven_after_the_end),
    Scenario("unsubscribed, undone, unsubscribed", unsubscribed_undone_and_unsubscribed),
    Scenario("paused, resumed, paused", paused_resumed_and_paused),
    Scenario("killed, released, killed", killed_released_and_killed),
    Scenario("start of a run", start_and_first_step, started=None),
    Scenario("start again after the end", start_again_after_the_end),
    Scenario("rehearsal", rehearsal, started=None),
    Scenario("rehearsal beside the run", rehearsal_beside_the_run),
    Scenario("clocks that are wrong", skewed),
    Scenario("delivered", heard("delivered")),
    Scenario("unknown settled by an event", heard("delivered", answers_lost=1), core=True),
    Scenario("unknown settled by an event a day late", heard("delivered, said a day late", answers_lost=1)),
    Scenario("settled by the event of a dead sender", settled_by_an_event_of_the_dead),
    Scenario("hard bounce", heard("bounced"), core=True),
    Scenario("soft bounce", heard("bounced softly"), NERVOUS),
    Scenario("breaker", heard("bounced"), NERVOUS),
    Scenario("complaint", heard("complained of"), core=True),
    Scenario("events twice and in reverse", events_twice_and_in_reverse),
    Scenario("a person answers", answered("a person's"), core=True),
    Scenario("somebody asks to be removed", answered("remove me")),
    Scenario("out of office", answered("out of office")),
    Scenario("a colleague is due as well", answered("a person's"), people=("ann", "bea")),
    Scenario("an answer in flight", answered_while_the_next_mail_is_due),
    Scenario("forgotten between steps", forgotten_between_steps, core=True),
    Scenario("forgotten in flight", forgotten_in_flight),
    Scenario("forgotten and imported again", forgotten_and_imported_again),
    Scenario("imported while forgotten", imported_while_forgotten),
    Scenario("forgotten after a rehearsal and an answer", forgotten_after_a_rehearsal_and_an_answer),
)

INTERRUPTIONS: dict[str, Story] = {
    "unsubscribe": lambda s: s.people.unsubscribe("ann"),
    "suppress the domain": lambda s: s.people.suppress_domain("ann"),
    "an answer": lambda s: (s.echo.answer("ann"), s.echo.hear_due()),
    "forgotten": lambda s: s.people.forget("ann"),
    "what SES says": lambda s: (_later(s, MINUTE), s.echo.hear_due()),
    "pause": lambda s: s.people.pause(),
    "kill": lambda s: s.people.kill(),
    "parameter by hand": lambda s: s.people.toggle_parameter(on=True),
    "cancel": lambda s: s.people.cancel(),
    "import": lambda s: s.people.load("bea"),
    "a second tick": lambda s: s.tick(),
    "a second consumer": lambda s: s.redeliver(),
    "a whole turn": turn,
    "five minutes": lambda s: (_later(s, 5 * MINUTE), s.tick(), s.redeliver()),
    "eleven minutes": lambda s: (_later(s, 11 * MINUTE), s.tick(), s.redeliver()),
    "a day and a turn": lambda s: (_later(s, DAY + 2 * MINUTE), s.tick(), s.redeliver()),
}
"""What may happen, whole, between any two calls of a story."""
