"""Reading CSV files as people really have them."""

import csv
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import BadFile
from outreach.reading.csv_table import CsvTable
from outreach.reading.formulas import guarded, restored
from world.import_desk import ImportDesk

TEXT = 'First Name,E-Mail,Company\r\nJürgen,j@acme.com,"Müller, Söhne"\r\nÉva,eva@acme.com,Ω\r\n'
WESTERN = TEXT.replace("Ω", "Œuvre")


def written(folder: Path, content: bytes | str, name: str = "leads.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", TEXT),
        ("utf-8-sig", TEXT),
        ("utf-16", TEXT),
        ("utf-16-le", TEXT),
        ("utf-16-be", TEXT),
        ("utf-32", TEXT),
        ("cp1252", WESTERN),
        ("latin-1", TEXT.replace("Ω", "ÿ")),
    ],
)
def test_each_usual_encoding_is_recognised(tmp_path: Path, encoding: str, text: str) -> None:
    desk = ImportDesk()
    desk.load(written(tmp_path, text.encode(encoding)))
    assert desk.leads["j@acme.com"].fields["company"] == "Müller, Söhne"
    assert desk.leads["eva@acme.com"].fields["first_name"] == "Éva"


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1250", "Łukasz Żółć"),
        ("iso8859-2", "Łukasz Żółć"),
        ("mac-roman", "Jörg Grün, Müller"),
        ("cp437", "Jörg Grün"),
        ("shift_jis", "山田"),
    ],
)
def test_bytes_that_make_no_western_words_are_not_guessed_at(
    tmp_path: Path, encoding: str, names: str
) -> None:
    desk = ImportDesk()
    path = written(tmp_path, f'email,first name\na@acme.com,"{names}"\n'.encode(encoding))
    with pytest.raises(BadFile, match="neither UTF-8 nor Western European"):
        desk.load(path)
    assert desk.leads == {}
    desk.load(path, encoding=encoding)
    assert desk.leads["a@acme.com"].fields["first_name"] == names


@pytest.mark.parametrize(
    "names",
    [
        *(
            "Jörg Grün, Müller Groß",
            "MÜLLER ÅSA",
            "Åke Ångström",
            "Þórður Æ",
            "João Gonçalves",
            "Gal·la Òdena",
        ),
        *(
            "L\u2019Hôpital «Œuvre» Gaël, n° 5",
            "Mª Ángeles º ¿Qué? ¡Hola!",
            "O\xb4Brien \u2013 Zoë",
            "Acme® for £5, €5 café",
        ),
    ],
)
def test_western_words_are_taken_and_shown_because_they_are_a_guess(tmp_path: Path, names: str) -> None:
    desk = ImportDesk()
    path = written(tmp_path, f'email,first name\na@acme.com,"{names}"\n'.encode("cp1252"))
    (note,) = desk.load(path).reading.notes
    assert next(word for word in names.split() if not word.isascii()) in note
    assert desk.leads["a@acme.com"].fields["first_name"] == names
    assert desk.load(path, encoding="cp1252").reading.notes == ()


