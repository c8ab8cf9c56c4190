"""Every change of an enrollment's state but the claim, as a pure function of values.

Each function returns the `Change` to write. The store applies it under the condition of its transition in
`services/ports.py`. It does not matter who calls: the owner of a claim, an SES event that arrives a day later,
and an operator get the same change.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from outreach.domain.campaign import Campaign, UnknownPolicy
from outreach.domain.choosing import choose
from outreach.domain.control import Mode
from outreach.domain.delays import over_at
from outreach.domain.enrollment import Change, Enrollment, Lane, State, Touch, TouchState
from outreach.domain.experiment import Arm
from outreach.domain.fast import SOON, WouldGo, next_plan
from outreach.domain.ids import ClaimId, IdempotencyKey, MessageId, idempotency_key, is_rehearsal
from outreach.domain.instruction import Instruction, InstructionKind
from outreach.domain.outcome import Accepted, Ambiguous, Outcome, Refusal, Refused
from outreach.domain.reasons import HELD, Reason
from outreach.domain.replacing import replace
from outreach.domain.retry import MAX_RETRIES, retry_delay, throttle_delay
from outreach.domain.seen import Seen
from outreach.domain.window import next_opening

if TYPE_CHECKING:
    from outreach.domain.eligibility import Defer, Halt, Skip

UNKNOWN_DEADLINE = timedelta(hours=24)
NOT_TAKEN = frozenset({Reason.REFUSED, Reason.RETRIES_EXHAUSTED, Reason.RENDER_FAILED})
"""The ends of an enrollment at which SES has certainly not taken the last attempt."""
REOPENABLE = NOT_TAKEN | {Reason.POISON, Reason.STOPPED}
"""The ends whose cause can be gone. At each of them no attempt was in flight."""
_FAILURES = NOT_TAKEN | {Reason.POISON}
_AFTER_A_MAIL = frozenset({Reason.COMPLETED, Reason.STEP_LIMIT})
_WITHOUT_A_MAIL = frozenset({TouchState.FAILED, TouchState.SKIPPED})


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is known about one claimed attempt when it is settled."""

    claim_id: ClaimId
    mode: Mode
    message_id: MessageId
    looked_at: datetime | None = None
    digest: str | None = None
    quota_day: str | None = None
    pace_period: str | None = None
    seen: Seen | None = None
    revision: str | None = None
    """The revision of the campaign that decided."""
    would_go: WouldGo | None = None
    """When the mail would have gone, in a fast rehearsal."""
    arm: Arm | None = None
    """The arm of the campaign's experiment that the message belongs to."""
    sender: str | None = None
    """Who sends."""


def settle(
    enrollment: Enrollment,
    campaign: Campaign,
    attempt: Attempt,
    outcome: Outcome,
    now: datetime,
    jitter: float,
) -> Change:
    """Turn the outcome of an attempt into the change to record. `jitter` is in [0, 1)."""
    match outcome:
        case Accepted(ses_message_id):
            state = TouchState.SENT if attempt.mode is Mode.LIVE else TouchState.SENT_PROOF
            touch = replace(_touch(enrollment, campaign, attempt, state, now), ses_message_id=ses_message_id)
            return _advance(enrollment, campaign, touch, sent_at=now, now=now)
        case Ambiguous(detail):
            touch = _touch(enrollment, campaign, attempt, TouchState.UNKNOWN, now, Reason.UNKNOWN, detail)
            return _unknown(enrollment, touch, now)
        case Refused(refusal, detail):
            return _refused(enrollment, campaign, attempt, refusal, detail, now, jitter)


def release(enrollment: Enrollment, reason: Reason, now: datetime) -> Change:
    """Make a claimed touch due again as it was, because of a stop. No try is used up."""
    assert enrollment.due_at is not None
    return _later(enrollment, enrollment.due_at, enrollment.tries, reason, now)


def defer(enrollment: Enrollment, reason: Reason, until: datetime, now: datetime) -> Change:
    """Make a touch due later. No try is used up."""
    return _later(enrollment, until, enrollment.tries, reason, now)


def withhold(
    enrollment: Enrollment, campaign: Campaign, decision: "Skip | Defer | Halt", now: datetime
) -> Change:
    """Turn the decision not to send a touch now into the change to record."""
    from outreach.domain.eligibility import Defer, Halt, Skip  # noqa: PLC0415 - who hears of a mail withholds none

    match decision:
        case Skip(reason):
            return skip(enrollment, campaign, reason, now)
        case Defer(reason, until):
            return defer(enrollment, reason, until, now)
        case Halt(reason):
            return release(enrollment, reason, now)


