"""What the use cases need from the outside, named by need.

Every port has an in-memory adapter and an AWS adapter, and the same contract tests run against both.
Expected outcomes (lost claim, lease taken, quota used up) are values. Anything else that goes wrong
raises `errors.StoreUnavailable` or a sibling, and the caller must count it as *not done or done*.

The named conditional writes, each with the situations in which its condition holds:

claim    `step = :s AND attempt = :a AND (state = due OR (state = sending AND claim_id = :me))`
         * the touch is due and nobody took it: the first copy of this write wins;
         * this very write was applied and its answer lost: the SDK's retry finds its own claim id.
         Any other situation (other claim, later attempt, other step, ended, gone) loses.
settle   `claim_id = :me AND state IN (sending, unknown)`
         * the owner settles its attempt;
         * the owner, slow, settles after a pass made the touch unknown;
         * an SES event settles for an owner that died.
         A second copy finds `settled_by = :me` and is done. After a later claim it loses.
         The change may find either state, whichever it was worked out from: `domain.enrollment.require_settle`.
move     `state = :from AND step = :s AND attempt = :a`, where `:from` is the change's own `origin`
         * nothing has happened since the item was read: skip, defer, give up, close, operator commands.
         Anything that happened since raised `attempt`, so the move loses.
erase    `exists AND address <> ""`
         * the lead has an address, whatever state it is in.
         It writes the lead's own attributes and nothing that a claim, a settle or a move reads or writes, so it
         disturbs no attempt in flight and loses against none. A second copy finds the address gone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, Self

from outreach.domain.campaign import Campaign
from outreach.domain.control import GlobalControl, KillSwitch, RunControl, RunStatus
from outreach.domain.enrollment import Change, Enrollment, EnrollmentKey, Fence
from outreach.domain.ids import (
    CampaignId,
    ClaimId,
    Domain,
    RecipientKey,
    RunId,
)
from outreach.domain.reasons import Reason
from outreach.domain.suppression import DomainRow, Order, RecipientRow

TimeLeft = Callable[[], timedelta]
"""How long an invocation may still last."""


class Clock(Protocol):
    """Time."""

    def now(self) -> datetime:
        """Return the current time, aware, UTC."""
        ...

    def sleep(self, duration: timedelta) -> None:
        """Wait."""
        ...


class KillSwitchReader(Protocol):
    """The operator's toggle in SSM."""

    def read(self) -> KillSwitch:
        """Return its state, at most as old as the documented setting allows. Never raises: unreadable is a state."""
        ...


class Claiming(StrEnum):
    """How a claim went."""

    WON = "won"
    LOST = "lost"


class Settling(StrEnum):
    """How a settle went."""

    APPLIED = "applied"
    ALREADY = "already"
    """An earlier copy of this settle had been applied."""
    LOST = "lost"
    """The claim is no longer the current one: a later attempt or an operator has moved the touch on."""


