"""`outreach init`: from an empty folder to a campaign that can be tried at once."""

import importlib
import json

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from outreach.cli.init import Kind, id_from
from outreach.cli.main import app
from outreach.errors import BadFile, BadFiles
from outreach.reading.campaign_file import load_campaign
from world.unsubscribe_site import ROOT

SCHEMA_FILE = ROOT / "layers" / "core" / "outreach" / "reading" / "campaign.schema.json"
SCHEMA = json.loads(SCHEMA_FILE.read_text())
STILL = ("--replies", "0", "--bounces", "0", "--out-of-office", "0")


def run(*arguments):
    return CliRunner(env={"COLUMNS": "100"}).invoke(app, [str(each) for each in arguments])


def as_an_editor_sees(text):
    """What is wrong with a campaign file, by its schema alone."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    return [error.json_path for error in validator.iter_errors(yaml.safe_load(text))]


@pytest.mark.parametrize("kind", Kind)
def test_what_it_makes_can_be_checked_and_simulated_at_once(tmp_path, kind):
    folder = tmp_path / "Spring 2027"
    assert run("init", folder, "--kind", kind).exit_code == 0
    checked = run("campaign", "check", folder, "--leads", folder / "leads.csv")
    assert checked.exit_code == 0, checked.output
    assert "warning" not in checked.output
    simulated = run("simulate", folder, "--leads", folder / "leads.csv", *STILL)
    assert simulated.exit_code == 0, simulated.output
    steps = len(load_campaign(folder / "campaign.yaml").campaign.steps)
    assert f"spring-2027 live: finished, 6 leads, {6 * steps} mails sent" in simulated.stdout


@pytest.mark.parametrize("kind", Kind)
def test_an_editor_finds_the_schema_and_no_mistake(tmp_path, kind):
    folder = tmp_path / "spring"
    run("init", folder, "--kind", kind)
    text = (folder / "campaign.yaml").read_text()
    assert text.splitlines()[0] == "# yaml-language-server: $schema=campaign.schema.json"
    assert json.loads((folder / "campaign.schema.json").read_text()) == SCHEMA
    assert as_an_editor_sees(text) == []


def test_it_says_what_it_made_and_what_comes_next(tmp_path):
    folder = tmp_path / "my spring"
    said = run("init", folder).stdout
    assert str(folder / "messages" / "intro.html") in said.replace("\n", "")
    assert said.splitlines()[-4:] == [
        f"next: cd '{folder}'",
        "      outreach campaign check . --leads leads.csv",
        "      outreach preview . --open --leads leads.csv",
        "      outreach simulate . --leads leads.csv",
    ]


def test_nothing_of_somebody_else_is_overwritten(tmp_path):
    (tmp_path / "campaign.yaml").write_text("mine")
    refused = run("init", tmp_path)
    assert refused.exit_code == 1
    assert "is not empty; name a new folder" in refused.stderr
    assert run("init", tmp_path / "campaign.yaml").exit_code == 1
    assert [each.name for each in tmp_path.iterdir()] == ["campaign.yaml"]
    assert (tmp_path / "campaign.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("folder", "campaign_id"),
    [
        ("Spring 2027", "spring-2027"),
        ("a" * 60, "a" * 48),
        ("Früh & spät", "fruh-spat"),
        ("...", "campaign"),
        ("-x-", "x"),
        ("日本", "campaign"),
        ("a_b", "a_b"),
    ],
)
def test_a_folder_names_its_campaign(folder, campaign_id):
    assert id_from(folder) == campaign_id


@pytest.mark.parametrize(
    "folder", ["spring", "2027", "2027-01-31", "1e3", "0x1F", "null", "yes", "On", "a" * 60]
)
def test_whatever_a_folder_is_called_its_campaign_can_be_applied(tmp_path, folder):
    assert run("init", tmp_path / folder).exit_code == 0
    file = tmp_path / folder / "campaign.yaml"
    assert load_campaign(file).campaign.campaign_id == id_from(folder)
    assert as_an_editor_sees(file.read_text()) == []
    [line] = [each for each in file.read_text().splitlines() if each.startswith("id:")]
    assert line.index(" # up to 48") == max(31, len(line.partition(" #")[0].rstrip()))


def test_a_folder_that_begins_like_an_option_can_be_entered(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "next: cd ./-spring\n" in run("init", "--", "-spring").stdout


def test_the_schema_is_that_of_the_code(monkeypatch):
    """If this fails: `.venv/bin/python tools/campaign_schema.py`."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    assert importlib.import_module("campaign_schema").text() == SCHEMA_FILE.read_text()


def test_every_key_says_in_the_editor_what_it_is():
    described = [
        (name, key)
        for name, part in {"": SCHEMA, **SCHEMA["$defs"]}.items()
        for key, value in part.get("properties", {}).items()
        if "description" not in value
        and "$ref" not in value
        and key not in {"soft_bounces", "breaker", "fields", "window"}
    ]
    assert described == []


GOOD = (ROOT / "infra" / "demo" / "campaign.yaml").read_text()


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("id: demo ", "id: De mo "),
        ("id: demo ", "identity: demo "),
        ("name: Tallyard for finance teams", "name: [a, b]"),
        ("    delay: 2s", "    delay: 2"),
        ("    delay: 2s", "    delai: 2s"),
        ("  per_day: 2000", "  per_day: 0"),
        ("  per_day: 2000", "  per_day: many"),
        ("  unknown: assume_sent", "  unknown: perhaps"),
        ("  cooldown: 1s", "  cooldown: never"),
        ("  max_steps_per_lead: 3", "  max_steps_per_lead: 51"),
        ("shards: 8", "shards: 257"),
        ("shards: 8", "shards: 8\nlanguage: xx"),
        ("shards: 8", "shards: 8\nwindow: {days: [someday], from: '9:00', to: '17:00', timezone: UTC}"),
        ("shards: 8", "shards: 8\nwindow: {from: '25:00', to: '17:00', timezone: UTC}"),
        ("  postal_address: Tallyard Ltd, 18 Harbour Row, Dublin 2, Ireland", "  postal_address: X"),
        ("    default: there", "    defalt: there"),
    ],
)
def test_what_the_command_refuses_an_editor_marks(tmp_path, good, bad):
    assert as_an_editor_sees(GOOD) == []
    assert GOOD.count(good) >= 1
    text = GOOD.replace(good, bad, 1)
    assert as_an_editor_sees(text)
    (tmp_path / "campaign.yaml").write_text(text)
    with pytest.raises((BadFile, BadFiles)):
        load_campaign(tmp_path / "campaign.yaml")


@pytest.mark.parametrize(
    "more",
    [
        "policy: {soft_bounces: 'off', breaker: 'off', cooldown: 1d 12h, threading: false}",
        "policy: {breaker: {max_bounces: 3%, max_complaints: 0.05 %}, soft_bounces: {of: 4}}",
        "window: {from: '9:00', to: '17:30', timezone: Europe/Berlin, days: [mon, sun]}",
        "fields: {company: , first_name: {default: there}}",
        "sequences: {short: [{message: intro}]}\nsequence: short",
        "language: de",
    ],
)
def test_what_the_command_takes_an_editor_does_not_mark(more):
    base = "id: x\nname: X\nsender: {address: a@b.example, postal_address: A street 1}\n"
    assert as_an_editor_sees(base + more) == []
