"""Unsubscribe requests that wait, in memory."""

from outreach.errors import StoreUnavailable
from outreach.services.unsubscribe.kept_requests import KeptRequest


class MemoryKeptRequests:
    """A list of message bodies, oldest first. If `down` is true, it raises `StoreUnavailable`."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        self.down = False

    def keep(self, request: KeptRequest) -> None:
        """Keep one request."""
        if self.down:
            raise StoreUnavailable("SendMessage: down")
        self.bodies.append(request.model_dump_json())
