"""Where the parts of the charts lie. The page draws them; here are only numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil, floor, log10

from outreach.artifacts.report.days import Day
from outreach.artifacts.report.outcomes import Outcome

_ABOVE, _BELOW, _LEFT = 12, 26, 44
_LABEL = 52
"""How wide a date is."""
_TICKS = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `kind` says what it shows."""

    x: float
    y: float
    width: float
    height: float
    kind: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class DayChart:
    """A bar for each day, and the line of the quota."""

    width: int
    height: int
    left: int
    bottom: float
    closed: Sequence[Box]
    bars: Sequence[Box]
    foretold: Sequence[Box]
    """How high the bars would be by the timetable: boxes without a height."""
    quota: str
    """The points of a line; empty if it would lie far above all bars."""
    rows: Sequence[Tick]
    days: Sequence[Tick]


@dataclass(frozen=True, slots=True)
class Interval:
    """From where to where a share may lie, and where it is, on a line of `width`."""

    width: int
    low: float
    high: float
    share: float
    limit: float | None
    end: float
    """The share at the end of the line."""


def day_chart(days: Sequence[Day], width: int, height: int) -> DayChart:
    """Lay out the days over `width`."""
    most = max(max(day.total, day.foretold or 0) for day in days)
    quotas = [day.quota for day in days if day.quota is not None]
    shows_quota = bool(quotas) and max(quotas) <= 5 * most
    ticks = _ticks(max([most, *quotas] if shows_quota else [most]))
    room, bottom = height - _ABOVE - _BELOW, float(height - _BELOW)
    wide = (width - _LEFT) / len(days)
    gap = min(wide * 0.25, 8)

    def y(count: float) -> float:
        return round(bottom - room * count / ticks[-1], 1)

    def x(place: int) -> float:
        return round(_LEFT + wide * place, 1)

    bars: list[Box] = []
    for place, day in enumerate(days):
        below = 0
        for step, count in sorted(day.mails.items()):
            top = y(below + count)
            bars.append(
                Box(
                    round(x(place) + gap / 2, 1),
                    top,
                    round(min(wide - gap, 64), 1),
                    round(y(below) - top, 1),
                    step,
                )
            )
            below += count
    closed = [Box(x(first), _ABOVE, round(x(last + 1) - x(first), 1), room) for first, last in _runs(days)]
    foretold = [
        Box(x(place), y(day.foretold), round(min(wide, 64 + gap), 1), 0)
        for place, day in enumerate(days)
        if day.foretold
    ]
    line = " ".join(
        f"{x(place)},{y(day.quota)} {x(place + 1)},{y(day.quota)}"
        for place, day in enumerate(days)
        if shows_quota and day.quota is not None
    )
    every = max(1, ceil(_LABEL / wide))
    labels = [
        Tick(round(x(place) + min(wide, 64 + gap) / 2, 1), _date(day.day))
        for place, day in enumerate(days)
        if place % every == 0 and x(place) + _LABEL <= width
    ]
    return DayChart(
        width,
        height,
        _LEFT,
        bottom,
        closed,
        bars,
        foretold,
        line,
        [Tick(y(count), f"{count:,}") for count in ticks],
        labels,
    )


def interval(outcome: Outcome, width: int) -> Interval:
    """Lay out one share with its interval."""
    end = min(1.0, max(outcome.high * 1.15, (outcome.limit or 0) * 1.5))

    def x(share: float) -> float:
        return round(share / end * width, 1)

    limit = None if outcome.limit is None else x(outcome.limit)
    return Interval(width, x(outcome.low), x(outcome.high), x(outcome.share), limit, end)


def _ticks(most: int) -> list[int]:
    """Return round numbers from 0 to at least `most`, so that hardly any room is lost."""
    least = max(1.0, most / _TICKS)
    unit = 10 ** floor(log10(least))
    step = next(
        int(unit * factor)
        for factor in (1, 2, 2.5, 5, 10)
        if unit * factor >= least and unit * factor % 1 == 0
    )
    return [step * place for place in range(ceil(most / step) + 1)]


def _runs(days: Sequence[Day]) -> Iterator[tuple[int, int]]:
    """Find from which place to which other the window is closed."""
    for closed, group in groupby(enumerate(days), lambda numbered: numbered[1].closed):
        places = [place for place, _ in group]
        if closed:
            yield places[0], places[-1]


def _date(day: date) -> str:
    return f"{day.day} {day:%b}"
