"""`outreach status` on replies, opens, clicks and the next mails, in 80 columns."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from outreach.cli.responses_view import by_day, show_next_mails
from outreach.domain.campaign import Policy
from outreach.domain.delivery import Fact, Mark
from outreach.domain.ids import SesMessageId
from outreach.domain.ses_event import TouchName
from world.builders import CAMPAIGN, MINUTE, a_campaign, a_key, a_lead
from world.command_desk import CommandDesk
from world.inbound import InboundWorld
from world.memory import World
from world.written_back import a_desk, written_back

MONDAY = date(2026, 11, 23)


def days(*counts: int) -> dict[date, int]:
    return {MONDAY + timedelta(days=number): count for number, count in enumerate(counts, -1) if count}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    world = InboundWorld()
    written_back(world)
    desk = a_desk(world, tmp_path / "mails", monkeypatch)
    monkeypatch.setenv("COLUMNS", "80")
    return desk


def test_replies_their_labels_and_what_waits_are_shown(desk: CommandDesk) -> None:
    desk.run("replies", "label", "plain1", "interested")

    lines = desk.says("status", CAMPAIGN)

    assert "  replies      1 person, 1 out_of_office" in lines
    assert "  labels       1 interested" in lines
    assert "  1 reply waits for a label: outreach replies list --waiting" in lines
    assert "  next mails   1 on Thu 26 Nov" in lines
    assert not [line for line in lines if line.startswith(("  opened", "  clicked"))]
    assert max(map(len, lines)) <= 80


def test_the_overview_has_a_column_for_who_replied_if_anybody_has(
    desk: CommandDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, row, *rest = desk.says("status")

    assert dict(zip(head.split(), row.split(), strict=False))["Replied"] == "1"
    assert max(map(len, (head, row, *rest))) <= 80
    silent = World()
    silent.start(a_lead("ann"))
    assert "Replied" not in a_desk(silent, tmp_path / "mails", monkeypatch).says("status")[0]


def test_opens_and_clicks_are_shown_by_who_made_them_where_they_are_tracked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(a_campaign(policy=Policy(track_opens=True)))
    people = [a_lead(name) for name in ("ann", "ben", "cleo", "dora")]
    world.start(*people)
    world.live_through(MINUTE)
    for lead, fact, who in zip(
        people,
        (Fact.OPEN, Fact.OPEN, Fact.OPEN, Fact.MACHINE_OPEN),
        ("person", "person", "unsure", "machine"),
        strict=True,
    ):
        mark = Mark(world.clock.now(), who)
        world.deliveries.note(TouchName(a_key(lead), 0), fact, mark, SesMessageId(lead.lead_id))

    lines = a_desk(world, tmp_path / "mails", monkeypatch).says("status", CAMPAIGN)

    assert "  opened       mails: 2 by people, 1 perhaps, 1 by machines alone" in lines
    assert "  clicked      no mail" in lines


def test_a_rehearsal_and_a_finished_run_name_no_next_mails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    world.start(a_lead("ann"))
    world.live_through(timedelta(days=20), timedelta(days=1))

    lines = a_desk(world, tmp_path / "mails", monkeypatch).says("status", CAMPAIGN)
    assert not [line for line in lines if line.startswith(("  next mails", "  replies", "  labels"))]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0), ""),
        ((0, 3), "  next mails   3 today\n"),
        ((1200, 3), "  next mails   1,203 today\n"),
        ((0, 0, 3, 4), "  next mails   3 on Tue 24 Nov, 4 on Wed 25 Nov\n"),
        ((1, 1, 3, 4, 5, 6), "  next mails   2 today, 3 on Tue 24 Nov, 4 on Wed 25 Nov, 11 later\n"),
    ],
)
def test_the_next_mails_are_counted_by_day(
    capsys: pytest.CaptureFixture[str], counts: tuple[int, ...], said: str
) -> None:
    show_next_mails(days(*counts), MONDAY)

    assert capsys.readouterr().out == said


def test_what_is_overdue_is_due_today() -> None:
    assert by_day(days(1, 2, 3), MONDAY) == {MONDAY: 3, MONDAY + timedelta(days=1): 3}
