"""One making of a timetable: when, on what basis, and its outline by day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from outreach.domain.control import RunStatus
from outreach.domain.quota import quota_day
from outreach.domain.timetable import Span, Timetable


@dataclass(frozen=True, slots=True)
class Basis:
    """What a timetable depends on. If it changes, the timetable is made anew."""

    revision: str
    status: RunStatus
    status_version: int
    """It grows with each pause and resume."""
    leads: int
    orders: int
    """How many orders people gave: not those that follow from the mails themselves, such as bounces and replies."""
    account_per_day: int | None
    """How many mails a day the account may send. None: SES has not been asked yet."""
    send_rate: float | None
    """Mails per second; None as well."""
    stopped: bool = False
    """Whether everything is stopped. A timetable takes that as lifted at once."""
    stops: int | None = None
    """How often the stop of everything was turned. None in timetables from before this was kept."""
    senders: int = 0
    """How often a sender of the run was stopped or resumed. A timetable takes one whose leads wait as resumed at once."""

    def changes_to(self, now: "Basis") -> list[str]:
        """Say in words what has changed since."""
        return list(self._changes(now))

    def _changes(self, now: "Basis") -> Iterator[str]:
        if now.revision != self.revision:
            yield "the run follows another revision of the campaign"
        if now.status_version != self.status_version:
            yield f"the status of the run was changed, and is {now.status}"
        if None not in {self.stops, now.stops} and now.stops != self.stops:
            yield "everything is stopped" if now.stopped else "everything was stopped, and is no more"
        if now.senders != self.senders:
            yield "a sender was stopped or resumed"
        for before, after, one, rest in (
            (self.leads, now.leads, "lead", ""),
            (self.orders, now.orders, "order", " not to write"),
            (self.account_per_day, now.account_per_day, "mail", " a day of the account"),
        ):
            if None not in {before, after} and before != after:
                yield f"{after:,} {one}{'' if after == 1 else 's'}{rest} instead of {before:,}"
        if self.send_rate is not None and now.send_rate not in {None, self.send_rate}:
            mails = "mail" if now.send_rate == 1 else "mails"
            yield f"SES takes {now.send_rate:g} {mails} a second instead of {self.send_rate:g}"


@dataclass(frozen=True, slots=True)
class Day:
    """The mails that are expected to begin on one day (UTC)."""

    day: str
    mails: int
    earliest: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class Outline:
    """A timetable by day, and its end."""

    days: tuple[Day, ...] = ()
    last: Span | None = None
    """The span that ends last. None if no mail is expected."""

    @property
    def mails(self) -> int:
        """How many mails are expected."""
        return sum(day.mails for day in self.days)

    def next_from(self, now: datetime) -> datetime | None:
        """Return when the next mail may go out at the earliest, as far as this outline tells; None if all have gone."""
        return next((max(now, day.earliest) for day in self.days if day.latest >= now), None)


@dataclass(frozen=True, slots=True)
class Making:
    """A timetable without its spans."""

    making_id: str
    made_at: datetime
    basis: Basis
    outline: Outline

    def is_over(self, now: datetime) -> bool:
        """Say whether every time that it gives has passed."""
        return self.outline.last is None or self.outline.last.latest < now


@dataclass(frozen=True, slots=True)
class KeptTimetables:
    """The two timetables of a run that are kept: the first, which is scored, and the latest, which is shown."""

    first: Making
    latest: Making


def overdue(waiting: int) -> str:
    """Say in words that leads wait although every time of a timetable has passed."""
    return f"all its times have passed, and {'1 lead waits' if waiting == 1 else f'{waiting:,} leads wait'}"


def making_id(made_at: datetime, chance: str) -> str:
    """Name a making. `chance` tells it from another that was made in the same second."""
    return f"{made_at:%Y%m%d-%H%M%S}-{chance}"


def outline_of(timetable: Timetable) -> Outline:
    """Sum a timetable up by day."""
    days: dict[str, Day] = {}
    last: Span | None = None
    for _, _, span in timetable:
        name = quota_day(span.earliest)
        day = days.get(name, Day(name, 0, span.earliest, span.latest))
        days[name] = replace(
            day,
            mails=day.mails + 1,
            earliest=min(day.earliest, span.earliest),
            latest=max(day.latest, span.latest),
        )
        last = span if last is None or span.latest > last.latest else last
    return Outline(tuple(days[name] for name in sorted(days)), last)
