"""Writes a rehearsed mail as a file that a mail client opens, and checks it by reading it again."""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import getaddresses
from functools import lru_cache

from outreach.adapters.proof_tags import recorded_message_id, rehearsed_message_id
from outreach.artifacts.mail_bytes import Encoded, Header, written
from outreach.domain.ids import ClaimId, RunId
from outreach.domain.mail import Mail, unsafe_in_header

TAGS_HEADER = "X-SES-MESSAGE-TAGS"
"""Where SES, and so the local endpoint, puts a mail's tags: `name=value, name=value`."""
_KEPT = 2048


@dataclass(frozen=True, slots=True)
class Built:
    """The bytes of a mail, and the way in which they differ from it (None: they do not)."""

    content: bytes | None
    problem: str | None


def build(mail: Mail, claim_id: ClaimId, at: datetime) -> Built:
    """Build a mail with one recipient and the headers that are set here, or say why that is impossible."""
    wanted = headers(mail, claim_id, at)
    together = "".join(name + value for name, value in wanted)
    if unsafe_in_header(together) and (
        broken := [name for name, value in wanted if unsafe_in_header(name + value)]
    ):
        return Built(None, f"{broken[0]} holds a line break, a control character or an encoded word")
    try:
        mail_bytes = written(mail, wanted)
    except Exception as error:  # noqa: BLE001 - whatever the mail package refuses is this one mail's problem
        return Built(None, f"cannot be written as a mail ({type(error).__name__})")
    content, encoded = mail_bytes.content, mail_bytes.encoded
    if mail.recipient and mail.subject and encoded is not None and all(map(_is_found_again, encoded)):
        return Built(content, None)
    return Built(content, _difference(content, mail, [name for name, _ in wanted]))


def parsed(content: bytes, *, headers_only: bool = False) -> EmailMessage:
    """Read a mail's bytes."""
    message = BytesParser(policy=policy.default).parsebytes(content, headersonly=headers_only)
    assert isinstance(message, EmailMessage)  # what this policy makes
    return message


def body(message: EmailMessage, subtype: str) -> str:
    """Return the plain or HTML part, or an empty text."""
    part = message.get_body((subtype,))
    return "" if part is None else str(part.get_content())


def recipients(message: Message) -> list[str]:
    """List everybody the mail is addressed to."""
    fields = [str(value) for name in ("To", "Cc", "Bcc") for value in message.get_all(name, [])]
    return [address for _, address in getaddresses(fields)]


def headers(mail: Mail, claim_id: ClaimId, at: datetime) -> list[Header]:
    """List the headers of a mail that are set here, each with its value."""
    fields = [
        ("From", mail.sender),
        ("To", mail.recipient),
        ("Reply-To", mail.reply_to or ""),
        ("Subject", mail.subject),
        ("Date", at.strftime("%a, %d %b %Y %H:%M:%S +0000")),
        ("Message-ID", rehearsed_message_id(recorded_message_id(RunId(mail.tags["run"]), claim_id))),
        *mail.headers.items(),
        (TAGS_HEADER, ", ".join(f"{name}={value}" for name, value in mail.tags.items())),
    ]
    return [(name, value) for name, value in fields if value]


@lru_cache(_KEPT)
def _is_found_again(header: Encoded) -> bool:
    """Say whether a simple reader finds a header, that header alone, and in it nobody but the one recipient."""
    message = BytesParser(policy=policy.compat32).parsebytes(header.content)
    found = list(message) == [header.name] and not message.get_payload()
    match header.name.lower():
        case "to":
            return found and recipients(message) == [header.value]
        case "cc" | "bcc":
            return False
        case "subject":
            return found and _is_subject(message, header.value)
        case _:
            return found


def _difference(content: bytes, mail: Mail, names: list[str]) -> str | None:
    """Compare what a simple reader of header lines finds in the bytes with the mail."""
    message = BytesParser(policy=policy.compat32).parsebytes(content, headersonly=True)
    own = {"mime-version", "content-type", "content-transfer-encoding"}
    found = [name.lower() for name in message if name.lower() not in own]
    if sorted(found) != sorted(name.lower() for name in names):
        return f"has the headers {', '.join(message.keys())}"
    if (addressed := recipients(message)) != [mail.recipient]:
        return f"is addressed to {', '.join(addressed) or 'nobody'}"
    return None if _is_subject(message, mail.subject) else "has another subject"


def _is_subject(message: Message, subject: str) -> bool:
    found = str(make_header(decode_header(str(message["Subject"]))))
    return " ".join(found.split()) == " ".join(subject.split())
