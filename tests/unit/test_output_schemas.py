"""What commands print with --json is what the published schemas say: no key less, and none more."""

import importlib
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from jsonschema import Draft202012Validator, ValidationError

from outreach.cli.main import app
from outreach.domain.campaign import Policy, Ramp
from outreach.domain.control import Mode
from outreach.domain.delivery import Fact, Mark
from outreach.domain.ids import SesMessageId
from outreach.domain.ses_event import TouchName
from world.builders import CAMPAIGN, DAY, a_key, a_lead
from world.cloud import ROOT
from world.command_desk import CommandDesk
from world.experiments import a_varied_campaign
from world.inbound import InboundWorld
from world.memory import World
from world.published_schemas import FOLDER, held, schema_of
from world.written_back import a_desk, written_back


def commands_with_json(command: Any = None, path: tuple[str, ...] = ()) -> set[str]:
    """Each command that takes --json, with dashes for blanks."""
    command = command or typer.main.get_command(app)
    if hasattr(command, "commands"):
        return set().union(
            *(commands_with_json(one, (*path, name)) for name, one in command.commands.items())
        )
    return {"-".join(path)} if any("--json" in option.opts for option in command.params) else set()


COMMANDS = sorted({*commands_with_json(), "export-person"})


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    world = InboundWorld()
    written_back(world)
    desk = a_desk(world, tmp_path / "mails", monkeypatch)
    desk.run("replies", "label", "plain1", "interested")
    return desk


