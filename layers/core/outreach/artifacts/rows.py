"""Writes leads and attempts as files: a CSV for people, and JSON lines for programs.

The CSVs follow RFC 4180. They are UTF-8 with a byte order mark, because without one a spreadsheet program that
opens them by double click shows names with the wrong letters. No cell is run as a formula. The JSON lines
beside them hold the same values unchanged. In both, `step` counts from 1; the JSON lines also have `step_index`.
"""

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from outreach.artifacts.database import count
from outreach.reading.formulas import guarded

ArtifactRow = Mapping[str, Any]
LEADS = "leads"
ATTEMPTS = "attempts"
COUNTED = {LEADS: "leads LEFT JOIN enrollments USING (lead_id)", ATTEMPTS: "touches"}
"""By file name: the table or join of the database that has the same number of rows."""
_INDEX = "step_index"
"""The step counted from 0, as idempotency keys and the database have it. Only programs get to see it."""
_NOT_ENROLLED = "not in this run"
_LEADS = """
    SELECT l.lead_id, l.address, l.recipient, l.timezone,
        CASE WHEN l.timezone IS NULL THEN 'campaign' ELSE l.zone_source END AS zone_source, l.fields,
        (SELECT json_group_array(domain) FROM lead_domains d WHERE d.lead_id = l.lead_id) AS domains,
        e.state, e.reason, e.step + 1 AS step, e.step AS step_index, s.message_id, e.due_at, e.last_touch_at, e.what_happened, (
            SELECT variant FROM touches t WHERE t.lead_id = l.lead_id AND t.variant IS NOT NULL ORDER BY t.step DESC LIMIT 1
        ) AS variant, (
            SELECT sender FROM touches t WHERE t.lead_id = l.lead_id AND t.sender IS NOT NULL ORDER BY t.step DESC LIMIT 1
        ) AS sender, (
            SELECT label FROM replies r WHERE r.lead_id = l.lead_id AND r.label IS NOT NULL ORDER BY r.received_at DESC LIMIT 1
        ) AS label
    FROM leads l LEFT JOIN enrollments e ON e.lead_id = l.lead_id LEFT JOIN steps s ON s.step = e.step
    ORDER BY l.address, l.lead_id
"""
_ATTEMPTS = """
    SELECT idempotency_key, lead_id, step + 1 AS step, step AS step_index, message_id, state, attempts, claim_id, ses_message_id, looked_at,
        at, reason, detail, digest, quota_day, pace_period, sent_again_by, reopened_by, reopened_because,
        would_go_at, taken_as_passed, experiment, variant, sender
    FROM touches ORDER BY lead_id, touches.step
"""
_ZONE = ("timezone", "zone_source")
"""A lead without a zone has that of the campaign."""
_STANDING = (
    "state",
    "reason",
    "step",
    "message_id",
    "due_at",
    "last_touch_at",
    "what_happened",
    "variant",
    "sender",
    "label",
)


def write_rows(connection: sqlite3.Connection, folder: Path) -> dict[str, int]:
    """Write the four files; return how many rows each pair has."""
    fields = _field_columns(connection)
    lead_columns = ("lead_id", "address", *fields.values(), *_ZONE, *_STANDING)
    flat = (_flat(row, fields) for row in _lead_rows(connection))
    _write_csv(folder / f"{LEADS}.csv", lead_columns, flat)
    _write_lines(folder / f"{LEADS}.jsonl", _lead_rows(connection))
    every = [column[0] for column in connection.execute(_ATTEMPTS + "LIMIT 0").description]
    attempt_columns = [name for name in every if name != _INDEX]
    _write_csv(folder / f"{ATTEMPTS}.csv", attempt_columns, _select(connection, _ATTEMPTS))
    _write_lines(folder / f"{ATTEMPTS}.jsonl", _select(connection, _ATTEMPTS))
    return {name: count(connection, source) for name, source in COUNTED.items()}


def csv_count(path: Path) -> int:
    """Count the rows under the header line."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return sum(1 for _ in csv.reader(stream)) - 1


def lines_count(path: Path) -> int:
    """Count the objects; raises ValueError at a line that is not one."""
    with path.open(encoding="utf-8", newline="\n") as stream:
        return sum(1 for line in stream if isinstance(json.loads(line), dict))


def _select(connection: sqlite3.Connection, query: str) -> Iterator[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def _lead_rows(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for row in _select(connection, _LEADS):
        row["fields"] = json.loads(row["fields"])
        row["domains"] = json.loads(row["domains"])
        row["what_happened"] = row["what_happened"] or _NOT_ENROLLED
        yield row


def _field_columns(connection: sqlite3.Connection) -> dict[str, str]:
    """Name the column of each field that any lead has. A name that we use ourselves gets a prefix."""
    found = connection.execute("SELECT DISTINCT key FROM leads, json_each(leads.fields) ORDER BY key")
    taken = {"lead_id", "address", *_ZONE, *_STANDING}
    return {name: f"field_{name}" if name in taken else name for (name,) in found}


def _flat(row: ArtifactRow, fields: Mapping[str, str]) -> ArtifactRow:
    return {**row, **{column: row["fields"].get(name) for name, column in fields.items()}}


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[ArtifactRow]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)  # its defaults are RFC 4180
        writer.writerow([guarded(column) for column in columns])
        writer.writerows([_cell(row[column]) for column in columns] for row in rows)


def _cell(value: str | int | None) -> str:
    return "" if value is None else guarded(str(value))


def _write_lines(path: Path, rows: Iterable[ArtifactRow]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
