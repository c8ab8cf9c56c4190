"""What each function is told by its environment, and what the command is told by the outputs of a stack.

A function's settings have one field per variable, whose name is that of the field in capitals. The command's have
one field per output, whose name is that of the field in PascalCase. tests/template proves that template.yaml gives
all of them, and the functions nothing else.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from outreach.errors import BadEnvironment, BadOutputs, OperatorError


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def _read(
        cls,
        told: Mapping[str, str],
        name_of: Callable[[str], str],
        refusal: Callable[[Mapping[str, str]], OperatorError],
    ) -> Self:
        """Read each field from what is told under its name; raise a refusal that says what is wrong with which."""
        given = {field: told[name_of(field)] for field in cls.model_fields if name_of(field) in told}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            problems = {name_of(str(each["loc"][0])): _problem(each) for each in error.errors()}
            raise refusal(problems) from error


class _FunctionSettings(_Settings):
    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read the fields from their variables; raises `BadEnvironment` naming those missing or impossible."""
        return cls._read(environment, str.upper, BadEnvironment)


def _problem(details: ErrorDetails) -> str:
    """Say what is wrong with a variable or an output, without its value."""
    return "is not set" if details["type"] == "missing" else f"is impossible ({details['msg']})"


class TickSettings(_FunctionSettings):
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


class SendSettings(_FunctionSettings):
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


class UnsubscribeSettings(_FunctionSettings):
    """Environment of the unsubscribe function."""

    suppression_table: str
    unsubscribe_keys_secret: str
    unsubscribe_queue_url: str
    """Where requests wait while the Suppression table does not answer."""


class FeedbackSettings(_FunctionSettings):
    """Environment of the feedback function."""

    outreach_table: str
    suppression_table: str
    account_id: str
    """Whose events are ours: the account in which the function runs."""
    configuration_set: str
    """The one that our mails are sent with."""
    tracking_configuration_set: str
    """The one for campaigns that track opens or clicks."""


class InboundSettings(_FunctionSettings):
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


_Name = Annotated[str, Field(min_length=1)]


class OperatorSettings(_Settings):
    """Outputs of a stack that the command works with."""

    outreach_table_name: _Name
    suppression_table_name: _Name
    send_queue_url: _Name
    send_dead_letter_queue_url: _Name
    kill_switch_parameter: _Name
    address_pepper_secret: _Name
    """The keys that turn addresses into recipient keys."""
    inbound_mail_bucket: _Name
    """Where SES puts the mails that it receives."""
    tick_function_name: _Name
    account_daily_quota: int = Field(ge=1)

    @classmethod
    def from_outputs(cls, stack: str, outputs: Mapping[str, str]) -> Self:
        """Read the fields from a stack's outputs; raises `BadOutputs` naming those missing or impossible."""
        return cls._read(outputs, output_name, partial(BadOutputs, stack))


def output_name(field: str) -> str:
    """Return the name of the output that a field of `OperatorSettings` is read from."""
    return "".join(word.capitalize() for word in field.split("_"))
