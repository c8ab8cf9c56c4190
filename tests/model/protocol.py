"""The path of one touch as a model small enough to be searched completely.

One lead, one step, some consumers. Each request to AWS is one atomic step. Between any two steps anything else
may happen: another consumer's step, a tick, a duplicate or late delivery, a crash, a lost response, a copy of a
write that arrives later, an unsubscribe, the kill switch on or off, an SES event.

The model has no time. Everything that needs time may happen at once: a claim may be taken for stale while its
owner lives, a deadline may have passed, a message may be delivered for ever. So whatever holds here holds for all
clocks. The model leaves out several leads (they share nothing but quota), several steps (settling `sent` is the end
here), quota, rendering, and the operator's order to send again.

The promises:

* at most one mail is accepted;
* no mail goes out if a stop or an order was committed before the consumer began its last step before SES;
* if everybody dies, at any point, ticks and deliveries alone bring the touch to its end.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from model.search import Step

_ORDERLY = {"tick", "receive", "claim", "look", "send", "settle", "move", "kill off"}


class Row(NamedTuple):
    """The enrollment. `claim` names one attempt for ever; 0 means none."""

    state: str = "due"
    attempt: int = 0
    claim: int = 0
    accepted: bool = False
    """Whether SES accepted a mail of this claim. If so, an event about it may come at any time."""


class Consumer(NamedTuple):
    """The state of a consumer: the request that it makes next, and what it knows."""

    at: str = "idle"
    attempt: int = 0
    claim: int = 0
    barred: bool = False
    """Whether a stop or an order was in force when its latest step began."""
    result: str = ""
    seen: str = ""
    """The state that the prefetch saw, for a write whose condition names it."""
    copied: bool = False
    """Whether the SDK has sent the pending write a second time."""


class Copy(NamedTuple):
    """A write that is still on its way and may arrive at any time."""

    kind: str
    attempt: int
    claim: int
    result: str


class State(NamedTuple):
    """The state of everything."""

    row: Row = Row()
    consumers: tuple[Consumer, ...] = ()
    late: frozenset[Copy] = frozenset()
    queued: frozenset[int] = frozenset()
    """Attempts that have been enqueued; SQS may deliver each of them again for ever."""
    ordered: bool = False
    killed: bool = False
    mails: int = 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far the search goes."""

    consumers: int = 2
    attempts: int = 2
    """How often a touch may become due again (a refusal, a stop)."""
    late: int = 1
    """How many copies of writes may be on their way at one time."""


class Variant(StrEnum):
    """The protocol as it is, and without one of its guards."""

    OURS = "ours"
    LOOK_BEFORE_CLAIM = "look before claim"
    SES_RETRIES = "SDK retries on"
    STALE_CLAIM_RETRIED = "a stale claim is retried"
    SETTLE_WITHOUT_OWNER = "settle without owner"
    NOBODY_GIVES_UP = "nobody makes a stale claim unknown"
    CLAIM_ID_OF_THE_MESSAGE = "the message's id as claim id"


IDLE = Consumer()
_END = "ended"


