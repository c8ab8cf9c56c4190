"""What each function reads from its environment, and what the command reads from the outputs of a stack.

A function's settings have one field per variable. The variable has the name of the field, in capitals. The
command's settings have one field per output. The output has the name of the field, in PascalCase. tests/template
proves that template.yaml sets all of them, and no other variable of a function.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from outreach.errors import BadEnvironment, BadOutputs, OperatorError


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    @classmethod
    def _read(
        cls,
        told: Mapping[str, str],
        name_of: Callable[[str], str],
        refusal: Callable[[Mapping[str, str]], OperatorError],
    ) -> Self:
        """Read each field from the value under its name. Raise a refusal that says what is wrong with which name."""
        given = {field: told[name_of(field)] for field in cls.model_fields if name_of(field) in told}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            problems = {name_of(str(each["loc"][0])): _problem(each) for each in error.errors()}
            raise refusal(problems) from error


class _FunctionSettings(_Settings):
    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read the fields from their variables. Raises `BadEnvironment`, which names those missing or impossible."""
        return cls._read(environment, str.upper, BadEnvironment)


def _problem(details: ErrorDetails) -> str:
    """Say what is wrong with a variable or an output, without its value."""
    return "is not set" if details["type"] == "missing" else f"is impossible ({details['msg']})"


class TickSettings(_FunctionSettings):
    """Environment of the tick function."""

    outreach_table: str
    send_queue_url: str
    kill_switch_parameter: str
    sender_identity: str
    """What mail is sent from. The tick asks SES whether it is verified."""
    account_daily_quota: int = Field(ge=1)
    pass_minutes: int = Field(ge=1, le=120)
    send_concurrency: int = Field(ge=2, le=1000)
    """How many senders run at once. The tick says if the rate needs more of them."""

    @property
    def pass_length(self) -> timedelta:
        """How long a pass lasts, and how long a message is valid."""
        return timedelta(minutes=self.pass_minutes)


class SendSettings(_FunctionSettings):
    """Environment of the send function."""

    outreach_table: str
    suppression_table: str
    kill_switch_parameter: str
    kill_switch_max_age_seconds: int = Field(ge=0, le=300)
    """With 0 the switch is read before each mail. More saves SSM requests, but a kill takes effect that much later."""
    send_concurrency: int = Field(ge=2, le=1000)
    """The event source's MaximumConcurrency: so many consumers share the account's rate."""
    account_daily_quota: int = Field(ge=1)
    sender_identity: str
    """What mail is sent from. If SES refuses a mail, the function asks whether it is verified."""
    configuration_set: str
    unsubscribe_url: str
    unsubscribe_keys_secret: str
    send_timeout_seconds: int = Field(ge=1, le=900)
    max_receives: int = Field(ge=1)
    reply_domain: str | None = None
    """Domain of the signed reply addresses, one per lead. None or empty: replies go to the campaign's own mailbox."""


class UnsubscribeSettings(_FunctionSettings):
    """Environment of the unsubscribe function."""

    outreach_table: str
    """Where the names of the senders are. The function may read nothing else of it."""
    suppression_table: str
    unsubscribe_keys_secret: str
    unsubscribe_queue_url: str
    """Where requests wait while the Suppression table does not respond."""


class FeedbackSettings(_FunctionSettings):
    """Environment of the feedback function."""

    outreach_table: str
    suppression_table: str
    account_id: str
    """The account in which the function runs. Events of any other account are ignored."""
    configuration_set: str
    """The one that our mails are sent with."""


class InboundSettings(_FunctionSettings):
    """Environment of the inbound function."""

    outreach_table: str
    suppression_table: str
    mail_bucket: str
    """Where SES puts the mails that it receives."""
    reply_domain: str
    """The domain whose mail SES receives. Empty while it receives none."""
    unsubscribe_keys_secret: str
    """The keys that sign unsubscribe links, and reply addresses, too."""
    address_pepper_secret: str
    reply_forward_to: str
    """Who gets replies to campaigns that name no mailbox of their own. Empty: the campaign's sender gets them."""
    reply_stops_company: bool
    """Whether a reply from one person ends the campaign for everybody at their company."""


class PublishSettings(_FunctionSettings):
    """Environment of the publish function, which a stack has only if it is to publish events."""

    outreach_table: str
    event_bus: str
    publish_addresses: bool
    """Whether events name the address of the person that they are about."""
    unreadable_queue_url: str
    """Where records are kept that the function cannot read."""


_Name = Annotated[str, Field(min_length=1)]


class OperatorSettings(_Settings):
    """The outputs of a stack that the command needs."""

    outreach_table_name: _Name
    suppression_table_name: _Name
    send_queue_url: _Name
    send_dead_letter_queue_url: _Name
    feedback_queue_url: _Name
    feedback_dead_letter_queue_url: _Name
    inbound_queue_url: _Name
    inbound_dead_letter_queue_url: _Name
    unsubscribe_queue_url: _Name
    unsubscribe_dead_letter_queue_url: _Name
    kill_switch_parameter: _Name
    address_pepper_secret: _Name
    """The keys that turn addresses into recipient keys."""
    inbound_mail_bucket: _Name
    """Where SES puts the mails that it receives."""
    tick_function_name: _Name
    account_daily_quota: int = Field(ge=1)
    sender_identity: str | None = None
    """What mail is sent from. This and the following are None if the stack does not say: an older one does not."""
    configuration_set_name: str | None = None
    send_concurrency: int | None = Field(default=None, ge=2)
    unsubscribe_url: str | None = None
    alarm_topic_arn: str | None = None
    """None also if the stack was deployed without an address for its alarms."""
    reply_domain: str | None = None
    """The domain for replies; `none` if the stack has none."""
    _refusal: BadOutputs | None = None

    @property
    def stack_name(self) -> str:
        """The stack's name in CloudFormation, which the kill switch bears: `/NAME/kill-switch`."""
        return self.kill_switch_parameter.strip("/").partition("/")[0]

    @classmethod
    def from_outputs(cls, stack: str, outputs: Mapping[str, str]) -> Self:
        """Read the fields from a stack's outputs. Raises `BadOutputs`, which names those missing or impossible."""
        return cls._read(outputs, output_name, partial(BadOutputs, stack))

    @classmethod
    def for_a_stop(cls, stack: str, outputs: Mapping[str, str]) -> Self:
        """Read the fields as `from_outputs` does, but refuse nothing yet: a stop must work over half a stack.

        `BadOutputs` is raised when a field is asked for whose output is missing or impossible.
        """
        try:
            return cls.from_outputs(stack, outputs)
        except BadOutputs as refusal:
            names = {field: output_name(field) for field in cls.model_fields}
            usable: dict[str, Any] = {
                field: _value(cls.model_fields[field], outputs[name])
                for field, name in names.items()
                if name in outputs and name not in refusal.problems
            }
            settings = cls.model_construct(**usable)
            settings._refusal = refusal  # noqa: SLF001 - of this very class
            return settings

    if not TYPE_CHECKING:  # a type checker must go on refusing a field that does not exist

        def __getattr__(self, name: str) -> object:
            """Raise what `from_outputs` would have raised: a field that is not there was not usable."""
            if name in type(self).model_fields and self._refusal is not None:
                raise self._refusal
            return super().__getattr__(name)


def _value(field: FieldInfo, text: str) -> object:
    return TypeAdapter(Annotated[field.annotation, *field.metadata]).validate_python(text)


def output_name(field: str) -> str:
    """Return the name of the output that a field of `OperatorSettings` is read from."""
    return "".join(word.capitalize() for word in field.split("_"))
