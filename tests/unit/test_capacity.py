"""What the bench takes a request to cost, held against the rules of DynamoDB's documentation, and against our template."""

from pathlib import Path
from typing import Any

import pytest

import capacity
from outreach.local.template import load

ROOT = Path(__file__).resolve().parents[2]


def text(length: int) -> dict[str, str]:
    return {"S": "x" * length}


def a_row(size: int, **changes: Any) -> dict[str, Any]:
    """An item of so many bytes that has none of the attributes of an index."""
    return {"pk": text(1), "sk": text(1), "rest": text(size - 10), **changes}


def waiting(due: str = "d1", lane: str = "first", **changes: Any) -> dict[str, Any]:
    return a_row(100, **{"due_pk": {"S": lane}, "due_sk": {"S": due}, "step": {"N": "0"}, **changes})


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ({"S": "abc"}, 3),
        ({"S": "Zoë"}, 4),
        ({"N": "0"}, 2),
        ({"N": "12"}, 2),
        ({"N": "-123"}, 3),
        ({"B": b"\x00\xff\x10"}, 3),
        ({"B": "AP8Q"}, 3),
        ({"BOOL": True}, 1),
        ({"NULL": True}, 1),
        ({"SS": ["ab", "c"]}, 3),
        ({"L": []}, 3),
        ({"L": [{"S": "ab"}, {"S": "c"}]}, 3 + 3 + 2),
        ({"M": {"n": {"S": "ab"}}}, 3 + 1 + 1 + 2),
    ],
)
def test_an_item_is_as_large_as_its_names_and_values(value: dict[str, Any], size: int) -> None:
    assert capacity.item_bytes({"name": value}) == 4 + size


@pytest.mark.parametrize(("size", "units"), [(100, 1), (1024, 1), (1025, 2), (2049, 3)])
def test_a_write_costs_a_unit_for_each_kilobyte_of_the_larger_state(size: int, units: int) -> None:
    assert capacity.write_units(None, a_row(size)) == (units, 0)
    assert capacity.write_units(a_row(size), a_row(50)) == (units, 0)
    assert capacity.write_units(a_row(size), None) == (units, 0)


def test_a_write_that_finds_no_item_costs_one_unit() -> None:
    assert capacity.write_units(None, None) == (1, 0)


@pytest.mark.parametrize(
    ("before", "after", "units"),
    [
        (a_row(100), a_row(200), 0),
        (a_row(100), waiting(), 1),
        (waiting(), a_row(100), 1),
        (waiting(), waiting(), 0),
        (waiting(), waiting(claim_id={"S": "c"}), 0),
        (waiting(), waiting(step={"N": "1"}), 1),
        (waiting(), waiting("d2"), 2),
        (waiting(), waiting(lane="next"), 2),
    ],
    ids=["never in it", "put", "removed", "the same", "not held there", "held there", "its time", "its lane"],
)
def test_an_index_costs_what_is_put_removed_or_changed_in_it(before: Any, after: Any, units: int) -> None:
    assert capacity.write_units(before, after, capacity.INDEXES)[1] == units


def test_reads_are_rounded_one_by_one_and_a_query_as_a_whole() -> None:
    rows = [a_row(3000), a_row(5000), None]
    assert capacity.read_units(rows, consistent=True) == 1 + 2 + 1
    assert capacity.read_units(rows, consistent=False) == 2
    assert capacity.query_units([a_row(3000), a_row(5000)], consistent=True) == 2
    assert capacity.query_units([], consistent=False) == 0.5


def test_the_indexes_are_those_of_the_template() -> None:
    table = load(ROOT / "template.yaml")["Resources"]["OutreachTable"]["Properties"]
    found = {
        (
            tuple(key["AttributeName"] for key in index["KeySchema"]),
            frozenset(index["Projection"].get("NonKeyAttributes", [])),
        )
        for index in table["GlobalSecondaryIndexes"]
    }
    ours = {(index.keys, index.holds - capacity.TABLE_KEYS - set(index.keys)) for index in capacity.INDEXES}
    assert found == ours
