"""What AWS does between services: schedules, events to functions, and queues in front of functions.

* An event source mapping takes up to BatchSize messages, invokes its function, and deletes what did not fail. The rest
  becomes visible again when its visibility timeout is over. So the queue counts its receives, and redrives it.
* A schedule fires for the first time one period after it was first seen.
* An asynchronous invocation that fails is tried again, MaximumRetryAttempts times (by default 2) and at once. AWS waits
  a minute and then two. An event that failed for good goes to the dead-letter queue of the function, if it has one.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ParamSpec, Protocol, TypeVar

from outreach.local.on_moto.functions import Functions, Outcome

_LOOK_SECONDS = 0.1
_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_UNIT_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
_INVOKERS = 16
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class QueueMapping:
    """A queue in front of a function."""

    uuid: str
    queue: str
    function: str
    batch_size: int
    partial: bool
    """Whether the function reports the records that failed (ReportBatchItemFailures)."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A rule that fires by time, and what its targets get."""

    arn: str
    seconds: float
    targets: tuple[tuple[str, str | None], ...]
    """The ARN of each, and the input that it gets instead of the event."""


class Cloud(Protocol):
    """What the deliveries need of moto."""

    def mappings(self) -> Iterable[QueueMapping]:
        """Return the event source mappings that are enabled."""

    def schedules(self) -> Iterable[Schedule]:
        """Return the scheduled rules that are enabled."""

    def receive(self, queue: str, most: int) -> list[dict[str, Any]]:
        """Receive messages as the records of a Lambda event."""

    def delete(self, queue: str, receipts: Iterable[str]) -> None:
        """Delete received messages. A receipt that has expired is no error."""

    def send(self, queue: str, body: str) -> None:
        """Send a message to a queue, which is named by its ARN."""

    def retries(self, function: str) -> tuple[int, str | None]:
        """Return how often a failed event is tried again, and the ARN of the function's dead-letter queue."""

    @property
    def account(self) -> str:
        """The account, 12 digits."""

    @property
    def region(self) -> str:
        """The region."""


class Deliveries:
    """Runs all deliveries in threads of this process, until it ends."""

    def __init__(self, cloud: Cloud, functions: Functions) -> None:
        self._cloud = cloud
        self._functions = functions
        self._pool = ThreadPoolExecutor(_INVOKERS, thread_name_prefix="invocation")
        self._polled: set[str] = set()
        self._next: dict[str, float] = {}

    def start(self) -> None:
        """Start to look for work."""
        threading.Thread(target=self._watch, daemon=True, name="deliveries").start()

    def to_target(self, arn: str, event: Mapping[str, Any] | str) -> None:
        """Hand an event to the target of a rule, a queue or a function. Other targets get nothing."""
        service = arn.split(":")[2]
        if service == "lambda":
            self.invoke_later(arn.rpartition(":")[2], json.loads(event) if isinstance(event, str) else event)
        elif service == "sqs":
            self._cloud.send(arn, event if isinstance(event, str) else json.dumps(event))

    def invoke_later(self, function: str, event: Any) -> None:
        """Invoke a function asynchronously."""
        self._pool.submit(_told(self._until_it_works), function, event)

    def _until_it_works(self, function: str, event: Any) -> None:
        retries, dead_letters = self._cloud.retries(function)
        for _ in range(1 + retries):
            if self._functions.invoke(function, event).error is None:
                return
        if dead_letters is not None:
            self._cloud.send(dead_letters, json.dumps(event))

    def _watch(self) -> None:
        while True:
            time.sleep(_LOOK_SECONDS)
            _told(self._look)()

    def _look(self) -> None:
        for mapping in self._cloud.mappings():
            if mapping.uuid not in self._polled:
                self._polled.add(mapping.uuid)
                threading.Thread(target=self._poll, args=(mapping.uuid,), daemon=True).start()
        for schedule in self._cloud.schedules():
            now = time.monotonic()
            if now >= self._next.setdefault(schedule.arn, now + schedule.seconds):
                self._next[schedule.arn] = now + schedule.seconds
                for target, given in schedule.targets:
                    self.to_target(target, given or self._scheduled_event(schedule.arn))

    def _poll(self, uuid: str) -> None:
        """Serve one mapping for as long as it exists."""
        while True:
            mapping = next((each for each in self._cloud.mappings() if each.uuid == uuid), None)
            if mapping is None:
                self._polled.discard(uuid)
                return
            if not _told(self.batch)(mapping):
                time.sleep(_LOOK_SECONDS)

    def batch(self, mapping: QueueMapping) -> bool:
        """Handle one batch of a queue. Return False if there was none."""
        records = self._cloud.receive(mapping.queue, mapping.batch_size)
        if not records:
            return False
        outcome = self._functions.invoke(mapping.function, {"Records": records})
        failed = failed_records(outcome, {record["messageId"] for record in records}, partial=mapping.partial)
        done = [record["receiptHandle"] for record in records if record["messageId"] not in failed]
        self._cloud.delete(mapping.queue, done)
        return True

    def _scheduled_event(self, rule: str) -> dict[str, Any]:
        return {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": self._cloud.account,
            "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "region": self._cloud.region,
            "resources": [rule],
            "detail": {},
        }


def failed_records(outcome: Outcome, batch: set[str], *, partial: bool) -> set[str]:
    """Return the message ids that failed, by the rules of "Implementing partial batch responses".

    A response that makes no sense means that the whole batch failed. So does an id that is not in the batch.
    """
    if outcome.error is not None:
        return batch
    if not partial:
        return set()
    try:
        response = json.loads(outcome.payload)
        failures = (response or {}).get("batchItemFailures") or []
        failed = {each["itemIdentifier"] for each in failures}
    except (AttributeError, KeyError, TypeError, ValueError):
        return batch
    return batch if failed - batch else failed


def rate_seconds(expression: str) -> float:
    """Return the period of `rate(1 minute)`. ValueError for any other form; cron(...) is not done here."""
    found = _RATE.fullmatch(expression)
    if found is None:
        raise ValueError(f'the schedule "{expression}" is not run here; use rate(...)')
    return float(int(found[1]) * _UNIT_SECONDS[found[2]])


def _told(work: Callable[P, R]) -> Callable[P, R | None]:
    """Print what goes wrong, because a thread that ends silently looks like a stack that stands still."""

    def run(*args: P.args, **kwargs: P.kwargs) -> R | None:
        try:
            return work(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next delivery is to be tried
            sys.stdout.write(f"delivery failed: {type(error).__name__}: {error}\n")
            return None

    return run
