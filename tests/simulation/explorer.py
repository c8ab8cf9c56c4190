"""Runs the schedule of a seed: ticks, consumers, people and the outside world, interleaved at every call.

Each process is a greenlet that gives way before each call to the outside. The seed decides which one goes on:
uniformly at random, or by random priorities with a few points at which the leader falls behind (PCT, Burckhardt et
al., ASPLOS 2010). Clocks are wrong by up to ten minutes, processes freeze, messages come twice and in any order, and
faults strike. Each schedule has its own kinds of faults and its own rate, because a mixture of all kinds hides what
a single kind would find. In the end the faults stop, and everything has days to come to rest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random

from greenlet import getcurrent, greenlet

from outreach.domain.campaign import DomainPace, PacePeriod, Ramp
from outreach.domain.control import Mode
from simulation.cast import DAYS_APART, HELD, MINUTE, MINUTES_APART, NERVOUS, ONE_A_DAY, campaign_of
from simulation.echo import FATES, REPLIES
from simulation.faults import Fault, Kind, faults_of
from simulation.promises import broken
from simulation.proving import accusations
from simulation.stack import Process, Stack, a_stack

SECOND = timedelta(seconds=1)
TWO_SHARDS = campaign_of(timedelta(), 7 * MINUTE, shards=2, cooldown=5 * MINUTE)
FEW_A_DAY = campaign_of(
    timedelta(),
    6 * MINUTE,
    timedelta(days=1),
    cooldown=5 * MINUTE,
    per_day=2,
    per_week=6,
    ramp=Ramp(1, 1, 2),
    per_domain=DomainPace(1, PacePeriod.HOUR),
)
CAMPAIGNS = (MINUTES_APART, MINUTES_APART, TWO_SHARDS, FEW_A_DAY, ONE_A_DAY, DAYS_APART, HELD, NERVOUS)
PEOPLE = (("ann",), ("ann", "cyd"), ("ann", "bea", "cyd"))
SKEWS = (timedelta(), timedelta(), timedelta(seconds=3), -timedelta(seconds=3), 10 * MINUTE, -10 * MINUTE)
AN_HOUR_APART = (*SKEWS[:1], 40 * SECOND, -40 * SECOND, 17 * MINUTE, -17 * MINUTE, 60 * MINUTE, -60 * MINUTE)
"""So far no clock is ever off. But what the proof says must not depend on clocks at all."""
FREEZES = (20 * SECOND, 100 * SECOND, 6 * MINUTE, 12 * MINUTE)
FATE_MIXES = (
    ("delivered",),
    ("delivered", "delivered", "delivered", "bounced", "bounced softly", "complained of"),
    tuple(FATES),
)
REPLY_KINDS = tuple(REPLIES)
SES_FAILS_MORE = 4
"""Only a few of the hundreds of calls of a schedule go to SES, and no other call has as many outcomes."""
MAX_STEPS = 260
CONSUMERS = 3
LISTENERS = 2


@dataclass(slots=True)
class Actor:
    """A process that takes turns with others."""

    body: greenlet
    process: Process
    wake_at: datetime
    priority: float


@dataclass(frozen=True, slots=True)
class Explored:
    """The result of one schedule."""

    seed: int
    calls: int
    days: float
    faults: int
    mails: int
    heard: int
    """How many events of SES were taken."""
    duplicates_noticed: int
    """How often the online detector raised its alarm."""
    broken: tuple[str, ...]
    accused: tuple[str, ...]
    """What a verification of the exported runs names. It takes time, so it is asked only if clocks are given."""

    @property
    def sent_twice(self) -> bool:
        return any(line.startswith("P1: step") for line in self.broken)


class Schedule:
    """The schedule of one seed."""

    def __init__(
        self,
        seed: int,
        prepare: Callable[[Stack], object] | None = None,
        *,
        log: bool = False,
        skews: Sequence[timedelta] | None = None,
    ) -> None:
        self.random = random = Random(seed)
        self.others = Random(f"{seed} others")
        self.seed = seed
        self.stack = stack = a_stack(
            random.choice(CAMPAIGNS),
            random.choice(PEOPLE),
            started=random.choice((Mode.LIVE, Mode.LIVE, Mode.LIVE, None)),
            seed=seed,
        )
        stack.log = [] if log else None
        if prepare is not None:
            prepare(stack)
        self.actors: list[Actor] = []
        self.consumers = self.listeners = 0
        self.priorities = random.random() < 0.5
        self.changes = {random.randrange(MAX_STEPS) for _ in range(random.randrange(4))}
        self.freezing = random.choice((0.0, 0.0, 0.01, 0.04))
        self.zombies = random.random() < 0.5
        self.duplicate = random.choice((0.0, 0.0, 0.3))
        self.skews = skews or random.choice((SKEWS[:1], SKEWS[:4], SKEWS))
        self.proves = skews is not None
        self.rate = random.choice((0.0, 0.01, 0.03, 0.1))
        self.kinds = frozenset(random.sample(list(Kind), random.randrange(1, len(Kind) + 1)))
        fates = random.choice(FATE_MIXES)
        if random.random() < 0.6 and stack.echo.fate is None:
            stack.echo.fate = lambda _mail: random.choice(fates)
        self.events = sorted(
            ((random.random() * 40 * MINUTE, number) for number in range(random.randrange(7))), reverse=True
        )
        stack.skew_of_others = lambda: self.others.choice(self.skews)
        self.hub = getcurrent()
        stack.effects.switch = self._yield
        stack.sleeper = self._sleep
        if self.rate:
            stack.effects.faults = self._fault

    def run(self) -> Explored:
        """Run the schedule to its end and judge it."""
        stack, random = self.stack, self.random
        if not stack.tables.runs:
            self._spawn(stack.people.start)
        began, next_tick = stack.now, stack.now
        for step in range(MAX_STEPS):
            now = stack.now
            if now >= next_tick:
                next_tick = now + MINUTE
                skew = random.choice(self.skews)
                for _ in range(1 + (random.random() < 0.15)):
                    self._spawn(partial(stack.tick, skew))
            if self.events and began + self.events[-1][0] <= now:
                self.events.pop()
                self._spawn(self._person())
            if self.consumers < CONSUMERS and stack.queue.any_visible() and random.random() < 0.4:
                self.consumers += 1
                self._spawn(self._consume)
            if self.listeners < LISTENERS and stack.echo.due() and random.random() < 0.2:
                self.listeners += 1
                self._spawn(self._listen)
            if (actor := self._next(step)) is None:
                self._wait(next_tick)
                continue
            self._resume(actor)
        self._finish()
        stack.come_to_rest()
        return Explored(
            self.seed,
            stack.calls,
            (stack.now - began).total_seconds() / 86400,
            sum(stack.effects.struck.values()),
            len(stack.evidence.mails),
            len(stack.echo.heard),
            stack.alarms.counts["DuplicateDelivery"],
            tuple(broken(stack)),
            tuple(map(str, accusations(stack))) if self.proves else (),
        )

    def _finish(self) -> None:
        """End the faults. Each process that still runs goes on to its end, or dies where it is."""
        stack, random = self.stack, self.random
        stack.effects.faults = None
        dying = random.random() < 0.5
        while self.actors:
            actor = random.choice(self.actors)
            if dying and actor.process is not stack.process and random.random() < 0.5:
                actor.process.dead = True
            stack.now = max(stack.now, actor.wake_at)
            self._resume(actor)

    def _spawn(self, work: Callable[[], object]) -> None:
        stack = self.stack
        self.actors.append(Actor(greenlet(work), stack.process, stack.now, self.random.random()))

    def _resume(self, actor: Actor) -> None:
        stack = self.stack
        outside, stack.process = stack.process, actor.process
        self.current = actor
        actor.body.switch()
        actor.process, stack.process = stack.process, outside
        if actor.body.dead:
            self.actors.remove(actor)

    def _yield(self) -> None:
        """Give way to others. A process calls this before each of its calls."""
        self.hub.switch()
        stack, random = self.stack, self.random
        stack.now += SECOND * 0.05 * random.random()
        process = stack.process
        if not self.zombies and process.deadline + 5 * MINUTE < stack.now:
            process.dead = True

    def _sleep(self, until: datetime) -> None:
        self.current.wake_at = until
        self.hub.switch()

    def _next(self, step: int) -> Actor | None:
        stack, random = self.stack, self.random
        now = stack.now
        ready = [actor for actor in self.actors if actor.wake_at <= now]
        if not ready:
            return None
        if self.freezing and random.random() < self.freezing:
            victim = random.choice(ready)
            victim.wake_at = now + random.choice(FREEZES)
            ready.remove(victim)
            if not ready:
                return None
        if not self.priorities:
            return random.choice(ready)
        leader = max(ready, key=lambda actor: actor.priority)
        if step in self.changes:
            leader.priority = -random.random()
            leader = max(ready, key=lambda actor: actor.priority)
        return leader

    def _wait(self, next_tick: datetime) -> None:
        """Nobody can go on, so let time pass."""
        stack = self.stack
        moments = [next_tick, *(actor.wake_at for actor in self.actors)]
        stack.now = max(stack.now + SECOND, min(moments))

    def _consume(self) -> None:
        try:
            skew = self.random.choice(self.skews)
            limit = self.random.choice((1, 10))
            self.stack.consume(skew, limit, self.random, self.duplicate)
        finally:
            self.consumers -= 1

    def _listen(self) -> None:
        try:
            self.stack.echo.hear_one(self.random, self.duplicate)
        finally:
            self.listeners -= 1

    def _person(self) -> Callable[[], object]:
        stack, random = self.stack, self.random
        name = random.choice(("ann", "bea", "cyd"))
        return random.choice(
            (
                lambda: stack.people.unsubscribe(name),
                lambda: self._change_of_mind(name),
                lambda: stack.people.suppress_domain(name),
                lambda: stack.people.forget(name),
                lambda: stack.echo.reply(name, random.choice(REPLY_KINDS)),
                lambda: stack.echo.reply(name),
                stack.people.pause,
                lambda: (stack.people.pause(), stack.people.resume()),
                stack.people.resume,
                self._kill,
                stack.people.unkill,
                lambda: stack.people.toggle_parameter(on=True),
                lambda: stack.people.load("dan", "eve"),
                lambda: stack.people.load("dan"),
                stack.people.cancel,
                stack.people.fail_the_sender,
                stack.people.end_of_sending,
                stack.people.refuse_one,
                lambda: stack.people.reopen() if stack.has_live_run else None,
                lambda: stack.people.assume_sent(name) if stack.has_live_run else None,
                stack.people.redrive,
                lambda: stack.people.start(Mode.PROOF, fast=random.random() < 0.5),
            )
        )

    def _change_of_mind(self, name: str) -> None:
        """Unsubscribe; perhaps undo it; perhaps unsubscribe again after that."""
        people = self.stack.people
        people.unsubscribe(name)
        for change in (people.undo_unsubscribe, people.unsubscribe)[: self.others.randrange(3)]:
            change(name)

    def _kill(self) -> None:
        """Stop everything, perhaps only for a moment."""
        self.stack.people.kill()
        if self.others.random() < 0.5:
            self.stack.people.unkill()

    def _fault(self, _number: int, call: str) -> Fault | None:
        random = self.random
        if random.random() >= self.rate * (SES_FAILS_MORE if call == "ses.send" else 1):
            return None
        candidates = [fault for fault in faults_of(call) if fault.kind in self.kinds]
        return random.choice(candidates) if candidates else None


def explore(
    seed: int,
    prepare: Callable[[Stack], object] | None = None,
    skews: Sequence[timedelta] | None = None,
) -> Explored:
    """Run the schedule of a seed. With `skews`, each process has a clock that is wrong by one of these."""
    return Schedule(seed, prepare, skews=skews).run()


def replay(seed: int, prepare: Callable[[Stack], object] | None = None) -> tuple[Explored, list[str]]:
    """Run the schedule of a seed again, and return its calls one by one."""
    schedule = Schedule(seed, prepare, log=True)
    explored = schedule.run()
    return explored, schedule.stack.log or []
