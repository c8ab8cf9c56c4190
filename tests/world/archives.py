"""Files of archives in memory: what an export of a run would hold, and how they can be lost or changed."""

from dataclasses import dataclass, field
from typing import Any

from outreach.domain.archive import Archived, version_of
from outreach.domain.control import RunControl
from outreach.domain.ids import ArchiveId
from outreach.errors import RefusedChange
from outreach.services.operator.ports import WrittenArchive


@dataclass
class MemoryArchiveFiles:
    """The `ArchiveFiles` port. `owner` has the ports `enrollments` and `deliveries`."""

    enrollments: Any
    deliveries: Any
    kept: dict[str, Archived] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    holds: bool = True
    """Whether an export keeps every promise, and whether an archive is as it was written."""

    def write(self, run: RunControl, archive_id: ArchiveId) -> WrittenArchive:
        self.log.append("write")
        if not self.holds:
            raise RefusedChange("the export does not hold")
        place = (run.campaign_id, run.run_id, run.shards)
        enrollments = {one.key.lead_id: version_of(one) for one in self.enrollments.of_run(*place)}
        name = f"{run.campaign_id}/{run.run_id}/{archive_id}"
        held = Archived(enrollments, dict(self.deliveries.by_touch(*place)))
        if self.kept.setdefault(name, held) is not held:
            raise RefusedChange(f'"{name}" is there already, and was left as it is')
        return WrittenArchive(name, "d" * 64, len(enrollments))

    def read(self, place: str, digest: str) -> Archived:
        self.log.append("read")
        if not self.holds:
            raise RefusedChange("the archive does not hold")
        return self.kept[place]
