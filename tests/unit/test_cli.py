"""The parts of the command that need no stack: options, errors, figures, and what reaches a terminal."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from outreach.cli import output, stacks, updown
from outreach.cli.campaign import campaign_file
from outreach.cli.command import hoisted, outside_problem
from outreach.cli.exits import ExitCode, exit_code
from outreach.cli.kill import kill_line, warn_of_stop
from outreach.cli.live_confirmation import confirm_live
from outreach.cli.main import app
from outreach.cli.reading import mapping_of
from outreach.cli.run import begin
from outreach.cli.run_view import heading
from outreach.cli.status import worth_counting
from outreach.cli.suppress import OrderReason
from outreach.domain.control import GlobalControl, KillSwitch, Mode, RunStatus
from outreach.domain.ids import RunId
from outreach.domain.reasons import Reason
from outreach.domain.suppression import ORDER_REASONS
from outreach.errors import BadFile, OutreachError, RefusedChange, StackUnreachable, StoreUnavailable
from outreach.local import kept
from outreach.local.emulator_names import EmulatorName
from outreach.local.given import Given
from outreach.local.processes import ProcessId
from outreach.memory import MemoryCountedLeads
from outreach.services.operator.run_counts import RunCounts, StepCounts
from outreach.services.operator.stopping import StopState
from world.builders import CAMPAIGN, NOON, a_campaign, a_lead, an_order
from world.command_desk import memory_operator
from world.memory import World
from world.stack_outputs import OUTPUTS

OF_HELP = frozenset(
    {"annotated_doc", "attr", "markdown_it", "mdurl", "pygments", "rich", "shellingham", "typer"}
)
"""What of other people's `outreach --help` may load: Typer, and what Typer loads to draw its tables."""


def counts_of(world: World, run_id: str = "proof-1") -> RunCounts:
    run = world.run(run_id)
    counts = RunCounts(run, [StepCounts(step.message_id) for step in world.campaign.steps])
    for lead in MemoryCountedLeads(world.tables).of_run(run, len(counts.steps)):
        counts.add(lead)
    return counts


