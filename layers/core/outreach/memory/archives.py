"""What is known of archives, in memory."""

from dataclasses import replace
from datetime import datetime

from outreach.domain.archive import Archive
from outreach.domain.ids import CampaignId
from outreach.memory.tables import MemoryTables


class MemoryArchives:
    """The `Archives` port."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def all(self, campaign_id: CampaignId | None = None) -> list[Archive]:
        """List every archive, or those of one campaign, oldest first for each run."""
        with self._tables.lock:
            found = sorted(self._tables.archives.items())
        return [archive for key, archive in found if campaign_id in (None, key[0])]

    def begin(self, archive: Archive) -> bool:
        """Note an archive whose files are written. False if its id is taken."""
        key = (archive.campaign_id, archive.run_id, archive.archive_id)
        with self._tables.lock:
            return self._tables.archives.setdefault(key, archive) == archive

    def finish(self, archive: Archive, at: datetime) -> None:
        """Note that the tables have been thinned."""
        key = (archive.campaign_id, archive.run_id, archive.archive_id)
        with self._tables.lock:
            self._tables.archives[key] = replace(self._tables.archives[key], thinned_at=at)
