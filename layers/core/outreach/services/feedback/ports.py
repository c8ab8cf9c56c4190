"""The ports of the feedback function and the breakers. Ports that several rooms share are in `services/ports.py`.

Each method is safe to repeat. An event may come more than once, and an invocation that died is run again
from its beginning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from outreach.domain.breaker import Count, Tally
    from outreach.domain.delivery import Ending
    from outreach.domain.ids import RecipientKey, SesMessageId
    from outreach.services.heard_ports import Deliveries
    from outreach.services.ports import Alarms, Campaigns, Clock, Controls, Enrollments, Suppressions


class Tallies(Protocol):
    """Counters of mails by scope and slot. A repeated count counts twice."""

    def count(self, scopes: Sequence[str], slot: datetime, what: Count, mails: int = 1) -> None:
        """Count so many mails in each scope."""
        ...

    def total(self, scope: str, start: datetime) -> Tally:
        """Add up a scope's slots from `start` on, strongly consistent."""
        ...


class AddressHistory(Protocol):
    """How the latest mails to an address ended: delivered or bounced softly. And who may be on SES's list for nothing."""

    def note(
        self, recipient: RecipientKey, sent_at: datetime, message_id: SesMessageId, ending: Ending
    ) -> None:
        """Note what one event says of a mail. What was noted before stays: see `ended_softly`."""
        ...

    def latest(self, recipient: RecipientKey, limit: int) -> list[bool]:
        """Return for each of the latest mails, newest first, whether it bounced softly. Strongly consistent."""
        ...

    def is_known_late(self, recipient: RecipientKey) -> bool:
        """Say whether anything is noted, for half the price of `latest`. What has just been noted may be missing."""
        ...

    def spare(self, recipient: RecipientKey) -> None:
        """Note that SES may put the address on its list for a bounce that said nothing final of it."""
        ...

    def is_spared(self, recipient: RecipientKey) -> bool:
        """Say whether that was noted. Strongly consistent."""
        ...


@dataclass(frozen=True, slots=True)
class BreakerPorts:
    """The ports that the breakers use."""

    tallies: Tallies
    controls: Controls
    alarms: Alarms
    clock: Clock


@dataclass(frozen=True, slots=True)
class FeedbackPorts:
    """The ports that feedback uses."""

    enrollments: Enrollments
    controls: Controls
    campaigns: Campaigns
    suppressions: Suppressions
    deliveries: Deliveries
    tallies: Tallies
    history: AddressHistory
    alarms: Alarms
    clock: Clock


@dataclass(frozen=True, slots=True)
class OwnIdentity:
    """The account and the configuration sets that an event about one of our mails must name."""

    account: str
    configuration_set: str
