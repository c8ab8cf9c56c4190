"""How busy consumers are, and how many are needed."""

from datetime import timedelta

from outreach.domain.campaign import Policy
from outreach.domain.consumers import Busy, Need, need_of

FAST = Policy(max_leads_per_tick=10_000, per_day=100_000, cooldown=timedelta())


def busy(seconds: float, mails: int = 100) -> Busy:
    """As many mails, each of which kept a consumer busy for so long."""
    return Busy(mails, mails * seconds * timedelta(seconds=1))


def a_need(have: int, rate: float, seconds: float, policy: Policy = FAST) -> Need:
    need = need_of(rate, [policy], busy(seconds), have)
    assert need is not None
    return need
