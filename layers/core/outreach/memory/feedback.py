"""What SES events write, in memory: delivery records, tallies, address histories."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from outreach.domain.breaker import Count, Tally
from outreach.domain.delivery import DeliveryRecord, Ending, Fact, Mark, ended_softly, merge
from outreach.domain.ids import CampaignId, RecipientKey, RunId, SesMessageId
from outreach.domain.ses_event import TouchName
from outreach.memory.tables import MemoryTables


class MemoryDeliveries:
    """One delivery record per touch."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def get(self, touch: TouchName) -> DeliveryRecord | None:
        """Read one."""
        with self._tables.lock:
            return self._tables.deliveries.get(touch)

    def find(self, touches: Sequence[TouchName]) -> dict[TouchName, DeliveryRecord]:
        """Read several."""
        with self._tables.lock:
            return {touch: found for touch in touches if (found := self._tables.deliveries.get(touch))}

    def find_late(self, touches: Sequence[TouchName]) -> dict[TouchName, DeliveryRecord]:
        """Read the same. Here nothing is late."""
        return MemoryDeliveries.find(self, touches)

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[DeliveryRecord]:
        """Stream the records of a run's touches."""
        return (record for _, record in self.by_touch(campaign_id, run_id, shards))

    def by_touch(
        self, campaign_id: CampaignId, run_id: RunId, shards: int
    ) -> Iterator[tuple[TouchName, DeliveryRecord]]:
        """Stream the records of a run's touches with what they are about."""
        with self._tables.lock:
            found = list(self._tables.deliveries.items())
        return (
            (touch, record)
            for touch, record in found
            if (touch.key.campaign_id, touch.key.run_id) == (campaign_id, run_id) and touch.key.shard < shards
        )

    def drop(self, touch: TouchName, seen: DeliveryRecord) -> bool:
        """Delete a record if it is still as it was seen."""
        with self._tables.lock:
            if self._tables.deliveries.get(touch) != seen:
                return False
            del self._tables.deliveries[touch]
            return True

    def note(
        self, touch: TouchName, fact: Fact, mark: Mark, message_id: SesMessageId
    ) -> frozenset[SesMessageId]:
        """Merge one event into the record; return all message ids seen so far."""
        with self._tables.lock:
            before = self._tables.deliveries.get(touch) or DeliveryRecord()
            merged = merge(before, fact, mark, message_id)
            self._tables.deliveries[touch] = merged
            return merged.message_ids


class MemoryTallies:
    """Counters of mails by scope and slot."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def count(self, scopes: Sequence[str], slot: datetime, what: Count, mails: int = 1) -> None:
        """Count so many mails in each scope."""
        with self._tables.lock:
            for scope in scopes:
                self._tables.tallies.setdefault(scope, Counter())[slot, what] += mails

    def total(self, scope: str, start: datetime) -> Tally:
        """Add up a scope's slots from `start` on."""
        with self._tables.lock:
            found = self._tables.tallies.get(scope, Counter())
            numbers = {
                what: sum(n for (slot, kind), n in found.items() if kind is what and slot >= start)
                for what in Count
            }
        return Tally(**{what.value: number for what, number in numbers.items()})


class MemoryAddressHistory:
    """How the latest mails to an address ended."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def note(
        self, recipient: RecipientKey, sent_at: datetime, message_id: SesMessageId, ending: Ending
    ) -> None:
        """Note what one event says of a mail. What was noted before stays."""
        with self._tables.lock:
            mails = self._tables.outcomes.setdefault(recipient, {})
            mails[sent_at, message_id] = mails.get((sent_at, message_id), frozenset()) | {ending}

    def latest(self, recipient: RecipientKey, limit: int) -> list[bool]:
        """Return for each of the latest mails, newest first, whether it bounced softly."""
        with self._tables.lock:
            mails = self._tables.outcomes.get(recipient, {})
            return [ended_softly(mails[mail]) for mail in sorted(mails, reverse=True)[:limit]]

    def is_known_late(self, recipient: RecipientKey) -> bool:
        """Say whether anything is noted. Here nothing is late."""
        return bool(self.latest(recipient, 1))

    def spare(self, recipient: RecipientKey) -> None:
        """Note that SES may put the address on its list for a bounce that said nothing final of it."""
        with self._tables.lock:
            self._tables.spared.add(recipient)

    def is_spared(self, recipient: RecipientKey) -> bool:
        """Say whether that was noted."""
        return recipient in self._tables.spared
