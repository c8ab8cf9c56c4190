"""Control rows: what an operator sets, and that it is kept and told."""

from dataclasses import replace

import pytest

from outreach.domain.campaign import WhenStopped
from outreach.domain.control import STATUS_CHANGES, GlobalControl, RunStatus, SenderState
from outreach.domain.ids import LIVE, CampaignId, RunId
from outreach.errors import UnknownRun
from outreach.services.ports import ControlEvent
from world.builders import DAY, MINUTE, NOON, a_control, a_run


def test_a_run_comes_back_as_it_was_created(stores, name):
    run = a_run(name, reason="first", resumed_at=NOON, enrolled=True, closed=True, drill=True)
    assert stores.controls.create_run(run)
    assert stores.controls.run(run.campaign_id, run.run_id) == run


def test_a_run_is_created_once(stores, name):
    assert stores.controls.create_run(a_run(name))
    assert not stores.controls.create_run(a_run(name))
    assert not stores.controls.create_run(a_run(name, changed_by="other"))
    assert stores.controls.run(CampaignId(name), LIVE) == a_run(name)


def test_a_run_that_does_not_exist_is_none(stores, name):
    assert stores.controls.run(CampaignId(name), LIVE) is None


def test_runs_are_listed_in_order_of_their_start(fresh, name):
    first, second = a_run(name, "proof-1", started_at=NOON), a_run(name, started_at=NOON + MINUTE)
    other = a_run(f"{name}-b", started_at=NOON - DAY)
    for run in (second, other, first):
        fresh.controls.create_run(run)
    assert fresh.controls.runs() == [other, first, second]
    assert fresh.controls.runs(CampaignId(name)) == [first, second]


def test_a_status_changes_with_who_when_and_why(stores, name):
    run = a_run(name)
    stores.controls.create_run(run)
    assert stores.controls.change_status(run, RunStatus.PAUSED, "ann", "too fast", NOON)
    expected = replace(run, status=RunStatus.PAUSED, changed_at=NOON, changed_by="ann", reason="too fast")
    assert stores.controls.run(run.campaign_id, run.run_id) == expected
    assert stores.controls.change_status(expected, RunStatus.RUNNING, "bob", None, NOON)
    assert stores.controls.run(run.campaign_id, run.run_id).reason is None


def test_a_rehearsal_stays_as_fast_as_it_was_created(stores, name):
    for run in (a_run(name, "proof-1"), a_run(name, "proof-2", fast=True)):
        stores.controls.create_run(run)
        stores.controls.change_status(run, RunStatus.PAUSED, "ann", None, NOON)
        assert stores.controls.run(run.campaign_id, run.run_id).fast is run.fast


@pytest.mark.parametrize(
    ("origin", "to", "resumed_at"),
    [
        (RunStatus.PAUSED, RunStatus.RUNNING, NOON),
        (RunStatus.FINISHED, RunStatus.RUNNING, NOON - MINUTE),
        (RunStatus.RUNNING, RunStatus.PAUSED, NOON - MINUTE),
        (RunStatus.RUNNING, RunStatus.FINISHED, NOON - MINUTE),
    ],
)
def test_only_an_operator_s_resume_of_a_pause_is_kept_as_one(stores, name, origin, to, resumed_at):
    run = a_run(name, status=origin, resumed_at=NOON - MINUTE)
    stores.controls.create_run(run)
    assert stores.controls.change_status(run, to, "ann", None, NOON)
    found = stores.controls.run(run.campaign_id, run.run_id)
    assert (found.resumed_at, found.changed_at) == (resumed_at, NOON)


@pytest.mark.parametrize("stale", [{"status": RunStatus.PAUSED}, {"changed_at": NOON}])
def test_a_status_that_has_changed_since_is_left_alone(stores, name, stale):
    run = a_run(name)
    stores.controls.create_run(run)
    assert not stores.controls.change_status(replace(run, **stale), RunStatus.CANCELLED, "ann", None, NOON)
    assert stores.controls.run(run.campaign_id, run.run_id) == run
    assert RunStatus.CANCELLED.value not in {
        event.to for event in stores.controls.history() if event.subject == f"{name}#live"
    }


FORBIDDEN = [(origin, to) for origin in RunStatus for to in RunStatus if to not in STATUS_CHANGES[origin]]


@pytest.mark.parametrize(("origin", "to"), FORBIDDEN)
def test_a_status_that_may_not_follow_is_never_written(stores, name, origin, to):
    run = a_run(name, status=origin)
    stores.controls.create_run(run)
    before = stores.controls.history()
    with pytest.raises(AssertionError, match=f"{to} does not follow {origin}"):
        stores.controls.change_status(run, to, "ann", None, NOON)
    assert stores.controls.run(run.campaign_id, run.run_id) == run
    assert stores.controls.history() == before


