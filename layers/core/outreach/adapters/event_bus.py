"""The `EventBus` port: an event bus of EventBridge."""

from collections.abc import Sequence
from typing import Any

from outreach.adapters.no_answer import legible, store_errors
from outreach.bus_event_messages import SOURCE, BusMessage
from outreach.errors import StoreUnavailable

_BATCH = 10
"""How many entries one request takes. An event of ours has less than 2 KB, and a request may have 1 MB."""


class EventBridgeBus:
    """Puts events on one bus, ten per request."""

    def __init__(self, client: Any, bus: str) -> None:
        self._client = legible(client)
        self._bus = bus

    def put(self, messages: Sequence[BusMessage]) -> None:
        """Put all of them on the bus. Raises `StoreUnavailable` if one was not taken, or may not have been."""
        entries = [self._entry(message) for message in messages]
        for start in range(0, len(entries), _BATCH):
            with store_errors("PutEvents"):
                response = self._client.put_events(Entries=entries[start : start + _BATCH])
                failed = response["FailedEntryCount"]
                codes = sorted({entry.get("ErrorCode", "") for entry in response["Entries"]} - {""})
            if failed:
                raise StoreUnavailable(f"PutEvents: {failed} not taken ({', '.join(codes)})")

    def _entry(self, message: BusMessage) -> dict[str, Any]:
        return {
            "EventBusName": self._bus,
            "Source": SOURCE,
            "DetailType": message.kind.value,
            "Time": message.at,
            "Detail": message.detail,
        }
