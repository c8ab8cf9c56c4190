"""Finds out whether all rows of a suppression file are orders, before anything is written.

A list of people not to write to says so of each of them, or says nothing. The export of a whole CRM says it of some.
Whoever imports that one as a list would write to nobody any more, and no file takes it back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from outreach.errors import BadFile
from outreach.reading.csv_table import CsvTable, Row
from outreach.reading.header_mapping import Columns, known_field, listed
from outreach.reading.map_option import map_option
from outreach.reading.order_columns import MAY, Kind, Verdict, names_forbidden, verdict
from outreach.reading.order_signs import Says, what_it_says
from outreach.reading.order_survey import ColumnLook, survey
from outreach.reading.suppression_rows import SuppressionColumns, reason_in
from outreach.services.operator.import_rows import ColumnUse, Use

ALL_ROWS = "--all-rows"
_CRM_COLUMNS = 3
"""A list of orders may have names. With this many other columns it is more than a list."""
_NAMES = frozenset({"first_name", "last_name", "full_name"})
_CRM_FIELDS = frozenset(
    {"company", "job_title", "phone", "website", "city", "country", "timezone", "linkedin_url"}
)
_AGAINST = frozenset({Says.FORBIDS, Says.MENTIONS, Says.REFUSES, Says.ENDED, Says.DOUBT})
_WORDS = frozenset({Kind.STATUS, Kind.ANSWERS, Kind.VERIFIED}) | MAY
_YES_PERMITS = frozenset({Kind.PERMITS, Kind.MAY_PERMIT})
_TELLING = _WORDS | {Kind.FORBIDS, Kind.PERMITS}
_SHOWN = 40


@dataclass(slots=True)
class _Told:
    """What a column says of people."""

    against: int = 0
    example: tuple[str, int] | None = None
    """A value that says not to write, and its line."""
    contrary: tuple[str, int] | None = None
    """A value that does not, and its line."""

    def take(self, cell: str, line: int, *, against: bool) -> None:
        """Count one cell."""
        self.against += against
        if against:
            self.example = self.example or (cell, line)
        else:
            self.contrary = self.contrary or (cell, line)


@dataclass(slots=True)
class _Tally:
    """What a file says of the people in its rows."""

    columns: SuppressionColumns
    rows: int = 0
    against: int = 0
    contrary: int = 0
    reasons: int = 0
    told: dict[int, _Told] = field(default_factory=dict)
    silent: int | None = None
    """The line of the first row that says nothing against its person."""

    def counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Pass the rows on, and count what they say."""
        for row in rows:
            self._take(row)
            yield row

    def _take(self, row: Row) -> None:
        found = set()
        for position, cell in enumerate(row.cells[: len(self.columns.kinds)]):
            against = _against(self.columns.kinds[position], cell)
            if against is not None:
                found.add(against)
                self.told.setdefault(position, _Told()).take(cell, row.line, against=against)
        self.rows += 1
        self.against += True in found
        self.contrary += found == {False}
        self.reasons += reason_in(self.columns.cells(row).get("reason", "")) is not None
        if True not in found:
            self.silent = self.silent or row.line


def _against(kind: Kind, cell: str) -> bool | None:
    """Whether a cell says not to write to somebody; None if it says nothing about it."""
    if kind not in _TELLING or not cell:
        return None
    says = what_it_says(cell)
    # `Closed` is an answer about mail, and no answer as the state of a deal.
    answers = kind in _WORDS and not (kind is Kind.STATUS and says is Says.ENDED)
    if verdict(kind, cell) is Verdict.ORDER or (answers and says in _AGAINST):
        return True
    if kind is Kind.MAY_PERMIT and says is Says.NO:
        return True
    allows = says is Says.PERMITS or (says is Says.NO and kind is Kind.FORBIDS)
    return False if allows or (says is Says.YES and kind in _YES_PERMITS) else None


def look(
    table: CsvTable, path: Path, columns: SuppressionColumns, *, all_rows: bool
) -> tuple[tuple[ColumnUse, ...], list[BadFile]]:
    """Look at every row; return what becomes of each column, and what a person must say before anything is written."""
    tally = _Tally(columns)
    rows = table.rows() if columns.has_header else table.all_rows()
    looks, problems = survey(table.name, tally.counted(rows), columns.picks)
    uses = tuple(_uses(columns, looks))
    if columns.picking or all_rows or not columns.has_header:
        return uses, problems
    named = names_forbidden(path.stem)
    return uses, [*problems, *_doubts(table.name, columns, tally, named=named)]


def _uses(columns: SuppressionColumns, looks: list[ColumnLook]) -> Iterator[ColumnUse]:
    for position, (filled, seen) in enumerate(zip(columns.fields, looks, strict=True)):
        use = Use.IGNORED if filled is None else Use.FIELD
        if position in columns.picking:
            use = Use.PICKS
        yield ColumnUse(columns.picks.shown(position), use, filled, tuple(seen.examples))


def _doubts(file: str, columns: SuppressionColumns, tally: _Tally, *, named: bool) -> Iterator[BadFile]:
    """Say why the file may be more than a list of orders."""
    some = 0 < tally.against < tally.rows and not named
    if some or tally.contrary:
        yield BadFile(file, _says_so_of_some(columns.picks, tally), remedy=_remedy(columns.picks, tally))
    elif not (named or tally.against or tally.reasons) and (more := _of_a_crm(columns)):
        problem = (
            f"may list more people than those not to write to: no column says so, and it has {listed(more)}"
        )
        yield BadFile(file, problem, remedy=f"if nobody in it must be written to, say {ALL_ROWS}")


def _column(tally: _Tally) -> int:
    return max(tally.told, key=lambda position: tally.told[position].against)


def _says_so_of_some(columns: Columns, tally: _Tally) -> str:
    position = _column(tally)
    told, name = tally.told[position], columns.shown(position)
    of_all = f"{tally.against:,} of {tally.rows:,} rows say not to write"
    examples = [
        f'"{cell[:_SHOWN]}" in line {line} {what}'
        for what, found in (("does", told.example), ("does not", told.contrary))
        if found
        for cell, line in [found]
    ]
    if not told.contrary and tally.silent:
        examples.append(f"line {tally.silent} says nothing")
    return (
        f'lists more people than those not to write to: {of_all}; in column "{name}", {", ".join(examples)}'
    )


def _remedy(columns: Columns, tally: _Tally) -> str:
    name = columns.shown(_column(tally))
    return (
        f"take only the rows that say so with {map_option(name, 'dnc')}, or every row with {ALL_ROWS}; "
        "`outreach leads import` takes both from one file"
    )


def _of_a_crm(columns: SuppressionColumns) -> list[str]:
    """Return the columns that a list of orders would not have, if there are several."""
    found: dict[str, str] = {}
    for name, filled, kind in zip(columns.header, columns.fields, columns.kinds, strict=True):
        known = known_field(name)
        if filled is None and known in _NAMES:
            found.setdefault("name", name)
        elif filled is None and (known in _CRM_FIELDS or kind is Kind.STATUS):
            found.setdefault(known if known in _CRM_FIELDS else name, name)
    return list(found.values()) if len(found) >= _CRM_COLUMNS else []
