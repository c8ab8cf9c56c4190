"""The senders of a run side by side: whom and how much each wrote, who responded, and who stopped it. None if there is one."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from outreach.artifacts.report.outcomes import responses
from outreach.domain.reasons import Reason

_QUOTAS = "SELECT sender, per_day FROM senders JOIN run USING (revision) ORDER BY senders.rowid"
_MAILS = """
    SELECT sender, count(*), count(DISTINCT lead_id) FROM touches
    WHERE sender IS NOT NULL AND state IN ('sent', 'sent_proof', 'assumed_sent') GROUP BY sender ORDER BY sender
"""
_SENT_BY = "SELECT lead_id, step, sender FROM touches WHERE sender IS NOT NULL"
_SAID = "SELECT sender, became, actor, reason FROM sender_events ORDER BY number"
RESPONDED = (
    (Reason.REPLIED, "Replied"),
    (Reason.UNSUBSCRIBED, "Unsubscribed"),
    (Reason.BOUNCED, "Bounced"),
    (Reason.COMPLAINED, "Complained"),
)
_LEADS = {"wait": "its leads wait", "move": "its leads move"}


@dataclass(frozen=True, slots=True)
class SenderFigures:
    """One sender."""

    address: str
    per_day: int | None
    """Its quota. None: it has left the pool, or there is none any more."""
    people: int
    mails: int
    hits: Sequence[int]
    """How many people responded to a mail of it, in the order of `RESPONDED`."""
    stopped: str | None
    """Who stopped it and why, and what becomes of its leads. None: it goes on."""


def senders(connection: sqlite3.Connection) -> Sequence[SenderFigures]:
    """List the senders that the run has, or has had mails of. Empty if there is no more than one."""
    quotas = dict(connection.execute(_QUOTAS).fetchall())
    wrote = {sender: (mails, people) for sender, mails, people in connection.execute(_MAILS)}
    if len(quotas.keys() | wrote.keys()) < 2:  # noqa: PLR2004 - one sender is compared with nobody
        return []
    by_touch = {(lead_id, step): sender for lead_id, step, sender in connection.execute(_SENT_BY)}
    hits = Counter(
        (reason, by_touch[lead_id, step])
        for reason, step, lead_id in responses(connection)
        if (lead_id, step) in by_touch
    )
    said = {sender: (became, actor, reason) for sender, became, actor, reason in connection.execute(_SAID)}
    return [
        SenderFigures(
            address=address,
            per_day=quotas.get(address),
            people=wrote.get(address, (0, 0))[1],
            mails=wrote.get(address, (0, 0))[0],
            hits=[hits[reason, address] for reason, _ in RESPONDED],
            stopped=_stopped(*said[address]) if address in said else None,
        )
        for address in [*quotas, *(one for one in wrote if one not in quotas)]
    ]


def _stopped(became: str, actor: str, reason: str | None) -> str | None:
    if became not in _LEADS:
        return None
    return f"{_LEADS[became]}; stopped by {actor}" + (f": {reason}" if reason else "")
