"""What the timetable said beside what happened, step by step.

What caused a miss was found out when the run was exported. Here it is counted, and how late the late ones were.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from outreach.artifacts.database import moment_of
from outreach.domain.timetable import Span
from outreach.domain.timetable_score import MISSES, Miss

_TOLD = """
    SELECT p.step, p.earliest, p.latest, t.at, e.state, p.missed_because
    FROM timetable p
        LEFT JOIN touches t ON t.lead_id = p.lead_id AND t.step = p.step AND t.state IN ('sent', 'sent_proof')
        LEFT JOIN enrollments e ON e.lead_id = p.lead_id
"""
_NOT_JUDGED = "not scored: the lead came after the first timetable, or the span ended during the export"


@dataclass(frozen=True, slots=True)
class Foretold:
    """A touch of the timetable, and what became of it."""

    step: int
    span: Span
    sent: datetime | None
    ended: bool
    """Whether the lead gets no more mails."""
    because: Miss | None = None
    """What caused a miss; None if nobody judged it."""


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
    causes: Counter[Miss | None] = field(default_factory=Counter)
    """How many misses each cause has."""

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
                Miss(because) if because else None,
            )
            for step, earliest, latest, at, state, because in connection.execute(_TOLD)
        ),
        now,
    )


def scored(foretold: Iterable[Foretold], now: datetime) -> Sequence[Score]:
    """Compare each touch with its span."""
    scores: dict[int, Score] = {}
    for touch in foretold:
        score = scores.setdefault(touch.step, Score(touch.step))
        score.foretold += 1
        if touch.sent is not None and touch.span.has(touch.sent):
            score.in_time += 1
        elif touch.sent is None and not touch.ended and touch.span.latest >= now:
            score.open += 1
        else:
            _count_miss(score, touch)
    return [scores[step] for step in sorted(scores)]


def _count_miss(score: Score, touch: Foretold) -> None:
    score.causes[touch.because] += 1
    if touch.sent is None:
        if touch.ended:
            score.not_sent += 1
        else:
            score.overdue += 1
    elif touch.sent < touch.span.earliest:
        score.early += 1
    else:
        score.late += 1
        score.lateness.append((touch.sent - touch.span.latest).total_seconds())


def causes(scores: Iterable[Score]) -> Sequence[tuple[str, int]]:
    """Return the causes of all misses in words, the most frequent first, with how many each has."""
    total = sum((score.causes for score in scores), Counter[Miss | None]())
    return [
        (_NOT_JUDGED if cause is None else MISSES[cause], misses) for cause, misses in total.most_common()
    ]
