"""A campaign's leads, as imported: pk `A#{campaign}#{shard}`, sk `{lead}`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from pynamodb.attributes import UnicodeAttribute

from outreach.adapters.dynamodb.attributes import MomentAttribute
from outreach.adapters.dynamodb.enrollments import people_keys
from outreach.adapters.dynamodb.leads import LeadItem, lead_attributes
from outreach.adapters.dynamodb.tables import Tables, create_all, delete, delete_if, fetch, fetch_all, stream
from outreach.domain.enrollment import Lead
from outreach.domain.ids import CampaignId, ImportId, LeadId, RecipientKey, shard_of

_PREFIX = "A#"


class AudienceItem(LeadItem):
    """A lead, with the source and the time of its import."""

    source = UnicodeAttribute()
    imported_at = MomentAttribute()
    import_id = UnicodeAttribute(null=True)


class DynamoAudience:
    """A campaign's leads."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(AudienceItem)

    def missing(self, campaign_id: CampaignId, shards: int, lead_ids: Sequence[LeadId]) -> set[LeadId]:
        """Return which of up to 100 leads are not in the audience yet."""
        keys = ((_partition(campaign_id, shards, lead_id), lead_id) for lead_id in lead_ids)
        return set(lead_ids) - {LeadId(item.sk) for item in fetch_all(self._items, keys)}

    def add(
        self,
        campaign_id: CampaignId,
        shards: int,
        leads: Sequence[Lead],
        source: str,
        now: datetime,
        import_id: ImportId | None = None,
    ) -> int:
        """Write the leads that do not exist yet, and leave the others unchanged; return how many were new."""
        return create_all(
            self._items(
                pk=_partition(campaign_id, shards, lead.lead_id),
                **lead_attributes(lead),
                source=source,
                imported_at=now,
                import_id=import_id,
            )
            for lead in leads
        )

    def leads(self, campaign_id: CampaignId, shards: int) -> Iterator[Lead]:
        """Stream the audience, shard by shard, strongly consistent."""
        for shard in range(shards):
            pk = f"{_PREFIX}{campaign_id}#{shard}"
            for found in stream(self._items.query, pk):
                yield found.lead()

    def of_import(self, campaign_id: CampaignId, shards: int, import_id: ImportId) -> Iterator[Lead]:
        """Stream the leads that one import wrote, shard by shard, strongly consistent. Reads the whole audience."""
        for shard in range(shards):
            read = partial(self._items.query, filter_condition=AudienceItem.import_id == import_id)
            for found in stream(read, f"{_PREFIX}{campaign_id}#{shard}"):
                yield found.lead()

    def imports(self, campaign_id: CampaignId, shards: int) -> dict[ImportId, int]:
        """Count the leads that each import wrote. Reads the whole audience."""
        found: Counter[ImportId] = Counter()
        read = partial(self._items.query, filter_condition=AudienceItem.import_id.exists())
        for shard in range(shards):
            items = stream(read, f"{_PREFIX}{campaign_id}#{shard}")
            found.update(ImportId(item.import_id) for item in items)
        return dict(found)

    def take_back(self, campaign_id: CampaignId, shards: int, lead_id: LeadId, import_id: ImportId) -> bool:
        """Remove a lead that this import wrote."""
        item = self._items(_partition(campaign_id, shards, lead_id), lead_id)
        return delete_if(item, AudienceItem.import_id == import_id)

    def lead(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> Lead | None:
        """Read one lead, strongly consistent."""
        found = fetch(self._items, _partition(campaign_id, shards, lead_id), lead_id)
        return None if found is None else found.lead()

    def remove(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> bool:
        """Remove a lead; False if it was not there."""
        return delete(self._items(_partition(campaign_id, shards, lead_id), lead_id))

    def of_recipient(self, recipient: RecipientKey) -> list[tuple[CampaignId, Lead]]:
        """Find a person in every campaign's audience, through the index."""
        found = fetch_all(self._items, people_keys(self._items, recipient, _PREFIX))
        pairs = ((CampaignId(item.pk.split("#")[1]), item.lead()) for item in found)
        return sorted(pairs, key=lambda pair: (pair[0], pair[1].lead_id))


def _partition(campaign_id: CampaignId, shards: int, lead_id: LeadId) -> str:
    return f"{_PREFIX}{campaign_id}#{shard_of(lead_id, shards)}"
