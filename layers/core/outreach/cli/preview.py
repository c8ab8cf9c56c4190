"""`outreach preview`: the mails of a campaign as people will see them, in one page. Nothing of a stack is changed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.browser import OpenIt, open_page
from outreach.cli.command import call_of
from outreach.cli.leads import LeadMapOption
from outreach.cli.mails_shown import (
    CampaignOrFile,
    EncodingOption,
    LeadList,
    LeadsOption,
    ShownCampaign,
    shown_campaign,
)
from outreach.cli.output import Column, counted, say, show

if TYPE_CHECKING:
    from outreach.reading.awkward_picks import Pick


def preview(
    ctx: typer.Context,
    named: CampaignOrFile,
    leads: LeadsOption = None,
    lead: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS", help="A lead of --leads, or of the campaign on the stack. May be repeated."
        ),
    ] = None,
    awkward: Annotated[int, typer.Option(min=1, max=200, help="Show at most so many awkward leads.")] = 12,
    mapping: LeadMapOption = None,
    encoding: EncodingOption = None,
    to: Annotated[
        Path, typer.Option(metavar="FILE.html", help="Where the page goes. Only a preview is overwritten.")
    ] = Path("preview.html"),
    open_it: OpenIt = False,
) -> None:
    """Write one page with every mail of a campaign: on a desktop, on a phone, as text, with headers and raw.

    It shows the leads that are most likely to look wrong, and says why it picked each: those of a list, or those that
    were imported for a campaign on the stack. A file without a list is shown with made-up leads, of those that
    `campaign apply` tries. The renderer is that of the sender. Nothing is changed, and nobody is written to. The
    unsubscribe links and reply addresses in the page lead nowhere. Of an experiment, every variant is shown for each lead.

    Example: outreach preview infra/demo --leads infra/demo/leads.csv --open
    """
    from outreach.artifacts.preview_page import PREVIEW

    PREVIEW.refuse_to_overwrite(to)
    shown = shown_campaign(call_of(ctx), named)
    listed = None if leads is None else LeadList(leads, mapping, encoding)
    picks = shown.picked(listed, lead or [], awkward)
    _write(to, shown, picks, _source(listed, shown))
    if open_it:
        open_page(to)


def _source(listed: LeadList | None, shown: ShownCampaign) -> str:
    """Say where the leads come from."""
    if listed is not None:
        return listed.path.name
    return "made-up leads" if shown.stack is None else f"the audience on {shown.stack.name}"


def _write(to: Path, shown: ShownCampaign, picks: "Sequence[Pick]", source: str) -> None:
    """Render what the picked leads get, write the page, and say what is in it."""
    from outreach.artifacts.preview_page import PreviewedLead, PreviewedMail, write_preview
    from outreach.simulation import rendered_for

    rows = [pick.lead for pick in picks]
    rendered = rendered_for(shown.campaign, shown.required, rows, datetime.now(UTC).replace(microsecond=0))
    leads = [
        PreviewedLead(
            row.address.text,
            pick.reasons,
            row.fields,
            [PreviewedMail(mail.proof, mail.message_id, mail.variants) for mail in its.mails],
            its.problem,
        )
        for pick, row in zip(picks, rows, strict=True)
        for its in [rendered[row.address.text]]
    ]
    write_preview(to, shown.campaign, leads, source)
    mails = sum(len(lead.mails) for lead in leads)
    say(f"{to}: {counted(mails, 'mail')} to {counted(len(leads), 'lead')}; nobody was written to")
    show(
        [Column("Lead"), Column("Why it is shown", fold=True)],
        [(lead.address, ", ".join(lead.reasons)) for lead in leads],
        indent=2,
    )
