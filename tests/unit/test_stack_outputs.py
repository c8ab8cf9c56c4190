"""What the command reads from a stack's outputs, what it says where one is wrong, and what it asks the stack for."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import boto3
import pytest
from typer.testing import CliRunner, Result

from outreach.bootstrap import StackOperator
from outreach.cli.exits import ExitCode
from outreach.cli.main import app
from outreach.errors import BadOutputs
from outreach.local import kept
from outreach.local.processes import ProcessId
from outreach.settings import OperatorSettings, output_name
from world.stack_outputs import OUTPUTS

BAD = [{**OUTPUTS, name: ""} for name in OUTPUTS] + [
    {**OUTPUTS, "AccountDailyQuota": value} for value in ("0", "-1", "many", "1.5")
]
REMEDY = "it belongs to another program or to another version of this one: deploy the current template"


def without(name: str) -> dict[str, str]:
    return {output: value for output, value in OUTPUTS.items() if output != name}


def on_this_machine(outputs: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `outreach up` have kept a stack with these outputs."""
    nobody, me = "http://127.0.0.1:9", ProcessId(1, "")
    found = kept.KeptStack(nobody, nobody, outputs, Path(), me, me, auth=False)
    monkeypatch.setattr(kept, "find", lambda _: found)


class FakeCloudFormation:
    """Describes one stack with these outputs."""

    class meta:  # noqa: N801 - as boto3 names it
        endpoint_url = "https://cloudformation.eu-west-1.amazonaws.com"

    def __init__(self, outputs: dict[str, str]) -> None:
        self._outputs = outputs

    def describe_stacks(self, **_: str) -> dict[str, Any]:
        outputs = [{"OutputKey": name, "OutputValue": value} for name, value in self._outputs.items()]
        return {"Stacks": [{"StackId": "arn:aws:cloudformation:eu-west-1:1:stack/x", "Outputs": outputs}]}


def on_aws(outputs: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every stack on AWS have these outputs."""

    class Session:
        def __init__(self, **_: object) -> None: ...

        def client(self, service: str, **_: object) -> FakeCloudFormation:
            assert service == "cloudformation"
            return FakeCloudFormation(outputs)

    monkeypatch.setattr(boto3, "Session", Session)


def told(result: Result) -> str:
    """Return the one line that a refused command says."""
    assert (result.exit_code, result.stdout) == (ExitCode.UNREACHABLE, "")
    assert isinstance(result.exception, SystemExit)
    [line] = result.stderr.splitlines()
    return line


def test_every_setting_is_read_from_its_output() -> None:
    settings = OperatorSettings.from_outputs("prod", {**OUTPUTS, "UnsubscribeUrl": "https://us.example/u"})
    read = {output_name(field): value for field, value in settings.model_dump().items()}
    assert read == {**OUTPUTS, "AccountDailyQuota": 10000}


@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize("command", [("status",), ("forget", "zoe@acme.example", "--yes")], ids=" ".join)
def test_a_local_stack_that_lacks_an_output_is_refused_in_a_line(
    name: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_this_machine(without(name), monkeypatch)
    said = told(CliRunner().invoke(app, list(command)))
    assert said == f'the outputs of stack "local": {name} is not set; {REMEDY}'


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_stack_on_aws_that_lacks_an_output_is_refused_in_a_line(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_aws(without(name), monkeypatch)
    said = told(CliRunner().invoke(app, ["--stack", "prod", "kill", "on"]))
    assert said == f'the outputs of stack "prod": {name} is not set; {REMEDY}'


@pytest.mark.parametrize("outputs", BAD)
def test_an_impossible_output_is_named_with_its_reason_and_without_its_value(
    outputs: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    [(name, value)] = outputs.items() - OUTPUTS.items()
    on_this_machine(outputs, monkeypatch)
    said = told(CliRunner().invoke(app, ["status"]))
    assert said.startswith(f'the outputs of stack "local": {name} is impossible (')
    assert said.endswith(f"; {REMEDY}")
    assert not value or value not in said


def test_of_another_programs_stack_every_output_that_is_missing_is_named() -> None:
    with pytest.raises(BadOutputs) as caught:
        StackOperator.of("theirs", {"BucketName": "x"}, lambda _: None)
    assert caught.value.problems == dict.fromkeys(OUTPUTS, "is not set")


class Secret:
    """Secrets Manager with one pepper."""

    @staticmethod
    def get_secret_value(**_: str) -> dict[str, str]:
        return {"SecretString": json.dumps({"current": "v1", "v1": "a" * 32})}


@pytest.mark.parametrize(
    ("use_case", "services"),
    [
        ("runs", set()),
        ("unknowns", set()),
        ("export_ports", set()),
        ("stopping", {"ssm"}),
        ("overview", {"sqs"}),
        ("dead_lettering", {"sqs"}),
        ("tick_function", {"lambda"}),
        ("importing", {"secretsmanager"}),
        ("suppressing", {"secretsmanager"}),
        ("explaining", {"secretsmanager"}),
        ("forgetting", {"secretsmanager", "s3"}),
    ],
)
def test_a_use_case_asks_for_its_own_clients_and_no_others(use_case: str, services: set[str]) -> None:
    asked: set[str] = set()

    def client(service: str) -> Any:
        asked.add(service)
        return Secret if service == "secretsmanager" else boto3.client(service, region_name="eu-west-1")

    operator = StackOperator.of("prod", OUTPUTS, client)
    assert asked == {"dynamodb"}
    assert getattr(operator, use_case) is getattr(operator, use_case)
    assert asked == {"dynamodb"} | services


def test_a_use_case_is_imported_by_the_commands_that_use_it() -> None:
    """To stop everything loads what stops, and not what imports, forgets, explains or reads mails."""
    code = f"""
import sys, boto3
from outreach.bootstrap import StackOperator

clients = lambda service: boto3.client(service, region_name="eu-west-1")
StackOperator.of("prod", {OUTPUTS!r}, clients).stopping
print(sorted(name for name in sys.modules if name.startswith("outreach.services.operator.")))
"""
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == str(
        ["outreach.services.operator.ports", "outreach.services.operator.stopping"]
    )
