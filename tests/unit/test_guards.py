"""One test per guard that nothing else would miss: take the guard out, and exactly this fails."""

from datetime import UTC, datetime, time, timedelta

import pytest

from outreach.domain.campaign import Policy
from outreach.domain.control import RunStatus
from outreach.domain.eligibility import Standing
from outreach.domain.enrollment import State
from outreach.domain.reasons import Reason
from outreach.domain.window import Window
from outreach.errors import StoreUnavailable
from outreach.messages import TouchMessage
from outreach.queue_records import QueueRecord
from world.builders import CAMPAIGN, MINUTE, NOON, a_campaign, a_lead, a_message, an_order
from world.memory import LONG, World

HOUR = timedelta(hours=1)


@pytest.fixture
def world() -> World:
    return World()


def message_of(world: World, name: str = "jane") -> TouchMessage:
    return a_message(world.enrollment(a_lead(name)), valid_until=world.clock.now() + HOUR)


def after_the_claim(world: World, act) -> None:
    """Let something happen between the claim and the last look."""
    claim = world.enrollments.claim

    def claims(*arguments):
        claiming = claim(*arguments)
        act()
        return claiming

    world.enrollments.claim = claims


def unsubscribe(world: World) -> None:
    world.suppressions.order_recipient(a_lead().recipient, None, an_order())


def suppress_the_domain(world: World) -> None:
    world.suppressions.order_domain(a_lead().domains[0], an_order(Reason.SUPPRESSED))


def kill(world: World) -> None:
    world.controls.set_killed(killed=True, actor="test", reason=None, now=NOON)


def turn_the_switch(world: World) -> None:
    world.kill_switch.write(on=True)


def pause(world: World) -> None:
    world.runs.pause(CAMPAIGN, "test", None)


@pytest.mark.parametrize("stop", [unsubscribe, suppress_the_domain, kill, turn_the_switch, pause])
def test_a_stop_committed_right_after_the_claim_wins(world: World, stop) -> None:
    """The look comes after the claim: whatever is committed before it begins is seen by it."""
    world.start(a_lead())
    after_the_claim(world, lambda: stop(world))
    world.deliver([message_of(world)])
    assert world.ses.mails == []
    assert world.enrollment(a_lead()).state in (State.DUE, State.ENDED)


def test_two_consumers_of_one_message_send_one_mail(world: World) -> None:
    """Both have read the touch as due, and each receives the same SQS message: one claim wins."""
    world.start(a_lead())
    message = message_of(world)
    prefetch = world.desk.prefetch

    # The other one claims, and before it looks, sends and settles the first claims, too.
    def interleaved(messages):
        found = prefetch(messages)
        world.desk.prefetch = lambda _: found
        claim = world.enrollments.claim

        def claims(*arguments):
            world.enrollments.claim = claim
            claiming = claim(*arguments)
            assert world.deliver([message]) == []
            return claiming

        world.enrollments.claim = claims
        return found

    world.desk.prefetch = interleaved
    assert world.deliver([message]) == []
    assert len(world.ses.mails) == 1
    assert world.enrollment(a_lead()).step == 1


def test_a_copy_in_its_batch_does_not_send_again_what_could_not_be_settled(world: World) -> None:
    """Both records are of one invocation, and yet the claim of the one is not the other's."""
    world.start(a_lead())
    message, settle = message_of(world), world.enrollments.settle

    def fails_once(*_):
        world.enrollments.settle = settle
        raise StoreUnavailable

    world.enrollments.settle = fails_once
    assert world.deliver([message, message]) == ["0"]
    assert len(world.ses.mails) == 1


def test_a_touch_in_flight_is_left_to_its_owner(world: World) -> None:
    """Until function timeout and margin (60 s + 30 s) have passed, its owner may still be at work."""
    world.start(a_lead())
    message = message_of(world)
    world.enrollments.claim(message.key, message.fence, "owner", world.clock.now())
    world.clock.advance(timedelta(seconds=89))
    world.deliver([message])
    assert world.enrollment(a_lead()).state is State.SENDING
    world.clock.advance(timedelta(seconds=1))
    world.deliver([message])
    assert world.enrollment(a_lead()).state is State.UNKNOWN


