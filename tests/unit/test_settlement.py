"""What is written about an attempt, by what became of it: one table per way to change an enrollment.

JANE is in flight for her second step of three, after one retry; the step before it was sent three days ago.
"""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from outreach.domain.campaign import Policy, Step, UnknownPolicy
from outreach.domain.control import Mode
from outreach.domain.enrollment import Lane, State, TouchState
from outreach.domain.fast import SOON, Passed, WouldGo
from outreach.domain.ids import ClaimId, MessageId, SesMessageId
from outreach.domain.instruction import Instruction, InstructionKind
from outreach.domain.outcome import Accepted, Ambiguous, Refusal, Refused
from outreach.domain.reasons import Reason
from outreach.domain.seen import Seen
from outreach.domain.settlement import (
    REOPENABLE,
    Attempt,
    close_unknown,
    defer,
    ended_before,
    fail,
    give_up,
    go_on,
    hold_back,
    release,
    reopen,
    resolve_sent,
    sent_before,
    settle,
    skip,
    stop,
    stop_said,
)
from outreach.domain.window import DAYS, Window
from world.builders import DAY, MINUTE, NOON, a_campaign, a_key, a_lead, a_touch, an_enrollment

HOUR = timedelta(hours=1)
CLAIM, EARLIER = ClaimId("claim-2"), ClaimId("claim-1")
INTRO = a_touch(step=0, at=NOON - 3 * DAY, ses_message_id=SesMessageId("mail-0"))
CAMPAIGN = a_campaign()
ATTEMPT = Attempt(
    CLAIM,
    Mode.LIVE,
    MessageId("followup1"),
    looked_at=NOON - MINUTE,
    digest="d" * 64,
    quota_day="2026-11-23",
    seen=Seen(),
    revision="0123456789abcdef",
)


def jane(state: State = State.SENDING, **changes: Any):
    """In flight for the second step, claimed two minutes ago."""
    values: dict[str, Any] = {
        "step": 1,
        "attempt": 3,
        "tries": 1,
        "lane": Lane.NEXT,
        "due_at": NOON - HOUR,
        "claim_id": CLAIM,
        "claimed_at": NOON - 2 * MINUTE,
        "touches": {0: INTRO},
    }
    return an_enrollment(state=state, **(values | changes))


def recorded(**changes: Any):
    """The record of her second step so far: refused once, then in flight."""
    values: dict[str, Any] = {"message_id": "followup1", "state": TouchState.RETRY, "claim_id": EARLIER}
    return a_touch(step=1, **(values | {"at": NOON - HOUR} | changes))


def unknown(**changes: Any):
    """Her second step, of which SES never told, at its deadline."""
    touch = changes.pop("touch", recorded(state=TouchState.UNKNOWN, claim_id=CLAIM, reason=Reason.UNKNOWN))
    values: dict[str, Any] = {"state": State.UNKNOWN, "lane": Lane.FINAL, "due_at": NOON}
    values |= {"reason": Reason.UNKNOWN, "claimed_at": NOON - DAY, "touches": {0: INTRO, 1: touch}}
    return jane(**(values | changes))


def settled(outcome, enrollment=None, campaign=CAMPAIGN, attempt=ATTEMPT, jitter=0.0):
    return settle(enrollment or jane(), campaign, attempt, outcome, NOON, jitter)


def where(change):
    """Where the enrollment stands afterwards."""
    return (change.state, change.step, change.tries, change.lane, change.due_at, change.reason)


def of(enrollment, message="followup1"):
    """The idempotency key of the current touch with another message."""
    return f"{enrollment.key.campaign_id}:{enrollment.key.lead_id}:{message}:{enrollment.step}"


def going_on(due_at, step=2):
    return (State.DUE, step, 0, Lane.NEXT, due_at, None)


def a_policy(**changes: Any):
    return a_campaign(policy=Policy(**changes))


