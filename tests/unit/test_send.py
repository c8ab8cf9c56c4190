"""The path of one touch, over the in-memory adapters: what is sent, what is not, and what is left behind."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from outreach.domain.campaign import DEFAULT_STEPS, Campaign, Policy, UnknownPolicy
from outreach.domain.control import KillSwitch, Mode, RunStatus
from outreach.domain.enrollment import Lane, State, TouchState
from outreach.domain.ids import LIVE, ClaimId, Domain
from outreach.domain.mail import Mail
from outreach.domain.outcome import Accepted, Ambiguous, Outcome, Refusal, Refused
from outreach.domain.quota import campaign_scope
from outreach.domain.reasons import Reason
from outreach.domain.row_version import RowVersion
from outreach.domain.seen import Seen
from outreach.domain.suppression import Hold
from outreach.errors import StoreUnavailable
from outreach.memory.holds import MemoryHolds
from outreach.messages import TouchMessage
from outreach.queue_records import QueueRecord
from outreach.rendering.renderer import TemplateRenderer
from outreach.services.ports import Settling
from world.builders import (
    CAMPAIGN,
    DAY,
    MINUTE,
    NOON,
    a_campaign,
    a_change,
    a_fence,
    a_lead,
    a_message,
    an_order,
)
from world.memory import World

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def world() -> World:
    return World()


def message_of(world: World, lead=None) -> TouchMessage:
    return a_message(world.enrollment(lead or a_lead()), valid_until=world.clock.now() + HOUR)


def test_a_due_lead_gets_its_step_once_and_the_next_step_becomes_due(world: World) -> None:
    world.start(a_lead())
    world.turn()
    enrollment = world.enrollment(a_lead())
    assert world.mails_to(a_lead()) == ["Hello Jane"]
    assert (enrollment.state, enrollment.step, enrollment.lane) == (State.DUE, 1, Lane.NEXT)
    assert enrollment.due_at == NOON + 3 * DAY
    assert enrollment.touches[0].state is TouchState.SENT
    assert enrollment.touches[0].key == f"demo:{a_lead().lead_id}:intro:0"


def test_mails_that_ses_took_are_counted_and_no_others(world: World) -> None:
    """An alarm compares this number with the events of SES. A rehearsed mail has none."""
    leads = [a_lead(name) for name in ("jane", "joe", "zoe")]
    world.start(*leads)
    world.ses.script.extend([Accepted("m-1"), Ambiguous("ReadTimeoutError"), Accepted("m-2")])
    world.turn()
    world.start(*leads, mode=Mode.PROOF)
    world.turn()
    assert world.alarms.counts["Sent"] == 2


def test_the_whole_sequence_is_sent_once_and_the_run_finishes(world: World) -> None:
    world.start(a_lead("jane"), a_lead("joe"))
    world.live_through(9 * DAY)
    assert len(world.ses.mails) == 6
    assert {mail.tags["step"] for mail in world.ses.mails if mail.recipient.startswith("joe")} == {
        "0",
        "1",
        "2",
    }
    assert world.enrollment(a_lead("jane")).reason is Reason.COMPLETED
    assert world.run().status is RunStatus.FINISHED
    assert world.run().closed


def test_a_message_delivered_twice_sends_once(world: World) -> None:
    world.start(a_lead())
    message = message_of(world)
    assert world.deliver([message, message]) == []
    assert world.deliver([message]) == []
    assert len(world.ses.mails) == 1


def test_a_message_of_an_earlier_attempt_does_nothing(world: World) -> None:
    world.start(a_lead())
    message = message_of(world)
    world.ses.script.append(Refused(Refusal.NOT_REACHED, "ConnectTimeoutError"))
    world.deliver([message])
    world.deliver([message])
    assert len(world.ses.mails) == 1
    assert world.enrollment(a_lead()).attempt == 1


def test_a_touch_keeps_which_versions_its_last_look_saw(world: World) -> None:
    world.start(a_lead())
    message = message_of(world)
    world.suppressions.order_domain(a_lead().domains[0], an_order(scope="another"))
    world.kill_switch.write(on=False)
    world.deliver([message])
    row, control = world.suppressions.domain(a_lead().domains[0]), world.controls.control()
    assert world.enrollment(a_lead()).touches[0].revision == world.run().revision
    assert world.enrollment(a_lead()).touches[0].seen == Seen(
        run=world.run().row_version,
        control=control.row_version,
        switch=RowVersion(2),
        recipient=RowVersion(),
        domains=(row.version,),
    )


def test_a_mail_is_held_back_until_the_recorded_time_of_its_look_is_behind_the_hold(world: World) -> None:
    """What decides is what is recorded, so a hold that ends during the look still holds."""
    world.start(a_lead())
    message = message_of(world)
    until = world.clock.now() + MINUTE
    MemoryHolds(world.tables).hold(a_lead().recipient, "*", Hold(until, "reply"))
    world.clock.advance(MINUTE - SECOND)
    look = world.desk.last_look

    def long_look(asked):
        world.clock.advance(2 * SECOND)
        return look(asked)

    world.desk.last_look = long_look
    world.desk.prefetch = free_of_holds(world.desk.prefetch)
    world.deliver([message])
    assert world.ses.mails == []
    assert world.enrollment(a_lead()).due_at == until


def free_of_holds(prefetch):
    """A prefetch that was made before anybody was held."""

    def before(messages):
        found = prefetch(messages)
        standings = {
            question: replace(standing, recipient=replace(standing.recipient, holds={}))
            for question, standing in found.standings.items()
        }
        return replace(found, standings=standings)

    return before


def test_an_order_given_after_the_prefetch_still_wins(world: World) -> None:
    world.start(a_lead())
    message = message_of(world)
    prefetch = world.desk.prefetch

    def order_comes_in_right_after(messages):
        found = prefetch(messages)
        world.suppressions.order_recipient(a_lead().recipient, None, an_order())
        return found

    world.desk.prefetch = order_comes_in_right_after
    world.deliver([message])
    enrollment = world.enrollment(a_lead())
    assert world.ses.mails == []
    assert (enrollment.state, enrollment.reason) == (State.ENDED, Reason.UNSUBSCRIBED)
    assert enrollment.touches[0].state is TouchState.SKIPPED


@pytest.mark.parametrize("scope", ["*", CAMPAIGN])
def test_a_suppressed_lead_is_never_claimed(world: World, scope: str) -> None:
    world.start(a_lead())
    world.suppressions.order_recipient(a_lead().recipient, None, an_order(Reason.DNC, scope=scope))
    world.turn()
    enrollment = world.enrollment(a_lead())
    assert (world.ses.mails, enrollment.claim_id, enrollment.reason) == ([], None, Reason.DNC)


def test_an_order_for_another_campaign_does_not_matter(world: World) -> None:
    world.start(a_lead())
    world.suppressions.order_recipient(a_lead().recipient, None, an_order(scope="other"))
    world.turn()
    assert len(world.ses.mails) == 1


def test_a_suppressed_parent_domain_covers_its_subdomains(world: World) -> None:
    lead = a_lead(domain="mail.acme.example", domains=(Domain("mail.acme.example"), Domain("acme.example")))
    world.start(lead)
    world.suppressions.order_domain(Domain("acme.example"), an_order(Reason.SUPPRESSED))
    world.turn()
    assert (world.ses.mails, world.enrollment(lead).reason) == ([], Reason.DOMAIN_SUPPRESSED)


def test_a_missing_recipient_row_means_do_not_send(world: World) -> None:
    world.start(a_lead())
    world.tables.recipients.clear()
    world.turn()
    enrollment = world.enrollment(a_lead())
    assert (world.ses.mails, enrollment.state, enrollment.reason) == ([], State.DUE, Reason.RECIPIENT_MISSING)


def test_an_unread_last_look_means_do_not_send_and_the_touch_stays_due(world: World) -> None:
    world.start(a_lead())
    message = message_of(world)
    prefetch = world.desk.prefetch

    def tables_fail_right_after(messages):
        found = prefetch(messages)
        world.desk.unreadable = True
        return found

    world.desk.prefetch = tables_fail_right_after
    world.deliver([message])
    enrollment = world.enrollment(a_lead())
    assert (world.ses.mails, enrollment.state, enrollment.reason) == ([], State.DUE, Reason.UNREAD)
    assert (enrollment.due_at, enrollment.tries) == (NOON, 0)


def test_a_failing_last_look_means_do_not_send(world: World) -> None:
    world.start(a_lead())

    prefetch, message = world.desk.prefetch, message_of(world)

    def fails(question):
        raise StoreUnavailable

    def tables_fail_right_after(messages):
        found = prefetch(messages)
        world.desk.last_look = fails
        return found

    world.desk.prefetch = tables_fail_right_after
    world.deliver([message])
    assert (world.ses.mails, world.enrollment(a_lead()).reason) == ([], Reason.UNREAD)


def test_items_that_came_back_unread_come_again(world: World) -> None:
    world.start(a_lead())
    world.desk.unreadable = True
    assert world.deliver([message_of(world)]) == ["0"]
    assert world.ses.mails == []


@pytest.mark.parametrize(
    ("state", "reason"),
    [(KillSwitch.ON, Reason.KILLED), (KillSwitch.UNREADABLE, Reason.KILL_SWITCH_UNREADABLE)],
)
def test_a_kill_switch_that_is_on_or_unreadable_releases_the_touch(world: World, state, reason) -> None:
    world.start(a_lead())
    message = message_of(world)
    world.kill_switch.state = state
    assert world.deliver([message]) == []
    enrollment = world.enrollment(a_lead())
    assert world.ses.mails == []
    assert (enrollment.state, enrollment.reason, enrollment.tries) == (State.DUE, reason, 0)
    assert enrollment.due_at == NOON
    assert world.alarms.counts["KillSwitchUnreadable"] == (state is KillSwitch.UNREADABLE)


def test_the_kill_switch_is_read_before_each_mail(world: World) -> None:
    leads = [a_lead(name) for name in ("ann", "bea", "cyd")]
    world.start(*leads)

    def kill_after_the_first(mail: Mail) -> Outcome:
        world.kill_switch.write(on=True)
        return Accepted("m-1")

    world.ses.script.append(kill_after_the_first)
    world.deliver([message_of(world, lead) for lead in leads])
    assert len(world.ses.mails) == 1
    assert world.kill_switch.reads == 3


def test_the_last_look_is_the_last_thing_before_ses(world: World) -> None:
    """SSM may take its time; an order that is committed meanwhile is still seen by a look that comes after it."""
    world.start(a_lead())
    message, seen = message_of(world), []

    def note(port: Any, method: str) -> None:
        made = getattr(port, method)

        def noted(*given: Any) -> Any:
            seen.append(method)
            return made(*given)

        setattr(port, method, noted)

    note(world.enrollments, "claim")
    note(world.kill_switch, "read")
    note(world.desk, "last_look")
    note(world.ses, "send")
    world.deliver([message])
    assert seen[seen.index("claim") :] == ["claim", "read", "last_look", "send"]


def test_the_global_row_alone_stops_too(world: World) -> None:
    world.start(a_lead())
    message = message_of(world)
    world.controls.set_killed(killed=True, actor="test", reason=None, now=world.clock.now())
    assert world.deliver([message]) == []
    assert (world.ses.mails, world.enrollment(a_lead()).attempt) == ([], 0)


def test_a_paused_run_leaves_its_touches_due_without_a_write(world: World) -> None:
    world.start(a_lead())
    message = message_of(world)
    world.runs.pause(CAMPAIGN, "test", None)
    assert world.deliver([message]) == []
    assert (world.ses.mails, world.enrollment(a_lead()).attempt) == ([], 0)


def test_a_pause_during_the_batch_stops_the_next_mail(world: World) -> None:
    leads = [a_lead(name) for name in ("ann", "bea")]
    world.start(*leads)

    def pause_after_the_first(mail: Mail) -> Outcome:
        world.runs.pause(CAMPAIGN, "test", None)
        return Accepted("m-1")

    world.ses.script.append(pause_after_the_first)
    world.deliver([message_of(world, lead) for lead in leads])
    assert len(world.ses.mails) == 1
    assert world.enrollment(leads[1]).reason is Reason.PAUSED


def test_a_cancelled_run_ends_its_enrollments(world: World) -> None:
    world.start(a_lead())
    world.runs.cancel(CAMPAIGN, "test", None)
    world.turn()
    world.clock.advance(HOUR)
    world.turn()
    assert world.ses.mails == []
    assert world.enrollment(a_lead()).reason is Reason.CANCELLED
    assert world.run().closed


def test_a_hold_defers_to_its_end(world: World) -> None:
    world.start(a_lead())
    row = world.tables.recipients[a_lead().recipient]
    until = NOON + 5 * DAY
    world.tables.recipients[a_lead().recipient] = replace(row, holds={"*": Hold(until, "reply")})
    world.turn()
    enrollment = world.enrollment(a_lead())
    assert (world.ses.mails, enrollment.due_at, enrollment.reason) == ([], until, Reason.HELD)


def test_a_lead_in_cooldown_waits(world: World) -> None:
    world.start(a_lead())
    world.turn()
    early = a_change(step=1, due_at=NOON + HOUR, origin=State.DUE)
    world.enrollments.move(world.enrollment(a_lead()).key, a_fence(world.enrollment(a_lead())), early)
    world.clock.advance(2 * HOUR)
    world.turn()
    enrollment = world.enrollment(a_lead())
    assert len(world.ses.mails) == 1
    assert (enrollment.reason, enrollment.due_at) == (Reason.COOLDOWN, NOON + DAY)


def minutes_apart(**policy: Any) -> Campaign:
    intro, follow_up, _ = DEFAULT_STEPS
    return a_campaign(steps=(intro, replace(follow_up, delay=7 * MINUTE)), policy=Policy(**policy))


def test_a_step_that_follows_sooner_than_the_cooldown_is_due_after_it() -> None:
    world = World(minutes_apart(cooldown=DAY))
    world.start(a_lead())
    world.turn()
    assert world.enrollment(a_lead()).due_at == NOON + DAY


def test_a_step_whose_time_went_by_while_nobody_knew_is_due_now() -> None:
    """A time in the past lies behind the cursor of its lane, and only the next pass would come upon it."""
    world = World(minutes_apart(cooldown=5 * MINUTE))
    world.start(a_lead())
    world.ses.script.append(Ambiguous("ReadTimeoutError"))
    world.turn()
    world.clock.advance(DAY)
    world.turn()
    enrollment = world.enrollment(a_lead())
    assert (enrollment.step, enrollment.due_at) == (1, NOON + DAY)


def test_refused_attempts_are_retried_with_backoff_three_times_and_then_given_up(world: World) -> None:
    world.start(a_lead())
    world.ses.script.extend([Refused(Refusal.NOT_REACHED, "ConnectTimeoutError")] * 4)
    delays = []
    for _ in range(3):
        world.turn()
        enrollment = world.enrollment(a_lead())
        delays.append((enrollment.due_at - world.clock.now()).total_seconds())
        world.clock.moment = enrollment.due_at
    world.turn()
    assert [300 * 2**n <= delay <= 300 * 2**n * 1.1 for n, delay in enumerate(delays)] == [True] * 3
    assert world.enrollment(a_lead()).reason is Reason.RETRIES_EXHAUSTED
    assert len(world.ses.mails) == 4
    assert world.enrollment(a_lead()).touches[0].attempts == 4


def test_throttling_uses_up_no_try_and_slows_the_consumer_down(world: World) -> None:
    leads = [a_lead(name) for name in ("ann", "bea", "cyd")]
    world.start(*leads)
    world.account.tell(send_rate=2.0)
    world.ses.script.extend([Refused(Refusal.THROTTLED, "TooManyRequestsException")])
    world.turn()
    throttled = [e for e in map(world.enrollment, leads) if e.reason is Reason.THROTTLED]
    assert [e.tries for e in throttled] == [0]
    assert [pause.total_seconds() for pause in world.clock.slept] == [2.0, 2.0]


def test_a_stopped_sender_pauses_the_run_and_keeps_the_touch_due(world: World) -> None:
    leads = [a_lead(name) for name in ("ann", "bea")]
    world.start(*leads)
    world.ses.script.append(Refused(Refusal.SENDER_STOPPED, "AccountSuspendedException"))
    world.turn()
    assert world.run().status is RunStatus.PAUSED
    assert "AccountSuspendedException" in world.run().reason
    assert {world.enrollment(lead).state for lead in leads} == {State.DUE}
    assert len(world.ses.mails) == 1


def test_a_refused_content_fails_the_touch_and_ends_the_enrollment(world: World) -> None:
    world.start(a_lead())
    world.ses.script.append(Refused(Refusal.CONTENT, "MessageRejected"))
    world.turn()
    enrollment = world.enrollment(a_lead())
    assert (enrollment.state, enrollment.reason) == (State.ENDED, Reason.REFUSED)
    assert enrollment.touches[0].state is TouchState.FAILED


def test_mails_refused_one_after_the_other_pause_the_run_before_they_use_up_the_audience(
    world: World,
) -> None:
    leads = [a_lead(f"lead{n}") for n in range(9)]
    world.start(*leads)
    world.ses.script.extend([Refused(Refusal.CONTENT, "MessageRejected")] * 9)
    world.turn()
    assert world.run().status is RunStatus.PAUSED
    assert world.run().reason == "SES refused 5 mails in a row: MessageRejected"
    assert len(world.ses.mails) == 5
    assert [world.enrollment(lead).state for lead in leads].count(State.DUE) == 4


def test_refusals_with_an_accepted_mail_between_them_pause_nothing(world: World) -> None:
    leads = [a_lead(f"lead{n}") for n in range(9)]
    world.start(*leads)
    refused = Refused(Refusal.CONTENT, "MessageRejected")
    world.ses.script.extend([refused] * 4 + [Accepted("m-1")] + [refused] * 4)
    world.turn()
    assert world.run().status is RunStatus.RUNNING


def test_an_unknown_outcome_is_never_sent_again_and_assumed_sent_at_its_deadline(world: World) -> None:
    world.start(a_lead())
    world.ses.script.append(Ambiguous("ReadTimeoutError"))
    world.turn()
    assert world.enrollment(a_lead()).state is State.UNKNOWN
    world.live_through(23 * HOUR)
    assert (len(world.ses.mails), world.enrollment(a_lead()).state) == (1, State.UNKNOWN)
    world.live_through(3 * HOUR)
    enrollment = world.enrollment(a_lead())
    assert (len(world.ses.mails), enrollment.step) == (1, 1)
    assert enrollment.touches[0].state is TouchState.ASSUMED_SENT
    assert enrollment.due_at == NOON + 3 * DAY


def test_an_unknown_touch_is_left_alone_until_its_deadline(world: World) -> None:
    """Until then the event that says what became of it may still come."""
    world.start(a_lead())
    world.ses.script.append(Ambiguous("ReadTimeoutError"))
    world.turn()
    unknown = world.enrollment(a_lead())
    world.clock.moment = unknown.due_at - MINUTE
    assert world.deliver([message_of(world)]) == []
    assert world.enrollment(a_lead()) == unknown
    world.clock.moment = unknown.due_at
    assert world.deliver([message_of(world)]) == []
    assert world.enrollment(a_lead()).step == 1


def test_the_policy_hold_ends_the_enrollment_for_an_operator() -> None:
    world = World(a_campaign(policy=Policy(unknown=UnknownPolicy.HOLD)))
    world.start(a_lead())
    world.ses.script.append(Ambiguous("ReadTimeoutError"))
    world.live_through(26 * HOUR)
    enrollment = world.enrollment(a_lead())
    assert (enrollment.state, enrollment.reason) == (State.ENDED, Reason.UNKNOWN_HELD)


def test_a_consumer_that_died_after_its_claim_leaves_an_unknown_touch_that_nobody_sends(world: World) -> None:
    world.start(a_lead())
    message = message_of(world)
    world.enrollments.claim(message.key, message.fence, ClaimId("dead"), world.clock.now())
    world.deliver([message])
    assert world.enrollment(a_lead()).state is State.SENDING
    world.live_through(timedelta(minutes=30), timedelta(minutes=1))
    enrollment = world.enrollment(a_lead())
    assert (world.ses.mails, enrollment.state, enrollment.lane) == ([], State.UNKNOWN, Lane.FINAL)
    assert enrollment.claim_id == "dead"


def test_a_slow_owner_still_settles_after_a_pass_made_its_touch_unknown(world: World) -> None:
    world.start(a_lead())
    message = message_of(world)

    def slow(mail: Mail) -> Outcome:
        world.clock.advance(timedelta(minutes=5))
        assert world.deliver([message]) == []
        assert world.enrollment(a_lead()).state is State.UNKNOWN
        return Accepted("m-1")

    world.ses.script.append(slow)
    world.deliver([message])
    enrollment = world.enrollment(a_lead())
    assert (len(world.ses.mails), enrollment.step) == (1, 1)
    assert enrollment.touches[0].ses_message_id == "m-1"


def test_a_settle_whose_response_was_lost_recognises_its_own_work(world: World) -> None:
    world.start(a_lead())
    settle = world.enrollments.settle
    outcomes = []

    def twice(key, claim_id, change):
        outcomes.append(settle(key, claim_id, change))
        outcomes.append(settle(key, claim_id, change))
        return outcomes[-1]

    world.enrollments.settle = twice
    world.turn()
    assert outcomes == [Settling.APPLIED, Settling.ALREADY]
    assert world.alarms.counts["SettleLost"] == 0


def test_a_settle_that_fails_makes_the_delivery_come_again_and_nothing_is_sent_twice(world: World) -> None:
    world.start(a_lead())
    message = message_of(world)

    def fails(key, claim_id, change):
        raise StoreUnavailable

    settle, world.enrollments.settle = world.enrollments.settle, fails
    assert world.deliver([message]) == ["0"]
    world.enrollments.settle = settle
    assert world.deliver([message], receives=2) == []
    assert len(world.ses.mails) == 1


def test_an_expired_message_is_done_unread(world: World) -> None:
    world.start(a_lead())
    message = message_of(world)
    world.clock.advance(2 * HOUR)
    assert world.deliver([message]) == []
    assert world.ses.mails == []


def test_an_expired_message_that_comes_again_is_handled(world: World) -> None:
    """It has failed before. Were it done unread, the dead-letter queue and the mark would never see what fails always."""
    world.start(a_lead())
    message = message_of(world)
    world.clock.advance(2 * HOUR)
    assert world.deliver([message], receives=2) == []
    assert len(world.ses.mails) == 1


def test_a_message_that_fails_at_each_receive_is_poison_though_it_expires_meanwhile(world: World) -> None:
    """Five receives, six minutes apart, take longer than the ten minutes for which a message is good."""
    world.start(a_lead())
    message = a_message(world.enrollment(a_lead()), valid_until=NOON + 10 * MINUTE)

    def fails(*_: Any) -> Mail:
        raise ValueError

    world.send._ports.renderer.render = fails
    for receives in range(1, 6):
        assert world.enrollment(a_lead()).state is State.DUE
        assert world.deliver([message], receives=receives) == ["0"]
        world.clock.advance(6 * MINUTE)
    assert world.enrollment(a_lead()).reason is Reason.POISON


def test_too_little_time_for_one_call_claims_nothing(world: World) -> None:
    world.start(a_lead())
    assert world.deliver([message_of(world)], time_left=timedelta(seconds=5)) == ["0"]
    assert (world.ses.mails, world.enrollment(a_lead()).state) == ([], State.DUE)


def test_too_little_time_to_wait_for_the_rate_and_call_claims_nothing(world: World) -> None:
    """Two consumers share a mail in ten seconds: the second one would be due after 20 s, when the function is dying."""
    leads = [a_lead("ann"), a_lead("bea")]
    world.start(*leads)
    world.controls.note_account(0.1, 1000)
    messages = [message_of(world, lead) for lead in leads]
    assert world.deliver(messages, time_left=timedelta(seconds=20)) == ["1"]
    assert world.clock.slept == []
    assert [mail.recipient for mail in world.ses.mails] == [leads[0].address]
    assert (world.enrollment(leads[1]).state, world.enrollment(leads[1]).claim_id) == (State.DUE, None)


def test_a_poison_message_fails_alone(world: World) -> None:
    world.start(a_lead())
    good = QueueRecord("good", 1, message_of(world).model_dump_json())
    bad = QueueRecord("bad", 1, '{"campaign_id": "demo"')
    assert world.send.handle([bad, good], lambda: timedelta(minutes=1)) == ["bad"]
    assert len(world.ses.mails) == 1


def test_the_last_receive_of_a_poison_message_marks_its_lead(world: World) -> None:
    world.start(a_lead())
    body = message_of(world).model_dump_json().replace('"valid_until"', '"until"')
    assert world.send.handle([QueueRecord("bad", 4, body)], lambda: timedelta(minutes=1)) == ["bad"]
    assert world.enrollment(a_lead()).state is State.DUE
    assert world.send.handle([QueueRecord("bad", 5, body)], lambda: timedelta(minutes=1)) == ["bad"]
    enrollment = world.enrollment(a_lead())
    assert (enrollment.state, enrollment.reason) == (State.ENDED, Reason.POISON)


def test_a_poison_message_of_an_earlier_step_does_not_end_the_next_one(world: World) -> None:
    """A copy of the first step's message, malformed on its way, is received for the last time when that step is sent."""
    world.start(a_lead())
    body = message_of(world).model_dump_json().replace('"valid_until"', '"until"')
    world.turn()
    waiting = world.enrollment(a_lead())
    assert (waiting.state, waiting.step) == (State.DUE, 1)
    assert world.send.handle([QueueRecord("bad", 5, body)], lambda: timedelta(minutes=1)) == ["bad"]
    assert world.enrollment(a_lead()) == waiting


