"""Handles one SES event: suppresses addresses, settles touches, counts, and pauses runs that go wrong.

The steps, in this order:

    read        turn the event that EventBridge delivered into a value         ses_event_messages
    recognise   accept the event only if it names our account, our configuration set, our tags, a live
                enrollment, an attempt of that enrollment, and a mail to its address. Any other event is
                counted with a reason, and changes nothing.
    stop        if SES has disabled sending, turn the global stop on. This event is about no mail, and ends here.
    react       a hard bounce or a complaint orders that no campaign writes to the address. A soft bounce does
                so if there were too many of them
    settle      whatever SES says of a mail shows that SES took it. If nobody has settled the claim in its tags,
                its owner died or never got the response, and the event settles it. Opens, clicks and
                subscriptions settle nothing
    count       the breakers count what became of the mail
    remember    write the delivery record. A Send event whose mail the enrollment has on record adds nothing to it

The order stands before the settle, because an event may come late: then the settle makes a follow-up due at once.

SES is not asked for Send events: one more event of each mail would tell no more than the next one does. Some may come from the
time before that was so, and they settle as well.

Every step before the last can be repeated. A repeated settle, order or address history entry changes nothing,
and a repeated count is one too many, never one too few. The delivery record is written last, so an event
counts as handled only when everything else is done. An invocation that died is therefore run again from its
beginning. If a store does not respond, `StoreUnavailable` is raised and SQS delivers the event again; an event
that keeps failing goes to the dead-letter queue unchanged.

An enrollment is written only by the settle. An event about a touch that is settled already, or that was closed
as assumed sent, is added to the delivery record. It does not move the enrollment.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from outreach.domain import evidence
from outreach.domain.bounce import (
    ON_ACCOUNT_LIST,
    BounceClass,
    Verdict,
    classify,
    may_be_automatic_reply,
    may_list_for_nothing,
)
from outreach.domain.campaign import Campaign
from outreach.domain.control import RunControl
from outreach.domain.delivery import BETWEEN_CODES, DeliveryRecord, Ending, Fact, Mark, dealt_with, fact_of
from outreach.domain.engagement import Actor, Engagement, actor_of
from outreach.domain.enrollment import Enrollment, EnrollmentKey
from outreach.domain.erasure import is_erased
from outreach.domain.ids import CampaignId, RunId
from outreach.domain.reasons import Reason
from outreach.domain.ses_event import (
    BounceReport,
    SendingDisabled,
    SesEvent,
    SesEventKind,
    TouchName,
    Unusable,
)
from outreach.domain.suppression import EVERYWHERE, Order
from outreach.services.feedback.breakers import Breakers, Counting, counting_of
from outreach.services.feedback.ports import BreakerPorts, FeedbackPorts, OwnIdentity
from outreach.services.ports import Settling

logger = logging.getLogger(__name__)

ACTOR = "ses"
"""Who has stopped everything because SES disabled sending."""
CLOCKS_DIFFER = timedelta(minutes=10)
"""By how much our clock may be behind that of SES."""
_MAX_DETAIL = 60
_AMPLE = frozenset({SesEventKind.OPEN, SesEventKind.CLICK})
"""Events that may come many times, and long after the mail was sent. They order, count and settle nothing."""
_SETTLE_NOTHING = _AMPLE | {SesEventKind.SUBSCRIPTION}
"""What somebody does with a mail, perhaps long after. Each other event is a report of SES about the mail itself."""
_USUAL = frozenset({SesEventKind.SEND, SesEventKind.DELIVERY})
"""Events of nearly every mail, which order nothing."""
_UNREAD = _AMPLE | {SesEventKind.SEND}
"""Events for which the record of their touch is not read."""
TAKEN = "taken"
_EXPECTED = frozenset({Fact.SEND.value, Fact.DELIVERY.value})


Heard = SesEvent | SendingDisabled | Unusable
"""What an event of SES is read as."""


_Read = TypeVar("_Read")


def _each_once(asked: Iterable[_Read]) -> list[_Read]:
    return list(dict.fromkeys(asked))


def _tells(enrollment: Enrollment | None, event: SesEvent) -> bool:
    """Say whether an enrollment that may be late tells all that is asked of it for an event."""
    if enrollment is None or event.kind not in _USUAL:
        return False
    return evidence.has_on_record(enrollment, event.touch.step, event.claim_id, event.ses_message_id)


@dataclass(frozen=True, slots=True)
class FeedbackReport:
    """What came of one event."""

    outcome: str
    """`taken`, or the reason why the event could not be used."""
    kind: str = ""
    lead_id: str = ""
    campaign_id: str = ""
    step: int = -1
    detail: str = ""

    @property
    def as_expected(self) -> bool:
        """Whether it says of a mail what is said of nearly every mail: that it was delivered, or sent."""
        return self.outcome == TAKEN and self.kind in _EXPECTED


@dataclass(frozen=True, slots=True)
class Known:
    """An event about one of our attempts, with the enrollment, run and campaign that it belongs to."""

    event: SesEvent
    enrollment: Enrollment
    run: RunControl
    campaign: Campaign
    record: DeliveryRecord | None
    """What is on record of the touch. It is not read for a Send event, nor for opens and clicks."""
    bounce: BounceReport | None
    verdict: Verdict | None

    @property
    def fact(self) -> Fact:
        """Return which fact of the delivery record the event adds to."""
        return fact_of(self.event.kind, self.verdict.bounce_class if self.verdict else None, self.actor)

    @property
    def actor(self) -> Actor | None:
        """Return who opened or clicked; None for other kinds of events."""
        event = self.event
        if event.kind not in _AMPLE:
            return None
        engagement = Engagement(event.at, event.user_agent, event.link, event.automated)
        return actor_of(engagement, event.sent_at)

    @property
    def mark(self) -> Mark:
        """Return what the delivery record keeps of the event: its time, its types and codes."""
        if self.bounce is not None and self.verdict is not None:
            details = [self.bounce.bounce_type, self.bounce.sub_type, self.verdict.grounds]
        elif self.actor is not None:
            details = [self.actor.value]
        else:
            details = [self.event.complaint_type, self.event.sub_type]
        return Mark(self.event.at, BETWEEN_CODES.join(detail[:_MAX_DETAIL] for detail in details if detail))


@dataclass(frozen=True, slots=True)
class Begun:
    """An event whose effects are written. It is not counted yet, and not on record."""

    known: Known
    counting: Counting | None = None
    """What is to be counted of it. None if nothing is, or it was handled before."""
    to_remember: bool = True
    """Whether it goes on record."""


RunOf = Callable[[CampaignId, RunId], RunControl | None]


@dataclass(frozen=True, slots=True)
class Rows:
    """What was read of the events of a batch, and where the control row of a run is read."""

    enrollments: Mapping[EnrollmentKey, Enrollment]
    records: Mapping[TouchName, DeliveryRecord]
    run_of: RunOf


class Feedback:
    """Handles one event, in three steps: `begin`, `count`, `finish`. Events of a batch can take them together."""

    def __init__(self, ports: FeedbackPorts, own: OwnIdentity) -> None:
        self._ports = ports
        self._own = own
        self._breakers = Breakers(BreakerPorts(ports.tallies, ports.controls, ports.alarms, ports.clock))

    def run(self, campaign_id: CampaignId, run_id: RunId) -> RunControl | None:
        """Read the control row of a run."""
        return self._ports.controls.run(campaign_id, run_id)

    def hear(self, event: Heard) -> FeedbackReport:
        """Handle one event alone. Raises `errors.StoreUnavailable` if it must be delivered again."""
        begun = self.begin(event, self.read([event], self.run))
        if isinstance(begun, FeedbackReport):
            return begun
        self.count([begun])
        return self.finish(begun)

    def read(self, events: Iterable[Heard], run_of: RunOf) -> Rows:
        """Read at once what is known of these events. Raises `errors.StoreUnavailable` if all must be delivered again."""
        ours = [event for event in events if isinstance(event, SesEvent) and self._foreign(event) is None]
        return Rows(self._enrollments(ours), self._records(ours), run_of)

    def _enrollments(self, ours: list[SesEvent]) -> Mapping[EnrollmentKey, Enrollment]:
        """Read the enrollments: late, if that is enough.

        It is for a mail that was sent or delivered, if the late enrollment tells of this very mail. What it tells of stays
        told, and such an event orders nothing. Any other event may have to be settled, ordered or refused.
        """
        enrollments = self._ports.enrollments
        late = enrollments.find_late(_each_once(event.touch.key for event in ours if event.kind in _USUAL))
        again = {event.touch.key for event in ours if not _tells(late.get(event.touch.key), event)}
        told = {key: found for key, found in late.items() if key not in again}
        return {**told, **enrollments.find(_each_once(e.touch.key for e in ours if e.touch.key in again))}

    def _records(self, ours: list[SesEvent]) -> Mapping[TouchName, DeliveryRecord]:
        """Read the records: late for a delivery. If its own record or a bounce is missing, a mail is counted as sent once too often."""
        deliveries = self._ports.deliveries
        asked = [event for event in ours if event.kind not in _UNREAD]
        late = deliveries.find_late(_each_once(e.touch for e in asked if e.kind in _USUAL))
        return {**late, **deliveries.find(_each_once(e.touch for e in asked if e.kind not in _USUAL))}

    def begin(self, event: Heard, rows: Rows) -> Begun | FeedbackReport:
        """Recognise an event and react to it. Returns a report if that is all that there is to do.

        `rows` has what was read of it. Raises `errors.StoreUnavailable` if the event must be delivered again, and so do
        `count` and `finish`.
        """
        if isinstance(event, SendingDisabled):
            return self._stop(event)
        if event is Unusable.TEST_MAIL:
            return FeedbackReport(event.value)
        known = event if isinstance(event, Unusable) else self._recognise(event, rows)
        if isinstance(known, Unusable):
            return self._refuse(known)
        kind = known.event.kind
        counting = None if kind in _AMPLE else self._react(known)
        tells_no_more = kind not in _SETTLE_NOTHING and self._settled(known) and kind is SesEventKind.SEND
        return Begun(known, counting, to_remember=not tells_no_more)

    def count(self, begun: Iterable[Begun]) -> None:
        """Count events for the breakers, all at once."""
        self._breakers.count(each.counting for each in begun if each.counting is not None)

    def finish(self, begun: Begun) -> FeedbackReport:
        """Check the breakers after an event was counted, and put it on record."""
        known = begun.known
        touch = known.event.touch
        if begun.counting is not None:
            self._breakers.check(begun.counting, touch.key.campaign_id, touch.key.run_id)
        if begun.to_remember:
            self._remember(known)
        grounds = known.verdict.grounds if known.verdict else ""
        return FeedbackReport(
            TAKEN, known.fact.value, touch.key.lead_id, touch.key.campaign_id, touch.step, grounds
        )

    def _refuse(self, why: Unusable) -> FeedbackReport:
        self._ports.alarms.count("FeedbackRefused", reason=why.value)
        return FeedbackReport(why.value)

    def _stop(self, event: SendingDisabled) -> FeedbackReport:
        """Stop everything, as `outreach kill` does in the table, until an operator says to go on.

        An event stops once. It may come again after the operator has said so, even days later.
        """
        ports = self._ports
        if event.account != self._own.account:
            return self._refuse(Unusable.OTHER_ACCOUNT)
        if event.spares(self._own.configuration_set):
            return self._refuse(Unusable.OTHER_SENDER)
        states = ports.controls.history(event.at - CLOCKS_DIFFER)
        if any(state.actor == ACTOR and (state.reason or "").endswith(event.mark) for state in states):
            return FeedbackReport("stopped before")
        ports.alarms.count("SendingDisabled")
        logger.error("sending disabled by SES", extra={"event_id": event.event_id, "origin": event.origin})
        ports.controls.set_killed(killed=True, actor=ACTOR, reason=event.reason, now=ports.clock.now())
        return FeedbackReport("stopped")

    def _foreign(self, event: SesEvent) -> Unusable | None:
        """Return why the event cannot be about a mail of this stack; None if it can."""
        if event.account != self._own.account:
            return Unusable.OTHER_ACCOUNT
        if self._own.configuration_set not in event.configuration_sets:
            return Unusable.OTHER_CONFIGURATION_SET
        return None

    def _recognise(self, event: SesEvent, rows: Rows) -> Known | Unusable:
        """Find the attempt that the event is about, or return why the event is not accepted."""
        if foreign := self._foreign(event):
            return foreign
        ports, key, step = self._ports, event.touch.key, event.touch.step
        enrollment = rows.enrollments.get(key)
        run = rows.run_of(key.campaign_id, key.run_id) if enrollment else None
        if enrollment is None or run is None:
            return Unusable.UNKNOWN_TOUCH
        # An erased lead has no address left to compare: then the claim id alone identifies the attempt.
        forgotten = is_erased(enrollment.lead) and event.kind not in _AMPLE
        place = 0 if forgotten else event.about(enrollment.lead.address)
        is_ours = evidence.knows(enrollment, step, event.claim_id)
        if place is None:
            if is_ours:
                self._suspect(event, enrollment)
            return Unusable.OTHER_RECIPIENT
        if not is_ours:
            self._suspect(event, enrollment)
            return Unusable.UNKNOWN_CLAIM
        campaign = ports.campaigns.definition(key.campaign_id, run.revision)
        bounce = event.bounces[place] if event.bounces else None
        record, verdict = rows.records.get(event.touch), self._judged(bounce, enrollment)
        return Known(event, enrollment, run, campaign, record, bounce, verdict)

    def _judged(self, bounce: BounceReport | None, enrollment: Enrollment) -> Verdict | None:
        """Classify a bounce. What we know of the address is read only where it matters."""
        if bounce is None:
            return None
        listed = bounce.sub_type == ON_ACCOUNT_LIST
        return classify(bounce, spared=listed and self._ports.history.is_spared(enrollment.lead.recipient))

    def _react(self, known: Known) -> Counting | None:
        """Do what the event calls for; return what is to be counted of it."""
        if dealt_with(known.record, known.fact, known.mark):
            return None
        match known.event.kind:
            case SesEventKind.DELIVERY:
                self._outcome(known, Ending.DELIVERED)
            case SesEventKind.BOUNCE:
                self._bounced(known)
            case SesEventKind.COMPLAINT if known.event.is_complaint:
                self._ports.alarms.count("Complained")
                self._order(known, Reason.COMPLAINED)
            case SesEventKind.SUBSCRIPTION if known.event.opted_out:
                self._order(known, Reason.UNSUBSCRIBED)
            case SesEventKind.REJECT | SesEventKind.RENDERING_FAILURE:
                self._ports.alarms.count("SesDidNotSend", kind=known.event.kind.value)
            case _:
                pass
        return counting_of(known.event, known.enrollment, known.campaign, known.bounce, known.record)

    def _settled(self, known: Known) -> bool:
        """Settle the claim that the event names, if its owner has not done so. Return whether the enrollment has the mail on record."""
        event, enrollment = known.event, known.enrollment
        if not evidence.awaits(enrollment, event.touch.step, event.claim_id):
            return evidence.has_on_record(enrollment, event.touch.step, event.claim_id, event.ses_message_id)
        change = evidence.accepted(
            enrollment, known.campaign, event.ses_message_id, event.sent_at, self._ports.clock.now()
        )
        settling = self._ports.enrollments.settle(enrollment.key, event.claim_id, change)
        logger.info("settled by an event", extra={"settling": settling})
        return settling is Settling.APPLIED and not evidence.sent_again(enrollment, event.touch.step)

    def _bounced(self, known: Known) -> None:
        assert known.verdict is not None, "a bounce has a verdict"
        assert known.bounce is not None, "a bounce has a report"
        if may_list_for_nothing(known.bounce, known.verdict):
            self._ports.history.spare(known.enrollment.lead.recipient)
        doubtful = known.verdict.bounce_class is BounceClass.SOFT and may_be_automatic_reply(known.bounce)
        answered = doubtful and known.record is not None and Fact.DELIVERY in known.record.marks
        if not answered:
            self._ports.alarms.count("Bounced", bounce_class=known.verdict.bounce_class.value)
        match known.verdict.bounce_class:
            case BounceClass.HARD:
                self._order(known, Reason.BOUNCED)
            case BounceClass.SOFT if not answered:
                self._outcome(known, Ending.SOFT_UNLESS_DELIVERED if doubtful else Ending.SOFT)
            case BounceClass.SOFT:
                pass  # an automatic reply to a mail that was delivered
            case BounceClass.BLOCKED:
                pass  # the receiver blocks us as a sender; the address itself may be fine
            case BounceClass.UNCLEAR:
                pass  # nothing was said of the address
            case BounceClass.WITHHELD:
                pass  # SES did not try; nobody has refused the mail

    def _outcome(self, known: Known, ending: Ending) -> None:
        """Note how a mail to this address ended. Suppress the address if too many of the latest mails bounced.

        An automatic reply is reported as a bounce of a mail that was delivered. The delivery may be heard of later:
        then the mail counts as a soft bounce until it is. A mail that was delivered is noted only behind a soft bounce: the
        ones before it change nothing about how many of the latest bounced.
        """
        policy, recipient = known.campaign.policy.soft_bounces, known.enrollment.lead.recipient
        event, history = known.event, self._ports.history
        if policy is None or (ending is Ending.DELIVERED and not history.is_known_late(recipient)):
            return
        history.note(recipient, event.sent_at, event.ses_message_id, ending)
        if ending is not Ending.DELIVERED and sum(history.latest(recipient, policy.of)) > policy.at_most:
            self._order(known, Reason.BOUNCED)

    def _order(self, known: Known, reason: Reason) -> None:
        """Order that no campaign writes to this address any more.

        The order's time is now, not the time of the bounce, because mails that were sent in between broke no
        order. The delivery record keeps the event's own time.
        """
        event, lead = known.event, known.enrollment.lead
        order = Order(
            scope=EVERYWHERE,
            reason=reason,
            source="ses-event",
            actor=event.feedback_id or event.ses_message_id,
            at=self._ports.clock.now(),
        )
        if self._ports.suppressions.order_recipient(lead.recipient, lead.address, order):
            self._ports.alarms.count("SuppressedByEvent", reason=reason.value)

    def _remember(self, known: Known) -> None:
        event, enrollment, step = known.event, known.enrollment, known.event.touch.step
        touch = enrollment.touches.get(step)
        seen = self._ports.deliveries.note(event.touch, known.fact, known.mark, event.ses_message_id)
        recorded = {touch.ses_message_id} if touch and touch.ses_message_id else set()
        second = len(seen | recorded) > 1 or evidence.superseded(enrollment, step, event.claim_id)
        if second and event.kind not in _AMPLE:
            self._duplicate(event)

    def _suspect(self, event: SesEvent, enrollment: Enrollment) -> None:
        """Raise an alarm if SES reports a mail that the enrollment does not have on record.

        It is a second mail for the touch, a stray one, or it makes the next mail for the touch a second one.
        """
        touch = enrollment.touches.get(event.touch.step)
        if touch is None or touch.ses_message_id != event.ses_message_id:
            self._duplicate(event)

    def _duplicate(self, event: SesEvent) -> None:
        logger.error(
            "two mails for one touch",
            extra={"campaign_id": event.touch.key.campaign_id, "lead_id": event.touch.key.lead_id},
        )
        self._ports.alarms.count("DuplicateDelivery", campaign=event.touch.key.campaign_id)