def test_a_closed_run_that_goes_on_is_open_again(stores, name):
    run = a_run(name, status=RunStatus.FINISHED, closed=True)
    stores.controls.create_run(run)
    assert stores.controls.change_status(run, RunStatus.RUNNING, "ann", None, NOON)
    assert not stores.controls.run(run.campaign_id, run.run_id).closed


def test_a_run_that_went_on_meanwhile_is_not_closed(stores, name):
    run = a_run(name, status=RunStatus.FINISHED)
    stores.controls.create_run(run)
    stores.controls.change_status(run, RunStatus.RUNNING, "ann", None, NOON)
    stores.controls.mark_closed(run)
    assert not stores.controls.run(run.campaign_id, run.run_id).closed


def test_a_delayed_copy_of_a_resume_does_not_undo_a_later_pause(stores, name):
    paused = a_run(name, status=RunStatus.PAUSED)
    stores.controls.create_run(paused)
    assert stores.controls.change_status(paused, RunStatus.RUNNING, "ann", None, NOON)
    running = stores.controls.run(paused.campaign_id, paused.run_id)
    assert stores.controls.change_status(running, RunStatus.PAUSED, "ann", None, NOON + MINUTE)
    assert not stores.controls.change_status(paused, RunStatus.RUNNING, "ann", None, NOON)


def test_a_run_that_does_not_exist_has_no_status_to_change(stores, name):
    assert not stores.controls.change_status(a_run(name), RunStatus.PAUSED, "ann", None, NOON)
    assert stores.controls.run(CampaignId(name), LIVE) is None


def test_marks_and_revision_leave_the_time_of_change_alone(stores, name):
    run = a_run(name)
    stores.controls.create_run(run)
    stores.controls.follow(run.campaign_id, run.run_id, "f" * 16)
    stores.controls.mark_enrolled(run.campaign_id, run.run_id, enrolled=True)
    stores.controls.mark_closed(run)
    expected = replace(run, revision="f" * 16, enrolled=True, closed=True)
    assert stores.controls.run(run.campaign_id, run.run_id) == expected
    stores.controls.mark_enrolled(run.campaign_id, run.run_id, enrolled=False)
    assert not stores.controls.run(run.campaign_id, run.run_id).enrolled


def a_stop(address="anna@us.example", how=WhenStopped.WAIT, number=1, at=NOON, **changes):
    return SenderState(address, how, at, "olga", number, **changes)


class TestSay:
    """The named conditional write `say`, in each of its situations."""

    def test_the_first_sender_is_stopped(self, stores, name):
        run, stop = a_run(name), a_stop(reason="bounces", resumed_at=NOON - DAY)
        stores.controls.create_run(run)
        assert stores.controls.say_of_sender(run, stop)
        assert stores.controls.run(run.campaign_id, run.run_id) == replace(run, senders=(stop,))

    def test_what_is_said_of_another_is_kept_and_what_was_said_of_it_is_not(self, stores, name):
        run, stop, other = a_run(name), a_stop(), a_stop("ben@us.example", WhenStopped.MOVE, 2)
        stores.controls.create_run(run)
        resumed = a_stop(how=None, number=3, resumed_at=NOON)
        for state in (stop, other, resumed):
            run = stores.controls.run(run.campaign_id, run.run_id)
            assert stores.controls.say_of_sender(run, state)
        assert stores.controls.run(run.campaign_id, run.run_id).senders == (resumed, other)

    def test_its_own_second_copy_changes_nothing_more(self, stores, name):
        run, stop = a_run(name), a_stop()
        stores.controls.create_run(run)
        for _ in range(2):
            assert stores.controls.say_of_sender(run, stop)
        assert stores.controls.run(run.campaign_id, run.run_id).senders == (stop,)

    @pytest.mark.parametrize("other", ["ben@us.example", "anna@us.example"])
    def test_somebody_else_was_faster(self, stores, name, other):
        run, first = a_run(name), a_stop(other, WhenStopped.MOVE)
        stores.controls.create_run(run)
        stores.controls.say_of_sender(run, first)
        assert not stores.controls.say_of_sender(run, a_stop())
        assert stores.controls.run(run.campaign_id, run.run_id).senders == (first,)

    def test_a_late_copy_of_a_stop_does_not_undo_a_resumption(self, stores, name):
        run, stop = a_run(name), a_stop()
        stores.controls.create_run(run)
        stores.controls.say_of_sender(run, stop)
        resumed = a_stop(how=None, number=2, at=NOON + MINUTE)
        stores.controls.say_of_sender(replace(run, senders=(stop,)), resumed)
        assert not stores.controls.say_of_sender(run, stop)
        assert stores.controls.run(run.campaign_id, run.run_id).senders == (resumed,)

    def test_a_status_and_a_revision_change_nothing_of_it(self, stores, name):
        run, stop = a_run(name), a_stop()
        stores.controls.create_run(run)
        stores.controls.say_of_sender(run, stop)
        stores.controls.change_status(run, RunStatus.PAUSED, "ann", None, NOON)
        stores.controls.follow(run.campaign_id, run.run_id, "f" * 16)
        assert stores.controls.run(run.campaign_id, run.run_id).senders == (stop,)

    def test_there_is_no_such_run(self, stores, name):
        with pytest.raises(UnknownRun):
            stores.controls.say_of_sender(a_run(name), a_stop())

    def test_the_history_has_every_state_of_a_sender_with_its_version(self, stores, name):
        run = a_run(name)
        stores.controls.create_run(run)
        states = (
            a_stop(reason="bounces"),
            a_stop(how=WhenStopped.MOVE, number=2, at=NOON + MINUTE),
            a_stop(how=None, number=3, at=NOON + DAY),
        )
        for state in states:
            assert stores.controls.say_of_sender(stores.controls.run(run.campaign_id, run.run_id), state)
        subject = f"sender#{name}#live#anna@us.example"
        found = [event for event in stores.controls.history() if event.subject == subject]
        assert [(event.at, event.to, event.reason, event.version) for event in found] == [
            (state.at, to, state.reason, state.row_version)
            for state, to in zip(states, ("wait", "move", "going"), strict=True)
        ]


