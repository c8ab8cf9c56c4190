"""`outreach archive`: write a run that is over to files, and take its details out of the tables."""

import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.archive_view import archive_line
from outreach.cli.artifacts import export_run
from outreach.cli.command import AsJson, call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import counted, note, say, say_json
from outreach.domain.control import Mode, RunControl
from outreach.domain.ids import CampaignId, RunId
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.artifacts import Exported
    from outreach.cli.stacks import Stack
    from outreach.domain.archive import Archive
    from outreach.services.operator.archiving import Thinned
    from outreach.services.operator.ports import ArchiveFiles

_S3 = "s3://"


def archive(
    ctx: typer.Context,
    campaign_id: Annotated[str | None, typer.Argument(metavar="CAMPAIGN", help="Id of the campaign.")] = None,
    run: Annotated[
        str | None, typer.Option(metavar="RUN", help="Which run, such as `live` or `proof-1`.")
    ] = None,
    to: Annotated[
        str, typer.Option(metavar="PLACE", help="A folder, or `s3://BUCKET/PREFIX`, for the archives.")
    ] = "archives",
    rehearsals: Annotated[
        bool, typer.Option("--rehearsals", help="Delete old rehearsals instead. No archive is written.")
    ] = False,
    older_than: Annotated[
        str | None,
        typer.Option(metavar="AGE", help="With --rehearsals: over for longer than this, such as `30d`."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write a run that is over to files, check them, and only then take its details out of the tables.

    Of a live run a small row stays for each lead, so that nobody gets a mail twice, and unsubscribes, bounces, replies and
    `outreach why` go on working. Of a rehearsal nothing stays. A call that died is repeated: it goes on where it was. Exit
    code 4 if leads changed meanwhile: archive again.

    Example: outreach archive demo --run live --to s3://my-archives/outreach
    """
    age = _age(older_than)
    if rehearsals == (age is None):
        raise typer.BadParameter(
            "--rehearsals and --older-than go together: `outreach archive --rehearsals --older-than 30d`"
        )
    if rehearsals and run is not None:
        raise typer.BadParameter("is for one run, and --rehearsals is for all old ones", param_hint="--run")
    if not rehearsals and (campaign_id is None or run is None):
        raise typer.BadParameter("name a run: `outreach archive CAMPAIGN --run RUN`")
    call = call_of(ctx)
    stack = call.connect()
    campaign = None if campaign_id is None else CampaignId(campaign_id)
    if age is not None:
        _prune(stack, campaign, age, call.actor, yes=yes, as_json=as_json)
        return
    assert campaign is not None, "it was asked for"
    assert run is not None, "it was asked for"
    [chosen] = stack.operator.runs.runs(campaign, RunId(run))
    _archive(stack, chosen, _place(to), call.actor, yes=yes, as_json=as_json)


def _archive(stack: "Stack", run: RunControl, to: str, actor: str, *, yes: bool, as_json: bool) -> None:
    archiving = stack.operator.archiving
    archiving.refuse_unless_closed(run)
    if not archiving.has_something_left(run):
        done = archiving.of_run(run.campaign_id, run.run_id)
        if as_json:
            say_json(_json(done[-1] if done else None))
        else:
            say(f"nothing is left to archive of {run.campaign_id} {run.run_id}")
            for one in done:
                say(archive_line(one))
        return
    begun = archiving.unfinished(run.campaign_id, run.run_id)
    what = (
        f"archive {run.campaign_id} {run.run_id} to {to}"
        if begun is None
        else f"go on with the archive in {begun.place}"
    )
    kept = (
        "a small row stays for each lead" if run.mode is Mode.LIVE else "nothing of the rehearsal stays there"
    )
    _confirm(f"This will {what}, and then thin the tables: {kept}. It cannot be undone. Archive?", yes=yes)
    thinned = archiving.archive(run, _files(stack, to), actor)
    if as_json:
        say_json(_json(thinned.archive, thinned.leads, thinned.changed, went_on=thinned.went_on))
    else:
        _show(run, thinned)
    if thinned.changed:
        note(
            f"{counted(thinned.changed, 'lead')} changed since the archive was written, and stayed whole: archive again",
            style="yellow",
        )
        raise typer.Exit(ExitCode.PARTLY)


def _files(stack: "Stack", to: str) -> "ArchiveFiles":
    from outreach.artifacts import ExportedFiles

    operator = stack.operator

    def export(run: RunControl, folder: Path, also: Callable[[Path], None]) -> "Exported":
        return export_run(stack, run, folder, also=also)

    return ExportedFiles(export, operator.deliveries, operator.archive_place, to)


def _show(run: RunControl, thinned: "Thinned") -> None:
    if thinned.went_on:
        say("went on with an archive that was begun before")
    say(archive_line(thinned.archive))
    left = "each left a small row" if run.mode is Mode.LIVE else "nothing of them is left"
    say(f"thinned: {counted(thinned.leads, 'lead')}; {left}")
    say(f"check it: {_check(thinned.archive.place or '')}")


def _check(place: str) -> str:
    if place.startswith(_S3):
        return f"aws s3 sync {place} FOLDER && outreach verify FOLDER"
    return f"outreach verify {place}"


def _prune(
    stack: "Stack", campaign: CampaignId | None, age: timedelta, actor: str, *, yes: bool, as_json: bool
) -> None:
    archiving = stack.operator.archiving
    found = archiving.old_rehearsals(age, campaign)
    names = ", ".join(f"{run.campaign_id} {run.run_id}" for run in found)
    if found:
        _confirm(f"This deletes {names}, with every mail of them. It cannot be undone. Delete?", yes=yes)
    pruned = {run: archiving.prune(run, age, actor) for run in found}
    if as_json:
        rows = [
            {"campaign_id": run.campaign_id, "run_id": run.run_id, "leads": leads}
            for run, leads in pruned.items()
        ]
        say_json(_json(None, pruned=rows))
        return
    for run, leads in pruned.items():
        say(f"deleted {run.campaign_id} {run.run_id}: {counted(leads, 'lead')}")
    if not found:
        say("no rehearsal has been over for so long")


def _json(
    archive: "Archive | None",
    leads: int = 0,
    changed: int = 0,
    *,
    went_on: bool = False,
    pruned: Sequence[dict[str, object]] = (),
) -> dict[str, object]:
    done: dict[str, object] = {"archive": archive, "leads": leads, "changed": changed, "went_on": went_on}
    return done | {"pruned": list(pruned)}


def _confirm(question: str, *, yes: bool) -> None:
    if not yes and not (sys.stdin.isatty() and typer.confirm(question, err=True)):
        raise RefusedChange(f"nothing was changed; say --yes. {question.rpartition(' ')[0]}")


def _place(to: str) -> str:
    """Return the place as it is kept: a folder is found from anywhere."""
    if not to.startswith(_S3):
        return str(Path(to).absolute())
    if not to.removeprefix(_S3).partition("/")[0]:
        raise typer.BadParameter(
            f'"{to}" names no bucket; write it like s3://BUCKET/PREFIX', param_hint="--to"
        )
    return to


def _age(text: str | None) -> timedelta | None:
    from outreach.reading.campaign_schema import duration_of

    try:
        return None if text is None else duration_of(text)
    except ValueError as error:
        raise typer.BadParameter(f'"{text}" {error}', param_hint="--older-than") from error
