"""Variants in exports: each touch names its own, every promise holds, and they are compared on what people do."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from outreach.artifacts.database import DATABASE
from outreach.artifacts.promises import broken
from outreach.artifacts.report.variants import comparison
from outreach.domain.campaign import Policy
from outreach.domain.control import Mode
from outreach.domain.experiment import Stopped, drawn
from outreach.domain.ids import LIVE, LeadId
from outreach.domain.reasons import Reason
from world.artifacts import exported
from world.builders import CAMPAIGN, DAY, MINUTE, SHARDS, a_lead, an_order
from world.experiments import a_varied_campaign, an_experiment
from world.memory import World

NAMES = [f"lead{number}" for number in range(40)]
OF = {
    variant: [name for name in NAMES if drawn(an_experiment(), LeadId(f"lead-{name}")).name == variant]
    for variant in ("plain", "short")
}


def a_run(mode: Mode = Mode.LIVE) -> World:
    world = World(a_varied_campaign())
    world.start(*map(a_lead, NAMES), mode=mode)
    world.clock.advance(MINUTE)
    world.live_through(DAY / 4)
    return world


def responds(world: World, name: str, reason: Reason = Reason.REPLIED) -> None:
    world.clock.advance(MINUTE)
    lead = a_lead(name)
    order = an_order(reason, scope=CAMPAIGN, at=world.clock.now())
    world.suppressions.order_recipient(lead.recipient, lead.address, order)


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three of one variant replied and one unsubscribed; then the other was stopped, and its leads moved."""
    world = a_run()
    for name in OF["plain"][:3]:
        responds(world, name)
    responds(world, OF["short"][0], Reason.UNSUBSCRIBED)
    world.live_through(4 * DAY)
    world.apply(a_varied_campaign(an_experiment(short=Stopped.MOVE)))
    world.live_through(5 * DAY)
    return exported(world, tmp_path_factory.mktemp("stopped"), world.run(LIVE)).directory


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Path:
    world = a_run()
    for name in OF["plain"][:3]:
        responds(world, name)
    responds(world, OF["short"][0], Reason.UNSUBSCRIBED)
    return exported(world, tmp_path_factory.mktemp("running"), world.run(LIVE)).directory


def enrolled(world: World):
    return list(world.enrollments.of_run(CAMPAIGN, LIVE, SHARDS))


def opened(folder: Path):
    return closing(sqlite3.connect(folder / DATABASE))


@pytest.mark.parametrize("which", ["running", "stopped"])
def test_every_promise_holds(request, which):
    with opened(request.getfixturevalue(which)) as connection:
        assert list(broken(connection)) == []
        assert {name for (name,) in connection.execute("SELECT DISTINCT variant FROM touches")} == {
            "plain",
            "short",
        }


def test_each_row_names_its_variant(running):
    with (running / "leads.csv").open(encoding="utf-8-sig") as file:
        leads = {row["address"].split("@")[0]: row["variant"] for row in csv.DictReader(file)}
    assert {name for name, variant in leads.items() if variant == "short"} == set(OF["short"])
    with (running / "attempts.csv").open(encoding="utf-8-sig") as file:
        attempts = list(csv.DictReader(file))
    assert {(row["experiment"], row["variant"], row["message_id"]) for row in attempts} == {
        ("greeting", "plain", "intro"),
        ("greeting", "short", "intro-short"),
    }
    lines = [json.loads(line) for line in (running / "attempts.jsonl").read_text("utf-8").splitlines()]
    assert [row["variant"] for row in lines] == [row["variant"] for row in attempts]


