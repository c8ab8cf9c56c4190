"""Make docs/schemas: one JSON Schema for what each of these commands prints with --json.

    .venv/bin/python tools/output_schemas.py          # write them anew

Sets of words and most shapes come from the code. Tests hold the output of every command to its schema, and let no key through that
a schema does not have. Those who read the output must ignore keys that they do not know, so the published schemas allow them.
"""

import json
from pathlib import Path

from schema_parts import Schema, titled
from schemas_of_campaigns import of_campaigns
from schemas_of_people import everything_held, of_people, of_replies
from schemas_of_runs import of_runs, of_stops

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "schemas"


def schemas() -> dict[str, Schema]:
    """Return the schemas by the name of their command, with dashes for blanks."""
    commands = of_campaigns() | of_people() | of_replies() | of_runs() | of_stops()
    named = {command: titled(f"outreach {command} --json", schema) for command, schema in commands.items()}
    named["export-person"] = titled("outreach export-person", everything_held())
    return {command.replace(" ", "-"): schema for command, schema in named.items()}


def text(schema: Schema) -> str:
    """Return a schema as it is in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (FOLDER / f"{name}.schema.json").write_text(text(schema), encoding="utf-8")


if __name__ == "__main__":
    main()