class TestFollow:
    """The named conditional write `follow`, in each of its situations."""

    def test_the_run_follows_what_was_read(self, stores, name):
        run = a_run(name)
        stores.controls.create_run(run)
        assert stores.controls.follow(run.campaign_id, run.run_id, "f" * 16, over=run.revision)
        assert stores.controls.run(run.campaign_id, run.run_id) == replace(run, revision="f" * 16)

    def test_its_own_second_copy_changes_nothing_more(self, stores, name):
        run = a_run(name)
        stores.controls.create_run(run)
        for _ in range(2):
            assert stores.controls.follow(run.campaign_id, run.run_id, "f" * 16, over=run.revision)

    def test_somebody_else_has_led_it_on(self, stores, name):
        run = a_run(name)
        stores.controls.create_run(run)
        stores.controls.follow(run.campaign_id, run.run_id, "e" * 16)
        assert not stores.controls.follow(run.campaign_id, run.run_id, "f" * 16, over=run.revision)
        assert stores.controls.run(run.campaign_id, run.run_id).revision == "e" * 16

    def test_the_run_is_still_in_the_pause_that_was_read(self, stores, name):
        run = a_run(name, status=RunStatus.PAUSED)
        stores.controls.create_run(run)
        for _ in range(2):
            assert stores.controls.follow(
                run.campaign_id, run.run_id, "f" * 16, over=run.revision, at_rest=run
            )
        assert stores.controls.run(run.campaign_id, run.run_id) == replace(run, revision="f" * 16)

    @pytest.mark.parametrize("paused_again", [False, True])
    def test_somebody_has_resumed_it_since(self, stores, name, paused_again):
        paused = a_run(name, status=RunStatus.PAUSED)
        stores.controls.create_run(paused)
        assert stores.controls.change_status(paused, RunStatus.RUNNING, "ann", None, NOON)
        if paused_again:
            running = stores.controls.run(paused.campaign_id, paused.run_id)
            assert stores.controls.change_status(running, RunStatus.PAUSED, "ann", None, NOON + MINUTE)
        found = stores.controls.run(paused.campaign_id, paused.run_id)
        assert not stores.controls.follow(
            paused.campaign_id, paused.run_id, "f" * 16, over=paused.revision, at_rest=paused
        )
        assert stores.controls.run(paused.campaign_id, paused.run_id) == found

    def test_there_is_no_such_run(self, stores, name):
        with pytest.raises(UnknownRun):
            stores.controls.follow(CampaignId(name), RunId("proof-7"), "f" * 16, over="0" * 16)


def test_a_run_that_does_not_exist_cannot_be_marked(stores, name):
    with pytest.raises(UnknownRun):
        stores.controls.mark_enrolled(CampaignId(name), RunId("proof-7"), enrolled=True)
    with pytest.raises(UnknownRun):
        stores.controls.follow(CampaignId(name), RunId("proof-7"), "f" * 16)
    with pytest.raises(UnknownRun):
        stores.controls.mark_closed(a_run(name))
    assert stores.controls.run(CampaignId(name), RunId("proof-7")) is None


def test_a_stack_that_never_started_anything_has_no_global_row(fresh):
    assert fresh.controls.control() is None
    fresh.controls.note_account(14.0, 50_000)
    assert fresh.controls.control() is None


