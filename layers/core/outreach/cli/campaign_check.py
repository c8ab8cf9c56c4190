"""`outreach campaign check`: what `apply` and `leads import` would say of two files, without a stack."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.campaign import campaign_file, loaded
from outreach.cli.campaign_view import show_definition
from outreach.cli.end_view import note_the_end_for_new
from outreach.cli.exits import ExitCode
from outreach.cli.leads import LeadMapOption, preview_with_bar, show_report
from outreach.cli.output import say
from outreach.cli.reading import mapping_of, show_reading, show_rejected

if TYPE_CHECKING:
    from outreach.services.operator.importing import Importing


def check(
    path: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="Campaign file, or the folder it is in.")],
    leads: Annotated[Path | None, typer.Option(metavar="CSV", help="A lead file to try with it.")] = None,
    mapping: LeadMapOption = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the leads, if the guess is wrong.")
    ] = None,
) -> None:
    """Check a campaign file, and a lead file for it, without a stack. Nothing is written anywhere.

    It says what `campaign apply` and `leads import` would say on a stack where nothing has happened. Only a stack can
    say whether a live run or the leads of an earlier import forbid the change. Exit code 1 if the campaign cannot be
    applied or the file cannot be read or has no row, and 4 if rows would be rejected.

    Example: outreach campaign check infra/demo/campaign.yaml --leads infra/demo/leads.csv
    """
    from outreach.reading.lead_file import LeadFile
    from outreach.simulation import Given

    file = campaign_file(path)
    now = datetime.now(UTC)
    campaign = loaded(file, now).campaign
    say(f"{file} can be applied: {campaign.campaign_id}, {campaign.name}")
    show_definition(campaign, now)
    if leads is None:
        return
    say()
    report, rejected = preview_with_bar(
        _importing(), campaign, LeadFile(leads, mapping_of(mapping), encoding), show_reading
    )
    say(f"{leads} can be imported; on a new stack it would give:")
    show_report(report, str(leads), campaign, dry_run=True)
    note_the_end_for_new(report, campaign, Given(now))
    show_rejected(report.rejected, rejected)
    if not report.rows:
        raise typer.Exit(ExitCode.REFUSED)
    if report.rejected:
        raise typer.Exit(ExitCode.PARTLY)


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
