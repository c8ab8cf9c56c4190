"""Who somebody is: canonical addresses, and the keyed hashes that stand for them.

A keyed hash cannot be guessed from a list of addresses, so keys may travel in queues and logs, and an
order survives the erasure of the address it is about. Keys are made with versioned peppers: a new
pepper takes over for new addresses, and the old ones stay in the keyring for as long as there are
orders under them. Reading with the current pepper alone would overlook an order under an older one.
"""

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from outreach.domain.ids import CampaignId, Domain, LeadId, RecipientKey

MAX_ADDRESS = 254
MAX_DOMAINS = 8
"""How many domains one last look may read."""

MAILBOX_PROVIDERS = frozenset(
    "aol.com free.fr gmail.com gmx.de gmx.net googlemail.com hotmail.com icloud.com libero.it live.com mail.ru "
    "me.com msn.com naver.com orange.fr outlook.com proton.me protonmail.com qq.com t-online.de web.de wp.pl "
    "yahoo.com yandex.ru zoho.com 163.com".split()
)
"""Domains whose addresses belong to millions of unrelated people."""


@dataclass(frozen=True, slots=True)
class Address:
    """A canonical address: lower case, IDNA domain; plus signs and dots as written."""

    text: str
    domains: tuple[Domain, ...]
    """Its own domain first, then each parent down to the registrable one."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The peppers by version (`v1`, `v2`, ...), and which one makes new keys."""

    current: str
    keys: Mapping[str, str] = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a keyring that cannot make keys."""
        assert self.current in self.keys, "the current version is one of the keys"
        assert all(self.keys.values()), "an empty pepper protects nobody"

    @property
    def versions(self) -> tuple[str, ...]:
        """List the versions, oldest first."""
        return tuple(sorted(self.keys, key=lambda version: (len(version), version)))

    def recipient(self, address: str) -> RecipientKey:
        """Make the key of a canonical address with the current pepper: `v1-<32 hex digits>`."""
        return self._recipient(self.current, address)

    def recipients(self, address: str) -> tuple[RecipientKey, ...]:
        """Make every key under which a canonical address may be known, oldest first, the current one last."""
        older = (version for version in self.versions if version != self.current)
        return tuple(self._recipient(version, address) for version in (*older, self.current))

    def lead_id(self, campaign_id: CampaignId, address: str) -> LeadId:
        """Name a person in a campaign: 26 of `[a-z2-7]`, the same under every later pepper."""
        digest = self._digest(self.versions[0], f"lead:{campaign_id}:{address}")
        return LeadId(b32encode(digest)[:26].decode().lower())

    def _recipient(self, version: str, address: str) -> RecipientKey:
        return RecipientKey(f"{version}-{self._digest(version, address).hex()[:32]}")

    def _digest(self, version: str, text: str) -> bytes:
        return hmac.new(self.keys[version].encode(), text.encode(), hashlib.sha256).digest()
