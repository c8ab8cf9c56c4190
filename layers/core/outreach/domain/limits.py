"""How many mails a run may send on a day: the least of its limits. Each of them only ever lowers.

day    the quota per day
ramp   what the run has worked its way up to. Only days on which it reserved a mail count, so neither a weekend nor a pause
       lets it jump
week   what earlier days have left of the quota from Monday to Sunday
run    what earlier days have left of the quota of the whole run

What a run reserved on earlier days is known for good: `services/earlier_days.py` closes those days before it adds them up. So
on each day the limit is one number, and one conditional write holds the day's counter against it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from outreach.domain.campaign import CountedIn, DomainPace, PacePeriod, Policy, PoolSender, Ramp
from outreach.domain.ids import Domain
from outreach.domain.quota import WEEK_OF, next_quota_day, quota_day
from outreach.domain.reasons import Reason
from outreach.domain.window import zone_of, zone_of_campaign

DAYS_OPEN = 2
"""How many days back a reservation may still be under way. Clocks differ by minutes, and zones by 26 hours at most."""


class LimitKind(StrEnum):
    """Which limit is in force. Those of a sender come first, as they are asked first."""

    SENDER = "sender"
    SENDER_RAMP = "sender-ramp"
    DAY = "day"
    RAMP = "ramp"
    WEEK = "week"
    RUN = "run"
    ACCOUNT = "account"


REASONS: Mapping[LimitKind, Reason] = {
    LimitKind.SENDER: Reason.SENDER_QUOTA,
    LimitKind.SENDER_RAMP: Reason.SENDER_RAMP,
    LimitKind.DAY: Reason.QUOTA,
    LimitKind.RAMP: Reason.RAMP,
    LimitKind.WEEK: Reason.WEEK_QUOTA,
    LimitKind.RUN: Reason.RUN_QUOTA,
    LimitKind.ACCOUNT: Reason.ACCOUNT_QUOTA,
}
"""Why a touch waits that got no unit under a limit."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The most mails of a day, and which limit says so."""

    kind: LimitKind
    mails: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a run reserved before a day."""

    week: int = 0
    """On the earlier days of the same week, which begins on Monday."""
    run: int = 0
    """On all earlier days."""
    days: int = 0
    """On how many of them it reserved anything."""


def looks_back(policy: Policy) -> bool:
    """Say whether the limit of a day depends on earlier days."""
    return policy.per_week is not None or policy.per_run is not None or policy.ramp is not None


def earlier_than(day: str, used: Mapping[str, int]) -> Earlier:
    """Add up what was used before a day. `used` holds the units of each day; others may be among them."""
    monday = _monday(date.fromisoformat(day)).isoformat()
    before = {one: units for one, units in used.items() if one < day and units > 0}
    return Earlier(
        week=sum(units for one, units in before.items() if one >= monday),
        run=sum(before.values()),
        days=len(before),
    )


def limit_of(policy: Policy, earlier: Earlier) -> Limit:
    """Return the limit of a day that is in force. Of two that are equal, the one that is named first above."""
    limits = [Limit(LimitKind.DAY, policy.per_day)]
    if policy.ramp is not None:
        limits.append(Limit(LimitKind.RAMP, _grown(policy.ramp, earlier)))
    if policy.per_week is not None:
        limits.append(Limit(LimitKind.WEEK, max(0, policy.per_week - earlier.week)))
    if policy.per_run is not None:
        limits.append(Limit(LimitKind.RUN, max(0, policy.per_run - earlier.run)))
    return min(limits, key=lambda limit: limit.mails)


def limit_of_sender(sender: PoolSender, earlier: Earlier) -> Limit:
    """Return the limit of a day that is in force for one sender of a pool. `earlier`: what this sender used in the run."""
    limit = Limit(LimitKind.SENDER, sender.per_day)
    if sender.ramp is None:
        return limit
    return min(limit, Limit(LimitKind.SENDER_RAMP, _grown(sender.ramp, earlier)), key=lambda one: one.mails)


def limit_ahead(policy: Policy, day: str, used: Mapping[str, int]) -> int:
    """Return the most mails of a day by the quota per day and the ramp, where days are not filled in their order.

    So it is the least that the ramp can be by what was used so far. Week and run have counters of their own then.
    """
    if policy.ramp is None:
        return policy.per_day
    return limit_of(replace(policy, per_week=None, per_run=None), earlier_than(day, used)).mails


def counting_zone(policy: Policy) -> tzinfo:
    """Return the zone whose days the quotas of a run count by."""
    if policy.counted_in is CountedIn.UTC:
        return UTC
    return zone_of(None, zone_of_campaign(policy.window))


def goes_on_at(kind: LimitKind, policy: Policy, now: datetime) -> datetime:
    """Return when a touch is looked at again that got no unit now: on the next day, which for the account is one of UTC.

    Also if the quota of a week or of the run is used up. It may be raised, and an early clock of another sender may have ended
    the day. As long as nothing is left, a tick names only what needs no unit, and a few leads (`walk.share_of`).
    """
    return next_quota_day(now, UTC if kind is LimitKind.ACCOUNT else counting_zone(policy))


def days_before(day: str, since: datetime) -> list[str]:
    """List the days before `day` on which a run that began at `since` may have reserved anything, in any zone.

    The last `DAYS_OPEN` days are always among them.
    """
    last = date.fromisoformat(day)
    first = since.astimezone(UTC).date() - timedelta(days=1)
    count = max((last - first).days, DAYS_OPEN)
    return [(last - timedelta(days=back)).isoformat() for back in range(count, 0, -1)]


def pace_domain(domains: Iterable[Domain]) -> Domain:
    """Return the domain that a lead counts for: the registrable one, so that `mail.acme.com` counts as `acme.com`."""
    return list(domains)[-1]


def pace_period(pace: DomainPace, policy: Policy, now: datetime) -> str:
    """Name the day or the hour that a mail to a domain counts in. Hours are those of UTC, such as `2026-11-22T14`."""
    if pace.per is PacePeriod.DAY:
        return quota_day(now, counting_zone(policy))
    return f"{now.astimezone(UTC):%Y-%m-%dT%H}"


def pace_goes_on_at(pace: DomainPace, policy: Policy, now: datetime) -> datetime:
    """Return when the next day or hour begins."""
    if pace.per is PacePeriod.DAY:
        return next_quota_day(now, counting_zone(policy))
    return now.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _grown(ramp: Ramp, earlier: Earlier) -> int:
    return min(ramp.ceiling, ramp.start + ramp.step * earlier.days)


def week_name(day: str) -> str:
    """Name the week of a day, for a counter: `week of 2026-11-23`."""
    return f"{WEEK_OF}{_monday(date.fromisoformat(day)).isoformat()}"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