def skip(enrollment: Enrollment, campaign: Campaign, reason: Reason, now: datetime) -> Change:
    """End the enrollment because this touch must not be sent."""
    touch = _touch(enrollment, campaign, None, TouchState.SKIPPED, now, reason)
    return _end(enrollment, reason, now, touch)


def fail(enrollment: Enrollment, campaign: Campaign, reason: Reason, detail: str, now: datetime) -> Change:
    """End the enrollment because this touch cannot be made or sent."""
    touch = _touch(enrollment, campaign, None, TouchState.FAILED, now, reason, detail)
    return _end(enrollment, reason, now, touch)


def give_up(enrollment: Enrollment, campaign: Campaign, now: datetime) -> Change:
    """Make a touch unknown because its owner has been silent for too long.

    What an earlier attempt has recorded of its last look goes: of this attempt's look nobody knows.
    """
    detail = "its consumer ended between claim and settle"
    touch = _touch(enrollment, campaign, None, TouchState.UNKNOWN, now, Reason.UNKNOWN, detail)
    silent = replace(
        touch,
        claim_id=enrollment.claim_id,
        looked_at=None,
        seen=None,
        revision=None,
        sender=enrollment.sender,
    )
    attempts = touch.attempts + 1
    return _unknown(enrollment, replace(silent, attempts=attempts, would_go=enrollment.plan), now)


def close_unknown(enrollment: Enrollment, campaign: Campaign, now: datetime) -> Change:
    """Close an unknown touch at its deadline, by the campaign's policy. It is never sent again."""
    if campaign.policy.unknown is UnknownPolicy.HOLD:
        return _end(enrollment, Reason.UNKNOWN_HELD, now, None)
    touch = replace(_recorded(enrollment, campaign, now), state=TouchState.ASSUMED_SENT, at=now)
    return _advance(enrollment, campaign, touch, sent_at=enrollment.claimed_at or now, now=now)


def resolve_sent(enrollment: Enrollment, campaign: Campaign, actor: str, now: datetime) -> Change:
    """Record that an operator says that an unknown touch was delivered. The sequence goes on.

    If more of its mails may have gone out, the next one is held as well: the operator has to say of that one, too.
    """
    touch = replace(
        _recorded(enrollment, campaign, now),
        state=TouchState.ASSUMED_SENT,
        at=now,
        detail=f"resolved by {actor}",
    )
    sent_at = enrollment.claimed_at or now
    change = _advance(enrollment, campaign, touch, sent_at=sent_at, now=now, ordered_by=actor)
    if enrollment.reason is not Reason.GAP_HELD or change.state is State.ENDED:
        return change
    return replace(change, state=State.ENDED, lane=None, due_at=None, reason=Reason.GAP_HELD)


def reopen(enrollment: Enrollment, campaign: Campaign, actor: str, now: datetime) -> Change:
    """Make the current touch due again because an operator says so. The operator takes the risk of a duplicate.

    Its present claim is kept among the earlier ones, so that a complaint about that mail still counts.
    """
    recorded = _recorded(enrollment, campaign, now)
    earlier = recorded.earlier_claims + ((recorded.claim_id,) if recorded.claim_id else ())
    touch = replace(
        recorded,
        state=TouchState.RETRY,
        at=now,
        claim_id=None,
        earlier_claims=earlier,
        sent_again_by=actor,
    )
    return _due_again(enrollment, touch, actor, now)


def certainly_unsent(enrollment: Enrollment, ends: Collection[Reason] = NOT_TAKEN) -> bool:
    """Whether the enrollment has ended for one of these reasons, at a touch of which SES has certainly taken no mail.

    If an operator had the touch sent again before, SES may have taken the mail of an earlier claim. An archived enrollment
    has no values of the lead any more, so no mail can be made for it.
    """
    if enrollment.archived is not None:
        return False
    touch = enrollment.touches.get(enrollment.step)
    ended = enrollment.state is State.ENDED and enrollment.reason in ends
    return ended and touch is not None and touch.state in _WITHOUT_A_MAIL and not touch.earlier_claims


def reopen_unsent(
    enrollment: Enrollment, campaign: Campaign, actor: str, because: str | None, now: datetime
) -> Change:
    """Make a touch due again that has ended without a mail, because an operator says so. Nobody gets a mail twice."""
    assert certainly_unsent(enrollment, REOPENABLE), "SES may have taken a mail of this touch"
    touch = replace(
        _recorded(enrollment, campaign, now),
        state=TouchState.RETRY,
        at=now,
        claim_id=None,
        reason=None,
        detail=None,
        reopened_by=actor,
        reopened_because=because,
    )
    return _due_again(enrollment, touch, actor, now)


