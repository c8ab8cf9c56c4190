"""An import stops before it writes anything if a column may hold orders and is not understood."""

from pathlib import Path

import pytest

from outreach.errors import BadFile, BadFiles
from outreach.reading.csv_table import CsvTable
from outreach.reading.header_mapping import map_columns
from outreach.reading.order_survey import survey
from world.import_desk import ImportDesk


def written(folder: Path, text: str, name: str = "leads.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def stopped(folder: Path, text: str, **how: object) -> list[str]:
    """Import a file that is refused; return the lines that say why. Nothing was written."""
    desk = ImportDesk()
    with pytest.raises(BadFiles) as refusal:
        desk.load(written(folder, text), **how)
    assert desk.calls.total() == 0
    assert [path.name for path in folder.iterdir()] == ["leads.csv"]
    return str(refusal.value).splitlines()


def ordered(desk: ImportDesk) -> set[str | None]:
    return {address for address, row in desk.recipients.items() if row.orders}


EXPORTS = {
    "listmonk": {"gone@beta.example"},
    "sendy": {"bounced@gamma.example", "spam@delta.example", "unsub@epsilon.example"},
    "ghost": {"no@eta.example", "dis@theta.example"},
    "mailcoach": {"out@kappa.example"},
    "crm": {"hb@lambda.example", "oi@my.example"},
}
CASES = {
    "listmonk": (
        "uuid,email,name,attributes,status,created_at,updated_at,Company\n"
        "11111111-0000-4000-8000-000000000001,ok@alpha.example,Ola Berg,{},enabled,2025-01-01,2025-01-01,Alpha\n"
        "11111111-0000-4000-8000-000000000002,gone@beta.example,Bea Holm,{},blocklisted,2025-01-01,2025-06-01,Beta\n"
    ),
    "sendy": (
        "Name,Email,Company,Status\nCy Rand,bounced@gamma.example,Gamma,Bounced\n"
        "Di Voss,spam@delta.example,Delta,Marked as spam\nEd Moss,unsub@epsilon.example,Epsilon,Unsubscribed\n"
    ),
    "ghost": (
        "id,email,name,subscribed_to_emails,company,created_at,email_disabled\n"
        "1,yes@zeta.example,Zoe Zett,true,Zeta,2025-01-01,false\n2,no@eta.example,Eve Ett,false,Eta,2025-01-01,false\n"
        "3,dis@theta.example,Tom Thet,true,Theta,2025-01-01,true\n"
    ),
    "mailcoach": (
        "email,first_name,last_name,company,subscribed_at,unsubscribed_at\n"
        "in@iota.example,Ina,Iot,Iota,2024-01-01 10:00:00,\n"
        "out@kappa.example,Kai,Kap,Kappa,2024-01-01 10:00:00,2025-03-01 09:30:00\n"
    ),
    "crm": (
        "Email,First Name,Company,Email Bounced,Email Opt In,Marketing Consent\n"
        "hb@lambda.example,Lia,Lambda,true,Yes,Yes\noi@my.example,Max,My,false,No,Revoked\n"
    ),
}


@pytest.mark.parametrize("export", EXPORTS)
def test_everybody_whom_an_export_forbids_gets_an_order_and_nobody_else(tmp_path: Path, export: str) -> None:
    desk = ImportDesk()
    report = desk.load(written(tmp_path, CASES[export]))
    assert ordered(desk) == EXPORTS[export]
    assert report.dnc == len(EXPORTS[export])
    assert len(desk.leads) == report.rows


def test_a_column_that_is_not_understood_is_named_with_lines_examples_and_what_to_say(tmp_path: Path) -> None:
    text = "email,Opt-out ref. of Bob\na@acme.com,\nb@acme.com,7\nc@acme.com,8\n"
    (line,) = stopped(tmp_path, text)
    assert line == (
        'leads.csv: column "Opt-out ref. of Bob" may say who must not be written to, and is not understood: '
        '"7" in line 3, "8" in line 4; say what it is: --map "Opt-out ref. of Bob=dnc" (an order where it says '
        'anything but no), --map "Opt-out ref. of Bob=dnc-unless" (an order where it does not say yes) or '
        '--map "Opt-out ref. of Bob=ignore"'
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Werbung", "nicht erwünscht"),
        ("Newsletter", "not wanted"),
        ("Newsletter", "niet gewenst"),
        ("Kontaktaufnahme", "nicht erwünscht"),
        ("Prise de contact", "non"),
        ("Deliverable", "no"),
        ("Robinson", "ja"),
    ],
)
def test_a_value_that_says_unwanted_is_asked_about(tmp_path: Path, column: str, value: str) -> None:
    (line,) = stopped(tmp_path, f"email,{column}\na@acme.com,{value}\nb@acme.com,x\n")
    assert f'column "{column}"' in line


