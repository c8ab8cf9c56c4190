"""The ports that several use cases share: what they need from the outside, named by need.

Every port has an in-memory adapter and an AWS adapter, and the same contract tests run against both. Expected
outcomes (lost claim, lease taken, quota used up) are return values. Any other failure raises
`errors.StoreUnavailable` or a sibling. After such an error the caller does not know whether a write was applied.

The conditional writes have names. Each is listed with its condition and the situations in which it holds:

claim    `step = :s AND attempt = :a AND (state = due OR (state = sending AND claim_id = :me))`
         * the touch is due and nobody took it: the first copy of this write wins;
         * this very write was applied and its response was lost: the SDK's retry finds its own claim id.
         In any other situation (other claim, later attempt, other step, ended, gone) the claim is lost.
settle   `claim_id = :me AND state IN (sending, unknown)`
         * the owner settles its attempt;
         * the owner, slow, settles after a pass made the touch unknown;
         * an SES event settles for an owner that died.
         A second copy finds `settled_by = :me` and does nothing. After a later claim the settle is lost.
         The change may be applied to either state, no matter from which of the two it was computed
         (`domain.enrollment.require_settle`).
move     `state = :from AND step = :s AND attempt = :a AND archived does not exist`, where `:from` is the change's own `origin`
         * nothing has happened since the item was read: skip, defer, give up, close, operator commands;
         * an operator reopens what has ended: then `:from` is `ended`, and a second copy finds `due`.
         Every change raises `attempt`, so the move is lost if anything has happened since.
erase    `exists AND address <> ""`
         * the lead has an address, whatever state it is in.
         It writes only the lead's own attributes. A claim, a settle or a move neither reads nor writes them, so
         an erase and an attempt in flight do not affect each other. A second copy finds no address.
withdraw `enrolled_at = :seen AND claim_id does not exist`; the item is deleted
         * the lead waits for its first touch, and no attempt was ever made, however often it was deferred;
         * it ended without an attempt: an order forbade it, or its run was cancelled.
         In any other situation (in flight, sent, unknown, failed, tried again) SES may have been asked, and the item
         stays. A claim and a withdrawal exclude each other: a claim needs the item, and leaves its id for good.
         A second copy finds no item. A late copy finds another `enrolled_at` if the lead was enrolled again since.
correct  `address <> "" AND corrections = :n AND state = :from AND step = :s AND attempt = :a AND archived does not exist`, where
         `corrections` counts them
         * an operator corrects the values of a lead, and nothing has happened to the item since it was read;
         * a run was started, or an import enrolled the lead, with values that were corrected meanwhile.
         If the touch is due, `attempt` grows: a mail that was made of the old values finds its claim lost. In any other
         state it stays: an attempt in flight is not disturbed, and what has ended has no message. A second copy finds
         one correction more. An item that was blanked stays blank.
instruct `state IN (sending, unknown) AND step = :s AND attempt = :a AND instructions = :n`; it appends one instruction
         * an attempt is in flight, so nothing else can be written: its last look, or the next look, finds the instruction.
         A settle neither reads nor writes them. A second copy finds one instruction more. An instruction about a lead
         that waits or has ended is part of its move.
thin     `state = ended AND step = :s AND attempt = :a AND archived does not exist`; the item becomes compact
         * an archive holds the item as it was read, and nothing has happened to it since (`domain/archive.py`).
         A second copy finds it archived. `attempt` stays, so that no event on the bus is told again. From then on a move and a
         correct are lost: their conditions say `archived does not exist` as well. An erase still applies.
prune    `state = ended AND step = :s AND attempt = :a`, in a rehearsal only; the item is deleted
         * the rehearsal is over, and nothing has happened to the item since it was read: nobody was written to.
         A second copy finds no item.
take     `claim_id = :seen`, or `claim_id does not exist` if no row was seen; or `claim_id = :me`
         * nobody has taken the person since the row was read: the attempt has the person;
         * this very write was applied and its response was lost: the SDK's retry finds its own claim id.
         In any other situation another attempt was faster, and this one's last look finds that attempt on the row.
         Claim ids are never used again, so a late copy of a take finds its own row, or another id and changes nothing.
enter    `week = :week AND (people contains :person OR size(people) < :most)`; or `week < :week`, or no row: then a new week
         * there is room for one more person of the company in this week;
         * the person is among them already: another mail to them, or a second copy;
         * nobody of the company was entered in this week: the row is begun anew with this person.
         In any other situation the company has no room until the next week. A late copy of a past week changes nothing.
reserve  `closed does not exist AND (used does not exist OR used <= :limit - :n)`; `used` grows by n
         * the day is open, and with these units its counter does not exceed the limit.
         A second copy (the response was lost) takes its units once more: the quota is used up early, never exceeded. What is
         told beside it is added once more as well, mails and time, which leaves the time of a mail as it was.
         A copy that arrives once the day is closed takes nothing. Near the limit, the refused item says what is left.
close    no condition; `closed` is set, `used` is left alone
         * the day has a counter, or has none yet, or is closed already: afterwards it never grows again.
replace  `revision = :over OR revision = :new`, on the row that says which revision of a campaign is current
         * nobody has changed the campaign since `:over` was read: an apply, or the stop of a variant;
         * this very write was applied and its response was lost, or somebody made the same content current.
         In any other situation nothing becomes current: an apply that has not seen a stop cannot undo it.
say      `senders_number = :seen`, or `senders_number does not exist` if nobody was stopped before; it grows by 1
         * nobody has stopped or resumed a sender of the run since the row was read: a stop, a resumption, a breaker;
         * this very write was applied and its response was lost: what it says is what the row says.
         In any other situation somebody else was faster, and whoever says it reads the row again. So two stops at once never
         stop the last sender. A late copy finds a higher number and changes nothing.
begin    `restoring does not exist AND changed_at = :seen`, or no row; the global row gets the mark, and is killed
         * an operator has brought a table back to an earlier time, and nobody has begun to restore it;
         * this very write was applied and its response was lost: the mark is its own.
         In any other situation somebody has begun already, and that mark stands; or somebody has turned the stop since. So a
         late copy does not mark a table again whose restoration is over.
advance  `restoring = :seen`; the mark is replaced
         * a replay begins or ends, and nobody else has begun or ended one since the mark was read;
         * this very write was applied and its response was lost: the mark is the new one.
         In any other situation there is another replay, or none any more. So a replay that died is never taken for one that
         came to its end.
end      `restoring = :seen`; the mark goes, and the row stays killed
         * the latest replay came to its end, and none has begun since the mark was read;
         * this very write was applied and its response was lost: what the row says of the end is its own.
         As long as there is a mark, and in a table of another name, no write turns the stop off.
follow   `revision = :over OR revision = :new`, on the row of a run
         * the run still follows the revision that was read, and goes on by another;
         * this very write was applied and its response was lost.
         In any other situation somebody else has led the run on. Whose revision is current looks again and repeats it.
         With `at_rest`, also `status = :seen AND changed_at = :seen`
         * the run is still in the pause in which its leads were looked at, so none of them has come any further.
         If somebody has resumed it since, it keeps its revision, also if it is paused again by now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, Self

from outreach.domain.consumers import IDLE, Busy
from outreach.domain.control import (
    KillSwitch,
)
from outreach.domain.quota import sender_scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from outreach.domain.across import Person, PersonRow
    from outreach.domain.campaign import Campaign
    from outreach.domain.company_week import Company, CompanyRow
    from outreach.domain.control import (
        GlobalControl,
        RunControl,
        RunStatus,
        SenderState,
        SwitchReading,
    )
    from outreach.domain.enrollment import Change, Enrollment, EnrollmentKey, Fence, Lead
    from outreach.domain.experiment import Arm
    from outreach.domain.ids import (
        ArchiveId,
        CampaignId,
        ClaimId,
        Domain,
        RecipientKey,
        RunId,
    )
    from outreach.domain.instruction import Instruction
    from outreach.domain.lease import Look, Place
    from outreach.domain.mail import Mail
    from outreach.domain.reasons import Reason
    from outreach.domain.restoring import Restoring
    from outreach.domain.row_version import RowVersion
    from outreach.domain.sending_account import AccountFacts, Verification
    from outreach.domain.suppression import DomainRow, Hold, Order, RecipientRow

TimeLeft = Callable[[], timedelta]
"""How long an invocation may still last."""


class Clock(Protocol):
    """The current time, and waiting."""

    def now(self) -> datetime:
        """Return the current time, aware, UTC."""
        ...

    def sleep(self, duration: timedelta) -> None:
        """Wait."""
        ...


class KillSwitchReader(Protocol):
    """The operator's kill switch in SSM."""

    def read(self) -> SwitchReading:
        """Return its state and the version that was read, at most as old as the documented setting allows.

        Never raises: a switch that cannot be read has the state `UNREADABLE`.
        """
        ...


