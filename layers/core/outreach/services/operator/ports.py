"""The ports of the operator's use cases. Ports that several rooms share are in `services/ports.py`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol, Self

from outreach.domain.archive import Archive, Archived
from outreach.domain.control import RunControl
from outreach.domain.counted_lead import CountedLead
from outreach.domain.enrollment import EnrollmentKey, Lead
from outreach.domain.ids import (
    ArchiveId,
    CampaignId,
    ImportId,
    LeadId,
    RecipientKey,
    RunId,
)
from outreach.domain.removal import Removal
from outreach.domain.timetable import Span, Timetable
from outreach.domain.timetable_making import KeptTimetables, Making
from outreach.services.heard_ports import Replies
from outreach.services.ports import (
    Campaigns,
    Clock,
    Companies,
    ControlEvent,
    Controls,
    Enrollments,
    Persons,
    ProofMail,
    Quotas,
    Suppressions,
)


class Waiting(Protocol):
    """The due index, as far as an import needs it. Eventually consistent."""

    def is_empty(self, run: RunControl) -> bool:
        """Whether nothing waits in any lane and shard, however late it is due."""
        ...


class KillSwitchWriter(Protocol):
    """Sets the kill switch, for an operator."""

    def write(self, *, on: bool) -> None:
        """Set the switch."""
        ...


class Audience(Protocol):
    """A campaign's leads, as imported.

    Two of its writes have names:

    take back  `import_id = :me`, or `exists AND import_id does not exist`; the lead is deleted
               * this import wrote the lead, and nobody has removed it since: an import is taken back, or a lead removed;
               * a lead is removed that an older program imported, when imports had no ids.
               In any other situation the lead stays: it existed before this import, it was removed and came back with
               another import, or it is gone. A second copy finds no lead and changes nothing.
    correct    `corrections = :n`, where `corrections` counts them; the values are replaced
               * nobody has corrected the lead since it was read, and it is still there.
               A second copy finds one correction more. A lead that was removed is not made again.
    """

    def known(self, campaign_id: CampaignId, shards: int, lead_ids: Sequence[LeadId]) -> dict[LeadId, Lead]:
        """Return those of up to 100 leads that are in the audience. Strongly consistent."""
        ...

    def correct(self, campaign_id: CampaignId, shards: int, seen: Lead, lead: Lead) -> bool:
        """Give a lead, as it was read, these values and corrections; see *correct* above. False if it was lost."""
        ...

    def note_removal(self, campaign_id: CampaignId, shards: int, removal: Removal) -> None:
        """Keep who removes a lead, in place of what was kept of an earlier removal."""
        ...

    def removal(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> Removal | None:
        """Return the latest removal of a lead; None if there was none. The lead may have been imported again since."""
        ...

    def removals(self, campaign_id: CampaignId, shards: int) -> Iterator[Removal]:
        """Stream the latest removal of each lead, strongly consistent."""
        ...

    def add(
        self,
        campaign_id: CampaignId,
        shards: int,
        leads: Sequence[Lead],
        source: str,
        now: datetime,
        import_id: ImportId | None = None,
    ) -> int:
        """Write the leads that do not exist yet, and leave the others unchanged; return how many were new."""
        ...

    def of_import(self, campaign_id: CampaignId, shards: int, import_id: ImportId) -> Iterator[Lead]:
        """Stream the leads that one import wrote, by ascending shard, strongly consistent."""
        ...

    def imports(self, campaign_id: CampaignId, shards: int) -> dict[ImportId, int]:
        """Count the leads that each import wrote. Those of before imports had ids are left out."""
        ...

    def import_of(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> ImportId | None:
        """Return the import that wrote a lead. None if it has no id, or if there is no such lead."""
        ...

    def take_back(
        self, campaign_id: CampaignId, shards: int, lead_id: LeadId, import_id: ImportId | None
    ) -> bool:
        """Remove a lead that this import wrote; see *take back* above. False if nothing was removed."""
        ...

    def leads(self, campaign_id: CampaignId, shards: int) -> Iterator[Lead]:
        """Stream the audience by ascending shard."""
        ...

    def lead(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> Lead | None:
        """Read one lead, strongly consistent."""
        ...

    def remove(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> bool:
        """Remove a lead; False if it was not there."""
        ...

    def of_recipient(self, recipient: RecipientKey) -> list[tuple[CampaignId, Lead]]:
        """Find a person in every campaign's audience, through the index."""
        ...


class CountedLeads(Protocol):
    """The enrollments, of which only what a count needs is read: no address, value or text of a lead."""

    def of_run(self, run: RunControl, steps: int) -> Iterator[CountedLead]:
        """Stream every lead of a run with its touches of the first `steps` steps, by ascending shard, strongly consistent."""
        ...


class ProofMails(Protocol):
    """The mails that rehearsals recorded."""

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[ProofMail]:
        """Stream the recorded mails of a run."""
        ...

    def of_enrollment(self, key: EnrollmentKey) -> list[ProofMail]:
        """List the recorded mails of one enrollment, by step, strongly consistent."""
        ...

    def erase(self, key: EnrollmentKey) -> int:
        """Delete the recorded mails of one enrollment; return how many there were."""
        ...


