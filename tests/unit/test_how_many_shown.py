"""What a person is told of quotas, ramps and paces: by status, why, show, simulate and what-if."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outreach.cli.main import app
from outreach.domain.campaign import DomainPace, PacePeriod, Policy, Ramp, Step
from outreach.domain.control import Mode
from outreach.domain.ids import MessageId
from world.builders import CAMPAIGN, DAY, a_campaign
from world.command_desk import ACCOUNT_DAILY_QUOTA, CommandDesk
from world.memory import World
from world.simulated import people

ROOT = Path(__file__).resolve().parents[2]
ONE_STEP = (Step(MessageId("intro"), 0 * DAY),)
STILL = ("--replies", "0", "--bounces", "0", "--out-of-office", "0")


@pytest.fixture
def started(tmp_path, monkeypatch):
    """A live run of thirty leads with this policy, after its first turn."""

    def start(**policy) -> CommandDesk:
        limits = Policy(**{"per_day": 20, "max_leads_per_tick": 100} | policy)
        desk = CommandDesk(tmp_path / "mails", monkeypatch, World(a_campaign(steps=ONE_STEP, policy=limits)))
        desk.world.apply(desk.world.campaign)
        desk.world.start(*people(30))
        desk.world.turn()
        return desk

    return start


def quota_lines(desk: CommandDesk) -> list[str]:
    return [line.strip() for line in desk.says("status", CAMPAIGN) if line.strip().startswith("quota")]


@pytest.mark.parametrize(
    ("policy", "lines"),
    [
        ({}, ["quota today  campaign 20 of 20, account 20 of 1,000"]),
        (
            {"ramp": Ramp(5, 5, 20)},
            ["quota today  campaign 5 of 5 (the ramp is in force), account 5 of 1,000"],
        ),
        (
            {"per_week": 12},
            [
                "quota today  campaign 12 of 12 (the quota of the week is in force), account 12 of 1,000",
                "quotas       12 of 12 this week",
            ],
        ),
        (
            {"per_week": 40, "per_run": 8},
            [
                "quota today  campaign 8 of 8 (the quota of the whole run is in force), account 8 of 1,000",
                "quotas       8 of 40 this week, 8 of 8 in the whole run",
            ],
        ),
    ],
)
def test_a_status_says_which_limit_is_in_force(started, policy, lines):
    assert quota_lines(started(**policy)) == lines


def test_a_status_says_that_the_account_is_in_force_if_it_allows_less(started):
    desk = started(ramp=Ramp(5, 5, 20))
    desk.world.tables.quotas["account", "2026-11-23"] = ACCOUNT_DAILY_QUOTA
    assert quota_lines(desk) == [
        "quota today  campaign 5 of 5 (the ramp is in force), account 1,000 of 1,000"
    ]
    desk.world.clock.advance(DAY)
    desk.world.tables.quotas["account", "2026-11-24"] = ACCOUNT_DAILY_QUOTA - 2
    assert quota_lines(desk) == ["quota today  campaign 0 of 10, account 998 of 1,000 (in force)"]


def test_on_the_next_day_a_status_counts_what_went_out_before(started):
    desk = started(ramp=Ramp(5, 5, 20), per_week=12)
    desk.world.clock.advance(DAY)
    desk.world.turn()
    assert quota_lines(desk) == [
        "quota today  campaign 7 of 7 (the quota of the week is in force), account 7 of 1,000",
        "quotas       12 of 12 this week",
    ]


def test_a_script_gets_the_same_figures(started):
    (run,) = started(ramp=Ramp(5, 5, 20), per_run=40).json("status", CAMPAIGN)["runs"]
    assert run["quota_today"]["campaign"] == {"used": 5, "limit": 5, "set_by": "ramp"}
    assert run["quotas"] == {"per_run": {"used": 5, "limit": 40, "set_by": "run"}}


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ({"ramp": Ramp(29, 5, 90), "per_day": 90}, "the ramp allows no more today"),
        ({"per_week": 29, "per_day": 90}, "the quota of the week is used up"),
        (
            {"per_run": 29, "per_day": 90},
            "the quota of the whole run is used up; raise it, or cancel the run",
        ),
        (
            {"per_domain": DomainPace(29, PacePeriod.HOUR), "per_day": 90},
            "enough mails to this domain for now",
        ),
    ],
)
def test_why_names_the_limit_that_somebody_waits_for(tmp_path, monkeypatch, policy, told):
    """The second tick names one lead more than is allowed, because the first one's mails are still on the queue."""
    desk = CommandDesk(
        tmp_path / "mails",
        monkeypatch,
        World(a_campaign(steps=ONE_STEP, policy=Policy(max_leads_per_tick=29, **policy))),
    )
    desk.world.apply(desk.world.campaign)
    file = tmp_path / "leads.csv"
    file.write_text("email\n" + "".join(f"p{number}@big.example\n" for number in range(30)), "utf-8")
    desk.run("leads", "import", "--campaign-id", CAMPAIGN, file)
    desk.world.runs.start(CAMPAIGN, Mode.LIVE, "test")
    desk.world.tick()
    desk.world.tick("tick-2")
    desk.world.drain()
    waiting = {f"p{number}@big.example" for number in range(30)} - {
        mail.recipient for mail in desk.world.ses.mails
    }
    assert len(waiting) == 1
    assert told in " ".join(desk.says("why", waiting.pop()))


LINE = 1 + (ROOT / "infra" / "demo" / "campaign.yaml").read_text("utf-8").splitlines().index("quotas:")
"""Where the quotas of the demo campaign stand."""


