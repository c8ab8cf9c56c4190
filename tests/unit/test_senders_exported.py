"""Several senders in an export: on each touch and lead, side by side in report and summary, and held against the questions."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from outreach.artifacts.promises import broken
from outreach.artifacts.report.senders import SenderFigures, senders
from outreach.artifacts.report.stops import sender_stops
from outreach.domain.campaign import Policy, Ramp, WhenStopped
from outreach.domain.control import Mode
from outreach.domain.reasons import Reason
from outreach.services.operator.sender_stops import SenderStops
from world.artifacts import exported
from world.builders import CAMPAIGN, DAY, a_lead, an_order
from world.memory import World
from world.senders import ANNA, BEN, a_pool, a_pool_sender, a_pooled_campaign, leads_of

POOL = a_pool(a_pool_sender(ANNA, 40, Ramp(10, 5, 40)), a_pool_sender(BEN, 60))
QUICK = Policy(max_leads_per_tick=500, per_day=1000)
(MOVED,) = leads_of(ANNA, 1, POOL)
BENS = leads_of(BEN, 3, POOL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Anna's lead moved to Ben after the first mail; one of Ben's leads unsubscribed."""
    world = World(a_pooled_campaign(POOL, policy=QUICK))
    world.start(MOVED, *BENS)
    world.turn()
    SenderStops(world.campaigns, world.controls, world.clock).stop(
        CAMPAIGN, ANNA, WhenStopped.MOVE, "olga", "bounces"
    )
    world.clock.advance(DAY)
    order = an_order(Reason.UNSUBSCRIBED, at=world.clock.now())
    world.suppressions.order_recipient(BENS[0].recipient, BENS[0].address, order)
    world.live_through(9 * DAY)
    directory = tmp_path_factory.mktemp("export")
    return exported(world, directory, world.run("live")).directory


@pytest.fixture
def connection(folder):
    with closing(sqlite3.connect(folder / "proof.sqlite")) as connection:
        yield connection


def test_no_question_accuses_a_run_in_which_a_lead_moved(connection):
    assert list(broken(connection)) == []


def test_the_move_is_on_record_with_what_the_look_saw(connection):
    found = connection.execute(
        "SELECT step, sender FROM touches WHERE lead_id = ? ORDER BY step", (MOVED.lead_id,)
    ).fetchall()
    assert found == [(0, ANNA), (1, BEN), (2, BEN)]
    assert connection.execute("SELECT sender, became, actor, number FROM sender_events").fetchall() == [
        (ANNA, "move", "olga", 1)
    ]
    seen = connection.execute("SELECT DISTINCT number FROM saw WHERE what = 'senders'").fetchall()
    assert seen == [(1,)]


def test_without_the_stop_the_move_would_be_named(connection):
    connection.execute("DELETE FROM sender_events")
    assert {finding.name for finding in broken(connection)} == {"one-sender-per-lead"}
    connection.rollback()


def test_the_counters_of_each_sender_are_copied_with_the_limit_in_force(connection):
    found = connection.execute(
        "SELECT sender, day, used, in_force FROM sender_counters WHERE used > 0 ORDER BY sender, day"
    ).fetchall()
    assert found[0] == (ANNA, "2026-11-23", 1, 10)
    assert found[1] == (BEN, "2026-11-23", 3, 60)
    days = connection.execute("SELECT in_force FROM sender_counters WHERE sender = ?", (ANNA,)).fetchall()
    assert set(days) == {(10,), (15,)}


def test_side_by_side(connection):
    stopped = "its leads move; stopped by olga: bounces"
    assert senders(connection) == [
        SenderFigures(ANNA, 40, 1, 1, [0, 0, 0, 0], stopped),
        SenderFigures(BEN, 60, 4, 3 + 2 + 2 + 2, [0, 1, 0, 0], None),
    ]


def test_a_stop_of_a_sender_lasts_until_it_goes_on_and_counts_its_own_mails(connection):
    ((began,),) = connection.execute("SELECT at FROM sender_events").fetchall()
    (stop,) = sender_stops(connection)
    assert (stop.what, stop.actor, stop.reason, stop.ended, stop.mails) == (
        *(f"stop of {ANNA}", "olga", "bounces"),
        *(None, 0),
    )
    for number, became in ((2, "wait"), (3, "going"), (4, "move")):
        row = (began, ANNA, became, "bob", None, number, "m")
        connection.execute("INSERT INTO sender_events VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    first, second = sender_stops(connection)
    assert (first.actor, first.ended, second.actor, second.ended) == ("olga", stop.began, "bob", None)
    connection.execute("UPDATE touches SET at = ? WHERE sender = ?", (began, ANNA))
    assert [one.mails for one in sender_stops(connection)] == [0, 1]
    connection.rollback()


def test_the_summary_and_the_report_say_so(folder):
    summary = (folder / "summary.md").read_text("utf-8")
    assert f"| {ANNA} | 40 | 1 | 1 | 0 | 0 | 0 | 0 | its leads move; stopped by olga: bounces |" in summary
    assert f"| sender | {ANNA}, {BEN} |" in summary
    report = (folder / "report.html").read_text("utf-8")
    assert "Senders side by side" in report
    assert "stopped by olga: bounces" in report
    assert f'<th scope="row">stop of {ANNA}</th>' in report
    assert "Nobody and nothing stopped this run." not in report
    assert "It was stopped" not in report


def test_each_lead_and_each_touch_names_who_wrote(folder):
    with (folder / "leads.csv").open(encoding="utf-8-sig", newline="") as stream:
        leads = {row["lead_id"]: row["sender"] for row in csv.DictReader(stream)}
    assert leads[MOVED.lead_id] == BEN
    lines = (folder / "attempts.jsonl").read_text("utf-8").splitlines()
    by_step = {
        one["step"]: one["sender"] for one in map(json.loads, lines) if one["lead_id"] == MOVED.lead_id
    }
    assert by_step == {1: ANNA, 2: BEN, 3: BEN}


def test_a_run_with_one_sender_has_no_such_table(tmp_path):
    world = World()
    world.start(a_lead(), mode=Mode.PROOF)
    world.turn()
    folder = exported(world, tmp_path).directory
    with closing(sqlite3.connect(folder / "proof.sqlite")) as connection:
        assert senders(connection) == []
        assert connection.execute("SELECT sender, per_day FROM senders").fetchall() == [
            ("sales@us.example", None)
        ]
        assert connection.execute("SELECT count(*) FROM sender_counters").fetchone() == (0,)
    assert "Senders side by side" not in (folder / "report.html").read_text("utf-8")
