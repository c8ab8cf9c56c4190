"""SES events as EventBridge delivers them, turned into values of the domain.

The `detail` of the EventBridge event has the shape that the SES developer guide describes in "Contents of
event data that Amazon SES publishes". Only the fields that are needed are declared, so SES may add, rename or
drop any other field. An event may contain anything: `read_event` never raises, and returns `Unusable` with the
reason for an event that cannot be used.
"""

from collections.abc import Mapping
from datetime import datetime

from pydantic import AwareDatetime, Field, ValidationError

from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import LIVE, CampaignId, ClaimId, LeadId, RunId, SesMessageId, is_rehearsal
from outreach.domain.ses_event import (
    TEST_TAG,
    SendingDisabled,
    SesEvent,
    SesEventKind,
    TouchName,
    Unusable,
    canonical,
)
from outreach.ses_parts import Happened, Part, Text

SOURCE = "aws.ses"
KINDS = {
    "Send": SesEventKind.SEND,
    "Delivery": SesEventKind.DELIVERY,
    "DeliveryDelay": SesEventKind.DELAY,
    "Bounce": SesEventKind.BOUNCE,
    "Complaint": SesEventKind.COMPLAINT,
    "Reject": SesEventKind.REJECT,
    "Rendering Failure": SesEventKind.RENDERING_FAILURE,
    "Open": SesEventKind.OPEN,
    "Click": SesEventKind.CLICK,
    "Subscription": SesEventKind.SUBSCRIPTION,
}
"""By the event's `eventType`. SES uses the same values for every type of event destination."""

STATUS_TYPE = "Sending Status Disabled"

_REPORTS = {
    SesEventKind.BOUNCE: "bounce",
    SesEventKind.COMPLAINT: "complaint",
    SesEventKind.OPEN: "open",
    SesEventKind.CLICK: "click",
    SesEventKind.SUBSCRIPTION: "subscription",
}
"""Where in an event's `detail` the report is that says more than when. `ses_report_messages` reads it."""


class _Mail(Part):
    timestamp: AwareDatetime
    messageId: SesMessageId = Field(pattern=r"^[A-Za-z0-9@._-]{1,200}$")
    source: Text
    destination: tuple[Text, ...] = Field(max_length=50)
    tags: dict[str, tuple[Text, ...]] = Field(default={})


class _Detail(Part):
    eventType: str
    mail: _Mail
    delivery: Happened | None = None
    deliveryDelay: Happened | None = None
    bounce: object = None
    complaint: object = None
    open: object = None
    click: object = None
    subscription: object = None

    @property
    def delivered_at(self) -> datetime | None:
        """Return when the mail was delivered or delayed; None for other types."""
        happened = {"Delivery": self.delivery, "DeliveryDelay": self.deliveryDelay}.get(self.eventType)
        return happened.timestamp if happened else None


class _Envelope(Part):
    account: str = Field(pattern=r"^\d{12}$")
    detail: _Detail


class _Tags(Part):
    campaign: CampaignId = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,47}$")
    run: RunId = Field(pattern=r"^(live|proof-[1-9][0-9]{0,5})$")
    shard: int = Field(ge=0, lt=1_000_000)
    lead: LeadId = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    step: int = Field(ge=0, lt=1_000)
    claim: ClaimId = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")


def read_event(raw: object) -> SesEvent | SendingDisabled | Unusable:
    """Read an event that EventBridge delivered, or return why it cannot be used. Never raises."""
    if not isinstance(raw, Mapping) or raw.get("source") != SOURCE:
        return Unusable.NOT_SES
    if raw.get("detail-type") != STATUS_TYPE:
        return _about_a_mail(raw)
    from outreach.ses_status_messages import sending_disabled

    return sending_disabled(raw)


def _about_a_mail(raw: Mapping[str, object]) -> SesEvent | Unusable:
    try:
        envelope = _Envelope.model_validate(raw)
    except (ValidationError, RecursionError):
        return Unusable.MALFORMED
    kind = KINDS.get(envelope.detail.eventType)
    if kind is None:
        return Unusable.UNKNOWN_KIND
    if TEST_TAG in envelope.detail.mail.tags:
        return Unusable.TEST_MAIL
    tags = _tags(envelope.detail.mail.tags)
    if tags is None:
        return Unusable.UNTAGGED
    if is_rehearsal(tags.run) or tags.run != LIVE:
        return Unusable.NOT_LIVE
    return _event(kind, envelope, tags)


def _tags(given: Mapping[str, tuple[str, ...]]) -> _Tags | None:
    """Read the message tags that we set; None unless each of them is there, with one valid value."""
    single = {name: values[0] for name, values in given.items() if len(values) == 1}
    try:
        return _Tags.model_validate(single)
    except ValidationError:
        return None


def _event(kind: SesEventKind, envelope: _Envelope, tags: _Tags) -> SesEvent | Unusable:
    detail, mail = envelope.detail, envelope.detail.mail
    key = EnrollmentKey(tags.campaign, tags.run, tags.shard, tags.lead)
    event = SesEvent(
        kind=kind,
        touch=TouchName(key, tags.step),
        claim_id=tags.claim,
        ses_message_id=mail.messageId,
        sent_at=mail.timestamp,
        at=detail.delivered_at or mail.timestamp,
        account=envelope.account,
        configuration_sets=mail.tags.get("ses:configuration-set", ()),
        sender=canonical(mail.source),
        destination=mail.destination,
        recipients=mail.destination,
    )
    if kind not in _REPORTS:
        return event
    from outreach.ses_report_messages import reported

    return reported(event, getattr(detail, _REPORTS[kind]))
