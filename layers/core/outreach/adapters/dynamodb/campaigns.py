"""Campaign definitions.

current     pk `CAMPAIGNS`      sk `{campaign}`
revision    pk `C#{campaign}`   sk `REV#{revision}`, one JSON document, never changed
"""

from datetime import datetime
from functools import lru_cache

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.update import Action

from outreach.adapters.campaign_documents import campaign_in, document_of, revision_of
from outreach.adapters.dynamodb.attributes import MomentAttribute
from outreach.adapters.dynamodb.tables import OutreachTable, Tables, create, fetch, stream, update
from outreach.domain.campaign import Campaign
from outreach.domain.ids import CampaignId
from outreach.errors import UnknownCampaign

_CAMPAIGNS = "CAMPAIGNS"


_KEPT = 32
"""How many revisions a process caches. One takes about 50 KB."""


class CurrentItem(OutreachTable):
    """Which revision of a campaign is current."""

    revision = UnicodeAttribute()
    published_at = MomentAttribute()


class RevisionItem(OutreachTable):
    """One definition."""

    document = UnicodeAttribute()
    published_at = MomentAttribute()


class DynamoCampaigns:
    """Campaign definitions: immutable revisions, and which of them is current."""

    def __init__(self, tables: Tables) -> None:
        self._current = tables.items(CurrentItem)
        self._revisions = tables.items(RevisionItem)
        self._tables = tables
        # A revision never changes, so a process reads it only once.
        self._kept = lru_cache(maxsize=_KEPT)(self._read)

    def publish(self, campaign: Campaign, now: datetime) -> str:
        """Store a definition, make it current, and return its revision."""
        revision = self._stored(campaign, now)
        self._show_sender(campaign)
        update(self._current(_CAMPAIGNS, campaign.campaign_id), _made_current(revision, now))
        return revision

    def replace(self, campaign: Campaign, over: str, now: datetime) -> str | None:
        """Do the same if `over` is the current revision. None if it is not.

        The sender is kept last: what is not current must not be shown.
        """
        revision = self._stored(campaign, now)
        row = self._current(_CAMPAIGNS, campaign.campaign_id)
        unchanged = CurrentItem.revision.is_in(over, revision)
        if not update(row, _made_current(revision, now), unchanged).applied:
            return None
        self._show_sender(campaign)
        return revision

    def _show_sender(self, campaign: Campaign) -> None:
        from outreach.adapters.dynamodb.shown_senders import DynamoShownSenders

        DynamoShownSenders(self._tables).keep(campaign)

    def _stored(self, campaign: Campaign, now: datetime) -> str:
        document = document_of(campaign)
        revision = revision_of(document)
        pk, sk = _revision_key(campaign.campaign_id, revision)
        create(self._revisions(pk, sk, document=document, published_at=now))
        return revision

    def definition(self, campaign_id: CampaignId, revision: str) -> Campaign:
        """Read a revision. Raises `UnknownCampaign`."""
        return self._kept(campaign_id, revision)

    def _read(self, campaign_id: CampaignId, revision: str) -> Campaign:
        found = fetch(self._revisions, *_revision_key(campaign_id, revision))
        if found is None:
            raise UnknownCampaign(campaign_id)
        return campaign_in(found.document)

    def current(self, campaign_id: CampaignId) -> tuple[str, Campaign] | None:
        """Return the name of the current revision and its content; None if the campaign was never applied."""
        found = fetch(self._current, _CAMPAIGNS, campaign_id)
        return None if found is None else (found.revision, self.definition(campaign_id, found.revision))

    def ids(self) -> list[CampaignId]:
        """List the campaigns, sorted."""
        found = stream(self._current.query, _CAMPAIGNS)
        return [CampaignId(item.sk) for item in found]


def _made_current(revision: str, now: datetime) -> list[Action]:
    return [CurrentItem.revision.set(revision), CurrentItem.published_at.set(now)]


def _revision_key(campaign_id: CampaignId, revision: str) -> tuple[str, str]:
    return f"C#{campaign_id}", f"REV#{revision}"
