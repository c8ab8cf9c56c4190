"""Requests to unsubscribe that could not be recorded at once, and the port that keeps them in a queue."""

from datetime import datetime
from typing import Protocol

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from outreach.services.unsubscribe.form import Scope


class KeptRequest(BaseModel):
    """One request as a message in the queue. It contains the signed token and no address."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True, hide_input_in_errors=True)

    token: str
    scope: Scope
    actor: str = Field(pattern=r"^[a-z-]{1,32}$")
    at: AwareDatetime
    """When the request was made. The order gets the time when it is recorded, because no look saw it before."""


class KeptRequests(Protocol):
    """Where a request waits until the Suppression table responds again."""

    def keep(self, request: KeptRequest) -> None:
        """Put one request into the queue. Raises `errors.StoreUnavailable` unless the queue accepted it."""
        ...


def request_of(token: str, scope: Scope, actor: str, at: datetime) -> KeptRequest:
    """Make a kept request."""
    return KeptRequest(token=token, scope=scope, actor=actor, at=at)
