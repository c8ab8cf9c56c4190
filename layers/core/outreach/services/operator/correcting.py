"""Corrects the values of leads: in the audience, and in every run of the campaign that is not cancelled.

A mail that is claimed after a correction has the new values. One that is in flight meanwhile may have the old ones. An
address is never corrected: it is another lead, with other orders.

The audience is written first, and the runs are read after that. A start or an import that enrolls the lead meanwhile
looks at the audience after its own write (`services/operator/catching_up.py`). A correction that died is completed by
the same command.

Requests per lead: 1 read and 1 conditional write of the audience; for each run 1 read and 1 conditional write. The runs
are read once per lead that is corrected.
"""

from collections.abc import Callable
from dataclasses import dataclass

from outreach.domain.campaign import Campaign
from outreach.domain.control import RunStatus
from outreach.domain.correcting import corrected
from outreach.domain.correction import have_room
from outreach.domain.enrollment import IN_FLIGHT, EnrollmentKey, Lead
from outreach.domain.ids import LeadId, RunId, shard_of
from outreach.errors import StoreUnavailable
from outreach.services.operator.catching_up import give_values
from outreach.services.operator.ports import Audience
from outreach.services.operator.runs import refuse_drills
from outreach.services.ports import Clock, Controls, Enrollments

_TRIES = 10


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why values cannot be a lead's, and what to do about it."""

    reason: str
    remedy: str


FULL = Unfit(
    "the lead has been corrected so often that no more old values can be kept",
    "import the person into another campaign",
)
GONE = Unfit("the lead left the campaign meanwhile", "import the person again if you want it")

Revise = Callable[[Lead], Lead | Unfit]
"""Gives a lead other values, by the rules of an import. It may be asked several times."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction did."""

    lead: Lead
    """The lead with its new values. The last of its corrections says what was there before."""
    changed: bool
    """False if it had these values already."""
    in_flight: tuple[RunId, ...]
    """Runs in which a mail with the old values was in flight, or is unknown."""


class Correcting:
    """The use case."""

    def __init__(
        self, controls: Controls, audience: Audience, enrollments: Enrollments, clock: Clock
    ) -> None:
        self._controls = controls
        self._audience = audience
        self._enrollments = enrollments
        self._clock = clock

    def correct(self, campaign: Campaign, lead_id: LeadId, revise: Revise, actor: str) -> Corrected | Unfit:
        """Correct one lead. Safe to repeat. What is not fit changes nothing. Raises `RefusedChange` for a drill."""
        refuse_drills(campaign.campaign_id)
        campaign_id, shards = campaign.campaign_id, campaign.shards
        for _ in range(_TRIES):
            found = self._revised(campaign, lead_id, revise, actor)
            if isinstance(found, Unfit):
                return found
            seen, lead = found
            if lead is seen or self._audience.correct(campaign_id, shards, seen, lead):
                in_flight = self._in_the_runs(campaign, lead)
                return Corrected(lead, lead is not seen, in_flight)
        raise StoreUnavailable(f"lead {lead_id} changed {_TRIES} times meanwhile")

    def _revised(
        self, campaign: Campaign, lead_id: LeadId, revise: Revise, actor: str
    ) -> tuple[Lead, Lead] | Unfit:
        """Return the lead as it is, and as it is to be."""
        seen = self._audience.lead(campaign.campaign_id, campaign.shards, lead_id)
        if seen is None:
            return GONE
        revised = revise(seen)
        if isinstance(revised, Unfit):
            return revised
        lead = corrected(seen, revised, actor, self._clock.now())
        return (seen, lead) if have_room(lead.corrections) else FULL

    def _in_the_runs(self, campaign: Campaign, lead: Lead) -> tuple[RunId, ...]:
        """Give the lead's values to its enrollments. If nothing was changed, an earlier command may have died before this."""
        if not lead.corrections:
            return ()
        in_flight: list[RunId] = []
        for run in self._controls.runs(campaign.campaign_id):
            if run.status is RunStatus.CANCELLED:
                continue
            place = EnrollmentKey(
                run.campaign_id, run.run_id, shard_of(lead.lead_id, run.shards), lead.lead_id
            )
            found = give_values(self._enrollments, place, lead)
            if found is not None and found.state in IN_FLIGHT:
                in_flight.append(run.run_id)
        return tuple(in_flight)
