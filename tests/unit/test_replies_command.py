"""`outreach replies`: what waits for a person, and what a person says of it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from outreach.domain.reasons import Reason
from outreach.domain.reply import Label
from world.builders import an_order
from world.command_desk import CommandDesk
from world.inbound import InboundWorld
from world.received_mails import LEAD, a_mail_from
from world.written_back import a_desk

MAYBE = "Kein Interesse, bitte löschen"


@pytest.fixture
def world() -> InboundWorld:
    return InboundWorld()


@pytest.fixture
def desk(world: InboundWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    """A stack in which one reply waits. Its campaign is there, so that more mails are heard."""
    heard(world, "first1", MAYBE)
    return a_desk(world, tmp_path / "mails", monkeypatch)


def heard(world: InboundWorld, mail_id: str, body: str) -> None:
    world.hear(a_mail_from(To=world.address, body=body), f"mail/{mail_id}")


HOW_TO_LABEL = (
    "say what each was: outreach replies label ID LABEL; a label is unsubscribe, not-unsubscribe, interested, later, "
    "no or wrong-person"
)
ODD = "mail/odd"
STRANGER = "eve@else.example"


def from_a_stranger(world: InboundWorld, body: str, key: str = ODD, **changes: str) -> None:
    """A mail in which nothing of ours is, from an address that is no lead's."""
    mail = a_mail_from(f"Eve <{STRANGER}>", body=body, reply=False, Return_Path=f"<{STRANGER}>", **changes)
    assert world.hear(mail, key).matched_by == ""


def plain(
    world: InboundWorld, mail_id: str = "plain1", body: str = "Sounds good, call me.\n", **changes: str
) -> None:
    world.hear(a_mail_from(To=world.address, body=body, **changes), f"mail/{mail_id}")


def away(world: InboundWorld) -> None:
    plain(world, "away", "I am out of office until 10 December 2026\n", Auto_Submitted="auto-replied")


def test_what_waits_is_shown_with_what_to_do(desk: CommandDesk) -> None:
    assert desk.says("replies", "list") == [
        "1 reply may ask not to be written to. Until it has a label, no campaign writes to the person.",
        "",
        f"2026-11-23 12:00  demo  {LEAD}  may ask not to be written to",
        "  id first1",
        f"  | {MAYBE}",
        "",
        HOW_TO_LABEL,
    ]


def test_what_waits_comes_first_and_then_the_newest(desk: CommandDesk, world: InboundWorld) -> None:
    for hours, mail_id in enumerate(("older", "newer")):
        world.clock.advance(timedelta(hours=hours + 1))
        plain(world, mail_id)

    lines = desk.says("replies", "list")

    assert [line for line in lines if line.startswith("  id ")] == ["  id first1", "  id newer", "  id older"]
    assert "Other replies, the newest first:" in lines
    assert desk.json("replies", "list", "--waiting") == desk.json("replies", "list")[:1]


def test_only_what_people_wrote_is_listed_unless_another_kind_is_asked_for(
    desk: CommandDesk, world: InboundWorld
) -> None:
    away(world)

    assert desk.says("replies", "list")[-1] == "not shown: 1 out_of_office; --kind shows them"
    assert desk.says("replies", "list", "--kind", "out_of_office")[:3] == [
        f"2026-11-23 12:00  demo  {LEAD}  out of office, back on 2026-12-11",
        "  id away",
        "  | I am out of office until 10 December 2026",
    ]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], ["first1", "late", "plain1"]),
        (["--since", "2026-11-24"], ["late"]),
        (["--since", "2026-11-24T00:30"], ["late"]),
        (["--since", "1d12h"], ["first1", "late", "plain1"]),
        (["--since", "12h"], ["late"]),
        (["--label", "none"], ["first1", "late"]),
        (["--label", "interested"], ["plain1"]),
        (["--label", "interested", "--label", "none", "--kind", "human"], ["late", "plain1"]),
        (["--kind", "human"], ["late", "plain1"]),
        (["--campaign-id", "demo", "--limit", "1"], ["first1", "late"]),
    ],
)
def test_filters_choose(desk: CommandDesk, world: InboundWorld, options: list[str], found: list[str]) -> None:
    plain(world)
    desk.run("replies", "label", "plain1", "interested")
    world.clock.advance(timedelta(days=1))
    plain(world, "late")
    assert [one["id"] for one in desk.json("replies", "list", *options)] == found


@pytest.mark.parametrize(
    "options", [["--since", "1h"], ["--label", "no"], ["--kind", "complaint", "--label", "no"]]
)
def test_a_filter_that_nothing_fits_says_so(
    desk: CommandDesk, world: InboundWorld, options: list[str]
) -> None:
    world.clock.advance(timedelta(days=1))

    assert desk.says("replies", "list", *options) == ["no reply fits"]


