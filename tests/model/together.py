"""Two campaigns that write to one person, as a model small enough to be searched completely (P8).

Each campaign has one enrollment of the person, and a sequence of one step or two. Consumers take any message. Each request
to AWS is one atomic step, and between any two anything else may happen, as in `model.protocol`: a crash, a take that is
not carried out or much later, a copy of one, an order that ends an enrollment, an operator who reopens one.

What that model shows is left out here: stops, unknown mails, late copies of claims and settles. A claim that is stale is closed at
once, as if its deadline had passed. For the cooldown its owner may live on even then. For sequences it may not: it would go on in one
that everybody takes for over. (Lambda lets nobody live for a quarter of an hour, and the deadline is a day.) Time goes in whole
numbers, and the cooldown is `COOLDOWN` of them. The moment of a mail is that at which its attempt read the clock, just before it asked
for the person.

The promises:

* two mails to the person are at least the cooldown apart, of whichever campaign they are;
* where the person may be in one sequence, no mail goes out in the sequence of another campaign that has begun and is not over,
  unless it is of a higher priority;
* if everybody dies, at any point, time, ticks and deliveries alone bring both enrollments to their end.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from model.search import Step

COOLDOWN = 2
_ORDERLY = {"time", "receive", "ask", "claim", "take", "look", "send", "settle"}
_END = "ended"
_TOUCH = 100
"""From here on a version names a touch. Only a variant has such."""


class Row(NamedTuple):
    """The enrollment of one campaign. `claim` names one attempt for ever; 0 means none."""

    state: str = "due"
    step: int = 0
    attempt: int = 0
    claim: int = 0
    tries: int = 0
    """How often this step was due again."""
    life: int = 0
    """How often it has come to its end."""


class PersonRow(NamedTuple):
    """Which attempt has the person, and in whose sequence the person is."""

    campaign: int
    step: int
    claim: int
    taken_at: int
    sequence: int | None


class Attempt(NamedTuple):
    """What an attempt is, for whoever judges its mail."""

    campaign: int
    step: int
    taken_at: int
    turn: int
    """Its place among all attempts to take the person."""
    life: int
    """How often its own enrollment had ended when it asked for the person."""
    other_life: int
    """The same of the other campaign's."""


NOBODY = Attempt(-1, 0, 0, 0, 0, 0)


class Consumer(NamedTuple):
    """The state of a consumer: the request that it makes next, and what it knows."""

    at: str = "idle"
    campaign: int = 0
    step: int = 0
    attempt: int = 0
    claim: int = 0
    seen: int = 0
    """Whose claim the prefetch saw on the person's row; 0 if there was no row."""
    sequence: int = -1
    """In whose sequence the prefetch saw the person; -1: in none."""
    made: Attempt = NOBODY
    result: str = ""


class Take(NamedTuple):
    """A take that is still on its way and may arrive at any time."""

    seen: int
    row: PersonRow


class GiveBack(NamedTuple):
    """A write that frees the person, still on its way. Only a variant makes it."""

    campaign: int


class State(NamedTuple):
    """The state of everything."""

    rows: tuple[Row, Row] = (Row(), Row())
    person: PersonRow | None = None
    consumers: tuple[Consumer, ...] = ()
    late: frozenset[Take | GiveBack] = frozenset()
    now: int = 0
    turns: int = 0
    mails: frozenset[Attempt] = frozenset()
    reopened: bool = False
    alone: bool = False
    """Whether one consumer is left, and nothing goes wrong any more. Then time has no end."""


