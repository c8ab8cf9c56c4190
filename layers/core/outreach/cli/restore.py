"""`outreach restore`: let a stack go on whose table was brought back to an earlier time."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.moments import moment_in
from outreach.cli.output import counted, note, say, say_json, when
from outreach.domain.restoring import Restoring, Table
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.cli.stacks import Stack
    from outreach.domain.ids import CampaignId, LeadId
    from outreach.services.operator.restoring import Replayed

app = typer.Typer(
    help="Let a stack go on whose table was brought back to an earlier time.", no_args_is_help=True
)
_SHOWN = 20
"""How many leads a list of them names."""
_NOT_TOLD = (
    "values that were corrected, revisions of campaigns, starts of runs, and cancellations that no event tells of",
    "that a run was resumed which was paused then: it is still paused",
    "what operators said that replies were, and whom they reopened that had ended before",
    "who wrote last to a person whom several campaigns share; opens, clicks and the counts of the breakers",
    "rehearsals",
)
_NOT_TOLD_OF_ORDERS = (
    "orders about domains, and orders that were lifted since: import an export of the orders if there is one",
)


@app.command()
def begin(
    ctx: typer.Context,
    to: Annotated[
        str, typer.Option("--to", metavar="TIME", help="The time that the table was brought back to.")
    ],
    table: Annotated[
        list[Table] | None,
        typer.Option("--table", help="What was brought back; may be repeated. (default: both)"),
    ] = None,
    stopped_at: Annotated[
        str | None,
        typer.Option(
            "--stopped-at", metavar="TIME", help="Since when the stack sent nothing any more. (default: now)"
        ),
    ] = None,
) -> None:
    """Mark the table, and stop everything. Nothing turns that off before `outreach restore finish`.

    Give it once the stack uses the table that was brought back. docs/operations.md says how it gets there.

    Example: outreach restore begin --to 2026-12-01T08:30 --table outreach
    """
    call = call_of(ctx)
    began, stopped = (
        moment_in("--to", to),
        None if stopped_at is None else moment_in("--stopped-at", stopped_at),
    )
    operator = call.connect().operator
    operator.restorer.require(began, stopped)
    operator.stopping.turn(on=True, actor=call.actor, reason="a table is being restored")
    mark = operator.restorer.begin(began, frozenset(table or Table), call.actor, stopped)
    _say_mark(mark)
    say("next: outreach restore replay --events FOLDER")


@app.command()
def replay(
    ctx: typer.Context,
    events: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The archive of events, as infra/events/archive.yaml keeps it."),
    ] = None,
    complete_until: Annotated[
        str | None,
        typer.Option(
            "--complete-until",
            metavar="TIME",
            help="Up to when nothing is missing in the archive, and no mail was in flight. Without it, whoever was due is held.",
        ),
    ] = None,
    without_events: Annotated[
        bool, typer.Option("--without-events", help="There is no archive. Whoever was due since is held.")
    ] = False,
) -> None:
    """Record what happened since the time that the table was brought back to. Can be given again, with another folder.

    The archive cannot say itself that it is complete. You can, for a time at which no mail was in flight or unknown, if no
    alarm of the function publish went off by then, and its dead-letter queues are empty.

    Example: outreach restore replay --events archive --complete-until 2026-12-01T10:00
    """
    from outreach.domain.replaying import Told
    from outreach.reading.event_archive import read_archive

    if (events is None) != without_events:
        raise typer.BadParameter("give either a folder of events, or --without-events", param_hint="--events")
    if events is None and complete_until is not None:
        raise typer.BadParameter("it says something of an archive; give one", param_hint="--complete-until")
    until = None if complete_until is None else moment_in("--complete-until", complete_until)
    call = call_of(ctx)
    operator = call.connect().operator
    mark = operator.restorer.marked()
    told = Told() if events is None else read_archive(events, mark.to, operator.place)
    if told.last_at is not None:
        say(f"{counted(told.events, 'event')}, the last of {when(told.last_at)} UTC")
    done = operator.restorer.replay(told, call.actor, until)
    _say_replayed(done)
    say("next: outreach restore finish")


@app.command()
def finish(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Hold whoever may have got a mail that nobody knows of, and take the mark away. `outreach kill off` lets it go on.

    It says first what it cannot know. Whoever is held stays so until you say what became of the mail:
    outreach unknown list
    """
    call = call_of(ctx)
    stack = call.connect()
    restorer = stack.operator.restorer
    mark, held = restorer.marked(), Counter(one.key.campaign_id for one in restorer.at_risk())
    _say_unknown(mark, held)
    if not yes and not (sys.stdin.isatty() and typer.confirm("Finish?", err=True)):
        raise RefusedChange("nothing was changed: say --yes if you can live with what is not known")
    done = restorer.finish(call.actor)
    say(f"restored; {counted(done.held.total(), 'lead')} held, and everything is still stopped")
    for campaign_id in done.paused:
        say(
            f"{campaign_id} is paused; if it was not stopped since: {stack.addressed(f'outreach campaign resume {campaign_id}')}"
        )
    _say_next(stack, held=done.held.total())


