"""`outreach preview CAMPAIGN`: the mails of a campaign on a stack to leads that were imported for it. Nothing is changed."""

import copy
import re
import tracemalloc
from dataclasses import fields
from pathlib import Path

import pytest

from outreach.cli.exits import ExitCode
from outreach.cli.mails_shown import ShownCampaign
from outreach.cli.stacks import Call, Stack
from outreach.domain.address import Address, lead_id
from outreach.domain.ids import CampaignId
from outreach.errors import StackUnreachable
from outreach.reading.campaign_file import load_campaign
from outreach.services.operator.audience_view import AudienceView
from world.builders import a_lead
from world.command_desk import CommandDesk
from world.import_desk import PEPPERS
from world.previewed import a_folder, frames

NAMES = ("jane", "evil", "noa", "empty")


@pytest.fixture
def folder(tmp_path):
    return a_folder(tmp_path / "files")


@pytest.fixture
def desk(tmp_path, monkeypatch, folder):
    """A stack with the campaign and its leads; the current folder is an empty one."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    desk = CommandDesk(tmp_path / "mails", monkeypatch)
    desk.run("campaign", "apply", folder)
    desk.run("leads", "import", folder / "leads.csv", "--campaign-id", "spring", expect=4)
    return desk


def everything(desk):
    """A copy of all that the stack stores."""
    tables = desk.world.tables
    return {
        each.name: copy.deepcopy(getattr(tables, each.name)) for each in fields(tables) if each.name != "lock"
    }


def shown(page="preview.html"):
    return re.findall(r"<h2[^>]*><bdi>(.*?)</bdi>", Path(page).read_text().replace("<wbr>", ""))


def test_the_awkward_leads_of_the_audience_are_picked_and_nothing_is_changed(desk):
    before = everything(desk)
    result = desk.run("preview", "spring")
    assert sorted(shown()) == sorted(f"{name}@acme.example" for name in NAMES)
    assert "written from right to left" in result.stdout
    assert "8 mails to 4 leads; nobody was written to" in result.stdout
    assert "the audience on memory" in Path("preview.html").read_text()
    assert everything(desk) == before


def test_a_chosen_lead_is_shown_with_the_mails_that_its_file_gives(desk, folder):
    desk.run("preview", "spring", "--lead", "Jane@ACME.example")
    assert shown() == ["jane@acme.example"]
    desk.run(
        "preview", folder, "--leads", folder / "leads.csv", "--lead", "jane@acme.example", "--to", "f.html"
    )
    assert frames(Path("preview.html").read_text()) == frames(Path("f.html").read_text())


def test_a_list_can_stand_in_for_the_audience(desk, folder):
    rows = folder / "other.csv"
    rows.write_text("email,first_name\nzoe@acme.example,Zoe\n")
    desk.run("preview", "spring", "--leads", rows)
    assert shown() == ["zoe@acme.example"]


def test_a_list_with_rejected_rows_is_explained_by_the_import(desk):
    rows = Path("bad.csv")
    rows.write_text("email\nzoe@acme.example\nnobody\n")
    said = desk.run("preview", "spring", "--leads", rows).stderr
    why = "`outreach leads import bad.csv --campaign-id spring --dry-run` says why"
    assert f"1 row of bad.csv would be rejected; {why}" in said


def test_a_path_that_exists_is_not_an_id(desk):
    a_folder(Path("spring"))
    result = desk.run("preview", "spring")
    assert "stack:" not in result.stderr
    assert "@leads.preview.invalid" in Path("preview.html").read_text()


def test_the_definition_is_the_current_one_of_the_stack(desk, folder):
    (folder / "messages" / "intro.subject.txt").write_text("Changed and not applied")
    desk.run("preview", "spring")
    assert "Changed and not applied" not in Path("preview.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("sprung",),
            (
                "sprung: there is no such file or folder, and no campaign of this id on the stack; `outreach campaign list` "
                "shows those that exist"
            ),
        ),
        (
            ("spring", "--lead", "nobody@acme.example"),
            (
                'the audience of "spring" has no lead nobody@acme.example; `outreach why nobody@acme.example` says which '
                "campaigns have one"
            ),
        ),
        (("spring", "--lead", "nobody"), '"nobody" is not an e-mail address'),
    ],
)
def test_what_cannot_be_previewed_is_said_in_a_line(desk, arguments, told):
    assert told in desk.refuses("preview", *arguments)
    assert list(Path().iterdir()) == []


def test_a_campaign_without_leads_says_so(desk, folder):
    file = folder / "campaign.yaml"
    file.write_text(file.read_text().replace("id: spring", "id: autumn"))
    desk.run("campaign", "apply", folder)
    assert desk.refuses("preview", "autumn") == (
        "autumn: has no lead in its audience; import some with `outreach leads import`, or show those of a list with --leads"
    )


def test_a_stack_that_is_away_is_said_in_a_line_that_names_both_ways(desk, monkeypatch):
    def away(_):
        raise StackUnreachable("no local stack is running")

    monkeypatch.setattr(Call, "connect", away)
    result = desk.run("preview", "sprung", expect=ExitCode.UNREACHABLE)
    assert result.stderr.splitlines() == [
        "sprung: there is no such file or folder, and for a campaign of this id: no local stack is running"
    ]


class _Endless:
    """An audience that is made while it is read."""

    def __init__(self, size):
        self.size = size

    def leads(self, campaign_id, shards):
        return (a_lead(f"lead{number}", fields={"note": "x" * 1000}) for number in range(self.size))


def test_the_picks_of_a_long_audience_do_not_fill_memory(desk, folder):
    """5 MB of values go by, and what is kept does not grow with them."""
    campaign = load_campaign(folder / "campaign.yaml").campaign

    def pick(size):
        view = AudienceView(desk.world.campaigns, _Endless(size), PEPPERS)
        operator = type("Only", (), {"audience_view": view})()
        return ShownCampaign(campaign, Stack("memory", "here", operator)).picked(None, (), 12)

    pick(1)  # imports are made once
    tracemalloc.start()
    picks = pick(5_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert picks[0].lead.address.text == "lead0@acme.example"
    assert most < 1_000_000


def test_a_lead_is_read_by_its_id_and_not_looked_for(desk):
    """One request, whatever the audience."""
    asked = []

    class Counting:
        def lead(self, *place):
            asked.append(place)
            return a_lead("jane")

    campaign = desk.world.campaigns.current(CampaignId("spring"))[1]
    view = AudienceView(desk.world.campaigns, Counting(), PEPPERS)
    assert view.lead(campaign, Address("jane@acme.example", ())).address.text == "jane@acme.example"
    assert asked == [("spring", campaign.shards, lead_id(PEPPERS, CampaignId("spring"), "jane@acme.example"))]
