"""The limits of a run, as a model small enough to be searched completely (P5).

Each day has one counter. A sender closes the days before its own, adds them up, works out the limit of its day, and reserves a unit with
one conditional write. Then its mail goes out. Between any two requests anything else may happen, as in `model.protocol`; a reservation whose
response was lost is made again by the SDK. A sender remembers what it has added up until it dies. Clocks and zones differ: a
sender may be in any of the last `APART` + 1 days, but nobody lives on in a day that is further back. (Lambda lets no sender live that long.)

The promises, of mails by the day that they count for: no day has more than the quota of a day or its ramp, no week more than its quota,
and the run no more than its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from model.search import Step

APART = 2
DAYS = 4
A_WEEK = 2
"""How many days a week has here: so a search of four days comes into a second week."""


class Counter(NamedTuple):
    used: int = 0
    closed: bool = False


class Sender(NamedTuple):
    """The state of a sender: the request that it makes next, and what it knows."""

    at: str = "idle"
    day: int = -1
    """On which day it sends, or sent last. What it has added up before that day, it remembers."""
    knows: bool = False
    earlier: tuple[int, ...] = ()
    """The units of each earlier day, as they were read."""
    closing: tuple[int, ...] = ()
    """The days that it closes next."""


class Late(NamedTuple):
    """A reservation that is still on its way, and may be carried out at any time."""

    day: int
    limit: int


class State(NamedTuple):
    """The state of everything."""

    counters: tuple[Counter, ...] = (Counter(),) * DAYS
    consumers: tuple[Sender, ...] = ()
    today: int = 0
    """The latest day that any clock has shown."""
    late: frozenset[Late] = frozenset()
    mails: tuple[int, ...] = (0,) * DAYS


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the run. The ramp begins with `start` and grows by `start` with each day on which anything was reserved."""

    day: int = 2
    week: int | None = None
    run: int | None = None
    start: int | None = None

    def of(self, day: int, earlier: tuple[int, ...]) -> int:
        """The most mails of a day, if this much was reserved on the days before it."""
        limits = [self.day]
        if self.start is not None:
            limits.append(self.start * (1 + sum(used > 0 for used in earlier)))
        if self.week is not None:
            limits.append(self.week - sum(earlier[day - day % A_WEEK :]))
        if self.run is not None:
            limits.append(self.run - sum(earlier))
        return max(0, min(limits))


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far the search goes."""

    limits: Limits = Limits(run=1)
    consumers: int = 2
    late: int = 1
    days: int = 3


class Variant(StrEnum):
    """The protocol as it is, and without one of its guards."""

    OURS = "ours"
    ROOM_NOT_ASKED = "a reservation does not ask for the limit"
    NOBODY_CLOSES = "nobody closes the days before"
    CLOSED_DAYS_TAKE = "a closed day takes units"
    READ_BEFORE_CLOSING = "the days are added up before they are closed"
    ONE_DAY_CLOSED = "only the day before is closed"
    HANDED_BACK = "a mail that SES refuses hands its unit back"
    CLAIMED_UNHEARD = "a reservation without a response counts as done"


IDLE = Sender()


class DaysOfARun:
    """The steps that are possible in a state."""

    def __init__(self, variant: Variant = Variant.OURS, bounds: Bounds | None = None) -> None:
        self.variant = variant
        self.bounds = bounds or Bounds()
        self._closing = 1 if variant is Variant.ONE_DAY_CLOSED else APART
        self._request: dict[str, Callable[[State, int, Sender], Iterator[tuple[Step, State]]]] = {
            "idle": self._receive,
            "read": self._read,
            "close": self._close,
            "reserve": self._reserve,
            "send": self._send,
            "hand back": self._hand_back,
        }

    def start(self) -> State:
        return State(consumers=(IDLE,) * self.bounds.consumers)

    def steps(self, state: State) -> Iterator[tuple[Step, State]]:
        """Every step that may come next, with the state it leads to."""
        if state.today + 1 < self.bounds.days:
            yield Step("time"), self._tomorrow(state)
        for write in state.late:
            arrived = state._replace(late=state.late - {write})
            yield Step("late reservation", None, f"day {write.day}"), self._used(arrived, write) or arrived
        for number, sender in enumerate(state.consumers):
            yield from self._request[sender.at](state, number, sender)
            if sender != IDLE:
                yield Step("crash", number), _with(state, number, IDLE)

    def merged(self, state: State) -> State:
        return state._replace(consumers=tuple(sorted(state.consumers)))

    def violation(self, before: State, step: Step, after: State) -> str | None:
        """The promise that a step breaks; None if it breaks none."""
        limits, mails = self.bounds.limits, after.mails
        if limits.run is not None and sum(mails) > limits.run:
            return "the run is overdrawn"
        if limits.week is not None and any(
            sum(mails[monday : monday + A_WEEK]) > limits.week for monday in range(0, DAYS, A_WEEK)
        ):
            return "a week is overdrawn"
        if max(mails) > limits.day:
            return "a day is overdrawn"
        if limits.start is not None:
            reserved = [day for day, counter in enumerate(after.counters) if counter.used]
            if any(
                count > limits.start * (1 + reserved.index(day)) for day, count in enumerate(mails) if count
            ):
                return "a day is above its ramp"
        return None

    def alone(self, state: State) -> State | None:
        """Nobody is lost here: who gets no unit waits for another day."""
        return None

    def is_orderly(self, step: Step) -> bool:
        return True

    def is_over(self, state: State) -> bool:
        return True

    def _tomorrow(self, state: State) -> State:
        """A new day by some clock. Who is in a day that is too far back has died."""
        today = state.today + 1
        return state._replace(
            today=today,
            consumers=tuple(IDLE if today - each.day > APART else each for each in state.consumers),
        )

    def _receive(self, state: State, number: int, sender: Sender) -> Iterator[tuple[Step, State]]:
        """Receive a message. A sender goes from day to day, and never back."""
        for day in range(max(0, sender.day, state.today - APART), state.today + 1):
            ready = sender._replace(at="reserve")
            if day != sender.day or not sender.knows:
                ready = Sender("read", day)
            yield Step("receive", number, f"day {day}"), _with(state, number, ready)

    def _read(self, state: State, number: int, sender: Sender) -> Iterator[tuple[Step, State]]:
        """Read the days before. If one of the last ones is not closed yet, close those, and read again."""
        day = sender.day
        earlier = tuple(counter.used for counter in state.counters[:day])
        open_days = range(max(0, day - self._closing), day)
        growing = tuple(one for one in open_days if not state.counters[one].closed)
        if growing and self.variant is not Variant.NOBODY_CLOSES:
            knows = self.variant is Variant.READ_BEFORE_CLOSING
            closing = Sender("close", day, knows, earlier if knows else (), growing)
            yield Step("read", number, "closes next"), _with(state, number, closing)
        else:
            yield (
                Step("read", number, f"{earlier}"),
                _with(state, number, Sender("reserve", day, True, earlier)),
            )

    def _close(self, state: State, number: int, sender: Sender) -> Iterator[tuple[Step, State]]:
        """Close a day, whoever has closed it meanwhile. If another one is left, close that; if not, read again."""
        day, *others = sender.closing
        counters = list(state.counters)
        counters[day] = counters[day]._replace(closed=True)
        at = "close" if others else "reserve" if sender.knows else "read"
        after = _with(state, number, sender._replace(at=at, closing=tuple(others)))
        yield Step("close", number, f"day {day}"), after._replace(counters=tuple(counters))

    def _reserve(self, state: State, number: int, sender: Sender) -> Iterator[tuple[Step, State]]:
        write = Late(sender.day, self.bounds.limits.of(sender.day, sender.earlier))
        done, idle = self._used(state, write), sender._replace(at="idle")
        sends = sender._replace(at="send")
        if done is None:
            yield Step("reserve", number, "refused"), _with(state, number, idle)
        else:
            yield Step("reserve", number, "done"), _with(done, number, sends)
            again = self._used(done, write)
            yield (
                Step("reserve", number, "done, and by the SDK again"),
                _with(done, number, idle) if again is None else _with(again, number, sends),
            )
        unheard = sends if self.variant is Variant.CLAIMED_UNHEARD else idle
        yield Step("reserve", number, "not carried out"), _with(state, number, unheard)
        if len(state.late) < self.bounds.late and write.limit:
            late = state.late | {write}
            yield (
                Step("reserve", number, "carried out later"),
                _with(state, number, unheard)._replace(late=late),
            )
            if done is not None:
                yield (
                    Step("reserve", number, "done, and again later"),
                    _with(done, number, sends)._replace(late=late),
                )

    def _used(self, state: State, write: Late) -> State | None:
        """The state after a reservation; None if it is refused."""
        counter = state.counters[write.day]
        has_room = counter.used < write.limit or self.variant is Variant.ROOM_NOT_ASKED
        is_open = not counter.closed or self.variant is Variant.CLOSED_DAYS_TAKE
        if not (has_room and is_open):
            return None
        counters = list(state.counters)
        counters[write.day] = counter._replace(used=counter.used + 1)
        return state._replace(counters=tuple(counters))

    def _send(self, state: State, number: int, sender: Sender) -> Iterator[tuple[Step, State]]:
        mails = list(state.mails)
        mails[sender.day] += 1
        yield (
            Step("send", number, "accepted"),
            _with(state, number, sender._replace(at="idle"))._replace(mails=tuple(mails)),
        )
        at = "hand back" if self.variant is Variant.HANDED_BACK else "idle"
        yield Step("send", number, "refused"), _with(state, number, sender._replace(at=at))

    def _hand_back(self, state: State, number: int, sender: Sender) -> Iterator[tuple[Step, State]]:
        """Take the unit off the counter. The SDK may do it once more, if the response is lost."""
        for times in (1, 2):
            counters = list(state.counters)
            counter = counters[sender.day]
            counters[sender.day] = counter._replace(used=max(0, counter.used - times))
            handed = state._replace(counters=tuple(counters))
            yield (
                Step("hand back", number, f"{times} times"),
                _with(handed, number, sender._replace(at="idle")),
            )


def _with(state: State, number: int, sender: Sender) -> State:
    senders = list(state.consumers)
    senders[number] = sender
    return state._replace(consumers=tuple(senders))
