"""The personal link in each mail."""

from outreach.domain.ids import CampaignId, RecipientKey, RunId
from outreach.domain.keyring import Keyring
from outreach.domain.unsubscribe_token import Unsubscription, make_token


class UnsubscribeLinks:
    """Makes links of the form `{base_url}/{token}`. The unsubscribe function handles requests to them."""

    def __init__(self, base_url: str, keyring: Keyring) -> None:
        self._base_url = base_url.rstrip("/")
        self._keyring = keyring

    def link(self, campaign_id: CampaignId, run_id: RunId, recipient: RecipientKey) -> str:
        """Return the recipient's link. It contains a signed token and no address."""
        return f"{self._base_url}/{make_token(self._keyring, Unsubscription(campaign_id, run_id, recipient))}"
