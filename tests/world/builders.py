"""Values with defaults for tests: name only what the test is about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from outreach.domain.campaign import DEFAULT_STEPS, Campaign, CampaignSender, Policy
from outreach.domain.control import GlobalControl, Mode, RunControl, RunStatus
from outreach.domain.enrollment import (
    Change,
    Enrollment,
    EnrollmentKey,
    Fence,
    Lane,
    Lead,
    State,
    Touch,
    TouchState,
)
from outreach.domain.ids import (
    LIVE,
    CampaignId,
    ClaimId,
    Domain,
    LeadId,
    MessageId,
    RecipientKey,
    RunId,
    idempotency_key,
    shard_of,
)
from outreach.domain.mail import Mail
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, Order, RecipientRow
from outreach.messages import TouchMessage

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""A Monday."""
CAMPAIGN = CampaignId("demo")
SHARDS = 4
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def a_recipient(name: str = "jane") -> RecipientKey:
    return RecipientKey(f"v1-{name.encode().hex()[:32]:0>32}")


def a_lead(name: str = "jane", *, domain: str = "acme.example", **changes: Any) -> Lead:
    lead = Lead(
        lead_id=LeadId(f"lead-{name}"),
        address=f"{name}@{domain}",
        recipient=a_recipient(name),
        domains=(Domain(domain),),
        fields={"first_name": name.title()},
        timezone=None,
    )
    return replace(lead, **changes)


def a_key(
    lead: Lead | None = None, *, campaign_id: str = CAMPAIGN, run_id: str = LIVE, shard: int | None = None
) -> EnrollmentKey:
    lead_id = (lead or a_lead()).lead_id
    place = shard_of(lead_id, SHARDS) if shard is None else shard
    return EnrollmentKey(CampaignId(campaign_id), RunId(run_id), place, lead_id)


def an_enrollment(
    lead: Lead | None = None,
    *,
    campaign_id: str = CAMPAIGN,
    run_id: str = LIVE,
    shard: int | None = None,
    **changes: Any,
) -> Enrollment:
    """A lead that is due for its first step."""
    lead = lead or a_lead()
    enrollment = Enrollment(
        key=a_key(lead, campaign_id=campaign_id, run_id=run_id, shard=shard),
        lead=lead,
        state=State.DUE,
        step=0,
        attempt=0,
        tries=0,
        lane=Lane.FIRST,
        due_at=NOON,
        enrolled_at=NOON,
        changed_at=NOON,
    )
    return replace(enrollment, **changes)


def a_touch(
    key: EnrollmentKey | None = None,
    *,
    step: int = 0,
    message_id: str = "intro",
    state: TouchState = TouchState.SENT,
    **changes: Any,
) -> Touch:
    key = key or a_key()
    message = MessageId(message_id)
    touch = Touch(
        step=step,
        message_id=message,
        key=idempotency_key(key.campaign_id, key.lead_id, message, step),
        state=state,
        attempts=1,
        at=NOON,
    )
    return replace(touch, **changes)


def a_change(state: State = State.DUE, *, origin: State = State.SENDING, **changes: Any) -> Change:
    """By default: the first step was sent, the second is due in three days."""
    ended = state is State.ENDED
    values: dict[str, Any] = {
        "origin": origin,
        "state": state,
        "step": 1,
        "tries": 0,
        "lane": None if ended else Lane.NEXT,
        "due_at": None if ended else NOON + 3 * DAY,
        "reason": Reason.COMPLETED if ended else None,
        "at": NOON,
    }
    return Change(**(values | changes))


def a_campaign(campaign_id: str = CAMPAIGN, **changes: Any) -> Campaign:
    campaign = Campaign(
        campaign_id=CampaignId(campaign_id),
        name="Demo",
        sender=CampaignSender(
            address="sales@us.example", postal_address="1 Main Street, Springfield", name="Sales"
        ),
        steps=DEFAULT_STEPS,
        policy=Policy(),
        fields={"first_name": "there"},
        templates={
            f"{message}{suffix}": text
            for message in ("intro", "followup1", "followup2")
            for suffix, text in (
                (".subject.txt", "Hello {{ first_name }}"),
                (".txt", "Hello {{ first_name }}\n{{ unsubscribe_url }}\n{{ postal_address }}\n"),
                (".html", "<p>Hello {{ first_name }}</p><a href='{{ unsubscribe_url }}'>stop</a>"),
            )
        },
        shards=SHARDS,
    )
    return replace(campaign, **changes)


def a_run(
    campaign_id: str = CAMPAIGN,
    run_id: str = LIVE,
    *,
    status: RunStatus = RunStatus.RUNNING,
    **changes: Any,
) -> RunControl:
    run = RunControl(
        campaign_id=CampaignId(campaign_id),
        run_id=RunId(run_id),
        mode=Mode.LIVE if run_id == LIVE else Mode.PROOF,
        status=status,
        revision="0" * 16,
        shards=SHARDS,
        started_at=NOON - DAY,
        changed_at=NOON - DAY,
        changed_by="test",
    )
    return replace(run, **changes)


def a_control(*, killed: bool = False, **changes: Any) -> GlobalControl:
    return replace(GlobalControl(killed=killed, changed_at=NOON - DAY, changed_by="test"), **changes)


def an_order(reason: Reason = Reason.UNSUBSCRIBED, *, scope: str = EVERYWHERE, **changes: Any) -> Order:
    order = Order(scope=scope, reason=reason, source="unsubscribe", actor="lead", at=NOON)
    return replace(order, **changes)


def a_recipient_row(lead: Lead | None = None, **changes: Any) -> RecipientRow:
    lead = lead or a_lead()
    return replace(RecipientRow(recipient=lead.recipient, address=lead.address), **changes)


def a_message(enrollment: Enrollment | None = None, **changes: Any) -> TouchMessage:
    enrollment = enrollment or an_enrollment()
    key, lead = enrollment.key, enrollment.lead
    values: dict[str, Any] = {
        "campaign_id": key.campaign_id,
        "run_id": key.run_id,
        "shard": key.shard,
        "lead_id": key.lead_id,
        "step": enrollment.step,
        "attempt": enrollment.attempt,
        "recipient": lead.recipient,
        "domains": lead.domains,
        "valid_until": NOON + 10 * MINUTE,
    }
    return TouchMessage(**(values | changes))


def a_fence(enrollment: Enrollment) -> Fence:
    return Fence(enrollment.step, enrollment.attempt)


def tags_of(key: EnrollmentKey, *, step: int = 0, claim_id: str = "claim-1") -> Mapping[str, str]:
    return {
        "campaign": key.campaign_id,
        "run": key.run_id,
        "shard": str(key.shard),
        "lead": key.lead_id,
        "step": str(step),
        "claim": ClaimId(claim_id),
    }


def a_mail(
    key: EnrollmentKey | None = None, *, step: int = 0, claim_id: str = "claim-1", **changes: Any
) -> Mail:
    mail = Mail(
        sender="Sales <sales@us.example>",
        recipient="jane@acme.example",
        subject="Hello Jané",
        text="Hello Jané\n",
        html="<p>Hello Jané</p>",
        reply_to="replies@us.example",
        headers={
            "List-Unsubscribe": "<https://us.example/u/token>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        tags=tags_of(key or a_key(), step=step, claim_id=claim_id),
    )
    return replace(mail, **changes)
