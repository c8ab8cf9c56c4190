"""The planner over the in-memory adapters: what is enqueued, once a pass, and what stops it."""

from collections import Counter
from datetime import timedelta

import pytest

from outreach.domain.campaign import Policy
from outreach.domain.control import KillSwitch, Mode, RunStatus
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import State
from outreach.domain.ids import LIVE, LeadId, shard_of
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.lease import LEASE_DURATION
from outreach.domain.reasons import Reason
from outreach.domain.reply import Reply
from outreach.domain.walk import order_of_turns
from outreach.errors import StoreUnavailable
from outreach.services.tick import turn as tick_module
from world.builders import CAMPAIGN, MINUTE, NOON, SHARDS, a_campaign, a_lead, a_run
from world.memory import LONG, World

MANY = Policy(max_leads_per_tick=1000)


@pytest.fixture
def world() -> World:
    return World(a_campaign(policy=MANY))


def leads(count: int):
    return [a_lead(f"lead{number:03}") for number in range(count)]


def enqueued(world: World) -> list[str]:
    return sorted(message.lead_id for message in world.queue.messages)


def test_every_due_lead_is_enqueued_once_a_pass(world: World) -> None:
    world.start(*leads(30))
    world.tick()
    world.tick()
    assert enqueued(world) == sorted(lead.lead_id for lead in leads(30))


def test_at_most_max_leads_per_tick_are_enqueued_and_the_next_tick_goes_on() -> None:
    world = World(a_campaign(policy=Policy(max_leads_per_tick=25)))
    world.start(*leads(30))
    assert world.tick().enqueued == {"demo#live": 25}
    assert world.tick().enqueued == {"demo#live": 5}
    assert len(set(enqueued(world))) == 30


def test_a_lead_that_was_lost_with_its_message_is_found_by_the_next_pass(world: World) -> None:
    world.start(*leads(3))
    world.tick()
    world.queue.messages.clear()
    world.clock.advance(9 * MINUTE)
    world.tick()
    assert enqueued(world) == []
    world.clock.advance(MINUTE)
    world.tick()
    assert len(enqueued(world)) == 3


def test_the_cursor_stays_before_what_the_queue_refused(world: World) -> None:
    world.start(*leads(12))
    world.queue.refused = {2, 7}
    assert world.tick().outcomes == {"demo#live": "queue refused"}
    first = len(enqueued(world))
    world.tick()
    assert first == 10
    assert set(enqueued(world)) == {lead.lead_id for lead in leads(12)}


def test_a_follow_up_comes_before_more_first_contacts_than_a_tick_takes() -> None:
    world = World(a_campaign(policy=Policy(max_leads_per_tick=3)))
    world.start(a_lead("early"))
    world.turn()
    world.clock.advance(timedelta(days=2))
    world.import_leads(*leads(5))
    now = world.clock.now()
    world.enrollments.add([first_enrollment(lead, world.run(), world.campaign, now) for lead in leads(5)])
    world.clock.advance(timedelta(days=1))
    assert world.tick().enqueued == {"demo#live": 3}
    assert world.queue.messages[0].lead_id == "lead-early"


def test_a_tick_that_dies_as_it_enqueues_has_moved_no_cursor(world: World) -> None:
    """A cursor that was saved before its messages would keep them waiting until the next pass."""
    world.start(*leads(3))
    enqueue = world.queue.enqueue

    def dies(_messages):
        raise StoreUnavailable

    world.queue.enqueue = dies
    assert world.tick().outcomes == {"demo#live": "store unavailable"}
    world.queue.enqueue = enqueue
    world.tick()
    assert len(enqueued(world)) == 3


def test_a_lease_held_by_another_is_a_normal_outcome(world: World) -> None:
    world.start(a_lead())
    world.leases.acquire(CAMPAIGN, "live", "other", world.clock.now())
    assert world.tick().outcomes == {"demo#live": "lease held by another"}
    world.clock.advance(LEASE_DURATION)
    world.tick()
    assert len(world.queue.messages) == 1


def test_a_tick_that_lost_its_lease_cannot_move_the_cursor(world: World) -> None:
    world.start(*leads(3))
    enqueue = world.queue.enqueue

    def frozen_meanwhile(messages):
        world.clock.advance(LEASE_DURATION + MINUTE)
        world.leases.acquire(CAMPAIGN, "live", "other", world.clock.now())
        return enqueue(messages)

    world.queue.enqueue = frozen_meanwhile
    assert world.tick().outcomes == {"demo#live": "lease lost"}
    world.queue.enqueue = enqueue
    world.clock.advance(LEASE_DURATION + MINUTE)
    world.tick()
    assert len(enqueued(world)) == 6


