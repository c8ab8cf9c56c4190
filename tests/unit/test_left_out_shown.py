"""What a person is told of leads whom a campaign leaves out, from the import to the proof."""

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from outreach.artifacts.database import opened
from outreach.artifacts.report.about import about
from outreach.domain.campaign import Countries, Policy, Stance
from outreach.domain.control import Mode
from outreach.domain.reasons import Reason
from outreach.domain.window import Window
from world.artifacts import exported
from world.builders import CAMPAIGN, DAY, NOON, a_campaign
from world.command_desk import CommandDesk
from world.memory import World

PEOPLE = """Email,First Name
ann@acme.example,Ann
info@acme.example,Ina
Sales+Berlin@rival.example,Sal
eve@mailinator.com,Eve
"""
LEFT_OUT = {"role_account": 2, "disposable_domain": 1}


@pytest.fixture
def file(tmp_path) -> Path:
    path: Path = tmp_path / "leads.csv"
    path.write_text(PEOPLE, "utf-8")
    return path


@pytest.fixture
def make(tmp_path, monkeypatch):
    """A stack with a campaign of this policy, to which no lead was imported yet."""

    def made(stance: Stance) -> CommandDesk:
        desk = CommandDesk(tmp_path / "mails", monkeypatch, World(a_campaign(policy=a_policy(stance))))
        desk.world.apply(desk.world.campaign)
        return desk

    return made


def a_policy(stance: Stance) -> Policy:
    return Policy(role_accounts=stance, disposable_domains=stance)


def imported(desk, file):
    said = [line.strip() for line in desk.says("leads", "import", file, "--campaign-id", CAMPAIGN)]
    return [line for line in said if "address" in line and line[0].isdigit()]


def written_to(desk) -> set[str]:
    return {mail.recipient.partition("@")[0] for mail in desk.world.ses.mails}


@pytest.mark.parametrize(
    ("stance", "lines"),
    [
        (Stance.SKIP, ["2  with an address that several people may read, such as info@; this campaign skips them", "1  with an address of a disposable domain; this campaign skips them"]),
        (Stance.WARN, ["2  with an address that several people may read, such as info@", "1  with an address of a disposable domain"]),
        (Stance.ALLOW, []),
    ],
)  # fmt: skip
def test_an_import_says_what_the_campaign_does_about_them(make, file, stance, lines):
    assert imported(make(stance), file) == lines


def test_who_is_left_out_is_imported_and_not_written_to(make, file):
    desk = make(Stance.SKIP)
    imported(desk, file)
    desk.world.runs.start(CAMPAIGN, Mode.LIVE, "test")
    desk.world.turn()
    assert written_to(desk) == {"ann"}
    assert desk.json("status", CAMPAIGN)["runs"][0]["never_written"] == LEFT_OUT
    said = "\n".join(desk.says("why", "info@acme.example"))
    assert "skipped because several people may read the address, and the campaign skips such" in said


def test_who_was_not_skipped_yet_is_written_to_if_the_campaign_thinks_again(make, file):
    desk = make(Stance.SKIP)
    imported(desk, file)
    desk.world.apply(a_campaign(policy=a_policy(Stance.WARN)))
    desk.world.runs.start(CAMPAIGN, Mode.LIVE, "test")
    desk.world.turn()
    assert written_to(desk) == {"ann", "info", "sales+berlin", "eve"}


def test_who_was_written_to_gets_no_more_if_the_campaign_leaves_them_out_then(make, file):
    desk = make(Stance.ALLOW)
    imported(desk, file)
    desk.world.runs.start(CAMPAIGN, Mode.LIVE, "test")
    desk.world.turn()
    desk.world.apply(a_campaign(policy=a_policy(Stance.SKIP)))
    desk.world.live_through(9 * DAY)
    assert len(desk.world.ses.mails) == 4 + 2
    counts = desk.json("status", CAMPAIGN)["runs"][0]
    assert counts["stopped_later"] == LEFT_OUT
    assert Reason.ROLE_ACCOUNT not in counts["never_written"]