@pytest.mark.parametrize("command", COMMANDS)
def test_a_published_schema_is_that_of_the_tool(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """If this fails: `.venv/bin/python tools/output_schemas.py`."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    tool = importlib.import_module("output_schemas")

    assert set(tool.schemas()) == set(COMMANDS) == {path.name.partition(".")[0] for path in FOLDER.iterdir()}
    assert tool.text(tool.schemas()[command]) == (FOLDER / f"{command}.schema.json").read_text("utf-8")
    Draft202012Validator.check_schema(schema_of(command))


def test_replies_are_as_published(written: CommandDesk) -> None:
    listed = written.json("replies", "list", "--kind", "out_of_office", "--kind", "human")
    assert {one["kind"] for one in listed} == {"human", "out_of_office"}
    assert any(one["label"] for one in listed)
    held("replies-list", listed)
    held("replies-list", written.json("replies", "list"))
    held("replies-show", written.json("replies", "show", "waits1"))
    held("replies-show", written.json("replies", "show", "odd1"))
    held("replies-unmatched", written.json("replies", "unmatched"))


def test_the_status_is_as_published(written: CommandDesk) -> None:
    status = written.json("status", CAMPAIGN)

    assert status["runs"][0]["replies"]["labels"] == {"interested": 1}
    assert list(status["runs"][0]["next_mails"].values()) == [1]
    held("status", status)
    held("status", written.json("status"))


@pytest.mark.parametrize("mode", Mode)
def test_a_status_with_everything_is_as_published(
    mode: Mode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Limits of every span, a variant, an end, opens, and a pause."""
    policy = Policy(
        per_day=2, per_week=3, per_run=9, ramp=Ramp(1, 1, 5), track_opens=True, ends=date(2027, 1, 31)
    )
    world = World(a_varied_campaign(policy=policy))
    world.start(*map(a_lead, ("ann", "ben", "cleo")), mode=mode)
    world.live_through(timedelta(days=1), DAY / 4)
    world.deliveries.note(
        TouchName(a_key(a_lead("ann")), 0), Fact.OPEN, Mark(world.clock.now(), "person"), SesMessageId("m")
    )
    desk = a_desk(world, tmp_path / "mails", monkeypatch)
    desk.run("campaign", "pause", CAMPAIGN, "--reason", "typo")

    (run,) = desk.json("status", CAMPAIGN)["runs"]

    assert (run["status"], run["reason"], set(run["quotas"])) == ("paused", "typo", {"per_week", "per_run"})
    assert run["variants"] is not None
    assert (run["engagement"] is None) is (mode is Mode.PROOF)
    held("status", desk.json("status", CAMPAIGN))


def test_a_key_that_a_schema_does_not_have_is_noticed(written: CommandDesk) -> None:
    status = written.json("status", CAMPAIGN)
    for changed in (
        status | {"more": 1},
        status | {"runs": [status["runs"][0] | {"more": 1}]},
        {key: value for key, value in status.items() if key != "queues"},
        status | {"runs": [status["runs"][0] | {"status": "resting"}]},
    ):
        with pytest.raises(ValidationError):
            held("status", changed)


# --- commands that few other tests ask for JSON; `CommandDesk.json` holds the output of each to its schema ---

DEMO = ROOT / "infra" / "demo"
OF_DEMO = ("--campaign-id", CAMPAIGN)
LEADS = """Email,First Name,Company Name,City
ann@acme.example,Ann,Acme,Paris
bea@acme.example,Bea,Acme,Lyon
cyd@acme.example,Cyd,Acme,
"""


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    """A campaign with three leads."""
    (tmp_path / "leads.csv").write_text(LEADS)
    desk = CommandDesk(tmp_path / "mails", monkeypatch)
    desk.run("campaign", "apply", DEMO)
    desk.json("leads", "import", tmp_path / "leads.csv", *OF_DEMO)
    return desk


def test_what_is_said_of_leads_is_as_published(filled: CommandDesk) -> None:
    filled.run(
        "campaign", "start", CAMPAIGN, "--mode", "live", "--yes-send-live", CAMPAIGN, "--despite-preflight"
    )
    every = ("ann@acme.example", "bea@acme.example", "nobody@acme.example")

    stopped = filled.json("leads", "stop", *every, *OF_DEMO, "--reason", "a <customer>", expect=4)
    held_back = filled.json("leads", "hold", *every, *OF_DEMO, "--until", "2027-01-11", expect=4)
    reopened = filled.json("leads", "reopen", "ann@acme.example", *OF_DEMO)
    removed = filled.json("leads", "remove", "bea@acme.example", *OF_DEMO)
    corrected = filled.json("leads", "set", "cyd@acme.example", *OF_DEMO, "--value", "first_name=Cy")
    refused = filled.json(
        "leads",
        "set",
        "cyd@acme.example",
        *OF_DEMO,
        "--value",
        f"first_name={5000 * 'x'}",
        expect=1,
    )

    outcomes = [[one["outcome"] for one in told] for told in (stopped, held_back, reopened, removed)]
    assert outcomes == [["stopped", "stopped"], ["held", "held"], ["reopened"], ["removed"]]
    assert corrected[0]["changed"]["first_name"] == {"was": "Cyd", "is": "Cy"}
    assert refused[0]["refused"]
    assert {one["run"] and one["run"]["state"] for one in filled.json("leads", "list", *OF_DEMO)} == {"due"}
    shown = filled.json("leads", "show", "ann@acme.example", *OF_DEMO)
    assert [said["kind"] for said in shown["run"]["instructions"]] == ["stop", "reopen"]
    assert filled.json("why", "bea@acme.example")["removals"]
    assert filled.json("why", "cyd@acme.example")["holds"] == []


def test_imports_are_as_published(filled: CommandDesk, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("email\nzoe@acme.example\nacme.example\nnobody\n")

    (imported,) = filled.json("leads", "imports", CAMPAIGN)
    filled.json("suppress", "import", tmp_path / "orders.csv", "--dry-run", expect=4)
    filled.json("suppress", "import", tmp_path / "orders.csv", expect=4)
    orders = filled.json("suppress", "list")
    undone = filled.json("leads", "undo", imported)

    assert [one["about"] for one in orders] == ["zoe@acme.example", "acme.example"]
    assert undone["taken_back"] == 3


def test_a_run_and_its_export_are_as_published(filled: CommandDesk, tmp_path: Path) -> None:
    run = filled.json("run", *OF_DEMO, "--mode", "proof", "--ticks", "9", "--fast")
    exported = filled.json("artifacts", "export", CAMPAIGN, "--artifacts-dir", tmp_path)
    verified = filled.json("verify", exported["directory"])
    (listed,) = filled.json("campaign", "list")
    shown = filled.json("campaign", "show", CAMPAIGN)

    assert (run["mode"], run["leads"], exported["leads"]) == ("proof", 3, 3)
    assert verified["holds"] is True
    assert listed["runs"] == [run["run_id"]] == [one["run_id"] for one in shown["runs"]]


def test_what_is_held_of_a_person_is_as_published(filled: CommandDesk) -> None:
    filled.run("run", *OF_DEMO, "--mode", "proof", "--ticks", "9", "--fast")
    dossier = json.loads(filled.run("export-person", "ann@acme.example").stdout)

    assert dossier["enrollments"]
    assert dossier["proof_mails"]
    held("export-person", dossier)
    assert filled.json("forget", "ann@acme.example", "--yes")["known"] is True
