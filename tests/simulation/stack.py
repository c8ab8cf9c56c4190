"""One stack under simulation: the real use cases, with every effect going through one seam.

Time is virtual. Each process sees it through a clock of its own, which may be wrong. What people do is in `people`.
Events of SES and replies are in `echo`. What is compared with the promises is in `evidence`. What may go wrong with
a call is in `seam`.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from outreach.adapters.senders import SenderPerMode
from outreach.adapters.ses_headers import RECEIVER, SesMessageIds
from outreach.domain.campaign import Campaign, Policy
from outreach.domain.consumers import Busy
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.ids import LIVE, LeadId, RunId
from outreach.domain.quota import next_quota_day
from outreach.errors import StoreUnavailable
from outreach.memory import MemoryAlarms, MemoryTables
from outreach.messages import TouchMessage
from outreach.queue_records import QueueRecord
from outreach.rendering.message_selection import selector
from outreach.services.feedback.breakers import Breakers
from outreach.services.feedback.events import Feedback
from outreach.services.feedback.ports import BreakerPorts, FeedbackPorts, OwnIdentity
from outreach.services.inbound.ports import InboundPorts, InboundRules
from outreach.services.inbound.replies import Inbound
from outreach.services.operator.archiving import Archiving, ArchivingPorts
from outreach.services.operator.correcting import Correcting
from outreach.services.operator.dead_lettering import DeadLettering
from outreach.services.operator.forgetting import Forgetting, PersonPorts
from outreach.services.operator.holding import Holding
from outreach.services.operator.import_preview import ImportPorts
from outreach.services.operator.importing import Importing
from outreach.services.operator.instructing import Instructing
from outreach.services.operator.labelling import Labelling
from outreach.services.operator.ports import QueueName
from outreach.services.operator.removing import Removing
from outreach.services.operator.reopening import Reopening
from outreach.services.operator.reply_search import ReplySearch
from outreach.services.operator.restoring import RestorePorts, Restorer
from outreach.services.operator.runs import Runs
from outreach.services.operator.sender_stops import SenderStops
from outreach.services.operator.stopping import Stopping
from outreach.services.operator.suppressing import Suppressing
from outreach.services.operator.unknowns import Unknowns
from outreach.services.operator.variants import Variants
from outreach.services.send.batch import SendBatch, SendLimits
from outreach.services.send.ports import SendPorts
from outreach.services.tick.ports import TickPorts
from outreach.services.tick.turn import Tick
from outreach.services.unsubscribe.unsubscribing import Unsubscribing
from simulation.cast import DAYS_APART, KEYRING, MINUTE, PEPPERS, address_of, rows_of
from simulation.echo import REPLY_DOMAIN, Echo
from simulation.evidence import Evidence
from simulation.faults import Crash
from simulation.ground import Ground, MemoryGround
from simulation.outside import (
    MAX_RECEIVES,
    Chance,
    Clock,
    PlainRenderer,
    SimulatedKept,
    SimulatedProof,
    SimulatedQueue,
    SimulatedSes,
)
from simulation.people import People
from simulation.seam import Effects, Seam
from world.archives import MemoryArchiveFiles
from world.builders import CAMPAIGN, NOON
from world.feedback import ACCOUNT, CONFIGURATION_SET

PASS = timedelta(minutes=10)
MOMENTS = 6
"""How many earlier moments a late read may show."""
SEND_TIMEOUT = timedelta(seconds=60)
TICK_TIMEOUT = timedelta(seconds=120)
PATIENT = timedelta(minutes=15)
ACCOUNT_QUOTA = 1000
SEND_LIMITS = SendLimits(
    account_daily_quota=ACCOUNT_QUOTA, concurrency=2, timeout=SEND_TIMEOUT, max_receives=MAX_RECEIVES
)
TICK_OF_TIME = timedelta(microseconds=500)
"""How long a call takes, so that no two writes carry the same time."""


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
    """The number of its latest call that was carried out."""
    effect_before: int = 0
    """The number of the one before that."""
    grants: dict[str, list[Any]] = field(default_factory=dict)
    """By quota scope: the day of its latest reservation, and how many mails those of that day still allow."""
    revisions: dict[tuple[str, str], str] = field(default_factory=dict)
    """By campaign and run: the revision that the run followed at the latest last look of this process. It decides by that."""
    saw_open: bool | None = None
    """Whether the live run was under way when this process first read the runs."""


class Stack:
    """Everything there is, for one campaign."""

    def __init__(
        self, campaign: Campaign = DAYS_APART, *, seed: int = 0, ground: Ground | None = None
    ) -> None:
        self.campaign = campaign
        self.ground = ground or MemoryGround()
        self.now = self.begun_at = NOON
        self.skew_of_others: Callable[[], timedelta] = timedelta
        """Gives the error of the next process's clock, if it is neither a tick nor a consumer."""
        self.process = Process("outside", timedelta(), NOON)
        self.calls = 0
        self.sequence = 0
        """The number of calls that were carried out; `calls` is the number of calls that were made."""
        self._invocations = 0
        self.log: list[str] | None = None
        self.sleeper: Callable[[datetime], None] | None = None
        self.left_of: dict[str, list[str]] = {}
        """Where people who asked to be forgotten were still found, before the command was repeated at the end."""
        self._earlier: deque[MemoryTables] = deque(maxlen=2)
        self._past: deque[MemoryTables] = deque(maxlen=MOMENTS)
        self._remembered = -1
        """The number of calls that had been carried out at the latest of these moments."""
        self.evidence = Evidence(self)
        self.echo = Echo(self)
        self.people = People(self)
        self.effects = Effects(self)
        self._build(seed)
        self.evidence.note_stops()

    def _build(self, seed: int) -> None:
        clock = Clock(self)
        self.queue = SimulatedQueue(self)
        self.kept_requests = SimulatedKept()
        self.alarms = MemoryAlarms()
        self.ports: dict[str, Any] = {
            "queue": self.queue,
            "letters": self.queue,
            "kept": self.kept_requests,
            "ses": SimulatedSes(self),
            "proof": SimulatedProof(self),
            **self.ground.ports(self),
        }
        self.ses = self.ports["ses"]
        seams: dict[str, Any] = {name: Seam(self.effects, name, port) for name, port in self.ports.items()}
        self.seams = seams
        self._tell_grants()
        self._let_sqs_refuse()
        everywhere = {"alarms": self.alarms, "clock": clock}

        def ports_of(kind: Any, **others: Any) -> Any:
            names = kind.__dataclass_fields__
            known = {name: each for name, each in (seams | everywhere | others).items() if name in names}
            return kind(**known)

        self.send_ports = ports_of(
            SendPorts,
            senders=SenderPerMode(proof=seams["proof"], live=seams["ses"]),
            renderer=PlainRenderer(),
            selector=selector(),
            chance=Chance(seed),
        )
        self.sender = SendBatch(self.send_ports, SEND_LIMITS)
        self.tick_ports = ports_of(TickPorts)
        self.ticker = Tick(
            self.tick_ports,
            Breakers(ports_of(BreakerPorts)),
            pass_length=PASS,
            account_daily_quota=ACCOUNT_QUOTA,
            send_concurrency=SEND_LIMITS.concurrency,
        )
        self.runs = Runs(
            seams["campaigns"], seams["controls"], seams["audience"], seams["enrollments"], clock
        )
        self.variants = Variants(seams["campaigns"], seams["controls"], seams["enrollments"], clock)
        self.sender_stops = SenderStops(seams["campaigns"], seams["controls"], clock)
        self.importing = Importing(ports_of(ImportPorts), PEPPERS)
        self.suppressing = Suppressing(seams["suppressions"], PEPPERS, clock)
        self.stopping = Stopping(seams["kill_switch"], seams["kill_switch"], seams["controls"], clock)
        self.unsubscribing = Unsubscribing(seams["suppressions"], KEYRING, clock, self.alarms, seams["kept"])
        self.dead_lettering = DeadLettering(
            {QueueName.SEND: seams["letters"]},
            seams["enrollments"],
            seams["controls"],
            seams["campaigns"],
            clock,
        )
        self.reopening = Reopening(seams["enrollments"], seams["campaigns"], seams["controls"], clock)
        about_leads = (seams["controls"], seams["audience"], seams["enrollments"], clock)
        self.correcting, self.removing = Correcting(*about_leads), Removing(*about_leads)
        self.instructing = Instructing(seams["enrollments"], seams["campaigns"], seams["controls"], clock)
        self.holding = Holding(seams["holds"], seams["suppressions"], PEPPERS, clock)
        self.unknowns = Unknowns(seams["enrollments"], seams["campaigns"], seams["controls"], clock)
        ours = OwnIdentity(ACCOUNT, CONFIGURATION_SET)
        self.feedback = Feedback(ports_of(FeedbackPorts), ours)
        rules = InboundRules(
            reply_domain=REPLY_DOMAIN,
            message_ids_in=SesMessageIds("us-east-1").found_in,
            receiver=RECEIVER,
            keys=KEYRING,
            peppers=PEPPERS,
        )
        self.replies = Inbound(ports_of(InboundPorts), rules)
        self.reply_search = ReplySearch(
            seams["replies"], seams["raw_mails"], seams["enrollments"], seams["controls"]
        )
        self.labelling = Labelling(
            self.reply_search,
            seams["replies"],
            seams["enrollments"],
            seams["suppressions"],
            PEPPERS,
            clock,
        )
        self.forgetting = Forgetting(ports_of(PersonPorts), PEPPERS)
        self.archive_files = MemoryArchiveFiles(seams["enrollments"], seams["deliveries"])
        self.archiving = Archiving(ports_of(ArchivingPorts))
        self.restorer = Restorer(ports_of(RestorePorts), self.forgetting, PEPPERS)

    def start_cold(self) -> None:
        """Let the next sender be a new process, which remembers nothing."""
        self.sender = SendBatch(self.send_ports, SEND_LIMITS)

    def _tell_grants(self) -> None:
        """Note for each process what its reservations allow, for the judge. Each run of a batch has one of its own."""
        reserve = self.seams["quotas"].reserve

        def reserved(scope: str, day: str, wanted: int, limit: int, *told: Busy) -> int:
            granted: int = reserve(scope, day, wanted, limit, *told)
            before = self.process.grants.get(scope, [day, 0])
            left = before[1] if before[0] == day else 0
            self.process.grants[scope] = [day, left + granted, limit]
            return granted

        self.seams["quotas"].reserve = reserved

    def _let_sqs_refuse(self) -> None:
        """Do as the adapter does: if a request fails, it reports all its entries as refused."""
        enqueue = self.seams["queue"].enqueue

        def enqueued(messages: Sequence[TouchMessage]) -> set[int]:
            try:
                return set(enqueue(messages))
            except StoreUnavailable:
                return set(range(len(messages)))

        self.seams["queue"].enqueue = enqueued

    # --- what the parts need of it ------------------------------------------------------------------

    @property
    def tables(self) -> MemoryTables:
        return self.ground.tables

    @property
    def violations(self) -> list[str]:
        return self.evidence.violations

    def die(self) -> None:
        """Let the running process die."""
        self.process.dead = True

    def process_time(self) -> datetime:
        """The time that the running process sees."""
        return self.now + self.process.skew

    def time_of_a_call(self) -> None:
        self.calls += 1
        self.now += TICK_OF_TIME

    def earlier_tables(self) -> MemoryTables:
        """The tables as a late index may show them."""
        return self._earlier[0] if self._earlier else self.tables

    @property
    def moments(self) -> list[MemoryTables]:
        """The tables as a late read may show them: when the latest processes began, and now."""
        return [*self._past, self.tables]

    def _remember(self) -> None:
        if self._remembered != self.sequence:
            self._past.append(self.ground.as_a_late_read_may_show_it())
            self._remembered = self.sequence

    def sleep(self, duration: timedelta) -> None:
        if self.process.dead:
            raise Crash
        if self.sleeper is not None:
            self.sleeper(self.now + duration)
        else:
            self.now += duration

    @property
    def has_live_run(self) -> bool:
        return (CAMPAIGN, LIVE) in self.tables.runs

    def live_run(self) -> RunControl:
        return self.tables.runs[CAMPAIGN, LIVE]

    def policy_of_the_run(self) -> Policy:
        """The policy of the revision that the live run follows now."""
        return self.tables.definitions[CAMPAIGN, self.live_run().revision].policy

    def runs_under_way(self) -> set[RunId]:
        under_way = (RunStatus.RUNNING, RunStatus.PAUSED)
        runs = [run for run in self.tables.runs.values() if run.campaign_id == CAMPAIGN]
        return {run.run_id for run in runs if run.status in under_way}

    def is_enrolled(self, lead: LeadId) -> bool:
        """Whether a lead is in the live run."""
        return any((key.run_id, key.lead_id) == (LIVE, lead) for key in self.tables.enrollments)

    def live_run_is_open(self) -> bool:
        """Whether an import's leads join the live run."""
        return LIVE in self.runs_under_way()

    # --- processes ----------------------------------------------------------------------------------

    def invoke(
        self,
        name: str,
        work: Callable[[Process], Any],
        skew: timedelta | None = None,
        timeout: timedelta = PATIENT,
    ) -> Any:
        """Run something as a process of its own; return None if it died or gave up."""
        skew = self.skew_of_others() if skew is None else skew
        before = self.process
        self._remember()
        self._invocations += 1
        number = f"{self.calls + 1}.{self._invocations}"
        process = self.process = Process(f"{name}-{number}", skew, self.now + timeout, self.calls)
        try:
            return work(process)
        except (Crash, StoreUnavailable):
            return None
        finally:
            self.process = before

    def tick(self, skew: timedelta = timedelta()) -> Any:
        self._earlier.append(self.ground.as_an_index_may_show_it_later())

        def work(process: Process) -> Any:
            return self.ticker.run(process.name, lambda: process.deadline - self.now)

        report = self.invoke("tick", work, skew, TICK_TIMEOUT)
        self.ground.deliver_to(self.queue)
        return report

    def consume(
        self,
        skew: timedelta = timedelta(),
        limit: int = 10,
        random: Random | None = None,
        duplicate: float = 0,
    ) -> None:
        records = self.queue.receive(limit, random, duplicate)
        if records:
            self.deliver(records, skew)

    def deliver(self, records: Sequence[QueueRecord], skew: timedelta = timedelta()) -> None:
        def work(process: Process) -> None:
            failed = self.sender.handle(records, lambda: process.deadline - self.now)
            self.queue.done(records, failed)

        self.invoke("send", work, skew, SEND_TIMEOUT)

    def redeliver(self) -> None:
        """Deliver everything in the queue again, as if each visibility timeout had run out."""
        self.queue.expire_visibility()
        self.consume()

    def apply_kept(self) -> None:
        """Let the unsubscribe function handle its kept requests; those that it reports as failed come again."""
        requests = list(self.kept_requests.requests)

        def work(_process: Process) -> None:
            records = [QueueRecord(str(n), 1, r.model_dump_json()) for n, r in enumerate(requests)]
            failed = self.unsubscribing.apply_kept(records)
            for number, request in enumerate(requests):
                if str(number) not in failed:
                    self.kept_requests.requests.remove(request)

        if requests:
            self.invoke("kept", work)

    def run_beside(self, campaign: Campaign, *people: str) -> None:
        """Let another campaign run as well, with these people."""
        self.runs.apply(campaign, {})
        self.importing.load(campaign, rows_of(*people), source="file", actor="op")
        self.runs.start(campaign.campaign_id, Mode.LIVE, "op")

    # --- the end ------------------------------------------------------------------------------------

    def come_to_rest(self, *, late: bool = False) -> None:
        """Let nothing fail any more, let everybody finish what they began, and let days go by. Reads may go on to be late."""
        self.effects.faults = self.effects.faults if late else None
        self.effects.switch = self.sleeper = None
        self.effects.interposed.clear()
        self.people.let_go()
        self.people.repeat_what_failed()
        self.people.let_go()
        self.drain()
        for name in sorted(self.people.forgotten):
            self.left_of[name] = self.clear_traces_of(name)
            self.people.forget(name)

    def clear_traces_of(self, name: str) -> list[str]:
        """Return where somebody's clear address is still found. Mails that matched nobody stay until they expire."""
        address = address_of(name).text
        stored = self.ground.stored(self.echo.matched)
        return [place for place, rows in stored.items() if address in repr(rows)]

    def drain(self, days: int = 40, turns: int = 400) -> None:
        """Tick and deliver from one event to the next until nothing is left to do. Two mails a week may take four weeks for six."""
        end = self.now + timedelta(days=days)
        idle = MINUTE
        for _ in range(turns):
            if self.effects.any_late:
                self.effects.apply_late()
            self.apply_kept()
            self.echo.hear_due()
            self.people.let_go()
            before = len(self.evidence.mails)
            report = self.tick()
            while self.queue.any_visible():
                self.consume()
            if not self._waiting() or self.now > end:
                return
            busy = report is not None and any(report.enqueued.values()) and before != len(self.evidence.mails)
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
        on_its_way = self.queue.letters or self.echo.waiting or self.kept_requests.requests
        return open_runs or self.effects.any_late or bool(on_its_way)

    def _next_event(self) -> datetime:
        moments = [
            enrollment.due_at
            for enrollment in self.tables.enrollments.values()
            if enrollment.due_at is not None
        ]
        moments += [letter.visible_at for letter in self.queue.letters]
        moments += self.effects.late_times
        moments += [incoming.due for incoming in self.echo.waiting]
        return min(moments, default=self.now)


