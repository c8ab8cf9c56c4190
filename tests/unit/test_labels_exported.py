"""Replies and their labels in an export: in the database, the rows, the summary and the report."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from outreach.artifacts import Exported
from outreach.artifacts.database import DATABASE
from outreach.artifacts.report.labels import Labels, LabelShare, labels
from outreach.domain.control import Mode
from outreach.domain.ids import LIVE, CampaignId
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reasons import Reason
from outreach.domain.reply import Label, Reply
from outreach.domain.wilson import interval
from world.artifacts import REHEARSAL, exported
from world.builders import CAMPAIGN, DAY, MINUTE, a_lead, an_order
from world.memory import World

PEOPLE = ("ann", "ben", "cleo", "dora", "eva")


def a_run(mode: Mode = Mode.LIVE) -> World:
    world = World()
    world.start(*map(a_lead, PEOPLE), mode=mode)
    world.clock.advance(MINUTE)
    world.live_through(DAY / 4)
    return world


def replied(world: World, name: str, label: Label | None = None, kind: MailKind = MailKind.HUMAN) -> None:
    world.clock.advance(MINUTE)
    now = world.clock.now()
    about = (CampaignId(CAMPAIGN), LIVE, a_lead(name).lead_id)
    reply = Reply(f"{name}-{now:%H%M}", "mail/x", kind, "a sign", now, *about, new_text="secret words")
    world.replies.keep(reply)
    if label is not None:
        world.replies.label(reply, label, "olga", now)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """Ann changed her mind, Ben is interested, Cleo's reply has no label, Dora is away, and Eva said nothing."""
    world = a_run()
    replied(world, "ann", Label.INTERESTED)
    replied(world, "ann", Label.LATER)
    replied(world, "ann")
    replied(world, "ben", Label.INTERESTED)
    replied(world, "cleo")
    replied(world, "dora", kind=MailKind.OUT_OF_OFFICE)
    return exported(world, tmp_path_factory.mktemp("labels"), world.run(LIVE))


def asked(export: Exported, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(export.directory / DATABASE)) as connection:
        return connection.execute(question).fetchall()


def test_the_database_has_each_reply_and_no_text(export: Exported) -> None:
    found = asked(export, "SELECT address, kind, label, labelled_by FROM replies JOIN leads USING (lead_id)")

    assert found == [
        ("ann@acme.example", "human", "interested", "olga"),
        ("ann@acme.example", "human", "later", "olga"),
        ("ann@acme.example", "human", None, None),
        ("ben@acme.example", "human", "interested", "olga"),
        ("cleo@acme.example", "human", None, None),
        ("dora@acme.example", "out_of_office", None, None),
    ]
    assert b"secret words" not in (export.directory / DATABASE).read_bytes()
    assert export.findings == ()


def test_the_rows_of_leads_have_the_latest_label(export: Exported) -> None:
    wanted = {"ann": "later", "ben": "interested", "cleo": None, "dora": None, "eva": None}
    with (export.directory / "leads.csv").open(encoding="utf-8-sig", newline="") as stream:
        flat = {row["address"].partition("@")[0]: row["label"] or None for row in csv.DictReader(stream)}
    lines = (export.directory / "leads.jsonl").read_text("utf-8").splitlines()

    assert flat == wanted
    assert {row["address"].partition("@")[0]: row["label"] for row in map(json.loads, lines)} == wanted


def test_the_summary_counts_people_by_label(export: Exported) -> None:
    summary = (export.directory / "summary.md").read_text("utf-8")

    assert (
        "## Labels of replies\n\n| label | people |\n|---|---|\n| interested | 1 |\n| later | 1 |\n| none yet | 1 |\n"
        in summary
    )


def test_the_report_has_each_share_with_its_interval(export: Exported) -> None:
    with closing(sqlite3.connect(export.directory / DATABASE)) as connection:
        found = labels(connection, 5)

    share = (1, 0.2, *interval(1, 5))
    assert found == Labels([LabelShare("interested", *share), LabelShare("later", *share)], without=1)
    report = export.report.read_text("utf-8")
    assert "What the replies were" in report
    assert (
        '<tr><th scope="row">interested</th><td class="n">1</td><td class="n"><strong>20.0 %</strong>'
        in report
    )
    assert "1 person replied without a label so far" in report


def test_without_replies_nothing_is_said(tmp_path: Path) -> None:
    world = a_run(Mode.PROOF)
    made = exported(world, tmp_path, world.run(REHEARSAL))

    assert "Labels of replies" not in (made.directory / "summary.md").read_text("utf-8")
    assert "What the replies were" not in made.report.read_text("utf-8")


def test_a_bar_that_ends_at_the_whole_says_so_in_plain_figures(tmp_path: Path) -> None:
    world = a_run()
    for name in PEOPLE:
        world.clock.advance(MINUTE)
        order = an_order(Reason.REPLIED, scope=CAMPAIGN, at=world.clock.now())
        world.suppressions.order_recipient(a_lead(name).recipient, a_lead(name).address, order)

    report = exported(world, tmp_path, world.run(LIVE)).report.read_text("utf-8")
    assert 'text-anchor="end">100 %</text>' in report
    assert "e+02" not in report
