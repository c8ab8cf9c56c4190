"""How fast a policy can go at most."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from outreach.domain.campaign import Policy, Ramp
from outreach.domain.pace import (
    Pace,
    Shortfall,
    days_at_least,
    days_left,
    days_of_sequence,
    ends_before,
    pace_of,
    slowest,
)
from outreach.domain.window import OpenHours, Window
from world.builders import a_campaign

OFFICE = Window(frozenset({"mon", "tue", "wed", "thu", "fri"}), time(9), time(17), "UTC")
HALF_PAST = Window(frozenset({"mon"}), time(9, 30), time(10, 15), "UTC")
EVENING = datetime(2026, 11, 23, 20, tzinfo=UTC)
LUNCH = Window(frozenset({"mon"}), time(12), time(12, 1), "UTC")

TWICE = Window(frozenset({"mon"}), time(10), time(12), "UTC", (OpenHours(time(22), time(2)),))
"""On Monday, and in the first hours of Tuesday."""


@pytest.mark.parametrize(
    ("policy", "account", "rate", "pace"),
    [
        (Policy(per_day=200), 1000, 14.0, Pace(200, "the campaign's quota")),
        (Policy(per_day=200), 50, 14.0, Pace(50, "the quota of the account")),
        (Policy(per_day=20_000, window=OFFICE), 50_000, 14.0, Pace(12_000, "the window and the leads per tick")),
        (Policy(per_day=20_000, window=OFFICE), 50_000, 0.1, Pace(2880, "the window and the send rate of SES")),
        (Policy(per_day=99_999, max_leads_per_tick=5), 99_999, 14, Pace(7200, "the window and the leads per tick")),
        (Policy(per_day=20_000, window=HALF_PAST), 50_000, 14.0, Pace(1125, "the window and the leads per tick")),
        (Policy(per_day=20_000, window=TWICE), 50_000, 14.0, Pace(9_000, "the window and the leads per tick")),
        (Policy(per_day=200, ramp=Ramp(5, 5, 200)), 1000, 14.0, Pace(200, "the campaign's ramp")),
        (Policy(per_day=200, ramp=Ramp(5, 5, 300)), 1000, 14.0, Pace(200, "the campaign's quota")),
        (Policy(window=LUNCH), 50_000, 0.01, Pace(0, "the window and the send rate of SES")),
    ],
)  # fmt: skip
def test_the_lowest_limit_sets_the_pace(policy, account, rate, pace):
    assert pace_of(policy, account, rate) == pace


@pytest.mark.parametrize(
    ("mails", "window", "days"),
    [
        (0, None, 1),
        (20, None, 1),
        (21, None, 2),
        (4800, None, 240),
        (100, OFFICE, 5),
        (101, OFFICE, 8),
        (200, OFFICE, 12),
        (41, LUNCH, 15),
        (40, TWICE, 2),
        (41, TWICE, 8),
    ],
)
def test_days_without_a_window_are_counted_too(mails, window, days):
    """From a Monday on. Who begins later in the week takes longer, and never less."""
    assert days_at_least(mails, 20, Policy(window=window)) == days


RAMP = Ramp(start=5, step=5, ceiling=20)


@pytest.mark.parametrize(
    ("mails", "policy", "days"),
    [
        (0, Policy(ramp=RAMP), 1),
        (5, Policy(ramp=RAMP), 1),
        (6, Policy(ramp=RAMP), 2),
        (15, Policy(ramp=RAMP), 2),
        (16, Policy(ramp=RAMP), 3),
        (30, Policy(ramp=RAMP), 3),
        (31, Policy(ramp=RAMP), 4),
        (50, Policy(ramp=RAMP), 4),
        (51, Policy(ramp=RAMP), 5),
        (70, Policy(ramp=RAMP), 5),
        (71, Policy(ramp=RAMP), 6),
        (71, Policy(ramp=RAMP, window=OFFICE), 8),
        (16, Policy(ramp=Ramp(5, 7, 20)), 2),
        (17 + 19, Policy(ramp=Ramp(5, 7, 20)), 3),
        (17 + 20, Policy(ramp=Ramp(5, 7, 20)), 4),
        (40, Policy(ramp=Ramp(20, 5, 90)), 2),
        (41, Policy(ramp=Ramp(30, 5, 90)), 3),
        (100, Policy(per_run=40), 2),
        (30, Policy(per_run=40), 2),
        (40, Policy(per_week=40), 2),
        (41, Policy(per_week=40), 3),
        (81, Policy(per_week=40), 9),
        (120, Policy(per_week=40), 9),
        (121, Policy(per_week=40), 16),
        (0, Policy(per_week=40), 1),
    ],
)
def test_a_ramp_a_week_and_the_whole_run_take_their_days(mails, policy, days):
    assert days_at_least(mails, 20, policy) == days


def test_what_sets_the_days_is_the_day_or_the_week():
    daily, weekly = Pace(20, "the campaign's quota"), Pace(40, "the campaign's quota of the week", "week")
    assert slowest(41, daily, Policy(per_week=40)) == daily
    assert slowest(81, daily, Policy(per_week=40)) == weekly
    assert slowest(10_000, daily, Policy()) == daily
    assert slowest(100, Pace(0, "the window"), Policy(per_week=40)) == Pace(0, "the window")


@pytest.mark.parametrize(
    ("zone", "left"),
    [(None, 2), ("Europe/Berlin", 2), ("Asia/Tokyo", 1), ("Pacific/Honolulu", 2), ("Pacific/Kiritimati", 1)],
)
def test_the_days_that_are_left_are_those_of_the_campaign_s_zone(zone, left):
    window = None if zone is None else replace(OFFICE, timezone=zone)
    assert days_left(Policy(ends=date(2026, 11, 24), window=window), EVENING) == left


@pytest.mark.parametrize(
    ("last_day", "short"),
    [
        (None, None),
        (date(2027, 7, 21), None),
        (date(2027, 7, 20), Shortfall(241, 240)),
        (date(2027, 1, 21), Shortfall(241, 60)),
        (date(2026, 11, 22), Shortfall(241, 0)),
        (date(2025, 1, 1), Shortfall(241, 0)),
    ],
)
def test_what_takes_longer_than_the_campaign_has_is_said(last_day, short):
    assert ends_before(241, Policy(ends=last_day), EVENING) == short


@pytest.mark.parametrize(
    ("policy", "days"),
    [
        (Policy(), 8),
        (Policy(cooldown=timedelta(days=5)), 11),
        (Policy(max_steps_per_lead=2), 4),
        (Policy(max_steps_per_lead=1), 1),
    ],
)
def test_a_sequence_takes_the_longer_of_delay_and_cooldown_for_each_step(policy, days):
    assert days_of_sequence(a_campaign(policy=policy)) == days
