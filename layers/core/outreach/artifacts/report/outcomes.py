"""How people and their servers responded, and how sure that is."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outreach.artifacts.figures import LeadFigures
from outreach.domain.reasons import Reason
from outreach.domain.wilson import interval

_FIRST_GIVEN = """
    SELECT g.reason, (
        SELECT max(t.step) FROM touches t
        WHERE t.lead_id = l.lead_id AND t.state IN ('sent', 'assumed_sent') AND coalesce(t.looked_at, t.at) <= min(g.at)
    ) AS step, l.lead_id
    FROM run, leads l JOIN (
        SELECT subject, scope, reason, at FROM orders WHERE kind = 'recipient'
        UNION ALL SELECT subject, scope, reason, at FROM row_changes WHERE kind = 'recipient' AND change = 'given'
    ) g ON g.subject = l.recipient AND g.scope IN ('*', run.campaign_id) AND g.at >= run.started_at
    WHERE g.reason IN ('bounced', 'complained', 'replied', 'unsubscribed')
    GROUP BY l.lead_id, g.reason HAVING step IS NOT NULL
"""
_ANY = "SELECT 1 FROM touches WHERE state IN ('sent', 'assumed_sent') LIMIT 1"
_BOUNCES_REVIEWED, _COMPLAINTS_REVIEWED = 0.05, 0.001


@dataclass(frozen=True, slots=True)
class Outcome:
    """One kind of response, as a share."""

    reason: Reason
    name: str
    nouns: tuple[str, str]
    """For one, and for several."""
    hits: int
    of: int
    unit: str
    """What it is a share of."""
    low: float
    high: float
    """Between these the share lies, with 95 % confidence."""
    by_step: Mapping[int, int]
    """By step, from 0: the hits that followed the mail of this step."""
    limit: float | None
    """From this share on SES puts an account under review."""

    @property
    def share(self) -> float:
        """The share that was counted."""
        return self.hits / self.of if self.of else 0.0

    def noun(self, count: int) -> str:
        """Return the word that goes with a count."""
        return self.nouns[0] if count == 1 else self.nouns[1]


def outcomes(connection: sqlite3.Connection, mails: int, leads: LeadFigures) -> Sequence[Outcome]:
    """Count who responded to a mail of this run. Empty if there was none to respond to, as in every rehearsal.

    Orders that had been given before the first mail are no response to it.
    """
    if not connection.execute(_ANY).fetchone():
        return []
    found = Counter((reason, step) for reason, step, _ in responses(connection))
    kinds = (
        (Reason.REPLIED, "Replies", ("reply", "replies"), leads.written_to, "people written to", None),
        (
            Reason.UNSUBSCRIBED,
            "Unsubscribed",
            ("unsubscribe", "unsubscribes"),
            leads.written_to,
            "people written to",
            None,
        ),
        (Reason.BOUNCED, "Bounces for good", ("bounce", "bounces"), mails, "mails", _BOUNCES_REVIEWED),
        (Reason.COMPLAINED, "Complaints", ("complaint", "complaints"), mails, "mails", _COMPLAINTS_REVIEWED),
    )
    return [
        _outcome(reason, name, nouns, {s: n for (r, s), n in found.items() if r == reason}, of, unit, limit)
        for reason, name, nouns, of, unit, limit in kinds
    ]


def responses(connection: sqlite3.Connection) -> Sequence[tuple[str, int, str]]:
    """List who responded to a mail of this run: the reason, the step of the latest mail before, from 0, and the lead's id."""
    return connection.execute(_FIRST_GIVEN).fetchall()


def _outcome(
    reason: Reason,
    name: str,
    nouns: tuple[str, str],
    by_step: Mapping[int, int],
    of: int,
    unit: str,
    limit: float | None,
) -> Outcome:
    hits = sum(by_step.values())
    return Outcome(reason, name, nouns, hits, of, unit, *interval(hits, max(of, hits)), by_step, limit)
