"""Reserves quota for a fast rehearsal: on the day on which each mail would go, not on the day on which it is made.

A mail that finds no unit there is put off to the next moment of its window at which there is one. Its days are not filled in
their order: a follow-up takes a unit of a later day before a first contact takes one of an earlier day. So the quotas of the week and of
the run have counters of their own here, which are taken from first: what a later one refuses stays used of the earlier ones.
The counters are read ahead, so a write is refused only if another sender took the last unit meanwhile.

Nor does a mail go within the cooldown after a live mail of another campaign, if the campaign keeps a distance to the others.
Their rows are read for that, and never written.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo

from outreach.domain.across import Person, others_until
from outreach.domain.campaign import Policy, Ramp
from outreach.domain.ending import is_over
from outreach.domain.fast import Passed, WouldGo, put_off, would_go
from outreach.domain.ids import LIVE, RecipientKey
from outreach.domain.limits import (
    LimitKind,
    counting_zone,
    earlier_than,
    goes_on_at,
    limit_ahead,
    limit_of_sender,
    pace_domain,
    pace_goes_on_at,
    pace_period,
    week_name,
)
from outreach.domain.quota import (
    account_limit,
    account_scope,
    begin_of,
    campaign_scope,
    domain_scope,
    next_quota_day,
    quota_day,
    sender_scope,
)
from outreach.domain.reasons import Reason
from outreach.domain.senders import named
from outreach.services.ports import Persons, Quotas
from outreach.services.send.attempt import Charge, Ready
from outreach.services.send.reserving import Granted, Refused

FAR = timedelta(days=3650)
"""No mail is put off for longer."""
_AHEAD = 98
"""How many counters are read ahead: what one request reads."""
_RUN = "run"
"""The name of the counter of a whole run."""


@dataclass(frozen=True, slots=True)
class TooLate:
    """A touch whose mail would go after the last day of its campaign. It got no unit."""

    ready: Ready


class ReservingAhead:
    """Reserves the units of ready touches of a fast rehearsal."""

    def __init__(self, quotas: Quotas, persons: Persons, account_daily_quota: int) -> None:
        self._quotas = quotas
        self._persons = persons
        self._account_daily_quota = account_limit(account_daily_quota, None)

    def reserve(self, readies: list[Ready], now: datetime) -> list[Granted | Refused | TooLate]:
        """Reserve for touches of one run; say of each what it got. Raises `errors.StoreUnavailable`."""
        counts, others = _Counts(self._quotas), self._others(readies)
        return [
            self._placed(ready, counts, others.get(ready.work.message.recipient), now) for ready in readies
        ]

    def _others(self, readies: list[Ready]) -> dict[RecipientKey, datetime]:
        """Say until when live mails of other campaigns keep the people of this batch."""
        work = readies[0].work
        if (across := work.campaign.policy.across_campaigns) is None:
            return {}
        rows = self._persons.read([Person(str(LIVE), ready.work.message.recipient) for ready in readies])
        return {
            person.recipient: until
            for person, row in rows.items()
            if (until := others_until(row, work.run.campaign_id, across)) is not None
        }

    def _placed(
        self, ready: Ready, counts: "_Counts", others: datetime | None, now: datetime
    ) -> Granted | Refused | TooLate:
        work = ready.work
        place = _Place(ready, counts, self._account_daily_quota)
        policy, timezone = place.policy, work.enrollment.lead.timezone
        going = would_go(work.enrollment.plan or WouldGo(now), policy, now, timezone)
        if others is not None and others > going.at:
            going = put_off(going, others, Passed.OTHERS, policy, timezone)
        while going.at < now + FAR:
            if is_over(policy, going.at):
                return TooLate(ready)
            if place.run_is_full:
                return Refused(ready, Reason.RUN_QUOTA, goes_on_at(LimitKind.RUN, policy, now))
            full = place.full_at(going.at) or place.take(going.at)
            if full is None:
                planned = replace(work, enrollment=replace(work.enrollment, plan=going))
                return Granted(replace(ready, work=planned), place.charge(going.at))
            going = put_off(going, full, Passed.QUOTA, policy, timezone)
        return Refused(ready, Reason.QUOTA, goes_on_at(LimitKind.DAY, policy, now))


@dataclass(frozen=True, slots=True)
class _Counter:
    """A counter of which a mail takes a unit."""

    scope: str
    name: str
    limit: int
    until: datetime
    """When another one begins in its place."""


class _Counts:
    """Counters as they were read, and as this batch has changed them."""

    def __init__(self, quotas: Quotas) -> None:
        self._quotas = quotas
        self._used: dict[str, dict[str, int]] = {}

    def used(self, scope: str, name: str, names: Callable[[], Iterator[str]]) -> int:
        """Return how many units were used. A counter that is not known yet is read, with those that `names` lists."""
        known = self._used.setdefault(scope, {})
        if name not in known:
            asked = [one for one in names() if one not in known]
            known |= {one: counted.used for one, counted in self._quotas.days(scope, asked).items()}
        return known[name]

    def known(self, scope: str) -> dict[str, int]:
        """Return all counters of a scope that have been read."""
        return self._used.get(scope, {})

    def take(self, counter: _Counter) -> bool:
        """Take a unit. If another sender has taken the last one, the counter is known to be full."""
        known = self._used[counter.scope]
        taken = self._quotas.reserve(counter.scope, counter.name, 1, counter.limit) == 1
        known[counter.name] = known[counter.name] + 1 if taken else counter.limit
        return taken


class _Place:
    """The counters that one touch takes units of, by the moment at which its mail would go."""

    def __init__(self, ready: Ready, counts: _Counts, account_daily_quota: int) -> None:
        work = ready.work
        self.policy: Policy = work.campaign.policy.of_country(work.enrollment.lead.traits.country)
        self._counts = counts
        self._zone = counting_zone(self.policy)
        run = work.run
        self._began = run.started_at
        self._mine = campaign_scope(run.campaign_id, run.run_id)
        self._account = account_scope(run.campaign_id, run.run_id)
        self._per_account = account_daily_quota
        domain = pace_domain(work.enrollment.lead.domains)
        self._domain = domain_scope(run.campaign_id, run.run_id, domain)
        pool = work.campaign.pool
        self._pooled = None if pool is None else named(pool, ready.sender)
        self._sender = sender_scope(run.campaign_id, run.run_id, ready.sender)

    @property
    def run_is_full(self) -> bool:
        """Whether the quota of the whole run is used up."""
        most = self.policy.per_run
        return most is not None and self._counts.used(self._mine, _RUN, lambda: iter([_RUN])) >= most

    def full_at(self, at: datetime) -> datetime | None:
        """Return when to look again, if a counter has no unit left at a moment. None: each has one."""
        for counter in self._counters(at):
            if self._counts.known(counter.scope)[counter.name] >= counter.limit:
                return counter.until
        return None

    def take(self, at: datetime) -> datetime | None:
        """Take a unit of each counter; return when to look again if one refused it. None: the mail may go."""
        if self.policy.per_run is not None:
            run = _Counter(self._mine, _RUN, self.policy.per_run, at)
            if not self._counts.take(run):
                return at
        for counter in reversed(list(self._counters(at))):
            if not self._counts.take(counter):
                return counter.until
        return None

    def charge(self, at: datetime) -> Charge:
        """Say where the units of a mail at this moment count."""
        pace = self.policy.per_domain
        period = None if pace is None else pace_period(pace, self.policy, at)
        return Charge(quota_day(at, self._zone), period)

    def _counters(self, at: datetime) -> Iterator[_Counter]:
        """List the counters of a moment. The one that is full most often comes first, the one to be taken first comes last."""
        policy, day = self.policy, quota_day(at, self._zone)
        self._counts.used(self._mine, day, lambda: self._days(at, policy.ramp))
        limit = limit_ahead(policy, day, self._counts.known(self._mine))
        yield _Counter(self._mine, day, limit, next_quota_day(at, self._zone))
        today = quota_day(at)
        self._counts.used(self._account, today, lambda: _days_between(at, at, UTC))
        yield _Counter(self._account, today, self._per_account, next_quota_day(at))
        if (sender := self._pooled) is not None:
            self._counts.used(self._sender, day, lambda: self._days(at, sender.ramp))
            limit = limit_of_sender(sender, earlier_than(day, self._counts.known(self._sender))).mails
            yield _Counter(self._sender, day, limit, next_quota_day(at, self._zone))
        if (pace := policy.per_domain) is not None:
            period = pace_period(pace, policy, at)
            self._counts.used(self._domain, period, lambda: self._periods(at))
            yield _Counter(self._domain, period, pace.at_most, pace_goes_on_at(pace, policy, at))
        if policy.per_week is not None:
            week = week_name(day)
            self._counts.used(self._mine, week, lambda: iter([week]))
            yield _Counter(self._mine, week, policy.per_week, self._next_week(at))

    def _days(self, at: datetime, ramp: Ramp | None) -> Iterator[str]:
        """List the days to read: those to come, and for a ramp all since the run began."""
        since = at if ramp is None else min(self._began, at)
        return _days_between(since, at, self._zone)

    def _periods(self, at: datetime) -> Iterator[str]:
        pace = self.policy.per_domain
        assert pace is not None, "only a pace has periods"
        for _ in range(_AHEAD):
            yield pace_period(pace, self.policy, at)
            at = pace_goes_on_at(pace, self.policy, at)

    def _next_week(self, at: datetime) -> datetime:
        day = at.astimezone(self._zone).date()
        return begin_of(day + timedelta(days=7 - day.weekday()), self._zone)


def _days_between(since: datetime, at: datetime, zone: tzinfo) -> Iterator[str]:
    """List the days from the one before `since` to some time after `at`."""
    day, last = since.astimezone(zone).date() - timedelta(days=1), at.astimezone(zone).date()
    while day < last + timedelta(days=_AHEAD):
        yield day.isoformat()
        day += timedelta(days=1)