class Rule(StrEnum):
    """What the campaigns keep together, beside the cooldown."""

    COOLDOWN = "cooldown"
    FIRST = "first wins"
    PRIORITY = "the second campaign goes first"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far the search goes."""

    rule: Rule = Rule.COOLDOWN
    steps: int = 1
    consumers: int = 2
    attempts: int = 1
    """How often a touch may become due again."""
    late: int = 1
    """How many takes may be on their way at one time."""
    horizon: int = COOLDOWN
    """How long it goes on."""
    orders: bool = False
    """Whether orders end enrollments, and an operator may reopen one."""


class Variant(StrEnum):
    """The protocol as it is, and without one of its guards."""

    OURS = "ours"
    TAKE_ASKS_NOBODY = "a take does not ask for the row that was seen"
    LOOK_ASKS_NOBODY = "the last look does not ask who has the person"
    ANY_TAKE_COUNTS = "a take without a response counts as done"
    LOOK_BEFORE_TAKE = "the last look comes before the take"
    GIVEN_BACK = "a refused mail gives the person back"
    TOUCH_AS_VERSION = "the row names the touch and not the attempt"
    SEQUENCE_NOT_ASKED = "nobody asks for the other sequence"
    SEQUENCE_OVER_WITH_ITS_MAIL = "a sequence is taken for over when its mail has gone"
    NOBODY_ASKS_FOR_ITS_END = "nobody asks whether a sequence is over"


IDLE = Consumer()


class Together:
    """The steps that are possible in a state."""

    def __init__(self, variant: Variant = Variant.OURS, bounds: Bounds | None = None) -> None:
        self.variant = variant
        self.bounds = bounds or Bounds()
        self._request: dict[str, Callable[[State, int, Consumer], Iterator[tuple[Step, State]]]] = {
            "idle": self._receive,
            "ask": self._ask,
            "claim": self._claim,
            "take": self._take,
            "look": self._look,
            "send": self._send,
            "settle": self._settle,
            "give back": self._give_back,
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

    def merged(self, state: State) -> State:
        """The one state that stands for all states with the same future: mails that nothing can come too close to are forgotten, turns
        matter by their order, attempts by which is the present one, and claims by which are the same."""
        consumers = [self._present(state, consumer) for consumer in sorted(state.consumers)]
        waiting = [c.made for c in consumers if c.made != NOBODY]
        mails = [mail for mail in state.mails if waiting or self._still_matters(state, mail)]
        turns = sorted({0, *(made.turn for made in (*mails, *waiting))})
        claims = self._claims(state, consumers)

        def placed(made: Attempt) -> Attempt:
            return made._replace(turn=turns.index(made.turn))

        def renamed(claim: int) -> int:
            return claims.index(claim) if claim < _TOUCH else claim

        def row_renamed(row: PersonRow) -> PersonRow:
            return row._replace(claim=renamed(row.claim))

        first, second = (row._replace(claim=renamed(row.claim), attempt=1) for row in state.rows)
        return state._replace(
            rows=(first, second),
            person=None if state.person is None else row_renamed(state.person),
            turns=len(turns),
            mails=frozenset(map(placed, mails)),
            consumers=tuple(
                c._replace(made=placed(c.made), claim=renamed(c.claim), seen=renamed(c.seen))
                for c in consumers
            ),
            late=frozenset(
                Take(renamed(write.seen), row_renamed(write.row)) if isinstance(write, Take) else write
                for write in state.late
            ),
        )

    def _present(self, state: State, consumer: Consumer) -> Consumer:
        """Name the attempt of a consumer that has not claimed yet: 1 if it is the present one."""
        if consumer.at not in ("ask", "claim"):
            return consumer
        return consumer._replace(attempt=int(consumer.attempt == state.rows[consumer.campaign].attempt))

    def _still_matters(self, state: State, mail: Attempt) -> bool:
        """Whether an attempt that asks for the person from now on may come too close to a mail."""
        in_sequence = self.bounds.rule is not Rule.COOLDOWN and mail.life == state.rows[mail.campaign].life
        return in_sequence or mail.taken_at + COOLDOWN > state.now

    def _claims(self, state: State, consumers: list[Consumer]) -> list[int]:
        """List every claim that is named anywhere, in the order in which they are found."""
        found = [0, *(row.claim for row in state.rows), 0 if state.person is None else state.person.claim]
        found += [claim for c in consumers for claim in (c.claim, c.seen)]
        takes = sorted(write for write in state.late if isinstance(write, Take))
        found += [claim for take in takes for claim in (take.seen, take.row.claim)]
        return list(dict.fromkeys(claim for claim in found if claim < _TOUCH))

    def violation(self, before: State, step: Step, after: State) -> str | None:
        """The promise that a step breaks; None if it breaks none."""
        if step.action != "send" or step.consumer is None or after.mails == before.mails:
            return None
        made = before.consumers[step.consumer].made
        for earlier, later in (sorted((made, mail), key=_turn) for mail in before.mails):
            if abs(later.taken_at - earlier.taken_at) < COOLDOWN and earlier[:2] != later[:2]:
                return "two mails within the cooldown"
            if self._in_the_sequence_of_another(earlier, later):
                return "a mail in the sequence of another campaign"
        return None

    def _in_the_sequence_of_another(self, earlier: Attempt, later: Attempt) -> bool:
        if self.bounds.rule is Rule.COOLDOWN or earlier.campaign == later.campaign:
            return False
        return later.other_life == earlier.life and not self._goes_first(later.campaign)

    def alone(self, state: State) -> State | None:
        """The state if one consumer is left. Time goes on from here, and begins anew."""
        if any(consumer != IDLE for consumer in state.consumers):
            return None
        person = state.person
        if person is not None:
            person = person._replace(taken_at=max(-COOLDOWN, person.taken_at - state.now))
        return State(state.rows, person, (IDLE,), alone=True)

    def is_orderly(self, step: Step) -> bool:
        return step.action in _ORDERLY and step.detail != "refused"

    def is_over(self, state: State) -> bool:
        return all(row.state == _END for row in state.rows)

    def _outside(self, state: State) -> Iterator[tuple[Step, State]]:
        if state.alone:
            yield Step("time"), _later(state)
        elif state.now < self.bounds.horizon:
            yield Step("time"), state._replace(now=state.now + 1)
        for write in state.late:
            arrived = state._replace(late=state.late - {write})
            if isinstance(write, Take):
                person = self._taken(state.person, write) or state.person
            else:
                person = _given_back(state.person, write)
            yield Step("late write"), arrived._replace(person=person)
        if not self.bounds.orders:
            return
        for campaign, row in enumerate(state.rows):
            if row.state == "due":
                yield Step("order", None, f"{campaign}"), _put(state, campaign, _ended(row))
            if row.state == _END and not state.reopened:
                reopened = row._replace(state="due", attempt=row.attempt + 1)
                yield (
                    Step("reopen", None, f"{campaign}"),
                    _put(state, campaign, reopened)._replace(reopened=True),
                )

    def _receive(self, state: State, number: int, _: Consumer) -> Iterator[tuple[Step, State]]:
        """Receive a message and read the item and the person's row. This is one step, because nothing is read in between."""
        for campaign, row in enumerate(state.rows):
            if row.state == "sending" and not self._is_held(state, row):
                closed = self._gone_on(row)
                yield Step("receive", number, f"{campaign}, stale"), _put(state, campaign, closed)
            if row.state == "due" and not self._too_soon(state, campaign, row):
                person = state.person
                waits = person is not None and self._waits_for(person.sequence, campaign)
                if waits and self.variant is Variant.NOBODY_ASKS_FOR_ITS_END:
                    continue
                consumer = Consumer(
                    "ask" if waits else "claim",
                    campaign,
                    row.step,
                    row.attempt,
                    _fresh(state),
                    0 if person is None else person.claim,
                    -1 if person is None or person.sequence is None else person.sequence,
                )
                yield Step("receive", number, f"{campaign}, due"), _with(state, number, consumer)

    def _is_held(self, state: State, row: Row) -> bool:
        """Whether the owner of a claim lives, and nobody may call the claim stale as long as it does."""
        if self.bounds.rule is Rule.COOLDOWN:
            return False
        return any(c.at != "idle" and c.claim == row.claim for c in state.consumers)

    def _too_soon(self, state: State, campaign: int, row: Row) -> bool:
        person = state.person
        if person is None or (person.campaign, person.step) == (campaign, row.step):
            return False
        return person.taken_at + COOLDOWN > state.now

    def _waits_for(self, sequence: int | None, campaign: int) -> bool:
        if self.bounds.rule is Rule.COOLDOWN or self.variant is Variant.SEQUENCE_NOT_ASKED:
            return False
        return sequence not in (None, campaign) and not self._goes_first(campaign)

    def _goes_first(self, campaign: int) -> bool:
        return self.bounds.rule is Rule.PRIORITY and campaign == 1

    def _ask(self, state: State, number: int, consumer: Consumer) -> Iterator[tuple[Step, State]]:
        other = state.rows[consumer.sequence]
        over = other.state == _END
        if self.variant is Variant.SEQUENCE_OVER_WITH_ITS_MAIL:
            over = other.state != "sending"
        if over:
            yield Step("ask", number, "over"), _with(state, number, consumer._replace(at="claim"))
        else:
            row = state.rows[consumer.campaign]
            if (row.state, row.attempt) == ("due", consumer.attempt):
                row = row._replace(attempt=row.attempt + 1)
            yield Step("ask", number, "not over"), _put(_with(state, number, IDLE), consumer.campaign, row)

    def _claim(self, state: State, number: int, consumer: Consumer) -> Iterator[tuple[Step, State]]:
        row = state.rows[consumer.campaign]
        if (row.state, row.step, row.attempt) != ("due", consumer.step, consumer.attempt):
            yield Step("claim", number, "lost"), _with(state, number, IDLE)
            return
        claimed = row._replace(state="sending", claim=consumer.claim)
        at = "look" if self.variant is Variant.LOOK_BEFORE_TAKE else "take"
        made = NOBODY._replace(campaign=consumer.campaign, step=consumer.step, taken_at=state.now)
        owner = _with(state, number, consumer._replace(at=at, made=made))
        yield Step("claim", number, "won"), _put(owner, consumer.campaign, claimed)

    def _take(self, state: State, number: int, consumer: Consumer) -> Iterator[tuple[Step, State]]:
        """Take the person. No consumer hears how that turned out, so one that was lost is followed by the look as well."""
        me, other = state.rows[consumer.campaign], state.rows[1 - consumer.campaign]
        made = consumer.made._replace(turn=state.turns, life=me.life, other_life=other.life)
        take = Take(consumer.seen, self._row(consumer, made.taken_at))
        at = "send" if self.variant is Variant.LOOK_BEFORE_TAKE else "look"
        knows = Consumer(at, consumer.campaign, consumer.step, claim=consumer.claim, made=made)
        asked = _with(state, number, knows)._replace(turns=state.turns + 1)
        taken = self._taken(state.person, take)
        done = asked._replace(person=taken or state.person)
        yield Step("take", number, "lost" if taken is None else "won"), done
        unheard = asked
        if self.variant is Variant.ANY_TAKE_COUNTS:
            unheard = _with(asked, number, asked.consumers[number]._replace(at="send"))
        yield Step("take", number, "not carried out"), unheard
        if len(state.late) < self.bounds.late:
            yield Step("take", number, "carried out later"), unheard._replace(late=state.late | {take})
            yield (
                Step("take", number, "carried out, and again later"),
                done._replace(late=state.late | {take}),
            )

    def _row(self, consumer: Consumer, taken_at: int) -> PersonRow:
        sequence = None if consumer.sequence < 0 else consumer.sequence
        if self.bounds.rule is not Rule.COOLDOWN:
            sequence = consumer.campaign
        return PersonRow(consumer.campaign, consumer.step, self._version(consumer), taken_at, sequence)

    def _version(self, consumer: Consumer) -> int:
        if self.variant is Variant.TOUCH_AS_VERSION:
            return _TOUCH + 10 * consumer.campaign + consumer.step
        return consumer.claim

    def _taken(self, person: PersonRow | None, take: Take) -> PersonRow | None:
        found = 0 if person is None else person.claim
        if self.variant is Variant.TAKE_ASKS_NOBODY or found in (take.seen, take.row.claim):
            return take.row
        return None

    def _look(self, state: State, number: int, consumer: Consumer) -> Iterator[tuple[Step, State]]:
        person = state.person
        has = person is not None and person.claim == self._version(consumer)
        goes_on = "take" if self.variant is Variant.LOOK_BEFORE_TAKE else "send"
        if self.variant is Variant.LOOK_BEFORE_TAKE:
            has = (0 if person is None else person.claim) == consumer.seen
        if has or self.variant is Variant.LOOK_ASKS_NOBODY:
            yield Step("look", number, "clear"), _with(state, number, consumer._replace(at=goes_on))
        else:
            settling = Consumer("settle", consumer.campaign, claim=consumer.claim, result="again")
            yield Step("look", number, "another has the person"), _with(state, number, settling)

    def _send(self, state: State, number: int, consumer: Consumer) -> Iterator[tuple[Step, State]]:
        settling = Consumer("settle", consumer.campaign, claim=consumer.claim, result="sent")
        accepted = state._replace(mails=state.mails | {consumer.made})
        yield Step("send", number, "accepted"), _with(accepted, number, settling)
        refused = settling._replace(result="again")
        if self.variant is Variant.GIVEN_BACK:
            refused = refused._replace(at="give back")
        yield Step("send", number, "refused"), _with(state, number, refused)

    def _give_back(self, state: State, number: int, consumer: Consumer) -> Iterator[tuple[Step, State]]:
        """Free the person, if a touch of this campaign has them."""
        write = GiveBack(consumer.campaign)
        freed = _with(state, number, consumer._replace(at="settle"))._replace(
            person=_given_back(state.person, write)
        )
        yield Step("give back", number), freed
        if len(state.late) < self.bounds.late:
            yield Step("give back", number, "and again later"), freed._replace(late=state.late | {write})

    def _settle(self, state: State, number: int, consumer: Consumer) -> Iterator[tuple[Step, State]]:
        row = state.rows[consumer.campaign]
        if consumer.result == "again" and row.tries >= self.bounds.attempts:
            return
        idle = _with(state, number, IDLE)
        if row.state != "sending" or row.claim != consumer.claim:
            yield Step("settle", number, "lost"), idle
            return
        settled = row._replace(state="due", attempt=row.attempt + 1, claim=0, tries=row.tries + 1)
        if consumer.result == "sent":
            settled = self._gone_on(row)
        yield Step("settle", number, consumer.result), _put(idle, consumer.campaign, settled)

    def _gone_on(self, row: Row) -> Row:
        """Count the step as sent."""
        if row.step + 1 == self.bounds.steps:
            return _ended(row)
        return row._replace(state="due", step=row.step + 1, attempt=row.attempt + 1, claim=0, tries=0)


