"""`outreach campaign`: definitions of campaigns, and the status of their runs."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.across_view import note_who_keeps_no_distance
from outreach.cli.campaign_view import described, show_definition, show_steps
from outreach.cli.command import AsJson, WithDrills, call_of
from outreach.cli.going_on import startable, started_line
from outreach.cli.kill import warn_of_stop
from outreach.cli.live_confirmation import (
    DespitePreflight,
    LiveConfirmation,
    confirm_live,
    refuse_other_confirmation,
)
from outreach.cli.output import Column, counted, minute, note, number, say, say_json, show
from outreach.cli.reading import counting_bar
from outreach.cli.timetable import make_at_start
from outreach.cli.words import not_too_long
from outreach.domain.control import Mode, RunControl, RunStatus, campaign_status
from outreach.domain.drill import is_drill
from outreach.domain.ids import LIVE, CampaignId, RunId
from outreach.domain.reasons import EXPLANATIONS, Reason
from outreach.errors import BadFile, BadFiles, RefusedChange

if TYPE_CHECKING:
    from outreach.domain.campaign import Campaign
    from outreach.reading.campaign_file import LoadedCampaign
    from outreach.services.operator.failing import Failing
    from outreach.services.operator.reopening import Reopenable

app = typer.Typer(help="Apply, list, start and stop campaigns.", no_args_is_help=True)

CampaignIdArgument = Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Id of the campaign.")]
ReasonOption = Annotated[str | None, typer.Option(help="Why. It is kept in the history.")]
RunOption = Annotated[
    str | None, typer.Option("--run", metavar="RUN", help="One run, such as `live` or `proof-2`.")
]


DESPITE_FAILING = "--despite-failing-leads"


@app.command()
def apply(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="Campaign file, or the folder it is in.")],
    despite_failing: Annotated[
        bool,
        typer.Option(
            DESPITE_FAILING,
            help="Apply although some leads could get no mail. They end as render_failed when their turn comes.",
        ),
    ] = False,
) -> None:
    """Check a campaign file with its messages, and make it the current revision.

    Runs under way follow the new revision. If there is a problem, nothing is changed: the problem is printed with its
    file, and with its line if it has one. Each message of a changed campaign is tried with each lead who is there and has
    not ended (about 0.2 ms a mail). If one fails, nothing is changed either.

    Example: outreach campaign apply infra/demo/campaign.yaml
    """
    from outreach.reading.message_analysis import SAMPLE_URL
    from outreach.rendering.trial import TrialRenderer
    from outreach.services.operator.failing import LeadsWouldFail

    file = campaign_file(path)
    found = loaded(file, datetime.now(UTC))
    campaign = found.campaign
    operator = call_of(ctx).connect().operator
    runs = operator.runs
    trial = TrialRenderer(SAMPLE_URL).first_failing
    try:
        with counting_bar(
            f"rendering {counted(len(campaign.steps), 'mail')} for each lead", "lead"
        ) as progress:
            failing = runs.failing(campaign, trial, progress) if despite_failing else None
            revision = runs.apply(campaign, found.required, None if despite_failing else trial, progress)
    except LeadsWouldFail as refusal:
        raise RefusedChange(f"{file}: {_refused(refusal.failing, campaign)}") from refusal
    except RefusedChange as refusal:
        raise RefusedChange(f"{file}: {refusal}") from refusal
    say(f'applied campaign "{campaign.campaign_id}" ({campaign.name}), revision {revision[:12]}')
    show_steps(campaign)
    note_who_keeps_no_distance(operator.overview, campaign)
    if failing is not None:
        many = f"{counted(failing.leads, 'lead')} will end as render_failed"
        note(f"warning: {many}: {_named(failing)}", style="yellow")


def _refused(failing: "Failing", campaign: "Campaign") -> str:
    """Say in one line who could get no mail, and what to do."""
    return (
        f"nothing was changed: {counted(failing.leads, 'lead')} could get no mail of this revision: {_named(failing)}; "
        "shorten the message or give the field a default, and apply it again; or take the leads back with "
        f"`outreach leads undo` (`outreach leads imports {campaign.campaign_id}` lists the imports); or say {DESPITE_FAILING}: "
        "then they end as render_failed"
    )


def _named(failing: "Failing") -> str:
    named = [
        f"{lead.address}, step {one.step + 1} ({one.message_id}): {one.problem}"
        for lead, one in failing.first
    ]
    more = failing.leads - len(failing.first)
    return "; ".join([*named, *([f"and {number(more)} more"] if more else [])])


def loaded(file: Path, begins: datetime | None = None) -> "LoadedCampaign":
    """Load a campaign and print its warnings and notes. Its problems name each file by its path from the current folder.

    `begins`: from when on it is to run, if it is.
    """
    from outreach.reading.campaign_file import load_campaign

    try:
        found = load_campaign(file, (begins or datetime.now(UTC)).date(), begins)
    except (BadFile, BadFiles) as error:
        problems = error.problems if isinstance(error, BadFiles) else (error,)
        raise BadFiles(one.within(file.parent) for one in problems) from error
    for warning in found.warnings:
        note(f"warning: {warning}", style="yellow")
    for one in found.notes:
        note(f"note: {one}", style="yellow")
    return found


def campaign_file(path: Path) -> Path:
    """Find the campaign file: the path itself, or `campaign.yaml` in a folder, or the only YAML file there."""
    if not path.is_dir():
        return path
    found = sorted(one for one in path.iterdir() if one.suffix in {".yaml", ".yml"})
    named = [one for one in found if one.stem == "campaign"]
    if chosen := named[:1] or (found if len(found) == 1 else []):
        return chosen[0]
    listed = ", ".join(one.name for one in found) or "none"
    raise BadFile(
        str(path), f"has no campaign.yaml (YAML files there: {listed})", remedy="name the file itself"
    )


@app.command("list")
def list_campaigns(ctx: typer.Context, drills: WithDrills = False, as_json: AsJson = False) -> None:
    """List the campaigns and their status."""
    overview = call_of(ctx).connect().operator.overview
    runs = overview.runs()
    rows = []
    for campaign_id in overview.campaign_ids():
        if is_drill(campaign_id) and not drills:
            continue
        _, campaign = overview.campaign(campaign_id)
        own = tuple(run for run in runs if run.campaign_id == campaign_id)
        rows.append((campaign_id, campaign_status(own), [run.run_id for run in own], campaign.name))
    if as_json:
        say_json([dict(zip(("campaign_id", "status", "runs", "name"), row, strict=True)) for row in rows])
        return
    if not rows:
        say("no campaigns yet; add one with `outreach campaign apply FILE`")
        return
    columns = [
        Column("Campaign"),
        Column("Status"),
        Column("Runs", fold=True, spare=1),
        Column("Name", fold=True, spare=2),
    ]
    show(columns, [(str(one), str(status), ", ".join(ids) or "-", name) for one, status, ids, name in rows])


@app.command("show")
def show_campaign(ctx: typer.Context, campaign_id: CampaignIdArgument, as_json: AsJson = False) -> None:
    """Show a campaign's definition and its runs."""
    operator = call_of(ctx).connect().operator
    revision, campaign = operator.overview.campaign(CampaignId(campaign_id))
    runs = operator.runs.runs(campaign.campaign_id)
    if as_json:
        status = campaign_status(tuple(runs))
        say_json({"revision": revision, "status": status, "runs": runs, "definition": described(campaign)})
        return
    say(f"{campaign.campaign_id}: {campaign.name} ({campaign_status(tuple(runs))}, revision {revision[:12]})")
    show_definition(campaign, datetime.now(UTC))
    say()
    _show_runs(runs)


