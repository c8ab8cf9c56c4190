"""Breadth-first search through everything that can happen. The first trace it finds to a break is the shortest."""

from dataclasses import dataclass, field

from model.protocol import IDLE, Protocol, State, Step, violation

_ORDERLY = {"tick", "receive", "claim", "look", "send", "settle", "move", "kill off"}


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
class _Recovery:
    """Whether ticks and deliveries alone bring a touch to its end after every consumer has died."""

    protocol: Protocol
    known: dict[State, bool] = field(default_factory=dict)

    def possible(self, state: State) -> bool:
        alone = State(row=state.row, consumers=(IDLE,), ordered=state.ordered, killed=state.killed)
        if alone not in self.known:
            self.known[alone] = self._search(alone)
        return self.known[alone]

    def _search(self, start: State) -> bool:
        seen, waiting = {start}, [start]
        for state in waiting:
            if state.row.state == "ended":
                return True
            for step, after in self.protocol.steps(state):
                if step.action in _ORDERLY and step.detail != "refused" and after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return False


def search(protocol: Protocol, *, stop_at: int | None = None) -> Found:
    """Visit every reachable state, or the first `stop_at` of them; stop at the first broken promise."""
    start = protocol.start()
    found, recovery = Found(states=1), _Recovery(protocol)
    came_by: dict[State, tuple[State, Step] | None] = {start: None}
    level = [start]
    while level:
        following: list[State] = []
        for state in level:
            for step, after in protocol.steps(state):
                found.steps += 1
                broken = violation(state, step, after)
                merged = protocol.merged(after)
                if broken or merged not in came_by:
                    if not broken and _lost(recovery, merged):
                        broken = "a lead is lost"
                    if broken:
                        found.broken = Break(broken, _named(protocol, [*_trace(came_by, state), step]))
                        return found
                    came_by[merged] = state, step
                    following.append(merged)
                    found.states += 1
                    if found.states == stop_at:
                        return found
        found.depth += bool(following)
        level = following
    return found


def _lost(recovery: _Recovery, state: State) -> bool:
    return all(consumer == IDLE for consumer in state.consumers) and not recovery.possible(state)


def _trace(came_by: dict[State, tuple[State, Step] | None], state: State) -> list[Step]:
    """The steps from the start to a state."""
    steps: list[Step] = []
    while (before := came_by[state]) is not None:
        state, step = before
        steps.append(step)
    return steps[::-1]


def _named(protocol: Protocol, trace: list[Step]) -> tuple[Step, ...]:
    """Give each consumer of a trace one name throughout. In the trace they are numbered anew at each step."""
    state, names = protocol.start(), list(range(protocol.bounds.consumers))
    named: list[Step] = []
    for step in trace:
        named.append(step if step.consumer is None else step._replace(consumer=names[step.consumer]))
        after = next(after for possible, after in protocol.steps(state) if possible == step)
        order = sorted(range(len(names)), key=lambda place: after.consumers[place])
        names = [names[place] for place in order]
        state = protocol.merged(after)
    return tuple(named)
