"""What lies between services on moto: queues in front of functions, rules, schedules, and retries."""

import json
from collections.abc import Iterable
from typing import Any

import pytest

from outreach.local.on_moto.deliveries import (
    Deliveries,
    QueueMapping,
    Schedule,
    failed_records,
    rate_seconds,
)
from outreach.local.on_moto.functions import Outcome
from world.waiting import eventually

QUEUE = "arn:aws:sqs:us-east-1:000000000000:queue"
DEAD = "arn:aws:sqs:us-east-1:000000000000:dead"
FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:send"
MAPPING = QueueMapping("m1", QUEUE, "send", batch_size=2, partial=True)
DONE = Outcome(b"null")
FAILED = Outcome(b"{}", "Unhandled")


class FakeCloud:
    """Queues as lists, and what a test says of mappings, schedules and retries."""

    account, region = "000000000000", "us-east-1"

    def __init__(self) -> None:
        self.queues: dict[str, list[str]] = {QUEUE: [], DEAD: []}
        self.hidden: dict[str, str] = {}
        self.enabled: list[QueueMapping] = []
        self.scheduled: list[Schedule] = []
        self.retry: tuple[int, str | None] = (2, None)

    def mappings(self) -> Iterable[QueueMapping]:
        return list(self.enabled)

    def schedules(self) -> Iterable[Schedule]:
        return list(self.scheduled)

    def receive(self, queue: str, most: int) -> list[dict[str, Any]]:
        received, self.queues[queue] = self.queues[queue][:most], self.queues[queue][most:]
        self.hidden |= {f"r-{body}": body for body in received}
        return [{"messageId": body, "receiptHandle": f"r-{body}", "body": body} for body in received]

    def delete(self, queue: str, receipts: Iterable[str]) -> None:
        for receipt in receipts:
            del self.hidden[receipt]

    def send(self, queue: str, body: str) -> None:
        self.queues[queue].append(body)

    def retries(self, function: str) -> tuple[int, str | None]:
        return self.retry


class FakeFunctions:
    """Responds as its script says, then with success."""

    def __init__(self) -> None:
        self.script: list[Outcome] = []
        self.events: list[tuple[str, Any]] = []

    def invoke(self, name: str, event: Any) -> Outcome:
        self.events.append((name, event))
        return self.script.pop(0) if self.script else DONE


@pytest.fixture
def cloud() -> FakeCloud:
    return FakeCloud()


@pytest.fixture
def functions() -> FakeFunctions:
    return FakeFunctions()


@pytest.fixture
def deliveries(cloud: FakeCloud, functions: FakeFunctions) -> Deliveries:
    return Deliveries(cloud, functions)


def failures(*ids: str) -> Outcome:
    return Outcome(json.dumps({"batchItemFailures": [{"itemIdentifier": each} for each in ids]}).encode())


def test_a_batch_is_taken_from_the_queue_and_deleted_when_it_is_done(
    cloud: FakeCloud, functions: FakeFunctions, deliveries: Deliveries
):
    cloud.queues[QUEUE] = ["a", "b", "c"]
    assert deliveries.batch(MAPPING) is True
    ((name, event),) = functions.events
    assert (name, [record["body"] for record in event["Records"]]) == ("send", ["a", "b"])
    assert (cloud.queues[QUEUE], cloud.hidden) == (["c"], {})


def test_an_empty_queue_invokes_nobody(functions: FakeFunctions, deliveries: Deliveries):
    assert deliveries.batch(MAPPING) is False
    assert functions.events == []


def test_a_record_that_failed_stays_and_the_others_are_deleted(
    cloud: FakeCloud, functions: FakeFunctions, deliveries: Deliveries
):
    cloud.queues[QUEUE] = ["a", "b"]
    functions.script = [failures("b")]
    deliveries.batch(MAPPING)
    assert list(cloud.hidden.values()) == ["b"]


@pytest.mark.parametrize(
    ("outcome", "partial", "failed"),
    [
        (DONE, True, set()),
        (Outcome(b"{}"), True, set()),
        (failures(), True, set()),
        (failures("a"), True, {"a"}),
        (failures("a"), False, set()),
        (failures("x"), True, {"a", "b"}),
        (failures("a", "x"), True, {"a", "b"}),
        (FAILED, True, {"a", "b"}),
        (FAILED, False, {"a", "b"}),
        (Outcome(b'{"batchItemFailures": [{}]}'), True, {"a", "b"}),
        (Outcome(b'{"batchItemFailures": 7}'), True, {"a", "b"}),
        (Outcome(b'"text"'), True, {"a", "b"}),
    ],
)
def test_what_failed_is_what_the_rules_of_lambda_say(outcome: Outcome, partial: bool, failed: set[str]):
    assert failed_records(outcome, {"a", "b"}, partial=partial) == failed


def test_a_rule_hands_an_event_to_a_queue_and_to_a_function(
    cloud: FakeCloud, functions: FakeFunctions, deliveries: Deliveries
):
    for target in (QUEUE, FUNCTION, "arn:aws:sns:us-east-1:000000000000:topic"):
        deliveries.to_target(target, {"id": "e1"})
    assert [json.loads(body) for body in cloud.queues[QUEUE]] == [{"id": "e1"}]
    assert eventually(lambda: functions.events) == [("send", {"id": "e1"})]


def test_a_failed_event_is_tried_again_and_then_kept(
    cloud: FakeCloud, functions: FakeFunctions, deliveries: Deliveries
):
    cloud.retry = (1, DEAD)
    functions.script = [FAILED, FAILED, DONE]
    deliveries.invoke_later("send", {"id": "e1"})
    assert eventually(lambda: cloud.queues[DEAD]) == ['{"id": "e1"}']
    assert len(functions.events) == 2


def test_queues_and_schedules_are_served_as_soon_as_they_are_there(
    cloud: FakeCloud, functions: FakeFunctions, deliveries: Deliveries
):
    deliveries.start()
    cloud.queues[QUEUE] = ["a"]
    cloud.enabled = [MAPPING]
    assert eventually(lambda: [name for name, _ in functions.events]) == ["send"]
    cloud.enabled = []
    cloud.scheduled = [Schedule("arn:rule", 0.0, ((FUNCTION, None),))]
    event = eventually(lambda: next((event for _, event in functions.events if "source" in event), None))
    cloud.scheduled = []
    assert (event["source"], event["resources"], event["account"]) == (
        "aws.events",
        ["arn:rule"],
        "000000000000",
    )


@pytest.mark.parametrize(
    ("expression", "seconds"), [("rate(1 minute)", 60), ("rate(5 minutes)", 300), ("rate(2 hours)", 7200)]
)
def test_a_rate_is_a_number_of_seconds(expression: str, seconds: float):
    assert rate_seconds(expression) == seconds


@pytest.mark.parametrize("expression", ["cron(0 12 * * ? *)", "rate(1 second)", "rate(minute)", ""])
def test_another_schedule_is_refused_by_name(expression: str):
    with pytest.raises(ValueError, match="is not run here; use rate"):
        rate_seconds(expression)
