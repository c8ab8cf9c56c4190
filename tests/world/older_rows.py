"""Enrollments as an older program wrote them: each value a text, by its name in full."""

from typing import Any

from outreach.adapters.due_order import stamp
from outreach.adapters.dynamodb.attributes import TextsAttribute, texts
from outreach.adapters.dynamodb.enrollments import EnrollmentItem
from outreach.adapters.dynamodb.touches import WouldGoAttribute
from outreach.domain.enrollment import Enrollment, Touch
from outreach.domain.seen import Seen

_TIMES = ("claimed_at", "last_touch_at", "enrolled_at", "changed_at")


def older_item(enrollment: Enrollment) -> dict[str, Any]:
    """The item of an enrollment."""
    times = {name: getattr(enrollment, name) for name in _TIMES}
    records = {str(step): {"M": older_record(touch)} for step, touch in enrollment.touches.items()}
    return {
        **EnrollmentItem.of(enrollment).serialize(),
        **{name: {"S": stamp(at)} for name, at in times.items() if at is not None},
        "touches": {"M": records},
    }


def older_record(touch: Touch) -> dict[str, Any]:
    """The record of a touch."""
    record = {
        "attempts": {"N": str(touch.attempts)},
        **texts(
            message_id=touch.message_id,
            key=touch.key,
            state=touch.state,
            at=touch.at,
            looked_at=touch.looked_at,
            revision=touch.revision,
            claim_id=touch.claim_id,
            ses_message_id=touch.ses_message_id,
            reason=touch.reason,
            detail=touch.detail,
            digest=touch.digest,
            quota_day=touch.quota_day,
            pace_period=touch.pace_period,
            sent_again_by=touch.sent_again_by,
            reopened_by=touch.reopened_by,
            reopened_because=touch.reopened_because,
            arm=None if touch.arm is None else str(touch.arm),
            sender=touch.sender,
        ),
    }
    if touch.earlier_claims:
        record["earlier_claims"] = {"L": TextsAttribute().serialize(touch.earlier_claims)}
    if touch.seen is not None:
        record["seen"] = {"M": texts(**older_texts(touch.seen))}
    if touch.would_go is not None:
        record["would_go"] = {"M": WouldGoAttribute().serialize(touch.would_go)}
    return record


def older_texts(seen: Seen) -> dict[str, str]:
    """What a look saw: each row by its name."""
    rows = {"run": seen.run, "control": seen.control, "switch": seen.switch, "recipient": seen.recipient}
    found = {name: str(row) for name, row in rows.items() if row is not None}
    domains = {"domains": " ".join(map(str, seen.domains))} if seen.domains else {}
    claim = {"claim": "own"} if seen.claimed else {}
    more = {
        name: text for name, text in seen.texts().items() if name not in (*rows, "domains", "claim", "rows")
    }
    return found | domains | claim | more
