"""The HTTP API on moto: routes, payload format 2.0, and what the client gets."""

import base64
import json
from typing import Any

import pytest

from outreach.local.on_moto.http_api import (
    Call,
    Response,
    Route,
    event_of,
    response_of,
    route_for,
    routes_of,
)

ARN = "arn:aws:lambda:us-east-1:000000000000:function:stack-unsubscribe"
URI = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{ARN}/invocations"
SHOW = Route("GET", "/u/{token}", "stack-unsubscribe")


def a_call(body: bytes = b"", *, query: str = "", **headers: str) -> Call:
    named = {"host": "127.0.0.1:4566"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return Call("a1", "GET", "/u/t1", query, named, body, "127.0.0.1")


def an_operation(uri: str) -> dict[str, Any]:
    return {"x-amazon-apigateway-integration": {"type": "aws_proxy", "uri": uri}}


def test_the_routes_are_those_of_the_open_api_document():
    document = {
        "paths": {
            "/u/{token}": {"get": an_operation(URI), "post": an_operation(URI)},
            "/any": {"x-amazon-apigateway-any-method": an_operation(ARN)},
        }
    }
    assert [(route.key, route.function) for route in routes_of(document)] == [
        ("GET /u/{token}", "stack-unsubscribe"),
        ("POST /u/{token}", "stack-unsubscribe"),
        ("ANY /any", "stack-unsubscribe"),
    ]


def test_a_route_that_leads_to_no_function_is_named():
    with pytest.raises(ValueError, match="get /u leads to no function"):
        routes_of({"paths": {"/u": {"get": an_operation("https://example.com")}}})


@pytest.mark.parametrize(
    ("template", "path", "parameters"),
    [
        ("/u/{token}", "/u/v1.k1.abc-_", {"token": "v1.k1.abc-_"}),
        ("/u/{token}", "/u/", None),
        ("/u/{token}", "/u/a/b", None),
        ("/u/{token}", "/x/u/a", None),
        ("/u/{token}", "/u/a\n", {"token": "a\n"}),
        ("/files/{rest+}", "/files/a/b", {"rest": "a/b"}),
        ("/a.b", "/aXb", None),
        ("/a.b", "/a.b", {}),
    ],
)
def test_a_path_takes_the_route_whose_template_it_fits(
    template: str, path: str, parameters: dict[str, str] | None
):
    found = route_for([Route("GET", template, "f")], "GET", path)
    assert (None if found is None else found[1]) == parameters


def test_a_method_takes_its_own_route_or_that_of_any():
    routes = [SHOW, Route("ANY", "/any", "f")]
    assert route_for(routes, "POST", "/u/t1") is None
    assert route_for(routes, "PUT", "/any") == (routes[1], {})


def test_a_request_becomes_the_event_of_format_2():
    event = event_of(a_call(query="a=1&b=2&a=3&c=", user_agent="test"), SHOW, {"token": "t1"}, "000000000000")
    assert (event["version"], event["routeKey"], event["rawPath"]) == ("2.0", "GET /u/{token}", "/u/t1")
    assert (event["rawQueryString"], event["queryStringParameters"]) == (
        "a=1&b=2&a=3&c=",
        {"a": "1,3", "b": "2", "c": ""},
    )
    assert event["pathParameters"] == {"token": "t1"}
    assert event["headers"] == {"host": "127.0.0.1:4566", "user-agent": "test"}
    assert event["requestContext"]["http"] == {
        "method": "GET",
        "path": "/u/t1",
        "protocol": "HTTP/1.1",
        "sourceIp": "127.0.0.1",
        "userAgent": "test",
    }
    assert "body" not in event
    assert event["isBase64Encoded"] is False


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "application/xml; charset=utf-8"])
def test_text_comes_as_text(kind: str):
    event = event_of(a_call("ä".encode(), content_type=kind), SHOW, {}, "0")
    assert (event["body"], event["isBase64Encoded"]) == ("ä", False)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_everything_else_comes_in_base64(kind: str):
    event = event_of(a_call(b"\xff", content_type=kind), SHOW, {}, "0")
    assert (base64.b64decode(event["body"]), event["isBase64Encoded"]) == (b"\xff", True)


def responded(given: Any, error: str | None = None) -> Response:
    return response_of(json.dumps(given).encode(), error)


def test_cookies_come_beside_the_headers_as_payload_format_2_has_them():
    event = event_of(a_call(cookie="a=b; c=d"), Route("GET", "/u/{token}", "f"), {}, "1")
    assert event["cookies"] == ["a=b", "c=d"]
    assert "cookie" not in event["headers"]
    assert "cookies" not in event_of(a_call(), Route("GET", "/u/{token}", "f"), {}, "1")


def test_a_function_says_status_headers_cookies_and_body():
    given = {"statusCode": 404, "headers": {"X-A": 1}, "cookies": ["a=b"], "body": "no"}
    assert responded(given) == Response(
        404,
        (("x-a", "1"), ("content-type", "text/plain;charset=utf-8"), ("set-cookie", "a=b")),
        b"no",
    )


def test_a_body_in_base64_is_decoded():
    given = {"statusCode": 200, "isBase64Encoded": True, "body": base64.b64encode(b"\xff").decode()}
    assert responded(given).body == b"\xff"


def test_a_response_without_a_status_is_a_body():
    assert responded({"a": 1}) == Response(200, (("content-type", "application/json"),), b'{"a": 1}')


@pytest.mark.parametrize(
    ("given", "error"), [({"errorMessage": "x"}, "Unhandled"), ({"statusCode": "x"}, None)]
)
def test_a_function_that_failed_is_an_error_500_which_says_nothing(given: Any, error: str | None):
    failed = responded(given, error)
    assert (failed.status, failed.body) == (500, b'{"message": "Internal Server Error"}')
