"""Measures sends per second through the real workers on the embedded emulator, and what limits the rate.

Then it measures what a simulation costs, what a mail costs in requests, units and US$, and one decision of the last look.

    make bench                       # 600 live mails at MaximumConcurrency 4
    make bench ARGS="--leads 2000"   # more of them
    make bench ARGS="--profile"      # and where the send function's processor time goes

The whole path is measured: queue, event source, worker processes, send handler, tables, parameter, SES
endpoint. The account's rate is so high that pacing never waits. A small run starts the workers beforehand.
The time is taken from the first to the last accepted mail, by the endpoint's own timestamps. After that, one
batch after the other is handled in this process, and every request is timed: this shows what a send consists
of.

The simulations are told by `tools/simulations.py`, import, status, export and report by `tools/volumes.py`, the starts
of the functions by `tools/starts.py`, the processor time of a send by `tools/send_time.py`, and the rate of a bare worker
by `tools/bare_worker.py`.
At the end stands a table: each figure, its bar, and whether it is met.
Bars are held against processor time, or against what the processors would have done without other programs.
"""

import argparse
import cProfile
import io
import json
import os
import pstats
import statistics
import sys
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from botocore.httpsession import URLLib3Session

import bare_worker
import cost
import decisions
import planning
import send_time
import simulations
import starts
import ticks
import volumes
from bars import Bar, table
from built import built, sizes
from outreach.adapters.clock import SystemClock
from outreach.bootstrap.operator import StackOperator
from outreach.bootstrap.send import send_app
from outreach.domain.campaign import Campaign, Policy
from outreach.domain.control import Mode, RunControl
from outreach.domain.enrollment import Enrollment, Lead
from outreach.domain.ids import CampaignId, Domain, LeadId, RecipientKey
from outreach.domain.suppression import RecipientRow
from outreach.local.clients import REGION
from outreach.local.ses_endpoint import Account
from outreach.local.stack import LocalStack
from outreach.messages import TouchMessage
from outreach.queue_records import QueueRecord
from outreach.reading.campaign_file import load_campaign

ROOT = Path(__file__).resolve().parent.parent
SENDERS = 4
TARGET = 40.0
"""Sends per second that the system promises with these senders."""
UNPACED = Account(max_24_hour_send=10_000_000, max_send_rate=1_000_000)
WARM_UP = 80
PROFILED = 200
BATCH = 10
PATIENCE = 300.0
NEARLY_ALL = 0.9
"""From this share on, a processor counts as used up; so does a process that can use only one processor."""


# --- what is sent ------------------------------------------------------------------------------------


def bench_campaign(campaign_id: str, leads: int) -> Campaign:
    """The demo's campaign with its real templates, but with one step and no limits."""
    campaign = load_campaign(ROOT / "infra/demo/campaign.yaml").campaign
    policy = Policy(max_leads_per_tick=leads, per_day=leads * 10, cooldown=timedelta())
    return replace(campaign, campaign_id=CampaignId(campaign_id), steps=campaign.steps[:1], policy=policy)


def a_lead(campaign_id: str, number: int) -> Lead:
    """Make one of many leads."""
    return Lead(
        lead_id=LeadId(f"{campaign_id}-{number:06}"),
        address=f"lead{number}@{campaign_id}.example",
        recipient=RecipientKey(f"v1-{uuid.uuid5(uuid.NAMESPACE_DNS, f'{campaign_id}{number}').hex}"),
        domains=(Domain(f"{campaign_id}.example"),),
        fields={"first_name": f"Lead {number}", "company": "Acme", "city": "Dublin"},
        timezone=None,
    )


def start_run(operator: StackOperator, campaign_id: str, leads: int) -> RunControl:
    """Apply a campaign, import its leads and start it live."""
    campaign = bench_campaign(campaign_id, leads)
    people = [a_lead(campaign_id, number) for number in range(leads)]
    operator.runs.apply(campaign, {})
    operator.suppressions.ensure([RecipientRow(lead.recipient, lead.address) for lead in people])
    operator.audience.add(campaign.campaign_id, campaign.shards, people, "bench", operator.clock.now())
    return operator.runs.start(campaign.campaign_id, Mode.LIVE, "bench").run