class SendingAccount(Protocol):
    """The SES account, and the identity that the stack sends from. Who reads them need not be able to send."""

    def account(self) -> AccountFacts:
        """Ask SES about the account, with one request. Raises `errors.StoreUnavailable` if it does not say."""
        ...

    def verification(self) -> Verification:
        """Ask SES whether the identity is verified, with one request. Raises `errors.StoreUnavailable`, too."""
        ...


class Claiming(StrEnum):
    """The result of a claim."""

    WON = "won"
    LOST = "lost"


class Settling(StrEnum):
    """The result of a settle."""

    APPLIED = "applied"
    ALREADY = "already"
    """An earlier copy of this settle has been applied."""
    LOST = "lost"
    """The claim is no longer the current one: a later attempt or an operator has moved the touch."""


class Enrollments(Protocol):
    """The enrollments. They change only by the conditional writes that the module's docstring lists."""

    def add(self, enrollments: Sequence[Enrollment]) -> int:
        """Write the enrollments that do not exist yet, and leave the others unchanged; return how many were new."""
        ...

    def get(self, key: EnrollmentKey) -> Enrollment | None:
        """Read one, strongly consistent."""
        ...

    def find(self, keys: Sequence[EnrollmentKey]) -> Mapping[EnrollmentKey, Enrollment]:
        """Read several, strongly consistent, with one request for a hundred. One that does not exist is left out."""
        ...

    def find_late(self, keys: Sequence[EnrollmentKey]) -> Mapping[EnrollmentKey, Enrollment]:
        """Read the same for half the price. Each may be as it was some time ago, or missing although it has just been written."""
        ...

    def claim(
        self,
        key: EnrollmentKey,
        fence: Fence,
        claim_id: ClaimId,
        now: datetime,
        arm: Arm | None = None,
        sender: str | None = None,
    ) -> Claiming:
        """Move a due touch to `sending`, and record the arm that is sent, and who sends it; see *claim* above."""
        ...

    def settle(self, key: EnrollmentKey, claim_id: ClaimId, change: Change) -> Settling:
        """Record the outcome of a claimed attempt; see *settle* above."""
        ...

    def move(self, key: EnrollmentKey, fence: Fence, change: Change) -> bool:
        """Apply a change that does not belong to a claim; see *move* above. False if it was lost."""
        ...

    def erase(self, key: EnrollmentKey) -> bool:
        """Blank the lead (`domain.erasure`) and nothing else; see *erase* above.

        False if it is blank already or does not exist.
        """
        ...

    def correct(self, seen: Enrollment, lead: Lead) -> bool:
        """Give an enrollment, as it was read, the values of this lead and their corrections; see *correct* above.

        Ids, address, recipient key and domains stay. False if it was lost.
        """
        ...

    def instruct(self, seen: Enrollment, instruction: Instruction) -> bool:
        """Keep what an operator said while an attempt is in flight; see *instruct* above. False if it was lost."""
        ...

    def withdraw(self, key: EnrollmentKey, enrolled_at: datetime | None) -> bool:
        """Delete the enrollment of this time if no attempt was ever made; see *withdraw* above.

        False if nothing was deleted: SES may have been asked, or there is no such enrollment any more.
        """
        ...

    def thin(self, seen: Enrollment, archive_id: ArchiveId) -> bool:
        """Leave the compact row of an enrollment, as it was read, that an archive holds; see *thin* above. False if it was lost."""
        ...

    def prune(self, seen: Enrollment) -> bool:
        """Delete an enrollment of a rehearsal, as it was read; see *prune* above. False if it was lost."""
        ...

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[Enrollment]:
        """Stream every enrollment of a run by ascending shard, strongly consistent."""
        ...

    def of_recipient(self, recipient: RecipientKey) -> list[Enrollment]:
        """Find a person's enrollments in every campaign and run, through the index."""
        ...

    def look(self, run: RunControl, place: Place, limit: int) -> Look:
        """Look whether up to `limit` enrollments of a run have ended, from a place on. One strongly consistent request."""
        ...


