"""`outreach campaign check`: what `apply` and `leads import` would say of two files, without a stack."""

import csv
import secrets
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.campaign import campaign_file, loaded
from outreach.cli.campaign_view import show_definition
from outreach.cli.exits import ExitCode
from outreach.cli.leads import show_report
from outreach.cli.output import Column, counted, note, say, show
from outreach.cli.reading import MapOption, mapping_of, reading_bar

if TYPE_CHECKING:
    from outreach.reading.campaign_file import LoadedCampaign
    from outreach.services.operator.import_rows import ImportReport
    from outreach.services.operator.importing import Importing

SHOWN = 20
"""How many rejected rows are printed."""


def check(
    path: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="Campaign file, or the folder it is in.")],
    leads: Annotated[Path | None, typer.Option(metavar="CSV", help="A lead file to try with it.")] = None,
    mapping: MapOption = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the leads, if the guess is wrong.")
    ] = None,
) -> None:
    """Check a campaign file, and a lead file for it, without a stack. Nothing is written anywhere.

    It says what `campaign apply` and `leads import` would say on a stack where nothing has happened. Only a stack can
    say whether a live run or the leads of an earlier import forbid the change. Exit code 1 if the campaign cannot be
    applied or the file cannot be read, and 4 if rows would be rejected.

    Example: outreach campaign check infra/demo/campaign.yaml --leads infra/demo/leads.csv
    """
    file = campaign_file(path)
    found = loaded(file)
    campaign = found.campaign
    say(f"{file} can be applied: {campaign.campaign_id}, {campaign.name}")
    show_definition(campaign)
    if leads is None:
        return
    with TemporaryDirectory(prefix="outreach-check-") as folder:
        rejects = Path(folder) / "rejected.csv"
        report = _tried(found, leads, rejects, mapping_of(mapping), encoding)
        say()
        say(f"{leads} can be imported; on a new stack it would give:")
        shown = replace(report, reading=replace(report.reading, rejects=None))
        show_report(shown, str(leads), campaign.campaign_id)
        _show_rejected(rejects, report)
    if report.rejected:
        raise typer.Exit(ExitCode.PARTLY)


def _tried(
    found: "LoadedCampaign", leads: Path, rejects: Path, mapping: dict[str, str], encoding: str | None
) -> "ImportReport":
    from outreach.reading.lead_file import LeadFile, import_leads
    from outreach.reading.lead_rows import RowRules

    rules = RowRules(found.required, found.header_fields)
    wanted = LeadFile(leads, mapping, encoding, rejects)
    with reading_bar(leads) as progress:
        return import_leads(_importing(), found.campaign, wanted, rules, actor="check", progress=progress)


def _importing() -> "Importing":
    """Import into stores in memory, in which nothing has happened."""
    from outreach import memory
    from outreach.domain.keyring import Keyring
    from outreach.services.operator.import_preview import ImportPorts
    from outreach.services.operator.importing import Importing

    tables = memory.MemoryTables()
    ports = ImportPorts(
        suppressions=memory.MemorySuppressions(tables),
        audience=memory.MemoryAudience(tables),
        enrollments=memory.MemoryEnrollments(tables),
        controls=memory.MemoryControls(tables),
        index=memory.MemoryDueIndex(tables),
        clock=memory.FixedClock(datetime.now(UTC)),
    )
    return Importing(ports, Keyring("check", {"check": secrets.token_hex()}))


def _show_rejected(rejects: Path, report: "ImportReport") -> None:
    """Print the first rejected rows, each with its reason and what to do."""
    if not report.rejected:
        return
    with rejects.open(encoding="utf-8-sig", newline="") as stream:
        lines = csv.reader(stream, delimiter=report.reading.delimiter)
        next(lines)
        rows = [(line[0], f"{line[1]}; {line[2]}") for line, _ in zip(lines, range(SHOWN), strict=False)]
    show([Column("Line", right=True), Column("Would be rejected because", fold=True)], rows, indent=2)
    if report.rejected > SHOWN:
        note(f"and {counted(report.rejected - SHOWN, 'more', 'more')}")
