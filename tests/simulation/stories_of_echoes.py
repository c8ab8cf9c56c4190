"""Short stories over a stack: what SES says of its mails, what people answer, and who asks to be forgotten."""

from collections.abc import Callable

from outreach.domain.control import Mode
from simulation.cast import MINUTE
from simulation.stack import Stack
from simulation.stories import DAY, Story, turn, turns


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


def complained_of_and_sent_again(stack: Stack) -> None:
    """The answer to a mail is lost, it is sent again, and what SES says of both comes after that."""
    with_ears("complained of", answers_lost=1)(stack)
    turn(stack)
    stack.people.send_again("ann")
    stack.now += 11 * MINUTE
    turn(stack)
    stack.echo.hear_due()
    stack.now += 3 * DAY
    turn(stack)


def bounced_after_the_end_and_started_again(stack: Stack) -> None:
    """What SES says of a finished run pauses it as it goes on; then an operator resumes it."""
    with_ears("bounced")(stack)
    turns(stack, 3 * DAY, DAY)
    stack.echo.hear_due()
    stack.people.load("bea")
    stack.people.start()
    turn(stack)
    stack.people.resume()
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


def started_while_forgotten(stack: Stack) -> None:
    """A rehearsal starts after the enrollments were looked for and before the audience is left."""
    stack.effects.interposed[stack.calls + 9] = lambda s: s.people.start(Mode.PROOF)
    stack.people.forget("ann")
    turns(stack, MINUTE)


def forgotten_after_a_rehearsal_and_an_answer(stack: Stack) -> None:
    turn(stack)
    stack.people.start(Mode.PROOF)
    turn(stack)
    stack.echo.answer("ann")
    stack.echo.hear_due()
    stack.people.forget("ann")