def test_every_column_that_is_not_understood_is_named_at_once(tmp_path: Path) -> None:
    text = "email,Newsletter,Remarks\na@acme.com,no,do not contact\n"
    assert len(stopped(tmp_path, text)) == 2


def test_a_doubtful_row_at_the_end_of_a_long_file_stops_it_before_the_first_is_written(
    tmp_path: Path,
) -> None:
    rows = "".join(f"p{i}@acme.com,hello\n" for i in range(500))
    (line,) = stopped(tmp_path, f"email,Remarks\n{rows}x@acme.com,please unsubscribe\n")
    assert '"please unsubscribe" in line 502' in line


def test_values_are_counted_and_only_some_of_them_and_of_their_lines_are_shown(tmp_path: Path) -> None:
    rows = "".join(
        f"p{i}@acme.com,{value}\n" for i, value in enumerate(["Archived", "Pending", "Odd", "Even"] * 5)
    )
    (line,) = stopped(tmp_path, f"email,Marketing status\n{rows}")
    assert (
        '"Archived" in lines 2, 6, 10, "Pending" in lines 3, 7, 11, "Odd" in lines 4, 8, 12 and more' in line
    )
    assert '--map "Marketing status=Archived=dnc" or --map "Marketing status=Archived=ignore"' in line


def test_a_person_says_what_a_column_is_and_the_import_goes_on(tmp_path: Path) -> None:
    text = "email,Blorb consent\na@acme.com,granted today\nb@acme.com,yes\nc@acme.com,\n"
    for said, forbidden in {
        "dnc": {"a@acme.com", "b@acme.com"},
        "dnc-unless": {"a@acme.com", "c@acme.com"},
        "ignore": set(),
    }.items():
        desk = ImportDesk()
        report = desk.load(written(tmp_path, text), mapping={"Blorb consent": said})
        assert ordered(desk) == forbidden
        assert report.added == 3


def test_a_person_says_what_single_values_mean(tmp_path: Path) -> None:
    desk = ImportDesk()
    text = "email,Marketing status\na@acme.com,No consent\nb@acme.com,Unsubscribed\nc@acme.com,Archived\n"
    told = {"Marketing status=No consent": "ignore", "Marketing status=Archived": "dnc"}
    desk.load(written(tmp_path, text), mapping=told)
    assert ordered(desk) == {"b@acme.com", "c@acme.com"}


@pytest.mark.parametrize("told", [{"Marketing status=x": "company"}, {"Nothing=x": "dnc"}])
def test_what_cannot_be_said_of_a_value_is_refused(tmp_path: Path, told: dict[str, str]) -> None:
    with pytest.raises(BadFile):
        ImportDesk().load(written(tmp_path, "email,Marketing status\na@acme.com,x\n"), mapping=told)


def test_a_consent_column_that_says_yes_or_nothing_is_asked_about(tmp_path: Path) -> None:
    """Where a tool writes a tick or nothing, nothing means no."""
    (line,) = stopped(tmp_path, "email,Newsletter opt-in\na@acme.com,x\nb@acme.com,\nc@acme.com,\n")
    assert 'column "Newsletter opt-in" says yes in 1 row and nothing in 2 rows (lines 3, 4)' in line


@pytest.mark.parametrize("cells", [("yes", "no", ""), ("", "", ""), ("yes", "yes", "yes"), ("no", "", "")])
def test_an_empty_consent_is_no_order_where_the_column_can_say_no_or_says_nothing(
    tmp_path: Path, cells: tuple[str, ...]
) -> None:
    desk = ImportDesk()
    rows = "".join(f"p{i}@acme.com,{cell}\n" for i, cell in enumerate(cells))
    desk.load(written(tmp_path, f"email,Email opt-in\n{rows}"))
    assert ordered(desk) == {f"p{i}@acme.com" for i, cell in enumerate(cells) if cell == "no"}


