"""What stands before moto: who is let in, who answers, and that moto handles one request at a time."""

import base64
import io
import json
import threading
import time
from typing import Any

import pytest

from outreach.local.on_moto.application import Application
from outreach.local.on_moto.functions import Outcome, UnknownFunction
from outreach.local.on_moto.http_api import MAX_BODY, Route

KEY = "LOCALKEY"
HERE = "127.0.0.1:4566"
PAGE = "/_aws/execute-api/a1/$default/u/t1"
INVOCATION = "/2015-03-31/functions/send/invocations"


class FakeFunctions:
    """One function that returns its event, or what a test says."""

    def __init__(self) -> None:
        self.events: list[Any] = []
        self.outcome: Outcome | None = None

    def invoke(self, name: str, event: Any) -> Outcome:
        if name != "send":
            raise UnknownFunction(name)
        self.events.append(event)
        return self.outcome or Outcome(json.dumps(event).encode())


class FakeDeliveries:
    def __init__(self) -> None:
        self.later: list[tuple[str, Any]] = []

    def invoke_later(self, function: str, event: Any) -> None:
        self.later.append((function, event))


class FakeMoto:
    """Says which requests reached it, and how many at once at the most."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.most = self._now = 0
        self.seconds = 0.0
        self.error: Exception | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self._now += 1
        self.most = max(self.most, self._now)
        time.sleep(self.seconds)
        self._now -= 1
        if self.error is not None:
            raise self.error
        self.bodies.append(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
        start_response("200 OK", [])
        return [b"by ", b"moto"]


class Stage:
    def __init__(self) -> None:
        self.moto, self.functions, self.deliveries = FakeMoto(), FakeFunctions(), FakeDeliveries()
        self.application = Application(
            self.moto,
            self.functions,
            self.deliveries,
            {"a1": (Route("GET", "/u/{token}", "send"), Route("HEAD", "/u/{token}", "send"))},
            alone=threading.RLock(),
            access_key=KEY,
            account="000000000000",
        )

    def send(
        self, method: str, path: str, body: bytes = b"", *, key: str | None = KEY, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request, which names a key unless that is None. Underscores in headers stand for hyphens."""
        answer: list[Any] = []
        if key is not None:
            signed = f"AWS4-HMAC-SHA256 Credential={key}/20260101/us-east-1/x/aws4_request, Signature=0"
            headers = {"authorization": signed} | headers
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        for name, value in ({"host": HERE} | headers).items():
            environ[name.upper() if name.startswith("content_") else f"HTTP_{name.upper()}"] = value
        content = b"".join(self.application(environ, lambda *given: answer.extend(given)))
        return int(answer[0].split()[0]), dict(answer[1]), content


@pytest.fixture
def stage() -> Stage:
    return Stage()


EVERYTHING = [
    ("GET", "/"),
    ("POST", "/"),
    ("GET", "/moto-api/data.json"),
    ("POST", "/moto-api/reset"),
    ("PUT", "/bucket/key"),
    ("POST", INVOCATION),
    ("GET", "/_aws/execute-api/a1"),
    ("GET", "/_aws/execute-api/a1/x/../../../moto-api/reset"),
]


@pytest.mark.parametrize(("method", "path"), EVERYTHING)
@pytest.mark.parametrize("key", [None, "", "test", "000000000000", "ASIASESSION", KEY + "1", KEY[:-1]])
def test_whoever_does_not_name_the_key_of_the_stack_is_refused(
    stage: Stage, method: str, path: str, key: str | None
):
    status, _, body = stage.send(method, path, b"{}", key=key)
    assert (status, body.partition(b":")[0]) == (403, b"refused")
    assert (stage.moto.bodies, stage.functions.events) == ([], [])


@pytest.mark.parametrize(("method", "path"), [*EVERYTHING, ("GET", "/_moto/health"), ("GET", PAGE)])
@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": f"evil.example,{HERE}"},
        {"sec_fetch_site": "cross-site"},
        {"origin": "null"},
    ],
)
def test_what_a_foreign_page_sends_is_refused_whatever_key_it_names(
    stage: Stage, method: str, path: str, headers: dict[str, str]
):
    status, _, body = stage.send(method, path, b"{}", **headers)
    assert (status, body.partition(b":")[0]) == (403, b"refused")
    assert (stage.moto.bodies, stage.functions.events) == ([], [])


def test_the_health_and_the_page_need_no_key(stage: Stage):
    assert stage.send("GET", "/_moto/health", key=None)[0] == 200
    assert stage.send("GET", PAGE, key=None)[0] == 200


def test_everything_else_is_motos(stage: Stage):
    assert stage.send("POST", "/", b"order") == (200, {}, b"by moto")
    assert stage.moto.bodies == [b"order"]


