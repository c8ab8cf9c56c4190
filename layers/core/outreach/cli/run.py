"""`outreach run`: start a run and drive it by hand, without waiting for the schedule."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli.artifacts import DirectoryOption, export_run, show_exported
from outreach.cli.command import call_of
from outreach.cli.driving import Driver
from outreach.cli.exits import ExitCode
from outreach.cli.kill import warn_of_stop
from outreach.cli.live_word import LiveWord, confirm_live, refuse_another_word
from outreach.cli.output import counted, note, say_json
from outreach.cli.run_view import Seen, as_json, show_counts, watching
from outreach.cli.stacks import Stack
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.ids import LIVE, CampaignId
from outreach.services.operator.run_counts import RunCounts


def run(
    ctx: typer.Context,
    campaign_id: Annotated[str, typer.Option(help="Which campaign.")],
    mode: Annotated[Mode, typer.Option(help="`proof` begins a new rehearsal; `live` starts or goes on.")],
    ticks: Annotated[int, typer.Option(min=0, help="How many ticks at most.")] = 10,
    interval_seconds: Annotated[float, typer.Option(min=0, help="Time between two ticks.")] = 5,
    wait_seconds: Annotated[
        float, typer.Option(min=0, help="How long to wait for the queue at the end.")
    ] = 120,
    export_artifacts: Annotated[
        bool, typer.Option("--export-artifacts", help="Write the artifacts.")
    ] = False,
    artifacts_dir: DirectoryOption = Path("artifacts"),
    word: LiveWord = None,
    as_json_: Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")] = False,
) -> None:
    """Start a run, tick a few times, wait until the queue is empty, and show what came of it.

    The schedule goes on as well: a tick by hand is one more, and the lease lets one work at a time. Ends
    before the last tick if the run is finished; exit code 4 if messages were still in the queue.

    Example: outreach run --campaign-id demo --mode proof --ticks 8 --interval-seconds 3 --export-artifacts
    """
    call = call_of(ctx)
    stack = call.connect()
    started = begin(stack, campaign_id, mode, call.actor, word)
    driver = Driver(stack.operator, started)
    with watching() as seen:
        drive(driver, ticks, interval_seconds, seen)
        drained = driver.drain(wait_seconds, seen)
    counts = driver.look()
    _show(driver, counts, as_json_=as_json_)
    holds = True
    if export_artifacts:
        exported = export_run(stack, counts.run, artifacts_dir)
        show_exported(exported, to_answer=not as_json_)
        holds = not exported.findings
    if not drained:
        note(
            f"the queue was not empty after {wait_seconds:g} seconds; `outreach status` shows how it goes on"
        )
    if not (drained and holds):
        raise typer.Exit(ExitCode.PARTLY if holds else ExitCode.REFUSED)


def begin(stack: Stack, campaign_id: str, mode: Mode, actor: str, word: str | None) -> RunControl:
    """Start a rehearsal, or start the live run unless it is running."""
    refuse_another_word(campaign_id, word)
    operator = stack.operator
    if mode is Mode.LIVE:
        running = operator.overview.run(CampaignId(campaign_id), LIVE)
        if running is not None and running.status is RunStatus.RUNNING and running.enrolled:
            note(f'the live run of "{campaign_id}" is running; going on with it')
            return running
        confirm_live(stack, campaign_id, word)
    started = operator.runs.start(CampaignId(campaign_id), mode, actor)
    note(f'started run "{started.run.run_id}": {counted(started.enrolled, "lead")} enrolled')
    warn_of_stop(operator.stopping.state())
    return started.run


def drive(driver: Driver, ticks: int, interval_seconds: float, seen: Seen) -> None:
    """Tick up to `ticks` times, until the run is finished."""
    for _ in range(ticks):
        driver.tick()
        if driver.wait(interval_seconds, seen).finished:
            return


def _show(driver: Driver, counts: RunCounts, *, as_json_: bool) -> None:
    if as_json_:
        say_json(as_json(counts) | {"ticks_invoked": driver.ticks.invoked})
        return
    show_counts(counts)
    note(f"{counted(driver.ticks.invoked, 'tick')} invoked; the latest said: {driver.ticks.outcome or '-'}")
