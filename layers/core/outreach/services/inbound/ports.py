"""The ports of the inbound function. Ports that several rooms share are in `services/ports.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from outreach.domain.ids import SesMessageId
    from outreach.domain.keyring import Keyring
    from outreach.services.heard_ports import RawMails, Replies
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
