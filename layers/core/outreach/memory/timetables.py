"""The timetables of runs, as dictionaries."""

from collections.abc import Mapping

from outreach.domain.ids import CampaignId, LeadId, RunId
from outreach.domain.timetable import Span, Timetable
from outreach.domain.timetable_making import KeptTimetables, Making
from outreach.memory.tables import MemoryTables


class MemoryTimetables:
    """The `Timetables` port."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def kept(self, campaign_id: CampaignId, run_id: RunId) -> KeptTimetables | None:
        """Return the makings that are kept; None if no timetable was made."""
        with self._tables.lock:
            return self._tables.makings.get((campaign_id, run_id))

    def keep(
        self, campaign_id: CampaignId, run_id: RunId, making: Making, timetable: Timetable, seen: str | None
    ) -> bool:
        """Keep a timetable in place of the latest, whose id is `seen`. False if that is no longer the latest."""
        run = (campaign_id, run_id)
        with self._tables.lock:
            kept = self._tables.makings.get(run)
            latest = None if kept is None else kept.latest.making_id
            if latest not in {seen, making.making_id}:
                return False
            self._tables.makings[run] = KeptTimetables(making if kept is None else kept.first, making)
            self._tables.timetables[*run, making.making_id] = timetable
            if seen not in {None, self._tables.makings[run].first.making_id, making.making_id}:
                del self._tables.timetables[*run, seen]
            return True

    def drop(self, campaign_id: CampaignId, run_id: RunId) -> None:
        """Delete what is kept of a run."""
        with self._tables.lock:
            self._tables.makings.pop((campaign_id, run_id), None)
            for key in [key for key in self._tables.timetables if key[:2] == (campaign_id, run_id)]:
                del self._tables.timetables[key]

    def read(self, campaign_id: CampaignId, run_id: RunId, making: Making) -> Timetable:
        """Read a timetable. It lacks spans if another has taken its place meanwhile."""
        with self._tables.lock:
            return self._tables.timetables.get((campaign_id, run_id, making.making_id), Timetable())

    def of_lead(
        self, campaign_id: CampaignId, run_id: RunId, making: Making, lead_id: LeadId
    ) -> Mapping[int, Span]:
        """Read the spans of one lead by step."""
        return self.read(campaign_id, run_id, making).spans.get(lead_id, {})