class Controls(Protocol):
    """Control rows of runs and the global one."""

    def runs(self, campaign_id: CampaignId | None = None) -> list[RunControl]:
        """List all runs, or those of one campaign, in order of their start. Strongly consistent."""
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
        """Set the status, and set `closed` to false, unless somebody changed the status since `run` was read.

        Returns False if somebody did. `run.status` and `run.changed_at` together are the row's version, so a
        delayed copy of this write finds another version and changes nothing. The change must be one of
        `domain.control.STATUS_CHANGES`; any other raises, and writes nothing. A change that resumes the run
        (`domain.control.resumes`) also sets `resumed_at`.
        """
        ...

    def say_of_sender(self, run: RunControl, state: SenderState) -> bool:
        """Stop or resume a sender of the run's pool; see *say* above. False if somebody else was faster.

        `state.number` is one more than that of `run.senders_version`. A stop is written also while the history cannot be.
        Then this raises `StoreUnavailable` at the end. Raises `errors.UnknownRun`.
        """
        ...

    def follow(
        self,
        campaign_id: CampaignId,
        run_id: RunId,
        revision: str,
        *,
        over: str | None = None,
        at_rest: RunControl | None = None,
    ) -> bool:
        """Make a run use another revision of the campaign's definition; see *follow* above.

        `over` None: whichever it used before. `at_rest`: the run as it was read, if its status may not have changed since;
        it goes with `over`. False if it uses another than `over`, or has changed. Raises `errors.UnknownRun`.
        """
        ...

    def mark_enrolled(self, campaign_id: CampaignId, run_id: RunId, *, enrolled: bool) -> None:
        """Record whether the whole audience is enrolled in the run."""
        ...

    def mark_closed(self, run: RunControl) -> None:
        """Record that a finished or cancelled run has nothing left to do, unless its status has changed since."""
        ...

    def control(self) -> GlobalControl | None:
        """Read the global row, strongly consistent; None on a stack that never started anything."""
        ...

    def open(self, actor: str, now: datetime) -> None:
        """Create the global row, not killed, if there is none."""
        ...

    def set_killed(self, *, killed: bool, actor: str, reason: str | None, now: datetime) -> bool:
        """Turn the global stop on or off. False if it stays on because the table is being restored."""
        ...

    def begin_restoring(self, seen: GlobalControl | None, mark: Restoring, reason: str) -> bool:
        """Mark a table that was brought back, and turn the stop on; see *begin* above. False if it was lost."""
        ...

    def advance_restoring(self, seen: Restoring, mark: Restoring) -> bool:
        """Put another mark in the place of the one that was read; see *advance* above. False if it was lost."""
        ...

    def end_restoring(self, seen: Restoring, actor: str, now: datetime) -> bool:
        """Take the mark away. The stop stays on; see *end* above. False if it was lost."""
        ...

    def lift_stop(self, stop: GlobalControl, actor: str, reason: str | None, now: datetime) -> bool:
        """Turn the global stop off, unless somebody has turned it since `stop` was read. False if somebody did.

        False also while the table is being restored. `stop.changed_at` and `stop.changed_by` together are its version. A second copy of this write finds its own
        work and returns True.
        """
        ...

    def note_account(self, send_rate: float, daily_limit: int) -> None:
        """Record the account's limits that SES reported, if the global row exists, and which table it is in."""
        ...

    def record(self, event: ControlEvent) -> None:
        """Add to the history what an operator did to something that has no control row: a dropped dead letter."""
        ...

    def history(self, since: datetime | None = None) -> list[ControlEvent]:
        """List the states of all control rows, each with the time when it began, oldest first, and what was recorded.

        With `since`, only what began then or later.
        """
        ...


