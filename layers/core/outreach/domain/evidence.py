"""Compares an SES event with its enrollment: whether the attempt is known, and how the event settles it."""

from dataclasses import replace
from datetime import datetime

from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode
from outreach.domain.enrollment import IN_FLIGHT, Change, Enrollment
from outreach.domain.ids import ClaimId, SesMessageId


def knows(enrollment: Enrollment, step: int, claim_id: ClaimId) -> bool:
    """Say whether the claim is the current one, or is on the record of that step's touch, as the latest or an earlier one.

    An event about an earlier attempt counts as much as one about the latest, with one exception: it settles nothing.
    """
    touch = enrollment.touches.get(step)
    recorded = () if touch is None else (touch.claim_id, *touch.earlier_claims)
    return claim_id in recorded or awaits(enrollment, step, claim_id)


def superseded(enrollment: Enrollment, step: int, claim_id: ClaimId) -> bool:
    """Say whether another attempt at the touch has been claimed since. If SES took both, there are two mails."""
    touch = enrollment.touches.get(step)
    return touch is not None and claim_id in touch.earlier_claims and enrollment.claim_id != claim_id


def awaits(enrollment: Enrollment, step: int, claim_id: ClaimId) -> bool:
    """Say whether this claim has not been settled yet. Then an event may settle it."""
    current = enrollment.step == step and enrollment.claim_id == claim_id
    return current and enrollment.state in IN_FLIGHT


def sent_again(enrollment: Enrollment, step: int) -> bool:
    """Say whether an operator has had the touch sent again. Then SES may have taken more than one mail."""
    touch = enrollment.touches.get(step)
    return touch is not None and bool(touch.earlier_claims)


def has_on_record(enrollment: Enrollment, step: int, claim_id: ClaimId, ses_message_id: SesMessageId) -> bool:
    """Say whether the enrollment itself tells of this mail, and no other mail of its touch can exist."""
    touch = enrollment.touches.get(step)
    told = touch is not None and (touch.claim_id, touch.ses_message_id) == (claim_id, ses_message_id)
    return told and not sent_again(enrollment, step)


def accepted(
    enrollment: Enrollment,
    campaign: Campaign,
    ses_message_id: SesMessageId,
    sent_at: datetime,
    now: datetime,
) -> Change:
    """Make the settle that the owner of the claim would have made, if the response of SES had reached it.

    The time of the change is the time of SES: an event that comes half a day late makes the follow-up due when it
    would have been due anyway. The time is kept between the claim and now, so that no event moves a lead to the past or the
    future. If the attempt was recorded before, as unknown, its record is kept. It still counts as one attempt.
    """
    from outreach.domain import settlement
    from outreach.domain.choosing import choose
    from outreach.domain.outcome import Accepted

    assert enrollment.claim_id is not None, "only a claimed touch is settled"
    recorded = enrollment.touches.get(enrollment.step)
    choice = choose(campaign, enrollment)
    attempt = settlement.Attempt(
        enrollment.claim_id, Mode.LIVE, choice.message_id, arm=choice.arm, sender=enrollment.sender
    )
    if recorded is not None and recorded.claim_id == enrollment.claim_id:
        attempt = replace(
            attempt,
            message_id=recorded.message_id,
            arm=recorded.arm,
            sender=recorded.sender,
            looked_at=recorded.looked_at,
            seen=recorded.seen,
            revision=recorded.revision,
            digest=recorded.digest,
            quota_day=recorded.quota_day,
        )
        before = replace(recorded, attempts=recorded.attempts - 1)
        enrollment = replace(enrollment, touches={**enrollment.touches, enrollment.step: before})
    moment = min(max(sent_at, enrollment.claimed_at or sent_at), now)
    return settlement.settle(enrollment, campaign, attempt, Accepted(ses_message_id), moment, 0.0)
