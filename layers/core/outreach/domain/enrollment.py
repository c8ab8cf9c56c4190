"""An enrollment (a lead's passage through one run) and the states it may be in.

The enrollment is ONE item, so every change of state is ONE conditional write. `(step, attempt)` is
the fence: a claim names both, and every change raises `attempt`. So no message and no delayed write
from an earlier attempt can act again. `tries` is another number: how much of the retry budget of the
current step is used. A kill raises `attempt` and leaves `tries` alone.

    due --claim--> sending --settle--> due (next step, retry, or later) | unknown | ended
                      |                                                     ^         ^
                      +--in flight for too long--> unknown --settle---------+         |
                                                      +--at its deadline, by policy --+--> due (next step)
    due --skip--> ended        due --defer--> due, later       ended --operator only--> due | ended
    due --stop, by an operator--> ended          due --values corrected--> due, a new attempt

`ALLOWED` says the same as a table, and nothing can get around it: a `Change` that is not in the table cannot be made,
and `claimed` is the only way to `sending`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from outreach.domain.correction import Correction
from outreach.domain.experiment import Arm
from outreach.domain.fast import WouldGo
from outreach.domain.ids import (
    ArchiveId,
    CampaignId,
    ClaimId,
    Domain,
    IdempotencyKey,
    LeadId,
    MessageId,
    RecipientKey,
    RunId,
    SesMessageId,
)
from outreach.domain.instruction import Instruction, is_stopped
from outreach.domain.reasons import Reason
from outreach.domain.replacing import replace
from outreach.domain.seen import Seen
from outreach.domain.whom_not import Traits
from outreach.domain.zone_source import ZoneSource


class State(StrEnum):
    """The state of an enrollment. A value outside this set is a bug."""

    DUE = "due"
    SENDING = "sending"
    UNKNOWN = "unknown"
    ENDED = "ended"


class Lane(StrEnum):
    """Which of the three queues of the due index an enrollment waits in, in reading order."""

    FINAL = "final"
    NEXT = "next"
    FIRST = "first"


class TouchState(StrEnum):
    """What became of one step for one enrollment."""

    SENT = "sent"
    SENT_PROOF = "sent_proof"
    ASSUMED_SENT = "assumed_sent"
    UNKNOWN = "unknown"
    RETRY = "retry"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Lead:
    """A person with an address, as imported."""

    lead_id: LeadId
    address: str
    recipient: RecipientKey
    domains: tuple[Domain, ...]
    """The address's own domain first, then each parent down to the registrable one."""
    fields: Mapping[str, str] = field(default_factory=dict)
    timezone: str | None = None
    zone_source: ZoneSource | None = None
    """What told the zone. None if there is no zone, or if an older program imported the lead."""
    traits: Traits = field(default_factory=Traits)
    corrections: tuple[Correction, ...] = ()
    """How an operator has corrected the values since the import, in order. Their number is the version of the values."""


def with_values_of(lead: Lead, other: Lead) -> Lead:
    """Return the lead with the values of another copy of it, and their corrections. Who the lead is stays."""
    return replace(
        lead,
        fields=other.fields,
        timezone=other.timezone,
        zone_source=other.zone_source,
        traits=other.traits,
        corrections=other.corrections,
    )


@dataclass(frozen=True, slots=True)
class EnrollmentKey:
    """Where an enrollment is stored: one partition per (campaign, run, shard), sorted by lead."""

    campaign_id: CampaignId
    run_id: RunId
    shard: int
    lead_id: LeadId


@dataclass(frozen=True, slots=True)
class Touch:
    """The record of one step for one enrollment."""

    step: int
    message_id: MessageId
    key: IdempotencyKey
    state: TouchState
    attempts: int
    """How many attempts reached the sender, or may have."""
    at: datetime
    """When the state was recorded."""
    looked_at: datetime | None = None
    """When the last look of the latest attempt began, by the clock of its process."""
    seen: Seen | None = None
    """What that look saw. None if no look is recorded, or if the program was older."""
    revision: str | None = None
    """The revision of the campaign by which that look decided. None like `seen`."""
    claim_id: ClaimId | None = None
    earlier_claims: tuple[ClaimId, ...] = ()
    """Claims of attempts that may have been delivered before an operator ordered another. They are kept for good."""
    ses_message_id: SesMessageId | None = None
    reason: Reason | None = None
    detail: str | None = None
    """What the sender said, without personal data, for example the name of an SES error."""
    digest: str | None = None
    """SHA-256 of the rendered content."""
    quota_day: str | None = None
    """The calendar day on which the quota for the latest attempt was reserved, as the campaign counts days."""
    pace_period: str | None = None
    """The day or hour in which it counts for its domain, if the campaign paces domains."""
    sent_again_by: str | None = None
    """The operator who ordered another attempt at a touch that may have been delivered. It is kept for good."""
    reopened_by: str | None = None
    """The operator who ordered another attempt at a touch that SES had certainly not taken. It is kept for good."""
    reopened_because: str | None = None
    """Why, in the operator's words."""
    would_go: WouldGo | None = None
    """In a fast rehearsal: when the mail of the latest attempt would have gone."""
    arm: Arm | None = None
    """The arm of the campaign's experiment that `message_id` belongs to. None: there was no experiment."""
    sender: str | None = None
    """Who sent it, or tried to last. None: nobody did, or an older program."""

    @property
    def may_have_arrived(self) -> bool:
        """Whether the lead has got a mail of it, or nobody knows that it has not."""
        return self.state in _MAY_HAVE_ARRIVED or bool(self.earlier_claims)


