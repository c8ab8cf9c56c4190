"""Finds the rows of the Suppression table that stand for addresses, under every pepper there ever was."""

from collections.abc import Iterable, Sequence

from outreach.domain.address import recipient_key, recipient_keys
from outreach.domain.ids import RecipientKey
from outreach.domain.keyring import Keyring
from outreach.services.ports import Suppressions

READ_LIMIT = 100
"""Keys per read."""


def known_recipients(
    suppressions: Suppressions, peppers: Keyring, addresses: Iterable[str]
) -> tuple[dict[str, RecipientKey], set[str]]:
    """Return the key that stands for each canonical address, and the addresses that have no row yet.

    An address that was first seen under an older pepper keeps that key: its orders are under it.
    Costs one read per 100 keys; there are as many keys per address as peppers.
    """
    keys = {address: recipient_keys(peppers, address) for address in addresses}
    missing = _missing(suppressions, [key for candidates in keys.values() for key in candidates])
    found = {
        address: next((key for key in candidates if key not in missing), None)
        for address, candidates in keys.items()
    }
    return (
        {address: key or recipient_key(peppers, address) for address, key in found.items()},
        {address for address, key in found.items() if key is None},
    )


def _missing(suppressions: Suppressions, keys: Sequence[RecipientKey]) -> set[RecipientKey]:
    missing: set[RecipientKey] = set()
    for start in range(0, len(keys), READ_LIMIT):
        missing |= suppressions.missing(keys[start : start + READ_LIMIT])
    return missing
