"""Hears what SES says about mails: settles, suppresses, counts, and stops runs that go wrong.

    read        an event as EventBridge delivers it, into a value              ses_event_messages
    recognise   our account, our configuration set, our tags, a live enrollment, an attempt that it knows, and
                a mail to its address. Anything else is counted with a reason, and changes nothing
    react       Send: the settle of the claim in its tags. Hard bounce, complaint: an order, everywhere.
                Soft bounce: an order if it is one too many. All of them: the breakers
    remember    the delivery record, last

Everything before the last step can be repeated: a settle, an order and a remembered outcome meet themselves,
and a count may be one too many, never one too few. So an invocation that died anywhere is run again from its
beginning, and only an event that is on the record has been dealt with. A store that does not answer raises;
Lambda tries again, and what fails for good lies in the dead-letter queue as it came.

Enrollments are written by the settle alone. What SES says about a touch that is settled already, even one that
was closed as assumed to be sent, goes on the record and moves no sequence.
"""

import logging
from dataclasses import dataclass

from outreach.domain import evidence
from outreach.domain.bounce import BounceClass, Verdict, classify
from outreach.domain.campaign import Campaign
from outreach.domain.control import RunControl
from outreach.domain.delivery import Fact, Mark, dealt_with, fact_of
from outreach.domain.engagement import Actor, Engagement, actor_of
from outreach.domain.enrollment import Enrollment
from outreach.domain.erasure import is_erased
from outreach.domain.reasons import Reason
from outreach.domain.ses_event import BounceReport, SesEvent, SesEventKind, Unusable
from outreach.domain.suppression import EVERYWHERE, Order
from outreach.services.feedback.breakers import Breakers
from outreach.services.feedback.ports import BreakerPorts, FeedbackPorts, OwnIdentity
from outreach.ses_event_messages import read_event

logger = logging.getLogger(__name__)

_MAX_WORD = 60
_AMPLE = frozenset({SesEventKind.OPEN, SesEventKind.CLICK})
"""Events that come many times, long after."""


@dataclass(frozen=True, slots=True)
class FeedbackReport:
    """What came of one event."""

    outcome: str
    """`taken`, or why it could not be used."""
    kind: str = ""
    lead_id: str = ""
    campaign_id: str = ""
    step: int = -1
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """An event that is about an attempt of ours, with what it is about."""

    event: SesEvent
    enrollment: Enrollment
    run: RunControl
    campaign: Campaign
    bounce: BounceReport | None
    verdict: Verdict | None

    @property
    def fact(self) -> Fact:
        """Name it as the record does."""
        return fact_of(self.event.kind, self.verdict.bounce_class if self.verdict else None, self.actor)

    @property
    def actor(self) -> Actor | None:
        """Say who opened or clicked; None for other kinds of events."""
        event = self.event
        if event.kind not in _AMPLE:
            return None
        return actor_of(Engagement(event.at, event.user_agent, event.link), event.sent_at)

    @property
    def mark(self) -> Mark:
        """Return what the record keeps: when, and types and codes."""
        if self.bounce is not None and self.verdict is not None:
            words = [self.bounce.bounce_type, self.bounce.sub_type, self.verdict.grounds]
        elif self.actor is not None:
            words = [self.actor.value]
        else:
            words = [self.event.complaint_type, self.event.sub_type]
        return Mark(self.event.at, "; ".join(word[:_MAX_WORD] for word in words if word))


