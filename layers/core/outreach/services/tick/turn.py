"""One turn of the planner: put what is due on the queue.

A tick owns the leases and the cursors of the runs. It also updates the status of runs and the account's limits.
It never writes an enrollment. It may die at any point: what it enqueued before it saved its cursors is enqueued
again, and the claim lets one of the messages win. What it did not enqueue is still in the index.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.domain.across import kept_by
from outreach.domain.campaign import AcrossCampaigns, Campaign
from outreach.domain.consumers import Need
from outreach.domain.control import GlobalControl, KillSwitch, Mode, RunControl, RunStatus
from outreach.domain.ending import is_over
from outreach.domain.enrollment import Lane
from outreach.domain.fast import at_once, is_fast
from outreach.domain.lease import Lease, Place, Walk
from outreach.domain.limits import LimitKind, counting_zone
from outreach.domain.quota import account_limit, account_scope, campaign_scope, quota_day
from outreach.domain.replacing import replace
from outreach.domain.sending_account import AccountFacts
from outreach.domain.walk import (
    current_walk,
    cursor_name,
    is_stirred,
    most_waiting,
    order_of_turns,
    reading_order,
    share_of,
)
from outreach.errors import StoreUnavailable, in_logs
from outreach.messages import TouchMessage
from outreach.services.asking_ses import ask_account
from outreach.services.consumers import Consumers
from outreach.services.earlier_days import EarlierDays
from outreach.services.feedback.breakers import Breakers
from outreach.services.ports import TimeLeft
from outreach.services.tick.ports import DueEntry, TickPorts
from outreach.services.tick.reminder import remind
from outreach.services.tick.sender_gate import SenderGate

PAGE = 100
"""How many entries one query of the index reads, and after how many messages the cursors are saved."""
TIME_RESERVE = timedelta(seconds=15)
"""The time that a tick keeps for its last page, its cursor write and the release of the lease."""

LOOKED_AT = 1_000
"""How many enrollments one request looks at, to see whether a run is over."""
LOOKS = 300
"""How many of these requests a tick makes for one run. Together they take up to half a minute, by what a partition gives."""
LOOKING = "looking whether all have ended"

FAR = timedelta(days=3650)
"""How far ahead a run is walked that was cancelled, or whose campaign has ended. All of its leads are ended now, whenever
they would be due."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TickReport:
    """What a tick did for each run (`campaign#run`): the outcome, and how many messages were enqueued."""

    outcomes: Mapping[str, str]
    enqueued: Mapping[str, int]
    consumers: Need | None = None
    """How many consumers the live runs need. None if the queue is empty, or if it is not known."""


