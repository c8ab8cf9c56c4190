"""`outreach campaign variant`: the variants of a campaign's experiment."""

from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.campaign import CampaignIdArgument
from outreach.cli.command import call_of
from outreach.cli.output import say
from outreach.domain.experiment import Stopped, shares
from outreach.domain.ids import CampaignId

if TYPE_CHECKING:
    from outreach.services.operator.variants import StoppedVariant

app = typer.Typer(help="Stop variants of an experiment.", no_args_is_help=True)


@app.callback()
def variant() -> None:
    """Stop variants of an experiment."""


@app.command()
def stop(
    ctx: typer.Context,
    campaign_id: CampaignIdArgument,
    name: Annotated[str, typer.Argument(metavar="VARIANT", help="Name of the variant.")],
    move: Annotated[
        bool,
        typer.Option(
            "--move", help="Who has had a message of it goes on in another variant, and does not stay in it."
        ),
    ] = False,
) -> None:
    """Give nobody new a variant. Who would have got it gets another one, by the weights of those that still run.

    Who has had a message of the variant gets the rest of the sequence in it. With --move they go on in another one. What a
    sender has in hand goes out as it is. Write the stop into the campaign file as well: `campaign apply` refuses a file
    without it.

    Example: outreach campaign variant stop demo short
    """
    how = Stopped.MOVE if move else Stopped.STAY
    stopped = call_of(ctx).connect(to_stop=True).operator.variants.stop(CampaignId(campaign_id), name, how)
    _tell(campaign_id, name, how, stopped)


def _tell(campaign_id: str, name: str, how: Stopped, stopped: "StoppedVariant") -> None:
    verb = "was stopped before" if stopped.before else "is stopped"
    say(f'variant "{name}" of campaign "{campaign_id}" {verb}, revision {stopped.revision[:12]}')
    others = ", ".join(f"{each} {share:.0%}" for each, share in shares(stopped.running).items())
    say(f"  new leads get: {others}")
    past = "goes on in another variant" if how is Stopped.MOVE else "gets the rest of it"
    say(f"  who has had a message of it {past}")
    runs = ", ".join(stopped.runs)
    say(f"  {f'followed by {runs}' if runs else 'no run is under way'}")
    say(f'  write "stopped: {how}" under it in the campaign file: apply refuses a file without it')
