"""Deploy the same template.yaml to an emulator, and deploy it again when something changed.

The stack itself carries the digest of what was deployed, so the emulator's own state tells whether there
is anything to do. After an unclean stop it holds an older stack, with the older digest. The digest is an
output and not a tag. Tags are passed on to the resources, and a changed tag makes CloudFormation write each
of them again; the kill switch would get its initial value back.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from outreach.local import packages, template
from outreach.local.clients import DUMMY, Credentials, local_client, local_session
from outreach.local.emulators import MINISTACK, Kind
from outreach.local.events_choice import EVENTS_PARAMETER, EventsChoice
from outreach.local.packages import BuildTools, Package
from outreach.local.stack_status import Stuck, Way, way_on

STACK_NAME = "outreach-local"
# Values that the template cannot know and that a person would be asked for. The local endpoint takes mail
# from anybody.
LOCAL_PARAMETERS = {"SenderIdentity": "example.com"}
# Of a stack that somebody works on: its mails can be answered.
ANSWERABLE = {"ReplyDomain": "reply.example.com"}
_PROCESSORS = {"aarch64": "arm64", "arm64": "arm64"}
SWITCH_OUTPUT = "KillSwitchParameter"
_DIGEST_OUTPUT = "DeployedDigest"
_DEPLOY_SECONDS = 120.0
_POLL_SECONDS = 0.05
_BYTES_IN_A_REQUEST = 51_200
"""The largest template that CloudFormation takes in the request; a larger one goes through S3, as on AWS."""

Tell = Callable[[str], None]


class DeployError(Exception):
    """The stack could not be deployed; the text names the resource and CloudFormation's reason."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """A deployed stack: its endpoint, its name, its outputs, whether anything had to be deployed, whether it is new."""

    endpoint_url: str
    stack_name: str
    outputs: Mapping[str, str]
    changed: bool
    is_new: bool = False


def deploy(
    endpoint_url: str,
    tools: BuildTools,
    *,
    kind: Kind = MINISTACK,
    credentials: Credentials = DUMMY,
    template_path: Path | None = None,
    stack_name: str = STACK_NAME,
    parameters: Mapping[str, str] | None = None,
    function_environment: Mapping[str, str] | None = None,
    answerable: bool = False,
    on_progress: Tell = lambda _: None,
) -> Deployment:
    """Create or update the stack and return its outputs. If nothing changed, this costs one look at the stack.

    `parameters` override LOCAL_PARAMETERS and the template's defaults. Functions run on this machine's processor. What the stack tells others stays as it is if
    they do not say it. `answerable` gives the stack a domain for replies. `function_environment` is for an emulator that
    does not hand it to the functions itself. Raises PackageError, ValueError (parameters) or DeployError, each with
    the reason in its text.
    """
    source = template_path or tools.root / "template.yaml"
    clients = _Clients(endpoint_url, credentials)
    sam = template.load(source)
    built = _build(sam, source.parent, tools, on_progress)
    keys = {name: package.key for name, package in built.items()}
    stack = clients.usable_stack(stack_name)
    usual = {
        **LOCAL_PARAMETERS,
        "Architecture": _PROCESSORS.get(platform.machine(), "x86_64"),
        EVENTS_PARAMETER: _published_by(stack),
        **(ANSWERABLE if answerable else {}),
    }
    known = {name: value for name, value in usual.items() if name in sam.get("Parameters", {})}
    overrides = known | dict(parameters or {})
    translated = kind.translate(
        sam,
        parameters=overrides,
        bucket=bucket_of(stack_name),
        keys=keys,
        endpoint_url=endpoint_url,
        function_environment=function_environment,
    )
    body = json.dumps(translated, sort_keys=True)
    digest = hashlib.sha256(json.dumps([body, overrides], sort_keys=True).encode()).hexdigest()
    translated["Outputs"] = translated.get("Outputs", {}) | {_DIGEST_OUTPUT: {"Value": digest}}
    if stack is not None and _DIGEST_OUTPUT not in _outputs(stack):
        raise DeployError(
            f"there is a stack {stack_name} at {endpoint_url} that `outreach up` did not deploy; it was left alone"
        )
    is_new = stack is None
    changed = stack is None or _outputs(stack).get(_DIGEST_OUTPUT) != digest
    if changed:
        on_progress("deploying the template" if stack is None else "updating the deployed template")
        clients.upload(bucket_of(stack_name), built.values())
        stack = clients.put_stack(stack_name, json.dumps(translated), overrides, update=not is_new)
        resources = clients.resources(stack_name)
        if unmade := left_out(resources):
            on_progress(f"this emulator does not know, and so left out: {', '.join(unmade)}")
        _complete(clients, resources, translated)
        if is_new and (switch := _outputs(stack).get(SWITCH_OUTPUT)):
            clients.let_it_send(switch)
    assert stack is not None  # found unchanged, or just put
    outputs = {name: value for name, value in _outputs(stack).items() if name != _DIGEST_OUTPUT}
    return Deployment(endpoint_url, stack_name, outputs, changed, is_new)


