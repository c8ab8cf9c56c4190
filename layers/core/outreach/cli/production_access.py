"""`outreach production-access`: the text for AWS's form."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from outreach.cli.command import call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import aside, clean, note
from outreach.domain.ids import CampaignId

_FILE = Path("use-case.txt")


def production_access(
    ctx: typer.Context,
    campaign_id: Annotated[
        str | None,
        typer.Argument(metavar="CAMPAIGN", help="The campaign to tell AWS about. (default: the stack alone)"),
    ] = None,
    website: Annotated[
        str | None, typer.Option(metavar="URL", help="Your website. (default: the one that SES knows)")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the text into this file. (default: print it)")
    ] = None,
) -> None:
    """Write what AWS asks for before it takes an account out of the sandbox, out of the facts of the stack.

    Only what is true of the stack is told. On standard error stand what only you can fill in, what was left out and
    why, and the command that sends the request. Exit code 4 if something was left out. Nothing is sent.

    Example: outreach production-access demo --stack outreach --website https://www.example.com --out use-case.txt
    """
    operator = call_of(ctx).connect().operator
    named = None if campaign_id is None else CampaignId(campaign_id)
    request = operator.production_access.request(named, website, str(out or _FILE))
    if out is None:
        sys.stdout.write(clean(request.text))
    else:
        out.write_text(clean(request.text), encoding="utf-8")
    if not request.on_aws:
        note("this stack is not on AWS: name the one that is to send with --stack", style="bold yellow")
    if request.in_production:
        note("the account is out of the sandbox already; AWS needs nothing from you", style="green")
    for blank in request.blanks:
        note(f"to fill in: {blank}", style="yellow")
    for each in request.left_out:
        note(f"left out: {each}", style="yellow")
    note(f"read the text, put it right, keep it as {out or _FILE}, and send it with:", style=None)
    aside().print(f"  {clean(request.command)}", soft_wrap=True)
    note(
        "AWS lets you write only to people who asked for it; it forbids unsolicited mass mail: https://aws.amazon.com/aup/",
        style=None,
    )
    raise typer.Exit(ExitCode.PARTLY if request.left_out else ExitCode.DONE)