def test_what_the_limit_leaves_out_is_said(desk: CommandDesk, world: InboundWorld) -> None:
    for number in range(4):
        plain(world, f"plain{number}")

    last = desk.says("replies", "list", "--limit", "1")[-1]
    assert last == "3 older replies not shown; --limit 4 shows all"


def test_a_campaign_that_does_not_exist_is_refused(desk: CommandDesk) -> None:
    assert desk.refuses("replies", "list", "--campaign-id", "nope") == (
        'there is no campaign "nope"; `outreach campaign list` shows those that exist'
    )


@pytest.mark.parametrize("since", ["gestern", "7", "-3d", "2026-13-01", ""])
def test_a_time_that_is_none_is_refused(desk: CommandDesk, since: str) -> None:
    for command in ("list", "unmatched"):
        refused = desk.run("replies", command, f"--since={since}", expect=2)
        assert "is neither a time nor how long ago" in refused.stderr


def test_nothing_of_a_reply_reaches_the_terminal_unchecked(desk: CommandDesk, world: InboundWorld) -> None:
    (place,) = world.replies.rows
    marks = "stop\x1b[2J [red]this[/red] \u202e\u200fabc\u2028id fake\r\n"
    (reply,) = world.replies.rows.values()
    world.replies.rows[place] = replace(reply, new_text=marks + "x" * 2000 + "\n" + "line\n" * 50)

    lines = desk.says("replies", "list")[2:]

    assert lines[2:4] == ["  | stop[2J [red]this[/red] abc", "  | id fake"]
    assert lines[4] == "  | " + "x" * 300 + "..."
    assert lines[5:9] == [*["  | line"] * 3, "  | ... and 47 more lines"]


