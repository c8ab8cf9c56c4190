"""A timetable on the terminal: what `status`, `why` and `timetable` say of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain.address import recipient_key
from outreach.domain.campaign import Policy
from outreach.domain.enrollment import Lead
from outreach.domain.timetable import Cause, CauseKind, Span, Timetable
from outreach.errors import RefusedChange, StoreUnavailable
from world.builders import CAMPAIGN, MINUTE, NOON, a_campaign, a_lead
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
        "  timetable    next mail from 2026-11-23 12:01 UTC, the last Thu 26 Nov 12:00-12:30 UTC: delay of 3d; "
        "quota used up from Wed 25 Nov to Thu 26 Nov (said on 2026-11-23 12:00 UTC)"
    )


def test_status_says_what_has_changed_since(desk):
    keep(desk)
    desk.run("campaign", "pause", CAMPAIGN)
    assert line(desk) == (
        "  timetable    out of date (said on 2026-11-23 12:00 UTC): the status of the run was changed, and is paused; "
        "`outreach timetable demo --run live` makes it anew"
    )


def test_times_that_have_passed_are_no_answer_to_those_who_wait(desk):
    keep(desk)
    desk.world.clock.advance(4 * DAY)
    assert line(desk) == (
        "  timetable    out of date (said on 2026-11-23 12:00 UTC): all its times have passed, and 2 leads wait; "
        "`outreach timetable demo --run live` makes it anew"
    )
    assert desk.says("timetable", CAMPAIGN)[0] == "made anew: all its times have passed, and 2 leads wait"


def test_status_says_that_everything_is_stopped(desk):
    keep(desk)
    desk.run("kill", "on")
    assert "): everything is stopped; `outreach timetable demo" in line(desk)
    desk.run("kill", "off")
    assert "): everything was stopped, and is no more; `outreach timetable demo" in line(desk)


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
    assert any(one.endswith("expected Mon 23 Nov 12:01-12:06 UTC") for one in desk.says("why", BOB.address))


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


def test_a_live_run_gets_its_timetable_when_it_is_started(tmp_path, monkeypatch):
    desk = CommandDesk(tmp_path / "mails", monkeypatch, World())
    desk.world.apply(desk.world.campaign)
    desk.world.import_leads(ANN, BOB)
    result = desk.run(
        "campaign", "start", CAMPAIGN, "--mode", "live", "--yes-send-live", CAMPAIGN, "--despite-preflight"
    )
    assert (
        "timetable: next mail from 2026-11-23 12:00 UTC, the last Mon 30 Nov 12:00-12:09 UTC: delay of 4d "
        "(said on 2026-11-23 12:00 UTC)"
    ) in result.stderr
    desk.world.turn()
    assert "  timetable    next mail from" in line(desk), "neither the start nor a tick makes it out of date"
    desk.world.live_through(8 * DAY, MINUTE)
    scored = desk.operator.timetable_scoring.score(desk.world.run()).score
    assert (scored.met, scored.missed) == (6, [])


def test_a_rehearsal_gets_none(tmp_path, monkeypatch):
    desk = CommandDesk(tmp_path / "mails", monkeypatch, World())
    desk.world.apply(desk.world.campaign)
    desk.world.import_leads(ANN)
    result = desk.run("campaign", "start", CAMPAIGN, "--mode", "proof")
    assert "timetable" not in result.output
    assert desk.world.tables.makings == {}


def test_run_allows_for_the_ticks_that_it_invokes(tmp_path, monkeypatch):
    policy = Policy(max_leads_per_tick=1)
    desk = CommandDesk(tmp_path / "mails", monkeypatch, World(a_campaign(policy=policy)))
    desk.world.apply(desk.world.campaign)
    desk.world.import_leads(*(someone(f"p{number}") for number in range(12)))
    how = (
        "--mode",
        "live",
        "--ticks",
        "6",
        "--interval-seconds",
        "0",
        "--yes-send-live",
        CAMPAIGN,
        "--despite-preflight",
    )
    assert "timetable: next mail" in desk.run("run", "--campaign-id", CAMPAIGN, *how).stderr
    spans = [span for _, step, span in desk.world.tables.timetables.popitem()[1] if step == 0]
    assert max(span.earliest for span in spans) == NOON + 2 * MINUTE


@pytest.mark.parametrize(
    "error", [StoreUnavailable("no answer"), AssertionError("a bug"), RefusedChange("no")]
)
def test_a_timetable_that_cannot_be_made_keeps_no_run_from_starting(tmp_path, monkeypatch, error):
    desk = CommandDesk(tmp_path / "mails", monkeypatch, World())
    desk.world.apply(desk.world.campaign)
    desk.world.import_leads(ANN)

    def fails(*_):
        raise error

    monkeypatch.setattr("outreach.simulation.present_plays.PresentPlays.timetable", fails)
    result = desk.run(
        "campaign", "start", CAMPAIGN, "--mode", "live", "--yes-send-live", CAMPAIGN, "--despite-preflight"
    )
    assert (
        f"no timetable was made ({type(error).__name__}: {error}); the run goes on without one"
        in result.stderr
    )
    desk.world.turn()
    assert len(desk.world.ses.mails) == 1


def test_a_timetable_that_takes_long_is_not_made_while_a_person_waits(tmp_path, monkeypatch):
    desk = CommandDesk(tmp_path / "mails", monkeypatch, World())
    desk.world.apply(desk.world.campaign)
    desk.world.import_leads(ANN)
    monkeypatch.setattr("outreach.cli.timetable.MOST_AT_A_START", 2)
    result = desk.run(
        "campaign", "start", CAMPAIGN, "--mode", "live", "--yes-send-live", CAMPAIGN, "--despite-preflight"
    )
    assert (
        "no timetable was made: it takes long for 3 mails; the run goes on without one; "
        "`outreach timetable demo` makes it"
    ) in result.stderr
    assert desk.world.tables.makings == {}


def test_timetable_makes_one_and_shows_it_by_day(desk):
    told = desk.says("timetable", CAMPAIGN)
    assert told == [
        "demo live: 6 mails expected, as said on 2026-11-23 12:00 UTC",
        "  Day (UTC)       Mails  intro  followup1  followup2  From   To     Most are set by",
        "  Mon 2026-11-23      2      2          0          0  12:00  12:06  -",
        "  Thu 2026-11-26      2      0          2          0  12:00  12:08  delay of 3d",
        "  Mon 2026-11-30      2      0          0          2  12:00  12:09  delay of 4d",
        "`outreach why ADDRESS` says when one person is written to, in the zone of that person",
    ]
    assert desk.json("timetable", CAMPAIGN)["mails"][0] == {
        "lead_id": BOB.lead_id,
        "step": 1,
        "earliest": "2026-11-23T12:00:00+00:00",
        "latest": "2026-11-23T12:06:00+00:00",
        "causes": [],
    }
    [made] = desk.world.tables.makings.values()
    assert made.first == made.latest


def test_it_says_how_many_of_its_times_are_still_to_come(desk):
    desk.run("timetable", CAMPAIGN)
    desk.world.turn()
    desk.world.clock.advance(60 * MINUTE)
    assert desk.says("timetable", CAMPAIGN)[:2] == [
        "demo live: 6 mails expected, as said on 2026-11-23 12:00 UTC; 4 of these times are still to come",
        "  Day (UTC)       Mails  intro  followup1  followup2  From   To     Most are set by",
    ]


def test_it_is_made_anew_only_when_something_has_changed_and_says_what_moved(desk):
    desk.run("timetable", CAMPAIGN)
    desk.world.clock.advance(MINUTE)
    assert "made anew" not in desk.run("timetable", CAMPAIGN).stdout
    desk.world.apply(a_campaign(policy=Policy(per_day=1)))
    assert desk.says("timetable", CAMPAIGN)[:3] == [
        "made anew: the run follows another revision of the campaign",
        "  2 mails later by a day: the mails before them",
        "  1 mail later by a day: quota",
    ]
    [made] = desk.world.tables.makings.values()
    assert (made.first.made_at, made.latest.made_at) == (NOON, NOON + MINUTE)


def test_it_can_be_made_again_although_nothing_has_changed(desk):
    desk.run("timetable", CAMPAIGN)
    assert desk.says("timetable", CAMPAIGN, "--again")[:2] == ["made anew", "  no mail moves"]


def test_of_a_paused_run_it_says_what_it_takes_for_granted(desk):
    desk.run("campaign", "pause", CAMPAIGN)
    result = desk.run("timetable", CAMPAIGN)
    assert "6 mails expected" in result.stdout
    assert "the run is paused: it is taken as resumed at once" in result.stderr


def test_while_everything_is_stopped_it_says_what_it_takes_for_granted(desk):
    desk.run("timetable", CAMPAIGN)
    desk.run("kill", "on")
    result = desk.run("timetable", CAMPAIGN)
    assert "made anew: everything is stopped" in result.stdout
    assert "everything is stopped: it is taken as lifted at once; `outreach kill off`" in result.stderr
    desk.run("kill", "off")
    result = desk.run("timetable", CAMPAIGN)
    assert "made anew: everything was stopped, and is no more" in result.stdout
    assert "stopped" not in result.stderr


def test_of_a_run_that_is_over_the_last_one_is_shown(desk):
    desk.run("timetable", CAMPAIGN)
    desk.world.live_through(8 * DAY)
    result = desk.run("timetable", CAMPAIGN)
    assert "  no mails are expected any more" in result.stdout
    assert "the run is finished, and this was said before" in result.stderr


def test_what_has_no_timetable_is_said_in_a_line(desk):
    assert desk.refuses("timetable", CAMPAIGN, "--run", "proof-1") == (
        'only the live run has a timetable, and "proof-1" is a rehearsal; `outreach simulate` plays a campaign'
    )
    desk.world.live_through(8 * DAY)
    assert (
        desk.refuses("timetable", CAMPAIGN)
        == 'the live run of "demo" is over, and no timetable of it was made'
    )
    desk.world.tables.runs.clear()
    assert 'campaign "demo" has no live run yet' in desk.refuses("timetable", CAMPAIGN)


def test_whoever_was_slower_is_told_to_look_again(desk, monkeypatch):
    monkeypatch.setattr("outreach.services.operator.timetabling.Timetabling.keep", lambda *_: None)
    assert "somebody else made a timetable of this run just now" in desk.refuses("timetable", CAMPAIGN)
