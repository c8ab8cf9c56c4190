"""The record of a received mail, which orders follow from it, and whether it is forwarded to us.

Anybody can write a mail in a lead's name. So a mail is trusted by what it shows (`Trust`), and the further an order
reaches, the more must be shown. "Campaign" is the lead's own one; "company" is everybody at the lead's domain.

    what was written        PROVED                  AUTHENTICATED           DOUBTFUL
    a reply                 campaign, company       campaign, company       campaign
    a possible unsubscribe  campaign, company,      campaign, company,      campaign,
                            everywhere till decided everywhere till decided everywhere till decided
    a certain unsubscribe   everywhere              everywhere              as a possible unsubscribe
    out of office           hold until the return   hold until the return   hold for three days at most
    bounce, complaint       everywhere              nothing                 nothing

What nothing is shown for reaches one lead at most: it ends no campaign for a company, and holds nobody for long. No
wish is lost, because a person decides about it, and until then nothing is sent. Bounces and complaints are written by
mail systems. That their domain is authenticated says nothing about the lead.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256

from outreach.domain.companies import company_domain
from outreach.domain.erasure import NOWHERE
from outreach.domain.ids import CampaignId, Domain, LeadId, RunId
from outreach.domain.inbound.kinds import Classification, MailKind, Severity
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, Hold, Order

SOURCE = "reply"
_BACK_AT = time(9, tzinfo=UTC)
"""When somebody who is back can be written to again. The sending window still applies."""
SHORT_HOLD = timedelta(days=3)
"""The longest hold by a mail for whose writer nothing is shown."""
_ORDERED = {
    MailKind.HUMAN: (Reason.REPLIED, "lead"),
    MailKind.POSSIBLE_UNSUBSCRIBE: (Reason.REPLIED, "lead"),
    MailKind.UNSUBSCRIBE: (Reason.UNSUBSCRIBED, "lead"),
    MailKind.COMPLAINT: (Reason.COMPLAINED, "mailbox-provider"),
    MailKind.BOUNCE: (Reason.BOUNCED, "mail-system"),
}
"""Which order follows from each kind of mail, and in whose name."""
_PROVED_ONLY = frozenset({MailKind.BOUNCE, MailKind.COMPLAINT})


class Trust(StrEnum):
    """What shows that the lead wrote a mail, or somebody who got our mail from the lead."""

    PROVED = "proved"
    """It holds something that only a reader of our mail can know."""
    AUTHENTICATED = "authenticated"
    """The server that received it found the domain of the lead's address authenticated."""
    DOUBTFUL = "doubtful"
    """Nothing but the address that its writer claims to have."""


class Label(StrEnum):
    """What a person says that a reply was."""

    UNSUBSCRIBE = "unsubscribe"
    NOT_UNSUBSCRIBE = "not-unsubscribe"
    """No more than that. The labels below say it, too."""
    INTERESTED = "interested"
    LATER = "later"
    NO = "no"
    WRONG_PERSON = "wrong-person"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is kept about one received mail. The mail itself is in the raw mail store, under `mail_key`."""

    mail_id: str
    mail_key: str
    kind: MailKind
    sign: str
    received_at: datetime
    campaign_id: CampaignId | None = None
    """None if it could not be matched."""
    run_id: RunId | None = None
    lead_id: LeadId | None = None
    matched_by: str = ""
    new_text: str = ""
    back_on: date | None = None
    forwarded_at: datetime | None = None
    order_version: str = ""
    """The version that its possible unsubscribe got in the Suppression table."""
    label: Label | None = None
    labelled_by: str = ""
    labelled_at: datetime | None = None

    @property
    def waits_for_a_label(self) -> bool:
        """Whether a person has still to say what it was."""
        return self.kind is MailKind.POSSIBLE_UNSUBSCRIBE and self.label is None


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders that follow from a mail about its lead."""

    order: Order | None = None
    hold: Hold | None = None
    """For the campaign."""
    company: Order | None = None
    """For everybody at the lead's company."""
    possible: Order | None = None
    """For the lead, everywhere, until a person has said what the mail was."""


def believed(said: Classification, trust: Trust) -> Classification:
    """Return what the mail counts as. A certain wish of a writer whom nothing shows is a possible one."""
    if said.kind is MailKind.UNSUBSCRIBE and trust is Trust.DOUBTFUL:
        sign = f"{said.sign}, and nothing shows who wrote"
        return replace(said, kind=MailKind.POSSIBLE_UNSUBSCRIBE, sign=sign)
    return said


def order_version(mail_id: str) -> str:
    """Return the version of the order that a mail's possible unsubscribe gives: 64 bits in hex, like every version."""
    return sha256(mail_id.encode()).hexdigest()[:16]


def orders_of(
    said: Classification, campaign_id: CampaignId, address: str, now: datetime, *, trust: Trust, company: bool
) -> Orders:
    """Return the orders that follow from a mail. `company` says whether the operator lets a reply speak for it."""
    said = believed(said, trust)
    if said.kind is MailKind.OUT_OF_OFFICE and said.back_on is not None:
        return Orders(hold=Hold(_held_until(said.back_on, now, trust), SOURCE))
    unproved = said.kind in _PROVED_ONLY and trust is not Trust.PROVED
    if (found := _ORDERED.get(said.kind)) is None or unproved:
        return Orders()
    if said.kind is MailKind.BOUNCE and not _never_again(said, address):
        return Orders()
    reason, actor = found
    replied = reason is Reason.REPLIED
    order = Order(campaign_id if replied else EVERYWHERE, reason, SOURCE, actor, now)
    possible = said.kind is MailKind.POSSIBLE_UNSUBSCRIBE
    return Orders(
        order,
        company=order if company and replied and trust is not Trust.DOUBTFUL else None,
        possible=Order(EVERYWHERE, Reason.POSSIBLE_UNSUBSCRIBE, SOURCE, actor, now) if possible else None,
    )


def _held_until(back_on: date, now: datetime, trust: Trust) -> datetime:
    until = datetime.combine(back_on, _BACK_AT)
    return min(until, now + SHORT_HOLD) if trust is Trust.DOUBTFUL else until


def _never_again(said: Classification, address: str) -> bool:
    """Say whether a hard failure is about this address, and not about an address that its mail is forwarded to."""
    hard = [failure for failure in said.failures if failure.severity is Severity.HARD]
    return any(failure.recipient in ("", address) for failure in hard)


def company_of(domains: tuple[Domain, ...]) -> Domain | None:
    """Return the domain of a lead's company. None if strangers share the domain, or if it was erased."""
    return None if NOWHERE in domains else company_domain(domains)


def is_forwarded(kind: MailKind) -> bool:
    """Say whether one of us must see the mail: yes if a person wrote it."""
    return kind in (MailKind.HUMAN, MailKind.UNSUBSCRIBE, MailKind.POSSIBLE_UNSUBSCRIBE)
