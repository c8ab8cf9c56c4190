"""The sending window: open now, or when next, in the zone of the lead or of the campaign.

NOON is 12:00 UTC on Monday, 23 November 2026.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from outreach.domain.window import DAYS, Window, next_opening
from world.builders import DAY, NOON

WORKDAYS = frozenset(DAYS[:5])
OFFICE = Window(WORKDAYS, time(9), time(17), "UTC")
MOMENT = timedelta(microseconds=1)


def on(day: str, hour: int = 0, minute: int = 0) -> datetime:
    """A time in UTC."""
    return datetime.combine(date.fromisoformat(day), time(hour, minute), UTC)


def test_without_a_window_it_is_always_open():
    assert next_opening(None, NOON, "Asia/Tokyo") == NOON


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (NOON, NOON),
        (on("2026-11-23", 9), on("2026-11-23", 9)),
        (on("2026-11-23", 9) - MOMENT, on("2026-11-23", 9)),
        (on("2026-11-23"), on("2026-11-23", 9)),
        (on("2026-11-23", 17) - MOMENT, on("2026-11-23", 17) - MOMENT),
        (on("2026-11-23", 17), on("2026-11-24", 9)),
        (on("2026-11-23", 23, 59), on("2026-11-24", 9)),
        (on("2026-11-27", 16, 59), on("2026-11-27", 16, 59)),
        (on("2026-11-27", 17), on("2026-11-30", 9)),
        (on("2026-11-28", 12), on("2026-11-30", 9)),
        (on("2026-11-29", 23), on("2026-11-30", 9)),
    ],
)
def test_office_hours(now, opens):
    assert next_opening(OFFICE, now, None) == opens


@pytest.mark.parametrize(
    ("day", "ahead"), [("mon", 0), ("tue", 1), ("wed", 2), ("thu", 3), ("fri", 4), ("sat", 5), ("sun", 6)]
)
def test_one_day_a_week(day, ahead):
    window = Window(frozenset({day}), time(9), time(17), "UTC")
    expected = NOON if ahead == 0 else on("2026-11-23", 9) + ahead * DAY
    assert next_opening(window, NOON, None) == expected


def test_an_hour_that_is_over_comes_again_in_a_week():
    assert next_opening(Window(frozenset({"mon"}), time(8), time(9), "UTC"), NOON, None) == on(
        "2026-11-30", 8
    )


@pytest.mark.parametrize(
    ("lead_timezone", "opens"),
    [
        (None, NOON),
        ("UTC", NOON),
        ("America/New_York", on("2026-11-23", 14)),
        ("Asia/Tokyo", on("2026-11-24", 0)),
        ("Europe/Berlin", NOON),
        ("Pacific/Auckland", on("2026-11-23", 20)),
    ],
)
def test_the_lead_s_zone_counts_before_the_campaign_s(lead_timezone, opens):
    """In Auckland it is Tuesday already."""
    assert next_opening(OFFICE, NOON, lead_timezone) == opens


def test_without_a_zone_of_the_lead_the_campaign_s_counts():
    window = Window(WORKDAYS, time(9), time(17), "America/New_York")
    assert next_opening(window, NOON, None) == on("2026-11-23", 14)
    assert next_opening(window, NOON, "UTC") == NOON


def test_the_day_is_the_local_one():
    """Sunday, 23:00 UTC, is Monday morning in Tokyo."""
    sunday = on("2026-11-22", 23)
    assert next_opening(Window(frozenset({"mon"}), time(8), time(9), "Asia/Tokyo"), sunday, None) == sunday


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (on("2026-03-28", 18), on("2026-03-29", 7)),  # the night to summer time: 9:00 is 7:00 UTC
        (on("2026-10-24", 18), on("2026-10-25", 8)),  # the night to winter time
    ],
)
def test_hours_are_those_of_the_clock_on_the_wall(now, opens):
    window = Window(frozenset(DAYS), time(9), time(17), "Europe/Berlin")
    assert next_opening(window, now, None) == opens
    assert next_opening(window, now, None).astimezone(ZoneInfo("Europe/Berlin")).time() == time(9)


def test_a_window_without_a_day_is_a_mistake_and_does_not_search_for_ever():
    with pytest.raises(AssertionError, match="day"):
        next_opening(Window(frozenset(), time(9), time(17), "UTC"), NOON, None)
