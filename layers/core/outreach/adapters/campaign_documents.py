"""A campaign's definition as a canonical JSON document, and its revision: a digest of that document."""

import hashlib
import json
from functools import cache

from pydantic import TypeAdapter

from outreach.domain.campaign import Campaign

_REVISION_LENGTH = 16


@cache
def _adapter() -> TypeAdapter[Campaign]:
    return TypeAdapter(Campaign)


def document_of(campaign: Campaign) -> str:
    """Write a definition so that equal definitions give equal texts."""
    content = _adapter().dump_python(campaign, mode="json")
    if window := content["policy"]["window"]:
        window["days"].sort()  # a set has no order of its own
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def campaign_in(document: str) -> Campaign:
    """Read a definition back."""
    return _adapter().validate_json(document)


def revision_of(document: str) -> str:
    """Name a definition by its content: 16 hex digits of SHA-256."""
    return hashlib.sha256(document.encode()).hexdigest()[:_REVISION_LENGTH]
