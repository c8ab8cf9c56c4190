"""Replays traces of the model on the real code: `SendBatch`, `Tick` and `Feedback` over the in-memory stores.

A consumer of the model is a greenlet in which the real `SendBatch` handles one record. It stops before each of
its requests. A step of the trace lets it make that request and run up to the next one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from greenlet import GreenletExit, getcurrent, greenlet

from model.protocol import State
from model.search import Step
from outreach.domain.campaign import DEFAULT_STEPS
from outreach.domain.ids import SesMessageId
from outreach.domain.outcome import Accepted, Ambiguous, Outcome, Refusal, Refused
from outreach.messages import TouchMessage
from outreach.services.operator.stopping import Stopping
from world.builders import DAY, MINUTE, a_campaign, a_lead, a_message, an_order
from world.feedback import FeedbackWorld

JANE = a_lead()
_OVER_THE_PATIENCE = timedelta(seconds=91)


@dataclass
class _Pending:
    """The request that a consumer is about to make."""

    kind: str
    make: Callable[[], Any]


class Replay:
    """One real stack that follows a trace."""

    def __init__(self) -> None:
        self.world = FeedbackWorld(a_campaign(steps=DEFAULT_STEPS[:1]))
        self.world.start(JANE)
        world = self.world
        self._stopping = Stopping(world.kill_switch, world.kill_switch, world.controls, world.clock)
        self._consumers: dict[int, greenlet] = {}
        self._pending: dict[int, _Pending] = {}
        self._late: list[_Pending] = []
        self._messages: dict[int, TouchMessage] = {}
        self._outcome = ""
        self._stop_before(world.enrollments, "claim")
        self._stop_before(world.enrollments, "settle")
        self._stop_before(world.enrollments, "move")
        self._stop_before(world.kill_switch, "read", "look")
        self._stop_before(world.ses, "send")

    @property
    def mails(self) -> int:
        return len(self.world.ses.accepted)

    @property
    def row(self) -> tuple[str, int]:
        enrollment = self.world.enrollment(JANE)
        return enrollment.state.value, enrollment.attempt

    def at(self, consumer: int) -> str:
        """The request that a consumer is about to make."""
        return self._pending[consumer].kind if consumer in self._pending else "idle"

    def do(self, step: Step) -> None:
        """Make one step of a trace, if the real code has something to do in it."""
        match step.action:
            case "tick":
                self._tick()
            case "unsubscribe":
                self.world.suppressions.order_recipient(JANE.recipient, None, an_order())
            case "kill" | "kill off":
                self._stopping.turn(on=step.action == "kill", actor="test", reason=None)
            case "event":
                self._event()
            case "late copy":
                self._arrive(step.detail.split()[0])
            case _:
                assert step.consumer is not None
                self._consume(step, step.consumer)

    def rest(self) -> None:
        """Let every consumer die, end the stop, and let two days go by."""
        for consumer in list(self._consumers):
            self._crash(consumer)
        self._stopping.turn(on=False, actor="test", reason=None)
        self.world.live_through(2 * DAY + timedelta(hours=1), timedelta(minutes=30))

    def _consume(self, step: Step, consumer: int) -> None:
        match step.action:
            case "receive":
                self._crash(consumer)
                self._receive(consumer, step.detail)
            case "crash":
                self._crash(consumer)
            case "copy" if consumer in self._pending:
                self._late.append(self._pending[consumer])
            case _:
                self._outcome = step.detail if step.action == "send" else self._outcome
                self._advance(consumer)

    def _tick(self) -> None:
        """Move the clock until the touch is due, then tick.

        A stopped tick enqueues nothing; a message from before the stop takes its place.
        """
        world = self.world
        enrollment = world.enrollment(JANE)
        if enrollment.due_at is None:
            return
        world.clock.moment = max(world.clock.now() + 10 * MINUTE, enrollment.due_at)
        world.tick()
        for message in world.queue.take() or [a_message(enrollment, valid_until=world.clock.now() + DAY)]:
            self._messages[message.attempt] = message

    def _receive(self, consumer: int, detail: str) -> None:
        world, seen = self.world, detail.partition(",")[0]
        enrollment = world.enrollment(JANE)
        if seen == "sending":
            world.clock.advance(_OVER_THE_PATIENCE)
        if seen == "unknown" and enrollment.due_at is not None:
            world.clock.moment = max(world.clock.now(), enrollment.due_at)
        attempt = int(detail.rsplit(maxsplit=1)[-1])
        message = self._messages.get(attempt) or self._messages[max(self._messages)]
        self._consumers[consumer] = greenlet(lambda: world.deliver([message], receives=2))
        self._run(consumer)

    def _advance(self, consumer: int) -> None:
        if consumer in self._pending:
            del self._pending[consumer]
            self._run(consumer)

    def _run(self, consumer: int) -> None:
        """Let a consumer run to its next request."""
        stopped_at = self._consumers[consumer].switch()
        if isinstance(stopped_at, _Pending):
            self._pending[consumer] = stopped_at
        else:
            del self._consumers[consumer]

    def _crash(self, consumer: int) -> None:
        self._pending.pop(consumer, None)
        if consumer in self._consumers:
            self._consumers.pop(consumer).throw(GreenletExit)

    def _arrive(self, kind: str) -> None:
        known = [pending for pending in self._late if pending.kind == kind]
        if known:
            self._late.remove(known[-1])
            known[-1].make()

    def _event(self) -> None:
        claim = self.world.enrollment(JANE).claim_id
        accepted = self.world.ses.accepted.items()
        number, mail = next((number, mail) for number, mail in accepted if mail.tags["claim"] == claim)
        event = self.world.event(mail, "Send", message_id=number, sent_at=self.world.clock.now())
        assert self.world.take(event).outcome == "taken"

    def _stop_before(self, port: Any, method: str, kind: str | None = None) -> None:
        made = self._send if method == "send" else getattr(port, method)

        def stopping(*arguments: Any) -> Any:
            me = getcurrent()
            if me in self._consumers.values() and me.parent is not None:
                me.parent.switch(_Pending(kind or method, lambda: made(*arguments)))
            return made(*arguments)

        setattr(port, method, stopping)

    def _send(self, mail: Any) -> Outcome:
        """Do with a mail what the trace says; accept it if the trace says nothing."""
        detail, self._outcome = self._outcome, ""
        ses = self.world.ses
        ses.mails.append(mail)
        number = SesMessageId(f"mail-{len(ses.mails)}")
        if detail == "refused":
            return Refused(Refusal.NOT_REACHED, "ConnectTimeoutError")
        if detail != "not accepted, response lost":
            ses.accepted[number] = mail
        return Ambiguous("ReadTimeoutError") if "lost" in detail else Accepted(number)


def replay(trace: Iterable[Step]) -> Replay:
    """Follow a trace, and let the stack come to rest."""
    real = Replay()
    for step in trace:
        real.do(step)
    real.rest()
    return real


def expected(state: State) -> tuple[tuple[str, int], int, tuple[str, ...]]:
    """What the real code must show in this state of the model: the row, the mails, the next requests."""
    return (state.row.state, state.row.attempt), state.mails, tuple(c.at for c in state.consumers)


def observed(real: Replay, consumers: int) -> tuple[tuple[str, int], int, tuple[str, ...]]:
    """What the real code shows."""
    return real.row, real.mails, tuple(real.at(number) for number in range(consumers))