# --- processor time ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Usage:
    """Processor seconds used so far by the emulator, its workers, this process, and the whole machine."""

    emulator: float
    workers: float
    endpoint: float
    machine: float

    def __sub__(self, other: "Usage") -> "Usage":
        return Usage(
            self.emulator - other.emulator,
            self.workers - other.workers,
            self.endpoint - other.endpoint,
            self.machine - other.machine,
        )

    @property
    def ours(self) -> float:
        """The processor seconds of this system."""
        return self.emulator + self.workers + self.endpoint


def usage(emulator: int) -> Usage | None:
    """Read processor times where the operating system reports them (Linux)."""
    if not Path("/proc/stat").exists():
        return None
    ticks = os.sysconf("SC_CLK_TCK")
    user, nice, system, _idle, _wait, irq, softirq, *_ = map(
        int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    )
    return Usage(
        emulator=_seconds(emulator),
        workers=sum(map(_seconds, _children(emulator))),
        endpoint=_seconds(os.getpid()),
        machine=(user + nice + system + irq + softirq) / ticks,
    )


def _stat(pid: int) -> list[str]:
    """Return a process's fields from the third on (proc(5)), or none if the process has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _seconds(pid: int) -> float:
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _children(pid: int) -> Iterator[int]:
    for each in Path("/proc").glob("[0-9]*"):
        fields = _stat(int(each.name))
        if fields and int(fields[1]) == pid:
            yield int(each.name)


# --- through the workers -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measured:
    """One run through the workers."""

    sends: int
    seconds: float
    busiest: int
    """The number of mails in its best second."""
    wall: float
    used: Usage | None

    @property
    def per_second(self) -> float:
        """The rate from the first to the last accepted mail."""
        return (self.sends - 1) / self.seconds


def tick(stack: LocalStack) -> dict[str, Any]:
    """Invoke the tick function."""
    response = stack.client("lambda").invoke(FunctionName=stack.outputs["TickFunctionName"], Payload=b"{}")
    body: dict[str, Any] = json.load(response["Payload"])
    if "FunctionError" in response:
        sys.exit(f"the tick failed: {body}")
    return body


def emulator_of(stack: LocalStack) -> int:
    """Return the emulator's process id."""
    process = stack._emulator.process  # noqa: SLF001 - only this measurement needs it
    assert process is not None  # the stack is on an emulator that we started
    return process.pid


def finish_earlier(stack: LocalStack) -> None:
    """Let ticks finish the runs of earlier measurements, so that a tick which is measured plans for one run."""
    began = time.monotonic()
    while left := tick(stack)["outcomes"]:
        if time.monotonic() - began >= PATIENCE:
            sys.exit(f"these runs do not end: {left}")


def through_the_workers(stack: LocalStack, operator: StackOperator, campaign_id: str, leads: int) -> Measured:
    """Send to this number of leads and wait for the last mail."""
    finish_earlier(stack)
    accepted = stack.ses.accepted
    start_run(operator, campaign_id, leads)
    before, began = usage(emulator_of(stack)), time.monotonic()
    enqueued = 0
    while enqueued < leads and time.monotonic() - began < PATIENCE:
        enqueued += sum(tick(stack)["enqueued"].values())
    while stack.ses.accepted - accepted < leads and time.monotonic() - began < PATIENCE:
        time.sleep(0.05)
    wall = time.monotonic() - began
    after = usage(emulator_of(stack))
    moments = bare_worker.accepted_at(stack, campaign_id)
    if len(moments) != leads:
        sys.exit(f"{len(moments)} of {leads} mails were accepted within {PATIENCE:.0f} s")
    seconds = Counter(int((moment - moments[0]).total_seconds()) for moment in moments)
    return Measured(
        sends=leads,
        seconds=(moments[-1] - moments[0]).total_seconds(),
        busiest=max(seconds.values()),
        wall=wall,
        used=after - before if before and after else None,
    )


