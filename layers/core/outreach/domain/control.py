"""What an operator can set: the status of runs, and the global stop."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from outreach.domain.ids import CampaignId, RunId


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
    """Refuse a change of status that is not in the table. Whoever writes one asks first."""
    assert to in STATUS_CHANGES[origin], f"{to} does not follow {origin}"


def resumes(origin: RunStatus, to: RunStatus) -> bool:
    """Say whether a change of status is an operator's word that a pause is over; a start of a finished run is none."""
    return origin is RunStatus.PAUSED and to is RunStatus.RUNNING


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
    """When an operator last resumed it after a pause; None if nobody ever has."""
    enrolled: bool = False
    """True once the whole audience has been enrolled; a run cannot finish before."""
    closed: bool = False
    """True once a tick found, after the run was finished or cancelled, that every enrollment has ended."""

    @property
    def walked(self) -> bool:
        """Whether ticks still have work here.

        A cancelled run is walked until all its leads are ended. A finished one is looked at once more: an
        import that added leads just before the end either saw the end, or is seen by this look.
        """
        return self.status is RunStatus.RUNNING or (self.status is not RunStatus.PAUSED and not self.closed)


@dataclass(frozen=True, slots=True)
class GlobalControl:
    """The one row that stops everything; carries the same switch as the SSM parameter."""

    killed: bool
    changed_at: datetime
    changed_by: str
    reason: str | None = None
    send_rate: float | None = None
    """Mails per second that the SES account allows, as last read by a tick."""
    daily_limit: int | None = None
    """Mails per 24 h that the SES account allows, as last read by a tick."""


class KillSwitch(StrEnum):
    """What reading the kill switch told. Unreadable means stop."""

    OFF = "off"
    ON = "on"
    UNREADABLE = "unreadable"


def campaign_status(runs: tuple[RunControl, ...]) -> CampaignStatus:
    """Sum up a campaign: the liveliest status among its runs; a campaign without runs is a draft."""
    order = (RunStatus.RUNNING, RunStatus.PAUSED, RunStatus.FINISHED, RunStatus.CANCELLED)
    found = {run.status for run in runs}
    return next((CampaignStatus(status) for status in order if status in found), CampaignStatus.DRAFT)
