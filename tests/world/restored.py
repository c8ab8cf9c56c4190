"""A stack in memory whose tables are lost, and what is left of them: an earlier copy, and an archive of its events."""

import json
from collections.abc import Iterable
from pathlib import Path

from outreach.bus_event_messages import SOURCE, message_of
from outreach.domain.bus_event import BusEvent, Place
from outreach.domain.row_events import Delivery, Row, events_of
from outreach.memory import MemoryTables
from outreach.memory.holds import MemoryHolds
from outreach.services.operator.forgetting import Forgetting
from outreach.services.operator.restoring import RestorePorts, Restorer
from outreach.services.operator.stopping import Stopping
from world.import_desk import PEPPERS
from world.memory import World, person_ports

PLACE = Place("000000000000", "eu-central-1")
BACK = "outreach-restored"
OF_THE_OUTREACH_TABLE = [
    "enrollments",
    "due",
    "audience",
    "imports",
    "removals",
    "runs",
    "control",
    "history",
    "definitions",
    "current",
    "senders",
    "leases",
    "quotas",
    "persons",
    "companies",
    "closed_days",
    "proof_mails",
    "makings",
    "timetables",
    "deliveries",
    "tallies",
    "outcomes",
]
OF_THE_SUPPRESSION_TABLE = ["recipients", "domains", "versions", "spared"]


def copied(tables: MemoryTables, *, name: str = BACK, today: MemoryTables | None = None) -> MemoryTables:
    """Copy the rows, which are immutable, as a table of another name. `today`: the Suppression table is that of today."""
    made = MemoryTables()
    for attribute in (*OF_THE_OUTREACH_TABLE, *OF_THE_SUPPRESSION_TABLE):
        source = today if today is not None and attribute in OF_THE_SUPPRESSION_TABLE else tables
        value = getattr(source, attribute)
        setattr(made, attribute, value.copy() if isinstance(value, dict | list | set) else value)
    made.due = {partition: list(cursors) for partition, cursors in tables.due.items()}
    made.name = name
    return made


def events_in(world: World) -> list[BusEvent]:
    """Everything that the rows stand for, as `publish` has told it by now."""
    tables = world.tables
    rows: list[Row] = [
        *tables.enrollments.values(),
        *(Delivery(touch, record) for touch, record in tables.deliveries.items()),
        *tables.recipients.values(),
        *tables.runs.values(),
    ]
    return [event for row in rows for event in events_of(row)]


def line_of(event: BusEvent, **changes: str) -> str:
    """An event as the archive keeps it."""
    message = message_of(event)
    envelope = {
        "version": "0",
        "id": "0",
        "detail-type": message.kind.value,
        "source": SOURCE,
        "account": PLACE.account,
        "time": f"{message.at:%Y-%m-%dT%H:%M:%SZ}",
        "region": PLACE.region,
        "resources": [],
        "detail": json.loads(message.detail),
    }
    return json.dumps(envelope | changes)


def archived(folder: Path, events: Iterable[BusEvent], **changes: str) -> Path:
    """Write an archive: one file, each event twice and in no order of time."""
    lines = [line_of(event, **changes) for event in events]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "events.jsonl").write_text("\n".join([*reversed(lines), *lines]) + "\n", "utf-8")
    return folder


def restorer(world: World) -> Restorer:
    ports = RestorePorts(
        audience=world.audience,
        campaigns=world.campaigns,
        controls=world.controls,
        enrollments=world.enrollments,
        quotas=world.quotas,
        suppressions=world.suppressions,
        holds=MemoryHolds(world.tables),
        clock=world.clock,
    )
    return Restorer(ports, Forgetting(person_ports(world), PEPPERS), PEPPERS)


def stopping(world: World) -> Stopping:
    return Stopping(world.kill_switch, world.kill_switch, world.controls, world.clock)


def brought_back(lost: World, tables: MemoryTables) -> World:
    """The stack that goes on with these tables: the clock, the parameter and SES are as they were."""
    world = World(lost.campaign, lost.ses, tables=tables)
    world.clock.moment = lost.clock.now()
    world.kill_switch.state = lost.kill_switch.state
    return world
