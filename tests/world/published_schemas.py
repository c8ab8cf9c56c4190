"""What commands print with --json, held to the schemas in docs/schemas: no key less, and none more."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from world.cloud import ROOT

FOLDER = ROOT / "docs" / "schemas"


def schema_of(command: str) -> Any:
    """The schema of a command, by its name with dashes for blanks."""
    return json.loads((FOLDER / f"{command}.schema.json").read_text("utf-8"))


def strict(schema: Any) -> Any:
    """Return the schema without leave for unknown keys."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if "properties" in schema and "type" in schema else {}
    return {**closed, **{key: strict(value) for key, value in schema.items()}}


@cache
def _validator(command: str) -> Draft202012Validator:
    return Draft202012Validator(
        strict(schema_of(command)), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def held(command: str, value: Any) -> None:
    """Raise `ValidationError` if a value is not what the schema of this command says."""
    _validator(command).validate(value)


def command_in(arguments: list[str]) -> str:
    """The command of a line without options before it: `leads list` is `leads-list`."""
    one, *rest = arguments
    both = f"{one}-{rest[0]}" if rest else one
    return both if (FOLDER / f"{both}.schema.json").exists() else one
