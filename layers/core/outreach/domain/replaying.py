"""What a table that was brought back has missed, and the changes that put it right: pure rules.

Events of the stack's own bus say what happened. They come more than once and in any order. Of each lead they are put
together first (`Missed`). Then its enrollment is led on, step by step, to where it was.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from outreach.domain import settlement
from outreach.domain.bus_event import BusEventKind, event_id
from outreach.domain.campaign import Campaign
from outreach.domain.choosing import choose
from outreach.domain.delays import over_at
from outreach.domain.enrollment import Change, Enrollment, State, Touch, TouchState
from outreach.domain.evidence import accepted, awaits
from outreach.domain.experiment import Arm
from outreach.domain.ids import (
    CampaignId,
    ClaimId,
    LeadId,
    MessageId,
    RecipientKey,
    SesMessageId,
    idempotency_key,
)
from outreach.domain.reasons import Reason
from outreach.domain.replacing import replace
from outreach.domain.restoring import CLOCKS_APART
from outreach.domain.suppression import Hold, Order

_TAKEN = frozenset({TouchState.SENT, TouchState.ASSUMED_SENT})


@dataclass(frozen=True, slots=True)
class SentMail:
    """A mail that went out, or counts as sent."""

    event_id: str
    campaign_id: CampaignId
    lead_id: LeadId
    recipient: RecipientKey
    step: int
    message_id: MessageId
    at: datetime
    assumed: bool
    claim_id: ClaimId | None = None
    """None: an older program told of it, or an operator said that it was delivered."""
    ses_message_id: SesMessageId | None = None
    arm: Arm | None = None
    sender: str | None = None

    def is_of(self, claim_id: ClaimId) -> bool:
        """Say whether it is the mail of this attempt. The id of the event has the claim in it, also where nothing names it."""
        named = (self.campaign_id, self.lead_id, str(self.step), claim_id)
        return self.event_id == event_id(BusEventKind.MAIL_SENT, *named)


@dataclass(frozen=True, slots=True)
class Proved:
    """What SES said of a mail: it was delivered, or refused, or opened. So SES took it."""

    event_id: str
    campaign_id: CampaignId
    lead_id: LeadId
    step: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a sequence, or what an operator said that ends it: a stop, or a removal."""

    event_id: str
    campaign_id: CampaignId
    lead_id: LeadId
    recipient: RecipientKey | None
    at: datetime
    reason: Reason


@dataclass(frozen=True, slots=True)
class Reopened:
    """What an operator said that lets a sequence go on that had ended."""

    event_id: str
    campaign_id: CampaignId
    lead_id: LeadId
    recipient: RecipientKey
    at: datetime


OfLead = SentMail | Proved | Finished | Reopened


@dataclass(frozen=True, slots=True)
class Missed:
    """What happened to one lead in one campaign after the time that the table was brought back to."""

    campaign_id: CampaignId
    lead_id: LeadId
    recipient: RecipientKey | None
    """None: no event names it."""
    mails: tuple[SentMail, ...]
    """By step, and of one step in the order of their times."""
    proved: tuple[Proved, ...] = ()
    finished: Finished | None = None
    """The latest end, unless a mail or a reopening came after it."""


@dataclass(frozen=True, slots=True)
class Replied:
    """A mail that a person wrote back, and the orders that follow from it."""

    campaign_id: CampaignId
    lead_id: LeadId
    orders: tuple[tuple[Order, str | None], ...] = ()
    """With the version that each must have. None: any."""
    company: Order | None = None
    hold: Hold | None = None


@dataclass(slots=True)
class Told:
    """What an archive tells, each thing once."""

    of_leads: list[OfLead] = field(default_factory=list)
    orders: list[tuple[RecipientKey, str | None, Order]] = field(default_factory=list)
    holds: list[tuple[RecipientKey, str, Hold]] = field(default_factory=list)
    """With the campaign that each is for, or `*`."""
    replies: list[Replied] = field(default_factory=list)
    paused: dict[CampaignId, str] = field(default_factory=dict)
    """Why, as it was told last."""
    cancelled: dict[CampaignId, str] = field(default_factory=dict)
    """Why. It is final."""
    events: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None

    def recipients(self) -> Iterator[RecipientKey]:
        """Yield each keyed hash of an address in it."""
        yield from (one.recipient for one in self.of_leads if not isinstance(one, Proved) and one.recipient)
        yield from (recipient for recipient, _, _ in self.orders)
        yield from (recipient for recipient, _, _ in self.holds)


