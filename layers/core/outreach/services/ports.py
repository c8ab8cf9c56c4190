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
move     `state = :from AND step = :s AND attempt = :a`
         * nothing has happened since the item was read: skip, defer, give up, close, operator commands.
         Anything that happened since raised `attempt`, so the move loses.
erase    `exists AND address <> ""`
         * the lead has an address, whatever state it is in.
         It writes the lead's own attributes and nothing that a claim, a settle or a move reads or writes, so it
         disturbs no attempt in flight and loses against none. A second copy finds the address gone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, Self

from outreach.domain.campaign import Campaign, Step
from outreach.domain.control import GlobalControl, KillSwitch, Mode, RunControl, RunStatus
from outreach.domain.eligibility import Question, Standing
from outreach.domain.enrollment import Change, Enrollment, EnrollmentKey, Fence, Lane, Lead, State
from outreach.domain.ids import (
    CampaignId,
    ClaimId,
    Domain,
    LeadId,
    MessageId,
    RecipientKey,
    RunId,
)
from outreach.domain.lease import Lease, Walk
from outreach.domain.mail import Mail
from outreach.domain.outcome import Outcome
from outreach.domain.reasons import Reason
from outreach.domain.suppression import DomainRow, Order, RecipientRow
from outreach.messages import TouchMessage


class Clock(Protocol):
    """Time."""

    def now(self) -> datetime:
        """Return the current time, aware, UTC."""
        ...

    def sleep(self, duration: timedelta) -> None:
        """Wait."""
        ...


class Chance(Protocol):
    """Randomness."""

    def claim_id(self) -> ClaimId:
        """Return a fresh random id that nothing else shares."""
        ...

    def jitter(self) -> float:
        """Return a number in [0, 1)."""
        ...


class KillSwitchReader(Protocol):
    """The operator's toggle in SSM."""

    def read(self) -> KillSwitch:
        """Return its state, at most as old as the documented setting allows. Never raises: unreadable is a state."""
        ...


class KillSwitchWriter(Protocol):
    """The operator's hand on it."""

    def write(self, *, on: bool) -> None:
        """Set the switch."""
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

    def move(self, key: EnrollmentKey, origin: State, fence: Fence, change: Change) -> bool:
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


@dataclass(frozen=True, slots=True)
class DueEntry:
    """What the due index says about one enrollment; may be out of date."""

    lead_id: LeadId
    fence: Fence
    recipient: RecipientKey
    domains: tuple[Domain, ...]
    cursor: str
    """Its sort key: where a walk goes on after it."""


class DueIndex(Protocol):
    """The sparse index of everything that waits. Eventually consistent."""

    def page(
        self, run: RunControl, lane: Lane, shard: int, after: str | None, until: datetime, limit: int
    ) -> list[DueEntry]:
        """Return up to `limit` entries behind cursor `after` that are due at `until`, earliest first."""
        ...

    def is_empty(self, run: RunControl) -> bool:
        """Say whether nothing waits in any lane and shard, however late it is due."""
        ...


@dataclass(frozen=True, slots=True)
class Prefetched:
    """The answer of one prefetch: per message the item and its standing."""

    enrollments: Mapping[EnrollmentKey, Enrollment]
    """Found items; a key that is missing here and in `unread` does not exist."""
    unread: frozenset[EnrollmentKey]
    standings: Mapping[Question, Standing]


class Desk(Protocol):
    """The two looks of the send path: one strongly consistent read over both tables each."""

    def prefetch(self, messages: Sequence[TouchMessage]) -> Prefetched:
        """Read items, recipient rows, domain rows and control rows of at most ten messages in one request."""
        ...

    def last_look(self, question: Question) -> Standing:
        """Read everything that can forbid the touch, in one request that starts after this call."""
        ...


class Leases(Protocol):
    """One writer per run."""

    def acquire(self, campaign_id: CampaignId, run_id: RunId, holder: str, now: datetime) -> Lease | None:
        """Take the lease if it is free or has run out, with token + 1; None if another holds it."""
        ...

    def save_walk(self, lease: Lease, walk: Walk) -> bool:
        """Store the cursors if the lease's token is still the current one; False if it is not."""
        ...

    def release(self, lease: Lease) -> bool:
        """Free the lease if its token is still the current one."""
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


