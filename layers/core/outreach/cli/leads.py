"""`outreach leads`: import leads, and take imports back. What is done to single leads is in `cli/leads_changed.py`."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.campaign import CampaignIdArgument
from outreach.cli.command import AsJson, call_of
from outreach.cli.end_view import note_the_end_for_new
from outreach.cli.exits import ExitCode
from outreach.cli.leads_changed import hold, remove, reopen, set_values, stop
from outreach.cli.leads_shown import list_leads, show_lead
from outreach.cli.output import Column, counted, note, number, say, say_json, show
from outreach.cli.reading import (
    keep_first,
    mapping_of,
    reading_bar,
    repeatable,
    show_nothing,
    show_reading,
    show_rejected,
)
from outreach.domain.campaign import Stance
from outreach.domain.ids import CampaignId, import_id
from outreach.domain.whom_not import stance_on
from outreach.domain.zone_source import counts_in_words

if TYPE_CHECKING:
    from outreach.cli.operator import Operator
    from outreach.domain.campaign import Campaign, Countries, Policy
    from outreach.domain.window import Window
    from outreach.reading.lead_file import LeadFile
    from outreach.reading.lead_rows import RowRules
    from outreach.services.operator.import_rows import Hints, ImportReport, Reading, RejectedRow
    from outreach.services.operator.importing import Importing

LeadMapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar='"COLUMN=FIELD"',
        help="Read a field from a column. `dnc`: an order not to write where it says anything but no; `dnc-unless`: "
        "where it does not say yes; `ignore`: nothing is taken from it. `COLUMN=VALUE=dnc` and `COLUMN=VALUE=ignore` "
        "explain one value. May be repeated.",
    ),
]

_SHOWN_COUNTRIES = 5
_SHOWN_VALUES = 20

app = typer.Typer(help="Import leads, look at them, and change them.", no_args_is_help=True)
app.command("list")(list_leads)
app.command("show")(show_lead)
app.command("set")(set_values)
app.command("stop")(stop)
app.command("hold")(hold)
app.command("reopen")(reopen)
app.command("remove")(remove)


@app.callback()
def leads() -> None:
    """Import leads, look at them, and change them."""


@app.command("import")
def import_command(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV file, from any tool and in any encoding.")
    ],
    campaign_id: Annotated[str, typer.Option(help="The campaign whose audience they join.")],
    mapping: LeadMapOption = None,
    rejects: Annotated[
        Path | None, typer.Option(help="Where rejected rows go. (default: FILE with .rejected.csv)")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="Encoding, if the guess is wrong.")] = None,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="Give leads that are known the values of their rows. What a row does not say stays, and so do orders and "
            "states.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what the import would do, and write nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import leads from a CSV file into a campaign's audience, and into its runs under way.

    Before anything is written, the whole file is looked at. A column that may say who must not be written to, and is
    not understood, stops the import until --map says what it is. What becomes of each column is always shown.

    A second import adds nothing and resets nothing. With --update it corrects the values of known leads, for mails that are
    not claimed yet; --dry-run shows each value that would change. Rows that cannot be imported go to a file of their own, each with
    its reason and what to do, and then the exit code is 4. No import ever lifts an order. `outreach leads undo` takes
    an import back.

    Example: outreach leads import leads.csv --campaign-id demo --map "Firm=company" --map "Fax=ignore"
    """
    from outreach.reading.lead_file import LeadFile
    from outreach.simulation.from_stack import given_now

    call = call_of(ctx)
    lead_file = LeadFile(file, mapping_of(mapping), encoding, rejects)
    operator = call.connect().operator
    _, campaign = operator.overview.campaign(CampaignId(campaign_id))
    show_columns = show_nothing if as_json else show_reading
    if dry_run:
        report, rejected = preview_with_bar(
            operator.importing, campaign, lead_file, show_columns, update=update
        )
    else:
        rejected = []
        with repeatable(file):
            report = import_with_bar(operator, campaign, lead_file, call.actor, show_columns, update=update)
    if as_json:
        say_json(report)
    else:
        show_report(report, str(file), campaign, dry_run=dry_run)
        control, now = operator.export_ports.controls.control(), operator.overview.now()
        note_the_end_for_new(report, campaign, given_now(now, control, operator.account_daily_quota))
        show_rejected(report.rejected, rejected)
    if not report.rows:
        raise typer.Exit(ExitCode.REFUSED)
    if report.rejected:
        raise typer.Exit(ExitCode.PARTLY)


