"""What is corrected in the template for every emulator, what for ministack alone, and what for LocalStack."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from outreach.local import template
from outreach.local.without_ses import without_ses
from world.local_sample import TEMPLATE

ROOT = Path(__file__).resolve().parents[2]
SES = {"AWS_ENDPOINT_URL_SESV2": "http://host.docker.internal:4567"}
PLACE = {
    "parameters": {"SenderIdentity": "example.com"},
    "bucket": "packages",
    "endpoint_url": "http://localhost:4566",
    "function_environment": SES,
}


@pytest.fixture(scope="module")
def sam() -> template.Template:
    return template.load(ROOT / "template.yaml")


@pytest.fixture(scope="module")
def keys(sam: template.Template) -> dict[str, str]:
    return {name: f"{name}.zip" for name in template.packaged_folders(sam)}


@pytest.fixture(scope="module")
def for_ministack(sam: template.Template, keys: dict[str, str]) -> template.Template:
    return template.for_ministack(sam, keys=keys, **PLACE)


@pytest.fixture(scope="module")
def for_localstack(sam: template.Template, keys: dict[str, str]) -> template.Template:
    return template.for_localstack(sam, keys=keys, **PLACE)


@pytest.fixture(params=["ministack", "localstack"])
def translated(request: pytest.FixtureRequest) -> template.Template:
    return request.getfixturevalue(f"for_{request.param}")


def of_type(translated: template.Template, kind: str) -> dict[str, Any]:
    found = {
        name: each["Properties"] for name, each in translated["Resources"].items() if each["Type"] == kind
    }
    assert found
    return found


def types(translated: template.Template) -> set[str]:
    return {each["Type"] for each in translated["Resources"].values()}


def nodes(node: Any) -> Iterator[Any]:
    yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(each)


def test_code_comes_from_the_bucket_of_the_stack(translated: template.Template):
    for name, function in of_type(translated, "AWS::Lambda::Function").items():
        assert function["Code"] == {"S3Bucket": "packages", "S3Key": f"{name}.zip"}


def test_each_function_is_told_where_ses_is_and_keeps_its_own_variables(translated: template.Template):
    for function in of_type(translated, "AWS::Lambda::Function").values():
        variables = function["Environment"]["Variables"]
        assert variables["AWS_ENDPOINT_URL_SESV2"] == SES["AWS_ENDPOINT_URL_SESV2"]
        assert variables["POWERTOOLS_SERVICE_NAME"] == "outreach"


def test_an_emulator_that_hands_it_on_itself_is_given_nothing(sam: template.Template, keys: dict[str, str]):
    translated = template.for_ministack(sam, keys=keys, **PLACE | {"function_environment": None})
    for function in of_type(translated, "AWS::Lambda::Function").values():
        assert function["Environment"]["Variables"]["AWS_ENDPOINT_URL_SESV2"] == {"Ref": "AWS::NoValue"}


def test_numbers_are_numbers_and_variables_are_text(translated: template.Template):
    mappings = of_type(translated, "AWS::Lambda::EventSourceMapping").values()
    most = [each["ScalingConfig"]["MaximumConcurrency"] for each in mappings if "ScalingConfig" in each]
    assert most
    assert all(isinstance(number, int) for number in most)
    for function in of_type(translated, "AWS::Lambda::Function").values():
        assert not [v for v in function["Environment"]["Variables"].values() if isinstance(v, int | float)]


def test_nothing_asks_for_tls_and_the_page_is_where_the_emulator_serves_it(translated: template.Template):
    assert not [
        node for node in nodes(translated) if isinstance(node, dict) and "aws:SecureTransport" in node
    ]
    url = translated["Outputs"]["UnsubscribeUrl"]["Value"]["Fn::If"][2]["Fn::Sub"]
    assert url == "http://localhost:4566/_aws/execute-api/${PublicApi}/$default/u"


def test_ministack_alone_gets_routes_and_its_batch_action(
    for_ministack: template.Template, for_localstack: template.Template
):
    assert "AWS::ApiGatewayV2::Route" in types(for_ministack) - types(for_localstack)
    api = of_type(for_localstack, "AWS::ApiGatewayV2::Api")["PublicApi"]
    assert "/u/{token}" in api["Body"]["paths"]
    assert "sqs:SendMessageBatch" in list(nodes(for_ministack))
    assert "sqs:SendMessageBatch" not in list(nodes(for_localstack))


def test_a_secret_is_named_by_its_arn_on_every_emulator(
    for_ministack: template.Template, for_localstack: template.Template
):
    """A reference to a secret is its ARN on AWS, and its name on ministack, where IAM knows no statement about a name."""
    for made in (for_ministack, for_localstack):
        secrets = of_type(made, "AWS::SecretsManager::Secret")
        assert len(secrets) == 2
        assert not [each for each in nodes(made) if isinstance(each, dict) and each.get("Ref") in secrets]


def test_ministack_is_spared_the_types_that_it_refuses(for_ministack: template.Template):
    assert {kind for kind in types(for_ministack) if kind.startswith("AWS::SES::")} == {
        "AWS::SES::ConfigurationSet",
        "AWS::SES::ConfigurationSetEventDestination",
    }


def test_localstack_gets_nothing_that_only_ses_has_and_the_name_of_the_set_instead(
    for_localstack: template.Template,
):
    assert not [kind for kind in types(for_localstack) if kind.startswith("AWS::SES::")]
    left = {"ConfigurationSet", "SesEvents", "InboundRules", "InboundRule"}
    assert not [node for node in nodes(for_localstack) if isinstance(node, dict) and node.get("Ref") in left]
    variables = of_type(for_localstack, "AWS::Lambda::Function")["SendFunction"]["Environment"]["Variables"]
    assert variables["CONFIGURATION_SET"] == {"Ref": "AWS::StackName"}


def test_a_name_within_a_text_becomes_a_variable_of_that_text():
    sam = {
        "Resources": {
            "Set": {"Type": "AWS::SES::ConfigurationSet", "Properties": {"Name": {"Ref": "Wish"}}},
            "Topic": {
                "Type": "AWS::SNS::Topic",
                "Properties": {"A": {"Fn::Sub": "set/${Set}"}, "B": {"Fn::Sub": "set/${Settings}"}},
            },
        }
    }
    assert without_ses(sam)["Resources"] == {
        "Topic": {
            "Type": "AWS::SNS::Topic",
            "Properties": {
                "A": {"Fn::Sub": ["set/${Set}", {"Set": {"Ref": "Wish"}}]},
                "B": {"Fn::Sub": "set/${Settings}"},
            },
        }
    }
    assert list(sam["Resources"]) == ["Set", "Topic"]


def test_an_unknown_parameter_and_a_missing_one_are_named(tmp_path: Path, sam: template.Template):
    with pytest.raises(ValueError, match="no parameter Colour"):
        template.parameter_values(sam, {"Colour": "red"})
    with pytest.raises(ValueError, match="no value for the template's parameter SenderIdentity"):
        template.parameter_values(sam, {})
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    assert template.parameter_values(template.load(tmp_path / "template.yaml"), {}) == {
        "SendConcurrency": "2",
        "Greeting": "hello",
        "ReplyDomain": "none",
        "PublishEvents": "none",
    }
