"""How fast a policy can go at most, without playing it."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from outreach.domain.campaign import Campaign, Policy, Pool, Ramp
from outreach.domain.timetable import MINUTE
from outreach.domain.window import zone_of, zone_of_campaign

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Pace:
    """The most mails that can go out on a day of the window, or in a week, and what sets that."""

    mails: int
    because: str
    per: str = "day"


def pace_of(policy: Policy, account_per_day: int, send_rate: float, pool: Pool | None = None) -> Pace:
    """Return the most mails a day. `send_rate` is in mails per second."""
    minutes = _minutes_open(policy)
    limits = [
        Pace(policy.per_day, "the campaign's quota"),
        Pace(account_per_day, "the quota of the account"),
        Pace(minutes * policy.max_leads_per_tick, "the window and the leads per tick"),
        Pace(int(minutes * MINUTE.total_seconds() * send_rate), "the window and the send rate of SES"),
    ]
    if pool is not None:
        limits.append(Pace(sum(one.per_day for one in pool.senders), "the quotas of the senders"))
    if policy.ramp is not None:
        limits.insert(0, Pace(policy.ramp.ceiling, "the campaign's ramp"))
    return min(limits, key=lambda pace: pace.mails)


def days_at_least(mails: int, per_day: int, policy: Policy) -> int:
    """Return on how many calendar days a run goes on at least, from its first day to its last.

    A run sends no more than its whole quota, so what is beyond that takes no day.
    """
    going = min(mails, policy.per_run or mails)
    return max(_by_days(going, per_day, policy), _by_weeks(going, policy))


def slowest(mails: int, pace: Pace, policy: Policy) -> Pace:
    """Return what sets how many days so many mails take at least: `pace`, the pace of a day, or the quota of the week."""
    if policy.per_week is None or _by_weeks(mails, policy) <= _by_days(mails, max(1, pace.mails), policy):
        return pace
    return Pace(policy.per_week, "the campaign's quota of the week", "week")


def _by_days(mails: int, per_day: int, policy: Policy) -> int:
    sending_days = _sending_days(mails, per_day, policy.ramp)
    days_a_week = _WEEK if policy.window is None else len(policy.window.open_days)
    weeks, rest = divmod(max(sending_days - 1, 0), days_a_week)
    return weeks * _WEEK + rest + 1


def _sending_days(mails: int, per_day: int, ramp: Ramp | None) -> int:
    """Return on how many days mails go out, if each day has as many as it may."""
    if ramp is None or ramp.start >= per_day:
        return ceil(mails / per_day)
    most = min(per_day, ramp.ceiling)
    rising = ceil((most - ramp.start) / ramp.step)
    return bisect_left(range(mails + 1), mails, key=lambda days: _in_days(days, ramp, rising, most))


def _in_days(days: int, ramp: Ramp, rising: int, most: int) -> int:
    """Return how many mails go out in so many days, of which the first `rising` are below `most`."""
    first = min(days, rising)
    return ramp.start * first + ramp.step * (first * (first - 1) // 2) + most * (days - first)


def _by_weeks(mails: int, policy: Policy) -> int:
    """Return how many days the quota of a week needs at least: from the last day of one week to the first of another."""
    if policy.per_week is None:
        return 1
    weeks = ceil(mails / policy.per_week)
    return 1 if weeks <= 1 else (weeks - 2) * _WEEK + 2


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A campaign that cannot come to its last mail before its last day is over."""

    least: int
    """How many calendar days it takes at least."""
    left: int
    """How many there are, today included."""


def days_left(policy: Policy, now: datetime) -> int | None:
    """Return how many days of a campaign there are, today included, in its zone. None: it has no last day."""
    if policy.ends is None:
        return None
    today = now.astimezone(zone_of(None, zone_of_campaign(policy.window))).date()
    return max(0, (policy.ends - today).days + 1)


def ends_before(least: int, policy: Policy, now: datetime) -> Shortfall | None:
    """Say that a campaign which takes `least` days from `now` on ends before; None if it does not."""
    left = days_left(policy, now)
    return Shortfall(least, left) if left is not None and left < least else None


def days_of_sequence(campaign: Campaign) -> int:
    """Return on how many calendar days one lead's way through the sequence goes on at least."""
    steps = campaign.steps[: campaign.policy.max_steps_per_lead]
    delays = [step.delay + timedelta(days=step.working_days) for step in steps]
    cooldown = campaign.policy.between_touches
    return sum((max(delay, cooldown) for delay in delays[1:]), delays[0]).days + 1


def _minutes_open(policy: Policy) -> int:
    if policy.window is None:
        return timedelta(days=1) // MINUTE
    return max(1, sum((hours.ends - hours.begins) // MINUTE for hours in policy.window.hours))
