"""The Suppression table: one item per address (`R#{recipient key}`) and per domain (`D#{domain}`).

The orders of a row are a map by `{scope}|{reason}`, which is created with the row. So adding an order is one
conditional write of its own entry, and two orders that are written at the same time do not overwrite each other.

The same write appends what it changes to the row's list of changes. The length of the list is the version of the row.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Self

from pynamodb.attributes import Attribute, UnicodeAttribute
from pynamodb.constants import LIST, MAP, STRING
from pynamodb.expressions.condition import Condition, size
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from outreach.adapters.due_order import moment_of, stamp
from outreach.adapters.dynamodb.attributes import texts
from outreach.adapters.dynamodb.tables import (
    SuppressionTable,
    Tables,
    Write,
    create,
    create_all,
    fetch,
    fetch_all,
    stream,
    update,
)
from outreach.domain.ids import Domain, RecipientKey
from outreach.domain.reasons import Reason
from outreach.domain.suppression import (
    MAX_CHANGES,
    ChangeKind,
    DomainRow,
    Hold,
    Order,
    RecipientRow,
    RowChange,
)

_RECIPIENT = "R#"
_DOMAIN = "D#"


class OrdersAttribute(Attribute[Sequence[Order]]):
    """Standing orders, by scope and reason."""

    attr_type = MAP

    def serialize(self, value: Sequence[Order]) -> dict[str, Any]:
        """Write the orders."""
        return {_name(order.scope, order.reason): {MAP: _record(order)} for order in value}

    def deserialize(self, value: dict[str, Any]) -> Sequence[Order]:
        """Read the orders, sorted by scope and reason."""
        orders = (_order(name, record[MAP]) for name, record in value.items())
        return tuple(sorted(orders, key=lambda order: (order.scope, order.reason)))


class HoldsAttribute(Attribute[Mapping[str, Hold]]):
    """Holds, by scope."""

    attr_type = MAP

    def serialize(self, value: Mapping[str, Hold]) -> dict[str, Any]:
        """Write the holds."""
        return {
            scope: {MAP: texts(until=hold.until, source=hold.source, actor=hold.actor, at=hold.at)}
            for scope, hold in value.items()
        }

    def deserialize(self, value: dict[str, Any]) -> Mapping[str, Hold]:
        """Read the holds."""
        records = {scope: record[MAP] for scope, record in value.items()}
        return {
            scope: Hold(
                moment_of(record["until"][STRING]),
                record["source"][STRING],
                record["actor"][STRING] if "actor" in record else None,
                moment_of(record["at"][STRING]) if "at" in record else None,
            )
            for scope, record in records.items()
        }


class ChangesAttribute(Attribute[Sequence[RowChange]]):
    """What has changed in a row, in order."""

    attr_type = LIST

    def serialize(self, value: Sequence[RowChange]) -> list[dict[str, Any]]:
        """Write the changes."""
        return [{MAP: _change_record(change)} for change in value]

    def deserialize(self, value: list[dict[str, Any]]) -> Sequence[RowChange]:
        """Read the changes."""
        return tuple(_change(record[MAP]) for record in value)


class SuppressionItem(SuppressionTable):
    """The item of a recipient row or a domain row."""

    address = UnicodeAttribute(null=True)
    orders = OrdersAttribute()
    holds = HoldsAttribute()
    changes = ChangesAttribute(null=True)

    @classmethod
    def of(cls, pk: str, address: str | None = None, *orders: Order) -> Self:
        """Make the item of a new row. Both maps must exist from the start, because later writes set entries in them."""
        changes = tuple(map(RowChange.given, orders)) or None
        return cls(pk, address=address, orders=orders, holds={}, changes=changes)

    def row(self) -> RecipientRow | DomainRow:
        """Return the row in this item. Its key says whether it is a recipient row or a domain row."""
        name, changes = self.pk[len(_RECIPIENT) :], tuple(self.changes or ())
        if self.pk.startswith(_DOMAIN):
            return DomainRow(Domain(name), tuple(self.orders), changes)
        return RecipientRow(RecipientKey(name), self.address, tuple(self.orders), self.holds, changes)


class DynamoSuppressions:
    """The `Suppressions` port."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(SuppressionItem)

    def ensure(self, rows: Sequence[RecipientRow]) -> int:
        """Create recipient rows that do not exist yet, without orders; return how many were new."""
        return create_all(self._items.of(recipient_pk(row.recipient), row.address) for row in rows)

    def recipients(self, recipients: Sequence[RecipientKey]) -> dict[RecipientKey, RecipientRow]:
        """Read the rows of up to 100 addresses; only those that exist are returned. Strongly consistent."""
        found = fetch_all(self._items, ((recipient_pk(recipient),) for recipient in recipients))
        rows = (item.row() for item in found)
        return {row.recipient: row for row in rows if isinstance(row, RecipientRow)}

    def order_recipient(
        self, recipient: RecipientKey, address: str | None, order: Order, version: str | None = None
    ) -> bool:
        """Add an order, and create the row if it does not exist; False if the order existed already."""
        return self._order(
            recipient_pk(recipient), address, replace(order, version=version or _new_version())
        )

    def order_domain(self, domain: Domain, order: Order) -> bool:
        """Add an order for a domain and its subdomains; False if the order existed already."""
        return self._order(domain_pk(domain), None, replace(order, version=_new_version()))

    def renew_version(
        self, recipient: RecipientKey, scope: str, reason: Reason, *, link: str, since: datetime
    ) -> str | None:
        """Give an order of this link a new version and return that version; None if there is no such order.

        The condition is `link = :link AND at >= :since`. It holds when
        * this link gave the order, in that time, and perhaps gave it again;
        * a copy of this write was carried out before: the order has the same version then.
        It does not hold when somebody else gave the order, before this link or after it; when it is older; for an
        order that was stored without a link; and when there is no such order, or no row.
        """
        version, order = _new_version(), Path(["orders", _name(scope, reason)])
        of_link = (order["link"] == {STRING: link}) & (order["at"] >= {STRING: stamp(since)})
        action = order["version"].set({STRING: version})
        return version if update(self._items(recipient_pk(recipient)), [action], of_link).applied else None

    def lift_recipient(self, recipient: RecipientKey, scope: str, reason: Reason, *, version: str) -> bool:
        """Lift one order, if its version is still `version`; False if there is no such order."""
        return self._lift(recipient_pk(recipient), scope, reason, version)

    def lift_domain(self, domain: Domain, scope: str, reason: Reason, *, version: str) -> bool:
        """Lift one order for a domain, if its version is still `version`; False if there is no such order."""
        return self._lift(domain_pk(domain), scope, reason, version)

    def erase_address(self, recipient: RecipientKey) -> bool:
        """Remove the clear address from a row and keep its orders; False if there is none."""
        address = SuppressionItem.address
        return update(self._items(recipient_pk(recipient)), [address.remove()], address.exists()).applied

    def recipient(self, recipient: RecipientKey) -> RecipientRow | None:
        """Read one row, strongly consistent."""
        found = fetch(self._items, recipient_pk(recipient))
        row = None if found is None else found.row()
        assert row is None or isinstance(row, RecipientRow)
        return row

    def domain(self, domain: Domain) -> DomainRow | None:
        """Read one row, strongly consistent."""
        found = fetch(self._items, domain_pk(domain))
        row = None if found is None else found.row()
        assert row is None or isinstance(row, DomainRow)
        return row

    def all(self) -> Iterator[RecipientRow | DomainRow]:
        """Stream every row that carries an order or a hold, or has carried one."""
        for item in stream(self._items.scan):
            if item.orders or item.holds or item.changes:
                yield item.row()

    def _order(self, pk: str, address: str | None, order: Order) -> bool:
        """Add an order, or give the one that stands the version of this one.

        This costs one write as a rule. It costs two if the order stands already, three if another than this link
        gave it, and two or three for an address that nobody imported.
        """
        written = self._add(pk, order)
        if written.applied:
            return True
        if written.item is not None:
            return not self._renew(pk, order) and self._add(pk, order).applied
        return create(self._items.of(pk, address, order)) or self._add(pk, order).applied

    def _add(self, pk: str, order: Order) -> Write:
        place = Path(["orders", _name(order.scope, order.reason)])
        unordered = SuppressionItem.pk.exists() & place.does_not_exist()
        return changed(self._items(pk), place.set({MAP: _record(order)}), unordered, RowChange.given(order))

    def _renew(self, pk: str, order: Order) -> bool:
        """Give the order that stands this one's version; False if it does not exist any more.

        `link = :link`   The order stays the order of a link only if this link gave it, too. If the condition fails, the
                         second write takes the link away, even if the order was lifted and given by this link in
                         between: then nobody can undo it, which is the safe side.
        """
        standing = Path(["orders", _name(order.scope, order.reason)])
        version = standing["version"].set({STRING: order.version})
        of_link = standing["link"] == {STRING: order.link}
        if order.link and update(self._items(pk), [version], of_link).applied:
            return True
        return update(self._items(pk), [version, standing["link"].remove()], standing.exists()).applied

    def _lift(self, pk: str, scope: str, reason: Reason, version: str) -> bool:
        """Remove the order if its version is this one. An empty version is that of an order stored without one."""
        name = _name(scope, reason)
        order, stored = Path(["orders", name]), Path(["orders", name, "version"])
        unchanged = stored == {STRING: version} if version else order.exists() & stored.does_not_exist()
        lifted = RowChange.lifted(scope, reason, version)
        return changed(self._items(pk), order.remove(), unchanged, lifted).applied


