"""Reserves quota for a batch, run by run, before anything is claimed.

In this order: the pace of the recipient's domain, the lead's sender if there are several, the run, the account. What a later one refuses stays used of the earlier
ones, so the one that lasts the shortest and refuses the most often comes first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from outreach.domain.consumers import IDLE, Busy
from outreach.domain.control import Mode
from outreach.domain.ids import Domain
from outreach.domain.limits import (
    REASONS,
    LimitKind,
    counting_zone,
    goes_on_at,
    pace_domain,
    pace_goes_on_at,
    pace_period,
)
from outreach.domain.quota import (
    account_limit,
    account_scope,
    campaign_scope,
    domain_scope,
    quota_day,
    sender_scope,
)
from outreach.domain.reasons import Reason
from outreach.domain.senders import named
from outreach.services.earlier_days import EarlierDays
from outreach.services.ports import Quotas
from outreach.services.send.attempt import Charge, Ready, Work


@dataclass(frozen=True, slots=True)
class Granted:
    """A touch that got its units, and where they count."""

    ready: Ready
    charge: Charge


@dataclass(frozen=True, slots=True)
class Refused:
    """A touch that got no unit: why, and when it is looked at again."""

    ready: Ready
    reason: Reason
    until: datetime


@dataclass(frozen=True, slots=True)
class _Paced:
    """A touch that its domain's pace lets through. `period` is where it counts; None without a pace."""

    ready: Ready
    period: str | None = None


class Reserving:
    """Reserves the units of ready touches."""

    def __init__(self, quotas: Quotas, account_daily_quota: int) -> None:
        self._quotas = quotas
        self._account_daily_quota = account_daily_quota
        self._earlier_days = EarlierDays(quotas, closes=True)
        self._busy = IDLE

    def tell(self, busy: Busy) -> None:
        """Note how long this consumer was busy with mails. The next reservation of a live run tells it, in the same write."""
        self._busy += busy

    def reserve(self, readies: list[Ready], now: datetime) -> list[Granted | Refused]:
        """Reserve for touches of one run; say of each what it got. Raises `errors.StoreUnavailable`."""
        refused: list[Granted | Refused] = []
        paced = list(_but(refused, self._paced(readies, now)))
        left = list(_but(refused, self._of_senders(paced, now)))
        return [*self._of_run_and_account(left, now), *refused] if left else refused

    def _paced(self, readies: list[Ready], now: datetime) -> Iterator[_Paced | Refused]:
        """Hold the touches against the pace of their domains, one counter for each domain."""
        run, policy = readies[0].work.run, readies[0].work.campaign.policy
        pace = policy.per_domain
        if pace is None:
            yield from map(_Paced, readies)
            return
        period, until = pace_period(pace, policy, now), pace_goes_on_at(pace, policy, now)
        for domain, group in groupby(sorted(readies, key=_domain_of), key=_domain_of):
            of_domain = list(group)
            scope = domain_scope(run.campaign_id, run.run_id, domain)
            count = self._quotas.reserve(scope, period, len(of_domain), pace.at_most)
            yield from (_Paced(ready, period) for ready in of_domain[:count])
            yield from (Refused(ready, Reason.DOMAIN_PACE, until) for ready in of_domain[count:])

    def _of_senders(self, paced: list[_Paced], now: datetime) -> Iterator[_Paced | Refused]:
        """Hold the touches against the quotas of their senders, one counter for each. With one sender there is none."""
        pool = paced[0].ready.work.campaign.pool if paced else None
        if pool is None:
            yield from paced
            return
        run, policy = paced[0].ready.work.run, paced[0].ready.work.campaign.policy
        day = quota_day(now, counting_zone(policy))
        for sender, group in groupby(sorted(paced, key=_sender_of), key=_sender_of):
            of_sender, one = list(group), named(pool, sender)
            assert one is not None, "who sends is in the pool"
            limit = self._earlier_days.limit_of_sender(run, one, day)
            scope = sender_scope(run.campaign_id, run.run_id, sender)
            count = self._quotas.reserve(scope, day, len(of_sender), limit.mails)
            yield from of_sender[:count]
            until = goes_on_at(limit.kind, policy, now)
            yield from (Refused(each.ready, REASONS[limit.kind], until) for each in of_sender[count:])

    def _of_run_and_account(self, paced: list[_Paced], now: datetime) -> Iterator[Granted | Refused]:
        work = paced[0].ready.work
        run, policy = work.run, work.campaign.policy
        day = quota_day(now, counting_zone(policy))
        limit = self._earlier_days.limit(run, policy, day)
        scope = campaign_scope(run.campaign_id, run.run_id)
        of_run = self._quotas.reserve(scope, day, len(paced), limit.mails)
        count = self._of_account(work, of_run, now)
        for place, one in enumerate(paced):
            if place < count:
                yield Granted(one.ready, Charge(day, one.period))
            else:
                kind = LimitKind.ACCOUNT if place < of_run else limit.kind
                yield Refused(one.ready, REASONS[kind], goes_on_at(kind, policy, now))

    def _of_account(self, work: Work, wanted: int, now: datetime) -> int:
        run = work.run
        ses_limit = work.control.daily_limit if run.mode is Mode.LIVE else None
        limit = account_limit(self._account_daily_quota, ses_limit)
        scope = account_scope(run.campaign_id, run.run_id)
        told = self._busy if run.mode is Mode.LIVE else IDLE
        count = self._quotas.reserve(scope, quota_day(now), wanted, limit, told)
        if told != IDLE and count:
            self._busy = IDLE
        return count


def _but(refused: list[Granted | Refused], results: Iterable[_Paced | Refused]) -> Iterator[_Paced]:
    """Put aside what was refused."""
    for one in results:
        if isinstance(one, Refused):
            refused.append(one)
        else:
            yield one


def _sender_of(paced: _Paced) -> str:
    return paced.ready.sender


def _domain_of(ready: Ready) -> Domain:
    return pace_domain(ready.work.enrollment.lead.domains)