def look_again_as(world: World, change) -> None:
    """Let the last look see something else than the prefetch did."""
    look, prefetch = world.desk.last_look, world.desk.prefetch

    def prefetches(messages):
        found = prefetch(messages)
        world.desk.last_look = lambda question: change(look(question))
        return found

    world.desk.prefetch = prefetches


@pytest.mark.parametrize("gone", ["control", "run"])
def test_control_rows_that_are_gone_at_the_last_look_stop_the_touch(world: World, gone: str) -> None:
    world.start(a_lead())

    def without(seen: Standing) -> Standing:
        rows = {"control": seen.control, "run": seen.run} | {gone: None}
        return Standing(**rows, recipient=seen.recipient, domains=seen.domains, complete=True)

    look_again_as(world, without)
    world.deliver([message_of(world)])
    enrollment = world.enrollment(a_lead())
    assert (world.ses.mails, enrollment.state, enrollment.reason) == ([], State.DUE, Reason.CONTROL_MISSING)


def test_one_unread_key_of_the_last_look_stops_the_touch(world: World) -> None:
    """Every row but one came back, and the missing one may be the order."""
    world.start(a_lead())
    look_again_as(world, lambda s: Standing(s.control, s.run, s.recipient, (), complete=False))
    world.deliver([message_of(world)])
    assert (world.ses.mails, world.enrollment(a_lead()).reason) == ([], Reason.UNREAD)


def test_nothing_is_sent_outside_the_window_even_by_a_late_message() -> None:
    window = Window(frozenset({"mon"}), time(9), time(13), "UTC")
    world = World(a_campaign(policy=Policy(window=window)))
    world.start(a_lead())
    message = message_of(world)
    world.clock.moment = NOON + HOUR
    assert world.deliver([message]) == []
    enrollment = world.enrollment(a_lead())
    assert (world.ses.mails, enrollment.reason) == ([], Reason.OUTSIDE_WINDOW)
    assert enrollment.due_at == datetime(2026, 11, 30, 9, tzinfo=UTC)


def test_an_index_that_shows_nothing_ends_no_run(world: World) -> None:
    """The index is late: it says that nothing waits, and the table knows better."""
    world.start(a_lead())
    page, is_empty = world.index.page, world.index.is_empty
    world.index.page, world.index.is_empty = lambda *_: [], lambda _: True
    world.tick()
    assert world.run().status is RunStatus.RUNNING
    world.index.page, world.index.is_empty = page, is_empty
    world.clock.advance(10 * MINUTE)
    world.turn()
    assert len(world.ses.mails) == 1


def test_the_account_quota_holds_across_ticks(world: World) -> None:
    """Two batches that were enqueued while there was room draw on one counter."""
    leads = [a_lead(f"lead{number}") for number in range(8)]
    world.start(*leads)
    world.controls.note_account(14.0, 5)
    for lead in leads:
        world.deliver([a_message(world.enrollment(lead), valid_until=NOON + HOUR)])
    assert len(world.ses.mails) == 5


def test_whatever_one_delivery_runs_into_the_others_go_on(world: World) -> None:
    """An error nobody thought of, in the first of two deliveries: the second is sent and only the first comes again."""
    world.start(a_lead("ann"), a_lead("bea"))
    claim, first = world.enrollments.claim, message_of(world, "ann")

    def fails_for_ann(key, *arguments):
        if key == first.key:
            raise ZeroDivisionError
        return claim(key, *arguments)

    world.enrollments.claim = fails_for_ann
    records = [QueueRecord(name, 1, message_of(world, name).model_dump_json()) for name in ("ann", "bea")]
    assert world.send.handle(records, lambda: LONG) == ["ann"]
    assert [mail.recipient for mail in world.ses.mails] == [a_lead("bea").address]
