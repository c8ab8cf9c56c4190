"""Turns a campaign's definition into a canonical JSON document, whose digest is the definition's revision."""

import hashlib
import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from outreach.domain.campaign import Campaign

_REVISION_LENGTH = 16
_LATER: dict[str, object] = {"role_accounts": "warn", "disposable_domains": "warn", "ends": None}
"""Parts of a policy that came after the first release of the format, each with its value where it is not used."""


@cache
def _adapter() -> TypeAdapter[Campaign]:
    return TypeAdapter(Campaign)


def document_of(campaign: Campaign) -> str:
    """Return a definition as JSON. Equal definitions give equal documents."""
    content = _adapter().dump_python(campaign, mode="json")
    _leave_out_what_came_later(content["policy"])
    if window := content["policy"]["window"]:
        window["days"].sort()  # the days are a set, whose order may differ
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _leave_out_what_came_later(policy: dict[str, Any]) -> None:
    """Leave out the parts that a policy does not use and that older programs did not know, so that its revision stays."""
    for name, unused in _LATER.items():
        if policy[name] == unused:
            del policy[name]


def campaign_in(document: str) -> Campaign:
    """Read a definition from its document."""
    return _adapter().validate_json(document)


def revision_of(document: str) -> str:
    """Return the revision of a document: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(document.encode()).hexdigest()[:_REVISION_LENGTH]
