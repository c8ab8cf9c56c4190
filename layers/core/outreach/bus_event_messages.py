"""The events on the stack's own bus as others read them: one model, and one published schema, for each kind.

`tools/event_schemas.py` writes the schemas that stand in infra/events/schemas. A field that is added keeps the version, because
a consumer ignores what it does not know. A field that is taken away, or means something else, makes a new version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from outreach.domain.bus_event import BusEvent, BusEventKind

SOURCE = "outreach"
"""The `source` of each event."""
VERSION = 1

_CampaignId = Annotated[str, Field(description="The id of the campaign.")]
_LeadId = Annotated[
    str, Field(description="The id of the lead in this campaign. Another campaign has another one.")
]
_Recipient = Annotated[
    str, Field(description="A keyed hash of the address: the same in every campaign, and no address.")
]
_Address = Annotated[
    str | None,
    Field(description="The address. Only with PublishEvents=with-addresses, and while it is not erased."),
]
_Sender = Annotated[
    str | None, Field(description="The address of the sender. Only with PublishEvents=with-addresses.")
]
_Step = Annotated[int, Field(ge=0, description="The position of the mail in the sequence; the first is 0.")]


class _Detail(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: Literal[1] = Field(description="The version of this schema.")
    id: str = Field(
        pattern="^[0-9a-f]{32}$", description="The same if the event comes again. Drop what you have seen."
    )
    at: AwareDatetime = Field(description="When it happened.")


class _OfLead(_Detail):
    campaign: _CampaignId
    lead: _LeadId
    address: _Address = None


class _OfMail(_OfLead):
    step: _Step


class LeadEnrolled(_OfLead):
    """A lead has joined the live run of a campaign."""

    recipient: _Recipient


class MailSent(_OfMail):
    """SES took a mail, or nobody knows and the campaign counts it as sent."""

    recipient: _Recipient
    message: str = Field(description="The id of the message.")
    arm: str | None = Field(default=None, description="The arm of the campaign's experiment.")
    sender: _Sender = None
    ses_message_id: str | None = Field(default=None, description="The id that SES gave to the mail.")
    claim: str | None = Field(default=None, description="The id of the attempt. SES names it in its events.")
    assumed: bool = Field(description="Whether SES never said that it took the mail.")


class MailDelivered(_OfMail):
    """The server of the recipient took the mail."""


class MailBounced(_OfMail):
    """The server of the recipient refused the mail, or SES did not try."""

    bounce: Literal["hard", "soft", "blocked", "unclear", "withheld"] = Field(
        description="hard: never again. soft: for now. blocked: it refuses us as senders. withheld: SES did not try."
    )
    detail: str = Field(description="The types and codes of SES.")


class MailComplained(_OfMail):
    """The person reported the mail as spam."""

    detail: str = Field(description="The types of SES.")


class MailOpened(_OfMail):
    """The mail was opened for the first time, as far as anybody can tell."""

    by: str = Field(description="person, or unsure where a machine may have done it.")


class MailClicked(_OfMail):
    """A link of the mail was followed for the first time."""

    by: str = Field(description="person, or unsure where a machine may have done it.")


class LeadCorrected(_OfLead):
    """An operator or an import corrected values of a lead."""

    recipient: _Recipient
    values: tuple[str, ...] = Field(
        description="The names of the values that changed, and not what they are."
    )
    by: str = Field(description="The operator.")


class LeadStopped(_OfMail):
    """An operator ended the sequence of a lead. A sequence.finished follows, perhaps after a mail that is in flight."""

    recipient: _Recipient
    by: str = Field(description="The operator.")
    reason: str | None = Field(default=None, description="Why, in words.")


class LeadReopened(_OfMail):
    """An operator let the sequence of a lead go on that had ended. Its sequence.finished is history."""

    recipient: _Recipient
    by: str = Field(description="The operator.")
    reason: str | None = Field(default=None, description="Why, in words.")


class LeadHeld(_Detail):
    """An operator held mail to a person back."""

    recipient: _Recipient
    campaign: str | None = Field(default=None, description="Only if the hold is for one campaign.")
    address: _Address = None
    until: AwareDatetime = Field(
        description="Nothing is sent before. A later time takes the place of this one."
    )
    by: str = Field(description="The operator.")


class LeadRemoved(_OfLead):
    """An operator took a lead out of the campaign, to whom nothing had been sent. Its lead.enrolled is history."""

    by: str = Field(description="The operator.")
    reason: str | None = Field(default=None, description="Why, in words.")


class LeadReplied(_OfLead):
    """A person wrote back."""

    mail: str = Field(description="The id of the received mail.")
    reply: Literal["human", "unsubscribe", "possible_unsubscribe"] = Field(
        description="What it was taken for."
    )


class LeadOutOfOffice(_OfLead):
    """The mailbox of the lead answered that its owner is away."""

    mail: str = Field(description="The id of the received mail.")
    back_on: str | None = Field(default=None, description="The date of the return, if the mail named one.")


class ReplyLabelled(_OfLead):
    """Somebody of the team said what a reply was. A later label takes the place of this one."""

    mail: str = Field(description="The id of the received mail.")
    label: Literal["unsubscribe", "not-unsubscribe", "interested", "later", "no", "wrong-person"] = Field(
        description="What it was."
    )
    by: str = Field(description="The operator.")


class _OfOrder(_Detail):
    recipient: _Recipient
    campaign: str | None = Field(default=None, description="Only if the order is for one campaign.")
    address: _Address = None
    source: str = Field(description="unsubscribe (a link), reply, ses-event, operator or import.")


class LeadUnsubscribed(_OfOrder):
    """A person does not want mails any more."""


class LeadSuppressed(_OfOrder):
    """Another order not to write to an address."""

    reason: Literal["dnc", "bounced", "complained", "suppressed", "erased"] = Field(description="Why.")


class SequenceFinished(_OfLead):
    """Nothing more is sent to the lead in this campaign, unless an operator says so."""

    recipient: _Recipient
    reason: str = Field(description="completed, or why it ended early. docs/glossary.md lists the reasons.")


class RunPaused(_Detail):
    """The live run of a campaign was paused."""

    campaign: _CampaignId
    by: str = Field(description="The operator, `breaker`, or the function that paused it.")
    reason: str | None = Field(default=None, description="Why, in words.")


class RunResumed(_Detail):
    """The live run of a campaign goes on after a pause."""

    campaign: _CampaignId
    by: str = Field(description="The operator who resumed it.")
    reason: str | None = Field(default=None, description="Why, in words.")


class RunCancelled(_Detail):
    """The live run was ended for good. `sequence.finished` follows for each lead whose sequence was not over."""

    campaign: _CampaignId
    by: str = Field(description="The operator who cancelled it.")
    reason: str | None = Field(default=None, description="Why, in words.")


class BreakerOpened(_Detail):
    """Too many mails bounced or were reported as spam. The run was paused for that."""

    campaign: _CampaignId
    reason: str | None = Field(default=None, description="The rate that was too high.")


class _OfSender(_Detail):
    campaign: _CampaignId
    sender: _Sender = None
    by: str = Field(description="The operator, or `breaker`.")
    reason: str | None = Field(default=None, description="Why, in words.")


class SenderStopped(_OfSender):
    """One of several senders of the live run was stopped. The others go on."""

    leads: Literal["wait", "move"] = Field(
        description="What becomes of who has had a mail of it: they wait, or move to other senders."
    )


class SenderResumed(_OfSender):
    """A sender that had been stopped goes on."""


DETAILS: Mapping[BusEventKind, type[_Detail]] = {
    BusEventKind.LEAD_ENROLLED: LeadEnrolled,
    BusEventKind.MAIL_SENT: MailSent,
    BusEventKind.MAIL_DELIVERED: MailDelivered,
    BusEventKind.MAIL_BOUNCED: MailBounced,
    BusEventKind.MAIL_COMPLAINED: MailComplained,
    BusEventKind.MAIL_OPENED: MailOpened,
    BusEventKind.MAIL_CLICKED: MailClicked,
    BusEventKind.LEAD_CORRECTED: LeadCorrected,
    BusEventKind.LEAD_STOPPED: LeadStopped,
    BusEventKind.LEAD_REOPENED: LeadReopened,
    BusEventKind.LEAD_HELD: LeadHeld,
    BusEventKind.LEAD_REMOVED: LeadRemoved,
    BusEventKind.LEAD_REPLIED: LeadReplied,
    BusEventKind.LEAD_OUT_OF_OFFICE: LeadOutOfOffice,
    BusEventKind.REPLY_LABELLED: ReplyLabelled,
    BusEventKind.LEAD_UNSUBSCRIBED: LeadUnsubscribed,
    BusEventKind.LEAD_SUPPRESSED: LeadSuppressed,
    BusEventKind.SEQUENCE_FINISHED: SequenceFinished,
    BusEventKind.RUN_PAUSED: RunPaused,
    BusEventKind.RUN_RESUMED: RunResumed,
    BusEventKind.RUN_CANCELLED: RunCancelled,
    BusEventKind.BREAKER_OPENED: BreakerOpened,
    BusEventKind.SENDER_STOPPED: SenderStopped,
    BusEventKind.SENDER_RESUMED: SenderResumed,
}


@dataclass(frozen=True, slots=True)
class BusMessage:
    """One event as it goes on the bus."""

    kind: BusEventKind
    at: datetime
    detail: str
    """JSON, by the schema of its kind."""


def message_of(event: BusEvent) -> BusMessage:
    """Return an event as others read it. What is not known is left out. Raises `ValueError` against its schema."""
    told = {
        "version": VERSION,
        "id": event.id,
        "at": event.at,
        "campaign": event.campaign_id,
        "lead": event.lead_id,
        "recipient": event.recipient,
        "address": event.address,
        **event.said,
    }
    known = {name: value for name, value in told.items() if value is not None}
    detail = DETAILS[event.kind].model_validate(known).model_dump_json(exclude_none=True)
    return BusMessage(event.kind, event.at, detail)
