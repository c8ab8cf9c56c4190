"""What a count of a run has to know of one lead: how far it has come, and no value, address or text of it.

A count reads every enrollment of a run. So a store hands over this much of each, and leaves the rest where it is.
"""

from dataclasses import dataclass
from datetime import datetime

from outreach.domain.enrollment import Enrollment, State, TouchState
from outreach.domain.experiment import Arm
from outreach.domain.reasons import Reason


@dataclass(frozen=True, slots=True)
class CountedTouch:
    """One step of one lead. Each part means what it means in a `Touch`."""

    step: int
    state: TouchState
    sender: str | None = None
    revision: str | None = None
    arm: Arm | None = None
    would_go_at: datetime | None = None
    """In a fast rehearsal: when the mail would have gone."""


@dataclass(frozen=True, slots=True)
class CountedLead:
    """One lead of a run. Each part means what it means in an `Enrollment`."""

    state: State
    step: int
    due_at: datetime | None
    reason: Reason | None = None
    touches: tuple[CountedTouch, ...] = ()
    """By ascending step."""


def counted_lead(enrollment: Enrollment, steps: int) -> CountedLead:
    """Return what a count has to know of an enrollment, of the first `steps` steps."""
    touches = enrollment.touches
    return CountedLead(
        enrollment.state,
        enrollment.step,
        enrollment.due_at,
        enrollment.reason,
        tuple(
            CountedTouch(
                step,
                touch.state,
                touch.sender,
                touch.revision,
                touch.arm,
                None if touch.would_go is None else touch.would_go.at,
            )
            for step, touch in sorted(touches.items())
            if step < steps
        ),
    )
