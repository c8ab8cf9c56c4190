"""Schedules that are run with every change.

If a process changes its calls, a seed means another schedule. So what a seed has found is kept as a story.
"""

from simulation.explorer import explore, replay


def test_some_hundred_schedules_break_no_promise() -> None:
    broken = {seed: found for seed in range(400) if (found := explore(seed).broken)}
    assert broken == {}, "replay one with: make prove ARGS='--seed N'"


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
