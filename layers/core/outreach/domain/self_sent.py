"""A mail that an operator sends to themselves: how it is marked, and what forbids it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from outreach.domain.campaign import Campaign
from outreach.domain.choosing import Choice
from outreach.domain.control import GlobalControl, KillSwitch
from outreach.domain.enrollment import (
    Enrollment,
    EnrollmentKey,
    Lane,
    Lead,
    State,
    Touch,
    TouchState,
)
from outreach.domain.ids import LIVE, CampaignId, MessageId, SesMessageId, idempotency_key, shard_of
from outreach.domain.mail import Mail
from outreach.domain.reasons import Reason
from outreach.domain.ses_event import TEST_TAG
from outreach.domain.suppression import DomainRow, RecipientRow, gravest

_MARK = "[TEST] "
_OF_A_CONVERSATION = frozenset({"In-Reply-To", "References"})
_NEVER_SENT = SesMessageId("never-sent")


def forbidden(
    switch: KillSwitch,
    control: GlobalControl | None,
    recipients: Sequence[RecipientRow],
    domains: Sequence[DomainRow],
    campaign_id: CampaignId,
) -> Reason | None:
    """Return what forbids such a mail now: a stop, or any order about its recipient. None if nothing does.

    An address that was never imported has no row. A stack on which no run was ever started has no global row.
    """
    if switch is KillSwitch.UNREADABLE:
        return Reason.KILL_SWITCH_UNREADABLE
    if switch is KillSwitch.ON or (control is not None and control.killed):
        return Reason.KILLED
    if control is not None and control.restored:
        return Reason.RESTORING
    own = gravest((order for row in recipients for order in row.orders), campaign_id)
    if own is not None:
        return own.reason
    others = gravest((order for row in domains for order in row.orders), campaign_id)
    return None if others is None else Reason.DOMAIN_SUPPRESSED


def before_its_mail(campaign: Campaign, lead: Lead, earlier: Sequence[Choice], now: datetime) -> Enrollment:
    """Return an enrollment that nobody stores: the lead has got these messages, and is due for the step after them."""
    key = EnrollmentKey(campaign.campaign_id, LIVE, shard_of(lead.lead_id, campaign.shards), lead.lead_id)
    touches = {
        number: Touch(
            step=number,
            message_id=choice.message_id,
            key=idempotency_key(campaign.campaign_id, lead.lead_id, choice.message_id, number),
            state=TouchState.SENT,
            attempts=1,
            at=now,
            ses_message_id=_NEVER_SENT,
            arm=choice.arm,
        )
        for number, choice in enumerate(earlier)
    }
    return Enrollment(
        key, lead, State.DUE, len(earlier), attempt=0, tries=0, lane=Lane.NEXT, due_at=now, touches=touches
    )


def marked(mail: Mail, to: str, campaign_id: CampaignId, message_id: MessageId) -> Mail:
    """Return the mail as it goes to the operator: its subject says what it is, and its tags name no touch.

    The mails that a follow-up refers to were never sent to the operator, so it refers to none.
    """
    headers = {name: value for name, value in mail.headers.items() if name not in _OF_A_CONVERSATION}
    tags = {"campaign": campaign_id, "message": message_id, TEST_TAG: "yes"}
    return replace(mail, recipient=to, subject=_MARK + mail.subject, headers=headers, tags=tags)
