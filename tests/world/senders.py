"""Campaigns with several senders for tests."""

from typing import Any

from outreach.domain.campaign import Campaign, CampaignSender, Pool, PoolSender, Ramp, WhenStopped
from outreach.domain.enrollment import Lead
from outreach.domain.senders import drawn
from world.builders import CAMPAIGN, a_campaign, a_lead

ANNA, BEN, CARA = "anna@us.example", "ben@us.example", "cara@us.example"


def a_pool_sender(address: str = ANNA, per_day: int = 100, ramp: Ramp | None = None) -> PoolSender:
    name = address.partition("@")[0].title()
    sender = CampaignSender(address, "1 Main Street", name, f"replies-{address}", f"{name}\nSales & Service")
    return PoolSender(sender, per_day, ramp)


def a_pool(*senders: PoolSender, when_stopped: WhenStopped = WhenStopped.WAIT) -> Pool:
    """By default: Anna, Ben and Cara, of equal weight."""
    return Pool(senders or tuple(map(a_pool_sender, (ANNA, BEN, CARA))), when_stopped)


def a_pooled_campaign(pool: Pool | None = None, **changes: Any) -> Campaign:
    pool = pool or a_pool()
    return a_campaign(**{"pool": pool, "sender": pool.senders[0].sender, **changes})


def leads_of(sender: str, count: int, pool: Pool | None = None) -> list[Lead]:
    """Leads who are drawn for this sender."""
    senders = (pool or a_pool()).senders
    found = (a_lead(f"p{number}", domain=f"d{number}.example") for number in range(10_000))
    chosen = (lead for lead in found if drawn(CAMPAIGN, senders, lead.address) == sender)
    return [next(chosen) for _ in range(count)]
