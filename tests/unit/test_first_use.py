"""What somebody who uses the command for the first time must be told: what was not rehearsed, what goes on, what is final."""

import json
import re
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from outreach.artifacts.database import packaged
from outreach.cli import output, updown
from outreach.cli.command import OLD_NAMES, renamed
from outreach.cli.driving import Driver
from outreach.cli.main import app
from outreach.domain.campaign import Campaign, Policy
from outreach.domain.ids import RunId
from outreach.domain.outcome import Ambiguous
from outreach.local import emulator, kept
from outreach.local.emulator import EmulatorError, EmulatorOptions
from outreach.local.processes import ProcessId
from outreach.services.operator.runs import Runs
from world.builders import CAMPAIGN, NOON
from world.command_desk import CommandDesk

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "infra" / "demo"
LEADS = "Email,First Name,Company\nann@acme.example,Ann,Acme\nbob@acme.example,Bob,Acme\n"
REHEARSE = ("run", "--campaign-id", "demo", "--mode", "proof", "--ticks", "9", "--interval-seconds", "0")
REFUSED, PARTLY, INTERRUPTED = 1, 4, 130
WEEKEND = """
window:
  days: [sat, sun]
  from: "10:00"
  to: "18:00"
  timezone: Europe/Dublin
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    return CommandDesk(tmp_path / "mails", monkeypatch)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A copy of the demo campaign, to be changed."""
    return Path(shutil.copytree(DEMO, tmp_path / "demo")) / "campaign.yaml"


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    file = tmp_path / "leads.csv"
    file.write_text(LEADS)
    return file


def prepare(desk: CommandDesk, demo: Path, leads: Path, *, append: str = "", **changes: str) -> None:
    text = demo.read_text()
    for old, new in changes.items():
        text = text.replace(f"{old}: ", f"{old}: {new} #", 1)
    demo.write_text(text + append)
    desk.run("campaign", "apply", demo)
    desk.run("leads", "import", leads, "--campaign-id", "demo")


def missing(desk: CommandDesk) -> list[str]:
    """Rehearse; return what it says of what it has not shown."""
    return said_last(desk, *REHEARSE)[:-1]


def said_last(desk: CommandDesk, *command: str) -> list[str]:
    lines = [line.rstrip() for line in desk.run(*command, expect=PARTLY).stderr.splitlines()]
    [start] = [place for place, line in enumerate(lines) if " was rehearsed" in line]
    return lines[start:]


# --- what a rehearsal has not shown -------------------------------------------------------------------


def test_a_rehearsal_outside_the_window_says_that_it_has_shown_nothing(
    desk: CommandDesk, demo: Path, leads: Path
) -> None:
    prepare(desk, demo, leads, append=WEEKEND)  # it is a Monday
    said = said_last(desk, *REHEARSE)
    assert said[:3] == [
        "nothing was rehearsed: 2 of 2 leads would get more mails",
        "  Leads  Step  Message  Because                                                      Due (UTC)",
        "      2     1  intro    outside the window: it opens Sat 28 Nov 10:00 Europe/Dublin  2026-11-28 10:00:00",
    ]
    assert said[3].endswith(
        "To see every mail now, `outreach run --campaign-id demo --mode proof --fast` takes delays, cooldown, window and quotas as "
        "passed"
    )


def test_a_rehearsal_with_real_delays_says_who_still_waits_for_which_step(
    desk: CommandDesk, demo: Path, leads: Path
) -> None:
    prepare(desk, demo, leads, delay="3d")
    assert missing(desk) == [
        "not everything was rehearsed: 2 of 2 leads would get more mails",
        "  Leads  Step  Message    Because                                                     Due (UTC)",
        "      2     2  followup1  the delay of the step is not over, or the window is closed  2026-11-26 12:00:00",
    ]


def test_a_rehearsal_above_its_quota_says_so(desk: CommandDesk, demo: Path, leads: Path) -> None:
    prepare(desk, demo, leads, per_day="3")
    found = missing(desk)
    assert found[0] == "not everything was rehearsed: 2 of 2 leads would get more mails"
    assert all("the daily quota is used up" in line for line in found[2:])


