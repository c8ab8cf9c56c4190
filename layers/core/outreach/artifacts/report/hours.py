"""On which hours of which days of the week mails went out, by the clock on the wall of the lead."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from outreach.artifacts.database import moment_of
from outreach.domain.window import DAYS, Window

LEVELS = 5
_HOUR = timedelta(hours=1)
_WRITTEN = """
    SELECT coalesce(t.would_go_at, t.at), l.timezone FROM touches t JOIN leads l ON l.lead_id = t.lead_id
    WHERE t.state IN ('sent', 'sent_proof', 'assumed_sent')
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """An hour of a day of the week."""

    mails: int
    level: int
    """0: none. Else 1 to `LEVELS`, by its share of the busiest hour."""
    open: bool
    """Whether the sending window has some of this hour."""


@dataclass(frozen=True, slots=True)
class Hours:
    """The rows of the heat map: only the hours between the first and the last that matter."""

    rows: Sequence[tuple[int, Sequence[Cell]]]
    """Each hour with a cell for each day, Monday first."""
    zoneless: int
    """How many mails went to leads without a zone. They are placed in the zone of the window, or in UTC."""
    zone: str


def hours(connection: sqlite3.Connection, window: Window | None) -> Hours:
    """Count the mails by hour and day of the week."""
    return heat(((moment_of(at), zone) for at, zone in connection.execute(_WRITTEN)), window)


def heat(mails: Iterable[tuple[datetime, str | None]], window: Window | None) -> Hours:
    """Count mails, each given with its time and its lead's zone."""
    otherwise = window.timezone if window else "UTC"
    found: Counter[tuple[int, int]] = Counter()
    zoneless = 0
    for at, name in mails:
        zone = _zone(name) if name else None
        zoneless += zone is None
        local = at.astimezone(zone or _zone(otherwise) or UTC)
        found[local.hour, local.weekday()] += 1
    opened = _open_hours(window)
    shown = {hour for hour, _ in [*found, *(opened or ())]}
    most = max(found.values(), default=0)
    rows = [
        (
            hour,
            [
                _cell(found[hour, day], most, open_=opened is None or (hour, day) in opened)
                for day in range(len(DAYS))
            ],
        )
        for hour in (range(min(shown), max(shown) + 1) if shown else ())
    ]
    return Hours(rows, zoneless, otherwise)


def _cell(mails: int, most: int, *, open_: bool) -> Cell:
    level = -(-mails * LEVELS // most) if mails else 0
    return Cell(mails, level, open_)


@cache
def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _open_hours(window: Window | None) -> set[tuple[int, int]] | None:
    """Return the hours of the week that have an open moment, each with its day. None: all have."""
    if window is None:
        return None
    return {
        (hour % 24, (DAYS.index(day) + hour // 24) % len(DAYS))
        for day in window.days
        for one in window.hours
        for hour in range(one.begins // _HOUR, -(-one.ends // _HOUR))
    }