class TestInAFastRehearsal:
    """The next step is due at once. It is planned from when this mail would have gone."""

    WENT = WouldGo(NOON + 10 * DAY, (Passed.WINDOW,))
    PLAN = WouldGo(NOON + 14 * DAY, (Passed.DELAY,))

    def test_the_next_step_is_due_at_once_and_planned_from_when_this_one_would_have_gone(self):
        attempt = replace(ATTEMPT, mode=Mode.PROOF, would_go=self.WENT)
        change = settled(Accepted(SesMessageId("proof-1")), jane(run_id="proof-1"), attempt=attempt)
        assert where(change) == going_on(NOON + SOON)
        assert (change.plan, change.touch.would_go) == (self.PLAN, self.WENT)

    def test_what_nobody_knows_of_would_have_gone_as_planned(self):
        change = give_up(jane(run_id="proof-1", plan=self.WENT), CAMPAIGN, NOON)
        assert (change.touch.would_go, change.plan) == (self.WENT, None)

    def test_the_step_after_an_unknown_one_is_due_at_once(self):
        lost = unknown(run_id="proof-1", touch=recorded(state=TouchState.UNKNOWN, would_go=self.WENT))
        change = close_unknown(lost, CAMPAIGN, NOON)
        assert (where(change), change.plan) == (going_on(NOON + SOON), self.PLAN)

    def test_a_live_run_waits_whatever_its_touch_says(self):
        lost = unknown(touch=recorded(state=TouchState.UNKNOWN, would_go=self.WENT))
        change = close_unknown(lost, CAMPAIGN, NOON)
        assert (where(change), change.plan) == (going_on(NOON + 3 * DAY), None)

    def test_another_rehearsal_waits(self):
        attempt = replace(ATTEMPT, mode=Mode.PROOF)
        change = settled(Accepted(SesMessageId("proof-1")), jane(run_id="proof-1"), attempt=attempt)
        assert (where(change), change.plan) == (going_on(NOON + 4 * DAY), None)

    def test_a_deferral_leaves_the_plan_as_it_is(self):
        assert defer(jane(plan=self.PLAN), Reason.QUOTA, NOON + DAY, NOON).plan is None