def test_a_rehearsal_of_too_few_ticks_says_that_more_are_needed(
    desk: CommandDesk, demo: Path, leads: Path
) -> None:
    prepare(desk, demo, leads)
    lines = desk.run(*REHEARSE[:5], "--ticks", "0", expect=PARTLY).stderr.splitlines()
    assert any("its turn has not come yet; more ticks are needed" in line for line in lines)


def test_a_rehearsal_in_which_nobody_would_get_a_mail_says_so(
    desk: CommandDesk, demo: Path, leads: Path
) -> None:
    prepare(desk, demo, leads)
    desk.run("suppress", "add", "acme.example")
    last = desk.run(*REHEARSE, expect=PARTLY).stderr.splitlines()[-1]
    assert last == "nothing was rehearsed: no lead would get a mail (2 leads: the domain is suppressed)"


def test_a_rehearsal_that_has_shown_every_mail_says_nothing_more(
    desk: CommandDesk, demo: Path, leads: Path
) -> None:
    prepare(desk, demo, leads)
    assert "rehearsed:" not in desk.run(*REHEARSE).stderr


def test_a_live_run_with_mails_to_come_is_no_rehearsal_that_lacks_them(
    desk: CommandDesk, demo: Path, leads: Path
) -> None:
    prepare(desk, demo, leads, delay="3d")
    live = ("run", "--campaign-id", "demo", "--mode", "live", "--ticks", "1", "--interval-seconds", "0")
    assert "rehearsed" not in desk.run(*live, stack="local").stderr


def test_the_summary_of_a_rehearsal_says_what_it_has_not_shown(
    desk: CommandDesk, demo: Path, leads: Path, tmp_path: Path
) -> None:
    prepare(desk, demo, leads, append=WEEKEND)
    desk.run(*REHEARSE, "--export-artifacts", "--artifacts-dir", tmp_path, expect=PARTLY)
    folder = tmp_path / "campaign_demo" / "proof-1"
    assert (
        "- **not everything was rehearsed**: 0 mails were made, and 2 leads would get more. "
        in (folder / "summary.md").read_text()
    )
    assert "No mail has gone out yet to the 2 leads of this run." in (folder / "report.html").read_text()


# --- what goes on, and what is final ------------------------------------------------------------------


