"""Requests to unsubscribe that could not be recorded at once, and the port that keeps them."""

from datetime import datetime
from typing import Protocol

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from outreach.services.unsubscribe.form import Scope


class KeptRequest(BaseModel):
    """One request as it travels through the queue: the signed token, and no address."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    token: str
    scope: Scope
    actor: str = Field(pattern=r"^[a-z-]{1,32}$")
    at: AwareDatetime
    """When it was made. The order itself counts from when it could be recorded: no look saw it before."""


class KeptRequests(Protocol):
    """Where a request waits until the Suppression table answers again."""

    def keep(self, request: KeptRequest) -> None:
        """Keep one request for good. Raises `errors.StoreUnavailable` unless it is kept."""
        ...


def request_of(token: str, scope: Scope, actor: str, at: datetime) -> KeptRequest:
    """Make one."""
    return KeptRequest(token=token, scope=scope, actor=actor, at=at)
