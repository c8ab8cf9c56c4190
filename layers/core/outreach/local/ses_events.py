"""The events SES would publish about an accepted mail, as EventBridge delivers them, if it is asked for them as the template asks.

The shapes are from "Monitoring SES events using Amazon EventBridge" and the examples of event publishing
in the SES developer guide (an event's detail is the record that SNS would get). Simulator addresses behave
as "Using the mailbox simulator" says, with or without a +label. Mail to every other address is delivered.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Any

from outreach.local.clients import REGION
from outreach.local.ses_requests import SendRequest

ACCOUNT = "000000000000"
Event = dict[str, Any]

_SIMULATOR_DOMAIN = "simulator.amazonses.com"
_DETAIL_TYPES = {
    "Delivery": "Email Delivered",
    "Bounce": "Email Bounced",
    "Complaint": "Email Complaint Received",
    "Open": "Email Opened",
    "Click": "Email Clicked",
}


def simulated_events(request: SendRequest, message_id: str, now: datetime) -> list[Event]:
    """Return the events of one accepted mail in the order in which SES would emit them.

    `now` is when SES accepted the mail; the events happen a little later. As with SES, there is one event per
    recipient and outcome. The template does not ask for Send events.
    """
    mail = _mail(request, message_id, now)
    events: list[Event] = []
    for recipient in request.recipients:
        address = parseaddr(recipient)[1]
        for kind, make in _outcomes(address):
            at = now + timedelta(milliseconds=800 if kind != "Complaint" else 1500)
            events.append(_event(kind, make(address, message_id, at), mail, at))
    return events


@dataclass(frozen=True, slots=True)
class SentMail:
    """A mail that SES accepted, as its events tell of it."""

    request: SendRequest
    message_id: str
    at: datetime


def bounced(sent: SentMail, at: datetime, *, hard: bool) -> Event:
    """Return the event by which SES says that a mail to one recipient came back: for good, or from a full mailbox."""
    make = _hard_bounce if hard else _soft_bounce
    return _told("Bounce", make(_only_recipient(sent), sent.message_id, at), sent, at)


def complained(sent: SentMail, at: datetime) -> Event:
    """Return the event by which SES says that the only recipient of a mail reported it as spam."""
    return _told("Complaint", _complaint(_only_recipient(sent), sent.message_id, at), sent, at)


def opened(sent: SentMail, at: datetime, user_agent: str) -> Event:
    """Return the event of an open."""
    return _told("Open", _engaged(at, user_agent), sent, at)


def clicked(sent: SentMail, at: datetime, user_agent: str, link: str) -> Event:
    """Return the event of a click on a link."""
    return _told("Click", _engaged(at, user_agent) | {"link": link, "linkTags": None}, sent, at)


def _told(kind: str, detail: dict[str, Any], sent: SentMail, at: datetime) -> Event:
    return _event(kind, detail, _mail(sent.request, sent.message_id, sent.at), at)


def _only_recipient(sent: SentMail) -> str:
    (only,) = sent.request.recipients
    return parseaddr(only)[1]


def _engaged(at: datetime, user_agent: str) -> dict[str, Any]:
    return {"ipAddress": "127.0.0.1", "timestamp": _timestamp(at), "userAgent": user_agent}


def simulated_behaviour(address: str) -> str | None:
    """Return the simulator's behaviour for an address (bounce, complaint, ...), None for a real one."""
    local, _, domain = address.lower().rpartition("@")
    return local.partition("+")[0] if domain == _SIMULATOR_DOMAIN else None


_Detail = Callable[[str, str, datetime], dict[str, Any]]


def _outcomes(address: str) -> list[tuple[str, _Detail]]:
    match simulated_behaviour(address):
        case "bounce":
            return [("Bounce", _hard_bounce)]
        case "suppressionlist":
            return [("Bounce", _suppressed_bounce)]
        case "complaint":
            return [("Delivery", _delivery), ("Complaint", _complaint)]
        case _:  # success, ooto (its automatic reply is mail, not an event), and everybody else
            return [("Delivery", _delivery)]


