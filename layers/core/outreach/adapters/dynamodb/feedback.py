"""What SES events write: delivery records, tallies and address histories.

delivery record    pk `DELIVERY#{campaign}#{run}#{shard}`   sk `{lead}#{step}`
                   one attribute per fact, `{earliest time}|{detail}`, and the set of SES message ids
tally              pk `RATE#{scope}`                        sk `{slot}`
address history    pk `OUTCOME#{recipient key}`             sk `{time sent}#{SES message id}`
spared address     pk `OUTCOME#{recipient key}#SPARED`      sk `SPARED`, if SES may list it for nothing
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from outreach.adapters.due_order import moment_of, stamp
from outreach.adapters.dynamodb.attributes import ExpiryAttribute, IntegerAttribute
from outreach.adapters.dynamodb.tables import (
    OutreachTable,
    RawItem,
    Tables,
    delete_if,
    fetch,
    fetch_all,
    store_errors,
    stream,
    update,
)
from outreach.domain.breaker import Count, Tally
from outreach.domain.delivery import DeliveryRecord, Ending, Fact, Mark, ended_softly
from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.expiry import ending_expires, tally_expires
from outreach.domain.ids import CampaignId, LeadId, RecipientKey, RunId, SesMessageId
from outreach.domain.ses_event import TouchName


class DeliveryItem(OutreachTable):
    """All SES events about one touch. A mark sorts by its time, then by its detail."""

    message_ids = UnicodeSetAttribute()
    send = UnicodeAttribute(null=True)
    delivery = UnicodeAttribute(null=True)
    delay = UnicodeAttribute(null=True)
    hard_bounce = UnicodeAttribute(null=True)
    soft_bounce = UnicodeAttribute(null=True)
    blocked = UnicodeAttribute(null=True)
    unclear = UnicodeAttribute(null=True)
    withheld = UnicodeAttribute(null=True)
    complaint = UnicodeAttribute(null=True)
    reject = UnicodeAttribute(null=True)
    rendering_failure = UnicodeAttribute(null=True)
    open = UnicodeAttribute(null=True)
    click = UnicodeAttribute(null=True)
    machine_open = UnicodeAttribute(null=True)
    machine_click = UnicodeAttribute(null=True)
    subscription = UnicodeAttribute(null=True)

    def touch(self) -> TouchName:
        """Return the touch that the key names."""
        _, campaign_id, run_id, shard = self.pk.split("#")
        lead_id, step = self.sk.split("#")
        key = EnrollmentKey(CampaignId(campaign_id), RunId(run_id), int(shard), LeadId(lead_id))
        return TouchName(key, int(step))

    def record(self) -> DeliveryRecord:
        """Return the record in this item."""
        written = {fact: getattr(self, fact.value) for fact in Fact}
        return DeliveryRecord(
            {fact: _mark(text) for fact, text in written.items() if text is not None},
            frozenset(map(SesMessageId, self.message_ids)),
        )


class TallyItem(OutreachTable):
    """How many mails were counted in one slot."""

    sent = IntegerAttribute(null=True)
    bounced = IntegerAttribute(null=True)
    complained = IntegerAttribute(null=True)
    expires = ExpiryAttribute(null=True)

    def tally(self) -> Tally:
        """Return the counts in this item. An attribute that does not exist counts as 0."""
        return Tally(self.sent or 0, self.bounced or 0, self.complained or 0)


class OutcomeItem(OutreachTable):
    """How one mail to an address ended. Each attribute is an `Ending`; they may exist together."""

    soft = UnicodeAttribute(null=True)
    soft_unless_delivered = UnicodeAttribute(null=True)
    delivered = UnicodeAttribute(null=True)
    spared = UnicodeAttribute(null=True)
    """Of an item of its own: SES may list the address for nothing."""
    expires = ExpiryAttribute(null=True)

    def is_soft(self) -> bool:
        """Whether the mail bounced softly."""
        return ended_softly({ending for ending in Ending if getattr(self, ending.value) is not None})


class DynamoDeliveries:
    """One delivery record per touch."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(DeliveryItem)

    def get(self, touch: TouchName) -> DeliveryRecord | None:
        """Read one, strongly consistent."""
        found = fetch(self._items, *_place(touch))
        return None if found is None else found.record()

    def find(self, touches: Sequence[TouchName]) -> dict[TouchName, DeliveryRecord]:
        """Read several, strongly consistent, with one request for a hundred."""
        return self._found(touches, consistent=True)

    def find_late(self, touches: Sequence[TouchName]) -> dict[TouchName, DeliveryRecord]:
        """Read the same for half the price, each as of some moment."""
        return self._found(touches, consistent=False)

    def _found(self, touches: Sequence[TouchName], *, consistent: bool) -> dict[TouchName, DeliveryRecord]:
        places = {_place(touch): touch for touch in touches}
        found = fetch_all(self._items, places, consistent=consistent)
        return {places[item.pk, item.sk]: item.record() for item in found}

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[DeliveryRecord]:
        """Stream the records of a run's touches, strongly consistent. One query for each shard."""
        return (record for _, record in self.by_touch(campaign_id, run_id, shards))

    def by_touch(
        self, campaign_id: CampaignId, run_id: RunId, shards: int
    ) -> Iterator[tuple[TouchName, DeliveryRecord]]:
        """Stream the records of a run's touches with what they are about, strongly consistent. One query for each shard."""
        for shard in range(shards):
            for item in stream(self._items.query, _partition(campaign_id, run_id, shard)):
                yield item.touch(), item.record()

    def drop(self, touch: TouchName, seen: DeliveryRecord) -> bool:
        """Delete a record if it is still as it was seen."""
        condition: Condition = DeliveryItem.message_ids == set(seen.message_ids)
        for fact in Fact:
            place, mark = Path([fact.value]), seen.marks.get(fact)
            condition &= place.does_not_exist() if mark is None else place == _text_of(mark)
        return delete_if(self._items(*_place(touch)), condition)

    def note(
        self, touch: TouchName, fact: Fact, mark: Mark, message_id: SesMessageId
    ) -> frozenset[SesMessageId]:
        """Merge one event into the record; return all message ids seen so far.

        This costs one write. It costs a second one if the first adds nothing and the message id is new: that
        is a second mail for the touch, which should not exist.

        earliest   `{fact} does not exist OR {fact} > :mark`
                   * there was no event of this kind before;
                   * the event recorded so far happened later.
                   Any other event adds at most its message id.
        """
        place, text = Path([fact.value]), _text_of(mark)
        new_id = DeliveryItem.message_ids.add({message_id})
        item = self._items(*_place(touch))
        written = update(item, [place.set(text), new_id], place.does_not_exist() | (place > text))
        if not written.applied and message_id not in _ids(written.item):
            written = update(item, [new_id])
        return _ids(written.item)


