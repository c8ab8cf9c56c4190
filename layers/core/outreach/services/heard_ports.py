"""The ports of what was heard about our mails: SES's reports, and what people and machines sent us. Several rooms share them.

One function writes each, `feedback` or `inbound`. Operators read them, and a person who is forgotten is taken out of them.
What an archive holds is dropped:

drop     every mark and id is `:seen`, or there is none and none was seen; the delivery record is deleted
         * an archive holds the record, and no event has added to it since.
         A second copy finds no record. An event that comes later begins a new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from outreach.domain.delivery import DeliveryRecord, Fact, Mark
    from outreach.domain.ids import CampaignId, LeadId, RunId, SesMessageId
    from outreach.domain.reply import Label, Reply
    from outreach.domain.ses_event import TouchName


class Deliveries(Protocol):
    """One delivery record per touch, built from the SES events about it. A record only grows."""

    def get(self, touch: TouchName) -> DeliveryRecord | None:
        """Read one, strongly consistent."""
        ...

    def find(self, touches: Sequence[TouchName]) -> Mapping[TouchName, DeliveryRecord]:
        """Read several, strongly consistent, with one request for a hundred. A touch without one is left out."""
        ...

    def find_late(self, touches: Sequence[TouchName]) -> Mapping[TouchName, DeliveryRecord]:
        """Read the same for half the price. Each may be as it was some time ago, or missing although it has just been written."""
        ...

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[DeliveryRecord]:
        """Stream the records of a run's touches, strongly consistent."""
        ...

    def by_touch(
        self, campaign_id: CampaignId, run_id: RunId, shards: int
    ) -> Iterator[tuple[TouchName, DeliveryRecord]]:
        """Stream the records of a run's touches with what they are about, strongly consistent."""
        ...

    def drop(self, touch: TouchName, seen: DeliveryRecord) -> bool:
        """Delete a record if it is still as it was seen; see *drop* above. False if it is not."""
        ...

    def note(
        self, touch: TouchName, fact: Fact, mark: Mark, message_id: SesMessageId
    ) -> frozenset[SesMessageId]:
        """Merge one event into the record (`domain.delivery.merge`); return all message ids seen so far."""
        ...


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

    def of_run(self, campaign_id: CampaignId, run_id: RunId) -> Iterator[Reply]:
        """Stream the records of a run, in no order. Strongly consistent."""
        ...

    def of_nobody(self, since: datetime) -> Iterator[Reply]:
        """Stream the records of mails that belong to no enrollment, from a time on, oldest first. Strongly consistent."""
        ...

    def label(self, reply: Reply, label: Label, actor: str, at: datetime) -> bool:
        """Say what a reply was, if it has the label with which it was read (or none, as then). It goes on waiting.

        False if it has another label by now, or is not there.
        """
        ...

    def close(self, reply: Reply) -> None:
        """Take a reply from those that wait. Its record stays."""
        ...

    def erase(self, reply: Reply) -> bool:
        """Delete a record, also from those that wait; False if it was not there."""
        ...
