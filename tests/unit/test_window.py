"""The sending window: open now, or when next, in the zone of the lead or of the campaign.

NOON is 12:00 UTC on Monday, 23 November 2026.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.window import (
    DAYS,
    OpenHours,
    Window,
    holidays_between,
    local_time,
    next_opening,
    zone_of_campaign,
)
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


CHANGES = [
    # zone, window, now in UTC, when it opens there; beside it what the clock does
    ("Europe/Berlin", "02:30-05:00", "2026-03-29T00:00Z", "2026-03-29 03:00:00 +0200"),  # 2:00 becomes 3:00
    ("Europe/Berlin", "02:30-05:00", "2026-03-29T00:00:07.25Z", "2026-03-29 03:00:00 +0200"),
    (
        "Europe/Berlin",
        "02:00-02:45",
        "2026-03-29T00:00Z",
        "2026-03-30 02:00:00 +0200",
    ),  # the day has no such hour
    ("Europe/Berlin", "02:30-05:00", "2026-10-25T00:00Z", "2026-10-25 02:30:00 +0200"),  # 3:00 becomes 2:00
    ("Europe/Berlin", "02:30-05:00", "2026-10-25T01:00Z", "2026-10-25 02:30:00 +0100"),  # it is 2:00 again
    ("Europe/Berlin", "01:00-02:30", "2026-10-25T00:45Z", "2026-10-25 02:00:00 +0100"),  # and open again
    ("Europe/Berlin", "02:15-02:45", "2026-10-25T00:50Z", "2026-10-25 02:15:00 +0100"),
    ("America/New_York", "02:30-06:00", "2026-03-08T06:00Z", "2026-03-08 03:00:00 -0400"),
    ("America/New_York", "01:30-06:00", "2026-11-01T05:45Z", "2026-11-01 01:45:00 -0400"),  # it is open
    (
        "Australia/Lord_Howe",
        "02:10-05:00",
        "2026-10-03T15:00Z",
        "2026-10-04 02:30:00 +1100",
    ),  # by half an hour
    ("Australia/Lord_Howe", "01:45-05:00", "2026-04-04T14:50Z", "2026-04-05 01:50:00 +1100"),  # it is open
    ("Australia/Lord_Howe", "01:45-05:00", "2026-04-04T15:00Z", "2026-04-05 01:45:00 +1030"),
    ("Asia/Beirut", "00:00-08:00", "2026-03-28T20:00Z", "2026-03-29 01:00:00 +0300"),  # at midnight
    ("America/Havana", "00:15-08:00", "2026-03-08T04:30Z", "2026-03-08 01:00:00 -0400"),
    ("America/Asuncion", "00:30-08:00", "2023-10-01T03:30Z", "2023-10-01 01:00:00 -0300"),
    (
        "America/Asuncion",
        "23:30-23:59",
        "2024-03-24T02:59:30Z",
        "2024-03-23 23:30:00 -0400",
    ),  # the hour before comes twice
    ("Africa/Casablanca", "02:30-05:00", "2026-03-22T01:00Z", "2026-03-22 03:00:00 +0100"),
    (
        "Pacific/Apia",
        "09:00-17:00",
        "2011-12-30T05:00Z",
        "2011-12-31 09:00:00 +1400",
    ),  # a day that was left out
    ("Pacific/Kiritimati", "09:00-17:00", "1994-12-30T15:00Z", "1994-12-30 09:00:00 -1000"),
    ("Europe/Dublin", "01:30-05:00", "2026-03-29T00:30Z", "2026-03-29 02:00:00 +0100"),
    ("Antarctica/Troll", "01:30-05:00", "2026-03-29T00:30Z", "2026-03-29 03:00:00 +0200"),  # by two hours
]


@pytest.mark.parametrize(("zone", "hours", "now", "opens"), CHANGES)
def test_where_the_clock_is_changed_the_window_opens_at_the_local_time_that_is_meant(zone, hours, now, opens):
    window = Window(frozenset(DAYS), *map(time.fromisoformat, hours.split("-")), zone)
    assert next_opening(window, datetime.fromisoformat(now), None) == datetime.strptime(
        opens, "%Y-%m-%d %H:%M:%S %z"
    )


ZONES = [
    "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Chatham", "Africa/Casablanca", "Africa/Cairo",
    "Asia/Beirut", "Asia/Gaza", "Asia/Tehran", "America/Havana", "America/Asuncion", "America/Nuuk", "America/St_Johns",
    "America/Scoresbysund", "America/New_York", "Europe/Berlin", "Europe/Dublin", "Antarctica/Troll", "Asia/Kathmandu", "UTC",
]  # fmt: skip


def changes_of(zone: ZoneInfo, year: int) -> list[datetime]:
    """Return moments of a year, each at most three hours after the clock was changed."""
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(0, 366 * 24, 3)]
    offsets = [hour.astimezone(zone).utcoffset() for hour in hours]
    return [
        hour for hour, before, after in zip(hours[1:], offsets, offsets[1:], strict=False) if before != after
    ]


def is_open(window: Window, moment: datetime) -> bool:
    there = moment.astimezone(ZoneInfo(window.timezone))
    return DAYS[there.weekday()] in window.days and window.opens <= there.time() < window.closes


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    years = (2011, 1994, 2023, 2026)
    return tuple(change for year in years for change in changes_of(ZoneInfo(zone), year)) or (NOON,)


@given(st.data())
def test_it_opens_with_the_first_moment_whose_local_time_is_within_the_window(data):
    """Around changes of the clock, with edges on each fifth minute, against a look at each of these.

    A clock may be changed at another minute, as in St. John's at 00:01: so each minute of those hours is looked at.
    """
    zone = data.draw(st.sampled_from(ZONES))
    around = data.draw(st.sampled_from(changes(zone)))
    now = around + timedelta(
        minutes=data.draw(st.integers(-700, 60)), seconds=data.draw(st.sampled_from([0, 29.5]))
    )
    first, last = sorted(data.draw(st.lists(st.integers(0, 287), min_size=2, max_size=2, unique=True)))
    opens, closes = (time(part // 12, part % 12 * 5) for part in (first, last))
    days = data.draw(st.sampled_from([DAYS, DAYS[:6], DAYS[5:] + DAYS[:3]]))
    window = Window(frozenset(days), opens, closes, zone)
    found = next_opening(window, now, None)
    sharp = now.replace(minute=now.minute // 5 * 5, second=0, microsecond=0)
    fifth = {sharp + timedelta(minutes=5 * n) for n in range(1, 3 * 288)}
    change = {around - timedelta(minutes=n) for n in range(181)}
    minutes = sorted({now, *fifth, *(minute for minute in change if minute > now)})
    expected = next((minute for minute in minutes if is_open(window, minute)), None)
    assert found == expected or (expected is None and found > minutes[-1] and is_open(window, found))


LUNCH = Window(WORKDAYS, time(9), time(12), "UTC", (OpenHours(time(13), time(17)),))
NIGHT = Window(WORKDAYS, time(22), time(2), "UTC")


@pytest.mark.parametrize(
    ("window", "now", "opens"),
    [
        (LUNCH, on("2026-11-23", 8), on("2026-11-23", 9)),
        (LUNCH, on("2026-11-23", 12) - MOMENT, on("2026-11-23", 12) - MOMENT),
        (LUNCH, on("2026-11-23", 12), on("2026-11-23", 13)),
        (LUNCH, on("2026-11-23", 13), on("2026-11-23", 13)),
        (LUNCH, on("2026-11-23", 17), on("2026-11-24", 9)),
        (LUNCH, on("2026-11-27", 17), on("2026-11-30", 9)),
        (NIGHT, on("2026-11-23", 1), on("2026-11-23", 22)),  # Sunday has no hours that go into Monday
        (NIGHT, on("2026-11-23", 23), on("2026-11-23", 23)),
        (NIGHT, on("2026-11-24"), on("2026-11-24")),
        (NIGHT, on("2026-11-24", 2) - MOMENT, on("2026-11-24", 2) - MOMENT),
        (NIGHT, on("2026-11-24", 2), on("2026-11-24", 22)),
        (NIGHT, on("2026-11-28", 1, 59), on("2026-11-28", 1, 59)),  # those of Friday go into Saturday
        (NIGHT, on("2026-11-28", 2), on("2026-11-30", 22)),
        (Window(WORKDAYS, time(18), time(0), "UTC"), on("2026-11-24"), on("2026-11-24", 18)),
        (Window(WORKDAYS, time(0), time(0), "UTC"), on("2026-11-27", 23, 59), on("2026-11-27", 23, 59)),
        (Window(WORKDAYS, time(0), time(0), "UTC"), on("2026-11-28"), on("2026-11-30")),
        (Window(frozenset({"tue"}), time(9), time(10), "UTC"), on("2028-02-28", 12), on("2028-02-29", 9)),
        (
            Window(frozenset({"tue"}), time(23), time(1), "UTC"),
            on("2028-03-01", 0, 30),
            on("2028-03-01", 0, 30),
        ),
    ],
)
def test_several_hours_a_day_and_hours_past_midnight(window, now, opens):
    """The 29th of February 2028 is a Tuesday."""
    assert next_opening(window, now, None) == opens


NIGHT_CHANGES = [
    # zone, hours, now in UTC, when it opens there
    ("Europe/Berlin", "22:00-02:30", "2026-03-29T01:00Z", "2026-03-29 22:00:00 +0200"),  # 2:00 becomes 3:00
    ("Europe/Berlin", "22:00-02:30", "2026-10-25T00:30Z", "2026-10-25 02:00:00 +0100"),  # 2:00 comes again
    ("Pacific/Apia", "22:00-04:00", "2011-12-30T10:00Z", "2011-12-31 00:00:00 +1400"),  # the 30th is left out
    ("America/Havana", "23:30-00:30", "2026-03-08T05:00Z", "2026-03-08 23:30:00 -0400"),  # 0:00 becomes 1:00
    ("America/Havana", "23:30-00:30", "2026-11-01T04:30Z", "2026-11-01 00:00:00 -0500"),  # 1:00 becomes 0:00
    ("Asia/Kathmandu", "22:00-02:00", "2026-11-24T16:14Z", "2026-11-24 22:00:00 +0545"),
    ("Pacific/Chatham", "22:00-02:00", "2026-11-24T08:00Z", "2026-11-24 22:00:00 +1345"),
]


@pytest.mark.parametrize(("zone", "hours", "now", "opens"), NIGHT_CHANGES)
def test_hours_past_midnight_where_the_clock_is_changed(zone, hours, now, opens):
    window = Window(frozenset(DAYS), *map(time.fromisoformat, hours.split("-")), zone)
    assert next_opening(window, datetime.fromisoformat(now), None) == datetime.strptime(
        opens, "%Y-%m-%d %H:%M:%S %z"
    )


def shows_an_hour(window: Window, moment: datetime, zone: ZoneInfo) -> bool:
    """Say what a clock and a calendar on the wall say. Nothing but the minute of the clock and the day is looked at."""
    there = moment.astimezone(zone)
    if there.date() in window.holidays:
        return False
    today = DAYS[there.weekday()] in window.days
    yesterday = DAYS[there.weekday() - 1] in window.days and there.date() - DAY not in window.holidays
    clock = there.time()
    return any(
        (today and opens <= clock < closes)
        if opens < closes
        else (today and clock >= opens) or (yesterday and clock < closes)
        for opens, closes in [
            (window.opens, window.closes),
            *((one.opens, one.closes) for one in window.more),
        ]
    )


times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
open_hours = st.builds(OpenHours, times, times)


@given(
    zone=st.sampled_from([*ZONES, *sorted(available_timezones())]),
    around=st.sampled_from(
        [
            datetime(2028, 2, 29, tzinfo=UTC),
            datetime(2024, 12, 31, tzinfo=UTC),
            datetime(2011, 12, 30, tzinfo=UTC),
            datetime(1993, 8, 21, tzinfo=UTC),
            datetime(2026, 3, 29, tzinfo=UTC),
            datetime(2026, 10, 25, tzinfo=UTC),
        ]
    ),
    seconds=st.integers(-4 * 86_400, 4 * 86_400),
    days=st.frozensets(st.sampled_from(DAYS), min_size=1),
    first=open_hours,
    more=st.lists(open_hours, max_size=2),
    holidays=st.frozensets(st.integers(-5, 12), max_size=4),
    own=st.booleans(),
)
def test_it_opens_with_the_first_minute_at_which_the_clock_on_the_wall_shows_one_of_its_hours(
    zone, around, seconds, days, first, more, holidays, own
):
    """In every zone, against a look at each minute."""
    shut = {(around + number * DAY).date(): "NL:a holiday" for number in holidays}
    window = Window(days, first.opens, first.closes, zone, tuple(more), shut)
    every_day = {around.date() + number * DAY: "IE:a holiday" for number in range(-9, 30)}
    asked = replace(window, holidays=every_day, own_holidays={"NL": shut}).of_country("NL") if own else window
    now, wall = around + timedelta(seconds=seconds), ZoneInfo(zone)
    moment = now
    while not shows_an_hour(window, moment, wall):
        moment = moment.replace(second=0) + timedelta(minutes=1)
    assert next_opening(asked, now, None) == moment


class CountedZone(tzinfo):
    """A zone that counts how often it is asked."""

    def __init__(self, name: str) -> None:
        self.zone, self.asked = ZoneInfo(name), 0

    def fromutc(self, moment: datetime) -> datetime:
        self.asked += 1
        return self.zone.fromutc(moment.replace(tzinfo=self.zone)).replace(tzinfo=self)

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return None if moment is None else moment.replace(tzinfo=self.zone).utcoffset()

    def tzname(self, _: datetime | None) -> str:
        return self.zone.key

    def dst(self, _: datetime | None) -> None:
        return None


def test_an_answer_that_was_kept_is_given_to_the_same_window_only():
    now = on("2026-11-23", 12)
    with_a_holiday = replace(OFFICE, holidays={date(2026, 11, 23): "NL:a holiday"})
    windows = (OFFICE, with_a_holiday, replace(OFFICE, opens=time(13)), OFFICE)

    assert [next_opening(window, now, None) for window in windows] == [
        now,
        on("2026-11-24", 9),
        on("2026-11-23", 13),
        now,
    ]


@pytest.mark.parametrize(
    ("start", "opens", "at_most"),
    [
        ("2026-11-23", "2026-12-14 09:00:00+0100", 10),
        ("2026-10-12", "2026-11-02 09:00:00+0100", 10 + 22),  # the clock goes back meanwhile
        ("2026-03-16", "2026-04-06 09:00:00+0200", 10 + 22),  # forward
    ],
)
def test_three_weeks_of_holidays_are_waited_for_in_few_steps(monkeypatch, start, opens, at_most):
    """The last look asks for every mail, so how far the opening is must hardly matter."""
    zone = CountedZone("Europe/Amsterdam")
    monkeypatch.setattr("outreach.domain.window.zone_of", lambda *_: zone)
    first = date.fromisoformat(start)
    shut = {first + number * DAY: "NL:a holiday" for number in range(21)}
    now = datetime.combine(first, time(10), UTC)
    found = next_opening(replace(OFFICE, holidays=shut), now, None)
    assert found == datetime.strptime(opens, "%Y-%m-%d %H:%M:%S%z")
    assert zone.asked <= at_most


@pytest.mark.parametrize(
    ("zone", "now", "opens"),
    [
        ("America/Recife", "2000-10-07T12:00Z", "2000-10-23 09:00:00 -0300"),
        ("Asia/Gaza", "2040-10-19T12:00Z", "2040-11-05 09:00:00 +0200"),
    ],
)
def test_a_week_of_summer_time_is_no_hour_too_much(zone, now, opens):
    """The shortest that there is: forward on a day, and back within a week."""
    moment = datetime.fromisoformat(now)
    shut = {moment.date() + number * DAY: "BR:a holiday" for number in range(15)}
    window = replace(OFFICE, holidays=shut, timezone=zone)
    assert next_opening(window, moment, None) == datetime.strptime(opens, "%Y-%m-%d %H:%M:%S %z")


HOLIDAYS = {
    date(2026, 11, 24): "NL:a Tuesday",
    date(2026, 11, 28): "NL:a Saturday",
    date(2026, 11, 30): "NL:a Monday",
}


@pytest.mark.parametrize(
    ("window", "now", "opens"),
    [
        (OFFICE, NOON, NOON),
        (OFFICE, on("2026-11-23", 17), on("2026-11-25", 9)),
        (OFFICE, on("2026-11-24", 12), on("2026-11-25", 9)),
        (OFFICE, on("2026-11-27", 17), on("2026-12-01", 9)),
        (NIGHT, on("2026-11-24") - MOMENT, on("2026-11-24") - MOMENT),
        (NIGHT, on("2026-11-24"), on("2026-11-25", 22)),  # shut from midnight on
        (NIGHT, on("2026-11-25", 1), on("2026-11-25", 22)),  # a holiday has no night
        (NIGHT, on("2026-11-28", 1), on("2026-12-01", 22)),
        (Window(frozenset({"mon"}), time(9), time(17), "UTC"), on("2026-11-24"), on("2026-12-07", 9)),
    ],
)
def test_on_a_holiday_it_is_shut_from_midnight_to_midnight(window, now, opens):
    assert next_opening(replace(window, holidays=HOLIDAYS), now, None) == opens


OWN = {"NL": {date(2026, 11, 24): "NL:a Tuesday"}, "US": {date(2026, 11, 25): "US:a Wednesday"}}


@pytest.mark.parametrize(
    ("country", "opens"),
    [
        ("NL", on("2026-11-25", 9)),  # not also on the others' holiday
        ("US", on("2026-11-24", 9)),
        ("BE", on("2026-11-26", 9)),
        (None, on("2026-11-26", 9)),
    ],
)
def test_a_lead_rests_on_the_holidays_of_its_country_or_on_those_of_all_others(country, opens):
    others = {date(2026, 11, 24): "IE:a Tuesday", date(2026, 11, 25): "IE:a Wednesday"}
    window = replace(OFFICE, holidays=others, own_holidays=OWN).of_country(country)
    assert next_opening(window, on("2026-11-23", 18), None) == opens


@pytest.mark.parametrize(
    ("zone", "now", "opens"),
    [
        # On the date line: it is Tuesday on Kiritimati when it is Monday on Pago Pago, and each has the holiday on its own Tuesday.
        ("Pacific/Kiritimati", "2026-11-23T12:00Z", "2026-11-25 09:00:00 +1400"),
        ("Pacific/Pago_Pago", "2026-11-24T12:00Z", "2026-11-25 09:00:00 -1100"),
        ("Pacific/Pago_Pago", "2026-11-23T22:00Z", "2026-11-23 11:00:00 -1100"),
        ("Asia/Kathmandu", "2026-11-24T03:20Z", "2026-11-25 09:00:00 +0545"),
    ],
)
def test_a_country_s_holiday_is_a_day_on_the_lead_s_wall(zone, now, opens):
    window = replace(OFFICE, own_holidays=OWN).of_country("NL")
    found = next_opening(window, datetime.fromisoformat(now), zone)
    assert found == datetime.strptime(opens, "%Y-%m-%d %H:%M:%S %z")


LEAPS = [
    # zone, the holiday, now, when it opens: on a leap day, and on days on which the clock is changed
    ("UTC", date(2028, 2, 29), "2028-02-28T18:00Z", "2028-03-01 09:00:00 +0000"),
    ("America/New_York", date(2027, 3, 14), "2027-03-13T23:30Z", "2027-03-15 09:00:00 -0400"),
    ("America/New_York", date(2026, 11, 1), "2026-11-01T03:59Z", "2026-11-02 09:00:00 -0500"),
    (
        "America/Havana",
        date(2026, 3, 8),
        "2026-03-08T05:00Z",
        "2026-03-09 09:00:00 -0400",
    ),  # without a midnight
]


@pytest.mark.parametrize(("zone", "day", "now", "opens"), LEAPS)
def test_a_country_s_holiday_may_be_a_day_that_is_shorter_or_rare(zone, day, now, opens):
    window = replace(OFFICE, days=frozenset(DAYS), own_holidays={"XX": {day: "XX:a holiday"}})
    found = next_opening(window.of_country("XX"), datetime.fromisoformat(now), zone)
    assert found == datetime.strptime(opens, "%Y-%m-%d %H:%M:%S %z")


def test_a_holiday_is_a_day_on_the_lead_s_calendar():
    """At noon in London it is Tuesday in Kiritimati, and on Tuesday at noon in London it is still Monday nowhere."""
    window = replace(OFFICE, holidays={date(2026, 11, 24): "NL:a Tuesday"})
    assert next_opening(window, on("2026-11-23", 20), "Pacific/Kiritimati") == on("2026-11-24", 19)
    assert next_opening(window, on("2026-11-24", 1), "America/New_York") == on("2026-11-25", 14)


@pytest.mark.parametrize(
    ("start", "end", "zone", "names"),
    [
        (NOON, NOON, None, ()),
        (NOON, NOON + DAY, None, ("NL:a Tuesday",)),
        (NOON + DAY, NOON + DAY, None, ("NL:a Tuesday",)),
        (NOON, NOON + 8 * DAY, None, ("NL:a Tuesday", "NL:a Monday")),  # on Saturdays it is shut anyway
        (NOON, NOON, "Pacific/Kiritimati", ("NL:a Tuesday",)),
    ],
)
def test_the_holidays_between_two_moments_are_named(start, end, zone, names):
    assert holidays_between(replace(OFFICE, holidays=HOLIDAYS), start, end, zone) == names
    assert holidays_between(OFFICE, start, end, zone) == holidays_between(None, start, end, zone) == ()


@pytest.mark.parametrize(
    ("window", "days"),
    [
        (OFFICE, {*DAYS[:5]}),
        (NIGHT, {*DAYS[:6]}),
        (
            Window(frozenset({"sat"}), time(9), time(10), "UTC", (OpenHours(time(22), time(2)),)),
            {"sat", "sun"},
        ),
        (Window(frozenset({"sun"}), time(22), time(2), "UTC"), {"sun", "mon"}),
        (Window(frozenset({"sun"}), time(22), time(0), "UTC"), {"sun"}),
    ],
)
def test_hours_past_midnight_open_the_next_day_too(window, days):
    assert window.open_days == days


@pytest.mark.parametrize("zone", ["localtime!", "../../etc/passwd", "No/Where", "/etc/localtime"])
def test_a_zone_of_a_lead_that_is_not_known_here_counts_as_none(zone):
    assert next_opening(Window(WORKDAYS, time(9), time(17), "America/New_York"), NOON, zone) == on(
        "2026-11-23", 14
    )


def test_a_window_without_a_day_is_a_mistake_and_does_not_search_for_ever():
    with pytest.raises(AssertionError, match="day"):
        next_opening(Window(frozenset(), time(9), time(17), "UTC"), NOON, None)


@pytest.mark.parametrize(
    ("window", "zone", "shown"),
    [(None, "Asia/Tokyo", "12:00 UTC"), (OFFICE, "Asia/Tokyo", "21:00 JST"), (None, None, "12:00 UTC")],
)
def test_a_moment_is_shown_by_a_clock_where_the_window_is(window, zone, shown):
    assert f"{local_time(window, NOON, zone):%H:%M %Z}" == shown


@pytest.mark.parametrize(
    ("window", "zone"), [(None, "UTC"), (replace(OFFICE, timezone="Asia/Tokyo"), "Asia/Tokyo")]
)
def test_a_campaign_tells_times_in_the_zone_of_its_window(window, zone):
    assert zone_of_campaign(window) == zone


def test_a_lead_without_a_zone_has_that_of_the_window():
    assert local_time(OFFICE, NOON, None).tzinfo == ZoneInfo(OFFICE.timezone)