def test_a_check_of_files_says_whom_the_campaign_leaves_out(make):
    desk = make(Stance.SKIP)
    assert "  skips     role accounts such as info@, disposable domains" in desk.says(
        "campaign", "show", CAMPAIGN
    )
    assert desk.json("campaign", "show", CAMPAIGN)["definition"]["role_accounts"] == "skip"


COUNTRIES = """Email,Country,Phone
ann@acme.example,Niederlande,
bob@acme.example,,+32 2 555 12 12
cas@acme.example,USA,+31 20 555 1234
dan@acme.example,Atlantis,
eve@acme.example,Atlantis,0031 20 555 1234
"""


@pytest.fixture
def abroad(tmp_path) -> Path:
    path: Path = tmp_path / "abroad.csv"
    path.write_text(COUNTRIES, "utf-8")
    return path


def countries_only(desk, left_out, unknown):
    policy = Policy(countries=Countries(("BE", "NL"), True, left_out, unknown))
    desk.world.apply(a_campaign(policy=policy))


def lines_about_countries(desk, file):
    said = [line.strip() for line in desk.says("leads", "import", file, "--campaign-id", CAMPAIGN)]
    return [line for line in said if "with a country" in line or "without a country" in line]


@pytest.mark.parametrize(
    ("left_out", "unknown", "lines"),
    [
        (Stance.SKIP, Stance.SKIP, ["1  with a country that policy.countries leaves out (US); this campaign skips them", "1  without a country that is known; this campaign skips them"]),
        (Stance.WARN, Stance.SKIP, ["1  with a country that policy.countries leaves out (US)", "1  without a country that is known; this campaign skips them"]),
        (Stance.WARN, Stance.WARN, ["1  with a country that policy.countries leaves out (US)", "1  without a country that is known"]),
        (Stance.ALLOW, Stance.ALLOW, []),
    ],
)  # fmt: skip
def test_an_import_counts_the_countries_that_are_left_out(make, abroad, left_out, unknown, lines):
    desk = make(Stance.WARN)
    countries_only(desk, left_out, unknown)
    assert lines_about_countries(desk, abroad) == lines


def test_leads_of_other_countries_are_imported_and_not_written_to(make, abroad):
    desk = make(Stance.WARN)
    countries_only(desk, Stance.SKIP, Stance.SKIP)
    lines_about_countries(desk, abroad)
    desk.world.runs.start(CAMPAIGN, Mode.LIVE, "test")
    desk.world.turn()
    assert written_to(desk) == {"ann", "bob", "eve"}
    never = desk.json("status", CAMPAIGN)["runs"][0]["never_written"]
    assert never == {"country": 1, "country_unknown": 1}
    told = "\n".join(desk.says("why", "cas@acme.example"))
    assert "skipped because the campaign does not write to the person's country" in told
    assert "country: US" in told
    assert "country: not known" in "\n".join(desk.says("why", "dan@acme.example"))
    assert desk.json("why", "ann@acme.example")["runs"][0]["country"] == "NL"


def test_a_definition_says_to_which_countries_it_does_not_write(make):
    desk = make(Stance.ALLOW)
    countries_only(desk, Stance.SKIP, Stance.SKIP)
    assert "  skips     leads of all countries but BE, NL, leads of unknown countries" in desk.says(
        "campaign", "show", CAMPAIGN
    )
    assert desk.json("campaign", "show", CAMPAIGN)["definition"]["countries"] == {
        "codes": ["BE", "NL"], "only": True, "left_out": "skip", "unknown": "skip",
    }  # fmt: skip
    desk.world.apply(a_campaign(policy=Policy(countries=Countries(("CA", "US"), False, unknown=Stance.WARN))))
    assert "  skips     leads of CA, US" in desk.says("campaign", "show", CAMPAIGN)


