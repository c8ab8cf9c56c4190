"""What goes on the bus obeys the schemas that are published, and they say what it may be."""

import importlib
import json
import re

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from outreach.bus_event_messages import DETAILS, LeadSuppressed, message_of
from outreach.domain.bus_event import BusEventKind
from outreach.domain.reasons import Reason
from outreach.domain.row_events import events_of
from outreach.domain.suppression import ORDER_REASONS
from unit.test_row_events import ROWS
from world.cloud import ROOT

FOLDER = ROOT / "infra/events/schemas"
EVENTS = [event for row, _ in ROWS.values() for event in events_of(row)]


def schema_of(kind):
    return json.loads((FOLDER / f"{kind.value}.v1.json").read_text("utf-8"))


def complaints(kind, detail):
    validator = Draft202012Validator(schema_of(kind), format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(detail)]


def test_the_files_are_what_the_models_say(monkeypatch):
    """If this fails: `.venv/bin/python tools/event_schemas.py`."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    written = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*")}

    assert written == importlib.import_module("event_schemas").files()
    assert DETAILS.keys() == set(BusEventKind)


@pytest.mark.parametrize("kind", BusEventKind)
def test_each_schema_is_one_and_says_what_every_field_means(kind):
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)

    assert schema["title"] == kind.value
    assert schema["description"]
    assert all(part["description"] for part in schema["properties"].values())
    assert {"version", "id", "at"} <= set(schema["required"])


def test_every_kind_has_an_event_that_is_tried_here():
    assert {event.kind for event in EVENTS} == set(BusEventKind)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind.value)
def test_what_is_told_obeys_its_schema(event):
    detail = json.loads(message_of(event).detail)

    assert complaints(event.kind, detail) == []
    assert set(detail) <= set(schema_of(event.kind)["properties"])
    assert None not in detail.values()


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind.value)
def test_a_schema_refuses_an_event_that_lacks_what_it_promises(event):
    detail = json.loads(message_of(event).detail)
    for name in schema_of(event.kind)["required"]:
        assert complaints(event.kind, {key: value for key, value in detail.items() if key != name})
    assert complaints(event.kind, detail | {"version": 2})
    assert complaints(event.kind, detail | {"id": "not an id"})


def test_a_reader_may_meet_fields_that_it_does_not_know():
    """A field that is added keeps the version."""
    detail = json.loads(message_of(EVENTS[0]).detail)

    assert complaints(EVENTS[0].kind, detail | {"new": "field"}) == []


def test_each_order_that_is_told_has_a_reason_of_the_schema():
    told = set(LeadSuppressed.model_json_schema()["properties"]["reason"]["enum"])

    assert told == ORDER_REASONS - {Reason.UNSUBSCRIBED, Reason.REPLIED, Reason.POSSIBLE_UNSUBSCRIBE}


def test_the_page_names_each_event_with_its_fields():
    page = (ROOT / "docs/events.md").read_text("utf-8")
    table = page.partition("\n## What is told\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+\.\w+)` \| [^|]+ \| ([^|]+) \|$", table, re.MULTILINE)
    named = {kind: set(re.findall(r"`(\w+)`", fields)) for kind, fields in rows}
    of_all = {"version", "id", "at"}

    assert named == {kind.value: set(schema_of(kind)["properties"]) - of_all for kind in BusEventKind}