# --- in this process -----------------------------------------------------------------------------------


@dataclass(slots=True)
class Timed:
    """The requests of some batches, each with its time, and the time of all batches together."""

    sends: int = 0
    wall: float = 0.0
    requests: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


@contextmanager
def requests_timed(into: Timed) -> Iterator[None]:
    """Time each request that leaves this process, by operation."""
    original = URLLib3Session.send

    def timed(session: URLLib3Session, request: Any) -> Any:
        target = request.headers.get("X-Amz-Target", b"")
        name = target.decode() if isinstance(target, bytes) else target
        name = name.rpartition(".")[2] or f"SES {urlparse(request.url).path.rpartition('/')[2]}"
        began = time.perf_counter()
        try:
            return original(session, request)
        finally:
            into.requests[name].append(time.perf_counter() - began)

    URLLib3Session.send = timed  # type: ignore[method-assign,assignment]  # until the end of the block
    try:
        yield
    finally:
        URLLib3Session.send = original  # type: ignore[method-assign]  # put back


def in_this_process(stack: LocalStack, operator: StackOperator, profile: cProfile.Profile | None) -> Timed:
    """Handle batches one after the other, like one worker that has the machine to itself."""
    run = start_run(operator, "bench-alone", PROFILED + BATCH)
    waiting = list(operator.enrollments.of_run(run.campaign_id, run.run_id, run.shards))
    send = as_the_function(stack)
    timed = Timed(sends=PROFILED)
    quiet = redirect_stdout(io.StringIO())  # its metrics are nobody's here
    with quiet:
        send(waiting[:BATCH])
    with quiet, requests_timed(timed):
        began = time.perf_counter()
        for start in range(BATCH, BATCH + PROFILED, BATCH):
            if profile:
                profile.runcall(send, waiting[start : start + BATCH])
            else:
                send(waiting[start : start + BATCH])
        timed.wall = time.perf_counter() - began
    return timed


def as_the_function(stack: LocalStack) -> Any:
    """Return the send function's use case, with the same environment as in the stack."""
    found = stack.client("lambda").get_function_configuration(FunctionName=stack.outputs["SendFunctionName"])
    for name in [name for name in os.environ if name.startswith("AWS_") or name.lower().endswith("_proxy")]:
        del os.environ[name]  # none of the user's own settings
    os.environ |= found["Environment"]["Variables"] | {
        "AWS_ENDPOINT_URL": stack.endpoint_url,
        "AWS_ENDPOINT_URL_SESV2": stack.ses_url,
        **stack.credentials.environment(),
        "AWS_DEFAULT_REGION": REGION,
    }
    send_app.cache_clear()  # what `cost.py` measured had tables of its own, which are gone
    app = send_app()

    def send(enrollments: Sequence[Enrollment]) -> None:
        app.start_invocation()
        failed = app.batch.handle(list(map(_record, enrollments)), lambda: timedelta(seconds=60))
        if failed:
            sys.exit(f"{len(failed)} records failed")

    return send


def _record(enrollment: Enrollment) -> QueueRecord:
    key, lead = enrollment.key, enrollment.lead
    message = TouchMessage(
        campaign_id=key.campaign_id,
        run_id=key.run_id,
        shard=key.shard,
        lead_id=key.lead_id,
        step=enrollment.step,
        attempt=enrollment.attempt,
        recipient=lead.recipient,
        domains=lead.domains,
        valid_until=SystemClock().now() + timedelta(minutes=10),
    )
    return QueueRecord(key.lead_id, 1, message.model_dump_json())


# --- what it prints ------------------------------------------------------------------------------------


