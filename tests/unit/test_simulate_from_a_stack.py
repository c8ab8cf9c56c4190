"""`outreach simulate CAMPAIGN`: from the present state of a stack, which it only reads."""

from datetime import timedelta

import pytest

from outreach import artifacts
from outreach.domain.campaign import Policy
from outreach.domain.control import Mode
from outreach.domain.ids import CampaignId
from outreach.errors import StackUnreachable
from world.builders import CAMPAIGN, a_campaign
from world.command_desk import CommandDesk
from world.simulated import people
from world.unsubscribe_site import ROOT

STILL = ("--replies", "0", "--bounces", "0", "--out-of-office", "0")
OTHER = CampaignId("other")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    made = CommandDesk(tmp_path, monkeypatch)
    made.world.apply(a_campaign())
    monkeypatch.chdir(tmp_path)
    return made


def simulated(desk, *options, **how):
    return desk.says("simulate", CAMPAIGN, *STILL, *options, **how)


def test_a_run_under_way_goes_on_from_where_it_is(desk):
    desk.world.start(*people(4))
    desk.world.turn()
    desk.world.clock.advance(timedelta(days=1))
    told = simulated(desk)
    assert told[:2] == [
        "simulated from the present state of the stack, 2026-11-24 12:00 UTC; nobody was written to",
        "demo live: finished, 4 leads, 12 mails sent, 4 done",
    ]
    days = [line.split() for line in told if line.startswith("  ") and " 2026-" in line]
    assert days == [["Thu", "2026-11-26", "4", "0", "4", "0"], ["Mon", "2026-11-30", "4", "0", "0", "4"]]


def test_it_says_what_stands_in_the_way_now_and_what_it_takes_as_lifted(desk):
    desk.world.start(*people(2))
    desk.run("campaign", "pause", CAMPAIGN, "--reason", "lunch")
    desk.run("kill", "on")
    told = simulated(desk)
    assert told[1:3] == [
        "  everything is stopped; simulated as if `outreach kill off` came now",
        "  it is paused now (lunch); simulated as if you resumed it then",
    ]


def test_it_names_the_campaigns_that_take_part(desk):
    desk.world.start(*people(2))
    for campaign_id in (OTHER, CampaignId("third")):
        desk.world.runs.apply(a_campaign(campaign_id), {})
        desk.world.audience.add(campaign_id, 4, people(1), "test", desk.world.clock.now())
        desk.world.runs.start(campaign_id, Mode.LIVE, "test")
    desk.run("campaign", "pause", "third")
    assert simulated(desk)[1:3] == [
        "  with it run, and share the account's quota: other",
        "  paused, and taken to stay so: third",
    ]


def test_what_is_assumed_of_other_campaigns_is_not_told_of_this_one(desk):
    desk.world.start(*people(2))
    desk.world.runs.apply(a_campaign(OTHER), {})
    desk.world.audience.add(OTHER, 4, people(3), "test", desk.world.clock.now())
    desk.world.runs.start(OTHER, Mode.LIVE, "test")
    told = desk.says("simulate", CAMPAIGN, *STILL, "--replies", "100%")
    assert told[-1] == "assumed: 0 bounces, 2 replies, 0 out of office"


def test_a_run_that_has_sent_all_its_mails_has_none_to_come(desk):
    desk.world.start(*people(2))
    for _ in range(3):
        desk.world.turn()
        desk.world.clock.advance(timedelta(days=7))
    told = simulated(desk)
    assert (told[1], told[-1]) == (
        "demo live: finished, 2 leads, 6 mails sent, 2 done",
        "  no mail is to come",
    )


def test_a_campaign_that_was_never_started_can_be_started_at_a_later_time(desk):
    desk.world.import_leads(*people(2))
    told = simulated(desk, "--from", "2026-12-03T09:00")
    assert told[0].startswith("simulated from the present state of the stack, 2026-12-03 09:00 UTC")
    assert told[1] == "  its live run was never started; simulated as if you started it then"
    assert any(line.split()[:3] == ["Thu", "2026-12-03", "2"] for line in told)