class QueueName(StrEnum):
    """A queue that a function reads. Each has a dead-letter queue."""

    SEND = "send"
    FEEDBACK = "feedback"
    INBOUND = "inbound"
    UNSUBSCRIBE = "unsubscribe"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that failed at each of its permitted receives, or that could not be put into its queue."""

    letter_id: str
    body: str
    sent_at: datetime
    receipt: str
    refusal: str | None = None
    """Why EventBridge could not put it into its queue. None if it was received and failed."""


@dataclass(frozen=True, slots=True)
class QueueDepth:
    """The approximate number of messages in a queue."""

    waiting: int
    in_flight: int
    """Messages that were received, and are neither deleted nor visible again."""

    @classmethod
    def total(cls, depths: Iterable[Self]) -> Self:
        """Add up the depths of several queues."""
        every = list(depths)
        return cls(sum(each.waiting for each in every), sum(each.in_flight for each in every))


class SendQueue(Protocol):
    """The queue of due touches."""

    def measure(self) -> QueueDepth:
        """Return the approximate number of messages."""
        ...


class DeadLetters(Protocol):
    """The dead-letter queue of one queue."""

    def take(self, limit: int) -> list[DeadLetter]:
        """Receive up to `limit` letters; they stay in the queue and come back unless deleted."""
        ...

    def delete(self, letter: DeadLetter) -> None:
        """Remove a letter."""
        ...

    def put_back(self, letter: DeadLetter) -> None:
        """Put the same message into the queue that it came from. The letter stays."""
        ...

    def release(self, letters: Sequence[DeadLetter]) -> None:
        """Show letters that were taken to everybody again. Never raises: they come back by themselves, but later."""
        ...

    def measure(self) -> QueueDepth:
        """Return the approximate number of letters."""
        ...


class SesSuppressionList(Protocol):
    """The list that SES keeps of addresses that bounced or complained. It is not our suppression."""

    def remove(self, address: str) -> bool:
        """Take an address off the list; return False if it was not on it.

        Raises `RefusedChange` if SES refuses, and `StoreUnavailable` if it does not respond.
        """
        ...


class TickFunction(Protocol):
    """The tick function, invoked by an operator in addition to its schedule."""

    def invoke(self) -> Mapping[str, str]:
        """Tick once and wait for it; return the outcome of each run, by `{campaign_id}#{run_id}`.

        Raises `RefusedChange` if the function failed.
        """
        ...


class Timetables(Protocol):
    """The timetables of runs, for operators. Nothing that sends reads them.

    Of each run the first timetable is kept, to be scored, and the latest, to be shown. One write has a name:

    keep  `latest = :seen`, or there is none and `:seen` is None
          * nobody has kept a timetable of this run yet;
          * nobody has kept another since `:seen` was read;
          * this very write was applied and its response was lost: the latest is its own.
          In any other situation somebody else was faster, and theirs stays.
    """

    def kept(self, campaign_id: CampaignId, run_id: RunId) -> KeptTimetables | None:
        """Return the makings that are kept; None if no timetable was made. Strongly consistent."""
        ...

    def keep(
        self, campaign_id: CampaignId, run_id: RunId, making: Making, timetable: Timetable, seen: str | None
    ) -> bool:
        """Keep a timetable in place of the latest, whose id is `seen`; see *keep* above. False if it was lost."""
        ...

    def drop(self, campaign_id: CampaignId, run_id: RunId) -> None:
        """Delete what is kept of a run that is over. Safe to repeat."""
        ...

    def read(self, campaign_id: CampaignId, run_id: RunId, making: Making) -> Timetable:
        """Read a timetable. It lacks spans if another has taken its place meanwhile."""
        ...

    def of_lead(
        self, campaign_id: CampaignId, run_id: RunId, making: Making, lead_id: LeadId
    ) -> Mapping[int, Span]:
        """Read the spans of one lead by step, with one small read."""
        ...


class Archives(Protocol):
    """What is known of the archives of runs. Their files are elsewhere."""

    def all(self, campaign_id: CampaignId | None = None) -> list[Archive]:
        """List every archive, or those of one campaign, oldest first for each run. Strongly consistent."""
        ...

    def begin(self, archive: Archive) -> bool:
        """Note an archive whose files are written, before the tables are thinned. False if its id is taken."""
        ...

    def finish(self, archive: Archive, at: datetime) -> None:
        """Note that the tables have been thinned. Safe to repeat."""
        ...


@dataclass(frozen=True, slots=True)
class WrittenArchive:
    """The files of an archive that were written and checked."""

    place: str
    digest: str
    leads: int


class ArchiveFiles(Protocol):
    """Writes the files of an archive, and reads them back. Both raise `RefusedChange` if the files do not hold."""

    def write(self, run: RunControl, archive_id: ArchiveId) -> WrittenArchive:
        """Export a run, verify the export, and copy it with its sums to where archives are kept."""
        ...

    def read(self, place: str, digest: str) -> Archived:
        """Read an archive back, check it against its sums, and its sums against the digest."""
        ...


class ArchivePlace(Protocol):
    """Where the files of one archive are kept: a folder, or a prefix of a bucket."""

    def write(self, folder: Path) -> None:
        """Copy the files of a folder there, SHA256SUMS last. Raises `RefusedChange` if there is something already."""
        ...

    def read(self, folder: Path) -> None:
        """Copy the files from there into an empty folder. Raises `RefusedChange` if there is nothing."""
        ...


class SwitchHistory(Protocol):
    """What the kill switch in SSM has said."""

    def states(self) -> list[ControlEvent]:
        """List its states, as far as SSM still knows them. Raises `StoreUnavailable` if SSM does not respond."""
        ...


@dataclass(frozen=True, slots=True)
class ExportPorts:
    """The ports that an export reads from. It writes nothing."""

    audience: Audience
    campaigns: Campaigns
    controls: Controls
    enrollments: Enrollments
    proof_mails: ProofMails
    persons: Persons
    companies: Companies
    quotas: Quotas
    suppressions: Suppressions
    switch: SwitchHistory
    timetables: Timetables
    replies: Replies
    clock: Clock
