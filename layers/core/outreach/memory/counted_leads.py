"""What a count needs of the leads of a run, in memory."""

from collections.abc import Iterator

from outreach.domain.control import RunControl
from outreach.domain.counted_lead import CountedLead, counted_lead
from outreach.memory.enrollments import MemoryEnrollments
from outreach.memory.tables import MemoryTables


class MemoryCountedLeads:
    """The `CountedLeads` port."""

    def __init__(self, tables: MemoryTables) -> None:
        self._enrollments = MemoryEnrollments(tables)

    def of_run(self, run: RunControl, steps: int) -> Iterator[CountedLead]:
        """Stream every lead of a run."""
        for enrollment in self._enrollments.of_run(run.campaign_id, run.run_id, run.shards):
            yield counted_lead(enrollment, steps)
