"""`outreach simulate`: a whole campaign on a virtual clock, from its files, without a stack."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.artifacts import show_exported
from outreach.cli.campaign import campaign_file, loaded
from outreach.cli.command import AsJson
from outreach.cli.exits import ExitCode
from outreach.cli.leads import LeadMapOption, rules_of
from outreach.cli.output import Column, aside, counted, minute, note, number, say, say_json, show
from outreach.cli.reading import mapping_of, reading_bar
from outreach.cli.run_view import as_json as counts_as_json
from outreach.cli.run_view import show_counts
from outreach.domain.control import RunStatus
from outreach.domain.enrollment import State
from outreach.domain.ids import CampaignId
from outreach.errors import BadFile
from outreach.services.operator.run_counts import WRITTEN, RunCounts

if TYPE_CHECKING:
    from outreach.artifacts import Exported
    from outreach.reading.campaign_file import LoadedCampaign
    from outreach.reading.lead_file import LeadFile
    from outreach.services.operator.import_rows import ImportReport
    from outreach.simulation import Given, Played, Simulation

ACTOR = "simulate"
SHOWN = 40
"""How many days are printed."""


def _share(text: str) -> float:
    """Read `4%` or `0.04`."""
    if (found := re.fullmatch(r"(\d{1,6}(?:\.\d{0,6})?)(%?)", text.strip())) is None:
        raise typer.BadParameter(f'"{text}" is not a share; write it like 4% or 0.04')
    return float(found[1]) / (100 if found[2] else 1)


def _moment(text: str) -> datetime:
    """Read a date or a time; without a zone it is UTC."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f'"{text}" is not a date; write it like 2026-12-01 or 2026-12-01T08:30'
        ) from error
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def simulate(
    path: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="Campaign file, or the folder it is in.")],
    leads: Annotated[Path, typer.Option(metavar="CSV", help="The leads, as for `leads import`.")],
    mapping: LeadMapOption = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the leads, if the guess is wrong.")
    ] = None,
    suppressions: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Orders not to write, as for `suppress import`.")
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="When it begins. (default: now)")
    ] = None,
    days: Annotated[int, typer.Option(min=1, help="Stop after so many days.")] = 365,
    replies: Annotated[str, typer.Option(metavar="SHARE", help="Share of mails that are answered.")] = "4%",
    bounces: Annotated[str, typer.Option(metavar="SHARE", help="Share of mails that bounce.")] = "1.5%",
    out_of_office: Annotated[
        str, typer.Option(metavar="SHARE", help="Share of mails that meet somebody who is away.")
    ] = "3%",
    seed: Annotated[
        int, typer.Option(help="The seed of chance. The same seed gives the same simulation.")
    ] = 1,
    send_rate: Annotated[float, typer.Option(min=0.01, help="Mails a second that SES takes.")] = 14.0,
    account_per_day: Annotated[int, typer.Option(min=1, help="Mails a day that SES takes.")] = 50_000,
    artifacts_dir: Annotated[
        Path | None, typer.Option(help="Write the artifacts of the simulated run below this folder.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Simulate a campaign: the whole run on a virtual clock, in seconds, without a stack. Nobody is written to.

    The planner, the sender and what hears bounces and replies are those of the functions; the stores, SES and the people
    are made up. Rejected rows are counted and not written. Exit code 4 if leads still wait at the end.

    Example: outreach simulate infra/demo --leads infra/demo/leads.csv --from 2026-12-01 --replies 6%
    """
    from outreach.memory import FixedClock
    from outreach.memory.spooled_mails import SpooledMails
    from outreach.reading.lead_file import LeadFile
    from outreach.simulation import Assumptions, Given, Simulation

    found = loaded(campaign_file(path))
    begins = _moment(start) if start else datetime.now(UTC).replace(microsecond=0)
    clock = FixedClock(begins)
    assumptions = Assumptions(_share(replies), _share(bounces), _share(out_of_office), seed)
    with SpooledMails(clock) as mails:
        given = Given(begins, send_rate, account_per_day)
        simulation = Simulation(given, assumptions, mails, clock)
        simulation.stack.runs.apply(found.campaign, found.required)
        with TemporaryDirectory(prefix="outreach-simulate-") as folder:
            rejects = Path(folder) / "rejected.csv"
            if suppressions is not None:
                _suppress(simulation, suppressions, rejects, found.campaign.campaign_id)
            lead_file = LeadFile(leads, mapping_of(mapping), encoding, rejects)
            imported = _import(simulation, found, lead_file)
        with aside().status("simulating"):
            played = simulation.play(found.campaign.campaign_id, begins + timedelta(days=days))
        exported = _export(played, given, imported, artifacts_dir)
    counts = played.stack.overview.count(played.run)
    if as_json:
        say_json(
            counts_as_json(counts) | {"fates": played.fates, "ticks": played.ticks, "by_day": _by_day(played)}
        )
    else:
        _show(played, counts, imported, begins)
    if exported is not None:
        show_exported(exported, to_stdout=not as_json)
    _end(counts, exported, days)


def _suppress(simulation: "Simulation", file: Path, rejects: Path, campaign_id: CampaignId) -> None:
    from outreach.reading.suppression_file import SuppressionFile, import_suppressions

    wanted = SuppressionFile(file, rejects=rejects)
    report = import_suppressions(simulation.stack.suppressing, wanted, actor=ACTOR, campaigns=[campaign_id])
    if report.rejected:
        raise BadFile(
            file.name,
            f"has {counted(report.rejected, 'row')} that cannot be understood, and a simulation without them would be wrong",
            remedy="`outreach suppress import` says which",
        )


def _import(simulation: "Simulation", found: "LoadedCampaign", leads: "LeadFile") -> "ImportReport":
    """Import the leads. Rejected rows are counted; `campaign check --leads` shows them."""
    from outreach.reading.lead_file import import_leads

    with reading_bar(leads.path) as progress:
        return import_leads(
            simulation.stack.importing,
            found.campaign,
            leads,
            rules_of(found.campaign),
            actor=ACTOR,
            progress=progress,
        )


def _export(
    played: "Played", given: "Given", imported: "ImportReport", directory: Path | None
) -> "Exported | None":
    from outreach.artifacts import export

    if directory is None:
        return None
    stack = played.stack
    return export(
        played.run,
        stack.export_ports,
        directory,
        account_daily_quota=given.account_daily_quota,
        imported=imported,
        simulated=True,
    )


def _by_day(played: "Played") -> dict[str, Counter[str]]:
    """Count the mails of each day (UTC) by message."""
    days: dict[str, Counter[str]] = {}
    for enrollment in played.stack.overview.enrollments(played.run):
        for touch in enrollment.touches.values():
            if touch.state in WRITTEN:
                days.setdefault(f"{touch.at:%Y-%m-%d}", Counter())[touch.message_id] += 1
    return dict(sorted(days.items()))


def _show(played: "Played", counts: RunCounts, imported: "ImportReport", start: datetime) -> None:
    from outreach.simulation.assumptions import Fate

    say(f"simulated from {minute(start)} UTC; nobody was written to")
    if imported.rejected:
        say(
            f"  {counted(imported.rejected, 'row')} would be rejected: `outreach campaign check FILE --leads CSV` shows them"
        )
    if played.run.reason and played.run.status is RunStatus.PAUSED:
        say(f"  paused at {minute(played.run.changed_at)} UTC: {played.run.reason}", style="yellow")
    show_counts(counts)
    by_day = _by_day(played)
    messages = [step.message_id for step in counts.steps]
    columns = [Column("Day (UTC)"), *(Column(title, right=True) for title in ("Mails", *messages))]
    rows = [
        (
            f"{date.fromisoformat(day):%a} {day}",
            number(mails.total()),
            *(number(mails[one]) for one in messages),
        )
        for day, mails in islice(by_day.items(), SHOWN)
    ]
    show(columns, rows, indent=2)
    if len(by_day) > SHOWN:
        say(f"  and {counted(len(by_day) - SHOWN, 'more day')}; --json has them all")
    bounced, answered, away = (played.fates[fate] for fate in (Fate.BOUNCED, Fate.ANSWERED, Fate.AWAY))
    say(
        f"assumed: {counted(bounced, 'bounce')}, {counted(answered, 'reply', 'replies')}, {number(away)} out of office"
    )


def _end(counts: RunCounts, exported: "Exported | None", days: int) -> None:
    """End with the code that the result calls for."""
    if exported is not None and exported.findings:
        raise typer.Exit(ExitCode.REFUSED)
    if counts.all_ended:
        return
    waiting = counts.leads - counts.states[State.ENDED]
    if counts.run.status is RunStatus.RUNNING:
        note(f"after {counted(days, 'day')} {counted(waiting, 'lead')} still wait; --days simulates more")
    raise typer.Exit(ExitCode.PARTLY)
