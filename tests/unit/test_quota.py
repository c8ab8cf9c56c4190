"""Daily quotas: which day a reservation belongs to, and which counter."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from outreach.domain.ids import LIVE, CampaignId, LeadId, RunId
from outreach.domain.quota import (
    FORWARDS_PER_DAY,
    account_limit,
    account_scope,
    campaign_scope,
    forward_scope,
    next_quota_day,
    quota_day,
)

CAMPAIGN, REHEARSAL = CampaignId("demo"), RunId("proof-2")
MOMENT = timedelta(microseconds=1)
MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "day", "following"),
    [
        (MIDNIGHT - MOMENT, "2026-11-22", MIDNIGHT),
        (MIDNIGHT, "2026-11-23", MIDNIGHT + timedelta(days=1)),
        (MIDNIGHT + timedelta(hours=12), "2026-11-23", MIDNIGHT + timedelta(days=1)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "2026-12-31", datetime(2027, 1, 1, tzinfo=UTC)),
        (datetime(2028, 2, 28, 8, tzinfo=UTC), "2028-02-28", datetime(2028, 2, 29, tzinfo=UTC)),
        (datetime(2026, 11, 23, 1, tzinfo=timezone(timedelta(hours=2))), "2026-11-22", MIDNIGHT),
        (datetime(2026, 11, 22, 23, tzinfo=timezone(-timedelta(hours=2))), "2026-11-23", MIDNIGHT + timedelta(days=1)),
    ],
)  # fmt: skip
def test_the_day_is_the_calendar_day_in_utc(now, day, following):
    assert quota_day(now) == day
    assert next_quota_day(now) == following
    assert next_quota_day(now).utcoffset() == timedelta()


@pytest.mark.parametrize(
    ("setting", "ses_limit", "limit"),
    [(200, None, 200), (200, 50_000, 200), (50_000, 200, 200), (200, 200, 200), (200, 0, 0), (0, None, 0), (0, 9, 0)],
)  # fmt: skip
def test_the_account_may_send_what_both_the_operator_and_ses_allow(setting, ses_limit, limit):
    """A limit of 0 is a limit, and not one that is missing."""
    assert account_limit(setting, ses_limit) == limit


def test_each_run_counts_for_itself():
    assert campaign_scope(CAMPAIGN, LIVE) == "demo#live"
    assert campaign_scope(CAMPAIGN, REHEARSAL) == "demo#proof-2"


def test_live_runs_share_the_account_and_a_rehearsal_uses_up_nothing_of_it():
    assert account_scope(CAMPAIGN, LIVE) == account_scope(CampaignId("other"), LIVE) == "account"
    assert account_scope(CAMPAIGN, REHEARSAL) == "account#demo#proof-2"


def test_what_is_forwarded_counts_by_lead_up_to_twenty_a_day():
    assert forward_scope(CAMPAIGN, LIVE, LeadId("jane")) == "forward#demo#live#jane"
    assert FORWARDS_PER_DAY == 20


def test_no_two_counters_have_one_name():
    runs = [(campaign, run) for campaign in (CAMPAIGN, CampaignId("other")) for run in (LIVE, REHEARSAL)]
    names = [campaign_scope(*run) for run in runs]
    names += [forward_scope(*run, LeadId(lead)) for run in runs for lead in ("jane", "joe")]
    names += [account_scope(*run) for run in runs if run[1] != LIVE] + ["account"]
    assert len(set(names)) == len(names)
