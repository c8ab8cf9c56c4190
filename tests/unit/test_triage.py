"""What a consumer does with a message: one task per situation of its enrollment."""

from datetime import timedelta
from typing import Any

import pytest

from outreach.domain.enrollment import Fence, Lane, State
from outreach.domain.ids import ClaimId
from outreach.domain.reasons import Reason
from outreach.domain.triage import Patience, Task, triage
from world.builders import DAY, MINUTE, NOON, an_enrollment

PATIENCE = Patience(timeout=2 * MINUTE)
LIMIT = timedelta(minutes=2, seconds=30)
MOMENT = timedelta(microseconds=1)
CURRENT = Fence(1, 4)

ACKNOWLEDGE, ATTEMPT, GIVE_UP, CLOSE = Task.ACKNOWLEDGE, Task.ATTEMPT, Task.GIVE_UP, Task.CLOSE


def standing(state: State, **changes: Any):
    """An enrollment at its second step, at the attempt that `CURRENT` names."""
    return an_enrollment(state=state, step=CURRENT.step, attempt=CURRENT.attempt, **changes)


def sending(claimed_at):
    return standing(State.SENDING, lane=Lane.NEXT, claim_id=ClaimId("c"), claimed_at=claimed_at)


def unknown(due_at):
    return standing(State.UNKNOWN, lane=Lane.FINAL, reason=Reason.UNKNOWN, due_at=due_at)


def test_a_message_without_an_enrollment_is_acknowledged():
    assert triage(None, CURRENT, PATIENCE, NOON) is ACKNOWLEDGE


@pytest.mark.parametrize(
    ("fence", "task"),
    [
        (CURRENT, ATTEMPT),
        (Fence(1, 3), ACKNOWLEDGE),
        (Fence(1, 5), ACKNOWLEDGE),
        (Fence(0, 4), ACKNOWLEDGE),
        (Fence(2, 4), ACKNOWLEDGE),
        (Fence(4, 1), ACKNOWLEDGE),
    ],
)
def test_only_the_message_of_the_current_attempt_causes_one(fence, task):
    assert triage(standing(State.DUE), fence, PATIENCE, NOON) is task


@pytest.mark.parametrize("due_at", [NOON - DAY, NOON, NOON + DAY])
def test_whether_it_is_due_already_is_for_the_last_look_to_say(due_at):
    assert triage(standing(State.DUE, due_at=due_at), CURRENT, PATIENCE, NOON) is ATTEMPT


@pytest.mark.parametrize("fence", [CURRENT, Fence(0, 0)])
@pytest.mark.parametrize(
    ("claimed_at", "task"),
    [
        (NOON, ACKNOWLEDGE),
        (NOON - LIMIT + MOMENT, ACKNOWLEDGE),
        (NOON - LIMIT, GIVE_UP),
        (NOON - DAY, GIVE_UP),
        (NOON + DAY, ACKNOWLEDGE),
        (None, GIVE_UP),
    ],
)
def test_what_is_in_flight_is_left_until_its_owner_must_be_dead(fence, claimed_at, task):
    """Whichever message asks: also one of an older attempt notices the silence."""
    assert triage(sending(claimed_at), fence, PATIENCE, NOON) is task


@pytest.mark.parametrize("fence", [CURRENT, Fence(0, 0)])
@pytest.mark.parametrize(
    ("due_at", "task"),
    [(NOON - DAY, CLOSE), (NOON, CLOSE), (NOON + MOMENT, ACKNOWLEDGE), (NOON + DAY, ACKNOWLEDGE), (None, ACKNOWLEDGE)],
)  # fmt: skip
def test_an_unknown_touch_is_closed_from_its_deadline_on(fence, due_at, task):
    assert triage(unknown(due_at), fence, PATIENCE, NOON) is task


def test_what_has_ended_stays_so():
    ended = standing(State.ENDED, lane=None, due_at=None, reason=Reason.COMPLETED, claimed_at=NOON - DAY)
    assert triage(ended, CURRENT, PATIENCE, NOON) is ACKNOWLEDGE


@pytest.mark.parametrize("margin", [timedelta(), timedelta(seconds=5), 3 * MINUTE])
def test_the_margin_comes_after_the_timeout(margin):
    patience = Patience(timeout=MINUTE, margin=margin)
    last = NOON + MINUTE + margin
    assert not patience.exhausted(NOON, last - MOMENT)
    assert patience.exhausted(NOON, last)
