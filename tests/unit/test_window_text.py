"""A sending window as a person types it."""

from datetime import time

import pytest

from outreach.domain.window import DAYS, OpenHours, Window
from outreach.errors import RefusedChange
from outreach.reading.window_text import parse_window

WEEKDAYS = frozenset(DAYS[:5])


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("Mon-Fri 09:00-17:00", Window(WEEKDAYS, time(9), time(17), "UTC")),
        ("  mon-fri   9:00-17:30  ", Window(WEEKDAYS, time(9), time(17, 30), "UTC")),
        ("MON,WED 9:00-12:00 Europe/Amsterdam", Window(frozenset({"mon", "wed"}), time(9), time(12), "Europe/Amsterdam")),
        ("sat-mon 0:00-23:59", Window(frozenset({"sat", "sun", "mon"}), time(0), time(23, 59), "UTC")),
        ("mon-sun 9:00-10:00", Window(frozenset(DAYS), time(9), time(10), "UTC")),
        ("tue,thu-fri,tue 9:00-10:00", Window(frozenset({"tue", "thu", "fri"}), time(9), time(10), "UTC")),
        (
            "mon 13:00-17:00,9:00-12:00",
            Window(frozenset({"mon"}), time(9), time(12), "UTC", (OpenHours(time(13), time(17)),)),
        ),
        ("fri 22:00-02:00", Window(frozenset({"fri"}), time(22), time(2), "UTC")),
        ("mon 18:00-24:00", Window(frozenset({"mon"}), time(18), time(0), "UTC")),
        ("mon 00:00-24:00", Window(frozenset({"mon"}), time(0), time(0), "UTC")),
        ("none", None),
        (" None ", None),
    ],
)  # fmt: skip
def test_a_window_is_read(text, window):
    assert parse_window(text, "UTC") == window


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it has not the form of one"),
        ("9-17", "it has not the form of one"),
        ("Mon-Fri 09:00", "it has not the form of one"),
        ("Mon-Fri 09:00-17:00 Europe/Berlin really", "it has not the form of one"),
        ("Mon-Fri 17:00-17:00", "it never opens"),
        ("mon 24:00-09:00", "24:00 is not a time of day"),
        ("mon 9:00-12:00,", "it has not the form of one"),
        ("mon 9:00-12:00,11:00-13:00", "11:00-13:00 overlaps 09:00-12:00"),
        ("mon 12:00-13:00,9:00-12:00", "12:00-13:00 touches 09:00-12:00"),
        ("mon-tue 22:00-02:00,01:00-03:00", "22:00-02:00 overlaps 01:00-03:00"),
        ("Mon-Fri 09:00-09:00", "it never opens"),
        ("Mon-Fri 09:00-24:01", "24:01 is not a time of day"),
        ("Mon-Fri 09:60-17:00", "09:60 is not a time of day"),
        ("Mo-Fr 09:00-17:00", '"mo-fr" is not a day; the days are mon, tue, wed, thu, fri, sat, sun'),
        ("mon-fri-sun 09:00-17:00", '"mon-fri-sun" is not a day'),
        ("mon, 09:00-17:00", '"" is not a day'),
        ("mon 09:00-17:00 Mars/Olympus", '"Mars/Olympus" is not a time zone'),
        ("mon 09:00-17:00 ../../etc/passwd", '"../../etc/passwd" is not a time zone'),
    ],
)
def test_what_is_no_window_is_said_in_a_line(text, problem):
    with pytest.raises(RefusedChange) as refusal:
        parse_window(text, "UTC")
    assert problem in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert 'write it like "Mon-Fri 09:00-17:00"' in str(refusal.value)
