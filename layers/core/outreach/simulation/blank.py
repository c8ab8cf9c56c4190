"""Mails without texts: when they go out does not hang on what they say. Rendering is most of what a mail costs."""

from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Enrollment
from outreach.domain.ids import MessageId
from outreach.memory.later_mails import LaterMail


class BlankRenderer:
    """The `Renderer` port. Whoever could get no mail, because a message fails for the lead, gets one here."""

    def render(self, campaign: Campaign, message_id: MessageId, enrollment: Enrollment) -> LaterMail:
        """Return a mail with what a simulation needs: who gets it, which touch it is, and how to render it later."""
        key = enrollment.key
        return LaterMail(
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
            campaign=campaign,
            message_id=message_id,
            enrollment=enrollment,
        )
