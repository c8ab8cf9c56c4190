"""What the functions and the deliveries need of moto, read from its backends in its own process."""

from __future__ import annotations

import copy
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from moto.awslambda.models import LambdaFunction, lambda_backends
from moto.events.models import Rule, events_backends
from moto.logs.exceptions import ResourceAlreadyExistsException
from moto.logs.models import logs_backends
from moto.sqs.exceptions import ReceiptHandleIsInvalid
from moto.sqs.models import Message, sqs_backends

from outreach.local.on_moto.deliveries import QueueMapping, Schedule, rate_seconds
from outreach.local.on_moto.functions import Function, UnknownFunction

DEAD_LETTERS = "outreach_dead_letters"
"""The attribute of moto's functions that holds the ARN of their dead-letter queue. moto keeps none."""
_RETRIES = 2
"""How often Lambda tries a failed event again, if nobody asked for another number."""


class Backends:
    """moto's backends of one account and region. `alone` is held for as long as one of them is used."""

    def __init__(self, account: str, region: str, alone: threading.RLock) -> None:
        self.account = account
        self.region = region
        self._alone = alone
        self._lambda = lambda_backends[account][region]
        self._sqs = sqs_backends[account][region]
        self._logs = logs_backends[account][region]
        self._events = events_backends[account][region]

    def function(self, name: str) -> Function:
        """Return a function as it is deployed, by its name or ARN. Raises UnknownFunction."""
        with self._alone:
            found = self._found(name)
            layers = [self._lambda.layers_versions_by_arn(layer["Arn"]) for layer in found.layers]
            return Function(
                name=found.function_name,
                arn=found.function_arn,
                handler=str(found.handler),
                timeout_seconds=int(found.timeout),
                memory_mb=int(found.memory_size),
                variables=dict(found.environment_vars),
                code=found.code_bytes,
                layers=tuple(layer.code_bytes for layer in layers if layer is not None),
                log_group=found.logs_group_name,
            )

    def write(self, function: Function, stream: str, line: str) -> None:
        """Write a line to the log of a function."""
        with self._alone:
            with suppress(ResourceAlreadyExistsException):
                self._logs.create_log_group(function.log_group, {})
            self._logs.ensure_log_stream(function.log_group, stream)
            event = {"timestamp": int(time.time() * 1000), "message": line}
            self._logs.put_log_events(function.log_group, stream, [event])

    def mappings(self) -> list[QueueMapping]:
        """Return the event source mappings that are enabled."""
        with self._alone:
            return [
                QueueMapping(
                    uuid=each.uuid,
                    queue=each.event_source_arn,
                    function=each.function_arn.rpartition(":")[2],
                    batch_size=each.batch_size,
                    partial="ReportBatchItemFailures" in (each.function_response_types or ()),
                )
                for each in self._lambda.list_event_source_mappings("", "")
                if each.enabled
            ]

    def schedules(self) -> list[Schedule]:
        """Return the scheduled rules that are enabled."""
        with self._alone:
            return [
                Schedule(
                    arn=rule.arn,
                    seconds=rate_seconds(rule.scheduled_expression),
                    targets=tuple((target["Arn"], target.get("Input")) for target in rule.targets),
                )
                for rule in self._rules()
                if rule.scheduled_expression and rule.state == "ENABLED"
            ]

    def receive(self, queue: str, most: int) -> list[dict[str, Any]]:
        """Receive messages as the records of a Lambda event."""
        with self._alone:
            name = queue.rpartition(":")[2]
            visibility = int(vars(self._sqs.get_queue(name))["visibility_timeout"])
            received = self._sqs.receive_message(name, most, 0, visibility)
            return [self._record(message, queue) for message in received]

    def delete(self, queue: str, receipts: Iterable[str]) -> None:
        """Delete received messages. A receipt that has expired is no error."""
        with self._alone:
            for receipt in receipts:
                with suppress(ReceiptHandleIsInvalid):
                    self._sqs.delete_message(queue.rpartition(":")[2], receipt)

    def send(self, queue: str, body: str) -> None:
        """Send a message to a queue, which is named by its ARN."""
        with self._alone:
            self._sqs.send_message(queue.rpartition(":")[2], body)

    def retries(self, function: str) -> tuple[int, str | None]:
        """Return how often a failed event is tried again, and the ARN of the function's dead-letter queue."""
        with self._alone:
            found = self._found(function)
            configured = found.event_invoke_config[-1].config if found.event_invoke_config else {}
            return int(configured.get("MaximumRetryAttempts", _RETRIES)), getattr(found, DEAD_LETTERS, None)

    def _found(self, name: str) -> LambdaFunction:
        try:
            return self._lambda.get_function(name)
        except Exception as error:
            raise UnknownFunction(name) from error

    def _rules(self) -> Iterator[Rule]:
        for bus in self._events.event_buses.values():
            yield from bus.rules.values()

    def _record(self, message: Message, queue: str) -> dict[str, Any]:
        return {
            "messageId": message.id,
            "receiptHandle": message.receipt_handle,
            "body": message.body,
            "attributes": {
                "ApproximateReceiveCount": str(message.approximate_receive_count),
                "SentTimestamp": str(message.sent_timestamp),
                "SenderId": self.account,
                "ApproximateFirstReceiveTimestamp": str(message.approximate_first_receive_timestamp),
            },
            "messageAttributes": {},
            "md5OfBody": message.body_md5,
            "eventSource": "aws:sqs",
            "eventSourceARN": queue,
            "awsRegion": self.region,
        }


def deliver_events(to_target: Callable[[str, dict[str, Any]], None]) -> None:
    """Let moto's rules hand each event that matches to all of their targets. moto itself serves queues alone.

    moto writes the time of S3's events as a number, and gives them all one id.
    """

    def send_to_targets(rule: Rule, event: Any, transform_input: bool = True) -> None:  # noqa: ARG001, FBT001, FBT002 - moto's
        if rule.state != "ENABLED" or not rule.event_pattern.matches_event(event):
            return
        delivered = copy.deepcopy(dict(event))
        if delivered["source"] == "aws.s3":
            delivered["id"] = str(uuid.uuid4())
            delivered["detail"]["object"].pop("version-id", None)
        if isinstance(delivered["time"], int | float):
            at = datetime.fromtimestamp(delivered["time"], UTC)
            delivered["time"] = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        for target in rule.targets:
            to_target(target["Arn"], delivered)

    setattr(Rule, "send_to_targets", send_to_targets)  # noqa: B010 - mypy refuses the plain assignment
