"""Removes leads from a campaign to whom nothing was sent: they leave the audience and the runs.

Orders about the person stay. Who removed the lead is kept under its id, which names nobody: `outreach why` and an export
tell it. It is written before the lead leaves the audience, so that no removal goes unrecorded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Lead
from outreach.domain.ids import LeadId
from outreach.domain.removal import Removal
from outreach.services.operator.leaving import CHUNK, Leaving, Left
from outreach.services.operator.ports import Audience
from outreach.services.operator.runs import refuse_drills
from outreach.services.ports import Clock, Controls, Enrollments


@dataclass(frozen=True, slots=True)
class Removed:
    """What became of some leads."""

    removed: frozenset[LeadId]
    kept: frozenset[LeadId]
    """Something may have been sent to them in the live run."""


class Removing:
    """The use case."""

    def __init__(
        self, controls: Controls, audience: Audience, enrollments: Enrollments, clock: Clock
    ) -> None:
        self._audience = audience
        self._clock = clock
        self._leaving = Leaving(controls, audience, enrollments, clock)

    def remove(self, campaign: Campaign, leads: Sequence[Lead], actor: str, because: str | None) -> Removed:
        """Remove these leads. Safe to repeat after a crash. Raises `RefusedChange` for a drill's campaign."""
        refuse_drills(campaign.campaign_id)

        def take_out(lead: Lead, left: Left) -> None:
            place = (campaign.campaign_id, campaign.shards)
            written_by = self._audience.import_of(*place, lead.lead_id)
            removal = Removal(lead.lead_id, self._clock.now(), actor, because, left)
            self._audience.note_removal(*place, removal)
            self._audience.take_back(*place, lead.lead_id, written_by)

        removed: set[LeadId] = set()
        for start in range(0, len(leads), CHUNK):
            removed |= self._leaving.leave(campaign, leads[start : start + CHUNK], take_out)
        return Removed(frozenset(removed), frozenset({lead.lead_id for lead in leads} - removed))
