"""Schedules that are run with every change, and those that once found something."""

import pytest

from simulation.explorer import explore, replay

FOUND_SOMETHING = {
    472: "a start that died, in a run that was paused before it was repeated",
    3007998603: "two consumers of one name, each with one mail after a stop",
    3008013540: "a rehearsed mail that was recorded late, and had been looked at in time",
    3686260137: "a consumer that died after it had ended an enrollment, and before it blanked it",
}
"""Seeds that once failed. A change of the explorer changes what a seed means, so whatever was about the product
is a scenario as well; all but the last were about the judge."""


def test_some_hundred_schedules_break_no_promise() -> None:
    broken = {seed: found for seed in range(400) if (found := explore(seed).broken)}
    assert broken == {}, "replay one with: make prove ARGS='--seed N'"


@pytest.mark.parametrize("seed", FOUND_SOMETHING)
def test_what_was_found_once_is_not_found_again(seed: int) -> None:
    assert explore(seed).broken == ()


def test_a_seed_replays_exactly() -> None:
    for seed in range(20):
        first, story = replay(seed)
        again, same = replay(seed)
        assert (first, story) == (again, same)
        assert explore(seed) == first


def test_schedules_see_faults_and_mails_and_events_and_days() -> None:
    """A harness that does nothing finds nothing."""
    seen = [explore(seed) for seed in range(100)]
    assert sum(one.faults for one in seen) > 200
    assert sum(one.mails for one in seen) > 200
    assert sum(one.heard for one in seen) > 200
    assert sum(one.days for one in seen) > 100
