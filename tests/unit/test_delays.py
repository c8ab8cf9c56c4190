"""When the delay of a step is over. NOON is 12:00 UTC on Monday, 23 November 2026."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.campaign import Policy, Step
from outreach.domain.delays import delay_in_words, is_working_day, over_at
from outreach.domain.ids import MessageId
from outreach.domain.window import DAYS, Window
from world.builders import DAY, NOON

HOUR = timedelta(hours=1)

ANY_HOUR = Policy()
NINE = time(9)


def policy(*days: str, zone: str = "UTC") -> Policy:
    return Policy(window=Window(frozenset(days), NINE, time(17), zone))


def step(delay: timedelta | int) -> Step:
    name = MessageId("intro")
    return Step(name, timedelta(), delay) if isinstance(delay, int) else Step(name, delay)


@pytest.mark.parametrize(
    ("delay", "limits", "over"),
    [
        (timedelta(), ANY_HOUR, NOON),
        (5 * HOUR, ANY_HOUR, NOON + 5 * HOUR),
        (6 * DAY, policy("mon"), NOON + 6 * DAY),
        (1, ANY_HOUR, NOON + 1 * DAY),
        (4, ANY_HOUR, NOON + 4 * DAY),
        (5, ANY_HOUR, NOON + 7 * DAY),
        (10, ANY_HOUR, NOON + 14 * DAY),
        (1, policy("mon"), NOON + 7 * DAY),
        (3, policy("mon"), NOON + 21 * DAY),
        (2, policy("sat", "mon"), NOON + 7 * DAY),
        (7, policy(*DAYS), NOON + 7 * DAY),
    ],
)
def test_a_delay_is_over(delay, limits, over):
    assert over_at(step(delay), NOON, limits, None) == over


@pytest.mark.parametrize(
    ("since", "over"), [(NOON + 5 * DAY, NOON + 7 * DAY), (NOON + 6 * DAY, NOON + 7 * DAY)]
)
def test_the_first_working_day_after_a_weekend_is_monday_at_the_same_hour(since, over):
    assert over_at(step(1), since, ANY_HOUR, None) == over


@pytest.mark.parametrize(
    ("since", "zone", "over"),
    [
        # Friday, 15:00 UTC, is Saturday in Auckland.
        ("2026-11-27T15:00Z", "Pacific/Auckland", "2026-12-01 04:00:00 +1300"),
        ("2026-11-27T15:00Z", "America/New_York", "2026-12-01 10:00:00 -0500"),
        ("2026-10-23T15:00Z", "Europe/Berlin", "2026-10-27 17:00:00 +0100"),  # the clock goes back in between
        ("2026-03-27T15:00Z", "Europe/Berlin", "2026-03-31 16:00:00 +0200"),  # and forward
        ("2028-02-25T12:00Z", "Asia/Kathmandu", "2028-02-29 17:45:00 +0545"),
        ("2011-12-29T20:00Z", "Pacific/Apia", "2012-01-02 10:00:00 +1400"),  # the 30th, a Friday, is counted
    ],
)
def test_days_and_hours_are_those_of_the_lead(since, zone, over):
    """Two working days later."""
    found = over_at(step(2), datetime.fromisoformat(since), ANY_HOUR, zone)
    assert found == datetime.strptime(over, "%Y-%m-%d %H:%M:%S %z")
    assert found.tzinfo is UTC


def test_a_lead_without_a_zone_has_that_of_the_window():
    late = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)  # Saturday in Tokyo
    tokyo = policy(*DAYS[:5], zone="Asia/Tokyo")
    assert over_at(step(1), late, tokyo, None) == late + 2 * DAY
    assert over_at(step(1), late, tokyo, "UTC") == late + 3 * DAY


@given(
    zone=st.sampled_from(sorted(available_timezones())),
    minutes=st.integers(0, 18 * 365 * 24 * 60),
    days=st.none() | st.frozensets(st.sampled_from(DAYS), min_size=1),
    count=st.integers(1, 30),
)
def test_so_many_working_days_begin_after_it_until_it_is_over(zone, minutes, days, count):
    """Counted from calendar to calendar, in every zone, from 2012 on: before that, Apia left out a day."""
    since = datetime(2012, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
    limits = Policy() if days is None else policy(*days, zone=zone)
    found, wall = over_at(step(count), since, limits, zone), ZoneInfo(zone)
    first, last = since.astimezone(wall), found.astimezone(wall)
    named = [
        DAYS[(first.date() + number * DAY).weekday()]
        for number in range(1, (last.date() - first.date()).days + 1)
    ]
    worked = [name for name in named if name in (days or DAYS[:5])]
    assert (len(worked), named[-1]) == (count, worked[-1])
    assert abs(last.replace(tzinfo=None) - datetime.combine(last.date(), first.time())) <= 2 * HOUR


def test_a_holiday_is_no_working_day():
    window = Window(frozenset(DAYS[:5]), NINE, time(17), "UTC", (), {date(2026, 11, 24): "NL:a Tuesday"})
    assert over_at(step(1), NOON, Policy(window=window), None) == NOON + 2 * DAY
    assert over_at(step(5), NOON, Policy(window=window), None) == NOON + 8 * DAY


@pytest.mark.parametrize(("day", "working"), [(23, True), (27, True), (28, False), (29, False)])
def test_without_a_window_monday_to_friday_are_working_days(day, working):
    assert is_working_day(None, datetime(2026, 11, day, tzinfo=UTC).date()) is working


@pytest.mark.parametrize(
    ("delay", "words"),
    [(timedelta(), ""), (timedelta(days=1.5), "1d12h"), (1, "1 working day"), (2, "2 working days")],
)
def test_a_delay_in_words(delay, words):
    assert delay_in_words(step(delay)) == words