def printed(text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    output.say(text)
    return stream.getvalue()


def test_what_people_are_called_is_never_read_as_markup(monkeypatch: pytest.MonkeyPatch):
    assert printed("[red]x[/red] :smile:", monkeypatch) == "[red]x[/red] :smile:\n"


def test_no_control_character_reaches_the_terminal(monkeypatch: pytest.MonkeyPatch):
    assert printed("a\x1b[31mb\x07c\u202ed", monkeypatch) == "a[31mbcd\n"


def test_a_cell_is_one_line_and_a_table_shows_it_literally(monkeypatch: pytest.MonkeyPatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    output.show([output.Column("Name"), output.Column("Count", right=True)], [("[b]a\nb[/b]", "7")])
    assert [line.rstrip() for line in stream.getvalue().splitlines()] == [
        "Name        Count",
        "[b]a b[/b]      7",
    ]


def test_json_is_plain_and_holds_times_in_iso_8601(capsys: pytest.CaptureFixture[str]):
    output.say_json({"run": RunId("proof-1"), "when": NOON, "why": Reason.DNC, "counts": {Reason.DNC: 1}})
    shown = json.loads(capsys.readouterr().out)
    assert shown == {
        "run": "proof-1",
        "when": "2026-11-23T12:00:00+00:00",
        "why": "dnc",
        "counts": {"dnc": 1},
    }


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 leads"), (1, "1 lead"), (2, "2 leads"), (12345, "12,345 leads")]
)
def test_counts_have_their_plural_and_separators(count: int, text: str):
    assert output.counted(count, "lead") == text


def test_the_stack_may_be_named_after_the_command():
    given = ["status", "demo", "--stack", "prod", "--actor=eva"]
    assert hoisted(given) == ["--stack", "prod", "--actor=eva", "status", "demo"]


def test_nothing_is_moved_from_behind_two_dashes():
    assert hoisted(["why", "--", "--stack", "x"]) == ["why", "--", "--stack", "x"]


@pytest.mark.parametrize(
    ("said", "reaching"),
    [
        ("`outreach kill off` lets it go on", "`outreach kill off --stack prod` lets it go on"),
        (
            "follow it with: outreach status a --watch",
            "follow it with: outreach status a --watch --stack prod",
        ),
        (
            "then: outreach dead-letter redrive; one: outreach dead-letter show ID",
            "then: outreach dead-letter redrive --stack prod; one: outreach dead-letter show ID --stack prod",
        ),
        (
            "`outreach list` and `outreach status`.",
            "`outreach list --stack prod` and `outreach status --stack prod`.",
        ),
        *(
            (as_it_is, as_it_is)
            for as_it_is in (
                "`outreach kill off --stack other` lets it go on",
                "start it with `outreach up`",
                "`outreach down --delete-data` deletes them",
                "verify it again: outreach verify folder",
                "the end of `outreach --help`",
                "the outreach stack runs; nothing to do",
                "nothing",
            )
        ),
    ],
)
def test_a_command_that_is_named_reaches_the_same_stack(
    monkeypatch: pytest.MonkeyPatch, said: str, reaching: str
):
    monkeypatch.delenv("OUTREACH_STACK", raising=False)
    with talking_about("prod"):
        assert output.reaching(said) == reaching
        monkeypatch.setenv("OUTREACH_STACK", "prod")
        assert output.reaching(said) == said
    with talking_about("local"):
        assert output.reaching("`outreach status`") == "`outreach status --stack local`"
    monkeypatch.delenv("OUTREACH_STACK")
    with talking_about("local"):
        assert output.reaching(said) == said
    assert output.reaching(said) == said


def test_a_start_on_a_stack_that_is_stopped_names_the_command_for_this_stack(
    capsys: pytest.CaptureFixture[str],
):
    with talking_about("prod; rm"):
        warn_of_stop(StopState(KillSwitch.ON, None))
    assert "`outreach kill off --stack 'prod; rm'`" in capsys.readouterr().err


def test_an_error_names_the_command_for_this_stack(monkeypatch: pytest.MonkeyPatch):
    def refuse(_call: stacks.Call, *, to_stop: bool = False) -> stacks.Stack:
        raise RefusedChange("`outreach campaign list` shows those that exist")

    monkeypatch.setattr(stacks.Call, "connect", refuse)
    result = CliRunner().invoke(app, ["campaign", "list", "--stack", "prod"])
    assert "`outreach campaign list --stack prod` shows" in result.stderr


@contextmanager
def talking_about(stack: str) -> Iterator[None]:
    done = output.talking_about(stack)
    yield
    done()


def test_a_stack_option_without_a_name_is_wrong_usage():
    assert CliRunner().invoke(app, ["status", "--stack"]).exit_code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RefusedChange("no"), ExitCode.REFUSED),
        (BadFile("leads.csv", "is empty"), ExitCode.REFUSED),
        (StackUnreachable("away"), ExitCode.UNREACHABLE),
        (StoreUnavailable("GetItem: Timeout"), ExitCode.UNREACHABLE),
    ],
)
def test_each_error_has_its_exit_code(error: OutreachError, code: ExitCode):
    assert exit_code(error) is code


def test_help_documents_every_exit_code():
    shown = CliRunner(env={"COLUMNS": "120"}).invoke(app, ["--help"])
    assert shown.exit_code == 0
    for code in ExitCode:
        assert any(line.strip().startswith(f"{code:d} ") for line in shown.stdout.splitlines()), code


def test_our_own_mistakes_keep_their_traceback():
    assert outside_problem(KeyError("x")) is None
    assert outside_problem(FileNotFoundError(2, "No such file", "x.csv")) == (
        "x.csv: No such file",
        ExitCode.REFUSED,
    )


