"""Finds all rows of the Suppression table for an address, and gives orders to every one of them.

As a rule an address has one row, under the pepper that was current when the address was first seen. An address
gets two rows if two processes see it for the first time while they disagree about the current pepper. Therefore
whoever gives an order reads the rows again afterwards (`united`). If a row and an order were written at the same
time, at least one of the two writers sees what the other wrote. This works only if both processes know both
peppers; docs/operations.md says how to add a pepper.
"""

from collections.abc import Iterable, Mapping, Sequence

from outreach.domain.address import recipient_key, recipient_keys
from outreach.domain.ids import RecipientKey
from outreach.domain.keyring import Keyring
from outreach.domain.suppression import Order, RecipientRow, unshared
from outreach.services.ports import Suppressions

READ_LIMIT = 100
"""How many keys one read takes."""

Rows = Mapping[str, Sequence[RecipientRow]]
"""The rows by canonical address, those of older peppers first. An address that was never seen has no row."""


def rows_of(suppressions: Suppressions, peppers: Keyring, addresses: Iterable[str]) -> Rows:
    """Return all rows of each canonical address.

    Costs one read for every 100 keys. An address has one key per pepper.
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
    """Return the recipient key of an address: that of its oldest row, or the one that a new row will have."""
    return rows[address][0].recipient if rows[address] else recipient_key(peppers, address)


def order_addresses(
    suppressions: Suppressions, peppers: Keyring, rows: Rows, orders: Iterable[tuple[str, Order]]
) -> int:
    """Give each order to every row of its address; return how many orders were new.

    An address without a row gets one. Call `united` afterwards. Costs one conditional write per order and row.
    """
    new = 0
    for address, order in orders:
        keys = [row.recipient for row in rows[address]] or [recipient_key(peppers, address)]
        given = [suppressions.order_recipient(key, address, order) for key in keys]
        new += any(given)
    return new


def united(suppressions: Suppressions, peppers: Keyring, rows: Rows) -> Rows:
    """Read the rows again, and give each row the orders of the address's other rows; return the rows found.

    With one pepper an address has one row, and nothing is read or written. With several, this costs as much as
    `rows_of`, and one conditional write for each order that a row lacks.
    """
    if len(peppers.keys) == 1:
        return rows
    rows = rows_of(suppressions, peppers, rows)
    for found in rows.values():
        for recipient, order in unshared(found):
            suppressions.order_recipient(recipient, None, order, _version_of_copy(order))
    return rows


def _version_of_copy(order: Order) -> str | None:
    """Return the version that a copy keeps: that of what waits for a person, because a label lifts by the version."""
    return order.version if order.waits_for_a_person else None