def test_a_poison_message_marks_nothing_that_is_in_flight(world: World) -> None:
    """The attempt fails at its last receive after SES took the mail: failed as poison, it could be redriven."""
    world.start(a_lead())

    def fails() -> float:
        raise ValueError

    world.send._ports.chance.jitter = fails
    assert world.deliver([message_of(world)], receives=5) == ["0"]
    enrollment = world.enrollment(a_lead())
    assert (enrollment.state, enrollment.reason, len(world.ses.accepted)) == (State.SENDING, None, 1)


def test_a_poison_message_marks_nothing_that_has_ended(world: World) -> None:
    world.start(a_lead())
    body = message_of(world).model_dump_json().replace('"valid_until"', '"until"')
    world.runs.cancel(CAMPAIGN, "test", None)
    world.turn()
    ended = world.enrollment(a_lead())
    assert (ended.state, ended.reason) == (State.ENDED, Reason.CANCELLED)
    assert world.send.handle([QueueRecord("bad", 5, body)], lambda: timedelta(minutes=1)) == ["bad"]
    assert world.enrollment(a_lead()) == ended


def test_a_template_that_fails_for_one_lead_fails_that_lead_only(world: World) -> None:
    templates = {
        **world.campaign.templates,
        "intro.txt": "{{ 1 // (first_name|length - 3) }} {{ unsubscribe_url }} {{ postal_address }}",
    }
    world.apply(replace(world.campaign, templates=templates))
    leads = [a_lead("ann"), a_lead("john")]
    world.start(*leads)
    world.turn()
    assert world.enrollment(leads[0]).reason is Reason.RENDER_FAILED
    assert [mail.recipient for mail in world.ses.mails] == [leads[1].address]


