"""One batch of deliveries: read everything at once, sort out what is not due, and attempt the rest.

For every message it does what the item's state calls for (`domain.triage`) and nothing else. Whatever
can fail without SES (rendering, quota) fails here, before the claim; `services.attempt` does the rest.
A delivery is done only when its touch is settled, or somebody else's, or deliberately left due.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from pydantic import ValidationError

from outreach.domain import settlement
from outreach.domain.control import KillSwitch, Mode
from outreach.domain.eligibility import Halt, Send, Skip, decide
from outreach.domain.enrollment import Change, Fence
from outreach.domain.quota import account_limit, account_scope, campaign_scope, next_quota_day, quota_day
from outreach.domain.reasons import Reason
from outreach.domain.triage import Patience, Task, triage
from outreach.errors import RenderFailed, StoreUnavailable, in_logs
from outreach.messages import QueueRecord, TouchMessage
from outreach.services.ports import TimeLeft
from outreach.services.send.attempt import Attempter, Ready, Work, log_fields
from outreach.services.send.failures import Failures
from outreach.services.send.pacing import Pacer
from outreach.services.send.ports import Prefetched, SendPorts

TIME_RESERVE = timedelta(seconds=15)
"""A claim, a last look, one SES call at its slowest and a settle fit into this."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SendLimits:
    """What the send path is bounded by."""

    account_daily_quota: int
    concurrency: int
    timeout: timedelta
    max_receives: int