GOING = "going"
"""What a sender is that was resumed."""
KILL_SWITCH = "kill-switch"
"""The subject of what the parameter in SSM said. The global row holds the same switch."""


@dataclass(frozen=True, slots=True)
class ControlEvent:
    """The state of a control row from a moment on. `subject` is `global`, `kill-switch` or `{campaign_id}#{run_id}`.

    Or what was said of a sender of a run; then it is `sender#{campaign_id}#{run_id}#{address}`. Or what was recorded of a
    dead letter; then it is `dead-letter#{queue}#{letter_id}`.
    """

    at: datetime
    subject: str
    to: str
    actor: str
    reason: str | None
    version: RowVersion | None = field(default=None, compare=False)
    """The version of the row that was in this state. A dead letter has none."""

    @classmethod
    def of_run(cls, run: RunControl) -> Self:
        """Return the state of a run's row."""
        subject = f"{run.campaign_id}#{run.run_id}"
        about = (subject, run.status.value, run.changed_by, run.reason)
        return cls(run.changed_at, *about, version=run.row_version)

    @classmethod
    def of_sender(cls, run: RunControl, state: SenderState) -> Self:
        """Return what is said of a sender of a run: how it was stopped, or that it goes on."""
        subject = sender_scope(run.campaign_id, run.run_id, state.address)
        return cls(state.at, subject, state.stopped or GOING, state.by, state.reason, state.row_version)

    @classmethod
    def of_control(cls, control: GlobalControl) -> Self:
        """Return the state of the global row."""
        to = KillSwitch.ON if control.killed else KillSwitch.OFF
        about = ("global", to.value, control.changed_by, control.reason)
        return cls(control.changed_at, *about, version=control.row_version)


