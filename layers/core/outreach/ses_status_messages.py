"""The event by which SES says that something may not send any more. It is rare, so only who gets one loads this."""

from collections.abc import Mapping

from pydantic import AwareDatetime, Field, ValidationError

from outreach.domain.ses_event import SendingDisabled, Unusable
from outreach.ses_parts import Part, Text

_DISABLED = "DISABLED"


class _StatusRecord(Part):
    status: Text = _DISABLED
    cause: Text = ""


class _StatusData(Part):
    origin: Text = ""
    record: _StatusRecord = Field(default_factory=_StatusRecord)


class _StatusDetail(Part):
    data: _StatusData = Field(default_factory=_StatusData)


class _StatusEnvelope(Part):
    id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9-]{1,64}$")
    account: str = Field(pattern=r"^\d{12}$")
    time: AwareDatetime
    resources: tuple[Text, ...] = Field(default=(), max_length=50)
    detail: _StatusDetail = Field(default_factory=_StatusDetail)


def sending_disabled(raw: Mapping[str, object]) -> SendingDisabled | Unusable:
    """Read the event by which SES says that something may not send any more.

    Its shape is documented for tenants ("Setting up EventBridge notifications",
    https://docs.aws.amazon.com/ses/latest/dg/tenants.html). What is missing in it is no reason to go on sending.
    """
    try:
        told = _StatusEnvelope.model_validate(raw)
    except (ValidationError, RecursionError):
        return Unusable.MALFORMED
    data = told.detail.data
    if data.record.status != _DISABLED:
        return Unusable.MALFORMED
    name = told.id or told.time.isoformat()
    return SendingDisabled(name, told.account, told.time, told.resources, data.origin, data.record.cause)
