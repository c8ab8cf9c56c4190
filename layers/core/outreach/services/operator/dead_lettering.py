"""Shows dead letters, puts them back, and drops them.

A dead letter is a message that failed at every permitted receive. What happens to it depends on its queue:

    send           The enrollment is still in the table. A redrive makes its touch due again and deletes the letter;
                   the next tick makes a new message.
    feedback, inbound, unsubscribe
                   Nothing else knows what the letter says. A redrive puts the same message back into its queue, then
                   deletes the letter. If it dies in between, the message is handled twice, which changes nothing.

To drop a letter is to lose what it says. That is recorded first, with who did it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from outreach.domain import settlement
from outreach.domain.control import RunControl, RunStatus
from outreach.domain.enrollment import Enrollment, Fence, State
from outreach.domain.reasons import Reason
from outreach.messages import reference_in
from outreach.services.operator.letters import Content, content_of
from outreach.services.operator.ports import DeadLetter, DeadLetters, QueueDepth, QueueName
from outreach.services.operator.unknowns import continue_run
from outreach.services.ports import Campaigns, Clock, ControlEvent, Controls, Enrollments

PAGE = 10
_EVERY = 10_000
_DROPPED = "dropped"
EVERY_QUEUE = tuple(QueueName)


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter, with what it is about."""

    queue: QueueName
    letter: DeadLetter
    content: Content
    enrollment: Enrollment | None
    """The enrollment that it names, as it stands now. None if it names none that exists."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A letter that an operator has dropped."""

    queue: str
    letter_id: str
    about: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Redriven:
    """The result of a redrive."""

    reopened: int = 0
    """Touches that had failed as poison and are due again."""
    dropped: int = 0
    """Letters whose touch is not `failed(poison)`, or whose run is cancelled: deleted, with nothing to do."""
    kept: int = 0
    """Letters of the send queue that name no touch that exists: left for a person."""
    put_back: int = 0
    """Letters of the other queues that are in their queue again."""

    def __add__(self, other: "Redriven") -> "Redriven":
        """Add up the results of two queues."""
        return Redriven(
            self.reopened + other.reopened,
            self.dropped + other.dropped,
            self.kept + other.kept,
            self.put_back + other.put_back,
        )


