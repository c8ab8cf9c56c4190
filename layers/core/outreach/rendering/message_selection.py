"""Chooses which message a step sends to a lead: the two strategies of the `MessageSelector` port."""

from outreach.domain.campaign import Campaign
from outreach.domain.choosing import Choice, choose
from outreach.domain.enrollment import Enrollment
from outreach.services.send.ports import MessageSelector


class SequenceSelector:
    """For a plain sequence: every lead gets the message that the step names."""

    def select(self, campaign: Campaign, enrollment: Enrollment) -> Choice:
        """Return the step's message."""
        return Choice(campaign.steps[enrollment.step].message_id)


class VariantSelector:
    """For an experiment: a lead gets the message of its arm (`domain/experiment.py`)."""

    def __init__(self, without_experiment: MessageSelector) -> None:
        """`without_experiment` chooses for campaigns that have none."""
        self._without_experiment = without_experiment

    def select(self, campaign: Campaign, enrollment: Enrollment) -> Choice:
        """Return the message of the lead's arm, and the arm."""
        if campaign.experiment is None:
            return self._without_experiment.select(campaign, enrollment)
        return choose(campaign, enrollment)


def selector() -> MessageSelector:
    """Return the selector that chooses for every campaign."""
    return VariantSelector(SequenceSelector())
