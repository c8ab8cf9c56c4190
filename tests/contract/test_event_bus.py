"""Where events go, and records that cannot be read: in memory and on the emulator."""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from botocore.stub import Stubber

from outreach.adapters.event_bus import EventBridgeBus
from outreach.adapters.unreadable_records import SqsUnreadableRecords
from outreach.bus_event_messages import BusMessage, message_of
from outreach.domain.row_events import events_of
from outreach.errors import StoreUnavailable
from outreach.memory.publish import MemoryEventBus, MemoryUnreadableRecords
from outreach.services.publish.ports import EventBus, UnreadableRecords
from outreach.stream_messages import StreamRecord
from world.builders import NOON, a_key, a_lead, an_enrollment
from world.stores import client_of
from world.streams import a_record
from world.waiting import eventually

_numbers = itertools.count(1)
Told = set[tuple[str, str]]


@dataclass
class Listener:
    """A bus with somebody who listens to everything."""

    port: EventBus
    heard: Callable[[], Told]
    """Kind and detail of each event so far."""
    break_it: Callable[[], None]


@dataclass
class Keeper:
    port: UnreadableRecords
    bodies: Callable[[], list[StreamRecord]]
    break_it: Callable[[], None]


@pytest.fixture(params=["memory", "eventbridge"])
def listener(request: pytest.FixtureRequest) -> Listener:
    if request.param == "memory":
        bus = MemoryEventBus()
        return Listener(
            bus,
            lambda: {(message.kind.value, message.detail) for message in bus.taken},
            lambda: setattr(bus, "fails_after", 0),
        )
    return on_the_emulator(request.getfixturevalue("emulator"))


def on_the_emulator(endpoint: str) -> Listener:
    events, sqs = client_of("events", endpoint), client_of("sqs", endpoint)
    name = f"bus-{next(_numbers)}"
    events.create_event_bus(Name=name)
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    queue = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    pattern = json.dumps({"source": ["outreach"]})
    events.put_rule(Name=name, EventBusName=name, EventPattern=pattern)
    events.put_targets(Rule=name, EventBusName=name, Targets=[{"Id": "queue", "Arn": queue}])
    heard: Told = set()

    def hear() -> Told:
        for message in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
            event = json.loads(message["Body"])
            heard.add((event["detail-type"], json.dumps(event["detail"], separators=(",", ":"))))
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return heard

    bus = EventBridgeBus(events, name)
    away = client_of("events", "http://127.0.0.1:1")
    return Listener(bus, hear, lambda: setattr(bus, "_client", away))


@pytest.fixture(params=["memory", "sqs"])
def keeper(request: pytest.FixtureRequest) -> Keeper:
    if request.param == "memory":
        kept = MemoryUnreadableRecords()
        return Keeper(kept, lambda: kept.kept, lambda: setattr(kept, "down", True))
    sqs = client_of("sqs", request.getfixturevalue("emulator"))
    url = sqs.create_queue(QueueName=f"unreadable-{next(_numbers)}")["QueueUrl"]

    def bodies() -> list[StreamRecord]:
        found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
        return [StreamRecord(json.loads(message["Body"])) for message in found.get("Messages", [])]

    return Keeper(SqsUnreadableRecords(sqs, url), bodies, lambda: sqs.delete_queue(QueueUrl=url))


def some_messages(number: int) -> list[BusMessage]:
    leads = [a_lead(f"lead{each}") for each in range(number)]
    rows = [an_enrollment(lead, shard=a_key(lead).shard) for lead in leads]
    return [message_of(event) for row in rows for event in events_of(row)]


@pytest.mark.parametrize("number", [0, 1, 10, 11, 25])
def test_every_event_is_heard_with_its_kind_and_its_detail(listener: Listener, number: int):
    messages = some_messages(number)

    listener.port.put(messages)

    expected = {(message.kind.value, message.detail) for message in messages}
    assert len(expected) == number
    assert eventually(lambda: listener.heard() == expected)


def test_an_event_may_be_put_again(listener: Listener):
    (message,) = some_messages(1)
    listener.port.put([message])
    listener.port.put([message])

    assert eventually(lambda: listener.heard() == {(message.kind.value, message.detail)})


def test_what_is_not_taken_is_said(listener: Listener):
    listener.break_it()
    with pytest.raises(StoreUnavailable):
        listener.port.put(some_messages(1))


def test_one_event_of_ten_that_is_not_taken_is_said():
    """EventBridge answers a request that it took in part with 200."""
    client = client_of("events", "http://127.0.0.1:1")
    entries = [{"EventId": str(number)} for number in range(9)]
    refused = {"ErrorCode": "ThrottlingException", "ErrorMessage": "about jane@acme.example"}
    with Stubber(client) as stub:
        stub.add_response("put_events", {"FailedEntryCount": 1, "Entries": [*entries, refused]})
        with pytest.raises(StoreUnavailable) as caught:
            EventBridgeBus(client, "bus").put(some_messages(10))

    assert str(caught.value) == "PutEvents: 1 not taken (ThrottlingException)"


def test_an_event_bears_the_time_at_which_it_happened():
    client = client_of("events", "http://127.0.0.1:1")
    (message,) = some_messages(1)
    entry = {
        "EventBusName": "bus",
        "Source": "outreach",
        "DetailType": "lead.enrolled",
        "Time": NOON,
        "Detail": message.detail,
    }
    with Stubber(client) as stub:
        stub.add_response(
            "put_events", {"FailedEntryCount": 0, "Entries": [{"EventId": "1"}]}, {"Entries": [entry]}
        )
        EventBridgeBus(client, "bus").put([message])
        stub.assert_no_pending_responses()


def test_a_record_that_is_kept_is_the_record(keeper: Keeper):
    record = a_record(None, an_enrollment())

    keeper.port.keep(record)

    assert keeper.bodies() == [record]


def test_what_is_not_kept_is_said(keeper: Keeper):
    keeper.break_it()
    with pytest.raises(StoreUnavailable):
        keeper.port.keep(a_record(None, an_enrollment()))
