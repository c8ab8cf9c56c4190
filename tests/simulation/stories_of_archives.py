"""Short stories over a stack: a run that is over is archived, and what comes after that."""

from outreach.domain.control import Mode
from simulation.cast import MINUTE
from simulation.echo import Echo
from simulation.evidence import AcceptedMail
from simulation.stack import Stack
from simulation.stories import DAY, turn, turns


def over(stack: Stack) -> None:
    """Everybody has got the mail, SES has reported on each, and a second look has closed the run."""
    stack.echo.fate = lambda _mail: "delivered"
    turn(stack)
    stack.now += MINUTE
    stack.echo.hear_due()
    turns(stack, MINUTE)


def heard_of_later(stack: Stack) -> None:
    """A bounce, a reply and a wish come weeks later. Then the campaign is started again, with one more lead."""
    over(stack)
    stack.people.archive()
    stack.now += 20 * DAY
    if (mail := _last_to("ann", stack.echo)) is not None:
        stack.echo.report("Bounce", mail)
    stack.people.unsubscribe("bea")
    stack.echo.reply("bea", "remove me")
    stack.echo.hear_due()
    started_again(stack)


def started_again(stack: Stack) -> None:
    stack.people.load("cyd")
    stack.people.start(Mode.LIVE)
    turns(stack, MINUTE)


def started_again_meanwhile(stack: Stack) -> None:
    """Somebody starts the campaign again while the rows are thinned. The rest is archived when it is over again."""
    over(stack)
    stack.people.load("cyd")
    stack.effects.interposed[stack.calls + 7] = lambda of: of.people.start(Mode.LIVE)
    stack.people.archive()
    turns(stack, MINUTE, MINUTE)
    stack.people.archive()


def reopened_meanwhile(stack: Stack) -> None:
    """A lead whose mail SES refused is reopened while its run is archived. It is written to once, or archived."""
    stack.people.refuse_one()
    turns(stack, MINUTE, MINUTE)
    stack.effects.interposed[stack.calls + 6] = lambda of: of.people.reopen_lead("ann")
    stack.people.archive()
    turns(stack, MINUTE)


def forgotten_later(stack: Stack) -> None:
    over(stack)
    stack.people.archive()
    stack.people.forget("ann")
    stack.people.load("ann")
    stack.people.start(Mode.LIVE)
    turn(stack)


def a_rehearsal(stack: Stack) -> None:
    """Nothing of it stays, and the live run writes to everybody."""
    turns(stack, MINUTE, MINUTE)
    stack.people.archive_rehearsals()
    stack.people.start(Mode.LIVE)
    turn(stack)


def _last_to(name: str, echo: Echo) -> AcceptedMail | None:
    """The latest mail to somebody that was reported on; None if none was."""
    found = [event.about for event in echo.heard if event.about.mail.recipient.startswith(f"{name}@")]
    return found[-1] if found else None
