"""The sending window: local hours and days in which mails may go out.

A window is open whenever a clock on the wall there shows one of its hours on one of its days. So where the clock goes forward
over the hour at which a window opens, it opens with the first moment after that. Where the clock goes back, hours that come
twice are open twice. An hour that a day does not have is waited for until the next day of the window.

Hours that go past midnight belong to the day on which they begin: those of Friday go on into Saturday. On a public holiday
it is shut from midnight to midnight, and the hours of a holiday do not go on into the day after.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_STEP = timedelta(days=3)
"""No zone changes its clock twice within this time: the shortest summer time since 1970 was that of 2000 in Recife, a week."""
_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)
_KEPT = 256
"""How many answers are kept. The leads of one batch, and those that a tick finds at night, ask the same."""


@dataclass(frozen=True, slots=True)
class OpenHours:
    """From `opens` (included) to `closes` (excluded), in whole minutes; if that is no later, to `closes` of the next day."""

    opens: time
    closes: time

    @property
    def begins(self) -> timedelta:
        """How long after midnight they begin."""
        return _since_midnight(self.opens)

    @property
    def ends(self) -> timedelta:
        """How long after the midnight before they begin they end: at most two days."""
        ends = _since_midnight(self.closes)
        return ends if self.closes > self.opens else ends + _DAY


@dataclass(frozen=True, slots=True)
class Window:
    """Hours from `opens` to `closes`, and `more` of them, on each of `days`, in a lead's or the campaign's zone."""

    days: frozenset[str]
    opens: time
    closes: time
    timezone: str
    more: tuple[OpenHours, ...] = ()
    holidays: Mapping[date, str] = field(default_factory=dict, hash=False)
    """Public holidays, each with its country and name: `NL:Koningsdag`."""
    own_holidays: Mapping[str, Mapping[date, str]] = field(default_factory=dict, hash=False)
    """By country: the holidays of leads of that country, instead of `holidays`."""

    def of_country(self, country: str | None) -> "Window":
        """Return the window of a lead of a country. None: the country is not known."""
        own = self.own_holidays.get(country or "")
        return self if own is None else replace(self, holidays=own)

    def has_day(self, day: date) -> bool:
        """Say whether its hours begin on a day."""
        return DAYS[day.weekday()] in self.days and day not in self.holidays

    @property
    def hours(self) -> tuple[OpenHours, ...]:
        """All hours of a day, the earliest first."""
        return _hours(self.opens, self.closes, self.more)

    @property
    def open_days(self) -> frozenset[str]:
        """The days that have an open moment: `days`, and those into which their hours go."""
        if all(hours.ends <= _DAY for hours in self.hours):
            return self.days
        return self.days | {DAYS[(DAYS.index(day) + 1) % len(DAYS)] for day in self.days}


def next_opening(window: Window | None, now: datetime, lead_timezone: str | None) -> datetime:
    """Return `now` if the window is open, else when it opens next. Times are aware and in UTC."""
    return now if window is None else _next_opening(window, now, zone_of(lead_timezone, window.timezone))


@lru_cache(_KEPT)
def _next_opening(window: Window, now: datetime, zone: ZoneInfo) -> datetime:
    moment = now
    while True:
        opening = moment + _wait(window, moment.astimezone(zone).replace(tzinfo=None))
        if opening == moment:
            return opening
        changed = _change_of_clock(zone, moment, opening)
        if changed is None:
            return opening
        moment = changed


def holidays_between(
    window: Window | None, start: datetime, end: datetime, lead_timezone: str | None
) -> tuple[str, ...]:
    """Name the holidays, from the day of `start` to that of `end`, on which the window would have had hours otherwise."""
    if window is None or not window.holidays:
        return ()
    zone = zone_of(lead_timezone, window.timezone)
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    days = (first + number * _DAY for number in range((last - first).days + 1))
    return tuple(
        window.holidays[day]
        for day in days
        if DAYS[day.weekday()] in window.open_days and day in window.holidays
    )


def zone_of_campaign(window: Window | None) -> str:
    """Return the zone in which a campaign tells times to leads that have none: its window's, or UTC."""
    return "UTC" if window is None else window.timezone


def local_time(window: Window | None, moment: datetime, lead_timezone: str | None) -> datetime:
    """Return a moment as a clock shows it where the window is; in UTC if there is no window."""
    return moment if window is None else moment.astimezone(zone_of(lead_timezone, window.timezone))


def zone_of(lead_timezone: str | None, otherwise: str) -> ZoneInfo:
    """Return the lead's zone; the campaign's if the lead has none, or one that is not known here."""
    try:
        return ZoneInfo(lead_timezone or otherwise)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(otherwise)


def _wait(window: Window, local: datetime) -> timedelta:
    """Return how long it is until the window is open, for a clock that nobody changes."""
    today, all_hours = datetime.combine(local.date(), time()), window.hours
    for midnight in (today + ahead * _DAY for ahead in range(-1, 8 + 7 * len(window.holidays))):
        if not window.has_day(midnight.date()):
            continue
        shut = 2 * _DAY if (midnight + _DAY).date() not in window.holidays else _DAY
        for hours in all_hours:
            if local < midnight + min(hours.ends, shut):
                return max(timedelta(), midnight + hours.begins - local)
    raise AssertionError("a window has at least one day")


@lru_cache(_KEPT)
def _hours(opens: time, closes: time, more: tuple[OpenHours, ...]) -> tuple[OpenHours, ...]:
    return tuple(sorted((OpenHours(opens, closes), *more), key=_begins))


@lru_cache(_KEPT)
def _since_midnight(moment: time) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute)


def _begins(hours: OpenHours) -> time:
    return hours.opens


def _change_of_clock(zone: ZoneInfo, start: datetime, end: datetime) -> datetime | None:
    """Return the first moment after `start`, and not after `end`, at which the clock is changed; None if it is not."""
    before = start.astimezone(zone).utcoffset()
    for step in range((end - start) // _STEP + 1):
        looked_at = start + step * _STEP
        if min(looked_at + _STEP, end).astimezone(zone).utcoffset() != before:
            return _first_with_another(zone, before, looked_at.replace(microsecond=0))
    return None


def _first_with_another(zone: ZoneInfo, offset: timedelta | None, after: datetime) -> datetime:
    """Return the first second from `after` on, within a step, at which the zone has another offset."""

    def has_changed(second: int) -> bool:
        return (after + second * _SECOND).astimezone(zone).utcoffset() != offset

    return after + bisect_left(range(_STEP // _SECOND), x=True, key=has_changed) * _SECOND