@pytest.fixture
def demo(tmp_path):
    """Writes the demo campaign with these quotas."""
    folder = shutil.copytree(ROOT / "infra" / "demo", tmp_path / "demo")

    def with_quotas(quotas: str) -> Path:
        text = (ROOT / "infra" / "demo" / "campaign.yaml").read_text("utf-8")
        before, _, after = text.partition("quotas:\n")
        rest = after[after.index("\n\n") :]
        (folder / "campaign.yaml").write_text(f"{before}quotas: {{{quotas}}}\n{rest}", "utf-8")
        return folder

    return with_quotas


def run(command: str, folder: Path, *options: object):
    line = [*command.split(), str(folder), *map(str, options)]
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, line)


def test_a_campaign_says_its_quotas(demo):
    quotas = "per_day: 400, per_week: 1500, per_run: 9000, ramp: {start: 50, step: 25, ceiling: 400}, per_domain: {at_most: 20, per: hour}"
    said = run("campaign check", demo(quotas)).stdout
    assert (
        "  quotas    ramp from 50 a day by 25 up to 400, 1,500 a week, 9,000 in the whole run, 20 to one domain per hour"
        in said.splitlines()
    )


@pytest.mark.parametrize(
    ("quotas", "problem"),
    [
        ("ramp: {start: 5, step: 5, ceiling: 201}", 'the ramp goes up to 201 a day, but "quotas.per_day" is 200; write "per_day: 201", or a lower ceiling'),
        ("ramp: {start: 5, step: 5, ceiling: 4}", 'begins at 5, above its ceiling of 4; write a "ceiling" of at least 5'),
        ("ramp: {start: 5, step: 0, ceiling: 9}", "quotas.ramp.step is 0, but must be at least 1"),
        ("ramp: {start: 5}", "quotas.ramp.step is missing"),
        ("counted_in: campaign", 'the quotas are counted by the campaign\'s days, but it has no zone; write a "window" with its "timezone", or "counted_in: utc"'),
        ("per_domain: {at_most: 9, per: week}", "quotas.per_domain.per \"week\" is not one of 'hour' or 'day'"),
        ("per_week: 0", "quotas.per_week is 0, but must be at least 1"),
        ("per_weak: 9", 'unknown key "per_weak"; did you mean "per_week"?'),
    ],
)  # fmt: skip
def test_a_check_names_what_cannot_hold_with_its_line(demo, quotas, problem):
    result = run("campaign check", demo(quotas))
    assert result.exit_code == 1
    assert problem in result.stderr
    assert f" line {LINE}: " in result.stderr


@pytest.mark.parametrize(
    ("quotas", "warning"),
    [
        (
            "per_week: 199",
            "199 a week is less than the 200 a day: one day may use up the whole week; write more a week, or fewer a day",
        ),
        (
            "per_week: 19, ramp: {start: 5, step: 5, ceiling: 20}",
            "19 a week is less than the 20 a day: one day may",
        ),
        ("per_week: 20, ramp: {start: 5, step: 5, ceiling: 20}", None),
        (
            "per_week: 140, ramp: {start: 5, step: 5, ceiling: 20}",
            "140 a week is never reached with 20 a day; write fewer a week, or leave it out",
        ),
        (
            "per_week: 1400",
            "1400 a week is never reached with 200 a day; write fewer a week, or leave it out",
        ),
        (
            "per_week: 500, per_run: 499",
            "499 in the whole run is less than the 500 a week; leave the week out, or write more in the run",
        ),
        (
            "per_domain: {at_most: 200, per: day}",
            "200 to one domain is never reached with 200 a day; write fewer, or leave it out",
        ),
        ("per_week: 200, per_run: 200, per_domain: {at_most: 199, per: day}", None),
        ("per_week: 1399, per_run: 1399", None),
    ],
)
def test_a_check_warns_of_what_never_comes_into_force(demo, quotas, warning):
    result = run("campaign check", demo(quotas))
    assert result.exit_code == 0, result.stderr
    if warning is None:
        assert f"campaign.yaml line {LINE}" not in result.stderr
    else:
        assert f"warning: campaign.yaml line {LINE}: {warning}" in result.stderr


def test_a_simulation_goes_up_the_ramp_and_says_when_the_run_is_used_up(demo):
    folder = demo("per_day: 40, per_run: 60, ramp: {start: 10, step: 10, ceiling: 40}")
    result = run(
        "simulate",
        folder,
        "--leads",
        folder / "leads.csv",
        "--from",
        "2026-12-01",
        "--days",
        9,
        *STILL,
        "--json",
    )
    assert result.exit_code == 4
    days = json.loads(result.stdout)["by_day"]
    assert [sum(mails.values()) for mails in days.values()] == [10, 20, 30]
    said = run(
        "simulate", folder, "--leads", folder / "leads.csv", "--from", "2026-12-01", "--days", 9, *STILL
    )
    assert (
        "leads still wait: the quota of the whole run is used up; raise it, or cancel the run" in said.stderr
    )


def test_another_ramp_is_tried_beside_the_present_one(demo):
    folder = demo("per_day: 400")
    result = run(
        "what-if",
        folder,
        "--leads",
        folder / "leads.csv",
        "--ramp",
        "100,100,300",
        "--per-week",
        600,
        "--json",
    )
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["present"]["course"]["busiest"] == 400
    assert told["what_if"]["course"]["busiest"] == 300
    assert told["what_if"]["ramp"] == {"start": 100, "step": 100, "ceiling": 300}


@pytest.mark.parametrize("ramp", ["50", "50,25", "50,25,0", "a,b,c", "50,25,400,9", "50,25,40", "²,1,9"])
def test_what_is_no_ramp_is_said_in_a_line(demo, ramp):
    result = run("what-if", demo("per_day: 400"), "--ramp", ramp)
    assert result.exit_code == 2
    assert "--ramp" in result.stderr
    assert "Traceback" not in result.output
