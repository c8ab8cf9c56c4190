"""What is around the functions: queues, SES, time and chance, as a simulation needs them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Enrollment
from outreach.domain.ids import ClaimId, MessageId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Accepted, Ambiguous, Outcome, Refusal, Refused
from outreach.memory import MemoryProofSender
from outreach.messages import TouchMessage
from outreach.queue_records import QueueRecord
from outreach.services.operator.ports import DeadLetter
from outreach.services.unsubscribe.kept_requests import KeptRequest

if TYPE_CHECKING:
    from simulation.stack import Stack

VISIBILITY = timedelta(minutes=6)
MAX_RECEIVES = 5


@dataclass(slots=True)
class Letter:
    """A message in the queue."""

    number: int
    body: str
    visible_at: datetime
    receives: int = 0


class Clock:
    """The time as the process that asks sees it."""

    def __init__(self, stack: "Stack") -> None:
        self._stack = stack

    def now(self) -> datetime:
        return self._stack.process_time()

    def sleep(self, duration: timedelta) -> None:
        self._stack.sleep(duration)


class PlainRenderer:
    """Makes a mail of what matters here: its sender, its recipient, its tags, and which message it is."""

    def __init__(self) -> None:
        self._template = Mail("", "", "Hello", "Hello\n", "<p>Hello</p>")

    def render(self, campaign: Campaign, message_id: MessageId, enrollment: Enrollment) -> Mail:
        key = enrollment.key
        tags = {
            "campaign": key.campaign_id,
            "run": key.run_id,
            "shard": str(key.shard),
            "lead": key.lead_id,
            "step": str(enrollment.step),
        }
        lead = enrollment.lead
        return replace(
            self._template,
            sender=campaign.sender.address,
            recipient=lead.address,
            subject=message_id,
            text=f"Hello {lead.fields.get('first_name', '')}\n",
            tags=tags,
        )


class Chance:
    """Ids that never repeat, and jitter that a seed reproduces."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._claims = 0

    def claim_id(self) -> ClaimId:
        self._claims += 1
        return ClaimId(f"claim-{self._claims}")

    def jitter(self) -> float:
        return self._random.random()


class SimulatedQueue:
    """SQS: delivers at least once, in any order, with a visibility timeout and a dead-letter queue."""

    def __init__(self, stack: "Stack") -> None:
        self._stack = stack
        self.letters: list[Letter] = []
        self.dead: dict[str, DeadLetter] = {}
        self._numbers = 0

    def enqueue(self, messages: Sequence[TouchMessage]) -> set[int]:
        for message in messages:
            self.put(message.model_dump_json())
        return set()

    def put(self, body: str) -> None:
        self._numbers += 1
        self.letters.append(Letter(self._numbers, body, self._stack.now))

    def depth(self) -> int:
        return len(self.letters)

    def any_visible(self) -> bool:
        now = self._stack.now
        return any(letter.visible_at <= now for letter in self.letters)

    def receive(
        self, limit: int = 10, random: Random | None = None, duplicate: float = 0
    ) -> list[QueueRecord]:
        """Receive up to `limit` messages. With `random` they come in any order, and some stay visible."""
        now = self._stack.now
        visible = [letter for letter in self.letters if letter.visible_at <= now]
        if random is not None and len(visible) > 1:
            random.shuffle(visible)
        records: list[QueueRecord] = []
        for letter in visible:
            if letter.receives >= MAX_RECEIVES:
                self.letters.remove(letter)
                name = str(letter.number)
                self.dead[name] = DeadLetter(name, letter.body, now, name)
            elif len(records) < limit:
                letter.receives += 1
                if random is None or random.random() >= duplicate:
                    letter.visible_at = now + VISIBILITY
                records.append(QueueRecord(str(letter.number), letter.receives, letter.body))
        return records

    def done(self, records: Sequence[QueueRecord], failed: Sequence[str]) -> None:
        """Delete the records that the function did not report as failed."""
        gone = {record.record_id for record in records} - set(failed)
        self.letters = [letter for letter in self.letters if str(letter.number) not in gone]

    def expire_visibility(self) -> None:
        for letter in self.letters:
            letter.visible_at = self._stack.now

    def take(self, limit: int) -> list[DeadLetter]:
        return list(self.dead.values())[:limit]

    def delete(self, letter: DeadLetter) -> None:
        self.dead.pop(letter.letter_id, None)

    def release(self, letters: Sequence[DeadLetter]) -> None:
        """Nothing is hidden here."""


class SimulatedKept:
    """The queue of requests to unsubscribe that could not be recorded."""

    def __init__(self) -> None:
        self.requests: list[KeptRequest] = []

    def keep(self, request: KeptRequest) -> None:
        self.requests.append(request)


class SimulatedSes:
    """SES: accepts mails, and each accepted mail is compared with the promises."""

    def __init__(self, stack: "Stack") -> None:
        self._stack = stack
        self.script: list[Outcome] = []
        self.responses_lost = 0
        """For how many of the next mails its response is lost, although it accepts them."""

    def send(self, mail: Mail) -> Outcome:
        if self._stack.people.sender_has_failed:
            return Refused(Refusal.UNEXPLAINED, "MessageRejected")
        if self.script and not isinstance(scripted := self.script.pop(0), Accepted):
            return scripted
        self.hand_over(mail)
        accepted = self.take(mail, self._stack.process.name)
        if self.responses_lost:
            self.responses_lost -= 1
            return Ambiguous("ReadTimeoutError")
        return accepted

    def hand_over(self, mail: Mail) -> None:
        self._stack.evidence.handed_over(mail)

    def take(self, mail: Mail, process: str) -> Outcome:
        return Accepted(self._stack.evidence.taken(mail, process))


class SimulatedProof:
    """The sender of rehearsals; its mails are compared with the promises in the same way."""

    def __init__(self, stack: "Stack") -> None:
        self._stack = stack
        self._sender = MemoryProofSender(stack.tables, Clock(stack))

    def send(self, mail: Mail) -> Outcome:
        self.hand_over(mail)
        return self.take(mail)

    def hand_over(self, mail: Mail) -> None:
        self._stack.evidence.may_be_rehearsed(mail)

    def take(self, mail: Mail, _process: str = "") -> Outcome:
        self._stack.evidence.rehearsed(mail)
        return self._sender.send(mail)