def test_without_a_local_stack_a_command_says_how_to_start_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(kept, "find", lambda _: None)
    result = CliRunner().invoke(app, ["status"])
    assert result.exit_code == ExitCode.UNREACHABLE
    assert (result.stdout, "`outreach up`" in result.stderr) == ("", True)


def test_what_a_local_stack_keeps_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    home = tmp_path / ".outreach"
    home.mkdir(mode=0o755)  # as an earlier version left it

    def fake_up(root: Path, **_: object) -> kept.Up:
        subprocess.run(["sh", "-c", "mkdir mails && echo > mails/1.eml"], cwd=root / ".outreach", check=True)
        me = ProcessId(1, "")
        return kept.Up(kept.KeptStack("", "", {}, home / "mails", me, me, auth=False), False, True)

    monkeypatch.setattr(kept, "up", fake_up)
    monkeypatch.setattr(updown, "project_root", lambda: tmp_path)
    result = CliRunner().invoke(app, ["up"])
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == f"stack: local ({tmp_path})"
    modes = [path.stat().st_mode & 0o777 for path in (home, home / "mails", home / "mails" / "1.eml")]
    assert [oct(mode) for mode in modes] == ["0o700", "0o700", "0o600"]


@pytest.mark.parametrize(
    ("settings", "options"),
    [
        ({}, ""),
        ({"ses_endpoint_url": "emulator"}, " --ses-endpoint-url emulator"),
        (
            {"ses_endpoint_url": "http://10.0.0.7:4567", "allow_remote": True},
            " --ses-endpoint-url http://10.0.0.7:4567 --allow-remote",
        ),
    ],
)
def test_down_prints_the_command_that_goes_on_with_the_same_settings(
    settings: dict[str, Any], options: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """`down` forgets them, so a command without them would go on with others."""
    url = "http://10.0.0.8:4566"
    given = Given(EmulatorName.MINISTACK, url, **settings)
    stack = kept.KeptStack(url, url, {}, tmp_path, None, None, auth=False, given=given)
    monkeypatch.setattr(kept, "down", lambda *_, **__: kept.Down(stack))
    monkeypatch.setattr(updown, "project_root", lambda: tmp_path)
    result = CliRunner().invoke(app, ["down"])
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"local stack stopped; it rests at {url} with its data",
        f"to go on there: outreach up --endpoint-url {url}{options}",
    ]


def test_down_does_not_say_that_a_stack_rests_which_may_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    url = "http://127.0.0.1:9"
    stack = kept.KeptStack(
        url, url, {}, tmp_path, None, None, auth=False, given=Given(EmulatorName.MINISTACK, url)
    )
    monkeypatch.setattr(kept, "down", lambda *_, **__: kept.Down(stack, not_at_rest="it may be at work"))
    monkeypatch.setattr(updown, "project_root", lambda: tmp_path)
    result = CliRunner().invoke(app, ["down"])
    assert result.stdout.splitlines()[0] == "local stack stopped; it may be at work"
    assert "rests" not in result.stdout


def test_an_endpoint_where_nobody_listens_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch):
    for name, value in (
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_REGION", "us-east-1"),
    ):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    result = CliRunner().invoke(app, ["--stack", "prod", "kill", "on"])
    assert result.exit_code == ExitCode.UNREACHABLE
    assert len(result.stderr.splitlines()) == 1


def test_a_kept_stack_that_has_died_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch):
    nobody, me = "http://127.0.0.1:9", ProcessId(1, "")
    dead = kept.KeptStack(nobody, nobody, OUTPUTS, Path(), me, me, auth=False)
    monkeypatch.setattr(kept, "find", lambda _: dead)
    result = CliRunner().invoke(app, ["campaign", "list"])
    assert result.exit_code == ExitCode.UNREACHABLE
    assert "did not respond" in result.stderr
    assert "Traceback" not in result.output


def test_the_reasons_offered_are_those_an_order_may_carry():
    assert {str(reason) for reason in OrderReason} == {str(reason) for reason in ORDER_REASONS}


