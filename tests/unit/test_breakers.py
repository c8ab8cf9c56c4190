"""Runs that are paused because of what becomes of their mails."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain.breaker import Count
from outreach.domain.campaign import Breaker, Policy
from outreach.domain.control import Mode, RunStatus
from outreach.domain.ids import LIVE, CampaignId, Domain
from outreach.errors import StoreUnavailable
from outreach.services.ports import ControlEvent
from world.builders import CAMPAIGN, DAY, NOON, a_campaign, a_lead
from world.feedback import (
    BLOCK,
    ON_ACCOUNT_LIST,
    ON_TENANT_LIST,
    PREDICTED,
    SOFT,
    FeedbackWorld,
    bounce,
    complaint,
)

GENEROUS = {"max_leads_per_tick": 500, "per_day": 1000}


def people(count: int, domain: str | None = None) -> list:
    """Each at a domain of their own, unless one is given."""
    return [a_lead(f"p{n:03}", domain=domain or f"d{n:03}.example") for n in range(count)]


def a_world(leads: list, **policy) -> FeedbackWorld:
    """A world in which all of them got the first mail, and SES said so."""
    world = FeedbackWorld(a_campaign(policy=Policy(**GENEROUS, **policy)))
    world.sent(*leads)
    for lead in leads:
        world.hear("Delivery", lead)
    return world


def let_bounce(world: FeedbackWorld, leads: list, **given) -> None:
    for lead in leads:
        assert world.hear("Bounce", lead, **bounce(lead.address, **given)).outcome == "taken"


@pytest.mark.parametrize(("bounces", "status"), [(4, RunStatus.RUNNING), (5, RunStatus.PAUSED)])
def test_a_run_is_paused_when_more_bounce_than_chance_allows(bounces: int, status: RunStatus) -> None:
    leads = people(50)
    world = a_world(leads)
    let_bounce(world, leads[:bounces])
    assert world.run().status is status
    assert world.alarms.counts["BreakerOpened"] == (status is RunStatus.PAUSED)


def test_the_reason_stands_on_the_run_and_in_the_history() -> None:
    leads = people(50)
    world = a_world(leads)
    let_bounce(world, leads[:5])
    run = world.run()
    assert run.changed_by == "breaker"
    assert run.reason is not None
    assert run.reason.startswith("too many mails of this run went wrong: 5 bounces of 50 mails (10 %;")
    assert world.controls.history()[-1] == ControlEvent(
        world.clock.now(), f"{CAMPAIGN}#{LIVE}", RunStatus.PAUSED, "breaker", run.reason
    )


def test_a_paused_run_sends_nothing_and_an_operator_resumes_it() -> None:
    leads = people(60)
    world = FeedbackWorld(a_campaign(policy=Policy(max_leads_per_tick=50, per_day=1000)))
    world.sent(*leads)
    first = [lead for lead in leads if world.mails_to(lead)]
    for lead in first:
        world.hear("Delivery", lead)
    let_bounce(world, first[:5])
    world.turn()
    assert len(world.ses.accepted) == 50
    world.runs.resume(CAMPAIGN, "test", "the list was cleaned")
    world.turn()
    assert len(world.ses.accepted) == 60


def test_bounces_behind_an_alias_pause_a_run_too() -> None:
    leads = people(50)
    world = a_world(leads)
    for number, lead in enumerate(leads[:5]):
        world.hear("Bounce", lead, **bounce(f"mailbox{number}@relay.example"))
    assert world.run().status is RunStatus.PAUSED


def test_fewer_mails_than_the_sample_say_nothing() -> None:
    leads = people(49)
    world = a_world(leads)
    let_bounce(world, leads)
    assert world.run().status is RunStatus.RUNNING


@pytest.mark.parametrize(("complaints", "status"), [(1, RunStatus.RUNNING), (2, RunStatus.PAUSED)])
def test_two_complaints_in_a_small_run_pause_it_and_one_does_not(complaints: int, status: RunStatus) -> None:
    leads = people(50)
    world = a_world(leads)
    for lead in leads[:complaints]:
        world.hear("Complaint", lead, **complaint(lead.address))
    assert world.run().status is status


def test_soft_bounces_and_what_ses_did_not_send_pause_nothing() -> None:
    leads = people(50)
    world = a_world(leads)
    let_bounce(world, leads[:25], **SOFT)
    let_bounce(world, leads[25:30], **ON_ACCOUNT_LIST)
    let_bounce(world, leads[30:35], **ON_TENANT_LIST)
    let_bounce(world, leads[35:], **PREDICTED)
    assert world.run().status is RunStatus.RUNNING


def test_blocks_suppress_nobody_and_pause_the_run() -> None:
    leads = people(50)
    world = a_world(leads)
    let_bounce(world, leads[:5], **BLOCK)
    assert world.run().status is RunStatus.PAUSED
    assert all(world.orders(lead) == [] for lead in leads)


def test_a_bad_domain_pauses_the_run_and_is_named() -> None:
    """Four in fifty mails of one domain are too few for the run as a whole, and so are five in five hundred."""
    bad, good = people(50, "bad.example"), [a_lead(f"g{n:03}", domain=f"g{n:03}.example") for n in range(200)]
    world = a_world(bad + good)
    let_bounce(world, bad[:5])
    assert world.run().status is RunStatus.PAUSED
    assert "too many mails to bad.example went wrong: 5 bounces of 50 mails" in str(world.run().reason)


def test_a_sender_is_judged_by_all_its_campaigns_and_a_domain_is_not() -> None:
    """What the other campaign's mails did counts for the address they came from, not for this run's domains."""
    leads = people(50)
    world = a_world(leads)
    for scope in ("sender#sales@us.example", "domain#other#live#d000.example", "run#other#live"):
        for _ in range(20):
            world.tallies.count([scope], NOON, Count.BOUNCED)
    let_bounce(world, leads[:1])
    assert "from sales@us.example went wrong: 21 bounces of 50 mails" in str(world.run().reason)


def test_only_the_run_whose_event_it_is_is_paused() -> None:
    leads = people(50)
    world = a_world(leads)
    other = a_campaign("other")
    world.runs.apply(other, {})
    world.audience.add(CampaignId("other"), other.shards, leads[:1], "test", NOON)
    world.runs.start(CampaignId("other"), world.run().mode, "test")
    let_bounce(world, leads[:5])
    found = world.controls.run(CampaignId("other"), LIVE)
    assert (world.run().status, found and found.status) == (RunStatus.PAUSED, RunStatus.RUNNING)


def test_a_cancel_that_comes_while_a_breaker_opens_is_final() -> None:
    leads = people(50)
    world = a_world(leads)
    let_bounce(world, leads[:4])
    total = world.tallies.total

    def cancelled_meanwhile(scope, start):
        world.tallies.total = total
        world.runs.cancel(CAMPAIGN, "ann", "the wrong list")
        return total(scope, start)

    world.tallies.total = cancelled_meanwhile
    let_bounce(world, leads[4:5])
    assert (world.run().status, world.run().changed_by) == (RunStatus.CANCELLED, "ann")


def test_the_limits_are_the_campaigns_and_can_be_off() -> None:
    leads = people(50)
    for breaker, status in (
        (None, RunStatus.RUNNING),
        (Breaker(max_bounces=0.2), RunStatus.RUNNING),
        (Breaker(max_bounces=0.01), RunStatus.PAUSED),
        (Breaker(max_bounces=0.01, min_sample=51), RunStatus.RUNNING),
    ):
        world = a_world(leads, breaker=breaker)
        let_bounce(world, leads[:4])
        assert world.run().status is status, breaker
    assert FeedbackWorld(a_campaign(policy=Policy(breaker=None))).tables.tallies == {}


def test_after_a_resume_late_bounces_of_the_mails_before_it_do_not_pause_again() -> None:
    leads = people(50)
    world = a_world(leads)
    let_bounce(world, leads[:5])
    world.clock.advance(timedelta(hours=1))
    world.runs.resume(CAMPAIGN, "test", None)
    let_bounce(world, leads[5:20])
    assert world.run().status is RunStatus.RUNNING


def test_a_week_later_old_bounces_count_no_more() -> None:
    leads = people(60)
    world = a_world(leads)
    let_bounce(world, leads[:4])
    world.clock.advance(8 * DAY)
    let_bounce(world, leads[4:6])
    assert world.run().status is RunStatus.RUNNING
    assert world.tallies.total(f"run#{CAMPAIGN}#{LIVE}", NOON).bounced == 6


def test_an_event_counts_once_however_often_it_comes() -> None:
    leads = people(3)
    world = a_world(leads)
    event = world.event(world.mail_to(leads[0]), "Bounce", **bounce(leads[0].address))
    for _ in range(5):
        world.take(event)
        world.hear("Delivery", leads[0])
    tally = world.tallies.total(f"run#{CAMPAIGN}#{LIVE}", NOON)
    assert (tally.sent, tally.bounced) == (3, 1)


def test_a_mail_counts_in_the_slot_in_which_it_was_sent() -> None:
    leads = people(1)
    world = a_world(leads)
    lead = replace(leads[0], domains=(Domain("d000.example"),))
    world.hear("Bounce", lead, at=NOON + DAY, **bounce(lead.address))
    assert world.tallies.total(f"run#{CAMPAIGN}#{LIVE}", NOON + timedelta(minutes=5)).bounced == 0
    assert world.tallies.total(f"run#{CAMPAIGN}#{LIVE}", NOON).bounced == 1


# --- short runs, whose bounces come when they are finished ---


def daily(world: FeedbackWorld, day: int) -> list:
    """Import 40 people, let the run go on and come to its end; then ten of the new mails bounce."""
    leads = [a_lead(f"d{day}p{n:02}", domain=f"d{day}p{n:02}.example") for n in range(40)]
    world.import_leads(*leads)
    world.runs.start(CAMPAIGN, Mode.LIVE, "test")
    for _ in range(4):
        world.clock.advance(timedelta(minutes=1))
        world.turn()
    written = [lead for lead in leads if world.mails_to(lead)]
    for lead in written:
        world.hear("Delivery", lead, sent_at=world.clock.now())
    for lead in written[:10]:
        world.hear("Bounce", lead, sent_at=world.clock.now(), **bounce(lead.address))
    world.clock.advance(DAY)
    return written


@pytest.fixture
def short() -> FeedbackWorld:
    """A campaign of one step, of which the second day is over: 20 of 80 mails have bounced."""
    one_step = a_campaign(steps=a_campaign().steps[:1], policy=Policy(**GENEROUS))
    world = FeedbackWorld(one_step)
    for day in range(2):
        assert len(daily(world, day)) == 40
        assert world.run().status is RunStatus.FINISHED
    return world


def test_a_run_that_is_started_again_is_paused_for_what_was_said_after_its_end(short) -> None:
    assert daily(short, 2) == []
    run = short.run()
    assert (run.status, run.changed_by) == (RunStatus.PAUSED, "breaker")
    assert str(run.reason).startswith("too many mails of this run went wrong: 20 bounces of 80 mails (25 %;")
    assert short.alarms.counts["BreakerOpened"] == 1


def test_a_tick_that_pauses_a_run_enqueues_nothing_of_it(short) -> None:
    short.import_leads(a_lead("zoe"))
    short.runs.start(CAMPAIGN, Mode.LIVE, "test")
    report = short.tick()
    assert (report.outcomes, short.queue.messages) == ({f"{CAMPAIGN}#{LIVE}": "paused by a breaker"}, [])


def test_after_a_resume_it_goes_on_and_is_not_paused_again_for_the_same(short) -> None:
    daily(short, 2)
    short.runs.resume(CAMPAIGN, "test", "the list was cleaned")
    short.turn()
    assert len(short.ses.mails) == 120
    short.turn()
    assert short.run().status is RunStatus.FINISHED
    short.clock.advance(DAY)
    assert len(daily(short, 3)) == 40


def test_a_week_later_a_run_is_started_again_as_if_nothing_had_been(short) -> None:
    short.clock.advance(7 * DAY)
    assert len(daily(short, 2)) == 40


def test_a_sender_is_looked_at_too_as_its_run_goes_on(short) -> None:
    """Another campaign's mails from the same address bounced meanwhile."""
    short.tables.tallies.clear()
    for what in (*[Count.SENT] * 80, *[Count.BOUNCED] * 20):
        short.tallies.count(["sender#sales@us.example", "run#other#live"], short.clock.now(), what)
    assert daily(short, 2) == []
    assert "too many mails from sales@us.example went wrong" in str(short.run().reason)


