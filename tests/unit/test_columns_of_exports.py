"""Columns as real exports have them: which of them pass without a question, and which may not pass in silence.

Both lists were written without a look at the words that the import knows. See decision 0021 for what was found.
"""

from pathlib import Path

import pytest

from outreach.errors import BadFiles
from outreach.reading.csv_table import CsvTable
from outreach.reading.header_mapping import map_columns
from outreach.reading.order_columns import Verdict
from outreach.reading.order_survey import survey
from world.import_desk import ImportDesk

_HERE = Path(__file__).parent


def _rows(name: str) -> list[list[str]]:
    lines = (_HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _imported(folder: Path, header: str, cells: list[str]) -> set[str]:
    """Import a file with this column, and return which of its cells were orders."""
    file = folder / "leads.csv"
    rows = "".join(f'p{number}@acme.example,"{cell}"\n' for number, cell in enumerate(cells))
    file.write_text(f'email,"{header}"\n{rows}', encoding="utf-8")
    desk = ImportDesk()
    desk.load(file)
    return {cell for number, cell in enumerate(cells) if desk.orders(f"p{number}@acme.example")}


@pytest.mark.parametrize(("header", "cells"), _rows("everyday_columns.tsv"))
def test_an_everyday_column_gives_no_order_and_asks_nothing(tmp_path: Path, header: str, cells: str) -> None:
    assert _imported(tmp_path, header, cells.split(";")) == set()


@pytest.mark.parametrize(("header", "against", "other"), _rows("telling_columns.tsv"))
def test_a_column_that_tells_is_understood_or_asked_about(
    tmp_path: Path, header: str, against: str, other: str
) -> None:
    forbidding = against.split(";")
    try:
        ordered = _imported(tmp_path, header, [*forbidding, *other.split(";")])
    except BadFiles as error:
        assert f'column "{header}"' in str(error)  # noqa: PT017 - an order and a question are both right
    else:
        assert ordered == set(forbidding)


def test_the_lists_are_long_enough_to_say_something() -> None:
    assert [len(_rows(name)) >= 120 for name in ("everyday_columns.tsv", "telling_columns.tsv")] == [True] * 2


@pytest.mark.parametrize("tool", sorted(path.stem for path in (_HERE / "exports").glob("*.csv")))
def test_nobody_who_must_not_be_written_to_passes_with_the_export_of_a_tool(tool: str) -> None:
    """The columns are those of their exports as far as known. An address with `x` has an order, one with `a` may be asked about."""
    file = _HERE / "exports" / f"{tool}.csv"
    with CsvTable(file) as table:
        header = table.first.cells
        addressed = {} if any("mail" in name.casefold() for name in header) else {header[0]: "email"}
        columns = map_columns(table.name, header, addressed)
        rows = list(table.rows())
        _, problems = survey(table.name, iter(rows), columns)
    place = columns.fields.index("email")
    forbidden = {
        row.cells[place]
        for row in rows
        if Verdict.ORDER in map(columns.verdict, range(len(row.cells)), row.cells)
    }
    assert [address for address in forbidden if address.startswith("ok")] == []
    unsaid = [row.cells[place] for row in rows if row.cells[place] not in forbidden]
    assert problems or all(address.startswith("ok") for address in unsaid)
