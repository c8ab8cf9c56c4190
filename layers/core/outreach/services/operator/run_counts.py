"""The state of a run in figures, counted from its enrollments."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from outreach.domain.control import RunControl, RunStatus
from outreach.domain.counted_lead import CountedLead
from outreach.domain.enrollment import State, TouchState
from outreach.domain.ids import MessageId
from outreach.domain.reasons import Reason

WRITTEN = frozenset({TouchState.SENT, TouchState.SENT_PROOF, TouchState.ASSUMED_SENT})
ENDED_WELL = frozenset({Reason.COMPLETED, Reason.STEP_LIMIT})


@dataclass(slots=True)
class StepCounts:
    """How many leads are in which state at one step."""

    message_id: MessageId
    written: int = 0
    waiting: int = 0
    in_flight: int = 0
    unknown: int = 0
    stopped: int = 0
    """Ended here without this message."""


@dataclass(slots=True)
class Waits:
    """How many leads wait at one step for one reason, and when the first of them is due."""

    leads: int = 0
    first: datetime | None = None


@dataclass(slots=True)
class RunCounts:
    """One run in figures."""

    run: RunControl
    steps: list[StepCounts]
    leads: int = 0
    states: Counter[State] = field(default_factory=Counter)
    never_written: Counter[Reason] = field(default_factory=Counter)
    """Why leads ended before the first mail."""
    stopped_later: Counter[Reason] = field(default_factory=Counter)
    """Why leads ended after a mail, before the last."""
    waiting_because: Counter[Reason] = field(default_factory=Counter)
    waits: dict[tuple[int, Reason | None], Waits] = field(default_factory=dict)
    """Who waits, by step and reason. No reason is recorded for a delay, nor for a window or cooldown after a mail."""
    next_due: datetime | None = None
    due_days: Counter[date] = field(default_factory=Counter)
    """How many leads are due next on which day (UTC)."""
    experiment: str | None = None
    """The experiment whose draws are counted."""
    drawn: Counter[tuple[str | None, str]] = field(default_factory=Counter)
    """Leads who have got a message of it, by the revision that drew for the first one, and the variant."""
    by_sender: Counter[str] = field(default_factory=Counter)
    """Mails by who sent them, as far as that is recorded."""
    would_go: tuple[datetime, datetime] | None = None
    """When the first and the last mail would have gone, in a fast rehearsal."""

    @property
    def written(self) -> int:
        """Mails sent or rehearsed."""
        return sum(step.written for step in self.steps)

    @property
    def all_ended(self) -> bool:
        """Whether nobody waits any more."""
        return self.states[State.ENDED] == self.leads

    @property
    def closing(self) -> bool:
        """Whether everybody has ended, and only the tick that finishes the run is missing."""
        return self.run.status is RunStatus.RUNNING and self.run.enrolled and self.all_ended

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.all_ended and self.run.status in {RunStatus.FINISHED, RunStatus.CANCELLED}

    def add(self, lead: CountedLead) -> None:
        """Count one lead, of whom no more steps are known than the run has."""
        self.leads += 1
        self.states[lead.state] += 1
        for touch in lead.touches:
            if touch.state in WRITTEN:
                self.steps[touch.step].written += 1
                if touch.sender is not None:
                    self.by_sender[touch.sender] += 1
            if (at := touch.would_go_at) is not None:
                first, last = self.would_go or (at, at)
                self.would_go = min(first, at), max(last, at)
        if self.experiment is not None and (drawn := _first_drawn(lead, self.experiment)):
            self.drawn[drawn] += 1
        step = self.steps[min(lead.step, len(self.steps) - 1)]
        match lead.state:
            case State.DUE:
                step.waiting += 1
                self._waits(lead)
            case State.SENDING:
                step.in_flight += 1
            case State.UNKNOWN:
                step.unknown += 1
            case State.ENDED:
                self._ended(lead, step)

    def _waits(self, lead: CountedLead) -> None:
        if lead.reason is not None:
            self.waiting_because[lead.reason] += 1
        waits = self.waits.setdefault((min(lead.step, len(self.steps) - 1), lead.reason), Waits())
        waits.leads += 1
        if lead.due_at is not None:
            waits.first = min(waits.first or lead.due_at, lead.due_at)
            self.next_due = min(self.next_due or lead.due_at, lead.due_at)
            self.due_days[lead.due_at.date()] += 1

    def _ended(self, lead: CountedLead, step: StepCounts) -> None:
        reason = lead.reason
        if reason is None or reason in ENDED_WELL:
            return
        step.stopped += 1
        written = any(touch.state in WRITTEN for touch in lead.touches)
        (self.stopped_later if written else self.never_written)[reason] += 1


def _first_drawn(lead: CountedLead, experiment: str) -> tuple[str | None, str] | None:
    """Return the revision and the variant of the first message of an experiment that went out."""
    for touch in lead.touches:
        if touch.state in WRITTEN and touch.arm is not None and touch.arm.experiment == experiment:
            return touch.revision, touch.arm.variant
    return None