def test_yes_and_no_beside_other_words_are_no_answers(tmp_path: Path) -> None:
    """A block of a town may be called `No`."""
    desk = ImportDesk()
    assert desk.load(written(tmp_path, "email,Block\na@acme.com,No\nb@acme.com,Tower B\n")).added == 2


@pytest.mark.parametrize(
    ("column", "cells", "value"),
    [
        ("Newsletter", ("quit club", "active"), "quit club"),
        ("Email flag", ("murky", "ok", "ok"), "murky"),
        ("Newsletter", ("no", "weekly"), "weekly"),
        ("Verified", ("half way", "yes"), "half way"),
    ],
)
def test_a_short_text_beside_answers_about_mail_is_an_answer_too(
    tmp_path: Path, column: str, cells: tuple[str, ...], value: str
) -> None:
    rows = "".join(f"p{i}@acme.com,{cell}\n" for i, cell in enumerate(cells))
    (line,) = stopped(tmp_path, f"email,{column}\n{rows}")
    assert f'"{value}" in line' in line


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("Newsletter", ("weekly", "monthly")),
        ("Newsletter", ("yes", "Issue 7")),
        ("Newsletter", ("yes", "we spoke about it last week")),
        ("Newsletter", ("yes", *(f"topic {chr(97 + i) * 3}" for i in range(9)))),
        ("Block", ("no", "Tower B")),
    ],
)
def test_texts_that_are_no_answers_are_not_asked_about(
    tmp_path: Path, column: str, cells: tuple[str, ...]
) -> None:
    rows = "".join(f"p{i}@acme.com,{cell}\n" for i, cell in enumerate(cells))
    assert ImportDesk().load(written(tmp_path, f"email,{column}\n{rows}")).added == len(cells)


def test_a_short_text_that_a_person_has_explained_is_not_asked_about_again(tmp_path: Path) -> None:
    desk = ImportDesk()
    told = {"Newsletter=murky": "dnc", "Newsletter=active": "ignore"}
    desk.load(written(tmp_path, "email,Newsletter\na@acme.com,murky\nb@acme.com,active\n"), mapping=told)
    assert ordered(desk) == {"a@acme.com"}


def test_whoever_has_an_order_needs_no_question_about_a_short_text(tmp_path: Path) -> None:
    desk = ImportDesk()
    told = {"Newsletter=active": "ignore"}
    text = "email,Newsletter,Unsubscribed\na@acme.com,murky,yes\nb@acme.com,active,no\n"
    desk.load(written(tmp_path, text), mapping=told)
    assert ordered(desk) == {"a@acme.com"}


@pytest.mark.parametrize("value", ["never", "none", "nie", "jamais"])
def test_never_is_an_answer_where_somebody_may_choose(tmp_path: Path, value: str) -> None:
    (line,) = stopped(tmp_path, f"email,Email frequency\na@acme.com,{value}\nb@acme.com,weekly\n")
    assert f'"{value}" in line 2' in line


def test_none_is_no_answer_anywhere_else(tmp_path: Path) -> None:
    text = "email,Newsletter\na@acme.com,None\nb@acme.com,weekly\n"
    assert ImportDesk().load(written(tmp_path, text)).added == 2


def test_an_order_in_an_unknown_column_that_is_empty_elsewhere_is_found(tmp_path: Path) -> None:
    (line,) = stopped(tmp_path, "email,Field 7\na@acme.com,\nb@acme.com,Werbesperre\n")
    assert 'column "Field 7"' in line


def test_a_column_without_a_name_has_a_number(tmp_path: Path) -> None:
    (line,) = stopped(tmp_path, "email,\na@acme.com,unsubscribed\n")
    assert 'column "column 2"' in line


