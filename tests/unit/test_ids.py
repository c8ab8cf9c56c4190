"""Names of things: their shapes, and that they stay what they are."""

import pytest

from outreach.domain.ids import (
    LIVE,
    CampaignId,
    LeadId,
    MessageId,
    RunId,
    idempotency_key,
    is_id,
    is_rehearsal,
    rehearsal,
    shard_of,
)


@pytest.mark.parametrize("text", ["a", "0", "demo", "a-b_c", "a" * 48])
def test_a_name_of_a_campaign_or_message(text):
    assert is_id(text) is True


@pytest.mark.parametrize("text", ["", "-a", "_a", "A", "a b", "a:b", "a#b", "a.b", "é", "a\n", "a" * 49])
def test_no_name_of_a_campaign_or_message(text):
    assert is_id(text) is False


@pytest.mark.parametrize(
    ("run", "rehearses"),
    [
        (LIVE, False),
        ("proof-1", True),
        ("proof-10", True),
        ("proof-999999", True),
        ("proof-0", False),
        ("proof-01", False),
        ("proof-1000000", False),
        ("proof-", False),
        ("proof-1a", False),
        ("proof", False),
    ],
)
def test_rehearsals_are_numbered_from_one(run, rehearses):
    assert is_rehearsal(RunId(run)) is rehearses


def test_a_rehearsal_bears_its_number():
    assert rehearsal(12) == "proof-12"


def test_a_touch_is_named_for_all_time():
    assert idempotency_key(CampaignId("demo"), LeadId("jane"), MessageId("intro"), 2) == "demo:jane:intro:2"


@pytest.mark.parametrize(
    ("lead", "shards", "shard"),
    [("jane", 1, 0), ("jane", 8, 0), ("mary", 8, 3), ("lead-1", 8, 7), ("jane", 1000, 432)],
)
def test_a_lead_is_found_where_it_was_put(lead, shards, shard):
    """Anything else would lose every lead there is."""
    assert shard_of(LeadId(lead), shards) == shard


def test_leads_are_spread_over_all_shards():
    assert {shard_of(LeadId(f"lead-{number}"), 8) for number in range(100)} == set(range(8))
