"""What a person is told of variants: at `check` and `show`, in the status, by `why`, in a simulation and a test mail."""

from dataclasses import replace

import pytest

from outreach.domain.control import Mode
from outreach.domain.enrolling import first_enrollment
from outreach.domain.experiment import Stopped, drawn
from outreach.domain.ids import LIVE, LeadId
from world.builders import CAMPAIGN, DAY, a_lead
from world.command_desk import CommandDesk
from world.experiments import SHORT as IN_SHORT
from world.experiments import a_varied_campaign, an_experiment
from world.memory import World

NAMES = [f"lead{number}" for number in range(20)]
SHORT = [name for name in NAMES if drawn(an_experiment(), LeadId(f"lead-{name}")).name == "short"]


@pytest.fixture
def desk(tmp_path, monkeypatch) -> CommandDesk:
    desk = CommandDesk(tmp_path / "mails", monkeypatch, World(a_varied_campaign()))
    desk.world.apply(a_varied_campaign())
    return desk


def line(said, title: str) -> str:
    return next(one for one in said if one.strip().startswith(title)).strip().removeprefix(title).strip()


def test_a_definition_shows_its_variants(desk):
    said = desk.says("campaign", "show", CAMPAIGN)
    assert (
        line(said, "variants") == "greeting: plain 50%; short 50% (intro-short for intro, bye for followup2)"
    )
    shown = desk.json("campaign", "show", CAMPAIGN)["definition"]["experiment"]
    assert [variant["name"] for variant in shown["variants"]] == ["plain", "short"]
    assert shown["variants"][1]["messages"] == {"intro": "intro-short", "followup2": "bye"}


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (Stopped.STAY, "short stopped, and who has had a message of it stays"),
        (Stopped.MOVE, "short stopped, and who has had a message of it moves on to another"),
    ],
)
def test_a_definition_shows_what_was_stopped(desk, how, says):
    desk.world.apply(a_varied_campaign(an_experiment(short=how)))
    assert says in line(desk.says("campaign", "show", CAMPAIGN), "variants")


def test_the_status_says_whether_the_mix_is_as_asked(desk):
    desk.world.start(*map(a_lead, NAMES))
    assert line(desk.says("status", CAMPAIGN), "variants").startswith("nobody was written to yet")
    desk.world.turn()
    plain, short = len(NAMES) - len(SHORT), len(SHORT)
    told = line(desk.says("status", CAMPAIGN), "variants")
    assert told.startswith(
        f"plain {plain} of 10.0 expected, short {short} of 10.0 expected; the mix is as asked"
    )
    [run] = desk.json("status", CAMPAIGN)["runs"]
    assert run["variants"]["leads"] == {"plain": plain, "short": short}
    assert run["variants"]["mismatch"] is False


def test_leads_drawn_under_several_revisions_count_by_the_weights_of_each(desk):
    desk.world.start(*map(a_lead, NAMES))
    desk.world.turn()
    desk.world.apply(a_varied_campaign(an_experiment(weights=(1, 4))))
    desk.world.import_leads(*(a_lead(f"more{number}") for number in range(10)))
    more = [a_lead(f"more{number}") for number in range(10)]

    run = desk.world.run()
    desk.world.enrollments.add(
        [first_enrollment(lead, run, desk.world.campaign, desk.world.clock.now()) for lead in more]
    )
    desk.world.turn()
    [found] = desk.json("status", CAMPAIGN)["runs"]
    assert found["variants"]["expected"] == pytest.approx({"plain": 10 + 2, "short": 10 + 8})


