"""What a person is told about each step of a lead's sequence."""

import re
from datetime import time, timedelta
from typing import Any

import pytest

from outreach.domain.campaign import Policy
from outreach.domain.control import RunStatus
from outreach.domain.delivery import DeliveryRecord, Fact, Mark
from outreach.domain.enrollment import Lane, State, TouchState
from outreach.domain.fast import Passed, WouldGo
from outreach.domain.reasons import EXPLANATIONS, Reason
from outreach.domain.story import StepStory, tell, with_delivery
from outreach.domain.window import Window
from world.builders import DAY, MINUTE, NOON, a_campaign, a_run, a_touch, an_enrollment

AT = "2026-11-23 12:00:00 UTC"
THEN = "2026-11-20 12:00:00 UTC"
SENT = a_touch(step=0, at=NOON - 3 * DAY)
LATER = ("later", None, None, "comes after the step before it")


def told(state: State, *, run=None, **changes: Any):
    """The three steps of an enrollment at its second one, each as (status, when, reason, sentence)."""
    values: dict[str, Any] = {"step": 1, "lane": Lane.NEXT, "touches": {0: SENT}, **changes}
    steps = tell(an_enrollment(state=state, **values), a_campaign(), run or a_run())
    assert [(step.step, step.message_id) for step in steps] == [(0, "intro"), (1, "followup1"), (2, "followup2")]  # fmt: skip
    return [(step.status, step.when, step.reason, step.sentence) for step in steps]


def touched(state, **changes: Any):
    return {0: SENT, 1: a_touch(step=1, message_id="followup1", state=state, **changes)}


@pytest.mark.parametrize(
    ("state", "said"),
    [(TouchState.SENT, "sent"), (TouchState.SENT_PROOF, "rehearsed"), (TouchState.ASSUMED_SENT, "assumed")],
)
def test_a_step_that_is_done(state, said):
    first, *_ = told(State.DUE, touches={0: a_touch(step=0, state=state, at=NOON - 3 * DAY)})
    assert first[:3] == ("sent", NOON - 3 * DAY, None)
    assert re.fullmatch(f"{said}\\b.* {THEN}", first[3])


@pytest.mark.parametrize(
    ("going", "said"),
    [
        (None, ""),
        (WouldGo(NOON), f", would have gone Mon {AT}"),
        (WouldGo(NOON, (Passed.DELAY,)), f", would have gone Mon {AT} (delay taken as passed)"),
        (
            WouldGo(NOON, (Passed.COOLDOWN, Passed.WINDOW)),
            f", would have gone Mon {AT} (cooldown and window taken as passed)",
        ),
        (
            WouldGo(NOON, (Passed.DELAY, Passed.QUOTA, Passed.WINDOW)),
            f", would have gone Mon {AT} (delay, quota and window taken as passed)",
        ),
    ],
)
def test_a_step_of_a_fast_rehearsal_says_when_it_would_have_gone(going, said):
    touch = a_touch(step=0, state=TouchState.SENT_PROOF, at=NOON - 3 * DAY, would_go=going)
    first, *_ = tell(an_enrollment(step=1, lane=Lane.NEXT, touches={0: touch}), a_campaign(), a_run())
    assert first.sentence == f"rehearsed, not sent {THEN}{said}"
    assert first.would_go_at == (going and going.at)


@pytest.mark.parametrize(
    ("status", "reason", "sentence"),
    [
        (RunStatus.RUNNING, None, f"waiting until {AT}"),
        (RunStatus.RUNNING, Reason.QUOTA, f"waiting until {AT}: {EXPLANATIONS[Reason.QUOTA]}"),
        (RunStatus.PAUSED, None, f"due {AT}, but the run is paused"),
        (RunStatus.PAUSED, Reason.PAUSED, f"due {AT}, but the run is paused: {EXPLANATIONS[Reason.PAUSED]}"),
        (RunStatus.CANCELLED, None, f"due {AT}, but the run is cancelled"),
    ],
)
def test_a_step_that_waits_and_those_after_it(status, reason, sentence):
    _, second, third = told(State.DUE, run=a_run(status=status), reason=reason)
    assert second == ("waiting", NOON, reason, sentence)
    assert third == LATER


@pytest.mark.parametrize(
    ("since", "until", "named"),
    [
        (NOON, NOON + DAY, " (NL:a Monday)"),
        (NOON + DAY, NOON + DAY, ""),
        (None, NOON + DAY, ""),
        (NOON, None, ""),
    ],
)
def test_who_waits_for_the_end_of_a_holiday_is_told_its_name(since, until, named):
    """Not if the definition has it no more."""
    holidays = {NOON.date(): "NL:a Monday"}
    window = Window(frozenset({"mon", "tue"}), time(9), time(17), "UTC", (), holidays)
    waiting = an_enrollment(due_at=until, changed_at=since, reason=Reason.HOLIDAY)
    first, *_ = tell(waiting, a_campaign(policy=Policy(window=window)), a_run())
    assert first.sentence.endswith(f": {EXPLANATIONS[Reason.HOLIDAY]}{named}")


def test_a_step_that_was_tried_and_waits_again():
    _, second, _ = told(State.DUE, touches=touched(TouchState.RETRY), reason=Reason.RETRY)
    assert second == ("waiting", NOON, Reason.RETRY, f"waiting until {AT}: {EXPLANATIONS[Reason.RETRY]}")


def test_a_step_in_flight():
    _, second, third = told(State.SENDING, claimed_at=NOON - MINUTE)
    assert second == ("sending", NOON - MINUTE, None, "being sent since 2026-11-23 11:59:00 UTC")
    assert third == LATER