def stop(
    enrollment: Enrollment, campaign: Campaign, actor: str, because: str | None, now: datetime
) -> Change:
    """End the sequence of a lead that waits, because an operator says so. What was said while a mail was in flight stands."""
    assert enrollment.state is State.DUE, "an attempt is in flight, or nothing is left to stop"
    said = None if enrollment.stopped else stop_said(enrollment, actor, because, now)
    change = skip(enrollment, campaign, Reason.STOPPED, now)
    return replace(change, instruction=said, ordered_by=actor)


def stop_said(enrollment: Enrollment, actor: str, because: str | None, now: datetime) -> Instruction:
    """Return the instruction to end the sequence. A mail that is in flight counts as an attempt."""
    return _said(InstructionKind.STOP, enrollment, actor, because, now)


def go_on(
    enrollment: Enrollment, campaign: Campaign, actor: str, because: str | None, now: datetime
) -> Change:
    """Let a lead go on that has ended without a mail, or that an operator has stopped. Nobody gets a mail twice."""
    change = reopen_unsent(enrollment, campaign, actor, because, now)
    return replace(change, instruction=_said(InstructionKind.REOPEN, enrollment, actor, because, now))


def sent_before(
    enrollment: Enrollment, campaign: Campaign, touch: Touch, actor: str, now: datetime
) -> Change:
    """Record a mail that went out after the time that the table was brought back to; `touch` is what is known of it.

    The sequence goes on from the time of the mail. What has ended stays ended: only an operator knew why it went on. What is
    held because nobody knew of this mail goes on.
    """
    if enrollment.state is State.ENDED and enrollment.reason not in HELD:
        assert enrollment.reason is not None, "an end has a reason"
        return replace(_end(enrollment, enrollment.reason, now, touch, actor), last_touch_at=touch.at)
    return _advance(enrollment, campaign, touch, sent_at=touch.at, now=min(touch.at, now), ordered_by=actor)


def ended_before(
    enrollment: Enrollment, campaign: Campaign, reason: Reason, detail: str, now: datetime
) -> Change:
    """End an enrollment whose sequence was over after the time that the table was brought back to, for that reason."""
    if reason in HELD or enrollment.state is not State.DUE:
        return hold_back(enrollment, campaign, reason, detail, now)
    if reason in _AFTER_A_MAIL:
        return _end(enrollment, reason, now, None)
    if reason in _FAILURES:
        return fail(enrollment, campaign, reason, detail, now)
    return skip(enrollment, campaign, reason, now)


def hold_back(
    enrollment: Enrollment, campaign: Campaign, reason: Reason, detail: str, now: datetime
) -> Change:
    """Hold a touch that may have been sent, because nobody knows, until an operator says what became of it."""
    touch = _touch(enrollment, campaign, None, TouchState.UNKNOWN, now, Reason.UNKNOWN, detail)
    if enrollment.state is not State.DUE:
        touch = replace(touch, claim_id=enrollment.claim_id, sender=enrollment.sender)
    return _end(enrollment, reason, now, touch)


def _said(
    kind: InstructionKind, enrollment: Enrollment, actor: str, because: str | None, now: datetime
) -> Instruction:
    touch = enrollment.touches.get(enrollment.step)
    in_flight = enrollment.state is State.SENDING
    attempts = (0 if touch is None else touch.attempts) + in_flight
    return Instruction(kind, now, actor, because, enrollment.step, attempts)


def _due_again(enrollment: Enrollment, touch: Touch, actor: str, now: datetime) -> Change:
    lane = Lane.FIRST if enrollment.step == 0 else Lane.NEXT
    return Change(
        enrollment.state, State.DUE, enrollment.step, 0, lane, now, None, now, touch, ordered_by=actor
    )


def _refused(
    enrollment: Enrollment,
    campaign: Campaign,
    attempt: Attempt,
    refusal: Refusal,
    detail: str,
    now: datetime,
    jitter: float,
) -> Change:
    def touch(state: TouchState, reason: Reason) -> Touch:
        return _touch(enrollment, campaign, attempt, state, now, reason, detail)

    tries = enrollment.tries
    match refusal:
        case Refusal.THROTTLED:
            record = touch(TouchState.RETRY, Reason.THROTTLED)
            return _later(enrollment, now + throttle_delay(jitter), tries, Reason.THROTTLED, now, record)
        case Refusal.SENDER_STOPPED:
            record = touch(TouchState.RETRY, Reason.SENDER_STOPPED)
            return _later(enrollment, now, tries, Reason.SENDER_STOPPED, now, record)
        case Refusal.NOT_REACHED | Refusal.UNEXPLAINED if tries < MAX_RETRIES:
            due_at = now + retry_delay(tries, jitter)
            return _later(
                enrollment, due_at, tries + 1, Reason.RETRY, now, touch(TouchState.RETRY, Reason.RETRY)
            )
        case Refusal.CONTENT | Refusal.UNEXPLAINED:
            return _end(enrollment, Reason.REFUSED, now, touch(TouchState.FAILED, Reason.REFUSED))
        case Refusal.NOT_REACHED:
            record = touch(TouchState.FAILED, Reason.RETRIES_EXHAUSTED)
            return _end(enrollment, Reason.RETRIES_EXHAUSTED, now, record)


