"""The functions as `sam build` makes them, run by AWS's own runtime client under its own emulator of Lambda (world/lambda_runtime.py).

Their environment comes from infra/local-env.json. A function sees the standard library, the client, its two layers and its
folder, and nothing else.
"""

import itertools
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from outreach.bootstrap.operator import StackOperator
from outreach.local.clients import REGION
from outreach.local.ses_events import Event
from outreach.local.stack import LocalStack
from world.cloud import ROOT
from world.lambda_runtime import Runtime, Worker, missing

needs_the_runtime = pytest.mark.skipif(missing() is not None, reason=str(missing()))


class Functions:
    """A deployed stack whose own workers are idle, and the built functions beside it."""

    def __init__(self, stack: LocalStack, built: Any, folder: Path, events: list[Event]) -> None:
        self.stack = stack
        self.operator = StackOperator.of("local", stack.outputs, stack.client)
        self._events = events
        self._built = built
        self._folder = folder
        self._runtime = Runtime(built.python, folder)
        self._numbers = itertools.count(1)

    def environment(self, function: str) -> dict[str, str]:
        """What infra/local-env.json says, with the ports of this stack, and `localhost` for the Docker host."""
        text = (ROOT / "infra/local-env.json").read_text("utf-8")
        emulator, ses = urlsplit(self.stack.endpoint_url).port, urlsplit(self.stack.ses_url).port
        for host, here in (("host.docker.internal", "localhost"), ("127.0.0.1", "127.0.0.1")):
            text = text.replace(f"{host}:4566", f"{here}:{emulator}").replace(f"{host}:4567", f"{here}:{ses}")
        return json.loads(text)[function]

    @contextmanager
    def started(
        self,
        function: str,
        *,
        changes: Mapping[str, str | None] | None = None,
        without_layer: str | None = None,
        timeout: int = 60,
    ) -> Iterator[Worker]:
        """Run a built function until the block ends. `changes` are made to its environment; None removes."""
        layers = [each for each in self._built.layers if Path(each).parent.name != without_layer]
        environment = self.environment(function) | {
            "AWS_LAMBDA_FUNCTION_NAME": function,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
            "AWS_LAMBDA_FUNCTION_TIMEOUT": str(timeout),
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            **self.stack.credentials.environment(),
            **(changes or {}),
        }
        with self._runtime.started(
            "handler.lambda_handler",
            task=self._built.folder / function,
            layers=layers,
            environment={name: value for name, value in environment.items() if value is not None},
            log_file=self._folder / f"{function}-{next(self._numbers)}.log",
        ) as worker:
            yield worker

    def invoke(self, function: str, event: Any, **start: Any) -> Any:
        """Invoke once, cold."""
        with self.started(function, **start) as worker:
            return worker(event)

    def received(self) -> list[dict[str, Any]]:
        """What waits in the queue, as the event source hands it over."""
        response = self.stack.client("sqs").receive_message(
            QueueUrl=self.stack.outputs["SendQueueUrl"],
            MaxNumberOfMessages=10,
            MessageSystemAttributeNames=["ApproximateReceiveCount"],
        )
        return [
            {"messageId": each["MessageId"], "body": each["Body"], "attributes": each["Attributes"]}
            for each in response.get("Messages", [])
        ]

    def said_by_ses(self) -> list[Event]:
        """Every event of the mails accepted so far. Nobody has delivered them."""
        self.stack.ses.wait_for_events()
        return list(self._events)

    def state(self) -> dict[str, Any]:
        """Everything that a function could have changed: rows, messages, and what SES was asked."""
        outputs = self.stack.outputs
        state: dict[str, Any] = {"SES": self.stack.ses.requests}
        for table in (outputs["OutreachTableName"], outputs["SuppressionTableName"]):
            pages = self.stack.client("dynamodb").get_paginator("scan").paginate(TableName=table)
            rows = (json.dumps(row, sort_keys=True, default=str) for page in pages for row in page["Items"])
            state[table] = sorted(rows)
        for queue in (url for name, url in outputs.items() if name.endswith("QueueUrl")):
            attributes = self.stack.client("sqs").get_queue_attributes(
                QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"]
            )
            state[queue] = attributes["Attributes"]
        return state


@contextmanager
def deployed(built: Any, folder: Path) -> Iterator[Functions]:
    """A stack of its own, and the built functions beside it."""
    events: list[Event] = []
    with LocalStack.start(ROOT, on_event=events.append) as stack:
        let_the_workers_rest(stack)
        yield Functions(stack, built, folder, events)


def let_the_workers_rest(stack: LocalStack) -> None:
    """Stop the stack's own schedule and event sources: only the built functions shall act."""
    events, functions = stack.client("events"), stack.client("lambda")
    for rule in events.list_rules()["Rules"]:
        events.disable_rule(Name=rule["Name"])
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)


def event_of(file: str) -> dict[str, Any]:
    return json.loads((ROOT / "events" / file).read_text("utf-8"))
