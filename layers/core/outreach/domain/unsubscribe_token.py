"""The token in an unsubscribe link. It says whom it is about, and proves that we made it.

    v1.<key id>.<payload>.<MAC>

The payload names the campaign, the run and the recipient's keyed hash, but no address. The MAC is
144 bits of HMAC-SHA256, so that its base64 has no spare bits. It is made over a string that only this kind of token
uses. So a signed token is good for nothing else, and nothing else that was signed with the key passes for a token. A
token never expires, because a person may unsubscribe from an old mail.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass

from outreach.domain.ids import CampaignId, RecipientKey, RunId
from outreach.domain.keyring import KEY_ID, Keyring

_PURPOSE = b"outreach unsubscribe token v1\x00"
_MAC_BYTES = 18
_PARTS = 4
_NAMES = 3
_LONGEST = 512


@dataclass(frozen=True, slots=True)
class Unsubscription:
    """Who asks not to be written to, and from which run the mail came."""

    campaign_id: CampaignId
    run_id: RunId
    recipient: RecipientKey

    @property
    def link(self) -> str:
        """What names this link among all links to the person. Every mail of a run has the same link, also after a change of keys."""
        return f"{self.campaign_id}:{self.run_id}"


def make_token(keyring: Keyring, about: Unsubscription) -> str:
    """Make a token with the current key: the same at every call, and only of `[A-Za-z0-9._-]`."""
    payload = _encoded(f"{about.campaign_id}:{about.run_id}:{about.recipient}".encode())
    return f"v1.{keyring.current}.{payload}.{_mac(keyring.keys[keyring.current], keyring.current, payload)}"


def read_token(keyring: Keyring, token: str) -> Unsubscription | None:
    """Return what a token is about if a key of the ring made it. None for everything else, and never an error."""
    if len(token) > _LONGEST or not token.isascii():
        return None
    parts = token.split(".")
    if len(parts) != _PARTS or parts[0] != "v1" or parts[1] not in keyring.keys:
        return None
    _, key_id, payload, mac = parts
    # No part of the payload is read before this. The texts are compared, and not what they decode to.
    if not hmac.compare_digest(mac.encode(), _mac(keyring.keys[key_id], key_id, payload).encode()):
        return None
    return _parsed(payload)


def names_unknown_key(keyring: Keyring, token: str) -> bool:
    """Say whether a token has the form of ours and names a key that is not in the ring: perhaps a newer one."""
    if len(token) > _LONGEST:
        return False
    parts = token.split(".")
    if len(parts) != _PARTS or parts[0] != "v1":
        return False
    return KEY_ID.fullmatch(parts[1]) is not None and parts[1] not in keyring.keys


def _mac(secret: str, key_id: str, payload: str) -> str:
    signed = _PURPOSE + f"{key_id}.{payload}".encode()
    return _encoded(hmac.digest(secret.encode(), signed, hashlib.sha256)[:_MAC_BYTES])


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _parsed(payload: str) -> Unsubscription | None:
    try:
        names = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode().split(":")
    except ValueError:
        return None
    if len(names) != _NAMES or not all(names):
        return None
    campaign_id, run_id, recipient = names
    return Unsubscription(CampaignId(campaign_id), RunId(run_id), RecipientKey(recipient))