def bucket_of(stack_name: str) -> str:
    """Return the bucket that holds the packages of a stack."""
    return f"{stack_name}-artifacts"


def _build(sam: template.Template, base: Path, tools: BuildTools, on_progress: Tell) -> dict[str, Package]:
    on_progress("packaging functions and layers")
    built = {}
    for name, (kind, folder) in template.packaged_folders(sam).items():
        if kind == "AWS::Serverless::Function":
            built[name] = packages.function_package(name, base / folder)
        else:
            built[name] = packages.layer_package(name, base / folder, tools)
    return built


def _complete(
    clients: _Clients, resources: Iterable[Mapping[str, Any]], translated: template.Template
) -> None:
    """Do what the emulator's CloudFormation does not do: TTL settings, generated secrets.

    A resource whose condition does not hold is not there, and is left out.
    """
    made = {each["LogicalResourceId"]: str(each.get("PhysicalResourceId") or "") for each in resources}
    for name, resource in translated["Resources"].items():
        if not made.get(name):
            continue
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::DynamoDB::Table" and "TimeToLiveSpecification" in properties:
            clients.set_time_to_live(made[name], properties["TimeToLiveSpecification"])
        if resource["Type"] == "AWS::SecretsManager::Secret" and "GenerateSecretString" in properties:
            clients.ensure_secret(made[name], properties["GenerateSecretString"])


