"""Time, chance, the queue, the kill switch and the senders for tests, which can script them and look inside."""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from threading import Lock
from typing import Any

from outreach.adapters.proof_tags import proof_mail, recorded_message_id, rehearsed_message_id
from outreach.domain.control import KillSwitch, SwitchReading
from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import CampaignId, ClaimId, RunId, SesMessageId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Accepted, Outcome
from outreach.domain.row_version import RowVersion
from outreach.domain.sending_account import AccountFacts, Verification
from outreach.errors import StoreUnavailable
from outreach.memory.tables import MemoryTables
from outreach.messages import TouchMessage
from outreach.services.operator.ports import DeadLetter, QueueDepth
from outreach.services.ports import KILL_SWITCH, Clock, ControlEvent, ProofMail


class FixedClock:
    """A clock that stands still until a test moves it. `sleep` moves it as well."""

    def __init__(self, now: datetime = datetime(2026, 11, 23, 12, tzinfo=UTC)) -> None:
        self.moment = now
        self.slept: list[timedelta] = []

    def now(self) -> datetime:
        """Return the time that the clock shows."""
        return self.moment

    def sleep(self, duration: timedelta) -> None:
        """Move the clock on, and record the duration."""
        self.slept.append(duration)
        self.moment += duration

    def advance(self, duration: timedelta) -> datetime:
        """Move the clock on; return the new time."""
        self.moment += duration
        return self.moment


class SeededChance:
    """Randomness that is the same for the same seed."""

    def __init__(self, seed: int = 0) -> None:
        self._random = Random(seed)  # noqa: S311 - replayable is the point
        self._lock = Lock()

    def claim_id(self) -> ClaimId:
        """Return an id that no other call of this object returns."""
        with self._lock:
            return ClaimId(f"{self._random.getrandbits(128):032x}")

    def jitter(self) -> float:
        """Return a number in [0, 1)."""
        with self._lock:
            return self._random.random()


class MemoryQueue:
    """The queue of due touches as a list, oldest first. `refused` has the positions to refuse once."""

    def __init__(self) -> None:
        self.messages: list[TouchMessage] = []
        self.refused: set[int] = set()
        self._lock = Lock()

    def enqueue(self, messages: Sequence[TouchMessage]) -> set[int]:
        """Add messages; return the positions of those that were not accepted."""
        with self._lock:
            refused = {position for position in self.refused if position < len(messages)}
            self.refused -= refused
            self.messages += [m for position, m in enumerate(messages) if position not in refused]
            return refused

    def depth(self) -> int:
        """Return how many messages wait."""
        return len(self.messages)

    def measure(self) -> QueueDepth:
        """Return how many messages wait. None is ever in flight, because `take` removes a message."""
        return QueueDepth(len(self.messages), 0)

    def take(self, limit: int = 10) -> list[TouchMessage]:
        """Remove and return the oldest messages."""
        with self._lock:
            taken, self.messages = self.messages[:limit], self.messages[limit:]
            return taken


class MemoryDeadLetters:
    """The dead-letter queue of one queue, as a list."""

    def __init__(self) -> None:
        self.letters: list[DeadLetter] = []
        self.source: list[str] = []
        """The bodies of the messages that were put back."""
        self._hidden: set[str] = set()

    def take(self, limit: int) -> list[DeadLetter]:
        """Return up to `limit` letters that nobody has taken. They are hidden until they are released."""
        taken = [letter for letter in self.letters if letter.letter_id not in self._hidden][:limit]
        self._hidden |= {letter.letter_id for letter in taken}
        return taken

    def delete(self, letter: DeadLetter) -> None:
        """Remove a letter."""
        self.letters = [kept for kept in self.letters if kept.letter_id != letter.letter_id]

    def put_back(self, letter: DeadLetter) -> None:
        """Put the same message into the queue that it came from."""
        self.source.append(letter.body)

    def release(self, letters: Sequence[DeadLetter]) -> None:
        """Show letters again."""
        self._hidden -= {letter.letter_id for letter in letters}

    def measure(self) -> QueueDepth:
        """Return how many letters can be taken, and how many are hidden."""
        hidden = sum(letter.letter_id in self._hidden for letter in self.letters)
        return QueueDepth(len(self.letters) - hidden, hidden)


_AT_SOME_TIME = datetime.fromtimestamp(0, UTC)