def _advance(
    enrollment: Enrollment,
    campaign: Campaign,
    touch: Touch,
    *,
    sent_at: datetime,
    now: datetime,
    ordered_by: str | None = None,
) -> Change:
    """Go on to the next step, or end because there is none."""
    following = enrollment.step + 1
    campaign = campaign.of_country(enrollment.lead.traits.country)
    policy = campaign.policy
    if following >= len(campaign.steps):
        return replace(_end(enrollment, Reason.COMPLETED, now, touch, ordered_by), last_touch_at=sent_at)
    if following >= policy.max_steps_per_lead:
        return replace(_end(enrollment, Reason.STEP_LIMIT, now, touch, ordered_by), last_touch_at=sent_at)
    timezone = enrollment.lead.timezone
    if touch.would_go is None or not is_rehearsal(enrollment.key.run_id):
        plan = None
        over = over_at(campaign.steps[following], sent_at, policy, timezone)
        earliest = max(now, over, sent_at + policy.between_touches)
        due_at = next_opening(policy.window, earliest, timezone)
    else:
        plan = next_plan(campaign, following, touch.would_go.at, timezone)
        due_at = now + SOON
    origin, lane = enrollment.state, Lane.NEXT
    return Change(
        origin, State.DUE, following, 0, lane, due_at, None, now, touch, sent_at, plan, ordered_by=ordered_by
    )


def _unknown(enrollment: Enrollment, touch: Touch, now: datetime) -> Change:
    origin, step, tries = enrollment.state, enrollment.step, enrollment.tries
    deadline = now + UNKNOWN_DEADLINE
    return Change(origin, State.UNKNOWN, step, tries, Lane.FINAL, deadline, Reason.UNKNOWN, now, touch)


def _later(
    enrollment: Enrollment,
    due_at: datetime,
    tries: int,
    reason: Reason,
    now: datetime,
    touch: Touch | None = None,
) -> Change:
    origin, step, lane = enrollment.state, enrollment.step, enrollment.lane
    return Change(origin, State.DUE, step, tries, lane, due_at, reason, now, touch)


def _end(
    enrollment: Enrollment, reason: Reason, now: datetime, touch: Touch | None, ordered_by: str | None = None
) -> Change:
    origin, step, tries = enrollment.state, enrollment.step, enrollment.tries
    return Change(origin, State.ENDED, step, tries, None, None, reason, now, touch, ordered_by=ordered_by)


def _touch(
    enrollment: Enrollment,
    campaign: Campaign,
    attempt: Attempt | None,
    state: TouchState,
    now: datetime,
    reason: Reason | None = None,
    detail: str | None = None,
) -> Touch:
    """Make the record of the current touch. An `attempt` is given if it reached the sender, or may have."""
    recorded = replace(
        _recorded(enrollment, campaign, now), state=state, at=now, reason=reason, detail=detail
    )
    if attempt is None:
        return recorded
    return replace(
        recorded,
        message_id=attempt.message_id,
        key=_key(enrollment, attempt.message_id),
        attempts=recorded.attempts + 1,
        claim_id=attempt.claim_id,
        looked_at=attempt.looked_at,
        seen=attempt.seen,
        revision=attempt.revision,
        digest=attempt.digest,
        quota_day=attempt.quota_day,
        pace_period=attempt.pace_period,
        would_go=attempt.would_go,
        arm=attempt.arm,
        sender=attempt.sender,
    )


def _recorded(enrollment: Enrollment, campaign: Campaign, now: datetime) -> Touch:
    """Return the record of the current touch so far, or an empty one."""
    if (recorded := enrollment.touches.get(enrollment.step)) is not None:
        return recorded
    choice = choose(campaign, enrollment)
    return Touch(
        step=enrollment.step,
        message_id=choice.message_id,
        key=_key(enrollment, choice.message_id),
        state=TouchState.RETRY,
        attempts=0,
        at=now,
        arm=choice.arm,
    )


def _key(enrollment: Enrollment, message_id: MessageId) -> IdempotencyKey:
    return idempotency_key(enrollment.key.campaign_id, enrollment.key.lead_id, message_id, enrollment.step)
