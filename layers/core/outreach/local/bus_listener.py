"""Somebody who listens to everything on an event bus of an emulator: a rule and a queue, as a consumer would have them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_TARGET = "listener"
_MOST = 10
"""The most messages that SQS gives at once."""


@dataclass(frozen=True, slots=True)
class BusListener:
    """Hears what is put on the bus from now on."""

    _sqs: Any
    _queue_url: str

    def hear(self, wait_seconds: int) -> list[dict[str, Any]]:
        """Return up to ten events as EventBridge gives them, none if none comes in that time. Each is heard once."""
        response = self._sqs.receive_message(
            QueueUrl=self._queue_url, MaxNumberOfMessages=_MOST, WaitTimeSeconds=wait_seconds
        )
        messages = response.get("Messages", [])
        for message in messages:
            self._sqs.delete_message(QueueUrl=self._queue_url, ReceiptHandle=message["ReceiptHandle"])
        return [json.loads(message["Body"]) for message in messages]


@contextmanager
def listening(client: Callable[[str], Any], bus: str, name: str) -> Iterator[BusListener]:
    """Make a rule and a queue of this name; take them away when the context ends."""
    events, sqs = client("events"), client("sqs")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    try:
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        events.put_rule(Name=name, EventBusName=bus, EventPattern=json.dumps({"source": ["outreach"]}))
        target = {"Id": _TARGET, "Arn": found["Attributes"]["QueueArn"]}
        try:
            events.put_targets(Rule=name, EventBusName=bus, Targets=[target])
            yield BusListener(sqs, url)
        finally:
            events.remove_targets(Rule=name, EventBusName=bus, Ids=[_TARGET])
            events.delete_rule(Name=name, EventBusName=bus)
    finally:
        sqs.delete_queue(QueueUrl=url)
