"""`outreach artifacts export` and `outreach verify`: write the proof of a run to files, and check it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import counted, note, say, say_json
from outreach.domain.control import Mode, RunControl
from outreach.domain.ids import CampaignId, RunId
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.artifacts import Exported, Finding
    from outreach.cli.stacks import Stack
    from outreach.services.operator.import_rows import ImportReport

app = typer.Typer(help="Export what a run did, with the proof.", no_args_is_help=True)
DirectoryOption = Annotated[
    Path, typer.Option("--artifacts-dir", help="Where `campaign_<id>/<run>` is written.")
]


@app.callback()
def artifacts() -> None:
    """Export what a run did, with the proof."""


@app.command("export")
def export_command(
    ctx: typer.Context,
    campaign_id: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Id of the campaign.")],
    run: Annotated[
        str | None, typer.Option(metavar="RUN", help="Such as `proof-1` or `live`. (default: the latest)")
    ] = None,
    artifacts_dir: DirectoryOption = Path("artifacts"),
    as_json: AsJson = False,
) -> None:
    """Write report, leads, attempts, mails, a summary and proof.sqlite of one run. Exit code 1 if a promise is broken.

    Example: outreach artifacts export demo --run proof-1 --artifacts-dir artifacts
    """
    stack = call_of(ctx).connect()
    runs = stack.operator.runs.runs(CampaignId(campaign_id), None if run is None else RunId(run))
    if not runs:
        raise RefusedChange(f'campaign "{campaign_id}" has no runs yet; there is nothing to export')
    _mind_archives(stack, runs[-1])
    exported = export_run(stack, runs[-1], artifacts_dir)
    if as_json:
        say_json(exported)
    else:
        show_exported(exported)
    if exported.findings:
        raise typer.Exit(ExitCode.REFUSED)


def _mind_archives(stack: "Stack", run: RunControl) -> None:
    """Refuse a rehearsal whose rows are gone. Of a live run say what this export lacks."""
    archives = stack.operator.archiving.of_run(run.campaign_id, run.run_id)
    if not archives:
        return
    places = [one.place for one in archives if one.place is not None]
    where = f"its export is in {', '.join(places)}" if places else "it was pruned, and no archive was written"
    if run.mode is Mode.PROOF:
        raise RefusedChange(f"nothing is left of {run.campaign_id} {run.run_id}: {where}")
    note(
        f"this run was archived: of the leads in {', '.join(places)} this export says what was sent, and no more",
        style="yellow",
    )


def verify(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="Such as artifacts/campaign_demo/proof-1.")
    ],
    as_json: AsJson = False,
) -> None:
    """Check that every file of an export is as it was written, and that every promise was kept.

    Needs no stack. Exit code 1 if the check fails.

    Example: outreach verify artifacts/campaign_demo/proof-1
    """
    from outreach import artifacts as files

    verification = files.verify(directory)
    if as_json:
        say_json({"holds": verification.holds, "verification": verification})
    elif verification.holds:
        say(
            f"{directory} holds: {counted(verification.files, 'file')} as written, "
            f"{counted(verification.promises, 'promise')} kept"
        )
    else:
        say(f"{directory} does not hold:", whole=True)
        show_findings(verification.findings, say)
    if not verification.holds:
        raise typer.Exit(ExitCode.REFUSED)


def export_run(
    stack: "Stack",
    run: RunControl,
    directory: Path,
    imported: "ImportReport | None" = None,
    also: Callable[[Path], None] = lambda _: None,
) -> "Exported":
    """Export one run of a stack. `also` adds files of its own."""
    from outreach.artifacts import export

    scored = stack.operator.timetable_scoring.score(run)
    return export(
        run,
        stack.operator.export_ports,
        directory,
        account_daily_quota=stack.operator.account_daily_quota,
        live_mails=stack.mails,
        imported=imported,
        missed=scored.score.missed if scored else (),
        also=also,
    )


def show_exported(exported: "Exported", *, to_stdout: bool = True) -> None:
    """Print what an export wrote."""
    line = (
        f"artifacts: {exported.directory}/ ({counted(exported.leads, 'lead')}, "
        f"{counted(exported.touches, 'attempt')}, {counted(exported.mails, 'mail')})"
    )
    tell = partial(say, whole=True) if to_stdout else note
    tell(line)
    tell(f"look at it: {exported.report}")
    if exported.findings:
        note("a promise does not hold:", style="red")
        show_findings(exported.findings, note)


def show_findings(
    findings: Sequence["Finding"], tell: Callable[[str, str | None], None], limit: int = 20
) -> None:
    """Print findings: by `say` if they are what was asked for, else by `note`."""
    for finding in findings[:limit]:
        tell(f"  {finding}", "red")
    if len(findings) > limit:
        tell(f"  and {counted(len(findings) - limit, 'more', 'more')}", "red")
