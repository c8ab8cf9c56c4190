"""What the stack tells others on its own event bus: one value for each thing that a CRM wants to know.

A bus event follows from what a row says, and its id follows from what happened and nothing else. So the same change
of a row, read twice, makes two events with one id. Consumers drop the second.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from outreach.domain.ids import CampaignId, LeadId, RecipientKey

Said = str | int | bool | tuple[str, ...] | None
"""The value of one field beside the ids."""
NO_ADDRESS = "[address]"
"""What stands for an address in a text of an event that must hold none."""


class BusEventKind(StrEnum):
    """What happened."""

    LEAD_ENROLLED = "lead.enrolled"
    MAIL_SENT = "mail.sent"
    MAIL_DELIVERED = "mail.delivered"
    MAIL_BOUNCED = "mail.bounced"
    MAIL_COMPLAINED = "mail.complained"
    MAIL_OPENED = "mail.opened"
    MAIL_CLICKED = "mail.clicked"
    LEAD_CORRECTED = "lead.corrected"
    LEAD_STOPPED = "lead.stopped"
    LEAD_REOPENED = "lead.reopened"
    LEAD_HELD = "lead.held"
    LEAD_REMOVED = "lead.removed"
    LEAD_REPLIED = "lead.replied"
    LEAD_OUT_OF_OFFICE = "lead.out_of_office"
    REPLY_LABELLED = "reply.labelled"
    LEAD_UNSUBSCRIBED = "lead.unsubscribed"
    LEAD_SUPPRESSED = "lead.suppressed"
    """Another order not to write to the address: a bounce, a complaint, an operator, an import."""
    SEQUENCE_FINISHED = "sequence.finished"
    RUN_PAUSED = "run.paused"
    RUN_RESUMED = "run.resumed"
    RUN_CANCELLED = "run.cancelled"
    BREAKER_OPENED = "breaker.opened"
    SENDER_STOPPED = "sender.stopped"
    SENDER_RESUMED = "sender.resumed"


@dataclass(frozen=True, slots=True)
class BusEvent:
    """One event. What is None is not known from the row, or is about no such thing."""

    kind: BusEventKind
    id: str
    """The same for the same happening, however often it is read: 32 hex digits."""
    at: datetime
    """When it happened, not when it was published."""
    campaign_id: CampaignId | None = None
    """None of an order that stands for every campaign."""
    lead_id: LeadId | None = None
    recipient: RecipientKey | None = None
    address: str | None = None
    said: Mapping[str, Said] = field(default_factory=dict)
    """What else is to be told, by the names of the event's schema."""


@dataclass(frozen=True, slots=True)
class Place:
    """The account and region of a stack. EventBridge writes both on each event."""

    account: str
    region: str


def event_id(kind: BusEventKind, *happening: str) -> str:
    """Return the id of an event. The kind and these words name one happening, and no other has the same."""
    named = "\n".join((kind, *happening))
    return hashlib.sha256(named.encode()).hexdigest()[:32]


def without_addresses(text: str) -> str:
    """Return a text in which each word that holds an `@` is replaced. Reasons are written by people."""
    return " ".join(NO_ADDRESS if "@" in word else word for word in text.split())
