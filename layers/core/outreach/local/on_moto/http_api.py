"""An HTTP API in front of functions: which route a request takes, and what the function gets and gives.

Pure functions. Source: "Create AWS Lambda proxy integrations for HTTP APIs" in the API Gateway developer guide,
payload format 2.0. Throttling, CORS and authorizers are not done here.
"""

from __future__ import annotations

import base64
import json
import re
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

MAX_BODY = 10 * 1024 * 1024
"""The largest body that API Gateway takes."""
_INTEGRATION = "x-amazon-apigateway-integration"
_ANY = "x-amazon-apigateway-any-method"
_FUNCTION = re.compile(r":function:([\w-]+)(?:/invocations)?\Z")
_TEXT = re.compile(r"text/|application/(?:json|javascript|xml)\b")


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path (`/u/{token}`), and the name of the function that serves them."""

    method: str
    path: str
    function: str

    @property
    def key(self) -> str:
        """The route as API Gateway writes it."""
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Call:
    """A request to an API. Names of headers are in lower case."""

    api: str
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    source: str


@dataclass(frozen=True, slots=True)
class Response:
    """What the client gets."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def routes_of(body: Mapping[str, Any]) -> tuple[Route, ...]:
    """Read the routes of an API's OpenAPI document. A ValueError names one that leads to no function."""
    found = []
    for path, methods in body.get("paths", {}).items():
        for method, operation in methods.items():
            uri = operation.get(_INTEGRATION, {}).get("uri", "")
            function = _FUNCTION.search(uri)
            if function is None:
                raise ValueError(f"{method} {path} leads to no function")
            found.append(Route("ANY" if method == _ANY else method.upper(), path, function[1]))
    return tuple(found)


def route_for(routes: Iterable[Route], method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """Return the route of a request with the parameters of its path, None if there is none."""
    for route in routes:
        if route.method in {method, "ANY"} and (found := _pattern(route.path).fullmatch(path)):
            return route, found.groupdict()
    return None


def event_of(call: Call, route: Route, parameters: Mapping[str, str], account: str) -> dict[str, Any]:
    """Return the event that the function gets (payload format 2.0). Bodies that are no text come in base64."""
    now = time.time()
    is_text = _TEXT.match(call.headers.get("content-type", "text/plain")) is not None
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": route.key,
        "rawPath": call.path,
        "rawQueryString": call.query,
        "headers": {name: value for name, value in call.headers.items() if name != "cookie"},
        "requestContext": {
            "accountId": account,
            "apiId": call.api,
            "domainName": call.headers.get("host", ""),
            "domainPrefix": call.api,
            "http": {
                "method": call.method,
                "path": call.path,
                "protocol": "HTTP/1.1",
                "sourceIp": call.source,
                "userAgent": call.headers.get("user-agent", ""),
            },
            "requestId": str(uuid.uuid4()),
            "routeKey": route.key,
            "stage": "$default",
            "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
            "timeEpoch": int(now * 1000),
        },
        "isBase64Encoded": bool(call.body) and not is_text,
    }
    if cookie := call.headers.get("cookie"):
        event["cookies"] = [each.strip() for each in cookie.split(";")]
    if parameters:
        event["pathParameters"] = dict(parameters)
    if call.query:
        joined: dict[str, str] = {}
        for name, value in parse_qsl(call.query, keep_blank_values=True):
            joined[name] = f"{joined[name]},{value}" if name in joined else value
        event["queryStringParameters"] = joined
    if call.body:
        event["body"] = (
            call.body.decode(errors="replace") if is_text else base64.b64encode(call.body).decode()
        )
    return event


def response_of(payload: bytes, error: str | None) -> Response:
    """Return what the client gets for a function's response. A failed function is an error 500, as on AWS."""
    given = json.loads(payload) if error is None else None
    if error is not None or (isinstance(given, dict) and not isinstance(given.get("statusCode", 200), int)):
        return message(500, "Internal Server Error")
    if not isinstance(given, dict) or "statusCode" not in given:  # the format is inferred: a body alone
        return Response(200, (("content-type", "application/json"),), json.dumps(given).encode())
    headers = {str(name).lower(): str(value) for name, value in (given.get("headers") or {}).items()}
    headers.setdefault("content-type", "text/plain;charset=utf-8")
    cookies = [("set-cookie", str(cookie)) for cookie in given.get("cookies") or []]
    body = str(given.get("body") or "")
    content = base64.b64decode(body) if given.get("isBase64Encoded") else body.encode()
    return Response(given["statusCode"], (*headers.items(), *cookies), content)


def message(status: int, text: str) -> Response:
    """Return one of API Gateway's own responses."""
    return Response(status, (("content-type", "application/json"),), json.dumps({"message": text}).encode())


def _pattern(path: str) -> re.Pattern[str]:
    """Turn `/u/{token}` and `/{rest+}` into a pattern with a group for each parameter."""
    parts = re.split(r"(\{\w+\+?\})", path)
    return re.compile("".join(_part(part) for part in parts))


def _part(part: str) -> str:
    if not part.startswith("{"):
        return re.escape(part)
    name = part.strip("{}")
    return f"(?P<{name[:-1]}>.+)" if name.endswith("+") else f"(?P<{name}>[^/]+)"
