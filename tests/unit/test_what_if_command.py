"""`outreach what-if`: another policy beside the present one, from files or from a stack, and nothing is changed."""

import json
from datetime import time, timedelta

import pytest
from typer.testing import CliRunner

from outreach.cli.main import app
from outreach.domain.campaign import AcrossCampaigns, DomainPace, PacePeriod, Policy, Step
from outreach.domain.ids import MessageId
from outreach.domain.window import Window
from world.builders import CAMPAIGN, MINUTE, NOON, a_campaign, a_lead
from world.command_desk import CommandDesk
from world.memory import World
from world.simulated import people
from world.unsubscribe_site import ROOT

DEMO = ROOT / "infra" / "demo"


def what_if(*options, leads=("--leads", DEMO / "leads.csv")):
    line = ["what-if", str(DEMO), *map(str, leads), *map(str, options)]
    return CliRunner(env={"COLUMNS": "120"}).invoke(app, line)


@pytest.fixture
def desk(tmp_path, monkeypatch) -> CommandDesk:
    """A live run of thirty leads, of whom some have got their first mail."""
    world = World(a_campaign(policy=Policy(per_day=50, max_leads_per_tick=5)))
    made = CommandDesk(tmp_path / "mails", monkeypatch, world)
    world.apply(world.campaign)
    world.start(*people(30))
    world.live_through(2 * MINUTE, MINUTE)
    return made


