"""`outreach why`: everything that is known about an address."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.exits import ExitCode
from outreach.cli.kill import kill_line
from outreach.cli.leads_shown import (
    instruction_json,
    removal_line,
    show_corrections,
    show_instructions,
)
from outreach.cli.output import Column, note, plain, say, say_json, show, when
from outreach.cli.sender_view import stop_line
from outreach.cli.timetable_view import span_json
from outreach.domain.address import Address
from outreach.domain.fast import is_fast
from outreach.domain.senders import had, sender_of
from outreach.domain.suppression import EVERYWHERE, Order
from outreach.domain.window import zone_of_campaign
from outreach.domain.zone_source import zone_in_words

if TYPE_CHECKING:
    from outreach.domain.across import PersonRow
    from outreach.domain.reply import Reply
    from outreach.domain.story import StepStory
    from outreach.services.operator.explaining import Explanation, Passage


def why(
    ctx: typer.Context,
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="An address, as people write it.")],
    as_json: AsJson = False,
) -> None:
    """Explain why a person was written to, or not, for each campaign, run and step; and list the orders.

    Exit code 1 if nothing is known about the address. All times are UTC.

    Example: outreach why zoe@acme.example
    """
    from outreach.reading.addresses import parse_address

    address = parse_address(email)
    operator = call_of(ctx).connect().operator
    explanation = operator.explaining.explain(address)
    if as_json:
        say_json(_json(address, explanation))
    else:
        show_explanation(address, explanation)
        state = operator.stopping.state()
        if state.stopped:
            note(kill_line(state), style="bold red")
    if not is_known(explanation):
        raise typer.Exit(ExitCode.REFUSED)


def is_known(explanation: "Explanation") -> bool:
    """Say whether anything is known."""
    found = (explanation.audiences, explanation.passages, explanation.removals, orders_of(explanation))
    return any(map(bool, found))


def show_explanation(address: Address, explanation: "Explanation") -> None:
    """Print the explanation."""
    say(address.text, style="bold")
    if not is_known(explanation):
        say("  not known here: never imported, and no order is about it")
        return
    _show_orders(address, explanation)
    if not explanation.audiences and not explanation.passages:
        say("  never imported as a lead")
    enrolled = {passage.run.campaign_id for passage in explanation.passages}
    for campaign_id in explanation.audiences:
        if campaign_id not in enrolled:
            say(f"  in the audience of {campaign_id}, but in none of its runs yet")
    for campaign_id, removal in explanation.removals:
        say(f"  {removal_line(campaign_id, removal)}")
    for campaign_id, lead in explanation.leads:
        if lead.corrections:
            say(f"  values corrected in {campaign_id}")
            show_corrections(lead.corrections, indent=4)
    for passage in explanation.passages:
        _show_passage(passage)
    if (row := explanation.last_written_by) is not None:
        say(
            f"  of all campaigns that keep a distance, {row.key.campaign_id} wrote last: step {row.step + 1}, "
            f"{when(row.taken_at)} UTC"
        )


def orders_of(explanation: "Explanation") -> list[tuple[str, Order]]:
    """List the standing orders, each with what it is about: `the address`, or a domain."""
    about = [("the address", order) for row in explanation.recipients for order in row.orders]
    return about + [(str(row.domain), order) for row in explanation.domains for order in row.orders]


def _show_orders(address: Address, explanation: "Explanation") -> None:
    orders = orders_of(explanation)
    if orders:
        columns = [
            Column("Reason"),
            Column("Campaign"),
            Column("By", fold=True),
            Column("Since (UTC)", spare=1),
        ]
        rows = [
            (
                about,
                order.reason,
                scope_cell(order.scope),
                f"{order.actor} ({order.source})",
                when(order.at),
            )
            for about, order in orders
        ]
        show([Column("Order about", fold=True), *columns], rows, indent=2)
    for row in explanation.recipients:
        for scope, hold in row.holds.items():
            by = f", by {hold.actor} ({hold.source})" if hold.actor else ""
            say(f"  on hold until {when(hold.until)} UTC for {scope_text(scope)}{by}")
    if not orders:
        say(f"  no order stands about {address.text} or its domain")


def scope_text(scope: str) -> str:
    """Name the campaigns that an order covers."""
    return "every campaign" if scope == EVERYWHERE else f"campaign {scope}"


def scope_cell(scope: str) -> str:
    """Do the same for a column with the title *Campaign*."""
    return "every" if scope == EVERYWHERE else scope


def _show_passage(passage: "Passage") -> None:
    run = passage.run
    rehearsal = "fast rehearsal" if is_fast(run) else "rehearsal"
    kind = "live" if run.mode == "live" else f"{rehearsal} {run.run_id}"
    lead, window = passage.enrollment.lead, passage.campaign.policy.window
    say(f"  {run.campaign_id}, {kind} ({run.status})  lead {lead.lead_id}")
    if lead.timezone or window:
        zone = zone_in_words(lead.timezone, lead.zone_source, zone_of_campaign(window))
        say(f"    time zone: {zone}")
    if lead.traits.country or passage.campaign.policy.countries:
        say(f"    country: {lead.traits.country or 'not known'}")
    if passage.campaign.pool is not None:
        say(f"    sender: {_sender_of(passage)}")
    columns = [Column("Step", right=True), Column("Message"), Column("What happened", fold=True)]
    rows = [(str(told.step + 1), told.message_id, told.sentence) for told in passage.steps]
    show(columns, rows, indent=4)
    show_instructions(passage.enrollment.instructions, indent=4)
    if (archived := passage.enrollment.archived) is not None:
        say(
            f"    the rest is in archive {archived}: outreach status {run.campaign_id} --run {run.run_id} says where"
        )
    for reply in passage.replies:
        say(f"    reply {reply.mail_id}, {when(reply.received_at)} UTC: {reply.kind}{_label_of(reply)}")


def _label_of(reply: "Reply") -> str:
    if reply.label is None:
        return ", waits for a label" if reply.waits_for_a_label else ""
    since = f", {when(reply.labelled_at)} UTC" if reply.labelled_at else ""
    return f", labelled {reply.label} by {reply.labelled_by}{since}"


def _sender_of(passage: "Passage") -> str:
    """Say who writes to the person next; if nobody does until a sender is resumed, who stopped it."""
    run, enrollment = passage.run, passage.enrollment
    sender = sender_of(passage.campaign, run.senders, enrollment)
    if sender is not None:
        return sender
    before = had(enrollment)
    state = None if before is None else run.sender(before)
    return "all are stopped" if state is None else f"{before}, {stop_line(state)}"


def _step_json(told: "StepStory") -> dict[str, object]:
    expected = None if told.expected is None else span_json(told.expected)
    return {**plain(replace(told, step=told.step + 1, expected=None)), "expected": expected}


def _reply_json(reply: "Reply") -> dict[str, object]:
    about = {"id": reply.mail_id, "at": reply.received_at, "kind": reply.kind}
    return {
        **about,
        "label": reply.label,
        "labelled_by": reply.labelled_by or None,
        "labelled_at": reply.labelled_at,
    }


def _row_json(row: "PersonRow") -> dict[str, object]:
    key = row.key
    about = {"campaign_id": key.campaign_id, "lead_id": key.lead_id, "step": row.step + 1}
    return {**about, "taken_at": row.taken_at}


def _json(address: Address, explanation: "Explanation") -> dict[str, object]:
    return {
        "address": address.text,
        "known": is_known(explanation),
        "orders": [{"about": about, "order": order} for about, order in orders_of(explanation)],
        "holds": [
            {"scope": scope, "until": hold.until, "by": hold.actor}
            for row in explanation.recipients
            for scope, hold in row.holds.items()
        ],
        "audiences": explanation.audiences,
        "corrections": [
            {"campaign_id": campaign_id, "correction": correction}
            for campaign_id, lead in explanation.leads
            for correction in lead.corrections
        ],
        "removals": [
            {"campaign_id": campaign_id, "at": one.at, "by": one.actor, "because": one.because}
            for campaign_id, one in explanation.removals
        ],
        "last_written_by": explanation.last_written_by and _row_json(explanation.last_written_by),
        "runs": [
            {
                "campaign_id": passage.run.campaign_id,
                "run_id": passage.run.run_id,
                "mode": passage.run.mode,
                "fast": is_fast(passage.run),
                "status": passage.run.status,
                "lead_id": passage.enrollment.key.lead_id,
                "timezone": passage.enrollment.lead.timezone,
                "zone_source": (source := passage.enrollment.lead.zone_source) and str(source),
                "country": passage.enrollment.lead.traits.country,
                "state": passage.enrollment.state,
                "archived": passage.enrollment.archived,
                "sender": sender_of(passage.campaign, passage.run.senders, passage.enrollment),
                "steps": [_step_json(told) for told in passage.steps],
                "instructions": [instruction_json(said) for said in passage.enrollment.instructions],
                "replies": [_reply_json(reply) for reply in passage.replies],
            }
            for passage in explanation.passages
        ],
    }
