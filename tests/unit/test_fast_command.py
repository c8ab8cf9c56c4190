"""`outreach run --mode proof --fast`, and what any rehearsal says that has rendered nothing."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from outreach.artifacts.promises import promises
from outreach.domain.fast import HEADER
from outreach.domain.ids import CampaignId, RunId
from world.command_desk import CommandDesk

ROOT = Path(__file__).resolve().parents[2]
PARTLY, USAGE = 4, 2
SATURDAY = datetime(2026, 11, 28, 12, tzinfo=UTC)
RUN = ("run", "--campaign-id", "office", "--mode", "proof", "--interval-seconds", "0")
FAST = (*RUN, "--fast")
OFFICE = {
    "id": "office",
    "name": "Office hours",
    "sender": {"address": "sales@us.example", "postal_address": "1 Main Street, Springfield"},
    "fields": {"first_name": {"default": "there"}},
    "window": {
        "days": ["mon", "tue", "wed", "thu", "fri"],
        "from": "09:00",
        "to": "17:00",
        "timezone": "Europe/Amsterdam",
    },
    "sequence": [
        {"message": "intro"},
        {"message": "followup1", "delay": "3d"},
        {"message": "followup2", "delay": "3d"},
    ],
}
LEADS = "Email,First Name\nann@acme.example,Ann\nbob@other.example,Bob\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    desk = CommandDesk(tmp_path / "mails", monkeypatch)
    desk.world.clock.moment = SATURDAY
    return desk


def prepare(desk: CommandDesk, folder: Path, leads: str = LEADS, **changes: Any) -> None:
    """Apply the campaign of office hours, and import its leads."""
    home = folder / "office"
    (home / "messages").mkdir(parents=True, exist_ok=True)
    for message in ("intro", "followup1", "followup2"):
        for part, text in (
            ("subject.txt", "Hello {{ first_name }}"),
            ("txt", "{{ unsubscribe_url }}\n{{ postal_address }}"),
        ):
            (home / "messages" / f"{message}.{part}").write_text(text)
        (home / "messages" / f"{message}.html").write_text(
            "<p>{{ unsubscribe_url }} {{ postal_address }}</p>"
        )
    (home / "campaign.yaml").write_text(yaml.safe_dump(OFFICE | changes))
    (folder / "leads.csv").write_text(leads)
    desk.run("campaign", "apply", home)
    desk.run("leads", "import", folder / "leads.csv", "--campaign-id", "office")


def last_words(desk: CommandDesk, *command: str) -> list[str]:
    """Rehearse in vain; return what is said about it, without the remedy."""
    lines = [line.rstrip() for line in desk.run(*command, expect=PARTLY).stderr.splitlines()]
    [start] = [place for place, line in enumerate(lines) if " was rehearsed" in line]
    return lines[start:]


def test_every_mail_of_a_campaign_of_weeks_is_rehearsed_on_a_saturday(
    desk: CommandDesk, tmp_path: Path
) -> None:
    prepare(desk, tmp_path)
    said = desk.says(*FAST, "--export-artifacts", "--artifacts-dir", tmp_path)
    assert said[0] == "office proof-1: finished, 2 leads, 6 mails rehearsed, 2 done"
    assert (
        "  delays, cooldown, window and quotas were taken as passed: the mails would have gone from Mon 2026-11-30 08:00 to "
        "Mon 2026-12-07 08:00 UTC"
    ) in said
    assert desk.world.clock.now() - SATURDAY < timedelta(minutes=10)
    assert (
        f"All {len(promises())} promises hold."
        in (tmp_path / "campaign_office" / "proof-1" / "summary.md").read_text()
    )


def test_why_says_when_each_mail_would_have_gone(desk: CommandDesk, tmp_path: Path) -> None:
    prepare(desk, tmp_path)
    desk.run(*FAST)
    said = "\n".join(desk.says("why", "ann@acme.example"))
    assert "office, fast rehearsal proof-1 (finished)" in said
    assert "would have gone Thu 2026-12-03 08:00:00 UTC (delay taken as passed)" in said
    [run] = desk.json("why", "ann@acme.example")["runs"]
    assert run["fast"] is True
    assert [step["would_go_at"] for step in run["steps"]] == [
        f"2026-{day}T08:00:00+00:00" for day in ("11-30", "12-03", "12-07")
    ]


def test_a_script_sees_that_it_was_fast_and_from_when_to_when(desk: CommandDesk, tmp_path: Path) -> None:
    prepare(desk, tmp_path)
    found = json.loads(desk.run(*FAST, "--json").stdout)
    assert (found["fast"], found["mails"], found["leads"]) == (True, 6, 2)
    assert found["would_go"] == ["2026-11-30T08:00:00+00:00", "2026-12-07T08:00:00+00:00"]


def test_a_live_run_cannot_be_fast(desk: CommandDesk, tmp_path: Path) -> None:
    prepare(desk, tmp_path)
    live = ("run", "--campaign-id", "office", "--mode", "live", "--fast", "--yes-send-live", "office")
    said = desk.run(*live, expect=USAGE).stderr
    assert "only a rehearsal can be fast; say --mode proof" in said
    assert desk.world.controls.runs() == []


def test_quotas_are_taken_as_passed_and_a_mail_says_the_day_on_which_it_would_have_gone(
    desk: CommandDesk, tmp_path: Path
) -> None:
    prepare(desk, tmp_path, quotas={"per_day": 1})
    assert desk.says(*FAST)[0] == "office proof-1: finished, 2 leads, 6 mails rehearsed, 2 done"
    mails = desk.world.proof_mails.of_run(CampaignId("office"), RunId("proof-1"), desk.world.campaign.shards)
    days = [parsedate_to_datetime(mail.mail.headers[HEADER]).date() for mail in mails]
    assert len(set(days)) == len(days) == 6
    assert {day.strftime("%a") for day in days} <= {"Mon", "Tue", "Wed", "Thu", "Fri"}
    said = "\n".join(desk.says("why", "bob@other.example") + desk.says("why", "ann@acme.example"))
    assert "(quota and window taken as passed)" in said or "(window and quota taken as passed)" in said


def test_a_fast_rehearsal_stops_where_the_quota_of_the_run_does_and_says_so(
    desk: CommandDesk, tmp_path: Path
) -> None:
    prepare(desk, tmp_path, quotas={"per_run": 3})
    said = last_words(desk, *FAST)
    assert said[0] == "not everything was rehearsed: 2 of 2 leads would get more mails"
    assert any("the quota of the whole run is used up" in line for line in said)
    assert said[-1].startswith("holds, stops and the quota of the whole run hold in a fast rehearsal too;")


def test_what_a_pause_put_off_would_have_gone_no_sooner_than_it_did(
    desk: CommandDesk, tmp_path: Path
) -> None:
    prepare(desk, tmp_path)
    desk.run(*FAST, "--ticks", "1", expect=PARTLY)
    desk.world.clock.moment = datetime(2026, 12, 15, 12, tzinfo=UTC)
    desk.world.live_through(timedelta(minutes=2), timedelta(minutes=1))
    mails = desk.world.proof_mails.of_run(CampaignId("office"), RunId("proof-1"), desk.world.campaign.shards)
    second = [parsedate_to_datetime(mail.mail.headers[HEADER]) for mail in mails if mail.step == 1]
    assert all(at.date().isoformat() == "2026-12-15" for at in second)
    assert len(second) == 2


def test_the_status_of_a_fast_rehearsal_names_no_quota_of_today(desk: CommandDesk, tmp_path: Path) -> None:
    prepare(desk, tmp_path, quotas={"per_day": 1, "per_week": 3})
    desk.run(*FAST)
    assert not any(
        "quota" in line and "taken as passed" not in line for line in desk.says("status", "office")
    )


def test_who_waits_for_a_first_delay_is_told(desk: CommandDesk, tmp_path: Path) -> None:
    prepare(desk, tmp_path, sequence=[{"message": "intro", "delay": "2d"}])
    said = last_words(desk, *RUN, "--ticks", "2")
    assert said[0] == "nothing was rehearsed: 2 of 2 leads would get more mails"
    assert (
        said[2]
        == "      2     1  intro    the delay of the step is not over, or the window is closed  2026-11-30 12:00:00"
    )
    assert "--fast" in said[-1]


def test_a_kill_switch_that_is_on_is_told(desk: CommandDesk, tmp_path: Path) -> None:
    prepare(desk, tmp_path)
    desk.run("kill", "on")
    for command in (FAST, (*RUN, "--ticks", "1")):
        said = last_words(desk, *command)
        assert said[0] == "nothing was rehearsed: 2 of 2 leads would get more mails"
        assert "the kill switch is on; `outreach kill off` turns it off" in said[2]


def test_a_pause_is_told_with_who_and_why(
    desk: CommandDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody pauses the run between its start and the first tick."""
    prepare(desk, tmp_path)
    function = type(desk.operator.tick_function)
    tick = function.invoke

    def paused_first(self: Any) -> Any:
        desk.world.runs.pause(CampaignId("office"), "olga", "wrong subject")
        return tick(self)

    monkeypatch.setattr(function, "invoke", paused_first)
    assert "the run is paused, by olga: wrong subject" in last_words(desk, *FAST)[2]


def test_leads_who_all_have_an_order_are_told_with_the_reason(desk: CommandDesk, tmp_path: Path) -> None:
    prepare(desk, tmp_path)
    desk.run("suppress", "add", "acme.example")
    desk.run("suppress", "add", "bob@other.example")
    [said] = last_words(desk, *FAST)
    assert said == (
        "nothing was rehearsed: no lead would get a mail (1 lead: the domain is suppressed; "
        "1 lead: an operator suppressed the address)"
    )


def test_a_campaign_without_leads_is_not_started(desk: CommandDesk, tmp_path: Path) -> None:
    prepare(desk, tmp_path, leads="Email,First Name\nann@acme.example,Ann\n")
    desk.world.tables.audience.clear()
    assert 'campaign "office" has no leads; import them first' in desk.refuses(*FAST)


def test_a_fast_rehearsal_with_a_limit_of_ticks_ends_there(desk: CommandDesk, tmp_path: Path) -> None:
    prepare(desk, tmp_path)
    said = last_words(desk, *FAST, "--ticks", "1")
    assert said[0] == "not everything was rehearsed: 2 of 2 leads would get more mails"
    assert "its turn has not come yet; more ticks are needed" in said[2]
