"""Faults on the wire: the functions' own clients, with a botocore hook before each request is sent.

The faults are what a network and AWS can do to one request. The SDK reacts as it does in the cloud, with the retries
that the product has configured. A fault strikes one request ("once"), or it also strikes every retry of the request
by the SDK ("always"), so that the caller gets the error:

    crash before      the process dies; the request was not sent
    crash after       AWS carried it out; the process died before it heard so
    throttled         refused, not carried out; always
    error             a 500, or no connection to SES, not carried out; always
    error, applied    a 500, carried out; once (the SDK sends the request again), or always
    twice             only the response was lost: a read timeout after AWS had carried it out; once
    late copy         carried out, with a response, and carried out again later
    late only         a read timeout; AWS carries the first request out later; always
    partial           unprocessed keys, refused entries
"""

import io
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any, Protocol
from unittest.mock import patch

import botocore.endpoint
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from botocore.retries.quota import RetryQuota

from outreach.adapters import clients
from outreach.local.clients import DUMMY, REGION
from simulation.faults import AT_THE_DEADLINE, NEXT_PASS, SOON, Crash, Kind, Late

Send = Callable[[Any], AWSResponse]
WRITES = frozenset(
    {
        *("DynamoDB.UpdateItem", "DynamoDB.DeleteItem"),
        *("SQS.SendMessageBatch", "SSM.PutParameter", "S3.DeleteObject"),
    }
)
MAIL = "SESv2.SendEmail"
_ERRORS = {
    "DynamoDB": (400, "ThrottlingException"),
    "SQS": (400, "ThrottlingException"),
    "SSM": (400, "ThrottlingException"),
    "S3": (503, "SlowDown"),
    "SESv2": (429, "TooManyRequestsException"),
}


_CARRIED_OUT = frozenset({Kind.CRASH_AFTER, Kind.ERROR_APPLIED, Kind.TWICE, Kind.LATE_COPY, Kind.PARTIAL})


@dataclass(frozen=True, slots=True)
class WireFault:
    """What strikes a request; with `always`, it strikes the SDK's retries of the request as well."""

    kind: Kind
    late: Late | None = None
    always: bool = False

    def __str__(self) -> str:
        late = f" ({self.late.time or f'{self.late.calls} calls later'})" if self.late else ""
        return f"{self.kind}{late}{', always' if self.always else ''}"


_READ = (
    WireFault(Kind.CRASH_BEFORE),
    WireFault(Kind.ERROR, always=True),
    WireFault(Kind.THROTTLED, always=True),
)
_WRITE = (
    WireFault(Kind.CRASH_BEFORE),
    WireFault(Kind.CRASH_AFTER),
    WireFault(Kind.THROTTLED, always=True),
    WireFault(Kind.ERROR, always=True),
    WireFault(Kind.ERROR_APPLIED),
    WireFault(Kind.ERROR_APPLIED, always=True),
    WireFault(Kind.TWICE),
    WireFault(Kind.LATE_COPY, SOON),
    WireFault(Kind.LATE_COPY, NEXT_PASS),
    WireFault(Kind.LATE_ONLY, NEXT_PASS, always=True),
    WireFault(Kind.LATE_ONLY, AT_THE_DEADLINE, always=True),
)
_MAIL = (
    WireFault(Kind.CRASH_BEFORE),
    WireFault(Kind.CRASH_AFTER),
    WireFault(Kind.THROTTLED),
    WireFault(Kind.NOT_REACHED),
    WireFault(Kind.ERROR),
    WireFault(Kind.ERROR_APPLIED),
    WireFault(Kind.TWICE),
    WireFault(Kind.LATE_ONLY, NEXT_PASS),
)
_PARTIAL = (WireFault(Kind.PARTIAL),)


def faults_on_the_wire(request: str) -> tuple[WireFault, ...]:
    """Return what can strike a request."""
    if request == MAIL:
        return _MAIL
    some = _WRITE if request in WRITES else _READ
    return some + _PARTIAL if request in ("DynamoDB.BatchGetItem", "SQS.SendMessageBatch") else some


class Post(Protocol):
    """What watches the mails."""

    def fail_if_scripted(self) -> None:
        """Raise the error that the story wants for the next mail; SES never gets that mail."""
        ...

    def handed_over(self, request: dict[str, Any]) -> None:
        """A SendEmail leaves its process."""
        ...

    def taken(self, request: dict[str, Any], message_id: str) -> bool:
        """SES has accepted it; return whether its response arrives in this story."""
        ...


class Wire:
    """The clients of the functions and operators, and every request that they make."""

    def __init__(self, endpoint: str, ses: str) -> None:
        self.clients: dict[str, Any] = {
            "dynamodb": clients.dynamodb_client(REGION, endpoint),
            "sqs": clients.sqs_client(REGION, endpoint),
            "ssm": clients.ssm_client(REGION, endpoint),
            "s3": clients.s3_client(REGION, endpoint),
            "sending": clients.sending_client(REGION, ses),
            "account": clients.account_client(REGION, ses),
        }
        for client in self.clients.values():
            send = client._endpoint.http_session.send
            client.meta.events.register_first("before-send", partial(self._before_send, send))
        self.strike: Callable[[str], WireFault | None] = lambda _request: None
        self.later: Callable[[Late, Callable[[], object]], None] = _nothing_is_late
        self.die: Callable[[], None] = _nobody_dies
        self.post: Post | None = None
        self.writes = 0
        """The number of requests that may have changed something."""
        self._always: dict[bytes, WireFault] = {}
        """By invocation of the SDK: the fault that strikes its retries."""

    def rest(self) -> None:
        """Forget the stack that had this wire."""
        self.post = None
        self.later, self.die = _nothing_is_late, _nobody_dies
        self._always.clear()

    def _before_send(self, send: Send, request: Any, event_name: str, **_: Any) -> AWSResponse:
        service, operation = event_name.split(".")[1:]
        name = f"{_SERVICES[service]}.{operation}"
        call = request.headers["amz-sdk-invocation-id"]
        repeated = call in self._always
        fault = self._always[call] if repeated else self.strike(name)
        if fault is not None and fault.always:
            self._always[call] = fault
        sent = _Sent(self, name, request, send)
        return sent.once() if fault is None else sent.struck(fault, repeated=repeated)


