"""A table that is lost under a stack, and what an operator does to let the stack go on.

The backup has what the two tables had. What the judge alone reads stays: what SES's events said, what was counted of them,
and the definitions of the campaign. Whatever was on its way to the tables arrives at those that are lost.
"""

from dataclasses import dataclass
from datetime import datetime

from outreach.bus_event_messages import DETAILS, message_of
from outreach.domain.enrollment import IN_FLIGHT
from outreach.domain.replaying import Told
from outreach.domain.restoring import Table
from outreach.domain.row_events import Delivery, Row, events_of
from outreach.memory import MemoryTables
from outreach.reading.event_archive import told_by
from simulation.stack import Stack
from world.restored import OF_THE_SUPPRESSION_TABLE, copied

KEPT_BY_THE_JUDGE = ("deliveries", "tallies", "outcomes", "spared", "definitions", "current", "senders")


@dataclass(frozen=True, slots=True)
class Backup:
    tables: MemoryTables
    at: datetime


def back_up(stack: Stack) -> Backup:
    return Backup(copied(stack.tables), stack.now)


def archive_of(stack: Stack, since: datetime) -> Told:
    """What the stack has told on its bus until now."""
    tables = stack.tables
    rows: list[Row] = [
        *tables.enrollments.values(),
        *(Delivery(touch, record) for touch, record in tables.deliveries.items()),
        *tables.recipients.values(),
        *tables.runs.values(),
        *stack.ports["replies"].rows.values(),
    ]
    messages = [message_of(event) for row in rows for event in events_of(row)]
    return told_by([DETAILS[each.kind].model_validate_json(each.detail) for each in messages], since)


def lost_and_restored(stack: Stack, backup: Backup, *, archived: bool = True) -> None:
    """The tables are lost; they come back as they were, and an operator restores what they do not know.

    Without an archive only the Outreach table is lost: nobody could tell the orders of another time.
    """
    told = archive_of(stack, backup.at) if archived else Told()
    in_flight = any(one.state in IN_FLIGHT for one in stack.tables.enrollments.values())
    complete = archived and not in_flight
    if not archived:
        stack.people.unrecorded |= {mail.claim for mail in stack.evidence.mails if mail.at > backup.at}
    lost = frozenset(Table) if archived else frozenset({Table.OUTREACH})
    kept = {"lock", *KEPT_BY_THE_JUDGE, *(() if archived else OF_THE_SUPPRESSION_TABLE)}
    back = copied(backup.tables)
    for name in set(MemoryTables.__slots__) - kept:
        setattr(stack.tables, name, getattr(back, name))
    stack.effects.forget_what_is_late()
    stack.evidence.lose_what_no_event_tells()
    stack.people.restore(told, backup.at, lost, complete=complete)
