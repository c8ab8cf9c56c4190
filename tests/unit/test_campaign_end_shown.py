"""What a person is told of a campaign's last day: when it is, and what cannot be done before it."""

import json
import shutil
from datetime import UTC, date, datetime, timedelta

import pytest
from typer.testing import CliRunner

from outreach.cli.main import app
from outreach.domain.campaign import Policy
from outreach.domain.reasons import Reason
from outreach.domain.story import tell
from world.builders import CAMPAIGN, NOON, a_campaign
from world.command_desk import CommandDesk
from world.memory import World
from world.simulated import people
from world.unsubscribe_site import ROOT

STILL = ("--replies", "0", "--bounces", "0", "--out-of-office", "0")


@pytest.fixture
def demo(tmp_path):
    """Writes the demo campaign with a last day and a daily quota of twenty."""
    folder = shutil.copytree(ROOT / "infra" / "demo", tmp_path / "demo")

    def ending(last_day: date):
        file = folder / "campaign.yaml"
        text = (ROOT / "infra" / "demo" / "campaign.yaml").read_text("utf-8")
        text = text.replace("policy:\n", f"policy:\n  ends: {last_day}\n").replace(
            "per_day: 2000", "per_day: 20"
        )
        file.write_text(text, "utf-8")
        return folder

    return ending


@pytest.fixture
def desk(tmp_path, monkeypatch) -> CommandDesk:
    world = World(a_campaign(policy=Policy(ends=NOON.date())))
    made = CommandDesk(tmp_path / "mails", monkeypatch, world)
    world.apply(world.campaign)
    world.start(*people(3))
    world.turn()
    return made


def run(command, folder, *options):
    line = [*command.split(), str(folder), "--leads", str(folder / "leads.csv"), *map(str, options)]
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, line)


def test_a_simulation_says_that_it_cannot_finish_and_who_is_left(demo):
    folder = demo(date(2026, 12, 7))
    result = run("simulate", folder, "--from", "2026-12-01", *STILL)
    assert result.exit_code == 0, result.output
    warning = "warning: at 20 a day this takes 40 days (the campaign's quota); the campaign ends after 7"
    assert result.stderr.strip().splitlines()[-1] == warning
    told = json.loads(run("simulate", folder, "--from", "2026-12-01", *STILL, "--json").stdout)
    assert (told["mails"], told["status"], max(told["by_day"])) == (140, "finished", "2026-12-07")
    assert told["never_written"][Reason.CAMPAIGN_ENDED] + told["stopped_later"][Reason.CAMPAIGN_ENDED] > 200


def test_a_simulation_that_can_finish_says_nothing_of_the_end(demo):
    result = run("simulate", demo(date(2027, 12, 7)), "--from", "2026-12-01", *STILL)
    assert result.exit_code == 0, result.output
    assert "the campaign ends" not in result.output


def test_what_if_says_which_of_both_policies_cannot_finish(demo):
    folder = demo(datetime.now(UTC).date() + timedelta(days=29))
    result = run("what-if", folder, "--per-day", "400")
    assert result.exit_code == 0, result.output
    assert (
        "with the present policy, at 20 a day this takes 40 days (the campaign's quota); the campaign ends after 30"
        in result.stderr
    )
    assert "with this policy" not in result.stderr


def test_what_if_does_not_refuse_what_the_last_day_ends_in_time(demo):
    folder = demo(datetime.now(UTC).date() + timedelta(days=3))
    result = run("what-if", folder, "--per-day", "2", "--days", "30")
    assert result.exit_code == 0, result.output
    assert "with this policy, at 2 a day this takes 392 days" in result.stderr


def test_a_check_says_it_of_a_file_of_leads(demo):
    folder = demo(datetime.now(UTC).date() + timedelta(days=3))
    result = run("campaign check", folder)
    assert "at 20 a day this takes 40 days (the campaign's quota); the campaign ends after 4" in result.stderr
    assert "in UTC; who is left then gets nothing more" in result.stdout


@pytest.mark.parametrize("options", [(), ("--dry-run",)], ids=["import", "dry run"])
def test_an_import_says_it_of_the_new_leads(tmp_path, monkeypatch, demo, options):
    now = datetime.now(UTC)
    desk, folder = CommandDesk(tmp_path / "mails", monkeypatch), demo(now.date() + timedelta(days=3))
    desk.world.clock.moment = now
    desk.run("campaign", "apply", folder)
    leads = ("leads", "import", folder / "leads.csv", "--campaign-id", CAMPAIGN)
    said = desk.run(*leads, *options, expect=4).stderr.splitlines()
    assert "warning: at 20 a day this takes 40 days (the campaign's quota); the campaign ends after 4" in said
    if not options:
        desk.world.clock.advance(timedelta(days=9))
        again = desk.run(*leads, expect=4).stderr
        assert "the campaign ends" not in again, "an import of nobody new says nothing of it"


def test_a_campaign_that_is_over_cannot_be_applied(desk, demo):
    said = desk.run("campaign", "apply", demo(date(2026, 1, 31)), expect=1).stderr
    assert said.strip().endswith("has passed: nobody would be written to; write a later day, or leave it out")


def test_the_status_says_when_a_campaign_ends_and_that_it_has(desk):
    ends = "  ends         after Mon 2026-11-23 in UTC; who is left then gets nothing more"
    assert ends in desk.says("status", CAMPAIGN)
    assert desk.json("status", CAMPAIGN)["runs"][0]["ends"] == "2026-11-23"
    desk.world.clock.advance(timedelta(days=1))
    desk.world.turn()
    said = desk.says("status", CAMPAIGN)
    assert "  ends         ended after Mon 2026-11-23 in UTC" in said
    assert any("the campaign's last day is over" in line for line in said)


def test_a_person_is_told_why_nothing_more_comes(desk):
    desk.world.clock.advance(timedelta(days=1))
    desk.world.turn()
    enrollment = desk.world.enrollment(people(1)[0])
    told = [story.sentence for story in tell(enrollment, desk.world.campaign, desk.world.run())]
    assert told[1:] == [
        "skipped because the campaign's last day is over",
        "never because the campaign's last day is over",
    ]


def test_a_campaign_without_a_last_day_names_none(tmp_path, monkeypatch):
    world = World()
    plain = CommandDesk(tmp_path / "mails", monkeypatch, world)
    world.apply(world.campaign)
    world.start(*people(1))
    assert not any(line.startswith("  ends") for line in plain.says("status", CAMPAIGN))
    assert plain.json("status", CAMPAIGN)["runs"][0]["ends"] is None
