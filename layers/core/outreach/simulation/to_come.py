"""How many mails are still to come, before anything is played."""

from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Lead, State
from outreach.domain.whom_not import left_out
from outreach.simulation.stack import SimulatedStack


def mails_to_come(stack: SimulatedStack, campaign: Campaign) -> int:
    """Count the mails to whoever may be written to and has not ended, if nobody responds."""
    campaign_id = campaign.campaign_id
    steps = min(len(campaign.steps), campaign.policy.max_steps_per_lead)
    to_come = {lead.lead_id: (lead, steps) for lead in stack.audience.leads(campaign_id, campaign.shards)}
    for one in stack.tables.enrollments.values():
        if one.key.campaign_id == campaign_id:
            left = 0 if one.state is State.ENDED else steps - one.step
            to_come[one.lead.lead_id] = (one.lead, left)
    return sum(left for lead, left in to_come.values() if _may_be_written_to(stack, lead, campaign))


def _may_be_written_to(stack: SimulatedStack, lead: Lead, campaign: Campaign) -> bool:
    if left_out(lead.traits, campaign.policy) is not None:
        return False
    recipient = stack.suppressions.recipient(lead.recipient)
    rows = (recipient, *map(stack.suppressions.domain, lead.domains))
    orders = [order for row in rows if row is not None for order in row.orders]
    return recipient is not None and not any(order.covers(campaign.campaign_id) for order in orders)