@pytest.mark.parametrize(
    "attack",
    [
        "{% for i in range(1000) %}{% for j in range(1000) %}{% for k in range(3) %}{% endfor %}{% endfor %}{% endfor %}",
        "{% set ns = namespace(x='xx') %}{% for i in range(24) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set name = 'zf' ~ 'ill' %}{{ first_name[name](150000000) }}",
    ],
)
def test_a_template_that_would_never_end_for_one_lead_does_not_take_the_batch_along(
    world: World, attack: str
) -> None:
    """A stored template that no `apply` of this version has tried."""
    text = world.campaign.templates["intro.txt"]
    attacked = f"{{% if first_name|length == 3 %}}{attack}{{% endif %}}{text}"
    world.apply(replace(world.campaign, templates={**world.campaign.templates, "intro.txt": attacked}))
    leads = [a_lead("ann"), *(a_lead(f"john{n}") for n in range(4))]
    world.start(*leads)
    world.turn()
    assert world.enrollment(leads[0]).reason is Reason.RENDER_FAILED
    assert {mail.recipient for mail in world.ses.mails} == {lead.address for lead in leads[1:]}


def test_the_daily_quota_of_a_campaign_is_not_overdrawn_and_the_rest_goes_out_tomorrow() -> None:
    world = World(a_campaign(policy=Policy(per_day=3)))
    leads = [a_lead(f"lead{n}") for n in range(8)]
    world.start(*leads)
    messages = [message_of(world, lead) for lead in leads]
    world.deliver(messages)
    assert len(world.ses.mails) == 3
    deferred = [e for e in map(world.enrollment, leads) if e.reason is Reason.QUOTA]
    assert {e.due_at for e in deferred} == {NOON + 12 * HOUR}
    assert len(deferred) == 5
    world.clock.moment = NOON + 12 * HOUR
    world.turn()
    assert len(world.ses.mails) == 6


