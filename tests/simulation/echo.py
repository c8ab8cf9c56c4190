"""What comes back to a stack: SES events about its mails, and mails from people.

The functions are called at least once for each. If a call does not succeed, the event or mail waits and comes
again. The story or the schedule decides when, in which order and how often they come.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

from outreach.domain.enrollment import EnrollmentKey, State
from outreach.domain.ids import LIVE
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reply_token import RepliedTo, reply_address
from outreach.services.feedback.events import FeedbackReport
from simulation.cast import KEYRING, address_of, lead_of, recipient_of
from simulation.evidence import AcceptedMail
from world.builders import CAMPAIGN
from world.feedback import ON_ACCOUNT_LIST, SOFT, UNCLEAR, an_event, bounce, complaint, hear
from world.received_mails import a_mail_from

if TYPE_CHECKING:
    from simulation.stack import Process, Stack

IN_FLIGHT = (State.SENDING, State.UNKNOWN)
REPLY_DOMAIN = "reply.us.example"
AT_ONCE = timedelta()
SECONDS = timedelta(seconds=3)
HOUR = timedelta(hours=1)
FATES: dict[str, tuple[tuple[str, timedelta], ...]] = {
    "delivered": (("Delivery", SECONDS),),
    "bounced": (("Bounce", SECONDS),),
    "bounced softly": (("SoftBounce", SECONDS),),
    "blocked": (("BlockedBounce", SECONDS),),
    "listed by SES": (("ListedBounce", SECONDS),),
    "complained of": (("Delivery", SECONDS), ("Complaint", 2 * SECONDS)),
    "rejected": (("Reject", SECONDS),),
    "delayed, then delivered": (("DeliveryDelay", HOUR), ("Delivery", 13 * HOUR)),
    "bounced when SES gave up": (("SoftBounce", 14 * HOUR),),
    "delivered, event a day late": (("Delivery", 25 * HOUR),),
    "delivered, with a Send event": (("Send", AT_ONCE), ("Delivery", SECONDS)),
}
"""The events of SES about a mail, and how long after accepting the mail it sends them. Older stacks ask for Send events."""
PEOPLE: dict[str, Callable[[str], dict[str, Any]]] = {
    "Bounce": lambda to: bounce(f"mailbox-of-{to}"),
    "SoftBounce": lambda to: bounce(to, **SOFT),
    "BlockedBounce": lambda to: bounce(to, **UNCLEAR),
    "ListedBounce": lambda to: bounce(to, **ON_ACCOUNT_LIST),
    "Complaint": complaint,
}
"""What a report says about its recipient. A hard bounce comes from behind an alias: it names another address."""
BACK_ON = date(2026, 11, 27)
REPLIES: dict[str, tuple[MailKind, dict[str, str]]] = {
    "a person's": (MailKind.HUMAN, {}),
    "remove me": (MailKind.UNSUBSCRIBE, {"body": "Please remove me from your list."}),
    "remove me, perhaps": (MailKind.POSSIBLE_UNSUBSCRIBE, {"body": "No interest, please delete."}),
    "out of office": (
        MailKind.OUT_OF_OFFICE,
        {
            "subject": "Automatic reply: Hello",
            "body": "I am out of the office until 26 November.",
            "Auto_Submitted": "auto-replied",
        },
    ),
}


@dataclass(frozen=True, slots=True)
class Event:
    """An SES event, on its way to `feedback`."""

    kind: str
    about: AcceptedMail
    due: datetime
    body: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """A reply, on its way to `inbound`."""

    name: str
    kind: MailKind
    mail_key: str
    due: datetime


Incoming = Event | ReceivedMail


class Echo:
    """The events and mails on their way back to one stack."""

    def __init__(self, stack: "Stack") -> None:
        self._stack = stack
        self.fate: Callable[[AcceptedMail], str] | None = None
        """Gives the name of a mail's fate; if None, SES sends no events."""
        self.waiting: list[Incoming] = []
        self.heard: list[Event] = []
        """Each event that was taken, as often as it was taken."""
        self.must_be_forwarded: set[str] = set()
        """Keys of the mails that were heard and that a person of ours must see."""
        self.matched: set[str] = set()
        """Keys of the mails that were matched to an enrollment."""
        self.mails = 0

    def expect_events(self, mail: AcceptedMail) -> None:
        """SES has accepted a mail, and will send the events of its fate."""
        if self.fate is None:
            return
        self._stack.people.begun.add("order")
        for kind, delay in FATES[self.fate(mail)]:
            due = self._stack.now + delay
            self.waiting.append(Event(kind, mail, due, _body(kind, mail, due)))

    def report(self, kind: str, mail: AcceptedMail) -> None:
        """SES reports something of a mail now, however long ago it was sent."""
        self._stack.people.begun.add("order")
        self.waiting.append(Event(kind, mail, self._stack.now, _body(kind, mail, self._stack.now)))

    def reply(self, name: str, how: str = "a person's") -> None:
        """Somebody replies."""
        stack = self._stack
        stack.people.begun.add("order")
        self.mails += 1
        key = f"mail/{self.mails}"
        stack.ground.receive_mail(key, _reply(name, how))
        self.waiting.append(ReceivedMail(name, REPLIES[how][0], key, stack.now))

    def due(self) -> list[Incoming]:
        return [incoming for incoming in self.waiting if incoming.due <= self._stack.now]

    def hear_due(self) -> None:
        """Let the functions handle everything whose time has come, each once."""
        for incoming in self.due():
            if incoming in self.waiting:  # another invocation may have handled it meanwhile
                self.waiting.remove(incoming)
                self.hear(incoming)

    def hear_one(self, random: Random, duplicate: float) -> None:
        """Let a function handle one event or mail; with probability `duplicate`, it comes again later."""
        if due := self.due():
            incoming = random.choice(due)
            if random.random() >= duplicate:
                self.waiting.remove(incoming)
            self.hear(incoming)

    def hear(self, incoming: Incoming) -> None:
        """Let a function handle this; if it does not succeed, this comes again."""
        if isinstance(incoming, Event):
            name, work = "feedback", self._hear_event(incoming)
        else:
            name, work = "inbound", self._hear_mail(incoming)
        if not self._stack.invoke(name, work):
            self.waiting.append(incoming)

    def _hear_event(self, event: Event) -> Callable[["Process"], bool]:
        def work(_process: "Process") -> bool:
            heard = hear(self._stack.feedback, event.body)
            self._judge(event, heard)
            return True

        return work

    def _judge(self, event: Event, heard: FeedbackReport) -> None:
        stack, mail = self._stack, event.about
        evidence = stack.evidence
        if heard.outcome != "taken":
            evidence.violated(f"feedback: {event} was refused: {heard.outcome}")
            return
        self.heard.append(event)
        found = stack.tables.enrollments[tagged(mail)]
        still_awaited = (found.step, found.claim_id) == (mail.step, mail.claim) and found.state in IN_FLIGHT
        if still_awaited:
            evidence.violated(f"feedback: {mail} is not settled by its event")
        if event.kind in ("Bounce", "Complaint"):
            evidence.promise("recipient", recipient_of(_name(mail)))

    def _hear_mail(self, mail: ReceivedMail) -> Callable[["Process"], bool]:
        def work(_process: "Process") -> bool:
            evidence = self._stack.evidence
            heard = self._stack.replies.hear(mail.mail_key)
            if not heard.campaign_id:
                return True  # nobody of that name was ever enrolled
            self.matched.add(mail.mail_key)
            if heard.kind != mail.kind:
                evidence.violated(f"inbound: {mail} was taken for {heard.kind}")
            if mail.kind is MailKind.OUT_OF_OFFICE:
                until = f"{BACK_ON}T09:00:00+00:00"
                evidence.promise("held", recipient_of(mail.name), CAMPAIGN, until)
                return True
            self.must_be_forwarded.add(mail.mail_key)
            evidence.promise("recipient", recipient_of(mail.name), CAMPAIGN)
            if "company" in heard.ordered:
                evidence.promise("domain", address_of(mail.name).domains[-1], CAMPAIGN)
            elif mail.kind is MailKind.HUMAN and mail.name not in self._stack.people.forgotten:
                evidence.violated(f"inbound: {mail} stops no company")
            return True

        return work


def tagged(mail: AcceptedMail) -> EnrollmentKey:
    """The enrollment that a mail is about, by its tags."""
    return EnrollmentKey(mail.campaign, mail.run, int(mail.mail.tags["shard"]), mail.lead)


def _name(mail: AcceptedMail) -> str:
    return mail.mail.recipient.partition("@")[0]


def _body(kind: str, mail: AcceptedMail, at: datetime) -> dict[str, Any]:
    to = mail.mail.recipient
    part = PEOPLE[kind](to) if kind in PEOPLE else {}
    return an_event(
        "Bounce" if kind.endswith("Bounce") else kind,
        tags=mail.mail.tags,
        to=to,
        message_id=mail.ses_message_id,
        sent_at=mail.at,
        at=at,
        sender=mail.mail.sender,
        **part,
    )


@cache
def _reply(name: str, how: str) -> bytes:
    address = address_of(name).text
    reply_to = reply_address(KEYRING, RepliedTo(CAMPAIGN, LIVE, lead_of(name)), REPLY_DOMAIN)
    assert reply_to is not None
    return a_mail_from(
        f"{name} <{address}>", To=reply_to, Return_Path=f"<{address}>", reply=False, **REPLIES[how][1]
    )
