"""Parses the form that is posted to an unsubscribe link.

Mailbox providers post `List-Unsubscribe=One-Click` (RFC 8058). Our own page posts `action` and `scope`. Both are
sent as a URL-encoded or a multipart form. A body comes from outside and may contain anything, so `read_form`
never raises: it returns an `UnsubscribeRequest`, or `Unreadable` with the reason.
"""

import base64
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from enum import StrEnum
from urllib.parse import parse_qsl

MAX_BODY_BYTES = 10 * 1024
_MAX_FIELDS = 16
_MULTIPART = "multipart/form-data"


class Action(StrEnum):
    """What the person asks for."""

    UNSUBSCRIBE = "unsubscribe"
    UNDO = "undo"


class Scope(StrEnum):
    """Whether a request is about all campaigns or only about the one that the link belongs to."""

    EVERYTHING = "everything"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class UnsubscribeRequest:
    """What a person asks for, or a mailbox provider on their behalf."""

    action: Action
    scope: Scope
    actor: str
    """Who posted the form: `recipient` for our own page, `one-click` for RFC 8058."""


ONE_CLICK = UnsubscribeRequest(Action.UNSUBSCRIBE, Scope.EVERYTHING, "one-click")
"""What a one-click request (RFC 8058) asks for. The person pressed "unsubscribe" beside the sender's name, in a
mailbox that shows no campaigns and offers no choice. So they expect no more mail at all from this sender."""


class Unreadable(StrEnum):
    """Why a body is not a request to unsubscribe."""

    TOO_LARGE = "the body is too large"
    NO_FORM = "the body is not a form"
    NO_REQUEST = "the form asks for nothing that is known here"


def is_one_click(body: str, content_type: str, *, is_base64: bool) -> bool:
    """Say whether a mailbox provider posted this body, and no person. Never raises."""
    return read_form(body, content_type, is_base64=is_base64) is ONE_CLICK


Fields = Mapping[str, Sequence[str]]


def read_form(body: str, content_type: str, *, is_base64: bool) -> UnsubscribeRequest | Unreadable:
    """Parse a request's body as API Gateway passes it to the function. Never raises."""
    # Base64 makes a body a third longer, so what is longer than this need not be decoded.
    if len(body) > 2 * MAX_BODY_BYTES:
        return Unreadable.TOO_LARGE
    try:
        content = base64.b64decode(body, validate=True) if is_base64 else body.encode()
        if len(content) > MAX_BODY_BYTES:
            return Unreadable.TOO_LARGE
        fields = _fields(content, content_type)
    except ValueError:
        return Unreadable.NO_FORM
    return _request(fields)


def _fields(content: bytes, content_type: str) -> Fields:
    if content_type.strip().lower().startswith(_MULTIPART):
        return _grouped(_multipart(content, content_type))
    # Any other content type is read as a URL-encoded form: a request to unsubscribe counts even without its type.
    return _grouped(parse_qsl(content.decode(), keep_blank_values=True, max_num_fields=_MAX_FIELDS))


def _multipart(content: bytes, content_type: str) -> list[tuple[str, str]]:
    """Split a multipart form into its fields. Raises ValueError unless all parts are complete, flat and named."""
    if not content_type.isprintable():
        raise ValueError("a header of several lines")
    try:
        return _parts(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + content)
    except Exception as error:
        # The mail parser can raise any kind of error when its input is hostile.
        raise ValueError("not a multipart form") from error


def _parts(message: bytes) -> list[tuple[str, str]]:
    form = BytesParser().parsebytes(message)
    parts = form.get_payload()
    if form.defects or not isinstance(parts, list) or len(parts) > _MAX_FIELDS:
        raise ValueError("not a complete multipart form")
    return [_part(part) for part in parts if isinstance(part, Message)]


def _part(part: Message) -> tuple[str, str]:
    name = part.get_param("name", header="content-disposition")
    value = part.get_payload(decode=True)
    if part.defects or not isinstance(name, str) or not isinstance(value, bytes):
        raise ValueError("a part without a name, or with parts of its own")
    return name, value.decode()


def _grouped(pairs: Sequence[tuple[str, str]]) -> Fields:
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        grouped[name.strip().lower()].append(value.strip().lower())
    return grouped


def _request(fields: Fields) -> UnsubscribeRequest | Unreadable:
    # One-click is checked first, so that a form that asks for it and also to undo means unsubscribe.
    if "one-click" in fields.get("list-unsubscribe", ()):
        return ONE_CLICK
    try:
        (action,), (scope,) = fields.get("action", ()), fields.get("scope", ())
        return UnsubscribeRequest(Action(action), Scope(scope), "recipient")
    except ValueError:
        return Unreadable.NO_REQUEST
