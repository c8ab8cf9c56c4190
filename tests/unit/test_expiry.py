"""Which rows may go, when, and that those which keep a promise stay."""

from datetime import UTC, datetime, timedelta

import pytest

from outreach.domain.breaker import WINDOW
from outreach.domain.expiry import (
    counter_expires,
    ending_expires,
    taken_expires,
    tally_expires,
    week_expires,
)
from outreach.domain.ids import LIVE, CampaignId, Domain, LeadId, RunId
from outreach.domain.limits import week_name
from outreach.domain.quota import account_scope, campaign_scope, domain_scope, forward_scope, sender_scope

DEMO, PROOF = CampaignId("demo"), RunId("proof-2")
AWKWARD = (CampaignId("domain"), CampaignId("forward"), CampaignId("account"), CampaignId("proof-1"))
DAY, HOUR = "2026-11-22", "2026-11-22T14"
BEGIN = datetime(2026, 11, 22, tzinfo=UTC)
MONTH, YEAR = timedelta(days=30), timedelta(days=400)


def test_what_breakers_counted_outlives_their_window():
    assert tally_expires(BEGIN) == BEGIN + WINDOW + MONTH


def test_an_ending_counts_for_a_year():
    assert ending_expires(BEGIN) == BEGIN + YEAR


@pytest.mark.parametrize("campaign", [DEMO, *AWKWARD])
@pytest.mark.parametrize("scope", [campaign_scope, account_scope])
def test_the_quotas_of_a_live_run_stay(scope, campaign):
    """Those of the week and of the run, and ramps, read every earlier day."""
    assert counter_expires(scope(campaign, LIVE), DAY) is None


@pytest.mark.parametrize("campaign", [DEMO, *AWKWARD[:3]])
@pytest.mark.parametrize("sender", ["ann@us.example", "proof-1", LIVE])
def test_the_quota_of_a_sender_stays(campaign, sender):
    assert counter_expires(sender_scope(campaign, LIVE, sender), DAY) is None


@pytest.mark.parametrize("run", [LIVE, PROOF])
@pytest.mark.parametrize("period", [DAY, HOUR])
def test_a_pace_is_about_its_own_period(run, period):
    assert counter_expires(domain_scope(DEMO, run, Domain("acme.example")), period) == BEGIN + MONTH


def test_forwards_are_counted_for_their_day():
    assert counter_expires(forward_scope(DEMO, LIVE, LeadId("lead-1")), DAY) == BEGIN + MONTH


@pytest.mark.parametrize(
    "scope",
    [campaign_scope(DEMO, PROOF), account_scope(DEMO, PROOF), sender_scope(DEMO, PROOF, "ann@us.example")],
)
def test_what_a_rehearsal_counted_goes_after_a_year(scope):
    assert counter_expires(scope, DAY) == BEGIN + YEAR


def test_the_week_of_a_rehearsal_goes_like_its_days():
    week = week_name(DAY)
    assert counter_expires(campaign_scope(DEMO, PROOF), week) == datetime(2026, 11, 16, tzinfo=UTC) + YEAR
    assert counter_expires(campaign_scope(DEMO, LIVE), week) is None


def test_a_counter_without_a_day_stays():
    """A fast rehearsal has one for the whole run."""
    assert counter_expires(campaign_scope(DEMO, PROOF), "run") is None


def test_who_has_a_person_stays_unless_a_rehearsal_has():
    assert taken_expires(LIVE, BEGIN) is None
    assert taken_expires("demo#proof-2", BEGIN) == BEGIN + YEAR


def test_the_week_of_a_company_stays_unless_it_is_of_a_rehearsal():
    assert week_expires(LIVE, "2026-W48") is None
    assert week_expires("demo#proof-2", "2026-W48") == datetime(2026, 11, 23, tzinfo=UTC) + YEAR
