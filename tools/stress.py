"""Writes to a hundred thousand leads in five campaigns through the real workers, with a kill, a pause and dying senders.

    make stress LEADS=100000     # an hour on a machine of its own
    make stress LEADS=2000       # two or three minutes, most of it waiting for what the dead have left

Five live campaigns share one stack on the embedded emulator: one plain, one with a sending window and leads in another zone, one
with three senders, one whose quota of the day is less than its leads, and one that keeps a distance to the third, whose people it
has too. Every first mail that may go goes. On the way the kill switch is turned on and off, one campaign is paused and goes on,
and every now and then a sender is killed by SIGKILL, wherever it is.

Ticks come besides those of the schedule, as soon as the queue is nearly empty. A run gets at most `max_leads_per_tick` at each
tick, so as long as the queue has room for all, campaigns advance in that proportion. This is measured.

Then each run is exported and verified, each lead is accounted for, and the SES endpoint's own record is compared. Memory is the
resident memory of each process, sampled all the time. Exit code 1 if anything does not hold.

The template is the deployed one with a shorter timeout of the sender, and a pass takes two minutes and not ten: so what a dead
sender leaves is found sooner.
"""

import argparse
import os
import random
import signal
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bars import Bar, table
from bench import a_lead as a_bench_lead
from bench import emulator_of
from outreach.adapters.operator_queues import SqsSendQueue
from outreach.artifacts import export, verify
from outreach.bootstrap.operator import StackOperator
from outreach.domain.campaign import (
    AcrossCampaigns,
    Breaker,
    Campaign,
    CampaignSender,
    Policy,
    Pool,
    PoolSender,
)
from outreach.domain.control import Mode, RunControl
from outreach.domain.enrollment import Enrollment, Lead, State, TouchState
from outreach.domain.ids import CampaignId, LeadId
from outreach.domain.suppression import RecipientRow
from outreach.domain.window import DAYS, Window
from outreach.local.ses_endpoint import Account
from outreach.local.stack import LocalStack
from outreach.reading.campaign_file import load_campaign
from world.hasty import SENDER_SECONDS, hasty_template

ROOT = Path(__file__).resolve().parent.parent
SENDERS = 4
UNPACED = Account(max_24_hour_send=10_000_000, max_send_rate=1_000_000)
PLAIN, WINDOW, POOL, QUOTA, ACROSS = "plain", "window", "pool", "quota", "across"
SHARES: Mapping[str, float] = {PLAIN: 0.40, WINDOW: 0.25, POOL: 0.15, QUOTA: 0.10, ACROSS: 0.10}
ELSEWHERE = 10
"""One in so many leads of the campaign with a window lives where it is shut."""
ALLOWED = 0.6
"""The share of its leads that the quota of the fourth campaign allows today."""
PASS = timedelta(minutes=2)
TICKS_EVERY = 2.0
"""Seconds between two ticks at least: each asks for some two hundred requests of the emulator."""
LOOKED_EVERY = 0.5
TICKS = 200
"""In how many ticks each run would have all of its leads, if each tick named it. So a tick hands over a half percent of them."""
DEATHS_EVERY = 15.0
"""Seconds between two deaths of a sender."""
SAMPLED_EVERY = 2.0
CHUNK = 1_000
STOPPED_FOR = 5.0
"""Seconds that the kill switch is on, and that a campaign is paused, once nothing is in flight any more."""
STILL = PASS.total_seconds() + SENDER_SECONDS + 40
"""Seconds without a mail and without a message, after which everything that may go has gone."""
MOST_GROWTH = 1.15
"""How much the memory of a worker may grow from the second quarter of its samples to the last."""
NEARLY = 0.9
MOST_AHEAD = 5
"""How many ticks a campaign may be ahead of another one: what lies in the queue, and what the dead have taken with them."""
_MB = 1024 * 1024


# --- who is written to ---------------------------------------------------------------------------------------