class TestAccepted:
    ACCEPTED = Accepted(SesMessageId("mail-1"))

    def test_the_next_step_is_due_after_its_delay(self):
        change = settled(self.ACCEPTED)
        assert where(change) == going_on(NOON + 4 * DAY)
        assert (change.at, change.last_touch_at) == (NOON, NOON)

    def test_the_touch_keeps_the_evidence_of_the_attempt(self):
        touch = settled(self.ACCEPTED).touch
        assert touch == replace(
            recorded(),
            key=of(jane()),
            state=TouchState.SENT,
            attempts=1,
            at=NOON,
            looked_at=ATTEMPT.looked_at,
            claim_id=CLAIM,
            ses_message_id="mail-1",
            digest=ATTEMPT.digest,
            quota_day=ATTEMPT.quota_day,
            seen=ATTEMPT.seen,
            revision=ATTEMPT.revision,
        )

    def test_it_is_one_attempt_more_and_no_reason_is_left(self):
        before = recorded(attempts=2, reason=Reason.RETRY, detail="ConnectTimeoutError")
        touch = settled(self.ACCEPTED, jane(touches={0: INTRO, 1: before})).touch
        assert (touch.attempts, touch.reason, touch.detail) == (3, None, None)

    def test_a_rehearsal_says_so(self):
        touch = settled(self.ACCEPTED, attempt=replace(ATTEMPT, mode=Mode.PROOF)).touch
        assert touch.state is TouchState.SENT_PROOF

    def test_the_message_is_the_one_that_was_sent(self):
        """Which a revision may have replaced while it was in flight."""
        before = recorded(message_id="older")
        touch = settled(self.ACCEPTED, jane(touches={0: INTRO, 1: before})).touch
        assert (touch.message_id, touch.key) == ("followup1", of(jane()))

    @pytest.mark.parametrize(
        ("delay", "cooldown", "due_at"),
        [
            (4 * DAY, DAY, NOON + 4 * DAY),
            (HOUR, DAY, NOON + DAY),
            (DAY, DAY, NOON + DAY),
            (timedelta(), timedelta(), NOON),
        ],
    )
    def test_the_longer_of_delay_and_cooldown_counts(self, delay, cooldown, due_at):
        steps = (*CAMPAIGN.steps[:2], Step(MessageId("followup2"), delay))
        campaign = a_campaign(steps=steps, policy=Policy(cooldown=cooldown))
        assert where(settled(self.ACCEPTED, campaign=campaign)) == going_on(due_at)

    @pytest.mark.parametrize(
        ("zone", "due_at"), [(None, NOON + 5 * DAY - 2 * HOUR), ("Asia/Tokyo", NOON + 5 * DAY - 11 * HOUR)]
    )
    def test_it_is_due_when_the_window_opens_in_the_lead_s_zone(self, zone, due_at):
        campaign = a_policy(window=Window(frozenset(DAYS), time(10), time(11), "UTC"))
        change = settled(self.ACCEPTED, jane(lead=a_lead(timezone=zone)), campaign)
        assert where(change) == going_on(due_at)

    @pytest.mark.parametrize(
        ("days", "cooldown", "due_at"),
        [(5, 24 * HOUR, NOON + 7 * DAY), (1, 48 * HOUR, NOON + 2 * DAY), (1, HOUR, NOON + DAY)],
    )
    def test_it_is_due_after_working_days_and_the_cooldown(self, days, cooldown, due_at):
        steps = (*CAMPAIGN.steps[:2], Step(MessageId("followup2"), timedelta(), days))
        campaign = a_campaign(steps=steps, policy=Policy(cooldown=cooldown))
        assert where(settled(self.ACCEPTED, campaign=campaign)) == going_on(due_at)

    @pytest.mark.parametrize(
        ("step", "limit", "reason"),
        [
            (2, 3, Reason.COMPLETED),
            (2, 1, Reason.COMPLETED),
            (2, 9, Reason.COMPLETED),
            (1, 2, Reason.STEP_LIMIT),
            (1, 1, Reason.STEP_LIMIT),
            (0, 1, Reason.STEP_LIMIT),
            (1, 3, None),
            (0, 2, None),
        ],
    )
    def test_it_ends_after_the_last_step_or_at_the_limit(self, step, limit, reason):
        change = settled(self.ACCEPTED, jane(step=step, touches={}), a_policy(max_steps_per_lead=limit))
        if reason is None:
            assert where(change) == going_on(NOON + CAMPAIGN.steps[step + 1].delay, step + 1)
        else:
            assert where(change) == (State.ENDED, step, 1, None, None, reason)
        assert (change.touch.state, change.last_touch_at) == (TouchState.SENT, NOON)


class TestAmbiguous:
    CHANGE = staticmethod(lambda: settled(Ambiguous("ReadTimeoutError")))

    def test_it_waits_for_its_deadline_and_has_not_counted_as_written_to(self):
        change = self.CHANGE()
        assert where(change) == (State.UNKNOWN, 1, 1, Lane.FINAL, NOON + 24 * HOUR, Reason.UNKNOWN)
        assert (change.at, change.last_touch_at) == (NOON, None)

    def test_the_attempt_is_on_record(self):
        touch = self.CHANGE().touch
        assert (touch.state, touch.reason, touch.detail) == (TouchState.UNKNOWN, Reason.UNKNOWN, "ReadTimeoutError")  # fmt: skip
        assert (touch.claim_id, touch.attempts, touch.at) == (CLAIM, 1, NOON)
        assert (touch.looked_at, touch.seen) == (ATTEMPT.looked_at, ATTEMPT.seen)


