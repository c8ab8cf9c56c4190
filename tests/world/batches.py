"""Batches of records, as the event source of a queue hands them to a function."""

import json
from collections.abc import Mapping
from typing import Any

Record = dict[str, Any]


def a_record(message_id: str, body: str, *, receives: int = 1) -> Record:
    attributes = {"ApproximateReceiveCount": str(receives)}
    return {"messageId": message_id, "body": body, "attributes": attributes, "eventSource": "aws:sqs"}


def a_batch(*records: Record) -> dict[str, list[Record]]:
    return {"Records": list(records)}


def a_batch_of(*values: Any) -> dict[str, list[Record]]:
    """One record per value, with its position as its id."""
    return a_batch(*(a_record(str(number), json.dumps(value)) for number, value in enumerate(values)))


def failed_in(response: Mapping[str, Any]) -> list[str]:
    """The ids of the records that must come again."""
    return sorted(each["itemIdentifier"] for each in response["batchItemFailures"])
