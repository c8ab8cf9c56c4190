"""The files of an archive: an export of the run that was verified, and what SES reported on its mails.

`deliveries.jsonl` has a line for each touch that SES reported on: the ids that SES gave to its mails, and for each kind
of event its first time and a detail. An export does not hold that, because no promise needs it.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from outreach.artifacts.database import DATABASE, moment_of, opened
from outreach.artifacts.exporting import Exported
from outreach.artifacts.promises import Finding
from outreach.artifacts.sums import SUMS, check_sums
from outreach.artifacts.verify import verify
from outreach.domain.archive import Archived, Version
from outreach.domain.control import RunControl
from outreach.domain.delivery import DeliveryRecord, Fact, Mark
from outreach.domain.enrollment import EnrollmentKey, State
from outreach.domain.ids import ArchiveId, CampaignId, LeadId, RunId, SesMessageId
from outreach.domain.ses_event import TouchName
from outreach.errors import RefusedChange
from outreach.services.heard_ports import Deliveries
from outreach.services.operator.ports import ArchivePlace, WrittenArchive

DELIVERIES = "deliveries.jsonl"
_SHOWN = 5
Export = Callable[[RunControl, Path, Callable[[Path], None]], Exported]
"""Exports a run into a folder. The last argument adds files, before the sums are written."""


class ExportedFiles:
    """The `ArchiveFiles` port."""

    def __init__(
        self, export: Export, deliveries: Deliveries, place_of: Callable[[str], ArchivePlace], to: str
    ) -> None:
        self._export = export
        self._deliveries = deliveries
        self._place_of = place_of
        self._to = to.rstrip("/")

    def write(self, run: RunControl, archive_id: ArchiveId) -> WrittenArchive:
        """Export a run, verify the export, and copy it with its sums to where archives are kept."""
        with TemporaryDirectory(prefix="outreach-archive-") as workshop:
            exported = self._export(run, Path(workshop), lambda folder: self._write_deliveries(run, folder))
            verification = verify(exported.directory)
            if not verification.holds:
                raise RefusedChange(
                    f"run {run.run_id} of {run.campaign_id} was not archived, and nothing was changed, because its export does "
                    f"not hold: {_some(verification.findings)}. `outreach artifacts export {run.campaign_id} --run {run.run_id}` "
                    "shows it; its rows are the evidence"
                )
            place = f"{self._to}/campaign_{run.campaign_id}/{run.run_id}/{archive_id}"
            self._place_of(place).write(exported.directory)
            return WrittenArchive(place, _digest(exported.directory), exported.leads)

    def read(self, place: str, digest: str) -> Archived:
        """Read an archive back, check it against its sums, and its sums against the digest."""
        with TemporaryDirectory(prefix="outreach-archive-") as workshop:
            folder = Path(workshop)
            self._place_of(place).read(folder)
            _, findings = check_sums(folder)
            if not findings and _digest(folder) != digest:
                findings = [Finding("other-archive", SUMS, "is not that of the archive that was written")]
            if findings:
                raise RefusedChange(
                    f"the archive in {place} does not hold, and nothing was changed: {_some(findings)}; put the files back as "
                    "they were written"
                )
            try:
                return _archived(folder)
            except (sqlite3.Error, ValueError, LookupError) as error:
                raise RefusedChange(
                    f"the archive in {place} cannot be read ({error}); nothing was changed"
                ) from error

    def _write_deliveries(self, run: RunControl, folder: Path) -> None:
        found = self._deliveries.by_touch(run.campaign_id, run.run_id, run.shards)
        with (folder / DELIVERIES).open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(_line(touch, record) for touch, record in found)


def _archived(folder: Path) -> Archived:
    with opened(folder / DATABASE) as connection:
        ((campaign_id, run_id),) = connection.execute("SELECT campaign_id, run_id FROM run")
        rows = connection.execute("SELECT lead_id, state, step, attempt, enrolled_at FROM enrollments")
        enrollments = {
            LeadId(lead_id): Version(
                State(state), step, attempt, None if enrolled is None else moment_of(enrolled)
            )
            for lead_id, state, step, attempt, enrolled in rows
        }
    run = CampaignId(campaign_id), RunId(run_id)
    with (folder / DELIVERIES).open(encoding="utf-8") as stream:
        return Archived(enrollments, dict(_delivery(*run, line) for line in stream))


def _line(touch: TouchName, record: DeliveryRecord) -> str:
    said = {
        "lead_id": touch.key.lead_id,
        "shard": touch.key.shard,
        "step": touch.step,
        "ses_message_ids": sorted(record.message_ids),
        "events": {
            fact: [mark.at.astimezone(UTC).isoformat(), mark.detail] for fact, mark in record.marks.items()
        },
    }
    return json.dumps(said, ensure_ascii=False) + "\n"


def _delivery(campaign_id: CampaignId, run_id: RunId, line: str) -> tuple[TouchName, DeliveryRecord]:
    said = json.loads(line)
    key = EnrollmentKey(campaign_id, run_id, said["shard"], LeadId(said["lead_id"]))
    marks = {
        Fact(fact): Mark(datetime.fromisoformat(at), detail) for fact, (at, detail) in said["events"].items()
    }
    ids = frozenset(map(SesMessageId, said["ses_message_ids"]))
    return TouchName(key, said["step"]), DeliveryRecord(marks, ids)


def _digest(folder: Path) -> str:
    return hashlib.sha256((folder / SUMS).read_bytes()).hexdigest()


def _some(findings: tuple[Finding, ...] | list[Finding]) -> str:
    shown = "; ".join(map(str, findings[:_SHOWN]))
    more = len(findings) - _SHOWN
    return shown + (f"; and {more} more" if more > 0 else "")
