"""Reads the addresses of a file, from any tool and in any encoding: a list of people about whom a command is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from outreach.domain.address import Address
from outreach.errors import NotAnAddress
from outreach.reading.addresses import parse_address
from outreach.reading.csv_table import CsvTable
from outreach.reading.header_mapping import EMAIL
from outreach.reading.lead_file import read_columns
from outreach.reading.lead_rows import RowRules, cleaned
from outreach.services.operator.correcting import Unfit

_NO_ADDRESS = Unfit("no e-mail address", "fill the column")


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One row, and whom it names."""

    line: int
    cells: tuple[str, ...]
    address: Address | Unfit


@dataclass(frozen=True, slots=True)
class AddressFile:
    """A CSV file with a column of addresses. Whatever else it has is not read."""

    header: Sequence[str]
    delimiter: str
    rows: Iterator[AddressRow]
    """Every row after the header."""


@contextmanager
def address_file(path: Path) -> Iterator[AddressFile]:
    """Open a file of addresses. Raises `BadFile` if it cannot be read, or if no column has addresses."""
    with CsvTable(path) as table:
        columns = read_columns(table, {}, RowRules())
        places = [place for place, name in enumerate(columns.fields) if name == EMAIL]
        rows = (AddressRow(row.line, row.cells, _address(row.cells, places)) for row in table.rows())
        yield AddressFile(table.first.cells, table.delimiter, rows)


def _address(cells: Sequence[str], places: Sequence[int]) -> Address | Unfit:
    texts = (cleaned(cells[place]) for place in places if place < len(cells))
    text = next((one for one in texts if one), "")
    if not text:
        return _NO_ADDRESS
    try:
        return parse_address(text)
    except NotAnAddress as error:
        return Unfit(str(error), "correct the address")