class Campaigns(Protocol):
    """Campaign definitions: immutable revisions, and which of them is current."""

    def publish(self, campaign: Campaign, now: datetime) -> str:
        """Store a definition, make it current, and return its revision (a digest of its content)."""
        ...

    def replace(self, campaign: Campaign, over: str, now: datetime) -> str | None:
        """Do the same if `over` is the current revision; see *replace* above. None if it is not."""
        ...

    def definition(self, campaign_id: CampaignId, revision: str) -> Campaign:
        """Read a revision. It never changes, so a caller may cache it. Raises `errors.UnknownCampaign`."""
        ...

    def current(self, campaign_id: CampaignId) -> tuple[str, Campaign] | None:
        """Return the name of the current revision and its content; None if the campaign was never applied."""
        ...

    def ids(self) -> list[CampaignId]:
        """List the campaigns, sorted."""
        ...


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A counter as it was read."""

    used: int = 0
    closed: bool = False
    """Whether it never grows again."""
    busy: Busy = IDLE
    """What consumers told with their reservations of how long they were busy."""


class Quotas(Protocol):
    """Counters by scope and calendar day, or another period; units are never handed back."""

    def reserve(self, scope: str, day: str, wanted: int, limit: int, busy: Busy = IDLE) -> int:
        """Reserve up to `wanted` units, so that the counter never exceeds `limit`; return how many were reserved.

        See *reserve* above. A day that is closed gives none. `busy` is added up beside the counter, in the same write. It
        is lost if nothing is reserved.
        """
        ...

    def close(self, scope: str, day: str) -> None:
        """Let a counter never grow again; see *close* above."""
        ...

    def used(self, scopes: Sequence[str], day: str) -> dict[str, int]:
        """Read counters. A counter that was never used is 0."""
        ...

    def days(self, scope: str, days: Sequence[str]) -> dict[str, CountedDay]:
        """Read a scope's counters of several days, strongly consistent. Every day that was asked for is in the result."""
        ...


class Persons(Protocol):
    """Who has a person, of all campaigns that keep a distance. Changes only by *take* (see above), and by an erasure."""

    def read(self, persons: Sequence[Person]) -> dict[Person, PersonRow]:
        """Read up to 100 rows, strongly consistent; only those that exist are returned. All are read, or it raises."""
        ...

    def take(self, person: Person, seen: PersonRow | None, row: PersonRow) -> bool:
        """Write the row if it is still as it was seen; see *take* above. False if another attempt was faster."""
        ...

    def erase(self, person: Person) -> bool:
        """Delete the row; False if there is none."""
        ...


