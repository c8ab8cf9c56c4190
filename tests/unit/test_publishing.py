"""What is published of a batch, and that whatever dies on the way nothing stays untold."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import permutations

import pytest

from outreach.adapters.dynamodb.changed_rows import rows_of
from outreach.bus_event_messages import BusMessage
from outreach.domain.bus_event import NO_ADDRESS
from outreach.domain.campaign import WhenStopped
from outreach.domain.control import RunStatus, SenderState
from outreach.domain.inbound.kinds import MailKind
from outreach.errors import StoreUnavailable
from outreach.memory import MemoryControls, MemoryEnrollments, MemoryTables
from outreach.memory.publish import MemoryEventBus, MemoryUnreadableRecords
from outreach.services.publish.ports import PublishPorts
from outreach.services.publish.publishing import Publishing, PublishReport
from outreach.stream_messages import StreamRecord
from unit.test_row_events import CHANGES, ROWS, a_delivery, a_reply
from world.builders import NOON, a_lead, a_recipient_row, a_run, a_touch, an_enrollment, an_order
from world.streams import a_record

BROKEN = StreamRecord({"eventID": "broken", "dynamodb": {"Keys": {"pk": {"S": "E#demo#live#0"}}}})


@dataclass
class Desk:
    """The use case over memory, with one enrolled lead."""

    addresses: bool = False
    bus: MemoryEventBus = field(default_factory=MemoryEventBus)
    unreadable: MemoryUnreadableRecords = field(default_factory=MemoryUnreadableRecords)
    tables: MemoryTables = field(default_factory=MemoryTables)
    read: Callable[[StreamRecord], object] = rows_of

    def __post_init__(self):
        self.controls, self.enrollments = MemoryControls(self.tables), MemoryEnrollments(self.tables)
        ports = PublishPorts(self.read, self.bus, self.unreadable, self.controls, self.enrollments)
        self.publish = Publishing(ports, addresses=self.addresses).publish

    def enroll(self, lead=None):
        self.controls.create_run(a_run())
        self.enrollments.add([an_enrollment(lead)])

    @property
    def told(self):
        return [json.loads(message.detail) for message in self.bus.taken]

    @property
    def ids(self):
        return [each["id"] for each in self.told]


def all_records():
    """One record for each row and each change that the tables of situations know."""
    records = [a_record(None, row) for row, _ in ROWS.values() if row is not None]
    return records + [a_record(old, new) for old, new, _ in CHANGES.values()]


def expected_kinds():
    rows = [kind for row, expected in ROWS.values() if row is not None for kind in expected]
    return rows + [kind for _, _, expected in CHANGES.values() for kind in expected]


def test_every_event_of_a_batch_is_put_on_the_bus_in_order():
    desk = Desk()
    records = all_records()

    report = desk.publish(records)

    assert [message.kind.value for message in desk.bus.taken] == expected_kinds()
    assert report == PublishReport(len(records), len(expected_kinds()), 0)


def test_a_batch_that_tells_nothing_asks_nobody():
    desk = Desk()
    desk.bus.fails_after = 0
    waits = an_enrollment()

    assert desk.publish([a_record(waits, waits), a_record(waits, None)]) == PublishReport(2, 0, 0)
    assert desk.publish([]) == PublishReport(0, 0, 0)


def test_an_event_bears_the_time_of_what_happened():
    desk = Desk()

    desk.publish([a_record(None, an_enrollment())])

    assert [message.at for message in desk.bus.taken] == [NOON]
    assert desk.told[0]["at"] == "2026-11-23T12:00:00Z"


# --- what fails ---


@pytest.mark.parametrize("lost", [False, True], ids=["not taken", "taken, and the response is lost"])
@pytest.mark.parametrize("requests", range(8))
def test_whatever_dies_a_batch_that_comes_again_tells_everything(requests, lost):
    """It dies at each request to the bus, before it or after it. What was told before is told again, by the same ids."""
    undisturbed, desk = Desk(), Desk()
    records = all_records()
    undisturbed.publish(records)
    assert len(undisturbed.ids) > 7 * 10
    desk.bus.fails_after, desk.bus.lost = requests, lost

    with pytest.raises(StoreUnavailable):
        desk.publish(records)
    before = desk.ids
    desk.bus.fails_after = None
    desk.publish(records)

    assert before == undisturbed.ids[: 10 * (requests + lost)]
    assert desk.ids == before + undisturbed.ids
    assert len(set(desk.ids)) == len(set(undisturbed.ids))


def test_halves_of_a_batch_tell_what_the_batch_tells():
    """Lambda divides a batch that failed."""
    whole, divided = Desk(), Desk()
    records = all_records()
    middle = len(records) // 2

    whole.publish(records)
    divided.publish(records[:middle])
    divided.publish(records[middle:])

    assert divided.ids == whole.ids


def test_batches_that_come_twice_and_in_any_order_tell_the_same_ids():
    """The shards of a stream are read side by side, so rows overtake each other. One row never overtakes itself."""
    rows = [
        [
            a_record(None, an_enrollment()),
            a_record(*CHANGES["settled"][:2]),
            a_record(*CHANGES["finished"][:2]),
        ],
        [a_record(None, a_delivery(delivery=ROWS["delivered"][0].record.marks["delivery"]))],
        [a_record(None, a_reply())],
        [a_record(None, a_recipient_row(orders=(an_order(),)))],
    ]
    told = set()
    for order in permutations(rows):
        desk = Desk()
        for records in [*order, *order]:
            desk.publish(records)
        assert len(desk.ids) == 12
        told.add(frozenset(desk.ids))

    assert len(told) == 1
    assert len(next(iter(told))) == 6


def test_one_record_that_cannot_be_read_is_kept_as_it_came_and_the_others_go_on():
    desk = Desk()
    records = [a_record(None, an_enrollment()), BROKEN, a_record(None, a_reply())]

    assert desk.publish(records) == PublishReport(3, 2, 1)
    assert [message.kind.value for message in desk.bus.taken] == ["lead.enrolled", "lead.replied"]
    assert desk.unreadable.kept == [BROKEN]


def test_an_event_that_breaks_its_schema_is_kept_aside_too(monkeypatch):
    """A newer writer may record what this program knows no field for. It must not hold up all that comes after."""
    desk = Desk()
    bounced = a_record(None, ROWS["bounced for good"][0])
    monkeypatch.setattr("outreach.domain.row_events._BOUNCES", {"hard_bounce": "a new class"})

    assert desk.publish([bounced, a_record(None, a_reply())]) == PublishReport(2, 1, 1)
    assert desk.unreadable.kept == [bounced]


def test_while_the_bus_is_away_nothing_is_kept_aside_again_and_again():
    desk = Desk()
    desk.bus.fails_after = 0
    for _ in range(3):
        with pytest.raises(StoreUnavailable):
            desk.publish([BROKEN, a_record(None, a_reply())])

    assert desk.unreadable.kept == []


def test_a_record_that_can_neither_be_read_nor_kept_comes_again():
    desk = Desk()
    desk.unreadable.down = True
    with pytest.raises(StoreUnavailable):
        desk.publish([BROKEN])
    desk.unreadable.down = False
    desk.publish([BROKEN])

    assert desk.unreadable.kept == [BROKEN]


def test_what_is_kept_aside_can_be_handed_in_again():
    """After an update of the program: the record is read then, and tells what it would have told."""
    reads = iter([ValueError("a word of another version"), None])

    def read(record):
        if problem := next(reads):
            raise problem
        return rows_of(record)

    desk = Desk(read=read)
    record = a_record(None, a_reply())
    desk.publish([record])
    assert desk.ids == []
    desk.publish(desk.unreadable.kept)

    undisturbed = Desk()
    undisturbed.publish([record])
    assert desk.ids == undisturbed.ids


def test_no_log_line_holds_anything_of_the_row(caplog):
    lead = a_lead("ann", fields={"note": "secret"})
    broken = a_record(None, an_enrollment(lead))
    broken.raw["dynamodb"]["NewImage"]["state"] = {"S": "ann@acme.example secret"}

    Desk().publish([broken])

    assert "a record cannot be read" in caplog.text
    said = " ".join(str(vars(record)) for record in caplog.records)
    assert "ann@" not in said
    assert "secret" not in said


# --- addresses ---


def addresses_in(messages: list[BusMessage]) -> bool:
    return any("@" in message.detail for message in messages)


def test_no_event_holds_an_address_unless_the_stack_says_so():
    desk = Desk()
    desk.enroll()
    paused = a_run(
        status=RunStatus.PAUSED, changed_by="ada@us.example", reason="too many from sales@us.example"
    )
    desk.publish([*all_records(), a_record(None, paused)])

    assert not addresses_in(desk.bus.taken)
    assert (desk.told[-1]["by"], desk.told[-1]["reason"]) == (NO_ADDRESS, f"too many from {NO_ADDRESS}")


def the_sender_told(*, addresses):
    """What a mail and the stop of its sender say of who the sender is."""
    state = SenderState("anna@us.example", WhenStopped.WAIT, NOON, "ada", 1, "anna@us.example bounces")
    sent = an_enrollment(touches={0: a_touch(sender="anna@us.example")})
    desk = Desk(addresses=addresses)
    desk.publish([a_record(None, sent), a_record(None, a_run(senders=(state,)))])
    assert addresses or not addresses_in(desk.bus.taken)
    return [each.get("sender") for each in desk.told[1:]]


def test_who_sent_is_told_with_addresses_alone():
    assert the_sender_told(addresses=True) == ["anna@us.example"] * 2
    assert the_sender_told(addresses=False) == [None, None]


def test_with_addresses_a_pause_says_what_was_written():
    desk = Desk(addresses=True)
    desk.publish([a_record(None, a_run(status=RunStatus.PAUSED, changed_by="ada@us.example"))])

    assert desk.told[0]["by"] == "ada@us.example"


def test_with_addresses_every_event_about_a_person_names_theirs():
    """A delivery and a reply are recorded without it."""
    desk = Desk(addresses=True)
    desk.enroll()
    about_people = [
        *(an_enrollment(), ROWS["delivered"][0], a_reply(), a_reply(MailKind.OUT_OF_OFFICE)),
        a_recipient_row(orders=(an_order(),)),
    ]

    desk.publish([a_record(None, row) for row in about_people])

    assert [each["address"] for each in desk.told] == ["jane@acme.example"] * 5


def test_each_lead_is_looked_up_once_in_a_batch():
    desk = Desk(addresses=True)
    desk.enroll()
    asked = []
    get = desk.enrollments.get
    desk.enrollments.get = lambda key: asked.append(key) or get(key)

    desk.publish(
        [a_record(None, ROWS["delivered"][0]), a_record(None, a_reply()), a_record(None, an_enrollment())]
    )

    assert asked == [an_enrollment().key]


def test_a_lead_who_is_forgotten_between_two_batches_is_not_named_in_the_second():
    desk = Desk(addresses=True)
    desk.enroll()
    delivered, replied = a_record(None, ROWS["delivered"][0]), a_record(None, a_reply())
    desk.publish([delivered])
    desk.enrollments.erase(an_enrollment().key)
    desk.publish([replied])

    assert [each.get("address") for each in desk.told] == ["jane@acme.example", None]


@pytest.mark.parametrize("there", [True, False], ids=["no such lead", "no such run"])
def test_what_is_about_nobody_known_is_told_without_an_address(there):
    desk = Desk(addresses=True)
    if there:
        desk.controls.create_run(a_run())

    desk.publish([a_record(None, a_reply())])

    assert [each.get("address") for each in desk.told] == [None]


def test_a_batch_comes_again_if_an_address_cannot_be_read():
    desk = Desk(addresses=True)
    desk.enroll()

    def away(key):
        raise StoreUnavailable("GetItem: down")

    get, desk.enrollments.get = desk.enrollments.get, away
    with pytest.raises(StoreUnavailable):
        desk.publish([a_record(None, a_reply())])
    assert desk.bus.taken == desk.unreadable.kept == []

    desk.enrollments.get = get
    desk.publish([a_record(None, a_reply())])
    assert desk.told[0]["address"] == "jane@acme.example"


def test_without_addresses_no_table_is_read():
    desk = Desk()

    def away(*_):
        raise AssertionError("a table was read")

    desk.controls.run = desk.enrollments.get = away
    desk.publish(all_records())

    assert desk.bus.taken
