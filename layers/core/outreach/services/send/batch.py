"""One batch of queue records: read everything at once, sort out what must not be sent now, attempt the rest.

For every message, the state of the enrollment decides what is done (`domain.triage`). Whatever can fail without
SES (rendering, quota) fails here, before the claim. `services.send.attempt` does the rest.

A record is done, and may leave the queue, in three cases: its touch has been settled or moved, the touch belongs
to another consumer, or the touch is left due on purpose.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from pydantic import ValidationError

from outreach.domain import settlement
from outreach.domain.across import kept_by, other_sequence
from outreach.domain.consumers import Busy
from outreach.domain.control import KillSwitch
from outreach.domain.drill import Batch, death_of
from outreach.domain.eligibility import Halt, Send, Skip, Standing, decide
from outreach.domain.enrollment import Change, Fence, State
from outreach.domain.fast import is_fast
from outreach.domain.reasons import Reason
from outreach.domain.replacing import replace
from outreach.domain.senders import sender_of, written_by
from outreach.domain.triage import Patience, Task, triage
from outreach.errors import RenderFailed, StoreUnavailable, in_logs
from outreach.messages import TouchMessage
from outreach.queue_records import QueueRecord
from outreach.services.ports import TimeLeft
from outreach.services.send.attempt import Attempter, Ready, Work, log_fields
from outreach.services.send.failures import Failures
from outreach.services.send.pacing import Pacer
from outreach.services.send.ports import Prefetched, SendPorts
from outreach.services.send.reserving import Granted, Refused, Reserving
from outreach.services.send.reserving_ahead import ReservingAhead, TooLate

TIME_RESERVE = timedelta(seconds=20)
"""Time enough for a claim, a last look, the slowest call to SES, two questions about a refusal, and a settle."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SendLimits:
    """The limits of the send path."""

    account_daily_quota: int
    concurrency: int
    timeout: timedelta
    max_receives: int


