"""Every place times every fault, in every scenario, over the in-memory adapters. `make prove` takes more of it."""

import pytest

from simulation.enumeration import interrupted_pairs, interruptions, pairs, run, singles
from simulation.promises import broken
from simulation.scenarios import SCENARIOS, Scenario

SOUND = [scenario for scenario in SCENARIOS if scenario.known is None]
CORE = [scenario for scenario in SOUND if scenario.core]


def by_name(scenario: Scenario) -> str:
    return scenario.name


@pytest.mark.parametrize("scenario", SCENARIOS, ids=by_name)
def test_without_faults_every_promise_is_kept(scenario: Scenario) -> None:
    stack, calls = run(scenario, {})
    assert broken(stack) == []
    assert len(calls) > 10


@pytest.mark.parametrize("scenario", SOUND, ids=by_name)
def test_every_promise_is_kept_whatever_fails_at_any_call(scenario: Scenario) -> None:
    """The core scenarios in full; of the others each fourth place, a different quarter for each of them."""
    every = 1 if scenario.core else 4
    tally = singles(scenario, every=every, offset=SOUND.index(scenario) % every)
    assert tally.broken == []


@pytest.mark.parametrize("scenario", SOUND, ids=by_name)
def test_every_promise_is_kept_whatever_comes_in_between(scenario: Scenario) -> None:
    assert interruptions(scenario, every=11, offset=SOUND.index(scenario) % 11).broken == []


@pytest.mark.parametrize("scenario", CORE, ids=by_name)
def test_every_promise_is_kept_when_two_things_go_wrong(scenario: Scenario) -> None:
    assert pairs(scenario, every=997).broken == []
    assert interrupted_pairs(scenario, every=4999).broken == []


@pytest.mark.parametrize("scenario", [one for one in SCENARIOS if one.known], ids=by_name)
def test_known_violations_are_still_there(scenario: Scenario, request: pytest.FixtureRequest) -> None:
    """Strict: whoever repairs one of these is told to take its mark away."""
    request.applymarker(pytest.mark.xfail(strict=True, reason=scenario.known or ""))
    assert singles(scenario).broken == []
