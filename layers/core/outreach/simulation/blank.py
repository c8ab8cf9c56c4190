"""Mails without texts, for plays of which only the times count. Rendering is most of what a play costs."""

from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Enrollment
from outreach.domain.ids import MessageId
from outreach.domain.mail import Mail


class BlankRenderer:
    """The `Renderer` port. Whoever could get no mail, because a message fails for the lead, gets one here."""

    def render(self, campaign: Campaign, message_id: MessageId, enrollment: Enrollment) -> Mail:  # noqa: ARG002 - all are blank
        """Return a mail with what a simulation needs: who gets it, and which touch it is."""
        key = enrollment.key
        return Mail(
            sender=campaign.sender.address,
            recipient=enrollment.lead.address,
            subject="",
            text="",
            html="",
            tags={
                "campaign": key.campaign_id,
                "run": key.run_id,
                "shard": str(key.shard),
                "lead": key.lead_id,
                "step": str(enrollment.step),
            },
        )
