"""Reads from the items of enrollments what a count needs: a few attributes, and a few of each touch.

A count reads a row for each lead, and most of its time is spent on parsing what DynamoDB returns. So little is asked for. An
object of PynamoDB for each row would make a count a fifth slower, so none is made.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pynamodb.constants import MAP, NUMBER, STRING

from outreach.adapters.due_order import due_at_of, moment_of
from outreach.adapters.dynamodb.enrollments import EnrollmentItem, run_partitions
from outreach.adapters.dynamodb.tables import RawItem, Tables, stream_parts
from outreach.adapters.dynamodb.touches import COUNTED, COUNTED_BEFORE, parts_of, text_in
from outreach.domain.control import RunControl
from outreach.domain.counted_lead import CountedLead, CountedTouch
from outreach.domain.enrollment import State, TouchState
from outreach.domain.experiment import Arm
from outreach.domain.reasons import Reason

_OF_A_LEAD = ("state", "step", "reason", "due_sk")
_OF_A_TOUCH = (COUNTED, "would_go.at", *COUNTED_BEFORE)


class DynamoCountedLeads:
    """The `CountedLeads` port."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(EnrollmentItem)

    def of_run(self, run: RunControl, steps: int) -> Iterator[CountedLead]:
        """Stream every lead of a run, strongly consistent."""
        parts = [*_OF_A_LEAD, *(f"touches.{step}.{part}" for step in range(steps) for part in _OF_A_TOUCH)]
        for pk in run_partitions(run.campaign_id, run.run_id, run.shards):
            yield from map(_lead, stream_parts(self._items, pk, parts))


def _lead(item: RawItem) -> CountedLead:
    touches = item.get("touches", {MAP: {}})[MAP]
    return CountedLead(
        State(item["state"][STRING]),
        int(item["step"][NUMBER]),
        due_at_of(item["due_sk"][STRING]) if "due_sk" in item else None,
        Reason(item["reason"][STRING]) if "reason" in item else None,
        tuple(_touch(step, touches[str(step)][MAP]) for step in sorted(map(int, touches))),
    )


def _touch(step: int, record: Mapping[str, Any]) -> CountedTouch:
    parts, would_go = parts_of(record), record.get("would_go")
    return CountedTouch(
        step,
        TouchState(parts["s"][STRING]),
        text_in(parts, "f"),
        text_in(parts, "r"),
        Arm.parse(parts["a"][STRING]) if "a" in parts else None,
        None if would_go is None else moment_of(would_go[MAP]["at"][STRING]),
    )