def test_a_rehearsal_is_paused_by_no_breaker() -> None:
    world = FeedbackWorld()
    for _ in range(80):
        world.tallies.count(["sender#sales@us.example"], world.clock.now(), Count.BOUNCED)
    world.start(*people(3), mode=Mode.PROOF)
    world.turn()
    assert len(world.tables.proof_mails) == 3


def test_a_campaign_without_breakers_goes_on(short) -> None:
    short.apply(replace(short.campaign, policy=Policy(**GENEROUS, breaker=None)))
    assert len(daily(short, 2)) == 40


def test_nothing_goes_out_while_the_counts_cannot_be_read(short) -> None:
    def unreadable(*_):
        raise StoreUnavailable("Query")

    total, short.tallies.total = short.tallies.total, unreadable
    assert daily(short, 2) == []
    assert short.run().status is RunStatus.RUNNING
    short.tallies.total = total
    short.turn()
    assert short.run().status is RunStatus.PAUSED


def test_the_breakers_are_looked_at_once_as_a_run_goes_on_and_not_at_each_tick() -> None:
    world = FeedbackWorld()
    looks = []
    total = world.tallies.total
    world.tallies.total = lambda scope, start: looks.append(scope) or total(scope, start)
    world.start(*people(3))
    for _ in range(30):
        world.turn()
        world.clock.advance(timedelta(minutes=1))
    assert looks == [f"run#{CAMPAIGN}#{LIVE}", "sender#sales@us.example"]