def test_a_time_that_nobody_recorded():
    _, second, _ = told(State.SENDING, claimed_at=None)
    assert second == ("sending", None, None, "being sent since ?")


def test_a_step_of_which_ses_never_told():
    _, second, third = told(State.UNKNOWN, touches=touched(TouchState.UNKNOWN), reason=Reason.UNKNOWN)
    assert second == ("unknown", NOON, Reason.UNKNOWN, f"unknown because {EXPLANATIONS[Reason.UNKNOWN]}")
    assert third == LATER


@pytest.mark.parametrize(
    ("touch", "status"),
    [
        (TouchState.SKIPPED, "skipped"),
        (TouchState.FAILED, "failed"),
        (TouchState.UNKNOWN, "failed"),
        (None, "never"),
    ],
)
@pytest.mark.parametrize(
    ("reason", "cause"), [(Reason.DNC, EXPLANATIONS[Reason.DNC]), (None, "no reason was recorded")]
)
def test_a_sequence_that_has_ended_before_its_end(touch, status, reason, cause):
    touches = {0: SENT} if touch is None else touched(touch)
    _, second, third = told(State.ENDED, lane=None, due_at=None, reason=reason, touches=touches)
    assert second == (status, NOON, reason, f"{status} because {cause}")
    assert third == ("never", NOON, reason, f"never because {cause}")


def test_the_message_that_was_sent_is_named_and_not_the_one_that_stands_there_now():
    enrollment = an_enrollment(step=1, touches={0: a_touch(step=0, message_id="older")})
    assert tell(enrollment, a_campaign(), a_run())[0].message_id == "older"


class TestWhatSesSaid:
    STORY = StepStory(0, SENT.message_id, "sent", NOON, None, "sent then")

    def added(self, marks):
        return with_delivery(self.STORY, None if marks is None else DeliveryRecord(marks))

    def test_nothing_adds_nothing(self):
        assert self.added(None) == self.added({}) == self.STORY

    @pytest.mark.parametrize(
        ("fact", "said"),
        [
            (Fact.DELIVERY, "delivered"),
            (Fact.DELAY, "delayed"),
            (Fact.HARD_BOUNCE, "bounced for good"),
            (Fact.SOFT_BOUNCE, "bounced for now"),
            (Fact.BLOCKED, "blocked by the other side"),
            (Fact.UNCLEAR, "refused without a clear reason"),
            (Fact.WITHHELD, "not sent by SES, which predicts that the address does not exist"),
            (Fact.COMPLAINT, "reported as spam"),
            (Fact.REJECT, "rejected by SES"),
            (Fact.RENDERING_FAILURE, "not rendered by SES"),
            (Fact.OPEN, "opened"),
            (Fact.CLICK, "clicked"),
            (Fact.SEND, None),
            (Fact.MACHINE_OPEN, None),
            (Fact.MACHINE_CLICK, None),
            (Fact.SUBSCRIPTION, None),
        ],
    )
    def test_what_tells_a_person_something_is_said(self, fact, said):
        added = "" if said is None else f", {said} {AT}"
        assert self.added({fact: Mark(NOON)}).sentence == "sent then" + added

    def test_what_ses_calls_a_bounce_of_a_delivered_mail_is_an_automatic_reply(self):
        reply = Mark(NOON, "Transient; General; type Transient General")
        full = Mark(NOON, "Transient; MailboxFull; type Transient MailboxFull")
        delivered = {Fact.DELIVERY: Mark(NOON)}
        answered = f"sent then, answered automatically {AT}, delivered {AT}"
        assert self.added({**delivered, Fact.SOFT_BOUNCE: reply}).sentence == answered
        bounced = f"sent then, bounced for now {AT}, delivered {AT}"
        assert self.added({**delivered, Fact.SOFT_BOUNCE: full}).sentence == bounced
        assert self.added({Fact.SOFT_BOUNCE: reply}).sentence == f"sent then, bounced for now {AT}"

    @pytest.mark.parametrize(
        ("sub_type", "said"),
        [
            ("OnAccountSuppressionList", "not sent by SES: the address is on the suppression list of the account"),
            ("OnTenantSuppressionList", "not sent by SES: the address is on the suppression list of the tenant"),
            ("General", "bounced for good"),
        ],
    )  # fmt: skip
    def test_the_list_that_kept_a_mail_back_is_named(self, sub_type, said):
        mark = Mark(NOON, f"Permanent; {sub_type}; type {sub_type}")
        assert self.added({Fact.HARD_BOUNCE: mark}).sentence == f"sent then, {said} {AT}"

    def test_the_list_of_the_account_is_named_where_it_proves_nothing(self):
        mark = Mark(NOON, "Permanent; OnAccountSuppressionList; type OnAccountSuppressionList")
        said = "not sent by SES: the address is on the suppression list of the account"
        assert self.added({Fact.WITHHELD: mark}).sentence == f"sent then, {said} {AT}"

    def test_only_a_bounce_is_what_a_list_kept_back(self):
        """A complaint that repeats an older one bears the same code."""
        mark = Mark(NOON, "OnAccountSuppressionList")
        assert self.added({Fact.COMPLAINT: mark}).sentence == f"sent then, reported as spam {AT}"

    def test_it_is_told_in_order_of_time(self):
        marks = {Fact.CLICK: Mark(NOON + timedelta(seconds=2)), Fact.DELIVERY: Mark(NOON)}
        assert self.added(marks).sentence == f"sent then, delivered {AT}, clicked 2026-11-23 12:00:02 UTC"
