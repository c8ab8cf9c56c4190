"""`outreach preview`: the mails of a campaign as people will see them, in one page, from files alone."""

import webbrowser
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.campaign import campaign_file, loaded
from outreach.cli.leads import LeadMapOption, rules_of
from outreach.cli.output import Column, counted, note, say, show
from outreach.cli.reading import mapping_of, reading_bar
from outreach.domain.address import Address
from outreach.domain.ids import Domain
from outreach.errors import BadFile

if TYPE_CHECKING:
    from outreach.domain.campaign import Campaign
    from outreach.reading.awkward_picks import Pick
    from outreach.reading.campaign_file import LoadedCampaign
    from outreach.reading.lead_file import LeadFile

_MADE_UP = Domain("leads.preview.invalid")
_CHECK = "`outreach campaign check FILE --leads CSV` says why"


def preview(
    path: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="Campaign file, or the folder it is in.")],
    leads: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="The leads, as for `leads import`. (default: made-up awkward ones)"),
    ] = None,
    lead: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A lead of --leads to show. May be repeated."),
    ] = None,
    awkward: Annotated[int, typer.Option(min=1, max=200, help="Show at most so many awkward leads.")] = 12,
    mapping: LeadMapOption = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the leads, if the guess is wrong.")
    ] = None,
    to: Annotated[
        Path, typer.Option(metavar="FILE.html", help="Where the page goes. Only a preview is overwritten.")
    ] = Path("preview.html"),
    open_it: Annotated[bool, typer.Option("--open", help="Open the page in your browser.")] = False,
) -> None:
    """Write one page with every mail of a campaign: on a desktop, on a phone, as text, with headers and raw.

    It shows the leads of a list that are most likely to look wrong, and says why it picked each. Without a list it shows
    made-up leads, of those that `campaign apply` tries. The renderer is that of the sender. It needs no stack, and nobody
    is written to. The unsubscribe links and reply addresses in it lead nowhere.

    Example: outreach preview infra/demo --leads infra/demo/leads.csv --open
    """
    from outreach.artifacts.preview_page import refuse_to_overwrite
    from outreach.reading.lead_file import LeadFile

    if lead and leads is None:
        raise typer.BadParameter("a lead is looked for in a list: give it with --leads", param_hint="--lead")
    refuse_to_overwrite(to)
    found = loaded(campaign_file(_existing(path)))
    if leads is None:
        picks, source = _made_up(found.campaign, awkward), "made-up leads"
    else:
        file = LeadFile(leads, mapping_of(mapping), encoding)
        picks, source = _of_list(file, found.campaign, lead or [], awkward), leads.name
    _write(to, found, picks, source)
    if open_it and not webbrowser.open(to.resolve().as_uri()):
        note(f"no browser could be opened; open {to} yourself")


def _existing(path: Path) -> Path:
    if not path.exists():
        remedy = "give a campaign's file or folder; a campaign that only a stack has cannot be previewed yet"
        raise BadFile(str(path), "there is no such file or folder", remedy=remedy)
    return path


def _of_list(file: "LeadFile", campaign: "Campaign", wanted: Sequence[str], most: int) -> "Sequence[Pick]":
    """Read the list, and pick the leads that were asked for, or the awkward ones."""
    from outreach.reading.awkward_picks import Pick, pick_awkward
    from outreach.reading.lead_choice import LeadChoice
    from outreach.reading.lead_file import judged_leads

    with reading_bar(file.path) as progress:
        choice = LeadChoice(
            file.path.name, judged_leads(campaign, file, rules_of(campaign), progress=progress)
        )
    if wanted:
        return [Pick(choice.lead(text), ("chosen",)) for text in wanted]
    leads = choice.leads()
    if choice.rejected:
        note(f"{counted(choice.rejected, 'row')} of {file.path} would be rejected; {_CHECK}", style="yellow")
    picked = pick_awkward(leads, campaign.fields, most)
    if picked.left_out:
        note(f"no room for: {', '.join(picked.left_out)}; a greater --awkward shows more")
    return picked.picks


def _made_up(campaign: "Campaign", most: int) -> "Sequence[Pick]":
    """Pick some of each kind from the leads with which `apply` tries every message."""
    from outreach.reading.awkward_leads import awkward_leads
    from outreach.reading.awkward_picks import Pick, pick_awkward
    from outreach.reading.message_analysis import analyse
    from outreach.services.operator.import_rows import LeadRow

    rows, about = [], {}
    tried = awkward_leads(campaign.fields, analyse(campaign).header_fields)
    for number, (says, fields) in enumerate(tried, 1):
        address = Address(f"lead-{number}@{_MADE_UP}", (_MADE_UP,))
        about[address.text] = f"made up, {says}"
        rows.append(LeadRow(number, address, fields))
    picks = pick_awkward(rows, campaign.fields, most).picks
    return [Pick(pick.lead, (about[pick.lead.address.text],)) for pick in picks]


def _write(to: Path, found: "LoadedCampaign", picks: "Sequence[Pick]", source: str) -> None:
    """Render what the picked leads get, write the page, and say what is in it."""
    from outreach.artifacts.preview_page import PreviewedLead, write_preview
    from outreach.simulation import rendered_for

    rows = [pick.lead for pick in picks]
    rendered = rendered_for(found.campaign, found.required, rows, datetime.now(UTC).replace(microsecond=0))
    leads = [
        PreviewedLead(row.address.text, pick.reasons, row.fields, its.mails, its.problem)
        for pick, row in zip(picks, rows, strict=True)
        for its in [rendered[row.address.text]]
    ]
    write_preview(to, found.campaign, leads, source)
    mails = sum(len(lead.mails) for lead in leads)
    say(f"{to}: {counted(mails, 'mail')} to {counted(len(leads), 'lead')}; nobody was written to")
    show(
        [Column("Lead"), Column("Why it is shown", fold=True)],
        [(lead.address, ", ".join(lead.reasons)) for lead in leads],
        indent=2,
    )