def test_a_batch_that_passes_midnight_is_charged_to_one_day_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World(a_campaign(policy=Policy(per_day=10)))
    leads = [a_lead(f"lead{n}") for n in range(20)]
    world.start(*leads)
    world.clock.moment = NOON + 12 * HOUR - timedelta(milliseconds=1)
    messages = [message_of(world, lead) for lead in leads]
    render = TemplateRenderer.render

    def slow(*given: Any) -> Any:
        world.clock.advance(timedelta(milliseconds=2))
        return render(*given)

    with monkeypatch.context() as patched:
        patched.setattr(TemplateRenderer, "render", slow)
        world.deliver(messages[:10])
    world.deliver(messages[10:])
    days = Counter(touch.quota_day for lead in leads for touch in world.enrollment(lead).touches.values())
    assert days == {"2026-11-24": 10}
    assert world.quotas.used([campaign_scope(CAMPAIGN, LIVE)], "2026-11-24") == {
        campaign_scope(CAMPAIGN, LIVE): 10
    }
    assert world.quotas.used([campaign_scope(CAMPAIGN, LIVE)], "2026-11-23") == {
        campaign_scope(CAMPAIGN, LIVE): 0
    }


def test_the_account_quota_is_what_ses_allows_if_that_is_less(world: World) -> None:
    leads = [a_lead(f"lead{n}") for n in range(8)]
    world.start(*leads)
    world.account.tell(daily_quota=5)
    world.turn()
    assert len(world.ses.mails) == 5


