"""How many mails went out on each day, beside what the quota and the sending window allowed."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from outreach.domain.limits import LimitKind
from outreach.domain.window import DAYS, Window

MOST = 70
"""If there are more days than this, they are shown by the week."""
_MAILS = """
    SELECT substr(coalesce(would_go_at, at), 1, 10), step, count(*) FROM touches
    WHERE state IN ('sent', 'sent_proof', 'assumed_sent') GROUP BY 1, 2
"""
_FORETOLD = "SELECT date((julianday(earliest) + julianday(latest)) / 2), count(*) FROM timetable GROUP BY 1"
_LIMITS = "SELECT day, owner, used, in_force, set_by FROM quota_counters WHERE in_force IS NOT NULL"
_PACED = """
    SELECT domain, max(at_most), max(period), count(DISTINCT substr(pace_period, 1, 10)) AS days FROM (
        SELECT d.domain, t.pace_period, count(*) AS mails, r.domain_at_most AS at_most, r.domain_period AS period
        FROM touches t JOIN revisions r ON r.revision = t.revision
            JOIN lead_domains d ON d.lead_id = t.lead_id
                AND d.position = (SELECT max(position) FROM lead_domains x WHERE x.lead_id = t.lead_id)
        WHERE t.pace_period IS NOT NULL AND r.domain_at_most IS NOT NULL GROUP BY 1, 2, t.revision
    ) WHERE mails >= at_most GROUP BY domain ORDER BY days DESC, domain
"""
KINDS: Mapping[str, str] = {
    LimitKind.DAY: "quota",
    LimitKind.RAMP: "ramp",
    LimitKind.WEEK: "quota of the week",
    LimitKind.RUN: "quota of the whole run",
    LimitKind.ACCOUNT: "quota of the account",
}
"""What sets the limit of a day, in words."""


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
    """The limit that was in force on these days: the run's, or the account's if that is less. None: not known."""
    closed: bool
    """Whether the sending window has none of these days."""
    foretold: int | None = None
    """How many mails the timetable said for these days, by the middle of their spans. None if the run has none."""
    set_by: tuple[str, ...] = ()
    """What set the limit, in words: one thing on a day, maybe several in a week."""

    @property
    def total(self) -> int:
        """All mails of the day."""
        return sum(self.mails.values())


@dataclass(frozen=True, slots=True)
class Paced:
    """A domain that got as many mails in an hour or a day as the campaign's pace allows."""

    domain: str
    at_most: int
    period: str
    days: int
    """On how many days."""


def paced(connection: sqlite3.Connection) -> Sequence[Paced]:
    """List the domains whose pace was reached, those first for which that was so on most days."""
    return [Paced(*row) for row in connection.execute(_PACED)]


def days(connection: sqlite3.Connection, window: Window | None, per_day: int | None) -> Sequence[Day]:
    """List each day from the first mail to the last, or each week if there are too many days. Empty without a mail.

    Days for which the timetable says mails belong to it as well, those to come included.
    The mails of a fast rehearsal are on the days on which they would have gone. `per_day` is the quota of days on which nothing was
    counted; None if it is not known.
    """
    mails: dict[date, Counter[int]] = {}
    for day, step, count in connection.execute(_MAILS):
        mails.setdefault(date.fromisoformat(day), Counter())[step] += count
    if not mails:
        return []
    used, limits = _counted(connection)
    otherwise = (per_day, () if per_day is None else (KINDS[LimitKind.DAY],))
    foretold = {date.fromisoformat(day): count for day, count in connection.execute(_FORETOLD)}
    every = list(_from_first_to_last({*mails, *foretold}))
    singles = [
        Day(
            day,
            1,
            mails.get(day, Counter()),
            used.get(day, 0),
            limits.get(day, otherwise)[0],
            closed=window is not None and not _is_open(window, day),
            foretold=foretold.get(day, 0) if foretold else None,
            set_by=limits.get(day, otherwise)[1],
        )
        for day in every
    ]
    return singles if len(singles) <= MOST else list(by_week(singles))


def _counted(
    connection: sqlite3.Connection,
) -> tuple[Mapping[date, int], Mapping[date, tuple[int, tuple[str, ...]]]]:
    """Return what the run used on each day, and the least limit with what sets it. Senders of a pool have limits of their own."""
    used: dict[date, int] = {}
    limits: dict[date, tuple[int, tuple[str, ...]]] = {}
    for day, owner, units, limit, kind in connection.execute(_LIMITS):
        of = date.fromisoformat(day)
        if owner == "campaign":
            used[of] = units
        if owner in {"campaign", "account"} and (of not in limits or limit < limits[of][0]):
            limits[of] = limit, (KINDS[kind],)
    return used, limits


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
        set_by = tuple(dict.fromkeys(kind for day in week for kind in day.set_by))
        used = sum(day.used for day in week)
        yield Day(week[0].day, len(week), mails, used, quota, closed, foretold, set_by)


def _from_first_to_last(found: Collection[date]) -> Iterator[date]:
    day, last = min(found), max(found)
    while day <= last:
        yield day
        day += timedelta(days=1)
