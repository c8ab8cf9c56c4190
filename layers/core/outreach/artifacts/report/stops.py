"""The stops of a run, and how long after each of them the last mail was recorded."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from outreach.artifacts.database import moment_of
from outreach.domain.control import RunStatus

_EVENTS = "SELECT at, subject, became, actor, reason FROM control_events ORDER BY at, number, rowid"
_MAILS = "SELECT at FROM touches WHERE state IN ('sent', 'sent_proof') ORDER BY at"
_OF_SENDERS = """
    SELECT at, sender, CASE became WHEN 'going' THEN 'off' ELSE 'on' END, actor, reason FROM sender_events ORDER BY at, number, rowid
"""
_SENT_BY = "SELECT at FROM touches WHERE sender = ? AND state IN ('sent', 'sent_proof') ORDER BY at"
_SWITCHES = ("global", "kill-switch")
_STOPPED = {"on", RunStatus.PAUSED, RunStatus.CANCELLED}
_NAMES: Mapping[str, str] = {RunStatus.PAUSED: "pause", RunStatus.CANCELLED: "cancelled"}


@dataclass(frozen=True, slots=True)
class Event:
    """The status of the run, or of one of the two kill switches, changed."""

    at: datetime
    subject: str
    became: str
    actor: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Stop:
    """A time in which nothing should go out."""

    what: str
    began: datetime
    ended: datetime | None
    """None: it still stands."""
    actor: str
    reason: str | None
    mails: int
    """How many mails were recorded while it stood."""
    seconds: float | None
    """From its beginning to the last of them. None: there was none."""


def stops(connection: sqlite3.Connection, started_at: datetime) -> Sequence[Stop]:
    """List the stops that stood while the run was there, the first one first."""
    events = (Event(moment_of(at), *about) for at, *about in connection.execute(_EVENTS))
    mails = [moment_of(at) for (at,) in connection.execute(_MAILS)]
    return [stop for stop in stopped(events, mails) if stop.ended is None or stop.ended > started_at]


def sender_stops(connection: sqlite3.Connection) -> Iterator[Stop]:
    """List the stops of each sender of the run's pool. `mails` are those of that sender."""
    events = [Event(moment_of(at), *about) for at, *about in connection.execute(_OF_SENDERS)]
    for sender in sorted({event.subject for event in events}):
        mails = [moment_of(at) for (at,) in connection.execute(_SENT_BY, (sender,))]
        for first, last in _spans(event for event in events if event.subject == sender):
            yield replace(_stop(first, last, mails), what=f"stop of {sender}")


def stopped(events: Iterable[Event], mails: Sequence[datetime]) -> Sequence[Stop]:
    """Work out the stops from what was changed, in order of time, and the sorted times of all mails.

    The kill switch is two switches, either of which stops. So it is on from the first that was turned on to the last that
    was turned off.
    """
    events = list(events)
    switches = [event for event in events if event.subject in _SWITCHES]
    others = [event for event in events if event.subject not in _SWITCHES]
    found = [
        _stop(first, last, mails) for spans in (_spans(switches), _spans(others)) for first, last in spans
    ]
    return sorted(found, key=lambda stop: stop.began)


def _spans(events: Iterable[Event]) -> Iterator[tuple[Event, Event | None]]:
    """Find from which event to which other anything was stopped."""
    standing: set[str] = set()
    first: Event | None = None
    for event in events:
        if event.became in _STOPPED:
            first = first or event
            standing.add(event.subject)
        else:
            standing.discard(event.subject)
            if first and not standing:
                yield first, event
                first = None
    if first:
        yield first, None


def _stop(first: Event, last: Event | None, mails: Sequence[datetime]) -> Stop:
    begin = bisect_left(mails, first.at)
    end = bisect_left(mails, last.at) if last else len(mails)
    seconds = (mails[end - 1] - first.at).total_seconds() if end > begin else None
    what = _NAMES.get(first.became, "kill switch")
    ended = last.at if last else None
    return Stop(what, first.at, ended, first.actor, first.reason, end - begin, seconds)