def test_the_limits_are_those_of_the_stack_unless_options_say_others(desk):
    desk.world.start(*people(10))
    desk.world.controls.note_account(send_rate=5.0, daily_limit=3)
    busiest = max(
        desk.json("simulate", CAMPAIGN, *STILL)["by_day"].values(), key=lambda day: sum(day.values())
    )
    assert sum(busiest.values()) == 3
    told = desk.json("simulate", CAMPAIGN, *STILL, "--account-per-day", "10")["by_day"]
    assert sum(next(iter(told.values())).values()) == 10


def test_an_impossible_policy_is_said_with_how_long_it_takes(desk):
    desk.world.apply(a_campaign(policy=Policy(per_day=2)))
    desk.world.import_leads(*people(20))
    result = desk.run("simulate", CAMPAIGN, *STILL, "--days", "10", expect=4)
    assert result.stderr.splitlines()[-1] == (
        "after 10 days 15 leads still wait, for up to 38 mails: at 2 a day this takes at least 19 days more; "
        "raise the quota, or simulate more with --days"
    )


def test_a_delay_that_is_not_over_is_no_matter_of_the_quota(desk):
    desk.world.import_leads(*people(2))
    told = desk.run("simulate", CAMPAIGN, *STILL, "--days", "2", expect=4).stderr
    assert told.splitlines()[-1] == "after 2 days 2 leads still wait; --days simulates more"


def test_its_artifacts_hold(desk, tmp_path):
    desk.world.import_leads(*people(4))
    simulated(desk, "--artifacts-dir", "out")
    assert artifacts.verify(tmp_path / "out" / f"campaign_{CAMPAIGN}" / "simulation").holds


def test_a_run_with_mails_behind_it_has_no_artifacts(desk, tmp_path):
    desk.world.start(*people(1))
    desk.world.turn()
    told = desk.refuses("simulate", CAMPAIGN, "--artifacts-dir", "out")
    assert told.startswith('the live run of "demo" has mails behind it that were not simulated')
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("nobody",), 1, 'there is no file or folder "nobody", and there is no campaign "nobody"'),
        ((CAMPAIGN, "--leads", "leads.csv"), 1, "--leads goes with the files of a campaign"),
        ((CAMPAIGN, "--suppressions", "x.csv"), 1, "--suppressions goes with the files of a campaign"),
        (("camp/aign.yaml",), 1, "camp/aign.yaml: there is no such file or folder"),
        ((CAMPAIGN, "--from", "2020-01-01"), 2, "it lies in the past"),
        ((CAMPAIGN, "--from", "2027-01-01"), 2, "is under way"),
        (
            (str(ROOT / "infra" / "demo"),),
            1,
            "a campaign from files has no leads; give its leads with --leads CSV",
        ),
    ],
)
def test_what_cannot_be_simulated_is_said_in_a_line(desk, arguments, code, told):
    desk.world.start(*people(1))
    result = desk.run("simulate", *arguments, expect=code)
    assert told in " ".join(result.stderr.replace("│", " ").split())


def test_a_stack_that_is_away_is_said_in_a_line(desk, monkeypatch):
    def away(**_):
        raise StackUnreachable("no local stack is running; start it with `outreach up`")

    monkeypatch.setattr("outreach.cli.stacks.local_stack", away)
    told = desk.run("simulate", "spring", expect=3, stack="local").stderr
    assert told.strip() == (
        'there is no file or folder "spring", and no stack to look in: no local stack is running; '
        "start it with `outreach up`"
    )


def test_a_path_that_exists_wins_over_a_campaign_of_that_name(desk, tmp_path):
    desk.world.start(*people(1))
    (tmp_path / CAMPAIGN).mkdir()
    assert "has no campaign.yaml" in desk.run("simulate", CAMPAIGN, "--leads", "x.csv", expect=1).stderr


def test_a_cancelled_campaign_is_refused(desk):
    desk.world.start(*people(1))
    desk.world.runs.cancel(CAMPAIGN, "op", None)
    assert "it was cancelled, which is final" in desk.refuses("simulate", CAMPAIGN)


def test_nothing_is_written(desk):
    desk.world.start(*people(3))
    before = desk.json("status")
    simulated(desk)
    assert desk.json("status") == before


def test_a_script_gets_what_the_simulation_began_with(desk):
    desk.world.start(*people(3))
    desk.world.runs.pause(CAMPAIGN, "op", None)
    told = desk.json("simulate", CAMPAIGN, *STILL)["began"]
    assert told["files"] is None
    assert told["stack"] == {"status": "paused", "stopped": False, "others": [], "paused": []}