@app.command()
def status(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show whether a table is being restored, and what is left to do."""
    restorer = call_of(ctx).connect().operator.restorer
    mark, moved = restorer.state()
    if as_json:
        say_json({"restoring": mark, "moved": moved})
        return
    if mark is None:
        if moved:
            say("the table has another name than it had: it was brought back, and NOTHING IS SENT")
            say("next: outreach restore begin --to TIME")
        else:
            say("no table is being restored")
        return
    _say_mark(mark)
    if mark.is_replayed:
        say("next: outreach restore finish")
    else:
        say("next: outreach restore replay" + (" again: the latest died" if mark.replays else ""))


def _say_mark(mark: Restoring) -> None:
    say(f"restoring: NOTHING IS SENT - by {mark.by} at {when(mark.began_at)} UTC")
    say(f"  brought back  {' and '.join(mark.tables)}, to {when(mark.to)} UTC")
    say(f"  stopped at    {when(mark.lost_at)} UTC")
    if mark.replays:
        until = "" if mark.told_until is None else f"; complete until {when(mark.told_until)} UTC"
        say(f"  replays       {mark.replayed} of {mark.replays}{until}")


def _say_replayed(done: "Replayed") -> None:
    mails = done.settled + done.recorded
    say(f"recorded: {counted(mails, 'mail')}, {counted(done.ended, 'end')}, {counted(done.orders, 'order')}")
    if done.holds:
        say(f"  {counted(done.holds, 'hold')}, and nothing is sent before their ends")
    if done.inferred:
        say(
            f"  {counted(done.inferred, 'step')} counted as sent: SES spoke of the mail, or a later one was sent"
        )
    if done.forgotten:
        say(
            f"  {counted(done.forgotten, 'person', 'people')} forgotten again, who had come back with the table"
        )
    for campaign_id in done.paused:
        say(f"  {campaign_id} is paused, as it was last")
    for campaign_id in done.cancelled:
        say(
            f"  {campaign_id} was cancelled, and is paused now; after `finish`: outreach campaign cancel {campaign_id}"
        )
    for campaign_id in done.over:
        say(f"  {campaign_id} was cancelled, and is not under way in the table: do not start it again")
    _name(
        done.unplaced,
        "got a mail and is not in the table, so an order keeps them from more of that campaign",
        "got a mail and are not in the table, so orders keep them from more of that campaign",
    )
    _name(
        done.unheard,
        "got a mail or wrote back, and nothing says who it is: `outreach suppress add` the address if you know it",
        "got a mail or wrote back, and nothing says who they are: `outreach suppress add` the addresses you know",
    )


def _name(leads: "Sequence[tuple[CampaignId, LeadId]]", one: str, many: str) -> None:
    if not leads:
        return
    note(f"{counted(len(leads), 'lead')} {one if len(leads) == 1 else many}", style="yellow")
    for campaign_id, lead_id in leads[:_SHOWN]:
        note(f"  {lead_id} of {campaign_id}")
    if len(leads) > _SHOWN:
        note(f"  and {len(leads) - _SHOWN} more")


def _say_unknown(mark: Restoring, held: "Counter[CampaignId]") -> None:
    say("what nobody can know:")
    if mark.gap is None:
        if Table.OUTREACH in mark.tables:
            say("  of mails: nothing, if the archive is complete as you said")
            say(
                "  leads that were imported since are not in the table: import them again; who got a mail gets no other"
            )
    else:
        begins, ends = mark.gap
        say(
            f"  what was sent from {when(begins)} to {when(ends)} UTC; whoever may have got a mail then is held:"
        )
        for campaign_id, count in sorted(held.items()):
            say(f"    {campaign_id}: {counted(count, 'lead')}")
        if not held:
            say("    nobody")
        say(
            "    leads that were imported since cannot be held: look for each in SES before you import them again"
        )
    say(f"what is not replayed, and is as it was at {when(mark.to)} UTC:")
    of_mails = _NOT_TOLD if Table.OUTREACH in mark.tables else ()
    for line in (*of_mails, *(_NOT_TOLD_OF_ORDERS if Table.SUPPRESSION in mark.tables else ())):
        say(f"  {line}")


def _say_next(stack: "Stack", *, held: int) -> None:
    if held:
        say(f"who they are: {stack.addressed('outreach unknown list')}")
    say(f"next: {stack.addressed('outreach kill off')}")
