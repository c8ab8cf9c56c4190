"""One attempt: claim, last look, send, settle. Campaign mails are sent from this module only.

The last look comes after the claim and immediately before the call to SES. So a stop that was committed before
the last look always prevents the mail. docs/architecture.md says what happens if the process dies between any
two of these four steps.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from outreach.domain import settlement
from outreach.domain.across import taken
from outreach.domain.campaign import Campaign
from outreach.domain.choosing import Choice
from outreach.domain.company_week import week_of
from outreach.domain.control import GlobalControl, Mode, RunControl, RunStatus
from outreach.domain.drill import Death
from outreach.domain.eligibility import Defer, Halt, Send, Skip, Standing, decide
from outreach.domain.enrollment import Change, Enrollment, EnrollmentKey, claimed
from outreach.domain.fast import HEADER, WouldGo, header_of, is_fast, would_go
from outreach.domain.ids import ClaimId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Accepted, Ambiguous, Outcome, Refusal, Refused
from outreach.domain.reasons import Reason
from outreach.domain.replacing import replace
from outreach.domain.sending_account import SenderFault, explained
from outreach.errors import StoreUnavailable, in_logs
from outreach.messages import TouchMessage
from outreach.queue_records import QueueRecord
from outreach.services.asking_ses import ask_both
from outreach.services.ports import Claiming, Settling
from outreach.services.send.pacing import Pacer
from outreach.services.send.ports import SendPorts

REFUSALS_TO_PAUSE = 5
"""After this many refused mails in a row, one consumer pauses the run."""

_REFUSED_MAILS = (Refusal.CONTENT, Refusal.UNEXPLAINED)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Work:
    """One queue record, with everything that was read about it."""

    record: QueueRecord
    message: TouchMessage
    enrollment: Enrollment
    campaign: Campaign
    run: RunControl
    control: GlobalControl
    standing: Standing


@dataclass(frozen=True, slots=True)
class Ready:
    """Work that is ready for an attempt, with its rendered mail."""

    work: Work
    choice: Choice
    sender: str
    """The address of who sends, as `domain/senders.py` compares addresses."""
    mail: Mail
    death: Death | None = None
    """When this process must die, in a drill. None in every other run."""


@dataclass(frozen=True, slots=True)
class Charge:
    """Where the units of an attempt count."""

    quota_day: str
    """The calendar day of the run's counter."""
    pace_period: str | None = None
    """The day or hour of its domain's counter. None if the campaign does not pace domains."""


