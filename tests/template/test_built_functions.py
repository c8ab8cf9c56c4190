"""The functions as `sam build` makes them, run by AWS's own runtime client under its own emulator of Lambda.

`sam local invoke` puts the same two into a container. Here they run without one: the Runtime Interface
Emulator comes with sam, the runtime client from PyPI, the environment from infra/local-env.json. A
function sees the standard library, the client, its two layers and its folder, and nothing else.
"""

import http.client
import importlib.metadata
import importlib.util
import json
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from cloud import ROOT
from outreach.adapters.dynamodb.proof_mails import DynamoProofMails
from outreach.adapters.dynamodb.tables import Tables
from outreach.bootstrap import Operator
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE
from outreach.local.clients import ACCESS_KEY, REGION, SECRET_KEY
from outreach.local.processes import free_port, wait_until
from outreach.local.stack import LocalStack

sys.path.append(str(ROOT / "infra"))
import seed_events as sample

CLIENT = "awslambdaric"
ARCHITECTURE = "x86_64"  # what template.yaml builds for
START_SECONDS = 30.0


def missing() -> str | None:
    """Say what these tests lack on this machine; None if nothing."""
    if platform.system() != "Linux" or platform.machine() != ARCHITECTURE:
        return "the functions are built for Linux on x86_64"
    if sys.version_info[:2] != (3, 13):
        return f"{CLIENT} is installed for another Python than the functions'"
    return None


pytestmark = pytest.mark.skipif(missing() is not None, reason=str(missing()))


def emulator_binary() -> Path:
    """The Runtime Interface Emulator out of sam's own package; it is not executable there."""
    (found,) = (ROOT / ".tools/sam/lib").glob(
        f"*/site-packages/samcli/local/rapid/aws-lambda-rie-{ARCHITECTURE}"
    )
    return found


def with_dependencies(name: str) -> set[str]:
    """A distribution and what it requires."""
    needed = [re.match(r"[\w.-]+", each)[0] for each in importlib.metadata.requires(name) or []]
    return {name}.union(*map(with_dependencies, needed))


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The emulator's binary, and the runtime client apart from everything else that is installed here."""
    folder = tmp_path_factory.mktemp("runtime")
    for name in with_dependencies(CLIENT):
        for file in importlib.metadata.files(name) or []:
            if ".." not in file.parts and "__pycache__" not in file.parts:
                target = folder / "client" / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file.locate(), target)
    shutil.copy(emulator_binary(), folder / "emulator")
    (folder / "emulator").chmod(0o755)
    return folder


class Functions:
    """A deployed stack whose own workers are idle, and the built functions beside it."""

    def __init__(self, stack: LocalStack, built: Any, tools: Path, logs: Path) -> None:
        self.stack = stack
        self.operator = Operator(stack.outputs, stack.client)
        self.built = built
        self.tools = tools
        self.logs = logs

    def environment(self, function: str) -> dict[str, str]:
        """What infra/local-env.json says, with the ports of this stack, and `localhost` for the Docker host."""
        text = (ROOT / "infra/local-env.json").read_text("utf-8")
        emulator, ses = urlsplit(self.stack.endpoint_url).port, urlsplit(self.stack.ses_url).port
        for host, here in (("host.docker.internal", "localhost"), ("127.0.0.1", "127.0.0.1")):
            text = text.replace(f"{host}:4566", f"{here}:{emulator}").replace(f"{host}:4567", f"{here}:{ses}")
        return json.loads(text)[function]

    @contextmanager
    def started(self, function: str) -> Iterator[str]:
        """Run a built function until the block ends; gives the URL that invokes it."""
        address, runtime = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
        command = [
            *(self.tools / "emulator", "--log-level", "error"),
            *("--runtime-interface-emulator-address", address, "--runtime-api-address", runtime),
            *(self.built.python, "-S", "-B", "-m", CLIENT, "handler.lambda_handler"),
        ]
        environment = self.environment(function) | {
            "PATH": os.defpath,
            "PYTHONPATH": os.pathsep.join([*self.built.layers, str(self.tools / "client")]),
            "LAMBDA_TASK_ROOT": str(self.built.folder / function),
            "AWS_LAMBDA_FUNCTION_NAME": function,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
            "AWS_LAMBDA_FUNCTION_TIMEOUT": "60",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        }
        with (self.logs / f"{function}.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                cwd=self.built.folder / function,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            try:
                yield f"http://{address}/2015-03-31/functions/function/invocations"
            finally:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def invoke(self, function: str, event: dict[str, Any]) -> dict[str, Any]:
        """Invoke once, cold."""
        with self.started(function) as url:
            port = urlsplit(url).port
            assert wait_until(lambda: listens(port), seconds=START_SECONDS, alive=lambda: True)
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("POST", urlsplit(url).path, json.dumps(event))
            body = json.load(connection.getresponse())
            connection.close()
        assert "errorMessage" not in body, (body, (self.logs / f"{function}.log").read_text())
        return body

    def mails(self) -> list[tuple[str, int]]:
        """Who would have got which step."""
        tables = Tables(self.stack.client("dynamodb"), outreach=self.stack.outputs["OutreachTableName"])
        recorded = DynamoProofMails(tables).of_run(sample.SAMPLE, sample.RUN, sample.SHARDS)
        return sorted((mail.key.lead_id, mail.step) for mail in recorded)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def event_of(file: str) -> dict[str, Any]:
    return json.loads((ROOT / "events" / file).read_text("utf-8"))


def let_the_workers_rest(stack: LocalStack) -> None:
    """Stop the stack's own schedule and event sources: only the built functions shall act."""
    events, functions = stack.client("events"), stack.client("lambda")
    for rule in events.list_rules()["Rules"]:
        events.disable_rule(Name=rule["Name"])
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)


