"""The virtual clock: it goes from one moment at which something happens to the next.

A tick comes on each full minute at which it could find something: something is due, or a quota begins anew. The queue
is emptied before the next tick. What people do with a mail happens in between, at its own time.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush

from outreach.domain.campaign import WhenStopped
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.enrollment import State
from outreach.domain.ids import LIVE, CampaignId
from outreach.domain.limits import counting_zone
from outreach.domain.quota import next_quota_day
from outreach.domain.reasons import Reason
from outreach.domain.replacing import replace
from outreach.domain.senders import resumed
from outreach.domain.ses_event import SesEvent
from outreach.memory import FixedClock
from outreach.memory.spooled_mails import SpooledMails
from outreach.memory.unkept_mails import UnkeptMails
from outreach.messages import QueueRecord
from outreach.simulation.assumptions import Assumptions, Chance, Fate, days_away, delay_of, fate_of
from outreach.simulation.people import Taken
from outreach.simulation.stack import MAX_RECEIVES, Given, SimulatedStack

ACTOR = "simulation"
_MINUTE = timedelta(minutes=1)
_AMPLE = timedelta(minutes=10)
_BATCH = 10


@dataclass(frozen=True, slots=True)
class Played:
    """A run as it was when the simulation ended."""

    stack: SimulatedStack
    run: RunControl
    ticks: int
    fates: dict[Fate, int]
    """How many mails of the run met each fate. Those of other campaigns that take part are not counted."""


@dataclass(slots=True)
class _Later:
    """What will happen, by time. Of two things at one time the one that was planned first happens first."""

    waiting: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    planned: int = 0

    def plan(self, at: datetime, happening: Callable[[], object]) -> None:
        heappush(self.waiting, (at, self.planned, happening))
        self.planned += 1

    @property
    def next(self) -> datetime | None:
        return self.waiting[0][0] if self.waiting else None


class Simulation:
    """One campaign on a virtual clock. Make it, fill its stack with a campaign and leads, then `play` it."""

    def __init__(
        self, given: Given, assumptions: Assumptions, mails: SpooledMails | UnkeptMails, clock: FixedClock
    ) -> None:
        assumptions.check()
        self._assumptions = assumptions
        self._clock = clock
        self.stack = SimulatedStack(given, mails, clock, self._taken)
        self._later = _Later()
        self._fates: defaultdict[CampaignId, dict[Fate, int]] = defaultdict(lambda: dict.fromkeys(Fate, 0))
        self._ticks = 0
        self._next_tick: datetime | None = None
        self._ticked_at: datetime | None = None

    def play(self, campaign_id: CampaignId, until: datetime, start: datetime | None = None) -> Played:
        """Start the campaign's live run now, or at `start`. Go on until nothing is left to happen, or until a moment.

        A run that is under way goes on. If it is paused, it is resumed instead of started. A stop of everything, and of
        a sender whose leads wait, is lifted at once. Other runs that the stack has take part; a pause of theirs stands. Raises `errors.RenderFailed` if a text
        that was left for later cannot be rendered: then it has to be played with texts.
        """
        now = self._clock.now()
        self._lift_stop(now)
        if start is None or start <= now:
            self._begin(campaign_id)
        else:
            self._plan_tick(_full_minute(now))
            self._later.plan(start, lambda: self._begin(campaign_id))
        with _without_logs():
            while (at := self._later.next) is not None and at <= until:
                _, _, happening = heappop(self._later.waiting)
                self._clock.moment = max(self._clock.moment, at)
                happening()
        self.stack.finish_mails()
        ended = self.stack.controls.run(campaign_id, LIVE)
        assert ended is not None, "a run that was started has a control row"
        return Played(self.stack, ended, self._ticks, self._fates[campaign_id])

    def _lift_stop(self, now: datetime) -> None:
        stop = self.stack.controls.control()
        if stop is not None and stop.killed:
            self.stack.controls.lift_stop(stop, ACTOR, None, now)

    def _begin(self, campaign_id: CampaignId) -> None:
        """Start the live run, or resume it, or let it go on. Then tick at once."""
        controls, now = self.stack.controls, self._clock.now()
        live = controls.run(campaign_id, LIVE)
        if live is not None and live.status is RunStatus.PAUSED:
            controls.change_status(live, RunStatus.RUNNING, ACTOR, None, now)
            live = controls.run(campaign_id, LIVE)
        self._resume_senders(live)
        if live is None or live.status is not RunStatus.RUNNING or not live.enrolled:
            self.stack.runs.start(campaign_id, Mode.LIVE, ACTOR)
        self._plan_tick(_full_minute(now))

    def _resume_senders(self, live: RunControl | None) -> None:
        """Let senders go on whose leads wait. Where leads move, the stop stands."""
        for state in () if live is None else live.senders:
            if live is not None and state.stopped is WhenStopped.WAIT:
                said = resumed(live, state.address, ACTOR, None, self._clock.now())
                self.stack.controls.say_of_sender(live, said)
                live = self.stack.controls.run(live.campaign_id, LIVE)

    def _plan_tick(self, at: datetime) -> None:
        """Plan the next tick in place of the one that was planned. There is never more than one."""
        self._next_tick = at
        self._later.plan(at, lambda: self._tick() if self._next_tick == at else None)

    def _tick(self) -> None:
        """Tick once, empty the queue, and plan the next tick."""
        self._ticks += 1
        self._next_tick = None
        self._leave_out_ticks()
        report = self.stack.tick.run(f"tick-{self._ticks}", lambda: _AMPLE)
        self._drain()
        walked = [run for run in self.stack.controls.runs() if run.walked and self._goes_on(run)]
        if walked:
            self._plan_tick(min(self._tick_for(run, report.outcomes) for run in walked))

    def _goes_on(self, run: RunControl) -> bool:
        """Say whether anybody waits for something else than a sender that a breaker has stopped: nobody resumes one in a play."""
        if all(state.stopped is None for state in run.senders):
            return True
        return any(
            enrollment.state is not State.ENDED and enrollment.reason is not Reason.OWN_SENDER_STOPPED
            for enrollment in self.stack.enrollments.of_run(run.campaign_id, run.run_id, run.shards)
        )

    def _leave_out_ticks(self) -> None:
        """Count the ticks that were left out, as their leases would: the number of a lease says which shard is read first."""
        now = self._clock.now()
        left_out = (now - self._ticked_at) // _MINUTE - 1 if self._ticked_at else 0
        self._ticked_at = now
        if left_out > 0:
            leases = self.stack.tables.leases
            leases.update(
                {run: replace(lease, token=lease.token + left_out) for run, lease in leases.items()}
            )

    def _tick_for(self, run: RunControl, outcomes: Mapping[str, str]) -> datetime:
        soonest = _full_minute(self._clock.now())
        if run.status is not RunStatus.RUNNING or (due := self.stack.index.earliest(run)) is None:
            return soonest
        if outcomes[f"{run.campaign_id}#{run.run_id}"] == "quota used up":
            now, zone = self._clock.now(), counting_zone(self.stack.overview.definition(run).policy)
            due = max(due, min(next_quota_day(now), next_quota_day(now, zone)))
        return max(soonest, _full_minute(due - _MINUTE))

    def _drain(self) -> None:
        """Deliver every message, and those that fail again, as often as the queue does."""
        while messages := self.stack.queue.take(_BATCH):
            bodies = {str(number): message.model_dump_json() for number, message in enumerate(messages)}
            for receives in range(1, MAX_RECEIVES + 1):
                records = [QueueRecord(record_id, receives, body) for record_id, body in bodies.items()]
                failed = set(self.stack.send.handle(records, lambda: _AMPLE))
                bodies = {record_id: body for record_id, body in bodies.items() if record_id in failed}
                if not bodies:
                    break

    def _taken(self, taken: Taken) -> None:
        """Plan what becomes of a mail."""
        now, mail = self._clock.now(), taken.mail
        chance = Chance(self._assumptions.seed, mail.key.lead_id, mail.step)
        fate = fate_of(self._assumptions, chance)
        self._fates[mail.key.campaign_id][fate] += 1
        if fate is not Fate.BOUNCED:
            self._later.plan(now, lambda: self._hear(taken.delivered()))
        if fate is Fate.QUIET:
            return
        at = now + delay_of(fate, chance)
        happening = {
            Fate.BOUNCED: lambda: self._hear(taken.bounced(at)),
            Fate.ANSWERED: lambda: self._receive(taken, taken.answered(at)),
            Fate.AWAY: lambda: self._receive(taken, taken.away(at, days_away(chance))),
        }[fate]
        self._later.plan(at, happening)

    def _hear(self, event: SesEvent) -> None:
        self.stack.feedback.hear(event)

    def _receive(self, taken: Taken, raw: bytes) -> None:
        key = f"mail/{taken.mail.claim_id}"
        self.stack.raw_mails.mails[key] = raw
        self.stack.inbound.hear(key)
        self.stack.raw_mails.delete(key)


@contextmanager
def _without_logs() -> Iterator[None]:
    """Leave out what the functions would log on AWS: the simulation tells it."""
    logger = logging.getLogger("outreach")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _full_minute(after: datetime) -> datetime:
    """Return the first full minute after a moment."""
    return after.replace(second=0, microsecond=0) + _MINUTE
