"""Runs that are paused because of what becomes of their mails."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import CAMPAIGN, DAY, NOON, a_campaign, a_lead
from feedback_world import BLOCK, SOFT, FeedbackWorld, bounce, complaint
from outreach.domain.breaker import Count
from outreach.domain.campaign import Breaker, Policy
from outreach.domain.control import RunStatus
from outreach.domain.ids import LIVE, CampaignId, Domain
from outreach.services.ports import ControlEvent

GENEROUS = {"max_leads_per_tick": 500, "per_day": 1000}


def people(count: int, domain: str | None = None) -> list:
    """Each at a domain of their own, unless one is given."""
    return [a_lead(f"p{n:03}", domain=domain or f"d{n:03}.example") for n in range(count)]


def a_world(leads: list, **policy) -> FeedbackWorld:
    """A world in which all of them got the first mail, and SES said so."""
    world = FeedbackWorld(a_campaign(policy=Policy(**GENEROUS, **policy)))
    world.sent(*leads)
    for lead in leads:
        world.hear("Send", lead)
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
        world.hear("Send", lead)
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
    let_bounce(world, leads[25:], sub_type="OnAccountSuppressionList")
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
        world.feedback.hear(event)
        world.hear("Send", leads[0])
    tally = world.tallies.total(f"run#{CAMPAIGN}#{LIVE}", NOON)
    assert (tally.sent, tally.bounced) == (3, 1)


def test_a_mail_counts_in_the_slot_in_which_it_was_sent() -> None:
    leads = people(1)
    world = a_world(leads)
    lead = replace(leads[0], domains=(Domain("d000.example"),))
    world.hear("Bounce", lead, at=NOON + DAY, **bounce(lead.address))
    assert world.tallies.total(f"run#{CAMPAIGN}#{LIVE}", NOON + timedelta(minutes=5)).bounced == 0
    assert world.tallies.total(f"run#{CAMPAIGN}#{LIVE}", NOON).bounced == 1
