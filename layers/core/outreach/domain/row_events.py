"""Which bus events a row stands for, and which of them a change of the row adds.

A row only gathers facts: touches, marks, orders. So each version of a row stands for a set of events, and a change
tells those that the version before it did not stand for. It does not matter which process wrote the row, or why.

    enrollment (live run)   lead.enrolled; mail.sent for each touch that SES took; lead.corrected, lead.stopped and lead.reopened for
                            each time that an operator did so; sequence.finished once it has ended
    delivery record         mail.delivered, mail.bounced, mail.complained, mail.opened, mail.clicked: the first of each
    record of a reply       lead.replied, lead.out_of_office; reply.labelled for the label that it has
    recipient row           lead.unsubscribed, lead.suppressed: one for each order; lead.held for each hold of an operator
    record of a removal     lead.removed, if the lead was in the live run
    control row (live run)  run.paused, and breaker.opened if a breaker paused it, or run.resumed or run.cancelled, if that was its
                            last change of status; sender.stopped or sender.resumed, which was said last of each sender

A rehearsal tells nothing, because none of it reached anybody. A row that was deleted tells nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from outreach.domain.breaker import ACTOR
from outreach.domain.bus_event import BusEvent, BusEventKind, Said, event_id
from outreach.domain.control import Mode, RunControl, RunStatus, SenderState
from outreach.domain.delivery import DeliveryRecord, Fact, Mark, is_answered
from outreach.domain.enrollment import Enrollment, State, Touch, TouchState
from outreach.domain.ids import LIVE, CampaignId
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.instruction import Instruction, InstructionKind
from outreach.domain.reasons import Reason
from outreach.domain.removal import Removal
from outreach.domain.reply import Reply
from outreach.domain.ses_event import NO_COMPLAINT, TouchName
from outreach.domain.suppression import EVERYWHERE, Hold, Order, RecipientRow


@dataclass(frozen=True, slots=True)
class Delivery:
    """The delivery record of a touch, with the touch that its key names."""

    touch: TouchName
    record: DeliveryRecord


@dataclass(frozen=True, slots=True)
class Removed:
    """What is kept of a lead that was taken out, with the campaign that its key names."""

    campaign_id: CampaignId
    removal: Removal


Row = Enrollment | Delivery | Reply | RecipientRow | Removed | RunControl

LONGEST = 1000
"""How much is told of what a person wrote. The bus refuses a request of more than 256 KB, however often it comes."""
_TAKEN = {TouchState.SENT: False, TouchState.ASSUMED_SENT: True}
"""The touches whose mail went out, and whether that is an assumption."""
_BOUNCES = {
    Fact.HARD_BOUNCE: "hard",
    Fact.SOFT_BOUNCE: "soft",
    Fact.BLOCKED: "blocked",
    Fact.UNCLEAR: "unclear",
    Fact.WITHHELD: "withheld",
}
_ENGAGED = {Fact.OPEN: BusEventKind.MAIL_OPENED, Fact.CLICK: BusEventKind.MAIL_CLICKED}
_REPLIES = frozenset({MailKind.HUMAN, MailKind.UNSUBSCRIBE, MailKind.POSSIBLE_UNSUBSCRIBE})
_INSTRUCTED = {
    InstructionKind.STOP: BusEventKind.LEAD_STOPPED,
    InstructionKind.REOPEN: BusEventKind.LEAD_REOPENED,
}
_TOLD_OTHERWISE = frozenset({Reason.REPLIED, Reason.POSSIBLE_UNSUBSCRIBE})
"""Orders that follow from a reply, which is an event of its own."""


def added_events(old: Row | None, new: Row | None) -> tuple[BusEvent, ...]:
    """Return what a change of a row tells. `old` is None for a new row, `new` for a deleted one."""
    told = {event.id for event in events_of(old)}
    return tuple(event for event in events_of(new) if event.id not in told)


def events_of(row: Row | None) -> tuple[BusEvent, ...]:
    """Return all events that a row stands for, in the order in which they are listed above."""
    return () if row is None else tuple(_of_row(row))


def _of_row(row: Row) -> Iterator[BusEvent]:
    match row:
        case Enrollment():
            yield from _of_enrollment(row)
        case Delivery():
            yield from _of_delivery(row)
        case Reply():
            yield from _of_reply(row)
        case RecipientRow():
            yield from _of_recipient(row)
        case Removed():
            yield from _of_removal(row.campaign_id, row.removal)
        case RunControl():
            yield from _of_run(row)


def _of_enrollment(enrollment: Enrollment) -> Iterator[BusEvent]:
    key, lead = enrollment.key, enrollment.lead
    if key.run_id != LIVE:
        return
    about = (key.campaign_id, key.lead_id, lead.recipient, lead.address or None)
    named = (key.campaign_id, key.lead_id)
    if enrollment.enrolled_at is not None:  # older programs did not record it
        kind, at = BusEventKind.LEAD_ENROLLED, enrollment.enrolled_at
        yield BusEvent(kind, event_id(kind, *named, at.isoformat()), at, *about)
    for touch in enrollment.touches.values():
        if touch.state in _TAKEN:
            kind = BusEventKind.MAIL_SENT
            name = event_id(kind, *named, str(touch.step), touch.claim_id or "")
            yield BusEvent(kind, name, touch.at, *about, said=_of_mail(touch))
    yield from _of_operators(enrollment)
    at_last = enrollment.changed_at or enrollment.enrolled_at
    if enrollment.state is State.ENDED and at_last is not None:
        kind = BusEventKind.SEQUENCE_FINISHED
        said: dict[str, Said] = {"reason": enrollment.reason}
        yield BusEvent(kind, event_id(kind, *named, str(enrollment.attempt)), at_last, *about, said=said)


def _of_operators(enrollment: Enrollment) -> Iterator[BusEvent]:
    """Return the events of what operators did to the lead. New values are not told, and old ones neither."""
    key, lead = enrollment.key, enrollment.lead
    about = (key.campaign_id, key.lead_id, lead.recipient, lead.address or None)
    named = (key.campaign_id, key.lead_id)
    for done in lead.corrections:
        kind = BusEventKind.LEAD_CORRECTED
        said: dict[str, Said] = {"values": tuple(sorted(done.was)), "by": done.actor[:LONGEST]}
        yield BusEvent(kind, event_id(kind, *named, done.at.isoformat()), done.at, *about, said=said)
    for one in enrollment.instructions:
        kind = _INSTRUCTED[one.kind]
        yield BusEvent(
            kind, event_id(kind, *named, one.at.isoformat()), one.at, *about, said=_of_instruction(one)
        )


def _of_instruction(one: Instruction) -> dict[str, Said]:
    because = None if one.because is None else one.because[:LONGEST]
    return {"step": one.step, "by": one.actor[:LONGEST], "reason": because}


def _of_removal(campaign_id: CampaignId, removal: Removal) -> Iterator[BusEvent]:
    """Return the event of a removal. Its id names the enrollment that is gone, so a removal that is repeated has the same."""
    enrolled_at = removal.enrolled_at.get(LIVE)
    if enrolled_at is None:
        return
    kind = BusEventKind.LEAD_REMOVED
    name = event_id(kind, campaign_id, removal.lead_id, enrolled_at.isoformat())
    because = None if removal.because is None else removal.because[:LONGEST]
    said: dict[str, Said] = {"by": removal.actor[:LONGEST], "reason": because}
    yield BusEvent(kind, name, removal.at, campaign_id, removal.lead_id, said=said)


def _of_mail(touch: Touch) -> dict[str, Said]:
    return {
        "step": touch.step,
        "message": touch.message_id,
        "arm": None if touch.arm is None else str(touch.arm),
        "sender": touch.sender,
        "ses_message_id": touch.ses_message_id,
        "claim": touch.claim_id,
        "assumed": _TAKEN[touch.state],
    }


def _of_delivery(delivery: Delivery) -> Iterator[BusEvent]:
    key = delivery.touch.key
    if key.run_id != LIVE:
        return
    for fact, mark in delivery.record.marks.items():
        told = _of_fact(fact, mark, delivery.record)
        if told is not None:
            kind, said = told
            name = event_id(kind, key.campaign_id, key.lead_id, str(delivery.touch.step), fact)
            said = {"step": delivery.touch.step, **said}
            yield BusEvent(kind, name, mark.at, key.campaign_id, key.lead_id, said=said)


def _of_fact(fact: Fact, mark: Mark, record: DeliveryRecord) -> tuple[BusEventKind, dict[str, Said]] | None:
    """Return the kind of event that a mark stands for, and its fields; None if it stands for none.

    SES reports an automatic reply as a soft bounce of a mail that it delivered, and what is no complaint as one.
    """
    if fact is Fact.DELIVERY:
        return BusEventKind.MAIL_DELIVERED, {}
    if fact in _BOUNCES and not (fact is Fact.SOFT_BOUNCE and is_answered(record)):
        return BusEventKind.MAIL_BOUNCED, {"bounce": _BOUNCES[fact], "detail": mark.detail}
    if fact is Fact.COMPLAINT and mark.codes[0] not in NO_COMPLAINT:
        return BusEventKind.MAIL_COMPLAINED, {"detail": mark.detail}
    if fact in _ENGAGED:
        return _ENGAGED[fact], {"by": mark.detail}
    return None


def _of_reply(reply: Reply) -> Iterator[BusEvent]:
    if reply.run_id != LIVE or reply.campaign_id is None or reply.lead_id is None:
        return
    about = (reply.campaign_id, reply.lead_id)
    said: dict[str, Said] = {"mail": reply.mail_id}
    kind = None
    if reply.kind in _REPLIES:
        kind = BusEventKind.LEAD_REPLIED
        said["reply"] = reply.kind
    elif reply.kind is MailKind.OUT_OF_OFFICE:
        kind = BusEventKind.LEAD_OUT_OF_OFFICE
        said["back_on"] = None if reply.back_on is None else reply.back_on.isoformat()
    if kind is not None:
        yield BusEvent(kind, event_id(kind, *about, reply.mail_id), reply.received_at, *about, said=said)
    if reply.label is not None and reply.labelled_at is not None:
        kind, at = BusEventKind.REPLY_LABELLED, reply.labelled_at
        said = {"mail": reply.mail_id, "label": reply.label, "by": reply.labelled_by[:LONGEST]}
        name = event_id(kind, *about, reply.mail_id, reply.label, at.isoformat())
        yield BusEvent(kind, name, at, *about, said=said)


def _of_recipient(row: RecipientRow) -> Iterator[BusEvent]:
    for order in row.orders:
        if order.reason not in _TOLD_OTHERWISE:
            yield _of_order(row, order)
    for scope, hold in row.holds.items():
        if hold.actor is not None and hold.at is not None:  # a reply set the others, or an older program
            yield _of_hold(row, scope, hold, hold.at)


def _of_hold(row: RecipientRow, scope: str, hold: Hold, at: datetime) -> BusEvent:
    kind = BusEventKind.LEAD_HELD
    said: dict[str, Said] = {"until": hold.until.isoformat(), "by": (hold.actor or "")[:LONGEST]}
    name = event_id(kind, row.recipient, scope, hold.until.isoformat())
    return BusEvent(
        kind,
        name,
        at,
        _campaign_in(scope),
        recipient=row.recipient,
        address=row.address,
        said=said,
    )


def _campaign_in(scope: str) -> CampaignId | None:
    return None if scope == EVERYWHERE else CampaignId(scope)


def _of_order(row: RecipientRow, order: Order) -> BusEvent:
    """Return the event of one order. Given again it is the same order, and has another version but the same time."""
    unsubscribed = order.reason is Reason.UNSUBSCRIBED
    kind = BusEventKind.LEAD_UNSUBSCRIBED if unsubscribed else BusEventKind.LEAD_SUPPRESSED
    name = event_id(kind, row.recipient, order.scope, order.reason, order.at.isoformat())
    said: dict[str, Said] = {"source": order.source}
    if not unsubscribed:
        said["reason"] = order.reason
    return BusEvent(
        kind,
        name,
        order.at,
        _campaign_in(order.scope),
        recipient=row.recipient,
        address=row.address,
        said=said,
    )


def _of_run(run: RunControl) -> Iterator[BusEvent]:
    if run.mode is not Mode.LIVE:
        return
    if run.status is RunStatus.PAUSED:
        yield from _of_pause(run)
    if run.resumed_at == run.changed_at:
        yield _of_change(BusEventKind.RUN_RESUMED, run)
    if run.status is RunStatus.CANCELLED:
        yield _of_change(BusEventKind.RUN_CANCELLED, run)
    for state in run.senders:
        yield _of_sender(run, state)


def _of_pause(run: RunControl) -> Iterator[BusEvent]:
    yield _of_change(BusEventKind.RUN_PAUSED, run)
    if run.changed_by == ACTOR:
        yield _of_change(BusEventKind.BREAKER_OPENED, run)


def _of_change(kind: BusEventKind, run: RunControl) -> BusEvent:
    """Return the event of the last change of a run's status."""
    name = event_id(kind, run.campaign_id, run.run_id, run.changed_at.isoformat())
    said: dict[str, Said] = {"reason": None if run.reason is None else run.reason[:LONGEST]}
    if kind is not BusEventKind.BREAKER_OPENED:
        said["by"] = run.changed_by[:LONGEST]
    return BusEvent(kind, name, run.changed_at, run.campaign_id, said=said)


def _of_sender(run: RunControl, state: SenderState) -> BusEvent:
    kind = BusEventKind.SENDER_RESUMED if state.stopped is None else BusEventKind.SENDER_STOPPED
    named = (run.campaign_id, run.run_id, state.address, str(state.number), state.at.isoformat())
    said: dict[str, Said] = {
        "sender": state.address,
        "by": state.by[:LONGEST],
        "reason": None if state.reason is None else state.reason[:LONGEST],
    }
    if state.stopped is not None:
        said["leads"] = state.stopped
    return BusEvent(kind, event_id(kind, *named), state.at, run.campaign_id, said=said)
