"""Canonical addresses, and the keyed hashes that stand for them.

Nobody can find out an address from its keyed hash by trying a list of addresses. So the hash may travel in queues and
logs, and an order survives the erasure of its address. The keys of the keyring are called peppers here. A new pepper
(`v2`) makes the recipient keys of new addresses. The older peppers stay in the keyring as long as rows under them
exist. The ids of peppers are numbered, because lead ids come from the oldest pepper: if a new pepper sorted before
it, every lead would get another id. And **an address must be looked for under every pepper**: a read with the
current pepper alone misses an order that was given before the pepper was changed.
"""

import hashlib
import hmac
import re
from base64 import b32encode
from dataclasses import dataclass

from outreach.domain.ids import CampaignId, Domain, LeadId, RecipientKey
from outreach.domain.keyring import Keyring

_PEPPER_ID = re.compile(r"v[1-9][0-9]*")

MAX_DOMAINS = 8
"""How many domains one last look may read."""


@dataclass(frozen=True, slots=True)
class Address:
    """A canonical address: lower case, IDNA domain; plus signs and dots as written."""

    text: str
    domains: tuple[Domain, ...]
    """Its own domain first, then each parent down to the registrable one."""


def as_peppers(keyring: Keyring) -> Keyring:
    """Return the keyring if its ids are `v1`, `v2`, ..., as those of peppers must be. Else raise ValueError."""
    for version in keyring.keys:
        if _PEPPER_ID.fullmatch(version) is None:
            raise ValueError(
                f'the id of a pepper must be v1, v2, ... in the order in which they were added, and not "{version}"'
            )
    return keyring


def recipient_key(peppers: Keyring, address: str) -> RecipientKey:
    """Make the key of a canonical address with the current pepper: `v1-<32 hex digits>`."""
    return _key(peppers, peppers.current, address)


def recipient_keys(peppers: Keyring, address: str) -> tuple[RecipientKey, ...]:
    """Make every key under which a canonical address may be known: the oldest first, and the current one last."""
    older = (version for version in _oldest_first(peppers) if version != peppers.current)
    return tuple(_key(peppers, version, address) for version in (*older, peppers.current))


def lead_id(peppers: Keyring, campaign_id: CampaignId, address: str) -> LeadId:
    """Make the id of a person in a campaign: 26 of `[a-z2-7]`. It stays the same when peppers are added."""
    digest = _digest(peppers, _oldest_first(peppers)[0], f"lead:{campaign_id}:{address}")
    return LeadId(b32encode(digest)[:26].decode().lower())


def _oldest_first(peppers: Keyring) -> list[str]:
    """Order the ids of peppers by number: v1, v2, ..., v10."""
    return sorted(peppers.keys, key=lambda version: (len(version), version))


def _key(peppers: Keyring, version: str, address: str) -> RecipientKey:
    return RecipientKey(f"{version}-{_digest(peppers, version, address).hex()[:32]}")


def _digest(peppers: Keyring, version: str, text: str) -> bytes:
    return hmac.new(peppers.keys[version].encode(), text.encode(), hashlib.sha256).digest()
