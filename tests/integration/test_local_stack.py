"""The deployed template works on the emulator: schedule, queue, workers, HTTP, and again after a change."""

import json
import os
import signal
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ClientError

from outreach.local import kept, kept_file
from outreach.local.clients import local_client
from outreach.local.deploy import Deployment, deploy
from outreach.local.emulator import EmulatorError
from outreach.local.emulator_names import EmulatorName
from outreach.local.emulators import MINISTACK, MOTO, Kind
from outreach.local.processes import ProcessId
from outreach.local.stack import Layout, LocalStack
from world.local_sample import emulator_python, write_project
from world.waiting import eventually


@pytest.fixture(
    scope="module",
    params=[(MINISTACK, False), (MINISTACK, True), (MOTO, True)],
    ids=["open", "iam-enforced", "moto"],
)
def stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    root, (kind, auth) = write_project(tmp_path_factory.mktemp("project")), request.param
    with LocalStack.start(root, kind=kind, python=emulator_python(kind), auth=auth) as started:
        yield started


def seen(stack: LocalStack, name: str) -> dict[str, Any] | None:
    key = {"pk": {"S": "seen"}, "sk": {"S": name}}
    return (
        stack.client("dynamodb").get_item(TableName=stack.outputs["OutreachTableName"], Key=key).get("Item")
    )


def enqueue(stack: LocalStack, **order: Any) -> None:
    stack.client("sqs").send_message(QueueUrl=stack.outputs["SendQueueUrl"], MessageBody=json.dumps(order))


def invoke(stack: LocalStack, output: str, event: dict[str, Any]) -> Any:
    response = stack.client("lambda").invoke(FunctionName=stack.outputs[output], Payload=json.dumps(event))
    assert "FunctionError" not in response
    return json.load(response["Payload"])


def test_a_message_reaches_a_worker_with_concurrency_given_by_a_parameter(stack: LocalStack):
    """As a string, MaximumConcurrency stops delivery without an error anywhere."""
    enqueue(stack, id="one")
    assert eventually(lambda: seen(stack, "one"))["times"] == {"N": "1"}


def test_a_worker_knows_the_local_unsubscribe_url(stack: LocalStack):
    enqueue(stack, id="url")
    assert eventually(lambda: seen(stack, "url"))["unsubscribe"] == {"S": stack.outputs["UnsubscribeUrl"]}


def test_the_routes_of_the_http_api_reach_their_function(stack: LocalStack):
    url = stack.outputs["UnsubscribeUrl"] + "token-1"
    with urllib.request.urlopen(url) as response:
        assert response.read() == b"GET token-1"
    with urllib.request.urlopen(url, data=b"List-Unsubscribe=One-Click") as response:
        assert response.read() == b"POST token-1"


def test_a_failing_record_fails_alone_and_ends_in_the_dead_letter_queue(stack: LocalStack):
    enqueue(stack, id="poison", fail=True)
    enqueue(stack, id="healthy")
    assert eventually(lambda: seen(stack, "healthy"))["times"] == {"N": "1"}
    receive = stack.client("sqs").receive_message
    dead = eventually(
        lambda: receive(QueueUrl=stack.outputs["SendDeadLetterQueueUrl"], WaitTimeSeconds=1).get("Messages")
    )
    assert json.loads(dead[0]["Body"])["id"] == "poison"


