"""Plays the planner over ten million leads that are all due: how long it takes, what a tick asks for, and who has to wait.

    make bench                                                                  # the first ticks, and everything else
    PYTHONPATH=tests:tools .venv/bin/python tools/planning.py                   # all of it, in some minutes
    PYTHONPATH=tests:tools .venv/bin/python tools/planning.py --leads 1000000   # with fewer leads

The tick is the real one. Its leads are made up: campaign, shard and number of a lead say when it is due, and one bit says whether
its first mail went out. So many leads need no more memory than few. Control rows, leases and quotas are the stores in memory.

Time is virtual. Each request takes what it takes on AWS (`tools/cost.py`), a tick comes every minute, and Lambda ends it after
two. Senders take messages at the rate of SES, the oldest first, and drop what has expired or is about a mail that went out. One
message in a thousand is lost with nobody noticing. Ticks do not overlap here, as they may on AWS if one takes over a minute.

It ends with a table, and with exit code 1 if a lead was lost, written to twice or enqueued twice in a pass.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from math import ceil
from tempfile import TemporaryFile
from typing import Any

from bars import Bar, table
from outreach.adapters.campaign_documents import document_of, revision_of
from outreach.adapters.due_order import due_key
from outreach.domain.campaign import Policy
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.enrollment import Fence, Lane
from outreach.domain.ids import LIVE, CampaignId, Domain, LeadId
from outreach.domain.lease import Lease, Look, Place, Walk, place_after
from outreach.domain.walk import RATE_OF_A_SENDER
from outreach.memory import FixedClock, MemoryAccount
from outreach.messages import TouchMessage
from outreach.services.feedback.breakers import Breakers
from outreach.services.feedback.ports import BreakerPorts
from outreach.services.tick.ports import DueEntry, TickPorts
from outreach.services.tick.turn import Tick
from peak import peak_mb
from world.builders import DAY, MINUTE, NOON, a_campaign, a_recipient
from world.memory import World

MANY = 10_000_000
FEW = 100_000
RATES = (14, 100, 1_000)
"""Mails a second: what SES allows to begin with, and what it allows later."""
CAMPAIGNS = 10
SHARDS = 32
PER_TICK = 10_000
"""The most that `policy.max_leads_per_tick` may be."""
FIRST_TICKS = 12
"""So many are played by `make bench`: more than a pass of ten minutes."""
BENCH_RATE = 100
MOST_ENDED = 20
"""After so many ticks that Lambda ended, a play is over: something takes longer than a tick may last."""
LOST = 1_000
"""One message in so many is lost."""
MOST_MB_MORE = 8
"""What ten million leads may take beyond a hundred thousand: their bits are 1.2 MB."""
SECOND = timedelta(seconds=1)
PASS = 10 * MINUTE
TIMEOUT = 2 * MINUTE
MEGABYTE = 1_000_000
MEGABYTE_TAKES = timedelta(milliseconds=83)
"""A strongly consistent read of a megabyte: 250 read units, of 3,000 a second that a partition has."""
ITEM_BYTES = 1_240
"""Of an enrollment after its first mail (docs/performance.md)."""
_PRICE = {"queue": 10, "kill_switch": 10, "account": 50}
"""Milliseconds of a request, as in `tools/cost.py`. All others are DynamoDB's."""
_DYNAMODB = 5
_RECIPIENT, _DOMAINS = a_recipient(), (Domain("acme.example"),)
_FENCE = Fence(0, 0)


class Ended(BaseException):
    """Lambda ends a tick that has used up its time. No program can catch it."""


class Clock(FixedClock):
    """Virtual time. Each request of a tick moves it on."""

    def __init__(self) -> None:
        super().__init__(NOON)
        self.requests = 0
        self.ends = NOON + TIMEOUT
        """When Lambda ends the present tick."""

    def ask(self, requests: int, each: timedelta) -> None:
        """Let so many requests take their time."""
        self.requests += requests
        self.moment += requests * each
        if self.moment > self.ends:
            raise Ended