def test_files_are_played_with_both_policies():
    result = what_if("--per-day", 400, "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["present"]["per_day"], told["present"]["course"]["days"]) == (2000, 1)
    assert (told["what_if"]["per_day"], told["what_if"]["course"]["busiest"]) == (400, 400)
    assert told["present"]["course"]["mails"] == told["what_if"]["course"]["mails"] == 783
    assert told["what_if"]["end"] > told["present"]["end"]


def test_orders_in_a_file_are_kept():
    result = what_if("--per-day", 400, "--suppressions", DEMO / "suppressions.csv", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["what_if"]["course"]["mails"] == 747


def test_another_window_keeps_the_holidays_of_the_campaign(tmp_path, monkeypatch):
    tomorrow = NOON.date() + timedelta(days=1)
    weekdays = frozenset({"mon", "tue", "wed", "thu", "fri"})
    window = Window(weekdays, time(9), time(17), "UTC", holidays={tomorrow: "IE:a Tuesday"})
    steps = (Step(MessageId("message0"), timedelta()), Step(MessageId("message1"), timedelta(days=1)))
    world = World(a_campaign(steps=steps, policy=Policy(window=window)))
    desk = CommandDesk(tmp_path / "mails", monkeypatch, world)
    world.apply(world.campaign)
    world.start(*people(3))
    told = desk.json("what-if", CAMPAIGN, "--window", "Mon-Fri 09:00-17:00")
    assert told["what_if"] == told["present"]


def test_a_window_with_several_hours_is_played_and_told_as_it_is_typed():
    window = "Mon-Fri 09:00-12:00,22:00-02:00 Europe/Amsterdam"
    result = what_if("--window", window, "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["what_if"]["window"] == window


def test_it_is_a_table_by_step():
    result = what_if("--window", "Mon-Fri 9:00-17:00 Europe/Amsterdam", "--leads-per-tick", "50")
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert lines[0] == "nothing is changed; as if nobody replied, and all times are UTC"
    assert lines[1].split() == ["Now", "What", "if"]
    assert [line[:24].strip() for line in lines[2:]] == [
        "Mails a day, at most",
        "Window",
        "Leads per tick",
        "Cooldown",
        "Last day",
        "Mails",
        "Days",
        "Most on a day",
        "Last intro",
        "Last followup1",
        "Last followup2",
        "Last mail",
    ]
    assert lines[3].split("  ")[-1] == "Mon-Fri 09:00-17:00 Europe/Amsterdam"


def test_limits_that_no_option_changes_are_shown(tmp_path, monkeypatch):
    policy = Policy(
        per_domain=DomainPace(6, PacePeriod.HOUR),
        across_campaigns=AcrossCampaigns(timedelta(days=3), None, 0),
    )
    world = World(a_campaign(policy=policy))
    desk = CommandDesk(tmp_path / "mails", monkeypatch, world)
    world.apply(world.campaign)
    world.start(*people(3))
    shown = " ".join(desk.run("what-if", CAMPAIGN, "--cooldown", "12h").stdout.split())
    assert "To one domain, at most 6 per hour 6 per hour" in shown
    assert "Cooldown of all campaigns 3d 3d" in shown
    told = desk.json("what-if", CAMPAIGN, "--cooldown", "12h")
    assert told["present"]["per_domain"] == told["what_if"]["per_domain"] == {"at_most": 6, "per": "hour"}
    assert [told[one]["cooldown_of_all_campaigns"] for one in ("present", "what_if")] == ["3d", "3d"]


def test_another_pace_of_domains_is_played(tmp_path, monkeypatch):
    world = World(a_campaign(policy=Policy(per_domain=DomainPace(2, PacePeriod.DAY))))
    desk = CommandDesk(tmp_path / "mails", monkeypatch, world)
    world.apply(world.campaign)
    world.start(*(a_lead(f"lead{number}") for number in range(6)))
    told = desk.json("what-if", CAMPAIGN, "--per-domain", "3 per day")
    assert told["what_if"]["per_domain"] == {"at_most": 3, "per": "day"}
    assert [told[one]["course"]["busiest"] for one in ("present", "what_if")] == [2, 3]
    told = desk.json("what-if", CAMPAIGN, "--per-domain", "none")
    assert (told["what_if"]["per_domain"], told["what_if"]["course"]["busiest"]) == (None, 6)
    shown = " ".join(desk.run("what-if", CAMPAIGN, "--per-domain", "1 per hour").stdout.split())
    assert "To one domain, at most 2 per day 1 per hour" in shown


def test_a_script_gets_the_warning_of_the_end_as_well(tmp_path, monkeypatch):
    world = World(a_campaign(policy=Policy(ends=NOON.date())))
    desk = CommandDesk(tmp_path / "mails", monkeypatch, world)
    world.apply(world.campaign)
    world.start(*people(3))
    assert "the campaign ends after 1" in desk.run("what-if", CAMPAIGN, "--per-day", "1", "--json").stderr


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--per-day", "2"), 1, "at 2 a day this takes 392 days (the campaign's quota), and what-if looks 365 days ahead"),
        (("--per-day", "20", "--days", "10"), 1, "at 20 a day this takes 40 days"),
        (("--window", "Mon 9:00-9:01", "--leads-per-tick", "1"), 1, "at 1 a day this takes 5,475 days (the window and the leads per tick)"),
        (("--window", "Mon-Fri"), 1, '"Mon-Fri" is not a sending window'),
        ((), 2, "outreach what-if: nothing else to try is named; give --per-day, --per-week, --per-run, --ramp, --per-domain, --window, --leads-per-tick, --cooldown or --ends"),
        (("--cooldown", "36"), 2, '"36" needs a unit: write "36d" or "36s"'),
        (("--cooldown", "2y"), 2, '"2y" needs a unit'),
        (("--cooldown", "400d"), 2, '"400d" is longer than a year'),
        (("--ends", "soon"), 2, '"soon" is not a date; write it like "2027-01-31", year first'),
        (("--ends", "2026-02-30"), 2, '"2026-02-30" is not a date: there is no 2026-02-30 in the calendar'),
        (("--ends", "9999-12-31"), 2, '"9999-12-31" is not a date'),
        (("--ends", "2020-01-31"), 1, "with this policy no mail goes out: its last day, 2020-01-31, has passed"),
        (("--per-day", "0"), 2, "--per-day"),
        (("--per-domain", "6"), 2, '"6" is no pace'),
        (("--per-domain", "0 per hour"), 2, '"0 per hour" is no pace; write a number above 0'),
        (("--per-domain", "6 per week"), 2, "of mails per hour or per day"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_a_line(options, code, told):
    result = what_if(*options)
    assert result.exit_code == code, result.output
    assert told in " ".join(result.stderr.replace("│", " ").split())
    assert "Traceback" not in result.output


def test_another_cooldown_and_another_end_are_played(desk):
    told = desk.json("what-if", CAMPAIGN, "--cooldown", "6d12h")
    assert (told["present"]["cooldown"], told["what_if"]["cooldown"]) == ("1d", "6d12h")
    assert told["what_if"]["course"]["days"] > told["present"]["course"]["days"]
    told = desk.json("what-if", CAMPAIGN, "--ends", "2026-11-23")
    assert (told["present"]["ends"], told["what_if"]["ends"]) == (None, "2026-11-23")
    assert (told["present"]["course"]["mails"], told["what_if"]["course"]["mails"]) == (80, 20)
    assert told["what_if"]["course"]["last"]["followup1"] is None


def test_the_end_can_be_left_out(tmp_path, monkeypatch):
    world = World(a_campaign(policy=Policy(ends=NOON.date())))
    desk = CommandDesk(tmp_path / "mails", monkeypatch, world)
    world.apply(world.campaign)
    world.start(*people(3))
    told = desk.json("what-if", CAMPAIGN, "--ends", "none")
    assert (told["present"]["course"]["mails"], told["what_if"]["course"]["mails"]) == (3, 9)


def test_files_need_their_leads():
    result = what_if("--per-day", "9", leads=())
    assert result.exit_code == 1
    assert "give its leads with --leads CSV" in result.stderr


def test_a_stack_is_played_from_its_present_state_and_not_changed(desk):
    before = dict(desk.world.tables.enrollments), desk.world.tables.runs[CAMPAIGN, "live"]
    told = desk.json("what-if", CAMPAIGN, "--per-day", "10")
    assert told["present"]["course"]["mails"] == told["what_if"]["course"]["mails"] == 80
    assert told["what_if"]["course"]["busiest"] == 10
    assert before == (dict(desk.world.tables.enrollments), desk.world.tables.runs[CAMPAIGN, "live"])
    assert len(desk.world.tables.definitions) == 1


def test_an_impossible_policy_counts_what_is_still_to_come(desk):
    said = desk.refuses("what-if", CAMPAIGN, "--per-day", "1", "--days", "60")
    assert said.startswith("at 1 a day this takes 80 days (the campaign's quota)")


def test_what_was_said_is_set_beside_what_happened(tmp_path, monkeypatch):
    world = World()
    desk = CommandDesk(tmp_path / "mails", monkeypatch, world)
    world.apply(world.campaign)
    world.start(*people(3))
    said = desk.refuses("simulate", CAMPAIGN, "--compare")
    assert said.startswith('no timetable of run "live" of "demo" was made, so there is nothing to compare')
    desk.run("timetable", CAMPAIGN)
    world.turn()
    assert desk.says("simulate", CAMPAIGN, "--compare") == [
        "demo live: 3 of 3 spans met (100.0%), 6 still open; said on 2026-11-23 12:00 UTC"
    ]
    world.clock.advance(30 * MINUTE)
    desk.run("campaign", "pause", CAMPAIGN)
    world.live_through(9 * 24 * 60 * MINUTE)
    told = desk.json("simulate", CAMPAIGN, "--compare")
    assert (told["met"], told["missed"], len(told["misses"])) == (3, {"pause": 6}, 6)
    shown = desk.says("simulate", CAMPAIGN, "--compare")
    assert shown[1:] == [
        "  Missed  Because             Code",
        "       6  the run was paused  pause",
    ]
    desk.run("artifacts", "export", CAMPAIGN, "--run", "live", "--artifacts-dir", tmp_path)
    report = (tmp_path / "campaign_demo" / "live" / "report.html").read_text()
    assert '<th scope="row">the run was paused</th><td class="n">6</td>' in report


def test_misses_that_nothing_explains_are_listed(tmp_path, monkeypatch):
    world = World()
    desk = CommandDesk(tmp_path / "mails", monkeypatch, world)
    world.apply(world.campaign)
    world.start(*people(12))
    desk.run("timetable", CAMPAIGN)
    world.clock.advance(30 * MINUTE)
    world.turn()
    shown = desk.says("simulate", CAMPAIGN, "--compare")
    assert shown[0].startswith("demo live: 0 of 12 spans met (0.0%), 24 still open")
    assert shown[2] == "      12  ours: nothing that is recorded explains it  ours"
    assert shown[3] == "  Not explained, the first 10 of 12"
    assert shown[5].split()[:2] == ["lead-p0", "1"]
    assert len(shown) == 15


def test_a_run_goes_with_a_comparison_only(desk):
    result = desk.run("simulate", CAMPAIGN, "--run", "live", expect=2)
    assert "--run: is for --compare only" in result.stderr


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--from", "2026-12-01"),
        ("--replies", "4%"),
        ("--seed", "1"),
        ("--days", "365"),
        ("--leads", "leads.csv"),
        ("--map", "a=b"),
        ("--send-rate", "14"),
        ("--artifacts-dir", "artifacts"),
    ],
)
def test_what_a_simulation_begins_with_goes_with_no_comparison(desk, option, value):
    result = desk.run("simulate", CAMPAIGN, "--compare", option, value, expect=2)
    assert f"{option}: is for a simulation, and --compare plays none" in result.stderr