def test_utf16_in_the_other_byte_order_with_a_mark(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.load(written(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be")))
    assert len(desk.leads) == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_usual_delimiter_is_found_in_the_header(tmp_path: Path, delimiter: str) -> None:
    rows = [["E-Mail", "First, given name", "Notes"], ["j@acme.com", "Jane", "a;b,c\td|e"]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    desk = ImportDesk()
    desk.load(written(tmp_path, out.getvalue()))
    assert desk.leads["j@acme.com"].fields["notes"] == "a;b,c\td|e"


def test_excels_own_first_line_names_the_delimiter(tmp_path: Path) -> None:
    desk = ImportDesk()
    report = desk.load(written(tmp_path, "sep=;\r\nEmail;Name\r\n@;x\r\nj@acme.com;Jane\r\n"))
    assert (report.reading.delimiter, report.added, report.rejected) == (";", 1, 1)


def test_a_file_with_one_column_needs_no_delimiter(tmp_path: Path) -> None:
    assert ImportDesk().load(written(tmp_path, "email\nj@acme.com\n")).added == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_each_usual_line_end_divides_rows(tmp_path: Path, end: str) -> None:
    text = end.join(["email,city", "a@acme.com,X", "b@acme.com,Y"])
    assert ImportDesk().load(written(tmp_path, text)).added == 2


def test_quoted_line_ends_belong_to_the_cell_and_lines_are_counted_where_rows_begin(tmp_path: Path) -> None:
    text = '\n\nemail,notes\na@acme.com,"one\ntwo\nthree"\n\n,\nnobody,x\n'
    desk = ImportDesk()
    desk.load(written(tmp_path, text))
    assert desk.leads["a@acme.com"].fields["notes"] == "one\ntwo\nthree"
    assert (tmp_path / "leads.rejected.csv").read_text("utf-8-sig").splitlines()[1].startswith("9,")


def test_short_rows_are_filled_up_and_long_ones_rejected(tmp_path: Path) -> None:
    text = "email,first name,city\na@acme.com\nb@acme.com,Bob,Rome,,\nc@acme.com,Cy,Acme, Inc\n"
    report = ImportDesk().load(written(tmp_path, text))
    assert (report.added, report.rejected) == (2, 1)


def test_a_stray_quote_that_swallowed_rows_is_noticed(tmp_path: Path) -> None:
    text = 'email,first name,city\na@acme.com,"Al,Rome\nb@acme.com,"Bob,Paris\nc@acme.com,Cy,Oslo\n'
    report = ImportDesk().load(written(tmp_path, text))
    assert (report.added, report.rejected) == (1, 1)


def test_zero_bytes_and_byte_order_marks_inside_are_left_out(tmp_path: Path) -> None:
    desk = ImportDesk()
    desk.load(written(tmp_path, "email,city\na@acme.com,Ro\x00me\n\ufeffb@acme.com,Bari\n"))
    assert desk.leads["a@acme.com"].fields["city"] == "Rome"
    assert "b@acme.com" in desk.leads


def _zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    return out.getvalue()


UTF8_WITH_ONE_BAD_BYTE = "email,name\na@acme.com,Zoë\nb@acme.com,Ünal\n".encode() + b"c@acme.com,Ren\xe9\n"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "is empty"),
        (b",,,\n", "is empty"),
        (_zipped(), "spreadsheet"),
        (gzip.compress(b"email\n", mtime=0), "compressed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 500, "Excel"),
        (b"%PDF-1.7 ...", "PDF"),
        (bytes(range(256)) * 20, "not a text file"),
        (b'email,name\na@acme.com,"Jane\nb@acme.com,Bob\n', "line 2: a quote opens here"),
        (
            b'email,name\na@acme.com,"' + b"x" * 200_000,
            "KB; close the quote that opens there, or shorten the cell",
        ),
        (b"email,name\na@acme.com," + b"x" * 400_000, "line 2: holds a cell of more than 128 KB; shorten it"),
        (UTF8_WITH_ONE_BAD_BYTE, "line 4: is UTF-8, but for some bytes that are not"),
        ("email,имя\na@acme.com,Мария Петрова\n".encode("cp1251"), "neither UTF-8 nor Western"),
        ("email,name\na@acme.com,山田太郎花子\n".encode("shift_jis"), "neither UTF-8 nor Western"),
        ("email\n".encode("utf-16") + b"\x00", "is not utf-16 throughout"),
        (
            b"first name,city\nJane,Rome\n",
            'no column holds e-mail addresses; its columns are: "first name", "city"',
        ),
        (b"jane@acme.com,Jane\nbob@acme.com,Bob\n", "begins with an address"),
    ],
)
def test_a_file_that_is_refused_says_why_in_one_line_and_changes_nothing(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    desk = ImportDesk()
    with pytest.raises(BadFile) as refusal:
        desk.load(written(tmp_path, content))
    assert problem in str(refusal.value)
    assert str(refusal.value).startswith("leads.csv")
    assert "\n" not in str(refusal.value)
    assert desk.calls.total() == 0
    assert list(tmp_path.iterdir()) == [tmp_path / "leads.csv"]


def test_a_bad_byte_far_behind_is_found_before_the_first_row_is_written(tmp_path: Path) -> None:
    rows = "".join(f"p{i}@acme.com,Zoë\n" for i in range(2_000))
    desk = ImportDesk()
    with pytest.raises(BadFile, match="line 2002"):
        desk.load(written(tmp_path, f"email,name\n{rows}".encode() + b"x@acme.com,Ren\xe9\n"))
    assert desk.calls.total() == 0


def test_a_file_with_a_header_only_is_pointed_out(tmp_path: Path) -> None:
    desk, path = ImportDesk(), written(tmp_path, "email,company\n")
    for report in (desk.load(path), desk.suppress(path)):
        assert (report.rows, report.reading.notes) == (0, ("there is no row after the header",))


def test_standard_input_is_not_taken_for_a_missing_file() -> None:
    with pytest.raises(BadFile, match="standard input is not read: save it to a file"):
        ImportDesk().load(Path("-"))


@pytest.mark.parametrize(("name", "problem"), [("none.csv", "does not exist"), ("", "is a folder")])
def test_what_cannot_be_opened_is_named(tmp_path: Path, name: str, problem: str) -> None:
    with pytest.raises(BadFile, match=problem):
        ImportDesk().load(tmp_path / name, rejects=tmp_path / "r.csv")


def test_an_encoding_can_be_named_and_must_exist_and_fit(tmp_path: Path) -> None:
    path = written(tmp_path, "email,name\na@acme.com,Мария\n".encode("cp1251"))
    desk = ImportDesk()
    desk.load(path, encoding="cp1251")
    assert desk.leads["a@acme.com"].fields["full_name"] == "Мария"
    for wrong in ("utf-8", "utf-99"):
        with pytest.raises(BadFile):
            desk.load(path, encoding=wrong)


def test_the_rejects_may_not_overwrite_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "email\nx\n")
    with pytest.raises(BadFile):
        ImportDesk().load(path, rejects=path)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_or_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    desk = ImportDesk()
    path = written(tmp_path_factory.mktemp("any"), content)
    try:
        report = desk.load(path)
    except BadFile:
        assert desk.calls.total() == 0
        return
    assert report.rows == report.added + report.known + len(report.duplicates) + report.rejected


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6), st.sampled_from(",;\t|"))
def test_a_table_that_was_written_is_read_again_cell_by_cell(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(
        [["email", "first name", "city"], *[[guarded(cell) for cell in row] for row in rows]]
    )
    path = written(tmp_path_factory.mktemp("round"), out.getvalue())
    with CsvTable(path, encoding="utf-8") as table:
        found = [[cell.strip() for cell in row.cells] for row in table.rows()]
    assert found == [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


FORMULA_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\t\n\r\x00"


@given(st.text("'", max_size=2), st.sampled_from(["", *FORMULA_SIGNS]), st.text(max_size=10))
def test_a_guarded_cell_starts_no_formula_and_comes_back_unchanged(quotes: str, sign: str, rest: str) -> None:
    text = quotes + sign + rest
    cell = guarded(text)
    assert cell[:1] not in set(FORMULA_SIGNS)
    assert restored(cell) == text
