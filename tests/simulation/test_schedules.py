"""Schedules that are run with every change.

If a process changes its calls, a seed means another schedule. So what a seed has found is kept as a story.
"""

from dataclasses import replace
from functools import partial

import pytest

from outreach.domain.campaign import Campaign
from simulation.cast import BESIDE, FIRST_BESIDE, TURN_BESIDE, TWO_OF_A_COMPANY_BESIDE
from simulation.explorer import explore, replay
from simulation.stack import Stack


def test_some_hundred_schedules_break_no_promise() -> None:
    broken = {seed: found for seed in range(400) if (found := explore(seed).broken)}
    assert broken == {}, "replay one with: make prove ARGS='--seed N'"


@pytest.mark.parametrize(
    ("beside", "schedules", "mails"),
    [
        (BESIDE, 150, 1000),
        (FIRST_BESIDE, 60, 400),
        (TURN_BESIDE, 60, 400),
        (TWO_OF_A_COMPANY_BESIDE, 60, 300),
    ],
    ids=["a cooldown", "first wins", "priority", "a cap for companies"],
)
def test_two_campaigns_keep_what_they_keep_together_in_some_hundred_schedules(
    beside: Campaign, schedules: int, mails: int
) -> None:
    """Each schedule has a second campaign with the same people, and both follow the same rule.

    Only the promises are asked for: what else is expected of replies supposes that there is one campaign.
    """
    explored = [explore(seed, partial(with_another_campaign, beside)) for seed in range(schedules)]
    assert [line for found in explored for line in found.broken if line.startswith("P")] == []
    assert sum(found.mails for found in explored) > mails


def with_another_campaign(beside: Campaign, stack: Stack) -> None:
    policy = replace(stack.campaign.policy, across_campaigns=beside.policy.across_campaigns)
    stack.campaign = replace(stack.campaign, policy=policy)
    stack.runs.apply(stack.campaign, {})
    stack.run_beside(beside, "ann", "bea", "cyd")


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