class Companies(Protocol):
    """Who of a company is written to in a week. Changes only by *enter* (see above), and when somebody is forgotten."""

    def read(self, companies: Sequence[Company]) -> dict[Company, CompanyRow]:
        """Read up to 100 rows, strongly consistent; only those that exist are returned. All are read, or it raises."""
        ...

    def enter(self, company: Company, week: str, person: RecipientKey, most: int) -> bool:
        """Enter a person in a week; see *enter* above. False if there is no room.

        If others have begun the next week already, by their clocks, the person is entered in that one.
        """
        ...

    def forget(self, company: Company, person: RecipientKey) -> bool:
        """Put a name without meaning in the place of the person, so that nobody gets that place; False if there is none."""
        ...


@dataclass(frozen=True, slots=True)
class ProofMail:
    """A mail of a rehearsal: recorded instead of sent."""

    key: EnrollmentKey
    step: int
    claim_id: ClaimId
    mail: Mail
    at: datetime


class Suppressions(Protocol):
    """The orders in the Suppression table. Nothing but the two `lift` methods takes an order away."""

    def ensure(self, rows: Sequence[RecipientRow]) -> int:
        """Create recipient rows that do not exist yet, without orders; return how many were new."""
        ...

    def recipients(self, recipients: Sequence[RecipientKey]) -> dict[RecipientKey, RecipientRow]:
        """Read the rows of up to 100 addresses; only those that exist are returned. Strongly consistent."""
        ...

    def order_recipient(
        self, recipient: RecipientKey, address: str | None, order: Order, version: str | None = None
    ) -> bool:
        """Add an order, and create the row if it does not exist.

        Returns False if the order existed already. Then the first one is kept, and gets a new version. If it is of an
        unsubscribe link and this order is not, it belongs to no link from now on. A caller that must know the version,
        and may not read orders, names one that no other order has.
        """
        ...

    def order_domain(self, domain: Domain, order: Order) -> bool:
        """Add an order for a domain and its subdomains; False if it existed already, as in `order_recipient`."""
        ...

    def renew_version(
        self, recipient: RecipientKey, scope: str, reason: Reason, *, link: str, since: datetime
    ) -> str | None:
        """Give an order a new version, if it is of this link alone and was first given at `since` or later.

        Returns the version; None if there is no such order. A caller that may not read orders uses it to lift one.
        """
        ...

    def lift_recipient(self, recipient: RecipientKey, scope: str, reason: Reason, *, version: str) -> bool:
        """Lift one order, if a person or an operator explicitly asks for it.

        Returns False if there is no such order, or if its version is no longer `version`. An order gets a new
        version each time it is given, whatever the clocks say. So a late copy of this call never lifts an order
        that was given since.
        """
        ...

    def lift_domain(self, domain: Domain, scope: str, reason: Reason, *, version: str) -> bool:
        """Lift one order for a domain, as `lift_recipient` does for an address."""
        ...

    def erase_address(self, recipient: RecipientKey) -> bool:
        """Remove the clear address from a row and keep its orders; False if there is none."""
        ...

    def recipient(self, recipient: RecipientKey) -> RecipientRow | None:
        """Read one row, strongly consistent."""
        ...

    def domain(self, domain: Domain) -> DomainRow | None:
        """Read one row, strongly consistent."""
        ...

    def all(self) -> Iterator[RecipientRow | DomainRow]:
        """Stream every row that carries an order or a hold, or has carried one."""
        ...


class Holds(Protocol):
    """Holds in the Suppression table: send nothing before a given time, for one campaign or for all."""

    def hold(self, recipient: RecipientKey, scope: str, hold: Hold) -> bool:
        """Set a hold, or extend it; False if a hold with the same or a later end exists, or the row does not.

        This never creates a row. An address without a row must not be written to, and a new row would allow it.
        """
        ...


class Alarms(Protocol):
    """Counters that an operator's alarms watch."""

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """Count something that happened."""
        ...
