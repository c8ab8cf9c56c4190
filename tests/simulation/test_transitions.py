"""Each transition that the stories make is allowed by the tables, and some story makes each allowed transition."""

from collections import Counter
from dataclasses import replace

import pytest

from outreach.domain.control import STATUS_CHANGES, RunStatus
from outreach.domain.enrollment import ALLOWED, EnrollmentKey, State
from outreach.services.ports import ControlEvent
from simulation.enumeration import run
from simulation.promises import broken
from simulation.scenarios import SCENARIOS
from simulation.stack import Stack
from simulation.watched import Moves, StatusChanges, status_changes

FIRST_STEP = next(scenario for scenario in SCENARIOS if scenario.name == "first step")


@pytest.fixture(scope="module")
def told() -> tuple[Moves, StatusChanges]:
    moves: Moves = Counter()
    changes: StatusChanges = Counter()
    for scenario in SCENARIOS:
        stack, _ = run(scenario, {})
        moves += stack.ground.moves()
        changes += status_changes(stack.tables)
    return moves, changes


def test_the_stories_make_every_allowed_transition_of_an_enrollment_and_no_other(
    told: tuple[Moves, StatusChanges],
) -> None:
    assert told[0].keys() == {(origin, state) for origin in State for state in ALLOWED[origin]}


def test_the_stories_make_every_allowed_change_of_a_run_s_status_and_no_other(
    told: tuple[Moves, StatusChanges],
) -> None:
    assert told[1].keys() == {(origin, to) for origin in RunStatus for to in STATUS_CHANGES[origin]}


def the_only_enrollment(stack: Stack) -> EnrollmentKey:
    (key,) = stack.tables.enrollments
    return key


def test_a_transition_that_is_not_allowed_is_noticed() -> None:
    stack, _ = run(FIRST_STEP, {})
    assert broken(stack) == []
    found = stack.tables.enrollments[the_only_enrollment(stack)]
    stack.tables.put(replace(found, state=State.SENDING))
    stack.tables.put(found)
    assert broken(stack) == ["law: sending followed ended"]


def test_a_change_of_status_that_is_not_allowed_is_noticed() -> None:
    stack, _ = run(FIRST_STEP, {})
    (finished,) = stack.tables.runs.values()
    cancelled = replace(finished, status=RunStatus.CANCELLED)
    stack.tables.history.append(ControlEvent.of_run(cancelled))
    assert broken(stack) == ["law: cancelled followed finished"]
