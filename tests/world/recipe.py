"""A template of infra/events, deployed to the emulator.

Its CloudFormation does not know two types, `AWS::Events::Connection` and `AWS::Events::ApiDestination`; its API does, and
delivers to them. So these two are made by the API from what the template says. All else is deployed as it is.
"""

import json
import time
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self

from outreach.local import template as emulated

_BY_THE_API = {"AWS::Events::Connection", "AWS::Events::ApiDestination"}


@dataclass(frozen=True)
class Posted:
    """One request, as a CRM or a chat gets it."""

    path: str
    headers: Mapping[str, str]
    body: Any


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    """As many connections as a burst of events brings: the system resets those beyond 5, which is the default."""


@dataclass
class Receiver:
    """An HTTP endpoint on loopback that keeps what is posted to it."""

    posted: list[Posted] = field(default_factory=list)

    def __enter__(self) -> Self:
        kept = self.posted

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                kept.append(Posted(self.path, headers, json.loads(body)))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        self._server = _Server(("127.0.0.1", 0), Handler)
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/events"


def deployed(
    client_of: Any, file: Path, name: str, *, endpoint: str | None = None, **parameters: str
) -> dict[str, str]:
    """Deploy a recipe and return its outputs. `endpoint` takes the place of the URL, which must be HTTPS on AWS."""
    source = emulated.load(file)
    values = emulated.parameter_values(source, parameters)
    resources = deepcopy(source["Resources"])
    arns = _made_by_the_api(client_of("events"), resources, values, name, endpoint)
    kept = {key: _with_arns(each, arns) for key, each in resources.items() if each["Type"] not in _BY_THE_API}
    cloudformation = client_of("cloudformation")
    cloudformation.create_stack(
        StackName=name,
        TemplateBody=json.dumps(source | {"Resources": kept}),
        Capabilities=["CAPABILITY_IAM"],
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()],
    )
    while (stack := cloudformation.describe_stacks(StackName=name)["Stacks"][0])["StackStatus"].endswith(
        "_IN_PROGRESS"
    ):
        time.sleep(0.05)
    assert stack["StackStatus"] == "CREATE_COMPLETE", cloudformation.describe_stack_events(StackName=name)
    return {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}


def _made_by_the_api(
    events: Any, resources: Mapping[str, Any], values: Mapping[str, str], name: str, endpoint: str | None
) -> dict[str, str]:
    """Make the connection first, and what uses it after it. Return the ARN of each by its logical id."""
    arns: dict[str, str] = {}
    for kind, make, arn in (
        ("AWS::Events::Connection", events.create_connection, "ConnectionArn"),
        ("AWS::Events::ApiDestination", events.create_api_destination, "ApiDestinationArn"),
    ):
        for key, each in resources.items():
            if each["Type"] == kind:
                properties = _with_arns(_with_values(each["Properties"], values), arns)
                if "InvocationEndpoint" in properties and endpoint is not None:
                    properties["InvocationEndpoint"] = endpoint
                arns[key] = make(Name=f"{name}-{key}", **properties)[arn]
    return arns


def _with_values(node: Any, values: Mapping[str, str]) -> Any:
    if isinstance(node, dict):
        if set(node) == {"Ref"} and node["Ref"] in values:
            value = values[node["Ref"]]
            return int(value) if value.isdigit() else value
        return {key: _with_values(value, values) for key, value in node.items()}
    return node


def _with_arns(node: Any, arns: Mapping[str, str]) -> Any:
    if isinstance(node, dict):
        attribute = node.get("Fn::GetAtt")
        if attribute is not None and attribute[0] in arns:
            return arns[attribute[0]]
        return {key: _with_arns(value, arns) for key, value in node.items()}
    if isinstance(node, list):
        return [_with_arns(value, arns) for value in node]
    return node
