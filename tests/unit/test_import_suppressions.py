"""Suppressions from files and from operators."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.address import recipient_key, recipient_keys
from outreach.domain.ids import Domain, RecipientKey
from outreach.domain.keyring import Keyring
from outreach.domain.reasons import Reason
from outreach.domain.suppression import ORDER_REASONS, DomainRow, Order, RecipientRow
from outreach.errors import BadFile, BadFiles
from outreach.reading.addresses import parse_address, parse_target
from outreach.reading.suppression_file import SuppressionFile, export_suppressions, preview_suppressions
from outreach.services.operator.suppressing import Suppressing
from world.builders import NOON
from world.import_desk import CHANGED, CHANGING, PEPPERS, ImportDesk, Meanwhile

MAILCHIMP_UNSUBSCRIBED = """\
"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON
jane@acme.com,Jane,Doe,2,,"2016-01-02 10:00:00",News,"NORMAL (No longer interested)"
"""
MAILCHIMP_CLEANED = '"Email Address","First Name",CLEAN_TIME,CLEAN_CAMPAIGN_TITLE\njane@acme.com,Jane,"2016-01-02 10:00:00",News\n'
SENDGRID_BOUNCES = """\
status,reason,email,created
5.1.1,"550 5.1.1 The email account that you tried to reach does not exist.",jane@acme.com,1451728800
"""
SENDGRID_UNSUBSCRIBES = "email,created\njane@acme.com,1451728800\n"
SES = 'EmailAddress,Reason,LastUpdateTime\njane@acme.com,COMPLAINT,"2016-01-02T10:00:00+00:00"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "stop.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize(
    ("export", "reason"),
    [
        (MAILCHIMP_UNSUBSCRIBED, Reason.UNSUBSCRIBED),
        (MAILCHIMP_CLEANED, Reason.BOUNCED),
        (SENDGRID_BOUNCES, Reason.BOUNCED),
        (SENDGRID_UNSUBSCRIBES, Reason.SUPPRESSED),
        (SES, Reason.COMPLAINED),
    ],
    ids=["mailchimp unsubscribed", "mailchimp cleaned", "sendgrid bounces", "sendgrid unsubscribes", "ses"],
)
def test_the_lists_of_usual_tools_are_understood(tmp_path: Path, export: str, reason: Reason) -> None:
    desk = ImportDesk()
    assert desk.suppress(written(tmp_path, export)).added == 1
    (order,) = desk.recipients["jane@acme.com"].orders
    assert (order.scope, order.reason, order.source, order.actor) == ("*", reason, "import", "ann")
    assert order.at.isoformat() == "2016-01-02T10:00:00+00:00"


def test_a_plain_list_needs_no_header_and_may_hold_domains(tmp_path: Path) -> None:
    desk = ImportDesk()
    report = desk.suppress(written(tmp_path, "jane@acme.com\n@evil.com\nbob@acme.com\n*.bad.co.uk\n"))
    assert (report.rows, report.added, report.rejected) == (4, 4, 0)
    assert set(desk.tables.domains) == {"evil.com", "bad.co.uk"}
    assert set(desk.recipients) == {"jane@acme.com", "bob@acme.com"}


RIVALS = (
    *("*@rival-one.example", "www.rival-two.example", "rival-three.example", "@rival-four.example"),
    *("*.rival-five.example", "https://www.rival-six.example/about", "%@rival-seven.example"),
)


@pytest.mark.parametrize("header", ["domain\n", "email\n", "Address\n", "", "Company domain,Email\n"])
def test_whatever_means_a_domain_is_an_order_about_the_domain(tmp_path: Path, header: str) -> None:
    desk = ImportDesk()
    rivals = [f",{rival}" if "," in header else rival for rival in RIVALS]
    report = desk.suppress(written(tmp_path, header + "\n".join(rivals)))
    numbers = ("one", "two", "three", "four", "five", "six", "seven")
    assert (report.added, report.rejected) == (7, 0)
    assert set(desk.tables.domains) == {f"rival-{number}.example" for number in numbers}
    assert desk.recipients == {}


def test_a_row_that_means_some_addresses_of_a_domain_is_rejected_with_what_to_write(tmp_path: Path) -> None:
    report = ImportDesk().suppress(written(tmp_path, "email\ninfo*@acme.com\nbob@acme.com\n"))
    assert (report.added, report.rejected) == (1, 1)
    with (tmp_path / "stop.rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["rejected_because"].endswith("write each of them, or *@acme.com for all of the domain")


def test_a_plain_list_may_have_other_columns(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.suppress(written(tmp_path, "Jane;jane@acme.com;old customer\nBob;bob@acme.com;\n"))
    assert set(desk.recipients) == {"jane@acme.com", "bob@acme.com"}


def test_a_domain_beside_an_address_is_not_suppressed(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.suppress(written(tmp_path, "email,domain\njane@gmail.com,gmail.com\n,acme.com\n"))
    assert set(desk.tables.domains) == {"acme.com"}


def test_a_mailbox_provider_is_suppressed_and_pointed_out(tmp_path: Path) -> None:
    report = ImportDesk().suppress(written(tmp_path, "domain\ngmail.com\nacme.com\n"))
    assert report.added == 2
    assert report.reading.notes == ("line 2 silences everybody at gmail.com",)
    assert ImportDesk().suppressing.add(Domain("gmail.com"), actor="ann").mailbox_provider


def test_rows_about_nobody_are_rejected_with_the_reason(tmp_path: Path) -> None:
    text = "address,scope,recipient\nco.uk,,\njane@@acme.com,,\n,,\n,,v9-" + "0" * 32 + "\n"
    report = ImportDesk().suppress(written(tmp_path, text))
    assert (report.rows, report.added, report.rejected) == (3, 0, 3)
    with (tmp_path / "stop.rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        causes = [row["rejected_because"] for row in csv.DictReader(file)]
    assert "suffix that many share" in causes[0]
    assert "two @ signs" in causes[1]
    assert "not a recipient key of this stack" in causes[2]


def test_a_row_for_a_campaign_that_is_not_there_is_rejected_and_orders_nothing(tmp_path: Path) -> None:
    desk = ImportDesk()
    report = desk.suppress(written(tmp_path, "email,campaign\na@acme.com,nope\nb@acme.com,demo\n"))
    assert (report.added, report.rejected) == (1, 1)
    assert desk.orders("a@acme.com") == set()
    with (tmp_path / "stop.rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["rejected_because"].startswith('there is no campaign "nope"; ')
    assert row["rejected_remedy"] == "correct it, or apply the campaign first"


def test_what_is_unclear_about_reason_or_date_does_not_save_anybody(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.suppress(written(tmp_path, "email,reason,date\njane@acme.com,because,31/12/2019\n"))
    (order,) = desk.recipients["jane@acme.com"].orders
    assert (order.reason, order.at) == (Reason.SUPPRESSED, NOON)


def test_reasons_that_are_not_ours_are_counted_and_it_is_said_what_they_were_taken_for(
    tmp_path: Path,
) -> None:
    text = "email,reason\na@acme.com,because\nb@acme.com,because\nc@acme.com,moved\nd@acme.com,spam\ne@acme.com,\n"
    report = ImportDesk().suppress(written(tmp_path, text), reason=Reason.DNC)
    assert report.added == 5
    assert report.reading.notes == (
        (
            '3 rows give a reason that is not one of ours ("because", "moved"), imported as dnc; '
            "ours are bounced, complained, dnc, erased, possible_unsubscribe, replied, suppressed, unsubscribed"
        ),
    )


def test_reason_and_scope_of_the_call_are_for_rows_that_do_not_say(tmp_path: Path) -> None:
    desk = ImportDesk()
    text = "email,reason,campaign\na@acme.com,,\nb@acme.com,spam report,global\nc@acme.com,dnc,other\n"
    desk.suppress(written(tmp_path, text), reason=Reason.UNSUBSCRIBED, scope="demo")
    assert desk.orders("a@acme.com") == {("demo", "unsubscribed")}
    assert desk.orders("b@acme.com") == {("*", "complained")}
    assert desk.orders("c@acme.com") == {("other", "dnc")}


def test_the_same_list_twice_adds_nothing(tmp_path: Path) -> None:
    desk = ImportDesk()
    path = written(tmp_path, "jane@acme.com\nJANE@acme.com\n")
    first, second = desk.suppress(path), desk.suppress(path)
    assert (first.added, first.standing, second.added, second.standing) == (1, 1, 0, 2)


@pytest.mark.parametrize(
    ("text", "mapping"),
    [("name,city\nJane,Rome\n", {}), ("a,b\n1,2\n", {"c": "address"}), ("a\n1\n", {"a": "x"})],
)
def test_a_list_of_nobody_is_refused(tmp_path: Path, text: str, mapping: dict[str, str]) -> None:
    with pytest.raises(BadFile):
        ImportDesk().suppress(written(tmp_path, text), mapping=mapping)


def test_a_column_can_be_named(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.suppress(written(tmp_path, "Who,Zone\njane@acme.com,x\n"), mapping={"Who": "address"})
    assert "jane@acme.com" in desk.recipients


@pytest.mark.parametrize("word", ["ignore", "-"])
def test_a_column_can_be_left_out(tmp_path: Path, word: str) -> None:
    desk = ImportDesk()
    report = desk.suppress(written(tmp_path, "email,reason\njane@acme.com,spam\n"), mapping={"reason": word})
    assert desk.orders("jane@acme.com") == {("*", "suppressed")}
    assert report.reading.ignored == ("reason",)


def exported(desk: ImportDesk) -> str:
    out = io.StringIO(newline="")
    export_suppressions(desk.suppressing.all(), out)
    return out.getvalue()


ORDERS = st.builds(
    Order,
    scope=st.sampled_from(["*", "demo", "other"]),
    reason=st.sampled_from(sorted(ORDER_REASONS)),
    source=st.sampled_from(["operator", "=cmd()", "@import", "-x, y"]),
    actor=st.sampled_from(["ann", "+bob", "=1+1", 'Zoë; "x"']),
    at=st.datetimes().map(lambda at: at.replace(tzinfo=NOON.tzinfo)),
)
TARGETS = st.sampled_from(["jane@acme.com", "+tag@acme.com", "=x@acme.com", "acme.com", "erased"])


@given(st.lists(st.tuples(TARGETS, ORDERS), max_size=8))
def test_an_export_imported_elsewhere_gives_the_same_orders(
    tmp_path_factory: pytest.TempPathFactory, given_orders: list[tuple[str, Order]]
) -> None:
    here, there = ImportDesk(), ImportDesk()
    for target, order in given_orders:
        if target == "acme.com":
            here.suppressions.order_domain(Domain(target), order)
        elif target == "erased":
            here.suppressions.order_recipient(RecipientKey("v1-" + "a" * 32), None, order)
        else:
            here.suppressions.order_recipient(recipient_key(PEPPERS, target), target, order)
    text = exported(here)
    assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell[:1] in set("=+-@")]
    report = there.suppress(written(tmp_path_factory.mktemp("export"), text))
    assert report.rejected == 0
    assert there.tables.recipients == here.tables.recipients
    assert there.tables.domains == here.tables.domains


def test_an_operator_gives_finds_and_takes_away_orders() -> None:
    desk = ImportDesk()
    jane, acme = parse_address("jane@mail.acme.com"), parse_target("@acme.com")
    assert desk.suppressing.add(jane, actor="ann", reason=Reason.DNC).new
    assert not desk.suppressing.add(jane, actor="bob", reason=Reason.DNC).new
    assert desk.suppressing.add(jane, actor="ann", scope="demo").new
    assert desk.suppressing.add(acme, actor="ann").new
    found = desk.suppressing.find(jane)
    assert [type(row) for row in found] == [type(desk.recipients["jane@mail.acme.com"]), DomainRow]
    assert len(list(desk.suppressing.all())) == 2
    assert [order.reason for order in desk.suppressing.remove(jane, scope="*")] == [Reason.DNC]
    assert desk.orders("jane@mail.acme.com") == {("demo", "suppressed")}
    assert desk.suppressing.remove(jane, scope="demo", reason=Reason.DNC) == []
    assert len(desk.suppressing.remove(acme, scope="*")) == 1
    assert desk.suppressing.remove(acme, scope="*") == []


def test_orders_under_an_older_pepper_are_found_added_to_and_lifted() -> None:
    desk = ImportDesk()
    jane = parse_address("jane@acme.com")
    desk.suppressing.add(jane, actor="ann")
    desk.use_peppers(CHANGED)
    assert not desk.suppressing.add(jane, actor="ann").new
    assert len(desk.tables.recipients) == 1
    assert len(desk.suppressing.find(jane)) == 1
    assert len(desk.suppressing.remove(jane, scope="*")) == 1


def with_two_rows(address: str) -> ImportDesk:
    """Two commands that differ about the current pepper have each made a row of one person."""
    desk = ImportDesk(peppers=CHANGED)
    desk.suppressions.ensure([RecipientRow(key, address) for key in recipient_keys(CHANGED, address)])
    return desk


def orders_by_row(desk: ImportDesk) -> list[set[Reason]]:
    return [{order.reason for order in row.orders} for row in desk.tables.recipients.values()]


def test_an_order_reaches_every_row_of_an_address_and_a_lift_takes_it_from_all() -> None:
    desk, jane = with_two_rows("jane@acme.com"), parse_address("jane@acme.com")
    assert desk.suppressing.add(jane, actor="ann", reason=Reason.DNC).new
    assert orders_by_row(desk) == [{Reason.DNC}, {Reason.DNC}]
    assert not desk.suppressing.add(jane, actor="bob", reason=Reason.DNC).new
    assert [order.reason for order in desk.suppressing.remove(jane, scope="*")] == [Reason.DNC]
    assert orders_by_row(desk) == [set(), set()]


def test_an_order_that_is_given_again_has_a_new_word_in_every_row() -> None:
    desk, jane = with_two_rows("jane@acme.com"), parse_address("jane@acme.com")
    desk.suppressing.add(jane, actor="ann")
    before = {row.orders[0].version for row in desk.tables.recipients.values()}
    desk.suppressing.add(jane, actor="ann")
    assert before.isdisjoint(row.orders[0].version for row in desk.tables.recipients.values())


def test_the_orders_of_a_file_reach_every_row_of_an_address(tmp_path: Path) -> None:
    desk = with_two_rows("jane@acme.com")
    report = desk.suppress(written(tmp_path, "email\njane@acme.com\n"))
    assert report.added == 1
    assert orders_by_row(desk) == [{Reason.SUPPRESSED}, {Reason.SUPPRESSED}]


@pytest.mark.parametrize("mine", [CHANGED, CHANGING], ids=["current", "not yet current"])
def test_an_order_meets_the_row_that_somebody_makes_meanwhile_under_another_pepper(mine: Keyring) -> None:
    desk, jane = ImportDesk(), parse_address("jane@acme.com")
    (other,) = set(recipient_keys(mine, jane.text)) - {recipient_key(mine, jane.text)}
    made = [RecipientRow(other, jane.text)]
    port = Meanwhile(desk.suppressions, "order_recipient", lambda: desk.suppressions.ensure(made))
    Suppressing(port, mine, desk.clock).add(jane, actor="ann", reason=Reason.DNC)
    assert orders_by_row(desk) == [{Reason.DNC}, {Reason.DNC}]


def test_two_peppers_cost_one_more_read_per_fifty(tmp_path: Path) -> None:
    desk = ImportDesk(peppers=CHANGED)
    desk.suppress(written(tmp_path, "email\n" + "".join(f"p{i}@acme.com\n" for i in range(200))))
    assert desk.calls["suppressions.order_recipient"] == 200
    assert desk.calls["suppressions.recipients"] == 4 + 4


def test_the_requests_of_an_import_are_one_write_per_row_and_one_read_per_fifty(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.suppress(written(tmp_path, "email\n" + "".join(f"p{i}@acme.com\n" for i in range(200))))
    assert desk.calls["suppressions.order_recipient"] == 200
    assert desk.calls["suppressions.recipients"] == 4
    assert sum(count for name, count in desk.calls.items() if not name.endswith("items")) == 204


PIPEDRIVE = """\
Name,Email,Organization,Phone,Marketing status
Ann,ann@acme.com,Acme,1,Subscribed
Bob,bob@acme.com,Acme,2,Unsubscribed
Cy,cy@acme.com,Acme,3,Bounced
Di,di@acme.com,Acme,4,
"""


def refused(tmp_path: Path, text: str, **how: Any) -> str:
    """Import a file that stops the import; return what is said, and check that nothing was written."""
    desk = ImportDesk()
    with pytest.raises(BadFiles) as caught:
        desk.suppress(written(tmp_path, text), **how)
    assert desk.calls.total() == 0
    assert not (tmp_path / "stop.rejected.csv").exists()
    return str(caught.value)


def test_a_file_that_says_so_of_some_of_its_people_stops_the_import(tmp_path: Path) -> None:
    said = refused(tmp_path, PIPEDRIVE)
    assert "lists more people than those not to write to: 2 of 4 rows say not to write" in said
    assert (
        'in column "Marketing status", "Unsubscribed" in line 3 does, "Subscribed" in line 2 does not' in said
    )
    assert '--map "Marketing status=dnc", or every row with --all-rows' in said


@pytest.mark.parametrize(
    "text",
    [
        "email,Unsubscribed\na@acme.com,true\nb@acme.com,false\n",
        "email,Unsubscribed\na@acme.com,x\nb@acme.com,\n",
        "email,Unsubscribed\na@acme.com,no\nb@acme.com,no\n",
        "email,Status\na@acme.com,active\nb@acme.com,active\n",
        "email,Email opt-in\na@acme.com,yes\nb@acme.com,no\n",
        "email,Result\na@acme.com,valid\nb@acme.com,invalid\n",
        "email,Subscription\na@acme.com,active\nb@acme.com,cancelled\n",
        "email,Email valid\na@acme.com,yes\nb@acme.com,no\n",
        "email,Tags\na@acme.com,vip\nb@acme.com,unsubscribed\n",
        "email,First name,Company,Phone,Title\na@acme.com,Al,Acme,1,CEO\n",
        "email,Company,Stage,Country\na@acme.com,Acme,Cold,DE\n",
        "email,First name,Company,Phone,Status\na@acme.com,Al,Acme,1,Closed\n",
    ],
)
def test_every_kind_of_full_export_is_asked_about(tmp_path: Path, text: str) -> None:
    assert "people than those not to write to" in refused(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "email\na@acme.com\nb@acme.com\n",
        "email,first name,last name\na@acme.com,A,B\nb@acme.com,C,D\n",
        "email,name,company,reason\na@acme.com,A,Acme,unsubscribed\nb@acme.com,B,Beta,\n",
        "email,Unsubscribed,Company,Phone,City\na@acme.com,1,Acme,1,Rome\nb@acme.com,yes,Beta,2,Oslo\n",
        "email,unsubscribed_at,bounced_at\na@acme.com,2026-01-01,\nb@acme.com,,2026-01-02\n",
        "email,Status\na@acme.com,Unsubscribed\nb@acme.com,Invalid\n",
        "email,OPTIN_TIME,UNSUB_TIME\na@acme.com,2016-01-01,2017-01-01\nb@acme.com,2016-01-01,2017-01-01\n",
        "domain,company\nacme.com,Acme\nbeta.com,Beta\n",
        "email,note\na@acme.com,asked us by phone\nb@acme.com,\n",
        "a@acme.com\nb@acme.com\n",
    ],
)
def test_a_list_of_people_not_to_write_to_asks_nothing(tmp_path: Path, text: str) -> None:
    assert ImportDesk().suppress(written(tmp_path, text)).added == 2


@pytest.mark.parametrize("filled", ["2026-01-01", ""])
def test_a_list_that_its_name_calls_so_may_leave_columns_empty(tmp_path: Path, filled: str) -> None:
    file = tmp_path / "unsubscribed.csv"
    file.write_text(f"email,name,company,phone,bounced\na@acme.com,A,B,1,\nb@acme.com,,,,{filled}\n")
    assert ImportDesk().suppress(file).added == 2


def test_only_rows_that_say_so_are_taken_from_a_column(tmp_path: Path) -> None:
    desk = ImportDesk()
    report = desk.suppress(written(tmp_path, PIPEDRIVE), mapping={"Marketing status": "dnc"})
    assert set(desk.recipients) == {"bob@acme.com", "cy@acme.com"}
    assert (report.rows, report.added, report.standing, report.rejected, report.left_out) == (4, 2, 0, 0, 2)


@pytest.mark.parametrize(
    ("mapping", "taken"),
    [
        ({"Marketing status": "dnc-unless"}, {"bob@acme.com", "cy@acme.com", "di@acme.com"}),
        ({"Organization": "dnc"}, {"ann@acme.com", "bob@acme.com", "cy@acme.com", "di@acme.com"}),
        ({"Phone=4": "dnc"}, {"di@acme.com"}),
        ({"Marketing status=Bounced": "ignore"}, {"bob@acme.com"}),
        ({"Marketing status": "dnc", "Phone=4": "dnc"}, {"bob@acme.com", "cy@acme.com", "di@acme.com"}),
    ],
)
def test_a_person_says_which_rows_are_orders(
    tmp_path: Path, mapping: dict[str, str], taken: set[str]
) -> None:
    desk = ImportDesk()
    desk.suppress(written(tmp_path, PIPEDRIVE), mapping=mapping)
    assert set(desk.recipients) == taken


def test_the_value_that_makes_a_row_an_order_gives_its_reason(tmp_path: Path) -> None:
    desk = ImportDesk()
    told = {"Marketing status": "dnc", "Phone=4": "dnc"}
    desk.suppress(written(tmp_path, PIPEDRIVE), mapping=told, reason=Reason.DNC)
    assert {address: [order.reason for order in row.orders] for address, row in desk.recipients.items()} == {
        "bob@acme.com": [Reason.UNSUBSCRIBED],
        "cy@acme.com": [Reason.BOUNCED],
        "di@acme.com": [Reason.DNC],
    }


def test_a_column_of_reasons_counts_before_the_value_that_makes_a_row_an_order(tmp_path: Path) -> None:
    desk = ImportDesk()
    text = "email,Marketing status,reason\na@acme.com,Bounced,complained\nb@acme.com,Subscribed,\n"
    desk.suppress(written(tmp_path, text), mapping={"Marketing status": "dnc"})
    assert {reason for _, reason in desk.orders("a@acme.com")} == {Reason.COMPLAINED}


def test_a_value_that_is_not_understood_is_asked_about_before_rows_are_picked(tmp_path: Path) -> None:
    said = refused(tmp_path, PIPEDRIVE.replace(",\n", ",Archived\n"), mapping={"Marketing status": "dnc"})
    assert '"Archived" in line 5; say what each value is, --map "Marketing status=Archived=dnc"' in said


def test_a_person_says_that_every_row_is_an_order(tmp_path: Path) -> None:
    desk = ImportDesk()
    assert desk.suppress(written(tmp_path, PIPEDRIVE), all_rows=True).added == 4


def test_the_report_tells_what_becomes_of_each_column(tmp_path: Path) -> None:
    report = ImportDesk().suppress(written(tmp_path, PIPEDRIVE), mapping={"Marketing status": "dnc"})
    assert [(use.column, use.use.value, use.field, use.examples) for use in report.reading.columns] == [
        ("Name", "ignored", None, ("Ann", "Bob")),
        ("Email", "field", "address", ("ann@acme.com", "bob@acme.com")),
        ("Organization", "ignored", None, ("Acme",)),
        ("Phone", "ignored", None, ("1", "2")),
        ("Marketing status", "picks", None, ("Subscribed", "Unsubscribed")),
    ]


def test_a_preview_counts_what_an_import_would_do_and_writes_nothing(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.suppressing.add(Domain("evil.com"), actor="ann", reason=Reason.SUPPRESSED)
    before = repr(desk.tables)
    file = written(tmp_path, "jane@acme.com\n@evil.com\njane@acme.com\nno address\n@new.com\n")
    report = preview_suppressions(desk.suppressing, SuppressionFile(file))
    assert (report.rows, report.added, report.standing, report.rejected) == (5, 2, 2, 1)
    assert repr(desk.tables) == before
    assert not (tmp_path / "stop.rejected.csv").exists()
    done = desk.suppress(file)
    assert (done.rows, done.added, done.standing, done.rejected) == (5, 2, 2, 1)