def test_columns_are_mapped_by_the_last_equals_sign():
    assert mapping_of(["a=b=company", "Fax=-"]) == {"a=b": "company", "Fax": "-"}
    with pytest.raises(typer.BadParameter, match="COLUMN=FIELD"):
        mapping_of(["Fax"])


def test_a_campaign_folder_is_known_by_its_file(tmp_path: Path):
    with pytest.raises(BadFile, match="YAML files there: none"):
        campaign_file(tmp_path)
    (tmp_path / "spring.yml").touch()
    assert campaign_file(tmp_path) == tmp_path / "spring.yml"
    (tmp_path / "campaign.yaml").touch()
    assert campaign_file(tmp_path) == tmp_path / "campaign.yaml"


def test_findings_go_to_standard_output_and_a_folder_that_is_not_there_is_an_error(tmp_path: Path):
    held = CliRunner().invoke(app, ["verify", str(tmp_path)])
    assert held.exit_code == ExitCode.REFUSED
    assert held.stdout.splitlines()[0] == f"{tmp_path} does not hold:"
    assert "proof.sqlite" in held.stdout
    assert held.stderr == ""
    missing = CliRunner().invoke(app, ["verify", str(tmp_path / "none")])
    assert (missing.exit_code, missing.stdout) == (ExitCode.REFUSED, "")
    assert "is not a folder" in missing.stderr


def test_problems_of_a_campaign_name_files_by_the_path_that_was_given(tmp_path: Path):
    folder = tmp_path / "spring"
    (folder / "messages").mkdir(parents=True)
    (folder / "messages" / "intro.txt").write_bytes(b"\n\xff")
    (folder / "campaign.yaml").write_text("id: spring\nname: Spring\nsender: {}\n")
    for given in (folder, folder / "campaign.yaml"):
        said = CliRunner().invoke(app, ["campaign", "apply", str(given)]).stderr
        assert said.startswith(f"{folder}/campaign.yaml line 3: sender.")


def test_an_address_where_a_lead_id_is_wanted_says_where_to_find_the_id():
    result = CliRunner().invoke(app, ["unknown", "resolve", "demo", "zoe@acme.example", "--as", "sent"])
    assert result.exit_code == ExitCode.REFUSED
    assert "give the lead id, as `outreach unknown list` shows it" in result.stderr


def a_stack(mails: Path | None) -> stacks.Stack:
    return stacks.Stack("prod", "AWS eu-west-1, account 1", memory_operator(World()), mails)


@pytest.mark.parametrize("confirmation", [None, "", "yes", "demo2"])
def test_live_on_aws_needs_the_campaigns_id(confirmation: str | None):
    with pytest.raises(RefusedChange, match="--yes-send-live demo"):
        confirm_live(a_stack(None), "demo", confirmation, despite_preflight=True)


@pytest.mark.parametrize("confirmation", ["", "yes", "demo2"])
def test_a_confirmation_must_name_the_campaign_on_every_stack_and_in_every_mode(confirmation: str):
    for mode in Mode:
        with pytest.raises(RefusedChange, match="--yes-send-live demo"):
            begin(a_stack(Path()), "demo", mode, "olga", confirmation)


def test_live_goes_ahead_when_confirmed_and_on_the_local_stack_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    confirm_live(a_stack(None), CAMPAIGN, CAMPAIGN, despite_preflight=True)
    assert "local SES endpoint" not in capsys.readouterr().err
    confirm_live(a_stack(tmp_path), CAMPAIGN, None, despite_preflight=False)
    assert "local SES endpoint" in capsys.readouterr().err


def test_the_kill_switch_is_told_in_a_line():
    off = GlobalControl(False, NOON, "eva")
    on = replace(off, killed=True, reason="wrong price")
    assert kill_line(StopState(KillSwitch.OFF, None)) == "kill switch: off"
    assert kill_line(StopState(KillSwitch.OFF, off)) == "kill switch: off"
    told = kill_line(StopState(KillSwitch.ON, on))
    assert told == "kill switch: ON; NOTHING IS SENT - by eva at 2026-11-23 12:00:00 UTC: wrong price"
    assert "the table only" in kill_line(StopState(KillSwitch.OFF, on))
    assert "the parameter only" in kill_line(StopState(KillSwitch.ON, off))
    assert "counts as on" in kill_line(StopState(KillSwitch.UNREADABLE, off))


