"""Takes back one import: its leads leave the audience and the runs, unless something may have been sent to them.

Orders that the import gave stay: nothing but `outreach suppress remove` lifts an order. Leads that existed before
the import stay, because another import wrote them. A lead stays, too, if an attempt was made for it in the live run
(`Enrollments.withdraw`). What a rehearsal has recorded stays as a record of that rehearsal.

The order of the writes for a chunk of leads:

1. Withdraw the enrollments, those of the live run first. A sender that claims at the same moment wins or loses as a
   whole: either the enrollment is gone, or the lead stays.
2. Take the lead back from the audience, if it is still the one that this import wrote.
3. Read the runs again, and withdraw once more what an import or the start of a run has enrolled in the meantime. If a
   sender was faster, the lead goes back into the audience.

An import and the start of a run look at the audience *after* they have enrolled. So at least one of the two sees the
other's write. It can be repeated, after a crash or at any time: the lead leaves the audience after its enrollments.

Requests: one read of the audience; for every `CHUNK` leads 2 reads of the runs; for each lead 2 reads and 1 conditional
write for each run, and 1 conditional write for the audience.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import EnrollmentKey, Lead
from outreach.domain.ids import CampaignId, ImportId, campaign_of_import, shard_of
from outreach.errors import RefusedChange, UnknownCampaign
from outreach.services.operator.ports import Audience
from outreach.services.operator.runs import refuse_drills
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments

CHUNK = 50
_SOURCE = "taken back, and kept"
_UNDER_WAY = frozenset({RunStatus.RUNNING, RunStatus.PAUSED})


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
        self._controls = controls
        self._audience = audience
        self._enrollments = enrollments
        self._clock = clock

    def undo(self, text: str) -> Undone:
        """Take back the import with this id, as the module's docstring says. Safe to repeat.

        Raises `RefusedChange` if the text is no such id, or no lead of that import is left.
        """
        campaign = self._campaign(text)
        import_id, campaign_id = ImportId(text), campaign.campaign_id
        taken_back = kept = 0
        for leads in _chunks(self._audience.of_import(campaign_id, campaign.shards, import_id)):
            gone = self._take_back(campaign, import_id, leads)
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

    def _take_back(self, campaign: Campaign, import_id: ImportId, leads: Sequence[Lead]) -> int:
        """Take back what can be taken back of a chunk; return how many leads that were."""
        campaign_id, shards = campaign.campaign_id, campaign.shards
        runs = self._live_first(campaign_id)
        free = [lead for lead in leads if self._withdraw(lead, runs)]
        gone = [
            lead for lead in free if self._audience.take_back(campaign_id, shards, lead.lead_id, import_id)
        ]
        runs = self._live_first(campaign_id)
        back = [lead for lead in gone if not self._withdraw(lead, runs)]
        if back:
            self._audience.add(campaign_id, shards, back, _SOURCE, self._clock.now(), import_id)
        names = {lead.lead_id for lead in gone}
        self._enroll_again(campaign, runs, [lead for lead in free if lead.lead_id not in names])
        return len(gone) - len(back)

    def _withdraw(self, lead: Lead, runs: Iterable[RunControl]) -> bool:
        """Withdraw a lead from every run. False if the live run may have sent something; then the rest stays."""
        for run in runs:
            place = EnrollmentKey(
                run.campaign_id, run.run_id, shard_of(lead.lead_id, run.shards), lead.lead_id
            )
            if not self._leave(place) and run.mode is Mode.LIVE:
                return False
        return True

    def _leave(self, place: EnrollmentKey) -> bool:
        """Withdraw an enrollment; return whether there is none now."""
        found = self._enrollments.get(place)
        if found is None or self._enrollments.withdraw(place, found.enrolled_at):
            return True
        return self._enrollments.get(place) is None

    def _enroll_again(self, campaign: Campaign, runs: Iterable[RunControl], leads: Sequence[Lead]) -> None:
        """Enroll again who is in the audience by another import that came in between."""
        for lead in leads:
            found = self._audience.lead(campaign.campaign_id, campaign.shards, lead.lead_id)
            if found is not None:
                now = self._clock.now()
                again = [
                    first_enrollment(found, run, campaign, now) for run in runs if run.status in _UNDER_WAY
                ]
                self._enrollments.add(again)

    def _live_first(self, campaign_id: CampaignId) -> list[RunControl]:
        return sorted(self._controls.runs(campaign_id), key=lambda run: run.mode is not Mode.LIVE)


def _chunks(leads: Iterator[Lead]) -> Iterator[list[Lead]]:
    while chunk := list(islice(leads, CHUNK)):
        yield chunk