@pytest.fixture(scope="module")
def functions(sam_built: Any, tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Functions]:
    with LocalStack.start(ROOT) as stack:
        let_the_workers_rest(stack)
        made = Functions(stack, sam_built, tools, tmp_path_factory.mktemp("logs"))
        outputs = stack.outputs
        sample.seed(
            sample.Place(
                made.operator,
                stack.client,
                outputs["OutreachTableName"],
                outputs["UnsubscribeKeysSecret"],
            )
        )
        yield made


def received(stack: LocalStack) -> dict[str, Any]:
    """What waits in the queue, as the event source hands it over."""
    answer = stack.client("sqs").receive_message(
        QueueUrl=stack.outputs["SendQueueUrl"],
        MaxNumberOfMessages=10,
        MessageSystemAttributeNames=["ApproximateReceiveCount"],
    )
    return {
        "Records": [
            {"messageId": each["MessageId"], "body": each["Body"], "attributes": each["Attributes"]}
            for each in answer["Messages"]
        ]
    }


def test_tick_and_send_carry_a_proof_campaign(functions: Functions) -> None:
    """The tick enqueues who is due, the sender records them and the batch of the file: exactly these mails."""
    assert functions.invoke("TickFunction", event_of("tick.json")) == {
        "outcomes": {"sample#proof-1": "walked"},
        "enqueued": {"sample#proof-1": 2},
    }
    assert functions.mails() == []
    assert functions.invoke("SendFunction", received(functions.stack)) == {"batchItemFailures": []}
    assert functions.mails() == [("kim", 0), ("lou", 0)]
    for _ in range(2):
        assert functions.invoke("SendFunction", event_of("send-batch.json")) == {"batchItemFailures": []}
    first = ("ann", "ben", "cyd", "dee", "eli", "fay", "gus", "hal", "kim", "lou")
    assert functions.mails() == sorted([*((name, 0) for name in first), ("ida", 1)])
    assert functions.stack.ses.requests == 0


def test_unsubscribe_takes_the_order(functions: Functions) -> None:
    answer = functions.invoke("UnsubscribeFunction", event_of("unsubscribe-one-click.json"))
    row = functions.operator.suppressions.recipient(sample.recipient_of("vic"))
    assert answer["statusCode"] == 200
    assert [(order.scope, order.reason) for order in row.orders] == [(EVERYWHERE, Reason.UNSUBSCRIBED)]


def test_the_file_names_what_the_local_stack_is_made_of(functions: Functions) -> None:
    """Every value is the one that the stack gives its own functions, but for the host and what is random."""
    for function, output in (
        ("TickFunction", "TickFunctionName"),
        ("SendFunction", "SendFunctionName"),
        ("UnsubscribeFunction", "UnsubscribeFunctionName"),
    ):
        given = functions.stack.client("lambda").get_function_configuration(
            FunctionName=functions.stack.outputs[output]
        )["Environment"]["Variables"]
        said = functions.environment(function)
        if secret := given.get("UNSUBSCRIBE_KEYS_SECRET"):  # an ARN ends in six random digits
            assert secret.rpartition(":")[2].rpartition("-")[0] == said.pop("UNSUBSCRIBE_KEYS_SECRET")
        for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SESV2"):
            del said[name]
        for random in ("UNSUBSCRIBE_KEYS_SECRET", "UNSUBSCRIBE_URL"):  # the latter holds the API's id
            given.pop(random, None)
            said.pop(random, None)
        assert said == given