class MemoryKillSwitch:
    """The operator's kill switch. A test may set `state` to any value that a read can return."""

    def __init__(self, state: KillSwitch = KillSwitch.OFF) -> None:
        self._said = [state]
        self.reads = 0

    @property
    def state(self) -> KillSwitch:
        """What a read returns."""
        return self._said[-1]

    @state.setter
    def state(self, state: KillSwitch) -> None:
        self._said.append(state)

    def read(self) -> SwitchReading:
        """Return its state and version."""
        self.reads += 1
        unreadable = self.state is KillSwitch.UNREADABLE
        return SwitchReading(self.state, None if unreadable else RowVersion(len(self._said)))

    def states(self) -> list[ControlEvent]:
        """List what it has said. Nobody has noted when."""
        return [
            ControlEvent(_AT_SOME_TIME, KILL_SWITCH, state, "test", None, RowVersion(number))
            for number, state in enumerate(self._said, start=1)
        ]

    def write(self, *, on: bool) -> None:
        """Set the switch."""
        self.state = KillSwitch.ON if on else KillSwitch.OFF


Script = Outcome | Exception | Callable[[Mail], Outcome]


class MemorySender:
    """A sender that accepts everything, unless the next entry of its script says otherwise."""

    def __init__(self, *script: Script) -> None:
        self.script: deque[Script] = deque(script)
        self.mails: list[Mail] = []
        """Every mail that it was asked to send, whatever the outcome."""
        self.accepted: dict[SesMessageId, Mail] = {}
        self._lock = Lock()

    def send(self, mail: Mail) -> Outcome:
        """Hand over one mail."""
        with self._lock:
            self.mails.append(mail)
            scripted = self.script.popleft() if self.script else None
            number = len(self.mails)
        if isinstance(scripted, Exception):
            raise scripted
        outcome = scripted(mail) if callable(scripted) else scripted
        outcome = outcome or Accepted(SesMessageId(f"mail-{number}"))
        if isinstance(outcome, Accepted):
            self.accepted[outcome.ses_message_id] = mail
        return outcome

    def rfc_message_id(self, ses_message_id: SesMessageId) -> str:
        """Return the Message-ID (RFC 5322) of a mail that was accepted."""
        return f"<{ses_message_id}@memory.example>"


class MemoryProofSender:
    """The rehearsal's sender: records every mail, and accepts it."""

    def __init__(self, tables: MemoryTables, clock: Clock) -> None:
        self._tables = tables
        self._clock = clock

    def send(self, mail: Mail) -> Outcome:
        """Record one mail."""
        recorded = proof_mail(mail, self._clock.now())
        with self._tables.lock:
            self._tables.proof_mails.append(recorded)
        return Accepted(recorded_message_id(recorded.key.run_id, recorded.claim_id))

    def rfc_message_id(self, ses_message_id: SesMessageId) -> str:
        """Return the Message-ID (RFC 5322) of a recorded mail."""
        return rehearsed_message_id(ses_message_id)


class MemoryProofMails:
    """The mails that rehearsals recorded."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[ProofMail]:
        """Stream the recorded mails of a run."""
        with self._tables.lock:
            found = [
                mail
                for mail in self._tables.proof_mails
                if (mail.key.campaign_id, mail.key.run_id) == (campaign_id, run_id)
                and mail.key.shard < shards
            ]
        yield from sorted(found, key=lambda m: (m.key.shard, m.key.lead_id, m.step, m.claim_id))

    def of_enrollment(self, key: EnrollmentKey) -> list[ProofMail]:
        """List the recorded mails of one enrollment."""
        with self._tables.lock:
            found = [mail for mail in self._tables.proof_mails if mail.key == key]
        return sorted(found, key=lambda mail: (mail.step, mail.claim_id))

    def erase(self, key: EnrollmentKey) -> int:
        """Delete the recorded mails of one enrollment; return how many there were."""
        with self._tables.lock:
            kept = [mail for mail in self._tables.proof_mails if mail.key != key]
            count = len(self._tables.proof_mails) - len(kept)
            self._tables.proof_mails[:] = kept
            return count


class MemoryAccount:
    """What SES says about the account and the sender's identity. None: SES does not respond."""

    def __init__(self, send_rate: float = 14.0, daily_quota: float = 50_000) -> None:
        self.facts: AccountFacts | None = AccountFacts(
            production_access=True,
            sending_enabled=True,
            enforcement="HEALTHY",
            send_rate=send_rate,
            daily_quota=daily_quota,
        )
        self.verified: Verification | None = Verification.VERIFIED
        self.asked: list[str] = []
        """Each question, in order."""

    def tell(self, **facts: Any) -> None:
        """Change what SES says about the account."""
        self.facts = replace(self.facts or AccountFacts(), **facts)

    def account(self) -> AccountFacts:
        """Return what a test says of the account."""
        self.asked.append("account")
        if self.facts is None:
            raise StoreUnavailable("the SES account")
        return self.facts

    def verification(self) -> Verification:
        """Return what a test says of the identity."""
        self.asked.append("identity")
        if self.verified is None:
            raise StoreUnavailable("the SES identity")
        return self.verified


class MemoryAlarms:
    """Counters that a test can read."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        """By name, over all dimensions."""
        self.events: list[tuple[str, int, dict[str, str]]] = []

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """Count something that happened."""
        self.counts[name] += amount
        self.events.append((name, amount, dimensions))
