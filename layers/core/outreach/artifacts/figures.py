"""The figures of a run that summary.md and report.html share."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from outreach.artifacts.database import count
from outreach.domain.campaign import Step
from outreach.domain.delays import delay_in_words
from outreach.domain.ids import MessageId

_FUNNEL = """
    SELECT s.step + 1, s.message_id, s.delay_seconds, s.working_days,
        total(t.state IN ('sent', 'sent_proof')), total(t.state = 'assumed_sent'),
        (SELECT count(*) FROM enrollments e WHERE e.step = s.step AND e.state IN ('due', 'sending')),
        total(t.state = 'skipped'), total(t.state = 'failed'), total(t.state = 'unknown')
    FROM steps s LEFT JOIN touches t ON t.step = s.step GROUP BY s.step ORDER BY s.step
"""
_REASONS = """
    SELECT e.reason, e.state, count(*) AS leads, coalesce(r.explanation, 'not a known reason')
    FROM enrollments e LEFT JOIN reasons r ON r.code = e.reason
    WHERE e.reason IS NOT NULL GROUP BY e.reason, e.state ORDER BY leads DESC, e.reason
"""
_LABELS = """
    SELECT label, count(*) AS people FROM (
        SELECT lead_id, label, max(received_at) FROM replies WHERE label IS NOT NULL GROUP BY lead_id
    ) GROUP BY label ORDER BY people DESC, label
"""
_WITHOUT_LABEL = """
    (SELECT 1 FROM replies GROUP BY lead_id
    HAVING max(kind IN ('human', 'unsubscribe', 'possible_unsubscribe')) = 1 AND count(label) = 0)
"""
_WRITTEN_TO = "(SELECT DISTINCT lead_id FROM touches WHERE state IN ('sent', 'sent_proof', 'assumed_sent'))"


@dataclass(frozen=True, slots=True)
class StepFigures:
    """What became of one step."""

    number: int
    """Counted from 1."""
    message_id: str
    delay: str
    """As `delay_in_words` writes it."""
    sent: int
    assumed_sent: int
    waiting: int
    skipped: int
    failed: int
    unknown: int

    @property
    def written(self) -> int:
        """Mails that went out, or that must be taken to have."""
        return self.sent + self.assumed_sent


@dataclass(frozen=True, slots=True)
class ReasonFigures:
    """How many leads are in a state for a reason."""

    code: str
    state: str
    leads: int
    explanation: str


@dataclass(frozen=True, slots=True)
class LeadFigures:
    """How many leads there are."""

    known: int
    enrolled: int
    written_to: int
    """Leads to whom at least one mail went out, or must be taken to have."""


def steps(connection: sqlite3.Connection) -> Sequence[StepFigures]:
    """Count each step of the sequence."""
    return [
        StepFigures(number, message_id, _delay(seconds, working_days), *map(int, counts))
        for number, message_id, seconds, working_days, *counts in connection.execute(_FUNNEL)
    ]


def _delay(seconds: float, working_days: int) -> str:
    return delay_in_words(Step(MessageId(""), timedelta(seconds=seconds), working_days))


def reasons(connection: sqlite3.Connection) -> Sequence[ReasonFigures]:
    """Count leads by reason and state, the most frequent first."""
    return [ReasonFigures(*row) for row in connection.execute(_REASONS)]


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """How many people have a label: that of their latest reply with one."""

    label: str
    people: int


def labels(connection: sqlite3.Connection) -> Sequence[LabelFigures]:
    """Count people by label, the most frequent first."""
    return [LabelFigures(*row) for row in connection.execute(_LABELS)]


def without_label(connection: sqlite3.Connection) -> int:
    """Count people who replied themselves, and of whose replies none has a label."""
    return count(connection, _WITHOUT_LABEL)


def leads(connection: sqlite3.Connection) -> LeadFigures:
    """Count the leads."""
    return LeadFigures(*(count(connection, source) for source in ("leads", "enrollments", _WRITTEN_TO)))
