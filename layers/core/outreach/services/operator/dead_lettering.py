"""Shows and redrives dead letters: messages that failed at every permitted receive.

The enrollment is still in the table. A redrive only makes its touch due again.
"""

from dataclasses import dataclass

from outreach.domain import settlement
from outreach.domain.control import RunControl, RunStatus
from outreach.domain.enrollment import Enrollment, Fence, State
from outreach.domain.reasons import Reason
from outreach.messages import TouchReference, reference_in
from outreach.services.operator.ports import DeadLetter, DeadLetters, QueueDepth
from outreach.services.operator.unknowns import continue_run
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments

PAGE = 10


@dataclass(frozen=True, slots=True)
class Redriven:
    """The result of a redrive."""

    reopened: int
    """Touches that had failed as poison and are due again."""
    dropped: int
    """Letters whose touch is not `failed(poison)`, or whose run is cancelled: deleted, with nothing to do."""
    kept: int
    """Letters that name no touch that exists: left in the queue for a person."""


class DeadLettering:
    """Shows and redrives dead letters."""

    def __init__(
        self,
        letters: DeadLetters,
        enrollments: Enrollments,
        controls: Controls,
        campaigns: Campaigns,
        clock: Clock,
    ) -> None:
        self._letters = letters
        self._enrollments = enrollments
        self._controls = controls
        self._campaigns = campaigns
        self._clock = clock

    def measure(self) -> QueueDepth:
        """Return the approximate numbers of letters that can be received and that are in flight."""
        return self._letters.measure()

    def show(self, limit: int) -> list[tuple[DeadLetter, Enrollment | None]]:
        """Return up to `limit` letters, each with the enrollment it is about; None if it names none."""
        return [(letter, self._enrollment(letter)) for letter in self._letters.take(limit)]

    def redrive(self, actor: str) -> Redriven:
        """Go through the queue once. It is safe to repeat, because only a `failed(poison)` touch is reopened."""
        reopened = dropped = 0
        kept: set[str] = set()
        while letters := [one for one in self._letters.take(PAGE) if one.letter_id not in kept]:
            for letter in letters:
                enrollment = self._enrollment(letter)
                if enrollment is None:
                    kept.add(letter.letter_id)
                    continue
                if self._reopen(enrollment, reference_in(letter.body), actor):
                    reopened += 1
                else:
                    dropped += 1
                self._letters.delete(letter)
        return Redriven(reopened, dropped, len(kept))

    def _enrollment(self, letter: DeadLetter) -> Enrollment | None:
        touch = reference_in(letter.body)
        return self._enrollments.get(touch.key) if touch else None

    def _reopen(self, enrollment: Enrollment, touch: TouchReference | None, actor: str) -> bool:
        run = self._controls.run(enrollment.key.campaign_id, enrollment.key.run_id)
        if run is None or touch is None or run.status is RunStatus.CANCELLED:
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