class SendBatch:
    """Handles one batch of deliveries."""

    def __init__(self, ports: SendPorts, limits: SendLimits) -> None:
        self._ports = ports
        self._limits = limits
        self._patience = Patience(limits.timeout)
        self._attempter = Attempter(ports)

    def handle(self, records: Sequence[QueueRecord], time_left: TimeLeft) -> list[str]:
        """Return the ids of the deliveries that are NOT done and must come again."""
        failures = Failures(self._ports, self._limits.max_receives)
        works = self._prefetch(list(self._parse(records, failures)), failures)
        readies = [ready for work in works if (ready := self._sort(work, failures))]
        pacer = Pacer(self._ports.clock, self._limits.concurrency)
        for ready, day in self._reserve(readies, failures):
            if time_left() < TIME_RESERVE + pacer.wait_for(ready.work.control):
                failures.again(ready.work.record)
                continue
            with failures.alone(ready.work.record):
                self._attempter.attempt(ready, day, pacer)
        return failures.ids()

    def _parse(
        self, records: Sequence[QueueRecord], failures: Failures
    ) -> Iterator[tuple[QueueRecord, TouchMessage]]:
        """Read the bodies. A malformed one fails alone; a first receive that is too old is done."""
        now = self._ports.clock.now()
        for record in records:
            try:
                message = TouchMessage.model_validate_json(record.body)
            except ValidationError:
                logger.warning("malformed message", extra={"record_id": record.record_id})
                failures.poison(record, "malformed message")
                continue
            if record.receives > 1 or not message.expired(now):
                yield record, message

    def _prefetch(self, parsed: list[tuple[QueueRecord, TouchMessage]], failures: Failures) -> list[Work]:
        """Read everything about the batch at once; what could not be read comes again."""
        if not parsed:
            return []
        try:
            found = self._ports.desk.prefetch([message for _, message in parsed])
        except StoreUnavailable as error:
            logger.error("prefetch failed", extra=in_logs(error))
            self._ports.alarms.count("StoreUnavailable")
            failures.again(*(record for record, _ in parsed))
            return []
        works: list[Work] = []
        for record, message in parsed:
            if message.key in found.unread:
                failures.again(record)
                continue
            with failures.alone(record):
                works += self._work(record, message, found)
        return works

    def _work(self, record: QueueRecord, message: TouchMessage, found: Prefetched) -> list[Work]:
        """Join what was read; nothing if the enrollment or its control rows are not there: leave it as it is."""
        enrollment = found.enrollments.get(message.key)
        standing = found.standings[message.question]
        if enrollment is None or standing.run is None or standing.control is None:
            return []
        campaign = self._ports.campaigns.definition(message.campaign_id, standing.run.revision)
        return [Work(record, message, enrollment, campaign, standing.run, standing.control, standing)]

    def _sort(self, work: Work, failures: Failures) -> Ready | None:
        """Do everything that an item's state calls for except an attempt; return the attempt that is due."""
        now = self._ports.clock.now()
        with failures.alone(work.record):
            found = self._next(work, now)
            if isinstance(found, Change):
                self._move(work, found)
            else:
                return found
        return None

    def _next(self, work: Work, now: datetime) -> Ready | Change | None:
        """Return what comes next for an item: an attempt, a change without one, or nothing at all."""
        match triage(work.enrollment, work.message.fence, self._patience, now):
            case Task.GIVE_UP:
                logger.warning("consumer died in flight", extra=log_fields(work.message))
                self._ports.alarms.count("Unknown")
                return settlement.give_up(work.enrollment, work.campaign, now)
            case Task.CLOSE:
                return settlement.close_unknown(work.enrollment, work.campaign, now)
            case Task.ATTEMPT:
                return self._ready(work, now)
            case Task.ACKNOWLEDGE:
                return None

    def _ready(self, work: Work, now: datetime) -> Ready | Change | None:
        """Decide on what the prefetch saw, to save the claim of a touch that must not be sent now; then render.

        A touch that a stop holds back is left as it is: changed, it would come back with every pass. A template
        that cannot be rendered for this lead fails its touch and no other.
        """
        enrollment, campaign = work.enrollment, work.campaign
        decision = decide(work.standing, KillSwitch.OFF, enrollment, campaign.policy, now)
        if isinstance(decision, Halt):
            return None
        if not isinstance(decision, Send):
            if isinstance(decision, Skip) and work.standing.forgotten:
                self._ports.enrollments.erase(work.message.key)
            return settlement.withhold(enrollment, campaign, decision, now)
        step = campaign.steps[enrollment.step]
        message_id = self._ports.selector.select(campaign, step, enrollment.lead)
        try:
            return Ready(work, message_id, self._ports.renderer.render(campaign, message_id, enrollment))
        except RenderFailed as error:
            return settlement.fail(enrollment, campaign, Reason.RENDER_FAILED, str(error), now)

    def _reserve(self, readies: list[Ready], failures: Failures) -> list[tuple[Ready, str]]:
        """Reserve quota for the batch, run by run, and name the day charged; what gets none is due the day after."""
        granted: list[tuple[Ready, str]] = []
        for _, group in groupby(sorted(readies, key=_run_of), key=_run_of):
            of_run, now = list(group), self._ports.clock.now()
            try:
                count = self._reserve_run(of_run, quota_day(now))
            except StoreUnavailable as error:
                logger.error("quota could not be reserved", extra=in_logs(error))
                failures.again(*(ready.work.record for ready in of_run))
                continue
            granted += [(ready, quota_day(now)) for ready in of_run[:count]]
            for ready in of_run[count:]:
                with failures.alone(ready.work.record):
                    change = settlement.defer(ready.work.enrollment, Reason.QUOTA, next_quota_day(now), now)
                    self._move(ready.work, change)
        return granted

    def _reserve_run(self, readies: list[Ready], day: str) -> int:
        work = readies[0].work
        run = work.run
        scope = campaign_scope(run.campaign_id, run.run_id)
        count = self._ports.quotas.reserve(scope, day, len(readies), work.campaign.policy.per_day)
        ses_limit = work.control.daily_limit if run.mode is Mode.LIVE else None
        limit = account_limit(self._limits.account_daily_quota, ses_limit)
        return self._ports.quotas.reserve(account_scope(run.campaign_id, run.run_id), day, count, limit)

    def _move(self, work: Work, change: Change) -> None:
        """Apply a change under the state that was read; if it is no longer so, somebody else was faster."""
        enrollment = work.enrollment
        fence = Fence(enrollment.step, enrollment.attempt)
        self._ports.enrollments.move(work.message.key, fence, change)


def _run_of(ready: Ready) -> tuple[str, str]:
    return ready.work.message.campaign_id, ready.work.message.run_id