def test_moto_handles_one_request_at_a_time(stage: Stage):
    """Two conditional writes at once could both see their condition hold."""
    stage.moto.seconds = 0.01
    threads = [threading.Thread(target=stage.send, args=("POST", "/")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(stage.moto.bodies), stage.moto.most) == (8, 1)


def test_a_receive_does_not_wait_because_nobody_else_could_send_meanwhile(stage: Stage):
    order = json.dumps({"QueueUrl": "q", "WaitTimeSeconds": 20}).encode()
    stage.send("POST", "/", order, x_amz_target="AmazonSQS.ReceiveMessage")
    assert json.loads(stage.moto.bodies[0]) == {"QueueUrl": "q", "WaitTimeSeconds": 0}


@pytest.mark.parametrize("target", [None, "DynamoDB_20120810.PutItem"])
def test_a_mistake_of_moto_is_an_error_that_says_so(stage: Stage, target: str | None):
    stage.moto.error = KeyError("<PolicyName>")
    headers = {} if target is None else {"x_amz_target": target}
    status, _, body = stage.send("POST", "/", b"{}", **headers)
    assert status == 500
    assert b"InternalFailure" in body
    assert b"moto failed: KeyError: " in body
    assert (b"&lt;PolicyName&gt;" in body) is (target is None)


def test_an_invocation_returns_what_the_function_returns(stage: Stage):
    status, headers, body = stage.send("POST", INVOCATION, b'{"a": 1}')
    assert (status, json.loads(body)) == (200, {"a": 1})
    assert "X-Amz-Function-Error" not in headers


def test_an_invocation_without_a_payload_is_one_with_an_empty_event(stage: Stage):
    assert stage.send("POST", INVOCATION)[2] == b"{}"


def test_a_function_that_failed_is_a_success_with_a_header(stage: Stage):
    stage.functions.outcome = Outcome(b'{"errorMessage": "x"}', "Unhandled")
    status, headers, body = stage.send("POST", INVOCATION, b"{}")
    assert (status, headers["X-Amz-Function-Error"], body) == (200, "Unhandled", b'{"errorMessage": "x"}')


def test_an_asynchronous_invocation_is_taken_and_done_later(stage: Stage):
    assert stage.send("POST", INVOCATION, b'{"a": 1}', x_amz_invocation_type="Event")[0] == 202
    assert (stage.deliveries.later, stage.functions.events) == ([("send", {"a": 1})], [])


@pytest.mark.parametrize(
    ("path", "body", "status", "kind"),
    [
        (INVOCATION.replace("send", "evil"), b"{}", 404, "ResourceNotFoundException"),
        (INVOCATION, b"no json", 400, "InvalidRequestContentException"),
    ],
)
def test_an_invocation_that_cannot_be_is_refused_as_lambda_words_it(
    stage: Stage, path: str, body: bytes, status: int, kind: str
):
    given, headers, _ = stage.send("POST", path, body)
    assert (given, headers["x-amzn-ErrorType"]) == (status, kind)


def test_the_page_is_a_call_of_its_function(stage: Stage):
    stage.send("GET", PAGE, b"\xff", key=None)
    (event,) = stage.functions.events
    assert (event["routeKey"], event["pathParameters"]) == ("GET /u/{token}", {"token": "t1"})
    assert event["headers"]["host"] == HERE


def test_a_head_has_no_body(stage: Stage):
    status, headers, body = stage.send("HEAD", PAGE, key=None)
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 0


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", PAGE),
        ("GET", PAGE.replace("/u/", "/x/")),
        ("GET", PAGE.replace("a1", "a2")),
    ],
)
def test_what_has_no_route_is_not_found(stage: Stage, method: str, path: str):
    assert stage.send(method, path, key=None)[0] == 404
    assert stage.functions.events == []


def test_a_body_that_api_gateway_would_not_take_is_not_read(stage: Stage):
    assert stage.send("GET", PAGE, b"x" * (MAX_BODY + 1), key=None)[0] == 413
    assert stage.functions.events == []


@pytest.mark.parametrize("length", ["-1", "many", ""])
def test_a_length_that_is_none_means_no_body(stage: Stage, length: str):
    assert stage.send("GET", PAGE, b"body", key=None, content_length=length)[0] == 200
    assert "body" not in stage.functions.events[0]


def test_a_form_reaches_the_function_as_it_was_sent(stage: Stage):
    stage.send(
        "GET", PAGE, b"List-Unsubscribe=One-Click", key=None, content_type="application/x-www-form-urlencoded"
    )
    assert base64.b64decode(stage.functions.events[0]["body"]) == b"List-Unsubscribe=One-Click"
