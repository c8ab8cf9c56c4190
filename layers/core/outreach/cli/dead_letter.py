"""`outreach dead-letter`: messages that failed at every permitted receive."""

import json
import time
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import Column, counted, note, say, say_json, show, when
from outreach.errors import RefusedChange
from outreach.services.operator.ports import QueueName

if TYPE_CHECKING:
    from collections.abc import Collection

    from outreach.domain.enrollment import Enrollment
    from outreach.services.operator.dead_lettering import DeadLettering, Redriven, Shown

app = typer.Typer(help="Show, redrive and drop messages that failed at every receive.", no_args_is_help=True)
_HIDDEN_SECONDS = 35
"""A letter that somebody is looking at is hidden for 30 seconds at most."""
QueueArgument = Annotated[QueueName | None, typer.Argument(help="One queue. (default: all)")]
LetterArgument = Annotated[str, typer.Argument(metavar="ID", help="Id of the letter, as listed.")]


@app.command("list")
def list_letters(
    ctx: typer.Context,
    queue: QueueArgument = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 20,
    dropped: Annotated[
        bool, typer.Option("--dropped", help="Show what was dropped, and who did it, instead.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show dead letters, and what each is about. No address is shown: `show` prints one letter in full."""
    dead_lettering = call_of(ctx).connect().operator.dead_lettering
    if dropped:
        _list_dropped(dead_lettering, as_json=as_json)
        return
    queues = _queues(queue)
    depth = dead_lettering.measure(queues)
    letters = dead_lettering.show(limit, queues) if depth.waiting else []
    if as_json:
        say_json([_json(one) for one in letters])
    elif letters:
        columns = [
            Column("Letter"),
            Column("Queue"),
            Column("Sent (UTC)", spare=1),
            Column("What", fold=True),
        ]
        columns.append(Column("Touch", fold=True))
        show([*columns, Column("Stands", fold=True)], [_row(one) for one in letters])
        if depth.waiting > len(letters):
            say(f"and about {depth.waiting - len(letters):,} more; see --limit")
        say(
            "when the cause is repaired: outreach dead-letter redrive; one in full: outreach dead-letter show ID"
        )
    else:
        say("no dead letters")
    if depth.in_flight:
        note(
            f"{counted(depth.in_flight, 'letter')} hidden, because somebody is looking at them; "
            "they come back in half a minute"
        )


@app.command("show")
def show_letter(ctx: typer.Context, letter_id: LetterArgument) -> None:
    """Print one letter in full. An event of SES names people by their addresses."""
    dead_lettering = call_of(ctx).connect().operator.dead_lettering
    one = dead_lettering.find(letter_id)
    if one is None:
        raise _unknown(letter_id)
    say(f"letter {one.letter.letter_id} of the queue {one.queue}, sent {when(one.letter.sent_at)} UTC")
    say(one.content.summary + (f": {_stands(one)}" if _stands(one) else ""))
    say(_written_out(one.letter.body))


@app.command()
def redrive(ctx: typer.Context, queue: QueueArgument = None) -> None:
    """Have dead letters handled again. If you do it twice, nothing is sent twice.

    Letters of the send queue make their touches due again. A letter about a touch that is not known here is kept, and
    then the exit code is 4. All other letters go back into their queues.

    Example: outreach dead-letter redrive feedback
    """
    call = call_of(ctx)
    dead_lettering, queues = call.connect().operator.dead_lettering, _queues(queue)
    _wait_for_hidden(dead_lettering, queues)
    done = dead_lettering.redrive(call.actor, queues)
    for line in _lines(done):
        say(line)
    if done.kept:
        note(
            f"{counted(done.kept, 'letter')} kept, because the touch is not known here; `outreach dead-letter list "
            "send` shows them, and `outreach dead-letter drop ID` removes one"
        )
        raise typer.Exit(ExitCode.PARTLY)


@app.command()
def drop(ctx: typer.Context, letter_id: LetterArgument) -> None:
    """Remove one letter for good. What it says is lost: a bounce that is dropped suppresses nobody.

    It is recorded who did it: outreach dead-letter list --dropped
    """
    call = call_of(ctx)
    one = call.connect().operator.dead_lettering.drop(letter_id, call.actor)
    if one is None:
        raise _unknown(letter_id)
    say(f"dropped letter {letter_id} of the queue {one.queue}: {one.content.summary}")


def _list_dropped(dead_lettering: "DeadLettering", *, as_json: bool) -> None:
    dropped = dead_lettering.dropped()
    if as_json:
        say_json(dropped)
    elif dropped:
        columns = [
            Column("Letter"),
            Column("Queue"),
            Column("Dropped (UTC)", spare=1),
            Column("By", fold=True),
        ]
        rows = [(one.letter_id, one.queue, when(one.at), one.by, one.about) for one in dropped]
        show([*columns, Column("What", fold=True)], rows)
    else:
        say("no letter was dropped")


def _queues(queue: QueueName | None) -> "Collection[QueueName]":
    return tuple(QueueName) if queue is None else (queue,)


def _wait_for_hidden(dead_lettering: "DeadLettering", queues: "Collection[QueueName]") -> None:
    """Wait for letters that somebody is looking at."""
    deadline = time.monotonic() + _HIDDEN_SECONDS
    told = False
    while dead_lettering.measure(queues).in_flight and time.monotonic() < deadline:
        if not told:
            note("waiting up to half a minute for letters that somebody is looking at ...")
            told = True
        time.sleep(1)


def _lines(done: "Redriven") -> list[str]:
    """Say what a redrive did, in lines that say something."""
    lines = []
    if done.reopened:
        lines.append(f"{counted(done.reopened, 'touch', 'touches')} due again")
    if done.put_back:
        lines.append(f"{counted(done.put_back, 'letter')} put back; their functions handle them now")
    if done.dropped:
        lines.append(f"{counted(done.dropped, 'letter')} dropped, because the touch has moved on by itself")
    return lines or ["nothing to redrive"]


def _unknown(letter_id: str) -> RefusedChange:
    return RefusedChange(
        f'there is no dead letter "{letter_id}" in any queue; `outreach dead-letter list` shows the ids. '
        "If somebody is looking at it, it is hidden for half a minute"
    )


def _row(one: "Shown") -> tuple[str, ...]:
    letter = one.letter
    touch = one.content.touch or "-"
    return (
        letter.letter_id,
        one.queue.value,
        when(letter.sent_at),
        one.content.kind,
        touch,
        _stands(one) or "-",
    )


def _json(one: "Shown") -> dict[str, object]:
    return {
        "letter_id": one.letter.letter_id,
        "queue": one.queue,
        "sent_at": one.letter.sent_at,
        "what": one.content.kind,
        "touch": one.content.touch,
        "stands": _stands(one),
    }


def _stands(one: "Shown") -> str | None:
    """Say how the enrollment stands that the letter is about, or why the letter never got into its queue."""
    if one.letter.refusal:
        return f"not delivered by EventBridge: {one.letter.refusal}"
    if one.content.key is None:
        return None
    return _state(one.enrollment)


def _state(enrollment: "Enrollment | None") -> str:
    if enrollment is None:
        return "unknown here"
    return f"{enrollment.state} ({enrollment.reason})" if enrollment.reason else str(enrollment.state)


def _written_out(body: str) -> str:
    """Indent a body that is JSON; leave any other as it is."""
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return body