class TestRefused:
    @pytest.mark.parametrize(
        ("refusal", "tries", "expected", "kept"),
        [
            (Refusal.THROTTLED, 0, (State.DUE, 1, 0, Lane.NEXT, NOON + 1.5 * MINUTE, Reason.THROTTLED), TouchState.RETRY),
            (Refusal.THROTTLED, 3, (State.DUE, 1, 3, Lane.NEXT, NOON + 1.5 * MINUTE, Reason.THROTTLED), TouchState.RETRY),
            (Refusal.SENDER_STOPPED, 1, (State.DUE, 1, 1, Lane.NEXT, NOON, Reason.SENDER_STOPPED), TouchState.RETRY),
            (Refusal.SENDER_STOPPED, 3, (State.DUE, 1, 3, Lane.NEXT, NOON, Reason.SENDER_STOPPED), TouchState.RETRY),
            (Refusal.CONTENT, 0, (State.ENDED, 1, 0, None, None, Reason.REFUSED), TouchState.FAILED),
            (Refusal.NOT_REACHED, 0, (State.DUE, 1, 1, Lane.NEXT, NOON + 5.25 * MINUTE, Reason.RETRY), TouchState.RETRY),
            (Refusal.NOT_REACHED, 1, (State.DUE, 1, 2, Lane.NEXT, NOON + 10.5 * MINUTE, Reason.RETRY), TouchState.RETRY),
            (Refusal.NOT_REACHED, 2, (State.DUE, 1, 3, Lane.NEXT, NOON + 21 * MINUTE, Reason.RETRY), TouchState.RETRY),
            (Refusal.NOT_REACHED, 3, (State.ENDED, 1, 3, None, None, Reason.RETRIES_EXHAUSTED), TouchState.FAILED),
        ],
    )  # fmt: skip
    def test_the_reaction_that_each_refusal_needs(self, refusal, tries, expected, kept):
        change = settled(Refused(refusal, "ThrottlingException"), jane(tries=tries), jitter=0.5)
        assert where(change) == expected
        assert (change.at, change.last_touch_at) == (NOON, None)
        touch = change.touch
        assert (touch.state, touch.reason, touch.detail) == (kept, expected[-1], "ThrottlingException")
        assert (touch.attempts, touch.claim_id, touch.at) == (1, CLAIM, NOON)
        assert (touch.looked_at, touch.digest, touch.quota_day) == (
            ATTEMPT.looked_at,
            ATTEMPT.digest,
            ATTEMPT.quota_day,
        )

    @pytest.mark.parametrize("lane", [Lane.FIRST, Lane.NEXT])
    def test_it_waits_in_the_lane_that_it_came_from(self, lane):
        change = settled(Refused(Refusal.NOT_REACHED, "ConnectTimeoutError"), jane(lane=lane))
        assert change.lane is lane


class TestPutBack:
    def test_a_stop_that_won_leaves_the_touch_as_it_was(self):
        change = release(jane(), Reason.PAUSED, NOON)
        assert where(change) == (State.DUE, 1, 1, Lane.NEXT, NOON - HOUR, Reason.PAUSED)
        assert (change.at, change.touch, change.last_touch_at) == (NOON, None, None)

    def test_a_deferred_touch_is_due_later_with_its_tries(self):
        change = defer(jane(State.DUE), Reason.HELD, NOON + DAY, NOON)
        assert where(change) == (State.DUE, 1, 1, Lane.NEXT, NOON + DAY, Reason.HELD)
        assert (change.at, change.touch, change.last_touch_at) == (NOON, None, None)


