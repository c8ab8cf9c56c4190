"""Records that have nothing in common: each is handled on its own and fails alone."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest

from outreach.errors import StoreUnavailable
from outreach.queue_records import QueueRecord, batch_response, records_in
from outreach.services.records import TIME_RESERVE, handle_each
from world.batches import a_batch, a_batch_of, a_record

AMPLE = TIME_RESERVE + timedelta(seconds=1)


def records(*bodies: str) -> list[QueueRecord]:
    return [QueueRecord(f"record-{number}", 1, body) for number, body in enumerate(bodies)]


def failing_on(*bad: str, error: Exception) -> tuple[list[str], Callable[[QueueRecord], None]]:
    """What was handled, and a use case that cannot handle these bodies."""
    handled: list[str] = []

    def handle(record: QueueRecord) -> None:
        if record.body in bad:
            raise error
        handled.append(record.body)

    return handled, handle


@pytest.mark.parametrize("error", [StoreUnavailable("throttled"), KeyError("x"), AssertionError()])
def test_a_record_that_raises_fails_alone(error: Exception) -> None:
    handled, handle = failing_on("b", error=error)
    assert handle_each(records("a", "b", "c"), handle, lambda: AMPLE) == ["record-1"]
    assert handled == ["a", "c"]


def test_when_time_runs_short_the_rest_comes_again_untried() -> None:
    handled, handle = failing_on(error=ValueError())
    left = iter([AMPLE, TIME_RESERVE, TIME_RESERVE - timedelta(milliseconds=1), timedelta()])
    assert handle_each(records("a", "b", "c", "d"), handle, lambda: next(left)) == ["record-2", "record-3"]
    assert handled == ["a", "b"]


def test_why_a_record_failed_is_logged_with_its_id_and_without_what_it_says(
    caplog: pytest.LogCaptureFixture,
) -> None:
    _, handle = failing_on("jane@acme.example", error=ValueError("jane@acme.example"))
    with caplog.at_level(logging.ERROR):
        handle_each(records("jane@acme.example"), handle, lambda: AMPLE)
    (line,) = caplog.records
    assert (line.record_id, line.error) == ("record-0", "ValueError")
    assert "@" not in str(line.__dict__["where"]) + line.getMessage()


def test_the_records_of_a_batch_are_read_as_the_event_source_hands_them_over() -> None:
    batch = a_batch(a_record("1", "one", receives=3), a_record("2", "{}"))
    assert records_in(batch) == [QueueRecord("1", 3, "one"), QueueRecord("2", 1, "{}")]
    assert records_in({}) == []
    assert [record.value() for record in records_in(a_batch_of({"a": 1}, [2], None))] == [{"a": 1}, [2], None]


@pytest.mark.parametrize("body", ["", "{", "jane@acme.example", "[" * 100_000])
def test_a_body_that_is_not_json_has_no_value(body: str) -> None:
    assert QueueRecord("1", 1, body).value() is None


def test_the_response_names_the_records_that_failed_and_no_others() -> None:
    assert batch_response([]) == {"batchItemFailures": []}
    assert batch_response(["a", "b"]) == {
        "batchItemFailures": [{"itemIdentifier": "a"}, {"itemIdentifier": "b"}]
    }
