"""How fast a policy can go at most."""

from datetime import time

import pytest

from outreach.domain.campaign import Policy
from outreach.domain.pace import Pace, days_at_least, pace_of
from outreach.domain.window import OpenHours, Window

OFFICE = Window(frozenset({"mon", "tue", "wed", "thu", "fri"}), time(9), time(17), "UTC")
HALF_PAST = Window(frozenset({"mon"}), time(9, 30), time(10, 15), "UTC")
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
