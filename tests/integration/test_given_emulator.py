"""The local stack on an emulator that somebody else started: deployed, used, left to rest, taken up again, removed."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from outreach.local import kept, kept_file, kept_given
from outreach.local.clients import clients_of
from outreach.local.deploy import STACK_NAME, DeployError, bucket_of
from outreach.local.emulator import EmulatorError
from outreach.local.emulator_names import EmulatorName
from outreach.local.endpoint import Refused
from outreach.local.given import ITS_OWN_SES, Wish, find
from outreach.local.kept_file import KeptStack
from outreach.local.ses_process import stop_ses
from outreach.local.stack import Layout, LocalStack
from outreach.local.work import NotDeleted, remove, what_outlives
from world.local_sample import emulator_python, write_project
from world.stranger import a_strangers_emulator
from world.waiting import eventually


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with a_strangers_emulator(tmp_path_factory.mktemp("stranger")) as started:
        yield started


@pytest.fixture
def client(url: str) -> Callable[[str], Any]:
    return clients_of(url)


@pytest.fixture
def root(tmp_path: Path, url: str) -> Iterator[Path]:
    """A project, whose stack is removed from the emulator at the end, wherever its test ended."""
    project = write_project(tmp_path)
    yield project
    standing = kept_file.read(Layout(project))
    if standing is not None and standing.given is not None and standing.endpoint_url == url:
        kept.down(project, delete_data=True)


def stacks(client: Callable[[str], Any]) -> list[str]:
    found = client("cloudformation").list_stacks()["StackSummaries"]
    return [each["StackName"] for each in found if each["StackStatus"] != "DELETE_COMPLETE"]


def enqueue(stack: KeptStack, **order: Any) -> None:
    stack.client("sqs").send_message(QueueUrl=stack.outputs["SendQueueUrl"], MessageBody=json.dumps(order))


def seen(stack: KeptStack, name: str) -> dict[str, Any] | None:
    key = {"pk": {"S": "seen"}, "sk": {"S": name}}
    table = stack.outputs["OutreachTableName"]
    return stack.client("dynamodb").get_item(TableName=table, Key=key).get("Item")


def waiting(stack: KeptStack) -> int:
    name = "ApproximateNumberOfMessages"
    told = stack.client("sqs").get_queue_attributes(
        QueueUrl=stack.outputs["SendQueueUrl"], AttributeNames=[name]
    )
    return int(told["Attributes"][name])


def environment_of(stack: KeptStack, output: str) -> dict[str, str]:
    found = stack.client("lambda").get_function_configuration(FunctionName=stack.outputs[output])
    return found["Environment"]["Variables"]


def schedule(stack: KeptStack) -> str:
    rules = stack.client("events").list_rules()["Rules"]
    return next(each["State"] for each in rules if "ScheduleExpression" in each)


def test_a_stack_works_there_rests_when_it_is_down_and_goes_on(root: Path, url: str):
    """What is enqueued while it rests is neither handled nor lost, and its SES endpoint is not asked for."""
    first = kept.up(root, wish=Wish(endpoint_url=url))
    stack = first.stack
    assert (first.was_running, first.deployed, stack.emulator) == (False, True, None)
    assert (stack.endpoint_url, stack.emulator_name) == (url, EmulatorName.MINISTACK)
    assert stack.outputs["ReplyDomain"] == "reply.example.com"
    assert environment_of(stack, "TickFunctionName")["AWS_ENDPOINT_URL_SESV2"] == stack.ses_url
    enqueue(stack, id="before")
    assert eventually(lambda: seen(stack, "before"))
    assert schedule(stack) == "ENABLED"
    assert kept.up(root) == kept.Up(stack, was_running=True, deployed=False)

    said: list[str] = []
    assert kept.down(root, on_progress=said.append) == kept.Down(stack)
    assert said == ["letting what is being sent come to its end"]
    assert kept.find(root) is None
    assert stack.ses is not None
    assert not stack.ses.is_running()
    assert schedule(stack) == "DISABLED"
    enqueue(stack, id="meanwhile")
    assert eventually(lambda: waiting(stack) == 1)

    second = kept.up(root, wish=Wish(endpoint_url=url))
    assert second.stack.outputs == stack.outputs
    assert eventually(lambda: seen(stack, "meanwhile"))["times"] == {"N": "1"}
    assert seen(stack, "before") is not None
    assert schedule(stack) == "ENABLED"


def test_nothing_of_it_stays_when_its_data_are_deleted(root: Path, url: str, client: Callable[[str], Any]):
    stack = kept.up(root, wish=Wish(endpoint_url=url)).stack
    client("ssm").get_parameter(Name=stack.outputs["KillSwitchParameter"])
    assert kept.down(root, delete_data=True) == kept.Down(stack)
    assert nothing_is_left(client)


def nothing_is_left(client: Callable[[str], Any]) -> bool:
    return not (
        stacks(client)
        or client("dynamodb").list_tables()["TableNames"]
        or client("s3").list_buckets()["Buckets"]
        or client("secretsmanager").list_secrets()["SecretList"]
        or client("lambda").list_functions()["Functions"]
        or client("lambda").list_layers()["Layers"]
        or client("ssm").describe_parameters()["Parameters"]
    )


@pytest.mark.parametrize("between", ["nothing", "up", "down", "down and up", "down twice"])
def test_a_repetition_deletes_what_was_left(
    root: Path,
    url: str,
    client: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
    between: str,
):
    """The stack is gone then, and cannot be asked any more what it held."""
    source = root / "template.yaml"
    for kind in ("AWS::DynamoDB::Table", "AWS::SecretsManager::Secret"):
        source.write_text(
            source.read_text().replace(f"Type: {kind}\n", f"Type: {kind}\n    DeletionPolicy: Retain\n")
        )
    kept.up(root, wish=Wish(endpoint_url=url))
    nowhere = clients_of("http://127.0.0.1:9")
    with monkeypatch.context() as broken:
        broken.setattr(
            kept_given,
            "clients_of",
            lambda _: lambda service: (nowhere if service == "secretsmanager" else client)(service),
        )
        with pytest.raises(
            NotDeleted, match=f"^not everything was deleted at {url}: .*left are {STACK_NAME}-Unsub"
        ):
            kept.down(root, delete_data=True)
    assert stacks(client) == []
    assert len(client("secretsmanager").list_secrets()["SecretList"]) == 1
    if "down" in between:
        done = kept.down(root)
        assert done is not None
        assert [kind for kind, _ in done.stack.outliving if kind.endswith("Secret")]
        assert kept.find(root) is None
    if between == "down twice":
        assert kept.down(root) is None
    if "up" in between:  # names of a new stack are new ones
        source.write_text(source.read_text().replace("UnsubscribeKeys", "OtherKeys"))
        kept.up(root, wish=Wish(endpoint_url=url))
    assert kept.down(root, delete_data=True) is not None
    assert nothing_is_left(client)
    assert kept_file.read(Layout(root)) is None


def test_a_stop_outlives_the_stack_that_it_stopped(root: Path, url: str, client: Callable[[str], Any]):
    """The kill switch of a stack that somebody deleted stays as it is when the stack is made anew."""
    name = f"/{STACK_NAME}/kill-switch"
    client("ssm").put_parameter(Name=name, Value="on", Type="String")
    kept.up(root, wish=Wish(endpoint_url=url))
    assert client("ssm").get_parameter(Name=name)["Parameter"]["Value"] == "on"


def test_what_has_changed_is_deployed_and_the_ses_endpoint_is_started_again(root: Path, url: str):
    stack = kept.up(root, wish=Wish(endpoint_url=url)).stack
    enqueue(stack, id="kept")
    assert eventually(lambda: seen(stack, "kept"))
    assert stack.ses is not None
    stop_ses(stack.ses)
    assert kept.find(root) is None
    again = kept.up(root, parameters={"Greeting": "hi"})
    assert (again.was_running, again.deployed) == (True, True)
    assert kept.find(root) == again.stack
    assert environment_of(stack, "TickFunctionName")["GREETING"] == "hi"
    assert seen(stack, "kept") is not None


def test_with_its_own_ses_the_emulator_gets_the_mails(root: Path, url: str):
    stack = kept.up(root, wish=Wish(endpoint_url=url, ses_endpoint_url=ITS_OWN_SES)).stack
    assert (stack.ses, stack.ses_url, stack.keeps_mails) == (None, url, False)
    assert "AWS_ENDPOINT_URL_SESV2" not in environment_of(stack, "TickFunctionName")
    assert kept.find(root) == stack
    assert kept.up(root).stack == stack


def test_a_stack_that_is_up_is_nowhere_else_at_the_same_time(root: Path, url: str):
    stack = kept.up(root, wish=Wish(endpoint_url=url)).stack
    other = replace(stack.given.again(), ses_endpoint_url=ITS_OWN_SES)
    for elsewhere in (
        {"wish": other},
        {"name": EmulatorName.MINISTACK},
        {"port": 4999},
    ):
        with pytest.raises(EmulatorError, match=f"{url}.*`outreach down`"):
            kept.up(root, **elsewhere)
    assert kept.find(root) == stack


def test_an_emulator_that_is_gone_is_told_and_its_stack_forgotten(tmp_path: Path):
    project = write_project(tmp_path / "project")
    with ExitStack() as running:
        url = running.enter_context(a_strangers_emulator(tmp_path))
        stack = kept.up(project, wish=Wish(endpoint_url=url)).stack
        running.close()
        with pytest.raises(NotDeleted, match=f"nothing was deleted at {url}"):
            kept.down(project, delete_data=True)
        assert kept.find(project) == stack
        done = kept.down(project)
        assert done is not None
        assert done.stack == stack
        assert f"{url} did not respond as expected, so the stack there may still be" in str(done.not_at_rest)
        assert stack.ses is not None
        assert not stack.ses.is_running()
        assert kept.down(project) is None


def lose(stack: KeptStack) -> None:
    """Take away all that an emulator without memory forgets when it is started again."""
    client, switch = clients_of(stack.endpoint_url), stack.outputs["KillSwitchParameter"]
    remove(client, STACK_NAME, what_outlives(client, STACK_NAME, bucket_of(STACK_NAME), switch))


def test_an_emulator_that_has_lost_the_stack_says_so(root: Path, url: str):
    """It was started again, and kept nothing."""
    stack = kept.up(root, wish=Wish(endpoint_url=url)).stack
    lose(stack)
    assert kept.down(root, delete_data=True) == kept.Down(stack)
    kept.up(root, wish=Wish(endpoint_url=url))
    lose(stack)
    said: list[str] = []
    assert kept.up(root, on_progress=said.append).deployed
    assert said[-1] == f"{url} had lost the stack, with all its data: apply, import and suppress again"


def test_data_are_deleted_only_from_an_emulator_that_is_not_ours(tmp_path: Path):
    with pytest.raises(Refused, match="nothing was deleted"):
        kept.down(tmp_path, delete_data=True)


def test_a_stack_of_its_own_is_gone_when_it_is_stopped(url: str, root: Path, client: Callable[[str], Any]):
    """`outreach demo` may run beside a stack that is up."""
    beside = kept.up(root, wish=Wish(endpoint_url=url)).stack
    with LocalStack.on(root, find(Wish(endpoint_url=url))) as stack:
        assert len(stacks(client)) == 2
        assert stack.outputs["TickFunctionName"] != beside.outputs["TickFunctionName"]
        response = stack.client("lambda").invoke(FunctionName=stack.outputs["TickFunctionName"], Payload="{}")
        assert "FunctionError" not in response
        assert eventually(lambda: "tick says hello" in stack.logs(stack.outputs["TickFunctionName"]))
    assert stacks(client) == [STACK_NAME]
    assert set(client("dynamodb").list_tables()["TableNames"]) == {
        beside.outputs["OutreachTableName"],
        beside.outputs["SuppressionTableName"],
    }


def a_stack(client: Callable[[str], Any], resources: dict[str, Any]) -> None:
    """Somebody deploys something under the name that is ours."""
    body = json.dumps({"Resources": resources})
    client("cloudformation").create_stack(StackName=STACK_NAME, TemplateBody=body)


def test_a_stack_that_somebody_else_deployed_is_left_alone(
    root: Path, url: str, client: Callable[[str], Any]
):
    a_stack(client, {"Queue": {"Type": "AWS::SQS::Queue"}})
    try:
        with pytest.raises(DeployError, match="that `outreach up` did not deploy; it was left alone"):
            kept.up(root, wish=Wish(endpoint_url=url))
        assert stacks(client) == [STACK_NAME]
        assert kept.find(root) is None
    finally:
        client("cloudformation").delete_stack(StackName=STACK_NAME)


def test_a_change_set_that_nobody_executed_is_left_alone(root: Path, url: str, client: Callable[[str], Any]):
    body = json.dumps({"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}})
    cloudformation = client("cloudformation")
    cloudformation.create_change_set(
        StackName=STACK_NAME, ChangeSetName="asked", ChangeSetType="CREATE", TemplateBody=body
    )
    try:
        with pytest.raises(
            DeployError, match=r"is REVIEW_IN_PROGRESS: it has a change set that nobody executed"
        ):
            kept.up(root, wish=Wish(endpoint_url=url))
        assert stacks(client) == [STACK_NAME]
    finally:
        cloudformation.delete_stack(StackName=STACK_NAME)


def test_a_stack_whose_creation_failed_makes_way(root: Path, url: str, client: Callable[[str], Any]):
    secret = {"Type": "SecureString", "Value": "CloudFormation makes none of these"}
    a_stack(client, {"Odd": {"Type": "AWS::SSM::Parameter", "Properties": secret}})
    describe = client("cloudformation").describe_stacks
    assert eventually(
        lambda: describe(StackName=STACK_NAME)["Stacks"][0]["StackStatus"] == "ROLLBACK_COMPLETE"
    )
    assert kept.up(root, wish=Wish(endpoint_url=url)).deployed


def test_a_type_that_its_cloudformation_does_not_know_is_named(
    root: Path, url: str, client: Callable[[str], Any]
):
    file = root / "template.yaml"
    file.write_text(file.read_text().replace("Outputs:", "  Odd: {Type: 'AWS::Odd::Thing'}\nOutputs:", 1))
    with pytest.raises(DeployError, match=r"was refused: .*Unrecognized resource types: \[AWS::Odd::Thing\]"):
        kept.up(root, wish=Wish(endpoint_url=url))
    assert kept.find(root) is None
    assert stacks(client) == []


def test_an_emulator_that_takes_no_common_credentials_is_told(tmp_path: Path):
    """The local stack of another project takes its own only."""
    project = write_project(tmp_path)
    with (
        LocalStack.start(project, auth=True, python=emulator_python()) as guarded,
        pytest.raises(Refused, match="refuses the credentials test/test"),
    ):
        find(Wish(endpoint_url=guarded.endpoint_url))


def test_an_emulator_with_another_account_is_told(tmp_path: Path):
    with (
        a_strangers_emulator(tmp_path, MINISTACK_ACCOUNT_ID="123456789012") as url,
        pytest.raises(Refused, match=r"the account at .* is 123456789012"),
    ):
        find(Wish(endpoint_url=url))
