"""`outreach unknown`: mails that may or may not have gone out."""

from enum import StrEnum
from typing import Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.output import Column, say, say_json, show, when
from outreach.domain.enrollment import Enrollment
from outreach.domain.ids import LIVE, CampaignId, LeadId, RunId
from outreach.errors import RefusedChange

app = typer.Typer(help="List and resolve mails for which no response came from SES.", no_args_is_help=True)


class Resolution(StrEnum):
    """What an operator decides about an unknown touch."""

    SENT = "sent"
    RESEND = "resend"


@app.command("list")
def list_unknown(
    ctx: typer.Context,
    campaign_id: Annotated[
        str | None, typer.Argument(metavar="CAMPAIGN", help="One campaign. (default: all)")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the touches for which SES was asked and no response came."""
    operator = call_of(ctx).connect().operator
    runs = operator.overview.runs() if campaign_id is None else operator.runs.runs(CampaignId(campaign_id))
    found = [enrollment for run in runs for enrollment in operator.unknowns.of_run(run)]
    if as_json:
        say_json([_json(enrollment) for enrollment in found])
        return
    if not found:
        say("nothing is unknown")
        return
    columns = [Column("Campaign"), Column("Run"), Column("Step", spare=2), Column("Lead")]
    rows = [
        (
            enrollment.key.campaign_id,
            enrollment.key.run_id,
            str(enrollment.step + 1),
            enrollment.key.lead_id,
            when(enrollment.changed_at),
            enrollment.lead.address,
        )
        for enrollment in found
    ]
    show([*columns, Column("Since (UTC)", spare=3), Column("Address", fold=True, spare=1)], rows)
    say("look for each in SES, or ask the person; then: outreach unknown resolve CAMPAIGN LEAD --as sent")


@app.command()
def resolve(
    ctx: typer.Context,
    campaign_id: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Id of the campaign.")],
    lead_id: Annotated[str, typer.Argument(metavar="LEAD", help="Id of the lead, as listed.")],
    resolution: Annotated[
        Resolution, typer.Option("--as", help="`sent`: it arrived, so go on. `resend`: send it again.")
    ],
    run: Annotated[str, typer.Option(metavar="RUN", help="Which run.")] = LIVE,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Needed to resend, because the person may get it twice.")
    ] = False,
) -> None:
    """Decide about one unknown touch. To resend may write to the person twice, so it needs --yes.

    Example: outreach unknown resolve demo ajk3xq7c2n5dmpvw4yr6tbsh2e --as sent
    """
    call = call_of(ctx)
    if "@" in lead_id:
        raise RefusedChange("that is an address; give the lead id, as `outreach unknown list` shows it")
    if resolution is Resolution.RESEND and not yes:
        raise RefusedChange(
            "nothing was changed: SES may have delivered this mail, and the person would get it twice; "
            "say --yes to send it all the same"
        )
    operator = call.connect().operator
    [chosen] = operator.runs.runs(CampaignId(campaign_id), RunId(run))
    lead = LeadId(lead_id)
    if resolution is Resolution.SENT:
        operator.unknowns.assume_sent(chosen, lead, call.actor)
        say(f"recorded as sent; the sequence of lead {lead_id} goes on")
    else:
        operator.unknowns.send_again(chosen, lead, call.actor)
        say(f"due again; the next tick sends it to lead {lead_id}")


def _json(enrollment: Enrollment) -> dict[str, object]:
    touch = enrollment.touches.get(enrollment.step)
    return {
        "campaign_id": enrollment.key.campaign_id,
        "run_id": enrollment.key.run_id,
        "lead_id": enrollment.key.lead_id,
        "address": enrollment.lead.address,
        "step": enrollment.step + 1,
        "since": enrollment.changed_at,
        "closed_at": enrollment.due_at,
        "reason": enrollment.reason,
        "detail": touch.detail if touch else None,
    }
