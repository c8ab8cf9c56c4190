"""The timetables of runs: pk `TIMETABLE#{campaign}#{run}`.

makings   sk `MAKINGS`                        the first and the latest
chunk     sk `{making id}#{first lead}`       some thousand spans, compressed (`adapters/timetable_chunks.py`)

The chunks are written before the makings name them. So whoever finds a making finds its chunks, unless another making
has taken its place since. A writer that dies, or that somebody else beats, leaves chunks that nobody reads.
"""

from collections.abc import Mapping

from pynamodb.attributes import BinaryAttribute, UnicodeAttribute

from outreach.adapters.dynamodb.tables import (
    OutreachTable,
    Tables,
    create_all,
    delete,
    fetch,
    store_errors,
    stream,
    update,
)
from outreach.adapters.timetable_chunks import chunks_of, making_in, spans_in, written_making
from outreach.domain.ids import CampaignId, LeadId, RunId
from outreach.domain.timetable import Span, Timetable
from outreach.domain.timetable_making import KeptTimetables, Making

_MAKINGS = "MAKINGS"


class MakingsItem(OutreachTable):
    """Which timetables of a run are kept."""

    latest_id = UnicodeAttribute()
    first = BinaryAttribute(legacy_encoding=False)
    latest = BinaryAttribute(legacy_encoding=False)


class ChunkItem(OutreachTable):
    """A part of a timetable."""

    content = BinaryAttribute(legacy_encoding=False)


class DynamoTimetables:
    """The `Timetables` port."""

    def __init__(self, tables: Tables) -> None:
        self._makings = tables.items(MakingsItem)
        self._chunks = tables.items(ChunkItem)

    def kept(self, campaign_id: CampaignId, run_id: RunId) -> KeptTimetables | None:
        """Return the makings that are kept; None if no timetable was made."""
        found = fetch(self._makings, _partition(campaign_id, run_id), _MAKINGS)
        return None if found is None else KeptTimetables(making_in(found.first), making_in(found.latest))

    def keep(
        self, campaign_id: CampaignId, run_id: RunId, making: Making, timetable: Timetable, seen: str | None
    ) -> bool:
        """Keep a timetable in place of the latest, whose id is `seen`. False if that is no longer the latest."""
        pk = _partition(campaign_id, run_id)
        create_all(
            self._chunks(pk, f"{making.making_id}#{chunk.first}", content=chunk.content)
            for chunk in chunks_of(timetable)
        )
        written, latest = written_making(making), MakingsItem.latest_id
        kept = update(
            self._makings(pk, _MAKINGS),
            [
                MakingsItem.first.set(MakingsItem.first | written),
                MakingsItem.latest.set(written),
                latest.set(making.making_id),
            ],
            (latest.does_not_exist() if seen is None else latest == seen) | (latest == making.making_id),
        ).applied
        self._drop(pk, making.making_id if not kept else seen)
        return kept

    def drop(self, campaign_id: CampaignId, run_id: RunId) -> None:
        """Delete what is kept of a run. The makings go first, so nobody finds one without its chunks."""
        pk = _partition(campaign_id, run_id)
        delete(self._makings(pk, _MAKINGS))
        for chunk in list(stream(self._chunks.query, pk)):
            delete(chunk)

    def _drop(self, pk: str, making_id: str | None) -> None:
        """Delete the chunks of a making that is neither the first nor the latest."""
        found = fetch(self._makings, pk, _MAKINGS)
        if making_id is None or found is None:
            return
        if making_id not in {making_in(found.first).making_id, found.latest_id}:
            for chunk in list(stream(self._chunks.query, pk, ChunkItem.sk.startswith(f"{making_id}#"))):
                delete(chunk)

    def read(self, campaign_id: CampaignId, run_id: RunId, making: Making) -> Timetable:
        """Read a timetable. It lacks spans if another has taken its place meanwhile."""
        mine = ChunkItem.sk.startswith(f"{making.making_id}#")
        spans: dict[LeadId, Mapping[int, Span]] = {}
        for chunk in stream(self._chunks.query, _partition(campaign_id, run_id), mine):
            spans |= spans_in(chunk.content)
        return Timetable(spans)

    def of_lead(
        self, campaign_id: CampaignId, run_id: RunId, making: Making, lead_id: LeadId
    ) -> Mapping[int, Span]:
        """Read the spans of one lead by step: the last chunk that begins with this lead or before it."""
        begins = ChunkItem.sk.between(f"{making.making_id}#", f"{making.making_id}#{lead_id}")
        with store_errors("Query"):
            found = self._chunks.query(
                _partition(campaign_id, run_id),
                begins,
                consistent_read=True,
                scan_index_forward=False,
                limit=1,
            )
            return next((spans_in(chunk.content).get(lead_id, {}) for chunk in found), {})


def _partition(campaign_id: CampaignId, run_id: RunId) -> str:
    return f"TIMETABLE#{campaign_id}#{run_id}"