class Feedback:
    """The use case."""

    def __init__(self, ports: FeedbackPorts, own: OwnIdentity) -> None:
        self._ports = ports
        self._own = own
        self._breakers = Breakers(BreakerPorts(ports.tallies, ports.controls, ports.alarms, ports.clock))

    def hear(self, raw: object) -> FeedbackReport:
        """Handle one event. Raises `errors.StoreUnavailable` if it must come again."""
        event = read_event(raw)
        known = event if isinstance(event, Unusable) else self._recognise(event)
        if isinstance(known, Unusable):
            self._ports.alarms.count("FeedbackRefused", reason=known.value)
            return FeedbackReport(known.value)
        if known.event.kind not in _AMPLE:
            self._react(known)
        self._remember(known)
        key, grounds = known.event.touch.key, known.verdict.grounds if known.verdict else ""
        return FeedbackReport(
            "taken", known.fact.value, key.lead_id, key.campaign_id, known.event.touch.step, grounds
        )

    def _recognise(self, event: SesEvent) -> Known | Unusable:
        """Find the attempt that the event is about, or say why it is not believed."""
        ports, key, step = self._ports, event.touch.key, event.touch.step
        if event.account != self._own.account:
            return Unusable.OTHER_ACCOUNT
        if self._own.configuration_set not in event.configuration_sets:
            return Unusable.OTHER_CONFIGURATION_SET
        enrollment = ports.enrollments.get(key)
        run = ports.controls.run(key.campaign_id, key.run_id) if enrollment else None
        if enrollment is None or run is None:
            return Unusable.UNKNOWN_TOUCH
        forgotten = is_erased(enrollment.lead) and event.kind not in _AMPLE  # then the claim has to do
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
        return Known(event, enrollment, run, campaign, bounce, classify(bounce) if bounce else None)

    def _react(self, known: Known) -> None:
        if known.event.kind is SesEventKind.SEND:
            self._settle(known)
        if dealt_with(self._ports.deliveries.get(known.event.touch), known.fact, known.mark):
            return
        match known.event.kind:
            case SesEventKind.DELIVERY:
                self._outcome(known, soft=False)
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
        self._breakers.hear(known.event, known.enrollment, known.run, known.campaign, known.bounce)

    def _settle(self, known: Known) -> None:
        """Run the settle of the claim, if its owner has not."""
        event, enrollment = known.event, known.enrollment
        if evidence.awaits(enrollment, event.touch.step, event.claim_id):
            change = evidence.accepted(
                enrollment, known.campaign, event.ses_message_id, event.sent_at, self._ports.clock.now()
            )
            settling = self._ports.enrollments.settle(enrollment.key, event.claim_id, change)
            logger.info("settled by an event", extra={"settling": settling})

    def _bounced(self, known: Known) -> None:
        assert known.verdict is not None, "a bounce has a verdict"
        self._ports.alarms.count("Bounced", bounce_class=known.verdict.bounce_class.value)
        match known.verdict.bounce_class:
            case BounceClass.HARD:
                self._order(known, Reason.BOUNCED)
            case BounceClass.SOFT:
                self._outcome(known, soft=True)
            case BounceClass.BLOCKED:
                pass  # it is about us, not about the address

    def _outcome(self, known: Known, *, soft: bool) -> None:
        """Remember how a mail to this address ended, and suppress it if too many of the last bounced."""
        policy, recipient = known.campaign.policy.soft_bounces, known.enrollment.lead.recipient
        if policy is None:
            return
        event, history = known.event, self._ports.history
        history.note(recipient, event.sent_at, event.ses_message_id, soft=soft)
        if soft and sum(history.latest(recipient, policy.of)) > policy.at_most:
            self._order(known, Reason.BOUNCED)

    def _order(self, known: Known, reason: Reason) -> None:
        """Order not to write to this address any more, for any campaign.

        It stands from now on, not from when the mail bounced: mails that went out in between were right. The
        delivery record has the event's own time.
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
        """SES has a mail that is not on record: a second one, a stray one, or what will make the next one that."""
        touch = enrollment.touches.get(event.touch.step)
        if touch is None or touch.ses_message_id != event.ses_message_id:
            self._duplicate(event)

    def _duplicate(self, event: SesEvent) -> None:
        logger.error(
            "two mails for one touch",
            extra={"campaign_id": event.touch.key.campaign_id, "lead_id": event.touch.key.lead_id},
        )
        self._ports.alarms.count("DuplicateDelivery", campaign=event.touch.key.campaign_id)
