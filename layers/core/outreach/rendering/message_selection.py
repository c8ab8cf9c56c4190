"""Chooses which message a step sends to a lead."""

from outreach.domain.campaign import Campaign, Step
from outreach.domain.enrollment import Lead
from outreach.domain.ids import MessageId


class SequenceSelector:
    """The `MessageSelector` port for a plain sequence: every lead gets the message that the step names."""

    def select(self, campaign: Campaign, step: Step, lead: Lead) -> MessageId:  # noqa: ARG002 - the port's arguments
        """Return the step's message."""
        return step.message_id