class Tick:
    """Walks every running campaign once."""

    def __init__(
        self,
        ports: TickPorts,
        breakers: Breakers,
        *,
        pass_length: timedelta,
        account_daily_quota: int,
        send_concurrency: int,
    ) -> None:
        self._ports = ports
        self._breakers = breakers
        self._pass_length = pass_length
        self._account_daily_quota = account_daily_quota
        self._send_concurrency = send_concurrency
        self._earlier_days = EarlierDays(ports.quotas, closes=False)
        self._consumers = Consumers(ports.campaigns, ports.quotas, send_concurrency)

    def run(self, holder: str, time_left: TimeLeft) -> TickReport:
        """Take one turn. `holder` is unique to this turn; `time_left` returns how long it may still last."""
        runs = [run for run in self._ports.controls.runs() if run.walked]
        control, account = self._control(runs)
        kill = self._ports.kill_switch.read().state
        if kill is KillSwitch.UNREADABLE or (runs and control is None):
            self._ports.alarms.count("KillSwitchUnreadable")
        outcomes: dict[str, str] = {}
        enqueued: dict[str, int] = {}
        depth = self._ports.queue.depth() if runs else 0
        room = self._room(control, depth)
        gate = SenderGate(self._ports, account)
        for run in order_of_turns(runs, holder):
            name = f"{run.campaign_id}#{run.run_id}"
            outcomes[name], enqueued[name] = self._turn(run, control, kill, holder, room, gate, time_left)
        remind(self._ports.replies, self._ports.alarms, self._ports.clock)
        need = self._need(runs, control) if depth or any(enqueued.values()) else None
        return TickReport(outcomes, enqueued, need)

    def _need(self, runs: list[RunControl], control: GlobalControl | None) -> Need | None:
        """Work out how many consumers the live runs need, and count it if some are missing. It fails no tick."""
        rate = None if control is None else control.send_rate
        try:
            need = self._consumers.need(runs, rate, self._ports.clock.now())
        except StoreUnavailable as error:
            logger.error("consumers were not counted", extra=in_logs(error))
            return None
        if need is not None and need.missing:
            self._ports.alarms.count("ConsumersMissing", need.missing)
        return need

    def _room(self, control: GlobalControl | None, depth: int) -> "_Room":
        rate = None if control is None else control.send_rate
        return _Room(max(0, most_waiting(rate, self._send_concurrency, self._pass_length) - depth))

    def _control(self, runs: list[RunControl]) -> tuple[GlobalControl | None, AccountFacts | None]:
        """Read the global row. If a live run is walked, update the account's limits in it for the consumers.

        Returns what SES says about the account as well; None if it was not asked, or could not be.
        """
        control = self._ports.controls.control()
        if control is None or not any(run.mode is Mode.LIVE for run in runs):
            return control, None
        account = ask_account(self._ports.account, self._ports.alarms)
        limits = account.limits if account is not None else None
        if limits is None:
            return control, account
        rate, daily = limits
        if (rate, daily) != (control.send_rate, control.daily_limit) or control.home is None:
            self._ports.controls.note_account(rate, daily)
        return replace(control, send_rate=rate, daily_limit=daily), account

    def _turn(
        self,
        run: RunControl,
        control: GlobalControl | None,
        kill: KillSwitch,
        holder: str,
        room: "_Room",
        gate: SenderGate,
        time_left: TimeLeft,
    ) -> tuple[str, int]:
        """Walk one run under its lease; return the outcome and how many messages were enqueued.

        A store that does not respond fails this run's turn only. The other runs go on.
        """
        if control is None or control.stops or kill is not KillSwitch.OFF:
            return ("killed" if kill is not KillSwitch.UNREADABLE else "kill switch unreadable"), 0
        if time_left() < TIME_RESERVE:
            return "no time left", 0
        try:
            lease = self._ports.leases.acquire(run.campaign_id, run.run_id, holder, self._ports.clock.now())
            if lease is None:
                return "lease held by another", 0
            try:
                return self._walk(run, control, lease, room, gate, time_left)
            finally:
                self._ports.leases.release(lease)
        except StoreUnavailable as error:
            logger.error("tick failed for a run", extra=in_logs(error))
            self._ports.alarms.count("TickRunFailed")
            return "store unavailable", 0

    def _walk(
        self,
        run: RunControl,
        control: GlobalControl,
        lease: Lease,
        room: "_Room",
        gate: SenderGate,
        time_left: TimeLeft,
    ) -> tuple[str, int]:
        now = self._ports.clock.now()
        walk = current_walk(lease.walk, run, control, now, self._pass_length)
        if run.status is RunStatus.FINISHED:
            return self._confirm(run, lease, walk, time_left), 0
        campaign = self._ports.campaigns.definition(run.campaign_id, run.revision)
        over = is_over(campaign.policy, now)
        ending = run.status is RunStatus.CANCELLED or over
        units, for_good = (room.left, False) if ending else self._units(run, campaign, control, now)
        begins = lease.walk is None or lease.walk.pass_began_at != walk.pass_began_at
        share = share_of(units, for_good=for_good, begins=begins)
        budget = min(share.most, room.left)
        if budget <= 0:
            return "queue is full", 0
        if not ending and is_stirred(lease.walk, walk) and self._breakers.stop(run, campaign):
            return "paused by a breaker", 0
        until = now + FAR if ending else now
        across, valid_until = kept_by(run, campaign.policy), now + self._pass_length
        walker = _Walker(self._ports, run, lease, walk, gate, until, valid_until, ending=over, across=across)
        outcome = walker.walk(budget, share.lanes, time_left)
        room.left -= walker.enqueued
        if outcome == "walked" and walker.enqueued == 0:
            waiting = "nothing due" if units > 0 else "quota used up"
            outcome = self._finish(run, lease, walk, time_left) or waiting
        return outcome, walker.enqueued

    def _units(
        self, run: RunControl, campaign: Campaign, control: GlobalControl, now: datetime
    ) -> tuple[int, bool]:
        """Return how many mails this tick may ask for: the policy's limit, or what is left of today's quotas.

        And whether nothing is left for good, because the quota of the whole run is used up.

        The mails of a fast rehearsal count on the days on which they would go, so today's quotas do not limit it.
        """
        policy, quotas = campaign.policy, self._ports.quotas
        if is_fast(run):
            return at_once(policy), False
        scope = campaign_scope(run.campaign_id, run.run_id)
        account = account_scope(run.campaign_id, run.run_id)
        today, day = quota_day(now), quota_day(now, counting_zone(policy))
        used = quotas.used((scope, account), today)
        if day != today:
            used |= quotas.used((scope,), day)
        limit = self._earlier_days.limit(run, policy, day)
        ses_limit = control.daily_limit if run.mode is Mode.LIVE else None
        most = account_limit(self._account_daily_quota, ses_limit)
        left = limit.mails - used[scope]
        units = min(policy.max_leads_per_tick, left, most - used[account])
        return units, limit.kind is LimitKind.RUN and left <= 0

    def _finish(self, run: RunControl, lease: Lease, walk: Walk, time_left: TimeLeft) -> str | None:
        """End a run in which nothing waits any more; return the outcome, or None if somebody still waits.

        The index is only eventually consistent, so a consistent read of the enrollments confirms it. The next
        tick confirms it once more (`_confirm`), for leads that came in between this read and the write.
        """
        ports = self._ports
        if not run.enrolled or not ports.index.is_empty(run):
            return None
        ended = self._all_ended(run, lease, walk, time_left)
        if not ended:
            return None if ended is False else LOOKING
        if run.status is RunStatus.CANCELLED:
            ports.controls.mark_closed(run)
            return "closed"
        return self._set(run, RunStatus.FINISHED, "every enrollment has ended")

    def _confirm(self, run: RunControl, lease: Lease, walk: Walk, time_left: TimeLeft) -> str:
        """Close a finished run. Start it again if a lead came in while it was being finished."""
        ended = self._all_ended(run, lease, walk, time_left)
        if ended is None:
            return LOOKING
        if ended:
            self._ports.controls.mark_closed(run)
            return "closed"
        return self._set(run, RunStatus.RUNNING, "leads came in at the end") or "changed by another"

    def _all_ended(self, run: RunControl, lease: Lease, walk: Walk, time_left: TimeLeft) -> bool | None:
        """Look whether everybody in a run has ended, on from where an earlier tick stopped.

        None: a tick's share of looks is used up, and the next tick goes on. A run of a million leads takes many ticks.
        """
        place = walk.looked_to or Place(0)
        for _ in range(LOOKS):
            if time_left() < TIME_RESERVE:
                break
            look = self._ports.enrollments.look(run, place, LOOKED_AT)
            if look.open:
                return False
            if look.place is None:
                return True
            place = look.place
        self._ports.leases.save_walk(lease, replace(walk, looked_to=place))
        return None

    def _set(self, run: RunControl, to: RunStatus, reason: str) -> str | None:
        changed = self._ports.controls.change_status(run, to, "tick", reason, self._ports.clock.now())
        return str(to) if changed else None


