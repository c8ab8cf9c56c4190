"""One stack under simulation: the real use cases over the in-memory adapters, every effect through one seam.

Each call to the outside passes through `Stack.effect`: there the scheduler may let others run first, a
fault may strike, and the evidence for the promises is taken down. Time is virtual; each process sees it
through a clock of its own, which may be wrong.
"""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from random import Random
from typing import Any

from builders import CAMPAIGN, NOON
from outreach.adapters.memory import (
    MemoryAccount,
    MemoryAlarms,
    MemoryAudience,
    MemoryCampaigns,
    MemoryControls,
    MemoryDesk,
    MemoryDueIndex,
    MemoryEnrollments,
    MemoryKillSwitch,
    MemoryLeases,
    MemoryQuotas,
    MemorySuppressions,
    MemoryTables,
)
from outreach.adapters.senders import SenderPerMode
from outreach.domain.campaign import Campaign
from outreach.domain.control import KillSwitch, Mode, RunControl, RunStatus
from outreach.domain.ids import LIVE, ClaimId, LeadId, RunId, SesMessageId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Ambiguous, Refusal, Refused
from outreach.domain.quota import account_scope, campaign_scope, next_quota_day
from outreach.domain.suppression import EVERYWHERE
from outreach.errors import OperatorError, StoreUnavailable
from outreach.messages import Delivery, TouchMessage
from outreach.services.dead_lettering import DeadLettering
from outreach.services.importing import Importing, ImportPorts
from outreach.services.message_selection import SequenceSelector
from outreach.services.ports import Prefetched, SendPorts, TickPorts
from outreach.services.runs import Runs
from outreach.services.send import SendBatch, SendLimits
from outreach.services.stopping import Stopping
from outreach.services.suppressing import Suppressing
from outreach.services.tick import Tick
from outreach.services.unknowns import Unknowns
from outreach.services.unsubscribing import Request, Unsubscribing
from simulation.cast import (
    DAYS_APART,
    KEYRING,
    MINUTE,
    PEPPERS,
    address_of,
    lead_of,
    recipient_of,
    rows_of,
    unsubscribe_token,
)
from simulation.faults import Crash, Fault, Kind
from simulation.outside import (
    MAX_RECEIVES,
    AcceptedMail,
    Chance,
    Clock,
    PlainRenderer,
    SimulatedKept,
    SimulatedQueue,
    SimulatedSes,
)

PASS = timedelta(minutes=10)
SEND_TIMEOUT = timedelta(seconds=60)
TICK_TIMEOUT = timedelta(seconds=120)
PATIENT = timedelta(minutes=15)
ACCOUNT_QUOTA = 1000
TICK_OF_TIME = timedelta(microseconds=500)
"""What a call takes: no two writes carry the same time."""


@dataclass(slots=True)
class Process:
    """One invocation of a function, or one command of an operator."""

    name: str
    skew: timedelta
    deadline: datetime
    began: int = 0
    """How many calls had been made when it began."""
    dead: bool = False
    last_effect: int = 0
    """Its latest call that was carried out, by number."""
    effect_before: int = 0
    """The one before that."""
    grants: dict[str, list[Any]] = field(default_factory=dict)
    """By quota scope: the day and how many mails its latest reservation still allows."""
    saw_open: bool | None = None
    """Whether the live run was under way when this process first read the runs."""


class Seam:
    """A port whose every call goes through the stack."""

    def __init__(self, stack: "Stack", name: str, port: Any) -> None:
        for method in _ONLY.get(name) or [each for each in dir(port) if not each.startswith("_")]:
            if callable(made := getattr(port, method)):
                setattr(self, method, partial(stack.effect, f"{name}.{method}", made))


_ONLY = {
    "queue": ("enqueue", "depth"),
    "letters": ("take", "delete"),
    "kept": ("keep",),
    "kill_switch": ("read", "write"),
    "account": ("limits",),
    "ses": ("send",),
    "proof": ("send",),
}
"""Ports whose simulation has another side, which belongs to the outside world."""