def test_replies_and_unsubscribes_are_compared_with_intervals(running):
    with opened(running) as connection:
        found = comparison(connection)
    assert found is not None
    plain, short = found.variants
    assert (plain.leads, short.leads) == (len(OF["plain"]), len(OF["short"]))
    assert [response.hits for response in plain.responses] == [3, 0]
    assert [response.hits for response in short.responses] == [0, 1]
    replied = plain.responses[0]
    assert replied.low < replied.share == 3 / plain.leads < replied.high
    assert replied.against_first is None
    assert short.responses[0].against_first[0] == pytest.approx(-3 / plain.leads)
    assert not short.responses[0].differs
    assert (plain.asked, short.asked, found.moved) == (0.5, 0.5, 0)
    assert found.mix.found == {"plain": plain.leads, "short": short.leads}
    assert not found.mix.mismatch


def test_who_got_several_variants_counts_for_none(stopped):
    with opened(stopped) as connection:
        found = comparison(connection)
    assert found is not None
    plain, short = found.variants
    assert (plain.asked, short.asked) == (1.0, None)
    assert (plain.leads, short.leads, found.moved) == (len(OF["plain"]), 1, len(OF["short"]) - 1)
    assert found.mix.found == {name: len(names) for name, names in OF.items()}


def test_who_has_had_a_mail_keeps_the_variant_whatever_the_weights_become_and_the_mix_accuses_nobody(
    tmp_path,
):
    """Half of the leads are drawn nine to one, the others one to nine: each by the weights of the day."""
    world = World(a_varied_campaign(an_experiment(weights=(9, 1)), policy=Policy(per_day=100)))
    world.start(*map(a_lead, (f"lead{number}" for number in range(200))))
    world.live_through(DAY / 2)
    first = {each.key.lead_id: each.touches[0].arm for each in enrolled(world) if each.touches}
    world.apply(a_varied_campaign(an_experiment(weights=(1, 9)), policy=Policy(per_day=100)))
    world.live_through(9 * DAY)
    arms = {each.key.lead_id: {touch.arm for touch in each.touches.values()} for each in enrolled(world)}
    assert len(first) == 100
    assert {lead_id: {arm} for lead_id, arm in first.items()} == {lead_id: arms[lead_id] for lead_id in first}
    assert {len(of_lead) for of_lead in arms.values()} == {1}
    with opened(exported(world, tmp_path, world.run(LIVE)).directory) as connection:
        assert list(broken(connection)) == []
        mix = comparison(connection).mix
    assert sum(mix.found.values()) == 200
    assert mix.expected == pytest.approx({"plain": 100.0, "short": 100.0})
    assert not mix.mismatch


def test_a_stop_after_the_last_mail_is_in_the_export(tmp_path):
    world = a_run()
    world.apply(a_varied_campaign(an_experiment(short=Stopped.STAY)))
    with opened(exported(world, tmp_path, world.run(LIVE)).directory) as connection:
        assert list(broken(connection)) == []
        assert comparison(connection).variants[1].asked is None


@pytest.mark.parametrize(("which", "words"), [("running", "People"), ("stopped", "left out below")])
def test_the_report_and_the_summary_show_them(request, which, words):
    folder = request.getfixturevalue(which)
    page, summary = ((folder / name).read_text("utf-8") for name in ("report.html", "summary.md"))
    part = page[page.index('id="variants"') : page.index('id="steps"')]
    assert words in part
    assert "the mix is as asked" in part
    assert "Opens are not compared" in part
    assert "## Variants" in summary
    assert "| plain |" in summary


def test_a_rehearsal_shows_the_mix_and_no_responses(tmp_path):
    world = a_run(Mode.PROOF)
    folder = exported(world, tmp_path).directory
    page = (folder / "report.html").read_text("utf-8")
    part = page[page.index('id="variants"') : page.index('id="steps"')]
    assert "Replied" not in part
    assert "the mix is as asked" in part


def test_a_plain_campaign_has_no_such_part(tmp_path):
    world = World()
    world.start(a_lead())
    world.turn()
    page = (exported(world, tmp_path, world.run(LIVE)).directory / "report.html").read_text("utf-8")
    assert 'id="variants"' not in page
