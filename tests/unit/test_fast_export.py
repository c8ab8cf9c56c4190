"""What the export of a fast rehearsal says: when each mail would have gone, and what `verify` finds if that is wrong."""

import csv
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from outreach.artifacts.database import opened
from outreach.artifacts.eml import parsed
from outreach.artifacts.promises import broken
from outreach.artifacts.report.days import days
from outreach.artifacts.report.hours import hours
from outreach.artifacts.report.lead_table import lead_table
from outreach.domain.campaign import Policy
from outreach.domain.control import Mode
from outreach.domain.fast import HEADER
from outreach.domain.story import tell
from outreach.domain.window import Window
from world.artifacts import REHEARSAL, exported
from world.builders import CAMPAIGN, a_campaign, a_lead
from world.memory import World

SATURDAY = datetime(2026, 11, 28, 12, tzinfo=UTC)
OFFICE = Window(frozenset({"mon", "tue", "wed", "thu", "fri"}), time(9), time(17), "Europe/Amsterdam")
JANE = a_lead()
TOUCH = f"lead_id = '{JANE.lead_id}' AND step = 1"
MOMENTS = ["2026-11-30T08:00:00.000Z", "2026-12-03T08:00:00.000Z", "2026-12-07T08:00:00.000Z"]


@pytest.fixture(scope="module")
def world() -> World:
    """Three steps in a minute, on a Saturday, in a campaign of office hours."""
    world = World(a_campaign(policy=Policy(window=OFFICE)))
    world.clock.moment = SATURDAY
    world.import_leads(JANE, a_lead("bob"))
    world.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=True)
    for _ in range(5):
        world.turn()
        world.clock.advance(timedelta(seconds=2))
    return world


@pytest.fixture(scope="module")
def folder(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    done = exported(world, tmp_path_factory.mktemp("fast"))
    assert (done.findings, done.mails) == ((), 6)
    return done.directory


@pytest.fixture
def connection(folder: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    shutil.copy(folder / "proof.sqlite", tmp_path)
    with closing(sqlite3.connect(tmp_path / "proof.sqlite")) as connected:
        yield connected


def test_each_touch_says_when_its_mail_would_have_gone_and_what_was_taken_as_passed(folder: Path) -> None:
    with (folder / "attempts.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["lead_id"] == JANE.lead_id]
    assert [row["would_go_at"] for row in rows] == MOMENTS
    assert [row["taken_as_passed"] for row in rows] == ["window", "delay", "delay"]
    lines = (folder / "attempts.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(line)["would_go_at"] for line in lines) == sorted(MOMENTS * 2)


def test_each_kept_mail_says_it_in_a_header_and_in_its_row(folder: Path) -> None:
    message = parsed((folder / "mails" / f"{JANE.lead_id}-2.eml").read_bytes())
    assert message.get_all(HEADER) == ["Thu, 03 Dec 2026 09:00:00 +0100"]
    with opened(folder / "proof.sqlite") as connection:
        rows = connection.execute(
            "SELECT would_go_at FROM mails WHERE lead_id = ? ORDER BY step", (JANE.lead_id,)
        )
        assert [at for (at,) in rows] == MOMENTS


def test_the_report_says_it(folder: Path) -> None:
    report = (folder / "report.html").read_text(encoding="utf-8")
    assert "Fast rehearsal, nobody was written to" in report
    assert "From 30 November to 7 December 2026, 6 mails would have gone to 2 of 2 leads." in report
    assert "Delays, cooldown, sending window and quotas were taken as passed." in report


def test_the_report_shows_each_mail_at_its_day_and_hour(folder: Path) -> None:
    with opened(folder / "proof.sqlite") as connection:
        assert {day.day.isoformat(): day.total for day in days(connection, OFFICE, None) if day.total} == {
            "2026-11-30": 2,
            "2026-12-03": 2,
            "2026-12-07": 2,
        }
        shown = hours(connection, OFFICE)
        assert [cell.mails for hour, cells in shown.rows if hour == 9 for cell in cells] == [
            4,
            0,
            0,
            2,
            0,
            0,
            0,
        ]
        table = lead_table(connection, SATURDAY, {})["leads"]
        place = table["id"].index(JANE.lead_id)
        at = [(datetime.fromisoformat(moment) - SATURDAY).total_seconds() for moment in MOMENTS]
        assert [touch[2] for touch in table["touches"][place]] == at
        assert [mail[2] for mail in table["mails"][place]] == at


def test_the_summary_says_it(folder: Path) -> None:
    summary = (folder / "summary.md").read_text(encoding="utf-8")
    assert "(a fast rehearsal: delays, cooldown, sending window and quotas were taken as passed;" in summary
    assert "| would have gone | Mon 2026-11-30 08:00:00 UTC to Mon 2026-12-07 08:00:00 UTC |" in summary


def test_the_story_of_a_lead_says_it(world: World) -> None:
    told = tell(world.enrollment(JANE, REHEARSAL), world.campaign, world.run(REHEARSAL))
    assert told[1].sentence == (
        "rehearsed, not sent 2026-11-28 12:00:02 UTC, would have gone Thu 2026-12-03 08:00:00 UTC (delay taken as passed)"
    )
    assert told[1].would_go_at == datetime(2026, 12, 3, 8, tzinfo=UTC)


def would_go_at(at: str) -> str:
    """Let the second step have gone at another moment, as its touch and its mail say."""
    return "".join(
        f"UPDATE {table} SET would_go_at = '{at}' WHERE {TOUCH};" for table in ("touches", "mails")
    )


def test_each_day_has_the_quota_that_its_mails_counted_for(connection: sqlite3.Connection) -> None:
    """A mail counts on the day on which it would have gone."""
    found = [(day.total, day.used, day.quota) for day in days(connection, OFFICE, 200) if day.total]
    assert found == [(2, 2, 200)] * 3


PLANTED = {
    "a mail before the cooldown of the step before it": (
        "cooldown-kept",
        would_go_at("2026-12-01T07:59:59.000Z"),
    ),
    "a longer cooldown": ("cooldown-kept", "UPDATE campaign SET cooldown_seconds = 30 * 24 * 3600"),
    "a touch that does not say when": (
        "fast-in-rehearsals-only",
        f"UPDATE touches SET would_go_at = NULL WHERE {TOUCH}",
    ),
    "a mail that says another time than its touch": (
        "fast-in-rehearsals-only",
        f"UPDATE mails SET would_go_at = '2026-12-04T08:00:00.000Z' WHERE {TOUCH}",
    ),
    "a mail that does not say when": (
        "fast-in-rehearsals-only",
        f"UPDATE mails SET would_go_at = NULL WHERE {TOUCH}",
    ),
    "times taken as passed in a rehearsal that is not fast": (
        "fast-in-rehearsals-only",
        "UPDATE run SET fast = 0",
    ),
    "a fast live run": (
        "fast-in-rehearsals-only",
        "UPDATE run SET mode = 'live'; UPDATE touches SET state = 'sent', ses_message_id = 'x' || rowid",
    ),
}
"""By what is wrong: the promise that names it, and how it would look."""


@pytest.mark.parametrize("case", PLANTED)
def test_a_violation_in_a_fast_rehearsal_is_named(connection: sqlite3.Connection, case: str) -> None:
    promise, sql = PLANTED[case]
    connection.executescript(sql)
    assert {finding.name for finding in broken(connection)} == {promise}


def test_what_is_the_cooldown_apart_is_no_violation(connection: sqlite3.Connection) -> None:
    connection.executescript(would_go_at("2026-12-01T08:00:00.000Z"))
    assert broken(connection) == []