def _event(kind: str, detail: dict[str, Any], mail: dict[str, Any], at: datetime) -> Event:
    configuration_sets = mail["tags"].get("ses:configuration-set", [])
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": _DETAIL_TYPES[kind],
        "source": "aws.ses",
        "account": ACCOUNT,
        "time": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [
            f"arn:aws:ses:{REGION}:{ACCOUNT}:configuration-set/{name}" for name in configuration_sets
        ],
        "detail": {"eventType": kind, "mail": mail, kind.lower(): detail},
    }


def _mail(request: SendRequest, message_id: str, now: datetime) -> dict[str, Any]:
    return {
        "timestamp": _timestamp(now),
        "source": request.sender,
        "sourceArn": f"arn:aws:ses:{REGION}:{ACCOUNT}:identity/{_domain(request.sender)}",
        "sendingAccountId": ACCOUNT,
        "messageId": message_id,
        "destination": list(request.recipients),
        "headersTruncated": False,
        "headers": _headers(request),
        "commonHeaders": {
            "from": [request.sender],
            "to": list(request.to),
            "messageId": message_id,
            "subject": request.subject,
        },
        "tags": _tags(request),
    }


def _headers(request: SendRequest) -> list[dict[str, str]]:
    fields = [("From", request.sender), ("To", ", ".join(request.to)), ("Subject", request.subject)]
    fields += [("Reply-To", ", ".join(request.reply_to))] if request.reply_to else []
    return [{"name": name, "value": value} for name, value in (*fields, *request.headers)]


def _tags(request: SendRequest) -> dict[str, list[str]]:
    tags = {
        "ses:source-ip": ["127.0.0.1"],
        "ses:from-domain": [_domain(request.sender)],
        "ses:caller-identity": ["outreach-local"],
        "ses:operation": ["SendEmail"],
    }
    if request.configuration_set:
        tags["ses:configuration-set"] = [request.configuration_set]
    return tags | {name: [value] for name, value in request.tags.items()}


def _delivery(address: str, message_id: str, at: datetime) -> dict[str, Any]:  # noqa: ARG001 - one shape for all
    return {
        "timestamp": _timestamp(at),
        "processingTimeMillis": 800,
        "recipients": [address],
        "smtpResponse": "250 2.6.0 Message received",
        "reportingMTA": "a8-50.smtp-out.amazonses.com",
    }


def _hard_bounce(address: str, message_id: str, at: datetime) -> dict[str, Any]:
    return _bounce(address, message_id, at, ("Permanent", "General"), "5.1.1", "smtp; 550 5.1.1 user unknown")


def _soft_bounce(address: str, message_id: str, at: datetime) -> dict[str, Any]:
    said = "smtp; 452 4.2.2 the mailbox is full"
    return _bounce(address, message_id, at, ("Transient", "MailboxFull"), "4.2.2", said)


def _suppressed_bounce(address: str, message_id: str, at: datetime) -> dict[str, Any]:
    said = "Amazon SES has suppressed sending to this address because it has a recent history of bouncing"
    return _bounce(address, message_id, at, ("Permanent", "Suppressed"), "5.1.1", said)


def _bounce(
    address: str, message_id: str, at: datetime, kind: tuple[str, str], status: str, said: str
) -> dict[str, Any]:
    return {
        "bounceType": kind[0],
        "bounceSubType": kind[1],
        "bouncedRecipients": [
            {"emailAddress": address, "action": "failed", "status": status, "diagnosticCode": said}
        ],
        "timestamp": _timestamp(at),
        "feedbackId": _feedback_id(message_id),
        "reportingMTA": "dns; amazonses.com",
    }


def _complaint(address: str, message_id: str, at: datetime) -> dict[str, Any]:
    return {
        "complainedRecipients": [{"emailAddress": address}],
        "timestamp": _timestamp(at),
        "feedbackId": _feedback_id(message_id),
        "userAgent": "Amazon SES Mailbox Simulator",
        "complaintFeedbackType": "abuse",
        "arrivalDate": _timestamp(at),
    }


def _feedback_id(message_id: str) -> str:
    return f"{message_id.partition('-')[0]}-{uuid.uuid4()}-000000"


def _domain(address: str) -> str:
    return parseaddr(address)[1].rpartition("@")[2].lower()


def _timestamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
