"""Whether a touch may be sent now. Only this module decides it.

It decides twice. The decision at the prefetch saves work: it may be out of date, and then nothing but a lost claim or a mail
that is withheld follows from it (`services/send/batch.py`). The decision at the last look, after the claim and immediately before SES, keeps the promises (P2, P4): that look sees everything that
was committed before it began. Whatever cannot be read counts as *no*.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from outreach.domain.across import Person, PersonRow, free_at, kept_by, other_sequence, turn_of
from outreach.domain.campaign import AcrossCampaigns, Campaign, OneSequence, Policy
from outreach.domain.choosing import choose
from outreach.domain.company_week import Company, CompanyRow, company_of, counted_in, is_full, next_week
from outreach.domain.control import GlobalControl, KillSwitch, RunControl, RunStatus, SwitchReading
from outreach.domain.ending import is_over
from outreach.domain.enrollment import Enrollment, State
from outreach.domain.erasure import is_erased
from outreach.domain.fast import is_fast, would_go
from outreach.domain.ids import CampaignId, ClaimId, Domain, RecipientKey, RunId
from outreach.domain.reasons import Reason
from outreach.domain.row_version import RowVersion
from outreach.domain.seen import Seen
from outreach.domain.senders import sender_of
from outreach.domain.suppression import DomainRow, Order, RecipientRow, gravest, held_until
from outreach.domain.whom_not import left_out
from outreach.domain.window import holidays_between, next_opening

MISSING_ROW_DELAY = timedelta(hours=1)
SEQUENCE_DELAY = timedelta(days=1)
"""How long after the end of another campaign's sequence a lead may still wait for it."""
SENDER_DELAY = timedelta(hours=1)
"""How long after its sender was resumed a lead may still wait."""
UNDECIDED_DELAY = timedelta(hours=1)
"""How long after a person lifted a possible unsubscribe other campaigns may still wait."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a look reads about one touch."""

    campaign_id: CampaignId
    run_id: RunId
    recipient: RecipientKey
    domains: tuple[Domain, ...]
    person: Person | None = None
    """Whose row says who wrote last. None if the campaign keeps no such rows."""
    company: Company | None = None
    """Whose row says who of the company is written to. None if the campaign has no cap, or the lead no company."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a look has read: everything outside the enrollment that can forbid a touch."""

    control: GlobalControl | None
    run: RunControl | None
    recipient: RecipientRow | None
    domains: tuple[DomainRow, ...]
    """The rows that were found. Most domains have none."""
    complete: bool
    """False if any key was not read. Without this, an unread key would look like *not suppressed*."""
    claim: ClaimId | None = field(default=None, compare=False)
    """Whose claim was on the enrollment. Only a last look reads it, and nothing is decided from it."""
    stopped: bool = False
    """Whether an operator has stopped the sequence of this lead. Only a last look reads it, with the claim."""
    erased: bool = False
    """Whether the person's values are gone. Only a last look reads it, with the claim."""
    enrolled_at: datetime | None = field(default=None, compare=False)
    """When the lead was enrolled. Only a last look reads it, with the claim."""
    outdated: bool = False
    """Whether the mail in hand was made of another revision, or of an enrollment that is gone. Only an attempt says so."""
    person: PersonRow | None = None
    """Which attempt has the person, of all campaigns that keep such rows."""
    company: CompanyRow | None = None
    """Who of the company is written to in a week."""
    sequence_over: bool = False
    """Whether the enrollment in whose sequence the person is has ended. Asked before a claim, where it matters."""

    @property
    def forgotten(self) -> bool:
        """Whether the person asked to be forgotten. Then the enrollment is blanked before it ends, whatever ends it."""
        return self.recipient is not None and self.recipient.forgotten

    def fits(self, enrollment: Enrollment, revision: str) -> bool:
        """Say whether a mail that was made of these is still the one to send. Values of a due touch change with its attempt only.

        Who was taken out and imported again may have the same step and attempt as before, and other values.
        """
        return self.run is None or (self.run.revision, self.enrolled_at) == (revision, enrollment.enrolled_at)

    def seen(self, question: Question, switch: SwitchReading, own: ClaimId, now: datetime) -> Seen:
        """Return which versions this look at `now` has seen, whatever is decided from them."""
        found = {row.domain: row.version for row in self.domains}
        return Seen(
            run=None if self.run is None else self.run.row_version,
            control=None if self.control is None else self.control.row_version,
            switch=switch.version,
            recipient=None if self.recipient is None else self.recipient.version,
            domains=tuple(found.get(domain, RowVersion()) for domain in question.domains),
            complete=self.complete,
            claimed=self.claim == own,
            person=turn_of(self.person, own),
            company=counted_in(self.company, question.recipient, now),
            senders=RowVersion() if self.run is None else self.run.senders_version,
            stopped=self.stopped,
        )