def requests_per_send(timed: Timed) -> Iterator[str]:
    """Say what a send costs, request by request."""
    waited = sum(map(sum, timed.requests.values()))
    total = sum(map(len, timed.requests.values()))
    yield f"one send, alone on the machine: {timed.wall / timed.sends * 1000:.1f} ms"
    yield f"  {'request':<18} {'per send':>8} {'median':>9} {'share':>7}"
    for name, times in sorted(timed.requests.items(), key=lambda each: -sum(each[1])):
        yield (
            f"  {name:<18} {len(times) / timed.sends:8.2f} {statistics.median(times) * 1000:6.1f} ms"
            f" {sum(times) / timed.wall:7.0%}"
        )
    yield f"  {'all requests':<18} {total / timed.sends:8.2f} {'':>9} {waited / timed.wall:7.0%}"
    yield f"  {'our own code':<18} {'':>8} {'':>9} {1 - waited / timed.wall:7.0%}"


def processors(measured: Measured) -> Iterator[str]:
    """Say what used the processors during the run."""
    used, cores = measured.used, os.cpu_count() or 1
    if used is None:
        return
    yield f"processor time over {measured.wall:.1f} s on {cores} cores"
    named = (("workers", used.workers), ("emulator", used.emulator), ("SES endpoint", used.endpoint))
    for name, seconds in named:
        yield f"  {name:<18} {seconds / measured.wall:5.2f} cores {seconds / measured.sends * 1000:6.1f} ms per send"
    others = max(0.0, used.machine - used.ours)
    yield f"  {'other programs':<18} {others / measured.wall:5.2f} cores"
    yield f"  {measured.sends / used.ours:.0f} sends per processor second"


def limit(measured: Measured) -> str:
    """Name what limits the rate."""
    used, cores = measured.used, os.cpu_count() or 1
    if used is None:
        return "limit: not known, because processor times are read on Linux only"
    busy = used.machine / measured.wall
    if used.emulator / measured.wall >= NEARLY_ALL:
        return "limit: the emulator's single event loop, which uses up one core"
    if busy < NEARLY_ALL * cores:
        return f"limit: waiting, not computing: {cores - busy:.1f} of {cores} cores stand idle"
    if (others := _taken_by_others(measured)) > 1 - NEARLY_ALL:
        return (
            f"limit: the processors, of which other programs took {others:.1f} of {cores};"
            f" without them, up to {_ideal(measured):.0f} sends/s"
        )
    return f"limit: the processors, all {cores} in use; the largest part is {_largest(used)}"


def rate(measured: Measured) -> Bar:
    """Hold the rate against what is promised. If other programs took processors, it is what was possible without them."""
    alone = _taken_by_others(measured) <= 1 - NEARLY_ALL
    figure = "live mails a second" if alone else "live mails a second, without the other programs"
    reached = measured.per_second if alone else max(measured.per_second, _ideal(measured))
    return Bar(figure, f"{reached:.1f}", f"at least {TARGET:.0f}", met=reached >= TARGET)


def _taken_by_others(measured: Measured) -> float:
    """Return how many processors other programs used, as far as it is known."""
    used = measured.used
    return 0.0 if used is None else max(0.0, used.machine - used.ours) / measured.wall


def _ideal(measured: Measured) -> float:
    """Return how many mails a second the processors would do if they did nothing else."""
    assert measured.used is not None, "only what was measured is asked for"
    return measured.sends / measured.used.ours * (os.cpu_count() or 1)


def _largest(used: Usage) -> str:
    parts = {"the workers'": used.workers, "the emulator's": used.emulator, "the endpoint's": used.endpoint}
    name, seconds = max(parts.items(), key=lambda each: each[1])
    return f"{name} ({seconds / used.ours:.0%})"


def costs(profile: cProfile.Profile, sends: int) -> Iterator[str]:
    """Say where the processor time of the send function goes, module by module."""
    stats: Any = pstats.Stats(profile)
    own: Counter[str] = Counter()
    for (file, _, name), (_, _, seconds, _, _) in stats.stats.items():
        own[_part(file, name)] += seconds
    yield "time by part, SES endpoint included, under the profiler (which makes small functions look slow)"
    for part, seconds in own.most_common(12):
        yield f"  {part:<34} {seconds / sends * 1000:6.2f} ms per send"


