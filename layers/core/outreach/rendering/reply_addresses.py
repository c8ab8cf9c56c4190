"""The address that a lead's reply goes to."""

from outreach.domain.ids import CampaignId, LeadId, RunId
from outreach.domain.keyring import Keyring
from outreach.domain.reply_token import RepliedTo, reply_address


class ReplyAddresses:
    """Makes a signed address for each lead, at a domain whose mail SES receives."""

    def __init__(self, domain: str, keyring: Keyring) -> None:
        self._domain = domain
        self._keyring = keyring

    def address(self, campaign_id: CampaignId, run_id: RunId, lead_id: LeadId) -> str | None:
        """Return the address for a lead's replies.

        Returns None if replies go to the campaign's own mailbox: there is no reply domain, or the lead id
        does not fit into an address.
        """
        if not self._domain:
            return None
        return reply_address(self._keyring, RepliedTo(campaign_id, run_id, lead_id), self._domain)
