"""The planner is played over leads that are made up: each of them is written to once, and the play notices if not."""

from dataclasses import replace

import pytest

import planning
from outreach.domain.control import RunControl
from outreach.domain.enrollment import Lane
from outreach.domain.lease import Place, Walk
from outreach.services.tick import turn as tick_module
from planning import Clock, Leads, Measured, Planned, bars, bars_of_first_ticks, played
from world.builders import NOON, a_run

LEADS = 5_000


@pytest.fixture(scope="module")
def planned() -> Planned:
    return played(LEADS, rate=100, campaigns=3)


def test_each_lead_is_written_to_once_and_each_run_is_closed(planned: Planned) -> None:
    assert (planned.mails, planned.lost, planned.closed, planned.again_in_a_pass) == (LEADS, 0, 3, 0)
    assert planned.messages >= LEADS + LEADS // planning.LOST, "a message that was lost comes again"
    assert [bar.figure for bar in bars([Measured(planned, 40.0, 1.0)]) if not bar.met] == []


def test_the_rate_of_ses_is_kept(planned: Planned) -> None:
    assert planned.planned_hours * 3600 >= LEADS / 100


def test_a_tick_that_puts_each_lead_on_the_queue_twice_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    flush = tick_module._Walker._flush

    def twice(walker):
        walker._pending += walker._pending
        return flush(walker)

    monkeypatch.setattr(tick_module._Walker, "_flush", twice)
    found = played(LEADS, rate=100, campaigns=1)
    assert found.mails == LEADS
    assert found.again_in_a_pass > 0


def test_a_tick_that_never_begins_a_new_pass_loses_what_was_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tick_module, "current_walk", lambda walk, *_: walk or Walk(NOON))
    found = played(LEADS, rate=100, campaigns=1, ticks=60)
    assert LEADS - found.mails == LEADS // planning.LOST
    assert [bar.measured for bar in bars([Measured(found, 40.0, 1.0)]) if not bar.met] == ["5", "0"]


def test_a_look_that_takes_longer_than_a_tick_closes_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "MEGABYTE_TAKES", planning.TIMEOUT)
    monkeypatch.setattr(planning, "ITEM_BYTES", 10_000)
    found = played(LEADS, rate=100, campaigns=1)
    assert (found.ended, found.closed, found.mails) == (planning.MOST_ENDED, 0, LEADS)


def a_page(stock: Leads, run: RunControl, after: str | None = None) -> list[str]:
    return [entry.lead_id for entry in stock.page(run, Lane.FIRST, 1, after, NOON, 3)]


def test_who_was_written_to_leaves_the_index_and_counts_as_ended() -> None:
    stock, run = Leads(Clock(), 14, 10 * planning.SHARDS, 1), a_run("c0", shards=planning.SHARDS)
    entries = stock.page(run, Lane.FIRST, 1, None, NOON, 3)
    assert [entry.lead_id for entry in entries] == ["00000000", "00000001", "00000002"]
    assert a_page(stock, run, entries[-1].cursor) == ["00000003", "00000004", "00000005"]
    for number in (0, 1, 4):
        stock.shards["c0", 1].send(number)
    assert a_page(stock, run) == ["00000002", "00000003", "00000005"]
    assert [stock.look(run, Place(1), limit).open for limit in (2, 3)] == [False, True]
    assert stock.shards["c0", 1].done == 3


def test_ticks_that_ask_for_more_when_there_are_more_leads_are_noticed(planned: Planned) -> None:
    few = Measured(planned, 40.0, 1.0)
    assert [bar.met for bar in bars_of_first_ticks([few, few])] == [True, True]
    more = replace(planned, requests=tuple(each + 1 for each in planned.requests))
    assert [bar.met for bar in bars_of_first_ticks([few, Measured(more, 49.0, 1.0)])] == [False, False]