def _show_runs(runs: list[RunControl]) -> None:
    if not runs:
        say("no runs yet; rehearse with `outreach run --campaign-id ID --mode proof`")
        return
    columns = [
        Column("Run"),
        Column("Status"),
        Column("Started (UTC)", spare=2),
        Column("Since (UTC)", spare=1),
    ]
    rows = [
        (run.run_id, run.status, minute(run.started_at), minute(run.changed_at), _by(run)) for run in runs
    ]
    show([*columns, Column("By", fold=True)], rows)


def _by(run: RunControl) -> str:
    return f"{run.changed_by}: {run.reason}" if run.reason else run.changed_by


@app.command()
def start(
    ctx: typer.Context,
    campaign_id: CampaignIdArgument,
    mode: Annotated[Mode, typer.Option(help="`proof` rehearses and writes to nobody.")],
    confirmation: LiveConfirmation = None,
    despite_preflight: DespitePreflight = False,
) -> None:
    """Start a rehearsal, or the live run. The schedule then drives it.

    A live run on AWS writes to people, so it must be confirmed with the campaign's id: type it when asked, or give it
    with --yes-send-live. Preflight comes first: if a line of it failed, say so as well, or give --despite-preflight.

    Example: outreach campaign start demo --mode proof
    """
    call = call_of(ctx)
    stack = call.connect()
    refuse_other_confirmation(campaign_id, confirmation)
    if mode is Mode.LIVE:
        confirm_live(stack, campaign_id, confirmation, despite_preflight=despite_preflight)
    with startable(stack, campaign_id):
        started = stack.operator.runs.start(CampaignId(campaign_id), mode, call.actor)
    say(started_line(started))
    say(f"follow it with: outreach status {campaign_id} --watch")
    warn_of_stop(stack.operator.stopping.state())
    make_at_start(stack.operator, started.run)


@app.command()
def pause(
    ctx: typer.Context, campaign_id: CampaignIdArgument, reason: ReasonOption = None, run: RunOption = None
) -> None:
    """Stop a campaign's running runs until they are resumed."""
    call = call_of(ctx)
    runs = call.connect(to_stop=True).operator.runs
    _say_moved("paused", campaign_id, runs.pause(CampaignId(campaign_id), call.actor, reason, _run(run)))


@app.command()
def resume(
    ctx: typer.Context, campaign_id: CampaignIdArgument, reason: ReasonOption = None, run: RunOption = None
) -> None:
    """Let a campaign's paused runs go on."""
    call = call_of(ctx)
    runs = call.connect().operator.runs
    _say_moved("resumed", campaign_id, runs.resume(CampaignId(campaign_id), call.actor, reason, _run(run)))


