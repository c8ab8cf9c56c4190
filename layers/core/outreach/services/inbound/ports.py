"""The ports of the inbound function. Ports that several rooms share are in `services/ports.py`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from outreach.domain.ids import CampaignId, LeadId, RunId, SesMessageId
from outreach.domain.keyring import Keyring
from outreach.domain.reply import Label, Reply
from outreach.services.ports import (
    Alarms,
    Campaigns,
    Clock,
    Controls,
    Enrollments,
    Holds,
    Quotas,
    Suppressions,
)


class RawMails(Protocol):
    """The store of received mails, unchanged. Mails in it expire."""

    def delete(self, key: str) -> None:
        """Delete a mail. It is not an error if there is none under this key."""
        ...

    def read(self, key: str, limit: int) -> bytes | None:
        """Return the first `limit` bytes of a mail; None if there is none under this key."""
        ...


class Replies(Protocol):
    """Records of received mails."""

    def keep(self, reply: Reply) -> Reply:
        """Write a record, unless there is one for this mail. Return the record that is kept: the first one.

        If it waits for a label, it is among those that wait.
        """
        ...

    def standing(self, reply: Reply) -> Reply | None:
        """Return the record that is kept for this mail; None if there is none yet. Strongly consistent."""
        ...

    def mark_forwarded(self, reply: Reply, at: datetime) -> None:
        """Note that the reply has been forwarded to a person."""
        ...

    def of_lead(self, campaign_id: CampaignId, run_id: RunId, lead_id: LeadId) -> list[Reply]:
        """List a lead's records, oldest first."""
        ...

    def waiting(self) -> list[Reply]:
        """List the records that wait for a label, or for what follows from it: oldest first. Strongly consistent."""
        ...

    def prune(self) -> None:
        """Forget what is listed as waiting and was erased while it was kept."""
        ...

    def label(self, reply: Reply, label: Label, actor: str, at: datetime) -> bool:
        """Say what a reply was, unless it has a label; False if it has one, or is not there. It goes on waiting."""
        ...

    def close(self, reply: Reply) -> None:
        """Take a reply from those that wait. Its record stays."""
        ...

    def erase(self, reply: Reply) -> bool:
        """Delete a record, also from those that wait; False if it was not there."""
        ...


@dataclass(frozen=True, slots=True)
class Forward:
    """The mail that forwards a reply to one of our people, who can reply to it from their own mailbox."""

    sender: str
    """Our own address: the campaign's sender."""
    recipient: str
    name: str
    """The display name in the From header."""
    reply_to: str | None
    subject: str
    text: str


class Forwarder(Protocol):
    """Sends forwarded replies."""

    def forward(self, forward: Forward) -> None:
        """Send one mail. Raises `errors.StoreUnavailable` unless it was accepted. Repeated, it may arrive twice."""
        ...


@dataclass(frozen=True, slots=True)
class InboundPorts:
    """The ports that the inbound function uses."""

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
    """What identifies our own mail, and what the operator has configured."""

    reply_domain: str
    message_ids_in: Callable[[str], Sequence[SesMessageId]]
    """Returns the ids of the mails whose Message-IDs a text contains, as the live sender makes them."""
    receiver: str
    """The server that receives our mail. Only its Authentication-Results headers (RFC 8601) are believed."""
    keys: Keyring
    """The keys that sign unsubscribe links and reply addresses."""
    peppers: Keyring
    forward_to: str = ""
    """Where replies to a campaign without a `reply_to` address are forwarded. Empty: to the campaign's sender."""
    reply_stops_company: bool = True
    read_keys_again: Callable[[], Keyring | None] = lambda: None
    """Returns the keys as they are now; None if it is too soon, or they cannot be read."""
