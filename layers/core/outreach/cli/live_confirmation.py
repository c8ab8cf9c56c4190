"""The confirmation that a live run on AWS needs."""

import sys
from typing import Annotated

import typer

from outreach.cli.output import note
from outreach.cli.preflight import note_briefly
from outreach.cli.stacks import Stack
from outreach.domain.ids import CampaignId
from outreach.errors import RefusedChange

LiveConfirmation = Annotated[
    str | None,
    typer.Option(
        "--yes-send-live",
        metavar="CAMPAIGN",
        help="Confirm a live run by the campaign's id: yes, write to these people. Needed on AWS only.",
    ),
]

DespitePreflight = Annotated[
    bool,
    typer.Option(
        "--despite-preflight", help="Start although a line of preflight failed. Needed on AWS only."
    ),
]
_DESPITE = "despite preflight"


def refuse_other_confirmation(campaign_id: str, confirmation: str | None) -> None:
    """Raise `RefusedChange` if the confirmation names another campaign than the one to be started."""
    if confirmation not in {None, campaign_id}:
        raise RefusedChange(
            f'nothing was started: --yes-send-live names "{confirmation}" and not "{campaign_id}"; '
            f"say --yes-send-live {campaign_id} if you mean this campaign"
        )


def confirm_live(
    stack: Stack, campaign_id: str, confirmation: str | None, *, despite_preflight: bool
) -> None:
    """Return if a live run may begin: always on the local stack, on AWS if the campaign's id confirms it.

    Preflight is shown first. On AWS a line of it that failed needs a word of its own. Raises `RefusedChange` if a
    confirmation is missing, and `UnknownCampaign`. Nothing has been changed then.
    """
    from outreach.services.operator.readiness.facts import Result

    askable = confirmation is None and _can_be_asked()
    if not stack.is_local and confirmation != campaign_id and not askable:
        raise _unconfirmed(campaign_id, confirmation)
    preflight = stack.operator.preflight
    found = preflight.findings(CampaignId(campaign_id))
    command = stack.addressed(f"outreach preflight {campaign_id}")
    note_briefly(found, command)
    if stack.is_local:
        note(
            f"live, on the local stack: mails go to the local SES endpoint and are kept in {stack.mails}; "
            "`outreach mailbox --open` shows them"
        )
        return
    failed = [one.line for one in found if one.result is Result.FAILED]
    if failed and preflight.on_aws:
        _confirm_failures(failed, command, despite_preflight=despite_preflight)
    _confirm_campaign(stack, campaign_id, confirmation)


def confirm_test(stack: Stack, campaign_id: str, to: str, confirmation: str | None) -> None:
    """Return if a test mail may be sent: always on the local stack, on AWS if the campaign's id confirms it.

    Raises `RefusedChange` if it is not confirmed.
    """
    if stack.is_local:
        return
    if confirmation is None and _can_be_asked():
        note(f"This sends one real mail to {to}, from {stack.where}.", style="bold yellow")
        confirmation = typer.prompt(
            "Type the campaign's id to go on", default="", show_default=False, err=True
        )
    if confirmation != campaign_id:
        problem = f'"{confirmation}" is not its campaign' if confirmation else "nobody confirmed it"
        raise RefusedChange(
            f"a test mail on AWS is a real mail and was not sent: {problem}; "
            f"confirm it with --yes-send-live {campaign_id}"
        )


def _confirm_failures(failed: list[str], command: str, *, despite_preflight: bool) -> None:
    """Let no live run begin on AWS with something known to be wrong, unless a person says so."""
    if despite_preflight:
        note(f"starting despite {', '.join(failed)}", style="yellow")
        return
    if _can_be_asked():
        typed = typer.prompt(
            f'Type "{_DESPITE}" to start all the same', default="", show_default=False, err=True
        )
        if typed == _DESPITE:
            return
    raise RefusedChange(
        f"the live run was not started, because preflight failed ({', '.join(failed)}): put it right as "
        f"`{command}` says, or start it all the same with --despite-preflight"
    )


def _confirm_campaign(stack: Stack, campaign_id: str, confirmation: str | None) -> None:
    if confirmation is None:
        note(
            f'This writes to real people: every lead of "{campaign_id}", from {stack.where}. Write only to people who '
            "may expect it.",
            style="bold yellow",
        )
        confirmation = typer.prompt(
            "Type the campaign's id to go on", default="", show_default=False, err=True
        )
    if confirmation != campaign_id:
        raise _unconfirmed(campaign_id, confirmation)


def _can_be_asked() -> bool:
    """Whether somebody sits at the keyboard."""
    return sys.stdin.isatty()


def _unconfirmed(campaign_id: str, confirmation: str | None) -> RefusedChange:
    problem = f'"{confirmation}" is not its campaign' if confirmation else "nobody confirmed it"
    return RefusedChange(
        f"a live run writes to real people and was not started: {problem}; "
        f"confirm it with --yes-send-live {campaign_id}"
    )
