"""`outreach drill`: make trouble for a stack, and see whether it keeps its promises."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.artifacts import DirectoryOption
from outreach.cli.command import AsJson, call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import Column, aside, cell, note, say, say_json, show
from outreach.cli.stacks import Stack
from outreach.errors import BadFile, RefusedChange

if TYPE_CHECKING:
    from outreach.services.operator.drill_judgement import Judgement
    from outreach.services.operator.drill_play import Plan
    from outreach.services.operator.drill_record import Record
    from outreach.services.operator.drilling import Drilling

_PRICE = 0.16 / 1000
"""Dollars for a mail: what new accounts pay SES (Essentials, since July 2026). Others pay less."""
_SERVICES = 0.02
"""Dollars for everything else, generously."""


def drill(
    ctx: typer.Context,
    people: Annotated[
        int, typer.Option(min=8, max=500, help="How many addresses of the mailbox simulator play.")
    ] = 24,
    confirmation: Annotated[
        str | None,
        typer.Option(
            "--yes-drill",
            metavar="STACK",
            help="Confirm by the stack's name: yes, stop everything for a moment. Needed on AWS only.",
        ),
    ] = None,
    beside_live_runs: Annotated[
        bool,
        typer.Option("--beside-live-runs", help="Drill also if that stops other live runs for a moment."),
    ] = False,
    clean_up: Annotated[
        bool, typer.Option("--clean-up", help="Only end what a drill has left whose command died.")
    ] = False,
    artifacts_dir: DirectoryOption = Path("artifacts"),
    as_json: AsJson = False,
) -> None:
    """Make trouble for a stack, and see whether it keeps its promises. It writes to SES's mailbox simulator only.

    A hidden campaign is sent for real, while senders die, messages are sent twice, people unsubscribe, and the kill switch
    is turned on and off. The switch stops EVERY campaign of the stack meanwhile. SES then says which mails it accepted. The
    page says what was done, what was doubled, lost or sent after a stop, and what no drill can show.

    Exit code 1 if a promise was broken, 4 if the drill did not show everything.

    Example: outreach drill --stack outreach
    """
    call = call_of(ctx)
    stack = call.connect()
    drilling = _drilling(stack)
    if clean_up:
        done = drilling.clean_up(call.actor)
        say("\n".join(done) or "no drill has left anything")
        return
    plan = _plan(stack, people, beside_live_runs=beside_live_runs)
    _confirm(stack, plan, confirmation)
    _make(artifacts_dir)
    began = time.monotonic()

    def tell(what: str) -> None:
        aside().print(f"{time.monotonic() - began:5.1f} s  {cell(what)}", style="cyan", soft_wrap=True)

    with _interruptible():
        record = drilling.run(plan, call.actor, tell)
    _conclude(record, artifacts_dir, as_json=as_json)


def _drilling(stack: Stack) -> "Drilling":
    """Return the use case, with the judge of the stack: the local SES endpoint, or the events of SES."""
    from outreach.cli.local_judge import KeptMails

    return stack.operator.drilling(stack.name, None if stack.mails is None else KeptMails(stack.mails))


def _plan(stack: Stack, people: int, *, beside_live_runs: bool) -> "Plan":
    from outreach.services.operator.drill_play import Plan
    from outreach.services.operator.drill_ports import LOCAL, ON_AWS

    return Plan(people, ON_AWS if stack.on_aws else LOCAL, beside_live_runs)


def _confirm(stack: Stack, plan: "Plan", confirmation: str | None) -> None:
    """Return if the drill may begin: always on the local stack, elsewhere if the stack's name confirms it."""
    if stack.is_local:
        return
    pace, mails = plan.pace, 2 * plan.people
    stop = int((pace.grace + pace.hold).total_seconds())
    costs = f"about {mails} mails to the mailbox simulator of SES, about ${mails * _PRICE + _SERVICES:.2f}"
    if confirmation is None and sys.stdin.isatty():
        note(
            f'A drill of "{stack.name}" ({stack.where}) sends {costs}. It turns the kill switch of the whole stack twice, '
            f"for about {stop} s: no campaign sends anything meanwhile. Alarms about dead senders may go off. It lasts "
            "about ten minutes.",
            style="bold yellow",
        )
        confirmation = typer.prompt(
            "Type the stack's name to go on", default="", show_default=False, err=True
        )
    if confirmation != stack.name:
        problem = f'"{confirmation}" is not its stack' if confirmation else "nobody confirmed it"
        raise RefusedChange(
            f"a drill sends {costs}, and stops every campaign of the stack twice for about {stop} s. It was not started: "
            f"{problem}; confirm it with --yes-drill {stack.name}"
        )


def _make(directory: Path) -> None:
    """Make the folder of the page first: a drill lasts minutes, and its page must not be lost."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadFile(str(directory), f"cannot be made ({error})", remedy="name another folder") from error


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let a termination end the drill as ctrl-C does: by leaving nothing behind."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    except KeyboardInterrupt as interruption:
        raise KeyboardInterrupt(
            "nothing of the drill is left: the kill switch is as it was, and its run is cancelled"
        ) from interruption
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _conclude(record: "Record", directory: Path, *, as_json: bool) -> None:
    """Judge the drill, write its page, show the figures, and end with the code that they ask for."""
    from outreach.artifacts.drill_page import drill_page, figures, verdict
    from outreach.services.operator.drill_judgement import judge

    judgement = judge(record)
    page = directory / f"{record.campaign_id}.md"
    try:
        page.write_text(drill_page(record, judgement), encoding="utf-8")
    except OSError as error:
        raise BadFile(str(page), f"cannot be written ({error})", remedy="name another folder") from error
    code = _exit_code(judgement)
    if as_json:
        say_json({"verdict": verdict(judgement), "judgement": judgement, "page": page})
    else:
        show([Column("Drill"), Column(record.campaign_id, fold=True)], figures(record, judgement))
        for line in (*(each.says for each in judgement.violations), *judgement.not_shown, *record.remarks):
            say(f"  {line}")
        say()
        say(verdict(judgement), style="green" if code is ExitCode.DONE else "bold red")
        say(f"the whole page, also with what no drill shows: {page}")
    raise typer.Exit(code)


def _exit_code(judgement: "Judgement") -> ExitCode:
    if not judgement.holds:
        return ExitCode.REFUSED
    return ExitCode.PARTLY if judgement.not_shown else ExitCode.DONE
