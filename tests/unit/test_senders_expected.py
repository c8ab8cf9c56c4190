"""Several senders in timetables and plays: each one's quota, and the stop of one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain.campaign import Breaker, Policy, Ramp, WhenStopped
from outreach.domain.reasons import Reason
from outreach.services.operator.sender_stops import SenderStops
from outreach.simulation import Assumptions
from outreach.simulation.present_plays import PresentPlays
from world.artifacts import export_ports
from world.builders import CAMPAIGN
from world.memory import World
from world.senders import ANNA, BEN, a_pool, a_pool_sender, a_pooled_campaign, leads_of

DAY = timedelta(days=1)
QUICK = Policy(max_leads_per_tick=100, per_day=1000)


def a_world(ramp: Ramp | None = None):
    pool = a_pool(a_pool_sender(ANNA, 2, ramp), a_pool_sender(BEN, 100))
    world = World(a_pooled_campaign(pool, policy=QUICK))
    annas, bens = leads_of(ANNA, 5, pool), leads_of(BEN, 5, pool)
    world.start(*annas, *bens)
    return world, annas, bens


def timetable(world):
    return (
        PresentPlays(export_ports(world), CAMPAIGN, 1000).timetable(Assumptions(0.0, 0.0, 0.0), 0).timetable
    )


def first_days(said, leads):
    """On which days after the first the first mails are expected."""
    return sorted(said.of(lead.lead_id, 0).earliest.day - 23 for lead in leads)


def causes(said, leads):
    return {str(cause).partition(" on ")[0] for lead in leads for cause in said.of(lead.lead_id, 0).causes}


@pytest.mark.parametrize(
    ("ramp", "days", "cause"),
    [(None, [0, 0, 1, 1, 2], "quota of the sender used up"), (Ramp(1, 1, 2), [0, 1, 1, 2, 2], "ramp of the sender used up")],
    ids=["quota", "ramp"],
)  # fmt: skip
def test_each_mail_is_expected_when_its_sender_has_a_unit(ramp, days, cause):
    world, annas, bens = a_world(ramp)
    said = timetable(world)
    assert first_days(said, annas) == days
    assert first_days(said, bens) == [0] * 5
    assert cause in causes(said, annas)
    assert causes(said, bens) == set()


def test_as_many_mails_of_each_sender_go_out_on_each_day_as_are_expected():
    """Which of several leads that wait for one sender comes first is not foreseen, nor is it for the pace of a domain."""
    world, annas, bens = a_world()
    said = timetable(world)
    world.live_through(3 * DAY, timedelta(minutes=30))
    for leads in (annas, bens):
        found = [world.enrollment(lead).touches[0].at.day - 23 for lead in leads]
        assert sorted(found) == first_days(said, leads)


@pytest.mark.parametrize("how", list(WhenStopped))
def test_nobody_is_left_out_because_a_sender_is_stopped(how):
    """One whose leads wait is taken as resumed at once. The stack itself is left as it is."""
    world, _, _ = a_world()
    world.turn()
    world.clock.advance(timedelta(minutes=1))
    SenderStops(world.campaigns, world.controls, world.clock).stop(CAMPAIGN, ANNA, how, "olga", None)
    sent = sum(len(one.touches) for one in world.tables.enrollments.values())
    assert sum(1 for _ in timetable(world)) == 30 - sent
    assert world.run().sender(ANNA).stopped is how


def test_a_play_ends_when_everybody_waits_for_a_sender_that_a_breaker_stopped():
    """Nobody resumes it there. Else the play would look at each lead once an hour, for a year."""
    pool = a_pool(a_pool_sender(ANNA, 100), a_pool_sender(BEN, 100))
    campaign = a_pooled_campaign(pool, policy=replace(QUICK, breaker=Breaker(0.001, 0.001, min_sample=10)))
    world = World(campaign)
    world.start(*leads_of(ANNA, 30, pool))
    played = PresentPlays(export_ports(world), CAMPAIGN, 1000).play(Assumptions(bounces=0.2), DAY * 365)
    state = played.run.sender(ANNA)
    assert state is not None
    assert state.stopped is WhenStopped.WAIT
    waiting = [one for one in played.stack.overview.enrollments(played.run) if one.due_at is not None]
    assert {one.reason for one in waiting} == {Reason.OWN_SENDER_STOPPED}
    assert played.ticks < 200
