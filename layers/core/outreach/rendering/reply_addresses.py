"""The address that answers to a mail go to."""

from outreach.domain.ids import CampaignId, LeadId, RunId
from outreach.domain.keyring import Keyring
from outreach.domain.reply_token import Answered, reply_address


class ReplyAddresses:
    """A signed address per lead at a domain whose mail SES receives."""

    def __init__(self, domain: str, keyring: Keyring) -> None:
        self._domain = domain
        self._keyring = keyring

    def address(self, campaign_id: CampaignId, run_id: RunId, lead_id: LeadId) -> str | None:
        """Return the lead's address; None where the campaign's own mailbox is to take the answers."""
        if not self._domain:
            return None
        return reply_address(self._keyring, Answered(campaign_id, run_id, lead_id), self._domain)
