"""`outreach replies`: what waits for a person, and what a person says of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from outreach.domain.reasons import Reason
from outreach.domain.reply import Label
from world.builders import an_order
from world.command_desk import CommandDesk
from world.inbound import InboundWorld
from world.received_mails import LEAD, a_mail_from

MAYBE = "Kein Interesse, bitte löschen"


@pytest.fixture
def world() -> InboundWorld:
    return InboundWorld()


@pytest.fixture
def desk(world: InboundWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    """A stack in which one reply waits."""
    heard(world, "first1", MAYBE)
    return CommandDesk(tmp_path / "mails", monkeypatch, world)


def heard(world: InboundWorld, mail_id: str, body: str) -> None:
    world.hear(a_mail_from(To=world.address, body=body), f"mail/{mail_id}")


def test_what_waits_is_shown_with_what_to_do(desk: CommandDesk) -> None:
    assert desk.says("replies", "list") == [
        f"2026-11-23 12:00  demo  {LEAD}",
        "  id first1",
        f"  | {MAYBE}",
        "",
        "say what each was: outreach replies label ID unsubscribe, or: outreach replies label ID not-unsubscribe",
    ]


def test_nothing_of_a_reply_reaches_the_terminal_unchecked(desk: CommandDesk, world: InboundWorld) -> None:
    (place,) = world.replies.rows
    nasty = "stop\x1b[2J [red]this[/red] \u202eabc\r\n" + "x" * 2000 + "\n" + "line\n" * 50
    (reply,) = world.replies.rows.values()
    world.replies.rows[place] = replace(reply, new_text=nasty)

    lines = desk.says("replies", "list")

    assert lines[2] == "  | stop[2J [red]this[/red] abc"
    assert lines[3] == "  | " + "x" * 300 + "..."
    assert lines[4:9] == [*["  | line"] * 4, "  | ... and 46 more lines"]


def test_the_same_as_json_is_whole(desk: CommandDesk) -> None:
    (waiting,) = desk.json("replies", "list")

    assert (waiting["id"], waiting["address"], waiting["new_text"]) == ("first1", LEAD, MAYBE)
    assert (waiting["campaign_id"], waiting["kind"], waiting["label"]) == (
        "demo",
        "possible_unsubscribe",
        None,
    )


def test_an_unsubscribe_is_said_and_done(desk: CommandDesk, world: InboundWorld) -> None:
    assert desk.says("replies", "label", "first1", "unsubscribe") == [
        f"{LEAD} unsubscribed: no campaign writes to them again"
    ]
    assert world.orders == [("*", "unsubscribed"), ("demo", "replied")]
    assert desk.says("replies", "list") == ["no reply waits for a person"]


def test_no_unsubscribe_is_said_and_the_rest_goes_on(desk: CommandDesk, world: InboundWorld) -> None:
    assert desk.says("replies", "label", "first", "not-unsubscribe") == [
        f"{LEAD} did not unsubscribe: the reply ended its own campaign for them, and no other"
    ]
    assert world.orders == [("demo", "replied")]
    (kept,) = world.replies.rows.values()
    assert kept.labelled_by == "olga"


def test_while_another_reply_waits_that_is_said(desk: CommandDesk, world: InboundWorld) -> None:
    (row,) = world.replies.rows.values()
    world.replies.keep(replace(row, mail_id="second"))

    result = desk.run("replies", "label", "first1", "not-unsubscribe")

    assert "another reply of theirs waits, so nothing is sent to them yet" in result.stderr


def test_a_question_without_a_record_has_its_remedy(desk: CommandDesk, world: InboundWorld) -> None:
    again = an_order(Reason.POSSIBLE_UNSUBSCRIBE)
    world.suppressions.order_recipient(world.lead.recipient, LEAD, again)

    result = desk.run("replies", "label", "first1", "not-unsubscribe")
    remedy = f"outreach suppress remove {LEAD} --reason possible_unsubscribe"

    assert remedy in result.stderr
    desk.run(*remedy.split()[1:], "--yes")
    assert world.orders == [("demo", "replied")]


def test_an_id_that_nothing_has_is_refused(desk: CommandDesk) -> None:
    assert desk.refuses("replies", "label", "nobody", "unsubscribe").endswith(
        'no reply that waits begins with "nobody"; `outreach replies list` shows those that wait'
    )


def test_a_label_that_does_not_exist_is_refused(desk: CommandDesk) -> None:
    refused = desk.run("replies", "label", "first1", "interested", expect=2)
    assert 'LABEL: "interested" is none of its values; choose unsubscribe or not-unsubscribe' in refused.stderr


def test_a_label_that_was_not_carried_out_is_listed(desk: CommandDesk, world: InboundWorld) -> None:
    (reply,) = world.replies.waiting()
    world.replies.label(reply, Label.NOT_UNSUBSCRIBE, "otto", world.clock.now())

    assert "  labelled not-unsubscribe by otto, which was not carried out to its end: repeat it" in desk.says(
        "replies", "list"
    )