@pytest.mark.parametrize("state", [KillSwitch.ON, KillSwitch.UNREADABLE])
def test_nothing_is_enqueued_while_killed_or_unreadable(world: World, state: KillSwitch) -> None:
    world.start(a_lead())
    world.kill_switch.state = state
    world.tick()
    assert world.queue.messages == []


def test_a_kill_switch_that_cannot_be_read_is_counted_at_each_tick(world: World) -> None:
    world.start(a_lead())
    world.kill_switch.state = KillSwitch.UNREADABLE
    world.tick()
    world.tick()
    assert world.alarms.counts == {"KillSwitchUnreadable": 2}


def test_a_global_row_that_is_missing_counts_as_a_switch_that_cannot_be_read(world: World) -> None:
    world.start(a_lead())
    world.tables.control = None
    world.tick()
    assert world.queue.messages == []
    assert world.alarms.counts == {"KillSwitchUnreadable": 1}


@pytest.mark.parametrize("state", [KillSwitch.ON, KillSwitch.OFF])
def test_a_kill_switch_that_can_be_read_is_not_counted(world: World, state: KillSwitch) -> None:
    world.start(a_lead())
    world.kill_switch.state = state
    world.tick()
    assert world.alarms.counts == {}


def test_the_global_row_alone_stops_the_tick(world: World) -> None:
    world.start(a_lead())
    world.controls.set_killed(killed=True, actor="test", reason=None, now=NOON)
    world.tick()
    assert world.queue.messages == []


def test_nothing_is_enqueued_while_paused_and_all_of_it_right_after_the_resume(world: World) -> None:
    world.start(*leads(3))
    world.tick()
    world.queue.messages.clear()
    world.runs.pause(CAMPAIGN, "test", None)
    world.clock.advance(MINUTE)
    world.tick()
    assert enqueued(world) == []
    world.runs.resume(CAMPAIGN, "test", None)
    world.tick()
    assert len(enqueued(world)) == 3


def test_all_leads_of_a_cancelled_run_are_ended_at_once_whenever_they_are_due() -> None:
    world = World(a_campaign(policy=Policy(max_leads_per_tick=2, per_day=2)))
    world.start(*leads(5))
    world.turn()
    world.runs.cancel(CAMPAIGN, "test", None)
    world.clock.advance(MINUTE)
    world.turn()
    assert {world.enrollment(lead).reason for lead in leads(5)} == {Reason.CANCELLED}
    world.tick()
    assert world.run().closed
    assert len(world.ses.mails) == 2


def until_noon_passed(days: int, **policy: int) -> World:
    """A world at noon, whose campaign's last day is `days` from now."""
    return World(a_campaign(policy=Policy(ends=NOON.date() + timedelta(days=days), **policy)))


def test_after_the_last_day_all_leads_are_ended_at_once_whenever_they_are_due() -> None:
    """No quota is asked, because nobody is written to."""
    world = until_noon_passed(1, max_leads_per_tick=2, per_day=2)
    world.start(*leads(5))
    world.turn()
    world.clock.advance(timedelta(hours=36))
    world.turn()
    assert {world.enrollment(lead).reason for lead in leads(5)} == {Reason.CAMPAIGN_ENDED}
    world.tick()
    world.tick()
    assert world.run().closed
    assert len(world.ses.mails) == 2


def test_on_the_last_day_nobody_is_ended() -> None:
    world = until_noon_passed(0)
    world.start(*leads(5))
    world.turn()
    world.clock.moment = NOON + timedelta(hours=12) - MINUTE
    world.turn()
    assert {world.enrollment(lead).state for lead in leads(5)} == {State.DUE}
    assert len(world.ses.mails) == 5


def test_an_end_that_is_moved_before_it_comes_keeps_everybody() -> None:
    world = until_noon_passed(0)
    world.start(*leads(2))
    world.turn()
    world.apply(a_campaign(policy=Policy(ends=NOON.date() + timedelta(days=30))))
    world.live_through(timedelta(days=9))
    assert {world.enrollment(lead).reason for lead in leads(2)} == {Reason.COMPLETED}


