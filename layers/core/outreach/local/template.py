"""The template as an emulator needs it: translated from SAM, with local corrections.

Pure functions of the parsed template. Nothing is added that AWS would not have. What changes, and why. For every
emulator (`for_an_emulator`):

* code and layer folders become S3 locations, as `sam package` would do;
* a `!Ref` to a Number parameter becomes the number, as CloudFormation would convert it. Given as a string,
  `MaximumConcurrency` is accepted by ministack, and then stops the poller silently; LocalStack passes it on as it is;
* a number among environment variables becomes a string, as in CloudFormation: given a number, no worker of ministack
  starts;
* statements that deny a bucket to plain HTTP are left out, because the loopback has nothing else;
* the API's public URL becomes the URL under which the emulator serves it. ministack has LocalStack's path for it;
* what the caller gives besides is added to the environment of each function: where SES is. An emulator that we start
  hands it to its functions itself.

For ministack alone (1.5.33, `for_ministack`):

* an HTTP API's OpenAPI body, which it ignores, becomes Integration and Route resources;
* where `sqs:SendMessage` is allowed, so is `sqs:SendMessageBatch`: it asks for that action, which IAM does not know;
* receipt rules are left out, because nothing is received from outside and it does not know the type.

For LocalStack (`for_localstack`), what SES itself would hold is left out (`without_ses`).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

from outreach.local.clients import local_session
from outreach.local.without_ses import without_ses

Template = dict[str, Any]

_PACKAGED = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}
_PUBLIC_API_URL = re.compile(
    r"https://\$\{(\w+)\}\.execute-api\.\$\{AWS::Region\}\.(?:amazonaws\.com|\$\{AWS::URLSuffix\})"
    r"(?:/\$default)?"
)
_UNKNOWN = frozenset({"AWS::SES::ReceiptRule", "AWS::SES::ReceiptRuleSet"})
# The only managed policies that SAM adds by itself. They are listed so that SAM asks no account for them.
_MANAGED_POLICIES = {
    "AWSLambdaBasicExecutionRole": "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    "AWSXRayDaemonWriteAccess": "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
}


def load(path: Path) -> Template:
    """Parse a SAM template, including the short forms of intrinsic functions."""
    parsed: Template = yaml_parse(path.read_text(encoding="utf-8"))
    return parsed


def packaged_folders(template: Template) -> dict[str, tuple[str, str]]:
    """Map each function's and layer's logical id to its resource type and its folder."""
    found = {}
    for name, resource in template["Resources"].items():
        key = _PACKAGED.get(resource["Type"])
        if key is not None:
            default = template.get("Globals", {}).get("Function", {}).get(key, ".")
            found[name] = (resource["Type"], str(resource["Properties"].get(key, default)))
    return found


def for_ministack(template: Template, **place: Any) -> Template:
    """Translate a SAM template into what ministack's CloudFormation turns into a working stack.

    `place` is what `for_an_emulator` asks for.
    """
    translated = for_an_emulator(_without_receipt_rules(template), **place)
    for resource in translated["Resources"].values():
        resource["Properties"] = _with_batch_action(resource["Properties"])
    return _with_routes(translated)


def for_localstack(template: Template, **place: Any) -> Template:
    """Translate a SAM template for LocalStack. `place` is what `for_an_emulator` asks for."""
    return for_an_emulator(without_ses(template), **place)


def for_an_emulator(
    template: Template,
    *,
    parameters: Mapping[str, str],
    bucket: str,
    keys: Mapping[str, str],
    endpoint_url: str,
    function_environment: Mapping[str, str] | None = None,
) -> Template:
    """Translate a SAM template, and correct what no emulator does as AWS.

    Packages are at `keys` in `bucket`. Each function gets `function_environment` beside its own variables.
    """
    packaged = _without_demands_for_tls(_with_packages(template, bucket, keys))
    values = parameter_values(template, parameters)
    translated: Template = _with_public_urls_local(_translate(packaged, values), endpoint_url)
    numbers = _number_parameters(template, values)
    for resource in translated["Resources"].values():
        properties = _with_numbers(resource.get("Properties", {}), numbers)
        if resource["Type"] == "AWS::Lambda::Function":
            variables = properties.get("Environment", {}).get("Variables", {})
            variables = _as_text(variables, template.get("Mappings", {})) | dict(function_environment or {})
            properties["Environment"] = {"Variables": variables}
        resource["Properties"] = properties
    return translated


def parameter_values(template: Template, overrides: Mapping[str, str]) -> dict[str, str]:
    """Resolve the parameters; overrides win over defaults. A ValueError names unknown or missing ones."""
    declared = template.get("Parameters", {})
    unknown = set(overrides) - set(declared)
    if unknown:
        raise ValueError(f"the template has no parameter {', '.join(sorted(unknown))}")
    defaults = {name: str(each["Default"]) for name, each in declared.items() if "Default" in each}
    values = defaults | dict(overrides)
    missing = set(declared) - set(values)
    if missing:
        raise ValueError(f"no value for the template's parameter {', '.join(sorted(missing))}")
    return values


def _with_packages(template: Template, bucket: str, keys: Mapping[str, str]) -> Template:
    packaged = copy.deepcopy(template)
    for name, key in keys.items():
        resource = packaged["Resources"][name]
        resource["Properties"][_PACKAGED[resource["Type"]]] = f"s3://{bucket}/{key}"
    return packaged


def _without_receipt_rules(template: Template) -> Template:
    """Leave out resource types for which ministack refuses the whole template."""
    known = {name: each for name, each in template["Resources"].items() if each["Type"] not in _UNKNOWN}
    return template | {"Resources": known}


def _without_demands_for_tls(template: Template) -> Template:
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::S3::BucketPolicy":
            document = resource["Properties"]["PolicyDocument"]
            document["Statement"] = [each for each in document["Statement"] if not _asks_for_tls(each)]
    return template


def _asks_for_tls(statement: Mapping[str, Any]) -> bool:
    return "aws:SecureTransport" in statement.get("Condition", {}).get("Bool", {})


def _translate(template: Template, parameters: Mapping[str, str]) -> Template:
    translator = Translator(_MANAGED_POLICIES, Parser(), boto_session=local_session())
    translated: Template = translator.translate(template, parameter_values=dict(parameters))
    translator.metrics.publish()  # published nowhere; without this call SAM warns on standard error
    return translated


def _number_parameters(template: Template, values: Mapping[str, str]) -> dict[str, int | float]:
    return {
        name: _number(values[name])
        for name, each in template.get("Parameters", {}).items()
        if each.get("Type") == "Number"
    }


def _number(text: str) -> int | float:
    return int(text) if text.lstrip("-").isdigit() else float(text)


def _with_numbers(node: Any, numbers: Mapping[str, int | float]) -> Any:
    """Replace each reference to a Number parameter by the number."""
    if isinstance(node, dict):
        if set(node) == {"Ref"} and node["Ref"] in numbers:
            return numbers[node["Ref"]]
        return {key: _with_numbers(value, numbers) for key, value in node.items()}
    if isinstance(node, list):
        return [_with_numbers(value, numbers) for value in node]
    return node


def _as_text(variables: Mapping[str, Any], mappings: Mapping[str, Any]) -> dict[str, Any]:
    """Write numbers and truth values as CloudFormation does, after looking up mappings."""
    return {name: _text(_looked_up(value, mappings)) for name, value in variables.items()}


def _looked_up(value: Any, mappings: Mapping[str, Any]) -> Any:
    path = value.get("Fn::FindInMap") if isinstance(value, dict) else None
    if path is None or not all(isinstance(key, str) for key in path):
        return value
    return mappings[path[0]][path[1]][path[2]]


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


def _with_public_urls_local(node: Any, endpoint_url: str) -> Any:
    if isinstance(node, dict):
        return {key: _with_public_urls_local(value, endpoint_url) for key, value in node.items()}
    if isinstance(node, list):
        return [_with_public_urls_local(value, endpoint_url) for value in node]
    if isinstance(node, str):
        return _PUBLIC_API_URL.sub(rf"{endpoint_url}/_aws/execute-api/${{\1}}/$default", node)
    return node


def _with_batch_action(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _with_batch_action(value) for key, value in node.items()}
    if node == "sqs:SendMessage":
        return [node, "sqs:SendMessageBatch"]
    if isinstance(node, list):
        batch = ["sqs:SendMessageBatch"] if "sqs:SendMessage" in node else []
        return [each if isinstance(each, str) else _with_batch_action(each) for each in node] + batch
    return node


def _with_routes(template: Template) -> Template:
    """Turn each HTTP API's body into the Integration and Route resources it stands for."""
    resources: dict[str, Any] = dict(template["Resources"])
    for api, resource in template["Resources"].items():
        body = resource.get("Properties", {}).get("Body") if _is_http_api(resource) else None
        if body is None:
            continue
        properties = {key: value for key, value in resource["Properties"].items() if key != "Body"}
        title = body.get("info", {}).get("title", api)
        resources[api] = resource | {"Properties": {"Name": title, "ProtocolType": "HTTP"} | properties}
        for path, methods in body["paths"].items():
            for method, operation in methods.items():
                resources |= _route(api, path, method, operation)
    return template | {"Resources": resources}


def _is_http_api(resource: Mapping[str, Any]) -> bool:
    return bool(resource["Type"] == "AWS::ApiGatewayV2::Api")


def _route(api: str, path: str, method: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    name = re.sub(r"\W", "", f"{api}{method.title()}{path}".replace("/", "X"))
    integration = operation["x-amazon-apigateway-integration"]
    verb = "ANY" if method == "x-amazon-apigateway-any-method" else method.upper()
    key = "$default" if path == "$default" else f"{verb} {path}"
    return {
        f"{name}Integration": {
            "Type": "AWS::ApiGatewayV2::Integration",
            "Properties": {
                "ApiId": {"Ref": api},
                "IntegrationType": integration["type"].upper(),
                "IntegrationUri": integration["uri"],
                "PayloadFormatVersion": integration.get("payloadFormatVersion", "2.0"),
            },
        },
        f"{name}Route": {
            "Type": "AWS::ApiGatewayV2::Route",
            "Properties": {
                "ApiId": {"Ref": api},
                "RouteKey": key,
                "Target": {"Fn::Join": ["/", ["integrations", {"Ref": f"{name}Integration"}]]},
            },
        },
    }
