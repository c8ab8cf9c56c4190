"""How many mails went out on each day, beside what the quota and the sending window allowed."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from outreach.domain.window import DAYS, Window

MOST = 70
"""If there are more days than this, they are shown by the week."""
_MAILS = """
    SELECT substr(coalesce(would_go_at, at), 1, 10), step, count(*) FROM touches
    WHERE state IN ('sent', 'sent_proof', 'assumed_sent') GROUP BY 1, 2
"""
_FORETOLD = "SELECT date((julianday(earliest) + julianday(latest)) / 2), count(*) FROM timetable GROUP BY 1"
_QUOTAS = "SELECT day, owner, used, in_force FROM quota_counters"


@dataclass(frozen=True, slots=True)
class Day:
    """A day by UTC, or a week that begins on it."""

    day: date
    days: int
    """How many days it stands for."""
    mails: Mapping[int, int]
    """By step, from 0."""
    used: int
    """Units of the campaign's quota that were reserved."""
    quota: int | None
    """The limit of the run that was in force on these days. None: not known."""
    closed: bool
    """Whether the sending window has none of these days."""
    foretold: int | None = None
    """How many mails the timetable said for these days, by the middle of their spans. None if the run has none."""

    @property
    def total(self) -> int:
        """All mails of the day."""
        return sum(self.mails.values())


def days(connection: sqlite3.Connection, window: Window | None, per_day: int | None) -> Sequence[Day]:
    """List each day from the first mail to the last, or each week if there are too many days. Empty without a mail.

    Days for which the timetable says mails belong to it as well, those to come included.
    The mails of a fast rehearsal are on the days on which they would have gone. `per_day` is None if no quota counted there.
    """
    mails: dict[date, Counter[int]] = {}
    for day, step, count in connection.execute(_MAILS):
        mails.setdefault(date.fromisoformat(day), Counter())[step] += count
    if not mails:
        return []
    used = {
        date.fromisoformat(day): (count, quota)
        for day, owner, count, quota in connection.execute(_QUOTAS)
        if owner == "campaign" and per_day is not None
    }
    foretold = {date.fromisoformat(day): count for day, count in connection.execute(_FORETOLD)}
    every = list(_from_first_to_last({*mails, *foretold}))
    singles = [
        Day(
            day,
            1,
            mails.get(day, Counter()),
            used.get(day, (0, per_day))[0],
            used.get(day, (0, per_day))[1],
            closed=window is not None and not _is_open(window, day),
            foretold=foretold.get(day, 0) if foretold else None,
        )
        for day in every
    ]
    return singles if len(singles) <= MOST else list(by_week(singles))


def _is_open(window: Window, day: date) -> bool:
    return DAYS[day.weekday()] in window.open_days and day not in window.holidays


def by_week(days: Sequence[Day]) -> Iterator[Day]:
    """Put each seven days together."""
    for start in range(0, len(days), 7):
        week = days[start : start + 7]
        mails: Counter[int] = Counter()
        for day in week:
            mails.update(day.mails)
        known = [day.quota for day in week if day.quota is not None]
        quota = sum(known) if len(known) == len(week) else None
        closed = all(day.closed for day in week)
        said = [day.foretold for day in week if day.foretold is not None]
        foretold = sum(said) if said else None
        yield Day(week[0].day, len(week), mails, sum(day.used for day in week), quota, closed, foretold)


def _from_first_to_last(found: Collection[date]) -> Iterator[date]:
    day, last = min(found), max(found)
    while day <= last:
        yield day
        day += timedelta(days=1)
