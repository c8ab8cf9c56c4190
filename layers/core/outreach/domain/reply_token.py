"""The token in a Reply-To address: which lead of which run an answer is about, and that we made it.

    reply+<lead id>.<MAC>@reply.example.com

A local part has 64 characters at most, and some systems write it in lower case: so the lead id stands as it
is, the MAC is 120 bits of HMAC-SHA256 in lower-case base32, and campaign, run and key are not named but
found, by trying the few that there are. The MAC is over a string that only this kind of token uses.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

from outreach.domain.ids import CampaignId, LeadId, RunId
from outreach.domain.keyring import Keyring

LOCAL_PART = "reply"
_PURPOSE = b"outreach reply token v1\x00"
_MAC_BYTES = 15
_LONGEST_LOCAL_PART = 64
_LEAD = re.compile(r"[a-z0-9_-]{1,33}")
_TOKEN = re.compile(
    rf"(?i)(?<![\w.+-]){LOCAL_PART}(?:\+|=2b|%2b)([a-z0-9_-]{{1,33}}\.[a-z2-7]{{24}})(?:@|=40|%40)([a-z0-9.-]{{1,253}})"
)


@dataclass(frozen=True, slots=True)
class RepliedTo:
    """The lead and the run whose mail a reply belongs to."""

    campaign_id: CampaignId
    run_id: RunId
    lead_id: LeadId


def reply_address(keyring: Keyring, about: RepliedTo, domain: str) -> str | None:
    """Return the address for answers; None for a lead id that an address cannot carry."""
    if _LEAD.fullmatch(about.lead_id) is None:
        return None
    local = f"{LOCAL_PART}+{about.lead_id}.{_mac(keyring.keys[keyring.current], about)}"
    return f"{local}@{domain}" if len(local) <= _LONGEST_LOCAL_PART else None


def tokens_in(text: str, domain: str) -> list[str]:
    """Find the tokens of addresses at our domain in any text, each once. They are claims, not proofs."""
    found = ((token.lower(), host.lower().rstrip(".")) for token, host in _TOKEN.findall(text))
    return list(dict.fromkeys(token for token, host in found if domain and host == domain.lower()))


def read_token(keyring: Keyring, token: str, runs: Iterable[tuple[CampaignId, RunId]]) -> RepliedTo | None:
    """Return what a token is about if we made it for one of these runs; None for everything else."""
    lead, _, mac = token.lower().rpartition(".")
    if _LEAD.fullmatch(lead) is None or not mac.isascii():
        return None
    for campaign_id, run_id in runs:
        about = RepliedTo(campaign_id, run_id, LeadId(lead))
        if any(hmac.compare_digest(mac, _mac(secret, about)) for secret in keyring.keys.values()):
            return about
    return None


def _mac(secret: str, about: RepliedTo) -> str:
    signed = _PURPOSE + f"{about.campaign_id}:{about.run_id}:{about.lead_id}".encode()
    digest = hmac.digest(secret.encode(), signed, hashlib.sha256)[:_MAC_BYTES]
    return base64.b32encode(digest).decode().lower()
