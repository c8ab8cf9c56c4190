"""How a lead enters a run."""

from datetime import datetime

from outreach.domain.campaign import Campaign
from outreach.domain.control import RunControl
from outreach.domain.delays import over_at
from outreach.domain.drill import is_simulated
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lane, Lead, State
from outreach.domain.fast import first_plan, is_fast
from outreach.domain.ids import shard_of


def first_enrollment(lead: Lead, run: RunControl, campaign: Campaign, now: datetime) -> Enrollment:
    """Return the enrollment of a lead that was never written to in this run: its first contact is due.

    A drill takes nobody but the mailbox simulator. In a fast rehearsal the first contact is due at once.
    """
    assert not run.drill or is_simulated(lead.address), "a drill writes to the mailbox simulator only"
    campaign = campaign.of_country(lead.traits.country)
    plan = first_plan(campaign, now, lead.timezone) if is_fast(run) else None
    return Enrollment(
        key=EnrollmentKey(run.campaign_id, run.run_id, shard_of(lead.lead_id, run.shards), lead.lead_id),
        lead=lead,
        state=State.DUE,
        step=0,
        attempt=0,
        tries=0,
        lane=Lane.FIRST,
        due_at=over_at(campaign.steps[0], now, campaign.policy, lead.timezone) if plan is None else now,
        enrolled_at=now,
        changed_at=now,
        plan=plan,
    )
