"""What a person is told of the distance between campaigns, from the definition to the proof."""

from pathlib import Path

import pytest

from outreach.artifacts.database import opened
from outreach.artifacts.promises import broken
from outreach.domain.campaign import AcrossCampaigns, Campaign, Policy
from outreach.domain.company_week import Company
from outreach.domain.control import Mode, RunStatus
from outreach.domain.ids import LIVE, CampaignId, Domain
from outreach.reading.addresses import parse_address
from world.artifacts import exported
from world.builders import CAMPAIGN, DAY, a_campaign
from world.command_desk import CommandDesk
from world.memory import World

OTHER = CampaignId("other")
PEOPLE = "Email,First Name\nann@acme.example,Ann\n"
SOON = "waiting until 2026-11-26 12:00:00 UTC: too soon after a mail of another campaign to this person"


def keeping(campaign_id: str = CAMPAIGN, days: int = 3) -> Campaign:
    return a_campaign(campaign_id, policy=Policy(across_campaigns=AcrossCampaigns(cooldown=days * DAY)))


@pytest.fixture
def desk(tmp_path, monkeypatch) -> CommandDesk:
    """Two campaigns that keep three days between their mails, and one lead whom the first has written to."""
    desk = CommandDesk(tmp_path / "mails", monkeypatch, World(keeping()))
    (tmp_path / "leads.csv").write_text(PEOPLE, "utf-8")
    for campaign in (keeping(), keeping(OTHER)):
        desk.world.runs.apply(campaign, {})
        desk.run("leads", "import", tmp_path / "leads.csv", "--campaign-id", campaign.campaign_id)
        desk.world.runs.start(campaign.campaign_id, Mode.LIVE, "test")
        desk.world.turn()
    return desk


def test_why_says_for_whom_a_lead_waits_and_who_wrote_last(desk):
    said = "\n".join(desk.says("why", "ann@acme.example"))
    assert SOON in said
    assert "of all campaigns that keep a distance, demo wrote last: step 1, 2026-11-23 12:00:00 UTC" in said
    assert desk.json("why", "ann@acme.example")["last_written_by"]["campaign_id"] == "demo"


def test_why_says_nothing_of_it_where_no_campaign_keeps_a_distance(tmp_path, monkeypatch):
    desk = CommandDesk(tmp_path / "mails", monkeypatch)
    (tmp_path / "leads.csv").write_text(PEOPLE, "utf-8")
    desk.world.apply(a_campaign())
    desk.run("leads", "import", tmp_path / "leads.csv", "--campaign-id", CAMPAIGN)
    assert "wrote last" not in "\n".join(desk.says("why", "ann@acme.example"))
    assert desk.json("why", "ann@acme.example")["last_written_by"] is None


def test_a_definition_shows_what_it_keeps(desk):
    assert "  together  with all campaigns that say so: 3d between two mails to one person" in desk.says(
        "campaign", "show", CAMPAIGN
    )
    assert desk.json("campaign", "show", CAMPAIGN)["definition"]["across_campaigns"] == {
        "cooldown_seconds": 259200,
        "one_sequence": None,
        "priority": 0,
        "people_per_company_a_week": None,
    }


def test_status_counts_who_waits(desk):
    assert desk.json("status", OTHER)["runs"][0]["waiting_because"]["person_cooldown"] == 1


def test_both_runs_prove_that_they_kept_their_distance(desk, tmp_path):
    desk.world.live_through(30 * DAY)
    assert len(desk.world.ses.mails) == 6
    for campaign_id in (CAMPAIGN, OTHER):
        run = desk.world.controls.run(campaign_id, LIVE)
        with opened(exported(desk.world, tmp_path / campaign_id, run).directory / "proof.sqlite") as proof:
            assert list(broken(proof)) == []
            turns = proof.execute("SELECT took_at, took_after FROM touches ORDER BY took_at").fetchall()
        assert len(turns) == 3


def test_a_person_who_is_forgotten_leaves_no_place_in_the_week_of_the_company(desk):
    company = Company(LIVE, Domain("acme.example"))
    ann = next(iter(desk.world.tables.recipients))
    desk.world.companies.enter(company, "2026-W48", ann, 1)
    assert desk.operator.forgetting.dossier(parse_address("ann@acme.example")).company_weeks == ("2026-W48",)
    desk.run("forget", "ann@acme.example", "--yes")
    (nobody,) = desk.world.tables.companies[company].people
    assert nobody != ann
    assert desk.operator.forgetting.dossier(parse_address("ann@acme.example")).company_weeks == ()


def test_a_person_who_is_forgotten_leaves_no_row(desk):
    desk.world.runs.start(CAMPAIGN, Mode.PROOF, "test")
    desk.world.turn()
    assert {person.scope for person in desk.world.tables.persons} == {"live", "demo#proof-1"}
    assert len(desk.operator.forgetting.dossier(parse_address("ann@acme.example")).last_written_by) == 2
    desk.run("forget", "ann@acme.example", "--yes")
    assert desk.world.tables.persons == {}


FILE = """\
id: news
name: News
sender: {address: you@mail.tallyard.example, postal_address: "1 Street, City"}
sequence: [{message: intro}]
"""
ALONE = "note: 2 campaigns (demo, other) keep a distance to each other (policy.across_campaigns), and news does not"
KEEPS = "policy: {across_campaigns: {cooldown: 3d}}\n"


def news(folder: Path, text: str = FILE) -> Path:
    (folder / "messages").mkdir(exist_ok=True)
    for part in ("subject.txt", "txt", "html"):
        (folder / "messages" / f"intro.{part}").write_text("Hello {{ unsubscribe_url }} {{ postal_address }}")
    (folder / "campaign.yaml").write_text(text)
    return folder / "campaign.yaml"


@pytest.mark.parametrize("command", ["apply", "diff"])
def test_a_campaign_that_keeps_no_distance_is_told_who_does(desk, tmp_path, command):
    told = desk.run("campaign", command, news(tmp_path)).stderr
    assert ALONE in " ".join(told.split())
    assert "write across_campaigns into its file" in told
    assert "distance" not in desk.run("campaign", command, news(tmp_path, FILE + KEEPS)).stderr


def test_a_campaign_that_keeps_a_distance_is_told_who_does_not(desk, tmp_path):
    for number in range(7):
        desk.world.runs.apply(a_campaign(f"plain{number}"), {})
    desk.world.campaigns.publish(a_campaign("drill-x"), desk.world.clock.now())
    told = " ".join(desk.run("campaign", "apply", news(tmp_path, FILE + KEEPS)).stderr.split())
    assert (
        "note: news keeps a distance to other campaigns, and 7 campaigns (plain0, plain1, plain2, plain3, plain4, 2 more) without "
        "policy.across_campaigns may write to the same people at any time; write it into their files, too"
    ) in told


def test_who_is_over_writes_to_nobody_and_is_not_told_of(desk, tmp_path):
    desk.run("campaign", "cancel", CAMPAIGN, "--yes")
    desk.world.live_through(30 * DAY)
    assert desk.world.controls.run(OTHER, LIVE).status is RunStatus.FINISHED
    assert "distance" not in desk.run("campaign", "apply", news(tmp_path)).stderr
