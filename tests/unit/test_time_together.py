"""What several parts say of the same moment agrees, in every zone: the rule, the proof, the days of quotas, the end, and delays."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from outreach.artifacts.collect import _holiday_rows, _window_row
from outreach.artifacts.database import created, stamp
from outreach.artifacts.promises import promises
from outreach.domain.campaign import Policy, Step
from outreach.domain.delays import over_at
from outreach.domain.ending import ends_at, is_over
from outreach.domain.ids import MessageId
from outreach.domain.quota import begin_of, next_quota_day, quota_day
from outreach.domain.window import DAYS, OpenHours, Window, local_time, next_opening

DAY = timedelta(days=1)
ASKED = {"nothing-outside-the-window", "nothing-on-a-holiday"}
QUESTIONS = [promise.sql for promise in promises() if promise.name in ASKED]
VIEWS = """
    CREATE TEMP VIEW asked AS SELECT * FROM touches WHERE looked_at IS NOT NULL;
    CREATE TEMP VIEW asked_as_now AS SELECT * FROM asked;
"""

zones = st.sampled_from(
    [
        *("Pacific/Apia", "Pacific/Kiritimati", "Pacific/Chatham", "Australia/Lord_Howe", "Asia/Kathmandu"),
        *("America/St_Johns", "Antarctica/Troll", "Africa/Casablanca", "America/Sao_Paulo", "America/Havana"),
        *sorted(available_timezones()),
    ]
)
around = st.sampled_from(
    [
        *(date(2028, 2, 29), date(2024, 2, 28), date(2026, 12, 31), date(2011, 12, 30), date(2018, 11, 4)),
        *(date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 5)),
    ]
)
minutes = st.integers(-3 * 24 * 60, 3 * 24 * 60)
times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 30, 59]))
hours = st.builds(OpenHours, times, times)


def a_window(
    days: frozenset[str], first: OpenHours, more: list[OpenHours], shut: frozenset[int], day: date, zone: str
) -> Window:
    holidays = {day + number * DAY: "NL:a holiday" for number in shut}
    return Window(days, first.opens, first.closes, zone, tuple(more), holidays)


windows = st.builds(
    a_window,
    st.frozensets(st.sampled_from(DAYS), min_size=1),
    hours,
    st.lists(hours, max_size=2),
    st.frozensets(st.integers(-3, 6), max_size=4),
    around,
    zones,
)


def at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(12), UTC) + timedelta(minutes=minute)


def named_by_the_proof(window: Window, lead_zone: str | None, country: str | None, moment: datetime) -> bool:
    """Ask the questions of an export in which a mail went out at this moment."""
    local = local_time(window, moment, lead_zone)
    with closing(created(Path(":memory:"))) as connection:
        connection.executescript(VIEWS)
        connection.execute("INSERT INTO leads (lead_id, address, country) VALUES ('a', 'a@b', ?)", (country,))
        connection.execute(
            "INSERT INTO touches (lead_id, step, looked_at, revision, local_day, local_time) VALUES ('a', 0, ?, 'r', ?, ?)",
            (stamp(moment), local.date().isoformat(), local.time().isoformat("microseconds")),
        )
        rows = [("r", *_window_row(window, one)) for one in window.hours]
        connection.executemany("INSERT INTO sending_window VALUES (?, ?, ?, ?, ?)", rows)
        shut = [("r", *row) for row in _holiday_rows(window)]
        connection.executemany("INSERT INTO holidays VALUES (?, ?, ?, ?)", shut)
        return any(connection.execute(question).fetchall() for question in QUESTIONS)


@given(
    window=windows,
    lead_zone=st.none() | zones,
    own=st.booleans(),
    country=st.sampled_from([None, "NL", "BE"]),
    day=around,
    minute=minutes,
)
def test_the_proof_names_a_mail_at_each_moment_at_which_the_window_is_shut(
    window, lead_zone, own, country, day, minute
):
    """The holidays may be those of the lead's country alone. The two rules are written in two languages."""
    if own:
        every_day = {day + number * DAY: "IE:a holiday" for number in range(-9, 9)}
        window = replace(window, holidays=every_day, own_holidays={"NL": window.holidays})
    moment = at(day, minute)
    is_open = next_opening(window.of_country(country), moment, lead_zone) == moment
    assert named_by_the_proof(window, lead_zone, country, moment) is not is_open


@given(zone=zones, day=around, minute=minutes)
def test_a_day_of_a_quota_begins_with_the_first_moment_that_is_counted_in_it(zone, day, minute):
    """Also where midnight is left out, comes twice, or a whole day is left out."""
    wall, moment = ZoneInfo(zone), at(day, minute)
    following = next_quota_day(moment, wall)
    assert quota_day(moment, wall) == quota_day(following - timedelta(microseconds=1), wall)
    assert quota_day(moment, wall) < quota_day(following, wall)
    assert moment < following <= moment + DAY + timedelta(hours=3)
    assert begin_of(following.astimezone(wall).date(), wall) == following


@given(zone=zones, day=around, minute=minutes)
def test_a_campaign_is_over_with_the_first_moment_after_its_last_day(zone, day, minute):
    policy = Policy(ends=day, window=Window(frozenset(DAYS), time(), time(), zone))
    moment, end = at(day, minute), ends_at(policy)
    assert end is not None
    assert is_over(policy, moment) is (moment.astimezone(ZoneInfo(zone)).date() > day)
    assert end.astimezone(ZoneInfo(zone)).date() > day
    assert (end - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date() <= day


@given(
    window=windows,
    lead_zone=st.none() | zones,
    day=around,
    minute=minutes,
    working_days=st.integers(0, 4),
    delay=st.integers(0, 50),
)
def test_a_step_is_due_at_an_open_moment_after_its_delay(window, lead_zone, day, minute, working_days, delay):
    """Working days, holidays and hours past midnight together: no earlier moment after the delay is open."""
    since = at(day, minute)
    step = Step(MessageId("next"), timedelta() if working_days else timedelta(hours=delay), working_days)
    over = over_at(step, since, Policy(window=window), lead_zone)
    due = next_opening(window, over, lead_zone)
    assert since <= over <= due
    assert next_opening(window, due, lead_zone) == due
    assert due == over or next_opening(window, due - timedelta(seconds=1), lead_zone) == due
