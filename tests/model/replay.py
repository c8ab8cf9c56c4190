"""Replays traces of the model on the real code: `SendBatch`, `Tick` and `Feedback` over the in-memory stores.

A consumer of the model is one that `model.halted` stops before each of its requests. A step of the trace lets it make that
request and run up to the next one.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from model.halted import Halted, Pending
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


class Replay(Halted):
    """One real stack that follows a trace."""

    def __init__(self) -> None:
        super().__init__()
        self.world = FeedbackWorld(a_campaign(steps=DEFAULT_STEPS[:1]))
        self.world.start(JANE)
        world = self.world
        self._stopping = Stopping(world.kill_switch, world.kill_switch, world.controls, world.clock)
        self._late: list[Pending] = []
        self._messages: dict[int, TouchMessage] = {}
        self._outcome = ""
        self.stop_before(world.enrollments, "claim")
        self.stop_before(world.enrollments, "settle")
        self.stop_before(world.enrollments, "move")
        self.stop_before(world.kill_switch, "read", "look")
        self.stop_before(world.ses, "send", made=self._send)

    @property
    def mails(self) -> int:
        return len(self.world.ses.accepted)

    @property
    def row(self) -> tuple[str, int]:
        enrollment = self.world.enrollment(JANE)
        return enrollment.state.value, enrollment.attempt

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
        self.crash_all()
        self._stopping.turn(on=False, actor="test", reason=None)
        self.world.live_through(2 * DAY + timedelta(hours=1), timedelta(minutes=30))

    def _consume(self, step: Step, consumer: int) -> None:
        match step.action:
            case "receive":
                self.crash(consumer)
                self._receive(consumer, step.detail)
            case "crash":
                self.crash(consumer)
            case "copy" if consumer in self.pending:
                self._late.append(self.pending[consumer])
            case _:
                self._outcome = step.detail if step.action == "send" else self._outcome
                self.advance(consumer)

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
        self.begin(consumer, lambda: world.deliver([message], receives=2))

    def _arrive(self, kind: str) -> None:
        known = [pending for pending in self._late if pending.kind == kind]
        if known:
            self._late.remove(known[-1])
            known[-1].make()

    def _event(self) -> None:
        claim = self.world.enrollment(JANE).claim_id
        accepted = self.world.ses.accepted.items()
        number, mail = next((number, mail) for number, mail in accepted if mail.tags["claim"] == claim)
        event = self.world.event(mail, "Delivery", message_id=number, sent_at=self.world.clock.now())
        assert self.world.take(event).outcome == "taken"

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
