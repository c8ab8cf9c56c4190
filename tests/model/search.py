"""Breadth-first search through everything that can happen. The first trace it finds to a break is the shortest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, Protocol, TypeVar


class Step(NamedTuple):
    """One step of a trace: what is done, by which consumer, and how it turned out."""

    action: str
    consumer: int | None = None
    detail: str = ""

    def __str__(self) -> str:
        who = "" if self.consumer is None else f" {'ABC'[self.consumer]}"
        return f"{self.action}{who}{f' ({self.detail})' if self.detail else ''}"


class WithConsumers(Protocol):
    """The state of a model. Consumers that may be exchanged for one another are in one order, whatever their names are."""

    @property
    def consumers(self) -> tuple[Any, ...]: ...


S = TypeVar("S", bound=WithConsumers)


class Model(Protocol[S]):
    """What may happen, and what must not."""

    def start(self) -> S: ...

    def steps(self, state: S) -> Iterator[tuple[Step, S]]:
        """Every step that may come next, with the state it leads to."""
        ...

    def merged(self, state: S) -> S:
        """The one state that stands for all states with the same future."""
        ...

    def violation(self, before: S, step: Step, after: S) -> str | None:
        """The promise that a step breaks; None if it breaks none."""
        ...

    def alone(self, state: S) -> S | None:
        """The state if one consumer is left, and nothing goes wrong any more. None while any consumer is at work."""
        ...

    def is_orderly(self, step: Step) -> bool:
        """Whether a step is one of a world in which nothing goes wrong."""
        ...

    def is_over(self, state: S) -> bool:
        """Whether everybody's touch has come to its end."""
        ...


@dataclass(frozen=True, slots=True)
class Break:
    """A broken promise, and the shortest trace that breaks it."""

    promise: str
    trace: tuple[Step, ...]


@dataclass
class Found:
    """What a search saw."""

    states: int = 0
    steps: int = 0
    depth: int = 0
    broken: Break | None = None


@dataclass
class _Recovery(Generic[S]):
    """Whether ticks and deliveries alone bring a touch to its end after every consumer has died."""

    model: Model[S]
    known: dict[S, bool] = field(default_factory=dict)

    def impossible(self, state: S) -> bool:
        alone = self.model.alone(state)
        if alone is None:
            return False
        if alone not in self.known:
            self.known[alone] = self._search(alone)
        return not self.known[alone]

    def _search(self, start: S) -> bool:
        seen, waiting = {start}, [start]
        while waiting:
            state = waiting.pop()
            if self.model.is_over(state):
                return True
            for step, after in self.model.steps(state):
                if self.model.is_orderly(step) and (merged := self.model.merged(after)) not in seen:
                    seen.add(merged)
                    waiting.append(merged)
        return False


def search(model: Model[S], *, stop_at: int | None = None) -> Found:
    """Visit every reachable state, or the first `stop_at` of them; stop at the first broken promise."""
    start = model.start()
    found, recovery = Found(states=1), _Recovery(model)
    came_by: dict[S, tuple[S, Step] | None] = {start: None}
    level = [start]
    while level:
        following: list[S] = []
        for state in level:
            for step, after in model.steps(state):
                found.steps += 1
                broken = model.violation(state, step, after)
                merged = model.merged(after)
                if broken or merged not in came_by:
                    if not broken and recovery.impossible(merged):
                        broken = "a lead is lost"
                    if broken:
                        found.broken = Break(broken, _named(model, [*_trace(came_by, state), step]))
                        return found
                    came_by[merged] = state, step
                    following.append(merged)
                    found.states += 1
                    if found.states == stop_at:
                        return found
        found.depth += bool(following)
        level = following
    return found


def _trace(came_by: dict[S, tuple[S, Step] | None], state: S) -> list[Step]:
    """The steps from the start to a state."""
    steps: list[Step] = []
    while (before := came_by[state]) is not None:
        state, step = before
        steps.append(step)
    return steps[::-1]


def _named(model: Model[S], trace: list[Step]) -> tuple[Step, ...]:
    """Give each consumer of a trace one name throughout. In the trace they are numbered anew at each step."""
    state = model.start()
    names = list(range(len(state.consumers)))
    named: list[Step] = []
    for step in trace:
        named.append(step if step.consumer is None else step._replace(consumer=names[step.consumer]))
        after = next(after for possible, after in model.steps(state) if possible == step)
        order = sorted(range(len(names)), key=lambda place: after.consumers[place])
        names = [names[place] for place in order]
        state = model.merged(after)
    return tuple(named)