def left_out(resources: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the types of resources of a complete stack that its emulator did not make, by what CloudFormation lists.

    CloudFormation gives each resource an id. LocalStack makes nothing of a type that it does not know, and calls it
    "unknown". Then a part is missing: without ApiGatewayV2, for example, there is no unsubscribe page.
    """
    return sorted(
        {
            each["ResourceType"]
            for each in resources
            if each.get("PhysicalResourceId") in {None, "", "unknown"}
        }
    )


def _published_by(stack: Mapping[str, Any] | None) -> str:
    """Return what a stack was told to publish, so that an update without a word about it deletes no bus."""
    parameters = [] if stack is None else stack.get("Parameters", [])
    told = {each["ParameterKey"]: str(each["ParameterValue"]) for each in parameters}
    return told.get(EVENTS_PARAMETER, EventsChoice.NONE)


def _outputs(stack: Mapping[str, Any]) -> dict[str, str]:
    return {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}


class _Clients:
    """The emulator's API as far as a deployment needs it. Clients are made when first asked for."""

    def __init__(self, endpoint_url: str, credentials: Credentials) -> None:
        self._endpoint_url = endpoint_url
        self._session = local_session(credentials)
        self._made: dict[str, Any] = {}

    def of(self, service: str) -> Any:
        """Return the client of a service."""
        if service not in self._made:
            self._made[service] = local_client(service, self._endpoint_url, session=self._session)
        return self._made[service]

    def upload(self, bucket: str, built: Iterable[Package]) -> None:
        """Store the packages; whatever is already stored under the same key has the same content."""
        s3 = self.of("s3")
        try:
            s3.create_bucket(Bucket=bucket)
        except ClientError as error:
            if error.response["Error"]["Code"] not in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
                raise
        for package in built:
            s3.put_object(Bucket=bucket, Key=package.key, Body=package.content)

    def usable_stack(self, name: str) -> Mapping[str, Any] | None:
        """Return the stack, or None when there is none. A stack whose creation failed is deleted first.

        Raises DeployError if nothing can be done to the stack as it is. It is left alone then.
        """
        stack = self._stack(name)
        status = None if stack is None else stack["StackStatus"]
        way = way_on(status)
        if isinstance(way, Stuck):
            raise DeployError(f"stack {name} is {status}: {way.remedy}")
        if way is Way.DELETE_FIRST:
            self.of("cloudformation").delete_stack(StackName=name)
            self._wait(name)
        return stack if way is Way.UPDATE else None

    def put_stack(
        self, name: str, body: str, parameters: Mapping[str, str], *, update: bool
    ) -> Mapping[str, Any]:
        """Create or update the stack and wait until it is done; raise DeployError if that failed."""
        cloudformation = self.of("cloudformation")
        put = cloudformation.update_stack if update else cloudformation.create_stack
        template_argument = self._template_argument(name, body)
        try:
            put(
                StackName=name,
                **template_argument,
                Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
                Parameters=[
                    {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
                ],
            )
        except ClientError as error:
            raise DeployError(f"stack {name} was refused: {error.response['Error']['Message']}") from error
        stack = self._wait(name)
        status = "DELETE_COMPLETE" if stack is None else stack["StackStatus"]
        if stack is None or status not in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
            raise DeployError(f"stack {name} ended as {status}: {self._reason(name, stack)}")
        return stack

    def resources(self, name: str) -> list[Mapping[str, Any]]:
        """Return what CloudFormation lists of the resources of a stack, however many there are."""
        pages = self.of("cloudformation").get_paginator("list_stack_resources").paginate(StackName=name)
        return [each for page in pages for each in page["StackResourceSummaries"]]

    def set_time_to_live(self, table: str, wanted: Mapping[str, Any]) -> None:
        """Switch a table's time to live on, unless it is on already."""
        dynamodb = self.of("dynamodb")
        now = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        if now.get("TimeToLiveStatus") not in {"ENABLED", "ENABLING"}:
            dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=dict(wanted))

    def ensure_secret(self, secret: str, wanted: Mapping[str, Any]) -> None:
        """Put a generated value into a secret whose value lacks the generated key."""
        secrets_manager = self.of("secretsmanager")
        value = secrets_manager.get_secret_value(SecretId=secret).get("SecretString") or "{}"
        key = wanted.get("GenerateStringKey")
        if key is not None and not json.loads(value).get(key):
            filled = json.loads(wanted["SecretStringTemplate"]) | {key: secrets.token_hex(32)}
            secrets_manager.put_secret_value(SecretId=secret, SecretString=json.dumps(filled))

    def let_it_send(self, kill_switch: str) -> None:
        """Turn a new stack's kill switch off, as an operator on AWS does: from here no mail reaches anybody.

        A switch that is there already outlived an earlier stack. It stays as somebody left it.
        """
        ssm = self.of("ssm")
        with contextlib.suppress(ssm.exceptions.ParameterAlreadyExists):
            ssm.put_parameter(Name=kill_switch, Value="off", Type="String", Overwrite=False)

    def _template_argument(self, name: str, body: str) -> dict[str, str]:
        if len(body.encode()) <= _BYTES_IN_A_REQUEST:
            return {"TemplateBody": body}
        key, bucket = f"{name}.template.json", bucket_of(name)
        self.upload(bucket, [Package(key, body.encode())])
        return {"TemplateURL": f"{self._endpoint_url}/{bucket}/{key}"}

    def _wait(self, name: str) -> Mapping[str, Any] | None:
        deadline = time.monotonic() + _DEPLOY_SECONDS
        while time.monotonic() < deadline:
            stack = self._stack(name)
            if stack is None or not stack["StackStatus"].endswith("_IN_PROGRESS"):
                return stack
            time.sleep(_POLL_SECONDS)
        raise DeployError(f"stack {name} was not finished after {_DEPLOY_SECONDS:.0f} seconds")

    def _stack(self, name: str) -> Mapping[str, Any] | None:
        try:
            stacks = self.of("cloudformation").describe_stacks(StackName=name)["Stacks"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "ValidationError":  # what AWS says for "no such stack"
                return None
            raise
        return stacks[0] if stacks else None

    def _reason(self, name: str, stack: Mapping[str, Any] | None) -> str:
        events = self.of("cloudformation").describe_stack_events(StackName=name)["StackEvents"]
        failed = [each for each in events if each["ResourceStatus"].endswith("_FAILED")]
        if not failed:
            return str((stack or {}).get("StackStatusReason", "no reason given"))
        return "; ".join(
            f"{each['LogicalResourceId']}: {each.get('ResourceStatusReason', 'no reason given')}"
            for each in reversed(failed[-3:])
        )
