"""Reads complaints that come as mail: abuse reports (RFC 5965), and the reports of older feedback loops."""

from outreach.domain.inbound.header_text import mailboxes
from outreach.domain.inbound.mime import ReceivedMail
from outreach.domain.patterns import expression

_COMPLAINTS = frozenset(
    {"abuse", "fraud", "virus", "other", "opt-out", "opt-out-list", "miscategorized", "spam"}
)
_FIELD = expression(r"(?im)^([a-z-]{3,60})[ \t]*:[ \t]*(\S.*)$")
_OLD_LOOP = expression(r"(?i)^complaint about message from [\d.:a-f]+")


def is_complaint(mail: ReceivedMail) -> bool | None:
    """Whether a feedback report is a complaint; None if the mail is not a feedback report.

    Other reports are about something else: not spam after all, or a failed authentication.
    """
    parts = mail.of_type("message/feedback-report")
    if parts or mail.report_type == "feedback-report":
        fields = {
            name.lower(): value for part in parts for name, value in _FIELD.findall(part.text()[:16384])
        }
        return fields.get("feedback-type", "abuse").strip().lower() in _COMPLAINTS
    return True if _is_old_loop(mail) else None


def _is_old_loop(mail: ReceivedMail) -> bool:
    senders = [address for _, address in mailboxes(mail.headers.written("from"))]
    told = any("x-hmxmroriginalrecipient" in part.headers for part in mail.returned)
    return told or (
        bool(_OLD_LOOP.match(mail.headers.get("subject"))) and any(s.startswith("staff@") for s in senders)
    )
