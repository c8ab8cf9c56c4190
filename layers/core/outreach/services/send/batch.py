"""One batch of queue records: read everything at once, sort out what must not be sent now, attempt the rest.

For every message, the state of the enrollment decides what is done (`domain.triage`). Whatever can fail without
SES (rendering, quota) fails here, before the claim. `services.send.attempt` does the rest.

The prefetch may show each row as it was some time ago. So only attempts follow from it:

* A claim names step and attempt. It is lost unless the touch is due as it was read, with the values that it had: whatever changes
  a due touch raises its attempt.
* The last look sees everything else as it is: stops, orders, the revision, and whether the lead was enrolled anew.

Whatever is not to be attempted, because of what it may have been some time ago, is looked at again by a strongly consistent read. Only
from that anything is written, and only then a record is done without an attempt.

A record is done, and may leave the queue, in three cases: its touch has been settled or moved, the touch belongs
to another consumer, or the touch is left due on purpose.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from pydantic import ValidationError

from outreach.domain import settlement
from outreach.domain.across import kept_by, other_sequence
from outreach.domain.consumers import Busy
from outreach.domain.control import KillSwitch, RunControl
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

_Parsed = tuple[QueueRecord, TouchMessage]


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
        runs: dict[str, RunControl] = {}
        all_granted = self._granted(list(self._parse(records, failures)), runs, failures)
        batch = Batch(len(records), tuple(runs.values()))
        pacer = Pacer(self._ports.clock, self._limits.concurrency)
        sent = 0
        for granted in all_granted:
            ready = _with_death(granted.ready, batch)
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

    def _granted(
        self, parsed: list[_Parsed], runs: dict[str, RunControl], failures: Failures
    ) -> list[Granted]:
        """Return what may be attempted, and do what the rest calls for. `runs` gets the run of each record that was read in full."""
        desk = self._ports.desk
        works = self._read(desk.prefetch, parsed, failures)
        runs |= {work.record.record_id: work.run for work in works}
        granted, refused = self._reserve(
            [ready for work in works if (ready := self._at_once(work))], failures
        )
        done = {*failures.ids(), *(one.ready.work.record.record_id for one in granted)}
        again = self._read(
            desk.look_again, [each for each in parsed if each[0].record_id not in done], failures
        )
        runs |= {work.record.record_id: work.run for work in again}
        without = {one.ready.work.record.record_id: one for one in refused}
        readies: list[Ready] = []
        for work in again:
            one = without.get(work.record.record_id)
            if one is None:
                readies += [ready] if (ready := self._sort(work, failures)) else []
            elif (work.run, work.control) == (one.ready.work.run, one.ready.work.control):
                self._put_off(one, failures)
        more, refused = self._reserve(readies, failures)
        for one in refused:
            self._put_off(one, failures)
        return granted + more

    def _read(
        self,
        read: Callable[[Sequence[TouchMessage]], Prefetched],
        parsed: list[_Parsed],
        failures: Failures,
    ) -> list[Work]:
        """Read everything about these records at once. A record whose item could not be read is delivered again."""
        if not parsed:
            return []
        try:
            found = read([message for _, message in parsed])
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

    def _at_once(self, work: Work) -> Ready | None:
        """Return what a prefetch shows as ready for an attempt. Nothing is written, and nothing else is said of the record.

        Rows of different moments may not fit each other. Whatever fails here for another reason fails again after the second read.
        """
        now = self._ports.clock.now()
        if triage(work.enrollment, work.message.fence, self._patience, now) is not Task.ATTEMPT:
            return None
        try:
            found = self._ready(work, work.standing, now)
        except Exception:  # noqa: BLE001 - it is looked at again
            return None
        return found if isinstance(found, Ready) else None

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
                found = self._ready(work, self._with_the_sequence(work), now)
                if isinstance(found, Change) and found.state is State.ENDED and work.standing.forgotten:
                    self._ports.enrollments.erase(work.message.key)
                return found
            case Task.ACKNOWLEDGE:
                return None

    def _ready(self, work: Work, standing: Standing, now: datetime) -> Ready | Change | None:
        """Decide from the rows that were read, then render the mail. Writes nothing.

        The decision is made here so that a touch that must not be sent now costs no claim. A touch that a stop
        holds back is not changed, because a change would bring it back with every pass. If a template cannot be
        rendered for this lead, this touch fails and no other. A touch that was named for the campaign's end may not be due:
        if the end was put off meanwhile, it is left as it is.
        """
        enrollment, campaign = work.enrollment, work.campaign
        decision = decide(standing, KillSwitch.OFF, enrollment, campaign, now)
        if isinstance(decision, Halt) or (work.message.ending and not isinstance(decision, Skip)):
            return None
        if not isinstance(decision, Send):
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

    def _reserve(
        self, readies: list[Ready], failures: Failures
    ) -> tuple[list[Granted], list[Refused | TooLate]]:
        """Reserve quota, run by run, by the rows of one read; return what got its units, and what got none.

        A fast rehearsal reserves ahead. There a lead may find no room before the campaign's last day.
        """
        granted: list[Granted] = []
        refused: list[Refused | TooLate] = []
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
                else:
                    refused.append(one)
        return granted, refused

    def _put_off(self, one: Refused | TooLate, failures: Failures) -> None:
        """Let a touch wait that got no unit, or end if it would come too late."""
        work = one.ready.work
        with failures.alone(work.record):
            self._move(work, _without_a_unit(one, self._ports.clock.now()))

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
