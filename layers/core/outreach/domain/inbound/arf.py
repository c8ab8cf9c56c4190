"""Reads complaints that come as mail: abuse reports (RFC 5965), and the reports of older feedback loops."""

import re
from dataclasses import dataclass

from outreach.domain.inbound.header_text import addresses_in, mailboxes
from outreach.domain.inbound.mime import ReceivedMail

_COMPLAINTS = frozenset(
    {"abuse", "fraud", "virus", "other", "opt-out", "opt-out-list", "miscategorized", "spam"}
)
_FIELD = re.compile(r"(?im)^([a-z-]{3,60})[ \t]*:[ \t]*(\S.*)$")
_OLD_LOOP = re.compile(r"(?i)^complaint about message from [\d.:a-f]+")


@dataclass(frozen=True, slots=True)
class FeedbackReport:
    """What a feedback report says."""

    complaint: bool
    """Whether somebody complained. A report may also say "not spam", or that an authentication failed."""
    recipients: tuple[str, ...]
    """Who complained, as far as the report says so."""


def read_feedback(mail: ReceivedMail) -> FeedbackReport | None:
    """Read a feedback report. Return None if the mail is not one."""
    parts = mail.of_type("message/feedback-report")
    if parts or mail.report_type == "feedback-report":
        fields = {
            name.lower(): value for part in parts for name, value in _FIELD.findall(part.text()[:16384])
        }
        kind = fields.get("feedback-type", "abuse").strip().lower()
        named = fields.get("original-rcpt-to", "") + " " + fields.get("removal-recipient", "")
        return FeedbackReport(kind in _COMPLAINTS, tuple(addresses_in(named) or _complainants(mail)))
    if _is_old_loop(mail):
        return FeedbackReport(complaint=True, recipients=tuple(_complainants(mail)))
    return None


def _is_old_loop(mail: ReceivedMail) -> bool:
    senders = [address for _, address in mailboxes(mail.headers.written("from"))]
    told = any("x-hmxmroriginalrecipient" in part.headers for part in mail.returned)
    return told or (
        bool(_OLD_LOOP.match(mail.headers.get("subject"))) and any(s.startswith("staff@") for s in senders)
    )


def _complainants(mail: ReceivedMail) -> list[str]:
    for name in ("x-hmxmroriginalrecipient", "original-rcpt-to", "to"):
        for part in mail.returned:
            if found := [address for _, address in mailboxes(part.headers.written(name)) if "@" in address]:
                return found
    return []
