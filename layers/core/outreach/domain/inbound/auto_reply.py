"""Recognises mails that a machine wrote in reply to ours.

The strongest sign comes first: what the standard defines (RFC 3834), then the headers that known systems
write, then a subject that begins as only machines begin one. How the text begins decides only where nothing
points to a person: no In-Reply-To, no References, no quote. Even there a machine is known by what nobody types:
that it is one, a challenge with its link, the notice of a mailing list.

A help desk marks every mail `auto-generated`, also those in which one of its people replies. Such a mail is a person's
if it replies to ours, quotes it, and says nothing that machines say.

`X-Auto-Response-Suppress`, `Precedence: bulk` and a null return path are weak signs, because mails of people
can have them. A weak sign needs another one beside it, except for a null return path in a mail that is not a
reply. `Precedence: list` and `Auto-Submitted: no` say nothing at all.
"""

import re
from enum import StrEnum

from outreach.domain.inbound import auto_reply_subjects as subjects
from outreach.domain.inbound import auto_reply_words as words
from outreach.domain.inbound import machine_notices as notices
from outreach.domain.inbound.bounce_mail import has_null_path, is_mail_system, is_role
from outreach.domain.inbound.bounce_subjects import REPLY_PREFIX
from outreach.domain.inbound.header_text import mailboxes
from outreach.domain.inbound.mime import ReceivedMail
from outreach.domain.inbound.quoted_lines import quotes
from outreach.domain.inbound.reply_text import new_text, whole_text
from outreach.domain.patterns import expression


class Automatic(StrEnum):
    """The kinds of automatic replies."""

    ABSENCE = "absence"
    OTHER = "other"
    """A receipt, a ticket, a challenge, an acknowledgement."""


def read_automatic(mail: ReceivedMail) -> tuple[Automatic, str] | None:
    """Return the kind of an automatic reply and the sign it was recognised by; None for a person's mail."""
    sign = (
        receipt_sign(mail)
        or _header_sign(mail)
        or _subject_sign(mail)
        or _writer_sign(mail)
        or _text_sign(mail)
    )
    if sign is None:
        return None
    said = f"{mail.headers.get('subject')}\n{new_text(mail)[:_TEXT]}"
    absent = sign not in _NEVER_ABSENCE and words.ABSENT.search(said)
    return (Automatic.ABSENCE if absent else Automatic.OTHER), sign


_RECEIPT = "read receipt"
_CALENDAR = "calendar reply"
_DENIALS = ("no", "false", "0", "none")
_AUTORESPONDER = expression(r"(?i)autorespon|auto-?reply|\bvacation\b")
_TEXT = 20_000
_LONGEST_NOTICE = 150
"""Words. A person's mail that is longer may hold such a sentence."""
_NEVER_ABSENCE = frozenset({_RECEIPT, _CALENDAR})


def receipt_sign(mail: ReceivedMail) -> str | None:
    """Recognise a read receipt (RFC 8098) or a reply to an invitation."""
    if mail.report_type == "disposition-notification" or mail.of_type("message/disposition-notification"):
        return _RECEIPT
    replies = [
        p
        for p in mail.of_type("text/calendar")
        if "method=reply" in p.headers.get("content-type").lower().replace('"', "").replace(" ", "")
    ]
    return _CALENDAR if replies else None


def _header_sign(mail: ReceivedMail) -> str | None:
    headers = mail.headers
    submitted = re.split(r"[\s;(]", _value(mail, "auto-submitted"), maxsplit=1)[0]
    programs = f"{headers.get('x-mailer')} {headers.get('user-agent')} {headers.get('x-post-messageclass')}"
    generated = submitted == "auto-generated" and _is_through_help_desk(mail)
    signs = {
        "Auto-Submitted": submitted not in ("", "no", "auto-forwarded") and not generated,
        "Precedence": _value(mail, "precedence") in ("auto_reply", "auto-reply", "autoreply"),
        "Preference": _value(mail, "preference").startswith("auto"),
        "Delivered-To": _value(mail, "delivered-to") == "autoresponder",
        "X-Mailer": _AUTORESPONDER.search(programs) is not None,
    }
    named = (n for n in words.HEADER_SIGNS if n in headers and _value(mail, n) not in _DENIALS)
    return next((name for name, found in signs.items() if found), None) or next(named, None)


def _is_through_help_desk(mail: ReceivedMail) -> bool:
    """Whether a person seems to have replied to our mail in a help desk or a CRM."""
    written = new_text(mail)[:_TEXT]
    if not written or not _is_reply(mail) or has_null_path(mail):
        return False
    if notices.RECEIPT_OF_HELP_DESK.search(written) or words.TICKET_TEXT.search(written):
        return False
    if words.AWAY_FIRST.match(written[:1000]) or subjects.SUBJECT.match(mail.headers.get("subject")):
        return False
    return _has_quote(mail) or _wants_reply_elsewhere(mail)


def _wants_reply_elsewhere(mail: ReceivedMail) -> bool:
    """Whether the reply is to go to an address that may be a person's."""
    wanted = [address for _, address in mailboxes(mail.headers.written("reply-to"))]
    return any("@" in address and not words.NO_PERSON.match(address) for address in wanted)


