"""`outreach campaign sender`: the senders of a campaign that has several."""

from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.campaign import CampaignIdArgument, ReasonOption
from outreach.cli.command import call_of
from outreach.cli.output import say
from outreach.domain.campaign import WhenStopped
from outreach.domain.ids import CampaignId

if TYPE_CHECKING:
    from outreach.services.operator.sender_stops import SaidOfSender

AddressArgument = Annotated[str, typer.Argument(metavar="ADDRESS", help="Address of the sender.")]
_LEADS = {
    WhenStopped.WAIT: "who has had a mail of it waits until it is resumed",
    WhenStopped.MOVE: "who has had a mail of it goes on with another sender",
    None: "who waited for it goes on within an hour",
}

app = typer.Typer(help="Stop and resume senders of a pool.", no_args_is_help=True)


@app.callback()
def sender() -> None:
    """Stop and resume senders of a pool."""


@app.command()
def stop(
    ctx: typer.Context,
    campaign_id: CampaignIdArgument,
    address: AddressArgument,
    move: Annotated[
        bool, typer.Option("--move", help="Who has had a mail of it goes on with another sender.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Who has had a mail of it waits until it is resumed.")
    ] = False,
    reason: ReasonOption = None,
) -> None:
    """Let one of several senders write to nobody any more, within one mail per running sender function.

    New leads go to the other senders. Who has had a mail of it waits or moves, as the campaign file says (`when_stopped`), or
    as --wait or --move say. It holds until `campaign sender resume`.

    Example: outreach campaign sender stop demo anna@example.com --move
    """
    if move and wait:
        raise typer.BadParameter("cannot be combined with --move", param_hint="--wait")
    how = WhenStopped.MOVE if move else WhenStopped.WAIT if wait else None
    call = call_of(ctx)
    stops = call.connect(to_stop=True).operator.sender_stops
    said = stops.stop(CampaignId(campaign_id), address, how, call.actor, reason)
    _tell(campaign_id, address, "is stopped", "was stopped before", said)


@app.command()
def resume(
    ctx: typer.Context,
    campaign_id: CampaignIdArgument,
    address: AddressArgument,
    reason: ReasonOption = None,
) -> None:
    """Let a sender go on that was stopped. Bounces of mails before that do not stop it again.

    Who has moved to another sender meanwhile stays there.

    Example: outreach campaign sender resume demo anna@example.com
    """
    call = call_of(ctx)
    said = call.connect().operator.sender_stops.resume(CampaignId(campaign_id), address, call.actor, reason)
    _tell(campaign_id, address, "goes on", "was not stopped", said)


def _tell(campaign_id: str, address: str, done: str, before: str, said: "SaidOfSender") -> None:
    for runs, what in ((said.runs, done), (said.before, before)):
        if runs:
            say(f'{address} {what} in campaign "{campaign_id}", run {", ".join(runs)}')
    say(f"  new leads get: {', '.join(said.going)}")
    say(f"  {_LEADS[said.how]}")
