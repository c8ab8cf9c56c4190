"""Recognises delivery failures that come as mail, in the standard form and in many other forms.

The text alone proves nothing, because people quote bounces. So a failure needs two pieces of evidence that
do not depend on each other. Evidence is: the writer is a mail system; the subject says so; the text says so
outside of any quote; the original mail came back with it. Warnings and reports of success are recognised
before that, and end the search.
"""

import re
from dataclasses import dataclass, replace

from outreach.domain.inbound import bounce_subjects as subjects
from outreach.domain.inbound import bounce_words as words
from outreach.domain.inbound.delivery_report import Report, read_report, severity_of, status_in
from outreach.domain.inbound.header_text import addresses_in, mailboxes
from outreach.domain.inbound.kinds import Failure, Notice, Severity
from outreach.domain.inbound.mime import ReceivedMail
from outreach.domain.inbound.reply_text import whole_text
from outreach.domain.inbound.reported_words import COMMAND, alone_in, said_of_each, server_said
from outreach.domain.patterns import any_of, expression
from outreach.domain.refusal.rule import names_a_reason

_HEAD = 16 * 1024
_HEAD_LINES = 120
_CODE = expression(r"(?<![\d.])(?:[45]\d\d[ -]|#?[45]\.\d{1,3}\.\d{1,3}\b)")
_ENHANCED = expression(r"(?<![\d.])[45]\.\d{1,2}\.\d{1,3}(?![\d.])")
_CONTACTS = expression(
    r"(?i)"
    + any_of(
        r"postmaster@",
        r"mailer-daemon@",
        r"abuse@",
        r"support@",
        r"helpdesk@",
        r"hostmaster@",
        r"@(?:mail\.)?support\b",
    )
)
"""Addresses that a report names for questions. They are not its failed recipients."""
_MAX_FAILURES = 50
_SHORT = 600
_REFUSED_LINE = expression(r"(?m)^[ \t]{0,8}5[0-7]\d[ -]")


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What points to a mail system as the writer, and to a failure."""

    system: bool
    role: bool
    """The writer may be a machine, or the person who looks after it."""
    null_path: bool
    """The envelope had no sender."""
    subject: bool
    """The subject says that a mail was not delivered."""
    generic: bool
    """The subject says that the mail is a report on a delivery."""
    plain_reply: bool
    """The subject begins like that of a reply."""
    text: str
    """Everything before the original mail, without quoted lines."""
    first: bool
    """The text begins with the failure."""
    returned: bool
    """The original mail came back."""


def read_failure(mail: ReceivedMail) -> Report | None:
    """Return what a mail reports: failures, or a notice. Return None if it is not such a report."""
    evidence = _evidence(mail)
    wraps = is_mail_system(mail) or (evidence.role and evidence.subject and not evidence.plain_reply)
    if report := read_report(mail, enclosed=wraps):
        return report
    if notice := _notice(mail, evidence):
        return Report((), notice)
    return Report(_failures(mail, evidence), None) if _is_failure(mail, evidence) else None


def is_mail_system(mail: ReceivedMail) -> bool:
    """Say whether the writer is a mail system and not a person."""
    senders = mailboxes(mail.headers.written("from"))
    if (
        "from" in mail.headers
        and not any("@" in address for _, address in senders)
        and not _names_somebody(mail)
    ):
        return True
    return any(words.DAEMON.match(address) or words.DAEMON_NAME.search(name) for name, address in senders)


def _names_somebody(mail: ReceivedMail) -> bool:
    """Whether a From without an address holds a name, in a reply with an envelope: some program lost the address."""
    written = mail.headers.get("from").strip()
    replies = "in-reply-to" in mail.headers or "references" in mail.headers
    machine = words.DAEMON.match(f"{written}@") or words.DAEMON_NAME.search(written)
    return bool(written) and replies and not machine and not has_null_path(mail)


def is_role(mail: ReceivedMail) -> bool:
    """Say whether the writer may be a machine, or the person who looks after it."""
    senders = mailboxes(mail.headers.written("from"))
    return any(words.ROLE.match(address) or words.ROLE_NAME.search(name) for name, address in senders)


def has_null_path(mail: ReceivedMail) -> bool:
    """Say whether the envelope had no sender, as with a mail that must never bounce."""
    return any(re.fullmatch(r"<\s*>", path.strip()) for path in mail.headers.all("return-path")[:1])


def _evidence(mail: ReceivedMail) -> _Evidence:
    subject = mail.headers.get("subject")
    head, original = _head(whole_text(mail))
    reports = mail.report_type == "delivery-status" or "x-failed-recipients" in mail.headers
    return _Evidence(
        system=is_mail_system(mail) or reports,
        role=is_role(mail),
        null_path=has_null_path(mail),
        subject=bool(subjects.SUBJECT.search(subject)),
        generic=bool(subjects.GENERIC_SUBJECT.search(subject)),
        plain_reply=bool(subjects.REPLY_PREFIX.match(subject)),
        text=head,
        first=bool(words.FAILED_FIRST.match(head.lstrip()[:600])),
        returned=original or bool(mail.returned),
    )


def _head(text: str) -> tuple[str, bool]:
    """Return the text before the original mail, and whether the original mail follows."""
    kept: list[str] = []
    for line in text[:_HEAD].split("\n")[:_HEAD_LINES]:
        if words.ORIGINAL.match(line) and any(each.strip() for each in kept):
            return "\n".join(kept), True
        if COMMAND.match(line) or not re.search(r"^\s*>\s*\S+\s+\S+", line):
            kept.append(line[:1000])
    return "\n".join(kept), False


def _notice(mail: ReceivedMail, evidence: _Evidence) -> Notice | None:
    """Recognise a warning or a report of success. Only mail systems write these."""
    subject = mail.headers.get("subject")
    if evidence.plain_reply or not _from_a_machine(mail, evidence):
        return None
    delayed_subject = subjects.DELAY_SUBJECT.search(subject)
    if "x-failed-recipients" in mail.headers and not delayed_subject:
        return None
    final = words.SOFT_OR_FINAL.search(evidence.text)
    if delayed_subject or (words.DELAY.search(evidence.text) and not final):
        return Notice.DELAYED
    if subjects.SUCCESS_SUBJECT.search(subject):
        return Notice.DELIVERED
    if words.SUCCESSFUL.search(evidence.text) and not _CODE.search(evidence.text):
        return Notice.DELIVERED
    return Notice.DELIVERED if words.SUCCESS.search(evidence.text) and not _says(evidence) else None


def _says(evidence: _Evidence) -> bool:
    """Whether the text says that something was not delivered, or why."""
    return bool(words.FAILED.search(evidence.text)) or names_a_reason(evidence.text)


def _from_a_machine(mail: ReceivedMail, evidence: _Evidence) -> bool:
    """Whether the writer is a mail system, judged without what the text says about the delivery."""
    subject = mail.headers.get("subject")
    named = subjects.SUCCESS_SUBJECT.search(subject) or subjects.DELAY_SUBJECT.search(subject)
    told = evidence.subject or evidence.generic
    if evidence.system or (evidence.role and (told or named or evidence.null_path)):
        return True
    if evidence.null_path and (told or subjects.SUCCESS_SUBJECT.search(subject)):
        return True
    return evidence.subject and evidence.first and not _is_reply(mail)


def _is_failure(mail: ReceivedMail, evidence: _Evidence) -> bool:
    if mail.report_type == "disposition-notification":
        return evidence.subject and _says(evidence) and bool(re.search(r"(?i)reject", evidence.text))
    if evidence.plain_reply and not evidence.null_path and not evidence.returned:
        return _is_reported_as_reply(mail, evidence)
    if evidence.system or evidence.role or (evidence.null_path and not evidence.plain_reply):
        return _is_machines_failure(evidence)
    named = evidence.returned or bool(_alone(evidence.text))
    return evidence.subject and evidence.first and named and not _is_reply(mail)


def _is_machines_failure(evidence: _Evidence) -> bool:
    """Judge a mail whose writer is a machine, or may be one."""
    says = _says(evidence)
    told = says or evidence.returned or bool(_CODE.search(evidence.text))
    if evidence.system:
        return told or evidence.subject
    if evidence.role:
        return _is_role_failure(evidence, told=told, says=says)
    coded = says and bool(_ENHANCED.search(evidence.text))
    return (told and (evidence.subject or evidence.generic)) or coded


def _is_role_failure(evidence: _Evidence, *, told: bool, says: bool) -> bool:
    """Judge a mail whose writer may be a machine or a person."""
    if evidence.null_path:
        named = bool(_alone(evidence.text) or _CODE.search(evidence.text)) or evidence.returned
        return evidence.subject or (says and (named or evidence.generic))
    return told and (evidence.subject or evidence.generic)


def _is_reported_as_reply(mail: ReceivedMail, evidence: _Evidence) -> bool:
    """Judge a mail whose subject is ours, with a "Re:". A postmaster can be a person who replies, but a few gateways report so."""
    if evidence.role and _is_transcript(evidence.text):
        return True
    return evidence.subject and evidence.first and bool(_alone(evidence.text)) and not _is_reply(mail)


def _is_transcript(text: str) -> bool:
    """Say whether a short text holds what a server said, on a line of its own, and it is about a recipient."""
    return len(text) <= _SHORT and bool(_REFUSED_LINE.search(text)) and names_a_reason(text)


def _is_reply(mail: ReceivedMail) -> bool:
    return "in-reply-to" in mail.headers or "references" in mail.headers


def _failures(mail: ReceivedMail, evidence: _Evidence) -> tuple[Failure, ...]:
    recipients = _recipients(mail, evidence.text)
    if len(recipients) > 1:
        each = said_of_each(evidence.text)
        return tuple(_failure(recipient, each.get(recipient, "")) for recipient in recipients)
    whole = _failure(recipients[0] if recipients else "", server_said(evidence.text))
    if whole.severity is Severity.UNKNOWN:
        whole = replace(whole, severity=severity_of("", mail.headers.get("subject")))
    return (whole,)


def _failure(recipient: str, said: str) -> Failure:
    return Failure(recipient, severity_of("", said), status_in(said))


def _recipients(mail: ReceivedMail, text: str) -> list[str]:
    """Find the failed recipients: in the header, else alone on a line, else anywhere before the original mail."""
    if named := addresses_in(" ".join(mail.headers.all("x-failed-recipients"))):
        return named[:_MAX_FAILURES]
    own = {address for _, address in mailboxes(mail.headers.written("to") + mail.headers.written("from"))}
    subject = addresses_in(mail.headers.get("subject"))
    for candidates in (_alone(text), addresses_in(text), subject, _returned_to(mail)):
        found = [each for each in candidates if each not in own and not _CONTACTS.search(each)]
        if found:
            return found[:_MAX_FAILURES]
    return []


def _alone(text: str) -> list[str]:
    """Find addresses that stand alone on their line, or begin a line that goes on with the reason."""
    return list(dict.fromkeys(address for line in text.split("\n") if (address := alone_in(line))))


def _returned_to(mail: ReceivedMail) -> list[str]:
    """Find the recipients of the original mail, if it came back."""
    for part in mail.returned:
        if receivers := [address for _, address in mailboxes(part.headers.written("to"))]:
            return receivers
        lines = re.findall(r"(?im)^to:(.{3,300})$", part.text()[:_HEAD])
        if lines:
            return [address for _, address in mailboxes(lines[:1])]
    return []
