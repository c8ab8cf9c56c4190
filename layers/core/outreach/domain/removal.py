"""What is kept of a lead that an operator took out of a campaign: ids, and nothing readable about the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from outreach.domain.ids import LeadId, RunId


@dataclass(frozen=True, slots=True)
class Removal:
    """One removal. A lead leaves a campaign only if no attempt to write to it was made in the live run."""

    lead_id: LeadId
    at: datetime
    actor: str
    because: str | None
    enrolled_at: Mapping[RunId, datetime]
    """The runs that it left, each with when it had been enrolled there. So an export can tell that enrollment from a later one."""
