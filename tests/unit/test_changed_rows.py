"""What a row said before and after a write is read from the stream's record as it would be read from the table."""

import json

import pytest

from outreach.adapters.dynamodb.changed_rows import rows_of
from outreach.stream_messages import StreamRecord, changes_in
from unit.test_row_events import CHANGES, ROWS
from world.streams import a_record, raw_record

READ = {situation: row for situation, (row, _) in ROWS.items() if row is not None}


@pytest.mark.parametrize("situation", READ)
def test_a_new_row_is_read_as_it_was_written(situation):
    row = READ[situation]

    assert rows_of(a_record(None, row)) == (None, row)


@pytest.mark.parametrize("change", CHANGES)
def test_both_versions_of_a_row_are_read(change):
    old, new, _ = CHANGES[change]

    assert rows_of(a_record(old, new)) == (old, new)


def test_a_deleted_row_has_no_version_after():
    row = READ["sent once"]

    assert rows_of(a_record(row, None)) == (row, None)


@pytest.mark.parametrize(
    "pk",
    [
        *("GLOBAL", "HISTORY", "CAMPAIGNS", "SENDERS", "WAITING_REPLIES"),
        *("A#demo#0", "C#demo", "LEASE#demo#live", "QUOTA#account", "COMPANY#live#acme.example"),
        *("PERSON#live#v1-0", "MAIL#demo#proof-1#0", "RATE#run#demo#live", "OUTCOME#v1-0"),
        "D#acme.example",
    ],
)
def test_a_row_of_another_kind_tells_nothing_and_is_not_read(pk):
    image = {"pk": {"S": pk}, "sk": {"S": "anything"}, "unknown": {"S": "shape"}}

    assert rows_of(raw_record(None, image)) == (None, None)


BROKEN = {
    "no images, only keys": {"dynamodb": {"Keys": {"pk": {"S": "E#demo#live#0"}, "sk": {"S": "lead"}}}},
    "no keys": {"dynamodb": {"NewImage": {}}},
    "no change": {},
    "an image that lacks everything": {
        "dynamodb": {
            "Keys": {"pk": {"S": "E#demo#live#0"}},
            "NewImage": {"pk": {"S": "E#demo#live#0"}, "sk": {"S": "lead"}},
        }
    },
    "a state of another version": {
        "dynamodb": {
            "Keys": {"pk": {"S": "RUNS"}},
            "NewImage": {"pk": {"S": "RUNS"}, "sk": {"S": "demo#live"}, "status": {"S": "resting"}},
        }
    },
}


@pytest.mark.parametrize("problem", BROKEN)
def test_a_record_that_cannot_be_read_raises_and_is_not_taken_for_nothing(problem):
    with pytest.raises(Exception):  # noqa: B017, PT011 - the port promises an error, whichever
        rows_of(StreamRecord(BROKEN[problem]))


def test_a_batch_is_read_in_its_order():
    records = [a_record(None, row) for row in list(READ.values())[:3]]
    event = json.loads(json.dumps({"Records": [record.raw for record in records]}))

    assert changes_in(event) == records
    assert changes_in({}) == []


def test_a_log_line_names_the_record_and_nothing_of_the_row():
    record = a_record(None, READ["sent once"])

    assert record.record_id == record.raw["eventID"]
    assert StreamRecord({}).record_id == ""
