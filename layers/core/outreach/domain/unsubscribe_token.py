"""The token in an unsubscribe link. It says whom it is about, and proves that we made it.

    v2.<key id>.<payload>.<MAC>

The payload names the campaign, the run and the recipient's keyed hash, but no address. The MAC is
160 bits of HMAC-SHA256. It is made over a string that only this kind of token
uses. So a signed token is good for nothing else, and nothing else that was signed with the key passes for a token. A
token never expires, because a person may unsubscribe from an old mail.

    test.<filler>

A dead token stands in mails that are only looked at. It has the length of the longest token that a person's mail in
the campaign can have, names nobody, and is signed with nothing. The unsubscribe page says what it is.

A new token ends with a letter or a digit, and holds no `-` or `_`: mail programs leave these out of a link that they
find in a plain text. The MAC of an older token (`v1`, 144 bits in base64) may hold them. Both are read for ever.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from urllib.parse import unquote

from outreach.domain.ids import LIVE, CampaignId, RecipientKey, RunId
from outreach.domain.keyring import KEY_ID, Keyring

_PARTS = 4
_NAMES = 3
_LONGEST = 512
_LONGEST_PASTED = 3 * _LONGEST
_DROPPED = "-_"
_DEAD = "test."
_LONGEST_HEAD = len("v2.") + 16
"""The characters of the form and of the longest key id."""
_LONGEST_RECIPIENT = len("v99-") + 32
_MAC = 32
"""The characters of the MAC of a token."""
_OLD_MAC = 24
"""The characters of the MAC of a `v1` token."""
_MAY_BE_DROPPED = (1, 2)
"""How many characters may be missing. Three in a row are `-` or `_` in one of 30,000 tokens."""


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
    """Make a token with the current key: the same at every call, and only of `[A-Za-z0-9.]`."""
    payload = _encoded(f"{about.campaign_id}:{about.run_id}:{about.recipient}".encode())
    return f"v2.{keyring.current}.{payload}.{_mac(keyring.keys[keyring.current], keyring.current, payload)}"


def dead_token(campaign_id: CampaignId) -> str:
    """Make a token that orders nothing, of `[A-Za-z0-9.]` like the others."""
    nobody = "0" * _LONGEST_RECIPIENT
    payload = _encoded(f"{campaign_id}:{LIVE}:{nobody}".encode())
    return f"{_DEAD.ljust(_LONGEST_HEAD, '0')}.{payload}.{'0' * _MAC}"


def is_dead(token: str) -> bool:
    """Say whether a token is a dead one. Anybody can make one, and it does nothing."""
    return len(token) <= _LONGEST and token.startswith(_DEAD)


def read_token(keyring: Keyring, token: str) -> Unsubscription | None:
    """Return what a token is about if a key of the ring made it. None for everything else, and never an error."""
    if len(token) > _LONGEST or not token.isascii():
        return None
    parts = token.split(".")
    if len(parts) != _PARTS or parts[0] not in _MACS or parts[1] not in keyring.keys:
        return None
    form, key_id, payload, mac = parts
    # No part of the payload is read before this. The texts are compared, and not what they decode to.
    if not hmac.compare_digest(mac.encode(), _MACS[form](keyring.keys[key_id], key_id, payload).encode()):
        return None
    return _parsed(payload)


def read_pasted(keyring: Keyring, text: str) -> Unsubscription | None:
    """Read a token as it comes back from a mail program or from hands: with marks around it, or without its last ones."""
    return next(filter(None, (read_token(keyring, token) for token in _spellings(token_in(text)))), None)


def token_in(text: str) -> str:
    """Return a text from its first to its last character that a token may begin or end with, percent-encoding undone."""
    if len(text) > _LONGEST_PASTED:
        return ""
    plain = unquote(unquote(text))
    ends = [
        place for place, each in enumerate(plain) if each.isascii() and (each.isalnum() or each in _DROPPED)
    ]
    return plain[ends[0] : ends[-1] + 1].lstrip(_DROPPED) if ends else ""


def _spellings(token: str) -> Iterator[str]:
    """Yield the token, and what it was before its end was lost or something was added.

    Whatever these are, the whole MAC of a spelling must be right. So a `v1` token without its last two characters still
    proves 132 bits.
    """
    yield token
    bare = token.rstrip(_DROPPED)
    yield bare
    dropped = _OLD_MAC - len(bare.rpartition(".")[2])
    if dropped in _MAY_BE_DROPPED:
        yield from (bare + "".join(end) for end in product(_DROPPED, repeat=dropped))


def names_unknown_key(keyring: Keyring, token: str) -> bool:
    """Say whether a token has the form of ours and names a key that is not in the ring: perhaps a newer one."""
    if len(token) > _LONGEST:
        return False
    parts = token.split(".")
    if len(parts) != _PARTS or parts[0] not in _MACS:
        return False
    return KEY_ID.fullmatch(parts[1]) is not None and parts[1] not in keyring.keys


def _mac(secret: str, key_id: str, payload: str) -> str:
    signed = b"outreach unsubscribe token v2\x00" + f"{key_id}.{payload}".encode()
    return base64.b32encode(hmac.digest(secret.encode(), signed, hashlib.sha256)[:20]).decode().lower()


def _old_mac(secret: str, key_id: str, payload: str) -> str:
    signed = b"outreach unsubscribe token v1\x00" + f"{key_id}.{payload}".encode()
    return _encoded(hmac.digest(secret.encode(), signed, hashlib.sha256)[:18])


_MACS: Mapping[str, Callable[[str, str, str], str]] = {"v1": _old_mac, "v2": _mac}
"""How a MAC is made, by the form of a token. Each has a length without spare bits."""


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