THEIRS = Window(
    frozenset({"mon", "tue", "wed", "thu", "fri"}),
    time(9),
    time(17),
    "UTC",
    holidays={NOON.date() + DAY: "IE:a Tuesday"},
    own_holidays={"NL": {NOON.date(): "NL:a Monday", NOON.date() + 4 * DAY: "NL:a Friday"}},
)


def resting(desk, abroad):
    desk.world.apply(a_campaign(policy=Policy(window=THEIRS)))
    return [line.strip() for line in desk.says("leads", "import", abroad, "--campaign-id", CAMPAIGN)]


def test_an_import_counts_who_rests_on_which_holidays(make, abroad):
    said = resting(make(Stance.ALLOW), abroad)
    assert (
        "holidays: 2 leads on those of their country; 3 leads on those of all others (BE 1, US 1, unknown 1)"
        in said
    )


def test_who_waits_for_a_holiday_of_its_country_is_told_its_name_and_nobody_else_waits(make, abroad):
    desk = make(Stance.ALLOW)
    resting(desk, abroad)
    desk.world.runs.start(CAMPAIGN, Mode.LIVE, "test")
    desk.world.turn()
    assert written_to(desk) == {"bob", "cas", "dan"}
    told = " ".join(" ".join(desk.says("why", "ann@acme.example")).split())
    assert "waiting until 2026-11-24 08:00" in told
    assert "a public holiday, on which the sending window is shut (NL:a Monday)" in told
    assert desk.json("why", "ann@acme.example")["runs"][0]["steps"][0]["reason"] == "holiday"


def test_a_follow_up_is_due_after_the_holiday_of_the_lead_s_country(make, abroad):
    desk = make(Stance.ALLOW)
    resting(desk, abroad)
    desk.world.runs.start(CAMPAIGN, Mode.LIVE, "test")
    desk.world.live_through(2 * DAY)
    due = {
        one.lead.address[:3]: one.due_at for one in desk.world.tables.enrollments.values() if one.step == 1
    }
    assert {name: moment.date() - NOON.date() for name, moment in due.items()} == {
        "ann": 7 * DAY, "eve": 7 * DAY, "bob": 3 * DAY, "cas": 3 * DAY, "dan": 3 * DAY,
    }  # fmt: skip


def test_a_window_says_whose_leads_have_holidays_of_their_own(make, abroad):
    desk = make(Stance.ALLOW)
    resting(desk, abroad)
    said = "\n".join(desk.says("campaign", "show", CAMPAIGN))
    assert "or in UTC; not on 1 holiday; leads of NL not on those of their country" in said
    window = desk.json("campaign", "show", CAMPAIGN)["definition"]["window"]
    assert window["own_holidays"] == {"NL": {"2026-11-23": "NL:a Monday", "2026-11-27": "NL:a Friday"}}


def test_in_a_report_a_day_is_closed_if_nobody_may_be_written_to_on_it(make, abroad, tmp_path):
    shared = NOON.date() + 2 * DAY
    window = replace(
        THEIRS,
        holidays={**THEIRS.holidays, shared: "IE:a Wednesday"},
        own_holidays={"NL": {**THEIRS.own_holidays["NL"], shared: "NL:a Wednesday"}},
    )
    desk = make(Stance.ALLOW)
    desk.world.apply(a_campaign(policy=Policy(window=window)))
    desk.says("leads", "import", abroad, "--campaign-id", CAMPAIGN)
    desk.world.runs.start(CAMPAIGN, Mode.LIVE, "test")
    desk.world.turn()
    to = exported(desk.world, tmp_path, desk.world.run()).directory
    with opened(to / "proof.sqlite") as connection:
        assert about(connection).window.holidays == {shared: "IE:a Wednesday"}
        assert {day for (day,) in connection.execute("SELECT DISTINCT local_day FROM touches")} == {
            "2026-11-23"
        }