def test_a_run_whose_leads_have_all_ended_is_closing_until_a_tick_finishes_it(
    desk: CommandDesk, demo: Path, leads: Path, tmp_path: Path
) -> None:
    prepare(desk, demo, leads)
    said = desk.says(*REHEARSE[:5], "--ticks", "3", "--interval-seconds", "0")
    assert said[0] == "demo proof-1: closing, 2 leads, 6 mails rehearsed, 2 done"
    assert desk.says("status")[1].split()[:3] == ["demo", "proof-1", "closing"]
    assert [run["closing"] for run in desk.json("status", "demo")["runs"]] == [True]
    desk.run("artifacts", "export", "demo", "--artifacts-dir", tmp_path)
    summary = (tmp_path / "campaign_demo" / "proof-1" / "summary.md").read_text()
    assert "closing: everybody has ended, and the next tick finishes the run" in summary
    desk.world.tick()
    assert desk.says("status", "demo")[0] == "demo proof-1: finished, 2 leads, 6 mails rehearsed, 2 done"


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_who_interrupts_a_run_hears_that_it_goes_on_and_how_to_stop_it(
    desk: CommandDesk, demo: Path, leads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(desk, demo, leads)
    monkeypatch.setattr(Driver, "tick", interrupted)
    assert desk.run(*REHEARSE, expect=INTERRUPTED).stderr.splitlines()[-1] == (
        'interrupted: run "proof-1" of campaign "demo" goes on by schedule; follow it with `outreach status demo --run '
        "proof-1 --stack memory`, stop it with `outreach campaign pause demo --run proof-1 --stack memory`"
    )


def test_who_interrupts_a_watch_hears_that_the_run_goes_on(
    desk: CommandDesk, demo: Path, leads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(desk, demo, leads)
    desk.run("campaign", "start", "demo", "--mode", "proof")
    monkeypatch.setattr("outreach.cli.status.time.sleep", interrupted)
    last = desk.run("status", "demo", "--watch", expect=INTERRUPTED).stderr.splitlines()[-1]
    assert last.startswith('interrupted: run "proof-1" of campaign "demo" goes on by schedule; ')


@pytest.mark.parametrize("command", [REHEARSE, ("campaign", "start", "demo", "--mode", "proof")])
def test_who_interrupts_a_start_hears_that_leads_may_be_enrolled(
    desk: CommandDesk, demo: Path, leads: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    prepare(desk, demo, leads)
    monkeypatch.setattr(Runs, "start", interrupted)
    assert desk.run(*command, expect=INTERRUPTED).stderr.splitlines()[-1] == (
        "interrupted: a part of the leads may be enrolled, and the schedule goes on with them; say it again: that is "
        "safe, and enrolls the rest. To stop instead: `outreach campaign pause demo --stack memory`"
    )


def test_who_joins_a_start_that_is_not_complete_hears_it(desk: CommandDesk, demo: Path, leads: Path) -> None:
    prepare(desk, demo, leads)
    desk.run("campaign", "start", "demo", "--mode", "proof")
    desk.world.controls.mark_enrolled(
        CAMPAIGN, RunId("proof-1"), enrolled=False
    )  # as while another start enrolls
    assert desk.says("campaign", "start", "demo", "--mode", "proof")[0] == (
        'joined run "proof-1" of campaign "demo", which another start has begun and not completed: 0 leads more enrolled'
    )
    assert desk.says("campaign", "start", "demo", "--mode", "proof")[0].startswith('started run "proof-2"')


@pytest.mark.parametrize(("answer", "status"), [(True, "cancelled"), (False, "running")])
def test_who_sits_at_the_keyboard_is_asked_before_a_run_ends_for_good(
    desk: CommandDesk,
    demo: Path,
    leads: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: bool,
    status: str,
) -> None:
    prepare(desk, demo, leads)
    desk.run("campaign", "start", "demo", "--mode", "proof")
    asked = []
    keyboard = SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("outreach.cli.campaign.sys", keyboard)
    monkeypatch.setattr(typer, "confirm", lambda text, **_: asked.append(text) or answer)
    desk.run("campaign", "cancel", "demo", expect=0 if answer else REFUSED)
    assert asked == ['This ends proof-1 of "demo" for good: whoever still waits gets no more mails. Cancel?']
    assert desk.world.run("proof-1").status == status


# --- what a campaign says -----------------------------------------------------------------------------


def test_a_campaign_shows_its_window_and_every_limit(desk: CommandDesk, demo: Path) -> None:
    demo.write_text(
        demo.read_text().replace(
            "unknown: assume_sent",
            "unknown: hold\n  soft_bounces: off\n  breaker: off\n  threading: false\n  track_clicks: true\n#",
        )
        + WEEKEND
    )
    desk.run("campaign", "apply", demo)
    shown = desk.says("campaign", "show", "demo")
    assert "  window    sat, sun, 10:00 to 18:00 where the lead lives, or in Europe/Dublin" in shown
    assert "  unknown   a mail of which SES said nothing stops its lead (hold)" in shown
    assert "  bounces   soft bounces suppress nobody" in shown
    assert "  breaker   off: a live run is not paused when its mails bounce" in shown
    assert "  mails     each follow-up stands alone, clicks tracked" in shown
    window = desk.json("campaign", "show", "demo")["definition"]["window"]
    assert window == {"days": ["sat", "sun"], "from": "10:00", "to": "18:00", "timezone": "Europe/Dublin"}


def test_a_campaign_shows_each_of_its_hours(desk: CommandDesk, demo: Path) -> None:
    hours = "\nwindow:\n  timezone: UTC\n  days: [sat]\n  hours:\n  - {from: 22:00, to: 02:00}\n  - {from: 9:00, to: 12:00}\n"
    demo.write_text(demo.read_text() + hours)
    assert "the window is open over midnight: 22:00-02:00" in "".join(
        desk.run("campaign", "apply", demo).output
    )
    shown = desk.says("campaign", "show", "demo")
    assert (
        "  window    sat, 09:00 to 12:00 and 22:00 to 02:00 of the next day where the lead lives, or in UTC"
        in shown
    )
    assert desk.json("campaign", "show", "demo")["definition"]["window"] == {
        "days": ["sat"],
        "hours": [{"from": "09:00", "to": "12:00"}, {"from": "22:00", "to": "02:00"}],
        "timezone": "UTC",
    }


def test_every_setting_of_a_campaign_file_is_shown(desk: CommandDesk, demo: Path) -> None:
    """A new one that is not shown fails here."""
    desk.run("campaign", "apply", demo)
    shown = desk.json("campaign", "show", "demo")["definition"]
    named = {one.name for part in (Campaign, Policy) for one in fields(part)} - {"policy"}
    assert named <= {name.removesuffix("_seconds") for name in shown}


def checked(desk: CommandDesk, *arguments: str | Path, expect: int = 0) -> list[str]:
    """Check; return what it says. No stack may be asked."""
    return desk.says("campaign", "check", *arguments, stack="nowhere", expect=expect)


def test_a_campaign_file_is_checked_without_a_stack(desk: CommandDesk, demo: Path) -> None:
    said = checked(desk, demo.parent)
    assert said[0] == f"{demo} can be applied: demo, Tallyard for finance teams"
    assert "     1  intro      at once" in said
    demo.write_text(demo.read_text().replace("id: demo", "id: De mo"))
    assert "is not an id" in desk.run("campaign", "check", demo, stack="nowhere", expect=REFUSED).stderr


def test_leads_are_checked_with_their_campaign_and_nothing_is_written(
    desk: CommandDesk, demo: Path, leads: Path
) -> None:
    leads.write_text(LEADS + "Bob@ACME.example,Bob,Acme\nnot-an-address,Emil,Acme\ncarl@acme.example,Carl,\n")
    before = sorted(leads.parent.iterdir())
    said = checked(desk, demo, "--leads", leads, expect=PARTLY)
    start = said.index(f"{leads} can be imported; on a new stack it would give:")
    *lines, last = said[start + 1 :]
    assert lines == [
        f'5 rows of {leads} for campaign "demo"',
        "  Rows",
        "     2  new leads",
        "     0  already known, and unchanged",
        "     1  name a person whom an earlier row names",
        "     2  rejected",
        "     2  without a time zone",
        "nothing was written: this was a dry run",
        "  Line  Would be rejected because",
        '     5  "not-an-address" is not an e-mail address (no @ sign); correct the address',
    ]
    assert last.startswith("     6  no company; messages/")
    assert sorted(leads.parent.iterdir()) == before


def test_leads_that_cannot_be_read_are_said_as_the_import_says_it(
    desk: CommandDesk, demo: Path, leads: Path
) -> None:
    leads.write_text("Email,Name\nann@acme.example,Ann\n")
    refused = desk.run("campaign", "check", demo, "--leads", leads, stack="nowhere", expect=REFUSED)
    assert "no column gives company" in refused.stderr


def test_a_list_without_a_row_fails_the_check_as_it_fails_an_import(
    desk: CommandDesk, demo: Path, leads: Path
) -> None:
    leads.write_text("Email,First Name,Company\n")
    said = desk.run("campaign", "check", demo, "--leads", leads, stack="nowhere", expect=REFUSED)
    assert "there is no row after the header" in said.stderr


# --- names and figures --------------------------------------------------------------------------------


def test_the_old_names_of_options_go_on_working_and_are_not_shown(
    desk: CommandDesk, demo: Path, leads: Path, tmp_path: Path
) -> None:
    prepare(desk, demo, leads)
    desk.run(*REHEARSE)
    desk.run("artifacts", "export", "demo", "--dir", tmp_path / "old")
    desk.run("artifacts", "export", "demo", f"--artifacts-dir={tmp_path / 'new'}")
    assert (tmp_path / "old" / "campaign_demo" / "proof-1" / "summary.md").exists()
    assert (tmp_path / "new" / "campaign_demo" / "proof-1" / "summary.md").exists()
    desk.run("suppress", "add", "ann@acme.example", "--campaign=demo")
    desk.run("suppress", "add", "bob@acme.example", "--campaign-id", "demo")
    assert {one["order"]["scope"] for one in desk.json("suppress", "list")} == {"demo"}
    for command in (
        ("artifacts", "export"),
        ("run",),
        ("demo",),
        ("suppress", "add"),
        ("suppress", "import"),
    ):
        shown = desk.run(*command, "--help").stdout.split()
        assert not set(OLD_NAMES) & set(shown)


def test_an_option_has_one_name_in_every_command() -> None:
    """Two names for one thing: of options that mean the same folder, campaign or run, each command has the same one."""
    names = {name for command in commands(typer.main.get_command(app)) for name in options_of(command)}
    assert not names & set(OLD_NAMES)
    assert set(OLD_NAMES.values()) <= names


def test_what_stands_behind_two_dashes_is_no_option() -> None:
    assert renamed(["--dir", "x", "--dir=y", "--", "--dir"]) == [
        "--artifacts-dir",
        "x",
        "--artifacts-dir=y",
        "--",
        "--dir",
    ]


def commands(command: Any) -> Iterator[Any]:
    for sub in getattr(command, "commands", {}).values():
        yield from commands(sub)
    yield command


def options_of(command: Any) -> list[str]:
    return [name for one in command.params for name in one.opts]


def test_live_and_rehearsal_are_exported_side_by_side(
    desk: CommandDesk, demo: Path, leads: Path, tmp_path: Path
) -> None:
    prepare(desk, demo, leads)
    desk.run(*REHEARSE)
    desk.run("campaign", "start", "demo", "--mode", "live", stack="local")
    for run in ("proof-1", "live"):
        desk.run("artifacts", "export", "demo", "--run", run, "--artifacts-dir", tmp_path)
    home = tmp_path / "campaign_demo"
    assert sorted(path.name for path in home.iterdir()) == ["live", "proof-1"]
    assert desk.run("verify", home, expect=REFUSED).stderr.splitlines()[-1] == (
        f"{home}: holds an export of each run; name one of them: live, proof-1"
    )


def test_steps_count_from_1_wherever_a_person_reads(
    desk: CommandDesk, demo: Path, leads: Path, tmp_path: Path
) -> None:
    prepare(desk, demo, leads)
    desk.run(*REHEARSE, "--export-artifacts", "--artifacts-dir", tmp_path)
    folder = tmp_path / "campaign_demo" / "proof-1"
    told = desk.json("why", "ann@acme.example")["runs"][0]
    assert [step["step"] for step in told["steps"]] == [1, 2, 3]
    names = sorted(path.stem for path in (folder / "mails").glob(f"{told['lead_id']}-*.eml"))
    assert names == [f"{told['lead_id']}-{step}" for step in (1, 2, 3)]
    attempts = [json.loads(line) for line in (folder / "attempts.jsonl").read_text().splitlines()]
    own = [one for one in attempts if one["lead_id"] == told["lead_id"]]
    assert [(one["step"], one["step_index"], one["idempotency_key"][-1]) for one in own] == [
        (1, 0, "0"),
        (2, 1, "1"),
        (3, 2, "2"),
    ]
    header = (folder / "attempts.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header.startswith("idempotency_key,lead_id,step,message_id,")
    assert "| 1 | intro | 2 |" in (folder / "summary.md").read_text()


def test_a_broken_promise_names_the_step_as_files_and_pages_do(tmp_path: Path) -> None:
    """`proof.sql` counts from 1 as well: somebody looks for the mail that it names."""
    named = re.findall(r"' step ' \|\| (\S+ ?\S* ?\S*)", packaged("proof.sql"))
    assert len(named) > 30
    assert [one for one in named if not re.match(r"\((\w\.)?step \+ 1\)", one)] == []


# --- narrow terminals ---------------------------------------------------------------------------------

WIDTHS = (60, 80, 100, 140)
LONG = "finance-teams-spring2027"
SHOWN = (
    ("status",),
    ("status", LONG),
    ("campaign", "list"),
    ("campaign", "show", LONG),
    ("suppress", "list"),
    ("why", "ann@acme.example"),
    ("why", "dora@acme.example"),
    ("unknown", "list"),
)


@pytest.fixture
def busy(desk: CommandDesk, demo: Path, leads: Path) -> CommandDesk:
    """A campaign with a long id, live and rehearsed, with somebody unknown and somebody who must not be written to."""
    demo.write_text(demo.read_text().replace("id: demo ", f"id: {LONG} "))
    leads.write_text(
        LEADS.replace("Company\n", "Company,DNC\n").replace("Acme\n", "Acme,\n")
        + "dora@acme.example,D,A,yes\n"
    )
    desk.run("campaign", "apply", demo)
    desk.run("leads", "import", leads, "--campaign-id", LONG)
    desk.world.ses.script.append(Ambiguous("ReadTimeoutError"))
    desk.run("campaign", "start", LONG, "--mode", "live", stack="local")
    desk.run(*(LONG if word == "demo" else word for word in REHEARSE))
    return desk


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("command", SHOWN, ids=" ".join)
def test_a_narrow_terminal_loses_columns_and_no_part_of_a_word(
    busy: CommandDesk, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], width: int
) -> None:
    whole = set(busy.run(*command).stdout.split())
    monkeypatch.setenv("COLUMNS", str(width))
    lines = busy.run(*command).stdout.splitlines()
    said = {line for line in lines if "no room for: " in line}
    assert all(len(line.rstrip()) <= width for line in lines)
    assert {word for line in lines if line not in said for word in line.split()} <= whole


@pytest.mark.parametrize(
    ("width", "title", "left_out"),
    [
        (60, "Campaign  Run  Status  Leads  Mails", "In flight, Ended, Waiting, Unknown, Next due"),
        (80, "Campaign  Run  Status  Leads  Mails  Unknown  Next due", "In flight, Ended, Waiting"),
        (100, "Campaign  Run  Status  Leads  Mails  Waiting  Unknown  Ended  Next due", "In flight"),
        (140, "Campaign  Run  Status  Leads  Mails  Waiting  In flight  Unknown  Ended  Next due", None),
    ],
)
def test_a_narrow_terminal_says_which_columns_it_has_no_room_for(
    busy: CommandDesk, monkeypatch: pytest.MonkeyPatch, width: int, title: str, left_out: str | None
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = busy.says("status")
    assert lines[0].split() == title.split()
    assert [line for line in lines if line.startswith("no room")] == (
        [] if left_out is None else [f"no room for: {left_out}"]
    )


def test_a_word_that_is_longer_than_the_terminal_is_broken_and_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "20")
        output.show([output.Column("Lead"), output.Column("Count", spare=1)], [("x" * 50, "7")])
    said = capsys.readouterr().out
    assert said.count("x") == 50
    assert "no room for: Count" in said


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("  window    mon, tue, wed, thu", ["  window    mon, tue, wed,", "            thu"]),
        ("  6 rows of the file would be rejected", ["  6 rows of the file would", "  be rejected"]),
        ("no label: it is broken at the edge", ["no label: it is broken at ", "the edge"]),
    ],
)
def test_what_a_terminal_has_no_room_for_goes_on_below_the_text_and_not_below_its_label(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, line: str, lines: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "26")
    output.say(line)
    assert capsys.readouterr().out.splitlines() == lines


# --- the local stack ----------------------------------------------------------------------------------


def test_a_kept_stack_whose_port_is_taken_is_not_moved_in_silence(tmp_path: Path) -> None:
    """Links in mails that it has sent name the port."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        (tmp_path / "port").write_text(str(port))
        options = EmulatorOptions(python=Path(sys.executable), state=tmp_path, run=tmp_path, detached=True)
        with pytest.raises(EmulatorError, match=f"port {port} on 127.0.0.1 is taken, and the links in mails"):
            emulator.start(options)
    assert (tmp_path / "port").read_text() == str(port)


@pytest.mark.parametrize(("lost_since", "code"), [(NOON, PARTLY), (None, 0)])
def test_up_after_a_stack_that_died_is_done_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost_since: datetime | None, code: int
) -> None:
    me = ProcessId(1, "")
    stack = kept.KeptStack("http://127.0.0.1:4566", "", {}, tmp_path, me, me, auth=False)
    monkeypatch.setattr(kept, "up", lambda *_, **__: kept.Up(stack, False, True, lost_since))
    monkeypatch.setattr(updown, "project_root", lambda: tmp_path)
    result = CliRunner().invoke(app, ["up"])
    assert result.exit_code == code
    assert result.stdout.startswith("local stack started, the template was deployed\n")
    assert ("orders not to write as well" in result.stderr) == (lost_since is not None)


@pytest.fixture
def subject(desk: CommandDesk, demo: Path, leads: Path) -> Path:
    """The subject of the first mail. Ann has a company that is too long to stand in it.

    An import knows the messages of its day alone: a value that fits then may be too long for the next subject.
    """
    subject = demo.parent / "messages" / "intro.subject.txt"
    subject.write_text("Paid twice?")
    for later in ("followup1", "followup2"):
        (demo.parent / "messages" / f"{later}.subject.txt").write_text("Paid twice?")
    (subject.parent / "intro-figure.subject.txt").write_text('{% include "intro.subject.txt" %}')
    desk.run("campaign", "apply", demo)
    leads.write_text(f"Email,Name,Company\nann@acme.example,Ann,{'Acme ' * 250}\nbob@acme.example,Bob,Acme\n")
    desk.run("leads", "import", leads, "--campaign-id", "demo")
    return subject


LONG_SUBJECT = "Paid twice at {{ company }}?"


def test_a_revision_that_leads_could_get_no_mail_of_is_refused(
    desk: CommandDesk, demo: Path, subject: Path
) -> None:
    before = desk.json("campaign", "show", "demo")
    subject.write_text(LONG_SUBJECT)
    said = " ".join(desk.run("campaign", "apply", demo, expect=REFUSED).stderr.split())
    assert (
        "nothing was changed: 1 lead could get no mail of this revision: ann@acme.example, step 1 (intro)"
        in said
    )
    assert "intro.subject.txt" in said
    assert "shorten the message or give the field a default" in said
    assert "`outreach leads undo`" in said
    assert "--despite-failing-leads" in said
    assert desk.json("campaign", "show", "demo") == before


def test_leads_who_can_get_no_mail_end_as_render_failed_if_a_person_says_so(
    desk: CommandDesk, demo: Path, subject: Path
) -> None:
    desk.run("campaign", "start", "demo", "--mode", "proof")
    subject.write_text(LONG_SUBJECT)
    done = desk.run("campaign", "apply", demo, "--despite-failing-leads")
    said = " ".join(done.stderr.split())
    assert "warning: 1 lead will end as render_failed: ann@acme.example, step 1 (intro)" in said
    desk.world.turn()
    (counted,) = (line for line in desk.says("status", "demo") if "render_failed" in line)
    assert counted.split()[0] == "1"


def test_the_same_revision_is_applied_again_without_a_look_at_the_leads(
    desk: CommandDesk, demo: Path, subject: Path
) -> None:
    subject.write_text(LONG_SUBJECT)
    desk.run("campaign", "apply", demo, "--despite-failing-leads")
    desk.run("campaign", "apply", demo)
