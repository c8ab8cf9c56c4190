"""What is known of the archives of runs: pk `ARCHIVES`, sk `{campaign}#{run}#{archive id}`."""

from datetime import datetime
from typing import Self

from pynamodb.attributes import UnicodeAttribute

from outreach.adapters.dynamodb.attributes import IntegerAttribute, MomentAttribute
from outreach.adapters.dynamodb.tables import OutreachTable, Tables, create, fetch, stream, update
from outreach.domain.archive import Archive
from outreach.domain.ids import ArchiveId, CampaignId, RunId

ARCHIVES = "ARCHIVES"


class ArchiveItem(OutreachTable):
    """One archive."""

    place = UnicodeAttribute(null=True)
    digest = UnicodeAttribute(null=True)
    leads = IntegerAttribute()
    at = MomentAttribute()
    actor = UnicodeAttribute()
    thinned_at = MomentAttribute(null=True)

    @classmethod
    def of(cls, archive: Archive) -> Self:
        """Make the item of an archive that is begun."""
        return cls(
            ARCHIVES,
            _name(archive),
            place=archive.place,
            digest=archive.digest,
            leads=archive.leads,
            at=archive.at,
            actor=archive.actor,
        )

    def archive(self) -> Archive:
        """Return the archive in this item."""
        campaign_id, run_id, archive_id = self.sk.split("#")
        return Archive(
            CampaignId(campaign_id),
            RunId(run_id),
            ArchiveId(archive_id),
            self.place,
            self.digest,
            self.leads,
            self.at,
            self.actor,
            self.thinned_at,
        )


class DynamoArchives:
    """The `Archives` port."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(ArchiveItem)

    def all(self, campaign_id: CampaignId | None = None) -> list[Archive]:
        """List every archive, or those of one campaign, oldest first for each run. Strongly consistent."""
        prefix = None if campaign_id is None else ArchiveItem.sk.startswith(f"{campaign_id}#")
        return [item.archive() for item in stream(self._items.query, ARCHIVES, prefix)]

    def begin(self, archive: Archive) -> bool:
        """Note an archive whose files are written. False if its id is taken; a second copy of the same write finds its own work."""
        if create(self._items.of(archive)):
            return True
        found = fetch(self._items, ARCHIVES, _name(archive))
        return found is not None and found.archive() == archive

    def finish(self, archive: Archive, at: datetime) -> None:
        """Note that the tables have been thinned."""
        item = self._items(ARCHIVES, _name(archive))
        update(item, [ArchiveItem.thinned_at.set(at)], ArchiveItem.pk.exists())


def _name(archive: Archive) -> str:
    return f"{archive.campaign_id}#{archive.run_id}#{archive.archive_id}"
