"""What is left in the tables of a run that was archived, and when that is enough.

Of a live run each enrollment stays at its key, as a compact row: it has ended, and keeps what later events need.

    who               lead id, address, recipient key, domains: an unsubscribe, a bounce, a complaint, a reply, `why`, `forget`
    where it ended    state, step, attempt, reason, times: no run enrolls the lead again, and `why` tells the end
    of each touch     message, state, claims, SES message id, time, sender, arm: an event finds its attempt, and P1 holds

What goes is what only a mail or a proof needs: fields, time zone, traits and corrections of the lead, what each last look
saw, digests, and the words of operators. The archive holds all of it. So a row gathers no fact by becoming compact, and
loses none that an event on the bus stands for (`domain/row_events.py`).

Of a rehearsal nothing has to stay: it wrote to nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from outreach.domain.control import RunControl, RunStatus
from outreach.domain.delivery import DeliveryRecord
from outreach.domain.enrollment import Enrollment, Lead, State, Touch
from outreach.domain.ids import ArchiveId, CampaignId, LeadId, RunId, is_rehearsal
from outreach.domain.replacing import replace
from outreach.domain.ses_event import TouchName
from outreach.domain.whom_not import Traits

_OVER = frozenset({RunStatus.FINISHED, RunStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Archive:
    """What a stack keeps about one archive of a run, or about one rehearsal that was pruned without one."""

    campaign_id: CampaignId
    run_id: RunId
    archive_id: ArchiveId
    place: str | None
    """The folder or `s3://` place that holds its files. None: the rehearsal was pruned, and nothing was kept of it."""
    digest: str | None
    """SHA-256 of the archive's SHA256SUMS, in hexadecimal digits. So no other files can take its place."""
    leads: int
    at: datetime
    actor: str
    thinned_at: datetime | None = None
    """When the tables had been thinned. None: this is still to be done."""


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of an enrollment an archive holds. Every change raises `attempt`; a lead that is enrolled anew has another time."""

    state: State
    step: int
    attempt: int
    enrolled_at: datetime | None
    """To the millisecond, as an archive writes times."""


@dataclass(frozen=True, slots=True)
class Archived:
    """What an archive says of the rows that it holds."""

    enrollments: Mapping[LeadId, Version]
    deliveries: Mapping[TouchName, DeliveryRecord] = field(default_factory=dict)


def not_closed(run: RunControl) -> str | None:
    """Say why a run cannot be archived yet. None: it is over, and a tick has found that everybody has ended."""
    if run.status not in _OVER:
        return f"it is {run.status}; only a run that is finished or cancelled can be archived"
    if not run.closed:
        return (
            f"it is {run.status}, and no tick has seen yet that everybody has ended; wait for the next tick"
        )
    return None


def compact(enrollment: Enrollment, archive_id: ArchiveId) -> Enrollment:
    """Return what is left of an enrollment that has ended, once an archive holds it."""
    assert enrollment.state is State.ENDED, "only what has ended is archived"
    return replace(
        enrollment,
        lead=_compact_lead(enrollment.lead),
        claimed_at=None,
        plan=None,
        touches={step: compact_touch(touch) for step, touch in enrollment.touches.items()},
        instructions=tuple(replace(said, because=None) for said in enrollment.instructions),
        archived=archive_id,
    )


def version_of(enrollment: Enrollment) -> Version:
    """Name the version of an enrollment."""
    at = enrollment.enrolled_at
    rounded = None if at is None else at.replace(microsecond=at.microsecond // 1000 * 1000)
    return Version(enrollment.state, enrollment.step, enrollment.attempt, rounded)


def require_prunable(enrollment: Enrollment) -> None:
    """Refuse to delete what somebody may have been written to by, or what still goes on."""
    assert is_rehearsal(enrollment.key.run_id), "an enrollment of the live run is never deleted with its run"
    assert enrollment.state is State.ENDED, "only what has ended is pruned"


def _compact_lead(lead: Lead) -> Lead:
    return replace(lead, fields={}, timezone=None, zone_source=None, traits=Traits(), corrections=())


def compact_touch(touch: Touch) -> Touch:
    """Return what is left of the record of a touch."""
    return replace(
        touch,
        looked_at=None,
        seen=None,
        detail=None,
        digest=None,
        quota_day=None,
        pace_period=None,
        reopened_because=None,
        would_go=None,
    )
