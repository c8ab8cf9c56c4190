"""A simulation that begins with the present state of a stack."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import pytest

from outreach.domain.campaign import AcrossCampaigns, DomainPace, PacePeriod, Policy
from outreach.domain.control import Mode, RunStatus
from outreach.domain.enrollment import State
from outreach.domain.ids import LIVE, CampaignId, LeadId, RunId
from outreach.domain.reasons import Reason
from outreach.domain.suppression import Hold
from outreach.errors import RefusedChange, UnknownCampaign
from outreach.memory import FixedClock
from outreach.memory.holds import MemoryHolds
from outreach.memory.unkept_mails import UnkeptMails
from outreach.simulation import Given, Simulation, copy_present_state
from world.artifacts import export_ports
from world.builders import CAMPAIGN, a_campaign, a_fence, a_lead, an_order
from world.memory import World
from world.simulated import NOBODY_MOVES, people

DAYS = timedelta(days=1)
YEAR = 365 * DAYS
OTHER = CampaignId("other")


def begun(world, campaign_id=CAMPAIGN, account=50_000):
    """Return a simulation that begins with the present state of this world, and what was found there."""
    clock = FixedClock(world.clock.now())
    given = Given(clock.now(), account_daily_quota=account)
    simulation = Simulation(given, NOBODY_MOVES, UnkeptMails(clock), clock)
    return simulation, copy_present_state(simulation.stack, export_ports(world), campaign_id)


@dataclass(frozen=True)
class Told:
    """What becomes of a touch after the beginning."""

    campaign_id: CampaignId
    run_id: RunId
    lead_id: LeadId
    step: int
    at: datetime
    reason: Reason | None


def foretold(world, campaign_id=CAMPAIGN, account=50_000, days=365, start=None):
    """Play, and list what becomes of the touches that nothing had become of before."""
    simulation, _ = begun(world, campaign_id, account)
    now = world.clock.now()
    played = simulation.play(campaign_id, now + days * DAYS, start)
    return [
        Told(one.key.campaign_id, one.key.run_id, one.key.lead_id, touch.step, touch.at, touch.reason)
        for run in played.stack.controls.runs()
        for one in played.stack.overview.enrollments(run)
        for touch in one.touches.values()
        if touch.at > now
    ]


def contents(world):
    tables = world.tables
    names = [name for name in type(tables).__slots__ if name != "lock"]
    return deepcopy({name: getattr(tables, name) for name in names}), world.kill_switch.states()


def start_other(world, *leads, **policy):
    campaign = a_campaign(OTHER, policy=Policy(**policy))
    world.runs.apply(campaign, {})
    world.audience.add(OTHER, campaign.shards, leads, "test", world.clock.now())
    world.runs.start(OTHER, Mode.LIVE, "test")


def test_what_was_sent_is_not_sent_again_and_the_rest_comes_in_its_time():
    world, lead = World(), a_lead()
    world.start(lead)
    world.turn()
    sent = world.clock.now()
    world.clock.advance(1 * DAYS)
    told = foretold(world)
    assert [(one.step, one.at - sent) for one in told] == [(1, 3 * DAYS), (2, 7 * DAYS)]
    assert {one.reason for one in told} == {None}


def test_nothing_is_written_to_the_stack():
    world = World()
    world.start(*people(5))
    world.turn()
    start_other(world, *people(3))
    world.controls.set_killed(killed=True, actor="op", reason=None, now=world.clock.now())
    before = contents(world)
    foretold(world)
    assert contents(world) == before


def test_a_campaign_that_was_never_started_is_simulated_as_if_started_now():
    world = World()
    world.import_leads(*people(4))
    assert Counter(one.step for one in foretold(world)) == {0: 4, 1: 4, 2: 4}


def test_an_order_of_the_stack_stops_its_lead():
    world, (one, other, third) = World(), people(3)
    world.start(one, other, third)
    world.suppressions.order_recipient(one.recipient, one.address, an_order())
    world.suppressions.order_domain(other.domains[0], an_order(Reason.DNC))
    told = foretold(world)
    assert {(each.lead_id, each.reason) for each in told if each.reason} == {
        (one.lead_id, Reason.UNSUBSCRIBED),
        (other.lead_id, Reason.DOMAIN_SUPPRESSED),
    }
    assert Counter(each.lead_id for each in told)[third.lead_id] == 3


def test_a_lead_without_a_row_gets_no_mail():
    """It could have an order that nobody could read."""
    world, lead = World(), a_lead()
    world.audience.add(CAMPAIGN, world.campaign.shards, [lead], "test", world.clock.now())
    assert not [one for one in foretold(world, days=30) if one.reason is None]


def test_a_hold_of_the_stack_delays_its_lead():
    world, lead = World(), a_lead()
    world.start(lead)
    until = world.clock.now() + 2 * DAYS
    MemoryHolds(world.tables).hold(lead.recipient, CAMPAIGN, Hold(until, "reply"))
    assert foretold(world)[0].at >= until


def test_what_was_used_of_the_quota_today_is_used_up():
    world = World(a_campaign(policy=Policy(per_day=3)))
    world.start(*people(5))
    world.turn()
    assert min(one.at for one in foretold(world)).date() == world.clock.now().date() + DAYS


def test_what_was_used_on_earlier_days_is_used_up():
    world = World(a_campaign(policy=Policy(per_day=3, per_week=4)))
    world.start(*people(9))
    world.turn()
    world.clock.advance(DAYS)
    mails = Counter(one.at.date() for one in foretold(world))
    monday = world.clock.now().date() + 6 * DAYS
    assert mails[world.clock.now().date()] == 1
    assert min(day for day in mails if day > world.clock.now().date()) == monday


def test_what_went_to_a_domain_today_is_counted():
    world = World(a_campaign(policy=Policy(max_leads_per_tick=3, per_domain=DomainPace(3, PacePeriod.DAY))))
    world.start(*(a_lead(f"p{number}", domain="big.example") for number in range(5)))
    world.turn()
    assert len(world.ses.mails) == 3
    assert min(one.at for one in foretold(world)).date() == world.clock.now().date() + DAYS


def test_another_campaign_uses_the_quota_of_the_account():
    world = World()
    world.start(*people(10))
    alone = foretold(world, account=4)
    start_other(world, *people(10))
    beside = foretold(world, account=4)
    assert len(beside) == 2 * len(alone)
    assert max(one.at for one in beside) > max(one.at for one in alone) + 5 * DAYS
    assert max(Counter(one.at.date() for one in beside).values()) == 4


def test_another_campaign_s_mail_delays_its_lead():
    """The other campaign is over, and the row of the person says that it wrote."""
    together, lead = AcrossCampaigns(cooldown=5 * DAYS), a_lead()
    world = World(a_campaign(policy=Policy(across_campaigns=together)))
    world.import_leads(lead)
    start_other(world, lead, across_campaigns=together)
    world.turn()
    wrote = world.clock.now()
    world.runs.cancel(OTHER, "op", None)
    world.clock.advance(1 * DAYS)
    assert min(one.at - wrote for one in foretold(world) if one.reason is None) >= 5 * DAYS


def test_a_paused_run_goes_on_as_if_it_were_resumed_now():
    world = World()
    world.start(*people(2))
    world.runs.pause(CAMPAIGN, "op", "lunch")
    simulation, copied = begun(world)
    assert copied.run is not None
    assert copied.run.status is RunStatus.PAUSED
    assert simulation.play(CAMPAIGN, world.clock.now() + YEAR).run.status is RunStatus.FINISHED


def test_a_pause_of_another_campaign_stands():
    world = World()
    world.start(*people(2))
    start_other(world, *people(2))
    world.runs.pause(OTHER, "op", None)
    assert {one.campaign_id for one in foretold(world)} == {CAMPAIGN}


def test_a_stop_of_everything_is_taken_as_lifted():
    world = World()
    world.start(*people(2))
    world.controls.set_killed(killed=True, actor="op", reason=None, now=world.clock.now())
    simulation, copied = begun(world)
    assert copied.run is not None
    assert simulation.play(CAMPAIGN, world.clock.now() + YEAR).run.status is RunStatus.FINISHED


def test_a_rehearsal_takes_no_part():
    world = World()
    world.start(*people(2), mode=Mode.PROOF)
    assert {one.run_id for one in foretold(world)} == {LIVE}


def claimed_a_while_ago(while_ago):
    world, lead = World(), a_lead()
    world.start(lead)
    found = world.enrollment(lead)
    world.enrollments.claim(found.key, a_fence(found), "claim-1", world.clock.now())
    assert world.enrollment(lead).state is State.SENDING
    world.clock.advance(while_ago)
    return world


def test_a_mail_that_is_being_sent_counts_as_sent_and_delays_nothing():
    world = claimed_a_while_ago(timedelta(seconds=2))
    second, third = foretold(world)
    assert (second.step, third.step) == (1, 2)
    assert second.at - world.clock.now() < 3 * DAYS + timedelta(minutes=2)


def test_a_mail_of_a_sender_that_died_is_closed_and_the_sequence_goes_on():
    world = claimed_a_while_ago(timedelta(minutes=20))
    assert [one.step for one in foretold(world)] == [0, 1, 2]


def test_a_cancelled_campaign_is_refused():
    world = World()
    world.start(a_lead())
    world.runs.cancel(CAMPAIGN, "op", None)
    with pytest.raises(RefusedChange, match="cancelled, which is final"):
        foretold(world)


def test_a_campaign_that_the_stack_does_not_have_is_unknown():
    with pytest.raises(UnknownCampaign):
        begun(World(), CampaignId("nobody"))


def test_many_runs_cost_no_more_ticks_than_one():
    world = World()
    world.start(a_lead())
    start_other(world, a_lead())
    simulation, _ = begun(world)
    assert simulation.play(CAMPAIGN, world.clock.now() + YEAR).ticks <= 12


def noted(reads, name, call, *given, **how):
    reads[name] += 1
    return call(*given, **how)


def test_the_stack_is_read_once_and_in_batches(monkeypatch):
    """Whoever has an order comes with the scan of the table. The others are read a hundred at a time."""
    world, leads = World(), people(250)
    world.start(*leads)
    for lead in leads[:50]:
        world.suppressions.order_recipient(lead.recipient, lead.address, an_order())
    reads = Counter()
    ports = export_ports(world)
    for name in ("enrollments", "audience", "suppressions", "quotas", "controls", "campaigns"):
        port = getattr(ports, name)
        for method in [one for one in vars(type(port)) if not one.startswith("_")]:
            call = partial(noted, reads, f"{name}.{method}", getattr(port, method))
            monkeypatch.setattr(port, method, call)
    clock = FixedClock(world.clock.now())
    stack = Simulation(Given(clock.now()), NOBODY_MOVES, UnkeptMails(clock), clock).stack
    reads.clear()
    copy_present_state(stack, ports, CAMPAIGN)
    assert reads == {
        "campaigns.current": 1,
        "campaigns.definition": 1 + 1,  # `current` of the memory asks it
        "controls.control": 1,
        "controls.runs": 1,
        "enrollments.of_run": 1,
        "audience.leads": 1,
        "quotas.used": 1,
        "quotas.days": 1,
        "suppressions.all": 1,
        "suppressions.recipients": 2,
    }


def test_a_run_is_started_at_its_time_and_others_go_on_until_then():
    world = World()
    world.import_leads(*people(2))
    start_other(world, *people(2))
    start = world.clock.now() + 2 * DAYS
    told = foretold(world, start=start)
    first = {one: min(each.at for each in told if each.campaign_id == one) for one in (CAMPAIGN, OTHER)}
    assert first[CAMPAIGN] > start
    assert first[OTHER] < start


def test_a_run_that_starts_later_ticks_once_a_minute():
    world = World()
    world.import_leads(*people(20))
    start_other(world, *people(20), per_day=2, max_leads_per_tick=1)
    simulation, _ = begun(world)
    now = world.clock.now()
    ticks = simulation.play(CAMPAIGN, now + 20 * DAYS, now + 2 * DAYS).ticks
    assert ticks <= 80
