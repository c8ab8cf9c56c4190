"""What SES v2 accepts as a SendEmail request, and how it refuses.

It is stricter than SES in one point: a member that SES does not know is refused instead of ignored,
because here it can only be our own mistake. Sources: the service model in botocore (names, shapes), the
SES API reference (limits), docs/architecture.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from http import HTTPStatus
from typing import Any

MAX_RECIPIENTS = 50
MAX_HEADERS = 15
MAX_TAGS = 50
MAX_HEADER_LENGTH = 996
_MEMBERS = frozenset(
    {
        "FromEmailAddress", "FromEmailAddressIdentityArn", "Destination", "ReplyToAddresses",
        "FeedbackForwardingEmailAddress", "FeedbackForwardingEmailAddressIdentityArn", "Content",
        "EmailTags", "ConfigurationSetName", "EndpointId", "TenantName", "ListManagementOptions",
        "ConfigurationOverrides",
    }
)  # fmt: skip
_DESTINATION_MEMBERS = frozenset({"ToAddresses", "CcAddresses", "BccAddresses"})
_HEADER_NAME = re.compile(r"[!-9;-@A-~]{1,126}")
_HEADER_VALUE = re.compile(r"[ -~]{1,995}")
_TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")
_TAGS_OF_SES = frozenset({"ses:feedback-id-a", "ses:feedback-id-b"})
"""Tags that SES knows itself: their values go into the header Feedback-ID."""
_ADDRESS = re.compile(r"[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,255}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class SesError:
    """One of SES's error responses: its type, its HTTP status, its message."""

    kind: str
    status: int
    message: str


class RefusedError(Exception):
    """The response to a request is a refusal."""

    def __init__(self, refusal: SesError) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


def bad_request(message: str) -> RefusedError:
    """Return the refusal of a request that is wrong in itself."""
    return RefusedError(SesError("BadRequestException", HTTPStatus.BAD_REQUEST, message))


@dataclass(frozen=True, slots=True)
class SendRequest:
    """A valid SendEmail request with simple content. `raw` is the request exactly as it came."""

    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    bcc: tuple[str, ...]
    reply_to: tuple[str, ...]
    subject: str
    text: str | None
    html: str | None
    headers: tuple[tuple[str, str], ...]
    tags: Mapping[str, str]
    configuration_set: str | None
    raw: Mapping[str, Any]

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody the mail goes to."""
        return self.to + self.cc + self.bcc

    @property
    def tracks_opens(self) -> bool:
        """Whether the mail asks SES to track who opens it."""
        return self._tracks("OpenTrackingEnabled")

    @property
    def tracks_clicks(self) -> bool:
        """Whether the mail asks SES to track who follows its links."""
        return self._tracks("ClickTrackingEnabled")

    def _tracks(self, what: str) -> bool:
        overrides = self.raw.get("ConfigurationOverrides")
        tracking = overrides.get("Tracking") if isinstance(overrides, dict) else None
        return isinstance(tracking, dict) and tracking.get(what) == "ENABLED"


def parse(body: bytes) -> SendRequest:
    """Read a SendEmail request. Where SES would refuse it, raises RefusedError with SES's error."""
    raw = _json_object(body)
    _only(raw, _MEMBERS, "request")
    destination = raw.get("Destination") or {}
    _only(destination, _DESTINATION_MEMBERS, "Destination")
    simple = _simple_content(raw.get("Content"))
    request = SendRequest(
        sender=_sender(raw),
        to=_addresses(destination.get("ToAddresses")),
        cc=_addresses(destination.get("CcAddresses")),
        bcc=_addresses(destination.get("BccAddresses")),
        reply_to=_addresses(raw.get("ReplyToAddresses")),
        subject=_data(simple.get("Subject"), "Subject"),
        text=_optional_data(simple["Body"].get("Text"), "Body.Text"),
        html=_optional_data(simple["Body"].get("Html"), "Body.Html"),
        headers=tuple(_headers(simple.get("Headers") or [])),
        tags=_tags(raw.get("EmailTags") or []),
        configuration_set=raw.get("ConfigurationSetName"),
        raw=raw,
    )
    if not 1 <= len(request.recipients) <= MAX_RECIPIENTS:
        raise bad_request(f"Recipient count must be between 1 and {MAX_RECIPIENTS}.")
    if request.text is None and request.html is None:
        raise bad_request("Body must have Text or Html.")
    if _CONTROL.search(request.subject):
        raise bad_request("Header 'Subject' contains a control character.")
    return request


