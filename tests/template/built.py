"""The functions as `sam build` makes them, run by AWS's own runtime client under its own emulator of Lambda.

`sam local invoke` puts the same two into a container. Here they run without one: the Runtime Interface
Emulator comes with sam, the runtime client from PyPI, the environment from infra/local-env.json. A
function sees the standard library, the client, its two layers and its folder, and nothing else.

What the emulator returns, as measured with the one of aws-sam-cli 1.170.0. Status 200 says nothing.

    the handler returned          200, what it returned
    the handler raised            200, {"errorMessage", "errorType", "stackTrace", ...}; the worker stays warm
    the handler cannot be imported  502, the same; the next event starts a new process, which fails again
    AWS_LAMBDA_FUNCTION_TIMEOUT   200, the plain text `Task timed out after N.00 seconds`; the process has been
                                  killed, and the next event starts a new one
"""

import http.client
import importlib.metadata
import itertools
import json
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from outreach.bootstrap import StackOperator
from outreach.local.clients import REGION
from outreach.local.processes import free_port, wait_until
from outreach.local.ses_events import Event
from outreach.local.stack import LocalStack
from world.cloud import ROOT

CLIENT = "awslambdaric"
EMULATORS = {"x86_64": "x86_64", "aarch64": "arm64"}
"""What sam calls the processors for which it has a runtime emulator. What is built runs on both."""
START_SECONDS = 30.0
INVOKE_SECONDS = 60.0


def missing() -> str | None:
    """Say what these tests lack on this machine; None if nothing."""
    if platform.system() != "Linux" or platform.machine() not in EMULATORS:
        return "functions run on Linux on x86_64 or arm64"
    if sys.version_info[:2] != (3, 13):
        return f"{CLIENT} is installed for another Python than the functions'"
    return None


needs_the_runtime = pytest.mark.skipif(missing() is not None, reason=str(missing()))


@dataclass(frozen=True, slots=True)
class Invoked:
    """What the emulator returned for one event."""

    status: int
    text: str

    @property
    def body(self) -> Any:
        return json.loads(self.text)

    @property
    def error(self) -> tuple[str, str] | None:
        """The type and the message of what the function raised."""
        body = self.body
        failed = isinstance(body, dict) and "errorMessage" in body
        return (body["errorType"], body["errorMessage"]) if failed else None


class Worker:
    """One started function, cold for its first event and warm for the others."""

    def __init__(self, port: int, log_file: Path) -> None:
        self._port = port
        self._log_file = log_file

    def invoke(self, event: Any) -> Invoked:
        """Hand over one event: a value, or text that need not be JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=INVOKE_SECONDS)
        text = event if isinstance(event, str) else json.dumps(event)
        connection.request("POST", "/2015-03-31/functions/function/invocations", text.encode())
        response = connection.getresponse()
        invoked = Invoked(response.status, response.read().decode())
        connection.close()
        return invoked

    def __call__(self, event: Any) -> Any:
        """Hand over one event that must be handled; return what the handler returned."""
        invoked = self.invoke(event)
        assert invoked.error is None, (invoked.text, self.log)
        return invoked.body

    def logged(self, message: str) -> list[dict[str, Any]]:
        """What the function has logged under a message."""
        lines = (json.loads(line) for line in self.log.splitlines() if line.startswith("{"))
        return [line for line in lines if line.get("message") == message]

    @property
    def log(self) -> str:
        """All that the function and the emulator have written."""
        return self._log_file.read_text("utf-8")


class Functions:
    """A deployed stack whose own workers are idle, and the built functions beside it."""

    def __init__(self, stack: LocalStack, built: Any, tools: Path, events: list[Event]) -> None:
        self.stack = stack
        self.operator = StackOperator.of("local", stack.outputs, stack.client)
        self._events = events
        self._built = built
        self._tools = tools
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
        address, runtime = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
        command = [
            *(self._tools / "emulator", "--log-level", "error"),
            *("--runtime-interface-emulator-address", address, "--runtime-api-address", runtime),
            *(self._built.python, "-S", "-B", "-m", CLIENT, "handler.lambda_handler"),
        ]
        layers = [each for each in self._built.layers if Path(each).parent.name != without_layer]
        environment = self.environment(function) | {
            "PATH": os.defpath,
            "PYTHONPATH": os.pathsep.join([*layers, str(self._tools / "client")]),
            "LAMBDA_TASK_ROOT": str(self._built.folder / function),
            "AWS_LAMBDA_FUNCTION_NAME": function,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
            "AWS_LAMBDA_FUNCTION_TIMEOUT": str(timeout),
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            **self.stack.credentials.environment(),
            **(changes or {}),
        }
        log_file = self._tools / f"{function}-{next(self._numbers)}.log"
        with log_file.open("wb") as log:
            process = subprocess.Popen(
                command,
                cwd=self._built.folder / function,
                env={name: value for name, value in environment.items() if value is not None},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            try:
                port = int(address.rpartition(":")[2])
                assert wait_until(
                    lambda: listens(port), seconds=START_SECONDS, alive=lambda: process.poll() is None
                )
                yield Worker(port, log_file)
            finally:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

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
        yield Functions(stack, built, tools_in(folder), events)


def let_the_workers_rest(stack: LocalStack) -> None:
    """Stop the stack's own schedule and event sources: only the built functions shall act."""
    events, functions = stack.client("events"), stack.client("lambda")
    for rule in events.list_rules()["Rules"]:
        events.disable_rule(Name=rule["Name"])
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)


def tools_in(folder: Path) -> Path:
    """The emulator's binary, and the runtime client apart from everything else that is installed here."""
    for name in with_dependencies(CLIENT):
        for file in importlib.metadata.files(name) or []:
            if ".." not in file.parts and "__pycache__" not in file.parts:
                target = folder / "client" / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file.locate(), target)
    shutil.copy(emulator_binary(), folder / "emulator")
    (folder / "emulator").chmod(0o755)
    return folder


def emulator_binary() -> Path:
    """The Runtime Interface Emulator out of sam's own package; it is not executable there."""
    (found,) = (ROOT / ".tools/sam/lib").glob(
        f"*/site-packages/samcli/local/rapid/aws-lambda-rie-{EMULATORS[platform.machine()]}"
    )
    return found


def with_dependencies(name: str) -> set[str]:
    """A distribution and what it requires."""
    needed = [re.match(r"[\w.-]+", each)[0] for each in importlib.metadata.requires(name) or []]
    return {name}.union(*map(with_dependencies, needed))


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def event_of(file: str) -> dict[str, Any]:
    return json.loads((ROOT / "events" / file).read_text("utf-8"))