def test_a_rehearsal_never_reaches_ses_and_uses_no_live_quota(world: World) -> None:
    world.start(a_lead(), mode=Mode.PROOF)
    world.turn()
    touch = world.enrollment(a_lead(), "proof-1").touches[0]
    assert (world.ses.mails, touch.state) == ([], TouchState.SENT_PROOF)
    assert len(list(world.proof_mails.of_run(CAMPAIGN, "proof-1", 4))) == 1
    assert ("account", "2026-11-23") not in world.tables.quotas


def test_every_rehearsal_has_an_id_and_leads_of_its_own(world: World) -> None:
    world.start(a_lead(), mode=Mode.PROOF)
    world.turn()
    world.runs.start(CAMPAIGN, Mode.PROOF, "test")
    world.turn()
    assert world.enrollment(a_lead(), "proof-2").touches[0].state is TouchState.SENT_PROOF
    assert world.enrollment(a_lead(), "proof-1").attempt == 1


def test_the_step_limit_ends_an_enrollment_before_its_sequence_does() -> None:
    world = World(a_campaign(policy=Policy(max_steps_per_lead=2)))
    world.start(a_lead())
    world.live_through(9 * DAY)
    assert len(world.ses.mails) == 2
    assert world.enrollment(a_lead()).reason is Reason.STEP_LIMIT


