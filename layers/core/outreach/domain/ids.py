"""The ids of things, and which characters are allowed in them.

Ids travel in queue bodies, SES tags, URLs and keys. So they hold only `[A-Za-z0-9_-]`, because SES
allows no more in a tag. They never hold a `:` or `#`, because these separate them.
"""

import hashlib
import re
from datetime import datetime
from typing import NewType

CampaignId = NewType("CampaignId", str)
RunId = NewType("RunId", str)
LeadId = NewType("LeadId", str)
MessageId = NewType("MessageId", str)
"""The id of a message template in a sequence, for example `followup1`."""
SesMessageId = NewType("SesMessageId", str)
ClaimId = NewType("ClaimId", str)
RecipientKey = NewType("RecipientKey", str)
"""Keyed hash of a canonical address with its pepper version: `v1-<32 hex digits>`."""
Domain = NewType("Domain", str)
"""A canonical (lower-case, IDNA-encoded) mail domain, for example `xn--mller-kva.de`."""
IdempotencyKey = NewType("IdempotencyKey", str)

ArchiveId = NewType("ArchiveId", str)
"""The id of one archive of a run: when it was written, `20261129-140512`."""
ImportId = NewType("ImportId", str)
"""The id of one import of leads: `{campaign_id}.20261128-231507-5f0c3a`."""

LIVE = RunId("live")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,47}")
_IMPORT = re.compile(r"([a-z0-9][a-z0-9_-]{0,47})\.\d{8}-\d{6}-[0-9a-f]{6}")
_REHEARSAL = re.compile(r"proof-[1-9][0-9]{0,5}")


def is_id(text: str) -> bool:
    """Say whether `text` may be the id of a campaign or a message: 1-48 of `[a-z0-9_-]`, first a letter or digit."""
    return _ID.fullmatch(text) is not None


def import_id(campaign: CampaignId, now: datetime, chance: str) -> ImportId:
    """Make the id of an import that begins now. `chance` tells it from another that begins in the same second."""
    return ImportId(f"{campaign}.{now:%Y%m%d-%H%M%S}-{chance}")


def archive_id(now: datetime) -> ArchiveId:
    """Make the id of an archive that is begun now. Ids sort by time."""
    return ArchiveId(f"{now:%Y%m%d-%H%M%S}")


def campaign_of_import(text: str) -> CampaignId | None:
    """Return the campaign of an import's id; None if the text is no such id."""
    found = _IMPORT.fullmatch(text)
    return None if found is None else CampaignId(found[1])


def is_rehearsal(run_id: RunId) -> bool:
    """Say whether the run is a rehearsal (`proof-1`, `proof-2`, ...) and not the live run."""
    return _REHEARSAL.fullmatch(run_id) is not None


def rehearsal(number: int) -> RunId:
    """Return the id of the `number`-th rehearsal of a campaign, counted from 1."""
    return RunId(f"proof-{number}")


def idempotency_key(campaign: CampaignId, lead: LeadId, message: MessageId, step: int) -> IdempotencyKey:
    """Return the key of a touch, which never changes: `{campaign_id}:{lead_id}:{message_id}:{step_index}`."""
    return IdempotencyKey(f"{campaign}:{lead}:{message}:{step}")


def shard_of(lead_id: LeadId, shards: int) -> int:
    """Return the one of `shards` partitions that a lead belongs to: the same at every call."""
    return int.from_bytes(hashlib.blake2b(lead_id.encode(), digest_size=8).digest(), "big") % shards
