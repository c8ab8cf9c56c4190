"""The confirmation that a live run on AWS needs."""

import sys
from typing import Annotated

import typer

from outreach.cli.output import note
from outreach.cli.stacks import Stack
from outreach.errors import RefusedChange

LiveConfirmation = Annotated[
    str | None,
    typer.Option(
        "--yes-send-live",
        metavar="CAMPAIGN",
        help="Confirm a live run by the campaign's id: yes, write to these people. Needed on AWS only.",
    ),
]


def refuse_other_confirmation(campaign_id: str, confirmation: str | None) -> None:
    """Raise `RefusedChange` if the confirmation names another campaign than the one to be started."""
    if confirmation not in {None, campaign_id}:
        raise RefusedChange(
            f'nothing was started: --yes-send-live names "{confirmation}" and not "{campaign_id}"; '
            f"say --yes-send-live {campaign_id} if you mean this campaign"
        )


def confirm_live(stack: Stack, campaign_id: str, confirmation: str | None) -> None:
    """Return if a live run may begin: always on the local stack, on AWS if the campaign's id confirms it.

    Raises `RefusedChange` if the confirmation is missing or is not the campaign's id. Nothing has been changed then.
    """
    if stack.is_local:
        note(f"live, on the local stack: mails go to the local SES endpoint and are kept in {stack.mails}")
        return
    if confirmation is None and sys.stdin.isatty():
        note(
            f'This writes to real people: every lead of "{campaign_id}", from {stack.where}.',
            style="bold yellow",
        )
        confirmation = typer.prompt(
            "Type the campaign's id to go on", default="", show_default=False, err=True
        )
    if confirmation != campaign_id:
        problem = f'"{confirmation}" is not its campaign' if confirmation else "nobody confirmed it"
        raise RefusedChange(
            f"a live run writes to real people and was not started: {problem}; "
            f"confirm it with --yes-send-live {campaign_id}"
        )
