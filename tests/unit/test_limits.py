"""How many mails a run may send on a day: the least of its limits, and when it goes on."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.campaign import (
    CampaignSender,
    CountedIn,
    DomainPace,
    PacePeriod,
    Policy,
    PoolSender,
    Ramp,
)
from outreach.domain.ids import Domain
from outreach.domain.limits import (
    REASONS,
    Earlier,
    Limit,
    LimitKind,
    counting_zone,
    days_before,
    earlier_than,
    goes_on_at,
    limit_ahead,
    limit_of,
    limit_of_sender,
    looks_back,
    pace_domain,
    pace_goes_on_at,
    pace_period,
    week_name,
)
from outreach.domain.quota import begin_of, next_quota_day, quota_day
from outreach.domain.reasons import EXPLANATIONS, Reason
from outreach.domain.window import Window

RAMP = Ramp(start=50, step=25, ceiling=400)
SUNDAY_EVENING = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
AUCKLAND = Window(frozenset({"mon"}), time(9), time(17), "Pacific/Auckland")
"""It is 13 hours ahead of UTC in November."""
THERE = Policy(window=AUCKLAND, counted_in=CountedIn.CAMPAIGN)


@pytest.mark.parametrize(
    ("policy", "earlier", "limit"),
    [
        (Policy(per_day=400), Earlier(900, 900, 9), Limit(LimitKind.DAY, 400)),
        (Policy(per_day=400, ramp=RAMP), Earlier(), Limit(LimitKind.RAMP, 50)),
        (Policy(per_day=400, ramp=RAMP), Earlier(days=1), Limit(LimitKind.RAMP, 75)),
        (Policy(per_day=401, ramp=RAMP), Earlier(days=14), Limit(LimitKind.RAMP, 400)),
        (Policy(per_day=401, ramp=RAMP), Earlier(days=15), Limit(LimitKind.RAMP, 400)),
        (Policy(per_day=100, ramp=RAMP), Earlier(days=9), Limit(LimitKind.DAY, 100)),
        (Policy(per_day=400, per_week=1000), Earlier(week=599), Limit(LimitKind.DAY, 400)),
        (Policy(per_day=400, per_week=1000), Earlier(week=601), Limit(LimitKind.WEEK, 399)),
        (Policy(per_day=400, per_week=1000), Earlier(week=1200), Limit(LimitKind.WEEK, 0)),
        (Policy(per_day=400, per_run=1000), Earlier(run=990), Limit(LimitKind.RUN, 10)),
        (Policy(per_day=400, per_run=1000), Earlier(run=1010), Limit(LimitKind.RUN, 0)),
        (Policy(per_day=400, per_week=500, per_run=600, ramp=RAMP), Earlier(480, 575, 3), Limit(LimitKind.WEEK, 20)),
    ],
)  # fmt: skip
def test_the_limit_in_force_is_the_least_and_says_which_it_is(policy, earlier, limit):
    assert limit_of(policy, earlier) == limit


def test_of_two_that_are_equal_the_shorter_one_is_named():
    policy = Policy(per_day=50, ramp=RAMP, per_week=50, per_run=50)
    assert limit_of(policy, Earlier()).kind is LimitKind.DAY
    assert limit_of(Policy(per_day=60, ramp=RAMP, per_week=50, per_run=50), Earlier()).kind is LimitKind.RAMP
    assert limit_of(Policy(per_day=60, per_week=50, per_run=50), Earlier()).kind is LimitKind.WEEK


@given(
    st.builds(
        Policy,
        per_day=st.integers(1, 500),
        per_week=st.none() | st.integers(1, 500),
        per_run=st.none() | st.integers(1, 500),
        ramp=st.none() | st.builds(Ramp, st.integers(1, 500), st.integers(1, 500), st.integers(1, 500)),
    ),
    st.builds(Earlier, st.integers(0, 900), st.integers(0, 900), st.integers(0, 30)),
)
def test_a_limit_only_ever_lowers(policy, earlier):
    limit = limit_of(policy, earlier).mails
    assert 0 <= limit <= policy.per_day
    assert policy.per_week is None or limit <= max(0, policy.per_week - earlier.week)
    assert policy.per_run is None or limit <= max(0, policy.per_run - earlier.run)
    assert policy.ramp is None or limit <= policy.ramp.ceiling


@given(
    st.lists(st.integers(0, 60), max_size=40), st.integers(1, 60), st.integers(1, 200), st.integers(1, 500)
)
def test_whatever_is_wanted_day_by_day_no_quota_is_ever_overdrawn(wanted, per_day, per_week, per_run):
    """Each day takes what it wants up to its limit. Then weeks and the run are added up without the rule."""
    policy = Policy(per_day=per_day, per_week=per_week, per_run=per_run, ramp=Ramp(3, 2, 40))
    used: dict[str, int] = {}
    for back, mails in enumerate(wanted):
        day = (date(2026, 11, 26) + timedelta(days=back)).isoformat()
        used[day] = min(mails, limit_of(policy, earlier_than(day, used)).mails)
    weeks: dict[str, int] = {}
    for day, units in used.items():
        year, week, _ = date.fromisoformat(day).isocalendar()
        weeks[f"{year}-{week}"] = weeks.get(f"{year}-{week}", 0) + units
    assert all(units <= per_week for units in weeks.values())
    assert sum(used.values()) <= per_run
    sent_on = [units for units in used.values() if units]
    assert all(units <= min(40, 3 + 2 * before) for before, units in enumerate(sent_on))


def test_only_what_depends_on_earlier_days_looks_back():
    assert not looks_back(Policy(per_domain=DomainPace(5, PacePeriod.DAY), counted_in=CountedIn.CAMPAIGN))
    assert looks_back(Policy(per_week=1))
    assert looks_back(Policy(per_run=1))
    assert looks_back(Policy(ramp=RAMP))


def test_earlier_days_are_added_up_by_week_run_and_days_with_mails():
    used = {
        "2026-11-29": 7,  # Sunday
        "2026-11-30": 10,
        "2026-12-01": 0,
        "2026-12-02": 20,
        "2026-12-03": 40,
        "2026-12-04": 80,
    }
    assert earlier_than("2026-12-03", used) == Earlier(week=30, run=37, days=3)
    assert earlier_than("2026-11-30", used) == Earlier(week=0, run=7, days=1)
    assert earlier_than("2026-12-06", used) == Earlier(week=150, run=157, days=5)
    assert earlier_than("2026-12-07", used) == Earlier(week=0, run=157, days=5)
    assert earlier_than("2026-11-29", {}) == Earlier()
    assert earlier_than("2026-11-30", {"2026-11-29": 1}) == Earlier(week=0, run=1, days=1)


def test_a_day_without_a_mail_is_no_step_of_the_ramp():
    """Neither a weekend nor a pause lets a run jump."""
    used = {"2026-11-27": 50, "2026-11-28": 0, "2026-11-29": 0}
    assert limit_of(Policy(per_day=400, ramp=RAMP), earlier_than("2026-11-30", used)).mails == 75


@pytest.mark.parametrize(
    ("policy", "day"),
    [
        (Policy(), "2026-11-29"),
        (Policy(window=AUCKLAND), "2026-11-29"),
        (Policy(counted_in=CountedIn.CAMPAIGN), "2026-11-29"),
        (THERE, "2026-11-30"),
    ],
)
def test_days_are_those_of_utc_or_of_the_campaign_as_the_file_says(policy, day):
    assert quota_day(SUNDAY_EVENING, counting_zone(policy)) == day


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "policy", "at"),
    [
        (LimitKind.DAY, Policy(), utc(2026, 11, 30)),
        (LimitKind.RAMP, Policy(), utc(2026, 11, 30)),
        (LimitKind.RUN, Policy(), utc(2026, 11, 30)),
        (LimitKind.WEEK, Policy(), utc(2026, 11, 30)),
        (LimitKind.DAY, THERE, utc(2026, 11, 30, 11)),
        (LimitKind.WEEK, THERE, utc(2026, 11, 30, 11)),
        (LimitKind.ACCOUNT, THERE, utc(2026, 11, 30)),
    ],
)
def test_it_goes_on_when_the_next_day_begins(kind, policy, at):
    """Sunday evening in London is Monday in Auckland. The account counts by UTC whatever the campaign does."""
    assert goes_on_at(kind, policy, SUNDAY_EVENING) == at
    assert goes_on_at(kind, policy, SUNDAY_EVENING).utcoffset() == timedelta()


def test_a_day_on_which_the_clock_is_changed_is_one_day():
    lord_howe = Window(frozenset({"mon"}), time(9), time(17), "America/New_York")
    zone = counting_zone(Policy(window=lord_howe, counted_in=CountedIn.CAMPAIGN))
    assert begin_of(date(2026, 11, 1), zone) == utc(2026, 11, 1, 4)
    assert next_quota_day(utc(2026, 11, 1, 4), zone) == utc(2026, 11, 2, 5)


def test_each_limit_has_a_reason_of_its_own_with_words():
    assert REASONS == {
        LimitKind.SENDER: Reason.SENDER_QUOTA,
        LimitKind.SENDER_RAMP: Reason.SENDER_RAMP,
        LimitKind.DAY: Reason.QUOTA,
        LimitKind.RAMP: Reason.RAMP,
        LimitKind.WEEK: Reason.WEEK_QUOTA,
        LimitKind.RUN: Reason.RUN_QUOTA,
        LimitKind.ACCOUNT: Reason.ACCOUNT_QUOTA,
    }
    assert len({EXPLANATIONS[reason] for reason in REASONS.values()}) == len(LimitKind)


@pytest.mark.parametrize(
    ("since", "days"),
    [
        (utc(2026, 11, 25, 12), ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28"]),
        (utc(2026, 11, 28), ["2026-11-27", "2026-11-28"]),
        (utc(2026, 11, 29), ["2026-11-27", "2026-11-28"]),
        (utc(2026, 11, 30), ["2026-11-27", "2026-11-28"]),
        (datetime(2026, 11, 27, 1, tzinfo=timezone(timedelta(hours=2))), ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28"]),
    ],
)  # fmt: skip
def test_the_days_before_begin_where_the_run_may_have_and_have_the_last_two(since, days):
    assert days_before("2026-11-29", since) == days


def test_a_lead_counts_for_the_registrable_domain():
    assert pace_domain((Domain("mail.acme.com"), Domain("acme.com"))) == "acme.com"
    assert pace_domain((Domain("gmail.com"),)) == "gmail.com"


HOURLY, DAILY = DomainPace(20, PacePeriod.HOUR), DomainPace(20, PacePeriod.DAY)


@pytest.mark.parametrize(
    ("pace", "policy", "period", "at"),
    [
        (HOURLY, Policy(), "2026-11-29T23", utc(2026, 11, 30)),
        (HOURLY, THERE, "2026-11-29T23", utc(2026, 11, 30)),
        (DAILY, Policy(), "2026-11-29", utc(2026, 11, 30)),
        (DAILY, THERE, "2026-11-30", utc(2026, 11, 30, 11)),
    ],
)
def test_a_domain_is_paced_by_the_hour_or_by_the_day(pace, policy, period, at):
    assert pace_period(pace, policy, SUNDAY_EVENING) == period
    assert pace_goes_on_at(pace, policy, SUNDAY_EVENING) == at


def test_an_hour_begins_on_the_hour():
    now = utc(2026, 11, 29, 8, 59, 59)
    assert pace_goes_on_at(HOURLY, Policy(), now + timedelta(microseconds=7)) == utc(2026, 11, 29, 9)
    assert pace_goes_on_at(HOURLY, Policy(), utc(2026, 11, 29, 9)) == utc(2026, 11, 29, 10)


@pytest.mark.parametrize(
    ("policy", "most"),
    [
        (Policy(per_day=400), 400),
        (Policy(per_day=400, per_week=10, per_run=10), 400),
        (Policy(per_day=400, ramp=RAMP, per_week=10, per_run=10), 100),
        (Policy(per_day=60, ramp=RAMP), 60),
    ],
)
def test_days_that_are_filled_in_any_order_are_limited_by_day_and_ramp_alone(policy, most):
    used = {"2026-11-24": 50, "2026-11-25": 0, "2026-11-26": 3, "2026-11-30": 9, "week of 2026-11-23": 62}
    assert limit_ahead(policy, "2026-11-27", used) == most


def test_a_week_is_named_by_its_monday():
    days = ("2026-11-22", "2026-11-23", "2026-11-29", "2026-11-30")
    mondays = ("2026-11-16", "2026-11-23", "2026-11-23", "2026-11-30")
    assert [week_name(day) for day in days] == [f"week of {monday}" for monday in mondays]


class TestASender:
    """The limits of one of several senders."""

    SENDER = PoolSender(CampaignSender("anna@us.example", "1 Main Street"), 40)

    def test_it_is_its_quota(self):
        assert limit_of_sender(self.SENDER, Earlier(run=900, days=9)) == Limit(LimitKind.SENDER, 40)

    @pytest.mark.parametrize(
        ("days", "limit"),
        [
            (0, Limit(LimitKind.SENDER_RAMP, 10)),
            (2, Limit(LimitKind.SENDER_RAMP, 30)),
            (3, Limit(LimitKind.SENDER, 40)),
            (9, Limit(LimitKind.SENDER, 40)),
        ],
    )
    def test_a_ramp_lowers_it_by_the_days_on_which_it_wrote(self, days, limit):
        sender = replace(self.SENDER, ramp=Ramp(10, 10, 40))
        assert limit_of_sender(sender, Earlier(days=days)) == limit
