"""What comes back: SES events about mails, and mails from people; each on its way until it has been heard.

Whatever calls the functions does so at least once: what was not heard to the end waits and comes again. When,
in which order and how often is up to the story or the schedule.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

from outreach.domain.enrollment import EnrollmentKey, State
from outreach.domain.ids import LIVE
from outreach.domain.inbound.classification import MailKind
from outreach.domain.reply_token import Answered, reply_address
from outreach.services.feedback.events import FeedbackReport
from simulation.cast import KEYRING, address_of, lead_of, recipient_of
from simulation.evidence import AcceptedMail
from world.builders import CAMPAIGN
from world.feedback import SOFT, an_event, bounce, complaint
from world.received_mails import a_mail_from

if TYPE_CHECKING:
    from simulation.stack import Process, Stack

IN_FLIGHT = (State.SENDING, State.UNKNOWN)
REPLY_DOMAIN = "reply.us.example"
AT_ONCE = timedelta()
SECONDS = timedelta(seconds=3)
FATES: dict[str, tuple[tuple[str, timedelta], ...]] = {
    "delivered": (("Send", AT_ONCE), ("Delivery", SECONDS)),
    "bounced": (("Send", AT_ONCE), ("Bounce", SECONDS)),
    "bounced softly": (("Send", AT_ONCE), ("SoftBounce", SECONDS)),
    "complained of": (("Send", AT_ONCE), ("Delivery", SECONDS), ("Complaint", 2 * SECONDS)),
    "delivered, said a day late": (("Send", timedelta(hours=25)), ("Delivery", timedelta(hours=25))),
}
"""What SES says of a mail, and how long after it took it."""
PEOPLE = {
    "Bounce": lambda to: bounce(f"mailbox-of-{to}"),
    "SoftBounce": lambda to: bounce(to, **SOFT),
    "Complaint": complaint,
}
"""What a report says of a person; a hard bounce comes from behind an alias, so it names another address."""
BACK_ON = date(2026, 11, 27)
ANSWERS: dict[str, tuple[MailKind, dict[str, str]]] = {
    "a person's": (MailKind.HUMAN, {}),
    "remove me": (MailKind.UNSUBSCRIBE, {"body": "Please remove me from your list."}),
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
    """Something that SES says, on its way to `feedback`."""

    kind: str
    about: AcceptedMail
    due: datetime
    body: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """An answer, on its way to `inbound`."""

    name: str
    kind: MailKind
    mail_key: str
    due: datetime


Word = Event | ReceivedMail


class Echo:
    """What is on its way back to one stack."""

    def __init__(self, stack: "Stack") -> None:
        self._stack = stack
        self.fate: Callable[[AcceptedMail], str] | None = None
        """Names what becomes of a mail; None: SES says nothing."""
        self.waiting: list[Word] = []
        self.heard: list[Event] = []
        """Each event that was taken, once for each time."""
        self.answered: set[str] = set()
        """Keys of the mails that were heard and that a person of ours must see."""
        self.matched: set[str] = set()
        """Keys of the mails that were found to belong to an enrollment."""
        self.mails = 0

    def spoken_of(self, mail: AcceptedMail) -> None:
        """SES has taken a mail, and will say what becomes of it."""
        if self.fate is None:
            return
        self._stack.people.begun.add("order")
        for kind, delay in FATES[self.fate(mail)]:
            due = self._stack.now + delay
            self.waiting.append(Event(kind, mail, due, _body(kind, mail, due)))

    def answer(self, name: str, how: str = "a person's") -> None:
        """Somebody writes back."""
        stack = self._stack
        stack.people.begun.add("order")
        self.mails += 1
        key = f"mail/{self.mails}"
        stack.ground.receive_mail(key, _answer(name, how))
        self.waiting.append(ReceivedMail(name, ANSWERS[how][0], key, stack.now))

    def due(self) -> list[Word]:
        return [word for word in self.waiting if word.due <= self._stack.now]

    def hear_due(self) -> None:
        """Let the functions hear everything whose time has come, each once."""
        for word in self.due():
            if word in self.waiting:  # another invocation may have heard it meanwhile
                self.waiting.remove(word)
                self.hear(word)

    def hear_one(self, random: Random, duplicate: float) -> None:
        """Let a function hear something; with `duplicate`, it may come once more."""
        if due := self.due():
            word = random.choice(due)
            if random.random() >= duplicate:
                self.waiting.remove(word)
            self.hear(word)

    def hear(self, word: Word) -> None:
        """Let a function hear this; what it did not hear to the end comes again."""
        hear = self._hear_event if isinstance(word, Event) else self._hear_mail
        if not self._stack.invoke("feedback" if isinstance(word, Event) else "inbound", hear(word)):
            self.waiting.append(word)

    def _hear_event(self, event: Event) -> Callable[["Process"], bool]:
        def work(_process: "Process") -> bool:
            heard = self._stack.feedback.hear(event.body)
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
        if event.kind == "Send" and still_awaited:
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
            self.answered.add(mail.mail_key)
            evidence.promise("recipient", recipient_of(mail.name))
            if "company" in heard.ordered:
                evidence.promise("domain", address_of(mail.name).domains[-1])
            elif mail.kind is MailKind.HUMAN and mail.name not in self._stack.people.forgotten:
                evidence.violated(f"inbound: {mail} stops no company")
            return True

        return work


def tagged(mail: AcceptedMail) -> EnrollmentKey:
    """The enrollment that a mail is about, by its tags."""
    return EnrollmentKey(CAMPAIGN, mail.run, int(mail.mail.tags["shard"]), mail.lead)


def _name(mail: AcceptedMail) -> str:
    return mail.mail.recipient.partition("@")[0]


def _body(kind: str, mail: AcceptedMail, at: datetime) -> dict[str, Any]:
    to = mail.mail.recipient
    part = PEOPLE[kind](to) if kind in PEOPLE else {}
    return an_event(
        kind.removeprefix("Soft"),
        tags=mail.mail.tags,
        to=to,
        message_id=mail.ses_message_id,
        sent_at=mail.at,
        at=at,
        **part,
    )


@cache
def _answer(name: str, how: str) -> bytes:
    address = address_of(name).text
    reply_to = reply_address(KEYRING, Answered(CAMPAIGN, LIVE, lead_of(name)), REPLY_DOMAIN)
    assert reply_to is not None
    return a_mail_from(
        f"{name} <{address}>", To=reply_to, Return_Path=f"<{address}>", reply=False, **ANSWERS[how][1]
    )
