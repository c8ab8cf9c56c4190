"""Leases: pk `LEASE#{campaign}#{run}`, sk `LEASE`. The walk is in the same item, so the token protects it too."""

from datetime import UTC, datetime
from typing import Any

from pynamodb.attributes import UnicodeAttribute

from outreach.adapters.dynamodb.attributes import IntegerAttribute, MomentAttribute, TextMapAttribute
from outreach.adapters.dynamodb.tables import OutreachTable, Tables, update
from outreach.domain.ids import CampaignId, LeadId, RunId
from outreach.domain.lease import LEASE_DURATION, Lease, Place, Walk

_EPOCH = datetime.fromtimestamp(0, UTC)


class LeaseItem(OutreachTable):
    """Who may move the cursors of a run, until when, and the cursors themselves."""

    holder = UnicodeAttribute()
    token = IntegerAttribute()
    expires_at = MomentAttribute()
    pass_began_at = MomentAttribute(null=True)
    cursors = TextMapAttribute(null=True)
    stirred_by = UnicodeAttribute(null=True)
    looked_shard = IntegerAttribute(null=True)
    looked_lead = UnicodeAttribute(null=True)

    def walk(self) -> Walk | None:
        """Return the walk that the previous holder saved."""
        began = self.pass_began_at
        return None if began is None else Walk(began, self.cursors, self.stirred_by, self.looked_to())

    def looked_to(self) -> Place | None:
        """Return how far a look for the end of the run has come."""
        shard, lead = self.looked_shard, self.looked_lead
        return None if shard is None else Place(shard, None if lead is None else LeadId(lead))


class DynamoLeases:
    """The `Leases` port."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(LeaseItem)

    def acquire(self, campaign_id: CampaignId, run_id: RunId, holder: str, now: datetime) -> Lease | None:
        """Take the lease, with the token raised by 1, if it is free or has expired; None if another tick holds it.

        The holder's name is not part of the condition. A second tick with the same name is another tick.
        """
        expires_at = now + LEASE_DURATION
        written = update(
            self._item(campaign_id, run_id),
            [
                LeaseItem.holder.set(holder),
                LeaseItem.expires_at.set(expires_at),
                LeaseItem.token.set((LeaseItem.token | 0) + 1),
            ],
            LeaseItem.pk.does_not_exist() | (LeaseItem.expires_at <= now),
        )
        if not written.applied or written.item is None:
            return None
        item = LeaseItem.from_raw_data(written.item)
        return Lease(campaign_id, run_id, holder, item.token, expires_at, item.walk())

    def save_walk(self, lease: Lease, walk: Walk) -> bool:
        """Store the cursors if the lease's token is still the current one; False if it is not."""
        return self._write(
            lease,
            LeaseItem.pass_began_at.set(walk.pass_began_at),
            LeaseItem.cursors.set(dict(walk.cursors)),
            LeaseItem.stirred_by.set(walk.stirred_by),
            _put(LeaseItem.looked_shard, None if walk.looked_to is None else walk.looked_to.shard),
            _put(LeaseItem.looked_lead, None if walk.looked_to is None else walk.looked_to.after),
        )

    def release(self, lease: Lease) -> bool:
        """Free the lease if its token is still the current one. The token is kept and goes on growing."""
        return self._write(lease, LeaseItem.expires_at.set(_EPOCH))

    def _write(self, lease: Lease, *actions: Any) -> bool:
        item = self._item(lease.campaign_id, lease.run_id)
        return update(item, list(actions), LeaseItem.token == lease.token).applied

    def _item(self, campaign_id: CampaignId, run_id: RunId) -> LeaseItem:
        return self._items(f"LEASE#{campaign_id}#{run_id}", "LEASE")


def _put(attribute: Any, value: object) -> Any:
    return attribute.remove() if value is None else attribute.set(value)
