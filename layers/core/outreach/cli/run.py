"""`outreach run`: start a run and drive it by hand, without waiting for the schedule."""

from pathlib import Path
from typing import Annotated

import typer

from outreach.cli.artifacts import DirectoryOption, export_run, show_exported
from outreach.cli.command import AsJson, call_of
from outreach.cli.driving import Driver
from outreach.cli.exits import ExitCode
from outreach.cli.experiment_view import show_mix
from outreach.cli.going_on import goes_on, startable, started_line
from outreach.cli.kill import warn_of_stop
from outreach.cli.live_confirmation import (
    DespitePreflight,
    LiveConfirmation,
    confirm_live,
    refuse_other_confirmation,
)
from outreach.cli.output import counted, note, say_json
from outreach.cli.rehearsal import is_complete, note_what_is_missing
from outreach.cli.run_view import Seen, as_json, show_counts, watching
from outreach.cli.sender_view import show_senders
from outreach.cli.stacks import Stack
from outreach.cli.timetable import make_at_start
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.ids import LIVE, CampaignId
from outreach.services.operator.run_counts import RunCounts

TICKS = 10
"""How many ticks are invoked by default."""


def run(
    ctx: typer.Context,
    campaign_id: Annotated[str, typer.Option(help="Which campaign.")],
    mode: Annotated[
        Mode,
        typer.Option(help="`proof` starts a new rehearsal. `live` starts the live run, or goes on with it."),
    ],
    fast: Annotated[
        bool,
        typer.Option(
            "--fast",
            help="Rehearse everything at once: delays, cooldown, window and quotas are taken as passed, and each mail "
            "says when it would have gone.",
        ),
    ] = False,
    ticks: Annotated[
        int | None,
        typer.Option(
            min=0, help="The most ticks to invoke. (default: 10; as many as it needs if it is --fast)"
        ),
    ] = None,
    interval_seconds: Annotated[
        float | None,
        typer.Option(min=0, max=3600, help="The time between two ticks. (default: 5; 1 if it is --fast)"),
    ] = None,
    wait_seconds: Annotated[
        float, typer.Option(min=0, max=86400, help="How long to wait for an empty queue at the end.")
    ] = 120,
    export_artifacts: Annotated[
        bool, typer.Option("--export-artifacts", help="Write the artifacts.")
    ] = False,
    artifacts_dir: DirectoryOption = Path("artifacts"),
    confirmation: LiveConfirmation = None,
    despite_preflight: DespitePreflight = False,
    as_json_: AsJson = False,
) -> None:
    """Start a run, tick a few times, wait until the queue is empty, and show the result.

    The schedule goes on ticking as well. That does no harm, because the lease lets one tick work at a time. The command
    ends early if the run is finished. Exit code 4 if messages are still in the queue, or if a rehearsal has not rendered
    every mail: delays, sending window and quota hold in a rehearsal too. It says why. A rehearsal that is `--fast` takes
    delays, cooldown, window and quotas as passed, and goes on until nothing more can happen.

    Example: outreach run --campaign-id demo --mode proof --fast --export-artifacts
    """
    if fast and mode is Mode.LIVE:
        raise typer.BadParameter("only a rehearsal can be fast; say --mode proof", param_hint="--fast")
    call = call_of(ctx)
    stack = call.connect()
    started = begin(
        stack,
        campaign_id,
        mode,
        call.actor,
        confirmation,
        despite_preflight=despite_preflight,
        fast=fast,
        ticks=TICKS if ticks is None else ticks,
    )
    driver = Driver(stack.operator, started)
    with goes_on(stack, started):
        with watching() as seen:
            if fast:
                driver.go_on(ticks, 1 if interval_seconds is None else interval_seconds, wait_seconds, seen)
            else:
                drive(
                    driver,
                    TICKS if ticks is None else ticks,
                    5 if interval_seconds is None else interval_seconds,
                    seen,
                )
            drained = driver.drain(wait_seconds, seen)
        counts = driver.look()
    _show(driver, counts, as_json_=as_json_)
    holds = True
    if export_artifacts:
        exported = export_run(stack, counts.run, artifacts_dir)
        show_exported(exported, to_stdout=not as_json_)
        holds = not exported.findings
    if not drained:
        note(f"the queue was not empty after {wait_seconds:g} seconds; `outreach status` shows what is left")
    note_what_is_missing(counts, stack.operator)
    if not holds:
        raise typer.Exit(ExitCode.REFUSED)
    if not (drained and is_complete(counts)):
        raise typer.Exit(ExitCode.PARTLY)


def begin(
    stack: Stack,
    campaign_id: str,
    mode: Mode,
    actor: str,
    confirmation: str | None = None,
    *,
    despite_preflight: bool = False,
    fast: bool = False,
    ticks: int = 0,
) -> RunControl:
    """Start a rehearsal or the live run, which gets a timetable. A live run that is running is returned as it is.

    `ticks` says how many will be invoked by hand.
    """
    refuse_other_confirmation(campaign_id, confirmation)
    operator = stack.operator
    if mode is Mode.LIVE:
        running = operator.overview.run(CampaignId(campaign_id), LIVE)
        if running is not None and running.status is RunStatus.RUNNING and running.enrolled:
            note(f'the live run of "{campaign_id}" is running; going on with it')
            return running
        confirm_live(stack, campaign_id, confirmation, despite_preflight=despite_preflight)
    with startable(stack, campaign_id):
        started = operator.runs.start(CampaignId(campaign_id), mode, actor, fast=fast)
    note(started_line(started))
    warn_of_stop(operator.stopping.state())
    with goes_on(stack, started.run):
        make_at_start(operator, started.run, ticks)
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
    show_senders(driver.operator.overview.senders(counts))
    show_mix(driver.operator.overview.mix(counts))
    note(
        f"{counted(driver.ticks.invoked, 'tick')} invoked; the latest reported: {driver.ticks.outcome or '-'}"
    )