class _Room:
    """How many messages the queue may still take in this tick."""

    def __init__(self, left: int) -> None:
        self.left = left


class _Walker:
    """Continues one pass over one run: reads pages, enqueues them, then saves the cursors."""

    def __init__(
        self,
        ports: TickPorts,
        run: RunControl,
        lease: Lease,
        walk: Walk,
        gate: SenderGate,
        until: datetime,
        valid_until: datetime,
        *,
        ending: bool,
        across: AcrossCampaigns | None,
    ) -> None:
        self._ports = ports
        self._run = run
        self._lease = lease
        self._began = walk
        self._cursors = dict(walk.cursors)
        self._gate = gate
        self._until = until
        self._valid_until = valid_until
        self._ending = ending
        self._across = across
        self._pending: list[tuple[str, int, DueEntry]] = []
        self.enqueued = 0

    def walk(self, budget: int, lanes: Sequence[Lane], time_left: TimeLeft) -> str:
        """Go on until nothing is due in these lanes, the budget is used up or time is short; return the outcome for the report."""
        for lane, shard in reading_order(self._run.shards, self._lease.token, lanes):
            while True:
                room = budget - self.enqueued - len(self._pending)
                if room <= 0 or time_left() < TIME_RESERVE:
                    return self._flush() or "walked"
                page = self._page(lane, shard, min(room, PAGE))
                if len(self._pending) >= PAGE and (stopped := self._flush()):
                    return stopped
                if page < min(room, PAGE):
                    break
        return self._flush() or "walked"

    def _page(self, lane: Lane, shard: int, limit: int) -> int:
        name = cursor_name(lane, shard)
        behind = [entry.cursor for pending, _, entry in self._pending if pending == name]
        after = behind[-1] if behind else self._cursors.get(name)
        entries = self._ports.index.page(self._run, lane, shard, after, self._until, limit)
        self._pending += [(name, shard, entry) for entry in entries]
        return len(entries)

    def _flush(self) -> str | None:
        """Enqueue what was read, then save the cursors; return the outcome if the walk must stop, else None.

        Each cursor moves up to its first entry that the queue did not accept.
        """
        if not self._pending:
            return None
        if self._gate.stop(self._run):
            return "paused: SES takes no mail from the sender"
        pending, self._pending = self._pending, []
        failed = self._ports.queue.enqueue([self._message(shard, entry) for _, shard, entry in pending])
        blocked: set[str] = set()
        for position, (name, _, entry) in enumerate(pending):
            if position in failed:
                blocked.add(name)
            elif name not in blocked:
                self._cursors[name] = entry.cursor
        self.enqueued += len(pending) - len(failed)
        walk = replace(self._began, cursors=dict(self._cursors), looked_to=None)
        if not self._ports.leases.save_walk(self._lease, walk):
            return "lease lost"
        return "queue refused" if failed else None

    def _message(self, shard: int, entry: DueEntry) -> TouchMessage:
        return TouchMessage(
            campaign_id=self._run.campaign_id,
            run_id=self._run.run_id,
            shard=shard,
            lead_id=entry.lead_id,
            step=entry.fence.step,
            attempt=entry.fence.attempt,
            recipient=entry.recipient,
            domains=entry.domains,
            valid_until=self._valid_until,
            ending=self._ending,
            across=self._across is not None,
            company=self._across is not None and self._across.people_per_company_a_week is not None,
        )
