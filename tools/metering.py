"""Meters what a piece of work asks of AWS: each request, its DynamoDB units, and the bytes that it logs.

Requests are seen where they leave this process. Before and after each write, the item is read by a client of the meter's own,
so the units follow from the items as they are stored (`capacity.py`).
"""

import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, local
from typing import Any
from urllib.parse import urlparse

from botocore.httpsession import URLLib3Session

import capacity

LINE_OVERHEAD = 26
"""Bytes that CloudWatch adds to each log event."""


@dataclass(slots=True)
class Used:
    """What was used."""

    requests: Counter[str] = field(default_factory=Counter)
    """Requests by `service operation`."""
    table_writes: float = 0
    index_writes: float = 0
    reads: float = 0
    log_lines: int = 0
    log_bytes: int = 0

    @property
    def writes(self) -> float:
        """Write units of tables and indexes."""
        return self.table_writes + self.index_writes

    def asked(self, service: str) -> int:
        """Return how many requests went to a service."""
        return sum(count for name, count in self.requests.items() if name.startswith(f"{service} "))

    def __add__(self, other: "Used") -> "Used":
        return Used(
            self.requests + other.requests,
            self.table_writes + other.table_writes,
            self.index_writes + other.index_writes,
            self.reads + other.reads,
            self.log_lines + other.log_lines,
            self.log_bytes + other.log_bytes,
        )

    def __sub__(self, other: "Used") -> "Used":
        return Used(
            self.requests - other.requests,
            self.table_writes - other.table_writes,
            self.index_writes - other.index_writes,
            self.reads - other.reads,
            self.log_lines - other.log_lines,
            self.log_bytes - other.log_bytes,
        )


class _Meter:
    def __init__(self, client: Any, indexed: str) -> None:
        self.used = Used()
        self._client, self._indexed = client, indexed
        self._own, self._lock = local(), Lock()

    def handled(self, request: Any, go_on: Callable[[], Any]) -> Any:
        """Let a request through, and note what it used. Our own are not noted."""
        if getattr(self._own, "busy", False):
            return go_on()
        service, operation = _named(request)
        asked = json.loads(request.body) if service == "DynamoDB" else {}
        before = self._item(asked) if operation in _WRITES else None
        response = go_on()
        with self._lock:
            self.used.requests[f"{service} {operation}"] += 1
        if service == "DynamoDB":
            self._note(operation, asked, before, response)
        return response

    def _note(self, operation: str, asked: Any, before: Any, response: Any) -> None:
        used = self.used
        if operation in _WRITES:
            indexes = capacity.INDEXES if asked["TableName"] == self._indexed else ()
            after = self._item(asked)
            table, index = capacity.write_units(before, after, indexes)
            with self._lock:
                used.table_writes += table
                used.index_writes += index
            return
        reads = self._reads(operation, asked, json.loads(response.content))
        with self._lock:
            used.reads += reads

    def _reads(self, operation: str, asked: Any, answer: Any) -> float:
        match operation:
            case "GetItem":
                return capacity.read_units([self._item(asked)], consistent=asked.get("ConsistentRead", False))
            case "BatchGetItem":
                return sum(
                    capacity.read_units(
                        [
                            *answer["Responses"].get(table, []),
                            *_absent(keys, answer["Responses"].get(table, [])),
                        ],
                        consistent=keys.get("ConsistentRead", False),
                    )
                    for table, keys in asked["RequestItems"].items()
                )
            case "Query" | "Scan":
                return capacity.query_units(
                    self._whole(operation, asked, answer), consistent=asked.get("ConsistentRead", False)
                )
            case _:
                raise ValueError(f"{operation} is not metered")

    def _whole(self, operation: str, asked: Any, answer: Any) -> list[Any]:
        """Return the items that a query read, also those that its filter left out, with all their attributes."""
        partial = {"FilterExpression", "ProjectionExpression", "Select"} & asked.keys()
        if not partial or "IndexName" in asked:
            return list(answer.get("Items", []))
        without = {name: value for name, value in asked.items() if name not in partial}
        used = json.dumps([without.get("KeyConditionExpression", "")])
        for group in ("ExpressionAttributeNames", "ExpressionAttributeValues"):
            named = {key: value for key, value in without.get(group, {}).items() if _mentions(used, key)}
            without.pop(group, None)
            without |= {group: named} if named else {}
        with self._ours():
            return list(
                self._client.query(**without)["Items"]
                if operation == "Query"
                else self._client.scan(**without)["Items"]
            )

    def _item(self, asked: Any) -> Any:
        with self._ours():
            found = self._client.get_item(TableName=asked["TableName"], Key=asked["Key"], ConsistentRead=True)
        return found.get("Item")

    @contextmanager
    def _ours(self) -> Iterator[None]:
        self._own.busy = True
        try:
            yield
        finally:
            self._own.busy = False


_WRITES = frozenset({"UpdateItem", "DeleteItem"})


@contextmanager
def metered(client: Any, indexed: str) -> Iterator[Used]:
    """Meter everything until the end of the block. `client` is for DynamoDB; `indexed` is the table with the indexes."""
    meter, original = _Meter(client, indexed), URLLib3Session.send

    def send(session: URLLib3Session, request: Any) -> Any:
        return meter.handled(request, lambda: original(session, request))

    URLLib3Session.send = send  # type: ignore[method-assign,assignment]  # until the end of the block
    try:
        with logs_counted(meter.used):
            yield meter.used
    finally:
        URLLib3Session.send = original  # type: ignore[method-assign]  # put back


@contextmanager
def logs_counted(used: Used) -> Iterator[None]:
    """Count what is written to standard output, where Lambda takes its log lines from."""
    sys.stdout.flush()
    kept = os.dup(1)
    with tempfile.TemporaryFile() as caught:
        os.dup2(caught.fileno(), 1)
        try:
            yield
        finally:
            sys.stdout.flush()
            os.dup2(kept, 1)
            os.close(kept)
            caught.seek(0)
            lines = caught.read().splitlines()
            used.log_lines += len(lines)
            used.log_bytes += sum(len(line) + LINE_OVERHEAD for line in lines)


def _named(request: Any) -> tuple[str, str]:
    target = request.headers.get("X-Amz-Target", b"")
    text = target.decode() if isinstance(target, bytes) else target
    service, _, operation = text.partition(".")
    if not text:
        return "SES", urlparse(request.url).path.rpartition("/")[2]
    return {"AmazonSQS": "SQS", "AmazonSSM": "SSM", "secretsmanager": "Secrets"}.get(
        service, service.partition("_")[0]
    ), operation


def _absent(asked: Any, found: list[Any]) -> list[None]:
    return [None] * (len(asked["Keys"]) - len(found))


def _mentions(text: str, name: str) -> bool:
    at = text.find(name)
    return at >= 0 and not text[at + len(name)].isalnum()
