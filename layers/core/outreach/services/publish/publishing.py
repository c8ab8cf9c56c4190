"""Publishes what the changes of rows tell, at least once.

The conditional write of a row is the record that something happened. Nothing else is written for an event, and nobody
who writes a row knows of this. The table keeps its changes for 24 hours, and Lambda hands them to this use case in
batches until a batch succeeds.

    read       a record -> the row before and after. One that cannot be read is kept aside; the others go on.
    tell       the events that the row stands for now and did not before          domain/row_events.py
    address    add it, or take it out of every text, as the stack was deployed
    write      each event by the schema of its kind                               bus_event_messages.py
    put        all events of the batch on the bus. If one is not taken, the whole batch comes again.

Records that cannot be read are kept after the events were put. So a bus that is away for hours does not keep each
of them a hundred times.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from outreach.bus_event_messages import BusMessage, message_of
from outreach.domain.bus_event import BusEvent, without_addresses
from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import LIVE, CampaignId, LeadId, shard_of
from outreach.domain.row_events import added_events
from outreach.errors import StoreUnavailable, in_logs
from outreach.services.publish.ports import PublishPorts
from outreach.stream_messages import StreamRecord

logger = logging.getLogger(__name__)

_WORDS_OF_PEOPLE = frozenset({"reason", "by"})
"""The fields in which a person may have written an address."""
_AN_ADDRESS = "sender"
"""The field that is one."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What came of one batch."""

    records: int
    events: int
    unreadable: int


class Publishing:
    """Publishes the changes of one batch after the other. `addresses` says whether events name addresses."""

    def __init__(self, ports: PublishPorts, *, addresses: bool) -> None:
        self._ports = ports
        self._addresses = addresses

    def publish(self, records: Sequence[StreamRecord]) -> PublishReport:
        """Publish what the records tell. Raises `errors.StoreUnavailable` if the batch must come again, as a whole."""
        book = _AddressBook(self._ports)
        messages: list[BusMessage] = []
        unreadable: list[StreamRecord] = []
        for record in records:
            try:
                messages += self._told(record, book)
            except StoreUnavailable:
                raise
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one record, the others go on
                logger.error(
                    "a record cannot be read", extra={"record_id": record.record_id, **in_logs(error)}
                )
                unreadable.append(record)
        if messages:
            self._ports.bus.put(messages)
        for record in unreadable:
            self._ports.unreadable.keep(record)
        return PublishReport(len(records), len(messages), len(unreadable))

    def _told(self, record: StreamRecord, book: "_AddressBook") -> list[BusMessage]:
        events = added_events(*self._ports.read(record))
        shown = book.complete if self._addresses else _without_address
        return [message_of(shown(event)) for event in events]


class _AddressBook:
    """The addresses of the leads of one batch. The record of a mail or of a reply does not hold its lead's address."""

    def __init__(self, ports: PublishPorts) -> None:
        self._ports = ports
        self._found: dict[tuple[CampaignId, LeadId], str | None] = {}
        self._shards: dict[CampaignId, int | None] = {}

    def complete(self, event: BusEvent) -> BusEvent:
        """Add the address of the lead that an event is about, if the event has none."""
        campaign_id, lead_id = event.campaign_id, event.lead_id
        if event.address is not None or campaign_id is None or lead_id is None:
            return event
        about = (campaign_id, lead_id)
        if about not in self._found:
            self._found[about] = self._read(campaign_id, lead_id)
        return replace(event, address=self._found[about])

    def _read(self, campaign_id: CampaignId, lead_id: LeadId) -> str | None:
        """Return the address of a lead. None if it was erased, or has left the run."""
        if campaign_id not in self._shards:
            run = self._ports.controls.run(campaign_id, LIVE)
            self._shards[campaign_id] = None if run is None else run.shards
        shards = self._shards[campaign_id]
        if shards is None:
            return None
        key = EnrollmentKey(campaign_id, LIVE, shard_of(lead_id, shards), lead_id)
        enrollment = self._ports.enrollments.get(key)
        return enrollment.lead.address or None if enrollment else None


def _without_address(event: BusEvent) -> BusEvent:
    said = {
        name: without_addresses(value) if name in _WORDS_OF_PEOPLE and isinstance(value, str) else value
        for name, value in event.said.items()
        if name != _AN_ADDRESS
    }
    return replace(event, address=None, said=said)
