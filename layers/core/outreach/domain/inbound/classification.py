"""Decides what a received mail is.

The questions are asked in this order, and the first yes decides:

    unreadable?  a copy of our own mail?  a complaint?  a delivery failure, delay or success?
    unsubscribed by a click in a mail program?  automatic?
    a request not to write again, certain or possible?  otherwise a person has replied

A mail counts as a person's unless something proves that a machine wrote it. A machine taken for a person
costs somebody a glance. A person taken for a machine is a lost reply.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from outreach.domain.inbound.arf import is_complaint
from outreach.domain.inbound.auto_reply import Automatic, read_automatic
from outreach.domain.inbound.bounce_mail import read_failure
from outreach.domain.inbound.kinds import Classification, MailKind, Notice
from outreach.domain.inbound.mime import ReceivedMail, read_mail
from outreach.domain.inbound.reply_text import new_text, read_new_text
from outreach.domain.inbound.return_date import read_return_date
from outreach.domain.inbound.unsubscribe_request import Wish, may_ask, read_wish

OWN_MARK = "x-outreach"
"""Header of the mails that we send besides those of campaigns, such as a reply forwarded to a seller."""
_LONGEST_TEXT = 64 * 1024
_UNSUBSCRIBED_BY_PROGRAM = "x-apple-unsubscribe"
"""Header of the mail that Apple Mail sends if its user presses "Unsubscribe"."""


def classify(raw: bytes, received_at: datetime | None = None) -> Classification:
    """Say what a mail is. Takes any bytes and never raises."""
    return classify_mail(read_mail(raw), received_at)


def classify_mail(mail: ReceivedMail, received_at: datetime | None = None) -> Classification:
    """Say what a mail is. Dates without a year are counted from `received_at`, else from the mail's own date."""
    if not _is_mail(mail):
        return Classification(MailKind.UNREADABLE, "no mail headers")
    if OWN_MARK in mail.headers:
        return Classification(MailKind.OWN_COPY, OWN_MARK)
    return (
        _complaint(mail)
        or _delivery(mail)
        or _by_a_click(mail)
        or _automatic(mail, received_at or _written_at(mail))
        or _person(mail)
    )


def _is_mail(mail: ReceivedMail) -> bool:
    return any(
        name in mail.headers
        for name in ("from", "to", "subject", "date", "message-id", "return-path", "received")
    )


def _complaint(mail: ReceivedMail) -> Classification | None:
    complains = is_complaint(mail)
    if complains is None:
        return None
    return Classification(MailKind.COMPLAINT if complains else MailKind.AUTOMATIC, "feedback report")


def _delivery(mail: ReceivedMail) -> Classification | None:
    report = read_failure(mail)
    if report is None:
        return None
    if report.notice is not None:
        kind = MailKind.DELAY if report.notice is Notice.DELAYED else MailKind.SUCCESS
        return Classification(kind, "delivery report")
    return Classification(MailKind.BOUNCE, "delivery report", failures=report.failures)


def _by_a_click(mail: ReceivedMail) -> Classification | None:
    """Recognise what a mail program sends for a person who chose "unsubscribe" in it. It looks like a machine's mail."""
    if mail.headers.get(_UNSUBSCRIBED_BY_PROGRAM).strip().lower() != "true":
        return None
    return Classification(
        MailKind.UNSUBSCRIBE, "unsubscribed in a mail program", new_text(mail)[:_LONGEST_TEXT]
    )


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
    written = read_new_text(mail)
    text = written.text[:_LONGEST_TEXT]
    # What may be a quote unsubscribes nobody: the footer of our own mail would.
    match read_wish(mail.headers.get("subject"), written.sure[:_LONGEST_TEXT]):
        case Wish.CERTAIN:
            return Classification(MailKind.UNSUBSCRIBE, "asks not to be written to again", text)
        case Wish.POSSIBLE:
            return Classification(MailKind.POSSIBLE_UNSUBSCRIBE, "may ask not to be written to again", text)
        case Wish.NONE if may_ask(written.doubtful[:_LONGEST_TEXT]):
            sign = "may ask it in what may be a quote"
            return Classification(MailKind.POSSIBLE_UNSUBSCRIBE, sign, text)
    return Classification(MailKind.HUMAN, "nothing points to a machine", text)


def _written_at(mail: ReceivedMail) -> datetime:
    try:
        written = parsedate_to_datetime(mail.headers.get("date"))
        return written.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return datetime(1970, 1, 1, tzinfo=UTC)