class TestNeverSent:
    def test_a_skipped_touch_ends_the_enrollment_and_is_no_attempt(self):
        change = skip(jane(State.DUE), CAMPAIGN, Reason.UNSUBSCRIBED, NOON)
        assert where(change) == (State.ENDED, 1, 1, None, None, Reason.UNSUBSCRIBED)
        assert (change.at, change.last_touch_at) == (NOON, None)
        assert change.touch == replace(
            a_touch(step=1, message_id="followup1", state=TouchState.SKIPPED),
            attempts=0,
            at=NOON,
            reason=Reason.UNSUBSCRIBED,
        )

    def test_a_failed_one_says_why(self):
        change = fail(jane(State.DUE), CAMPAIGN, Reason.RENDER_FAILED, "UndefinedError", NOON)
        assert where(change) == (State.ENDED, 1, 1, None, None, Reason.RENDER_FAILED)
        assert change.touch == replace(
            a_touch(step=1, message_id="followup1", state=TouchState.FAILED),
            attempts=0,
            at=NOON,
            reason=Reason.RENDER_FAILED,
            detail="UndefinedError",
        )

    def test_what_earlier_attempts_left_stays_on_record(self):
        before = recorded(digest="e" * 64, detail="ConnectTimeoutError")
        touch = skip(jane(State.DUE, touches={1: before}), CAMPAIGN, Reason.DNC, NOON).touch
        assert touch == replace(before, state=TouchState.SKIPPED, at=NOON, reason=Reason.DNC, detail=None)

    def test_the_key_is_the_enrollment_s_own(self):
        enrollment = jane(State.DUE, key=a_key(a_lead("joe"), campaign_id="other"))
        touch = skip(enrollment, CAMPAIGN, Reason.DNC, NOON).touch
        assert touch.key == "other:lead-joe:followup1:1"


class TestGivenUp:
    def test_it_becomes_unknown_under_the_claim_of_the_silent_owner(self):
        change = give_up(jane(), CAMPAIGN, NOON)
        assert where(change) == (State.UNKNOWN, 1, 1, Lane.FINAL, NOON + 24 * HOUR, Reason.UNKNOWN)
        assert (change.at, change.last_touch_at) == (NOON, None)
        touch = change.touch
        assert (touch.state, touch.reason, touch.at) == (TouchState.UNKNOWN, Reason.UNKNOWN, NOON)
        assert (touch.claim_id, touch.attempts) == (CLAIM, 1)
        assert "ended between claim and settle" in touch.detail

    def test_it_is_one_attempt_more(self):
        touch = give_up(jane(touches={1: recorded(attempts=2)}), CAMPAIGN, NOON).touch
        assert (touch.claim_id, touch.attempts) == (CLAIM, 3)

    def test_the_look_of_an_earlier_attempt_is_not_taken_for_its_own(self):
        earlier = replace(recorded(attempts=1), looked_at=NOON - HOUR, seen=Seen(), revision="an-older-one")
        touch = give_up(jane(touches={1: earlier}), CAMPAIGN, NOON).touch
        assert (touch.looked_at, touch.seen, touch.revision) == (None, None, None)


class TestClosed:
    def test_it_counts_as_sent_when_it_was_claimed(self):
        """Which makes the next step due as if the response had come."""
        change = close_unknown(unknown(), CAMPAIGN, NOON)
        assert where(change) == going_on(NOON + 3 * DAY)
        assert (change.at, change.last_touch_at) == (NOON, NOON - DAY)
        assert change.touch == recorded(
            state=TouchState.ASSUMED_SENT, at=NOON, claim_id=CLAIM, reason=Reason.UNKNOWN
        )

    def test_a_follow_up_is_never_due_in_the_past(self):
        change = close_unknown(unknown(claimed_at=NOON - 30 * DAY), CAMPAIGN, NOON)
        assert where(change) == going_on(NOON)

    def test_without_the_time_of_its_claim_it_counts_from_now(self):
        change = close_unknown(unknown(claimed_at=None), CAMPAIGN, NOON)
        assert where(change) == going_on(NOON + 4 * DAY)
        assert change.last_touch_at == NOON

    def test_after_the_last_step_it_is_completed(self):
        enrollment = unknown(step=2, touch=a_touch(step=2, state=TouchState.UNKNOWN))
        change = close_unknown(enrollment, CAMPAIGN, NOON)
        assert where(change) == (State.ENDED, 2, 1, None, None, Reason.COMPLETED)
        assert change.last_touch_at == NOON - DAY

    def test_a_campaign_may_hold_it_for_an_operator_instead(self):
        change = close_unknown(unknown(), a_policy(unknown=UnknownPolicy.HOLD), NOON)
        assert where(change) == (State.ENDED, 1, 1, None, None, Reason.UNKNOWN_HELD)
        assert (change.at, change.touch, change.last_touch_at) == (NOON, None, None)