def import_with_bar(
    operator: "Operator",
    campaign: "Campaign",
    lead_file: "LeadFile",
    actor: str,
    read: "Callable[[Reading], None]" = show_nothing,
    *,
    update: bool = False,
) -> "ImportReport":
    """Import a lead file with a progress bar. Its id is printed before anything is written."""
    from outreach.reading.lead_file import import_leads

    chosen = import_id(campaign.campaign_id, datetime.now(UTC), token_hex(3))
    with reading_bar(lead_file.path) as progress:
        return import_leads(
            operator.importing,
            campaign,
            lead_file,
            rules_of(campaign),
            actor=actor,
            import_id=chosen,
            update=update,
            progress=progress,
            read=read,
            begin=lambda: note(f"import {chosen}"),
        )


def preview_with_bar(
    importing: "Importing",
    campaign: "Campaign",
    lead_file: "LeadFile",
    read: "Callable[[Reading], None]",
    *,
    update: bool = False,
) -> tuple["ImportReport", list["RejectedRow"]]:
    """Look at what an import would do, with a progress bar; return its report and the first rows that it would reject."""
    from outreach.reading.lead_file import preview_leads

    shown: list[RejectedRow] = []
    with reading_bar(lead_file.path) as progress:
        report = preview_leads(
            importing,
            campaign,
            lead_file,
            rules_of(campaign),
            update=update,
            reject=partial(keep_first, shown),
            progress=progress,
            read=read,
        )
    return report, shown


def rules_of(campaign: "Campaign") -> "RowRules":
    """Return what a campaign asks of each row."""
    from outreach.reading.lead_rows import RowRules
    from outreach.reading.message_analysis import SAMPLE_URL, analyse
    from outreach.rendering.trial import TrialRenderer

    analysis = analyse(campaign, "messages/")
    trial = partial(TrialRenderer(SAMPLE_URL).problem, campaign)
    return RowRules(analysis.required, analysis.header_fields, campaign.policy.window is not None, trial)


@app.command("imports")
def list_imports(ctx: typer.Context, campaign_id: CampaignIdArgument, as_json: AsJson = False) -> None:
    """List the imports of a campaign, oldest first, with the leads that are left of each."""
    found = call_of(ctx).connect().operator.undoing.imports(CampaignId(campaign_id))
    if as_json:
        say_json(found)
        return
    if not found:
        say(f'campaign "{campaign_id}" has no leads of an import')
        return
    show(
        [Column("Import"), Column("Leads", right=True)],
        [(chosen, number(count)) for chosen, count in found.items()],
    )


@app.command()
def undo(
    ctx: typer.Context,
    chosen: Annotated[
        str, typer.Argument(metavar="IMPORT", help="The id that `outreach leads import` printed.")
    ],
    as_json: AsJson = False,
) -> None:
    """Take back the leads of one import to whom nothing was sent.

    They leave the audience and the runs, so the file can be imported again in another way. Leads to whom a mail was
    sent or tried stay. So do leads that existed before, and every order: `outreach suppress remove` lifts one.

    Example: outreach leads undo demo.20261128-231507-5f0c3a
    """
    call = call_of(ctx)
    undone = call.connect().operator.undoing.undo(chosen, call.actor)
    if as_json:
        say_json(undone)
        return
    say(f'took back {counted(undone.taken_back, "lead")} of campaign "{undone.campaign_id}"; orders stand')
    if undone.kept:
        say(f"{counted(undone.kept, 'lead')} stayed: a mail to them was sent or tried")


