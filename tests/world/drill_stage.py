"""A stack in memory that can be drilled: senders that die, SES's simulator with its events, and the button in a mail."""

from collections.abc import Callable
from datetime import timedelta
from typing import NoReturn

from outreach.domain.ids import LeadId, SesMessageId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Accepted, Outcome
from outreach.memory import FixedClock, MemoryJudge, MemoryOneClick, MemorySender
from outreach.memory.kept_requests import MemoryKeptRequests
from outreach.messages import TouchMessage
from outreach.services.operator.drill_play import DrilledStack, Plan
from outreach.services.operator.drill_ports import LOCAL, DrillPorts
from outreach.services.operator.drill_record import Acceptance, Record
from outreach.services.operator.drilling import Drilling
from outreach.services.operator.stopping import Stopping
from outreach.services.operator.unknowns import Unknowns
from outreach.services.unsubscribe.unsubscribing import Request, Unsubscribing
from world.feedback import FeedbackWorld, bounce, complaint
from world.import_desk import PEPPERS
from world.memory import KEYRING

SECOND = timedelta(seconds=1)
THE_STACK = DrilledStack("memory", "mail.tallyard.example", consumers=2)
A_DRILL = Plan(people=24, pace=LOCAL)


class Died(BaseException):
    """What stands for the end of a worker in this process."""


def die() -> NoReturn:
    raise Died


class Simulator(MemorySender):
    """SES's mailbox simulator. It notes each mail that it accepts, with the time."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = FixedClock()
        self.judge = MemoryJudge()
        self.untold: list[tuple[SesMessageId, Mail]] = []
        """Mails whose events have not been delivered yet."""

    def send(self, mail: Mail) -> Outcome:
        outcome = super().send(mail)
        if isinstance(outcome, Accepted):
            self.accept(mail, outcome.ses_message_id)
        return outcome

    def accept(self, mail: Mail, message_id: SesMessageId) -> None:
        link = mail.headers["List-Unsubscribe"].strip("<>")
        accepted = Acceptance(
            message_id, LeadId(mail.tags["lead"]), int(mail.tags["step"]), self.clock.now(), link
        )
        self.judge.tell(mail.tags["campaign"], accepted)
        self.untold.append((message_id, mail))


def a_press_of(url: str) -> Request:
    """What a mailbox provider posts (RFC 8058)."""
    return Request(
        "POST",
        url.rpartition("/")[2],
        "List-Unsubscribe=One-Click",
        "application/x-www-form-urlencoded",
    )


class DrillStage:
    """One stack. `meanwhile` is called after each tick that the drill invokes, with how many there were."""

    def __init__(self) -> None:
        self.ses = Simulator()
        self.world = world = FeedbackWorld(ses=self.ses, die=die)
        self.ses.clock = world.clock
        self.judge = self.ses.judge
        self.ticks = 0
        self.deaths = 0
        self.in_batch = False
        """Whether a sender is at work just now."""
        self.told: list[str] = []
        self.meanwhile: Callable[[int], None] = lambda _: None
        self.loses_events = False
        self._came_back: list[TouchMessage] = []
        unsubscribing = Unsubscribing(
            world.suppressions, KEYRING, world.clock, world.alarms, MemoryKeptRequests()
        )
        self.one_click = MemoryOneClick(lambda url: unsubscribing.respond(a_press_of(url)).status)
        self.stopping = Stopping(world.kill_switch, world.kill_switch, world.controls, world.clock)
        self.ports = DrillPorts(
            campaigns=world.campaigns,
            controls=world.controls,
            audience=world.audience,
            enrollments=world.enrollments,
            suppressions=world.suppressions,
            leases=world.leases,
            queue=world.queue,
            tick=self,
            judge=self.judge,
            one_click=self.one_click,
            clock=world.clock,
        )

    def drilling(self, stack: DrilledStack = THE_STACK) -> Drilling:
        world = self.world
        return Drilling(
            self.ports,
            self.stopping,
            Unknowns(world.enrollments, world.campaigns, world.controls, world.clock),
            PEPPERS,
            stack,
        )

    def drill(self, plan: Plan = A_DRILL) -> Record:
        return self.drilling().run(plan, "olga", self.told.append)

    def invoke(self) -> dict[str, str]:
        """Tick, deliver what was enqueued and what came back, and let SES tell what it did."""
        self.ticks += 1
        self.world.queue.enqueue(self._came_back)
        self._came_back = []
        report = self.world.tick(f"tick-{self.ticks}")
        while batch := self.world.queue.take():
            self.in_batch = True
            try:
                self.world.deliver(batch)
            except Died:
                self.deaths += 1
                self._came_back += batch
            finally:
                self.in_batch = False
            self._tell_events()
        self.world.clock.advance(SECOND / 10)
        self.meanwhile(self.ticks)
        return dict(report.outcomes)

    def _tell_events(self) -> None:
        untold, self.ses.untold = self.ses.untold, []
        for message_id, mail in untold:
            if self.loses_events:
                continue
            kinds: dict[str, dict[str, object]] = {}
            match mail.recipient.partition("+")[0]:
                case "bounce" | "suppressionlist":
                    kinds["Bounce"] = bounce(mail.recipient)
                case "complaint":
                    kinds |= {"Delivery": {}, "Complaint": complaint(mail.recipient)}
                case _:
                    kinds["Delivery"] = {}
            for kind, part in kinds.items():
                at = self.world.clock.now()
                event = self.world.event(mail, kind, message_id=message_id, sent_at=at, **part)
                self.world.take(event)


def ses_accepts_twice(stage: DrillStage) -> None:
    """A second mail for a touch, as if SES's client had retried."""
    sends = stage.ses.send
    doubled: list[Mail] = []

    def send(mail: Mail) -> Outcome:
        outcome = sends(mail)
        if isinstance(outcome, Accepted) and not doubled:
            doubled.append(mail)
            stage.ses.accept(mail, SesMessageId("the-second"))
        return outcome

    stage.ses.send = send  # type: ignore[method-assign]  # the test stands in for it
