"""Short stories over a stack: events of SES, replies of people, and requests to be forgotten."""

from collections.abc import Callable

from outreach.domain.control import Mode
from outreach.domain.reply import Label
from simulation.cast import MINUTE
from simulation.stack import Stack
from simulation.stories import DAY, Story, turn, turns


def with_events(fate: str, *, responses_lost: int = 0) -> Callable[[Stack], None]:
    """SES sends events about each mail."""

    def prepare(stack: Stack) -> None:
        stack.echo.fate = lambda _mail: fate
        stack.ses.responses_lost = responses_lost

    return prepare


def heard(fate: str, *, responses_lost: int = 0) -> Story:
    """One mail, its events, and the time of the next step."""

    def story(stack: Stack) -> None:
        with_events(fate, responses_lost=responses_lost)(stack)
        turn(stack)
        stack.now += MINUTE
        stack.echo.hear_due()
        stack.now += 3 * DAY
        turn(stack)

    return story


def dead_after_ses(fate: str | None) -> Story:
    """A sender dies after SES accepted its mail, and its touch is given up. Then SES says what becomes of the mail, or nothing."""

    def story(stack: Stack) -> None:
        given_up_after_ses(stack, fate)
        for event in [*stack.echo.waiting]:
            stack.now = max(stack.now, event.due)
            stack.echo.hear_due()
            turn(stack)

    return story


def given_up_after_ses(stack: Stack, fate: str | None) -> None:
    if fate is not None:
        with_events(fate)(stack)
    stack.tick()
    stack.effects.interposed[stack.calls + 9] = dies
    stack.consume()
    stack.now += 12 * MINUTE
    turn(stack)


def dies(stack: Stack) -> None:
    stack.process.dead = True


def events_twice_and_in_reverse(stack: Stack) -> None:
    with_events("complained of")(stack)
    turn(stack)
    stack.now += MINUTE
    events = [*stack.echo.due()]
    for event in (*reversed(events), *events):
        stack.echo.hear(event)
    stack.echo.waiting.clear()
    stack.now += 3 * DAY
    turn(stack)


def listed_by_ses_after_a_block(stack: Stack) -> None:
    """SES puts an address on its list for a refusal that said nothing of it. The address stays open here."""
    with_events("blocked")(stack)
    turn(stack)
    stack.now += MINUTE
    stack.echo.hear_due()
    with_events("listed by SES")(stack)
    stack.now += 3 * DAY
    turn(stack)
    stack.now += MINUTE
    stack.echo.hear_due()


def complained_of_and_sent_again(stack: Stack) -> None:
    """The response to a mail is lost, the mail is sent again, and after that the events of both mails come."""
    with_events("complained of", responses_lost=1)(stack)
    turn(stack)
    stack.people.send_again("ann")
    stack.now += 11 * MINUTE
    turn(stack)
    stack.echo.hear_due()
    stack.now += 3 * DAY
    turn(stack)


def bounced_after_the_end_and_started_again(stack: Stack) -> None:
    """Bounces of a finished run pause it when it is started again; then an operator resumes it."""
    with_events("bounced")(stack)
    turns(stack, 3 * DAY, DAY)
    stack.echo.hear_due()
    stack.people.load("bea")
    stack.people.start()
    turn(stack)
    stack.people.resume()
    turn(stack)


def replied(how: str) -> Story:
    def story(stack: Stack) -> None:
        turn(stack)
        stack.now += DAY
        stack.echo.reply("ann", how)
        stack.echo.hear_due()
        stack.now += 2 * DAY
        turn(stack)

    return story


def labelled(label: Label) -> Story:
    """Somebody may ask to be removed. A person says the next morning whether they did; a tick has counted it."""

    def story(stack: Stack) -> None:
        turn(stack)
        stack.now += DAY
        stack.echo.reply("ann", "remove me, perhaps")
        stack.echo.hear_due()
        stack.now += 1200 * MINUTE
        turn(stack)
        stack.people.label(label)
        stack.now += 2 * DAY
        turn(stack)

    return story


def replied_while_the_next_mail_is_due(stack: Stack) -> None:
    turn(stack)
    stack.now += 3 * DAY
    stack.tick()
    stack.echo.reply("ann")
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
    """A rehearsal starts after the person's enrollments were read, and before they are taken out of the audience."""
    stack.effects.interposed[stack.calls + 9] = lambda s: s.people.start(Mode.PROOF)
    stack.people.forget("ann")
    turns(stack, MINUTE)


def forgotten_after_a_rehearsal_and_a_reply(stack: Stack) -> None:
    turn(stack)
    stack.people.start(Mode.PROOF)
    turn(stack)
    stack.echo.reply("ann")
    stack.echo.hear_due()
    stack.people.forget("ann")
