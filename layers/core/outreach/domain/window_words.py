"""How a sending window is written for people."""

from datetime import time

from outreach.domain.window import DAYS, OpenHours, Window

_MIDNIGHT = time()
_SHORT = {"Mon,Tue,Wed,Thu,Fri": "Mon-Fri", "Mon,Tue,Wed,Thu,Fri,Sat,Sun": "Mon-Sun"}


def as_typed(window: Window) -> str:
    """Write a window as a person types it: `Mon-Fri 09:00-12:00,13:00-17:00 Europe/Amsterdam`."""
    days = ",".join(day.title() for day in DAYS if day in window.days)
    hours = ",".join(map(written, window.hours))
    return f"{_SHORT.get(days, days)} {hours} {window.timezone}"


def hours_in_words(window: Window) -> str:
    """Write its hours: `09:00 to 12:00 and 13:00 to 17:00`."""
    *others, last = map(_in_words, window.hours)
    return f"{', '.join(others)} and {last}" if others else last


def written(hours: OpenHours) -> str:
    """Write hours as a person types them: `09:00-12:00`."""
    return f"{hours.opens:%H:%M}-{closing(hours)}"


def closing(hours: OpenHours) -> str:
    """Write when hours end: `17:00`; the midnight at the end of the day is `24:00`."""
    return "24:00" if hours.closes == _MIDNIGHT else f"{hours.closes:%H:%M}"


def _in_words(hours: OpenHours) -> str:
    past = " of the next day" if goes_past_midnight(hours) else ""
    return f"{hours.opens:%H:%M} to {closing(hours)}{past}"


def goes_past_midnight(hours: OpenHours) -> bool:
    """Say whether hours have a part on the next day."""
    return hours.closes <= hours.opens and hours.closes != _MIDNIGHT