class TestAnOperatorSaysItWasSent:
    def test_the_sequence_goes_on_from_its_claim(self):
        change = resolve_sent(unknown(), CAMPAIGN, "ada", NOON)
        assert where(change) == going_on(NOON + 3 * DAY)
        assert (change.at, change.last_touch_at, change.ordered_by) == (NOON, NOON - DAY, "ada")
        assert change.touch == recorded(
            state=TouchState.ASSUMED_SENT,
            at=NOON,
            claim_id=CLAIM,
            reason=Reason.UNKNOWN,
            detail="resolved by ada",
        )

    def test_without_the_time_of_its_claim_it_counts_from_now(self):
        change = resolve_sent(unknown(claimed_at=None), CAMPAIGN, "ada", NOON)
        assert (change.due_at, change.last_touch_at) == (NOON + 4 * DAY, NOON)

    def test_what_was_held_is_completed_if_it_was_the_last(self):
        touch = a_touch(step=2, message_id="followup2", state=TouchState.UNKNOWN)
        held = unknown(touches={2: touch}, step=2, state=State.ENDED, lane=None, due_at=None)
        change = resolve_sent(held, CAMPAIGN, "ada", NOON)
        assert where(change) == (State.ENDED, 2, 1, None, None, Reason.COMPLETED)

    def test_if_more_may_have_gone_out_the_next_one_is_held_in_its_turn(self):
        held = unknown(state=State.ENDED, lane=None, due_at=None, reason=Reason.GAP_HELD)
        change = resolve_sent(held, CAMPAIGN, "ada", NOON)
        assert where(change) == (State.ENDED, 2, 0, None, None, Reason.GAP_HELD)
        assert (change.touch.state, change.last_touch_at) == (TouchState.ASSUMED_SENT, NOON - DAY)

    def test_after_the_last_one_nothing_is_held(self):
        held = unknown(step=2, touches={}, state=State.ENDED, lane=None, due_at=None, reason=Reason.GAP_HELD)
        assert resolve_sent(held, CAMPAIGN, "ada", NOON).reason is Reason.COMPLETED