class Protocol:
    """The steps that are possible in a state."""

    def __init__(self, variant: Variant = Variant.OURS, bounds: Bounds | None = None) -> None:
        self.variant = variant
        self.bounds = bounds or Bounds()
        self._request: dict[str, Callable[[State, int, Consumer], Iterator[tuple[Step, State]]]] = {
            "idle": self._receive,
            "claim": self._claim,
            "look": self._look,
            "send": self._send,
            "settle": self._settle,
            "move": self._move,
        }

    def start(self) -> State:
        return State(consumers=(IDLE,) * self.bounds.consumers)

    def steps(self, state: State) -> Iterator[tuple[Step, State]]:
        """Every step that may come next, with the state it leads to."""
        yield from self._outside(state)
        for number, consumer in enumerate(state.consumers):
            yield from self._request[consumer.at](state, number, consumer)
            if consumer.at != "idle":
                yield Step("crash", number), _with(state, number, IDLE)

    def _outside(self, state: State) -> Iterator[tuple[Step, State]]:
        row = state.row
        if row.state != _END and row.attempt not in state.queued:
            yield Step("tick"), state._replace(queued=state.queued | {row.attempt})
        if not state.ordered:
            yield Step("unsubscribe"), state._replace(ordered=True)
        yield Step("kill off" if state.killed else "kill"), state._replace(killed=not state.killed)
        if row.accepted and row.state in ("sending", "unknown"):
            yield Step("event"), state._replace(row=_ended(row))
        for copy in state.late:
            arrived = state._replace(late=state.late - {copy})
            write = self._claimed if copy.kind == "claim" else self._settled
            yield (
                Step("late copy", None, f"{copy.kind} {copy.result}".strip()),
                arrived._replace(row=write(row, copy) or row),
            )

    def _receive(self, state: State, number: int, _: Consumer) -> Iterator[tuple[Step, State]]:
        """Receive a message and read the item. This is one step, because nothing is read in between."""
        row = state.row
        for attempt in state.queued:
            consumer = self._sorted(state, attempt)
            if consumer is not None:
                seen = f"{row.state}, attempt {attempt}"
                yield Step("receive", number, seen), _with(state, number, consumer)

    def _sorted(self, state: State, attempt: int) -> Consumer | None:
        """What a consumer does next with a message; None if it acknowledges it."""
        row = state.row
        if row.state == "due":
            return self._due(state, attempt) if row.attempt == attempt else None
        if row.state == "unknown":
            return Consumer("move", row.attempt, result=_END, seen="unknown")
        if row.state != "sending" or self.variant is Variant.NOBODY_GIVES_UP:
            return None
        if self.variant is Variant.STALE_CLAIM_RETRIED:
            return self._begun(state, row.attempt)
        return Consumer("move", row.attempt, result="unknown", seen="sending")

    def _due(self, state: State, attempt: int) -> Consumer | None:
        if state.killed:
            return None
        if state.ordered:
            return Consumer("move", attempt, result=_END, seen="due")
        return self._begun(state, attempt)

    def _begun(self, state: State, attempt: int) -> Consumer:
        message_id = attempt + 1
        fresh = message_id if self.variant is Variant.CLAIM_ID_OF_THE_MESSAGE else _fresh(state)
        at = "look" if self.variant is Variant.LOOK_BEFORE_CLAIM else "claim"
        return Consumer(at, attempt, fresh)

    def merged(self, state: State) -> State:
        """The one state that stands for all states with the same future."""
        if state.row.state == _END:
            # Nothing that arrives changes this row any more. A consumer that is past its last look may still send.
            state = state._replace(row=Row(_END), late=frozenset(), queued=frozenset())
        attempt = state.row.attempt
        late = frozenset(copy for copy in state.late if copy.kind != "claim" or copy.attempt >= attempt)
        return state._replace(late=late, consumers=tuple(sorted(state.consumers)))

    def violation(self, before: State, step: Step, after: State) -> str | None:
        """The promise that a step breaks; None if it breaks none."""
        if after.mails == before.mails or step.consumer is None:
            return None
        if before.consumers[step.consumer].barred:
            return "a mail went out after a stop or an order"
        return "two mails" if after.mails > 1 else None

    def alone(self, state: State) -> State | None:
        if any(consumer != IDLE for consumer in state.consumers):
            return None
        return State(row=state.row, consumers=(IDLE,), ordered=state.ordered, killed=state.killed)

    def is_orderly(self, step: Step) -> bool:
        return step.action in _ORDERLY and step.detail != "refused"

    def is_over(self, state: State) -> bool:
        return state.row.state == _END

    def _claim(self, state: State, number: int, consumer: Consumer) -> Iterator[tuple[Step, State]]:
        yield from self._copied(state, number, Copy("claim", consumer.attempt, consumer.claim, ""))
        row = self._claimed(state.row, Copy("claim", consumer.attempt, consumer.claim, ""))
        if row is None:
            yield Step("claim", number, "lost"), _with(state, number, IDLE)
            return
        at = "send" if self.variant is Variant.LOOK_BEFORE_CLAIM else "look"
        owner = Consumer(at, claim=consumer.claim, barred=at == "send" and _barred(state))
        yield Step("claim", number, "won"), _with(state._replace(row=row), number, owner)

    def _claimed(self, row: Row, write: Copy) -> Row | None:
        mine = row.state == "sending" and row.claim == write.claim
        if self.variant is Variant.STALE_CLAIM_RETRIED:
            mine = row.state == "sending"
        if row.attempt == write.attempt and (row.state == "due" or mine):
            accepted = row.accepted and row.claim == write.claim
            return row._replace(state="sending", claim=write.claim, accepted=accepted)
        return None

    def _look(self, state: State, number: int, consumer: Consumer) -> Iterator[tuple[Step, State]]:
        goes_on = "claim" if self.variant is Variant.LOOK_BEFORE_CLAIM else "send"
        if not _barred(state):
            looked = consumer._replace(at=goes_on)
            yield Step("look", number, "clear"), _with(state, number, looked)
        elif goes_on == "claim":
            yield Step("look", number, "barred"), _with(state, number, IDLE)
        else:
            result = _END if state.ordered and not state.killed else "again"
            settling = Consumer("settle", claim=consumer.claim, result=result)
            yield Step("look", number, "barred"), _with(state, number, settling)

    def _send(self, state: State, number: int, consumer: Consumer) -> Iterator[tuple[Step, State]]:
        def after(result: str, *, mails: int) -> State:
            row = state.row
            if mails and row.claim == consumer.claim:
                row = row._replace(accepted=True)
            sent = state._replace(row=row, mails=min(2, state.mails + mails))
            return _with(sent, number, Consumer("settle", claim=consumer.claim, result=result))

        yield Step("send", number, "accepted"), after("sent", mails=1)
        yield Step("send", number, "refused"), after("again", mails=0)
        if self.variant is Variant.SES_RETRIES:
            yield Step("send", number, "accepted, response lost"), _with(after("", mails=1), number, consumer)
        else:
            yield Step("send", number, "accepted, response lost"), after("unknown", mails=1)
            yield Step("send", number, "not accepted, response lost"), after("unknown", mails=0)

    def _settle(self, state: State, number: int, consumer: Consumer) -> Iterator[tuple[Step, State]]:
        write = Copy("settle", 0, consumer.claim, consumer.result)
        if write.result == "again" and state.row.attempt >= self.bounds.attempts:
            return
        yield from self._copied(state, number, write)
        row = self._settled(state.row, write)
        outcome = "lost" if row is None else consumer.result
        yield Step("settle", number, outcome), _with(state._replace(row=row or state.row), number, IDLE)

    def _settled(self, row: Row, write: Copy) -> Row | None:
        owned = row.claim == write.claim or self.variant is Variant.SETTLE_WITHOUT_OWNER
        if not owned or row.state not in ("sending", "unknown"):
            return None
        if write.result in (_END, "sent"):
            return _ended(row)
        return row._replace(state="due" if write.result == "again" else "unknown", attempt=row.attempt + 1)

    def _move(self, state: State, number: int, consumer: Consumer) -> Iterator[tuple[Step, State]]:
        row = state.row
        holds = row.state == consumer.seen and row.attempt == consumer.attempt
        if holds and consumer.result == _END:
            row = _ended(row)
        elif holds:
            row = row._replace(state="unknown", attempt=row.attempt + 1)
        detail = consumer.result if holds else "lost"
        yield Step("move", number, detail), _with(state._replace(row=row), number, IDLE)

    def _copied(self, state: State, number: int, write: Copy) -> Iterator[tuple[Step, State]]:
        """A copy of the write is on its way, and arrives at some other time."""
        consumer = state.consumers[number]
        if len(state.late) < self.bounds.late and not consumer.copied:
            copied = _with(state, number, consumer._replace(copied=True))
            yield Step("copy", number, write.kind), copied._replace(late=state.late | {write})


def _with(state: State, number: int, consumer: Consumer) -> State:
    consumers = list(state.consumers)
    consumers[number] = consumer
    return state._replace(consumers=tuple(consumers))


def _ended(row: Row) -> Row:
    return Row(_END, row.attempt + 1, row.claim)


def _barred(state: State) -> bool:
    return state.ordered or state.killed


def _fresh(state: State) -> int:
    """A claim id that nothing refers to. It is as good as a new one, and keeps the search finite."""
    used = {state.row.claim, *(c.claim for c in state.consumers), *(copy.claim for copy in state.late)}
    return next(number for number in range(1, len(used) + 2) if number not in used)
