"""Archives a run that is over, and thins the tables; prunes old rehearsals.

The order of the steps:

1. Export the run, verify the export, and write it with its sums to where archives are kept.
2. Read it back, and check it against its sums.
3. Note the archive: from now on a second call goes on with this one.
4. Thin the tables, row by row. A row goes only if it is what the archive holds; one that has changed since stays whole, and
   the next archive takes it.
5. Note that it is done.

If it dies before step 3, nothing was changed, and files may lie about that nobody names. If it dies later, a second call
reads the archive back once more, and goes on. A row that was thinned is left alone, so every step can be repeated. Nothing
here writes to the due index or to the Suppression table, so nobody gets a mail because of it.

Of a live run there stay: a compact row per lead (`domain/archive.py`), the control row, the counters by day (the quotas of
the week and of the run need them), the replies, and the audience.

Cost: the export, and for each lead 1 write; for each touch that SES reported on 1 deletion.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from outreach.domain.archive import Archive, Archived, not_closed, version_of
from outreach.domain.control import Mode, RunControl
from outreach.domain.enrollment import Enrollment, State
from outreach.domain.ids import ArchiveId, CampaignId, RunId, archive_id
from outreach.errors import RefusedChange
from outreach.services.heard_ports import Deliveries
from outreach.services.operator.ports import ArchiveFiles, Archives, ProofMails, Timetables
from outreach.services.operator.runs import refuse_drills
from outreach.services.ports import Clock, Controls, Enrollments


@dataclass(frozen=True, slots=True)
class ArchivingPorts:
    """The ports of the use case."""

    controls: Controls
    enrollments: Enrollments
    proof_mails: ProofMails
    deliveries: Deliveries
    timetables: Timetables
    archives: Archives
    clock: Clock


@dataclass(frozen=True, slots=True)
class Thinned:
    """What an archive did to the tables."""

    archive: Archive
    leads: int
    """How many leads were thinned this time."""
    changed: int
    """How many have changed since the archive was written, and are still whole."""
    went_on: bool
    """Whether an earlier call had begun it."""


class Archiving:
    """The use case."""

    def __init__(self, ports: ArchivingPorts) -> None:
        self._ports = ports

    def archive(self, run: RunControl, files: ArchiveFiles, actor: str) -> Thinned:
        """Archive a run that is over. Safe to repeat after a crash. Raises `RefusedChange`, and then nothing was changed."""
        refuse_drills(run.campaign_id)
        current = self._closed(run)
        begun = self.unfinished(run.campaign_id, run.run_id)
        if begun is None:
            archive, held = self._written(current, files, actor)
        else:
            archive, held = begun, _read(files, begun)
        return self._thin(current, archive, held, went_on=begun is not None)

    def of_run(self, campaign_id: CampaignId, run_id: RunId) -> list[Archive]:
        """List the archives of a run, oldest first."""
        return [one for one in self._ports.archives.all(campaign_id) if one.run_id == run_id]

    def places_of(self, campaign_ids: Iterable[CampaignId]) -> list[str]:
        """List where the files of all archives of these campaigns are."""
        found = (one for campaign_id in campaign_ids for one in self._ports.archives.all(campaign_id))
        return sorted({one.place for one in found if one.place is not None})

    def unfinished(self, campaign_id: CampaignId, run_id: RunId) -> Archive | None:
        """Return the archive of a run that was begun, and whose rows are still to be thinned."""
        begun = (one for one in self.of_run(campaign_id, run_id) if one.thinned_at is None and one.place)
        return next(begun, None)

    def refuse_unless_closed(self, run: RunControl) -> None:
        """Raise `RefusedChange` as `archive` does before it begins."""
        refuse_drills(run.campaign_id)
        self._closed(run)

    def has_something_left(self, run: RunControl) -> bool:
        """Whether a run has rows that no archive holds, or an archive that was begun."""
        if self.unfinished(run.campaign_id, run.run_id) is not None:
            return True
        found = self._ports.enrollments.of_run(run.campaign_id, run.run_id, run.shards)
        return any(one.archived is None for one in found)

    def _closed(self, run: RunControl) -> RunControl:
        current = self._ports.controls.run(run.campaign_id, run.run_id)
        problem = "it is gone" if current is None else not_closed(current)
        if current is None or problem is not None:
            raise RefusedChange(f"run {run.run_id} of {run.campaign_id} was not archived: {problem}")
        return current

    def _written(self, run: RunControl, files: ArchiveFiles, actor: str) -> tuple[Archive, Archived]:
        now = self._ports.clock.now()
        name = archive_id(now)
        written = files.write(run, name)
        held = files.read(written.place, written.digest)
        about = (run.campaign_id, run.run_id, name, written.place, written.digest, written.leads, now, actor)
        archive = Archive(*about)
        if not self._ports.archives.begin(archive):
            raise RefusedChange(
                f"run {run.run_id} of {run.campaign_id} is being archived by someone else just now"
            )
        return archive, held

    def _thin(self, run: RunControl, archive: Archive, held: Archived, *, went_on: bool) -> Thinned:
        leads = changed = 0
        for enrollment in self._ports.enrollments.of_run(run.campaign_id, run.run_id, run.shards):
            if enrollment.archived is not None:
                continue
            same = held.enrollments.get(enrollment.key.lead_id) == version_of(enrollment)
            # A write of an import may have come late: its row waits in a run that is over.
            ended = enrollment.state is State.ENDED
            if ended and same and self._leave(run, enrollment, archive.archive_id):
                leads += 1
            else:
                changed += 1
        for touch, record in held.deliveries.items():
            self._ports.deliveries.drop(touch, record)
        self._ports.timetables.drop(run.campaign_id, run.run_id)
        now = self._ports.clock.now()
        self._ports.archives.finish(archive, now)
        return Thinned(replace(archive, thinned_at=now), leads, changed, went_on)

    def _leave(self, run: RunControl, enrollment: Enrollment, name: ArchiveId) -> bool:
        if run.mode is Mode.LIVE:
            return self._ports.enrollments.thin(enrollment, name)
        return self._prune(enrollment)

    def _prune(self, enrollment: Enrollment) -> bool:
        # The mails before the enrollment: a second call finds the mails by it.
        self._ports.proof_mails.erase(enrollment.key)
        return self._ports.enrollments.prune(enrollment)

    # --- rehearsals by age --------------------------------------------------------------------------

    def old_rehearsals(
        self, older_than: timedelta, campaign_id: CampaignId | None = None
    ) -> list[RunControl]:
        """List the rehearsals that were over before so long a time, and of which something is left."""
        before = self._ports.clock.now() - older_than
        return [run for run in self._ports.controls.runs(campaign_id) if self._is_old(run, before)]

    def prune(self, run: RunControl, older_than: timedelta, actor: str) -> int:
        """Delete the rows of an old rehearsal, with its mails; return how many leads it had. Safe to repeat after a crash."""
        ports, now = self._ports, self._ports.clock.now()
        current = ports.controls.run(run.campaign_id, run.run_id)
        if current is None or not self._is_old(current, now - older_than):
            raise RefusedChange(
                f"run {run.run_id} of {run.campaign_id} is no rehearsal that has been over for so long; nothing was changed"
            )
        found = list(self._ended(current))
        about = (run.campaign_id, run.run_id, archive_id(now), None, None, len(found), now, actor)
        ports.archives.begin(archive := Archive(*about))
        pruned = sum(map(self._prune, found))
        ports.timetables.drop(run.campaign_id, run.run_id)
        ports.archives.finish(archive, now)
        return pruned

    def _is_old(self, run: RunControl, before: datetime) -> bool:
        over = run.mode is Mode.PROOF and not_closed(run) is None and run.changed_at < before
        return over and next(self._ended(run), None) is not None

    def _ended(self, run: RunControl) -> Iterator[Enrollment]:
        found = self._ports.enrollments.of_run(run.campaign_id, run.run_id, run.shards)
        return (enrollment for enrollment in found if enrollment.state is State.ENDED)


def _read(files: ArchiveFiles, archive: Archive) -> Archived:
    assert archive.place is not None, "only an archive with files is read"
    assert archive.digest is not None, "an archive with files has a digest"
    return files.read(archive.place, archive.digest)
