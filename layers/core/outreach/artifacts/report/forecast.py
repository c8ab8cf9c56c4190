"""What the timetable said beside what happened, step by step.

`outreach simulate CAMPAIGN --compare` says of each miss what caused it. Here are only the counts, and how late the late ones
were.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from outreach.artifacts.database import moment_of
from outreach.domain.timetable import Span

_TOLD = """
    SELECT p.step, p.earliest, p.latest, t.at, e.state
    FROM timetable p
        LEFT JOIN touches t ON t.lead_id = p.lead_id AND t.step = p.step AND t.state IN ('sent', 'sent_proof')
        LEFT JOIN enrollments e ON e.lead_id = p.lead_id
"""


@dataclass(frozen=True, slots=True)
class Foretold:
    """A touch of the timetable, and what became of it."""

    step: int
    span: Span
    sent: datetime | None
    ended: bool
    """Whether the lead gets no more mails."""


@dataclass(slots=True)
class Score:
    """How well one step was foretold."""

    step: int
    """From 0."""
    foretold: int = 0
    in_time: int = 0
    early: int = 0
    late: int = 0
    not_sent: int = 0
    """The lead ended before."""
    open: int = 0
    """Neither sent nor ended yet, and its span is not over."""
    overdue: int = 0
    """Neither sent nor ended yet, although its span is over."""
    lateness: list[float] = field(default_factory=list)
    """Of each late mail: how many seconds after the end of its span."""

    @property
    def judged(self) -> int:
        """How many spans are over, or met."""
        return self.foretold - self.open

    @property
    def median_lateness(self) -> timedelta | None:
        """The median of how late the late ones were."""
        return timedelta(seconds=median(self.lateness)) if self.lateness else None


def forecast(connection: sqlite3.Connection, now: datetime) -> Sequence[Score]:
    """Score the timetable, step by step. Empty if the run has none."""
    return scored(
        (
            Foretold(
                step,
                Span(moment_of(earliest), moment_of(latest)),
                moment_of(at) if at else None,
                state == "ended",
            )
            for step, earliest, latest, at, state in connection.execute(_TOLD)
        ),
        now,
    )


def scored(foretold: Iterable[Foretold], now: datetime) -> Sequence[Score]:
    """Compare each touch with its span."""
    scores: dict[int, Score] = {}
    for touch in foretold:
        score = scores.setdefault(touch.step, Score(touch.step))
        score.foretold += 1
        if touch.sent is None:
            if touch.ended:
                score.not_sent += 1
            elif touch.span.latest < now:
                score.overdue += 1
            else:
                score.open += 1
        elif touch.span.has(touch.sent):
            score.in_time += 1
        elif touch.sent < touch.span.earliest:
            score.early += 1
        else:
            score.late += 1
            score.lateness.append((touch.sent - touch.span.latest).total_seconds())
    return [scores[step] for step in sorted(scores)]
