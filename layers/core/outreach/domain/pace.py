"""How fast a policy can go at most, without playing it."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from outreach.domain.campaign import Policy
from outreach.domain.timetable import MINUTE

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Pace:
    """The most mails that can go out on a day of the window, and what sets that."""

    per_day: int
    because: str


def pace_of(policy: Policy, account_per_day: int, send_rate: float) -> Pace:
    """Return the most mails a day. `send_rate` is in mails per second."""
    minutes = _minutes_open(policy)
    limits = (
        Pace(policy.per_day, "the campaign's quota"),
        Pace(account_per_day, "the quota of the account"),
        Pace(minutes * policy.max_leads_per_tick, "the window and the leads per tick"),
        Pace(int(minutes * MINUTE.total_seconds() * send_rate), "the window and the send rate of SES"),
    )
    return min(limits, key=lambda pace: pace.per_day)


def days_at_least(mails: int, per_day: int, policy: Policy) -> int:
    """Return on how many calendar days a run goes on at least, from its first day to its last."""
    sending_days = ceil(mails / per_day)
    days_a_week = _WEEK if policy.window is None else len(policy.window.open_days)
    weeks, rest = divmod(max(sending_days - 1, 0), days_a_week)
    return weeks * _WEEK + rest + 1


def _minutes_open(policy: Policy) -> int:
    if policy.window is None:
        return timedelta(days=1) // MINUTE
    return max(1, sum((hours.ends - hours.begins) // MINUTE for hours in policy.window.hours))