_MAY_HAVE_ARRIVED = frozenset(
    {TouchState.SENT, TouchState.SENT_PROOF, TouchState.ASSUMED_SENT, TouchState.UNKNOWN}
)


@dataclass(frozen=True, slots=True)
class Enrollment:
    """Everything known about a lead's passage through one run."""

    key: EnrollmentKey
    lead: Lead
    state: State
    step: int
    attempt: int
    tries: int
    lane: Lane | None
    due_at: datetime | None
    """None only when ended. An enrollment that has not ended is always in the index."""
    reason: Reason | None = None
    claim_id: ClaimId | None = None
    claimed_at: datetime | None = None
    settled_by: ClaimId | None = None
    last_touch_at: datetime | None = None
    enrolled_at: datetime | None = None
    changed_at: datetime | None = None
    plan: WouldGo | None = None
    """When the current step would go. Only a fast rehearsal plans (`domain/fast.py`)."""
    arm: Arm | None = None
    """The arm of the latest attempt, which its claim recorded. None: it had no experiment."""
    sender: str | None = None
    """Who sends in the latest attempt, which its claim recorded. None: an older program claimed, or nobody has."""
    touches: Mapping[int, Touch] = field(default_factory=dict)
    instructions: tuple[Instruction, ...] = ()
    """What operators said about this lead in this run, in order."""
    archived: ArchiveId | None = None
    """The archive that holds the rest of it (`domain/archive.py`). An archived enrollment has ended, and nothing moves it again."""

    @property
    def stopped(self) -> bool:
        """Whether an operator has ended the sequence. What is not in flight then ends at once, and the rest at its next look."""
        return is_stopped(self.instructions)


@dataclass(frozen=True, slots=True)
class Fence:
    """The step and attempt that a message or a writer believes to be current."""

    step: int
    attempt: int


ALLOWED: Mapping[State, frozenset[State]] = {
    State.DUE: frozenset({State.DUE, State.SENDING, State.ENDED}),
    State.SENDING: frozenset({State.DUE, State.UNKNOWN, State.ENDED}),
    State.UNKNOWN: frozenset({State.UNKNOWN, State.DUE, State.ENDED}),
    State.ENDED: frozenset({State.DUE, State.ENDED}),
}
"""From a state to those that may follow it.

Only an explicit command of an operator changes what has ended. `ended` follows itself when the operator says that
the last mail of a sequence, held as unknown, was delivered: the enrollment stays ended, as completed.
"""

IN_FLIGHT = (State.SENDING, State.UNKNOWN)
"""The states in which an attempt has not been settled. A settle applies to both."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one transition writes. The store raises `attempt` by one with every change that it applies."""

    origin: State
    """The state of the enrollment that the change was worked out from. Not written."""
    state: State
    step: int
    tries: int
    lane: Lane | None
    due_at: datetime | None
    reason: Reason | None
    at: datetime
    touch: Touch | None = None
    """The new record of the touch that this change is about. None leaves the record as it is."""
    last_touch_at: datetime | None = None
    """When the lead was written to, if this change records that. None leaves the time as it is."""
    plan: WouldGo | None = None
    """The plan of the next step, in a fast rehearsal. None leaves the plan as it is."""
    ordered_by: str | None = None
    """The operator who gave this command, if one did. Not written: the record of the touch names them."""
    instruction: Instruction | None = None
    """What the operator said, to be kept with those before it. None adds nothing."""

    def __post_init__(self) -> None:
        """Refuse a change that is not allowed, or that would lose the lead (P3)."""
        ended = self.state is State.ENDED
        assert ended == (self.lane is None) == (self.due_at is None), "only what has ended leaves the index"
        assert not ended or self.reason is not None, "an end has a reason"
        assert self.state is not State.SENDING, "only a claim moves an enrollment to sending"
        assert self.state in ALLOWED[self.origin], f"{self.state} does not follow {self.origin}"
        ordered = self.ordered_by is not None
        assert ordered or self.origin is not State.ENDED, "only an operator changes what has ended"


def claimed(
    enrollment: Enrollment,
    claim_id: ClaimId,
    now: datetime,
    arm: Arm | None = None,
    sender: str | None = None,
) -> Enrollment:
    """Return a due enrollment as it is after its claim, by which this arm is sent by this sender."""
    assert State.SENDING in ALLOWED[enrollment.state], f"{State.SENDING} does not follow {enrollment.state}"
    return replace(enrollment, state=State.SENDING, claim_id=claim_id, claimed_at=now, arm=arm, sender=sender)


def require_settle(change: Change) -> None:
    """Refuse a change that no settle may write.

    A settle is worked out while its attempt is in flight. Meanwhile a pass may have made the touch unknown. So the
    change must be allowed from both states, whichever of them it was worked out from.
    """
    assert change.origin in IN_FLIGHT, f"a settle of what was {change.origin}"
    assert all(change.state in ALLOWED[found] for found in IN_FLIGHT), f"a settle to {change.state}"
