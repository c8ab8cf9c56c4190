"""What each function is told by its environment: one field per variable, same name in lower case.

tests/template proves that template.yaml sets exactly these.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from outreach.errors import BadEnvironment


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read the fields from their variables; raises `BadEnvironment` naming those missing or impossible."""
        given = {name: environment[name.upper()] for name in cls.model_fields if name.upper() in environment}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise BadEnvironment(
                {str(each["loc"][0]).upper(): _problem(each) for each in error.errors()}
            ) from error


def _problem(details: ErrorDetails) -> str:
    """Say what is wrong with a variable, without its value."""
    return "is not set" if details["type"] == "missing" else f"is impossible ({details['msg']})"


class TickSettings(_Settings):
    """Environment of the tick function."""

    outreach_table: str
    send_queue_url: str
    kill_switch_parameter: str
    account_daily_quota: int = Field(ge=1)
    pass_minutes: int = Field(ge=1, le=120)

    @property
    def pass_length(self) -> timedelta:
        """How long a pass lasts, and a message is valid."""
        return timedelta(minutes=self.pass_minutes)


class SendSettings(_Settings):
    """Environment of the send function."""

    outreach_table: str
    suppression_table: str
    kill_switch_parameter: str
    kill_switch_max_age_seconds: int = Field(ge=0, le=300)
    """0 reads the switch before each mail. More saves SSM requests and lets so many seconds pass after a kill."""
    send_concurrency: int = Field(ge=2, le=1000)
    """The event source's MaximumConcurrency: the account's rate is shared by so many consumers."""
    account_daily_quota: int = Field(ge=1)
    configuration_set: str
    tracking_configuration_set: str
    """The one for campaigns that track opens or clicks."""
    unsubscribe_url: str
    unsubscribe_keys_secret: str
    send_timeout_seconds: int = Field(ge=1, le=900)
    max_receives: int = Field(ge=1)
    reply_domain: str | None = None
    """Where answers go, to a signed address per lead. None or empty: to the campaign's own mailbox."""


class UnsubscribeSettings(_Settings):
    """Environment of the unsubscribe function."""

    suppression_table: str
    unsubscribe_keys_secret: str
    unsubscribe_queue_url: str
    """Where requests wait while the Suppression table does not answer."""


class FeedbackSettings(_Settings):
    """Environment of the feedback function."""

    outreach_table: str
    suppression_table: str
    account_id: str
    """Whose events are ours: the account in which the function runs."""
    configuration_set: str
    """The one that our mails are sent with."""
    tracking_configuration_set: str
    """The one for campaigns that track opens or clicks."""


class InboundSettings(_Settings):
    """Environment of the inbound function."""

    outreach_table: str
    suppression_table: str
    mail_bucket: str
    """Where SES puts the mails that it receives."""
    reply_domain: str
    """Whose mail SES receives; empty while none is."""
    unsubscribe_keys_secret: str
    """The keys that sign reply addresses, too."""
    address_pepper_secret: str
    reply_forward_to: str
    """Who gets replies to campaigns that name no mailbox of their own; empty for the campaign's sender."""
    reply_stops_company: bool
    """Whether the answer of one person ends the campaign for everybody at their company."""
