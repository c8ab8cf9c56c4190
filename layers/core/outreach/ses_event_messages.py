"""SES events as EventBridge delivers them, turned into values of the domain.

The `detail` of the EventBridge event has the shape that the SES developer guide describes in "Contents of
event data that Amazon SES publishes". Only the fields that are needed are declared, so SES may add, rename or
drop any other field. An event may contain anything: `read_event` never raises, and returns `Unusable` with the
reason for an event that cannot be used.
"""

from collections.abc import Mapping

from pydantic import AwareDatetime, Field, ValidationError

from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import LIVE, CampaignId, ClaimId, LeadId, RunId, SesMessageId, is_rehearsal
from outreach.domain.ses_event import (
    TEST_TAG,
    BounceReport,
    SendingDisabled,
    SesEvent,
    SesEventKind,
    TouchName,
    Unusable,
    canonical,
)
from outreach.ses_parts import Part, Text

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

_AUTOMATED = {"Likely": True, "Unlikely": False}
STATUS_TYPE = "Sending Status Disabled"


class _Recipient(Part):
    emailAddress: Text
    status: Text = ""
    diagnosticCode: Text = ""


class _Happened(Part):
    timestamp: AwareDatetime | None = None


class _Engaged(_Happened):
    userAgent: Text | None = None
    link: Text | None = None
    isBotEvent: object = None


class _Bounce(_Happened):
    bounceType: Text
    bounceSubType: Text = ""
    bouncedRecipients: tuple[_Recipient, ...] = Field(min_length=1, max_length=50)
    feedbackId: Text = ""


class _Complaint(_Happened):
    complainedRecipients: tuple[_Recipient, ...] = Field(min_length=1, max_length=50)
    feedbackId: Text = ""
    complaintFeedbackType: Text | None = None
    complaintSubType: Text | None = None


class _Topics(Part):
    unsubscribeAll: bool = False


class _Subscription(_Happened):
    newTopicPreferences: _Topics = Field(default_factory=_Topics)


class _Mail(Part):
    timestamp: AwareDatetime
    messageId: SesMessageId = Field(pattern=r"^[A-Za-z0-9@._-]{1,200}$")
    source: Text
    destination: tuple[Text, ...] = Field(max_length=50)
    tags: dict[str, tuple[Text, ...]] = Field(default={})


class _Detail(Part):
    eventType: str
    mail: _Mail
    bounce: _Bounce | None = None
    complaint: _Complaint | None = None
    subscription: _Subscription | None = None
    delivery: _Happened | None = None
    deliveryDelay: _Happened | None = None
    open: _Engaged | None = None
    click: _Engaged | None = None

    @property
    def happened(self) -> _Happened:
        """Return the object named after the event type. It is empty for types that have no timestamp of their own."""
        name = {"DeliveryDelay": "deliveryDelay"}.get(self.eventType, self.eventType.lower())
        return getattr(self, name, None) or _Happened()


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
    bounce, complaint = detail.bounce, detail.complaint
    if (kind is SesEventKind.BOUNCE and bounce is None) or (
        kind is SesEventKind.COMPLAINT and complaint is None
    ):
        return Unusable.MALFORMED
    engaged = (
        detail.open if kind is SesEventKind.OPEN else detail.click if kind is SesEventKind.CLICK else None
    )
    part = bounce if kind is SesEventKind.BOUNCE else complaint if kind is SesEventKind.COMPLAINT else None
    key = EnrollmentKey(tags.campaign, tags.run, tags.shard, tags.lead)
    return SesEvent(
        kind=kind,
        touch=TouchName(key, tags.step),
        claim_id=tags.claim,
        ses_message_id=mail.messageId,
        sent_at=mail.timestamp,
        at=detail.happened.timestamp or mail.timestamp,
        account=envelope.account,
        configuration_sets=mail.tags.get("ses:configuration-set", ()),
        sender=canonical(mail.source),
        destination=mail.destination,
        recipients=_recipients(part, mail),
        feedback_id=part.feedbackId if part else "",
        bounces=_reports(bounce) if bounce and kind is SesEventKind.BOUNCE else (),
        complaint_type=(complaint.complaintFeedbackType or "") if complaint else "",
        sub_type=(complaint.complaintSubType or "") if complaint else "",
        user_agent=(engaged.userAgent or "") if engaged else "",
        link=engaged.link if engaged and kind is SesEventKind.CLICK else None,
        automated=_automated(engaged),
        opted_out=detail.subscription is not None and detail.subscription.newTopicPreferences.unsubscribeAll,
    )


def _automated(engaged: _Engaged | None) -> bool | None:
    """Read what SES takes to be behind an open or a click. Any other value than the two that are known says nothing.

    The field is there since August 2026 ("Amazon SES now helps identify automated open and click events in event
    notifications", https://aws.amazon.com/about-aws/whats-new/2026/08/amazon-ses-automated-email-interactions/).
    """
    said = engaged.isBotEvent if engaged else None
    return _AUTOMATED.get(said) if isinstance(said, str) else None


def _recipients(part: _Bounce | _Complaint | None, mail: _Mail) -> tuple[str, ...]:
    match part:
        case _Bounce():
            return tuple(one.emailAddress for one in part.bouncedRecipients)
        case _Complaint():
            return tuple(one.emailAddress for one in part.complainedRecipients)
        case None:
            return mail.destination


def _reports(bounce: _Bounce) -> tuple[BounceReport, ...]:
    return tuple(
        BounceReport(bounce.bounceType, bounce.bounceSubType, one.status, one.diagnosticCode)
        for one in bounce.bouncedRecipients
    )
