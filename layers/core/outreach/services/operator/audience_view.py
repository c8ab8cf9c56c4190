"""Shows an operator a campaign as it was applied, and the leads of its audience. It writes nothing."""

from collections.abc import Iterator

from outreach.domain.address import Address, lead_id
from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Lead
from outreach.domain.ids import CampaignId
from outreach.domain.keyring import Keyring
from outreach.errors import RefusedChange, UnknownCampaign
from outreach.services.operator.import_rows import LeadRow
from outreach.services.operator.ports import Audience
from outreach.services.ports import Campaigns


class AudienceView:
    """Reads the current revision of a campaign and its leads, as rows of a lead file would give them."""

    def __init__(self, campaigns: Campaigns, audience: Audience, peppers: Keyring) -> None:
        self._campaigns = campaigns
        self._audience = audience
        self._peppers = peppers

    def campaign(self, campaign_id: CampaignId) -> Campaign:
        """Return the current revision. Raises `UnknownCampaign`."""
        current = self._campaigns.current(campaign_id)
        if current is None:
            raise UnknownCampaign(campaign_id)
        return current[1]

    def leads(self, campaign: Campaign) -> Iterator[LeadRow]:
        """Stream the leads, in an order that stays the same. Each counts from 1."""
        leads = self._audience.leads(campaign.campaign_id, campaign.shards)
        return (_row(number, lead) for number, lead in enumerate(leads, 1))

    def lead(self, campaign: Campaign, address: Address) -> LeadRow:
        """Read one lead. Raises `RefusedChange` if the audience has none with this address."""
        name = lead_id(self._peppers, campaign.campaign_id, address.text)
        found = self._audience.lead(campaign.campaign_id, campaign.shards, name)
        if found is None:
            raise RefusedChange(
                f'the audience of "{campaign.campaign_id}" has no lead {address.text}; '
                f"`outreach why {address.text}` says which campaigns have one"
            )
        return _row(1, found)


def _row(number: int, lead: Lead) -> LeadRow:
    address = Address(lead.address, lead.domains)
    return LeadRow(number, address, lead.fields, lead.timezone, lead.zone_source, traits=lead.traits)
