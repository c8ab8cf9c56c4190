"""The records in which Lambda hands the messages of a queue to a function, and what the function responds."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class QueueRecord:
    """One message as SQS delivers it. Each time a message is received there is a new record."""

    record_id: str
    receives: int
    """How often the message has been received, including this time (SQS: `ApproximateReceiveCount`)."""
    body: str

    def value(self) -> object:
        """Return what the body says as JSON; None if it is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


def records_in(event: Mapping[str, Any]) -> list[QueueRecord]:
    """Return the records of a batch, as the event source of an SQS queue hands it to a function."""
    return [
        QueueRecord(record["messageId"], int(record["attributes"]["ApproximateReceiveCount"]), record["body"])
        for record in event.get("Records", [])
    ]


def batch_response(failed: Sequence[str]) -> dict[str, Any]:
    """Return what a function responds so that SQS delivers the failed records again (ReportBatchItemFailures)."""
    return {"batchItemFailures": [{"itemIdentifier": record_id} for record_id in failed]}