def test_a_column_without_a_name_can_be_told_by_its_number(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.load(written(tmp_path, "email,\na@acme.com,unsubscribed\n"), mapping={"column 2": "dnc"})
    assert ordered(desk) == {"a@acme.com"}


def test_a_file_that_lists_people_not_to_write_to_is_no_lead_file(tmp_path: Path) -> None:
    desk = ImportDesk()
    with pytest.raises(
        BadFile, match="says by its name that it lists people who must not be written to; import it"
    ):
        desk.load(written(tmp_path, "email\na@acme.com\n", name="unsubscribed-2024.csv"))
    assert desk.calls.total() == 0


def test_a_note_of_several_lines_with_a_signature_is_a_note(tmp_path: Path) -> None:
    desk = ImportDesk()
    text = (
        "Email,First Name,Company,Notes\n"
        'ann@i1.example,Ann,I,"Called 3 May.\nSignature: Ann Berg, ann@i1.example, +49 30 1"\n'
        'bob@i2.example,Bob,I,"multi\nline, fine"\n'
        'cy@i3.example,Cy,I,"Cy writes:\ncy@i3.example, +49 30 2\ncopy to boss, max@i3.example"\n'
    )
    assert (desk.load(written(tmp_path, text)).added, len(desk.leads)) == (3, 3)


def test_rows_that_a_stray_quote_swallowed_are_noticed_wherever_the_address_stands(tmp_path: Path) -> None:
    desk = ImportDesk()
    text = 'first name,email,city\n"Al,a@acme.com,Rome\nBob,b@acme.com,Paris\nC"y,c@acme.com,Oslo\n'
    assert desk.load(written(tmp_path, text)).rejected == 1


def test_the_survey_keeps_a_few_examples_however_long_the_file_is(tmp_path: Path) -> None:
    rows = "".join(f"p{i}@acme.com,City {i}\n" for i in range(3_000))
    with CsvTable(written(tmp_path, f"email,city\n{rows}")) as table:
        looks, _ = survey(table.name, table.rows(), map_columns(table.name, table.first.cells, {}))
    assert looks[1].examples == ["City 0", "City 1"]
    assert [len(look.asked) + len(look.empty_lines) for look in looks] == [0, 0]


def test_a_note_about_somebody_who_has_an_order_is_not_asked_about(tmp_path: Path) -> None:
    desk, text = ImportDesk(), "Email,Do Not Contact,Notes\n{},{},opted out on this day\nb@acme.example,,\n"
    desk.load(written(tmp_path, text.format("a@acme.example", "2026-03-14")))
    assert ordered(desk) == {"a@acme.example"}


def test_the_same_note_about_anybody_else_is_asked_about(tmp_path: Path) -> None:
    text = "Email,Do Not Contact,Notes\na@acme.example,,opted out on this day\n"
    assert '"opted out on this day" in line 2' in stopped(tmp_path, text)[0]


@pytest.mark.parametrize("value", ["Cancelled", "inactive", "Unsubscribed from all", "withdrawn", "risky"])
def test_what_may_be_an_order_is_asked_about_beside_other_words(tmp_path: Path, value: str) -> None:
    (line,) = stopped(tmp_path, f"email,Subscription\na@acme.com,Monthly\nb@acme.com,{value}\n")
    assert f'"{value}" in line 3' in line


@pytest.mark.parametrize("header", ["Mail?", "E-Mail", "Email"])
def test_a_column_that_is_called_mail_and_says_no_is_asked_about(tmp_path: Path, header: str) -> None:
    (line,) = stopped(tmp_path, f"Email address,{header}\na@acme.com,yes\nb@acme.com,no\n")
    assert f'column "{header}" may say' in line
    assert '"no" in line 3' in line


def test_a_column_of_addresses_asks_for_nothing(tmp_path: Path) -> None:
    desk = ImportDesk()
    text = "Email address,Email\na@acme.com,unsubscribed@acme.com\nb@acme.com,no\nspam@acme.com,x@acme.com\n"
    assert desk.load(written(tmp_path, text)).added == 3


def test_a_dash_is_silence_too(tmp_path: Path) -> None:
    (line,) = stopped(tmp_path, "email,Email opt-in\na@acme.com,yes\nb@acme.com,-\nc@acme.com,0000-00-00\n")
    assert "says yes in 1 row and nothing in 2 rows (lines 3, 4)" in line


def test_whether_mail_arrives_is_asked_about_where_it_says_nothing(tmp_path: Path) -> None:
    (line,) = stopped(tmp_path, "email,Email valid\na@acme.com,x\nb@acme.com,\n")
    assert "nothing may mean no" in line
