"""What publishes events, in memory: the bus, and the records that could not be read."""

from collections.abc import Sequence

from outreach.bus_event_messages import BusMessage
from outreach.errors import StoreUnavailable
from outreach.stream_messages import StreamRecord

_BATCH = 10


class MemoryEventBus:
    """A list of events, in the order in which they were taken.

    `fails_after` is how many requests are answered before one fails. None: none fails. `lost` says whether the events of
    the failing request are taken all the same.
    """

    def __init__(self) -> None:
        self.taken: list[BusMessage] = []
        self.fails_after: int | None = None
        self.lost = False

    def put(self, messages: Sequence[BusMessage]) -> None:
        """Put all of them on the bus, ten per request."""
        for request, start in enumerate(range(0, len(messages), _BATCH)):
            some = messages[start : start + _BATCH]
            if request == self.fails_after:
                self.taken += some if self.lost else []
                raise StoreUnavailable("PutEvents: down")
            self.taken += some


class MemoryUnreadableRecords:
    """A list of records. If `down` is true, it raises `StoreUnavailable`."""

    def __init__(self) -> None:
        self.kept: list[StreamRecord] = []
        self.down = False

    def keep(self, record: StreamRecord) -> None:
        """Keep one record."""
        if self.down:
            raise StoreUnavailable("SendMessage: down")
        self.kept.append(record)
