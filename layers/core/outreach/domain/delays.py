"""When the delay of a step is over.

Working days are the days of the sending window but its holidays; Monday to Friday for a campaign without one. They are counted on the lead's
calendar, and the hour stays what it was on the lead's clock: two working days after Friday, 15:00, are over on Tuesday, 15:00.
"""

from datetime import UTC, date, datetime, timedelta

from outreach.domain.campaign import Policy, Step
from outreach.domain.durations import lasting
from outreach.domain.window import DAYS, Window, zone_of, zone_of_campaign

_DAY = timedelta(days=1)
_WEEK_DAYS = frozenset(DAYS[:5])


def over_at(step: Step, since: datetime, policy: Policy, lead_timezone: str | None) -> datetime:
    """Return when the delay of a step is over that began at `since`. Times are aware and in UTC."""
    if not step.working_days:
        return since + step.delay
    zone = zone_of(lead_timezone, zone_of_campaign(policy.window))
    local = since.astimezone(zone)
    day = _later(policy.window, local.date(), step.working_days)
    return datetime.combine(day, local.time(), zone).astimezone(UTC)


def delay_in_words(step: Step) -> str:
    """Write the delay of a step as campaign files do: `3d`, `2 working days`; none is empty."""
    if step.working_days:
        return f"{step.working_days} working day{'' if step.working_days == 1 else 's'}"
    return lasting(step.delay) if step.delay else ""


def is_working_day(window: Window | None, day: date) -> bool:
    """Say whether a day counts as a working day."""
    return DAYS[day.weekday()] in _WEEK_DAYS if window is None else window.has_day(day)


def _later(window: Window | None, day: date, working_days: int) -> date:
    left = working_days
    while left:
        day += _DAY
        left -= is_working_day(window, day)
    return day
