"""The timetables of runs: the first stays, the latest can be replaced, and only by somebody who has seen it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from outreach.adapters.timetable_chunks import SPANS_PER_CHUNK, chunks_of, spans_in
from outreach.domain.control import RunStatus
from outreach.domain.ids import LIVE, CampaignId, LeadId, RunId
from outreach.domain.timetable import Cause, CauseKind, Span, Timetable
from outreach.domain.timetable_making import Basis, KeptTimetables, Making, outline_of
from world.stores import Stores

NINE = datetime(2026, 12, 8, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BASIS = Basis("rev", RunStatus.RUNNING, 1, 3, 0, 200, 14.0)
QUOTA = (
    Cause(CauseKind.DELAY, lasts=timedelta(days=3)),
    Cause(CauseKind.HOLIDAY, names=("NL:Koningsdag", "NL:Hemelvaartsdag")),
    Cause(CauseKind.QUOTA, ("2026-12-08", "2026-12-11")),
)


def a_timetable(leads: int = 3, at: datetime = NINE) -> Timetable:
    return Timetable(
        {
            LeadId(f"lead-{number:06}"): {
                0: Span(at + number * MINUTE, at + (number + 6) * MINUTE),
                2: Span(at + number * MINUTE, at + timedelta(days=9), QUOTA),
            }
            for number in range(leads)
        }
    )


def a_making(name: str, timetable: Timetable) -> Making:
    return Making(name, NINE, BASIS, outline_of(timetable))


def keep(stores: Stores, run: tuple[CampaignId, RunId], name: str, seen: str | None, **how: int) -> bool:
    timetable = a_timetable(**how)
    return stores.timetables.keep(*run, a_making(name, timetable), timetable, seen)


@pytest.fixture
def run(name: str) -> tuple[CampaignId, RunId]:
    return CampaignId(name), LIVE


def test_a_run_has_none_at_first(stores: Stores, run):
    assert stores.timetables.kept(*run) is None


def test_what_is_kept_is_read_as_it_was(stores: Stores, run):
    timetable = a_timetable()
    making = a_making("one", timetable)
    assert stores.timetables.keep(*run, making, timetable, None)
    assert stores.timetables.kept(*run) == KeptTimetables(making, making)
    assert stores.timetables.read(*run, making) == timetable


def test_a_timetable_of_nobody_is_kept_too(stores: Stores, run):
    making = a_making("one", Timetable())
    assert stores.timetables.keep(*run, making, Timetable(), None)
    assert stores.timetables.kept(*run) == KeptTimetables(making, making)
    assert stores.timetables.read(*run, making) == Timetable()
    assert stores.timetables.of_lead(*run, making, LeadId("lead-000001")) == {}


def test_one_lead_is_found_in_whatever_chunk_it_is(stores: Stores, run):
    timetable = a_timetable(SPANS_PER_CHUNK + 7)
    making = a_making("one", timetable)
    stores.timetables.keep(*run, making, timetable, None)
    assert len(list(chunks_of(timetable))) == 3
    for number in (0, 1, SPANS_PER_CHUNK // 2 - 1, SPANS_PER_CHUNK // 2, SPANS_PER_CHUNK + 6):
        lead = LeadId(f"lead-{number:06}")
        assert stores.timetables.of_lead(*run, making, lead) == timetable.spans[lead]
    for lead in ("a", "lead-000000-", "zoe"):
        assert stores.timetables.of_lead(*run, making, LeadId(lead)) == {}
    assert stores.timetables.read(*run, making) == timetable


def test_the_first_stays_and_the_latest_is_replaced(stores: Stores, run):
    first, latest = a_timetable(), a_timetable(2, NINE + MINUTE)
    assert stores.timetables.keep(*run, a_making("one", first), first, None)
    assert keep(stores, run, "two", "one")
    assert stores.timetables.keep(*run, a_making("three", latest), latest, "two")
    kept = stores.timetables.kept(*run)
    assert kept == KeptTimetables(a_making("one", first), a_making("three", latest))
    assert stores.timetables.read(*run, kept.first) == first
    assert stores.timetables.read(*run, kept.latest) == latest
    assert stores.timetables.read(*run, replace(kept.latest, making_id="two")) == Timetable()


def test_who_has_not_seen_the_latest_replaces_nothing(stores: Stores, run):
    assert keep(stores, run, "one", None)
    assert not keep(stores, run, "two", None)
    assert not keep(stores, run, "two", "another")
    kept = stores.timetables.kept(*run)
    assert kept.latest.making_id == "one"
    assert stores.timetables.read(*run, replace(kept.latest, making_id="two")) == Timetable()


def test_nobody_replaces_what_is_not_there(stores: Stores, run):
    assert not keep(stores, run, "two", "one")
    assert stores.timetables.kept(*run) is None


def test_a_second_copy_of_a_write_finds_its_own_work(stores: Stores, run):
    assert keep(stores, run, "one", None)
    assert keep(stores, run, "one", None)
    assert keep(stores, run, "two", "one")
    assert keep(stores, run, "two", "one")
    kept = stores.timetables.kept(*run)
    assert (kept.first.making_id, kept.latest.making_id) == ("one", "two")
    assert (
        len(stores.timetables.read(*run, kept.first)) == len(stores.timetables.read(*run, kept.latest)) == 6
    )


def test_runs_do_not_share_timetables(stores: Stores, name: str):
    assert keep(stores, (CampaignId(name), LIVE), "one", None)
    assert stores.timetables.kept(CampaignId(name), RunId("proof-1")) is None
    assert keep(stores, (CampaignId(name), RunId("proof-1")), "two", None)
    assert stores.timetables.kept(CampaignId(name), LIVE).latest.making_id == "one"


def test_the_largest_chunk_is_far_smaller_than_an_item_may_be():
    """Ids of real leads are hashes, which do not compress; and no two spans here are set alike."""
    spans = {
        LeadId(sha256(str(number).encode()).hexdigest()[:32]): {
            0: Span(
                NINE + number * 7 % 9973 * MINUTE, NINE + number * 13 % 99991 * MINUTE + 9999 * MINUTE, QUOTA
            )
        }
        for number in range(SPANS_PER_CHUNK)
    }
    [chunk] = chunks_of(Timetable(spans))
    assert len(chunk.content) < 150_000
    assert spans_in(chunk.content) == spans