@dataclass(frozen=True, slots=True)
class Send:
    """The touch may be sent now."""


@dataclass(frozen=True, slots=True)
class Skip:
    """The touch is never sent, and the enrollment ends."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Defer:
    """The touch must not be sent before `until`."""

    reason: Reason
    until: datetime


@dataclass(frozen=True, slots=True)
class Halt:
    """A stop is in force, or cannot be ruled out. The touch stays due exactly as it is."""

    reason: Reason


Decision = Send | Skip | Defer | Halt


def decide(
    standing: Standing, kill: KillSwitch, enrollment: Enrollment, campaign: Campaign, now: datetime
) -> Decision:
    """Decide about one touch.

    Stops come first, then orders, then what an operator said of this lead, then whether the mail is still the one to send, because
    what follows is decided by the campaign that made it: whom it leaves out, then its end, then
    a message that the lead has had, then what a person has still to decide, then times, then the lead's own sender, then the
    other campaigns.
    """
    policy = campaign.policy.of_country(enrollment.lead.traits.country)
    return (
        _stopped(standing, kill)
        or _ordered(standing, enrollment)
        or _ended_by_an_operator(standing, enrollment)
        or (Halt(Reason.CHANGED) if standing.outdated else None)
        or _left_out(enrollment, policy)
        or _over(standing, enrollment, policy, now)
        or _had(enrollment, campaign)
        or _undecided(standing, enrollment, now)
        or _untimely(standing, enrollment, policy, now)
        or _sender_stopped(standing, enrollment, campaign, now)
        or _others_first(standing, enrollment, policy, now)
        or Send()
    )


def _stopped(standing: Standing, kill: KillSwitch) -> Halt | Skip | None:
    if kill is KillSwitch.UNREADABLE:
        return Halt(Reason.KILL_SWITCH_UNREADABLE)
    if not standing.complete:
        return Halt(Reason.UNREAD)
    if standing.control is None or standing.run is None:
        return Halt(Reason.CONTROL_MISSING)
    killed = kill is KillSwitch.ON or standing.control.killed
    if killed or standing.control.restored:
        return Halt(Reason.KILLED if killed else Reason.RESTORING)
    if standing.run.status is RunStatus.CANCELLED:
        return Skip(Reason.CANCELLED)
    return None if standing.run.status is RunStatus.RUNNING else Halt(Reason.PAUSED)


def _ordered(standing: Standing, enrollment: Enrollment) -> Skip | None:
    campaign_id = enrollment.key.campaign_id
    if standing.erased or is_erased(enrollment.lead):
        return Skip(Reason.ERASED)
    if standing.recipient is not None and (order := _decided(standing.recipient.orders, campaign_id)):
        return Skip(order.reason)
    for row in standing.domains:
        if order := _decided(row.orders, campaign_id):
            return Skip(Reason.REPLIED if order.reason is Reason.REPLIED else Reason.DOMAIN_SUPPRESSED)
    return None


def _ended_by_an_operator(standing: Standing, enrollment: Enrollment) -> Skip | None:
    return Skip(Reason.STOPPED) if enrollment.stopped or standing.stopped else None


def _decided(orders: Iterable[Order], campaign_id: CampaignId) -> Order | None:
    return gravest((order for order in orders if not order.waits_for_a_person), campaign_id)


def _left_out(enrollment: Enrollment, policy: Policy) -> Skip | None:
    reason = left_out(enrollment.lead.traits, policy)
    return None if reason is None else Skip(reason)


def _over(standing: Standing, enrollment: Enrollment, policy: Policy, now: datetime) -> Skip | None:
    """Skip what comes after the campaign's last day. In a fast rehearsal it is the planned moment that counts."""
    plan, goes_at = enrollment.plan, now
    if is_fast(standing.run) and plan is not None:
        goes_at = would_go(plan, policy, now, enrollment.lead.timezone).at
    return Skip(Reason.CAMPAIGN_ENDED) if is_over(policy, goes_at) else None


