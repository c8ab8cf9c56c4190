"""What the parts of SES's events have in common."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict

_MAX_TEXT = 2_000
Text = Annotated[str, BeforeValidator(lambda value: value[:_MAX_TEXT] if isinstance(value, str) else value)]


class Part(BaseModel):
    """A part of an event. What it holds beside its fields is not read."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True, hide_input_in_errors=True)


class Happened(Part):
    """A part that says when."""

    timestamp: AwareDatetime | None = None