def test_a_start_under_a_kill_switch_says_so(capsys: pytest.CaptureFixture[str]):
    warn_of_stop(StopState(KillSwitch.OFF, None))
    assert capsys.readouterr().err == ""
    warn_of_stop(StopState(KillSwitch.ON, None))
    assert "NOTHING IS SENT; `outreach kill off`" in capsys.readouterr().err


def test_a_run_is_counted_by_step_state_and_reason():
    world = World(a_campaign())
    jane, dora, other = a_lead("jane"), a_lead("dora"), a_lead("other")
    world.import_leads(jane, dora, other)
    world.suppressions.order_recipient(dora.recipient, dora.address, an_order(reason=Reason.DNC))
    world.start(mode=Mode.PROOF)
    world.turn()
    world.suppressions.order_recipient(other.recipient, other.address, an_order(reason=Reason.REPLIED))
    counts = counts_of(world)
    assert [step.written for step in counts.steps] == [2, 0, 0]
    assert [step.waiting for step in counts.steps] == [0, 2, 0]
    assert [step.stopped for step in counts.steps] == [1, 0, 0]
    assert counts.never_written == {Reason.DNC: 1}
    assert counts.next_due is not None
    assert not counts.finished
    assert heading(counts) == "demo proof-1: running, 3 leads, 2 mails rehearsed, 1 done"
    assert heading(replace(counts, steps=(replace(counts.steps[0], unknown=1), *counts.steps[1:]))) == (
        "demo proof-1: running, 3 leads, 2 mails rehearsed, 0 done, 1 unknown"
    )
    world.live_through(timedelta(days=10))
    counts = counts_of(world)
    assert [step.written for step in counts.steps] == [2, 1, 1]
    assert counts.stopped_later == {Reason.REPLIED: 1}
    assert counts.finished


def test_status_counts_runs_under_way_and_the_latest_of_each_campaign():
    world = World(a_campaign())
    world.start(a_lead(), mode=Mode.PROOF)
    first = world.run("proof-1")
    done = replace(first, status=RunStatus.FINISHED)
    later = replace(done, run_id=RunId("proof-2"))
    running = replace(first, run_id=RunId("live"))
    assert worth_counting([done, later]) == [later]
    assert worth_counting([done, running, later]) == [running, later]


@pytest.fixture(scope="module")
def loaded_by_help() -> set[str]:
    code = (
        "import json, sys; from outreach.cli.main import main; sys.argv = ['outreach', '--help']\n"
        "try: main()\n"
        "finally: print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Exit codes" in shown.stdout
    return set(json.loads(shown.stderr))


def test_help_loads_nothing_heavy(loaded_by_help: set[str]):
    """`outreach --help` shall be there in half a second: AWS, tables and templates wait for their command."""
    roots = {name.partition(".")[0] for name in loaded_by_help if not name.startswith("_")}
    assert roots - sys.stdlib_module_names - {"outreach"} <= OF_HELP


def test_help_loads_values_and_ports_and_no_use_case(loaded_by_help: set[str]):
    ours = {name for name in loaded_by_help if name.startswith("outreach.")}
    rooms = {".".join(name.split(".")[:3]) for name in ours if name.count(".") > 1}
    beside = {"outreach.local.emulator_names", "outreach.local.events_choice"}
    ports = {"outreach.services.ports", "outreach.services.heard_ports", "outreach.services.operator"}
    assert {
        one for one in rooms if not one.startswith(("outreach.cli.", "outreach.domain."))
    } == beside | ports
    operator = {name for name in ours if name.startswith("outreach.services.operator.")}
    assert operator == {"outreach.services.operator.ports", "outreach.services.operator.run_counts"}
