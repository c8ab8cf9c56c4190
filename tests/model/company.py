"""Who of one company is written to in a week, as a model small enough to be searched completely (P8).

Each person has one touch, in whichever campaign. A sender enters its person with one conditional write, or with two if the week is new, and then
looks who is on the row. Between any two requests anything else may happen, as in `model.protocol`. There are two weeks, and a time around
midnight in which clocks say the one or the other.

The promise: of no week more people are written to than the campaigns say. A mail counts for the week that its look saw on the row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from model.search import Step

NAMELESS = 9
"""Stands on the row for a person who was forgotten."""
_ORDERLY = {"time", "receive", "enter", "begin", "look", "send"}


class When(IntEnum):
    """The time, as far as it matters."""

    FIRST_WEEK = 0
    AROUND_MIDNIGHT = 1
    SECOND_WEEK = 2


WEEKS = {When.FIRST_WEEK: (0,), When.AROUND_MIDNIGHT: (0, 1), When.SECOND_WEEK: (1,)}
"""Which week it is by some clock, or was when a living sender began."""


class Row(NamedTuple):
    week: int
    people: frozenset[int]


class Sender(NamedTuple):
    """The state of a sender: the request that it makes next, and what it knows."""

    at: str = "idle"
    person: int = 0
    week: int = 0
    counted: int = 0
    """The week that the look saw."""


class Write(NamedTuple):
    """A write that is still on its way and may arrive at any time."""

    kind: str
    person: int
    week: int


class State(NamedTuple):
    """The state of everything."""

    row: Row | None = None
    consumers: tuple[Sender, ...] = ()
    when: When = When.FIRST_WEEK
    late: frozenset[Write] = frozenset()
    waiting: frozenset[int] = frozenset()
    mails: frozenset[tuple[int, int]] = frozenset()
    """Week and person."""
    forgotten: int | None = None
    """Who asked to be forgotten. From then on there is an order, and no look lets a mail to them go."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far the search goes."""

    people: int = 2
    most: int = 1
    consumers: int = 2
    late: int = 1


class Variant(StrEnum):
    """The protocol as it is, and without one of its guards."""

    OURS = "ours"
    ROOM_NOT_ASKED = "nobody asks whether there is room"
    LOOK_ASKS_NOBODY = "the last look does not ask who is on the row"
    ANY_ENTRY_COUNTS = "an entry without a response counts as done"
    PAST_WEEK_BEGINS_ANEW = "a row of a later week is begun anew for a past one"
    OLD_WEEK_COUNTS = "a week that is over counts"
    ROW_BEFORE_THE_ORDER = "who is forgotten is taken off the row before there is an order"
    FREED_FIRST = "the place of somebody who is forgotten is free for a moment"


IDLE = Sender()


