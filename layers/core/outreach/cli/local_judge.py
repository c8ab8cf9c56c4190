"""Tells which mails the local SES endpoint accepted, from its own index of them."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from outreach.domain.ids import CampaignId, LeadId
from outreach.local.mailbox import Mailbox
from outreach.services.operator.drill_record import Acceptance


class KeptMails:
    """The `Judge` of the local stack. The endpoint shares no code with what it judges, and misses no mail."""

    name = "the local SES endpoint's own record of the mails that it accepted"
    hears_everything = True

    def __init__(self, directory: Path) -> None:
        self._mailbox = Mailbox(directory)
        self._campaign_id = ""

    def open(self, campaign_id: CampaignId) -> None:
        """Note which campaign is meant: the endpoint records every mail anyway."""
        self._campaign_id = campaign_id

    def heard(self) -> Sequence[Acceptance]:
        """Return the mails of the campaign."""
        return tuple(
            Acceptance(
                message_id=mail.message_id,
                lead_id=LeadId(mail.tags["lead"]),
                step=int(mail.tags["step"]),
                accepted_at=mail.received_at,
                unsubscribe_url=mail.headers.get("List-Unsubscribe", "").strip("<>") or None,
            )
            for mail in self._mailbox.mails()
            if mail.tags.get("campaign") == self._campaign_id
        )

    def close(self) -> None:
        """Do nothing: nothing listens."""

    def clock_difference(self) -> timedelta | None:
        """Return nothing: the endpoint runs on this machine."""
        return timedelta()
