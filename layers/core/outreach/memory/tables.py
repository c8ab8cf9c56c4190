"""The contents of the two tables, as dictionaries that all in-memory adapters of one test world share."""

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock

from outreach.adapters.due_order import due_key
from outreach.domain.across import Person, PersonRow
from outreach.domain.archive import Archive
from outreach.domain.breaker import Count
from outreach.domain.campaign import Campaign
from outreach.domain.company_week import Company, CompanyRow
from outreach.domain.consumers import Busy
from outreach.domain.control import GlobalControl, RunControl
from outreach.domain.delivery import DeliveryRecord, Ending
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lane, Lead
from outreach.domain.ids import (
    ArchiveId,
    CampaignId,
    Domain,
    ImportId,
    LeadId,
    RecipientKey,
    RunId,
    SesMessageId,
)
from outreach.domain.lease import Lease
from outreach.domain.removal import Removal
from outreach.domain.ses_event import TouchName
from outreach.domain.suppression import DomainRow, RecipientRow
from outreach.domain.timetable import Timetable
from outreach.domain.timetable_making import KeptTimetables
from outreach.services.ports import ControlEvent, ProofMail
from outreach.services.unsubscribe.ports import ShownSender

RunKey = tuple[CampaignId, RunId]
DuePartition = tuple[CampaignId, RunId, int, Lane]


@dataclass(slots=True)
class MemoryTables:
    """The rows by key. An adapter holds `lock` while it uses them, so each method of a port is one atomic step."""

    lock: RLock = field(default_factory=RLock)
    enrollments: dict[EnrollmentKey, Enrollment] = field(default_factory=dict)
    due: dict[DuePartition, list[str]] = field(default_factory=dict)
    """The due index: sorted cursors per partition."""
    audience: dict[tuple[CampaignId, LeadId], Lead] = field(default_factory=dict)
    imports: dict[tuple[CampaignId, LeadId], ImportId] = field(default_factory=dict)
    """Which import wrote a lead of an audience."""
    removals: dict[tuple[CampaignId, LeadId], Removal] = field(default_factory=dict)
    runs: dict[RunKey, RunControl] = field(default_factory=dict)
    name: str = "outreach"
    """What the Outreach table is called. A table that was brought back has another name."""
    control: GlobalControl | None = None
    history: list[ControlEvent] = field(default_factory=list)
    definitions: dict[tuple[CampaignId, str], Campaign] = field(default_factory=dict)
    current: dict[CampaignId, str] = field(default_factory=dict)
    senders: dict[CampaignId, ShownSender] = field(default_factory=dict)
    leases: dict[RunKey, Lease] = field(default_factory=dict)
    quotas: dict[tuple[str, str], int] = field(default_factory=dict)
    busy: dict[tuple[str, str], Busy] = field(default_factory=dict)
    persons: dict[Person, PersonRow] = field(default_factory=dict)
    companies: dict[Company, CompanyRow] = field(default_factory=dict)
    closed_days: set[tuple[str, str]] = field(default_factory=set)
    """The counters that never grow again."""
    recipients: dict[RecipientKey, RecipientRow] = field(default_factory=dict)
    domains: dict[Domain, DomainRow] = field(default_factory=dict)
    versions: int = 0
    """How many versions have been given to orders."""
    proof_mails: list[ProofMail] = field(default_factory=list)
    makings: dict[RunKey, KeptTimetables] = field(default_factory=dict)
    timetables: dict[tuple[CampaignId, RunId, str], Timetable] = field(default_factory=dict)
    """By run and making."""
    archives: dict[tuple[CampaignId, RunId, ArchiveId], Archive] = field(default_factory=dict)
    deliveries: dict[TouchName, DeliveryRecord] = field(default_factory=dict)
    tallies: dict[str, Counter[tuple[datetime, Count]]] = field(default_factory=dict)
    """By scope: how many mails were counted, by slot and kind."""
    outcomes: dict[RecipientKey, dict[tuple[datetime, SesMessageId], frozenset[Ending]]] = field(
        default_factory=dict
    )
    """By address and mail: how it ended, by all events so far."""
    spared: set[RecipientKey] = field(default_factory=set)
    """Addresses that SES may have on its list for nothing."""

    def put(self, enrollment: Enrollment) -> None:
        """Write an enrollment, and update the due index."""
        before = self.enrollments.get(enrollment.key)
        self.enrollments[enrollment.key] = enrollment
        if before is None or (before.lane, before.due_at) != (enrollment.lane, enrollment.due_at):
            self._leave_index(before)
            self._enter_index(enrollment)

    def drop(self, key: EnrollmentKey) -> None:
        """Delete an enrollment, if there is one, and its entry in the due index."""
        self._leave_index(self.enrollments.pop(key, None))

    def new_version(self) -> str:
        """Return a version that no order has had."""
        self.versions += 1
        return f"version-{self.versions}"

    def _leave_index(self, enrollment: Enrollment | None) -> None:
        if enrollment is not None and (entry := _entry(enrollment)) is not None:
            partition, cursor = entry
            cursors = self.due[partition]
            del cursors[bisect_left(cursors, cursor)]

    def _enter_index(self, enrollment: Enrollment) -> None:
        if (entry := _entry(enrollment)) is not None:
            partition, cursor = entry
            insort(self.due.setdefault(partition, []), cursor)


def _entry(enrollment: Enrollment) -> tuple[DuePartition, str] | None:
    if enrollment.lane is None or enrollment.due_at is None:
        return None
    key = enrollment.key
    partition = (key.campaign_id, key.run_id, key.shard, enrollment.lane)
    return partition, due_key(enrollment.due_at, key.lead_id)
