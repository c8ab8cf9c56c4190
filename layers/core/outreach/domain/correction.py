"""Corrections of a lead's values, and what is kept of what was there before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

TIMEZONE = "timezone"
"""The name under which a correction keeps a lead's time zone. The zone is no field, so messages cannot name it."""
MAX_CORRECTIONS = 50
MAX_KEPT = 30_000
"""The most characters of all values that the corrections of one lead keep, so that its item has room."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: who corrected a lead's values, and what was there before."""

    at: datetime
    actor: str
    was: Mapping[str, str]
    """Each value that changed, as it was before. Empty: there was none."""


def have_room(corrections: Sequence[Correction]) -> bool:
    """Say whether a lead's item has room for these corrections."""
    kept = sum(len(text) for correction in corrections for text in correction.was.values())
    return len(corrections) <= MAX_CORRECTIONS and kept <= MAX_KEPT
