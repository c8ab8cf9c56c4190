"""The sending window: local hours and days in which mails may go out."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Window:
    """Hours from `opens` (included) to `closes` (excluded) on `days`, in a lead's or the campaign's zone."""

    days: frozenset[str]
    opens: time
    closes: time
    timezone: str


def next_opening(window: Window | None, now: datetime, lead_timezone: str | None) -> datetime:
    """Return `now` if the window is open, else when it opens next. Times are aware and in UTC."""
    if window is None:
        return now
    zone = ZoneInfo(lead_timezone or window.timezone)
    local = now.astimezone(zone)
    for ahead in range(8):
        day = local.date() + timedelta(days=ahead)
        if DAYS[day.weekday()] not in window.days:
            continue
        opens = datetime.combine(day, window.opens, zone).astimezone(UTC)
        closes = datetime.combine(day, window.closes, zone).astimezone(UTC)
        if now < closes:
            return max(now, opens)
    raise AssertionError("a window has at least one day")