def test_a_mix_that_something_picks_is_told(desk):
    """A message fails for everybody in one variant but a few, so nearly all who are written to are in the other."""
    desk.world.start(*(a_lead(f"lead{number}") for number in range(60)))
    broken = {
        **a_varied_campaign().templates,
        "intro-short.txt": "{{ unsubscribe_url }} {{ [first_name][1] }}",
    }
    desk.world.apply(replace(a_varied_campaign(), templates=broken))
    desk.world.live_through(DAY / 4)
    [run] = desk.json("status", CAMPAIGN)["runs"]
    assert run["variants"]["mismatch"] is True
    assert "NOT as asked" in line(desk.says("status", CAMPAIGN), "variants")


def test_a_plain_campaign_says_nothing_of_variants(tmp_path, monkeypatch):
    desk = CommandDesk(tmp_path / "mails", monkeypatch)
    desk.world.apply(desk.world.campaign)
    desk.world.start(a_lead())
    desk.world.turn()
    assert not any("variants" in one for one in desk.says("status", CAMPAIGN))
    assert desk.json("status", CAMPAIGN)["runs"][0]["variants"] is None


def test_why_names_the_variant_of_each_mail_and_the_message_that_comes(desk, tmp_path):
    file = tmp_path / "leads.csv"
    file.write_text("\n".join(["Email", *(f"{name}@acme.example" for name in NAMES)]), "utf-8")
    desk.run("leads", "import", file, "--campaign-id", CAMPAIGN)
    desk.world.start()
    desk.world.turn()
    found = desk.world.enrollments.of_run(CAMPAIGN, LIVE, desk.world.campaign.shards)
    lead = next(one.lead for one in found if one.touches[0].arm == IN_SHORT)
    first, second, third = (row.split() for row in desk.says("why", lead.address)[-3:])
    assert first[1] == "intro-short"
    assert " ".join(first).endswith("variant short")
    assert (second[1], third[1]) == ("followup1", "bye")
    steps = desk.json("why", lead.address)["runs"][0]["steps"]
    assert [step["message_id"] for step in steps] == ["intro-short", "followup1", "bye"]


@pytest.mark.parametrize("mode", [Mode.LIVE, Mode.PROOF])
def test_the_counts_of_a_step_hold_every_variant(desk, mode):
    desk.world.start(*map(a_lead, NAMES), mode=mode)
    desk.world.turn()
    [run] = desk.json("status", CAMPAIGN)["runs"]
    assert run["steps"][0]["written"] == len(NAMES)


class TestATestMail:
    @pytest.fixture
    def imported(self, desk, tmp_path):
        file = tmp_path / "leads.csv"
        file.write_text("\n".join(["Email", *(f"{name}@acme.example" for name in NAMES)]), "utf-8")
        desk.run("leads", "import", file, "--campaign-id", CAMPAIGN)
        return desk

    def sends(self, desk, *options) -> str:
        word = ("--yes-send-live", CAMPAIGN)
        desk.run("test-send", CAMPAIGN, "--to", "olga@us.example", *options, *word)
        return desk.world.ses.mails[-1].subject

    @pytest.mark.parametrize(
        ("message", "subject"),
        [("intro", "Hello there"), ("intro-short", "intro-short there"), ("bye", "bye there")],
    )
    def test_it_is_of_any_variant(self, imported, message, subject):
        assert self.sends(imported, "--message", message) == f"[TEST] {subject}"

    def test_of_a_step_it_is_what_the_lead_would_get(self, imported):
        leads = list(imported.world.audience.leads(CAMPAIGN, imported.world.campaign.shards))
        for lead in leads[:6]:
            variant = drawn(an_experiment(), lead.lead_id).name
            expected = {"plain": "Hello there", "short": "intro-short there"}[variant]
            assert self.sends(imported, "--lead", lead.address) == f"[TEST] {expected}"

    def test_a_message_that_no_variant_sends_is_refused_in_a_line(self, imported):
        said = imported.refuses(
            "test-send", CAMPAIGN, "--to", "olga@us.example", "--message", "x", "--yes-send-live", CAMPAIGN
        )
        assert (
            'no step sends the message "x"; the steps send: intro, intro-short, followup1, followup2, bye'
            in said
        )