@dataclass(slots=True)
class Shard:
    """The leads of one shard of a run. The number of a lead says when it is due, and is its id."""

    leads: int
    sent: bytearray
    first: int = 0
    """All leads before this one have had their mail."""
    reached: int = -1
    """The last lead that was enqueued in the present pass."""

    @classmethod
    def of(cls, leads: int) -> "Shard":
        """Make a shard of so many leads, of whom nobody was written to."""
        return cls(leads, bytearray((leads + 7) // 8))

    def has(self, number: int) -> bool:
        """Say whether a lead has had its mail."""
        return bool(self.sent[number >> 3] & 1 << (number & 7))

    def send(self, number: int) -> None:
        """Write to a lead."""
        self.sent[number >> 3] |= 1 << (number & 7)
        while self.first < self.leads and self.has(self.first):
            self.first += 1

    @property
    def done(self) -> int:
        """How many leads have had their mail."""
        return int.from_bytes(self.sent).bit_count()


class Leads:
    """The due index, the enrollments and the queue, with the senders behind it."""

    def __init__(self, clock: Clock, rate: int, leads: int, campaigns: int) -> None:
        self.clock, self._rate = clock, rate
        sizes = [leads // campaigns + (number < leads % campaigns) for number in range(campaigns)]
        self.shards = {
            (CampaignId(f"c{number}"), shard): Shard.of(size // SHARDS + (shard < size % SHARDS))
            for number, size in enumerate(sizes)
            for shard in range(SHARDS)
        }
        self.passes: dict[CampaignId, datetime] = {}
        self.unsaved: list[TouchMessage] = []
        self.waiting: deque[tuple[Shard, int, datetime]] = deque()
        self.served = NOON
        self.mails = self.messages = self.doubled = self.expired = self.again_in_a_pass = 0

    # the due index

    def page(
        self, run: RunControl, lane: Lane, shard: int, after: str | None, until: datetime, limit: int
    ) -> list[DueEntry]:
        """Make up the next leads that wait for their first mail."""
        self.clock.ask(1, _DYNAMODB * _MILLISECOND)
        if lane is not Lane.FIRST:
            return []
        found: list[DueEntry] = []
        stock = self.shards[run.campaign_id, shard]
        number = stock.first if after is None else max(stock.first, int(after.rpartition("#")[2]) + 1)
        while number < stock.leads and len(found) < limit:
            due_at = NOON - DAY + number * _MILLISECOND
            if due_at > until:
                break
            if not stock.has(number):
                lead_id = LeadId(f"{number:08}")
                found.append(DueEntry(lead_id, _FENCE, _RECIPIENT, _DOMAINS, due_key(due_at, lead_id)))
            number += 1
        return found

    def is_empty(self, run: RunControl) -> bool:
        """Say whether nobody waits any more."""
        self.clock.ask(len(Lane) * SHARDS, _DYNAMODB * _MILLISECOND)
        return all(one.first >= one.leads for one in self.of(run.campaign_id))

    def of(self, campaign_id: CampaignId) -> list[Shard]:
        """Return the shards of a campaign's run."""
        return [self.shards[campaign_id, shard] for shard in range(SHARDS)]

    # the enrollments

    def look(self, run: RunControl, place: Place, limit: int) -> Look:
        """Look at enrollments, a megabyte at a time."""
        one = self.shards[run.campaign_id, place.shard]
        start = 0 if place.after is None else int(place.after) + 1
        end = min(one.leads, start + min(limit, MEGABYTE // ITEM_BYTES))
        self.clock.ask(
            1, max(_DYNAMODB * _MILLISECOND, MEGABYTE_TAKES * ((end - start) * ITEM_BYTES / MEGABYTE))
        )
        waits = any(not one.has(number) for number in range(max(start, one.first), end))
        more = end < one.leads
        behind = Place(place.shard, LeadId(f"{end - 1:08}")) if more else place_after(place.shard, SHARDS)
        return Look(waits, behind)

    # the queue, and who takes from it

    def depth(self) -> int:
        """Let the senders catch up, and count what waits then."""
        self.serve()
        return len(self.waiting)

    def enqueue(self, messages: Sequence[TouchMessage]) -> set[int]:
        """Take messages, but for those that are lost."""
        self.clock.ask(ceil(len(messages) / 10), _PRICE["queue"] * _MILLISECOND)
        self.unsaved += messages
        for message in messages:
            self.messages += 1
            if self.messages % LOST:
                stock = self.shards[message.campaign_id, message.shard]
                self.waiting.append((stock, int(message.lead_id), message.valid_until))
        return set()

    def serve(self) -> None:
        """Send what the rate of SES allows until now."""
        now, each = self.clock.moment, SECOND / self._rate
        while self.waiting and self.served <= now:
            stock, number, valid_until = self.waiting.popleft()
            if valid_until < self.served:
                self.expired += 1
            elif stock.has(number):
                self.doubled += 1
            else:
                stock.send(number)
                self.mails += 1
                self.served += each
        self.served = max(self.served, now)

    # the watch over each pass

    def saved(self, lease: Lease, walk: Walk) -> None:
        """Compare what was enqueued with the pass that it belongs to: each lead comes after the one before."""
        of_run = [message for message in self.unsaved if message.campaign_id == lease.campaign_id]
        self.unsaved = []
        if self.passes.get(lease.campaign_id) != walk.pass_began_at:
            self.passes[lease.campaign_id] = walk.pass_began_at
            for stock in self.of(lease.campaign_id):
                stock.reached = -1
        for message in of_run:
            stock, number = self.shards[message.campaign_id, message.shard], int(message.lead_id)
            self.again_in_a_pass += number <= stock.reached
            stock.reached = max(stock.reached, number)


_MILLISECOND = timedelta(milliseconds=1)


class _Priced:
    """A port each of whose calls is one request."""

    def __init__(
        self, port: Any, clock: Clock, milliseconds: int, then: Callable[..., None] | None = None
    ) -> None:
        self._port, self.clock, self._each, self._then = port, clock, milliseconds * _MILLISECOND, then

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)

        def called(*given: Any, **named: Any) -> Any:
            self.clock.ask(1, self._each)
            if self._then is not None and name == "save_walk":
                self._then(*given)
            return method(*given, **named)

        return called


@dataclass(frozen=True, slots=True)
class Planned:
    """What came of one play."""

    leads: int
    rate: int
    campaigns: int
    ticks: int
    ended: int
    """How many ticks Lambda ended."""
    mails: int
    messages: int
    doubled: int
    expired: int
    again_in_a_pass: int
    lost: int
    """How many leads had no mail although their run was over."""
    closed: int
    """How many runs the tick closed."""
    planned_hours: float
    """Until the last lead had its first mail."""
    over_hours: float
    """Until the last run was closed."""
    most_requests: int
    most_enqueued: int
    median_enqueued: int
    most_seconds: float
    """Of virtual time, for one tick."""
    most_milliseconds: float
    """Of processor time, for one tick."""
    campaign_spread: tuple[float, float]
    """The shares of the campaigns that were written to when half of all were: the least, and the most."""
    shard_spread: tuple[float, float]
    requests: tuple[int, ...]
    """Of each of the first ticks."""


def played(leads: int, rate: int, campaigns: int = CAMPAIGNS, ticks: int | None = None) -> Planned:
    """Play until all runs are closed, or for so many ticks."""
    clock = Clock()
    world, made_up = World(a_campaign()), Leads(clock, rate, leads, campaigns)
    world.account = MemoryAccount(send_rate=rate, daily_quota=10**9)
    _start(world, campaigns)
    tick = _tick(world, clock, made_up, rate)
    spent: list[tuple[int, int, float, float]] = []
    half: tuple[tuple[float, float], tuple[float, float]] | None = None
    last_mail, ended = NOON, 0
    while ticks is None or len(spent) < ticks:
        began, asked, sent = clock.moment, clock.requests, made_up.messages
        clock.ends = began + TIMEOUT
        processor = time.process_time()
        try:
            tick.run(f"tick-{len(spent)}", lambda: clock.ends - clock.moment)
        except Ended:
            ended += 1
            made_up.unsaved = []
        processor = time.process_time() - processor
        seconds = (clock.moment - began).total_seconds()
        spent.append((clock.requests - asked, made_up.messages - sent, seconds, processor * 1000))
        if made_up.mails < leads:
            last_mail = clock.moment
        if half is None and made_up.mails * 2 >= leads:
            half = _spreads(made_up)
        if not any(run.walked for run in world.controls.runs()):
            break
        if ended >= MOST_ENDED:
            break
        clock.moment = began + ceil((clock.moment - began) / MINUTE + 1e-9) * MINUTE
    runs = world.controls.runs()
    over = [run for run in runs if run.status is RunStatus.FINISHED]
    enqueued = sorted(each[1] for each in spent if each[1])
    nothing = ((0.0, 0.0), (0.0, 0.0))
    by_campaign, by_shard = half or nothing
    return Planned(
        leads=leads,
        rate=rate,
        campaigns=campaigns,
        ticks=len(spent),
        ended=ended,
        mails=made_up.mails,
        messages=made_up.messages,
        doubled=made_up.doubled,
        expired=made_up.expired,
        again_in_a_pass=made_up.again_in_a_pass,
        lost=sum(one.leads - one.done for run in over for one in made_up.of(run.campaign_id)),
        closed=sum(run.closed for run in runs),
        planned_hours=(last_mail - NOON) / timedelta(hours=1),
        over_hours=(clock.moment - NOON) / timedelta(hours=1),
        most_requests=max(each[0] for each in spent),
        most_enqueued=enqueued[-1],
        median_enqueued=enqueued[len(enqueued) // 2],
        most_seconds=max(each[2] for each in spent),
        most_milliseconds=max(each[3] for each in spent),
        campaign_spread=by_campaign,
        shard_spread=by_shard,
        requests=tuple(each[0] for each in spent[:FIRST_TICKS]),
    )


def _start(world: World, campaigns: int) -> None:
    policy = Policy(max_leads_per_tick=PER_TICK, per_day=10**9)
    world.controls.open("bench", NOON)
    for number in range(campaigns):
        campaign = a_campaign(f"c{number}", shards=SHARDS, policy=policy)
        world.apply(campaign)
        world.controls.create_run(
            RunControl(
                campaign_id=campaign.campaign_id,
                run_id=LIVE,
                mode=Mode.LIVE,
                status=RunStatus.RUNNING,
                revision=revision_of(document_of(campaign)),
                shards=SHARDS,
                started_at=NOON,
                changed_at=NOON,
                changed_by="bench",
                enrolled=True,
            )
        )


def _tick(world: World, clock: Clock, made_up: Leads, rate: int) -> Tick:
    own: dict[str, Any] = {"index": made_up, "enrollments": made_up, "queue": made_up, "clock": clock}
    ports: dict[str, Any] = {
        each.name: own.get(each.name)
        or _Priced(
            getattr(world, each.name),
            clock,
            _PRICE.get(each.name, _DYNAMODB),
            made_up.saved if each.name == "leases" else None,
        )
        for each in fields(TickPorts)
    }
    breakers = Breakers(BreakerPorts(world.tallies, world.controls, world.alarms, clock))
    return Tick(
        TickPorts(**ports),
        breakers,
        pass_length=PASS,
        account_daily_quota=10**9,
        send_concurrency=max(2, ceil(rate / RATE_OF_A_SENDER)),
    )


def _spreads(made_up: Leads) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the least and the greatest share that was written to, by campaign and by shard."""
    campaigns: Counter[CampaignId] = Counter()
    sizes: Counter[CampaignId] = Counter()
    shares = []
    for (campaign_id, _), one in made_up.shards.items():
        campaigns[campaign_id] += one.done
        sizes[campaign_id] += one.leads
        shares.append(one.done / one.leads)
    of_campaigns = [campaigns[each] / sizes[each] for each in sizes]
    return (min(of_campaigns), max(of_campaigns)), (min(shares), max(shares))


# --- each play in a process of its own -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measured:
    """One play, with what its process took."""

    planned: Planned
    peak_mb: float
    seconds: float


def measured(leads: int, rate: int, campaigns: int = CAMPAIGNS, ticks: int = 0) -> Measured:
    """Play in a process of its own, so that its memory is known."""
    print(f"planning {leads:,} leads at {rate} mails a second", flush=True)
    numbers = map(str, (leads, rate, campaigns, ticks))
    with (
        TemporaryFile("w+") as out,
        subprocess.Popen([sys.executable, __file__, "--play", *numbers], stdout=out) as process,
    ):
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"a play ended with code {process.returncode}")
        out.seek(0)
        found = json.load(out)
    told = found["planned"]
    for name in ("campaign_spread", "shard_spread", "requests"):
        told[name] = tuple(told[name])
    return Measured(Planned(**told), found["peak_mb"], used.ru_utime + used.ru_stime)


def first_ticks() -> list[Measured]:
    """Play the first ticks over few leads and over many."""
    return [measured(leads, BENCH_RATE, ticks=FIRST_TICKS) for leads in (FEW, MANY)]


def bars_of_first_ticks(plays: Sequence[Measured]) -> Iterator[Bar]:
    """Hold requests and memory of many leads against those of few. Few leads fill small shards, so a tick walks more of them."""
    few, many = plays
    pairs = list(zip(few.planned.requests, many.planned.requests, strict=True))
    of_few, of_many = max(each for each, _ in pairs), max(each for _, each in pairs)
    yield Bar(
        f"requests of a tick, at most: {MANY:,} leads, all due, and {FEW:,}",
        f"{of_many:,}, {of_few:,}",
        "no more than for few",
        met=all(many <= few for few, many in pairs),
    )
    more = many.peak_mb - few.peak_mb
    yield Bar(
        f"memory of the planner: {MANY:,} leads, and {FEW:,}",
        f"{many.peak_mb:.0f} MB, {few.peak_mb:.0f} MB",
        f"at most {MOST_MB_MORE} MB more",
        met=more <= MOST_MB_MORE,
    )


def told(plays: Sequence[Measured]) -> Iterator[str]:
    """Write what was measured, as a table of Markdown."""
    yield (
        "| leads | runs | SES, mails a second | a tick enqueues | all first mails out after | runs closed after | mails a second | messages a mail"
        " | requests of a tick, at most | its time on AWS | its processor time | campaigns at half time | shards at half time | memory | played in |"
    )
    yield "|" + "---|" * 15
    for each in plays:
        p = each.planned
        closed = (
            f"{p.over_hours:.1f} h" if p.closed == p.campaigns else f"never: {p.ended} ticks ended by Lambda"
        )
        yield (
            f"| {p.leads:,} | {p.campaigns} | {p.rate:,} | {p.median_enqueued:,}, at most {p.most_enqueued:,} | {p.planned_hours:.1f} h"
            f" | {closed} | {p.mails / p.planned_hours / 3600:.0f} | {p.messages / p.mails:.2f} | {p.most_requests:,} | {p.most_seconds:.0f} s"
            f" | {p.most_milliseconds:.0f} ms | {p.campaign_spread[0]:.1%} to {p.campaign_spread[1]:.1%}"
            f" | {p.shard_spread[0]:.1%} to {p.shard_spread[1]:.1%} | {each.peak_mb:.0f} MB | {each.seconds:.0f} s |"
        )


def bars(plays: Sequence[Measured]) -> Iterator[Bar]:
    """Hold each play against what the planner promises."""
    for each in plays:
        p = each.planned
        name = f"{p.leads:,} leads in {p.campaigns} runs at {p.rate:,} a second"
        yield Bar(f"{name}: leads lost", str(p.leads - p.mails), "0", met=p.mails == p.leads and not p.lost)
        yield Bar(
            f"{name}: leads enqueued twice in a pass", str(p.again_in_a_pass), "0", met=not p.again_in_a_pass
        )
        yield Bar(f"{name}: runs closed", str(p.closed), str(p.campaigns), met=p.closed == p.campaigns)


def main() -> int:
    """Play, tell, and hold against the bars."""
    parser = argparse.ArgumentParser(description="Play the planner over many leads that are all due.")
    parser.add_argument("--leads", type=int, default=MANY)
    parser.add_argument("--rates", type=int, nargs="+", default=RATES, help="mails a second that SES allows")
    parser.add_argument("--play", type=int, nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.play:
        leads, rate, campaigns, ticks = options.play
        planned = asdict(played(leads, rate, campaigns, ticks or None))
        print(json.dumps({"planned": planned, "peak_mb": peak_mb()}))
        return 0
    plays = [measured(options.leads, rate) for rate in options.rates]
    plays.append(measured(options.leads, options.rates[-1], campaigns=1))
    print("\n".join(told(plays)), end="\n\n")
    found = list(bars(plays))
    print("\n".join(table(found)))
    return 0 if all(bar.met for bar in found) else 1


if __name__ == "__main__":
    sys.exit(main())