def _part(file: str, name: str) -> str:
    if file == "~":
        return (
            "waiting for the socket" if "socket" in name or "poll" in name or "select" in name else "built in"
        )
    path = Path(file)
    if "local" in path.parts and "outreach" in path.parts:
        return "the local SES endpoint"
    if "outreach" in path.parts:
        return "outreach." + ".".join(path.with_suffix("").parts[-2:])
    if "site-packages" in path.parts:
        inner = path.parts[path.parts.index("site-packages") + 1 :]
        return ".".join((*inner[:-1], path.stem)[:2])
    return path.stem


def show(lines: Iterable[str]) -> None:
    """Print a section."""
    print("\n".join(lines), end="\n\n")


def main() -> int:
    """Measure; the exit code says whether the promised rate was reached, and simulations and decisions kept to their costs."""
    parser = argparse.ArgumentParser(
        prog="make bench", description="Measure sends per second, and what a simulation and a decision cost."
    )
    parser.add_argument("--leads", type=int, default=600, help="how many leads get a mail")
    parser.add_argument("--profile", action="store_true", help="show where processor time goes")
    options = parser.parse_args()
    # They come first, while this process is small: Linux counts our memory as the child's.
    bars = list(simulations.bars())
    rows = volumes.measured()
    bars += volumes.bars(rows)
    print("sending a few hundred mails, and metering what they ask for", flush=True)
    spent = cost.measured()
    bars += cost.bars(spent)
    print("planning over up to 1,000,000 leads", flush=True)
    turns = ticks.measured()
    bars += ticks.bars(turns)
    bars += planning.bars_of_first_ticks(planning.first_ticks())
    with LocalStack.start(
        ROOT,
        account=UNPACED,
        parameters={"AccountDailyQuota": "10000000", "SendConcurrency": str(SENDERS)},
        on_event=lambda _: None,  # no feedback: only sending is measured
        on_progress=print,
    ) as stack:
        operator = StackOperator.of("bench", stack.outputs, stack.client)
        print(f"starting the workers with {WARM_UP} mails")
        through_the_workers(stack, operator, "bench-warm", WARM_UP)
        print(f"sending {options.leads} mails\n")
        measured = through_the_workers(stack, operator, "bench", options.leads)
        profile = cProfile.Profile() if options.profile else None
        timed = in_this_process(stack, operator, profile)

        def waiting(campaign_id: str, leads: int) -> list[Enrollment]:
            run = start_run(operator, campaign_id, leads)
            return list(operator.enrollments.of_run(run.campaign_id, run.run_id, run.shards))

        def sends(campaign_id: str, leads: int) -> bare_worker.Rate:
            found = through_the_workers(stack, operator, campaign_id, leads)
            alone = found.per_second if found.used is None else leads / found.used.ours
            return bare_worker.Rate(found.per_second, alone)

        def used() -> float | None:
            now = usage(emulator_of(stack))
            return None if now is None else now.ours

        print("starting each built function, and sending with one beside a bare handler\n", flush=True)
        with built() as made:
            bars += [*sizes(made), *starts.bars(made)]
            five = send_time.recorded(stack, made, waiting, _record)
            bars += [
                send_time.bar(stack, made, waiting, _record, five),
                bare_worker.bar(stack, five, waiting, sends, used),
            ]
    concurrency = stack.outputs["SendConcurrency"]
    print(
        f"{measured.per_second:.1f} sends/s at MaximumConcurrency {concurrency}: {measured.sends} mails"
        f" in {measured.seconds:.1f} s, {measured.busiest} in the best second\n"
    )
    show(processors(measured))
    show(requests_per_send(timed))
    if profile:
        show(costs(profile, timed.sends))
    print(limit(measured))
    print()
    show(cost.told(spent))
    show(ticks.told(turns))
    show(volumes.told(rows))
    microseconds = decisions.microseconds()
    bars = [
        rate(measured),
        *bars,
        Bar(
            "a decision of the last look, with every rule in use",
            f"{microseconds:.0f} µs",
            f"{decisions.AT_MOST_MICROSECONDS} µs",
            met=microseconds <= decisions.AT_MOST_MICROSECONDS,
        ),
    ]
    print("\n".join(table(bars)))
    return 0 if all(bar.met for bar in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
