"""`outreach leads list|show`: who is in a campaign, where they stand, and what is known of one of them."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.leads_chosen import (
    Campaigned,
    InRun,
    Question,
    by_filters,
)
from outreach.cli.output import Column, counted, number, say, say_json, say_json_list, show, when
from outreach.domain.correcting import values_of
from outreach.domain.ids import LIVE, CampaignId, RunId
from outreach.errors import RefusedChange, UnknownRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.cli.operator import Operator
    from outreach.domain.campaign import Campaign
    from outreach.domain.control import RunControl
    from outreach.domain.correction import Correction
    from outreach.domain.enrollment import Enrollment
    from outreach.domain.instruction import Instruction
    from outreach.domain.removal import Removal
    from outreach.services.operator.selecting import Found

_SHOWN = 100
_SAID = {"stop": "stopped", "reopen": "reopened"}


@by_filters
def list_leads(
    ctx: typer.Context,
    question: Question,
    limit: Annotated[int, typer.Option(min=1, help="The most leads to print; --json prints all.")] = _SHOWN,
    as_json: AsJson = False,
) -> None:
    """List the leads of a campaign, and where each stands in a run.

    Example: outreach leads list --campaign-id demo --reason-code render_failed
    """
    operator = call_of(ctx).connect().operator
    campaign, chosen = _run_of(operator, question)
    found = operator.selecting.matching(campaign, chosen, question.wanted())
    if as_json:
        say_json_list(map(_json, found))
        return
    first = list(islice(found, limit))
    if not first:
        asked = f" has {question.filters}" if question.filters else " is there"
        raise RefusedChange(f'no lead of campaign "{question.campaign_id}"{asked}')
    columns = [Column("Lead", fold=True), Column("State"), Column("Step", right=True)]
    more = [Column("Due (UTC)", spare=2), Column("Reason", spare=1)]
    show([*columns, *more], map(_row, first))
    rest = sum(1 for _ in found)
    if rest:
        say(f"{number(limit)} of {counted(limit + rest, 'lead')}; --limit shows more, --json all")
    else:
        say(counted(len(first), "lead"))


def show_lead(
    ctx: typer.Context,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="The address, as people write it.")],
    campaign_id: Campaigned,
    run: InRun = LIVE,
    as_json: AsJson = False,
) -> None:
    """Show the values of one lead, how they were corrected, and what operators said of it.

    `outreach why ADDRESS` tells which mails the person got, in every campaign.

    Example: outreach leads show zoe@acme.example --campaign-id demo
    """
    from outreach.reading.addresses import parse_address

    operator = call_of(ctx).connect().operator
    campaign, chosen = _run_of(operator, Question(campaign_id, run))
    who = parse_address(address)
    [(_, found)] = operator.selecting.of_addresses(campaign, chosen, [who])
    if found is None:
        raise RefusedChange(
            f'campaign "{campaign_id}" has no lead {who.text}; `outreach why {who.text}` says which campaigns have one'
        )
    if as_json:
        say_json(_json(found))
        return
    lead, enrollment = found.lead, found.enrollment
    say(f"{lead.address}  lead {lead.lead_id}", style="bold")
    rows = sorted(values_of(lead).items())
    show([Column("Value"), Column("Is", fold=True)], rows, indent=2)
    show_corrections(lead.corrections, indent=2)
    if enrollment is None:
        say(f"  not in run {run}")
        return
    say(f"  run {run}: {_stands(enrollment)}")
    show_instructions(enrollment.instructions, indent=2)


def show_corrections(corrections: "Sequence[Correction]", *, indent: int) -> None:
    """Print each value that was corrected, as it was, with who corrected it and when."""
    rows = [
        (when(correction.at), correction.actor, name, was or "-")
        for correction in corrections
        for name, was in correction.was.items()
    ]
    if rows:
        columns = [Column("Corrected (UTC)", spare=1), Column("By", fold=True), Column("Value")]
        show([*columns, Column("Was", fold=True)], rows, indent=indent)


def show_instructions(instructions: "Sequence[Instruction]", *, indent: int) -> None:
    """Print what operators said of a lead in a run."""
    for one in instructions:
        why = f": {one.because}" if one.because else ""
        say(f"{' ' * indent}{_SAID[one.kind]} at step {one.step + 1} by {one.actor}, {when(one.at)} UTC{why}")


def removal_line(campaign_id: CampaignId, removal: "Removal") -> str:
    """Say who took a lead out of a campaign."""
    why = f": {removal.because}" if removal.because else ""
    return f"taken out of {campaign_id} by {removal.actor}, {when(removal.at)} UTC{why}"


def _run_of(operator: "Operator", question: Question) -> "tuple[Campaign, RunControl | None]":
    """Return the campaign and the run. None: the live run was not started yet. Raises `UnknownRun` for any other."""
    campaign = operator.selecting.campaign(CampaignId(question.campaign_id))
    try:
        return campaign, operator.selecting.run(campaign.campaign_id, RunId(question.run))
    except UnknownRun:
        if question.run != LIVE:
            raise
        return campaign, None


def _row(one: "Found") -> tuple[str, ...]:
    enrollment = one.enrollment
    if enrollment is None:
        return one.lead.address, "-", "-", "-", "-"
    due = when(enrollment.due_at)
    return (
        one.lead.address,
        enrollment.state,
        str(enrollment.step + 1),
        due,
        enrollment.reason or "-",
    )


def _stands(enrollment: "Enrollment") -> str:
    reason = f", {enrollment.reason}" if enrollment.reason else ""
    due = f", due {when(enrollment.due_at)} UTC" if enrollment.due_at else ""
    return f"{enrollment.state} at step {enrollment.step + 1}{due}{reason}"


def _json(one: "Found") -> dict[str, object]:
    lead, enrollment = one.lead, one.enrollment
    return {
        "lead_id": lead.lead_id,
        "address": lead.address,
        "values": lead.fields,
        "timezone": lead.timezone,
        "country": lead.traits.country,
        "corrections": lead.corrections,
        "run": None
        if enrollment is None
        else {
            "run_id": enrollment.key.run_id,
            "state": enrollment.state,
            "step": enrollment.step + 1,
            "due_at": enrollment.due_at,
            "reason": enrollment.reason,
            "instructions": [instruction_json(said) for said in enrollment.instructions],
        },
    }


def instruction_json(said: "Instruction") -> dict[str, object]:
    """Return an instruction as `--json` prints it: the first step is 1."""
    return {
        "kind": said.kind,
        "at": said.at,
        "actor": said.actor,
        "because": said.because,
        "step": said.step + 1,
    }
