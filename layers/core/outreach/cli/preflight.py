"""`outreach preflight`: ready to go live or not, and why."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import Column, clean, counted, note, say, say_json, show, stdout
from outreach.domain.ids import CampaignId

if TYPE_CHECKING:
    from outreach.services.operator.readiness.facts import Finding


def preflight(
    ctx: typer.Context,
    campaign_id: Annotated[
        str | None,
        typer.Argument(
            metavar="CAMPAIGN", help="The campaign that is to go live. (default: the stack alone)"
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say whether a stack and a campaign are ready to go live, and why not. Nothing is changed.

    Each line passed, failed, or could not be asked, which never counts as passed. Exit code 1 if a line failed, 4 if
    none failed and some could not be asked. `outreach campaign start --mode live` looks at the same lines.

    Example: outreach preflight demo --stack outreach
    """
    from outreach.services.operator.readiness.facts import Result

    named = None if campaign_id is None else CampaignId(campaign_id)
    stack = call_of(ctx).connect()
    found = [
        replace(one, paste=tuple(map(stack.addressed, one.paste)))
        for one in stack.operator.preflight.findings(named)
    ]
    code = _exit_code(found)
    if as_json:
        say_json({"ready": code is ExitCode.DONE, "findings": found})
        raise typer.Exit(code)
    words = {Result.NOT_ASKED: "could not be asked"}
    columns = [Column("Line"), Column("Result"), Column("What was found", fold=True)]
    show(columns, [(one.line, words.get(one.result, str(one.result)), one.says) for one in found])
    _show_what_to_paste(found)
    say()
    say(_verdict(found), style="green" if code is ExitCode.DONE else "bold red")
    raise typer.Exit(code)


def _exit_code(found: Sequence["Finding"]) -> ExitCode:
    from outreach.services.operator.readiness.facts import Result

    results = {one.result for one in found}
    if Result.FAILED in results:
        return ExitCode.REFUSED
    return ExitCode.PARTLY if Result.NOT_ASKED in results else ExitCode.DONE


def _show_what_to_paste(found: Sequence["Finding"]) -> None:
    """Print records and commands on lines of their own that are never broken, so that they can be copied."""
    for one in found:
        if one.paste:
            say()
            say(f"{one.line}:")
            for text in one.paste:
                stdout().print(f"  {clean(text)}", soft_wrap=True)


def note_briefly(found: Sequence["Finding"], command: str) -> None:
    """Print what came out on standard error: each line that failed, and the names of those not asked.

    `command` shows all of it.
    """
    from outreach.services.operator.readiness.facts import Result

    note(f"preflight: {_verdict(found)}", style=None)
    for one in found:
        if one.result is Result.FAILED:
            note(f"  failed: {one.line}: {one.says}", style="yellow")
    not_asked = ", ".join(one.line for one in found if one.result is Result.NOT_ASKED)
    if not_asked:
        note(f"  could not be asked: {not_asked}")
    if _exit_code(found) is not ExitCode.DONE:
        note(f"  `{command}` says why, and what to do")


def _verdict(found: Sequence["Finding"]) -> str:
    from outreach.services.operator.readiness.facts import Result

    def lines(result: Result) -> str:
        return counted(sum(one.result is result for one in found), "line")

    failed, passed = lines(Result.FAILED), lines(Result.PASSED)
    not_asked = lines(Result.NOT_ASKED)
    code = _exit_code(found)
    if code is ExitCode.DONE:
        return f"ready: {passed} passed"
    if code is ExitCode.PARTLY:
        return f"not known to be ready: {not_asked} could not be asked, {passed} passed"
    return f"not ready: {failed} failed, {not_asked} could not be asked, {passed} passed"
