"""`outreach simulate`: from files alone, without a stack, and nobody is written to."""

import json
import re
import sqlite3

import pytest
from typer.testing import CliRunner

from outreach import artifacts
from outreach.artifacts.eml import parsed
from outreach.cli.main import app
from world.previewed import CAMPAIGN_FILE, a_folder
from world.unsubscribe_site import ROOT

DEMO = ROOT / "infra" / "demo"
STILL = ("--replies", "0", "--bounces", "0", "--out-of-office", "0")


@pytest.fixture(autouse=True)
def no_stack(monkeypatch):
    """Whoever connects to a stack fails."""
    monkeypatch.setattr("outreach.cli.stacks.Call.connect", None)


def simulate(*options, leads="leads.csv"):
    command = [
        "simulate",
        str(DEMO),
        "--leads",
        str(DEMO / leads),
        "--from",
        "2026-12-01",
        *map(str, options),
    ]
    return CliRunner(env={"COLUMNS": "100"}).invoke(app, command)


def test_the_demo_can_be_simulated_from_its_files():
    result = simulate(*STILL, "--suppressions", DEMO / "suppressions.csv")
    assert result.exit_code == 0, result.output
    assert "simulated from 2026-12-01 00:00 UTC; nobody was written to" in result.stdout
    assert "finished, 275 leads, 747 mails sent, 275 done" in result.stdout
    assert "Tue 2026-12-01    747    249" in result.stdout


def test_it_gives_the_same_for_a_script():
    told = json.loads(simulate(*STILL, "--suppressions", DEMO / "suppressions.csv", "--json").stdout)
    assert told["mails"] == 747
    assert told["by_day"] == {"2026-12-01": {"intro": 249, "followup1": 249, "followup2": 249}}
    assert told["began"]["at"].startswith("2026-12-01T00:00:00")
    assert told["began"]["stack"] is None
    files = told["began"]["files"]
    assert (files["added"], files["rejected"]) == (275, 33)
    assert sum(files["zones"].values()) + files["without_zone"] == 275


def test_nothing_is_left_behind_unless_artifacts_are_asked_for(tmp_path, monkeypatch):
    before = sorted(DEMO.rglob("*"))
    monkeypatch.chdir(tmp_path)
    assert simulate(*STILL).exit_code == 0
    assert sorted(DEMO.rglob("*")) == before
    assert list(tmp_path.iterdir()) == []


def test_its_artifacts_hold_and_are_no_live_run(tmp_path):
    result = simulate("--artifacts-dir", tmp_path)
    assert result.exit_code == 0, result.output
    folder = tmp_path / "campaign_demo" / "simulation"
    assert artifacts.verify(folder).holds
    summary = (folder / "summary.md").read_text()
    assert "a live run on a virtual clock, with made-up people; nobody was written to" in summary
    assert "Simulation, nobody was written to" in (folder / "report.html").read_text()


def test_a_simulated_follow_up_names_the_mail_before_it_by_its_message_id(tmp_path):
    simulate("--artifacts-dir", tmp_path)
    mails = tmp_path / "campaign_demo" / "simulation" / "mails"
    written = [parsed(path.read_bytes()) for path in mails.glob("*.eml")]
    ids = {mail["Message-ID"] for mail in written}
    named = [mail["In-Reply-To"] for mail in written if mail["In-Reply-To"]]
    assert named
    assert set(named) <= ids
    assert all(name.startswith("<simulated-") for name in ids)


def test_a_simulated_mail_in_a_live_run_breaks_a_promise(tmp_path):
    simulate("--artifacts-dir", tmp_path)
    database = tmp_path / "campaign_demo" / "simulation" / "proof.sqlite"
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE run SET mode = 'live'")
    assert "proof-and-live-apart" in {finding.name for finding in artifacts.verify(database.parent).findings}


def test_bounces_above_the_limit_show_where_the_run_would_stop():
    result = simulate("--bounces", "30%")
    assert result.exit_code == 4
    assert "paused at 2026-12-01" in result.stdout
    assert "too many mails" in result.stdout
    assert result.stderr.strip() == ""


