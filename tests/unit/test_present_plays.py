"""The timetable of a run that is under way: from the present state of a stack, which nothing changes."""

from datetime import timedelta

import pytest

from outreach.domain.campaign import AcrossCampaigns, OneSequence, Policy
from outreach.domain.control import Mode
from outreach.domain.timetable import SLACK, CauseKind
from outreach.errors import UnknownCampaign
from outreach.simulation import Assumptions
from outreach.simulation.present_plays import PresentPlays
from world.artifacts import export_ports
from world.builders import CAMPAIGN, MINUTE, NOON, a_campaign, a_lead, a_recipient_row
from world.memory import World
from world.simulated import people

DAY = timedelta(days=1)
SOME = Assumptions(0.04, 0.0, 0.03)


def a_world(*leads, policy=None):
    world = World(a_campaign(policy=policy or Policy()))
    world.start(*leads)
    return world


def timetable(world, ticks_by_hand=0):
    return PresentPlays(export_ports(world), CAMPAIGN, 1000).timetable(SOME, ticks_by_hand).timetable


def came(world, since):
    """When each mail went out from a moment on."""
    return {
        (enrollment.key.lead_id, touch.step): touch.at
        for enrollment in world.tables.enrollments.values()
        for touch in enrollment.touches.values()
        if touch.at >= since
    }


def misses(said, world, since=NOON):
    """What went out and was not said, or not at that time."""
    return {
        touch: at
        for touch, at in came(world, since).items()
        if (span := said.of(*touch)) is None or not span.has(at)
    }


@pytest.mark.parametrize(
    "policy",
    [
        Policy(),
        Policy(max_leads_per_tick=3),
        Policy(per_day=16, max_leads_per_tick=2),
        Policy(per_day=40, max_leads_per_tick=5, cooldown=4 * DAY),
    ],
    ids=["all at once", "three a tick", "sixteen a day", "forty a day and a cooldown"],
)
def test_a_run_that_nobody_disturbs_meets_every_span(policy):
    """The world ticks every minute, and the plays leave out the ticks that find nothing."""
    world = a_world(*people(40), policy=policy)
    said = timetable(world)
    world.live_through(12 * DAY, MINUTE)
    assert len(came(world, NOON)) == 120
    assert misses(said, world) == {}


def test_it_can_be_made_in_the_middle_of_a_run_and_says_nothing_of_what_went_out():
    world = a_world(*people(20), policy=Policy(max_leads_per_tick=3))
    world.live_through(3 * DAY + 2 * MINUTE, MINUTE)
    middle, before = world.clock.now(), set(came(world, NOON))
    said = timetable(world)
    assert not before & {(lead, step) for lead, step, _ in said}
    world.live_through(5 * DAY, MINUTE)
    assert misses(said, world, middle) == {}


def test_ticks_by_hand_may_bring_mails_earlier():
    world = a_world(*people(40), policy=Policy(max_leads_per_tick=3))
    by_schedule, by_hand = timetable(world), timetable(world, ticks_by_hand=10)
    for _ in range(10):
        world.turn()
        world.clock.advance(timedelta(seconds=3))
    world.live_through(timedelta(hours=1), MINUTE)
    assert misses(by_schedule, world) != {}
    assert misses(by_hand, world) == {}


def test_nothing_is_changed_on_the_stack():
    world = a_world(*people(5))
    before = dict(world.tables.enrollments)
    timetable(world)
    assert (world.tables.enrollments, world.queue.messages, world.ses.mails) == (before, [], [])
    assert world.clock.now() == NOON


def test_what_a_tick_has_read_of_SES_holds_in_the_plays():  # noqa: N802 - its name
    world = a_world(*people(30))
    world.controls.note_account(0.5, 10)
    plays = PresentPlays(export_ports(world), CAMPAIGN, 1000)
    assert (plays.given.send_rate, plays.given.account_daily_quota) == (0.5, 10)
    assert max(span.earliest for _, step, span in timetable(world) if step == 0) > NOON + DAY


def test_another_policy_is_played_and_not_applied():
    world = a_world(*people(30))
    plays = PresentPlays(export_ports(world), CAMPAIGN, 1000)
    played = plays.play(SOME, policy=Policy(per_day=10))
    assert played.stack.overview.definition(played.run).policy.per_day == 10
    assert world.runs.runs(CAMPAIGN)[0].revision == world.tables.current[CAMPAIGN]


def test_a_campaign_that_the_stack_does_not_have_is_unknown():
    with pytest.raises(UnknownCampaign):
        PresentPlays(export_ports(World()), "another", 1000)


def test_a_lead_that_is_alone_has_the_shortest_span():
    lead = a_lead()
    world = a_world(lead)
    world.suppressions.ensure([a_recipient_row(lead)])
    [first, *_] = timetable(world).spans[lead.lead_id].values()
    assert (first.earliest, first.latest) == (NOON, NOON + 2 * MINUTE + SLACK)


def with_another(one_sequence=None, cap=None):
    """Two live campaigns with three leads of one company, who are in the other one's sequence."""
    across = AcrossCampaigns(timedelta(), one_sequence, 0, cap)
    world = World(a_campaign(policy=Policy(across_campaigns=across)))
    leads = [a_lead(name, domain="big.example") for name in ("ann", "bob", "cat")]
    other = a_campaign("other", policy=Policy(across_campaigns=across))
    world.runs.apply(other, {})
    world.suppressions.ensure([a_recipient_row(lead) for lead in leads])
    world.audience.add(other.campaign_id, other.shards, leads, "test", NOON)
    world.runs.start(other.campaign_id, Mode.LIVE, "test")
    world.live_through(2 * MINUTE, MINUTE)
    world.start(*leads)
    return world


def causes(said, step=0):
    return {cause.kind for _, at, span in said if at == step for cause in span.causes}


def test_who_waits_for_the_sequence_of_another_campaign_is_told_so():
    world = with_another(OneSequence.FIRST)
    said = timetable(world)
    assert len(said) == 9
    assert causes(said) == {CauseKind.OTHER_SEQUENCE}
    assert causes(said, 1) == {CauseKind.DELAY}


def test_who_waits_for_another_week_of_the_company_is_told_so():
    said = timetable(with_another(cap=1))
    assert causes(said) >= {CauseKind.COMPANY_QUOTA}
    assert CauseKind.OTHER_SEQUENCE not in causes(said)


def test_without_such_a_rule_neither_is_named():
    assert causes(timetable(with_another())) == set()