def show_report(report: "ImportReport", name: str, campaign: "Campaign", *, dry_run: bool = False) -> None:
    """Print what an import did, or would do."""
    campaign_id, policy = campaign.campaign_id, campaign.policy
    reading = report.reading
    for sentence in reading.notes:
        note(f"note: {sentence}", style="yellow")
    say(f'{counted(report.rows, "row")} of {name} for campaign "{campaign_id}"')
    rejects = f"rejected -> {reading.rejects}" if reading.rejects else "rejected"
    rows = [
        (number(report.added), "new leads"),
        (number(report.known - report.corrected), "already known, and unchanged"),
        *([(number(report.corrected), "already known, and corrected")] if report.corrected else []),
        (number(len(report.duplicates)), "name a person whom an earlier row names"),
        (number(report.rejected), rejects),
        *((number(count), text) for count, text in _hints(report, policy) if count),
    ]
    show([Column("Rows", right=True), Column("", fold=True)], rows, indent=2)
    if report.zones:
        say(f"  {counts_in_words(report.zones, report.without_zone)}")
    if policy.window is not None and policy.window.own_holidays:
        say(f"  {_holidays(reading.hints, policy.window)}")
    if report.dnc:
        say(
            f"  {counted(report.dnc, 'person', 'people')} not to be contacted ({counted(report.dnc_new, 'new order')})"
        )
    for run_id, enrolled in report.enrolled.items():
        again = ", which starts again" if run_id in report.restarted else ""
        say(f"  {counted(enrolled, 'lead')} enrolled in run {run_id}{again}")
    _show_changed_values(report)
    if dry_run:
        say("nothing was written: this was a dry run")
    elif report.added:
        say(f"  `outreach leads undo {report.import_id}` takes it back")


def _show_changed_values(report: "ImportReport") -> None:
    """Print what an import corrected, or would correct: each value as it was, and as it is."""
    changed = report.changed_values
    rows = [(str(one.line), one.name, one.was or "-", one.becomes or "-") for one in changed[:_SHOWN_VALUES]]
    if rows:
        columns = [Column("Line", right=True), Column("Value"), Column("Was", fold=True)]
        show([*columns, Column("Becomes", fold=True)], rows, indent=2)
    if len(changed) > _SHOWN_VALUES:
        say(f"  and {counted(len(changed) - _SHOWN_VALUES, 'more value')}; --json has them all")
    if report.in_flight:
        note(
            f"a mail with the old values is in flight to {counted(report.in_flight, 'lead')}, or unknown",
            style="yellow",
        )


def _holidays(hints: "Hints", window: "Window") -> str:
    """Say how many leads rest on the holidays of their country, and of which countries those are that do not."""
    own = sum(count for code, count in hints.countries.items() if code in window.own_holidays)
    others = {code: count for code, count in hints.countries.items() if code not in window.own_holidays}
    rest = others | ({"unknown": hints.without_country} if hints.without_country else {})
    which = ", ".join(
        f"{code} {number(count)}"
        for code, count in sorted(rest.items(), key=lambda one: -one[1])[:_SHOWN_COUNTRIES]
    )
    more = ", ..." if len(rest) > _SHOWN_COUNTRIES else ""
    all_others = (
        f"; {counted(sum(rest.values()), 'lead')} on those of all others ({which}{more})" if rest else ""
    )
    return f"holidays: {counted(own, 'lead')} on those of their country{all_others}"


def _countries(hints: "Hints", countries: "Countries | None") -> Iterator[tuple[int, Stance, str]]:
    """Say how many leads are of countries that the campaign leaves out, and of how many the country is not known."""
    if countries is None:
        return
    others = {
        code: count
        for code, count in hints.countries.items()
        if stance_on(code, countries) is not Stance.ALLOW
    }
    most = ", ".join(sorted(others, key=lambda code: (-others[code], code))[:_SHOWN_COUNTRIES])
    more = ", ..." if len(others) > _SHOWN_COUNTRIES else ""
    yield (
        sum(others.values()),
        countries.left_out,
        f"with a country that policy.countries leaves out ({most}{more})",
    )
    yield hints.without_country, countries.unknown, "without a country that is known"


def _hints(report: "ImportReport", policy: "Policy") -> Iterator[tuple[int, str]]:
    """Say what a person may want to know of the leads. What the campaign allows is not worth a word."""
    hints = report.reading.hints
    yield report.without_zone, "without a time zone"
    for count, stance, text in (
        (
            hints.role_accounts,
            policy.role_accounts,
            "with an address that several people may read, such as info@",
        ),
        (hints.disposable, policy.disposable_domains, "with an address of a disposable domain"),
        *_countries(hints, policy.countries),
    ):
        if stance is Stance.SKIP:
            yield count, f"{text}; this campaign skips them"
        elif stance is Stance.WARN:
            yield count, text