class TestRestored:
    SENT = recorded(state=TouchState.SENT, at=NOON - DAY, claim_id=CLAIM)

    def test_a_mail_that_went_out_before_lets_the_sequence_go_on_from_its_time(self):
        change = sent_before(jane(State.DUE), CAMPAIGN, self.SENT, "ada", NOON)
        assert where(change) == going_on(NOON + 3 * DAY)
        assert (change.touch, change.at) == (self.SENT, NOON - DAY)
        assert (change.last_touch_at, change.ordered_by) == (NOON - DAY, "ada")

    def test_a_time_to_come_is_now(self):
        touch = replace(self.SENT, at=NOON + DAY)
        assert sent_before(jane(State.DUE), CAMPAIGN, touch, "ada", NOON).at == NOON

    def test_what_has_ended_stays_so(self):
        ended = jane(State.ENDED, lane=None, due_at=None, reason=Reason.STOPPED)
        change = sent_before(ended, CAMPAIGN, self.SENT, "ada", NOON)
        assert where(change) == (State.ENDED, 1, 1, None, None, Reason.STOPPED)
        assert (change.touch, change.at, change.last_touch_at) == (self.SENT, NOON, NOON - DAY)

    @pytest.mark.parametrize("reason", [Reason.UNKNOWN_HELD, Reason.GAP_HELD])
    def test_what_was_held_because_nobody_knew_of_it_goes_on(self, reason):
        held = jane(State.ENDED, lane=None, due_at=None, reason=reason)
        assert where(sent_before(held, CAMPAIGN, self.SENT, "ada", NOON)) == going_on(NOON + 3 * DAY)

    @pytest.mark.parametrize("reason", [Reason.UNKNOWN_HELD, Reason.GAP_HELD])
    def test_what_may_have_been_sent_is_held_for_an_operator(self, reason):
        change = hold_back(jane(State.DUE, claim_id=EARLIER), CAMPAIGN, reason, "nobody knows", NOON)
        assert where(change) == (State.ENDED, 1, 1, None, None, reason)
        assert change.touch == replace(
            a_touch(step=1, message_id="followup1", state=TouchState.UNKNOWN),
            attempts=0,
            at=NOON,
            reason=Reason.UNKNOWN,
            detail="nobody knows",
        )

    def test_what_was_in_flight_is_held_under_its_claim(self):
        enrollment = jane(sender="anna@us.example")
        touch = hold_back(enrollment, CAMPAIGN, Reason.GAP_HELD, "nobody knows", NOON).touch
        assert (touch.claim_id, touch.sender) == (CLAIM, "anna@us.example")

    @pytest.mark.parametrize(
        ("reason", "state", "detail"),
        [
            (Reason.STOPPED, TouchState.SKIPPED, None),
            (Reason.REFUSED, TouchState.FAILED, "replayed"),
            (Reason.RETRIES_EXHAUSTED, TouchState.FAILED, "replayed"),
            (Reason.RENDER_FAILED, TouchState.FAILED, "replayed"),
            (Reason.POISON, TouchState.FAILED, "replayed"),
            (Reason.UNKNOWN_HELD, TouchState.UNKNOWN, "replayed"),
            (Reason.GAP_HELD, TouchState.UNKNOWN, "replayed"),
        ],
    )
    def test_an_end_of_before_is_what_it_was(self, reason, state, detail):
        change = ended_before(jane(State.DUE), CAMPAIGN, reason, "replayed", NOON)
        assert where(change) == (State.ENDED, 1, 1, None, None, reason)
        assert (change.touch.state, change.touch.detail, change.at) == (state, detail, NOON)

    @pytest.mark.parametrize("reason", [Reason.COMPLETED, Reason.STEP_LIMIT])
    def test_an_end_after_the_last_mail_records_no_other(self, reason):
        change = ended_before(jane(State.DUE), CAMPAIGN, reason, "replayed", NOON)
        assert (where(change), change.touch) == ((State.ENDED, 1, 1, None, None, reason), None)

    @pytest.mark.parametrize("reason", [Reason.STOPPED, Reason.REFUSED, Reason.COMPLETED])
    def test_an_end_of_what_was_in_flight_leaves_its_mail_unknown(self, reason):
        change = ended_before(jane(), CAMPAIGN, reason, "replayed", NOON)
        assert (change.reason, change.touch.state, change.touch.claim_id) == (
            reason,
            TouchState.UNKNOWN,
            CLAIM,
        )


class TestAnOperatorOrdersAnother:
    @pytest.mark.parametrize(("step", "lane"), [(0, Lane.FIRST), (1, Lane.NEXT), (2, Lane.NEXT)])
    def test_it_is_due_now_in_its_lane_with_all_its_tries(self, step, lane):
        change = reopen(unknown(step=step, tries=3), CAMPAIGN, "ada", NOON)
        assert where(change) == (State.DUE, step, 0, lane, NOON, None)
        assert (change.at, change.last_touch_at, change.ordered_by) == (NOON, None, "ada")

    def test_the_claim_so_far_is_kept_and_the_operator_is_named(self):
        touch = reopen(unknown(), CAMPAIGN, "ada", NOON).touch
        assert touch == recorded(
            state=TouchState.RETRY,
            at=NOON,
            claim_id=None,
            earlier_claims=(CLAIM,),
            sent_again_by="ada",
            reason=Reason.UNKNOWN,
        )

    def test_every_claim_is_kept_in_order(self):
        before = recorded(state=TouchState.UNKNOWN, claim_id=CLAIM, earlier_claims=(EARLIER,))
        touch = reopen(unknown(touch=before), CAMPAIGN, "ada", NOON).touch
        assert touch.earlier_claims == (EARLIER, CLAIM)

    def test_a_touch_without_a_claim_keeps_those_before(self):
        before = recorded(state=TouchState.SKIPPED, claim_id=None, earlier_claims=(EARLIER,))
        touch = reopen(unknown(touch=before), CAMPAIGN, "ada", NOON).touch
        assert touch.earlier_claims == (EARLIER,)

    def test_one_that_was_never_recorded_gets_its_record(self):
        touch = reopen(unknown(touches={0: INTRO}), CAMPAIGN, "ada", NOON).touch
        assert touch == a_touch(
            step=1, message_id="followup1", state=TouchState.RETRY, attempts=0, sent_again_by="ada"
        )