class Attempter:
    """Makes attempts."""

    def __init__(self, ports: SendPorts) -> None:
        self._ports = ports
        self._refused_in_a_row: Counter[tuple[str, str]] = Counter()

    def attempt(self, ready: Ready, charge: Charge, pacer: Pacer) -> bool:
        """Make one attempt. Its quota has been reserved as `charge` says. Return whether SES accepted a mail.

        If the claim is lost, nothing is sent. This is a normal outcome: another consumer has the touch.
        """
        work, ports = ready.work, self._ports
        if work.run.mode is Mode.LIVE:
            pacer.wait(work.control)
        # The order keeps the promises: claim -> look -> send -> settle.
        # * Claim first: from then on no other consumer can send this touch. A look before the claim would be
        #   too old, because the claim can take many seconds when the SDK retries it.
        # * Look right before sending: a stop or an order that was committed before the look prevents the mail.
        # * Settle last: it records the outcome. If the process dies before it, the touch stays `sending` and
        #   nobody sends it again. An event of SES or a later pass moves it on.
        claim_id = ports.chance.claim_id()
        now = ports.clock.now()
        message_id, written = ready.choice.message_id, (ready.choice.arm, ready.sender)
        enrollment = claimed(work.enrollment, claim_id, now, *written)
        claiming = ports.enrollments.claim(work.message.key, work.message.fence, claim_id, now, *written)
        if claiming is Claiming.LOST:
            return False
        attempt = settlement.Attempt(
            claim_id,
            work.run.mode,
            message_id,
            now,
            ready.mail.digest,
            charge.quota_day,
            charge.pace_period,
            arm=ready.choice.arm,
            sender=ready.sender,
        )
        change, outcome = self._look_and_send(ready, enrollment, attempt)
        self._settle(work, attempt, change)
        self._react(work, outcome, pacer)
        return work.run.mode is Mode.LIVE and isinstance(outcome, Accepted)

    def _look_and_send(
        self, ready: Ready, enrollment: Enrollment, attempt: settlement.Attempt
    ) -> tuple[Change, Outcome | None]:
        """Take the last look at everything that can forbid the mail, and send it if nothing does."""
        ports, campaign = self._ports, ready.work.campaign
        if ready.work.message.across:
            self._enter_the_person(ready.work)
            self._take_the_person(ready.work, attempt.claim_id)
        kill = ports.kill_switch.read()
        looked_at, message = ports.clock.now(), ready.work.message
        # The last look comes after everything else that is read. Only the decision follows, then the sender.
        standing = self._last_look(message)
        if not standing.fits(enrollment, ready.work.run.revision):
            standing = replace(standing, outdated=True)
        # The decision is made for the recorded time from the recorded versions, so that the record can be held against it.
        seen = standing.seen(message.question, kill, attempt.claim_id, looked_at)
        attempt = replace(attempt, looked_at=looked_at, seen=seen, revision=ready.work.run.revision)
        decision = decide(standing, kill.state, enrollment, campaign, looked_at)
        if not isinstance(decision, Send):
            now = ports.clock.now()
            self._note_withheld(message.key, decision, standing)
            return settlement.withhold(enrollment, campaign, decision, now), None
        attempt = replace(attempt, would_go=_would_go(ready.work, looked_at))
        mail = _addressed(ready, attempt)
        senders, death = ports.senders, ready.death
        sender = senders.of(attempt.mode) if death is None else senders.dying(death)
        outcome = self._explained(sender.send(mail))
        jitter = ports.chance.jitter()
        return settlement.settle(enrollment, campaign, attempt, outcome, ports.clock.now(), jitter), outcome

    def _explained(self, outcome: Outcome) -> Outcome:
        """Ask SES about the sender if it refused the mail and did not say why. No other outcome costs a request."""
        if isinstance(outcome, Refused) and outcome.refusal is Refusal.UNEXPLAINED:
            return explained(outcome, ask_both(self._ports.account, self._ports.alarms))
        return outcome

    def _note_withheld(self, key: EnrollmentKey, decision: Skip | Defer | Halt, standing: Standing) -> None:
        """Count a halt. If the person asked to be forgotten, blank the enrollment before the settle ends it."""
        match decision:
            case Halt(reason):
                self._ports.alarms.count("Halted", reason=reason)
                if reason is Reason.KILL_SWITCH_UNREADABLE:
                    self._ports.alarms.count("KillSwitchUnreadable")
            case Skip() if standing.forgotten:
                self._ports.enrollments.erase(key)
            case _:
                pass

    def _enter_the_person(self, work: Work) -> None:
        """Enter the person among those of the company, if there is a cap. The look finds whether that succeeded."""
        company, across = work.message.question.company, work.campaign.policy.across_campaigns
        if company is None or across is None or across.people_per_company_a_week is None:
            return
        week = week_of(self._ports.clock.now())
        try:
            self._ports.companies.enter(
                company, week, work.message.recipient, across.people_per_company_a_week
            )
        except StoreUnavailable as error:
            logger.error("person could not be entered", extra=in_logs(error))

    def _take_the_person(self, work: Work, claim_id: ClaimId) -> None:
        """Take the person, so that no other campaign does.

        Whether that succeeded is not asked here. The look finds on the row who has the person, also if the response was lost.
        """
        person, seen = work.message.question.person, work.standing.person
        assert person is not None, "the message says that there is a row"
        across = work.campaign.policy.across_campaigns
        assert across is not None, "the message says that the campaign keeps a distance"
        now = self._ports.clock.now()
        row = taken(seen, work.message.key, work.message.step, claim_id, across, now)
        try:
            self._ports.persons.take(person, seen, row)
        except StoreUnavailable as error:
            logger.error("person could not be taken", extra=in_logs(error))

    def _last_look(self, message: TouchMessage) -> Standing:
        try:
            return self._ports.desk.last_look(message)
        except StoreUnavailable as error:
            logger.error("last look failed", extra=in_logs(error))
            return Standing(None, None, None, (), complete=False)

    def _settle(self, work: Work, attempt: settlement.Attempt, change: Change) -> None:
        settling = self._ports.enrollments.settle(work.message.key, attempt.claim_id, change)
        if settling is Settling.LOST:
            self._ports.alarms.count("SettleLost")
            logger.warning("settle lost", extra=log_fields(work.message))

    def _react(self, work: Work, outcome: Outcome | None, pacer: Pacer) -> None:
        """Slow down, pause the run or raise an alarm, depending on the outcome."""
        ports = self._ports
        if outcome is not None:
            self._count_refusals(work, outcome)
        match outcome:
            case Ambiguous(detail):
                ports.alarms.count("Unknown")
                logger.warning("outcome unknown", extra={**log_fields(work.message), "detail": detail})
            case Refused(Refusal.THROTTLED, detail):
                pacer.slow_down()
                ports.alarms.count("Throttled", detail=detail)
            case Refused(Refusal.SENDER_STOPPED, SenderFault() as fault):
                self._pause(work.run, fault.sentence)
            case Refused(Refusal.SENDER_STOPPED, detail):
                self._pause(work.run, f"SES refused: {detail}")
            case _:
                pass

    def _count_refusals(self, work: Work, outcome: Outcome) -> None:
        """Pause a run if SES refuses its mails one after the other: the cause is then the sender, not the leads."""
        run = (work.run.campaign_id, work.run.run_id)
        if not isinstance(outcome, Refused) or outcome.refusal not in _REFUSED_MAILS:
            del self._refused_in_a_row[run]
            return
        self._refused_in_a_row[run] += 1
        if self._refused_in_a_row[run] >= REFUSALS_TO_PAUSE:
            self._pause(work.run, f"SES refused {REFUSALS_TO_PAUSE} mails in a row: {outcome.detail}")

    def _pause(self, run: RunControl, reason: str) -> None:
        self._ports.alarms.count("SenderStopped", reason=reason)
        self._ports.controls.change_status(run, RunStatus.PAUSED, "send", reason, self._ports.clock.now())


def _would_go(work: Work, now: datetime) -> WouldGo | None:
    """Return when the mail would have gone. None if the run takes nothing as passed."""
    plan = work.enrollment.plan
    if plan is None or not is_fast(work.run):
        return None
    lead = work.enrollment.lead
    return would_go(plan, work.campaign.policy.of_country(lead.traits.country), now, lead.timezone)


def _addressed(ready: Ready, attempt: settlement.Attempt) -> Mail:
    """Return the mail as this attempt sends it: with its claim, and in a fast rehearsal with when it would have gone."""
    mail, work = ready.mail, ready.work
    headers = dict(mail.headers)
    if attempt.would_go is not None:
        headers[HEADER] = header_of(attempt.would_go, work.campaign.policy, work.enrollment.lead.timezone)
    return replace(mail, headers=headers, tags={**mail.tags, "claim": attempt.claim_id})


def log_fields(message: TouchMessage) -> Mapping[str, object]:
    """Return the fields that a log line may contain about a touch: ids only."""
    return message.model_dump(include={"campaign_id", "run_id", "shard", "lead_id", "step", "attempt"})
