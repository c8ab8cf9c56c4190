"""Reads delivery reports in their standard form (RFC 3464).

Each recipient's Action decides, and the Status only where there is no Action. A report of success, relaying
or delay is never a failure, whatever else it says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from outreach.domain.inbound.header_text import addresses_in
from outreach.domain.inbound.kinds import Failure, Notice, Severity
from outreach.domain.inbound.mime import ReceivedMail
from outreach.domain.inbound.reported_words import said_of_each, server_said
from outreach.domain.patterns import expression
from outreach.domain.refusal.meaning import About
from outreach.domain.refusal.rule import has_words, read_refusal


@dataclass(frozen=True, slots=True)
class Report:
    """What a delivery report says: failures, or else a notice."""

    failures: tuple[Failure, ...]
    notice: Notice | None


_KINDS = ("message/delivery-status", "message/global-delivery-status")
_FIELD = expression(r"^([A-Za-z][A-Za-z0-9-]{1,60})[ \t]*:[ \t]*+(.*+)$")
_STATUS = expression(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPLY_CODE = expression(r"(?<![\d.\[-])([45]\d\d)(?=[\s:-])(?!-\d)")
_GOOD = {"delivered": Notice.DELIVERED, "relayed": Notice.DELIVERED, "expanded": Notice.DELIVERED}
_MAX_RECIPIENTS = 50
_RECIPIENT = frozenset({"final-recipient", "original-recipient"})
_SEVERITIES = {
    About.GONE: Severity.HARD,
    About.FULL: Severity.SOFT,
    About.US: Severity.SOFT,
    About.LATER: Severity.SOFT,
    About.UNCLEAR: Severity.UNKNOWN,
}


def read_report(mail: ReceivedMail, *, enclosed: bool = False) -> Report | None:
    """Read the delivery-status parts of a mail. Return None if there are none, or they say nothing.

    With `enclosed`, those of mails inside this one count as well: some gateways wrap a report in their own.
    """
    parts = [each for each in mail.parts if each.content_type in _KINDS and (enclosed or not each.returned)]
    groups = [group for part in parts for group in _with_action(list(_groups(part.text())))]
    explanation = "\n".join(part.text()[:8000] for part in mail.of_type("text/plain")[:1])
    failures: list[Failure] = []
    notice: Notice | None = None
    for group in groups[: 2 * _MAX_RECIPIENTS]:
        action = _action(group)
        if action == "failed":
            failures.append(_failure(group, explanation))
        elif action == "delayed":
            notice = Notice.DELAYED
        elif action in _GOOD:
            notice = notice or _GOOD[action]
    if failures:
        return Report(tuple(dict.fromkeys(failures))[:_MAX_RECIPIENTS], None)
    return Report((), notice) if notice else None


def severity_of(status: str, said: str) -> Severity:
    """Judge a failure by its enhanced status code and by the other server's words."""
    return _SEVERITIES[read_refusal(status, said).about]


def status_in(text: str) -> str:
    """Find the enhanced status code in a text, or else make a general one of its SMTP code."""
    found = next((each for each in _STATUS.finditer(text) if each[1] in "45"), None)
    if found:
        return found[0]
    code = _REPLY_CODE.search(text)
    return f"{code[1][0]}.0.0" if code else ""


def _groups(text: str) -> Iterator[dict[str, str]]:
    """Yield the groups of fields: the one about the whole message, and one per recipient."""
    group: dict[str, str] = {}
    name = ""
    for line in text[: 64 * 1024].split("\n"):
        found = _FIELD.match(line)
        if found:
            name = found[1].lower()
            if name in ("final-recipient", "original-recipient") and name in group:
                yield group
                group = {}
            group.setdefault(name, found[2].strip())
        elif not line.strip():
            if group:
                yield group
            group, name = {}, ""
        elif name and line[0] in " \t":
            group[name] = f"{group[name]} {line.strip()}"[:4000]
    if group:
        yield group


def _with_action(groups: list[dict[str, str]]) -> list[dict[str, str]]:
    """Give each recipient the action of the whole message, where a report says it only there."""
    if not groups or not groups[0].get("action") or groups[0].keys() & _RECIPIENT:
        return groups
    action = groups[0]["action"]
    recipients = [{"action": action} | group for group in groups[1:] if group.keys() & _RECIPIENT]
    return recipients or groups


def _action(group: dict[str, str]) -> str:
    """Return the action as the standard calls it; empty if the group is not about a recipient."""
    if not group.keys() & {"final-recipient", "original-recipient", "action", "status", "x-actual-recipient"}:
        return ""
    words = re.split(r"[\s(;,]", group.get("action", "").lower().strip("<>"), maxsplit=1)[0]
    if words in ("failed", "failure", "fail", "error", "deleted", "expired", "denied"):
        return "failed"
    if words in ("delayed", "delay", "transient-failure", "delivered", "relayed", "expanded", "deliverable"):
        return {"delay": "delayed", "transient-failure": "delayed", "deliverable": "delivered"}.get(
            words, words
        )
    found = _STATUS.search(group.get("status", ""))
    return {"5": "failed", "4": "delayed", "2": "delivered"}.get(found[1], "") if found else ""


def _failure(group: dict[str, str], explanation: str) -> Failure:
    recipient = _recipient(group)
    written = _STATUS.search(group.get("status", ""))
    status = written[0] if written else ""
    said = group.get("diagnostic-code", "")
    spoken = _STATUS.search(said)
    if spoken and (not status or status.endswith(".0.0")):
        status = spoken[0]
    severity = severity_of(status, said)
    if severity is Severity.UNKNOWN and not has_words(said):
        severity = severity_of(status, said_of_each(explanation).get(recipient) or server_said(explanation))
    return Failure(recipient, severity, status)


def _recipient(group: dict[str, str]) -> str:
    for name in ("original-recipient", "final-recipient", "x-actual-recipient", "x-original-recipient"):
        if found := addresses_in(group.get(name, "").replace("rfc822;", " ")):
            return found[0]
    return ""
