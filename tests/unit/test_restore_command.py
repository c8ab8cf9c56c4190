"""`outreach restore`, as an operator gives it, over a stack in memory whose table was brought back."""

from datetime import timedelta
from pathlib import Path

import pytest

from outreach.domain.control import RunStatus
from outreach.domain.enrollment import State
from outreach.domain.reasons import Reason
from world.builders import CAMPAIGN, MINUTE, a_lead, an_order
from world.command_desk import CommandDesk
from world.memory import World
from world.restored import archived, brought_back, copied, events_in, stopping

LEADS = [a_lead(name) for name in ("ann", "bob", "cyd")]
TO = "2026-11-23T12:01"
STOPPED = "2026-11-27 12:06:01"
"""The whole second after the stop."""


class Site:
    """A stack that was backed up at a minute past noon, went on for four days, and lost both tables."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world = world = World()
        world.start(*LEADS)
        world.turn()
        world.clock.advance(MINUTE)
        tables = copied(world.tables)
        world.suppressions.order_recipient(LEADS[0].recipient, LEADS[0].address, an_order())
        world.live_through(timedelta(days=4))
        stopping(world).turn(on=True, actor="olga", reason="lost")
        world.clock.advance(5 * MINUTE)
        self.archive = archived(folder / "archive", events_in(world))
        self.back = brought_back(world, tables)
        definitions, current = dict(tables.definitions), dict(tables.current)
        self.desk = CommandDesk(folder, monkeypatch, self.back)
        tables.definitions.update(definitions)
        tables.current.update(current)

    def begin(self, *more: str) -> list[str]:
        return self.desk.says("restore", "begin", "--to", TO, *more)

    def replay(self, *more: str) -> list[str]:
        return self.desk.says("restore", "replay", "--events", self.archive, *more)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(tmp_path, monkeypatch)


def test_from_the_backup_to_the_end(site: Site) -> None:
    assert site.desk.says("restore", "status") == [
        "the table has another name than it had: it was brought back, and NOTHING IS SENT",
        "next: outreach restore begin --to TIME",
    ]
    assert site.begin() == [
        "restoring: NOTHING IS SENT - by olga at 2026-11-27 12:06:00 UTC",
        "  brought back  outreach and suppression, to 2026-11-23 12:01:00 UTC",
        f"  stopped at    {STOPPED} UTC",
        "next: outreach restore replay --events FOLDER",
    ]
    told = site.replay("--complete-until", STOPPED)
    assert told[1:] == ["recorded: 2 mails, 1 end, 1 order", "next: outreach restore finish"]
    assert told[0].endswith(" UTC")
    assert site.desk.says("restore", "status")[3:] == [
        f"  replays       1 of 1; complete until {STOPPED} UTC",
        "next: outreach restore finish",
    ]
    finished = site.desk.says("restore", "finish", "--yes")
    assert finished[:3] == [
        "what nobody can know:",
        "  of mails: nothing, if the archive is complete as you said",
        "  leads that were imported since are not in the table: import them again; who got a mail gets no other",
    ]
    assert finished[-2:] == [
        "restored; 0 leads held, and everything is still stopped",
        "next: outreach kill off --stack memory",
    ]
    assert site.desk.says("restore", "status") == ["no table is being restored"]
    assert site.desk.says("kill", "off") == ["kill switch: off"]
    site.back.live_through(timedelta(days=20), timedelta(hours=6))
    places = [(mail.tags["lead"], mail.tags["step"]) for mail in site.world.ses.accepted.values()]
    assert len(places) == len(set(places)) == 7


def test_without_an_archive_it_says_who_is_held(site: Site) -> None:
    site.begin("--table", "outreach")
    site.desk.says("restore", "replay", "--without-events")
    asked = site.desk.run("restore", "finish", expect=1)
    assert "whoever may have got a mail then is held:" in asked.stdout
    assert "look for each in SES before you import them again" in asked.stdout
    assert "    demo: 3 leads" in asked.stdout
    assert "nothing was changed: say --yes" in asked.stderr
    assert {site.back.enrollment(lead).state for lead in LEADS} == {State.DUE}
    finished = site.desk.says("restore", "finish", "--yes")
    assert finished[-4:] == [
        "restored; 3 leads held, and everything is still stopped",
        "demo is paused; if it was not stopped since: outreach campaign resume demo --stack memory",
        "who they are: outreach unknown list --stack memory",
        "next: outreach kill off --stack memory",
    ]
    assert site.back.run().status is RunStatus.PAUSED
    assert len(site.desk.json("unknown", "list", CAMPAIGN)) == 3


def test_it_names_the_runs_that_were_cancelled(site: Site, tmp_path: Path) -> None:
    site.world.runs.cancel(CAMPAIGN, "bob", "wrong people")
    site.archive = archived(tmp_path / "later", events_in(site.world))
    site.begin()
    said = site.replay()
    assert "  demo was cancelled, and is paused now; after `finish`: outreach campaign cancel demo" in said
    site.desk.says("restore", "finish", "--yes")
    site.desk.says("campaign", "cancel", CAMPAIGN, "--yes")
    assert site.back.run().status is RunStatus.CANCELLED


def test_a_kill_off_is_refused_with_the_reason(site: Site) -> None:
    for _ in range(2):
        assert "the table was brought back to an earlier time" in site.desk.refuses("kill", "off")
        assert site.desk.says("kill", "status")[0] == (
            "kill switch: ON, and the table was brought back to an earlier time; NOTHING IS SENT"
        )
        if site.desk.operator.restorer.standing() is None:
            site.begin()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("replay", "--without-events"), "no table is being restored"),
        (("finish", "--yes"), "no table is being restored"),
        (("begin", "--to", "2027-01-01"), "is still to come"),
        (("begin", "--to", TO, "--stopped-at", "2026-11-20"), "cannot have stopped"),
    ],
    ids=["replay", "finish", "future", "before"],
)
def test_what_is_not_its_turn_changes_nothing(site: Site, arguments: tuple[str, ...], why: str) -> None:
    before = site.back.tables.control
    assert why in site.desk.refuses("restore", *arguments)
    assert site.back.tables.control == before


def test_finish_waits_for_a_replay(site: Site) -> None:
    site.begin()
    assert "nothing was replayed yet" in site.desk.refuses("restore", "finish", "--yes")
    assert site.desk.says("restore", "status")[-1] == "next: outreach restore replay"


def test_an_archive_that_is_damaged_is_refused_and_changes_nothing(site: Site) -> None:
    site.begin()
    before = (dict(site.back.tables.enrollments), site.back.tables.control)
    (site.archive / "more.jsonl.gz").write_bytes(b"\x1f\x8bnonsense")
    why = site.desk.refuses("restore", "replay", "--events", site.archive)
    assert "more.jsonl.gz: is damaged" in why
    assert (site.back.tables.enrollments, site.back.tables.control) == before


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("replay",), "give either a folder of events, or --without-events"),
        (("replay", "--events", "x", "--without-events"), "give either a folder of events"),
        (("replay", "--without-events", "--complete-until", TO), "it says something of an archive"),
        (("replay", "--events", "x", "--complete-until", "soon"), '"soon" is not a date'),
        (("begin",), "--to"),
        (("begin", "--to", "yesterday"), '"yesterday" is not a date'),
        (("begin", "--to", TO, "--table", "chairs"), "chairs"),
    ],
    ids=["neither", "both", "complete", "time", "no time", "word", "table"],
)
def test_wrong_usage(site: Site, arguments: tuple[str, ...], why: str) -> None:
    assert why in site.desk.run("restore", *arguments, expect=2).stderr


def test_status_as_json(site: Site) -> None:
    assert site.desk.json("restore", "status") == {"restoring": None, "moved": True}
    site.begin("--table", "suppression")
    told = site.desk.json("restore", "status")
    assert (told["moved"], told["restoring"]["tables"], told["restoring"]["replays"]) == (
        False,
        ["suppression"],
        0,
    )


def test_who_is_not_in_the_table_is_named(site: Site) -> None:
    site.back.tables.drop(site.back.enrollment(LEADS[1]).key)
    site.begin()
    told = site.desk.run("restore", "replay", "--events", site.archive)
    assert "1 lead got a mail and is not in the table" in told.stderr
    assert f"  {LEADS[1].lead_id} of demo" in told.stderr


def test_what_ses_keeps_itself_is_imported_as_the_run_book_says(site: Site, tmp_path: Path) -> None:
    site.begin()
    listed = tmp_path / "ses.csv"
    listed.write_text(f"email,reason\n{LEADS[1].address},BOUNCE\n{LEADS[2].address},COMPLAINT\n")
    site.desk.run("suppress", "import", listed)
    rows = {row.address: row for row in site.back.tables.recipients.values()}
    given = [[order.reason for order in rows[lead.address].orders] for lead in LEADS[1:]]
    assert Reason.BOUNCED in given[0]
    assert Reason.COMPLAINED in given[1]