def _had(enrollment: Enrollment, campaign: Campaign) -> Skip | None:
    """Skip a message that the lead has had at an earlier step, or may have had, whichever revision sent it there.

    `diff` also asks it of a shorter sequence, which has no message for the lead's step.
    """
    if enrollment.step >= len(campaign.steps):
        return None
    message_id = choose(campaign, enrollment).message_id
    had = any(
        step < enrollment.step and touch.message_id == message_id and touch.may_have_arrived
        for step, touch in enrollment.touches.items()
    )
    return Skip(Reason.MESSAGE_HAD) if had else None


def _undecided(standing: Standing, enrollment: Enrollment, now: datetime) -> Defer | None:
    rows = (standing.recipient, *standing.domains)
    orders = [order for row in rows if row is not None for order in row.orders]
    if any(order.waits_for_a_person and order.covers(enrollment.key.campaign_id) for order in orders):
        return Defer(Reason.POSSIBLE_UNSUBSCRIBE, now + UNDECIDED_DELAY)
    return None


def _untimely(standing: Standing, enrollment: Enrollment, policy: Policy, now: datetime) -> Defer | None:
    if standing.recipient is None:
        return Defer(Reason.RECIPIENT_MISSING, now + MISSING_ROW_DELAY)
    held = held_until(standing.recipient, enrollment.key.campaign_id)
    if held is not None and held > now:
        return Defer(Reason.HELD, held)
    if is_fast(standing.run) and enrollment.plan is not None:
        return None
    if enrollment.last_touch_at is not None and enrollment.last_touch_at + policy.cooldown > now:
        return Defer(Reason.COOLDOWN, enrollment.last_touch_at + policy.cooldown)
    opening = next_opening(policy.window, now, enrollment.lead.timezone)
    return None if opening == now else Defer(_shut(policy, now, enrollment.lead.timezone), opening)


def _sender_stopped(
    standing: Standing, enrollment: Enrollment, campaign: Campaign, now: datetime
) -> Defer | Halt | None:
    """Let a lead wait for its sender. What has been claimed for a sender that is not the lead's any more is chosen anew."""
    if campaign.pool is None or standing.run is None:
        return None
    sender = sender_of(campaign, standing.run.senders, enrollment)
    if sender is None:
        return Defer(Reason.OWN_SENDER_STOPPED, now + SENDER_DELAY)
    anew = enrollment.state is State.SENDING and enrollment.sender != sender
    return Halt(Reason.OWN_SENDER_STOPPED) if anew else None


def _others_first(
    standing: Standing, enrollment: Enrollment, policy: Policy, now: datetime
) -> Skip | Defer | Halt | None:
    """Let other campaigns keep their distance. What has been claimed must have the person; if not, its take failed."""
    if (across := kept_by(standing.run, policy)) is None:
        return None
    row, claim_id = standing.person, enrollment.claim_id
    claimed = enrollment.state is State.SENDING
    if not claimed and other_sequence(row, enrollment.key, across) and not standing.sequence_over:
        if across.one_sequence is OneSequence.SKIP and enrollment.step == 0:
            return Skip(Reason.LEFT_TO_OTHER_SEQUENCE)
        return Defer(Reason.OTHER_SEQUENCE, now + SEQUENCE_DELAY)
    if full := _company(standing, enrollment, across, now):
        return full
    if until := free_at(row, enrollment.key, enrollment.step, across, now):
        return Defer(Reason.PERSON_COOLDOWN, until)
    held = not claimed or (row is not None and row.claim_id == claim_id)
    return None if held else Halt(Reason.UNREAD)


def _company(
    standing: Standing, enrollment: Enrollment, across: AcrossCampaigns, now: datetime
) -> Defer | Halt | None:
    """Let a lead wait for the next week if its company has no room. What has been claimed must have been entered."""
    most, lead, row = across.people_per_company_a_week, enrollment.lead, standing.company
    if most is None or company_of(enrollment.key, lead.domains) is None:
        return None
    claimed = enrollment.state is State.SENDING
    if claimed and counted_in(row, lead.recipient, now):
        return None
    if is_full(row, lead.recipient, most, now):
        return Defer(Reason.COMPANY_QUOTA, next_week(now))
    return Halt(Reason.UNREAD) if claimed else None


def _shut(policy: Policy, now: datetime, timezone: str | None) -> Reason:
    return Reason.HOLIDAY if holidays_between(policy.window, now, now, timezone) else Reason.OUTSIDE_WINDOW
