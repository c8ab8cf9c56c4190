"""The record of a received mail, what is done about it, and who has to hear of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from outreach.domain.address import MAILBOX_PROVIDERS
from outreach.domain.erasure import NOWHERE
from outreach.domain.ids import CampaignId, Domain, LeadId, RunId
from outreach.domain.inbound.classification import Classification, MailKind
from outreach.domain.inbound.delivery_report import Severity
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, Hold, Order

SOURCE = "reply"
_BACK_AT = time(9, tzinfo=UTC)
"""When somebody who is back can be written to again. The sending window has the last word."""
_MANY_COUNTRIES = frozenset(
    {
        "yahoo",
        "hotmail",
        "live",
        "outlook",
        "gmx",
        "aol",
        "msn",
        "ymail",
        "rocketmail",
        "protonmail",
        "yandex",
        "googlemail",
        "icloud",
    }
)
"""First labels of mailbox providers that have a domain per country."""
_ORDERED = {
    MailKind.HUMAN: (Reason.REPLIED, "lead"),
    MailKind.UNSUBSCRIBE: (Reason.UNSUBSCRIBED, "lead"),
    MailKind.COMPLAINT: (Reason.COMPLAINED, "mailbox-provider"),
    MailKind.BOUNCE: (Reason.BOUNCED, "mail-system"),
}
"""What each kind of mail orders, and in whose name."""
_PROVED_ONLY = frozenset({MailKind.BOUNCE, MailKind.COMPLAINT})


@dataclass(frozen=True, slots=True)
class Reply:
    """What is kept about one received mail. The mail itself lies in the raw mail store under `mail_key`."""

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
    """What a mail orders about its lead."""

    order: Order | None = None
    hold: Hold | None = None
    """For the campaign."""
    company: Order | None = None
    """For everybody at the lead's company."""


def orders_of(
    said: Classification, campaign_id: CampaignId, address: str, now: datetime, *, proved: bool, company: bool
) -> Orders:
    """Return what a mail orders.

    `proved` says that the mail holds something only a reader of our mail can know. What suppresses a person
    everywhere without their own word (a bounce, a complaint) is done on no less: anybody can forge it.
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
    """Whether a hard failure is about this address, and not about one that it passes mail on to."""
    hard = [failure for failure in said.failures if failure.severity is Severity.HARD]
    return any(failure.recipient in ("", address) for failure in hard)


def company_of(domains: tuple[Domain, ...]) -> Domain | None:
    """Return the domain that stands for a lead's company; None where strangers share it, or it is forgotten."""
    shared = any(
        domain in MAILBOX_PROVIDERS or domain.partition(".")[0] in _MANY_COUNTRIES for domain in domains
    )
    return None if shared or not domains or domains[-1] == NOWHERE else domains[-1]


def is_forwarded(kind: MailKind) -> bool:
    """Say whether a person of ours must see it: everything that a person wrote."""
    return kind in (MailKind.HUMAN, MailKind.UNSUBSCRIBE)
