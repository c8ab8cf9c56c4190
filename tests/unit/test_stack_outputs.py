"""What the command reads from a stack's outputs, what it says where one is wrong, and what it asks the stack for."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from typer.testing import CliRunner, Result

from outreach.adapters import ssm
from outreach.adapters.dynamodb import campaigns, controls
from outreach.bootstrap.operator import StackOperator
from outreach.cli.exits import ExitCode
from outreach.cli.main import app
from outreach.domain.control import KillSwitch, Mode, RunStatus
from outreach.errors import BadOutputs
from outreach.local import kept
from outreach.local.processes import ProcessId
from outreach.services.operator.readiness.ports import NotAsked
from outreach.settings import OperatorSettings, output_name
from world.builders import CAMPAIGN, a_campaign, a_lead
from world.memory import World
from world.stack_outputs import FURTHER_OUTPUTS, OUTPUTS

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

    real = boto3.client("dynamodb", region_name="eu-west-1")

    class Session:
        def __init__(self, **_: object) -> None: ...

        def client(self, service: str, **_: object) -> object:
            assert service in {"cloudformation", "dynamodb", "ssm"}
            return FakeCloudFormation(outputs) if service == "cloudformation" else real

    monkeypatch.setattr(boto3, "Session", Session)


def told(result: Result) -> str:
    """Return the one line that a refused command says."""
    assert (result.exit_code, result.stdout) == (ExitCode.UNREACHABLE, "")
    assert isinstance(result.exception, SystemExit)
    [line] = result.stderr.splitlines()
    return line


def test_every_setting_is_read_from_its_output() -> None:
    settings = OperatorSettings.from_outputs("prod", {**OUTPUTS, **FURTHER_OUTPUTS, "Another": "x"})
    read = {output_name(field): value for field, value in settings.model_dump().items()}
    assert read == {**OUTPUTS, **FURTHER_OUTPUTS, "AccountDailyQuota": 10000, "SendConcurrency": 4}


@pytest.mark.parametrize("read", [OperatorSettings.from_outputs, OperatorSettings.for_a_stop])
def test_an_older_stack_lacks_some_outputs_and_works(read: Any) -> None:
    dumped = read("prod", OUTPUTS).model_dump()
    assert {output_name(field) for field, value in dumped.items() if value is None} == set(FURTHER_OUTPUTS)


def test_half_of_an_older_stack_can_be_stopped() -> None:
    settings = OperatorSettings.for_a_stop("prod", without("InboundMailBucket"))
    assert settings.sender_identity is None


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
    said = told(CliRunner().invoke(app, ["--stack", "prod", "status"]))
    assert said == f'the outputs of stack "prod": {name} is not set; {REMEDY}'


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """What the real use cases of a stop read and write, in memory, with one run under way."""
    world = World(a_campaign())
    world.start(a_lead(), mode=Mode.LIVE)
    monkeypatch.setattr(controls, "DynamoControls", lambda tables: world.controls)
    monkeypatch.setattr(campaigns, "DynamoCampaigns", lambda tables: world.campaigns)
    monkeypatch.setattr(ssm, "SsmKillSwitchReader", lambda client, name, max_age_seconds: world.kill_switch)
    monkeypatch.setattr(ssm, "SsmKillSwitchWriter", lambda client, name: world.kill_switch)
    return world


def kill(*command: str) -> Result:
    result = CliRunner().invoke(app, ["--stack", "prod", "kill", *command])
    assert result.exit_code == ExitCode.DONE, result.stderr
    return result


@pytest.mark.parametrize("name", sorted(OUTPUTS.keys() - {"OutreachTableName", "KillSwitchParameter"}))
def test_everything_can_be_stopped_without_the_outputs_that_a_stop_does_not_use(
    name: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_aws(without(name), monkeypatch)
    assert kill("on").stdout.startswith("kill switch: ON; NOTHING IS SENT")
    assert kill("status").stdout.startswith("kill switch: ON; NOTHING IS SENT")
    control = world.controls.control()
    assert control is not None
    assert (world.kill_switch.read().state, control.killed) == (KillSwitch.ON, True)
    assert kill("off").stdout == "kill switch: off\n"
    assert world.kill_switch.read().state is KillSwitch.OFF


@pytest.mark.parametrize(
    ("command", "status"),
    [(("pause",), RunStatus.PAUSED), (("cancel", "--yes"), RunStatus.CANCELLED)],
    ids=["pause", "cancel"],
)
@pytest.mark.parametrize("name", sorted(OUTPUTS.keys() - {"OutreachTableName"}))
def test_a_campaign_can_be_stopped_with_the_table_of_its_runs_alone(
    name: str, command: tuple[str, ...], status: RunStatus, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_aws(without(name), monkeypatch)
    result = CliRunner().invoke(app, ["--stack", "prod", "campaign", *command, CAMPAIGN])
    assert (result.exit_code, world.run().status) == (ExitCode.DONE, status), result.stderr


@pytest.mark.parametrize("outputs", [without("KillSwitchParameter"), {**OUTPUTS, "KillSwitchParameter": ""}])
def test_a_stop_without_an_output_that_it_uses_is_refused_in_a_line_and_changes_nothing(
    outputs: dict[str, str], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    del outputs["InboundMailBucket"]
    on_aws(outputs, monkeypatch)
    before = world.controls.control()
    result = CliRunner().invoke(app, ["--stack", "prod", "kill", "on"])
    assert (result.exit_code, result.stdout) == (ExitCode.UNREACHABLE, "")
    [stack, line] = result.stderr.splitlines()
    assert stack.startswith("stack: prod (")
    assert line.startswith('the outputs of stack "prod": KillSwitchParameter is ')
    assert line.endswith(f"InboundMailBucket is not set; {REMEDY}")
    assert (world.kill_switch.read().state, world.controls.control()) == (KillSwitch.OFF, before)


def test_of_half_a_stack_the_outputs_that_are_there_are_read_as_ever() -> None:
    settings = OperatorSettings.for_a_stop("prod", without("InboundMailBucket"))
    assert settings.account_daily_quota == 10000
    with pytest.raises(BadOutputs):
        settings.inbound_mail_bucket  # noqa: B018 - to ask for it is what is refused
    with pytest.raises(AttributeError):
        settings.no_such_output  # noqa: B018 - to ask for what no stack has is refused
    assert OperatorSettings.for_a_stop("prod", OUTPUTS) == OperatorSettings.from_outputs("prod", OUTPUTS)


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

    meta = SimpleNamespace(events=SimpleNamespace(register=lambda *_, **__: None))

    @staticmethod
    def get_secret_value(**_: str) -> dict[str, str]:
        return {"SecretString": json.dumps({"current": "v1", "v1": "a" * 32})}


@pytest.mark.parametrize(
    ("use_case", "services"),
    [
        ("runs", set()),
        ("unknowns", set()),
        ("mail_view", set()),
        ("export_ports", {"ssm"}),
        ("stopping", {"ssm"}),
        ("preflight", {"sesv2", "ssm"}),
        ("production_access", {"sesv2", "ssm"}),
        ("overview", {"sqs"}),
        ("dead_lettering", {"sqs"}),
        ("tick_function", {"lambda"}),
        ("importing", {"secretsmanager"}),
        ("suppressing", {"secretsmanager"}),
        ("explaining", {"secretsmanager", "sesv2"}),
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


def test_a_stack_of_this_template_that_names_no_topic_has_no_alarm_email() -> None:
    """The template has SenderIdentity always, and AlarmTopicArn with AlarmEmail only. An older one has neither."""

    def subscriptions(outputs: dict[str, str]) -> object:
        operator = StackOperator.of("prod", outputs, lambda name: boto3.client(name, region_name="eu-west-1"))
        return operator._setup.subscriptions()

    assert subscriptions(OUTPUTS | {"SenderIdentity": "us.example"}) == ()
    assert isinstance(subscriptions(OUTPUTS), NotAsked)


def test_a_use_case_is_imported_by_the_commands_that_use_it() -> None:
    """To stop everything loads what stops, and not what imports, forgets, explains or reads mails."""
    code = f"""
import sys, boto3
from outreach.bootstrap.operator import StackOperator

clients = lambda service: boto3.client(service, region_name="eu-west-1")
StackOperator.of("prod", {OUTPUTS!r}, clients).stopping
print(sorted(name for name in sys.modules if name.startswith("outreach.services.operator.")))
"""
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == str(
        ["outreach.services.operator.ports", "outreach.services.operator.stopping"]
    )