def test_the_claim_id_is_fresh_for_every_attempt(world: World) -> None:
    world.start(a_lead())
    world.ses.script.append(Refused(Refusal.NOT_REACHED, "ConnectTimeoutError"))
    world.turn()
    world.clock.moment = world.enrollment(a_lead()).due_at
    world.turn()
    claims = {mail.tags["claim"] for mail in world.ses.mails}
    assert len(claims) == 2


def test_a_log_line_about_a_failure_never_quotes_what_was_at_hand(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.start(a_lead())

    def fails(campaign, message_id, enrollment):
        raise ValueError(enrollment.lead.address)

    world.send._ports.renderer.render = fails
    assert world.deliver([message_of(world)]) == ["0"]
    lines = [repr(vars(record)) for record in caplog.records]
    assert any("ValueError" in line for line in lines)
    assert not [line for line in lines if a_lead().address in line]


LAST_DAY = a_campaign(policy=Policy(ends=NOON.date()))
LATER = a_campaign(policy=Policy(ends=NOON.date() + 30 * DAY))


def at_the_end(world: World) -> None:
    world.clock.moment = NOON + 12 * HOUR


def test_a_mail_that_was_claimed_on_the_last_day_and_looked_at_after_it_is_not_sent() -> None:
    world = World(LAST_DAY)
    world.start(a_lead())
    world.clock.moment = NOON + 12 * HOUR - SECOND
    claim = world.enrollments.claim

    def slow(*given: Any) -> Any:
        claiming = claim(*given)
        world.clock.advance(SECOND)
        return claiming

    world.enrollments.claim = slow  # type: ignore[method-assign]  # a claim that takes a second
    world.deliver([message_of(world)])
    assert world.ses.mails == []
    assert world.enrollment(a_lead()).reason is Reason.CAMPAIGN_ENDED
    assert world.enrollment(a_lead()).touches[0].state is TouchState.SKIPPED


def test_a_mail_that_is_in_flight_at_the_end_is_settled_as_sent_and_the_next_step_ends() -> None:
    world = World(LAST_DAY)
    world.start(a_lead())
    world.clock.moment = NOON + 12 * HOUR - SECOND
    world.ses.script.append(Ambiguous("ReadTimeoutError"))
    world.deliver([message_of(world)])
    at_the_end(world)
    world.turn()
    assert world.enrollment(a_lead()).state is State.UNKNOWN
    world.clock.advance(DAY)
    world.turn()
    world.turn()
    enrollment = world.enrollment(a_lead())
    assert enrollment.touches[0].state is TouchState.ASSUMED_SENT
    assert (enrollment.reason, enrollment.step) == (Reason.CAMPAIGN_ENDED, 1)
    assert len(world.ses.mails) == 1


def test_who_was_named_for_the_end_waits_for_its_time_if_the_end_was_moved_meanwhile() -> None:
    """The tick has put leads on the queue that are due in days. They are not written to before their time."""
    world = World(LAST_DAY)
    world.start(a_lead())
    world.turn()
    at_the_end(world)
    world.clock.advance(DAY)
    world.tick()
    before = world.enrollment(a_lead())
    assert len(world.queue.messages) == 1
    world.apply(LATER)
    world.deliver(list(world.queue.messages))
    assert world.enrollment(a_lead()) == before
    assert len(world.ses.mails) == 1


def test_who_was_named_for_the_end_loses_no_delay_to_a_wish_that_nobody_has_decided() -> None:
    world = World(LAST_DAY)
    world.start(a_lead())
    world.turn()
    at_the_end(world)
    world.tick()
    before = world.enrollment(a_lead())
    world.suppressions.order_recipient(a_lead().recipient, None, an_order(Reason.POSSIBLE_UNSUBSCRIBE))
    world.apply(LATER)
    world.deliver(list(world.queue.messages))
    assert world.enrollment(a_lead()).due_at == before.due_at
