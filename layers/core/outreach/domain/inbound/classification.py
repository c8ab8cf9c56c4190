"""What a received mail is.

The questions are asked in this order, and the first yes is the answer:

    unreadable?  copy of our own?  complaint?  delivery failure, delay or success?  automatic?
    a request not to write again?  else a person answered

Everything that is not proved to come from a machine is a person's: to take a machine for a person costs
somebody a glance, the reverse loses an answer.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

from outreach.domain.inbound.arf import read_feedback
from outreach.domain.inbound.auto_reply import Automatic, read_automatic
from outreach.domain.inbound.bounce_mail import read_failure
from outreach.domain.inbound.delivery_report import Failure, Notice
from outreach.domain.inbound.mime import ReceivedMail, read_mail
from outreach.domain.inbound.reply_text import new_text
from outreach.domain.inbound.return_date import read_return_date
from outreach.domain.inbound.unsubscribe_request import asks_to_unsubscribe

OWN_MARK = "x-outreach"
"""Header of what we send ourselves beside the campaigns' mails, for example what is forwarded to a seller."""
_LONGEST_TEXT = 64 * 1024


class MailKind(StrEnum):
    """What a received mail is."""

    HUMAN = "human"
    OUT_OF_OFFICE = "out_of_office"
    AUTOMATIC = "automatic"
    """A receipt, a ticket, a challenge, an acknowledgement."""
    BOUNCE = "bounce"
    DELAY = "delay"
    SUCCESS = "success"
    COMPLAINT = "complaint"
    UNSUBSCRIBE = "unsubscribe"
    OWN_COPY = "own_copy"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Classification:
    """What a mail is, by which sign, and what it says."""

    kind: MailKind
    sign: str
    """By what it was recognised, without anything personal."""
    new_text: str = ""
    """What a person wrote; for automatic answers, what they say."""
    failures: tuple[Failure, ...] = ()
    complainants: tuple[str, ...] = ()
    back_on: date | None = None
    """First day on which somebody who is away can be written to again."""


def classify(raw: bytes, received_at: datetime | None = None) -> Classification:
    """Say what a mail is. Any bytes will do; never raises."""
    return classify_mail(read_mail(raw), received_at)


def classify_mail(mail: ReceivedMail, received_at: datetime | None = None) -> Classification:
    """Say what a mail is. `received_at` is the day from which dates without a year are read."""
    if not _is_mail(mail):
        return Classification(MailKind.UNREADABLE, "no headers of a mail")
    if OWN_MARK in mail.headers:
        return Classification(MailKind.OWN_COPY, OWN_MARK)
    return (
        _complaint(mail)
        or _delivery(mail)
        or _automatic(mail, received_at or _written_at(mail))
        or _person(mail)
    )


def _is_mail(mail: ReceivedMail) -> bool:
    return any(
        name in mail.headers
        for name in ("from", "to", "subject", "date", "message-id", "return-path", "received")
    )


def _complaint(mail: ReceivedMail) -> Classification | None:
    report = read_feedback(mail)
    if report is None:
        return None
    if report.complaint:
        return Classification(MailKind.COMPLAINT, "feedback report", complainants=report.recipients)
    return Classification(MailKind.AUTOMATIC, "feedback report")


def _delivery(mail: ReceivedMail) -> Classification | None:
    report = read_failure(mail)
    if report is None:
        return None
    if report.notice is not None:
        kind = MailKind.DELAY if report.notice is Notice.DELAYED else MailKind.SUCCESS
        return Classification(kind, "delivery report")
    return Classification(MailKind.BOUNCE, "delivery report", failures=report.failures)


def _automatic(mail: ReceivedMail, received_at: datetime) -> Classification | None:
    found = read_automatic(mail)
    if found is None:
        return None
    automatic, sign = found
    text = new_text(mail)[:_LONGEST_TEXT]
    if automatic is Automatic.OTHER:
        return Classification(MailKind.AUTOMATIC, sign, text)
    back_on = read_return_date(f"{mail.headers.get('subject')}\n{text}", received_at.date())
    return Classification(MailKind.OUT_OF_OFFICE, sign, text, back_on=back_on)


def _person(mail: ReceivedMail) -> Classification:
    text = new_text(mail)[:_LONGEST_TEXT]
    if asks_to_unsubscribe(mail.headers.get("subject"), text):
        return Classification(MailKind.UNSUBSCRIBE, "asks not to be written to", text)
    return Classification(MailKind.HUMAN, "nothing speaks for a machine", text)


def _written_at(mail: ReceivedMail) -> datetime:
    try:
        written = parsedate_to_datetime(mail.headers.get("date"))
        return written.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return datetime(1970, 1, 1, tzinfo=UTC)
