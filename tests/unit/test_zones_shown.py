"""A lead's time zone and what told it, as `why`, `campaign check` and `simulate` show it."""

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from outreach.domain.address import recipient_key
from outreach.domain.campaign import Policy
from outreach.domain.enrollment import Lead
from outreach.domain.window import DAYS, Window
from outreach.domain.zone_source import ZoneKind, ZoneSource
from world.builders import a_campaign, a_lead
from world.command_desk import CommandDesk
from world.import_desk import PEPPERS
from world.memory import World

DEMO = Path(__file__).parents[2] / "infra" / "demo" / "campaign.yaml"
PHONE = ZoneSource(ZoneKind.PHONE, "+31")
LEADS = """\
email,first name,company,phone,country,time zone
ann@acme.example,Ann,Acme,+31 20 123 4567,,
bob@acme.example,Bob,Acme,,Germany,
eve@acme.example,Eve,Acme,,,Europe/Rome
joe@acme.example,Joe,Acme,+1 800 555 1234,,
"""
COUNTED = (
    "  3 time zones: 1 from a column, 1 from phone numbers, 1 from countries; 1 lead takes the campaign's"
)


def someone(timezone: str | None = None, source: ZoneSource | None = None) -> Lead:
    lead = a_lead(timezone=timezone, zone_source=source)
    return replace(lead, recipient=recipient_key(PEPPERS, lead.address))


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """Start the live run of a campaign to one lead; return the desk."""

    def begin(lead: Lead, window: Window | None = None) -> CommandDesk:
        world = World(a_campaign(policy=Policy(window=window)))
        desk = CommandDesk(tmp_path / "mails", monkeypatch, world)
        world.apply(world.campaign)
        world.start(lead)
        return desk

    return begin


def test_why_says_a_lead_s_zone_and_what_told_it(begun):
    lead = someone("Europe/Amsterdam", PHONE)
    desk = begun(lead)
    assert "    time zone: Europe/Amsterdam, from a phone number (+31)" in desk.says("why", lead.address)
    [run] = desk.json("why", lead.address)["runs"]
    assert (run["timezone"], run["zone_source"]) == ("Europe/Amsterdam", "phone +31")


def test_why_says_the_zone_of_a_lead_that_an_older_program_imported(begun):
    lead = someone("Europe/Amsterdam")
    desk = begun(lead)
    assert "    time zone: Europe/Amsterdam" in desk.says("why", lead.address)
    assert desk.json("why", lead.address)["runs"][0]["zone_source"] is None


def test_why_says_that_a_lead_takes_the_campaign_s_zone(begun):
    window = Window(frozenset(DAYS), time(9), time(17), "Europe/Berlin")
    desk = begun(someone(), window)
    assert "    time zone: Europe/Berlin, the campaign's" in desk.says("why", someone().address)


def test_why_says_nothing_of_zones_where_they_do_not_matter(begun):
    assert not [line for line in begun(someone()).says("why", someone().address) if "time zone" in line]


@pytest.fixture
def leads(tmp_path) -> Path:
    path = tmp_path / "leads.csv"
    path.write_text(LEADS, encoding="utf-8")
    return path


def test_a_check_a_dry_run_and_a_simulation_count_zones_alike(tmp_path, monkeypatch, leads):
    desk = CommandDesk(tmp_path / "mails", monkeypatch, World())
    assert COUNTED in desk.says("campaign", "check", DEMO, "--leads", leads)
    assert COUNTED in desk.says("simulate", DEMO, "--leads", leads, "--from", "2026-12-01")
    desk.run("campaign", "apply", DEMO)
    command = ("leads", "import", leads, "--campaign-id", "demo")
    assert COUNTED in desk.says(*command, "--dry-run")
    assert desk.world.tables.audience == {}
    assert COUNTED in desk.says(*command)
    assert {str(lead.zone_source) for lead in desk.world.tables.audience.values()} == {
        *("column", "phone +31", "country DE", "None"),
    }
