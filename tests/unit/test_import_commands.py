"""What `outreach leads import` and `outreach leads undo` print: the mapping, the counts, a dry run, the way back."""

import re
from pathlib import Path

import pytest

from outreach.domain.reasons import Reason
from world.command_desk import CommandDesk

PARTLY, REFUSED = 4, 1
DEMO = Path(__file__).parents[2] / "infra" / "demo" / "campaign.yaml"
LEADS = (
    "Record ID,Email,First Name,Company,Time Zone,Status,Unsubscribed,Keywords,Email opt-in,A header that is much longer than others\n"
    "1,ann@acme.example,Ann,Acme,Europe/Berlin,Open,,a,yes,x\n"
    "2,info@acme.example,Bob,Acme GmbH & Co. KG for everything,,Open,2024-01-01,b,yes,y\n"
    "3,cy@mailinator.com,Cy,Acme,,Bounced,,c,no,z\n"
    "4,nobody,Di,Acme,,,,,yes,\n"
    "5,ANN@acme.example,Ann,Acme,,,,,yes,\n"
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    found = CommandDesk(tmp_path / "mails", monkeypatch)
    found.run("campaign", "apply", DEMO)
    return found


def written(folder: Path, text: str = LEADS) -> Path:
    file = folder / "leads.csv"
    file.write_text(text)
    return file


def state(desk: CommandDesk) -> tuple[object, ...]:
    tables = desk.world.tables
    return (dict(tables.audience), dict(tables.recipients), dict(tables.domains), dict(tables.enrollments))


def imported(desk: CommandDesk, file: Path, *options: str, expect: int = 0) -> str:
    """Import a file; return the id that is printed before and after."""
    result = desk.run("leads", "import", file, "--campaign-id", "demo", *options, expect=expect)
    announced = re.findall(r"^import (demo\.\d{8}-\d{6}-[0-9a-f]{6})$", result.stderr, re.MULTILINE)
    told = re.findall(r"`outreach leads undo (\S+)` takes it back", result.stdout)
    assert len(announced) == 1
    assert told in ([], announced)
    return str(announced[0])


def test_an_import_shows_what_becomes_of_each_column_with_two_values_each(
    desk: CommandDesk, tmp_path: Path
) -> None:
    said = desk.says("leads", "import", written(tmp_path), "--campaign-id", "demo", expect=PARTLY)
    table = [re.split(r" {2,}", line) for line in said[:11]]
    assert table == [
        ["Column", "Becomes", "For example"],
        ["Record ID", "data: record_id", "1, 2"],
        ["Email", "email", "ann@acme.example, info@acme.example"],
        ["First Name", "first_name", "Ann, Bob"],
        ["Company", "company", "Acme, Acme GmbH & Co. KG for everything"],
        ["Time Zone", "timezone", "Europe/Berlin"],
        ["Status", "data: status; an order where a word says so", "Open, Bounced"],
        ["Unsubscribed", "an order not to write, unless it says no", "2024-01-01"],
        ["Keywords", "nothing", "a, b"],
        ["Email opt-in", "an order not to write where it says no", "yes, no"],
        [
            *("A header that is much longer than others", "data: a_header_that_is_much_longer_than_others"),
            "x, y",
        ],
    ]


def test_at_80_columns_no_word_of_the_mapping_is_lost(
    desk: CommandDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = desk.says(
        "leads", "import", written(tmp_path), "--campaign-id", "demo", "--dry-run", expect=PARTLY
    )
    assert max(map(len, said)) <= 80
    assert not [line for line in said if "\u2026" in line]
    letters = "".join("".join(said).split())
    for cell in ("Unsubscribed", "Europe/Berlin", "ann@acme.example"):
        assert cell in letters


def test_a_dry_run_counts_everything_and_writes_nothing(desk: CommandDesk, tmp_path: Path) -> None:
    before = state(desk)
    file = written(tmp_path)
    result = desk.run("leads", "import", file, "--campaign-id", "demo", "--dry-run", expect=PARTLY)
    counts = [line.strip() for line in result.stdout.splitlines()[11:]]
    assert counts == [
        f'5 rows of {file} for campaign "demo"',
        "Rows",
        "3  new leads",
        "0  already known, and unchanged",
        "1  name a person whom an earlier row names",
        "1  rejected",
        "2  without a time zone",
        "1  with an address that several people may read, such as info@",
        "1  with an address of a disposable domain",
        "1 time zone: 1 from a column; 2 leads take the campaign's",
        "2 people not to be contacted (2 new orders)",
        "nothing was written: this was a dry run",
        "Line  Would be rejected because",
        '5  "nobody" is not an e-mail address (no @ sign); correct the address',
    ]
    assert state(desk) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["leads.csv"]


def test_a_dry_run_of_what_is_imported_finds_nothing_new(desk: CommandDesk, tmp_path: Path) -> None:
    file = written(tmp_path)
    imported(desk, file, expect=PARTLY)
    before = state(desk)
    again = desk.json("leads", "import", file, "--campaign-id", "demo", "--dry-run", expect=PARTLY)
    assert (again["added"], again["known"], again["dnc"], again["dnc_new"]) == (0, 3, 2, 0)
    assert again["import_id"] is None
    assert state(desk) == before


def test_a_dry_run_counts_one_person_with_two_orders_once(desk: CommandDesk, tmp_path: Path) -> None:
    text = "Email,First Name,Company,unsubscribed\na@acme.example,A,A,yes\nA@acme.example,A,A,yes\n"
    report = desk.json("leads", "import", written(tmp_path, text), "--campaign-id", "demo", "--dry-run")
    assert (report["dnc"], report["dnc_new"]) == (1, 1)


def test_json_has_the_columns_the_hints_and_the_id(desk: CommandDesk, tmp_path: Path) -> None:
    report = desk.json("leads", "import", written(tmp_path), "--campaign-id", "demo", expect=PARTLY)
    assert report["reading"]["columns"][6] == {
        "column": "Unsubscribed", "use": "orders", "field": "dnc", "examples": ["2024-01-01"],
    }  # fmt: skip
    assert (report["without_zone"], report["zones"]) == (2, {"column": 1})
    assert report["reading"]["hints"] == {
        "role_accounts": 1, "disposable": 1, "countries": {}, "without_country": 4,
    }  # fmt: skip
    assert report["import_id"].startswith("demo.")


def test_a_column_that_is_not_understood_is_shown_with_the_others_and_stops_the_import(
    desk: CommandDesk, tmp_path: Path
) -> None:
    before = state(desk)
    file = written(tmp_path, "Email,First Name,Company,Newsletter\na@acme.example,Ann,Acme,no\n")
    result = desk.run("leads", "import", file, "--campaign-id", "demo", expect=REFUSED)
    assert "data: newsletter" in result.stdout
    assert '--map "Newsletter=dnc-unless"' in result.stderr
    assert "import demo" not in result.stderr
    assert state(desk) == before
    imported(desk, file, "--map", "Newsletter=dnc-unless")
    [row] = desk.world.tables.recipients.values()
    assert [order.reason for order in row.orders] == [Reason.DNC]


@pytest.mark.parametrize("command", [("leads", "import"), ("suppress", "import")])
def test_a_file_with_a_header_only_is_a_failure(
    desk: CommandDesk, tmp_path: Path, command: tuple[str, ...]
) -> None:
    file = written(tmp_path, "Email,First Name,Company\n")
    options = ("--campaign-id", "demo") if command[0] == "leads" else ()
    result = desk.run(*command, file, *options, expect=REFUSED)
    assert "there is no row after the header" in result.stderr


@pytest.mark.parametrize("folder", [".", "..", "/"])
@pytest.mark.parametrize("command", [("leads", "import"), ("suppress", "import")])
def test_a_folder_is_refused_in_one_line(desk: CommandDesk, folder: str, command: tuple[str, ...]) -> None:
    options = ("--campaign-id", "demo") if command[0] == "leads" else ()
    assert desk.refuses(*command, folder, *options) == f"{folder}: is a folder, not a file"


def test_an_import_is_taken_back_by_the_id_that_it_printed(desk: CommandDesk, tmp_path: Path) -> None:
    file = written(tmp_path)
    chosen = imported(desk, file, expect=PARTLY)
    assert desk.says("leads", "undo", chosen) == ['took back 3 leads of campaign "demo"; orders stand']
    assert desk.world.tables.audience == {}
    assert sum(len(row.orders) for row in desk.world.tables.recipients.values()) == 2
    assert desk.refuses("leads", "undo", chosen) == (
        f'campaign "demo" has no lead of import {chosen}; it was taken back before, or it added nobody'
    )


def test_the_imports_of_a_campaign_are_listed_with_what_is_left_of_them(
    desk: CommandDesk, tmp_path: Path
) -> None:
    assert desk.says("leads", "imports", "demo") == ['campaign "demo" has no leads of an import']
    first = imported(desk, written(tmp_path), expect=PARTLY)
    assert desk.json("leads", "imports", "demo") == {first: 3}
    assert desk.says("leads", "imports", "demo") == ["Import                       Leads", f"{first}      3"]
    assert desk.refuses("leads", "imports", "other").startswith('there is no campaign "other"')


def test_who_got_a_mail_stays_when_an_import_is_taken_back(desk: CommandDesk, tmp_path: Path) -> None:
    text = "Email,First Name,Company\na@acme.example,Ann,Acme\nb@acme.example,Bob,Acme\n"
    chosen = imported(desk, written(tmp_path, text))
    desk.run("campaign", "start", "demo", "--mode", "live", "--yes-send-live", "demo")
    desk.world.turn()
    more = written(tmp_path, "Email,First Name,Company\nc@acme.example,Cy,Acme\n")
    second = imported(desk, more)
    assert desk.says("leads", "undo", chosen) == [
        'took back 0 leads of campaign "demo"; orders stand',
        "2 leads stayed: a mail to them was sent or tried",
    ]
    assert desk.json("leads", "undo", second) == {
        "import_id": second, "campaign_id": "demo", "taken_back": 1, "kept": 0,
    }  # fmt: skip


def test_who_is_taken_back_and_comes_again_gets_one_mail_though_the_old_message_still_waits(
    desk: CommandDesk, tmp_path: Path
) -> None:
    file = written(tmp_path, "Email,First Name,Company\na@acme.example,Wrong,Acme\n")
    chosen = imported(desk, file)
    desk.run("campaign", "start", "demo", "--mode", "live", "--yes-send-live", "demo")
    desk.world.tick()
    desk.run("leads", "undo", chosen)
    imported(desk, written(tmp_path, "Email,First Name,Company\na@acme.example,Right,Acme\n"))
    desk.world.drain()
    desk.world.turn()
    [mail] = desk.world.ses.mails
    assert "Right" in mail.text
    assert "Wrong" not in mail.text


def test_whose_old_message_still_waits_gets_no_mail_once_taken_back(
    desk: CommandDesk, tmp_path: Path
) -> None:
    file = written(tmp_path, "Email,First Name,Company\na@acme.example,Ann,Acme\nb@acme.example,Bob,Acme\n")
    chosen = imported(desk, file)
    desk.run("campaign", "start", "demo", "--mode", "live", "--yes-send-live", "demo")
    desk.world.tick()
    desk.run("leads", "undo", chosen)
    desk.world.drain()
    desk.world.turn()
    assert desk.world.ses.mails == []


def test_a_file_that_was_read_wrongly_is_imported_again_into_the_same_campaign(
    desk: CommandDesk, tmp_path: Path
) -> None:
    file = tmp_path / "leads.csv"
    file.write_bytes("Email,First Name,Company\na@acme.example,Łucja Żak,Acme\n".encode("cp1250"))
    chosen = imported(desk, file, "--encoding", "cp1252")
    desk.run("leads", "undo", chosen)
    imported(desk, file, "--encoding", "cp1250")
    [lead] = desk.world.tables.audience.values()
    assert lead.fields["first_name"] == "Łucja Żak"


def test_a_guess_of_the_encoding_comes_with_the_way_back(desk: CommandDesk, tmp_path: Path) -> None:
    file = tmp_path / "leads.csv"
    file.write_bytes("Email,First Name,Company\na@acme.example,Jörg,Acme\n".encode("cp1252"))
    result = desk.run("leads", "import", file, "--campaign-id", "demo")
    assert re.search(r"import the file with --encoding \(`outreach leads undo demo\.\S+`\)", result.stderr)


@pytest.mark.parametrize(
    "text", ["demo", "demo.1", "DEMO.20261128-231507-5f0c3a", "demo.20261128-231507-5f0c3a x"]
)
def test_what_is_no_id_of_an_import_is_refused_with_what_one_looks_like(desk: CommandDesk, text: str) -> None:
    assert desk.refuses("leads", "undo", text).endswith(
        "is not the id of an import; `outreach leads import` prints it, like demo.20261128-231507-5f0c3a"
    )