def reread(request: Mapping[str, Any]) -> SendRequest:
    """Read a request that was accepted, from what is kept of it."""
    return parse(json.dumps(request).encode())


_NOT_JSON = SesError("SerializationException", HTTPStatus.BAD_REQUEST, "The body is not a JSON object.")


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError as error:
        raise RefusedError(_NOT_JSON) from error
    if not isinstance(value, dict):
        raise RefusedError(_NOT_JSON)
    return value


def _only(value: Any, members: Iterable[str], where: str) -> None:
    if not isinstance(value, dict):
        raise bad_request(f"{where} is not an object.")
    unknown = sorted(set(value) - set(members))
    if unknown:
        raise bad_request(f"Unknown member of {where}: {', '.join(unknown)}.")


def _sender(raw: Mapping[str, Any]) -> str:
    sender = raw.get("FromEmailAddress")
    if not sender:
        raise bad_request("Missing required header 'From'.")
    return _address(sender)


def _address(value: Any) -> str:
    if not isinstance(value, str) or not value.isascii() or _CONTROL.search(value):
        raise bad_request(
            "An address has illegal characters; names outside ASCII must be encoded (RFC 2047)."
        )
    if not _ADDRESS.fullmatch(parseaddr(value)[1]):
        raise bad_request("Missing or malformed address: needs local-part@domain.")
    return value


def _addresses(values: Any) -> tuple[str, ...]:
    if values is not None and not isinstance(values, list):
        raise bad_request("Addresses are a list.")
    return tuple(_address(value) for value in values or ())


def _simple_content(content: Any) -> dict[str, Any]:
    _only(content, {"Simple", "Raw", "Template"}, "Content")
    if set(content) != {"Simple"}:
        raise bad_request("This endpoint takes Simple content only.")
    simple: dict[str, Any] = content["Simple"]
    _only(simple, {"Subject", "Body", "Headers", "Attachments"}, "Content.Simple")
    _only(simple.get("Body"), {"Text", "Html"}, "Content.Simple.Body")
    return simple


def _data(value: Any, where: str) -> str:
    _only(value, {"Data", "Charset"}, where)
    if not isinstance(value.get("Data"), str):
        raise bad_request(f"{where} needs Data.")
    return str(value["Data"])


def _optional_data(value: Any, where: str) -> str | None:
    return None if value is None else _data(value, where)


def _headers(headers: list[Any]) -> Iterable[tuple[str, str]]:
    if len(headers) > MAX_HEADERS:
        raise bad_request(f"At most {MAX_HEADERS} headers.")
    for header in headers:
        _only(header, {"Name", "Value"}, "Headers")
        name, value = str(header.get("Name", "")), str(header.get("Value", ""))
        if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(value):
            raise bad_request("A header has an illegal name or value.")
        if len(name) + len(value) > MAX_HEADER_LENGTH:
            raise bad_request(f"A header's name and value may have {MAX_HEADER_LENGTH} characters together.")
        yield name, value


def _tags(tags: list[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tags:
        _only(tag, {"Name", "Value"}, "EmailTags")
        name, value = str(tag.get("Name", "")), str(tag.get("Value", ""))
        if not (_TAG.fullmatch(name) or name in _TAGS_OF_SES) or not _TAG.fullmatch(value):
            raise bad_request("A tag may hold only letters, digits, _ and -, 1 to 256 of them.")
        if name in found:
            raise bad_request(f"Duplicate tag {name}.")
        found[name] = value
    if len(found) > MAX_TAGS:
        raise bad_request(f"At most {MAX_TAGS} tags.")
    return found
