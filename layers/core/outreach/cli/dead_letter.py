"""`outreach dead-letter`: messages that failed at every permitted receive."""

import time
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import Column, counted, note, say, say_json, show, when

if TYPE_CHECKING:
    from outreach.domain.enrollment import Enrollment
    from outreach.services.operator.dead_lettering import DeadLettering

app = typer.Typer(help="Show and redrive messages that failed at every receive.", no_args_is_help=True)
_HIDDEN_SECONDS = 35
"""A letter that somebody looked at is hidden for 30 seconds."""


@app.command("list")
def list_letters(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Show dead letters, and what each is about. A letter that was shown is hidden for half a minute."""
    dead_lettering = call_of(ctx).connect().operator.dead_lettering
    depth = dead_lettering.measure()
    letters = dead_lettering.show(limit) if depth.waiting else []
    if as_json:
        say_json(
            [
                {"letter_id": one.letter_id, "sent_at": one.sent_at, "body": one.body, "touch": _about(found)}
                for one, found in letters
            ]
        )
    elif letters:
        columns = [Column("Sent (UTC)"), Column("Touch"), Column("Stands"), Column("Message", fold=True)]
        rows = [(when(one.sent_at), _about(found) or "-", _stands(found), one.body) for one, found in letters]
        show(columns, rows)
        say("to make the touches of these letters due again: outreach dead-letter redrive")
    else:
        say("no dead letters")
    if depth.in_flight:
        note(
            f"{counted(depth.in_flight, 'letter')} hidden, because somebody has just looked at them; "
            "they come back in half a minute"
        )


@app.command()
def redrive(ctx: typer.Context) -> None:
    """Make the touches of dead letters due again. If you do it twice, nothing is sent twice.

    A letter about a touch that is not known here is kept, and then the exit code is 4.
    """
    call = call_of(ctx)
    dead_lettering = call.connect().operator.dead_lettering
    _wait_for_hidden(dead_lettering)
    done = dead_lettering.redrive(call.actor)
    say(f"{counted(done.reopened, 'touch', 'touches')} due again")
    if done.dropped:
        say(f"{counted(done.dropped, 'letter')} dropped, because the touch has moved on by itself")
    if done.kept:
        note(
            f"{counted(done.kept, 'letter')} kept, because the touch is not known here; `outreach dead-letter list` "
            "shows the text, and docs/operations.md says how to remove one"
        )
        raise typer.Exit(ExitCode.PARTLY)


def _wait_for_hidden(dead_lettering: "DeadLettering") -> None:
    """Wait for letters that somebody has just looked at."""
    deadline = time.monotonic() + _HIDDEN_SECONDS
    told = False
    while dead_lettering.measure().in_flight and time.monotonic() < deadline:
        if not told:
            note("waiting up to half a minute for letters that somebody has just looked at ...")
            told = True
        time.sleep(1)


def _about(enrollment: "Enrollment | None") -> str | None:
    if enrollment is None:
        return None
    key = enrollment.key
    return f"{key.campaign_id} {key.run_id} {key.lead_id} step {enrollment.step + 1}"


def _stands(enrollment: "Enrollment | None") -> str:
    if enrollment is None:
        return "unknown here"
    return f"{enrollment.state} ({enrollment.reason})" if enrollment.reason else str(enrollment.state)