def test_an_end_that_is_moved_afterwards_brings_back_nobody() -> None:
    world = until_noon_passed(0)
    world.start(*leads(2))
    world.turn()
    world.clock.advance(timedelta(days=1))
    world.turn()
    world.apply(a_campaign(policy=Policy(ends=NOON.date() + timedelta(days=30))))
    world.live_through(timedelta(days=9))
    assert {world.enrollment(lead).reason for lead in leads(2)} == {Reason.CAMPAIGN_ENDED}
    assert len(world.ses.mails) == 2


def test_a_paused_run_ends_its_leads_when_it_goes_on() -> None:
    world = until_noon_passed(0)
    world.start(*leads(2))
    world.runs.pause(CAMPAIGN, "test", None)
    world.clock.advance(timedelta(days=1))
    world.turn()
    assert {world.enrollment(lead).state for lead in leads(2)} == {State.DUE}
    world.runs.resume(CAMPAIGN, "test", None)
    world.turn()
    assert {world.enrollment(lead).reason for lead in leads(2)} == {Reason.CAMPAIGN_ENDED}
    assert world.ses.mails == []


def test_a_full_queue_takes_nothing_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tick_module, "most_waiting", lambda *_: 10)
    world.start(*leads(30))
    world.tick()
    world.tick()
    assert len(world.queue.messages) == 10