def test_a_line_that_is_broken_cannot_pose_as_one_of_ours(
    desk: CommandDesk, world: InboundWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    plain(world, "plain1", "x" * 36 + " id other1\n")

    assert desk.says("replies", "show", "plain1")[-2:] == ["  | " + "x" * 36, "  | id other1"]


def test_one_reply_is_shown_whole_with_its_quote_folded(desk: CommandDesk, world: InboundWorld) -> None:
    body = "Call me.\n" * 10 + "\nOn Mon, 3 Aug 2026, Us <us@us.example> wrote:\n> Hello\n> again\n"
    plain(world, "plain1", body)
    desk.run("replies", "label", "plain1", "interested")

    lines = desk.says("replies", "show", "plain")

    assert lines[:5] == [
        f"reply of     {LEAD}",
        f"from         Jane Doe <{LEAD}>",
        "subject      Re: Hello",
        "received     2026-11-23 12:00 UTC",
        "id           plain1",
    ]
    assert "label        interested (by olga, 2026-11-23 12:00 UTC)" in lines
    assert lines.count("  | Call me.") == 10
    assert lines[-1] == "3 more lines of signature and quotes: outreach replies show plain1 --quotes"
    assert desk.says("replies", "show", "plain1", "--quotes")[-3:] == [
        "  | On Mon, 3 Aug 2026, Us <us@us.example> wrote:",
        "  | > Hello",
        "  | > again",
    ]


def test_a_reply_whose_mail_has_expired_shows_what_was_kept(desk: CommandDesk, world: InboundWorld) -> None:
    world.raw_mails.mails.clear()

    lines = desk.says("replies", "show", "first1")

    assert f"  | {MAYBE}" in lines
    assert lines[-1].startswith("The mail itself has expired")
    assert desk.json("replies", "show", "first1")["mail"] is None


def test_no_html_of_a_mail_is_shown(desk: CommandDesk, world: InboundWorld) -> None:
    page = (
        "<html><body><script>alert(1)</script><p>Call <b>me</b></p><img src=x onerror=alert(2)></body></html>"
    )
    world.hear(a_mail_from(To=world.address, body="", html=page), "mail/page")

    shown = desk.says("replies", "show", "page", "--quotes")

    assert "  | Call me" in shown
    assert not [line for line in shown if "alert" in line or "img" in line]


def test_mails_that_matched_nobody_are_shown_with_what_to_do(desk: CommandDesk, world: InboundWorld) -> None:
    from_a_stranger(world, "Take me off your list.\n", subject="Re: \u202eHi")
    from_a_stranger(world, "Who are you?\n", "mail/odd2")

    lines = desk.says("replies", "unmatched")

    assert lines[:5] == [
        f"2026-11-23 12:00  {STRANGER}  asked not to be written to",
        "  id odd",
        "  subject  Re: Hi",
        "  | Take me off your list.",
        "",
    ]
    assert lines[-1].endswith("outreach suppress add ADDRESS --reason unsubscribed")
    assert [one["id"] for one in desk.json("replies", "unmatched", "--limit", "1")] == ["odd"]
    last = desk.says("replies", "unmatched", "--limit", "1")[-1]
    assert last == "1 more mail not shown; --limit 2 shows all"
    assert f"from         Eve <{STRANGER}>" in desk.says("replies", "show", "odd2")


def test_an_unmatched_mail_is_looked_for_while_its_bucket_keeps_it(
    desk: CommandDesk, world: InboundWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Spam comes to the reply domain, too. What has expired is neither read nor asked for."""
    nothing = ["no mail of the last 30 days matched nobody"]
    assert desk.says("replies", "unmatched") == nothing
    from_a_stranger(world, "Who are you?\n")
    world.clock.advance(timedelta(days=30))
    assert "  id odd" in desk.says("replies", "unmatched")
    assert "  id odd" in desk.says("replies", "unmatched", "--since", "90d")
    assert desk.says("replies", "unmatched", "--since", "1d") == ["no such mail came since then"]
    world.clock.advance(timedelta(seconds=1))
    monkeypatch.setattr(world.raw_mails, "read", None)
    assert desk.says("replies", "unmatched") == nothing


def test_an_unmatched_mail_that_is_gone_is_left_out(desk: CommandDesk, world: InboundWorld) -> None:
    from_a_stranger(world, "Who are you?\n")
    from_a_stranger(world, "Hello?\n", "mail/odd2")
    del world.raw_mails.mails[ODD]

    assert [one["id"] for one in desk.json("replies", "unmatched")] == ["odd2"]


def test_the_same_as_json_is_whole(desk: CommandDesk) -> None:
    (waiting,) = desk.json("replies", "list")

    assert (waiting["id"], waiting["address"], waiting["new_text"]) == ("first1", LEAD, MAYBE)
    assert (waiting["campaign_id"], waiting["kind"]) == ("demo", "possible_unsubscribe")
    assert (waiting["label"], waiting["waits"]) == (None, True)


def test_why_tells_what_the_person_wrote_back_and_its_label_and_no_text(desk: CommandDesk) -> None:
    before = desk.says("why", LEAD)
    desk.run("replies", "label", "first1", "later")
    after = desk.says("why", LEAD)
    was, told = ([line.strip() for line in lines if "reply first1" in line] for lines in (before, after))
    assert was == ["reply first1, 2026-11-23 12:00:00 UTC: possible_unsubscribe, waits for a label"]
    assert told == [
        "reply first1, 2026-11-23 12:00:00 UTC: possible_unsubscribe, labelled later by olga, 2026-11-23 12:00:00 UTC"
    ]
    [passage] = desk.json("why", LEAD)["runs"]
    assert passage["replies"] == [
        {
            "id": "first1",
            "at": "2026-11-23T12:00:00+00:00",
            "kind": "possible_unsubscribe",
            "label": "later",
            "labelled_by": "olga",
            "labelled_at": "2026-11-23T12:00:00+00:00",
        }
    ]


@pytest.mark.parametrize("label", ["interested", "later", "no", "wrong-person"])
def test_a_label_is_said_and_the_rest_goes_on(desk: CommandDesk, world: InboundWorld, label: str) -> None:
    assert desk.says("replies", "label", "first1", label) == [
        f"{LEAD} is labelled {label}, and did not unsubscribe: the reply ended its own campaign for them, and no other"
    ]
    assert world.orders == [("demo", "replied")]


def test_a_label_of_what_a_machine_seems_to_have_sent_says_what_goes_on(
    desk: CommandDesk, world: InboundWorld
) -> None:
    away(world)
    (said,) = desk.says("replies", "label", "away", "wrong-person")

    assert "the campaign goes on for them" in said
    remedy = said.partition(": outreach ")[2].split()
    assert remedy[:2] == ["leads", "stop"]
    desk.run(*remedy, "--yes")


def test_an_unsubscribe_is_said_and_done(desk: CommandDesk, world: InboundWorld) -> None:
    assert desk.says("replies", "label", "first1", "unsubscribe") == [
        f"{LEAD} unsubscribed: no campaign writes to them again"
    ]
    assert world.orders == [("*", "unsubscribed"), ("demo", "replied")]
    assert desk.says("replies", "list", "--waiting") == ["no reply waits for a person"]


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
        'no reply has an id that begins with "nobody"; `outreach replies list` shows them'
    )


def test_a_label_that_does_not_exist_is_refused(desk: CommandDesk) -> None:
    refused = desk.run("replies", "label", "first1", "angry", expect=2)
    assert 'LABEL: "angry" is none of its values; choose unsubscribe' in refused.stderr


def test_a_label_that_was_not_carried_out_is_listed(desk: CommandDesk, world: InboundWorld) -> None:
    (reply,) = world.replies.waiting()
    world.replies.label(reply, Label.NOT_UNSUBSCRIBE, "otto", world.clock.now())

    unfinished = (
        "  label not-unsubscribe (by otto, 2026-11-23 12:00 UTC), not carried out to its end: repeat it"
    )
    assert unfinished in desk.says("replies", "list")
