"""Every place times every fault, in every scenario, over the in-memory adapters. `make prove` takes more of it."""

import pytest

from simulation.enumeration import interruptions, run, sampled_pairs, singles
from simulation.promises import broken
from simulation.scenarios import SCENARIOS, Scenario

CORE = [scenario for scenario in SCENARIOS if scenario.core]
WITHOUT_A_MAIL = {
    "a rehearsal starts while somebody is forgotten",
    "cancel",
    "domain suppressed in flight",
    "forgotten in flight",
    "killed, released, killed",
    "paused, resumed, paused",
    "unsubscribed in flight",
    "unsubscribed, undone, unsubscribed",
    "unsubscribed, undone, unsubscribed by other clocks",
}
"""Stories that end before a mail could go out, or while none may."""


def by_name(scenario: Scenario) -> str:
    return scenario.name


@pytest.mark.parametrize("scenario", SCENARIOS, ids=by_name)
def test_without_faults_every_promise_is_kept(scenario: Scenario) -> None:
    stack, calls = run(scenario, {})
    assert broken(stack) == []
    assert ("ses.send" in calls or "proof.send" in calls) == (scenario.name not in WITHOUT_A_MAIL)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=by_name)
def test_every_promise_is_kept_whatever_fails_at_any_call(scenario: Scenario) -> None:
    """A part of the places, another one for each scenario; `make prove` takes them all."""
    every = 3 if scenario.core else 12
    tally = singles(scenario, every=every, offset=SCENARIOS.index(scenario) % every)
    assert tally.broken == []


@pytest.mark.parametrize("scenario", SCENARIOS, ids=by_name)
def test_every_promise_is_kept_whatever_comes_in_between(scenario: Scenario) -> None:
    assert interruptions(scenario, every=37, offset=SCENARIOS.index(scenario) % 37).broken == []


@pytest.mark.parametrize("scenario", CORE, ids=by_name)
def test_every_promise_is_kept_when_two_things_go_wrong(scenario: Scenario) -> None:
    assert sampled_pairs(scenario, 12).broken == []