def foreign(told: Told, pepper_ids: frozenset[str]) -> str | None:
    """Say why what was told cannot be of a stack with these peppers. None if it can."""
    for recipient in told.recipients():
        pepper_id = recipient.partition("-")[0]
        if pepper_id not in pepper_ids:
            return f"it hashes addresses with the pepper {pepper_id}, which this stack does not have"
    return None


def missed(told: Iterable[OfLead]) -> list[Missed]:
    """Put together what was told, lead by lead. The same event told twice counts once."""
    by_lead: dict[tuple[CampaignId, LeadId], dict[str, OfLead]] = {}
    for each in told:
        by_lead.setdefault((each.campaign_id, each.lead_id), {})[each.event_id] = each
    return [_of_lead(*about, list(events.values())) for about, events in sorted(by_lead.items())]


def _of_lead(campaign_id: CampaignId, lead_id: LeadId, events: list[OfLead]) -> Missed:
    mails = sorted(
        (each for each in events if isinstance(each, SentMail)), key=lambda mail: (mail.step, mail.at)
    )
    ends = [each for each in events if isinstance(each, Finished)]
    latest = max(ends, key=lambda end: end.at, default=None)
    went_on = [each.at for each in events if isinstance(each, SentMail | Reopened)]
    if latest is not None and any(at > latest.at for at in went_on):
        latest = None
    named = (each.recipient for each in events if not isinstance(each, Proved) and each.recipient)
    proved = tuple(each for each in events if isinstance(each, Proved))
    return Missed(campaign_id, lead_id, next(named, None), tuple(mails), proved, latest)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One change that puts an enrollment right, and the mail that it records."""

    change: Change
    settles: ClaimId | None = None
    """The attempt that it settles. None: the change belongs to no claim that the table knows."""
    mail: SentMail | None = None
    """None: of this step no mail was told, or the change is an end."""
    inferred: bool = False
    """Whether the step counts as sent because of what SES said, or because a later one was."""


def next_change(
    enrollment: Enrollment, lost: Missed, campaign: Campaign, actor: str, now: datetime
) -> Recorded | None:
    """Return the next change that leads an enrollment on to where it was. None if it is there, or was archived."""
    if enrollment.archived is not None:
        return None
    step = enrollment.step
    touch, ended = enrollment.touches.get(step), enrollment.state is State.ENDED
    of_step = [mail for mail in lost.mails if mail.step == step and not _was_sent_again(touch, mail)]
    if of_step and not _is_recorded(touch, of_step[-1]):
        return _sent(enrollment, of_step, campaign, actor, now)
    went_out = [mail.at for mail in lost.mails if mail.step > step]
    went_out += [each.at for each in lost.proved if each.step > step or (each.step == step and not of_step)]
    taken = touch is not None and (touch.state in _TAKEN or bool(touch.earlier_claims))
    if went_out and step < len(campaign.steps) and not taken:
        return _must_have_been_sent(enrollment, min(went_out), campaign, actor, now)
    if lost.finished is not None and not ended and not _was_before(enrollment, lost.finished):
        detail = f"replayed by {actor}"
        return Recorded(settlement.ended_before(enrollment, campaign, lost.finished.reason, detail, now))
    return None


def _is_recorded(touch: Touch | None, mail: SentMail) -> bool:
    if touch is None or touch.state not in _TAKEN:
        return False
    return mail.claim_id is None or mail.claim_id == touch.claim_id


def _was_sent_again(touch: Touch | None, mail: SentMail) -> bool:
    """Say whether the table knows the mail, and that an operator had the touch sent again since."""
    return touch is not None and any(mail.is_of(claim) for claim in touch.earlier_claims)


def _was_before(enrollment: Enrollment, end: Finished) -> bool:
    """Say whether the table knows this end, and that an operator has reopened the enrollment since.

    The id of an end has the attempt in it, and each change raises the attempt. That of a stop has its time.
    """
    named = (end.campaign_id, end.lead_id)
    attempts = range(enrollment.attempt + 1)
    known = {event_id(BusEventKind.SEQUENCE_FINISHED, *named, str(one)) for one in attempts}
    stops = (one.at.isoformat() for one in enrollment.instructions)
    known |= {event_id(BusEventKind.LEAD_STOPPED, *named, at) for at in stops}
    return end.event_id in known


def _sent(
    enrollment: Enrollment, mails: list[SentMail], campaign: Campaign, actor: str, now: datetime
) -> Recorded:
    """Record the latest mail of the step. If its attempt is on the enrollment, this is the settle that an event of SES makes."""
    mail, own = mails[-1], enrollment.claim_id
    known = own is not None and mail.is_of(own) and awaits(enrollment, mail.step, own)
    if known and not mail.assumed and mail.ses_message_id is not None:
        change = accepted(enrollment, campaign, mail.ses_message_id, mail.at, now)
        return Recorded(change, own, mail)
    before = enrollment.touches.get(mail.step)
    earlier = (
        () if before is None else (*before.earlier_claims, *([before.claim_id] if before.claim_id else []))
    )
    in_flight = [own] if own is not None and enrollment.state in {State.SENDING, State.UNKNOWN} else []
    told = [each.claim_id for each in mails[:-1] if each.claim_id is not None]
    touch = Touch(
        step=mail.step,
        message_id=mail.message_id,
        key=idempotency_key(mail.campaign_id, mail.lead_id, mail.message_id, mail.step),
        state=TouchState.ASSUMED_SENT if mail.assumed else TouchState.SENT,
        attempts=(0 if before is None else before.attempts) + len(mails),
        at=min(mail.at, now),
        claim_id=mail.claim_id,
        earlier_claims=tuple(
            claim for claim in dict.fromkeys((*earlier, *in_flight, *told)) if claim != mail.claim_id
        ),
        ses_message_id=mail.ses_message_id,
        detail=f"replayed by {actor}",
        arm=mail.arm,
        sender=mail.sender,
    )
    return Recorded(settlement.sent_before(enrollment, campaign, touch, actor, now), None, mail)


def _must_have_been_sent(
    enrollment: Enrollment, at: datetime, campaign: Campaign, actor: str, now: datetime
) -> Recorded:
    """Count a step as sent because SES said something of its mail, or a later one was. Its own event is missing."""
    before = enrollment.touches.get(enrollment.step)
    choice, own = choose(campaign, enrollment), enrollment.key
    key = idempotency_key(own.campaign_id, own.lead_id, choice.message_id, enrollment.step)
    touch = before or Touch(
        enrollment.step, choice.message_id, key, TouchState.UNKNOWN, 0, at, arm=choice.arm
    )
    moment = min(at, now)
    touch = replace(
        touch,
        state=TouchState.ASSUMED_SENT,
        at=moment,
        reason=None,
        detail=f"replayed by {actor}: it must have been sent",
        claim_id=touch.claim_id or (enrollment.claim_id if enrollment.state is not State.DUE else None),
    )
    return Recorded(settlement.sent_before(enrollment, campaign, touch, actor, now), inferred=True)


def risk_of(
    enrollment: Enrollment, campaign: Campaign, gap: tuple[datetime, datetime] | None
) -> Reason | None:
    """Say for which reason to hold a lead that may have got a mail within the gap. None if it can have got none.

    `unknown_held`: one mail at most, and which one is known. `gap_held`: its follow-up may have gone out as well. What was due
    later waited. What was in flight is settled or closed as ever, unless its follow-up may have gone out.
    """
    if gap is None or enrollment.state is State.ENDED:
        return None
    begins, ends = gap[0], gap[1] + CLOCKS_APART
    if enrollment.state is not State.DUE:
        sent_at = enrollment.claimed_at or begins
        return Reason.GAP_HELD if _followed(enrollment, campaign, sent_at, ends) else None
    assert enrollment.due_at is not None, "what has not ended has a due time"
    if enrollment.due_at > ends:
        return None
    followed = _followed(enrollment, campaign, max(begins, enrollment.due_at), ends)
    return Reason.GAP_HELD if followed else Reason.UNKNOWN_HELD


def _followed(enrollment: Enrollment, campaign: Campaign, sent_at: datetime, until: datetime) -> bool:
    """Say whether the step after this one may have been sent by then, if this one was at `sent_at`."""
    following, lead = enrollment.step + 1, enrollment.lead
    campaign = campaign.of_country(lead.traits.country)
    if following >= min(len(campaign.steps), campaign.policy.max_steps_per_lead):
        return False
    return over_at(campaign.steps[following], sent_at, campaign.policy, lead.timezone) <= until


def days_of(gap: tuple[datetime, datetime]) -> Iterable[date]:
    """Return every calendar day that the gap touches, by UTC, and the days beside them by any other zone."""
    first, last = (gap[0] - timedelta(days=1)).date(), (gap[1] + timedelta(days=1)).date()
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
