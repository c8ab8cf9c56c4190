"""Make infra/events/schemas: one JSON Schema for the `detail` of each kind of event on the stack's own bus.

    .venv/bin/python tools/event_schemas.py          # write them anew

Fields, types and bounds come from `bus_event_messages.py`, by which each event is checked before it is put on the bus. The schemas
are for those who read events. What is not known is left out of an event, so no field is ever null. A reader must ignore
fields that it does not know, so the schemas allow them.
"""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from outreach.bus_event_messages import DETAILS, VERSION
from outreach.domain.bus_event import BusEventKind

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "infra" / "events" / "schemas"


def schema(kind: BusEventKind) -> dict[str, Any]:
    """Return the schema of the detail of one kind."""
    made = DETAILS[kind].model_json_schema(schema_generator=GenerateJsonSchema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.value,
        "description": made["description"],
        "type": "object",
        "properties": {name: _property(value) for name, value in made["properties"].items()},
        "required": made["required"],
    }


def _property(value: dict[str, Any]) -> dict[str, Any]:
    kept = {key: part for key, part in value.items() if key not in {"title", "default", "anyOf"}}
    known = [choice for choice in value.get("anyOf", []) if choice != {"type": "null"}]
    return {**kept, **(known[0] if known else {})}


def files() -> dict[str, str]:
    """Return the text of each file by its name."""
    return {
        f"{kind.value}.v{VERSION}.json": json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"
        for kind in BusEventKind
    }


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
