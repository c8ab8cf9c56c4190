"""The ports of what publishes events."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from outreach.bus_event_messages import BusMessage
from outreach.domain.row_events import Row
from outreach.services.ports import Controls, Enrollments
from outreach.stream_messages import StreamRecord

ReadRecord = Callable[[StreamRecord], tuple[Row | None, Row | None]]
"""Reads what a row said before a change, and after it. None: there was no row, or it is of a kind that tells nothing.

Raises any error if a record cannot be read. Then it never can be, by this version of the program.
"""


class EventBus(Protocol):
    """The stack's own event bus."""

    def put(self, messages: Sequence[BusMessage]) -> None:
        """Put all of them on the bus. Raises `errors.StoreUnavailable` if one was not taken, or may not have been.

        Then put all of them again. Some come twice, under the same id.
        """
        ...


class UnreadableRecords(Protocol):
    """Where records wait that could not be read, until there is a program that can."""

    def keep(self, record: StreamRecord) -> None:
        """Keep one, as it came. Raises `errors.StoreUnavailable`. It does no harm to keep one twice."""
        ...


@dataclass(frozen=True, slots=True)
class PublishPorts:
    """What the use case needs from the outside."""

    read: ReadRecord
    bus: EventBus
    unreadable: UnreadableRecords
    controls: Controls
    enrollments: Enrollments
