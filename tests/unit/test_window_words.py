"""A sending window in words, and as a person types it."""

from datetime import time

import pytest

from outreach.domain.window import DAYS, OpenHours, Window
from outreach.domain.window_words import as_typed, closing, goes_past_midnight, hours_in_words, written

WEEKDAYS = frozenset(DAYS[:5])
MORNING, AFTERNOON = OpenHours(time(9), time(12, 30)), OpenHours(time(13), time(17))
EVENING, NIGHT = OpenHours(time(18), time(0)), OpenHours(time(22), time(2))


@pytest.mark.parametrize(
    ("days", "more", "typed", "words"),
    [
        (WEEKDAYS, (), "Mon-Fri 09:00-12:30 UTC", "09:00 to 12:30"),
        (frozenset(DAYS), (AFTERNOON,), "Mon-Sun 09:00-12:30,13:00-17:00 UTC", "09:00 to 12:30 and 13:00 to 17:00"),
        (
            frozenset({"sat", "mon"}),
            (NIGHT, EVENING),
            "Mon,Sat 09:00-12:30,18:00-24:00,22:00-02:00 UTC",
            "09:00 to 12:30, 18:00 to 24:00 and 22:00 to 02:00 of the next day",
        ),
    ],
)  # fmt: skip
def test_a_window_is_written(days, more, typed, words):
    window = Window(days, MORNING.opens, MORNING.closes, "UTC", more)
    assert (as_typed(window), hours_in_words(window)) == (typed, words)


@pytest.mark.parametrize(
    ("hours", "text", "closes", "past"),
    [
        (MORNING, "09:00-12:30", "12:30", False),
        (EVENING, "18:00-24:00", "24:00", False),
        (NIGHT, "22:00-02:00", "02:00", True),
        (OpenHours(time(0), time(0)), "00:00-24:00", "24:00", False),
        (OpenHours(time(9), time(9)), "09:00-09:00", "09:00", True),
    ],
)
def test_hours_are_written(hours, text, closes, past):
    assert (written(hours), closing(hours), goes_past_midnight(hours)) == (text, closes, past)