class DynamoTallies:
    """Counters of mails by scope and slot."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(TallyItem)

    def count(self, scopes: Sequence[str], slot: datetime, what: Count, mails: int = 1) -> None:
        """Count so many mails in each scope, with one write per scope. One that the SDK retries may count twice."""
        actions = [getattr(TallyItem, what.value).add(mails), TallyItem.expires.set(tally_expires(slot))]
        for scope in scopes:
            update(self._items(f"RATE#{scope}", stamp(slot)), actions)

    def total(self, scope: str, start: datetime) -> Tally:
        """Add up a scope's slots from `start` on, strongly consistent."""
        found = stream(self._items.query, f"RATE#{scope}", TallyItem.sk >= stamp(start))
        return sum((item.tally() for item in found), Tally())


class DynamoAddressHistory:
    """How the latest mails to an address ended."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(OutcomeItem)

    def note(
        self, recipient: RecipientKey, sent_at: datetime, message_id: SesMessageId, ending: Ending
    ) -> None:
        """Note what one event says of a mail. Several attributes may be written, in any order."""
        place = self._items(f"OUTCOME#{recipient}", f"{stamp(sent_at)}#{message_id}")
        expires = OutcomeItem.expires.set(ending_expires(sent_at))
        update(place, [getattr(OutcomeItem, ending.value).set("y"), expires])

    def latest(self, recipient: RecipientKey, limit: int) -> list[bool]:
        """Return for each of the latest mails, newest first, whether it bounced softly. Strongly consistent."""
        with store_errors("Query"):
            found = self._items.query(
                f"OUTCOME#{recipient}", scan_index_forward=False, limit=limit, consistent_read=True
            )
            return [item.is_soft() for item in found]

    def is_known_late(self, recipient: RecipientKey) -> bool:
        """Say whether anything is noted, as of some moment."""
        with store_errors("Query"):
            found = self._items.query(f"OUTCOME#{recipient}", limit=1, consistent_read=False)
            return next(iter(found), None) is not None

    def spare(self, recipient: RecipientKey) -> None:
        """Note that SES may put the address on its list for a bounce that said nothing final of it."""
        update(self._items(*_spared(recipient)), [OutcomeItem.spared.set("y")])

    def is_spared(self, recipient: RecipientKey) -> bool:
        """Say whether that was noted. Strongly consistent."""
        return fetch(self._items, *_spared(recipient)) is not None


def _spared(recipient: RecipientKey) -> tuple[str, str]:
    return f"OUTCOME#{recipient}#SPARED", "SPARED"


def _place(touch: TouchName) -> tuple[str, str]:
    key = touch.key
    return _partition(key.campaign_id, key.run_id, key.shard), f"{key.lead_id}#{touch.step}"


def _partition(campaign_id: CampaignId, run_id: RunId, shard: int) -> str:
    return f"DELIVERY#{campaign_id}#{run_id}#{shard}"


def _ids(item: RawItem | None) -> frozenset[SesMessageId]:
    written: dict[str, Any] = (item or {}).get("message_ids", {})
    return frozenset(map(SesMessageId, written.get("SS", ())))


def _text_of(mark: Mark) -> str:
    return f"{stamp(mark.at)}|{mark.detail}"


def _mark(text: str) -> Mark:
    at, _, detail = text.partition("|")
    return Mark(moment_of(at), detail)
