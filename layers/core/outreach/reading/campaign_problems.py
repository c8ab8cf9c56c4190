"""Turns what the schema finds wrong with a campaign file into sentences with line numbers."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from outreach.errors import BadFile
from outreach.reading.campaign_schema import PARTS
from outreach.reading.marked_yaml import MarkedYaml
from outreach.reading.suggestions import did_you_mean

_KINDS = {dict: "a group of keys", list: "a list", str: "text", type(None): "nothing"}


def in_words(error: ValidationError, document: MarkedYaml) -> Iterator[BadFile]:
    """Turn each of pydantic's findings into a problem, in the order of the file."""
    found = error.errors(include_url=False)
    for one in sorted(found, key=lambda one: document.line(_path(one))):
        yield document.problem(_path(one), *_sentence(one))


def _path(one: ErrorDetails) -> tuple[str | int, ...]:
    """Return the place in the file: pydantic's path without its marks for the key of a mapping and for a form of several."""
    return tuple(step for step in one["loc"] if not str(step).startswith("["))


def _sentence(one: ErrorDetails) -> tuple[str, str | None]:
    if one["type"] == "extra_forbidden":
        return f'unknown key "{_path(one)[-1]}"', _known_keys(one)
    return f"{_name(one)} {_complaint(one)}", None


def _complaint(one: ErrorDetails) -> str:
    given, bounds = one["input"], one.get("ctx", {})
    match one["type"]:
        case "missing":
            complaint = "is missing"
        case "value_error":
            complaint = f'"{given}" {bounds["error"]}' if isinstance(given, str) else str(bounds["error"])
        case "int_parsing" | "int_type" | "int_from_float":
            complaint = f"{_shown(given)} is not a whole number"
        case "greater_than_equal":
            complaint = f"is {given}, but must be at least {bounds['ge']}"
        case "less_than_equal":
            complaint = f"is {given}, but must be at most {bounds['le']}"
        case "enum":
            complaint = f"{_shown(given)} is not one of {bounds['expected']}"
        case "too_long" | "too_short":
            complaint = _length(one)
        case "string_too_short":
            complaint = "is too short or empty"
        case "string_type" | "list_type" | "dict_type" | "model_type":
            complaint = f"is {_shown(given)}, but must be {_wanted(one['type'])}"
        case _:
            complaint = f"is not allowed: {one['msg']}"
    return complaint


def _length(one: ErrorDetails) -> str:
    if one["type"] == "too_short":
        return f'is empty; write at least one entry, like "- {_entry(one)}"'
    return f"has {one['ctx']['actual_length']} entries, and {one['ctx']['max_length']} is the most"


def _entry(one: ErrorDetails) -> str:
    return {
        "days": "mon",
        "only": "NL",
        "not": "NL",
        "lead": "NL",
        "variants": "name: short",
        "pool": "{address: anna@example.com, per_day: 40}",
        "hours": '{from: "09:00", to: "17:00"}',
    }.get(str(_path(one)[-1]), "message: intro")


def _name(one: ErrorDetails) -> str:
    steps = [f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in _path(one)]
    return "".join(steps).lstrip(".") or "the file"


def _known_keys(one: ErrorDetails) -> str:
    path = _path(one)
    place = ".".join(step for step in path[:-1] if isinstance(step, str))
    part = PARTS.get(place) or PARTS[str(path[0])]
    known = [field.alias or name for name, field in part.model_fields.items()]
    return did_you_mean(str(path[-1]), known) or f"known are {', '.join(known)}"


def _shown(given: Any) -> str:
    return f'"{given}"' if isinstance(given, str) else _KINDS.get(type(given), "something else")


def _wanted(kind: str) -> str:
    return {"string_type": "text", "list_type": "a list"}.get(kind, "a group of keys")
