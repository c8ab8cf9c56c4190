"""What an operator can set: the status of a run, and the global stop."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from outreach.domain.campaign import WhenStopped
from outreach.domain.ids import CampaignId, RunId
from outreach.domain.restoring import Restoring
from outreach.domain.row_version import RowVersion, mark_of


class Mode(StrEnum):
    """Whether a run writes to people or rehearses."""

    PROOF = "proof"
    LIVE = "live"


class RunStatus(StrEnum):
    """Status of one run of a campaign."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class CampaignStatus(StrEnum):
    """Status of a campaign, which follows from its runs."""

    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"


STATUS_CHANGES: Mapping[RunStatus, frozenset[RunStatus]] = {
    RunStatus.RUNNING: frozenset({RunStatus.PAUSED, RunStatus.FINISHED, RunStatus.CANCELLED}),
    RunStatus.PAUSED: frozenset({RunStatus.RUNNING, RunStatus.CANCELLED}),
    RunStatus.FINISHED: frozenset({RunStatus.RUNNING}),
    RunStatus.CANCELLED: frozenset(),
}
"""From a status to those that may follow. A finished run starts again when leads are added."""


def require_status_change(origin: RunStatus, to: RunStatus) -> None:
    """Refuse a change of status that is not in the table. Call this before a status is written."""
    assert to in STATUS_CHANGES[origin], f"{to} does not follow {origin}"


def resumes(origin: RunStatus, to: RunStatus) -> bool:
    """Say whether a change of status ends a pause. When a finished run starts again, no pause ends."""
    return origin is RunStatus.PAUSED and to is RunStatus.RUNNING


@dataclass(frozen=True, slots=True)
class SenderState:
    """What was said last about one sender of a run."""

    address: str
    """As `domain/senders.py` compares addresses."""
    stopped: WhenStopped | None
    """None: it goes on."""
    at: datetime
    by: str
    number: int
    """Which change of the run's senders said so, counted from 1."""
    reason: str | None = None
    resumed_at: datetime | None = None
    """When it was last resumed after a stop. None if it never was."""

    @property
    def row_version(self) -> RowVersion:
        """The version of the run's senders that this change made."""
        return RowVersion(self.number, mark_of(self.at))


@dataclass(frozen=True, slots=True)
class RunControl:
    """The control row of one run, read by every last look."""

    campaign_id: CampaignId
    run_id: RunId
    mode: Mode
    status: RunStatus
    revision: str
    """Which revision of the campaign's definition this run follows."""
    shards: int
    started_at: datetime
    changed_at: datetime
    changed_by: str
    reason: str | None = None
    resumed_at: datetime | None = None
    """When an operator last resumed the run after a pause. None if nobody has."""
    enrolled: bool = False
    """True once the whole audience has been enrolled. A run cannot finish before that."""
    closed: bool = False
    """True once a tick has found that every enrollment has ended. It looks when the run is finished or cancelled."""
    drill: bool = False
    """Whether `outreach drill` made this run. Only then may a sender be told to die (`domain/drill.py`)."""
    fast: bool = False
    """Whether delays, cooldown, window and quotas are taken as passed. It counts in proof mode only (`domain/fast.py`)."""
    version: int = field(default=0, compare=False)
    """How many statuses the row has had. The table counts them; 0 if it has not begun to."""
    senders: tuple[SenderState, ...] = ()
    """The senders of the campaign's pool that were ever stopped in this run, each once."""

    @property
    def row_version(self) -> RowVersion:
        """The version of the status."""
        return RowVersion(self.version, mark_of(self.changed_at))

    @property
    def senders_version(self) -> RowVersion:
        """The version of what is said about senders. It is 0 as long as none was stopped."""
        latest = max(self.senders, key=lambda state: state.number, default=None)
        return RowVersion() if latest is None else latest.row_version

    def sender(self, address: str) -> SenderState | None:
        """Return what was said about a sender. None: it was never stopped."""
        return next((state for state in self.senders if state.address == address), None)

    @property
    def walked(self) -> bool:
        """Whether ticks still have work here.

        A cancelled run is walked until all its enrollments have ended. A finished run is looked at once more: if an
        import that added leads just before the end did not see the end, this look sees the leads.
        """
        return self.status is RunStatus.RUNNING or (self.status is not RunStatus.PAUSED and not self.closed)


@dataclass(frozen=True, slots=True)
class GlobalControl:
    """The one row that stops everything. It holds the same switch as the SSM parameter."""

    killed: bool
    changed_at: datetime
    changed_by: str
    reason: str | None = None
    send_rate: float | None = None
    """Mails per second that the SES account allows, as last read by a tick."""
    daily_limit: int | None = None
    """Mails per 24 h that the SES account allows, as last read by a tick."""
    version: int = field(default=0, compare=False)
    """How often the stop has been turned. The table counts; 0 if it has not begun to."""
    restoring: Restoring | None = None
    """The table was brought back to an earlier time, and what has happened since is not replayed yet."""
    home: str | None = field(default=None, compare=False)
    """The name of the table that the row was written in. None if an older program wrote it."""
    moved: bool = False
    """Whether the row lies in a table of another name: a backup that nobody has said anything of yet."""

    @property
    def row_version(self) -> RowVersion:
        """The version of the stop."""
        return RowVersion(self.version, mark_of(self.changed_at))

    @property
    def restored(self) -> bool:
        """Whether the table was brought back to an earlier time, and may not know whom it has written to."""
        return self.restoring is not None or self.moved

    @property
    def stops(self) -> bool:
        """Whether the row forbids sending."""
        return self.killed or self.restored


class KillSwitch(StrEnum):
    """What a read of the kill switch found. Unreadable means stop."""

    OFF = "off"
    ON = "on"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class SwitchReading:
    """What a read of the kill switch found, and in which version. The version is None if there was nothing to read."""

    state: KillSwitch
    version: RowVersion | None = None


def campaign_status(runs: tuple[RunControl, ...]) -> CampaignStatus:
    """Return the status of a campaign: the liveliest among its runs. A campaign without runs is a draft."""
    order = (RunStatus.RUNNING, RunStatus.PAUSED, RunStatus.FINISHED, RunStatus.CANCELLED)
    found = {run.status for run in runs}
    return next((CampaignStatus(status) for status in order if status in found), CampaignStatus.DRAFT)
