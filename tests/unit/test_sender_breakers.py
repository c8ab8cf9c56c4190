"""Bounces and complaints of one of several senders stop that sender, and not the campaign."""

from datetime import timedelta

import pytest

from outreach.domain.breaker import Count
from outreach.domain.campaign import Breaker, Policy, WhenStopped
from outreach.domain.control import RunStatus
from outreach.domain.ids import LIVE
from outreach.domain.senders import drawn, stop_of
from outreach.services.operator.sender_stops import SenderStops
from world.builders import CAMPAIGN, a_lead
from world.feedback import FeedbackWorld, bounce, complaint
from world.senders import ANNA, BEN, CARA, a_pool, a_pool_sender, a_pooled_campaign, leads_of

QUICK = {"max_leads_per_tick": 2000, "per_day": 1000}
ANNAS, BENS, CARAS = (leads_of(sender, 50) for sender in (ANNA, BEN, CARA))


def a_world(*leads, when_stopped: WhenStopped = WhenStopped.WAIT, **policy) -> FeedbackWorld:
    """A world in which all of them got the first mail, and SES said so."""
    pool = a_pool(*(a_pool_sender(name, 1000) for name in (ANNA, BEN, CARA)), when_stopped=when_stopped)
    world = FeedbackWorld(a_pooled_campaign(pool, policy=Policy(**QUICK, **policy)))
    world.sent(*leads)
    for lead in leads:
        hear(world, "Delivery", lead)
    return world


def hear(world: FeedbackWorld, kind: str, lead, **part) -> None:
    sender = world.enrollment(lead).touches[0].sender
    assert world.hear(kind, lead, sender=f"Somebody <{sender}>", **part).outcome == "taken"


def let_bounce(world: FeedbackWorld, leads) -> None:
    for lead in leads:
        hear(world, "Bounce", lead, **bounce(lead.address))


def stopped(world: FeedbackWorld) -> dict[str, WhenStopped | None]:
    return {state.address: state.stopped for state in world.run().senders}


@pytest.mark.parametrize(("bounces", "expected"), [(4, {}), (5, {ANNA: WhenStopped.WAIT})])
def test_a_sender_is_stopped_when_more_of_its_mails_bounce_than_chance_allows(bounces, expected):
    world = a_world(*ANNAS, *BENS, *CARAS)
    let_bounce(world, ANNAS[:bounces])
    assert stopped(world) == expected
    assert world.run().status is RunStatus.RUNNING
    assert world.alarms.counts["BreakerOpened"] == bool(expected)


def test_so_it_is_by_complaints():
    world = a_world(*ANNAS, *BENS)
    for lead in ANNAS[:2]:
        hear(world, "Complaint", lead, **complaint(lead.address))
    assert stopped(world) == {ANNA: WhenStopped.WAIT}


def test_the_reason_stands_on_the_run_and_in_the_history():
    world = a_world(*ANNAS, *BENS)
    let_bounce(world, ANNAS[:5])
    (state,) = world.run().senders
    expected = f"too many mails from {ANNA} in this run went wrong: 5 bounces of 50 mails (10 %;"
    assert (state.reason or "").startswith(expected)
    event = world.controls.history()[-1]
    assert (event.subject, event.to, event.actor) == (f"sender#{CAMPAIGN}#{LIVE}#{ANNA}", "wait", "breaker")


def test_the_file_says_whether_its_leads_move():
    world = a_world(*ANNAS, *BENS, when_stopped=WhenStopped.MOVE)
    let_bounce(world, ANNAS[:5])
    assert stopped(world) == {ANNA: WhenStopped.MOVE}


def test_what_bounces_of_a_sender_that_is_stopped_stops_nothing_more():
    world = a_world(*ANNAS, *BENS, *CARAS)
    let_bounce(world, ANNAS)
    assert stopped(world) == {ANNA: WhenStopped.WAIT}
    assert world.run().status is RunStatus.RUNNING
    assert world.run().senders_version.number == 1


def test_those_that_go_on_pause_the_run_together():
    """A bad list hits all of them, and none alone has to be bad enough."""
    world = a_world(*ANNAS, *BENS, *CARAS)
    let_bounce(world, [*ANNAS[:4], *BENS[:4]])
    assert (stopped(world), world.run().status) == ({}, RunStatus.RUNNING)
    let_bounce(world, CARAS[:1])
    assert stopped(world) == {}
    assert world.run().status is RunStatus.PAUSED
    assert (world.run().reason or "").startswith(
        "too many mails of this run went wrong: 9 bounces of 150 mails"
    )


def test_one_domain_that_refuses_one_sender_stops_that_sender():
    leads = leads_of_domain(ANNA, 60)
    world = a_world(*leads, *BENS, breaker=Breaker(min_sample=60))
    let_bounce(world, leads[:6])
    assert stopped(world) == {ANNA: WhenStopped.WAIT}