def changed(item: SuppressionItem, action: Action, condition: Condition, change: RowChange) -> Write:
    """Apply one conditional change to a row, and append it to the row's list.

    The condition is `condition AND the list has room`. A row whose list is full is changed all the same, with a second
    request, and the list stays as it is.
    """
    changes = Path("changes")
    appended = changes.set((changes | {LIST: []}).append({LIST: [{MAP: _change_record(change)}]}))
    length = size(changes)  # type: ignore[no-untyped-call]  # PynamoDB does not annotate it
    room = changes.does_not_exist() | (length < MAX_CHANGES)
    written = update(item, [action, appended], condition & room)
    if written.applied or not _is_full(written):
        return written
    return update(item, [action], condition)


def _is_full(written: Write) -> bool:
    return len((written.item or {}).get("changes", {LIST: []})[LIST]) >= MAX_CHANGES


def _new_version() -> str:
    """Return 64 random bits in hex, so that an order has another version each time it is given."""
    return secrets.token_hex(8)


def recipient_pk(recipient: RecipientKey) -> str:
    """Return the key of a recipient row."""
    return f"{_RECIPIENT}{recipient}"


def domain_pk(domain: Domain) -> str:
    """Return the key of a domain row."""
    return f"{_DOMAIN}{domain}"


def _name(scope: str, reason: Reason) -> str:
    return f"{scope}|{reason}"


def _record(order: Order) -> dict[str, Any]:
    link = order.link or None
    return texts(source=order.source, actor=order.actor, at=order.at, version=order.version, link=link)


def _order(name: str, record: dict[str, Any]) -> Order:
    scope, _, reason = name.rpartition("|")
    text = {field: value[STRING] for field, value in record.items()}
    at = moment_of(text["at"])
    version, link = text.get("version", ""), text.get("link", "")
    return Order(scope, Reason(reason), text["source"], text["actor"], at, version, link)


def _change_record(change: RowChange) -> dict[str, Any]:
    return texts(
        kind=change.kind,
        scope=change.scope,
        mark=change.mark,
        reason=change.reason,
        source=change.source,
        actor=change.actor,
        at=change.at,
    )


def _change(record: dict[str, Any]) -> RowChange:
    text = {field: value[STRING] for field, value in record.items()}
    return RowChange(
        kind=ChangeKind(text["kind"]),
        scope=text["scope"],
        mark=text["mark"],
        reason=Reason(text["reason"]) if "reason" in text else None,
        source=text.get("source"),
        actor=text.get("actor"),
        at=moment_of(text["at"]) if "at" in text else None,
    )
