"""Leases: pk `LEASE#{campaign}#{run}`, sk `LEASE`; the walk lies in the same item, under the token."""

from datetime import UTC, datetime
from typing import Any

from pynamodb.attributes import UnicodeAttribute

from outreach.adapters.dynamodb.attributes import IntegerAttribute, MomentAttribute, TextMapAttribute
from outreach.adapters.dynamodb.tables import OutreachTable, Tables, update
from outreach.domain.ids import CampaignId, RunId
from outreach.domain.lease import LEASE_DURATION, Lease, Walk

_EPOCH = datetime.fromtimestamp(0, UTC)


class LeaseItem(OutreachTable):
    """Who may move a run's cursors, until when, and where they stand."""

    holder = UnicodeAttribute()
    token = IntegerAttribute()
    expires_at = MomentAttribute()
    pass_began_at = MomentAttribute(null=True)
    cursors = TextMapAttribute(null=True)
    stirred_by = UnicodeAttribute(null=True)

    def walk(self) -> Walk | None:
        """Read the walk that the previous holder left."""
        began = self.pass_began_at
        return None if began is None else Walk(began, self.cursors, self.stirred_by)


class DynamoLeases:
    """One writer per run."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(LeaseItem)

    def acquire(self, campaign_id: CampaignId, run_id: RunId, holder: str, now: datetime) -> Lease | None:
        """Take the lease if it is free or has run out, with token + 1; None if another holds it.

        Who asks makes no difference: a second tick under the same name is a second tick.
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
        )

    def release(self, lease: Lease) -> bool:
        """Free the lease if its token is still the current one. The token stays, and grows from there."""
        return self._write(lease, LeaseItem.expires_at.set(_EPOCH))

    def _write(self, lease: Lease, *actions: Any) -> bool:
        item = self._item(lease.campaign_id, lease.run_id)
        return update(item, list(actions), LeaseItem.token == lease.token).applied

    def _item(self, campaign_id: CampaignId, run_id: RunId) -> LeaseItem:
        return self._items(f"LEASE#{campaign_id}#{run_id}", "LEASE")
