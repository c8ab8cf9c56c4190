"""Hours of a window that overlap or touch."""

from datetime import time

import pytest

from outreach.domain.window import DAYS, OpenHours
from outreach.domain.window_clash import Clash, clashes

EVERY_DAY = frozenset(DAYS)
MONDAYS = frozenset({"mon"})
OVERLAP, TOUCH = [Clash(0, 1, touch=False)], [Clash(0, 1, touch=True)]


def hours(text: str) -> list[OpenHours]:
    pairs = [one.replace("24:00", "00:00").split("-") for one in text.split()]
    return [OpenHours(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in pairs]


@pytest.mark.parametrize(
    ("days", "text", "found"),
    [
        (EVERY_DAY, "09:00-12:00", []),
        (EVERY_DAY, "09:00-12:00 13:00-17:00", []),
        (EVERY_DAY, "13:00-17:00 09:00-12:00", []),
        (EVERY_DAY, "09:00-12:00 11:00-17:00", OVERLAP),
        (EVERY_DAY, "11:00-17:00 09:00-12:00", OVERLAP),
        (EVERY_DAY, "09:00-17:00 10:00-11:00", OVERLAP),
        (EVERY_DAY, "09:00-12:00 09:00-12:00", OVERLAP),
        (EVERY_DAY, "09:00-12:00 12:00-17:00", TOUCH),
        (EVERY_DAY, "12:00-17:00 09:00-12:00", TOUCH),
        (EVERY_DAY, "22:00-02:00 01:00-03:00", OVERLAP),
        (EVERY_DAY, "01:00-03:00 22:00-02:00", OVERLAP),
        (EVERY_DAY, "22:00-02:00 02:00-03:00", []),
        (EVERY_DAY, "22:00-24:00 00:00-03:00", []),
        (EVERY_DAY, "22:00-02:00 18:00-22:00", TOUCH),
        (EVERY_DAY, "22:00-02:00 23:00-01:00", OVERLAP),
        (EVERY_DAY, "00:00-24:00 09:00-12:00", OVERLAP),
        (frozenset({"sun", "mon"}), "22:00-02:00 01:00-03:00", OVERLAP),
        (frozenset({"mon", "wed"}), "22:00-02:00 01:00-03:00", []),
        (MONDAYS, "22:00-02:00 01:00-03:00", []),
        (MONDAYS, "22:00-02:00 23:00-24:00", OVERLAP),
        (MONDAYS, "09:00-12:00 13:00-14:00 11:00-13:00", [Clash(0, 2, touch=False), Clash(1, 2, touch=True)]),
    ],
)
def test_hours_clash(days, text, found):
    """Hours of two days that touch are none: those of the first day may follow no hours of the day before."""
    assert list(clashes(days, hours(text))) == found
