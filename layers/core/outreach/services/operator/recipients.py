"""Finds the rows of the Suppression table that stand for addresses, and gives orders to all of them.

As a rule an address has one row, under the pepper that was current when it was first seen. Two come to stand
where an address is seen for the first time by two who differ about the current pepper. Whoever writes to such
an address looks again afterwards, so that of an order and a row made at the same time one meets the other.
This needs that both know both peppers: docs/operations.md says how one is added.
"""

from collections.abc import Iterable, Mapping, Sequence

from outreach.domain.address import recipient_key, recipient_keys
from outreach.domain.ids import RecipientKey
from outreach.domain.keyring import Keyring
from outreach.domain.suppression import Order, RecipientRow, unshared
from outreach.services.ports import Suppressions

READ_LIMIT = 100
"""Keys per read."""

Rows = Mapping[str, Sequence[RecipientRow]]
"""By canonical address, those of older peppers first; none for an address that was never seen."""


def rows_of(suppressions: Suppressions, peppers: Keyring, addresses: Iterable[str]) -> Rows:
    """Return every row that stands for each canonical address.

    Costs one read per 100 keys; there are as many keys per address as peppers.
    """
    keys = {address: recipient_keys(peppers, address) for address in addresses}
    wanted = [key for candidates in keys.values() for key in candidates]
    found: dict[RecipientKey, RecipientRow] = {}
    for start in range(0, len(wanted), READ_LIMIT):
        found |= suppressions.recipients(wanted[start : start + READ_LIMIT])
    return {
        address: [found[key] for key in candidates if key in found] for address, candidates in keys.items()
    }


def standing_key(rows: Rows, peppers: Keyring, address: str) -> RecipientKey:
    """Return the key that stands for an address: that of its oldest row, or the one its row is going to have."""
    return rows[address][0].recipient if rows[address] else recipient_key(peppers, address)


def order_addresses(
    suppressions: Suppressions, peppers: Keyring, rows: Rows, orders: Iterable[tuple[str, Order]]
) -> int:
    """Give each order to every row of its address, making one where there is none; return how many were new.

    To be followed by `united`. Costs one conditional write per order and row.
    """
    new = 0
    for address, order in orders:
        keys = [row.recipient for row in rows[address]] or [recipient_key(peppers, address)]
        given = [suppressions.order_recipient(key, address, order) for key in keys]
        new += any(given)
    return new


def united(suppressions: Suppressions, peppers: Keyring, rows: Rows) -> Rows:
    """Look again, and give each row the orders of the other rows of its address; return the rows that were found.

    Under one pepper there is one row: nothing is read or written. Under several it costs what `rows_of` costs,
    and one conditional write per order that a row lacks.
    """
    if len(peppers.keys) == 1:
        return rows
    rows = rows_of(suppressions, peppers, rows)
    for found in rows.values():
        for recipient, order in unshared(found):
            suppressions.order_recipient(recipient, None, order)
    return rows
