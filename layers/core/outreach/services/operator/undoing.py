"""Takes back one import: its leads leave the audience and the runs, unless something may have been sent to them.

Orders that the import gave stay: nothing but `outreach suppress remove` lifts an order. Leads that existed before
the import stay, because another import wrote them. A lead stays, too, if an attempt was made for it in the live run
(`Enrollments.withdraw`). What a rehearsal has recorded stays as a record of that rehearsal.

`services/operator/leaving.py` says in which order that is written, and why it can be repeated.

Of a lead that leaves a run, the removal is kept, as `services/operator/removing.py` keeps it.

Requests: one read of the audience; for every `CHUNK` leads 2 reads of the runs and 2 more of the audience; for each lead 2 reads and
1 conditional write for each run, 1 conditional write for the audience, and 1 write more if it was in a run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Lead
from outreach.domain.ids import CampaignId, ImportId, campaign_of_import
from outreach.domain.removal import Removal
from outreach.errors import RefusedChange, UnknownCampaign
from outreach.services.operator.leaving import CHUNK, Leaving, Left
from outreach.services.operator.ports import Audience
from outreach.services.operator.runs import refuse_drills
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of the leads of an import."""

    import_id: ImportId
    campaign_id: CampaignId
    taken_back: int
    kept: int
    """Something may have been sent to them."""


class Undoing:
    """The use case."""

    def __init__(
        self,
        campaigns: Campaigns,
        controls: Controls,
        audience: Audience,
        enrollments: Enrollments,
        clock: Clock,
    ) -> None:
        self._campaigns = campaigns
        self._audience = audience
        self._clock = clock
        self._leaving = Leaving(controls, audience, enrollments, clock)

    def undo(self, text: str, actor: str) -> Undone:
        """Take back the import with this id, as the module's docstring says. Safe to repeat.

        Raises `RefusedChange` if the text is no such id, or no lead of that import is left.
        """
        campaign = self._campaign(text)
        import_id, campaign_id = ImportId(text), campaign.campaign_id
        taken_back = kept = 0
        for leads in _chunks(self._audience.of_import(campaign_id, campaign.shards, import_id)):
            gone = self._take_back(campaign, import_id, leads, actor)
            taken_back += gone
            kept += len(leads) - gone
        if not taken_back and not kept:
            raise RefusedChange(
                f'campaign "{campaign_id}" has no lead of import {text}; it was taken back before, or it added nobody'
            )
        return Undone(import_id, campaign_id, taken_back, kept)

    def imports(self, campaign_id: CampaignId) -> dict[ImportId, int]:
        """Return the imports that can be taken back, oldest first, with the leads that are left of each."""
        if (current := self._campaigns.current(campaign_id)) is None:
            raise UnknownCampaign(campaign_id)
        return dict(sorted(self._audience.imports(campaign_id, current[1].shards).items()))

    def _campaign(self, text: str) -> Campaign:
        campaign_id = campaign_of_import(text)
        if campaign_id is None:
            raise RefusedChange(
                f'"{text[:80]}" is not the id of an import; `outreach leads import` prints it, like '
                "demo.20261128-231507-5f0c3a"
            )
        refuse_drills(campaign_id)
        if (current := self._campaigns.current(campaign_id)) is None:
            raise UnknownCampaign(campaign_id)
        return current[1]

    def _take_back(self, campaign: Campaign, import_id: ImportId, leads: Sequence[Lead], actor: str) -> int:
        """Take back what can be taken back of a chunk; return how many leads that were."""
        place = (campaign.campaign_id, campaign.shards)
        because = f"import {import_id} was taken back"

        def take_out(lead: Lead, left: Left) -> None:
            if left:
                self._audience.note_removal(
                    *place, Removal(lead.lead_id, self._clock.now(), actor, because, left)
                )
            self._audience.take_back(*place, lead.lead_id, import_id)

        return len(self._leaving.leave(campaign, leads, take_out, import_id))


def _chunks(leads: Iterator[Lead]) -> Iterator[list[Lead]]:
    while chunk := list(islice(leads, CHUNK)):
        yield chunk
