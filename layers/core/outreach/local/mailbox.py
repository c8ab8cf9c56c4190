"""The mails that the local SES endpoint accepted: one real .eml file each, and an index of all of them.

`index.jsonl` has one line per accepted mail, in the order of acceptance, with the exact request. A mail is
accepted once its line is there. A mail client opens the .eml, and `mails()` reads it back.
"""

from __future__ import annotations

import json
import threading
import uuid
from array import array
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.charset import QP, Charset
from email.header import Header
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.parser import BytesParser
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from outreach.local.ses_requests import SendRequest

INDEX = "index.jsonl"


@dataclass(frozen=True, slots=True)
class AcceptedMail:
    """One accepted mail as its recipient would see it, with SES's tags and id."""

    message_id: str
    received_at: datetime
    recipients: tuple[str, ...]
    sender: str
    subject: str
    headers: Mapping[str, str]
    tags: Mapping[str, str]
    configuration_set: str | None
    text: str | None
    html: str | None
    path: Path
    request: Mapping[str, Any]

    @property
    def recipient(self) -> str:
        """The only recipient; ValueError when there are several."""
        (only,) = self.recipients
        return only


@dataclass(frozen=True, slots=True)
class Envelope:
    """An accepted mail in a list."""

    message_id: str
    received_at: datetime
    recipients: tuple[str, ...]
    subject: str
    tags: Mapping[str, str]


def new_message_id(now: datetime) -> str:
    """Return an id of the form SES gives in us-east-1: region, milliseconds, uuid, part."""
    return f"0100{int(now.timestamp() * 1000):012x}-{uuid.uuid4()}-000000"