class Audience(Protocol):
    """A campaign's leads, as imported."""

    def missing(self, campaign_id: CampaignId, shards: int, lead_ids: Sequence[LeadId]) -> set[LeadId]:
        """Say which of up to 100 leads are not in the audience yet."""
        ...

    def add(
        self, campaign_id: CampaignId, shards: int, leads: Sequence[Lead], source: str, now: datetime
    ) -> int:
        """Write those that do not exist yet, leave the others alone; return how many were new."""
        ...

    def leads(self, campaign_id: CampaignId, shards: int) -> Iterator[Lead]:
        """Stream the audience."""
        ...

    def lead(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> Lead | None:
        """Read one lead, strongly consistent."""
        ...

    def remove(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> bool:
        """Take a lead out; False if it was not there."""
        ...

    def of_recipient(self, recipient: RecipientKey) -> list[tuple[CampaignId, Lead]]:
        """Find a person in every campaign's audience, through the index."""
        ...


class Quotas(Protocol):
    """Counters by scope and calendar day; units are never handed back."""

    def reserve(self, scope: str, day: str, wanted: int, limit: int) -> int:
        """Reserve up to `wanted` units so that the counter never exceeds `limit`; return how many."""
        ...

    def used(self, scopes: Sequence[str], day: str) -> dict[str, int]:
        """Read counters; a counter never used is 0."""
        ...


class Queue(Protocol):
    """The queue of due touches."""

    def enqueue(self, messages: Sequence[TouchMessage]) -> set[int]:
        """Put messages, ten per request; return the positions of those that were NOT accepted."""
        ...

    def depth(self) -> int:
        """Return about how many messages wait."""
        ...


class Sender(Protocol):
    """Proof and live are two of these."""

    def send(self, mail: Mail) -> Outcome:
        """Hand over one mail, once. Never raises for what the outcome classes cover."""
        ...


class SendingAccount(Protocol):
    """The SES account's own limits."""

    def limits(self) -> tuple[float, int]:
        """Return mails per second and mails per 24 h."""
        ...


@dataclass(frozen=True, slots=True)
class ProofMail:
    """A rehearsed mail, as recorded instead of sent."""

    key: EnrollmentKey
    step: int
    claim_id: ClaimId
    mail: Mail
    at: datetime


class ProofMails(Protocol):
    """What rehearsals would have sent."""

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[ProofMail]:
        """Stream the recorded mails of a run."""
        ...

    def of_enrollment(self, key: EnrollmentKey) -> list[ProofMail]:
        """List the recorded mails of one enrollment, by step, strongly consistent."""
        ...

    def erase(self, key: EnrollmentKey) -> int:
        """Delete the recorded mails of one enrollment; return how many there were."""
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

    def renew_word(self, recipient: RecipientKey, scope: str, reason: Reason) -> str | None:
        """Give a standing order a new word and return it, for who may lift it and not read it; None if none stands."""
        ...

    def lift_recipient(self, recipient: RecipientKey, scope: str, reason: Reason, *, word: str) -> bool:
        """Take one order away, on a person's or an operator's explicit word; False if none was.

        Only if its word is still this one. Each giving has its own, whatever the clocks say, so a late copy of
        this call never lifts what was ordered since.
        """
        ...

    def lift_domain(self, domain: Domain, scope: str, reason: Reason, *, word: str) -> bool:
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


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that failed at each of its permitted receives."""

    letter_id: str
    body: str
    sent_at: datetime
    receipt: str


class DeadLetters(Protocol):
    """The dead-letter queue."""

    def take(self, limit: int) -> list[DeadLetter]:
        """Receive up to `limit` letters; they stay in the queue and come back unless deleted."""
        ...

    def delete(self, letter: DeadLetter) -> None:
        """Remove a letter."""
        ...


class MessageSelector(Protocol):
    """The strategy that chooses which message a step sends to a lead."""

    def select(self, campaign: Campaign, step: Step, lead: Lead) -> MessageId:
        """Return the id of a message whose templates the campaign has. Must be a function of its arguments."""
        ...


class Unsubscriber(Protocol):
    """Makes the personal link that ends all mail, or a campaign's."""

    def link(self, campaign_id: CampaignId, run_id: RunId, recipient: RecipientKey) -> str:
        """Return an HTTPS URL with a signed token and no address in it."""
        ...


class Alarms(Protocol):
    """Counters that an operator's alarms watch."""

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """Count something that happened."""
        ...


class Senders(Protocol):
    """The sender of each mode."""

    def of(self, mode: Mode) -> Sender:
        """Return the sender for a mode; proof never yields one that reaches SES."""
        ...


class Renderer(Protocol):
    """Turns a message and a lead into a mail."""

    def render(self, campaign: Campaign, message_id: MessageId, enrollment: Enrollment) -> Mail:
        """Render a whole mail; only the tag `claim` is still to be added. Raises `errors.RenderFailed`."""
        ...


@dataclass(frozen=True, slots=True)
class SendPorts:
    """What the send path works with."""

    desk: Desk
    enrollments: Enrollments
    campaigns: Campaigns
    controls: Controls
    quotas: Quotas
    kill_switch: KillSwitchReader
    senders: Senders
    renderer: Renderer
    selector: MessageSelector
    alarms: Alarms
    clock: Clock
    chance: Chance


@dataclass(frozen=True, slots=True)
class TickPorts:
    """What a tick works with."""

    controls: Controls
    campaigns: Campaigns
    leases: Leases
    index: DueIndex
    enrollments: Enrollments
    queue: Queue
    quotas: Quotas
    kill_switch: KillSwitchReader
    account: SendingAccount
    alarms: Alarms
    clock: Clock