@dataclass(frozen=True)
class Template:
    """A stack that is set up once, and from which many simulations start."""

    ground: MemoryGround
    audience: frozenset[LeadId]
    expected: frozenset[LeadId]
    now: datetime


_templates: dict[Any, Template] = {}


def a_stack(
    campaign: Campaign = DAYS_APART,
    people: Sequence[str] = ("ann",),
    *,
    started: Mode | None = Mode.LIVE,
    beside: Campaign | None = None,
    seed: int = 0,
) -> Stack:
    """Return a stack with a campaign, its people, and a run unless `started` is None.

    Another campaign may run beside it, with the same people.
    """
    key = (id(campaign), tuple(people), started, id(beside))
    if key not in _templates:
        ground = MemoryGround()
        made = Stack(campaign, ground=ground)
        made.runs.apply(campaign, {})
        if people:
            made.people.load(*people)
        if started is not None:
            made.people.start(started)
        if beside is not None:
            made.run_beside(beside, *people)
        _templates[key] = Template(
            ground, frozenset(made.people.audience), frozenset(made.people.expected), made.now
        )
    template = _templates[key]
    stack = Stack(campaign, seed=seed, ground=template.ground.copy())
    stack.people.audience, stack.people.expected = set(template.audience), set(template.expected)
    stack.now = stack.begun_at = template.now
    return stack
