"""A timetable on the terminal: what `status`, `why` and `timetable` say of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain.address import recipient_key
from outreach.domain.enrollment import Lead
from outreach.domain.timetable import Cause, CauseKind, Span, Timetable
from world.builders import CAMPAIGN, MINUTE, NOON, a_lead
from world.command_desk import CommandDesk
from world.import_desk import PEPPERS
from world.memory import World


def someone(name: str, timezone: str | None = None) -> Lead:
    """A lead whom commands find by the address."""
    lead = a_lead(name, timezone=timezone)
    return replace(lead, recipient=recipient_key(PEPPERS, lead.address))


ANN, BOB = someone("ann", "Europe/Amsterdam"), someone("bob")
DAY = timedelta(days=1)
QUOTA = (Cause(CauseKind.QUOTA, ("2026-11-25", "2026-11-26")),)
SOON = Span(NOON + MINUTE, NOON + 6 * MINUTE)
LATER = Span(NOON + 3 * DAY, NOON + 3 * DAY + 30 * MINUTE, (Cause(CauseKind.DELAY, lasts=3 * DAY), *QUOTA))
SAID = Timetable({ANN.lead_id: {0: SOON, 1: LATER}, BOB.lead_id: {0: SOON}})


@pytest.fixture
def desk(tmp_path, monkeypatch) -> CommandDesk:
    """The live run of a campaign to two leads has begun, and nothing was sent."""
    world = World()
    made = CommandDesk(tmp_path / "mails", monkeypatch, world)
    world.apply(world.campaign)
    world.start(ANN, BOB)
    return made


def keep(desk: CommandDesk, timetable: Timetable = SAID) -> None:
    use, run = desk.operator.timetabling, desk.world.run()
    assert use.keep(run, use.basis(run), timetable, "a")


def line(desk: CommandDesk) -> str:
    [found] = [one for one in desk.says("status", CAMPAIGN) if "timetable" in one]
    return found


def test_without_a_timetable_status_and_why_say_nothing_of_one(desk):
    assert not any("timetable" in one for one in desk.says("status", CAMPAIGN))
    assert not any("expected" in one for one in desk.says("why", ANN.address))
    [run] = desk.json("why", ANN.address)["runs"]
    assert [step["expected"] for step in run["steps"]] == [None, None, None]


def test_status_says_when_the_next_mail_and_the_last_are_expected_and_why(desk):
    keep(desk)
    assert line(desk) == (
        "  timetable    next mail from 2026-11-23 12:01 UTC, the last Thu 26 Nov 12:00-12:30 in UTC: delay of 3d; "
        "quota used up from Wed 25 Nov to Thu 26 Nov (said on 2026-11-23 12:00 UTC)"
    )


def test_status_says_what_has_changed_since(desk):
    keep(desk)
    desk.run("campaign", "pause", CAMPAIGN)
    assert line(desk) == (
        "  timetable    out of date (said on 2026-11-23 12:00 UTC): the status of the run was changed, and is paused; "
        "`outreach timetable demo --run live` makes it anew"
    )


def test_status_says_that_no_more_mails_are_expected(desk):
    keep(desk)
    desk.world.clock.advance(4 * DAY)
    assert line(desk) == "  timetable    no more mails are expected (said on 2026-11-23 12:00 UTC)"


def test_status_of_a_run_that_is_over_names_the_command_that_scores(desk):
    keep(desk)
    desk.run("campaign", "cancel", CAMPAIGN, "--yes")
    assert "`outreach simulate demo --compare --run live` says how well it held" in line(desk)


def test_why_says_when_each_coming_mail_is_expected_in_the_zone_of_the_person(desk):
    keep(desk)
    told = desk.says("why", ANN.address)
    assert sum("expected" in one for one in told) == 2
    assert any(one.endswith("UTC; expected Mon 23 Nov 13:01-13:06 in Amsterdam") for one in told)
    assert any(
        one.endswith(
            "comes after the step before it; expected Thu 26 Nov 13:00-13:30 in Amsterdam: delay of 3d; "
            "quota used up from Wed 25 Nov to Thu 26 Nov"
        )
        for one in told
    )
    assert any(
        one.endswith("expected Mon 23 Nov 12:01-12:06 in UTC") for one in desk.says("why", BOB.address)
    )


def test_why_gives_the_span_to_a_script(desk):
    keep(desk)
    [run] = desk.json("why", ANN.address)["runs"]
    assert run["steps"][0]["expected"]["earliest"] == "2026-11-23T12:01:00+00:00"
    assert run["steps"][1]["expected"]["causes"] == [
        "delay of 3d",
        "quota used up from Wed 25 Nov to Thu 26 Nov",
    ]
    assert run["steps"][2]["expected"] is None


def test_why_says_that_a_mail_was_expected_and_has_not_come(desk):
    keep(desk)
    desk.world.clock.advance(7 * MINUTE)
    assert any("; was expected Mon 23 Nov 13:01-13:06" in one for one in desk.says("why", ANN.address))


def test_why_expects_nothing_of_what_was_sent_or_has_ended(desk):
    keep(desk)
    desk.world.turn()
    told = desk.says("why", ANN.address)
    assert sum("expected" in one for one in told) == 1
    desk.run("suppress", "add", ANN.address, "--reason", "dnc")
    desk.world.live_through(4 * DAY)
    assert not any("expected" in one for one in desk.says("why", ANN.address))
