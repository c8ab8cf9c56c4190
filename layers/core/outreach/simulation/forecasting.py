"""What will happen to each lead, and when: a simulation of which nobody keeps the mails."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from outreach.domain.enrollment import TouchState
from outreach.domain.ids import CampaignId, LeadId, RunId
from outreach.domain.reasons import Reason
from outreach.services.operator.run_counts import WRITTEN
from outreach.simulation.playing import Simulation


@dataclass(frozen=True, slots=True)
class Foretold:
    """What becomes of one touch."""

    campaign_id: CampaignId
    run_id: RunId
    lead_id: LeadId
    step: int
    at: datetime
    reason: Reason | None
    """Why there is no mail. None if there is one."""


def forecast(simulation: Simulation, campaign_id: CampaignId, until: datetime) -> Iterator[Foretold]:
    """Play a campaign until a moment; return what becomes of each touch from the simulation's begin on.

    Touches of other campaigns that take part are told as well. What has not happened by `until` is left out, and so is
    what happened before the begin. The order is that of the enrollments, not of time.

    Make the simulation with `UnkeptMails`, and fill its stack first: with `copy_present_state`, or with a campaign
    and leads. Another revision of the campaign can be applied between the two: `simulation.stack.runs.apply`.
    """
    began = simulation.stack.clock.now()
    simulation.play(campaign_id, until)
    for enrollment in simulation.stack.tables.enrollments.values():
        key = enrollment.key
        for touch in enrollment.touches.values():
            if touch.at <= began or touch.state in {TouchState.UNKNOWN, TouchState.RETRY}:
                continue
            reason = None if touch.state in WRITTEN else touch.reason
            yield Foretold(key.campaign_id, key.run_id, key.lead_id, touch.step, touch.at, reason)
