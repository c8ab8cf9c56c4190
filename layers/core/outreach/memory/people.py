"""The audience and the Suppression table, in memory."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from outreach.domain.enrollment import Lead, with_values_of
from outreach.domain.ids import CampaignId, Domain, ImportId, LeadId, RecipientKey, shard_of
from outreach.domain.reasons import Reason
from outreach.domain.removal import Removal
from outreach.domain.replacing import replace
from outreach.domain.suppression import MAX_CHANGES, DomainRow, Order, RecipientRow, RowChange
from outreach.memory.tables import MemoryTables

_Row = TypeVar("_Row", RecipientRow, DomainRow)


class MemoryAudience:
    """A campaign's leads, as imported."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def known(self, campaign_id: CampaignId, shards: int, lead_ids: Sequence[LeadId]) -> dict[LeadId, Lead]:  # noqa: ARG002 - only rows lie in shards
        """Return those leads that are in the audience."""
        with self._tables.lock:
            rows = self._tables.audience
            return {one: rows[campaign_id, one] for one in lead_ids if (campaign_id, one) in rows}

    def correct(self, campaign_id: CampaignId, shards: int, seen: Lead, lead: Lead) -> bool:  # noqa: ARG002 - only rows lie in shards
        """Give a lead, as it was read, these values and corrections."""
        place = (campaign_id, lead.lead_id)
        with self._tables.lock:
            found = self._tables.audience.get(place)
            if found is None or len(found.corrections) != len(seen.corrections):
                return False
            self._tables.audience[place] = with_values_of(found, lead)
            return True

    def note_removal(self, campaign_id: CampaignId, shards: int, removal: Removal) -> None:  # noqa: ARG002 - only rows lie in shards
        """Keep who removes a lead, in place of what was kept of an earlier removal."""
        with self._tables.lock:
            self._tables.removals[campaign_id, removal.lead_id] = removal

    def removal(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> Removal | None:  # noqa: ARG002 - only rows lie in shards
        """Return the latest removal of a lead; None if there was none."""
        with self._tables.lock:
            return self._tables.removals.get((campaign_id, lead_id))

    def removals(self, campaign_id: CampaignId, shards: int) -> Iterator[Removal]:
        """Stream the latest removal of each lead, shard by shard."""
        with self._tables.lock:
            found = [one for (owner, _), one in self._tables.removals.items() if owner == campaign_id]
        yield from sorted(found, key=lambda one: (shard_of(one.lead_id, shards), one.lead_id))

    def add(
        self,
        campaign_id: CampaignId,
        shards: int,  # noqa: ARG002 - only rows lie in shards
        leads: Sequence[Lead],
        source: str,  # noqa: ARG002 - rows keep it as evidence, memory does not
        now: datetime,  # noqa: ARG002 - rows keep the time, memory does not
        import_id: ImportId | None = None,
    ) -> int:
        """Write the leads that do not exist yet; return how many were new."""
        with self._tables.lock:
            before = len(self._tables.audience)
            for lead in leads:
                place = (campaign_id, lead.lead_id)
                if place not in self._tables.audience and import_id is not None:
                    self._tables.imports[place] = import_id
                self._tables.audience.setdefault(place, lead)
            return len(self._tables.audience) - before

    def of_import(self, campaign_id: CampaignId, shards: int, import_id: ImportId) -> Iterator[Lead]:
        """Stream the leads that one import wrote, shard by shard."""
        with self._tables.lock:
            imports = dict(self._tables.imports)
        leads = self.leads(campaign_id, shards)
        yield from (lead for lead in leads if imports.get((campaign_id, lead.lead_id)) == import_id)

    def imports(self, campaign_id: CampaignId, shards: int) -> dict[ImportId, int]:  # noqa: ARG002 - only rows lie in shards
        """Count the leads that each import wrote."""
        with self._tables.lock:
            found = [chosen for (owner, _), chosen in self._tables.imports.items() if owner == campaign_id]
        return dict(Counter(found))

    def import_of(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> ImportId | None:  # noqa: ARG002 - only rows lie in shards
        """Return the import that wrote a lead. None if it has no id, or if there is no such lead."""
        with self._tables.lock:
            return self._tables.imports.get((campaign_id, lead_id))

    def take_back(
        self, campaign_id: CampaignId, shards: int, lead_id: LeadId, import_id: ImportId | None
    ) -> bool:
        """Remove a lead that this import wrote."""
        with self._tables.lock:
            mine = self._tables.imports.get((campaign_id, lead_id)) == import_id
            return mine and self.remove(campaign_id, shards, lead_id)

    def leads(self, campaign_id: CampaignId, shards: int) -> Iterator[Lead]:
        """Stream the audience, shard by shard."""
        with self._tables.lock:
            found = [lead for (owner, _), lead in self._tables.audience.items() if owner == campaign_id]
        yield from sorted(found, key=lambda lead: (shard_of(lead.lead_id, shards), lead.lead_id))

    def lead(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> Lead | None:  # noqa: ARG002 - only rows lie in shards
        """Read one lead."""
        with self._tables.lock:
            return self._tables.audience.get((campaign_id, lead_id))

    def remove(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> bool:  # noqa: ARG002 - only rows lie in shards
        """Remove a lead; False if it was not there."""
        with self._tables.lock:
            self._tables.imports.pop((campaign_id, lead_id), None)
            return self._tables.audience.pop((campaign_id, lead_id), None) is not None

    def of_recipient(self, recipient: RecipientKey) -> list[tuple[CampaignId, Lead]]:
        """Find a person in every campaign's audience."""
        with self._tables.lock:
            found = [(owner, lead) for (owner, _), lead in self._tables.audience.items()]
        return sorted(
            ((owner, lead) for owner, lead in found if lead.recipient == recipient),
            key=lambda pair: (pair[0], pair[1].lead_id),
        )


class MemorySuppressions:
    """The `Suppressions` port."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def ensure(self, rows: Sequence[RecipientRow]) -> int:
        """Create recipient rows that do not exist yet, without orders; return how many were new."""
        with self._tables.lock:
            before = len(self._tables.recipients)
            for row in rows:
                self._tables.recipients.setdefault(row.recipient, replace(row, orders=(), holds={}))
            return len(self._tables.recipients) - before

    def recipients(self, recipients: Sequence[RecipientKey]) -> dict[RecipientKey, RecipientRow]:
        """Read the rows of addresses; only those that exist are returned."""
        with self._tables.lock:
            known = self._tables.recipients
            return {recipient: known[recipient] for recipient in recipients if recipient in known}

    def order_recipient(
        self, recipient: RecipientKey, address: str | None, order: Order, version: str | None = None
    ) -> bool:
        """Add an order, and create the row if it does not exist; False if the order existed already."""
        with self._tables.lock:
            row = self._tables.recipients.get(recipient) or RecipientRow(recipient, address)
            given = replace(order, version=version or self._tables.new_version())
            orders = _with(row.orders, given)
            self._tables.recipients[recipient] = changed(
                replace(row, orders=orders), row, RowChange.given(given)
            )
            return len(orders) > len(row.orders)

    def order_domain(self, domain: Domain, order: Order) -> bool:
        """Add an order for a domain and its subdomains; False if the order existed already."""
        with self._tables.lock:
            row = self._tables.domains.get(domain) or DomainRow(domain)
            given = replace(order, version=self._tables.new_version())
            orders = _with(row.orders, given)
            self._tables.domains[domain] = changed(replace(row, orders=orders), row, RowChange.given(given))
            return len(orders) > len(row.orders)

    def renew_version(
        self, recipient: RecipientKey, scope: str, reason: Reason, *, link: str, since: datetime
    ) -> str | None:
        """Give an order of this link a new version and return that version; None if there is no such order."""
        with self._tables.lock:
            row = self._tables.recipients.get(recipient) or RecipientRow(recipient, None)
            for order in row.orders:
                named = (order.scope, order.reason, order.link) == (scope, reason, link)
                if named and order.at >= since:
                    version = self._tables.new_version()
                    orders = _with(row.orders, replace(order, version=version))
                    self._tables.recipients[recipient] = replace(row, orders=orders)
                    return version
            return None

    def lift_recipient(self, recipient: RecipientKey, scope: str, reason: Reason, *, version: str) -> bool:
        """Lift one order, if its version is still `version`; False if there is no such order."""
        with self._tables.lock:
            row = self._tables.recipients.get(recipient) or RecipientRow(recipient, None)
            orders = _without(row.orders, scope, reason, version)
            if orders == row.orders:
                return False
            lifted = RowChange.lifted(scope, reason, version)
            self._tables.recipients[recipient] = changed(replace(row, orders=orders), row, lifted)
            return True

    def lift_domain(self, domain: Domain, scope: str, reason: Reason, *, version: str) -> bool:
        """Lift one order for a domain, if its version is still `version`; False if there is no such order."""
        with self._tables.lock:
            row = self._tables.domains.get(domain) or DomainRow(domain)
            orders = _without(row.orders, scope, reason, version)
            if orders == row.orders:
                return False
            lifted = RowChange.lifted(scope, reason, version)
            self._tables.domains[domain] = changed(replace(row, orders=orders), row, lifted)
            return True

    def erase_address(self, recipient: RecipientKey) -> bool:
        """Remove the clear address from a row and keep its orders; False if there is none."""
        with self._tables.lock:
            row = self._tables.recipients.get(recipient)
            if row is None or row.address is None:
                return False
            self._tables.recipients[recipient] = replace(row, address=None)
            return True

    def recipient(self, recipient: RecipientKey) -> RecipientRow | None:
        """Read one row."""
        with self._tables.lock:
            return self._tables.recipients.get(recipient)

    def domain(self, domain: Domain) -> DomainRow | None:
        """Read one row."""
        with self._tables.lock:
            return self._tables.domains.get(domain)

    def all(self) -> Iterator[RecipientRow | DomainRow]:
        """Stream every row that carries an order or a hold, or has carried one."""
        with self._tables.lock:
            every = self._tables.recipients.values()
            recipients = [row for row in every if row.orders or row.holds or row.changes]
            domains = [row for row in self._tables.domains.values() if row.orders or row.changes]
        yield from recipients
        yield from domains


def changed(row: _Row, before: _Row, change: RowChange) -> _Row:
    """Append a change to a row, if it changed what the row forbids and the row has room for it."""
    same = row == before or len(before.changes) >= MAX_CHANGES
    return row if same else replace(row, changes=(*before.changes, change))


def _with(orders: tuple[Order, ...], order: Order) -> tuple[Order, ...]:
    """Add an order. If it exists already, keep the first one and give it the new order's version."""
    if any(_same(known, order) for known in orders):
        return tuple(_again(known, order) if _same(known, order) else known for known in orders)
    return tuple(sorted((*orders, order), key=lambda known: (known.scope, known.reason)))


def _again(known: Order, order: Order) -> Order:
    """Return the first order with the version of this one. It stays the order of a link only if both are of that link."""
    return replace(known, version=order.version, link=known.link if known.link == order.link else "")


def _same(known: Order, order: Order) -> bool:
    return (known.scope, known.reason) == (order.scope, order.reason)


def _without(orders: tuple[Order, ...], scope: str, reason: Reason, version: str) -> tuple[Order, ...]:
    return tuple(
        order for order in orders if (order.scope, order.reason, order.version) != (scope, reason, version)
    )
