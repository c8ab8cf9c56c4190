"""What commands print with --json is what the published schemas say: no key less, and none more."""

import importlib
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

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
from world.written_back import a_desk, written_back

FOLDER = ROOT / "docs" / "schemas"
COMMANDS = ("status", "replies-list", "replies-show", "replies-unmatched")


def schema_of(command: str) -> Any:
    return json.loads((FOLDER / f"{command}.schema.json").read_text("utf-8"))


def strict(schema: Any) -> Any:
    """Return the schema without leave for unknown keys."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if "properties" in schema and "type" in schema else {}
    return {**closed, **{key: strict(value) for key, value in schema.items()}}


def held(command: str, value: Any) -> None:
    Draft202012Validator(
        strict(schema_of(command)), format_checker=Draft202012Validator.FORMAT_CHECKER
    ).validate(value)


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
