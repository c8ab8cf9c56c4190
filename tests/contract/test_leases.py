"""One writer per run: the token grows with every grant, and every write under the lease names it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from outreach.domain.ids import LIVE, CampaignId, LeadId, RunId
from outreach.domain.lease import LEASE_DURATION, Lease, Place, Walk
from world.builders import MINUTE, NOON

WALK = Walk(NOON, {"first-0": "2026-11-23T12:00:00.000000Z#lead-a", "next-3": "x"}, stirred_by="resumed")


def test_a_free_lease_is_granted_for_five_minutes(stores, name):
    lease = stores.leases.acquire(CampaignId(name), LIVE, "tick-1", NOON)
    assert lease == Lease(CampaignId(name), LIVE, "tick-1", 1, NOON + LEASE_DURATION, None)


def test_a_held_lease_is_not_granted_even_to_its_holder(stores, name):
    stores.leases.acquire(CampaignId(name), LIVE, "tick-1", NOON)
    almost = NOON + LEASE_DURATION - timedelta(microseconds=1)
    assert stores.leases.acquire(CampaignId(name), LIVE, "tick-2", almost) is None
    assert stores.leases.acquire(CampaignId(name), LIVE, "tick-1", almost) is None


def test_of_32_contenders_one_wins(stores, name):
    def contend(number: int) -> Lease | None:
        return stores.leases.acquire(CampaignId(name), LIVE, f"tick-{number}", NOON)

    for turn in range(1, 6):
        with ThreadPoolExecutor(32) as pool:
            granted = [lease for lease in pool.map(contend, range(32)) if lease is not None]
        assert [lease.token for lease in granted] == [turn]
        stores.leases.release(granted[0])


def test_an_expired_lease_is_taken_over_with_a_higher_token(stores, name):
    first = stores.leases.acquire(CampaignId(name), LIVE, "tick-1", NOON)
    second = stores.leases.acquire(CampaignId(name), LIVE, "tick-2", first.expires_at)
    assert (second.holder, second.token) == ("tick-2", 2)


def test_the_old_holder_can_neither_save_nor_release(stores, name):
    first = stores.leases.acquire(CampaignId(name), LIVE, "tick-1", NOON)
    second = stores.leases.acquire(CampaignId(name), LIVE, "tick-2", first.expires_at)
    assert not stores.leases.save_walk(first, WALK)
    assert not stores.leases.release(first)
    assert stores.leases.acquire(CampaignId(name), LIVE, "tick-3", first.expires_at + MINUTE) is None
    assert stores.leases.save_walk(second, WALK)


def test_the_next_holder_gets_the_walk_that_was_left(stores, name):
    first = stores.leases.acquire(CampaignId(name), LIVE, "tick-1", NOON)
    assert stores.leases.save_walk(first, Walk(NOON))
    assert stores.leases.save_walk(first, WALK)
    assert stores.leases.release(first)
    second = stores.leases.acquire(CampaignId(name), LIVE, "tick-2", NOON)
    assert second.walk == WALK


@pytest.mark.parametrize("place", [Place(0), Place(3), Place(2, LeadId("lead-a"))])
def test_a_walk_says_how_far_a_look_has_come_until_it_says_so_no_more(stores, name, place):
    lease = stores.leases.acquire(CampaignId(name), LIVE, "tick-1", NOON)
    for looked_to in (place, None):
        stores.leases.save_walk(lease, Walk(NOON, looked_to=looked_to))
        stores.leases.release(lease)
        lease = stores.leases.acquire(CampaignId(name), LIVE, "tick-2", NOON)
        assert lease.walk == Walk(NOON, looked_to=looked_to)


def test_a_released_lease_is_free_at_once_and_its_token_goes_on(stores, name):
    first = stores.leases.acquire(CampaignId(name), LIVE, "tick-1", NOON)
    assert stores.leases.release(first)
    assert stores.leases.acquire(CampaignId(name), LIVE, "tick-2", NOON).token == 2


def test_a_lease_that_never_was_can_be_neither_saved_nor_released(stores, name):
    never = Lease(CampaignId(name), LIVE, "tick-1", 1, NOON)
    assert not stores.leases.save_walk(never, WALK)
    assert not stores.leases.release(never)
    assert stores.leases.acquire(CampaignId(name), LIVE, "tick-2", NOON).walk is None


def test_each_run_has_a_lease_of_its_own(stores, name):
    assert stores.leases.acquire(CampaignId(name), LIVE, "tick-1", NOON)
    assert stores.leases.acquire(CampaignId(name), RunId("proof-1"), "tick-1", NOON)
