"""Schedules that are run with every change.

If a process changes its calls, a seed means another schedule. So what a seed has found is kept as a story.
"""

from dataclasses import replace

from simulation.cast import BESIDE
from simulation.explorer import explore, replay
from simulation.stack import Stack


def test_some_hundred_schedules_break_no_promise() -> None:
    broken = {seed: found for seed in range(400) if (found := explore(seed).broken)}
    assert broken == {}, "replay one with: make prove ARGS='--seed N'"


def test_two_campaigns_keep_their_distance_in_some_hundred_schedules() -> None:
    """Each schedule has a second campaign with the same people, and both keep two days between their mails.

    Only the promises are asked for: what else is expected of replies supposes that there is one campaign.
    """
    explored = [explore(seed, with_another_campaign) for seed in range(150)]
    assert [line for found in explored for line in found.broken if line.startswith("P")] == []
    assert sum(found.mails for found in explored) > 1000


def with_another_campaign(stack: Stack) -> None:
    policy = replace(stack.campaign.policy, across_campaigns=BESIDE.policy.across_campaigns)
    stack.campaign = replace(stack.campaign, policy=policy)
    stack.runs.apply(stack.campaign, {})
    stack.run_beside(BESIDE, "ann", "bea", "cyd")


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
