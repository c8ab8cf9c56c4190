"""What a POST to an unsubscribe link asks for: the body of a request as a wish, or why it is none.

Mailbox providers post `List-Unsubscribe=One-Click` (RFC 8058), our page posts `action` and `scope`;
both come as a URL-encoded or a multipart form. Everything here is the outside world's: whatever the
bytes are, the answer is a value.
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
    """What is asked for."""

    UNSUBSCRIBE = "unsubscribe"
    UNDO = "undo"


class Scope(StrEnum):
    """How far it goes."""

    EVERYTHING = "everything"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person, or a mailbox provider for them, asks for."""

    action: Action
    scope: Scope
    actor: str
    """`recipient` for our page, `one-click` for RFC 8058."""


ONE_CLICK = Wish(Action.UNSUBSCRIBE, Scope.EVERYTHING, "one-click")
"""What RFC 8058's request means. The person pressed "unsubscribe" beside a sender's name, in a mailbox that
shows no campaigns and offers no choice: less than everything would be less than they were promised."""


class Unreadable(StrEnum):
    """Why a body is no wish."""

    TOO_LARGE = "too large"
    NO_FORM = "no form"
    NO_WISH = "no wish"


Fields = Mapping[str, Sequence[str]]


def read_wish(body: str, content_type: str, *, is_base64: bool) -> Wish | Unreadable:
    """Read a request's body as API Gateway hands it over. Never raises."""
    if len(body) > 2 * MAX_BODY_BYTES:  # not decoded at all: base64 adds a third
        return Unreadable.TOO_LARGE
    try:
        content = base64.b64decode(body, validate=True) if is_base64 else body.encode()
        if len(content) > MAX_BODY_BYTES:
            return Unreadable.TOO_LARGE
        fields = _fields(content, content_type)
    except ValueError:
        return Unreadable.NO_FORM
    return _wish(fields)


def _fields(content: bytes, content_type: str) -> Fields:
    if content_type.strip().lower().startswith(_MULTIPART):
        return _grouped(_multipart(content, content_type))
    # Whatever else it calls itself: a form that lacks its type is still an order.
    return _grouped(parse_qsl(content.decode(), keep_blank_values=True, max_num_fields=_MAX_FIELDS))


def _multipart(content: bytes, content_type: str) -> list[tuple[str, str]]:
    """Take a multipart form apart. Raises ValueError for anything but complete, flat parts with names."""
    if not content_type.isprintable():
        raise ValueError("a header of several lines")
    try:
        return _parts(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + content)
    except Exception as error:
        # The mail parser's own errors are of every kind, and hostile input finds them.
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


def _wish(fields: Fields) -> Wish | Unreadable:
    # First, so that a form that says both "stop" and "go on" means stop.
    if "one-click" in fields.get("list-unsubscribe", ()):
        return ONE_CLICK
    try:
        (action,), (scope,) = fields.get("action", ()), fields.get("scope", ())
        return Wish(Action(action), Scope(scope), "recipient")
    except ValueError:
        return Unreadable.NO_WISH