def test_a_run_that_takes_all_the_room_there_is_does_not_take_it_at_each_tick(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the schedule is slower than once a minute, and keeps step with the number of runs."""
    monkeypatch.setattr(tick_module, "most_waiting", lambda *_: 1)
    world.start(*leads(30))
    world.runs.start(CAMPAIGN, Mode.PROOF, "test")
    served = set()
    for number in range(10):
        world.tick(f"request-{number}")
        served |= {message.run_id for message in world.queue.messages}
        world.queue.messages.clear()
        world.clock.advance(2 * MINUTE)
    assert served == {"live", "proof-1"}


def test_each_run_has_the_first_turn_about_as_often_as_the_others() -> None:
    runs = [a_run(run_id=f"proof-{number}") for number in range(5)]
    first = Counter(order_of_turns(runs, f"request-{number}")[0].run_id for number in range(1000))
    assert len(first) == 5
    assert all(150 < count < 250 for count in first.values())


def test_a_tick_gives_each_run_one_turn() -> None:
    runs = [a_run(run_id=f"proof-{number}") for number in range(5)]
    turns = order_of_turns(runs, "request-1")
    assert sorted(turns, key=lambda run: run.run_id) == runs
    assert order_of_turns(runs, "request-1") == turns
    assert order_of_turns([], "request-1") == []


def test_no_more_is_enqueued_than_todays_quota_still_allows() -> None:
    world = World(a_campaign(policy=Policy(per_day=4)))
    world.start(*leads(9))
    world.quotas.reserve("demo#live", "2026-11-23", 1, 4)
    world.tick()
    assert len(world.queue.messages) == 3


def test_two_campaigns_tick_side_by_side_and_one_in_trouble_does_not_stop_the_other(world: World) -> None:
    world.start(a_lead())
    world.runs.start(CAMPAIGN, Mode.PROOF, "test")
    acquire = world.leases.acquire

    def fails_for_live(campaign_id, run_id, holder, now):
        if run_id == "live":
            raise StoreUnavailable
        return acquire(campaign_id, run_id, holder, now)

    world.leases.acquire = fails_for_live
    assert world.tick().outcomes == {"demo#live": "store unavailable", "demo#proof-1": "walked"}


def test_a_run_is_not_finished_while_its_audience_is_still_being_enrolled(world: World) -> None:
    world.start(a_lead())
    world.turn()
    world.controls.mark_enrolled(CAMPAIGN, "live", enrolled=False)
    world.live_through(timedelta(days=9))
    assert world.run().status is RunStatus.RUNNING


def test_leads_that_come_in_while_a_run_is_being_finished_start_it_again(world: World) -> None:
    world.start(a_lead())
    world.live_through(timedelta(days=7, hours=2))
    assert (world.run().status, world.run().closed) == (RunStatus.FINISHED, False)
    late = a_lead("late")
    world.import_leads(late)
    world.enrollments.add([first_enrollment(late, world.run(), world.campaign, world.clock.now())])
    world.tick()
    assert world.run().status is RunStatus.RUNNING
    world.turn()
    assert len(world.mails_to(late)) == 1


@pytest.fixture
def ended() -> World:
    """A run of five leads in each of some shards, who have all ended, while the run does not know yet."""
    world = World(a_campaign(policy=MANY, steps=a_campaign().steps[:1]))
    world.start(*leads(20))
    world.turn()
    assert world.run().status is RunStatus.RUNNING
    world.clock.advance(MINUTE)
    return world


def ticks_until_closed(world: World) -> tuple[int, list[str]]:
    """Tick until the run is closed; return after how many ticks it was finished, and what each tick said."""
    outcomes: list[str] = []
    finished = 0
    while not world.run().closed and len(outcomes) < 50:
        outcomes += world.tick().outcomes.values()
        finished = finished or (len(outcomes) if world.run().status is RunStatus.FINISHED else 0)
        world.clock.advance(MINUTE)
    return finished, outcomes


def test_a_run_that_one_tick_cannot_look_through_is_finished_and_closed_by_several(
    ended: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also if it takes longer than a pass. With one lead at a time, twenty leads take eleven ticks of two requests."""
    monkeypatch.setattr(tick_module, "LOOKED_AT", 1)
    monkeypatch.setattr(tick_module, "LOOKS", 2)
    finished, outcomes = ticks_until_closed(ended)
    looks = -(-20 // 2)
    assert finished == looks
    assert outcomes == [tick_module.LOOKING] * (looks - 1) + ["finished"] + [tick_module.LOOKING] * (
        looks - 1
    ) + ["closed"]


def test_a_tick_whose_time_is_short_looks_no_further(ended: World) -> None:
    left = iter([LONG, LONG, LONG, timedelta()])
    ended.ticker.run("tick-1", lambda: next(left, timedelta()))
    assert ended.run().status is RunStatus.RUNNING
    assert ended.tick().outcomes == {"demo#live": "finished"}


def test_who_comes_in_where_it_was_looked_already_is_seen_by_a_look_that_begins_anew(
    ended: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lead's shard was looked at. When its mail is out it has one more to get, and no index shows it yet."""
    monkeypatch.setattr(tick_module, "LOOKS", 3)
    assert ended.tick().outcomes == {"demo#live": tick_module.LOOKING}
    late = next(
        lead for number in range(99) if shard_of((lead := a_lead(f"late{number}")).lead_id, SHARDS) == 0
    )
    ended.import_leads(late)
    ended.enrollments.add([first_enrollment(late, ended.run(), ended.campaign, ended.clock.now())])
    assert ended.tick().enqueued == {"demo#live": 1}
    monkeypatch.setattr(ended.index, "is_empty", lambda _: True)
    assert ended.tick().outcomes == {"demo#live": "nothing due"}
    ended.drain()
    finished, _ = ticks_until_closed(ended)
    assert finished


def test_the_accounts_rate_is_kept_for_the_consumers_without_beginning_a_new_pass(world: World) -> None:
    world.start(*leads(3))
    before = world.controls.control().changed_at
    world.account.tell(send_rate=3.5)
    world.tick()
    control = world.controls.control()
    assert (control.send_rate, control.changed_at) == (3.5, before)


def test_a_tick_without_time_left_takes_no_lease(world: World) -> None:
    world.start(a_lead())
    assert world.tick(time_left=timedelta(seconds=5)).outcomes == {"demo#live": "no time left"}
    assert world.leases.acquire(CAMPAIGN, "live", "other", NOON).token == 1


WAITING = Reply(
    "mail-1", "mail/mail-1", MailKind.POSSIBLE_UNSUBSCRIBE, "a sign", NOON, CAMPAIGN, LIVE, LeadId("jane")
)


def counted_in_a_day(world: World) -> list[int]:
    """How often `RepliesWaiting` had been counted after the first tick of each hour, from midnight on."""
    world.clock.advance(timedelta(hours=12))
    found = []
    for _ in range(24):
        world.tick()
        found.append(world.alarms.counts["RepliesWaiting"])
        world.clock.advance(timedelta(hours=1))
    return found


def test_what_waits_for_a_person_is_counted_in_one_hour_of_the_day(world: World) -> None:
    world.replies.keep(WAITING)

    assert counted_in_a_day(world) == [0] * 8 + [1] * 16


def test_nothing_is_counted_while_nothing_waits(world: World) -> None:
    world.replies.keep(WAITING)
    world.replies.close(WAITING)

    assert counted_in_a_day(world) == [0] * 24


def test_a_tick_that_cannot_count_what_waits_does_its_work(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable() -> int:
        raise StoreUnavailable

    monkeypatch.setattr(world.replies, "waiting_count", unavailable)
    world.start(*leads(1))
    world.clock.advance(timedelta(hours=20))

    assert sum(world.tick().enqueued.values()) == 1