def test_one_domain_that_refuses_all_senders_pauses_the_run():
    leads = [lead for sender in (ANNA, BEN, CARA) for lead in leads_of_domain(sender, 20)]
    others = [lead for sender in (ANNA, BEN, CARA) for lead in leads_of(sender, 250)]
    world = a_world(*leads, *others)
    let_bounce(world, [*leads[:2], *leads[20:22], *leads[40:41]])
    assert (stopped(world), world.run().status) == ({}, RunStatus.PAUSED)
    assert (world.run().reason or "").startswith("too many mails to big.example went wrong")


def leads_of_domain(sender: str, count: int):
    found = (a_lead(f"q{number}", domain="big.example") for number in range(1000))
    chosen = (lead for lead in found if drawn(CAMPAIGN, a_pool().senders, lead.address) == sender)
    return [next(chosen) for _ in range(count)]


def test_the_last_sender_that_goes_on_is_not_stopped_and_the_run_is_paused():
    world = a_world(*ANNAS)
    stops = SenderStops(world.campaigns, world.controls, world.clock)
    for sender in (BEN, CARA):
        stops.stop(CAMPAIGN, sender, None, "olga", None)
    let_bounce(world, ANNAS[:5])
    assert stop_of(world.run().senders, ANNA) is None
    assert world.run().status is RunStatus.PAUSED
    assert (world.run().reason or "").endswith("; no other sender goes on")


def test_after_it_was_resumed_its_earlier_bounces_do_not_count():
    world = a_world(*ANNAS, *BENS)
    let_bounce(world, ANNAS[:6])
    world.clock.advance(timedelta(minutes=10))
    SenderStops(world.campaigns, world.controls, world.clock).resume(CAMPAIGN, ANNA, "olga", "cleaned")
    let_bounce(world, ANNAS[6:12])
    assert stopped(world) == {ANNA: None}
    assert world.run().status is RunStatus.RUNNING


def test_a_sender_is_rated_over_all_campaigns():
    world = a_world(*ANNAS, *BENS)
    slot = world.clock.now()
    world.tallies.count([f"sender#{BEN}"], slot, Count.SENT, 100)
    world.tallies.count([f"sender#{BEN}"], slot, Count.BOUNCED, 20)
    let_bounce(world, BENS[:1])
    assert stopped(world) == {BEN: WhenStopped.WAIT}


def test_a_tick_stops_a_sender_before_it_enqueues_the_first_lead():
    world = FeedbackWorld(a_pooled_campaign(policy=Policy(**QUICK)))
    world.tallies.count([f"sender#{BEN}"], world.clock.now(), Count.SENT, 100)
    world.tallies.count([f"sender#{BEN}"], world.clock.now(), Count.BOUNCED, 20)
    world.start(*ANNAS[:2], *BENS[:2])
    world.clock.advance(timedelta(minutes=5))
    world.turn()
    assert stopped(world) == {BEN: WhenStopped.WAIT}
    assert {world.enrollment(lead).touches[0].sender for lead in BENS[:2]} <= {ANNA, CARA}


def test_a_sender_that_is_in_no_pool_any_more_is_counted_and_not_stopped():
    world = a_world(*ANNAS, *BENS)
    world.apply(a_pooled_campaign(a_pool(*a_pool().senders[1:]), policy=Policy(**QUICK)))
    let_bounce(world, ANNAS[:10])
    assert (stopped(world), world.run().status) == ({}, RunStatus.RUNNING)


def test_somebody_who_is_faster_wins():
    world = a_world(*ANNAS, *BENS)
    write = world.controls.say_of_sender

    def after_olga(run, state):
        world.controls.say_of_sender = write
        SenderStops(world.campaigns, world.controls, world.clock).stop(
            CAMPAIGN, ANNA, WhenStopped.MOVE, "olga", None
        )
        return write(run, state)

    world.controls.say_of_sender = after_olga
    let_bounce(world, ANNAS[:5])
    assert stopped(world) == {ANNA: WhenStopped.MOVE}
    assert world.run().senders[0].by == "olga"


def test_a_mail_costs_as_many_counts_as_with_one_sender_and_a_bounce_two_reads_more_for_each_that_goes_on():
    world = a_world(*ANNAS[:10], *BENS[:10])
    count, total = world.tallies.count, world.tallies.total
    counted, read = [], []
    world.tallies.count = lambda scopes, *about: (counted.extend(scopes), count(scopes, *about))[1]
    world.tallies.total = lambda scope, start: (read.append(scope), total(scope, start))[1]
    hear(world, "Bounce", ANNAS[0], **bounce(ANNAS[0].address))
    domain = ANNAS[0].domains[0]
    own = [f"run#demo#live#{ANNA}", f"domain#demo#live#{domain}#{ANNA}", f"sender#{ANNA}"]
    assert counted == own
    others = [
        f"{kind}#{sender}"
        for kind in ("run#demo#live", f"domain#demo#live#{domain}")
        for sender in (ANNA, BEN, CARA)
    ]
    assert read == [*own, *others]
