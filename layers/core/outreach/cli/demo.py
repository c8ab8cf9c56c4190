"""`outreach demo`: the demo campaign from a messy file to a proof, on a stack of its own.

The demo starts a fresh emulator on a free port and deploys the template as it is. It imports the leads of infra/demo
and rehearses. The schedule drives the run as it would on AWS. The demo invokes ticks as well, so that nobody waits
for the next minute. At the end, or by ctrl-C, it stops everything that it started. Only the artifacts stay.
"""

import getpass
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.artifacts import DirectoryOption, export_run
from outreach.cli.demo_summary import Told, show_summary
from outreach.cli.driving import Driver
from outreach.cli.emulators import AllowRemote, EmulatorOption, EndpointUrl, SesEndpointUrl
from outreach.cli.exits import ExitCode
from outreach.cli.leads import import_with_bar
from outreach.cli.output import aside, cell, counted, note, say
from outreach.cli.run_view import watching
from outreach.cli.stacks import Stack, operator_of, project_root
from outreach.domain.control import Mode
from outreach.local.emulator_names import EmulatorName

if TYPE_CHECKING:
    from outreach.cli.operator import Operator
    from outreach.local.given import Wish
    from outreach.local.stack import LocalStack
    from outreach.services.operator.import_rows import ImportReport

TICK_SECONDS = 2.0
ENOUGH_QUEUED = 50
"""With more messages than this in the queue, another tick would only slow the senders down."""
STILL_SECONDS = 60.0
"""How long the run may stand still before the demo stops waiting for it. A slow machine is no reason to stop."""
STILL_SECONDS_ON_SCHEDULE = 200.0
"""The same if only the schedule ticks, once a minute."""


def demo(
    artifacts_dir: DirectoryOption = Path("artifacts"),
    extra_ticks: Annotated[
        bool, typer.Option(help="Tick besides the schedule. Without it the demo takes about seven minutes.")
    ] = True,
    emulator: EmulatorOption = None,
    endpoint_url: EndpointUrl = None,
    ses_endpoint_url: SesEndpointUrl = None,
    allow_remote: AllowRemote = False,
) -> None:
    """Rehearse the demo campaign on a fresh local stack, from leads to a proof, in about a minute.

    On a busy machine it takes two. The stack is the demo's own and is removed at the end. A stack that
    `outreach up` keeps is not touched.
    """
    from outreach.local.given import wish_of

    wish = wish_of(emulator, endpoint_url, ses_endpoint_url=ses_endpoint_url, allow_remote=allow_remote)
    root = project_root()
    clock = _Clock()
    with _started(root, emulator, wish, clock) as local:
        stack = _view(local)
        note(f"stack: {stack.name} ({stack.where})")
        driver, report = _prepare(stack.operator, root / "infra" / "demo", artifacts_dir, clock)
        patience = STILL_SECONDS if extra_ticks else STILL_SECONDS_ON_SCHEDULE
        clock.phase(
            "rehearsing; the schedule ticks every minute"
            + (", and this command ticks as well, so that nobody waits" if extra_ticks else "")
        )
        finished = _rehearse(driver, clock, patience, extra_ticks=extra_ticks)
        ticks = (scheduled_ticks(local, driver), driver.ticks.invoked)
        clock.phase("writing the artifacts and verifying them")
        told = Told(stack.operator, driver.look(), report, ticks, clock.elapsed)
        exported = export_run(stack, told.counts.run, artifacts_dir, report)
        holds = show_summary(told, exported)
        clock.phase("stopping what was started")
    say("next: docs/guide.md leads from an empty folder to a live campaign")
    say(f"look at it: {exported.report}", whole=True)
    if not holds:
        raise typer.Exit(ExitCode.REFUSED)
    if not finished:
        note(f"the run stood still for {patience:g} seconds, so the demo stopped waiting for its end")
        raise typer.Exit(ExitCode.PARTLY)


class _Clock:
    """Prints each phase with the seconds since the demo's start."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self._began

    def phase(self, what: str) -> None:
        aside().print(f"{self.elapsed:5.1f} s  {cell(what)}", style="cyan", soft_wrap=True)


def _started(root: Path, emulator: EmulatorName | None, wish: "Wish | None", clock: _Clock) -> "LocalStack":
    """Start the demo's own stack, on an emulator of its own or on the one that is wished for."""
    from outreach.local.emulators import kind_of
    from outreach.local.given import find
    from outreach.local.stack import LocalStack

    if wish is None:
        kind = kind_of(emulator or EmulatorName.MINISTACK)
        return LocalStack.start(root, kind=kind, auth=True, on_progress=clock.phase)
    given = find(wish)
    clock.phase(f"using {given.name} at {given.endpoint_url}")
    return LocalStack.on(root, given, on_progress=clock.phase)


def _view(local: "LocalStack") -> Stack:
    operator = operator_of("demo", local.outputs, local.client)
    return Stack("demo", local.endpoint_url, operator, mails=local.ses.mailbox.directory)


def _prepare(
    operator: "Operator", files: Path, artifacts: Path, clock: _Clock
) -> tuple[Driver, "ImportReport"]:
    """Apply the campaign, import orders and leads, and start a rehearsal."""
    from outreach.reading.campaign_file import load_campaign
    from outreach.reading.lead_file import LeadFile
    from outreach.reading.suppression_file import SuppressionFile, import_suppressions

    actor = getpass.getuser()
    clock.phase("applying campaign.yaml")
    loaded = load_campaign(files / "campaign.yaml")
    operator.runs.apply(loaded.campaign, loaded.required)
    clock.phase("importing suppressions.csv and leads.csv")
    artifacts.mkdir(parents=True, exist_ok=True)
    orders = SuppressionFile(files / "suppressions.csv", rejects=artifacts / "suppressions.rejected.csv")
    import_suppressions(operator.suppressing, orders, actor=actor)
    leads = LeadFile(files / "leads.csv", rejects=artifacts / "leads.rejected.csv")
    report = import_with_bar(operator, loaded.campaign, leads, actor)
    started = operator.runs.start(loaded.campaign.campaign_id, Mode.PROOF, actor)
    clock.phase(f'{counted(started.enrolled, "lead")} enrolled in rehearsal "{started.run.run_id}"')
    return Driver(operator, started.run), report


def _rehearse(driver: Driver, clock: "_Clock", patience: float, *, extra_ticks: bool) -> bool:
    """Watch the run and tick besides the schedule until it is finished. False if it stood still for too long."""

    def extra() -> str:
        return f"{clock.elapsed:.0f} s; {counted(driver.ticks.invoked, 'tick')} invoked besides the schedule"

    moved_at, before = clock.elapsed, None
    with watching(extra) as seen:
        while clock.elapsed - moved_at < patience:
            if extra_ticks and driver.operator.overview.queues().waiting < ENOUGH_QUEUED:
                driver.tick()
            counts = driver.wait(TICK_SECONDS, seen)
            if counts.finished:
                return True
            if counts != before:
                moved_at, before = clock.elapsed, counts
    return False


def scheduled_ticks(local: "LocalStack", driver: Driver) -> int:
    """Count the ticks of the schedule: those in the log, less those that were invoked here."""
    ticked = 0
    for line in local.logs(local.outputs["TickFunctionName"]):
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and entry.get("message") == "tick":
            ticked += 1
    return max(0, ticked - driver.ticks.invoked)
