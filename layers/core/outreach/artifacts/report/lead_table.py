"""The leads of a run with their stories, as the page's script shows them.

Times are seconds since the run was started. A mail of a fast rehearsal has the time at which it would have gone. Texts that
many leads share are numbers: so the table is small.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from outreach.artifacts.database import moment_of

_LEADS = """
    SELECT l.lead_id, l.address, l.timezone, l.fields, e.state, e.reason, e.step, e.due_at
    FROM leads l LEFT JOIN enrollments e ON e.lead_id = l.lead_id ORDER BY l.address, l.lead_id
"""
_TOUCHES = "SELECT lead_id, step, state, coalesce(would_go_at, at), reason, detail FROM touches ORDER BY lead_id, step"
_MAILS = """
    SELECT lead_id, step, subject, file, coalesce(would_go_at, at), problem FROM mails ORDER BY lead_id, step, rowid
"""
_ORDERS = """
    SELECT DISTINCT l.lead_id, o.reason, o.at FROM leads l JOIN orders o ON o.kind = 'recipient' AND o.subject = l.recipient
    UNION SELECT DISTINCT l.lead_id, c.reason, c.at FROM leads l JOIN row_changes c
        ON c.kind = 'recipient' AND c.subject = l.recipient AND c.change = 'given'
    ORDER BY 3
"""
_SPANS = "SELECT lead_id, step, earliest, latest, causes FROM timetable ORDER BY lead_id, step"
_Places = Mapping[str, tuple[int, int]]


class Shared:
    """Texts that occur often. Each has a number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str | None) -> int:
        """Return the number of a text; -1 for none."""
        return -1 if text is None else self._numbers.setdefault(text, len(self._numbers))

    def texts(self) -> list[str]:
        """List the texts in the order of their numbers."""
        return list(self._numbers)


def lead_table(connection: sqlite3.Connection, started_at: datetime, places: _Places) -> dict[str, Any]:
    """Return the table, column by column."""

    def seconds(at: str | None) -> int | None:
        return None if at is None else round((moment_of(at) - started_at).total_seconds())

    shared = Shared()
    names = [
        name
        for (name,) in connection.execute(
            "SELECT DISTINCT key FROM leads, json_each(leads.fields) ORDER BY key"
        )
    ]
    touches = _by_lead(
        (lead, [step, state, seconds(at), shared.number(reason), shared.number(detail)])
        for lead, step, state, at, reason, detail in connection.execute(_TOUCHES)
    )
    mails = _by_lead(
        (lead, [step, subject, seconds(at), file.removesuffix(".eml"), problem, *places.get(file, ())])
        for lead, step, subject, file, at, problem in connection.execute(_MAILS)
    )
    orders = _by_lead(
        (lead, [shared.number(reason), seconds(at)]) for lead, reason, at in connection.execute(_ORDERS)
    )
    spans = _by_lead(
        (lead, [step, seconds(earliest), seconds(latest), shared.number(causes)])
        for lead, step, earliest, latest, causes in connection.execute(_SPANS)
    )
    columns: dict[str, list[Any]] = defaultdict(list)
    for lead, address, zone, fields, state, reason, step, due in connection.execute(_LEADS):
        given = json.loads(fields)
        row = {
            "id": lead,
            "address": address,
            "zone": shared.number(zone),
            "state": shared.number(state),
            "reason": shared.number(reason),
            "step": step,
            "due": seconds(due),
            "touches": touches.get(lead, []),
            "mails": mails.get(lead, []),
            "orders": orders.get(lead, []),
            "spans": spans.get(lead, []),
        }
        for name, value in row.items():
            columns[name].append(value)
        columns["fields"].append([given.get(name) for name in names])
    return {
        "shared": shared.texts(),
        "fields": names,
        "reasons": dict(connection.execute("SELECT code, explanation FROM reasons").fetchall()),
        "messages": [name for (name,) in connection.execute("SELECT message_id FROM steps ORDER BY step")],
        "leads": columns,
    }


def _by_lead(rows: Any) -> Mapping[str, Sequence[Any]]:
    found: dict[str, list[Any]] = {}
    for lead, row in rows:
        found.setdefault(lead, []).append(row)
    return found
