"""Records in which Lambda hands the changes of a table's rows to a function: one for each write (DynamoDB Streams)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class StreamRecord:
    """One change of one row. It is read where it can fail alone, so nothing of it has been looked at."""

    raw: Mapping[str, Any]

    @property
    def record_id(self) -> str:
        """What a log line may say of it. The rest of a record is the row, with the person in it."""
        return str(self.raw.get("eventID", ""))


def changes_in(event: Mapping[str, Any]) -> list[StreamRecord]:
    """Return the records of a batch, in the order of the writes of each row."""
    return [StreamRecord(raw) for raw in event.get("Records", [])]