class Mailbox:
    """A directory of accepted mails. Thread-safe; `keep` returns after both files are written."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._lock = threading.Lock()
        self._accepted: array[float] | None = None
        """When each recipient was written to, the earliest first. None until somebody asks: SES's limits are asked for at every
        tick, and the index may have a gigabyte."""
        directory.mkdir(parents=True, exist_ok=True)

    def keep(self, request: SendRequest, message_id: str, now: datetime) -> Path:
        """Store an accepted mail and return where."""
        path = self.directory / f"{message_id}.eml"
        path.write_bytes(render(request, message_id, now))
        entry = {
            "message_id": message_id,
            "received_at": now.isoformat(),
            "recipients": request.recipients,
            "file": path.name,
            "request": request.raw,
        }
        line = json.dumps(entry, ensure_ascii=False) + "\n"
        with self._lock:
            with (self.directory / INDEX).open("a", encoding="utf-8") as index:
                index.write(line)
            if self._accepted is not None:
                for _ in request.recipients:
                    insort(self._accepted, now.timestamp())
        return path

    def mails(self) -> list[AcceptedMail]:
        """Return all accepted mails in the order of acceptance."""
        return [_read(self.directory, entry) for entry in self._entries()]

    def find(self, message_id: str) -> AcceptedMail | None:
        """Return the accepted mail with this id, None if there is none."""
        for entry in self._entries():
            if entry["message_id"] == message_id:
                return _read(self.directory, entry)
        return None

    def envelopes(self) -> list[Envelope]:
        """Return what the index says of each accepted mail, in the order of acceptance. It opens no mail."""
        return [_envelope(entry) for entry in self._entries()]

    def recipients_since(self, start: datetime) -> int:
        """Count the recipients accepted since `start`, which is how SES counts a quota."""
        with self._lock:
            if self._accepted is None:
                moments = (
                    _moment(entry["received_at"]).timestamp()
                    for entry in self._entries()
                    for _ in entry["recipients"]
                )
                self._accepted = array("d", sorted(moments))
            return len(self._accepted) - bisect_left(self._accepted, start.timestamp())

    def _entries(self) -> Iterator[dict[str, Any]]:
        index = self.directory / INDEX
        if index.exists():
            # A line without its end is still being written: that mail is not accepted yet.
            with index.open(encoding="utf-8", newline="\n") as lines:
                yield from (json.loads(line) for line in lines if line.endswith("\n"))


def render(request: SendRequest, message_id: str, now: datetime) -> bytes:
    """Build the mail. It has exactly the headers that are set here: no value can add another one.

    This uses the older e-mail classes on purpose, because they write a value as it is. The newer ones
    decode encoded words first and, in some Python releases, let a line break out of them.
    """
    message = _body(request)
    for name, value in _header_fields(request, message_id, now):
        message[name] = value
    return written(message)


def written(message: Message) -> bytes:
    """Return the bytes of a mail. ValueError if they have other headers than were set."""
    content = message.as_bytes(policy=policy.compat32.clone(linesep="\r\n", max_line_length=0))
    names = BytesParser(policy=policy.compat32).parsebytes(content, headersonly=True).keys()
    if [name.lower() for name in names] != [name.lower() for name in message]:
        raise ValueError("a header value broke out of its header")
    return content


def text_part(content: str, subtype: str = "plain") -> MIMEText:
    """Return a text as a part of a mail, which is readable in the file."""
    charset: Any = Charset("utf-8")
    charset.body_encoding = QP  # unlike base64
    return MIMEText(content, subtype, charset)


def _body(request: SendRequest) -> Message:
    parts = [
        text_part(content, subtype)
        for content, subtype in ((request.text, "plain"), (request.html, "html"))
        if content is not None
    ]
    if len(parts) == 1:
        return parts[0]
    message = MIMEMultipart("alternative")
    for part in parts:
        message.attach(part)
    return message


def _header_fields(request: SendRequest, message_id: str, now: datetime) -> list[tuple[str, str]]:
    fields = [
        ("From", request.sender),
        ("To", ", ".join(request.to)),
        ("Cc", ", ".join(request.cc)),
        ("Reply-To", ", ".join(request.reply_to)),
        ("Subject", encoded(request.subject)),
        ("Date", format_datetime(now)),
        ("Message-ID", f"<{message_id}@email.amazonses.com>"),
        *request.headers,
        ("X-SES-CONFIGURATION-SET", request.configuration_set or ""),
        ("X-SES-MESSAGE-TAGS", ", ".join(f"{name}={value}" for name, value in request.tags.items())),
    ]
    return [(name, value) for name, value in fields if value]


def encoded(text: str) -> str:
    """Write a text as it may stand in a header."""
    return text if text.isascii() else Header(text, "utf-8").encode()


def _envelope(entry: Mapping[str, Any]) -> Envelope:
    request = entry["request"]
    return Envelope(
        message_id=entry["message_id"],
        received_at=_moment(entry["received_at"]),
        recipients=tuple(entry["recipients"]),
        subject=request["Content"]["Simple"]["Subject"]["Data"],
        tags=_tags(request),
    )


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)


def _tags(request: Mapping[str, Any]) -> dict[str, str]:
    return {tag["Name"]: tag["Value"] for tag in request.get("EmailTags") or []}


def _read(directory: Path, entry: Mapping[str, Any]) -> AcceptedMail:
    path = directory / entry["file"]
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    assert isinstance(message, EmailMessage)  # what this policy makes
    request = entry["request"]
    return AcceptedMail(
        message_id=entry["message_id"],
        received_at=_moment(entry["received_at"]),
        recipients=tuple(entry["recipients"]),
        sender=str(message["From"]),
        subject=str(message["Subject"]),
        headers={name: str(value) for name, value in message.items()},
        tags=_tags(request),
        configuration_set=request.get("ConfigurationSetName"),
        text=_part(message, "plain"),
        html=_part(message, "html"),
        path=path,
        request=request,
    )


def _part(message: EmailMessage, subtype: str) -> str | None:
    part = message.get_body((subtype,))
    return None if part is None else str(part.get_content()).replace("\r\n", "\n")
