"""What the unsubscribe page says of a campaign's sender.

sender      pk `SENDERS`        sk `{campaign}`

These rows have a partition of their own, because the function behind the page may read nothing else of the table.
"""

from pynamodb.attributes import UnicodeAttribute

from outreach.adapters.dynamodb.tables import OutreachTable, Tables, fetch, update
from outreach.domain.campaign import Campaign
from outreach.domain.ids import CampaignId
from outreach.services.unsubscribe.ports import ShownSender, shown_sender

_SENDERS = "SENDERS"


class SenderItem(OutreachTable):
    """One campaign's sender."""

    address = UnicodeAttribute()
    postal_address = UnicodeAttribute()
    name = UnicodeAttribute(null=True)
    language = UnicodeAttribute(null=True)


class DynamoShownSenders:
    """The `ShownSenders` port, and the write that keeps it up to date."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(SenderItem)

    def keep(self, campaign: Campaign) -> None:
        """Write the sender of a campaign that is being published."""
        shown = shown_sender(campaign)
        update(
            self._items(_SENDERS, campaign.campaign_id),
            [
                SenderItem.address.set(shown.address),
                SenderItem.postal_address.set(shown.postal_address),
                SenderItem.name.set(shown.name) if shown.name else SenderItem.name.remove(),
                SenderItem.language.set(shown.language) if shown.language else SenderItem.language.remove(),
            ],
        )

    def of(self, campaign_id: CampaignId) -> ShownSender | None:
        """Return the sender as last published. None if it is not known."""
        found = fetch(self._items, _SENDERS, campaign_id)
        if found is None:
            return None
        return ShownSender(found.name, found.address, found.postal_address, found.language)
