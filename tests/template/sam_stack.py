"""A stack that the real `sam` deploys to an emulator, updates and deletes.

Real are `sam` itself, with all that it asks CloudFormation and S3 for, and the template: the very one that `sam build`
left. The emulator is the embedded one, but as its makers ship it with SAM: it translates the template itself, by the
translator that sam brings along. It enforces the permissions of the roles. Nothing of `outreach.local.template` is used.

Not real: three of the corrections that are made there are needed here as well (ministack 1.5.33). They are made after
each deployment, by requests that AWS would take and that change nothing on AWS:

* the concurrency of an event source that comes from a parameter is kept as text, and then no message is delivered;
* an HTTP API gets no routes from its body;
* the emulator asks for `sqs:SendMessageBatch`, an action that IAM does not know, where `sqs:SendMessage` is allowed.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from outreach.bootstrap.operator import StackOperator
from outreach.local.clients import DUMMY, REGION, local_client
from outreach.local.stack import function_environment
from world.cloud import ROOT
from world.stranger import a_strangers_emulator

SAM = ROOT / ".tools/sam/bin/sam"
_ON_SAM = {"SAM_CLI_TELEMETRY": "0", "SAM_CLI_POLL_DELAY": "0.2"}


class SamRefused(Exception):
    """What sam wrote when it ended with an error."""


@dataclass
class SamStack:
    """One stack, by name. It need not be there yet."""

    endpoint_url: str
    ses_url: str
    built: Path
    folder: Path
    name: str = "outreach"
    outputs: dict[str, str] = field(default_factory=dict)
    stack_id: str = ""

    def deploy(self, **parameters: str) -> None:
        """Deploy what was built, as an operator would. Raises `SamRefused`."""
        if not self._packaged.exists():  # once, because to zip the layers takes long
            self._sam("package", "--template-file", str(self.built / "template.yaml"), *self._to_s3())
        overrides = [f"{name}={value}" for name, value in parameters.items()]
        self._sam(
            *("deploy", "--template-file", str(self._packaged), "--resolve-s3", "--stack-name", self.name),
            *("--capabilities", "CAPABILITY_IAM", "--no-confirm-changeset"),
            *("--parameter-overrides", *overrides),
        )
        stack = self._described(self.name)
        self.stack_id = stack["StackId"]
        self.outputs = _outputs(stack)
        self._complete()

    def memory_parameters(self) -> dict[str, str]:
        """What the next stack must be given. CloudFormation knows it by the stack's id, also after the stack is deleted."""
        text = _outputs(self._described(self.stack_id))["MemoryParameters"]
        return dict(each.split("=", 1) for each in text.split())

    def _described(self, stack: str) -> dict[str, Any]:
        (found,) = self.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
        return cast("dict[str, Any]", found)

    @property
    def _packaged(self) -> Path:
        return self.folder / "packaged.yaml"

    def _to_s3(self) -> list[str]:
        return ["--resolve-s3", "--output-template-file", str(self._packaged)]

    def delete(self) -> None:
        """Delete the stack, as an operator would. With it, sam deletes the packages that the stack was made from."""
        self._sam("delete", "--no-prompts", "--stack-name", self.name)
        self._packaged.unlink()

    @property
    def operator(self) -> StackOperator:
        """The use cases of the `outreach` command."""
        return StackOperator.of(self.name, self.outputs, self.client)

    def client(self, service: str) -> Any:
        return local_client(service, self.ses_url if service == "sesv2" else self.endpoint_url)

    def request(self, method: str, link: str, body: str | None = None) -> int:
        """Open a link in the way of a browser whose DNS leads to the emulator; return the status."""
        url, endpoint = urlsplit(link), urlsplit(self.endpoint_url)
        connection = HTTPConnection(endpoint.netloc, timeout=30)
        headers = {"Host": url.netloc} | (
            {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        )
        try:
            connection.request(method, url.path, body, headers)
            return connection.getresponse().status
        finally:
            connection.close()

    def tick(self) -> None:
        response = self.client("lambda").invoke(FunctionName=self.outputs["TickFunctionName"], Payload=b"{}")
        assert "FunctionError" not in response, response["Payload"].read()

    def _sam(self, verb: str, *arguments: str) -> None:
        done = subprocess.run(
            [SAM, verb, "--region", REGION, *arguments],
            cwd=self.folder,  # without the project's samconfig.toml
            env={
                "PATH": os.defpath,
                "HOME": str(self.folder),
                "AWS_ENDPOINT_URL": self.endpoint_url,
                "AWS_CONFIG_FILE": os.devnull,
                "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
                **DUMMY.environment(),
                **_ON_SAM,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SamRefused(done.stdout + done.stderr)

    def _complete(self) -> None:
        resources = self.client("cloudformation").describe_stack_resources(StackName=self.name)
        ids: dict[str, list[str]] = {}
        for each in resources["StackResources"]:
            ids.setdefault(each["ResourceType"], []).append(each["PhysicalResourceId"])
        for source in ids["AWS::Lambda::EventSourceMapping"]:
            self._give_a_number(source)
        (api,) = ids["AWS::ApiGatewayV2::Api"]
        self._make_routes(api)
        for role in ids["AWS::IAM::Role"]:
            self._allow_batches(role)

    def _give_a_number(self, source: str) -> None:
        functions = self.client("lambda")
        scaling = functions.get_event_source_mapping(UUID=source).get("ScalingConfig")
        if scaling:
            functions.update_event_source_mapping(UUID=source, ScalingConfig=scaling)

    def _make_routes(self, api: str) -> None:
        gateway = self.client("apigatewayv2")
        if gateway.get_routes(ApiId=api)["Items"]:
            return
        template = self.client("cloudformation").get_template(StackName=self.name, TemplateStage="Processed")[
            "TemplateBody"
        ]
        template = json.loads(template) if isinstance(template, str) else template
        function = self.client("lambda").get_function(FunctionName=self.outputs["UnsubscribeFunctionName"])
        integration = gateway.create_integration(
            ApiId=api,
            IntegrationType="AWS_PROXY",
            IntegrationUri=function["Configuration"]["FunctionArn"],
            PayloadFormatVersion="2.0",
        )["IntegrationId"]
        for path, methods in template["Resources"]["PublicApi"]["Properties"]["Body"]["paths"].items():
            for method in methods:
                gateway.create_route(
                    ApiId=api, RouteKey=f"{method.upper()} {path}", Target=f"integrations/{integration}"
                )

    def _allow_batches(self, role: str) -> None:
        iam = self.client("iam")
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            document = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
            document = json.loads(document) if isinstance(document, str) else document
            for statement in document["Statement"]:
                if "sqs:SendMessage" in statement["Action"]:
                    statement["Action"] = [*_listed(statement["Action"]), "sqs:SendMessageBatch"]
            iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=json.dumps(document))


def _outputs(stack: dict[str, Any]) -> dict[str, str]:
    return {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}


def _listed(actions: str | list[str]) -> list[str]:
    return [actions] if isinstance(actions, str) else actions


@contextmanager
def an_emulator_with_sam(folder: Path, ses_url: str) -> Iterator[str]:
    """Start the embedded emulator with sam's translator, and nothing of ours; yield its endpoint."""
    (packages_of_sam,) = SAM.parents[1].glob("lib/python*/site-packages")
    files = folder / "emulator"
    files.mkdir()
    with a_strangers_emulator(
        files, packages=packages_of_sam, AUTH="true", **function_environment(ses_url)
    ) as url:
        yield url
