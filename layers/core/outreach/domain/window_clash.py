"""Which hours of a sending window get into each other's way."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from outreach.domain.window import DAYS, OpenHours

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two hours, by their places, that overlap; or that touch within a day, and are one then."""

    first: int
    second: int
    touch: bool


def clashes(days: AbstractSet[str], hours: Sequence[OpenHours]) -> Iterator[Clash]:
    """List the hours that overlap or touch.

    Hours up to midnight and hours from midnight do not touch: the first of them may begin on a day that the others do not follow.
    """
    neighbours = any(DAYS[(DAYS.index(day) + 1) % len(DAYS)] in days for day in days)
    for (first, one), (second, other) in combinations(enumerate(hours), 2):
        shifts = (timedelta(), _DAY, -_DAY) if neighbours else (timedelta(),)
        if any(one.begins < other.ends + by and other.begins + by < one.ends for by in shifts):
            yield Clash(first, second, touch=False)
        elif one.ends == other.begins or other.ends == one.begins:
            yield Clash(first, second, touch=True)
