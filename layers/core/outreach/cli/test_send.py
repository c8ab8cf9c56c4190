"""`outreach test-send`: one mail of a campaign to the operator's own address."""

from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import call_of
from outreach.cli.exits import ExitCode
from outreach.cli.leads import LeadMapOption
from outreach.cli.live_confirmation import LiveConfirmation, confirm_test
from outreach.cli.mails_shown import (
    CampaignOrFile,
    EncodingOption,
    LeadList,
    LeadsOption,
    shown_campaign,
)
from outreach.cli.output import note, say
from outreach.domain.outcome import Accepted, Ambiguous, Outcome, Refused
from outreach.domain.reasons import EXPLANATIONS, Reason
from outreach.errors import RefusedChange, RenderFailed

if TYPE_CHECKING:
    from outreach.cli.stacks import Stack
    from outreach.domain.campaign import Campaign
    from outreach.services.operator.self_sending import Withheld


def send_test(
    ctx: typer.Context,
    named: CampaignOrFile,
    to: Annotated[str, typer.Option(metavar="ADDRESS", help="Your own address. The mail goes there.")],
    lead: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Whose data is filled in: a lead of --leads, or of the stack. (default: the first)",
        ),
    ] = None,
    leads: LeadsOption = None,
    step: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Which step. (default: the first)")
    ] = None,
    message: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="Which message, instead of --step; of an experiment, that of any variant."
        ),
    ] = None,
    mapping: LeadMapOption = None,
    encoding: EncodingOption = None,
    confirmation: LiveConfirmation = None,
) -> None:
    """Send yourself one mail of a campaign, filled in with a lead's data. Nothing is recorded about the lead.

    The subject begins with [TEST], and the unsubscribe link leads to a page that says so. The mail counts in the account's
    quota of today, and a stop or an order about your address forbids it. On the local stack it becomes a file. On AWS it is
    a real mail: confirm it with the campaign's id.

    Example: outreach test-send demo --to you@example.com --step 2
    """
    from outreach.reading.addresses import parse_address
    from outreach.services.operator.self_sending import Withheld

    recipient = parse_address(to)
    call = call_of(ctx)
    shown = shown_campaign(call, named)
    index, campaign = _chosen(shown.campaign, step, message)
    listed = None if leads is None else LeadList(leads, mapping, encoding)
    row = shown.first(listed) if lead is None else shown.named(listed, [lead])[0]
    stack = shown.stack or call.connect()
    confirm_test(stack, campaign.campaign_id, recipient.text, confirmation)
    try:
        result = stack.operator.self_sending.send(campaign, index, row, recipient)
    except RenderFailed as error:
        raise RefusedChange(f"nothing was sent: for {row.address.text} {error}") from error
    if isinstance(result, Withheld):
        raise _withheld(stack, recipient.text, result)
    _tell(stack, recipient.text, result.mail.subject, result.outcome)


def _chosen(campaign: "Campaign", step: int | None, message: str | None) -> tuple[int, "Campaign"]:
    """Return the step that was asked for, counted from 0, and the campaign: with the variant that sends the message."""
    from outreach.domain.choosing import choices_of, only

    messages: dict[str, tuple[int, Campaign]] = {
        choice.message_id: (index, campaign if choice.arm is None else only(campaign, choice.arm.variant))
        for index in range(len(campaign.steps))
        for choice in choices_of(campaign, index)
    }
    if step is not None and message is not None:
        raise typer.BadParameter("cannot stand beside --step; give one of the two", param_hint="--message")
    if message is not None:
        if message not in messages:
            raise RefusedChange(
                f'no step sends the message "{message}"; the steps send: {", ".join(messages)}'
            )
        return messages[message]
    last = len(campaign.steps)
    if step is not None and step > last:
        raise RefusedChange(f"there is no step {step}; the last one is {last}")
    return (step or 1) - 1, campaign


def _withheld(stack: "Stack", to: str, result: "Withheld") -> RefusedChange:
    reason = result.reason
    remedy = {
        Reason.KILLED: f"turn it off with `{stack.addressed('outreach kill off')}`",
        Reason.RESTORING: f"go on with it; `{stack.addressed('outreach restore status')}` says where it stands",
        Reason.KILL_SWITCH_UNREADABLE: "try again when SSM responds",
        Reason.ACCOUNT_QUOTA: "it begins anew at 00:00 UTC",
    }.get(reason, f"`{stack.addressed(f'outreach why {to}')}` shows the order; use another address")
    used = "; a unit of today's quota is used up" if result.quota_used else ""
    return RefusedChange(f"nothing was sent to {to}: {EXPLANATIONS[reason]}; {remedy}{used}")


def _tell(stack: "Stack", to: str, subject: str, outcome: Outcome) -> None:
    """Say what became of the mail. Raises what ends the command with another code than 0."""
    match outcome:
        case Accepted(ses_message_id):
            say(f'sent to {to}: "{subject}"')
            if stack.mails is not None:
                say(f"  {stack.mails / f'{ses_message_id}.eml'}")
        case Refused(refusal, detail):
            raise RefusedChange(
                f"SES did not take the mail ({refusal}: {detail}); nothing was sent, and a unit of today's quota is used up"
            )
        case Ambiguous(detail):
            note(
                f"it is not known whether the mail was sent ({detail}): it may have been. Look into the mailbox of {to} before "
                "you try again",
                style="yellow",
            )
            raise typer.Exit(ExitCode.PARTLY)