@dataclass(frozen=True, slots=True)
class _Sent:
    """One request on its way."""

    wire: Wire
    name: str
    request: Any
    send: Send

    def once(self) -> AWSResponse:
        """Let AWS carry it out, and return the response."""
        post = self._post
        if post is not None:
            post.fail_if_scripted()
            post.handed_over(json.loads(self.request.body))
        response, arrives = self._carried_out()
        if not arrives:
            raise ReadTimeoutError(endpoint_url=self.request.url)
        return response

    def struck(self, fault: WireFault, *, repeated: bool) -> AWSResponse:
        """Let a fault strike it."""
        if fault.kind in _CARRIED_OUT:
            response = self.once()
        if fault.kind in (Kind.CRASH_BEFORE, Kind.CRASH_AFTER):
            self.wire.die()
            raise Crash
        if fault.late is not None and not repeated:
            self._later(fault.late, again=fault.kind is Kind.LATE_COPY)
        match fault.kind:
            case Kind.LATE_COPY:
                return response
            case Kind.PARTIAL:
                return _partly(response)
            case Kind.THROTTLED:
                return _refusal(self.request.url, *_ERRORS[self.name.partition(".")[0]])
            case Kind.ERROR | Kind.ERROR_APPLIED:
                return _refusal(self.request.url, 500, "InternalServerError")
            case Kind.NOT_REACHED:
                raise ConnectTimeoutError(endpoint_url=self.request.url)
            case _:
                raise ReadTimeoutError(endpoint_url=self.request.url)

    @property
    def _post(self) -> Post | None:
        return self.wire.post if self.name == MAIL else None

    def _carried_out(self) -> tuple[AWSResponse, bool]:
        self.wire.writes += self.name in WRITES
        response = self.send(self.request)
        if self._post is None or response.status_code != HTTPStatus.OK:
            return response, True
        message_id = json.loads(response.content)["MessageId"]
        return response, self._post.taken(json.loads(self.request.body), message_id)

    def _later(self, late: Late, *, again: bool) -> None:
        if self._post is not None and not again:
            self._post.handed_over(json.loads(self.request.body))
        self.wire.later(late, self._carried_out)


_SERVICES = {"dynamodb": "DynamoDB", "sqs": "SQS", "ssm": "SSM", "s3": "S3", "sesv2": "SESv2"}


def _nothing_is_late(_late: Late, _apply: Callable[[], object]) -> None:
    raise AssertionError("this wire belongs to no stack")


def _nobody_dies() -> None:
    raise AssertionError("this wire belongs to no stack")


class _Body(io.BytesIO):
    def stream(self) -> Iterator[bytes]:
        yield self.read()


def _response(url: str, status: int, headers: dict[str, str], body: bytes) -> AWSResponse:
    return AWSResponse(url, status, HTTPHeaders.from_dict(headers), _Body(body))


def _refusal(url: str, status: int, code: str) -> AWSResponse:
    """An error in the form of the JSON protocols. S3's error is known by its status alone."""
    body = json.dumps({"__type": code, "message": "struck"}).encode() if code != "SlowDown" else b""
    return _response(url, status, {"x-amzn-errortype": code, "content-type": "application/json"}, body)


def _partly(response: AWSResponse) -> AWSResponse:
    """Leave the first item or entry undone, as AWS may do with a part of a request."""
    body = json.loads(response.content)
    if "Responses" in body:
        table = next((name for name, items in body["Responses"].items() if items), None)
        if table is not None:
            item = body["Responses"][table].pop(0)
            key = {name: item[name] for name in ("pk", "sk") if name in item}
            body["UnprocessedKeys"] = {table: {"Keys": [key], "ConsistentRead": True}}
    elif body.get("Successful"):
        entry = body["Successful"].pop(0)
        body["Failed"] = [{"Id": entry["Id"], "SenderFault": False, "Code": "InternalError"}]
    return _response(
        response.url,
        response.status_code,
        {"content-type": "application/x-amz-json-1.0"},
        json.dumps(body).encode(),
    )


@contextmanager
def without_waiting() -> Iterator[None]:
    """Let the SDK retry at once, without its retry quota: there are more faults here than the quota allows for."""
    credentials = {
        **DUMMY.environment(),
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
    no_time = SimpleNamespace(sleep=lambda _seconds: None)
    with (
        patch.dict(os.environ, credentials),
        patch.object(botocore.endpoint, "time", no_time),
        patch.object(RetryQuota, "acquire", lambda _self, _amount: True),
    ):
        yield
