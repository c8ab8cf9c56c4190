"""Turns a timetable into small compressed chunks, and back. No chunk comes near the 400 KB of an item.

A chunk holds leads that follow each other by id. Its times are minutes from a base. What sets its spans is listed
once, because most spans of a chunk are set by the same.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import groupby

from pydantic import TypeAdapter

from outreach.domain.ids import LeadId
from outreach.domain.timetable import MINUTE, Cause, CauseKind, Span, Timetable
from outreach.domain.timetable_making import Making

SPANS_PER_CHUNK = 4_000
_BASE = datetime(2020, 1, 1, tzinfo=UTC)
_Cause = tuple[str, list[str], float | None, *tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some leads with their spans, compressed."""

    first: LeadId
    """The smallest id in it."""
    content: bytes


def chunks_of(timetable: Timetable) -> Iterator[Chunk]:
    """Cut a timetable into chunks."""
    numbered: list[tuple[int, LeadId]] = []
    spans = 0
    for lead_id in sorted(timetable.spans):
        numbered.append((spans // SPANS_PER_CHUNK, lead_id))
        spans += len(timetable.spans[lead_id])
    for _, group in groupby(numbered, key=lambda one: one[0]):
        leads = [lead_id for _, lead_id in group]
        yield Chunk(leads[0], _packed({lead_id: timetable.spans[lead_id] for lead_id in leads}))


def spans_in(content: bytes) -> dict[LeadId, dict[int, Span]]:
    """Read the spans of a chunk."""
    document = json.loads(zlib.decompress(content))
    causes = [tuple(map(_cause_in, listed)) for listed in document["causes"]]
    return {
        LeadId(lead_id): {
            step: Span(_BASE + start * MINUTE, _BASE + (start + length) * MINUTE, causes[number])
            for step, start, length, number in spans
        }
        for lead_id, spans in document["leads"].items()
    }


def _packed(leads: Mapping[LeadId, Mapping[int, Span]]) -> bytes:
    numbers: dict[tuple[Cause, ...], int] = {}
    rows = {
        lead_id: [
            (step, _minutes(span.earliest - _BASE), _minutes(span.latest - span.earliest), number)
            for step, span in steps.items()
            for number in (numbers.setdefault(span.causes, len(numbers)),)
        ]
        for lead_id, steps in leads.items()
    }
    document = {"causes": [list(map(_written, causes)) for causes in numbers], "leads": rows}
    return zlib.compress(json.dumps(document, separators=(",", ":")).encode())


def _minutes(duration: timedelta) -> int:
    return duration // MINUTE


def _written(cause: Cause) -> _Cause:
    seconds = None if cause.lasts is None else cause.lasts.total_seconds()
    return (cause.kind, list(cause.days), seconds, *cause.names)


def _cause_in(written: _Cause) -> Cause:
    kind, days, seconds, *names = written
    lasts = None if seconds is None else timedelta(seconds=seconds)
    return Cause(CauseKind(kind), tuple(days), lasts, tuple(names))


@cache
def _makings() -> TypeAdapter[Making]:
    return TypeAdapter(Making)


def written_making(making: Making) -> bytes:
    """Write what is known of a timetable besides its spans."""
    return zlib.compress(_makings().dump_json(making))


def making_in(content: bytes) -> Making:
    """Read it."""
    return _makings().validate_json(zlib.decompress(content))
