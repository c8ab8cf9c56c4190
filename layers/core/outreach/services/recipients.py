"""Finds the rows of the Suppression table that stand for addresses, under every pepper there ever was."""

from collections.abc import Iterable

from outreach.domain.address import recipient_key, recipient_keys
from outreach.domain.ids import RecipientKey
from outreach.domain.keyring import Keyring
from outreach.domain.suppression import RecipientRow
from outreach.services.ports import Suppressions

READ_LIMIT = 100
"""Keys per read."""


def known_rows(
    suppressions: Suppressions, peppers: Keyring, addresses: Iterable[str]
) -> dict[str, RecipientRow]:
    """Return the row that stands for each canonical address; those that have none yet are left out.

    An address that was first seen under an older pepper keeps that row: its orders are there. Costs one read
    per 100 keys; there are as many keys per address as peppers.
    """
    keys = {address: recipient_keys(peppers, address) for address in addresses}
    wanted = [key for candidates in keys.values() for key in candidates]
    rows: dict[RecipientKey, RecipientRow] = {}
    for start in range(0, len(wanted), READ_LIMIT):
        rows |= suppressions.recipients(wanted[start : start + READ_LIMIT])
    first = {
        address: next(filter(rows.__contains__, candidates), None) for address, candidates in keys.items()
    }
    return {address: rows[key] for address, key in first.items() if key is not None}


def standing_key(rows: dict[str, RecipientRow], peppers: Keyring, address: str) -> RecipientKey:
    """Return the key that stands for an address: that of its row, or the one its row is going to have."""
    return rows[address].recipient if address in rows else recipient_key(peppers, address)


def known_recipients(
    suppressions: Suppressions, peppers: Keyring, addresses: Iterable[str]
) -> tuple[dict[str, RecipientKey], set[str]]:
    """Return the key that stands for each canonical address, and the addresses that have no row yet."""
    people = dict.fromkeys(addresses)
    rows = known_rows(suppressions, peppers, people)
    return {address: standing_key(rows, peppers, address) for address in people}, people.keys() - rows.keys()