class Enrollments(Protocol):
    """The path of the touch. Only this path writes enrollments."""

    def add(self, enrollments: Sequence[Enrollment]) -> int:
        """Write those that do not exist yet, leave the others alone; return how many were new."""
        ...

    def get(self, key: EnrollmentKey) -> Enrollment | None:
        """Read one, strongly consistent."""
        ...

    def claim(self, key: EnrollmentKey, fence: Fence, claim_id: ClaimId, now: datetime) -> Claiming:
        """Move a due touch to `sending`; see *claim* above."""
        ...

    def settle(self, key: EnrollmentKey, claim_id: ClaimId, change: Change) -> Settling:
        """Record the outcome of a claimed attempt; see *settle* above."""
        ...

    def move(self, key: EnrollmentKey, fence: Fence, change: Change) -> bool:
        """Apply a change that no claim stands behind; see *move* above. False if it lost."""
        ...

    def erase(self, key: EnrollmentKey) -> bool:
        """Blank the lead (`domain.erasure`) and leave all else; see *erase* above. False if that was done before."""
        ...

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[Enrollment]:
        """Stream every enrollment of a run, strongly consistent."""
        ...

    def of_recipient(self, recipient: RecipientKey) -> list[Enrollment]:
        """Find a person's enrollments in every campaign and run, through the index."""
        ...

    def all_ended(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> bool:
        """Say, strongly consistent, whether every enrollment of the run has ended."""
        ...


class Controls(Protocol):
    """Control rows of runs and the global one."""

    def runs(self, campaign_id: CampaignId | None = None) -> list[RunControl]:
        """List every run, or a campaign's runs, strongly consistent, in order of their start."""
        ...

    def run(self, campaign_id: CampaignId, run_id: RunId) -> RunControl | None:
        """Read one run."""
        ...

    def create_run(self, run: RunControl) -> bool:
        """Write a run that does not exist yet; False if it does."""
        ...

    def change_status(
        self, run: RunControl, to: RunStatus, actor: str, reason: str | None, now: datetime
    ) -> bool:
        """Set the status, and `closed` to false, if nobody has set it since `run` was read; False if not.

        `run.status` and `run.changed_at` are the version: a delayed copy of this write finds another one.
        The change must be one of `domain.control.STATUS_CHANGES`; another raises, and writes nothing.
        A change that resumes (`domain.control.resumes`) sets `resumed_at`, too; any other leaves it.
        """
        ...

    def follow(self, campaign_id: CampaignId, run_id: RunId, revision: str) -> None:
        """Let a run follow another revision of the definition."""
        ...

    def mark_enrolled(self, campaign_id: CampaignId, run_id: RunId, *, enrolled: bool) -> None:
        """Say whether the whole audience is enrolled."""
        ...

    def mark_closed(self, run: RunControl) -> None:
        """Say that nothing is left of a finished or cancelled run, if nobody has set its status since."""
        ...

    def control(self) -> GlobalControl | None:
        """Read the global row, strongly consistent; None on a stack that never started anything."""
        ...

    def open(self, actor: str, now: datetime) -> None:
        """Create the global row, not killed, if there is none."""
        ...

    def set_killed(self, *, killed: bool, actor: str, reason: str | None, now: datetime) -> None:
        """Turn the global stop on or off."""
        ...

    def note_account(self, send_rate: float, daily_limit: int) -> None:
        """Keep what SES said about the account, if the global row exists."""
        ...

    def history(self, since: datetime | None = None) -> list["ControlEvent"]:
        """List what each control row has said from when on, at or after `since`, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class ControlEvent:
    """What a control row said from a moment on. `subject` is `global` or `{campaign_id}#{run_id}`."""

    at: datetime
    subject: str
    to: str
    actor: str
    reason: str | None

    @classmethod
    def of_run(cls, run: RunControl) -> Self:
        """Tell what a run's row says."""
        subject = f"{run.campaign_id}#{run.run_id}"
        return cls(run.changed_at, subject, run.status.value, run.changed_by, run.reason)

    @classmethod
    def of_control(cls, control: GlobalControl) -> Self:
        """Tell what the global row says."""
        to = KillSwitch.ON if control.killed else KillSwitch.OFF
        return cls(control.changed_at, "global", to.value, control.changed_by, control.reason)


class Campaigns(Protocol):
    """Definitions: immutable revisions, and which one is current."""

    def publish(self, campaign: Campaign, now: datetime) -> str:
        """Keep a definition, make it current, and return its revision (a digest of its content)."""
        ...

    def definition(self, campaign_id: CampaignId, revision: str) -> Campaign:
        """Read a revision; it never changes, so a caller may keep it. Raises `errors.UnknownCampaign`."""
        ...

    def current(self, campaign_id: CampaignId) -> tuple[str, Campaign] | None:
        """Read the current revision and its name; None if the campaign was never applied."""
        ...

    def ids(self) -> list[CampaignId]:
        """List the campaigns, sorted."""
        ...


class Quotas(Protocol):
    """Counters by scope and calendar day; units are never handed back."""

    def reserve(self, scope: str, day: str, wanted: int, limit: int) -> int:
        """Reserve up to `wanted` units so that the counter never exceeds `limit`; return how many."""
        ...

    def used(self, scopes: Sequence[str], day: str) -> dict[str, int]:
        """Read counters; a counter never used is 0."""
        ...


class Suppressions(Protocol):
    """The Suppression table. Only this service writes to it, and nothing but `lift` takes an order away."""

    def ensure(self, rows: Sequence[RecipientRow]) -> int:
        """Create recipient rows that do not exist yet, without orders; return how many were new."""
        ...

    def recipients(self, recipients: Sequence[RecipientKey]) -> dict[RecipientKey, RecipientRow]:
        """Read the rows of up to 100 addresses, those that exist, strongly consistent."""
        ...

    def order_recipient(self, recipient: RecipientKey, address: str | None, order: Order) -> bool:
        """Add an order, creating the row if needed; False if it stood already (the first one is kept, with a new word)."""
        ...

    def order_domain(self, domain: Domain, order: Order) -> bool:
        """Add an order for a domain and everything below it; False if it stood already."""
        ...

    def renew_version(self, recipient: RecipientKey, scope: str, reason: Reason) -> str | None:
        """Give a standing order a new word and return it, for who may lift it and not read it; None if none stands."""
        ...

    def lift_recipient(self, recipient: RecipientKey, scope: str, reason: Reason, *, version: str) -> bool:
        """Take one order away, on a person's or an operator's explicit word; False if none was.

        Only if its word is still this one. Each giving has its own, whatever the clocks say, so a late copy of
        this call never lifts what was ordered since.
        """
        ...

    def lift_domain(self, domain: Domain, scope: str, reason: Reason, *, version: str) -> bool:
        """Take one order for a domain away, if its word is still this one; False if none was."""
        ...

    def erase_address(self, recipient: RecipientKey) -> bool:
        """Blank the clear address of a row and keep its orders; False if there is none."""
        ...

    def recipient(self, recipient: RecipientKey) -> RecipientRow | None:
        """Read one row, strongly consistent."""
        ...

    def domain(self, domain: Domain) -> DomainRow | None:
        """Read one row, strongly consistent."""
        ...

    def all(self) -> Iterator[RecipientRow | DomainRow]:
        """Stream every row that carries an order or a hold."""
        ...


class Alarms(Protocol):
    """Counters that an operator's alarms watch."""

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """Count something that happened."""
        ...