class TestAnOperatorStopsTheLead:
    def test_what_waits_ends_with_what_was_said(self):
        waiting = jane(State.DUE, touches={0: INTRO, 1: recorded(attempts=2)})
        change = stop(waiting, CAMPAIGN, "ada", "moved", NOON)
        assert where(change) == (State.ENDED, 1, 1, None, None, Reason.STOPPED)
        assert (change.ordered_by, change.touch.state, change.touch.reason) == (
            "ada",
            TouchState.SKIPPED,
            Reason.STOPPED,
        )
        assert change.instruction == Instruction(InstructionKind.STOP, NOON, "ada", "moved", 1, 2)

    def test_what_was_said_in_flight_is_not_said_again(self):
        said = stop_said(jane(), "ada", None, NOON - HOUR)
        change = stop(jane(State.DUE, instructions=(said,)), CAMPAIGN, "bob", None, NOON)
        assert (change.state, change.instruction) == (State.ENDED, None)

    def test_a_lead_that_was_reopened_can_be_stopped_again(self):
        said = stop_said(jane(), "ada", None, NOON - HOUR)
        again = replace(said, kind=InstructionKind.REOPEN)
        change = stop(jane(State.DUE, instructions=(said, again)), CAMPAIGN, "bob", None, NOON)
        assert change.instruction == Instruction(InstructionKind.STOP, NOON, "bob", None, 1, 0)

    @pytest.mark.parametrize("state", [State.SENDING, State.UNKNOWN, State.ENDED])
    def test_nothing_else_ends_that_way(self, state):
        with pytest.raises(AssertionError, match="in flight, or nothing is left"):
            stop(jane(state), CAMPAIGN, "ada", None, NOON)

    @pytest.mark.parametrize(("state", "attempts"), [(State.SENDING, 3), (State.UNKNOWN, 2), (State.DUE, 2)])
    def test_an_attempt_in_flight_counts_once(self, state, attempts):
        said = stop_said(jane(state, touches={0: INTRO, 1: recorded(attempts=2)}), "ada", None, NOON)
        assert (said.step, said.attempts) == (1, attempts)

    def test_a_step_that_was_never_tried_has_no_attempts(self):
        assert stop_said(jane(State.DUE), "ada", None, NOON).attempts == 0


class TestAnOperatorLetsTheLeadGoOn:
    @pytest.mark.parametrize("reason", sorted(REOPENABLE))
    def test_what_ended_without_a_mail_is_due_and_keeps_who_said_it(self, reason):
        touch = recorded(state=TouchState.FAILED, reason=reason)
        ended = jane(State.ENDED, touches={1: touch}, reason=reason, lane=None, due_at=None)
        change = go_on(ended, CAMPAIGN, "ada", "verified", NOON)
        assert where(change) == (State.DUE, 1, 0, Lane.NEXT, NOON, None)
        assert (change.touch.reopened_by, change.touch.reopened_because) == ("ada", "verified")
        assert change.instruction == Instruction(
            InstructionKind.REOPEN, NOON, "ada", "verified", 1, touch.attempts
        )

    @pytest.mark.parametrize("state", [TouchState.SENT, TouchState.ASSUMED_SENT, TouchState.UNKNOWN])
    def test_what_may_have_been_sent_never_does(self, state):
        ended = jane(
            State.ENDED, touches={1: recorded(state=state)}, reason=Reason.STOPPED, lane=None, due_at=None
        )
        with pytest.raises(AssertionError, match="SES may have taken a mail"):
            go_on(ended, CAMPAIGN, "ada", None, NOON)
