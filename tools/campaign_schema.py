"""Make layers/core/outreach/reading/campaign.schema.json: the JSON Schema of a campaign file, for editors.

    .venv/bin/python tools/campaign_schema.py          # write it anew

The keys, types and bounds come from `reading/campaign_schema.py`, which checks the file. What a key means and its default come
from the table in docs/settings.md. Editors read values as YAML does, and our own reader takes each as text. So a value with a
notation of its own, such as `3d`, is a string with a pattern here.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from outreach.domain.languages import LANGUAGES
from outreach.domain.window import DAYS
from outreach.reading.campaign_schema import CampaignPart

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "settings.md"
TARGET = ROOT / "layers" / "core" / "outreach" / "reading" / "campaign.schema.json"
_ROW = re.compile(r"^\| (`[a-z_.\[\]NAME]+`(?:, `[a-z_.\[\]NAME]+`)*) \| ([^|]+) \| (.+) \|$", re.MULTILINE)
_LINK = re.compile(r"\[([^]]+)]\([^)]+\)")
_DURATION = {"type": "string", "pattern": r"^ *([0-9]+d *)?([0-9]+h *)?([0-9]+m *)?([0-9]+s *)?$"}
_WORKING_DAYS = {"type": "string", "pattern": r"^ *[0-9]{1,4} working days? *$"}
_CLOCK = {"type": "string", "pattern": r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"}
_CLOCK_OR_24 = {"type": "string", "pattern": r"^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$"}
_PERCENTAGE = {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,6})? ?%$"}
_DATE = {"type": "string", "format": "date", "pattern": r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"}
_COUNTRY = {"type": "string", "pattern": "^[A-Za-z]{2}(-[A-Za-z0-9-]{1,8})?$"}
_COUNTRIES: list[dict[str, Any]] = [_COUNTRY, {"type": "array", "items": _COUNTRY}]
_OFF = {"const": "off"}
_NOTATIONS: dict[str, dict[str, Any]] = {
    "delay": {"anyOf": [_DURATION, _WORKING_DAYS]},
    "cooldown": _DURATION,
    "from": _CLOCK,
    "to": _CLOCK_OR_24,
    "ends": _DATE,
    "max_bounces": _PERCENTAGE,
    "max_complaints": _PERCENTAGE,
    "language": {"enum": list(LANGUAGES)},
    "id": {"type": "string", "pattern": "^[a-z0-9_-]{1,48}$"},
    "message": {"type": "string", "pattern": "^[a-z0-9_-]{1,48}$"},
    "holidays": {"anyOf": [*_COUNTRIES, {"$ref": "#/$defs/HolidaysPart"}]},
    "lead": {"anyOf": _COUNTRIES},
    "others": {"anyOf": _COUNTRIES},
    "days": {"type": "array", "minItems": 1, "items": {"enum": list(DAYS)}},
}


def schema() -> dict[str, Any]:
    """Return the schema."""
    made = CampaignPart.model_json_schema(schema_generator=GenerateJsonSchema)
    parts = {"": made, **made["$defs"]}
    for part in parts.values():
        part.pop("title", None)
        part.pop("description", None)
        part["properties"] = {
            name: _property(name, value) for name, value in part.get("properties", {}).items()
        }
    of_field = made["properties"]["fields"]
    of_field["additionalProperties"] = {"anyOf": [of_field["additionalProperties"], {"type": "null"}]}
    steps = made["properties"]["sequence"]
    made["properties"]["sequence"] = {"anyOf": [steps, {"type": "string"}]}
    _describe(made)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An outreach campaign",
        **made,
    }


def _property(name: str, value: dict[str, Any]) -> dict[str, Any]:
    if name in _NOTATIONS:
        return dict(_NOTATIONS[name])
    kept = {key: part for key, part in value.items() if key not in {"title", "default", "description"}}
    choices = kept.get("anyOf")
    if choices is None:
        return kept
    real = [choice for choice in choices if choice != {"type": "null"}]
    if name in {"soft_bounces", "breaker"}:
        return {"anyOf": [*real, _OFF]}
    return dict(real[0]) if len(real) == 1 else {"anyOf": real}


def _describe(made: dict[str, Any]) -> None:
    """Give each key what the page says about it."""
    for path, default, meaning in _rows():
        *above, name = path.replace("[]", "").split(".")
        part = made
        for step in above:
            part = _below(made, part, step)
        found = part["properties"].get(name)
        if found is not None:
            found["description"] = f"{meaning} Default: {default}." if default != "required" else meaning


def _below(made: dict[str, Any], part: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the part that a key holds."""
    value = part if name == "NAME" else part["properties"][name]
    text = json.dumps(value)
    found = re.search(r'"#/\$defs/(\w+)"', text)
    return made["$defs"][found[1]] if found else value


def _rows() -> Iterator[tuple[str, str, str]]:
    for paths, default, meaning in _ROW.findall(PAGE.read_text(encoding="utf-8")):
        for path in paths.split(", "):
            yield path.strip("`"), default.strip("` "), _LINK.sub(r"\1", meaning).replace("`", "").strip()


def text() -> str:
    """Return the file's text."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
