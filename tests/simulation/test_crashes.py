"""Every fault at every place of every scenario, over the in-memory adapters. `make prove` runs more of it."""

from datetime import datetime, timedelta

import pytest

from outreach.domain.enrollment import TouchState
from outreach.domain.settlement import UNKNOWN_DEADLINE
from simulation.enumeration import (
    NOT_MADE,
    Tally,
    interruptions,
    judge,
    late_reads,
    run,
    sampled_pairs,
    singles,
)
from simulation.faults import FAULTS, LATER, Fault, Kind
from simulation.promises import broken
from simulation.scenarios import SCENARIOS, Scenario
from simulation.stack import Stack
from simulation.stories import turn
from simulation.stories_of_echoes import given_up_after_ses
from simulation.stories_of_two import SECOND

BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}
CORE = [scenario for scenario in SCENARIOS if scenario.core]
WITHOUT_A_MAIL = {
    "a lead is stopped in flight",
    "a lead is stopped under a sender",
    "a rehearsal starts while somebody is forgotten",
    "address suppressed in flight",
    "campaign ends in flight",
    "cancel",
    "cancel after a start that died",
    "cancel while paused",
    "domain suppressed in flight",
    "domain suppressed, lifted, suppressed",
    "forgotten in flight",
    "killed, released, killed",
    "paused, resumed, paused",
    "suppressed, lifted, suppressed",
    "unsubscribed in flight",
    "unsubscribed, undone, unsubscribed",
    "unsubscribed, undone, unsubscribed by other clocks",
}
"""Stories that end before a mail can go out, or while none may go out."""


def by_name(scenario: Scenario) -> str:
    return scenario.name


@pytest.mark.parametrize("scenario", SCENARIOS, ids=by_name)
def test_without_faults_every_promise_is_kept(scenario: Scenario) -> None:
    stack, calls = run(scenario, {})
    assert broken(stack) == []
    assert ("ses.send" in calls or "proof.send" in calls) == (scenario.name not in WITHOUT_A_MAIL)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=by_name)
def test_every_promise_is_kept_whatever_fails_at_any_call(scenario: Scenario) -> None:
    """A part of the places, a different one for each scenario; `make prove` runs all of them."""
    every = 3 if scenario.core else 12
    tally = singles(scenario, every=every, offset=SCENARIOS.index(scenario) % every)
    assert tally.broken == []


@pytest.mark.parametrize("scenario", SCENARIOS, ids=by_name)
def test_every_promise_is_kept_whatever_comes_in_between(scenario: Scenario) -> None:
    assert interruptions(scenario, every=37, offset=SCENARIOS.index(scenario) % 37).broken == []


@pytest.mark.parametrize("scenario", CORE, ids=by_name)
def test_every_promise_is_kept_when_two_things_go_wrong(scenario: Scenario) -> None:
    assert sampled_pairs(scenario, 12).broken == []


def test_each_call_that_is_listed_is_struck_by_each_of_its_faults() -> None:
    """If no story made a call, no fault would ever have struck it."""
    first: dict[str, tuple[Scenario, int]] = {}
    for scenario in SCENARIOS:
        for number, call in enumerate(run(scenario, {})[1], 1):
            if call != NOT_MADE:
                first.setdefault(call, (scenario, number))
    assert first.keys() == FAULTS.keys()
    tally = Tally()
    for call, (scenario, number) in first.items():
        for fault in FAULTS[call]:
            judge(tally, scenario, {number: fault})
    assert tally.broken == []
    assert sum(tally.faults.values()) >= tally.runs


def test_a_sender_at_the_quota_s_edge_is_refused() -> None:
    """Two mails are ready and one is allowed. The other one has an attempt that sent nothing."""
    edge = BY_NAME["quota edge"]
    stack = edge.stack()
    edge.story(stack)
    assert len(stack.evidence.mails) == 2
    assert sorted(enrollment.attempt for enrollment in stack.tables.enrollments.values()) == [1, 2]


@pytest.mark.parametrize(
    ("fate", "settled_after"),
    [
        ("delivered", timedelta(minutes=12)),
        ("bounced", timedelta(minutes=12)),
        ("rejected", timedelta(minutes=12)),
        ("delayed, then delivered", timedelta(hours=1)),
        ("bounced when SES gave up", timedelta(hours=14)),
        ("delivered, with a Send event", timedelta(minutes=12)),
        ("delivered, event a day late", None),
        (None, None),
    ],
)
def test_the_mail_of_a_dead_sender_is_unknown_until_ses_says_anything_of_it_or_for_a_day(
    fate: str | None, settled_after: timedelta | None
) -> None:
    stack = BY_NAME["first step"].stack()
    given_up_after_ses(stack, fate)
    given_up_at = stack.now
    (mail,) = stack.evidence.mails
    settled_at = given_up_at + UNKNOWN_DEADLINE if settled_after is None else mail.at + settled_after

    def state() -> TouchState:
        (enrollment,) = stack.tables.enrollments.values()
        return enrollment.touches[0].state

    assert state() is TouchState.UNKNOWN
    if settled_at > given_up_at:
        pass_by(stack, settled_at - SECOND)
        assert state() is TouchState.UNKNOWN
    pass_by(stack, settled_at)
    assert state() is (TouchState.ASSUMED_SENT if settled_after is None else TouchState.SENT)
    stack.come_to_rest()
    assert broken(stack) == []


def pass_by(stack: Stack, moment: datetime) -> None:
    """Let time go on to a moment, hear what SES has said by then, and let a pass see to what is due."""
    stack.now = max(stack.now, moment)
    stack.echo.hear_due()
    turn(stack)


def test_a_rehearsed_mail_that_is_recorded_after_a_stop_was_looked_at_in_time() -> None:
    """The mail was handed over before the pause. It breaks no promise that its record comes later."""
    rehearsal, tally = BY_NAME["rehearsal"], Tally()
    number = run(rehearsal, {})[1].index("proof.send") + 1
    judge(tally, rehearsal, {number: Fault(Kind.LATE_ONLY, LATER)}, (number + 1, "pause"))
    assert tally.broken == []


def test_processes_that_begin_at_one_call_have_names_of_their_own() -> None:
    """Each may send one mail after a stop. With one name they would look like one process that sends two."""
    stack, names = BY_NAME["first step"].stack(), []
    for _ in range(2):
        stack.invoke("send", lambda process: names.append(process.name))
    assert len(set(names)) == 2


@pytest.mark.parametrize("scenario", SCENARIOS, ids=by_name)
def test_every_promise_is_kept_however_late_reads_are(scenario: Scenario) -> None:
    """Each row of a read for half the price is as at a moment of its own: when one of the latest processes began, or now."""
    assert late_reads(scenario, 4).broken == []
