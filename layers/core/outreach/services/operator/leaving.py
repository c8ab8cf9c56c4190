"""How leads leave a campaign: its runs, and then its audience. Who may have been written to in the live run stays.

The order of the writes for some leads:

1. Withdraw the enrollments, those of the live run first. A sender that claims at the same moment wins or loses as a
   whole: either the enrollment is gone, or the lead stays.
2. Take the lead out of the audience, if it is still the lead that is meant.
3. Read the runs again, and withdraw once more what an import or the start of a run has enrolled in the meantime. If a
   sender was faster, the lead goes back into the audience.
4. Read the audience again. Who has come back by an import in between is enrolled again.

An import and the start of a run look at the audience *after* they have enrolled. So at least one of the two sees the
other's write. It can be repeated, after a crash or at any time: the lead leaves the audience after its enrollments.

What a rehearsal has recorded stays as a record of that rehearsal, and keeps nobody.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import EnrollmentKey, Lead
from outreach.domain.ids import CampaignId, ImportId, LeadId, RunId, shard_of
from outreach.services.operator.ports import Audience
from outreach.services.ports import Clock, Controls, Enrollments

CHUNK = 50
_SOURCE = "taken back, and kept"
_UNDER_WAY = frozenset({RunStatus.RUNNING, RunStatus.PAUSED})

Left = Mapping[RunId, datetime]
"""The runs that a lead has left, each with when it had been enrolled there."""


class Leaving:
    """Lets leads leave a campaign."""

    def __init__(
        self, controls: Controls, audience: Audience, enrollments: Enrollments, clock: Clock
    ) -> None:
        self._controls = controls
        self._audience = audience
        self._enrollments = enrollments
        self._clock = clock

    def leave(
        self,
        campaign: Campaign,
        leads: Sequence[Lead],
        take_out: Callable[[Lead, Left], object],
        import_id: ImportId | None = None,
    ) -> set[LeadId]:
        """Let up to `CHUNK` leads leave; return those that did. Safe to repeat.

        `take_out` removes one from the audience, if it is still the lead that is meant. `import_id`: the import that wrote them.
        """
        campaign_id, shards = campaign.campaign_id, campaign.shards
        runs = self._live_first(campaign_id)
        free = [(lead, left) for lead in leads if (left := self._withdraw(lead, runs)) is not None]
        for lead, left in free:
            take_out(lead, left)
        # What is gone is read, and not told by the writes: the response to one may have been lost.
        names = [lead.lead_id for lead, _ in free]
        there = self._known(campaign, names)
        gone = [lead for lead, _ in free if lead.lead_id not in there]
        runs = self._live_first(campaign_id)
        back = [lead for lead in gone if self._withdraw(lead, runs) is None]
        if back:
            self._audience.add(campaign_id, shards, back, _SOURCE, self._clock.now(), import_id)
        there = self._known(campaign, names)
        self._enroll_again(campaign, runs, there.values())
        return {lead.lead_id for lead in gone} - there.keys()

    def _known(self, campaign: Campaign, names: Sequence[LeadId]) -> Mapping[LeadId, Lead]:
        return self._audience.known(campaign.campaign_id, campaign.shards, names) if names else {}

    def _withdraw(self, lead: Lead, runs: Iterable[RunControl]) -> Left | None:
        """Withdraw a lead from every run. None if the live run may have sent something; then the rest stays."""
        left: dict[RunId, datetime] = {}
        for run in runs:
            place = EnrollmentKey(
                run.campaign_id, run.run_id, shard_of(lead.lead_id, run.shards), lead.lead_id
            )
            found = self._enrollments.get(place)
            if found is None:
                continue
            if self._enrollments.withdraw(place, found.enrolled_at):
                if found.enrolled_at is not None:
                    left[run.run_id] = found.enrolled_at
            elif self._enrollments.get(place) is not None and run.mode is Mode.LIVE:
                return None
        return left

    def _enroll_again(self, campaign: Campaign, runs: Iterable[RunControl], leads: Iterable[Lead]) -> None:
        """Enroll again who is in the audience by an import that came in between."""
        for lead in leads:
            now = self._clock.now()
            again = [first_enrollment(lead, run, campaign, now) for run in runs if run.status in _UNDER_WAY]
            self._enrollments.add(again)

    def _live_first(self, campaign_id: CampaignId) -> list[RunControl]:
        return sorted(self._controls.runs(campaign_id), key=lambda run: run.mode is not Mode.LIVE)