def _with(state: State, number: int, consumer: Consumer) -> State:
    consumers = list(state.consumers)
    consumers[number] = consumer
    return state._replace(consumers=tuple(consumers))


def _put(state: State, campaign: int, row: Row) -> State:
    rows = list(state.rows)
    rows[campaign] = row
    return state._replace(rows=(rows[0], rows[1]))


def _ended(row: Row) -> Row:
    return row._replace(state=_END, attempt=row.attempt + 1, claim=0, life=row.life + 1)


def _given_back(person: PersonRow | None, write: GiveBack) -> PersonRow | None:
    return None if person is None or person.campaign == write.campaign else person


def _turn(made: Attempt) -> int:
    return made.turn


def _later(state: State) -> State:
    """Let time go on without a bound: only how long the person has been taken matters."""
    person = state.person
    if person is None:
        return state
    return state._replace(person=person._replace(taken_at=max(-COOLDOWN, person.taken_at - 1)))


def _fresh(state: State) -> int:
    """A claim id that nothing refers to. It is as good as a new one, and keeps the search finite."""
    used = {0, *(row.claim for row in state.rows)}
    used |= {number for c in state.consumers for number in (c.claim, c.seen)}
    takes = [write for write in state.late if isinstance(write, Take)]
    used |= {number for take in takes for number in (take.seen, take.row.claim)}
    if state.person is not None:
        used.add(state.person.claim)
    return next(number for number in range(1, len(used) + 2) if number not in used)
