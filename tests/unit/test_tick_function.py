"""The tick function as an operator invokes it: what it returns, and how it fails."""

import io
import json
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from outreach.adapters.tick_function import LambdaTickFunction
from outreach.errors import RefusedChange, StoreUnavailable


class FakeLambda:
    """Gives the same response to every invocation, or raises it."""

    def __init__(self, response: dict[str, Any] | Exception) -> None:
        self.response = response
        self.asked: list[dict[str, Any]] = []

    def invoke(self, **request: Any) -> dict[str, Any]:
        self.asked.append(request)
        if isinstance(self.response, Exception):
            raise self.response
        return self.response


def returning(payload: object, **response: str) -> FakeLambda:
    return FakeLambda({"Payload": io.BytesIO(json.dumps(payload).encode()), **response})


def test_it_returns_what_came_of_each_run() -> None:
    client = returning({"outcomes": {"demo#proof-1": "walked"}, "enqueued": {"demo#proof-1": 2}})
    assert LambdaTickFunction(client, "tick-1").invoke() == {"demo#proof-1": "walked"}
    assert client.asked == [{"FunctionName": "tick-1", "Payload": b"{}"}]


@pytest.mark.parametrize(
    ("payload", "reason"),
    [({"errorMessage": "no table", "errorType": "StoreUnavailable"}, "no table"), ({"odd": 1}, "{'odd': 1}")],
)
def test_a_function_that_fails_says_why(payload: dict[str, Any], reason: str) -> None:
    client = returning(payload, FunctionError="Unhandled")
    with pytest.raises(RefusedChange) as caught:
        LambdaTickFunction(client, "tick-1").invoke()
    assert str(caught.value) == f"the tick function failed: {reason}"


@pytest.mark.parametrize("error", [{}, {"FunctionError": "Unhandled"}], ids=["returned", "failed"])
@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"null", b"[]", b"{}", b'"text"', b"\xff", b'{"outcomes": []}']
)
def test_whatever_it_responds_with_the_operator_gets_a_line(body: bytes, error: dict[str, str]) -> None:
    client = FakeLambda({"Payload": io.BytesIO(body), **error})
    with pytest.raises(RefusedChange, match=r"^the tick function "):
        LambdaTickFunction(client, "tick-1").invoke()


@pytest.mark.parametrize(
    "error",
    [
        ClientError({"Error": {"Code": "AccessDeniedException", "Message": "not you"}}, "Invoke"),
        ReadTimeoutError(endpoint_url="https://lambda.eu-west-1.amazonaws.com"),
    ],
)
def test_a_function_that_cannot_be_reached_is_unavailable(error: Exception) -> None:
    with pytest.raises(StoreUnavailable, match="the tick function: ") as caught:
        LambdaTickFunction(FakeLambda(error), "tick-1").invoke()
    assert str(error) in str(caught.value)
