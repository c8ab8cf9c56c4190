"""A stack on moto: what moto alone gets wrong, and what it cannot do. What it does is in test_local_stack.py.

That requests are handled one at a time is in tests/unit/test_moto_application.py. A race that moto loses is too rare here.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from outreach.local import kept, processes
from outreach.local.clients import DUMMY, Credentials, local_client
from outreach.local.deploy import DeployError, deploy
from outreach.local.emulator import EmulatorError
from outreach.local.emulator_names import EmulatorName
from outreach.local.emulators import MOTO
from outreach.local.stack import Layout, LocalStack
from world.local_sample import emulator_python, write_project
from world.unsubscribe_site import ROOT
from world.waiting import eventually

REFUSED = (ClientError, DeployError)
PYTHON = emulator_python(MOTO)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    root = write_project(tmp_path_factory.mktemp("project"))
    with LocalStack.start(root, kind=MOTO, python=PYTHON) as started:
        yield started


@pytest.mark.parametrize("who", [DUMMY, Credentials("ASIA" + "A" * 16, "x"), Credentials.random()])
@pytest.mark.parametrize(
    ("service", "call"),
    [
        ("sqs", "list_queues"),
        ("s3", "list_buckets"),
        ("lambda", "list_functions"),
        ("dynamodb", "list_tables"),
    ],
)
def test_a_stranger_is_refused_by_every_service(stack: LocalStack, who: Credentials, service: str, call: str):
    with pytest.raises(ClientError, match="403"):
        getattr(local_client(service, stack.endpoint_url, who), call)()
    assert getattr(stack.client(service), call)()


def test_the_description_of_the_stack_has_its_outputs_and_all_of_its_resources(stack: LocalStack):
    cloudformation = stack.client("cloudformation")
    (described,) = cloudformation.describe_stacks()["Stacks"]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in described["Outputs"]}
    assert stack.outputs.items() <= outputs.items()
    resources = cloudformation.describe_stack_resources(StackName=described["StackName"])["StackResources"]
    kinds = {each["LogicalResourceId"]: each["ResourceType"] for each in resources}
    assert kinds["UnsubscribeKeys"] == "AWS::SecretsManager::Secret"
    assert kinds["HttpApi"] == "AWS::ApiGatewayV2::Api"
    assert all(each["PhysicalResourceId"] for each in resources)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "  HttpApi:\n",
            "  Other: {Type: AWS::SES::EmailIdentity, Properties: {EmailIdentity: a.example}}\n  HttpApi:\n",
            "neither moto nor this project knows what to make of a AWS::SES::EmailIdentity",
        ),
        ("rate(1 minute)", "'cron(0 12 * * ? *)'", r"the schedule \"cron\(0 12 .* is not run here"),
        ("BatchSize: 10", "FilterCriteria: {Filters: []}", "only queues are served, and without filters"),
    ],
)
def test_what_cannot_be_done_on_moto_is_refused_by_name(tmp_path: Path, old: str, new: str, reason: str):
    root = write_project(tmp_path)
    template = root / "template.yaml"
    assert old in template.read_text()
    template.write_text(template.read_text().replace(old, new))
    with pytest.raises(REFUSED, match=reason):
        LocalStack.start(root, kind=MOTO, python=PYTHON)


def test_a_change_that_moto_cannot_make_is_refused_and_every_other_one_is_made(tmp_path: Path):
    """moto itself would forget the table, and what refers to it."""
    root = write_project(tmp_path)
    template = root / "template.yaml"
    before = template.read_text()

    def deployed(old: str, new: str) -> dict[str, str]:
        assert old in before
        template.write_text(before.replace(old, new))
        tools = Layout(root).tools(PYTHON)
        deploy(stack.endpoint_url, tools, kind=MOTO, credentials=stack.credentials)
        response = stack.client("lambda").invoke(
            FunctionName=stack.outputs["TickFunctionName"],
            Payload=json.dumps({"show": ["TABLE", "GREETING"]}),
        )
        return json.load(response["Payload"])

    with LocalStack.start(root, kind=MOTO, python=PYTHON) as stack:
        table = stack.outputs["OutreachTableName"]
        key = "AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]"
        with pytest.raises(REFUSED, match=r"moto cannot change SuppressionTable \(AWS::DynamoDB::Table\)"):
            deployed(key, f"DeletionProtectionEnabled: true\n      {key}")
        assert deployed("Default: hello", "Default: hi") == {"TABLE": table, "GREETING": "hi"}
        role = "{Effect: Allow, Action: dynamodb:PutItem,"
        assert deployed(role, role.replace("PutItem", "*")) == {"TABLE": table, "GREETING": "hello"}


def test_the_real_template_is_understood_with_everything_that_it_can_have():
    """So a type that somebody adds to it is either made on moto, or named here."""
    parameters = {
        "PassMinutes": "7",
        "ReplyDomain": "reply.us.example",
        "AlarmEmail": "ops@us.example",
        "TrackingDomain": "links.us.example",
        "UnsubscribeDomain": "us.example",
        "UnsubscribeCertificateArn": "arn:aws:acm:us-east-1:000000000000:certificate/1",
    }
    with LocalStack.start(ROOT, kind=MOTO, python=PYTHON) as stack:
        assert "AlarmTopicArn" not in stack.outputs
        tools = Layout(ROOT).tools(PYTHON)
        outputs = deploy(
            stack.endpoint_url, tools, kind=MOTO, credentials=stack.credentials, parameters=parameters
        ).outputs
        (topic,) = stack.client("sns").list_topics()["Topics"]
        assert outputs["AlarmTopicArn"] == topic["TopicArn"]
        variables = stack.client("lambda").get_function_configuration(
            FunctionName=stack.outputs["TickFunctionName"]
        )["Environment"]["Variables"]
        assert variables["PASS_MINUTES"] == "7"
        mail = b"From: a@us.example\r\nTo: reply@reply.us.example\r\nSubject: hi\r\n\r\nhello\r\n"
        bucket = stack.outputs["InboundMailBucket"]
        stack.client("s3").put_object(Bucket=bucket, Key="mail/1", Body=mail)
        assert eventually(lambda: any("InboundUnmatched" in line for line in inbound_log(stack)))


def inbound_log(stack: LocalStack) -> list[str]:
    return stack.logs(stack.outputs["InboundFunctionName"])


def test_a_kept_stack_lasts_until_it_is_stopped_and_its_state_no_longer(tmp_path: Path):
    root, told = write_project(tmp_path), []
    try:
        first = kept.up(root, name=EmulatorName.MOTO, python=PYTHON, on_progress=told.append).stack
        assert "it keeps nothing" in told[0]
        table = first.outputs["SuppressionTableName"]
        first.client("dynamodb").put_item(TableName=table, Item={"pk": {"S": "kept"}})
        again = kept.up(root, python=PYTHON)
        assert (again.was_running, again.deployed, again.stack) == (True, False, first)
        with pytest.raises(EmulatorError, match="runs on moto; `outreach down` stops it"):
            kept.up(root, name=EmulatorName.MINISTACK)
        assert kept.down(root) == kept.Down(first)
        assert not first.kind.keeps_state
        second = kept.up(root, name=EmulatorName.MOTO, python=PYTHON).stack
        table = second.outputs["SuppressionTableName"]
        assert second.client("dynamodb").scan(TableName=table)["Items"] == []
        assert second.credentials != first.credentials
    finally:
        kept.down(root)


def test_a_port_in_use_is_named(tmp_path: Path, stack: LocalStack):
    port = int(stack.endpoint_url.rpartition(":")[2])
    assert processes.free_port(port) != port
    with pytest.raises(EmulatorError, match=f"port {port} on 127.0.0.1 is taken"):
        LocalStack.start(write_project(tmp_path), kind=MOTO, python=PYTHON, port=port)


def test_where_moto_is_not_installed_the_remedy_is_named(tmp_path: Path):
    with pytest.raises(EmulatorError, match=r"moto is not installed .* EMULATOR=moto` installs it"):
        LocalStack.start(write_project(tmp_path), kind=MOTO)