class OneCompany:
    """The steps that are possible in a state."""

    def __init__(self, variant: Variant = Variant.OURS, bounds: Bounds | None = None) -> None:
        self.variant = variant
        self.bounds = bounds or Bounds()
        self._request: dict[str, Callable[[State, int, Sender], Iterator[tuple[Step, State]]]] = {
            "idle": self._receive,
            "enter": self._enter,
            "begin": self._begin,
            "look": self._look,
            "send": self._send,
            "free": self._free,
            "rename": self._rename,
        }

    def start(self) -> State:
        return State(consumers=(IDLE,) * self.bounds.consumers, waiting=frozenset(range(self.bounds.people)))

    def steps(self, state: State) -> Iterator[tuple[Step, State]]:
        """Every step that may come next, with the state it leads to."""
        if state.when < When.SECOND_WEEK:
            yield Step("time"), state._replace(when=When(state.when + 1))
        for write in state.late:
            arrived = state._replace(late=state.late - {write})
            yield (
                Step("late write", None, write.kind),
                arrived._replace(row=self._written(state.row, write) or state.row),
            )
        for number, sender in enumerate(state.consumers):
            yield from self._request[sender.at](state, number, sender)
            if sender.at != "idle":
                yield Step("crash", number), _with(state, number, IDLE)

    def merged(self, state: State) -> State:
        return state._replace(consumers=tuple(sorted(state.consumers)))

    def violation(self, before: State, step: Step, after: State) -> str | None:
        """The promise that a step breaks; None if it breaks none."""
        written = [sum(week == mail[0] for mail in after.mails) for week in (0, 1)]
        return "too many people of a company" if max(written) > self.bounds.most else None

    def alone(self, state: State) -> State | None:
        if any(sender != IDLE for sender in state.consumers):
            return None
        return State(state.row, (IDLE,), state.when, waiting=state.waiting, forgotten=state.forgotten)

    def is_orderly(self, step: Step) -> bool:
        return step.action in _ORDERLY

    def is_over(self, state: State) -> bool:
        """Whether as many have been written to as may be. Who is left over waits for a third week."""
        full = state.row is not None and state.row.week == 1 and len(state.row.people) >= self.bounds.most
        return state.waiting <= {state.forgotten} or full

    def _receive(self, state: State, number: int, _: Sender) -> Iterator[tuple[Step, State]]:
        """Receive a message. What the prefetch sees on the row only saves work, so it is left out."""
        for person in state.waiting:
            for week in WEEKS[state.when]:
                yield (
                    Step("receive", number, f"{person}, week {week}"),
                    _with(state, number, Sender("enter", person, week)),
                )
        if state.forgotten is None and state.row is not None and len(state.consumers) > 1:
            first = "free" if self.variant is Variant.FREED_FIRST else "rename"
            for person in state.row.people - {NAMELESS}:
                forgetting = _with(state, number, Sender(first, person))._replace(forgotten=person)
                yield Step("forget", number, f"{person}"), forgetting

    def _enter(self, state: State, number: int, sender: Sender) -> Iterator[tuple[Step, State]]:
        yield from self._asked(state, number, sender, Write("enter", sender.person, sender.week))

    def _begin(self, state: State, number: int, sender: Sender) -> Iterator[tuple[Step, State]]:
        yield from self._asked(state, number, sender, Write("begin", sender.person, sender.week))

    def _asked(self, state: State, number: int, sender: Sender, write: Write) -> Iterator[tuple[Step, State]]:
        looks = sender._replace(at="look", week=0)
        row = self._written(state.row, write)
        if row is None:
            yield (
                Step(write.kind, number, "refused"),
                _with(state, number, self._refused(state.row, sender, write)),
            )
        else:
            yield Step(write.kind, number, "done"), _with(state, number, looks)._replace(row=row)
        unheard = _with(state, number, looks)
        if self.variant is Variant.ANY_ENTRY_COUNTS:
            unheard = _with(state, number, looks._replace(at="send", counted=write.week))
        yield Step(write.kind, number, "not carried out"), unheard
        if len(state.late) < self.bounds.late:
            yield Step(write.kind, number, "carried out later"), unheard._replace(late=state.late | {write})

    def _refused(self, row: Row | None, sender: Sender, write: Write) -> Sender:
        """What comes after a write that was refused: the week is a new one, a later one, or has no room."""
        looks = sender._replace(at="look", week=0)
        if write.kind == "begin":
            return sender._replace(at="enter")
        if row is None or row.week < write.week or self._begins_a_past_week(row, write):
            return sender._replace(at="begin")
        return sender._replace(week=row.week) if row.week > write.week else looks

    def _begins_a_past_week(self, row: Row, write: Write) -> bool:
        return self.variant is Variant.PAST_WEEK_BEGINS_ANEW and row.week != write.week

    def _written(self, row: Row | None, write: Write) -> Row | None:
        """The row after a write; None if it is refused."""
        if write.kind == "begin":
            begins = row is None or row.week < write.week or self._begins_a_past_week(row, write)
            return Row(write.week, frozenset({write.person})) if begins else None
        if row is None or row.week != write.week:
            return None
        room = len(row.people) < self.bounds.most or self.variant is Variant.ROOM_NOT_ASKED
        return (
            row._replace(people=row.people | {write.person}) if room or write.person in row.people else None
        )

    def _look(self, state: State, number: int, sender: Sender) -> Iterator[tuple[Step, State]]:
        row = state.row
        week = min(WEEKS[state.when])
        on_it = row is not None and sender.person in row.people
        if self.variant is not Variant.OLD_WEEK_COUNTS:
            on_it = on_it and row is not None and row.week >= week
        if self.variant is Variant.LOOK_ASKS_NOBODY:
            on_it = True
        if state.forgotten == sender.person and self.variant is not Variant.ROW_BEFORE_THE_ORDER:
            on_it = False
        if on_it:
            counted = week if row is None else max(row.week, week)
            yield (
                Step("look", number, "clear"),
                _with(state, number, sender._replace(at="send", counted=counted)),
            )
        else:
            yield Step("look", number, "not on the row"), _with(state, number, IDLE)

    def _send(self, state: State, number: int, sender: Sender) -> Iterator[tuple[Step, State]]:
        sent = _with(state, number, IDLE)._replace(
            mails=state.mails | {(sender.counted, sender.person)}, waiting=state.waiting - {sender.person}
        )
        yield Step("send", number, "accepted"), sent

    def _rename(self, state: State, number: int, sender: Sender) -> Iterator[tuple[Step, State]]:
        """Put a name without meaning beside the person, then free the person's own place."""
        yield from self._forgotten(state, number, sender, added=NAMELESS)

    def _free(self, state: State, number: int, sender: Sender) -> Iterator[tuple[Step, State]]:
        yield from self._forgotten(state, number, sender, added=None)

    def _forgotten(
        self, state: State, number: int, sender: Sender, *, added: int | None
    ) -> Iterator[tuple[Step, State]]:
        row, first = state.row, sender.week == 0
        freed_first = self.variant is Variant.FREED_FIRST
        if row is None or (sender.person not in row.people and not (freed_first and not first)):
            yield Step("forget", number, "not on it"), _with(state, number, IDLE)
            return
        people = row.people - {sender.person} if first == freed_first else row.people | {NAMELESS}
        after = sender._replace(week=1) if first else IDLE
        yield (
            Step("forget", number, "done"),
            _with(state, number, after)._replace(row=row._replace(people=people)),
        )


def _with(state: State, number: int, sender: Sender) -> State:
    senders = list(state.consumers)
    senders[number] = sender
    return state._replace(consumers=tuple(senders))
