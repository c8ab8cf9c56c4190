"""`outreach mailbox`: the mails of the local stack, to be opened and answered in a browser."""

import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from outreach.cli.browser import OpenIt
from outreach.cli.command import call_of
from outreach.cli.output import note, say
from outreach.cli.stacks import LOCAL, kept_stack, of_kept
from outreach.domain.ids import CampaignId, is_rehearsal
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.cli.mailbox_site import Local
    from outreach.local.kept_file import KeptStack

USUAL_PORT = 4568
"""Beside those of the emulator and of its SES endpoint."""


def mailbox(
    ctx: typer.Context,
    open_it: OpenIt = False,
    campaign_id: Annotated[
        str | None,
        typer.Option("--campaign-id", metavar="CAMPAIGN", help="Begin with the mails of one campaign."),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help=f"Port of the pages. (default: {USUAL_PORT}, or a free one)"),
    ] = None,
) -> None:
    """Show the mails of live runs on the local stack, and let you be their recipient. It serves until Ctrl-C.

    Each mail can be answered from its page: by a reply, an absence, a bounce, a spam report, or an unsubscribe. That lands
    where it would on AWS, and the stack does the rest. A mail whose opens or clicks are tracked tells of them. The pages are
    for this machine and its address is a secret. They run nothing of a mail. `outreach replies` shows what came back.

    Example: outreach mailbox --open
    """
    call = call_of(ctx)
    if call.stack_name != LOCAL:
        raise RefusedChange(
            f'the mailbox is of the local stack, and mails of "{call.stack_name}" are with their recipients; leave out '
            f"--stack, or say --stack {LOCAL}; outreach replies shows what people wrote back"
        )
    found = kept_stack()
    note(f"stack: {LOCAL} ({found.endpoint_url})")
    local = _local(found)
    if campaign_id is not None:
        _refuse_without_mails(local, CampaignId(campaign_id))
    _serve(campaign_id, _port(port), open_it=open_it)


def _serve(campaign_id: str | None, port: int, *, open_it: bool) -> None:
    with served(port) as place:
        url = place + (f"?campaign={quote(campaign_id)}" if campaign_id else "")
        say(url, whole=True)
        note("the address is a secret, and of this machine alone; Ctrl-C ends the mailbox")
        if open_it and not webbrowser.open(url):
            note("no browser could be opened; open the address yourself")
        wait()
    note("the mailbox is closed; mails and stack are as they were")


@contextmanager
def served(port: int) -> Iterator[str]:
    """Serve the mailbox of whichever local stack is up, on a port or for 0 on any. Gives the address of the list."""
    from outreach.cli.mailbox_site import Site
    from outreach.local.page_server import PageServer

    site = Site(_Finder(), lambda: datetime.now(UTC))
    with PageServer(site.respond, port) as server:
        site.base = f"/{server.key}/"
        yield server.url


def wait() -> None:
    """Return at Ctrl-C."""
    import threading

    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        return


def _port(wanted: int | None) -> int:
    from outreach.local.processes import free_port

    port = free_port(wanted or USUAL_PORT)
    if wanted is not None and port != wanted:
        raise RefusedChange(f"port {wanted} on 127.0.0.1 is taken; choose another one with --port")
    return port


class _Finder:
    """Finds the stack that is up at each view. Its clients are made anew when it is another one."""

    def __init__(self) -> None:
        self._known: tuple[KeptStack, Local] | None = None

    def __call__(self) -> "Local":
        found = kept_stack()
        if self._known is None or self._known[0] != found:
            self._known = (found, _local(found))
        return self._known[1]


def _local(found: "KeptStack") -> "Local":
    from outreach.cli.mailbox_site import Local
    from outreach.local.mailbox import Mailbox

    if not found.keeps_mails:
        raise RefusedChange(
            f"the mails of this stack are in the emulator at {found.endpoint_url}, which is its SES as well; a stack that was "
            "started without --ses-endpoint-url has a mailbox"
        )
    return Local(
        of_kept(found).operator, found.outputs, found.client, Mailbox(found.mails_directory), found.ses_url
    )


def _refuse_without_mails(local: "Local", campaign_id: CampaignId) -> None:
    """Refuse a campaign that has no mail here, and say why that is so."""
    if any(each.tags.get("campaign") == campaign_id for each in local.mailbox.envelopes()):
        return
    local.operator.overview.campaign(campaign_id)
    runs = [run for run in local.operator.overview.runs() if run.campaign_id == campaign_id]
    start = f"outreach campaign start {campaign_id} --mode live"
    if runs and all(is_rehearsal(run.run_id) for run in runs):
        raise RefusedChange(
            f"campaign {campaign_id} has rehearsals only, and they reach no mailbox: outreach artifacts export {campaign_id} "
            f"--run {runs[-1].run_id} shows their mails; to send here: {start}"
        )
    if runs:
        raise RefusedChange(
            f"campaign {campaign_id} has sent no mail yet: outreach status {campaign_id} says what it waits for"
        )
    raise RefusedChange(f"campaign {campaign_id} was never started; to send here: {start}")
