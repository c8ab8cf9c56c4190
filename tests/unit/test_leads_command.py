"""`outreach leads list|show|set|stop|hold|reopen|remove`: whom a command is about, what it says, and its exit codes."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.address import lead_id, recipient_key
from outreach.domain.correction import MAX_KEPT
from outreach.domain.enrollment import Enrollment, Fence, Lead, State
from outreach.domain.ids import ClaimId, Domain
from outreach.domain.instruction import MAX_INSTRUCTIONS, MAX_WORDS
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE
from world.builders import CAMPAIGN, a_lead, an_order
from world.command_desk import CommandDesk
from world.import_desk import PEPPERS

OF_DEMO = ("--campaign-id", CAMPAIGN)


def a_person(name: str, domain: str = "acme.example", **fields: str) -> Lead:
    """A lead as an import would write it."""
    address = f"{name}@{domain}"
    return a_lead(
        name,
        domain=domain,
        lead_id=lead_id(PEPPERS, CAMPAIGN, address),
        recipient=recipient_key(PEPPERS, address),
        fields={"first_name": name.title(), "full_name": name.title(), "company": "Acme", **fields},
    )


ANN, BEA, CYD = a_person("ann"), a_person("bea"), a_person("cyd", "other.example", company="Other")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    desk = CommandDesk(tmp_path / "mails", monkeypatch)
    desk.world.apply(desk.world.campaign)
    desk.world.start(ANN, BEA, CYD)
    return desk


def found(desk: CommandDesk, lead: Lead = ANN) -> Enrollment:
    return desk.world.enrollment(lead)


def claim(desk: CommandDesk, lead: Lead = ANN) -> None:
    one = found(desk, lead)
    desk.world.enrollments.claim(
        one.key, Fence(one.step, one.attempt), ClaimId("c-1"), desk.world.clock.now()
    )


def said(desk: CommandDesk, *arguments: Any, **how: Any) -> tuple[str, list[str]]:
    """What a command prints: its output, and its messages without the name of the stack."""
    result = desk.run("leads", *arguments, *OF_DEMO, **how)
    return result.stdout, result.stderr.splitlines()[1:]


class TestSet:
    def test_it_says_what_was_and_what_is(self, desk: CommandDesk) -> None:
        out, _ = said(desk, "set", "ANN@acme.example", "--value", "first_name=Anne", "--value", "city=Paris")
        assert [line.split() for line in out.splitlines()] == [
            ["Lead", "Value", "Was", "Is"],
            ["ann@acme.example", "city", "-", "Paris"],
            ["ann@acme.example", "first_name", "Ann", "Anne"],
            ["ann@acme.example", "full_name", "Ann", "Anne"],
            ["ann@acme.example", "timezone", "-", "Europe/Paris"],
            ["corrected", "1", "lead"],
        ]
        assert found(desk).lead.fields["first_name"] == "Anne"
        desk.world.turn()
        assert desk.world.mails_to(ANN) == ["Hello Anne"]

    def test_who_corrected_what_is_seen_in_why_and_in_show(self, desk: CommandDesk) -> None:
        said(desk, "set", "ann@acme.example", "--value", "first_name=Anne")
        for command in (("why", "ann@acme.example"), ("leads", "show", "ann@acme.example", *OF_DEMO)):
            shown = desk.run(*command).stdout
            assert "olga" in shown
            assert ["first_name", "Ann"] in [line.split()[-2:] for line in shown.splitlines()]
        told = desk.json("why", "ann@acme.example")
        assert told["corrections"][0]["correction"]["was"]["first_name"] == "Ann"

    def test_a_value_that_they_have_already_changes_nothing(self, desk: CommandDesk) -> None:
        out, _ = said(desk, "set", "ann@acme.example", "--value", "company=Acme")
        assert out == "corrected 0 leads; 1 lead had these values already\n"

    def test_a_mail_in_flight_is_named(self, desk: CommandDesk) -> None:
        claim(desk)
        _, messages = said(desk, "set", "ann@acme.example", "--value", "company=New")
        assert messages == ["a mail with the old values is in flight to 1 lead, or unknown"]

    def test_an_address_is_another_lead(self, desk: CommandDesk) -> None:
        out, messages = said(desk, "set", "ann@acme.example", "--value", "email=x@y.example", expect=1)
        assert out == ""
        assert "an address cannot be corrected: it is another lead" in messages[0]
        assert "outreach leads import" in messages[0]

    def test_a_name_with_a_slip_is_refused_before_anything_changes(self, desk: CommandDesk) -> None:
        _, messages = said(
            desk,
            "set",
            "ann@acme.example",
            "--value",
            "company=New",
            "--value",
            "frist_name=Anne",
            expect=1,
        )
        assert messages == [
            'nothing was changed: "frist_name" is no value of a lead; did you mean "first_name"?'
        ]
        assert found(desk).lead == ANN

    @pytest.mark.parametrize("text", ["company", "=x", "a b=x", "1st=x", ""])
    def test_what_is_no_assignment_is_wrong_usage(self, desk: CommandDesk, text: str) -> None:
        result = desk.run("leads", "set", "ann@acme.example", "--value", text, *OF_DEMO, expect=2)
        assert "is not FIELD=VALUE" in result.stderr

    def test_a_value_may_hold_equals_signs_and_anything_else(self, desk: CommandDesk) -> None:
        said(desk, "set", "ann@acme.example", "--value", "company=[red]a=b & <c>[/red]")
        assert found(desk).lead.fields["company"] == "[red]a=b & <c>[/red]"

    def test_a_value_that_could_forge_a_header_or_fails_in_the_mail_is_refused(
        self, desk: CommandDesk
    ) -> None:
        for value, why in (
            ("first_name=Ann\r\nBcc: x@y.example", "could forge a mail header"),
            ("first_name=" + "x" * 2001, "first_name has 2001 characters"),
            ("timezone=Nowhere", '"Nowhere" is not a time zone'),
        ):
            _, messages = said(desk, "set", "ann@acme.example", "--value", value, expect=1)
            assert why in messages[0]
        assert found(desk).lead == ANN

    def test_a_filter_corrects_all_that_it_matches(self, desk: CommandDesk) -> None:
        out, _ = said(desk, "set", "--company", "  ACME ", "--value", "company=Acme GmbH")
        assert out.splitlines()[-1] == "corrected 2 leads"
        assert [found(desk, one).lead.fields["company"] for one in (ANN, BEA, CYD)] == [
            "Acme GmbH",
            "Acme GmbH",
            "Other",
        ]

    def test_json_says_the_same(self, desk: CommandDesk) -> None:
        [told] = desk.json("leads", "set", "ann@acme.example", "--value", "company=New", *OF_DEMO)
        assert told == {
            "lead_id": ANN.lead_id,
            "address": "ann@acme.example",
            "changed": {"company": {"was": "Acme", "is": "New"}},
            "in_flight": [],
            "refused": None,
        }


@pytest.mark.parametrize(
    "command",
    [
        ("leads", "stop", "ann@acme.example", "--campaign-id", "demo"),
        ("leads", "reopen", "ann@acme.example", "--campaign-id", "demo"),
        ("leads", "remove", "ann@acme.example", "--campaign-id", "demo"),
        ("campaign", "reopen", "demo", "--refused"),
    ],
)
def test_a_reason_has_to_fit_beside_all_others_of_a_lead(desk: CommandDesk, command: tuple[str, ...]) -> None:
    refused = desk.run(*command, "--reason", "x" * (MAX_WORDS + 1), expect=2)
    assert "has 501 characters; give at most 500" in " ".join(refused.stderr.split())
    assert found(desk).state is State.DUE
    bytes_of_the_longest = 4 * (MAX_INSTRUCTIONS * MAX_WORDS + MAX_KEPT)
    assert bytes_of_the_longest < 400_000 * 9 / 10, "an item of DynamoDB has 400 KB"


def test_the_longest_reason_is_kept(desk: CommandDesk) -> None:
    said(desk, "stop", "ann@acme.example", "--reason", "x" * MAX_WORDS)
    assert found(desk).instructions[0].because == "x" * MAX_WORDS


class TestStop:
    def test_it_ends_the_sequence_and_why_tells_by_whom(self, desk: CommandDesk) -> None:
        out, _ = said(desk, "stop", "ann@acme.example", "--reason", "is a customer now")
        assert out == '1 lead of campaign "demo": stopped\n'
        assert (found(desk).state, found(desk).reason) == (State.ENDED, Reason.STOPPED)
        shown = desk.run("why", "ann@acme.example").stdout
        assert "skipped because an operator stopped the sequence of this lead" in shown
        assert "stopped at step 1 by olga, 2026-11-23 12:00:00 UTC: is a customer now" in shown
        [run] = desk.json("why", "ann@acme.example")["runs"]
        assert [(one["kind"], one["actor"], one["step"]) for one in run["instructions"]] == [
            ("stop", "olga", 1)
        ]

    def test_a_mail_in_flight_is_told(self, desk: CommandDesk) -> None:
        claim(desk)
        out, _ = said(desk, "stop", "ann@acme.example")
        assert out == (
            '1 lead of campaign "demo": stopped with a mail in flight, which may still arrive; nothing follows it\n'
        )

    def test_who_had_ended_is_told(self, desk: CommandDesk) -> None:
        said(desk, "stop", "ann@acme.example")
        out, _ = said(desk, "stop", "ann@acme.example", "bea@acme.example")
        assert sorted(out.splitlines()) == [
            '1 lead of campaign "demo": had ended before',
            '1 lead of campaign "demo": stopped',
        ]

    def test_who_is_not_in_the_run_ends_with_a_code(self, desk: CommandDesk) -> None:
        desk.world.import_leads(dot := a_person("dot"))
        out, _ = said(desk, "stop", dot.address, expect=1)
        assert out == '1 lead of campaign "demo": not in run live\n'
        said(desk, "stop", dot.address, "ann@acme.example", expect=4)

    def test_a_run_that_does_not_exist_is_refused(self, desk: CommandDesk) -> None:
        result = desk.run("leads", "stop", "ann@acme.example", "--run", "proof-7", *OF_DEMO, expect=1)
        assert "proof-7" in result.stderr


class TestHold:
    def test_nothing_is_sent_before_then_and_why_tells_by_whom(self, desk: CommandDesk) -> None:
        out, _ = said(desk, "hold", "ann@acme.example", "--until", "2026-11-30")
        assert out == '1 lead of campaign "demo": on hold until 2026-11-30 00:00 UTC\n'
        desk.world.live_through(timedelta(days=6), timedelta(hours=6))
        assert (desk.world.mails_to(ANN), len(desk.world.mails_to(BEA))) == ([], 2)
        assert (
            "on hold until 2026-11-30 00:00:00 UTC for campaign demo, by olga (operator)"
            in desk.run("why", "ann@acme.example").stdout
        )
        desk.world.live_through(timedelta(days=2), timedelta(hours=6))
        assert len(desk.world.mails_to(ANN)) == 1

    def test_it_is_never_shortened(self, desk: CommandDesk) -> None:
        said(desk, "hold", "ann@acme.example", "--until", "2026-12-30")
        out, _ = said(desk, "hold", "ann@acme.example", "--until", "2026-12-01T08:00")
        assert out == '1 lead of campaign "demo": on hold already, for as long or longer\n'

    @pytest.mark.parametrize(
        ("until", "why"), [("2026-11-23T12:00", "is over"), ("2027-11-25", "more than a year away")]
    )
    def test_a_time_that_is_over_or_far_away_is_refused(
        self, desk: CommandDesk, until: str, why: str
    ) -> None:
        _, messages = said(desk, "hold", "ann@acme.example", "--until", until, expect=1)
        assert why in messages[0]
        row = desk.world.suppressions.recipient(ANN.recipient)
        assert row is not None
        assert row.holds == {}

    def test_an_address_without_a_row_is_told(self, desk: CommandDesk) -> None:
        del desk.world.tables.recipients[ANN.recipient]
        out, _ = said(desk, "hold", "ann@acme.example", "--until", "2026-12-01", expect=1)
        assert "without a row in the Suppression table" in out

    def test_no_day_is_wrong_usage(self, desk: CommandDesk) -> None:
        line = ("leads", "hold", "ann@acme.example", "--until", "tomorrow", *OF_DEMO)
        assert '"tomorrow"' in desk.run(*line, expect=2).stderr
        row = desk.world.suppressions.recipient(ANN.recipient)
        assert row is not None
        assert row.holds == {}


class TestReopen:
    def test_who_was_stopped_goes_on(self, desk: CommandDesk) -> None:
        said(desk, "stop", "ann@acme.example")
        out, _ = said(desk, "reopen", "ann@acme.example", "--reason", "no customer after all")
        assert out == '1 lead of campaign "demo": due again\n'
        desk.world.clock.advance(timedelta(minutes=11))
        desk.world.turn()
        assert len(desk.world.mails_to(ANN)) == 1
        shown = desk.run("why", "ann@acme.example").stdout
        assert "reopened at step 1 by olga, 2026-11-23 12:00:00 UTC: no customer after all" in shown

    def test_what_ended_by_an_order_stays_ended(self, desk: CommandDesk) -> None:
        desk.world.suppressions.order_recipient(ANN.recipient, None, an_order())
        desk.world.turn()
        out, _ = said(desk, "reopen", "ann@acme.example", expect=1)
        assert out == (
            '1 lead of campaign "demo": stays ended: the cause is not gone, or SES may have taken the mail\n'
        )
        assert found(desk).reason is Reason.UNSUBSCRIBED

    def test_a_finished_run_goes_on_and_a_paused_one_is_named(self, desk: CommandDesk) -> None:
        said(desk, "stop", "ann@acme.example")
        desk.world.runs.pause(CAMPAIGN, "ada", None)
        _, messages = said(desk, "reopen", "--reason-code", "stopped")
        assert "the run is paused; let it go on with: outreach campaign resume demo" in messages

    def test_a_cancelled_run_is_refused(self, desk: CommandDesk) -> None:
        said(desk, "stop", "ann@acme.example")
        desk.world.runs.cancel(CAMPAIGN, "ada", None)
        _, messages = said(desk, "reopen", "ann@acme.example", expect=1)
        assert "was cancelled: nobody is written to" in messages[0]


class TestRemove:
    def test_a_lead_leaves_and_why_tells_by_whom(self, desk: CommandDesk) -> None:
        out, _ = said(desk, "remove", "ann@acme.example", "--reason", "wrong person")
        assert out == '1 lead of campaign "demo": taken out; orders stand\n'
        assert (
            "taken out of demo by olga, 2026-11-23 12:00:00 UTC: wrong person"
            in desk.run("why", "ann@acme.example").stdout
        )
        [told] = desk.json("why", "ann@acme.example")["removals"]
        assert (told["campaign_id"], told["by"]) == (CAMPAIGN, "olga")

    def test_who_was_written_to_stays(self, desk: CommandDesk) -> None:
        claim(desk)
        out, _ = said(desk, "remove", "ann@acme.example", "bea@acme.example", expect=4)
        assert sorted(out.splitlines()) == [
            '1 lead of campaign "demo": stays: a mail was sent or tried; use `outreach leads stop`',
            '1 lead of campaign "demo": taken out; orders stand',
        ]
        said(desk, "remove", "ann@acme.example", expect=1)


class TestWhom:
    def test_it_must_be_said_in_one_way(self, desk: CommandDesk, tmp_path: Path) -> None:
        path = tmp_path / "some.csv"
        path.write_text("email\nann@acme.example\n")
        for whom in (
            (),
            ("ann@acme.example", "--state", "due"),
            ("--file", path, "--step", "1"),
            ("ann@acme.example", "--file", path),
        ):
            result = desk.run("leads", "stop", *whom, *OF_DEMO, expect=2)
            assert "say who is meant in one way" in " ".join(result.stderr.split())
        assert found(desk).state is State.DUE

    def test_an_address_that_is_no_lead_is_told_and_the_rest_is_done(self, desk: CommandDesk) -> None:
        _, messages = said(desk, "stop", "ann@acme.example", "nobody@acme.example", expect=4)
        assert messages == ['nobody@acme.example is no lead of campaign "demo"']
        assert found(desk).state is State.ENDED
        _, messages = said(desk, "stop", "nobody@acme.example", expect=1)
        assert messages[0].startswith(
            'campaign "demo" has no lead nobody@acme.example; `outreach why nobody@'
        )

    def test_what_is_no_address_changes_nothing(self, desk: CommandDesk) -> None:
        _, messages = said(desk, "stop", "ann@acme.example", "ann@@acme.example", expect=1)
        assert "ann@@acme.example" in messages[0]
        assert found(desk).state is State.DUE

    def test_an_address_that_is_named_twice_counts_once(self, desk: CommandDesk) -> None:
        out, _ = said(desk, "stop", "ann@acme.example", "ANN@acme.example")
        assert out == '1 lead of campaign "demo": stopped\n'

    def test_a_file_is_read_and_who_is_unknown_goes_to_the_rejected_rows(
        self, desk: CommandDesk, tmp_path: Path
    ) -> None:
        path = tmp_path / "some.csv"
        path.write_text(
            "Name;E-Mail\nA;ann@acme.example\nN;nobody@acme.example\nX;x@@y\n;;\nB;bea@acme.example\nA;ann@acme.example\n"
        )
        out, messages = said(desk, "stop", "--file", path, expect=4)
        assert out == '2 leads of campaign "demo": stopped\n'
        rejects = tmp_path / "some.rejected.csv"
        assert messages == [f"2 rows rejected -> {rejects}"]
        rows = rejects.read_text("utf-8-sig").splitlines()
        assert [row.partition(";")[0] for row in rows[1:]] == ["4", "3"]
        assert "two @ signs" in rows[1]
        assert 'no lead of campaign ""demo""' in rows[2]

    def test_a_file_of_strangers_changes_nothing(self, desk: CommandDesk, tmp_path: Path) -> None:
        path = tmp_path / "some.csv"
        path.write_text("email\nnobody@acme.example\n")
        out, _ = said(desk, "remove", "--file", path, "--rejects", tmp_path / "out.csv", expect=1)
        assert out == ""
        assert (tmp_path / "out.csv").exists()

    @pytest.mark.parametrize(
        ("text", "why"),
        [("name\nx\n", "no column"), ("", "empty"), ('email\n"a@b.example\n', "never closed")],
    )
    def test_a_file_that_cannot_be_read_changes_nothing(
        self, desk: CommandDesk, tmp_path: Path, text: str, why: str
    ) -> None:
        path = tmp_path / "some.csv"
        path.write_text(text)
        _, messages = said(desk, "stop", "--file", path, expect=1)
        assert why in messages[0]

    def test_the_file_itself_is_no_place_for_rejected_rows(self, desk: CommandDesk, tmp_path: Path) -> None:
        path = tmp_path / "some.csv"
        path.write_text("email\nnobody@acme.example\n")
        _, messages = said(desk, "stop", "--file", path, "--rejects", path, expect=1)
        assert "name another for the rejected rows" in messages[0]
        assert path.read_text() == "email\nnobody@acme.example\n"

    @pytest.mark.parametrize(
        ("filters", "names"),
        [
            (("--company", "acme"), {"ann", "bea"}),
            (("--domain", "other.example"), {"cyd"}),
            (("--domain", "OTHER.example", "--state", "due"), {"cyd"}),
            (("--state", "ended"), {"bea"}),
            (("--reason-code", "stopped"), {"bea"}),
            (("--step", "2"), {"ann"}),
            (("--step", "1", "--company", "Acme"), {"bea"}),
        ],
    )
    def test_a_filter_finds_those_who_have_all_of_it(
        self, desk: CommandDesk, filters: tuple[str, ...], names: set[str]
    ) -> None:
        said(desk, "stop", "bea@acme.example")
        said(desk, "hold", "cyd@other.example", "--until", "2026-12-24")
        desk.world.turn()
        listed = desk.json("leads", "list", *filters, *OF_DEMO)
        assert {one["address"].partition("@")[0] for one in listed} == names

    def test_a_filter_that_matches_nobody_says_so(self, desk: CommandDesk) -> None:
        _, messages = said(desk, "stop", "--company", "Nobody", "--state", "due", expect=1)
        assert messages == ['no lead of campaign "demo" has state due, company "Nobody"']

    def test_a_filter_that_matches_everybody_asks(self, desk: CommandDesk) -> None:
        _, messages = said(desk, "stop", "--state", "due", expect=1)
        assert messages == [
            'nothing was changed: state due matches all 3 leads of campaign "demo"; say --yes if you mean everybody'
        ]
        assert found(desk).state is State.DUE
        out, _ = said(desk, "stop", "--state", "due", "--yes")
        assert out == '3 leads of campaign "demo": stopped\n'

    @pytest.mark.parametrize("command", ["set", "stop", "hold", "reopen", "remove"])
    def test_each_command_asks(self, desk: CommandDesk, command: str) -> None:
        more = {"set": ("--value", "company=X"), "hold": ("--until", "2026-12-24")}.get(command, ())
        before = desk.world.tables.enrollments.copy(), desk.world.tables.audience.copy()
        said(desk, command, *more, "--step", "1", expect=1)
        assert (desk.world.tables.enrollments, desk.world.tables.audience) == before

    def test_a_reason_that_does_not_exist_is_wrong_usage(self, desk: CommandDesk) -> None:
        result = desk.run("leads", "list", "--reason-code", "tired", *OF_DEMO, expect=2)
        assert "stopped" in result.stderr

    def test_a_campaign_that_does_not_exist_is_refused(self, desk: CommandDesk) -> None:
        result = desk.run("leads", "stop", "ann@acme.example", "--campaign-id", "none", expect=1)
        assert "none" in result.stderr


class TestListAndShow:
    def test_everybody_is_listed_with_where_they_stand(self, desk: CommandDesk) -> None:
        desk.world.import_leads(a_person("dot"))
        said(desk, "stop", "bea@acme.example")
        out, _ = said(desk, "list")
        rows = {line.split()[0]: line.split()[1:] for line in out.splitlines()[1:-1]}
        assert rows == {
            "ann@acme.example": ["due", "1", "2026-11-23", "12:00:00", "-"],
            "bea@acme.example": ["ended", "1", "-", "stopped"],
            "cyd@other.example": ["due", "1", "2026-11-23", "12:00:00", "-"],
            "dot@acme.example": ["-", "-", "-", "-"],
        }
        assert out.splitlines()[-1] == "4 leads"

    def test_a_long_list_is_cut_and_says_so(self, desk: CommandDesk) -> None:
        out, _ = said(desk, "list", "--limit", "2")
        assert len(out.splitlines()) == 4
        assert out.splitlines()[-1] == "2 of 3 leads; --limit shows more, --json all"

    def test_a_campaign_that_was_never_started_can_be_listed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = CommandDesk(tmp_path / "mails", monkeypatch)
        desk.world.apply(desk.world.campaign)
        _, messages = said(desk, "list", expect=1)
        assert messages == ['no lead of campaign "demo" is there']
        desk.world.import_leads(ANN)
        out, _ = said(desk, "list")
        assert "ann@acme.example" in out
        out, _ = said(desk, "show", "ann@acme.example")
        assert out.splitlines()[-1] == "  not in run live"

    def test_one_is_shown_with_its_values_and_what_was_said(self, desk: CommandDesk) -> None:
        claim(desk)
        said(desk, "stop", "ann@acme.example", "--reason", "moved")
        out, _ = said(desk, "show", "ann@acme.example")
        lines = out.splitlines()
        assert lines[0] == f"ann@acme.example  lead {ANN.lead_id}"
        assert [line.split() for line in lines[1:5]] == [
            ["Value", "Is"],
            ["company", "Acme"],
            ["first_name", "Ann"],
            ["full_name", "Ann"],
        ]
        assert lines[5:] == [
            "  run live: sending at step 1, due 2026-11-23 12:00:00 UTC",
            "  stopped at step 1 by olga, 2026-11-23 12:00:00 UTC: moved",
        ]

    def test_json_of_one_has_everything(self, desk: CommandDesk) -> None:
        said(desk, "set", "ann@acme.example", "--value", "company=New")
        told = desk.json("leads", "show", "ann@acme.example", *OF_DEMO)
        assert told["values"]["company"] == "New"
        assert told["corrections"][0]["was"] == {"company": "Acme"}
        assert told["run"]["state"] == "due"

    def test_nobody_is_shown_who_is_no_lead(self, desk: CommandDesk) -> None:
        _, messages = said(desk, "show", "nobody@acme.example", expect=1)
        assert "outreach why nobody@acme.example" in messages[0]

    def test_control_characters_never_reach_the_terminal(self, desk: CommandDesk) -> None:
        desk.world.import_leads(a_person("eve", company="\x1b[31mred\u202e"))
        out, _ = said(desk, "show", "eve@acme.example")
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_no_order_is_lifted_by_any_of_them(desk: CommandDesk) -> None:
    desk.world.suppressions.order_recipient(ANN.recipient, None, an_order())
    desk.world.suppressions.order_domain(Domain("acme.example"), an_order(Reason.DNC))
    before = dict(desk.world.tables.recipients), dict(desk.world.tables.domains)
    for command in (
        ("set", "ann@acme.example", "--value", "company=New"),
        ("stop", "ann@acme.example"),
        ("reopen", "ann@acme.example"),
        ("remove", "ann@acme.example"),
    ):
        said(desk, *command)
    assert (desk.world.tables.recipients, desk.world.tables.domains) == before
    orders = desk.world.tables.recipients[ANN.recipient].orders
    assert [(one.scope, one.reason) for one in orders] == [(EVERYWHERE, Reason.UNSUBSCRIBED)]