def test_opening_creates_the_global_row_once(fresh):
    fresh.controls.open("ann", NOON)
    fresh.controls.open("bob", NOON + MINUTE)
    assert fresh.controls.control() == GlobalControl(killed=False, changed_at=NOON, changed_by="ann")


def test_a_kill_holds_even_before_the_first_start(fresh):
    fresh.controls.set_killed(killed=True, actor="ann", reason="wait", now=NOON)
    fresh.controls.open("bob", NOON + MINUTE)
    assert fresh.controls.control() == a_control(
        killed=True, changed_at=NOON, changed_by="ann", reason="wait"
    )


def test_a_kill_is_lifted_with_a_new_time_of_change(fresh):
    fresh.controls.set_killed(killed=True, actor="ann", reason="wait", now=NOON)
    fresh.controls.set_killed(killed=False, actor="bob", reason=None, now=NOON + MINUTE)
    assert fresh.controls.control() == a_control(changed_at=NOON + MINUTE, changed_by="bob")


def test_noting_the_account_changes_nothing_else(fresh):
    fresh.controls.open("ann", NOON)
    fresh.controls.note_account(13.5, 50_000)
    assert fresh.controls.control() == GlobalControl(
        killed=False, changed_at=NOON, changed_by="ann", send_rate=13.5, daily_limit=50_000
    )


def test_history_tells_what_each_row_said_from_when_on(fresh, name):
    run = a_run(name)
    fresh.controls.open("eve", NOON - 2 * MINUTE)
    fresh.controls.create_run(run)
    fresh.controls.set_killed(killed=True, actor="ann", reason="why", now=NOON)
    fresh.controls.change_status(run, RunStatus.PAUSED, "bob", None, NOON + MINUTE)
    fresh.controls.set_killed(killed=False, actor="ann", reason=None, now=NOON + 2 * MINUTE)
    events = [
        ControlEvent(run.changed_at, f"{name}#live", "running", run.changed_by, None),
        ControlEvent(NOON - 2 * MINUTE, "global", "off", "eve", None),
        ControlEvent(NOON, "global", "on", "ann", "why"),
        ControlEvent(NOON + MINUTE, f"{name}#live", "paused", "bob", None),
        ControlEvent(NOON + 2 * MINUTE, "global", "off", "ann", None),
    ]
    assert fresh.controls.history() == events
    assert fresh.controls.history(NOON + MINUTE) == events[3:]


def test_what_was_done_to_a_dead_letter_is_in_the_history_once_between_the_states_of_rows(fresh, name):
    """Twice: the response may be lost, and the SDK writes again."""
    dropped = ControlEvent(NOON + MINUTE, "dead-letter#feedback#1f0c", "dropped", "ada", "bounce")
    fresh.controls.create_run(a_run(name, changed_at=NOON + 2 * MINUTE))
    for _ in range(2):
        fresh.controls.record(dropped)
    assert [event for event in fresh.controls.history() if event.to == "dropped"] == [dropped]
    assert fresh.controls.history(NOON + MINUTE)[0] == dropped
    assert dropped not in fresh.controls.history(NOON + 2 * MINUTE)


def stopped(stores) -> GlobalControl:
    """Turn the stop on, and return it as its owner has read it."""
    stores.controls.set_killed(killed=True, actor="ann", reason="a drill", now=NOON)
    stop = stores.controls.control()
    assert stop is not None
    return stop


def test_a_stop_is_lifted_by_who_read_it(fresh):
    stop = stopped(fresh)
    fresh.controls.note_account(14.0, 50_000)
    assert fresh.controls.lift_stop(stop, "ann", "over", NOON + MINUTE)
    assert fresh.controls.control() == a_control(
        changed_at=NOON + MINUTE, changed_by="ann", reason="over", send_rate=14.0, daily_limit=50_000
    )
    assert [(event.at, event.to, event.reason) for event in fresh.controls.history()] == [
        (NOON, "on", "a drill"),
        (NOON + MINUTE, "off", "over"),
    ]


def test_a_stop_that_somebody_has_turned_since_is_not_lifted(fresh):
    """Turned on again by another, or at another time by the same: it is another stop."""
    stop = stopped(fresh)
    for actor, at in (("bob", NOON), ("ann", NOON + MINUTE)):
        fresh.controls.set_killed(killed=True, actor=actor, reason="an emergency", now=at)
        theirs = fresh.controls.control()
        assert not fresh.controls.lift_stop(stop, "ann", None, NOON + 2 * MINUTE)
        assert fresh.controls.control() == theirs


def test_a_stop_that_is_over_is_not_lifted(fresh):
    stop = stopped(fresh)
    fresh.controls.set_killed(killed=False, actor="ann", reason=None, now=NOON)
    assert not fresh.controls.lift_stop(stop, "bob", None, NOON + MINUTE)
    assert fresh.controls.control() == a_control(changed_at=NOON, changed_by="ann")