def test_leads_that_still_wait_at_the_end_are_counted(tmp_path):
    campaign = tmp_path / "campaign"
    campaign.mkdir()
    for file in DEMO.rglob("*"):
        if file.is_file():
            target = campaign / file.relative_to(DEMO)
            target.parent.mkdir(exist_ok=True)
            target.write_text(file.read_text().replace("per_day: 2000", "per_day: 20"))
    result = CliRunner().invoke(
        app, ["simulate", str(campaign), "--leads", str(campaign / "leads.csv"), "--days", "5", *STILL]
    )
    assert result.exit_code == 4
    assert "after 5 days" in result.stderr
    assert "raise the quota, or simulate more with --days" in result.stderr


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--replies", "90%", "--bounces", "20%"), 1, "the assumptions add up to 113.0% of all mails"),
        (("--replies", "120%"), 1, "--replies is 120%; give a share from 0% to 100%"),
        (("--replies", "many"), 2, '"many" is not a share; write it like 4% or 0.04'),
        (("--bounces", "-3%"), 2, '"-3%" is not a share'),
        (("--from", "yesterday"), 2, '"yesterday" is not a date'),
        (("--from", "9999-12-31"), 2, "9999-12-31 is too far away; give a year from 2000 to 2199"),
        (("--from", "0001-01-01T00:00+14:00"), 2, "is too far away; give a year from 2000 to 2199"),
        (("--days", "0"), 2, "--days"),
        (("--suppressions", DEMO / "campaign.yaml"), 1, "campaign.yaml"),
        (("--encoding", "utf-16"), 1, "leads.csv line 1: is not utf-16 throughout"),
    ],
)
def test_what_cannot_be_simulated_is_said_in_a_line(options, code, told):
    result = simulate(*options)
    assert result.exit_code == code, result.output
    assert told in " ".join(result.stderr.replace("│", " ").split())
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", [("simulate",), ("what-if", "--per-day", "5")])
def test_a_list_without_a_lead_is_named(tmp_path, command):
    """No stack is in the play, so `leads import` is no remedy."""
    leads = tmp_path / "none.csv"
    leads.write_text("Email,Company\nnot-an-address,Acme\n")
    result = CliRunner().invoke(app, [*command, str(DEMO), "--leads", str(leads)])
    assert result.exit_code == 1
    said = " ".join(result.stderr.split())
    assert said.startswith("none.csv: has no lead to write to: 1 row would be rejected;")
    assert f"`outreach campaign check {DEMO} --leads {leads}` says why" in said


def test_rejected_rows_are_counted_and_the_command_that_shows_them_is_named(tmp_path):
    leads = tmp_path / "one.csv"
    leads.write_text("Email,Company\nann@acme.example,Acme\nnot-an-address,Acme\n")
    result = CliRunner().invoke(app, ["simulate", str(DEMO), "--leads", str(leads)])
    check = f"`outreach campaign check {DEMO} --leads {leads}`"
    assert f"  1 row would be rejected: {check} shows them" in result.stdout.splitlines()


def test_the_report_says_by_whose_days_the_quotas_count(tmp_path):
    """The days of the picture are those of UTC in either case."""
    folder = a_folder(tmp_path / "spring")
    file = folder / "campaign.yaml"
    window = 'window: {days: [mon], from: "09:00", to: "17:00", timezone: Pacific/Auckland}\n'
    start = ("--from", "2026-12-01", "--leads", str(folder / "leads.csv"))
    told = []
    for quotas in ("", "quotas: {counted_in: campaign}\n"):
        file.write_text(CAMPAIGN_FILE + window + quotas)
        line = ["simulate", str(folder), *start, "--artifacts-dir", str(tmp_path / "out")]
        result = CliRunner().invoke(app, line)
        assert result.exit_code == 0, result.output
        (report,) = (tmp_path / "out").rglob("report.html")
        told += re.findall(r"Days are by UTC[^.]*\.", report.read_text())
    assert told == [
        "Days are by UTC, as quotas are.",
        "Days are by UTC, and quotas by the days in Pacific/Auckland.",
    ]


def test_the_report_tells_of_one_reply_as_of_one(tmp_path):
    folder = a_folder(tmp_path / "spring")
    (folder / "leads.csv").write_text("Email,First Name,Company\nann@acme.example,Ann,Acme\n")
    line = [
        "simulate",
        str(folder),
        "--leads",
        str(folder / "leads.csv"),
        "--replies",
        "100%",
        "--bounces",
        "0%",
        "--out-of-office",
        "0%",
        "--from",
        "2026-12-01",
    ]
    result = CliRunner().invoke(app, [*line, "--artifacts-dir", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    (report,) = (tmp_path / "out").rglob("report.html")
    told = "1 lead ended early, because the person, or a colleague, replied. There was 1 reply."
    assert told in report.read_text()
