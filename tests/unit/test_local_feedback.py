"""Events of the local SES endpoint on their way to the feedback queue."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from outreach.local import feedback
from outreach.local.feedback import EventDelivery, delivery_to, delivery_to_the_stack_of

EVENT = {"id": "1", "detail-type": "Email Sent"}


class FakeSqs:
    """Responds as its script says, then with success."""

    def __init__(self) -> None:
        self.script: list[Exception] = []
        self.events: list[tuple[str, dict[str, Any]]] = []

    def send_message(self, *, QueueUrl: str, MessageBody: str) -> dict[str, Any]:  # noqa: N803 - boto3's names
        self.events.append((QueueUrl, json.loads(MessageBody)))
        if self.script:
            raise self.script.pop(0)
        return {}


FAILED = ClientError({"Error": {"Code": "InternalFailure"}}, "SendMessage")
GONE = EndpointConnectionError(endpoint_url="http://127.0.0.1:1")


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> FakeSqs:
    fake = FakeSqs()
    monkeypatch.setattr(feedback, "local_client", lambda *_: fake)
    return fake


def test_an_event_is_delivered_as_it_is(queue: FakeSqs) -> None:
    EventDelivery("http://127.0.0.1:1", "queue-1")(EVENT)
    assert queue.events == [("queue-1", EVENT)]


@pytest.mark.parametrize(("failures", "tries"), [(0, 1), (1, 2), (2, 3), (3, 3), (9, 3)])
def test_an_event_is_tried_three_times_and_then_logged(
    queue: FakeSqs, caplog, failures: int, tries: int
) -> None:
    queue.script = [FAILED, GONE, FAILED, GONE, FAILED, GONE, FAILED, GONE, FAILED][:failures]
    EventDelivery("http://127.0.0.1:1", "queue-1")(EVENT)
    assert len(queue.events) == tries
    assert len(caplog.records) == (failures >= 3)


def test_nothing_is_delivered_or_complained_about_after_the_stop(queue: FakeSqs, caplog) -> None:
    delivery = EventDelivery("http://127.0.0.1:1", "queue-1")
    delivery.stop()
    delivery(EVENT)
    assert (queue.events, caplog.records) == ([], [])


def test_nothing_delivers_to_a_template_without_feedback() -> None:
    assert delivery_to("http://127.0.0.1:1", {"TickFunctionName": "tick"}) is None


def test_the_stack_of_a_file_is_the_one_that_stands_there_now(queue: FakeSqs, tmp_path) -> None:
    file = tmp_path / "local.json"
    deliver = delivery_to_the_stack_of(file)
    deliver(EVENT)
    file.write_text("{")
    deliver(EVENT)
    file.write_text(json.dumps({"endpoint_url": "http://127.0.0.1:1", "outputs": {}}))
    deliver(EVENT)
    assert queue.events == []
    for name in ("one", "two"):
        outputs = {"FeedbackQueueUrl": name}
        file.write_text(json.dumps({"endpoint_url": "http://127.0.0.1:1", "outputs": outputs}))
        deliver(EVENT)
    assert [name for name, _ in queue.events] == ["one", "two"]