def _value(mail: ReceivedMail, name: str) -> str:
    return mail.headers.get(name).strip().lower()


def _subject_sign(mail: ReceivedMail) -> str | None:
    subject = mail.headers.get("subject").strip()
    if subjects.SUBJECT.match(subject):
        return None if _is_from_person(mail, subject) else "Subject"
    if REPLY_PREFIX.match(subject) or _is_reply(mail):
        return None
    text = new_text(mail)[:_TEXT]
    if subjects.SUBJECT_AWAY.match(subject):
        away = words.AWAY_FIRST.match(text[:1000]) or (_suppresses(mail) and words.ABSENT.search(text))
        return "Subject" if away else None
    if subjects.ACKNOWLEDGED.match(subject):
        said = words.TICKET_TEXT.search(text) or notices.RECEIPT_TEXT.search(text)
        machine = has_null_path(mail) or _suppresses(mail) or said
        return "Subject" if machine else None
    return None


def _is_from_person(mail: ReceivedMail, subject: str) -> bool:
    """Whether a person replies to an automatic mail, or writes under a subject that sounds like one."""
    if has_null_path(mail):
        return False
    return bool(REPLY_PREFIX.match(subject)) or (
        _is_reply(mail) and _has_quote(mail) and not _suppresses(mail)
    )


def _writer_sign(mail: ReceivedMail) -> str | None:
    senders = [address for _, address in mailboxes(mail.headers.written("from"))]
    if any(words.NO_PERSON.match(sender) for sender in senders):
        return None if _wants_reply_elsewhere(mail) and _is_through_help_desk(mail) else "From"
    if is_mail_system(mail):
        return "From"
    # A mail that a person begins never has a null path. A reply can have one, from some servers.
    return "Return-Path" if has_null_path(mail) and (is_role(mail) or not _is_reply(mail)) else None


def _text_sign(mail: ReceivedMail) -> str | None:
    text = new_text(mail)[:_TEXT]
    if has_null_path(mail):
        said = (words.ABSENT, words.TICKET_TEXT, words.RECEIVED_TEXT)
        return "Return-Path" if any(pattern.search(text) for pattern in said) else None
    if _gives_itself_away(mail, text):
        return "text"
    if _is_reply(mail) or REPLY_PREFIX.match(mail.headers.get("subject")):
        return None
    away = words.AWAY_FIRST.match(text[:1000])
    if _suppresses(mail) and (away or words.TICKET_TEXT.search(text)):
        return "X-Auto-Response-Suppress"
    return "text" if away and not _has_quote(mail) else None


def _gives_itself_away(mail: ReceivedMail, text: str) -> bool:
    """Whether a short text says what no person types, so that it counts in a reply, too."""
    if len(text.split()) > _LONGEST_NOTICE:
        return False
    if _says_so(text) or (is_role(mail) and notices.SMTP_TALK.search(text)):
        return True
    if any(name in mail.headers for name in notices.HELP_DESK_SIGNS):
        return any(pattern.search(text) for pattern in (words.TICKET_TEXT, notices.RECEIPT_OF_HELP_DESK))
    if notices.LIST_TEXT.search(text) and _is_list(mail):
        return True
    absent = notices.STOCK_ABSENCE.match(text[:1000]) and notices.FOR_A_TIME.search(text[:500])
    return bool(absent or _challenges(mail, text)) and not _has_quote(mail)


def _says_so(text: str) -> bool:
    """Whether a sentence of the text, which is no question, says that a machine wrote it."""
    return any(
        not re.match(r"[^.!?\n]{0,200}\?", text[found.end() :]) for found in notices.SAYS_SO.finditer(text)
    )


def _challenges(mail: ReceivedMail, text: str) -> bool:
    """Whether a filter asks for a proof, in somebody's name: it sends from another domain than it writes in From."""
    if "://" not in text or not notices.CHALLENGE.search(text):
        return False
    paths = [address for _, address in mailboxes(mail.headers.written("return-path"))]
    senders = [address for _, address in mailboxes(mail.headers.written("from"))]
    hosts = {address.rpartition("@")[2] for address in (*paths, *senders)}
    return not _is_reply(mail) or len(hosts) > 1


def _is_list(mail: ReceivedMail) -> bool:
    senders = [address for _, address in mailboxes(mail.headers.written("from"))]
    return any(notices.LIST_ROLE.match(sender) for sender in senders)


def _is_reply(mail: ReceivedMail) -> bool:
    return "in-reply-to" in mail.headers or "references" in mail.headers


def _suppresses(mail: ReceivedMail) -> bool:
    """Whether a mail asks not to be replied to automatically, as every automatic mail of Exchange does."""
    precedence = mail.headers.get("precedence").strip().lower()
    wanted = mail.headers.get("x-auto-response-suppress").lower()
    return precedence in ("bulk", "junk") or "all" in wanted or "oof" in wanted


def _has_quote(mail: ReceivedMail) -> bool:
    return quotes(whole_text(mail)[:50000])
