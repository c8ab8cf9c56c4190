"""The mails of a campaign to a few leads: a simulated run in which nobody responds, so that no mail is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Enrollment
from outreach.domain.reasons import EXPLANATIONS
from outreach.memory import FixedClock
from outreach.memory.spooled_mails import SpooledMails
from outreach.services.operator.import_rows import LeadRow
from outreach.services.operator.run_counts import ENDED_WELL
from outreach.services.ports import ProofMail
from outreach.simulation.assumptions import Assumptions
from outreach.simulation.playing import ACTOR, Simulation
from outreach.simulation.stack import Given

_NOBODY_RESPONDS = Assumptions(replies=0, bounces=0, out_of_office=0)
_LONG = timedelta(days=36500)
"""Longer than any sequence. A moment at which nothing happens takes no time."""


@dataclass(frozen=True, slots=True)
class RenderedLead:
    """What a lead gets."""

    mails: tuple[ProofMail, ...]
    """In the order of the sequence."""
    problem: str | None
    """Why there is no further mail; None if the sequence came to its end."""


def rendered_for(
    campaign: Campaign, required: Mapping[str, str], rows: Sequence[LeadRow], start: datetime
) -> Mapping[str, RenderedLead]:
    """Play the campaign for these leads from `start` on; return what each gets, by address."""
    clock = FixedClock(start)
    with SpooledMails(clock) as mails:
        simulation = Simulation(Given(start), _NOBODY_RESPONDS, mails, clock)
        stack = simulation.stack
        stack.runs.apply(campaign, required)
        stack.importing.load(campaign, rows, source="preview", actor=ACTOR)
        played = simulation.play(campaign.campaign_id, start + _LONG)
        return {
            enrollment.lead.address: RenderedLead(
                tuple(mails.of_enrollment(enrollment.key)), _problem(enrollment)
            )
            for enrollment in stack.overview.enrollments(played.run)
        }


def _problem(enrollment: Enrollment) -> str | None:
    reason = enrollment.reason
    return None if reason is None or reason in ENDED_WELL else EXPLANATIONS[reason]
