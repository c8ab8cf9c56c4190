"""What a play comes to: how many mails, on how many days, until when. Two policies are compared by this."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from outreach.domain.control import RunStatus
from outreach.domain.enrollment import State
from outreach.domain.ids import MessageId
from outreach.domain.quota import quota_day
from outreach.services.operator.run_counts import WRITTEN
from outreach.simulation.playing import Played


@dataclass(frozen=True, slots=True)
class Course:
    """The mails of a play, summed up."""

    mails: int
    days: int
    """From the first day to the last, both included (UTC)."""
    busiest: int
    """The most mails on one day."""
    last: Mapping[MessageId, datetime | None]
    """When the last mail of each step goes out; None if none does."""
    waiting: int
    """Leads that still wait at the end of the play."""
    paused_because: str | None
    """Why the run stopped, if it did."""

    @property
    def end(self) -> datetime | None:
        """When the last mail of all goes out."""
        return max((at for at in self.last.values() if at is not None), default=None)


def course_of(played: Played, start: datetime) -> Course:
    """Sum up what goes out from `start` on."""
    stack, run = played.stack, played.run
    days: Counter[str] = Counter()
    messages = [step.message_id for step in stack.overview.definition(run).steps]
    last: dict[MessageId, datetime | None] = dict.fromkeys(messages)
    for enrollment in stack.overview.enrollments(run):
        for touch in enrollment.touches.values():
            if touch.state in WRITTEN and touch.at >= start:
                days[quota_day(touch.at)] += 1
                message_id = messages[touch.step]
                last[message_id] = max(touch.at, last[message_id] or touch.at)
    counts = stack.overview.count(run)
    return Course(
        mails=days.total(),
        days=_length(min(days), max(days)) if days else 0,
        busiest=max(days.values(), default=0),
        last=last,
        waiting=counts.leads - counts.states[State.ENDED],
        paused_because=run.reason if run.status is RunStatus.PAUSED else None,
    )


def _length(first: str, last: str) -> int:
    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)).days + 1
