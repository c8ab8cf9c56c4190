"""A campaign's leads, as imported: pk `A#{campaign}#{shard}`, sk `{lead}`.

What is kept of a lead that was removed: pk `REMOVED#{campaign}#{shard}`, sk `{lead}`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from pynamodb.attributes import UnicodeAttribute
from pynamodb.constants import MAP
from pynamodb.expressions.operand import Path

from outreach.adapters.due_order import moment_of, stamp
from outreach.adapters.dynamodb.attributes import MomentAttribute, TextMapAttribute
from outreach.adapters.dynamodb.enrollments import people_keys
from outreach.adapters.dynamodb.leads import LeadItem, lead_attributes, values_as_seen, values_replaced
from outreach.adapters.dynamodb.tables import (
    OutreachTable,
    Tables,
    create_all,
    delete,
    delete_if,
    fetch,
    fetch_all,
    stream,
    update,
)
from outreach.domain.enrollment import Lead
from outreach.domain.ids import CampaignId, ImportId, LeadId, RecipientKey, RunId, shard_of
from outreach.domain.removal import Removal

_PREFIX = "A#"
_REMOVED = "REMOVED#"


class AudienceItem(LeadItem):
    """A lead, with the source and the time of its import."""

    source = UnicodeAttribute()
    imported_at = MomentAttribute()
    import_id = UnicodeAttribute(null=True)


class RemovedItem(OutreachTable):
    """Who took a lead out of a campaign. It names nobody."""

    removed_at = MomentAttribute()
    actor = UnicodeAttribute()
    because = UnicodeAttribute(null=True)
    enrolled_at = TextMapAttribute()

    def removal(self) -> Removal:
        """Return the removal in this item."""
        enrolled = {RunId(run_id): moment_of(at) for run_id, at in self.enrolled_at.items()}
        return Removal(LeadId(self.sk), self.removed_at, self.actor, self.because, enrolled)


class DynamoAudience:
    """A campaign's leads."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(AudienceItem)
        self._removed = tables.items(RemovedItem)

    def known(self, campaign_id: CampaignId, shards: int, lead_ids: Sequence[LeadId]) -> dict[LeadId, Lead]:
        """Return those of up to 100 leads that are in the audience. Strongly consistent."""
        keys = ((_partition(campaign_id, shards, lead_id), lead_id) for lead_id in lead_ids)
        return {LeadId(item.sk): item.lead() for item in fetch_all(self._items, keys)}

    def correct(self, campaign_id: CampaignId, shards: int, seen: Lead, lead: Lead) -> bool:
        """Give a lead, as it was read, these values and corrections. A lead that was removed is not made again."""
        item = self._items(_partition(campaign_id, shards, lead.lead_id), lead.lead_id)
        condition = AudienceItem.pk.exists() & values_as_seen(seen)
        return update(item, values_replaced(AudienceItem, lead), condition).applied

    def note_removal(self, campaign_id: CampaignId, shards: int, removal: Removal) -> None:
        """Keep who removes a lead, in place of what was kept of an earlier removal."""
        kind = RemovedItem
        item = self._removed(_removed(campaign_id, shards, removal.lead_id), removal.lead_id)
        enrolled = {str(run_id): stamp(at) for run_id, at in removal.enrolled_at.items()}
        actions = [
            kind.removed_at.set(removal.at),
            kind.actor.set(removal.actor),
            kind.because.remove() if removal.because is None else kind.because.set(removal.because),
            Path(["enrolled_at"]).set({MAP: TextMapAttribute().serialize(enrolled)}),
        ]
        update(item, actions)

    def removal(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> Removal | None:
        """Return the latest removal of a lead; None if there was none."""
        found = fetch(self._removed, _removed(campaign_id, shards, lead_id), lead_id)
        return None if found is None else found.removal()

    def removals(self, campaign_id: CampaignId, shards: int) -> Iterator[Removal]:
        """Stream the latest removal of each lead, shard by shard, strongly consistent."""
        for shard in range(shards):
            for found in stream(self._removed.query, f"{_REMOVED}{campaign_id}#{shard}"):
                yield found.removal()

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

    def import_of(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> ImportId | None:
        """Return the import that wrote a lead. None if it has no id, or if there is no such lead."""
        found = fetch(self._items, _partition(campaign_id, shards, lead_id), lead_id)
        return None if found is None or found.import_id is None else ImportId(found.import_id)

    def take_back(
        self, campaign_id: CampaignId, shards: int, lead_id: LeadId, import_id: ImportId | None
    ) -> bool:
        """Remove a lead that this import wrote."""
        item = self._items(_partition(campaign_id, shards, lead_id), lead_id)
        if import_id is None:
            return delete_if(item, AudienceItem.pk.exists() & AudienceItem.import_id.does_not_exist())
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


def _removed(campaign_id: CampaignId, shards: int, lead_id: LeadId) -> str:
    return f"{_REMOVED}{campaign_id}#{shard_of(lead_id, shards)}"


def _partition(campaign_id: CampaignId, shards: int, lead_id: LeadId) -> str:
    return f"{_PREFIX}{campaign_id}#{shard_of(lead_id, shards)}"
