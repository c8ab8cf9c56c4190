"""A world that hears events of SES, and events as EventBridge delivers them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from outreach.domain.campaign import Campaign
from outreach.domain.delivery import DeliveryRecord
from outreach.domain.enrollment import Lead
from outreach.domain.ids import ClaimId, SesMessageId
from outreach.domain.mail import Mail
from outreach.domain.reasons import Reason
from outreach.domain.ses_event import TouchName
from outreach.memory import MemoryAddressHistory, MemoryDeliveries
from outreach.queue_records import QueueRecord
from outreach.services.feedback.batch import FeedbackBatch
from outreach.services.feedback.events import Feedback, FeedbackReport
from outreach.services.feedback.ports import FeedbackPorts, OwnIdentity
from outreach.ses_event_messages import read_event
from world.builders import CAMPAIGN, NOON, a_message, tags_of
from world.memory import World

ACCOUNT = "123456789012"
CONFIGURATION_SET = "outreach"
SENDER = "Sales <sales@us.example>"
_PARTS = {"DeliveryDelay": "deliveryDelay", "Rendering Failure": "failure"}


def an_event(
    kind: str,
    *,
    tags: Mapping[str, str],
    to: str,
    message_id: str = "mail-1",
    sent_at: datetime = NOON,
    at: datetime | None = None,
    account: str = ACCOUNT,
    configuration_set: str = CONFIGURATION_SET,
    sender: str = SENDER,
    **part: Any,
) -> dict[str, Any]:
    """One event. `part` is the part of its detail that is about the event itself."""
    own = {"timestamp": stamp(at or sent_at)} if kind not in ("Send", "Reject", "Rendering Failure") else {}
    return {
        "version": "0",
        "id": "7bf73129-1428-4cd3-a780-95db273d1602",
        "detail-type": "Email",
        "source": "aws.ses",
        "account": account,
        "time": stamp(at or sent_at),
        "region": "us-east-1",
        "resources": [f"arn:aws:ses:us-east-1:{account}:configuration-set/{configuration_set}"],
        "detail": {
            "eventType": kind,
            _PARTS.get(kind, kind.lower()): own | part,
            "mail": {
                "timestamp": stamp(sent_at),
                "source": sender,
                "sendingAccountId": account,
                "messageId": message_id,
                "destination": [to],
                "headersTruncated": False,
                "tags": {
                    "ses:configuration-set": [configuration_set],
                    **{name: [value] for name, value in tags.items()},
                },
            },
        },
    }


def a_sending_disabled(event_id: str, at: datetime, *resources: str) -> dict[str, Any]:
    """SES says that these resources may not send any more, as AWS documents it for tenants."""
    record = {"status": "DISABLED", "cause": "High bounce rate."}
    return {
        "version": "0",
        "id": event_id,
        "detail-type": "Sending Status Disabled",
        "source": "aws.ses",
        "account": ACCOUNT,
        "time": stamp(at),
        "region": "us-east-1",
        "resources": list(resources),
        "detail": {"version": "1.0.0", "data": {"origin": "AWS_MANAGED", "record": record}},
    }


def bounce(
    to: str, *, kind: str = "Permanent", sub_type: str = "General", status: str = "5.1.1", text: str = ""
) -> dict[str, Any]:
    return {
        "bounceType": kind,
        "bounceSubType": sub_type,
        "bouncedRecipients": [{"emailAddress": to, "status": status, "diagnosticCode": text}],
        "feedbackId": "feedback-1",
    }


def complaint(to: str, *, about: str | None = "abuse", sub_type: str | None = None) -> dict[str, Any]:
    return {
        "complainedRecipients": [{"emailAddress": to}],
        "feedbackId": "feedback-2",
        "complaintFeedbackType": about,
        "complaintSubType": sub_type,
    }


SOFT = {"kind": "Transient", "sub_type": "MailboxFull", "status": "5.2.2"}
AUTOMATIC_REPLY = {"kind": "Transient", "sub_type": "General", "status": ""}
UNCLEAR = {"status": "5.0.0", "text": "smtp; 550 not today"}
PREDICTED = {
    "sub_type": "EmailValidationSuppressed",
    "text": "Amazon SES did not send the message to this address",
}
ON_ACCOUNT_LIST = {"sub_type": "OnAccountSuppressionList"}
ON_TENANT_LIST = {"sub_type": "OnTenantSuppressionList"}
BLOCK = {"status": "5.7.1", "text": "smtp; 554 5.7.1 blocked using zen.spamhaus.org"}


def hear(feedback: Feedback, raw: object) -> FeedbackReport:
    """Handle one event alone, and let it raise."""
    return feedback.hear(read_event(raw))


class FeedbackWorld(World):
    """A World that also handles feedback."""

    def __init__(self, campaign: Campaign | None = None, **senders: Any) -> None:
        super().__init__(campaign, **senders)
        self.deliveries = MemoryDeliveries(self.tables)
        self.history = MemoryAddressHistory(self.tables)
        self.feedback = self.feedback_over()

    def feedback_over(self, **ports: Any) -> Feedback:
        made = FeedbackPorts(
            enrollments=self.enrollments,
            controls=self.controls,
            campaigns=self.campaigns,
            suppressions=self.suppressions,
            deliveries=self.deliveries,
            tallies=self.tallies,
            history=self.history,
            alarms=self.alarms,
            clock=self.clock,
        )
        return Feedback(replace(made, **ports), OwnIdentity(ACCOUNT, CONFIGURATION_SET))

    def event(self, mail: Mail, kind: str, *, message_id: str | None = None, **given: Any) -> dict[str, Any]:
        """An event of SES about a mail that the world's sender took."""
        number = next((each for each, sent in self.ses.accepted.items() if sent == mail), "mail-1")
        return an_event(kind, tags=mail.tags, to=mail.recipient, message_id=message_id or number, **given)

    def hear(self, kind: str, lead: Lead, *, step: int = 0, **given: Any) -> FeedbackReport:
        """Handle an event about the mail that a lead got."""
        return self.take(self.event(self.mail_to(lead, step), kind, **given))

    def take_batch(
        self, *raws: object, left: timedelta = timedelta(minutes=1)
    ) -> list[FeedbackReport | None]:
        """Handle a batch; return what came of each event. None: it comes again."""
        records = [QueueRecord(str(number), 1, json.dumps(raw)) for number, raw in enumerate(raws)]
        return [report for _, report in FeedbackBatch(self.feedback).handle(records, lambda: left)]

    def take(self, raw: object) -> FeedbackReport:
        """Handle one event."""
        return hear(self.feedback, raw)

    def mail_to(self, lead: Lead, step: int = 0) -> Mail:
        return [m for m in self.ses.mails if m.recipient == lead.address and m.tags["step"] == str(step)][-1]

    def sent(self, *leads: Lead) -> None:
        """Start a live run and send the first step to everybody."""
        self.start(*leads)
        self.turn()

    def claim(self, lead: Lead, claim_id: str = "claim-1") -> Mapping[str, str]:
        """Claim a touch, and die. Returns the tags of the mail that may have gone out."""
        enrollment = self.enrollment(lead)
        message = a_message(enrollment)
        self.enrollments.claim(message.key, message.fence, ClaimId(claim_id), self.clock.now())
        return tags_of(message.key, step=enrollment.step, claim_id=claim_id)

    def record(self, lead: Lead, step: int = 0) -> DeliveryRecord | None:
        return self.deliveries.get(TouchName(self.enrollment(lead).key, step))

    def orders(self, lead: Lead) -> list[tuple[str, Reason, str, str]]:
        row = self.suppressions.recipient(lead.recipient)
        assert row is not None
        return [(order.scope, order.reason, order.source, order.actor) for order in row.orders]

    def refusals(self) -> list[str]:
        return [given["reason"] for name, _, given in self.alarms.events if name == "FeedbackRefused"]


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


LATER = timedelta(seconds=3)
__all__ = [
    "ACCOUNT",
    "BLOCK",
    "CAMPAIGN",
    "LATER",
    "SOFT",
    "FeedbackWorld",
    "SesMessageId",
    "a_sending_disabled",
    "an_event",
    "bounce",
    "complaint",
]
