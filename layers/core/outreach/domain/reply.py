"""The record of a received mail, which orders follow from it, and whether it is forwarded to us."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from outreach.domain.companies import company_domain
from outreach.domain.erasure import NOWHERE
from outreach.domain.ids import CampaignId, Domain, LeadId, RunId
from outreach.domain.inbound.classification import Classification, MailKind
from outreach.domain.inbound.delivery_report import Severity
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, Hold, Order

SOURCE = "reply"
_BACK_AT = time(9, tzinfo=UTC)
"""When somebody who is back can be written to again. The sending window still applies."""
_ORDERED = {
    MailKind.HUMAN: (Reason.REPLIED, "lead"),
    MailKind.UNSUBSCRIBE: (Reason.UNSUBSCRIBED, "lead"),
    MailKind.COMPLAINT: (Reason.COMPLAINED, "mailbox-provider"),
    MailKind.BOUNCE: (Reason.BOUNCED, "mail-system"),
}
"""Which order follows from each kind of mail, and in whose name."""
_PROVED_ONLY = frozenset({MailKind.BOUNCE, MailKind.COMPLAINT})


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


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders that follow from a mail about its lead."""

    order: Order | None = None
    hold: Hold | None = None
    """For the campaign."""
    company: Order | None = None
    """For everybody at the lead's company."""


def orders_of(
    said: Classification, campaign_id: CampaignId, address: str, now: datetime, *, proved: bool, company: bool
) -> Orders:
    """Return the orders that follow from a mail.

    `proved` says that the mail holds something that only a reader of our mail can know. A bounce or a complaint
    suppresses a person everywhere, though the person did not ask for it. So it must be proved: anybody can forge one.
    """
    if said.kind is MailKind.OUT_OF_OFFICE and said.back_on is not None:
        return Orders(hold=Hold(datetime.combine(said.back_on, _BACK_AT), SOURCE))
    if (found := _ORDERED.get(said.kind)) is None or (said.kind in _PROVED_ONLY and not proved):
        return Orders()
    if said.kind is MailKind.BOUNCE and not _never_again(said, address):
        return Orders()
    reason, actor = found
    order = Order(campaign_id if reason is Reason.REPLIED else EVERYWHERE, reason, SOURCE, actor, now)
    return Orders(order, company=order if company and reason is Reason.REPLIED else None)


def _never_again(said: Classification, address: str) -> bool:
    """Say whether a hard failure is about this address, and not about an address that its mail is forwarded to."""
    hard = [failure for failure in said.failures if failure.severity is Severity.HARD]
    return any(failure.recipient in ("", address) for failure in hard)


def company_of(domains: tuple[Domain, ...]) -> Domain | None:
    """Return the domain of a lead's company. None if strangers share the domain, or if it was erased."""
    return None if NOWHERE in domains else company_domain(domains)


def is_forwarded(kind: MailKind) -> bool:
    """Say whether one of us must see the mail: yes if a person wrote it."""
    return kind in (MailKind.HUMAN, MailKind.UNSUBSCRIBE)
