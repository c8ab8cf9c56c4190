"""What an event of SES says beside its mail: of a bounce, a complaint, an open, a click or a subscription.

Most events are deliveries, which say no more than when. So only who gets another one loads this.
"""

from dataclasses import replace

from pydantic import Field, ValidationError

from outreach.domain.ses_event import BounceReport, SesEvent, SesEventKind, Unusable
from outreach.ses_parts import Happened, Part, Text

_AUTOMATED = {"Likely": True, "Unlikely": False}


class _Recipient(Part):
    emailAddress: Text
    status: Text = ""
    diagnosticCode: Text = ""


class _Bounce(Happened):
    bounceType: Text
    bounceSubType: Text = ""
    bouncedRecipients: tuple[_Recipient, ...] = Field(min_length=1, max_length=50)
    feedbackId: Text = ""


class _Complaint(Happened):
    complainedRecipients: tuple[_Recipient, ...] = Field(min_length=1, max_length=50)
    feedbackId: Text = ""
    complaintFeedbackType: Text | None = None
    complaintSubType: Text | None = None


class _Engaged(Happened):
    userAgent: Text | None = None
    link: Text | None = None
    isBotEvent: object = None


class _Topics(Part):
    unsubscribeAll: bool = False


class _Subscription(Happened):
    newTopicPreferences: _Topics = Field(default_factory=_Topics)


def reported(event: SesEvent, report: object) -> SesEvent | Unusable:
    """Add to an event what its report says. `report` is the part of its `detail` that its type names; None if there is none."""
    given = {} if report is None else report
    try:
        match event.kind:
            case SesEventKind.BOUNCE:
                return _bounced(event, _Bounce.model_validate(given))
            case SesEventKind.COMPLAINT:
                return _complained(event, _Complaint.model_validate(given))
            case SesEventKind.OPEN | SesEventKind.CLICK:
                return _engaged(event, _Engaged.model_validate(given))
            case SesEventKind.SUBSCRIPTION:
                return _subscribed(event, _Subscription.model_validate(given))
    except (ValidationError, RecursionError):
        return Unusable.MALFORMED
    raise AssertionError(event.kind)


def _bounced(event: SesEvent, told: _Bounce) -> SesEvent:
    return replace(
        event,
        at=told.timestamp or event.at,
        recipients=tuple(one.emailAddress for one in told.bouncedRecipients),
        feedback_id=told.feedbackId,
        bounces=tuple(
            BounceReport(told.bounceType, told.bounceSubType, one.status, one.diagnosticCode)
            for one in told.bouncedRecipients
        ),
    )


def _complained(event: SesEvent, told: _Complaint) -> SesEvent:
    return replace(
        event,
        at=told.timestamp or event.at,
        recipients=tuple(one.emailAddress for one in told.complainedRecipients),
        feedback_id=told.feedbackId,
        complaint_type=told.complaintFeedbackType or "",
        sub_type=told.complaintSubType or "",
    )


def _engaged(event: SesEvent, told: _Engaged) -> SesEvent:
    return replace(
        event,
        at=told.timestamp or event.at,
        user_agent=told.userAgent or "",
        link=told.link if event.kind is SesEventKind.CLICK else None,
        automated=_automated(told.isBotEvent),
    )


def _automated(said: object) -> bool | None:
    """Read what SES takes to be behind an open or a click. Any other value than the two that are known says nothing.

    The field is there since August 2026 ("Amazon SES now helps identify automated open and click events in event
    notifications", https://aws.amazon.com/about-aws/whats-new/2026/08/amazon-ses-automated-email-interactions/).
    """
    return _AUTOMATED.get(said) if isinstance(said, str) else None


def _subscribed(event: SesEvent, told: _Subscription) -> SesEvent:
    return replace(event, at=told.timestamp or event.at, opted_out=told.newTopicPreferences.unsubscribeAll)
