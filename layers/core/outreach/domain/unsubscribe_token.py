"""The token in an unsubscribe link: whom it is about, and that we made it.

    v1.<key id>.<payload>.<MAC>

The payload names the campaign, the run and the recipient's keyed hash, and no address. The MAC is
HMAC-SHA256, 144 bits of it (so that its base64 has no spare bits), over a string that only this kind
of token uses: whoever could get one signed gains nothing else, and nothing else signed with the key
passes for a token. It never expires: a person may unsubscribe from an old mail.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass

from outreach.domain.ids import CampaignId, RecipientKey, RunId
from outreach.domain.keyring import Keyring

_PURPOSE = b"outreach unsubscribe token v1\x00"
_MAC_BYTES = 18
_PARTS = 4
_NAMES = 3
_LONGEST = 512


@dataclass(frozen=True, slots=True)
class Unsubscription:
    """Who asks not to be written to, and which run's mail they answer."""

    campaign_id: CampaignId
    run_id: RunId
    recipient: RecipientKey


def make_token(keyring: Keyring, about: Unsubscription) -> str:
    """Make a token with the current key; the same one at every call. Only `[A-Za-z0-9._-]`."""
    payload = _encoded(f"{about.campaign_id}:{about.run_id}:{about.recipient}".encode())
    return f"v1.{keyring.current}.{payload}.{_mac(keyring.keys[keyring.current], keyring.current, payload)}"


def read_token(keyring: Keyring, token: str) -> Unsubscription | None:
    """Return what a token is about if any key of the ring made it; None for everything else, never an error."""
    if len(token) > _LONGEST or not token.isascii():
        return None
    parts = token.split(".")
    if len(parts) != _PARTS or parts[0] != "v1" or parts[1] not in keyring.keys:
        return None
    _, key_id, payload, mac = parts
    # Nothing of the payload is looked at before this: the texts are compared, not what they decode to.
    if not hmac.compare_digest(mac.encode(), _mac(keyring.keys[key_id], key_id, payload).encode()):
        return None
    return _parsed(payload)


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
