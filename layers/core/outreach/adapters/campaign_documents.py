"""Turns a campaign's definition into a canonical JSON document, whose digest is the definition's revision."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from outreach.domain.campaign import Campaign

_REVISION_LENGTH = 16
_UNUSED_POLICY = {
    "role_accounts": "warn",
    "disposable_domains": "warn",
    "countries": None,
    "ends": None,
    "across_campaigns": None,
    "per_week": None,
    "per_run": None,
    "ramp": None,
    "per_domain": None,
    "counted_in": "utc",
}
_UNUSED_CAMPAIGN = {"experiment": None, "pool": None}
_UNUSED_SENDER = {"signature": None}
_UNUSED_WINDOW = {"more": list[Any](), "holidays": dict[str, str](), "own_holidays": dict[str, Any]()}
_UNUSED_STEP = {"working_days": 0}
"""Keys that came later, each with its value where it is not used."""


@cache
def _adapter() -> TypeAdapter[Campaign]:
    return TypeAdapter(Campaign)


def document_of(campaign: Campaign) -> str:
    """Return a definition as JSON. Equal definitions give equal documents."""
    content = _adapter().dump_python(campaign, mode="json")
    _leave_out(content, _UNUSED_CAMPAIGN)
    _leave_out(content["sender"], _UNUSED_SENDER)
    _leave_out(content["policy"], _UNUSED_POLICY)
    if window := content["policy"]["window"]:
        window["days"].sort()  # the days are a set, whose order may differ
        _leave_out(window, _UNUSED_WINDOW)
    for step in content["steps"]:
        _leave_out(step, _UNUSED_STEP)
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _leave_out(part: dict[str, Any], unused: Mapping[str, object]) -> None:
    """Leave out keys that came later and are not used: the revision of a definition from before them stays what it is."""
    for key, value in unused.items():
        if part[key] == value:
            del part[key]


def campaign_in(document: str) -> Campaign:
    """Read a definition from its document."""
    return _adapter().validate_json(document)


def revision_of(document: str) -> str:
    """Return the revision of a document: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(document.encode()).hexdigest()[:_REVISION_LENGTH]