def test_a_worker_sees_our_endpoints_and_nothing_of_the_users(stack: LocalStack):
    shown = invoke(
        stack,
        "TickFunctionName",
        {"show": ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SESV2", "AWS_PROFILE", "HTTPS_PROXY", "LIMIT"]},
    )
    assert shown == {
        "LIMIT": "5",
        "AWS_ENDPOINT_URL": stack.endpoint_url,
        "AWS_ENDPOINT_URL_SESV2": stack.ses_url,
        "AWS_PROFILE": None,
        "HTTPS_PROXY": None,
    }


def test_a_person_can_read_what_a_worker_logged(stack: LocalStack):
    invoke(stack, "TickFunctionName", {})
    function = stack.outputs["TickFunctionName"]
    assert eventually(lambda: "tick says hello" in stack.logs(function))


def secret_value(stack: LocalStack) -> dict[str, str]:
    secret = stack.client("secretsmanager").get_secret_value(SecretId=stack.outputs["UnsubscribeKeysSecret"])
    return json.loads(secret["SecretString"])


def test_secrets_are_generated_and_time_to_live_is_on(stack: LocalStack):
    assert len(secret_value(stack)["k1"]) == 64
    table = stack.outputs["OutreachTableName"]
    described = stack.client("dynamodb").describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    assert described["TimeToLiveStatus"] == "ENABLED"


def test_a_role_may_do_what_the_template_says_and_no_more(tmp_path: Path):
    root = write_project(tmp_path)
    handler = root / "functions/tick/handler.py"
    handler.write_text(handler.read_text().replace('os.environ["TABLE"]', 'os.environ["SUPPRESSION"]'))
    with LocalStack.start(root, python=emulator_python(), auth=True) as stack:
        response = stack.client("lambda").invoke(FunctionName=stack.outputs["TickFunctionName"], Payload="{}")
        assert "AccessDenied" in json.load(response["Payload"])["errorMessage"]


@pytest.mark.parametrize("kind", [MINISTACK, MOTO], ids=["ministack", "moto"])
def test_a_second_deployment_changes_what_changed_and_keeps_the_data(tmp_path: Path, kind: Kind):
    root = write_project(tmp_path)
    with LocalStack.start(root, kind=kind, python=emulator_python(kind)) as stack:
        enqueue(stack, id="kept")
        assert eventually(lambda: seen(stack, "kept"))

        def deployed(**parameters: str) -> Deployment:
            return deploy(
                stack.endpoint_url,
                Layout(root).tools(emulator_python(kind)),
                kind=kind,
                credentials=stack.credentials,
                parameters=parameters,
            )

        def again(**parameters: str) -> bool:
            return deployed(**parameters).changed

        def told(**parameters: str) -> tuple[str, bool]:
            done = deployed(**parameters)
            return done.outputs["Told"], done.changed

        assert again() is False
        switch = stack.outputs["KillSwitchParameter"]
        stack.client("ssm").put_parameter(Name=switch, Value="on", Overwrite=True)
        secret = secret_value(stack)
        handler = root / "functions/tick/handler.py"
        handler.write_text(handler.read_text().replace("return {", "return {'new': 1} | {"))
        assert again() is True
        assert invoke(stack, "TickFunctionName", {}) == {"new": 1}
        assert again(Greeting="hi") is True
        assert invoke(stack, "TickFunctionName", {"show": ["GREETING"]})["GREETING"] == "hi"
        assert told(PublishEvents="with-addresses") == ("with-addresses", True)
        assert told() == ("with-addresses", False), "what it tells stays as it is until somebody says so"
        assert told(PublishEvents="none") == ("none", True)
        assert told() == ("none", False)
        assert seen(stack, "kept") is not None
        assert stack.client("ssm").get_parameter(Name=switch)["Parameter"]["Value"] == "on"
        assert secret_value(stack) == secret
        assert (root / "layers/dependencies/builds.log").read_text().count("built") == 1


def test_an_unknown_parameter_is_named_and_nothing_is_left_running(tmp_path: Path):
    root = write_project(tmp_path)
    with pytest.raises(ValueError, match="Colour"):
        LocalStack.start(root, python=emulator_python(), parameters={"Colour": "red"})


def test_a_kept_stack_survives_its_stop_on_another_port_too(tmp_path: Path):
    root = write_project(tmp_path)
    python = emulator_python()
    try:
        first = kept.up(root, python=python)
        assert first.stack.outputs["ReplyDomain"] == "reply.example.com", "its mails can be answered"
        assert (first.was_running, first.deployed) == (False, True)
        assert kept.up(root, python=python) == kept.Up(first.stack, was_running=True, deployed=False)
        port = int(first.stack.endpoint_url.rpartition(":")[2])
        put(first.stack, first.stack.outputs["SuppressionTableName"])
        assert kept.down(root) == kept.Down(first.stack)
        assert kept.find(root) is None
        assert not first.stack.emulator.is_running()
        second = kept.up(root, python=python, port=port + 10).stack
        assert rows(second, second.outputs["SuppressionTableName"]) == 1
        kept_view = View(second)
        enqueue(kept_view, id="after")
        assert eventually(lambda: seen(kept_view, "after"))
        with pytest.raises(EmulatorError, match="runs at"):
            kept.up(root, python=python, port=port)
        with pytest.raises(EmulatorError, match="runs on ministack; `outreach down` stops it"):
            kept.up(root, python=python, name=EmulatorName.MOTO)
    finally:
        kept.down(root)


def test_a_kept_stack_that_died_says_since_when_its_work_is_lost(tmp_path: Path):
    root = write_project(tmp_path)
    python = emulator_python()
    before = datetime.now(UTC)
    try:
        first = kept.up(root, python=python)
        assert first.lost_since is None
        os.kill(first.stack.emulator.pid, signal.SIGKILL)
        assert eventually(lambda: not first.stack.emulator.is_running())
        second = kept.up(root, python=python)
        assert second.lost_since is not None
        assert before < second.lost_since < datetime.now(UTC)
        os.kill(second.stack.emulator.pid, signal.SIGTERM)
        assert eventually(lambda: not second.stack.emulator.is_running())
        assert kept.up(root, python=python).lost_since is None
    finally:
        kept.down(root)


class View:
    """What the helpers above need of a stack."""

    def __init__(self, stack: kept.KeptStack) -> None:
        self.outputs, self._stack = stack.outputs, stack

    def client(self, service: str) -> Any:
        return self._stack.client(service)


def put(stack: kept.KeptStack, table: str) -> None:
    stack.client("dynamodb").put_item(TableName=table, Item={"pk": {"S": "order"}})


def rows(stack: kept.KeptStack, table: str) -> int:
    return int(stack.client("dynamodb").scan(TableName=table)["Count"])


def test_each_start_has_credentials_of_its_own_which_only_the_owner_can_read(tmp_path: Path):
    root = write_project(tmp_path)
    python = emulator_python()
    try:
        first = kept.up(root, python=python).stack
        assert first.auth
        assert kept.find(root) == first
        home = root / ".outreach"
        files = [home / "local.json", home / "aws-credentials"]
        assert [oct(path.stat().st_mode & 0o777) for path in (home, *files)] == ["0o700", "0o600", "0o600"]
        assert all(first.credentials.secret_key in file.read_text() for file in files)
        assert first.credentials.secret_key not in repr(first)
        session = botocore.session.Session(
            session_vars={
                "credentials_file": (None, None, str(files[1]), None),
                "profile": (None, None, None, None),
            }
        )
        found = session.get_component("credential_provider").get_provider("shared-credentials-file").load()
        assert (found.access_key, found.secret_key) == (
            first.credentials.access_key,
            first.credentials.secret_key,
        )
        kept.down(root)
        assert not any(file.exists() for file in files)
        second = kept.up(root, python=python).stack
        assert second.credentials != first.credentials
        assert second.client("dynamodb").list_tables()["TableNames"]
        with pytest.raises(ClientError):
            local_client("dynamodb", second.endpoint_url, first.credentials).list_tables()
    finally:
        kept.down(root)


def test_a_stack_without_credentials_of_its_own_is_started_anew(tmp_path: Path):
    """An earlier version left it running, open to everybody."""
    root = write_project(tmp_path)
    python = emulator_python()
    try:
        first = kept.up(root, python=python).stack
        put(first, first.outputs["SuppressionTableName"])
        file = root / ".outreach" / "local.json"
        file.write_text(
            json.dumps({k: v for k, v in json.loads(file.read_text()).items() if k != "credentials"})
        )
        second = kept.up(root, python=python)
        assert (second.was_running, second.lost_since) == (False, None)
        assert not first.emulator.is_running()
        assert not first.ses.is_running()
        assert rows(second.stack, second.stack.outputs["SuppressionTableName"]) == 1
    finally:
        kept.down(root)


def test_a_stale_file_stops_nobody(tmp_path: Path):
    root = tmp_path
    (root / ".outreach").mkdir()
    me = ProcessId(os.getpid(), started="another time")
    stack = kept.KeptStack("http://127.0.0.1:1", "http://127.0.0.1:2", {}, root, me, replace(me), auth=False)
    kept_file.write(Layout(root), stack)
    assert kept.find(root) is None
    assert kept.down(root) is None
    assert not (root / ".outreach/local.json").exists()
