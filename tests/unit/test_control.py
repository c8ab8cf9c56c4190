"""Runs and what an operator may do to them."""

from itertools import product

import pytest

from outreach.domain.campaign import WhenStopped
from outreach.domain.control import (
    STATUS_CHANGES,
    CampaignStatus,
    RunStatus,
    SenderState,
    campaign_status,
    resumes,
)
from outreach.domain.row_version import RowVersion, mark_of
from world.builders import DAY, NOON, a_run

RUNNING, PAUSED, FINISHED, CANCELLED = RunStatus


@pytest.mark.parametrize(
    ("status", "following"),
    [
        (RUNNING, {PAUSED, FINISHED, CANCELLED}),
        (PAUSED, {RUNNING, CANCELLED}),
        (FINISHED, {RUNNING}),
        (CANCELLED, set()),
    ],
)
def test_which_status_may_follow(status, following):
    """What was cancelled stays so, and only what runs can finish."""
    assert STATUS_CHANGES[status] == following


@pytest.mark.parametrize(("origin", "to"), [*product(RunStatus, RunStatus)])
def test_only_the_end_of_a_pause_is_a_resume(origin, to):
    assert resumes(origin, to) is ((origin, to) == (PAUSED, RUNNING))


@pytest.mark.parametrize(
    ("status", "closed", "walked"),
    [
        (RUNNING, False, True),
        (RUNNING, True, True),
        (PAUSED, False, False),
        (PAUSED, True, False),
        (FINISHED, False, True),
        (FINISHED, True, False),
        (CANCELLED, False, True),
        (CANCELLED, True, False),
    ],
)
def test_ticks_walk_what_runs_and_what_has_leads_left_to_end(status, closed, walked):
    assert a_run(status=status, closed=closed).walked is walked


@pytest.mark.parametrize(
    ("runs", "campaign"),
    [
        ((), CampaignStatus.DRAFT),
        ((RUNNING,), CampaignStatus.RUNNING),
        ((PAUSED,), CampaignStatus.PAUSED),
        ((FINISHED,), CampaignStatus.FINISHED),
        ((CANCELLED,), CampaignStatus.CANCELLED),
        ((CANCELLED, FINISHED, PAUSED, RUNNING), CampaignStatus.RUNNING),
        ((CANCELLED, FINISHED, PAUSED), CampaignStatus.PAUSED),
        ((CANCELLED, FINISHED), CampaignStatus.FINISHED),
        ((RUNNING, CANCELLED), CampaignStatus.RUNNING),
    ],
)
def test_a_campaign_is_as_lively_as_its_liveliest_run(runs, campaign):
    assert campaign_status(tuple(a_run(status=status) for status in runs)) is campaign


def test_a_run_begins_with_nobody_enrolled_and_nothing_closed():
    run = a_run()
    assert (run.enrolled, run.closed, run.resumed_at, run.reason) == (False, False, None, None)


def test_no_run_is_a_drill_unless_it_says_so():
    assert not a_run().drill


def test_no_run_is_fast_unless_it_says_so():
    assert not a_run(run_id="proof-1").fast


def test_the_version_of_what_is_said_of_senders_is_that_of_the_latest_change():
    """Whatever its sender's name is, and whenever it was said."""
    said = (
        SenderState("anna@us.example", WhenStopped.WAIT, NOON, "olga", 2),
        SenderState("ben@us.example", None, NOON - DAY, "olga", 3),
        SenderState("cara@us.example", WhenStopped.MOVE, NOON + DAY, "olga", 1),
    )
    assert a_run(senders=said).senders_version == RowVersion(3, mark_of(NOON - DAY))
    assert a_run().senders_version == RowVersion()
    assert a_run(senders=said).sender("ben@us.example") is said[1]
    assert a_run(senders=said).sender("dora@us.example") is None