@app.command()
def cancel(
    ctx: typer.Context,
    campaign_id: CampaignIdArgument,
    reason: ReasonOption = None,
    run: RunOption = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """End a campaign's runs for good. The next ticks end the enrollment of every lead that still waits.

    To stop for a while, or at once without a question, use `outreach campaign pause`.
    """
    call = call_of(ctx)
    runs = call.connect(to_stop=True).operator.runs
    if not yes:
        _confirm_cancelling(campaign_id, runs.runs(CampaignId(campaign_id), _run(run)))
    _say_moved("cancelled", campaign_id, runs.cancel(CampaignId(campaign_id), call.actor, reason, _run(run)))


def _confirm_cancelling(campaign_id: str, runs: list[RunControl]) -> None:
    """Ask before something that cannot be undone. Where no run can be cancelled, the use case says so."""
    names = ", ".join(run.run_id for run in runs if run.status in {RunStatus.RUNNING, RunStatus.PAUSED})
    if not names:
        return
    question = (
        f'This ends {names} of "{campaign_id}" for good: whoever still waits gets no more mails. Cancel?'
    )
    if not (sys.stdin.isatty() and typer.confirm(question, err=True)):
        raise RefusedChange(
            f"nothing was changed: a cancelled run never goes on; say --yes to cancel {names}, or stop for a while with "
            f"`outreach campaign pause {campaign_id}`"
        )


@app.command()
def reopen(
    ctx: typer.Context,
    campaign_id: CampaignIdArgument,
    refused: Annotated[bool, typer.Option("--refused", help="Those whose mail SES refused.")] = False,
    retries_exhausted: Annotated[
        bool, typer.Option("--retries-exhausted", help="Those for whom SES could not be reached.")
    ] = False,
    render_failed: Annotated[
        bool, typer.Option("--render-failed", help="Those for whom a message could not be rendered.")
    ] = False,
    run: Annotated[str, typer.Option("--run", metavar="RUN", help="Which run.")] = LIVE,
    reason: Annotated[
        str | None, typer.Option(callback=not_too_long, help="Why. Each touch keeps it.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Let leads go on that ended without a mail, once the cause is put right.

    Only touches of which SES has certainly taken no mail become due again. Whoever is suppressed by now is not written
    to. Each touch keeps who reopened it and why. A finished run starts again; a paused one stays paused.

    Example: outreach campaign reopen demo --refused --reason "the domain is verified now"
    """
    wanted = {
        Reason.REFUSED: refused,
        Reason.RETRIES_EXHAUSTED: retries_exhausted,
        Reason.RENDER_FAILED: render_failed,
    }
    reasons = [each for each, chosen in wanted.items() if chosen]
    if not reasons:
        raise typer.BadParameter("no leads are named; give --refused, --retries-exhausted or --render-failed")
    call = call_of(ctx)
    operator = call.connect().operator
    [chosen] = operator.runs.runs(CampaignId(campaign_id), RunId(run))
    found = operator.reopening.find(chosen, reasons)
    _confirm_reopening(chosen, found, reasons, yes=yes)
    done = operator.reopening.reopen(chosen, reasons, call.actor, reason)
    say(f'{counted(done.leads, "lead")} of run "{run}" of campaign "{campaign_id}" due again')
    if done.moved_on:
        note(f"{counted(done.moved_on, 'lead')} changed meanwhile; say it again")
    if chosen.status is RunStatus.PAUSED:
        note(f"the run is paused; let it go on with: outreach campaign resume {campaign_id}", style="yellow")
    warn_of_stop(operator.stopping.state())


def _confirm_reopening(run: RunControl, found: "Reopenable", reasons: Sequence[Reason], *, yes: bool) -> None:
    """Say what would be reopened, and ask. Raises `RefusedChange` if there is nothing, or the person does not say yes."""
    where = f'run "{run.run_id}" of campaign "{run.campaign_id}"'
    for why, count in found.leads.items():
        note(f"{counted(count, 'lead')} of {where} ended because {EXPLANATIONS[why]} ({why})")
    if found.left_out:
        note(
            f"{counted(found.left_out, 'lead')} left out: an operator had the touch sent again, and SES may have "
            "taken the first mail"
        )
    total = found.leads.total()
    if not total:
        if run.status is RunStatus.FINISHED and found.waiting:
            return  # an earlier command died before it let the run go on
        raise RefusedChange(f"nothing to reopen: in {where} no lead has ended as {' or '.join(reasons)}")
    if not yes and (
        not sys.stdin.isatty() or not typer.confirm(f"Write to {counted(total, 'lead')}?", err=True)
    ):
        raise RefusedChange(f"nothing was changed: {counted(total, 'lead')} would be written to; say --yes")


def _run(text: str | None) -> RunId | None:
    return None if text is None else RunId(text)


def _say_moved(done: str, campaign_id: str, moved: list[RunId]) -> None:
    say(f'{done} {"run" if len(moved) == 1 else "runs"} {", ".join(moved)} of campaign "{campaign_id}"')