class Stack:
    """Everything there is, for one campaign."""

    def __init__(
        self, campaign: Campaign = DAYS_APART, *, seed: int = 0, settled: "Template | None" = None
    ) -> None:
        self.campaign = campaign
        self.tables = MemoryTables() if settled is None else settled.copy()
        self.now = self.begun_at = NOON
        self.process = Process("outside", timedelta(), NOON)
        self.calls = 0
        self.sequence = 0
        """Counts what was carried out; `calls` counts what was asked for."""
        self.faults: Callable[[int, str], Fault | None] | None = None
        self.switch: Callable[[], None] | None = None
        self.sleeper: Callable[[datetime], None] | None = None
        self.interposed: dict[int, Callable[[Stack], object]] = {}
        self.log: list[str] | None = None
        self.struck: Counter[str] = Counter()
        self.violations: list[str] = []
        self.mails: list[AcceptedMail] = []
        self._late: list[tuple[int | None, datetime | None, Callable[[], object]]] = []
        self._sent: dict[tuple[RunId, LeadId, int], AcceptedMail] = {}
        self._rehearsed: dict[tuple[RunId, LeadId, int], str] = {}
        self.sent_again: set[tuple[RunId, LeadId, int]] = set()
        self.stops: dict[tuple[str, ...], int] = {}
        """What stands in the tables and forbids mails, and the number of the call that wrote it."""
        self.promised: dict[tuple[str, ...], int] = {}
        """What a person was told is so, and when; until the same person begins to take it back."""
        self._after_stop: Counter[tuple[object, ...]] = Counter()
        self._by_day: Counter[tuple[str, str]] = Counter()
        self.begun: set[str] = set()
        """What people have tried to do, whether it succeeded or not: excuses for a lead that ended early."""
        self._taking_back: Counter[str] = Counter()
        self._taken_back: Counter[str] = Counter()
        """When the latest command that takes a stop back ended, as a number of calls."""
        self.audience: set[LeadId] = set()
        """Who was imported by an import that succeeded."""
        self.expected: set[LeadId] = set()
        """Who must be in the live run."""
        self.unfinished: list[Callable[[], object]] = []
        """Commands that a person repeats until they succeed."""
        self._earlier: deque[MemoryTables] = deque(maxlen=2)
        self._build(seed)
        self._note_stops()

    def _build(self, seed: int) -> None:
        tables, clock = self.tables, Clock(self)
        self.queue = SimulatedQueue(self)
        self.kept_requests = SimulatedKept()
        self.switch_in_ssm = MemoryKillSwitch()
        self.ses = SimulatedSes(self, live=True)
        self.proof = SimulatedSes(self, live=False)
        self.account = MemoryAccount(send_rate=50.0)
        self.alarms = MemoryAlarms()
        self.raw_enrollments = MemoryEnrollments(tables)
        self.raw_controls = MemoryControls(tables)
        self.ports: dict[str, Any] = {
            "enrollments": self.raw_enrollments,
            "index": MemoryDueIndex(tables),
            "desk": MemoryDesk(tables),
            "leases": MemoryLeases(tables),
            "controls": self.raw_controls,
            "campaigns": MemoryCampaigns(tables),
            "audience": MemoryAudience(tables),
            "quotas": MemoryQuotas(tables),
            "queue": self.queue,
            "letters": self.queue,
            "suppressions": MemorySuppressions(tables),
            "kill_switch": self.switch_in_ssm,
            "account": self.account,
            "kept": self.kept_requests,
            "ses": self.ses,
            "proof": self.proof,
        }
        seams: dict[str, Any] = {name: Seam(self, name, port) for name, port in self.ports.items()}
        self.seams = seams
        reserve = seams["quotas"].reserve

        def reserved(scope: str, day: str, wanted: int, limit: int) -> int:
            granted: int = reserve(scope, day, wanted, limit)
            self.process.grants[scope] = [day, granted, limit]
            return granted

        seams["quotas"].reserve = reserved
        enqueue = seams["queue"].enqueue

        def as_the_adapter_does(messages: Sequence[TouchMessage]) -> set[int]:
            """A request to SQS that fails refuses all its entries, as far as the caller can know."""
            try:
                return set(enqueue(messages))
            except StoreUnavailable:
                return set(range(len(messages)))

        seams["queue"].enqueue = as_the_adapter_does
        self.send_ports = SendPorts(
            desk=seams["desk"],
            enrollments=seams["enrollments"],
            campaigns=seams["campaigns"],
            controls=seams["controls"],
            quotas=seams["quotas"],
            kill_switch=seams["kill_switch"],
            senders=SenderPerMode(proof=seams["proof"], live=seams["ses"]),
            renderer=PlainRenderer(),
            selector=SequenceSelector(),
            alarms=self.alarms,
            clock=clock,
            chance=Chance(seed),
        )
        self.limits = SendLimits(
            account_daily_quota=ACCOUNT_QUOTA, concurrency=2, timeout=SEND_TIMEOUT, max_receives=MAX_RECEIVES
        )
        self.sender = SendBatch(self.send_ports, self.limits)
        self.tick_ports = TickPorts(
            controls=seams["controls"],
            campaigns=seams["campaigns"],
            leases=seams["leases"],
            index=seams["index"],
            enrollments=seams["enrollments"],
            queue=seams["queue"],
            quotas=seams["quotas"],
            kill_switch=seams["kill_switch"],
            account=seams["account"],
            alarms=self.alarms,
            clock=clock,
        )
        self.ticker = Tick(self.tick_ports, pass_length=PASS, account_daily_quota=ACCOUNT_QUOTA)
        self.runs = Runs(
            seams["campaigns"], seams["controls"], seams["audience"], seams["enrollments"], clock
        )
        self.importing = Importing(
            ImportPorts(
                suppressions=seams["suppressions"],
                audience=seams["audience"],
                enrollments=seams["enrollments"],
                controls=seams["controls"],
                index=seams["index"],
                clock=clock,
            ),
            PEPPERS,
        )
        self.suppressing = Suppressing(seams["suppressions"], PEPPERS, clock)
        self.stopping = Stopping(seams["kill_switch"], seams["kill_switch"], seams["controls"], clock)
        self.unsubscribing = Unsubscribing(seams["suppressions"], KEYRING, clock, self.alarms, seams["kept"])
        self.letters = DeadLettering(
            seams["letters"], seams["enrollments"], seams["controls"], seams["campaigns"], clock
        )
        self.unknowns = Unknowns(seams["enrollments"], seams["campaigns"], seams["controls"], clock)

    # --- the seam -----------------------------------------------------------------------------------

    def effect(self, call: str, method: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Carry out one call to the outside, or let a fault strike it."""
        process = self.process
        if process.dead:
            raise Crash
        if self.switch is not None:
            self.switch()
            if process.dead:
                raise Crash
        self.calls += 1
        self.now += TICK_OF_TIME
        if self.interposed and (action := self.interposed.pop(self.calls, None)):
            self._aside(action)
        if self._late:
            self.apply_late()
        fault = None if self.faults is None else self.faults(self.calls, call)
        if self.log is not None:
            self.log.append(f"{self.calls} {self.now:%d %H:%M:%S} {process.name}: {call} {fault or ''}")

        def apply() -> Any:
            answer = method(*arguments, **named)
            self.sequence += 1
            if call.startswith(("suppressions.", "controls.", "kill_switch.write")):
                self._note_stops()
            return answer

        answer = apply() if fault is None else self._strike(fault, call, apply, arguments)
        process.effect_before, process.last_effect = process.last_effect, self.sequence
        if call == "controls.runs" and process.saw_open is None:
            process.saw_open = self._is_open()
        return answer

    def _aside(self, action: Callable[["Stack"], object]) -> None:
        """Let something else happen, whole, at this very point."""
        process, faults = self.process, self.faults
        self.faults = None
        action(self)
        self.process, self.faults = process, faults

    def _strike(self, fault: Fault, call: str, apply: Callable[[], Any], arguments: tuple[Any, ...]) -> Any:
        self.struck[fault.kind] += 1
        kind = fault.kind
        for _ in range(_APPLIED.get(kind, 0)):
            answer = apply()
        if kind in (Kind.CRASH_BEFORE, Kind.CRASH_AFTER):
            self._die()
        if kind is Kind.LATE_COPY:
            self._later(fault, apply)
        if kind in (Kind.TWICE, Kind.LATE_COPY):
            return answer
        if kind is Kind.STALE:
            return self._stale(call, arguments)
        if kind is Kind.PARTIAL:
            return self._partial(call, arguments)
        if kind is Kind.LATE_ONLY:
            self._later(fault, self._late_mail(arguments[0]) if call == "ses.send" else apply)
        return _unanswered(kind, call)

    def _die(self) -> None:
        self.process.dead = True
        raise Crash

    def _later(self, fault: Fault, apply: Callable[[], object]) -> None:
        assert fault.late is not None
        calls, time = fault.late.calls, fault.late.time
        self._late.append(
            (None if calls is None else self.calls + calls, None if time is None else self.now + time, apply)
        )

    def apply_late(self) -> None:
        """Carry out the delayed calls whose time has come."""
        due = [
            entry
            for entry in self._late
            if (entry[0] is not None and entry[0] < self.calls)
            or (entry[1] is not None and entry[1] <= self.now)
        ]
        for entry in due:
            self._late.remove(entry)
            if self.log is not None:
                self.log.append(f"  {self.now:%d %H:%M:%S} a delayed call is carried out")
            entry[2]()

    def _late_mail(self, mail: Mail) -> Callable[[], object]:
        """A mail that SES takes later: it was looked at when it was handed over."""
        self._check_stops(mail)
        self._count_quota()
        name = self.process.name
        return lambda: self._take(mail, name)

    def _stale(self, call: str, arguments: tuple[Any, ...]) -> Any:
        tables = self._earlier[0] if self._earlier else self.tables
        return getattr(MemoryDueIndex(tables), call.partition(".")[2])(*arguments)

    def _partial(self, call: str, arguments: tuple[Any, ...]) -> Any:
        if call == "queue.enqueue":
            messages = arguments[0]
            refused = set(range(0, len(messages), 2))
            self.queue.enqueue([m for position, m in enumerate(messages) if position not in refused])
            return refused
        if call == "desk.last_look":
            standing = self.ports["desk"].last_look(*arguments)
            return replace(standing, recipient=None, domains=(), complete=False)
        if call == "desk.prefetch":
            return self._partly_read(self.ports["desk"].prefetch(*arguments), arguments[0])
        port, method = call.split(".")
        many = 2 if call == "audience.add" else 0
        half = [*arguments]
        half[many] = half[many][: len(half[many]) // 2]
        getattr(self.ports[port], method)(*half)
        self.sequence += 1
        raise StoreUnavailable(call)

    def _partly_read(self, found: Prefetched, messages: Sequence[TouchMessage]) -> Prefetched:
        """The first item came back unread; what was read about the last one is not complete."""
        first, last = messages[0], messages[-1]
        standings = dict(found.standings)
        standings[last.question] = replace(
            standings[last.question], recipient=None, domains=(), complete=False
        )
        rest = {key: enrollment for key, enrollment in found.enrollments.items() if key != first.key}
        return Prefetched(rest, frozenset({first.key}), standings)

    def sleep(self, duration: timedelta) -> None:
        if self.process.dead:
            raise Crash
        if self.sleeper is not None:
            self.sleeper(self.now + duration)
        else:
            self.now += duration

    # --- the evidence -------------------------------------------------------------------------------

    def violated(self, what: str) -> None:
        self.violations.append(what)
        if self.log is not None:
            self.log.append(f"  VIOLATION {what}")

    def _note_stops(self) -> None:
        """Write down which stops stand in the tables, and since which call."""
        tables = self.tables
        standing: set[tuple[str, ...]] = set()
        for row in tables.recipients.values():
            standing.update(("recipient", row.recipient, o.scope, o.reason) for o in row.orders)
        for domain in tables.domains.values():
            standing.update(("domain", domain.domain, o.scope, o.reason) for o in domain.orders)
        if tables.control is not None and tables.control.killed:
            standing.add(("killed",))
        for run in tables.runs.values():
            if run.status in (RunStatus.PAUSED, RunStatus.CANCELLED):
                standing.add(("stopped", run.run_id))
        if self.switch_in_ssm.state is KillSwitch.ON:
            standing.add(("ssm",))
        if standing != self.stops.keys():
            self.stops = {stop: self.stops.get(stop, self.sequence) for stop in standing}

    def _check_stops(self, mail: Mail) -> None:
        """Whatever was committed before the process's last call before SES forbids this mail (P2, P4)."""
        process = self.process
        for stop, since in self.stops.items():
            if not _concerns(stop, mail):
                continue
            looked = process.effect_before if stop == ("ssm",) else process.last_effect
            if since < looked:
                self.violated(f"P2/P4: {mail.recipient} was written to in spite of {stop}")
            self._after_stop[process.name, stop, since] += 1
            if self._after_stop[process.name, stop, since] > 1:
                self.violated(f"P4: a second mail of {process.name} after {stop}")
        for stop, since in self.promised.items():
            if _concerns(stop, mail) and since < process.last_effect:
                self.violated(f"P2/P4: {mail.recipient} was written to, {stop} had been confirmed")

    def _count_quota(self) -> None:
        for scope in (campaign_scope(self.campaign.campaign_id, LIVE), account_scope(CAMPAIGN, LIVE)):
            grant = self.process.grants.get(scope)
            if grant is None or grant[1] <= 0:
                self.violated(f"P5: a mail without a reservation in {scope}")
                continue
            grant[1] -= 1
            self._by_day[scope, grant[0]] += 1
            if self._by_day[scope, grant[0]] > grant[2]:
                self.violated(f"P5: {scope} is overdrawn on {grant[0]}")

    def accepted(self, mail: Mail) -> SesMessageId:
        """SES takes a mail now."""
        self._check_stops(mail)
        self._count_quota()
        return self._take(mail, self.process.name)

    def _take(self, mail: Mail, process: str) -> SesMessageId:
        run, lead, step = RunId(mail.tags["run"]), LeadId(mail.tags["lead"]), int(mail.tags["step"])
        touch = (run, lead, step)
        name = SesMessageId(f"mail-{len(self.mails) + 1}")
        accepted = AcceptedMail(name, run, lead, step, ClaimId(mail.tags["claim"]), self.now, process)
        if run != LIVE:
            self.violated(f"P6: {accepted} of a rehearsal reached SES")
        if touch in self._sent and touch not in self.sent_again:
            self.violated(f"P1: step {step} of {lead} twice: {self._sent[touch]} and {accepted}")
        self.sent_again.discard(touch)
        self.mails.append(accepted)
        self._sent[touch] = accepted
        return name

    def rehearsed(self, mail: Mail) -> None:
        """A rehearsal records a mail."""
        self._check_stops(mail)
        touch = (RunId(mail.tags["run"]), LeadId(mail.tags["lead"]), int(mail.tags["step"]))
        if touch[0] == LIVE:
            self.violated(f"P6: {touch} of the live run was only rehearsed")
        if touch in self._rehearsed:
            self.violated(f"P1: {touch} was rehearsed twice")
        self._rehearsed[touch] = self.process.name

    # --- processes ----------------------------------------------------------------------------------

    def invoke(
        self,
        name: str,
        work: Callable[[Process], Any],
        skew: timedelta = timedelta(),
        timeout: timedelta = PATIENT,
    ) -> Any:
        """Run something as a process of its own; None if it died or gave up."""
        before = self.process
        process = self.process = Process(f"{name}-{self.calls + 1}", skew, self.now + timeout, self.calls)
        try:
            return work(process)
        except (Crash, StoreUnavailable):
            return None
        finally:
            self.process = before

    def tick(self, skew: timedelta = timedelta()) -> Any:
        self._earlier.append(self._copy_of_index())

        def work(process: Process) -> Any:
            return self.ticker.run(process.name, lambda: process.deadline - self.now)

        return self.invoke("tick", work, skew, TICK_TIMEOUT)

    def _copy_of_index(self) -> MemoryTables:
        due = {partition: list(cursors) for partition, cursors in self.tables.due.items()}
        return MemoryTables(enrollments=dict(self.tables.enrollments), due=due)

    def consume(
        self,
        skew: timedelta = timedelta(),
        limit: int = 10,
        random: Random | None = None,
        duplicate: float = 0,
    ) -> None:
        deliveries = self.queue.receive(limit, random, duplicate)
        if deliveries:
            self.deliver(deliveries, skew)

    def deliver(self, deliveries: Sequence[Delivery], skew: timedelta = timedelta()) -> None:
        def work(process: Process) -> None:
            failed = self.sender.handle(deliveries, lambda: process.deadline - self.now)
            self.queue.done(deliveries, failed)

        self.invoke("send", work, skew, SEND_TIMEOUT)

    def redeliver(self) -> None:
        """Deliver everything in the queue once more, as if each visibility had run out."""
        self.queue.expire_visibility()
        self.consume()

    # --- people -------------------------------------------------------------------------------------

    def unsubscribe(self, name: str) -> None:
        self._post(name, "List-Unsubscribe=One-Click", promise=True)

    def undo_unsubscribe(self, name: str) -> None:
        """The person takes the request back."""
        self.promised.pop(("recipient", recipient_of(name)), None)
        self._taking_back["recipient"] += 1
        try:
            self._post(name, "action=undo&scope=everything", promise=False)
        finally:
            self._taking_back["recipient"] -= 1
            self._taken_back["recipient"] = self.calls

    def _post(self, name: str, body: str, *, promise: bool) -> None:
        self.begun.add("order")
        request = Request(
            "POST", unsubscribe_token(name), body=body, content_type="application/x-www-form-urlencoded"
        )

        def work(process: Process) -> None:
            answer = self.unsubscribing.answer(request)
            if answer.status == HTTPStatus.OK and promise:
                self._promise("recipient", recipient_of(name))

        self.invoke("unsubscribe", work)

    def apply_kept(self) -> None:
        requests, self.kept_requests.requests = self.kept_requests.requests, []

        def work(process: Process) -> None:
            deliveries = [Delivery(str(n), 1, r.model_dump_json()) for n, r in enumerate(requests)]
            self.unsubscribing.apply_kept(deliveries)

        if requests:
            self.invoke("kept", work)

    def suppress_domain(self, name: str = "ann") -> None:
        self.begun.add("order")
        domain = address_of(name).domains[0]

        def work(process: Process) -> None:
            self.suppressing.add(domain, actor="op")
            self._promise("domain", domain)

        self.invoke("suppress", work)

    def pause(self) -> None:
        def work(process: Process) -> None:
            try:
                moved = self.runs.pause(CAMPAIGN, "op", None)
            except OperatorError:
                return
            for run in moved:
                self._promise("stopped", run)

        self.invoke("pause", work)

    def resume(self) -> None:
        self._take_back("stopped", "resume", lambda: self.runs.resume(CAMPAIGN, "op", None))

    def cancel(self) -> None:
        self.begun.add("cancel")
        self._steer("cancel", lambda: self.runs.cancel(CAMPAIGN, "op", None))

    def _steer(self, name: str, command: Callable[[], object]) -> bool | None:
        """Give a command; True if it was carried out, False if it was refused, None if nobody can know."""

        def work(process: Process) -> bool:
            try:
                command()
            except OperatorError:
                return False
            return True

        done: bool | None = self.invoke(name, work)
        return done

    def _take_back(self, stop: str, name: str, command: Callable[[], object]) -> None:
        """Give a command that ends a stop. While it runs, nobody can promise that the stop stands."""
        for known in [known for known in self.promised if known[0] == stop]:
            del self.promised[known]
        self._taking_back[stop] += 1
        try:
            self._steer(name, command)
        finally:
            self._taking_back[stop] -= 1
            self._taken_back[stop] = self.calls

    def _promise(self, *stop: str) -> None:
        """The person was told so, and nobody has begun to take it back since the command began."""
        if not self._taking_back[stop[0]] and self._taken_back[stop[0]] <= self.process.began:
            self.promised[stop] = self.sequence

    def kill(self) -> None:
        def work(process: Process) -> None:
            self.stopping.turn(on=True, actor="op", reason=None)
            self._promise("killed")

        self.invoke("kill", work)

    def unkill(self) -> None:
        self._take_back("killed", "unkill", lambda: self.stopping.turn(on=False, actor="op", reason=None))

    def toggle_parameter(self, *, on: bool) -> None:
        """Somebody sets the SSM parameter by hand."""
        self.switch_in_ssm.write(on=on)
        self.sequence += 1
        self._note_stops()

    def load(self, *names: str) -> None:
        """Import people; whoever does it repeats it until it succeeds."""

        def command() -> None:
            self.importing.load(self.campaign, rows_of(*names), source="file", actor="op")
            self.audience.update(map(lead_of, names))
            if self.process.saw_open:
                self.expected.update(map(lead_of, names))

        self._until_done("import", command)

    def _is_open(self) -> bool:
        """Whether an import's leads join the live run."""
        run = self.tables.runs.get((CAMPAIGN, LIVE))
        return run is not None and run.status in (RunStatus.RUNNING, RunStatus.PAUSED)

    def start(self, mode: Mode = Mode.LIVE) -> None:
        def command() -> None:
            known = set(self.audience)
            self.runs.start(CAMPAIGN, mode, "op")
            if mode is Mode.LIVE:
                self.expected |= known

        self._until_done("start", command, tries=3)

    def _until_done(self, name: str, command: Callable[[], object], tries: int = 1) -> None:
        """Give a command, again later if nobody can know what became of it, `tries` times if it is refused."""
        done = self._steer(name, command)
        if done is None or (not done and tries > 1):
            self.unfinished.append(
                lambda: self._until_done(name, command, tries if done is None else tries - 1)
            )

    def redrive(self) -> None:
        self._until_done("redrive", lambda: self.letters.redrive("op"))

    def assume_sent(self, name: str) -> None:
        self._until_done(
            "resolve", lambda: self.unknowns.assume_sent(self.live_run(), lead_of(name), "op"), tries=2
        )

    def send_again(self, name: str) -> None:
        """An operator takes the risk of a duplicate."""
        lead = lead_of(name)
        for enrollment in self.tables.enrollments.values():
            if enrollment.key.lead_id == lead:
                self.sent_again.add((enrollment.key.run_id, lead, enrollment.step))
        self._until_done("send again", lambda: self.unknowns.send_again(self.live_run(), lead, "op"), tries=2)

    @property
    def has_live_run(self) -> bool:
        return (CAMPAIGN, LIVE) in self.tables.runs

    def live_run(self) -> RunControl:
        return self.tables.runs[CAMPAIGN, LIVE]

    # --- the end ------------------------------------------------------------------------------------

    def restore(self) -> None:
        """Nothing fails any more, and people take back what they can and repeat what did not succeed."""
        self.faults = None
        self.interposed.clear()
        self.switch = self.sleeper = None
        self.let_go()
        while self.unfinished:
            pending, self.unfinished = self.unfinished, []
            for repeat in pending:
                repeat()
        self.apply_kept()
        self.let_go()

    def let_go(self) -> None:
        """Take back every stop that can be taken back."""
        if self.stops.keys() & {("killed",), ("ssm",)}:
            self.unkill()
            self.toggle_parameter(on=False)
        if any(run.status is RunStatus.PAUSED for run in self.tables.runs.values()):
            self.resume()
        if self.has_live_run and self._half_started(self.live_run()):
            self.start()

    @staticmethod
    def _half_started(run: RunControl) -> bool:
        """What an operator sees and repeats: a run that says its audience is not enrolled."""
        return run.status is RunStatus.RUNNING and not run.enrolled

    def drain(self, days: int = 20, turns: int = 300) -> None:
        """Tick and deliver from one event to the next until nothing is left to do."""
        end = self.now + timedelta(days=days)
        idle = MINUTE
        for _ in range(turns):
            if self._late:
                self.apply_late()
            self.let_go()
            before = self.sequence, len(self.mails)
            report = self.tick()
            while self.queue.any_visible():
                self.consume()
            if not self._waiting() or self.now > end:
                return
            busy = report is not None and any(report.enqueued.values()) and before[1] != len(self.mails)
            idle = MINUTE if busy else min(idle * 2, timedelta(minutes=11))
            self.now = max(self.now + idle, self._next_event())
            if report is not None and "quota used up" in report.outcomes.values():
                self.now = max(self.now, next_quota_day(self.now))

    def _waiting(self) -> bool:
        waiting = any(enrollment.lane is not None for enrollment in self.tables.enrollments.values())
        open_runs = any(
            run.status is RunStatus.PAUSED
            or (run.walked and (waiting or run.enrolled or run.status is not RunStatus.CANCELLED))
            for run in self.tables.runs.values()
        )
        return open_runs or bool(self._late) or bool(self.queue.letters)

    def _next_event(self) -> datetime:
        moments = [
            enrollment.due_at
            for enrollment in self.tables.enrollments.values()
            if enrollment.due_at is not None
        ]
        moments += [letter.visible_at for letter in self.queue.letters]
        moments += [late[1] for late in self._late if late[1] is not None]
        return min(moments, default=self.now)


_APPLIED = {Kind.CRASH_AFTER: 1, Kind.ERROR_APPLIED: 1, Kind.LATE_COPY: 1, Kind.TWICE: 2}
"""How often a call is carried out before its caller hears anything."""


def _unanswered(kind: Kind, call: str) -> Any:
    """What the caller is told by its adapter when no good answer came."""
    if call in ("ses.send", "proof.send"):
        return _REFUSALS.get(kind) or Ambiguous("ReadTimeoutError")
    if call == "kill_switch.read":
        return KillSwitch.UNREADABLE
    raise StoreUnavailable(call)


_REFUSALS = {
    Kind.NOT_REACHED: Refused(Refusal.NOT_REACHED, "ConnectTimeoutError"),
    Kind.THROTTLED: Refused(Refusal.THROTTLED, "TooManyRequestsException"),
}


def _concerns(stop: tuple[str, ...], mail: Mail) -> bool:
    kind = stop[0]
    if kind in ("killed", "ssm"):
        return True
    if kind == "stopped":
        return stop[1] == mail.tags["run"]
    name = mail.recipient.partition("@")[0]
    if len(stop) > 2 and stop[2] not in (EVERYWHERE, CAMPAIGN):
        return False
    return stop[1] == recipient_of(name) if kind == "recipient" else stop[1] in address_of(name).domains


@dataclass(frozen=True)
class Template:
    """Tables that were set up once, to begin many simulations with."""

    tables: MemoryTables
    audience: frozenset[LeadId]
    expected: frozenset[LeadId]
    begun: frozenset[str]
    now: datetime

    def copy(self) -> MemoryTables:
        made = MemoryTables()
        for name in MemoryTables.__slots__:
            value = getattr(self.tables, name)
            if isinstance(value, dict):
                setattr(made, name, dict(value))
            elif isinstance(value, list):
                setattr(made, name, list(value))
        made.control = self.tables.control
        made.due = {partition: list(cursors) for partition, cursors in self.tables.due.items()}
        return made


_templates: dict[Any, Template] = {}


def a_stack(
    campaign: Campaign = DAYS_APART,
    people: Sequence[str] = ("ann",),
    *,
    started: Mode | None = Mode.LIVE,
    seed: int = 0,
) -> Stack:
    """Return a stack with a campaign, its people, and a run unless `started` is None."""
    key = (id(campaign), tuple(people), started)
    if key not in _templates:
        made = Stack(campaign)
        made.runs.apply(campaign, {})
        if people:
            made.load(*people)
        if started is not None:
            made.start(started)
        _templates[key] = Template(
            made.tables, frozenset(made.audience), frozenset(made.expected), frozenset(made.begun), made.now
        )
    template = _templates[key]
    stack = Stack(campaign, seed=seed, settled=template)
    stack.audience, stack.expected = set(template.audience), set(template.expected)
    stack.begun = set(template.begun)
    stack.now = stack.begun_at = template.now
    return stack
