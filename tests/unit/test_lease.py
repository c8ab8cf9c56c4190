"""The lease: how long it is held, and with what a run begins."""

from datetime import timedelta

from outreach.domain.ids import LIVE
from outreach.domain.lease import LEASE_DURATION, Lease, Place, Walk, place_after
from world.builders import CAMPAIGN, NOON


def test_a_lease_lasts_five_minutes():
    assert timedelta(minutes=5) == LEASE_DURATION


def test_the_first_lease_ever_has_no_walk_to_go_on_with():
    assert Lease(CAMPAIGN, LIVE, "tick-1", token=1, expires_at=NOON + LEASE_DURATION).walk is None


def test_a_new_walk_is_at_its_beginning_and_has_heard_of_nothing():
    walk = Walk(pass_began_at=NOON)
    assert (walk.cursors, walk.stirred_by, walk.looked_to) == ({}, "", None)


def test_a_look_goes_on_with_the_next_shard_until_there_is_none():
    assert [place_after(shard, 3) for shard in range(3)] == [Place(1), Place(2), None]
    assert Place(1).after is None