def sizes(leads: int) -> dict[str, int]:
    """Share leads among the campaigns."""
    return {name: int(leads * share) for name, share in SHARES.items()}


def campaigns(leads: int, now: datetime) -> dict[str, Campaign]:
    """Make the five campaigns. All go at once; at each tick they get leads in proportion to their sizes."""
    demo = load_campaign(ROOT / "infra/demo/campaign.yaml").campaign
    a_tick = per_tick(leads)
    made = {}
    for name, size in sizes(leads).items():
        policy = Policy(
            max_leads_per_tick=int(a_tick * SHARES[name]),
            per_day=size * 10,
            cooldown=timedelta(),
            breaker=Breaker(),
        )
        made[name] = replace(demo, campaign_id=CampaignId(name), steps=demo.steps[:1], policy=policy)
    made[WINDOW] = _with_policy(made[WINDOW], window=_open_now(now))
    made[QUOTA] = _with_policy(made[QUOTA], per_day=allowed_today(leads))
    distance = AcrossCampaigns(cooldown=timedelta(days=1))
    made[POOL] = replace(_with_policy(made[POOL], across_campaigns=distance), pool=_pool(demo.sender, leads))
    made[ACROSS] = _with_policy(made[ACROSS], across_campaigns=distance)
    return made


def per_tick(leads: int) -> int:
    """Return how many leads a tick may name, of all campaigns together."""
    return max(100, leads // TICKS)


def allowed_today(leads: int) -> int:
    """Return the quota of the campaign that has less than it needs."""
    return int(sizes(leads)[QUOTA] * ALLOWED)


def _with_policy(campaign: Campaign, **changes: Any) -> Campaign:
    return replace(campaign, policy=replace(campaign.policy, **changes))


def _open_now(now: datetime) -> Window:
    """Return a window that is open for hours in UTC, and shut on the other side of the world."""
    opens, closes = now - timedelta(hours=1), now + timedelta(hours=6)
    return Window(frozenset(DAYS), _minute(opens), _minute(closes), "UTC")


def _minute(moment: datetime) -> time_of_day:
    return moment.time().replace(second=0, microsecond=0)


def _pool(sender: CampaignSender, leads: int) -> Pool:
    each = sizes(leads)[POOL]
    local, _, domain = sender.address.partition("@")
    return Pool(
        tuple(
            PoolSender(replace(sender, address=f"{local}{number}@{domain}"), per_day=each * number)
            for number in (1, 2, 3)
        )
    )


def people(name: str, count: int) -> Iterator[Lead]:
    """Make the leads of a campaign. Those of the last campaign are people of the third one, too."""
    for number in range(count):
        known_as = POOL if name == ACROSS else name
        lead = a_bench_lead(known_as, number)
        yield replace(
            lead,
            lead_id=LeadId(f"{name}-{number:06}"),
            timezone="Pacific/Auckland" if lives_elsewhere(name, number) else None,
        )


def lives_elsewhere(name: str, number: int) -> bool:
    """Say whether the window is shut where a lead lives."""
    return name == WINDOW and number % ELSEWHERE == 0


def expected(leads: int) -> dict[str, int]:
    """Return how many first mails may go today. The third and the last campaign share theirs: one for each person."""
    of = sizes(leads)
    at_home = sum(not lives_elsewhere(WINDOW, number) for number in range(of[WINDOW]))
    return {PLAIN: of[PLAIN], WINDOW: at_home, POOL: of[POOL], QUOTA: allowed_today(leads)}


# --- memory, and deaths ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Memory:
    """The resident memory of processes, sampled: by what they are, the most that one of them had, in bytes."""

    samples: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def growth(self, name: str) -> float:
        """Compare the last quarter with the second one."""
        of = self.samples[name]
        quarter = max(1, len(of) // 4)
        return _median(of[-quarter:]) / _median(of[quarter : 2 * quarter] or of)


def _median(numbers: Sequence[int]) -> int:
    return sorted(numbers)[len(numbers) // 2]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _workers(emulator: int) -> dict[int, str]:
    """Find the emulator's workers, each with the name of its function."""
    found = {}
    for each in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            variables = (each / "environ").read_bytes().split(b"\0") if parent == emulator else ()
        except (OSError, IndexError):
            continue
        for variable in variables:
            if variable.startswith(b"AWS_LAMBDA_FUNCTION_NAME="):
                found[int(each.name)] = variable.partition(b"=")[2].decode()
    return found


class Trouble:
    """Samples memory, and kills a sender now and then as long as `deadly` is set."""

    def __init__(self, emulator: int, sender: str) -> None:
        self.memory, self.deaths, self.deadly = Memory(), 0, False
        self._emulator, self._sender = emulator, sender
        self._over = threading.Event()
        self._chance = random.Random(15)  # noqa: S311 - which sender dies is no secret

    @contextmanager
    def about(self) -> Iterator[None]:
        """Make trouble until the end of the block."""
        thread = threading.Thread(target=self._go_on, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _go_on(self) -> None:
        last_death = time.monotonic()
        while not self._over.wait(SAMPLED_EVERY):
            workers = _workers(self._emulator)
            self.memory.samples["the emulator"].append(_resident(self._emulator))
            self.memory.samples["this process, with the SES endpoint"].append(_resident(os.getpid()))
            for name in sorted(set(workers.values())):
                most = max(_resident(pid) for pid, of in workers.items() if of == name)
                if most:
                    self.memory.samples[f"a worker of {name}"].append(most)
            senders = [pid for pid, name in workers.items() if name == self._sender]
            if self.deadly and senders and time.monotonic() - last_death >= DEATHS_EVERY:
                os.kill(self._chance.choice(senders), signal.SIGKILL)
                self.deaths += 1
                last_death = time.monotonic()


# --- the story ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Story:
    """What was seen on the way."""

    leads: int
    import_seconds: float = 0.0
    enroll_seconds: float = 0.0
    send_seconds: float = 0.0
    mails: int = 0
    after_kill: int = 0
    """Mails that were accepted after `kill` had returned."""
    ticks: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    """What does not hold."""


class Stage:
    """A stack with five campaigns under way."""

    def __init__(self, stack: LocalStack, operator: StackOperator, leads: int) -> None:
        self.stack, self.operator = stack, operator
        self.trouble = Trouble(emulator_of(stack), stack.outputs["SendFunctionName"])
        self.story = Story(leads)
        self.queue = SqsSendQueue(stack.client("sqs"), operator.settings.send_queue_url)
        self.runs: dict[str, RunControl] = {}
        self.total = sum(expected(leads).values())

    def import_all(self) -> None:
        """Apply the campaigns, and write every lead and every recipient."""
        made, began = campaigns(self.story.leads, self.operator.clock.now()), time.monotonic()
        for name, size in sizes(self.story.leads).items():
            campaign = made[name]
            self.operator.runs.apply(campaign, {})
            leads = list(people(name, size))
            for start in range(0, size, CHUNK):
                some = leads[start : start + CHUNK]
                self.operator.suppressions.ensure(
                    [RecipientRow(lead.recipient, lead.address) for lead in some]
                )
                self.operator.audience.add(
                    campaign.campaign_id, campaign.shards, some, "stress", self.operator.clock.now()
                )
        self.story.import_seconds = time.monotonic() - began

    def start_all(self) -> None:
        """Start the five live runs, one after the other, while the kill switch is on: so all begin at once."""
        self.operator.stopping.turn(on=True, actor="stress", reason="until all are enrolled")
        began = time.monotonic()
        for name in SHARES:
            self.runs[name] = self.operator.runs.start(CampaignId(name), Mode.LIVE, "stress").run
        self.story.enroll_seconds = time.monotonic() - began

    def send_all(self) -> None:
        """Let everything go that may go, with trouble on the way."""
        trouble, story = self.trouble, self.story
        plan: list[tuple[float, Callable[[], None]]] = [
            (0.3, self._kill_and_resume),
            (0.5, self._pause_and_resume),
            (0.7, self._let_live),
        ]
        self.operator.stopping.turn(on=False, actor="stress", reason="all are enrolled")
        trouble.deadly = True
        began = last = ticked = time.monotonic()
        while time.monotonic() - last < STILL:
            before = self.stack.ses.accepted
            waiting = self.queue.measure()
            if waiting.waiting < per_tick(self.story.leads) and time.monotonic() - ticked >= TICKS_EVERY:
                self._tick()
                ticked = time.monotonic()
            if plan and self.stack.ses.accepted >= plan[0][0] * self.total:
                plan.pop(0)[1]()
            time.sleep(LOOKED_EVERY)
            if self.stack.ses.accepted > before or waiting.waiting + waiting.in_flight:
                last = time.monotonic()
            self._tell(began)
        story.send_seconds = last - began
        story.mails = self.stack.ses.accepted
        for _, missed in plan:
            story.findings.append(f"too few mails went out for {missed.__name__}")
        self.stack.ses.wait_for_events()

    def _tick(self) -> None:
        self.story.outcomes.update(self.operator.tick_function.invoke().values())
        self.story.ticks += 1

    _told = 0.0

    def _tell(self, began: float) -> None:
        if time.monotonic() - self._told >= 15:  # noqa: PLR2004 - seconds between two lines
            self._told = time.monotonic()
            accepted = self.stack.ses.accepted
            print(
                f"  {self._told - began:5.0f} s: {accepted:,} of at most {self.total:,} mails, "
                f"{self.trouble.deaths} senders killed",
                flush=True,
            )

    def _kill_and_resume(self) -> None:
        self.operator.stopping.turn(on=True, actor="stress", reason="on purpose")
        accepted = self.stack.ses.accepted
        time.sleep(STOPPED_FOR)
        self.story.after_kill = self.stack.ses.accepted - accepted
        self.operator.stopping.turn(on=False, actor="stress", reason="on purpose")

    def _pause_and_resume(self) -> None:
        name = CampaignId(ACROSS)
        self.operator.runs.pause(name, "stress", "on purpose")
        time.sleep(STOPPED_FOR)
        self.operator.runs.resume(name, "stress", "on purpose")

    def _let_live(self) -> None:
        self.trouble.deadly = False


# --- whether it holds --------------------------------------------------------------------------------------------


SENT, UNKNOWN, FLYING, DUE = "sent", "unknown, until a deadline", "in flight", "due now"


def kind_of(found: Enrollment, now: datetime) -> str | None:
    """Say where a lead stands. None: it is lost, because nothing will ever move it on."""
    touch = found.touches.get(0)
    if found.state is State.ENDED or found.step > 0:
        return (
            SENT if touch is not None and touch.state in {TouchState.SENT, TouchState.ASSUMED_SENT} else None
        )
    if found.due_at is None or found.lane is None:
        return None
    if found.state is State.UNKNOWN:
        return UNKNOWN
    if found.state is State.SENDING:
        return FLYING
    return DUE if found.due_at <= now else f"waits: {found.reason}"


def ahead(order: Sequence[str], whole: Mapping[str, int], ends: Mapping[str, int], ticks: float) -> float:
    """Return by how many ticks a campaign ever was ahead of another one, until the first of them was near its last mail.

    `order` has the campaign of each mail, in the order of acceptance. `whole` says how many mails each gets in so many `ticks`,
    and `ends` how many it gets at all.
    """
    counts: Counter[str] = Counter()
    worst = 0.0
    for name in order:
        if name not in whole:
            continue
        counts[name] += 1
        if counts[name] >= NEARLY * ends[name]:
            break
        done = [counts[each] / count for each, count in whole.items()]
        worst = max(worst, (max(done) - min(done)) * ticks)
    return worst


@dataclass(slots=True)
class Judgement:
    """What came of it, beside what was seen on the way."""

    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    """By campaign: how many leads stand where."""
    lost: int = 0
    doubled: int = 0
    """Touches with more than one mail, by the record of SES, and people with two mails of campaigns that keep a distance."""
    unrecorded: int = 0
    """Mails whose lead says that it had none, and leads who say that they had one, and had not."""
    where_shut: int = 0
    """Mails to leads where the window is shut."""
    ahead: float = 0.0
    """By how many ticks a campaign was ahead of another one."""
    verified: dict[str, str] = field(default_factory=dict)
    """By campaign: what `outreach verify` says of its export."""
    export_seconds: float = 0.0


def judged(stage: Stage, folder: Path) -> Judgement:
    """Compare what the stack says of each lead with the record of SES, and export and verify each run."""
    judgement, now = Judgement(), datetime.now(UTC)
    order, mailed, persons = [], Counter[tuple[str, str]](), Counter[str]()
    for mail in stage.stack.ses.mailbox.envelopes():
        name, lead_id = mail.tags["campaign"], mail.tags["lead"]
        order.append(name)
        mailed[name, lead_id] += 1
        if name in {POOL, ACROSS}:
            persons[mail.recipients[0]] += 1
        judgement.where_shut += lives_elsewhere(name, int(lead_id.rpartition("-")[2]))
    judgement.doubled = sum(count > 1 for counts in (mailed, persons) for count in counts.values())
    for name, run in stage.runs.items():
        kinds = Counter[str]()
        for one in stage.operator.enrollments.of_run(run.campaign_id, run.run_id, run.shards):
            kind = kind_of(one, now)
            judgement.lost += kind is None
            kinds[kind or "lost"] += 1
            had = bool(mailed[name, one.key.lead_id])
            judgement.unrecorded += (had and kind not in {SENT, UNKNOWN}) or (not had and kind == SENT)
        judgement.lost += sizes(stage.story.leads)[name] - kinds.total()
        judgement.kinds[name] = kinds
    # The quota ends one campaign early, and two of them share people. The leads of a window abroad come by as all others do.
    whole = expected(stage.story.leads) | {QUOTA: sizes(stage.story.leads)[QUOTA]}
    ticks = stage.story.leads / per_tick(stage.story.leads)
    judgement.ahead = ahead(
        order, {name: whole[name] for name in (PLAIN, WINDOW, QUOTA)}, expected(stage.story.leads), ticks
    )
    began = time.monotonic()
    for name, run in stage.runs.items():
        judgement.verified[name] = _verified(stage, run, folder)
    judgement.export_seconds = time.monotonic() - began
    return judgement


def _verified(stage: Stage, run: RunControl, folder: Path) -> str:
    operator, current = stage.operator, stage.operator.runs.runs(run.campaign_id, run.run_id)[0]
    exported = export(
        current,
        operator.export_ports,
        folder,
        account_daily_quota=operator.account_daily_quota,
        live_mails=stage.stack.ses.mailbox.directory,
    )
    found = verify(exported.directory)
    return "holds" if found.holds else "; ".join(map(str, found.findings[:5]))


# --- what it prints ------------------------------------------------------------------------------------------------


def told(stage: Stage, judgement: Judgement) -> Iterator[str]:
    """Write what was seen, as tables of Markdown."""
    story, memory = stage.story, stage.trouble.memory
    rows = story.leads
    yield (
        f"{rows:,} leads: imported in {story.import_seconds:.0f} s ({rows / story.import_seconds:.0f} a second), enrolled in "
        f"{story.enroll_seconds:.0f} s ({rows / story.enroll_seconds:.0f} a second); {story.mails:,} mails in {story.send_seconds:.0f} s "
        f"({story.mails / story.send_seconds:.0f} a second), with {stage.trouble.deaths} senders killed and {story.ticks} ticks besides "
        f"the schedule's; exported and verified in {judgement.export_seconds:.0f} s"
    )
    yield ""
    yield "| campaign | leads | where they stand | verify |"
    yield "|---|---|---|---|"
    for name, kinds in judgement.kinds.items():
        stand = ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common())
        yield f"| {name} | {kinds.total():,} | {stand} | {judgement.verified[name]} |"
    yield ""
    yield "| resident memory | second quarter | last quarter | most |"
    yield "|---|---|---|---|"
    for name, samples in memory.samples.items():
        quarter = max(1, len(samples) // 4)
        early, late = _median(samples[quarter : 2 * quarter] or samples), _median(samples[-quarter:])
        yield f"| {name} | {early / _MB:.0f} MB | {late / _MB:.0f} MB | {max(samples) / _MB:.0f} MB |"


def bars(stage: Stage, judgement: Judgement) -> Iterator[Bar]:
    """Hold what was seen against what is promised."""
    story, kinds = stage.story, judgement.kinds
    for figure, count in (
        ("leads lost", judgement.lost),
        ("touches or people with two mails", judgement.doubled),
        ("mails without a record, and records without a mail", judgement.unrecorded),
        ("mails to leads where the window is shut", judgement.where_shut),
        (
            "leads in flight at the end, with quota left",
            sum(each[FLYING] for name, each in kinds.items() if name != QUOTA),
        ),
        (
            "leads due at the end, with quota left",
            sum(each[DUE] for name, each in kinds.items() if name != QUOTA),
        ),
        ("what did not happen", len(story.findings)),
    ):
        yield Bar(figure, str(count), "0", met=count == 0)
    quota = allowed_today(story.leads)
    yield Bar(
        "mails of the campaign with a quota",
        str(kinds[QUOTA][SENT]),
        f"at most {quota}",
        met=kinds[QUOTA][SENT] + kinds[QUOTA][UNKNOWN] <= quota,
    )
    yield Bar(
        "mails after the kill switch was on",
        str(story.after_kill),
        f"at most {SENDERS}",
        met=story.after_kill <= SENDERS,
    )
    holding = sum(each == "holds" for each in judgement.verified.values())
    yield Bar("exports that verify", str(holding), str(len(SHARES)), met=holding == len(SHARES))
    yield Bar(
        "ticks that a campaign was ahead of another",
        f"{judgement.ahead:.1f}",
        f"at most {MOST_AHEAD}",
        met=judgement.ahead <= MOST_AHEAD,
    )
    for name in stage.trouble.memory.samples:
        if name.startswith("a worker"):
            growth = stage.trouble.memory.growth(name)
            yield Bar(
                f"memory of {name}",
                f"{growth:.2f} times",
                f"at most {MOST_GROWTH}",
                met=growth <= MOST_GROWTH,
            )


def main() -> int:
    """Play the story; the exit code says whether everything held."""
    parser = argparse.ArgumentParser(
        prog="make stress", description="Write to many leads, with trouble on the way."
    )
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--artifacts", type=Path, help="keep the exports here")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="outreach-stress-") as temporary:
        folder = Path(temporary)
        with LocalStack.start(
            ROOT,
            account=UNPACED,
            template_path=hasty_template(folder),
            parameters={
                "AccountDailyQuota": "10000000",
                "SendConcurrency": str(SENDERS),
                "PassMinutes": str(PASS // timedelta(minutes=1)),
            },
            on_progress=print,
        ) as stack:
            stage = Stage(stack, StackOperator.of("stress", stack.outputs, stack.client), options.leads)
            with stage.trouble.about():
                print(f"importing {options.leads:,} leads", flush=True)
                stage.import_all()
                print("enrolling them", flush=True)
                stage.start_all()
                print("sending", flush=True)
                stage.send_all()
            print("looking at every lead, and verifying", flush=True)
            judgement = judged(stage, options.artifacts or folder / "artifacts")
            print("\n" + "\n".join(told(stage, judgement)), end="\n\n")
            found = list(bars(stage, judgement))
    print("\n".join(table(found)))
    return 0 if all(bar.met for bar in found) else 1


if __name__ == "__main__":
    sys.exit(main())
