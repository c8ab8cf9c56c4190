"""The one rule for what it means that a service of AWS did not answer: `StoreUnavailable`, whatever the way.

refused, throttled, failed      ClientError
no connection, no response,     botocore's own family, BotoCoreError
or half of one
no response of AWS              ResponseParserError, which is none of that family
a response that lacks what      the error of whoever looks for it: KeyError, ValueError, TypeError, ...
it must have

Botocore takes a response of a JSON protocol whose body it cannot read for an empty one. An empty response may say that
there is nothing, or that a message was accepted. `legible` makes a client refuse such a body.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from outreach.errors import NotAllowed, StoreUnavailable

_Client = TypeVar("_Client")

NO_ANSWER = (ClientError, BotoCoreError, ResponseParserError)
"""What a client raises that got no response of its service, or got a refusal."""
ILLEGIBLE = (LookupError, ValueError, TypeError, AttributeError, OSError)
"""What reading a response raises that is not what the service says. A connection may break while a body is read."""
_FIRST_ERROR = 300
"""The lowest HTTP status that is not a success."""
_CLIENT_ERRORS = range(400, 500)
_THROTTLED = frozenset(
    {"ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded"}
)
NO_PERMISSION = frozenset({"AccessDenied", "AccessDeniedException", "AuthorizationError"})
"""How services call it that a caller lacks a permission."""
_JSON = frozenset({"json", "rest-json"})
_NEVER_EMPTY = frozenset(
    {
        *("BatchGetItem", "Query", "Scan"),
        *("SendMessage", "SendMessageBatch", "GetQueueAttributes"),
        *("GetParameter", "GetSecretValue", "GetAccount", "SendEmail", "PutEvents"),
    }
)
"""Requests to which their service always responds with something."""


@contextmanager
def store_errors(what: str, *, in_full: bool = False) -> Iterator[None]:
    """Raise `StoreUnavailable` if a service does not answer. A write may have been applied or not.

    `in_full` quotes the error: for an operator, and only where no request holds an address.
    """
    try:
        yield
    except (*NO_ANSWER, *ILLEGIBLE) as error:
        raise unavailable(what, error, in_full=in_full) from error


def unavailable(what: str, error: BaseException, *, in_full: bool = False) -> StoreUnavailable:
    """Return what to raise for an error: `NotAllowed` if the caller lacks a permission."""
    problem = problem_of(error)
    kind = NotAllowed if problem in NO_PERMISSION else StoreUnavailable
    return kind(f"{what}: {error if in_full else problem}")


def problem_of(error: BaseException) -> str:
    """Return the code of a response, or else the type of the error. The message may quote an address."""
    # botocore's network errors have a `response` too, and it is None.
    response: Any = getattr(error, "response", None) or {}
    return response.get("Error", {}).get("Code") or type(error).__name__


def is_refusal(error: ClientError) -> bool:
    """Whether a service has read the request and said no to it, for good: not throttled, and not failed."""
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 400)
    return status in _CLIENT_ERRORS and problem_of(error) not in _THROTTLED


def legible(client: _Client) -> _Client:
    """Let a client refuse each response whose body cannot be read, and return it. Doing it twice is doing it once."""
    events = client.meta.events  # type: ignore[attr-defined]  # every client of botocore has it
    events.register("before-parse", _refuse_garbled, unique_id="outreach-garbled")
    return client


def _refuse_garbled(operation_model: Any, response_dict: Mapping[str, Any], **_: Any) -> None:
    expected = _expected(operation_model)
    if expected is None:
        return
    succeeded = response_dict["status_code"] < _FIRST_ERROR
    if succeeded and not response_dict["body"] and expected.may_say_nothing:
        return
    try:
        body = json.loads(response_dict["body"].decode())
    except UnicodeDecodeError as error:
        raise ResponseParserError("the body is no text") from error
    except ValueError as error:
        if succeeded:
            raise ResponseParserError("the body is no JSON") from error
        return  # the status says enough
    if succeeded and not (isinstance(body, dict) and expected.has(body)):
        raise ResponseParserError(f"the body is not what {operation_model.name} responds with")


@dataclass(frozen=True, slots=True)
class _Expected:
    """What the body of a success looks like."""

    may_be_empty: bool
    may_say_nothing: bool
    """Whether a success may come without a body: there is nothing to say, or REST says it by the status."""
    names: frozenset[str] | None
    """The names that the members of a response have on the wire. None: the response has no members."""

    def has(self, body: Mapping[str, Any]) -> bool:
        """Whether the body has a member of the operation's response, or may be empty and is."""
        if not body:
            return self.may_be_empty
        return self.names is None or not body.keys().isdisjoint(self.names)


@cache
def _expected(operation_model: Any) -> _Expected | None:
    """Return what an operation responds with. None for a body that is no document, or one of XML, at which botocore itself fails."""
    protocol, output = operation_model.service_model.resolved_protocol, operation_model.output_shape
    if operation_model.has_streaming_output or protocol not in _JSON:
        return None
    may_be_empty = operation_model.name not in _NEVER_EMPTY
    names = None
    if output is not None:
        names = frozenset(shape.serialization.get("name", name) for name, shape in output.members.items())
    return _Expected(may_be_empty, output is None or (protocol != "json" and may_be_empty), names)
