"""The port of the unsubscribe page beside those that other rooms use too."""

from dataclasses import dataclass
from typing import Protocol

from outreach.domain.campaign import Campaign
from outreach.domain.ids import CampaignId
from outreach.domain.senders import senders_in


@dataclass(frozen=True, slots=True)
class ShownSender:
    """What the page says of a campaign's sender: no more than each of its mails says."""

    name: str | None
    address: str
    """Of a campaign with several senders, their domains."""
    postal_address: str
    language: str | None = None
    """The language that the campaign is written in. None if its file does not say."""


def shown_sender(campaign: Campaign) -> ShownSender:
    """Take what the page shows from a campaign's definition."""
    sender = campaign.sender
    return ShownSender(sender.name, _address(campaign), sender.postal_address, campaign.language)


def _address(campaign: Campaign) -> str:
    """Return the sender's address. Of several senders, the page names the domains: it does not know who wrote to whom."""
    if campaign.pool is None:
        return campaign.sender.address
    domains = (one.address.rpartition("@")[2].lower() for one in senders_in(campaign))
    return ", ".join(dict.fromkeys(domains))


class ShownSenders(Protocol):
    """Who writes in a campaign. Every way to publish a campaign keeps this up to date."""

    def of(self, campaign_id: CampaignId) -> ShownSender | None:
        """Return the sender as last published. None if it is not known. Raises `errors.StoreUnavailable`."""
        ...