class SendBatch:
    """Handles one batch of queue records."""

    def __init__(self, ports: SendPorts, limits: SendLimits) -> None:
        self._ports = ports
        self._limits = limits
        self._patience = Patience(limits.timeout)
        self._attempter = Attempter(ports)
        self._reserving = Reserving(ports.quotas, limits.account_daily_quota)
        self._reserving_ahead = ReservingAhead(ports.quotas, ports.persons, limits.account_daily_quota)
        self._warm = False
        """Whether this process has handled a batch. What its first one takes says nothing of the others."""

    def handle(self, records: Sequence[QueueRecord], time_left: TimeLeft) -> list[str]:
        """Handle the records; return the ids of those that are NOT done, so that SQS delivers them again."""
        failures, began = Failures(self._ports, self._limits.max_receives), self._ports.clock.now()
        works = self._prefetch(list(self._parse(records, failures)), failures)
        batch = Batch(len(records), tuple(work.run for work in works))
        readies = [_with_death(ready, batch) for work in works if (ready := self._sort(work, failures))]
        pacer = Pacer(self._ports.clock, self._limits.concurrency)
        sent = 0
        for granted in self._reserve(readies, failures):
            ready = granted.ready
            if time_left() < TIME_RESERVE + pacer.wait_for(ready.work.control):
                failures.again(ready.work.record)
                continue
            with failures.alone(ready.work.record):
                sent += self._attempter.attempt(ready, granted.charge, pacer)
        if sent:
            self._ports.alarms.count("Sent", sent)
            if self._warm and sent == len(records):
                self._reserving.tell(Busy(sent, self._ports.clock.now() - began - pacer.waited))
        self._warm = True
        return failures.ids()

    def _parse(
        self, records: Sequence[QueueRecord], failures: Failures
    ) -> Iterator[tuple[QueueRecord, TouchMessage]]:
        """Parse the bodies. A malformed one fails alone. An expired message is skipped at its first receive."""
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
        """Read everything about the batch at once. A record whose item could not be read is delivered again."""
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
        """Return the record with what was read about it.

        Returns an empty list if the enrollment or a control row does not exist: then nothing is done.
        """
        enrollment = found.enrollments.get(message.key)
        standing = found.standings[message.question]
        if enrollment is None or standing.run is None or standing.control is None:
            return []
        campaign = self._ports.campaigns.definition(message.campaign_id, standing.run.revision)
        across = kept_by(standing.run, campaign.policy)
        company = across is not None and across.people_per_company_a_week is not None
        named = {"across": across is not None, "company": company}
        if (message.across, message.company) != tuple(named.values()):
            message = message.model_copy(update=named)
        return [Work(record, message, enrollment, campaign, standing.run, standing.control, standing)]

    def _sort(self, work: Work, failures: Failures) -> Ready | None:
        """Do what the enrollment's state calls for, except the attempt; return what is ready for an attempt."""
        now = self._ports.clock.now()
        with failures.alone(work.record):
            found = self._next(work, now)
            if isinstance(found, Change):
                self._move(work, found)
            else:
                return found
        return None

    def _next(self, work: Work, now: datetime) -> Ready | Change | None:
        """Return what the enrollment's state calls for: an attempt, a change without one, or nothing."""
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
        """Decide from the prefetched rows, then render the mail.

        The decision is made here so that a touch that must not be sent now costs no claim. A touch that a stop
        holds back is not changed, because a change would bring it back with every pass. If a template cannot be
        rendered for this lead, this touch fails and no other. A touch that was named for the campaign's end may not be due:
        if the end was put off meanwhile, it is left as it is.
        """
        enrollment, campaign = work.enrollment, work.campaign
        decision = decide(self._with_the_sequence(work), KillSwitch.OFF, enrollment, campaign, now)
        if isinstance(decision, Halt) or (work.message.ending and not isinstance(decision, Skip)):
            return None
        if not isinstance(decision, Send):
            if isinstance(decision, Skip) and work.standing.forgotten:
                self._ports.enrollments.erase(work.message.key)
            return settlement.withhold(enrollment, campaign, decision, now)
        sender = sender_of(campaign, work.run.senders, enrollment)
        assert sender is not None, "who waits for a sender is not sent to"
        choice = self._ports.selector.select(campaign, enrollment)
        in_arm, theirs = replace(enrollment, arm=choice.arm), written_by(campaign, sender)
        try:
            return Ready(work, choice, sender, self._ports.renderer.render(theirs, choice.message_id, in_arm))
        except RenderFailed as error:
            return settlement.fail(enrollment, campaign, Reason.RENDER_FAILED, str(error), now)

    def _with_the_sequence(self, work: Work) -> Standing:
        """Ask whether another campaign's sequence is over, if the person is in one. No other lead costs a request."""
        standing, across = work.standing, kept_by(work.run, work.campaign.policy)
        other = None if across is None else other_sequence(standing.person, work.message.key, across)
        if other is None:
            return standing
        found = self._ports.enrollments.get(other)
        return replace(standing, sequence_over=found is None or found.state is State.ENDED)

    def _reserve(self, readies: list[Ready], failures: Failures) -> list[Granted]:
        """Reserve quota for the batch, run by run; return what got its units. A touch that gets none is deferred.

        A fast rehearsal reserves ahead. There a lead may find no room before the campaign's last day, and ends.
        """
        granted: list[Granted] = []
        for _, group in groupby(sorted(readies, key=_run_of), key=_run_of):
            of_run, now = list(group), self._ports.clock.now()
            fast = is_fast(of_run[0].work.run)
            try:
                results = (self._reserving_ahead if fast else self._reserving).reserve(of_run, now)
            except StoreUnavailable as error:
                logger.error("quota could not be reserved", extra=in_logs(error))
                failures.again(*(ready.work.record for ready in of_run))
                continue
            for one in results:
                if isinstance(one, Granted):
                    granted.append(one)
                    continue
                work = one.ready.work
                with failures.alone(work.record):
                    self._move(work, _without_a_unit(one, now))
        return granted

    def _move(self, work: Work, change: Change) -> None:
        """Apply a change if the item is still as it was read. If it is not, somebody else was faster."""
        enrollment = work.enrollment
        fence = Fence(enrollment.step, enrollment.attempt)
        self._ports.enrollments.move(work.message.key, fence, change)


def _with_death(ready: Ready, batch: Batch) -> Ready:
    """In a drill, let the process die with this touch if its part asks for that and no other run shares the batch."""
    death = death_of(ready.work.run, ready.work.enrollment)
    return ready if death is None or not batch.is_a_drills_own else replace(ready, death=death)


def _without_a_unit(touch: Refused | TooLate, now: datetime) -> Change:
    work = touch.ready.work
    if isinstance(touch, TooLate):
        return settlement.skip(work.enrollment, work.campaign, Reason.CAMPAIGN_ENDED, now)
    return settlement.defer(work.enrollment, touch.reason, touch.until, now)


def _run_of(ready: Ready) -> tuple[str, str]:
    return ready.work.message.campaign_id, ready.work.message.run_id
