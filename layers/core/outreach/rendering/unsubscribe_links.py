"""The personal link in each mail."""

from typing import Protocol

from outreach.domain.ids import CampaignId, RecipientKey, RunId
from outreach.domain.keyring import Keyring
from outreach.domain.unsubscribe_token import Unsubscription, dead_token, make_token


class Links(Protocol):
    """Makes the links of mails."""

    def link(self, campaign_id: CampaignId, run_id: RunId, recipient: RecipientKey) -> str:
        """Return the link of every mail of a run to this recipient."""
        ...


class UnsubscribeLinks:
    """Makes links of the form `{base_url}/{token}`. The unsubscribe function handles requests to them."""

    def __init__(self, base_url: str, keyring: Keyring) -> None:
        self._base_url = base_url.rstrip("/")
        self._keyring = keyring

    def link(self, campaign_id: CampaignId, run_id: RunId, recipient: RecipientKey) -> str:
        """Return the recipient's link. It contains a signed token and no address."""
        return f"{self._base_url}/{make_token(self._keyring, Unsubscription(campaign_id, run_id, recipient))}"


class DeadLinks:
    """Makes links for mails that are only looked at. They order nothing, and are as long as a real one can be."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url.rstrip("/")

    def link(self, campaign_id: CampaignId, run_id: RunId, recipient: RecipientKey) -> str:  # noqa: ARG002 - as of `Links`
        """Return the link of every mail of a campaign. It names no person."""
        return f"{self._base_url}/{dead_token(campaign_id)}"
