"""Reads a sending window as a person types it: `Mon-Fri 09:00-12:00,13:00-17:00`, with a zone after it or without one."""

import re
from datetime import time
from zoneinfo import ZoneInfo

from outreach.domain.window import DAYS, OpenHours, Window
from outreach.domain.window_clash import clashes
from outreach.domain.window_words import written
from outreach.errors import RefusedChange

_WINDOW = re.compile(
    r"(?P<days>[a-z,-]{3,40})[ ]+(?P<hours>[\d:,-]{9,144})(?:[ ]+(?P<zone>\S{1,64}))?",
    re.IGNORECASE,
)
_HOURS = re.compile(r"(?P<opens>\d{1,2}:\d\d)-(?P<closes>\d{1,2}:\d\d)")
_FORM = 'write it like "Mon-Fri 09:00-17:00" or "Mon,Wed 9:00-12:30,13:30-17:00 Europe/Amsterdam"; "none" is no window'


def parse_window(text: str, zone: str) -> Window | None:
    """Return the window; None for `none`. `zone` is that of a text without one. Raises `RefusedChange`."""
    if text.strip().lower() == "none":
        return None
    if (found := _WINDOW.fullmatch(text.strip())) is None:
        raise _no_window(text, "it has not the form of one")
    days = _days(text, found["days"].lower())
    hours = sorted((_hours(text, part) for part in found["hours"].split(",")), key=lambda one: one.opens)
    for clash in clashes(days, hours):
        one, other = (written(hours[place]) for place in (clash.first, clash.second))
        raise _no_window(text, f"{other} {'touches' if clash.touch else 'overlaps'} {one}")
    return Window(days, hours[0].opens, hours[0].closes, _zone(text, found["zone"] or zone), tuple(hours[1:]))


def _hours(text: str, part: str) -> OpenHours:
    if (found := _HOURS.fullmatch(part)) is None:
        raise _no_window(text, "it has not the form of one")
    opens = _time(text, found["opens"])
    closes = time() if found["closes"] == "24:00" else _time(text, found["closes"])
    if opens == closes != time():
        raise _no_window(text, "it never opens")
    return OpenHours(opens, closes)


def _time(text: str, written: str) -> time:
    hour, minute = map(int, written.split(":"))
    try:
        return time(hour, minute)
    except ValueError as error:
        raise _no_window(text, f"{written} is not a time of day") from error


def _days(text: str, written: str) -> frozenset[str]:
    """Read `mon-fri`, `mon,wed`, or both: `mon-wed,sat`. A range may go over the end of the week."""
    days: set[str] = set()
    for part in written.split(","):
        first, dash, last = part.partition("-")
        if first not in DAYS or (dash and last not in DAYS):
            raise _no_window(text, f'"{part}" is not a day; the days are {", ".join(DAYS)}')
        start = DAYS.index(first)
        length = (DAYS.index(last or first) - start) % len(DAYS) + 1
        days |= {DAYS[(start + number) % len(DAYS)] for number in range(length)}
    return frozenset(days)


def _zone(text: str, name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise _no_window(text, f'"{name}" is not a time zone') from error
    return name


def _no_window(text: str, problem: str) -> RefusedChange:
    return RefusedChange(f'"{text[:80]}" is not a sending window: {problem}; {_FORM}')