class DeadLettering:
    """Shows dead letters, puts them back, and drops them."""

    def __init__(
        self,
        letters: Mapping[QueueName, DeadLetters],
        enrollments: Enrollments,
        controls: Controls,
        campaigns: Campaigns,
        clock: Clock,
        mail_bucket: str = "",
    ) -> None:
        self._letters = letters
        self._enrollments = enrollments
        self._controls = controls
        self._campaigns = campaigns
        self._clock = clock
        self._mail_bucket = mail_bucket

    def measure(self, queues: Collection[QueueName] = EVERY_QUEUE) -> QueueDepth:
        """Return the approximate numbers of letters that can be received and that are in flight."""
        return QueueDepth.total(self._letters[queue].measure() for queue in queues)

    def show(self, limit: int, queues: Collection[QueueName] = EVERY_QUEUE) -> list[Shown]:
        """Return up to `limit` letters, each with what it is about."""
        shown: list[Shown] = []
        for queue in queues:
            if not self._letters[queue].measure().waiting:
                continue  # to receive from an empty queue takes a second
            with self._taken(queue, limit - len(shown)) as letters:
                shown += [self._shown(queue, letter) for letter in letters]
        return shown

    def find(self, letter_id: str) -> Shown | None:
        """Return the letter with an id, whatever its queue. None if there is none, or it is hidden."""
        with self._search(letter_id) as found:
            return found

    def redrive(self, actor: str, queues: Collection[QueueName] = EVERY_QUEUE) -> Redriven:
        """Go through the queues once. It is safe to repeat, whatever it died at."""
        done = Redriven()
        for queue in queues:
            done += self._reopened(actor) if queue is QueueName.SEND else self._put_back(queue)
        return done

    def drop(self, letter_id: str, actor: str) -> Shown | None:
        """Remove the letter with an id, and record who did it. None if there is no such letter, or it is hidden."""
        with self._search(letter_id) as found:
            if found is not None:
                now, about = self._clock.now(), found.content.summary
                self._controls.record(ControlEvent(now, _subject(found), _DROPPED, actor, about))
                self._letters[found.queue].delete(found.letter)
            return found

    def dropped(self) -> list[Dropped]:
        """List what was dropped, oldest first."""
        return [_dropped(event) for event in self._controls.history() if event.to == _DROPPED]

    @contextmanager
    def _search(self, letter_id: str) -> Iterator[Shown | None]:
        """Find a letter and hold it. SQS cannot look one up, so this takes all letters of a queue."""
        for queue in self._letters:
            with self._taken(queue, _EVERY) as letters:
                for letter in letters:
                    if letter.letter_id == letter_id:
                        yield self._shown(queue, letter)
                        return
        yield None

    @contextmanager
    def _taken(self, queue: QueueName, limit: int) -> Iterator[Sequence[DeadLetter]]:
        """Take letters to look at them, and let everybody see them again."""
        letters = self._letters[queue].take(limit)
        try:
            yield letters
        finally:
            if letters:
                self._letters[queue].release(letters)

    def _shown(self, queue: QueueName, letter: DeadLetter) -> Shown:
        content = content_of(queue, letter.body, self._mail_bucket)
        enrollment = None if content.key is None else self._enrollments.get(content.key)
        return Shown(queue, letter, content, enrollment)

    def _put_back(self, queue: QueueName) -> Redriven:
        def put_back(letter: DeadLetter) -> Redriven:
            self._letters[queue].put_back(letter)
            return Redriven(put_back=1)

        return self._go_through(queue, put_back)

    def _reopened(self, actor: str) -> Redriven:
        def reopen(letter: DeadLetter) -> Redriven:
            touch = reference_in(letter.body)
            enrollment = self._enrollments.get(touch.key) if touch else None
            if enrollment is None:
                return Redriven(kept=1)
            return Redriven(reopened=1) if self._reopen(enrollment, actor) else Redriven(dropped=1)

        return self._go_through(QueueName.SEND, reopen)

    def _go_through(self, queue: QueueName, handle: Callable[[DeadLetter], Redriven]) -> Redriven:
        """Handle each letter of a queue once, then delete it, unless it is kept. What is not deleted is shown again."""
        letters, done = self._letters[queue], Redriven()
        held: dict[str, DeadLetter] = {}
        try:
            while taken := [one for one in letters.take(PAGE) if one.letter_id not in held]:
                held |= {letter.letter_id: letter for letter in taken}
                for letter in taken:
                    handled = handle(letter)
                    done += handled
                    if not handled.kept:
                        letters.delete(letter)
                        del held[letter.letter_id]
        finally:
            if held:
                letters.release(list(held.values()))
        return done

    def _reopen(self, enrollment: Enrollment, actor: str) -> bool:
        run = self._controls.run(enrollment.key.campaign_id, enrollment.key.run_id)
        if run is None or run.status is RunStatus.CANCELLED:
            return False
        moved = enrollment.reason is Reason.POISON and self._move(enrollment, run, actor)
        # Continue the run even if nothing moved here: an earlier redrive may have died after its move, or the
        # response to this move may have been lost.
        found = self._enrollments.get(enrollment.key)
        if found is not None and found.state is not State.ENDED:
            continue_run(self._controls, run, actor, self._clock)
        return moved

    def _move(self, enrollment: Enrollment, run: RunControl, actor: str) -> bool:
        campaign = self._campaigns.definition(run.campaign_id, run.revision)
        change = settlement.reopen(enrollment, campaign, actor, self._clock.now())
        fence = Fence(enrollment.step, enrollment.attempt)
        return self._enrollments.move(enrollment.key, fence, change)


def _subject(letter: Shown) -> str:
    return f"dead-letter#{letter.queue}#{letter.letter.letter_id}"


def _dropped(event: ControlEvent) -> Dropped:
    _, queue, letter_id = event.subject.split("#")
    return Dropped(queue, letter_id, event.reason or "", event.actor, event.at)
