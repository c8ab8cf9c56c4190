"""What somebody writes back to a mail, as SES would have received it.

Both mails are those of a person at an ordinary mail system: a reply quotes the mail below its own text, an absence is
marked as automatic (RFC 3834). SES has put its verdicts before them: the writer's domain is authenticated.
"""

from __future__ import annotations

from datetime import date, datetime
from email.mime.text import MIMEText
from email.utils import format_datetime, parseaddr

from outreach.local.clients import REGION
from outreach.local.mailbox import AcceptedMail, encoded, text_part, written

_SERVER = f"inbound-smtp.{REGION}.amazonaws.com"


def reply(mail: AcceptedMail, to: str, text: str, at: datetime, mail_id: str) -> bytes:
    """Return a person's reply with a text of their own."""
    answer = text_part(f"{text.strip()}\n\n{_quote(mail)}\n")
    return _received(answer, mail, to, at, mail_id, subject=f"Re: {_line(mail.subject)}")


def absence(mail: AcceptedMail, to: str, back_on: date, at: datetime, mail_id: str) -> bytes:
    """Return the automatic reply of somebody who is away and says when they are back."""
    back = f"{back_on:%A}, {back_on.day} {back_on:%B %Y}"
    answer = text_part(f"Thank you for your message. I am out of the office, and back on {back}.\n")
    answer["Auto-Submitted"] = "auto-replied"
    answer["X-Auto-Response-Suppress"] = "All"
    return _received(answer, mail, to, at, mail_id, subject=f"Automatic reply: {_line(mail.subject)}")


def _received(
    answer: MIMEText, mail: AcceptedMail, to: str, at: datetime, mail_id: str, *, subject: str
) -> bytes:
    writer = parseaddr(mail.recipient)[1]
    domain = writer.rpartition("@")[2]
    sent = f"<{mail.message_id}@email.amazonses.com>"
    for name, value in (
        ("Return-Path", f"<{writer}>"),
        ("Received", f"from mail.{domain} by {_SERVER} with SMTP id {mail_id}; {format_datetime(at)}"),
        ("X-SES-Spam-Verdict", "PASS"),
        ("X-SES-Virus-Verdict", "PASS"),
        (
            "Authentication-Results",
            f"amazonses.com; spf=pass; dkim=pass header.i=@{domain}; dmarc=pass header.from={domain}",
        ),
        ("From", writer),
        ("To", to),
        ("Subject", encoded(subject)),
        ("Date", format_datetime(at)),
        ("Message-ID", f"<{mail_id}@{domain}>"),
        ("In-Reply-To", sent),
        ("References", sent),
    ):
        answer[name] = value
    return written(answer)


def _quote(mail: AcceptedMail) -> str:
    wrote = f"On {mail.received_at:%a, %d %b %Y at %H:%M}, {_line(mail.sender)} wrote:"
    return "\n".join([wrote, *(f"> {line}".rstrip() for line in (mail.text or "").splitlines())])


def _line(text: str) -> str:
    """Keep what may stand in a line: an encoded word may hold a line break."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
