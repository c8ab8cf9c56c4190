"""`outreach leads`: import leads."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import Column, counted, note, number, say, say_json, show
from outreach.cli.reading import MapOption, mapping_of, reading_bar, repeatable
from outreach.domain.ids import CampaignId

if TYPE_CHECKING:
    from outreach.cli.operator import Operator
    from outreach.domain.campaign import Campaign
    from outreach.reading.lead_file import LeadFile
    from outreach.services.operator.import_rows import ImportReport

app = typer.Typer(help="Import leads.", no_args_is_help=True)


@app.callback()
def leads() -> None:
    """Import leads."""


@app.command("import")
def import_command(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV file, from any tool and in any encoding.")
    ],
    campaign_id: Annotated[str, typer.Option(help="The campaign whose audience they join.")],
    mapping: MapOption = None,
    rejects: Annotated[
        Path | None, typer.Option(help="Where rejected rows go. (default: FILE with .rejected.csv)")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="Encoding, if the guess is wrong.")] = None,
    as_json: AsJson = False,
) -> None:
    """Import leads from a CSV file into a campaign's audience, and into its runs under way.

    A second import adds nothing and resets nothing. Rows that cannot be imported go to a file of their own, each with
    its reason and what to do, and then the exit code is 4. No import ever lifts an order.

    Example: outreach leads import leads.csv --campaign-id demo --map "Firm=company" --map "Fax=-"
    """
    from outreach.reading.lead_file import LeadFile

    call = call_of(ctx)
    lead_file = LeadFile(file, mapping_of(mapping), encoding, rejects)
    operator = call.connect().operator
    _, campaign = operator.overview.campaign(CampaignId(campaign_id))
    with repeatable(file):
        report = import_with_bar(operator, campaign, lead_file, call.actor)
    if as_json:
        say_json(report)
    else:
        show_report(report, str(file), campaign_id)
    if report.rejected:
        raise typer.Exit(ExitCode.PARTLY)


def import_with_bar(
    operator: "Operator", campaign: "Campaign", lead_file: "LeadFile", actor: str
) -> "ImportReport":
    """Import a lead file with a progress bar."""
    from outreach.reading.lead_file import import_leads
    from outreach.reading.lead_rows import RowRules
    from outreach.reading.message_analysis import SAMPLE_URL, analyse
    from outreach.rendering.trial import TrialRenderer

    analysis = analyse(campaign, "messages/")
    trial = partial(TrialRenderer(SAMPLE_URL).problem, campaign)
    rules = RowRules(analysis.required, analysis.header_fields, campaign.policy.window is not None, trial)
    with reading_bar(lead_file.path) as progress:
        return import_leads(operator.importing, campaign, lead_file, rules, actor=actor, progress=progress)


def show_report(report: "ImportReport", name: str, campaign_id: str) -> None:
    """Print what an import did."""
    reading = report.reading
    note(f"read as {reading.encoding}, separated by {_separator(reading.delimiter)}")
    for sentence in reading.notes:
        note(f"note: {sentence}", style="yellow")
    if reading.ignored:
        note(f"columns that were not used: {', '.join(reading.ignored)}")
    say(f'{counted(report.rows, "row")} of {name} for campaign "{campaign_id}"')
    rows = [
        (number(report.added), "new leads"),
        (number(report.known), "already known, and unchanged"),
        (number(len(report.duplicates)), "name a person whom an earlier row names"),
        (number(report.rejected), f"rejected -> {reading.rejects}" if report.rejected else "rejected"),
    ]
    show([Column("Rows", right=True), Column("", fold=True)], rows, indent=2)
    if report.dnc:
        say(
            f"  {counted(report.dnc, 'person', 'people')} not to be contacted ({counted(report.dnc_new, 'new order')})"
        )
    for run_id, enrolled in report.enrolled.items():
        again = ", which starts again" if run_id in report.restarted else ""
        say(f"  {counted(enrolled, 'lead')} enrolled in run {run_id}{again}")


def _separator(delimiter: str) -> str:
    return {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}.get(delimiter, repr(delimiter))
