"""What hearing replies needs from the outside besides the common ports."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from outreach.domain.ids import CampaignId, LeadId, RecipientKey, RunId, SesMessageId
from outreach.domain.keyring import Keyring
from outreach.domain.reply import Reply
from outreach.domain.suppression import Hold
from outreach.services.ports import Alarms, Campaigns, Clock, Controls, Enrollments, Quotas, Suppressions


class RawMails(Protocol):
    """Received mails as they came. They expire."""

    def delete(self, key: str) -> None:
        """Delete a mail; one that is not there is deleted."""
        ...

    def read(self, key: str, limit: int) -> bytes | None:
        """Return the first `limit` bytes of a mail; None if there is none under this key."""
        ...


class Holds(Protocol):
    """Holds in the Suppression table: not before a time, for one campaign or for all."""

    def hold(self, recipient: RecipientKey, scope: str, hold: Hold) -> bool:
        """Set a hold, or put it off; False if a later one stands, or there is no row to hold.

        It never creates a row: an address without one must not be written to, and would be.
        """
        ...


class Replies(Protocol):
    """Records of received mails."""

    def keep(self, reply: Reply) -> Reply:
        """Keep a record; return the one that stands: of two for one mail, the first."""
        ...

    def mark_forwarded(self, reply: Reply, at: datetime) -> None:
        """Note that a person has been sent it."""
        ...

    def of_lead(self, campaign_id: CampaignId, run_id: RunId, lead_id: LeadId) -> list[Reply]:
        """List a lead's records, oldest first."""
        ...

    def erase(self, reply: Reply) -> bool:
        """Delete a record; False if it was not there."""
        ...

    def unmatched(self, limit: int) -> list[Reply]:
        """List records of mails that belong to no enrollment, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Forward:
    """A reply as a person of ours gets it: in their own mailbox, to be answered from there."""

    sender: str
    """Our own address: the campaign's sender."""
    recipient: str
    name: str
    """Whose name stands before the sender's address."""
    reply_to: str | None
    subject: str
    text: str


class Forwarder(Protocol):
    """Sends replies on."""

    def forward(self, forward: Forward) -> None:
        """Send one. Raises `errors.StoreUnavailable` unless it was taken; a repetition may arrive twice."""
        ...


@dataclass(frozen=True, slots=True)
class InboundPorts:
    """What hearing replies works with."""

    raw_mails: RawMails
    replies: Replies
    forwarder: Forwarder
    enrollments: Enrollments
    controls: Controls
    campaigns: Campaigns
    suppressions: Suppressions
    holds: Holds
    quotas: Quotas
    alarms: Alarms
    clock: Clock


@dataclass(frozen=True, slots=True)
class InboundRules:
    """Who we are, and what the operator wants."""

    reply_domain: str
    message_ids_in: Callable[[str], Sequence[SesMessageId]]
    """Finds the ids of mails whose Message-IDs, as the live sender gives them, stand in a text."""
    receiver: str
    """The server that received the mail: its Authentication-Results (RFC 8601) count, and nobody else's."""
    keys: Keyring
    """Those that sign unsubscribe links and reply addresses."""
    peppers: Keyring
    forward_to: str = ""
    """Who gets replies to campaigns without a mailbox of their own; empty for the campaign's sender."""
    reply_stops_company: bool = True
