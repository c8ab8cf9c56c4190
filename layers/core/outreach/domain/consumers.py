"""How many consumers a rate needs.

A consumer is one instance of the send function. As many as `SendConcurrency` says run at once, share the account's rate, and are paid
for while they wait for their turn. With too few of them, mails go out more slowly than the account allows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.domain.campaign import Policy

FEWEST, MOST = 2, 1000
"""What an event source of SQS takes as its MaximumConcurrency: docs.aws.amazon.com/lambda/latest/api/API_ScalingConfig.html."""
TURN = timedelta(minutes=1)
"""Ticks are not nearer to each other than that: a schedule of EventBridge knows nothing shorter."""


@dataclass(frozen=True, slots=True)
class Busy:
    """How long consumers were busy with mails, without the time that they waited for their turn."""

    mails: int
    time: timedelta

    def __add__(self, other: Busy) -> Busy:
        """Add up."""
        return Busy(self.mails + other.mails, self.time + other.time)

    @property
    def with_a_mail(self) -> float | None:
        """How many seconds a consumer is busy with one mail. None if nobody has measured it."""
        return self.time.total_seconds() / self.mails if self.mails > 0 and self.time > timedelta() else None


IDLE = Busy(0, timedelta())


@dataclass(frozen=True, slots=True)
class Need:
    """How many consumers a stack needs, and how many it has. Rates are in mails a second."""

    send_concurrency: int
    """How many it has."""
    needed: int
    rate: float
    """How many mails may go out, and how many campaigns can use of that."""
    account_rate: float
    """How many mails SES allows the account. It sets how long each consumer waits for its turn."""
    seconds: float
    """How long a consumer is busy with one mail."""

    @property
    def missing(self) -> int:
        """How many consumers are missing."""
        return max(0, self.needed - self.send_concurrency)

    @property
    def reached(self) -> float:
        """How many mails go out with as many consumers as there are."""
        return min(self.rate, self.send_concurrency / self.seconds)

    @property
    def wasted(self) -> float:
        """For how many seconds of each mail consumers are paid for that only wait."""
        return self._paid(self.send_concurrency) - self._paid(min(self.needed, self.send_concurrency))

    def _paid(self, consumers: int) -> float:
        return max(self.seconds, consumers / self.account_rate)


def consumers_for(rate: float, seconds: float) -> int:
    """Return how many consumers a rate needs, if each is busy with a mail for so many seconds.

    It is never less than an event source of SQS takes, and never more.
    """
    return min(MOST, max(FEWEST, ceil(rate * seconds)))


def usable_rate(account_rate: float, policies: Iterable[Policy]) -> float:
    """Return how many mails a second may go out at most: what SES allows, or what a tick a minute gives if that is less."""
    a_turn = sum(min(policy.max_leads_per_tick, policy.per_day) for policy in policies)
    return min(account_rate, a_turn / TURN.total_seconds())


def need_of(
    account_rate: float | None, policies: Iterable[Policy], busy: Busy, send_concurrency: int
) -> Need | None:
    """Return how many consumers these campaigns need. None if SES has not said its rate, or no mail was measured."""
    seconds = busy.with_a_mail
    if seconds is None or account_rate is None or account_rate <= 0:
        return None
    rate = usable_rate(account_rate, policies)
    return Need(send_concurrency, consumers_for(rate, seconds), rate, account_rate, seconds)
