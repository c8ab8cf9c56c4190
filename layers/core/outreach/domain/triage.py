"""What a consumer does with a message, decided by the state of the enrollment.

One rule moves everything. What is due is attempted. What is in flight is left alone. What has been in flight for too
long becomes unknown. What is unknown at its deadline is closed. Anything else is acknowledged.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from outreach.domain.enrollment import Enrollment, Fence, State


class Task(StrEnum):
    """What an enrollment's state calls for."""

    ACKNOWLEDGE = "acknowledge"
    """Do nothing: it is gone, has ended or moved on, or somebody else works on it."""
    ATTEMPT = "attempt"
    """It is due: decide, claim, look, send, settle."""
    GIVE_UP = "give_up"
    """Its owner has been silent for longer than a function can run: make it unknown."""
    CLOSE = "close"
    """Its deadline as unknown has passed: close it by policy."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an attempt may be in flight: the function's timeout plus a margin."""

    timeout: timedelta
    margin: timedelta = timedelta(seconds=30)

    def exhausted(self, claimed_at: datetime | None, now: datetime) -> bool:
        """Say whether a function that claimed at `claimed_at` must have ended by `now`."""
        return claimed_at is None or claimed_at + self.timeout + self.margin <= now


def triage(enrollment: Enrollment | None, fence: Fence, patience: Patience, now: datetime) -> Task:
    """Choose the task for one message. A message of an earlier attempt never causes an attempt."""
    if enrollment is None:
        return Task.ACKNOWLEDGE
    if enrollment.state is State.DUE:
        return Task.ATTEMPT if fence == Fence(enrollment.step, enrollment.attempt) else Task.ACKNOWLEDGE
    if enrollment.state is State.SENDING:
        return Task.GIVE_UP if patience.exhausted(enrollment.claimed_at, now) else Task.ACKNOWLEDGE
    if enrollment.state is State.UNKNOWN:
        due = enrollment.due_at is not None and enrollment.due_at <= now
        return Task.CLOSE if due else Task.ACKNOWLEDGE
    return Task.ACKNOWLEDGE
