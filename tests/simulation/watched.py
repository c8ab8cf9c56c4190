"""Notes which states of enrollments, and which statuses of runs, followed each other while a stack ran."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from outreach.domain.control import RunStatus
from outreach.domain.enrollment import Enrollment, State
from outreach.memory import MemoryTables

Moves = Counter[tuple[State, State]]
StatusChanges = Counter[tuple[RunStatus, RunStatus]]


@dataclass
class WatchedTables(MemoryTables):
    """The tables in memory, which note each transition that is written."""

    moves: Moves = field(default_factory=Counter)

    def put(self, enrollment: Enrollment) -> None:
        """Write an enrollment. It is not a transition unless the state changes or the attempt is raised."""
        before = self.enrollments.get(enrollment.key)
        if before is not None and (before.state, before.attempt) != (enrollment.state, enrollment.attempt):
            self.moves[before.state, enrollment.state] += 1
        super().put(enrollment)


def status_changes(tables: MemoryTables) -> StatusChanges:
    """Read from the history which status of a run followed which."""
    said: dict[str, list[RunStatus]] = {}
    for event in tables.history:
        if event.subject != "global" and not event.subject.startswith("sender#"):
            said.setdefault(event.subject, []).append(RunStatus(event.to))
    return Counter(pair for statuses in said.values() for pair in pairwise(statuses))
