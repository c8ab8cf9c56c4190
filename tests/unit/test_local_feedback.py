"""Events of the local SES endpoint on their way to the feedback function."""

import io
import json
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from outreach.local import feedback
from outreach.local.feedback import FeedbackInvoker, invoker_for, invoker_of_file

EVENT = {"id": "1", "detail-type": "Email Sent"}


class FakeLambda:
    """Responds as its script says, then with success."""

    def __init__(self) -> None:
        self.script: list[Any] = []
        self.events: list[tuple[str, dict[str, Any]]] = []

    def invoke(self, *, FunctionName: str, Payload: str) -> dict[str, Any]:  # noqa: N803 - boto3's names
        self.events.append((FunctionName, json.loads(Payload)))
        response = self.script.pop(0) if self.script else {}
        if isinstance(response, Exception):
            raise response
        return {"Payload": io.BytesIO(b"{}")} | response


FAILED = {"FunctionError": "Unhandled", "Payload": io.BytesIO(b'{"errorType": "StoreUnavailable"}')}
GONE = EndpointConnectionError(endpoint_url="http://127.0.0.1:1")


@pytest.fixture
def lambdas(monkeypatch: pytest.MonkeyPatch) -> FakeLambda:
    fake = FakeLambda()
    monkeypatch.setattr(feedback, "local_client", lambda *_: fake)
    return fake


def test_an_event_is_handed_over_as_it_is(lambdas: FakeLambda) -> None:
    FeedbackInvoker("http://127.0.0.1:1", "stack-feedback")(EVENT)
    assert lambdas.events == [("stack-feedback", EVENT)]


@pytest.mark.parametrize(("failures", "tries"), [(0, 1), (1, 2), (2, 3), (3, 3), (9, 3)])
def test_an_event_is_tried_three_times_and_then_logged(
    lambdas: FakeLambda, caplog, failures: int, tries: int
) -> None:
    lambdas.script = [FAILED, GONE, FAILED, GONE, FAILED, GONE, FAILED, GONE, FAILED][:failures]
    FeedbackInvoker("http://127.0.0.1:1", "stack-feedback")(EVENT)
    assert len(lambdas.events) == tries
    assert len(caplog.records) == (failures >= 3)


def test_nothing_is_handed_over_or_complained_about_after_the_stop(lambdas: FakeLambda, caplog) -> None:
    invoker = FeedbackInvoker("http://127.0.0.1:1", "stack-feedback")
    invoker.stop()
    invoker(EVENT)
    assert (lambdas.events, caplog.records) == ([], [])


def test_a_template_without_feedback_has_no_invoker() -> None:
    assert invoker_for("http://127.0.0.1:1", {"TickFunctionName": "tick"}) is None


def test_the_stack_of_a_file_is_the_one_that_stands_there_now(lambdas: FakeLambda, tmp_path) -> None:
    file = tmp_path / "local.json"
    hand_over = invoker_of_file(file)
    hand_over(EVENT)
    file.write_text("{")
    hand_over(EVENT)
    file.write_text(json.dumps({"endpoint_url": "http://127.0.0.1:1", "outputs": {}}))
    hand_over(EVENT)
    assert lambdas.events == []
    for name in ("one", "two"):
        outputs = {"FeedbackFunctionName": name}
        file.write_text(json.dumps({"endpoint_url": "http://127.0.0.1:1", "outputs": outputs}))
        hand_over(EVENT)
    assert [name for name, _ in lambdas.events] == ["one", "two"]
