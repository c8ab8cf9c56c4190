"""Imports a lead file: the one call behind `outreach leads import`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from outreach.domain.campaign import Campaign
from outreach.errors import BadFile
from outreach.reading.csv_table import CsvTable
from outreach.reading.header_mapping import EMAIL, Columns, listed, map_columns
from outreach.reading.lead_rows import RowRules, judge
from outreach.reading.rejects import RejectsFile, rejects_beside
from outreach.services.operator.import_rows import ImportReport, LeadRow, Reading, RejectedRow
from outreach.services.operator.importing import Importing

_NAMES = frozenset({"first_name", "last_name", "full_name"})
"""Fields that can be made from one another."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come."""

    rows: int
    bytes_read: int
    size: int


@dataclass(frozen=True, slots=True)
class LeadFile:
    """A lead file and how to read it."""

    path: Path
    mapping: Mapping[str, str] = field(default_factory=dict)
    """From `--map "Column=field"`; the field `-` leaves a column out."""
    encoding: str | None = None
    """None means that it is to be found out."""
    rejects: Path | None = None
    """Where rejected rows go. None means beside the file: `leads.rejected.csv`."""


def import_leads(
    importing: Importing,
    campaign: Campaign,
    file: LeadFile,
    rules: RowRules,
    *,
    actor: str,
    progress: Callable[[Progress], None] = lambda _: None,
) -> ImportReport:
    """Import the file. Raises `BadFile` if it cannot be read to its end; nothing is changed then."""
    rejects = file.rejects or rejects_beside(file.path)
    if rejects.resolve() == file.path.resolve():
        raise BadFile(str(rejects), "is the file to import", remedy="name another for the rejected rows")
    with CsvTable(file.path, encoding=file.encoding) as table:
        columns = read_columns(table, file.mapping, rules)
        with RejectsFile(rejects, columns.header, table.delimiter) as rejected:
            report = importing.load(
                campaign,
                read_rows(table, columns, rules),
                source=table.name,
                actor=actor,
                reject=rejected.write,
                progress=lambda rows: progress(Progress(rows, table.bytes_read, table.size)),
            )
        reading = Reading(
            table.encoding,
            table.delimiter,
            columns.mapping,
            columns.ignored,
            (
                *columns.notes,
                *_about_the_guess(table),
                *notes_on_rows(report.rows),
                *_about_zones(report, campaign),
            ),
            str(rejects) if rejected.written else None,
        )
        return replace(report, reading=reading)


def _about_the_guess(table: CsvTable) -> tuple[str, ...]:
    if not table.guessed_words:
        return ()
    words = ", ".join(f'"{word}"' for word in table.guessed_words)
    remedy = "if they are wrong, do not start: import the file into a new campaign with --encoding"
    return (f"the encoding is a guess; with it, some words read {words}; {remedy}",)


def notes_on_rows(rows: int) -> tuple[str, ...]:
    """Point out that a file has a header and nothing else, which may be a mistake."""
    return () if rows else ("there is no row after the header",)


def _about_zones(report: ImportReport, campaign: Campaign) -> Iterator[str]:
    """Say which zone is taken for the leads that have none, if it matters to the campaign."""
    window = campaign.policy.window
    leads = report.rows - report.rejected - len(report.duplicates)
    if window and report.without_zone:
        yield f"{report.without_zone} of {leads} leads without a time zone: {window.timezone} is used"
    if report.unknown_zones:
        yield (
            f"{report.unknown_zones} of {leads} leads name a time zone that is not known. It is left out: "
            "this campaign has no window, so it sends at any hour"
        )


def read_columns(table: CsvTable, mapping: Mapping[str, str], rules: RowRules) -> Columns:
    """Map the columns. Raises `BadFile`, also if no column can fill a field that the messages need."""
    header = table.first.cells
    columns = map_columns(table.name, header, mapping)
    given = set(columns.fields) | {EMAIL}
    given |= _NAMES if given & _NAMES else set()
    for name, place in rules.required.items():
        if name not in given:
            raise BadFile(
                table.name,
                f"no column gives {name}, which {place} needs; its columns are: {listed(header)}",
                remedy=f'use --map "Column={name}" or give the campaign a default',
            )
    return columns


def read_rows(table: CsvTable, columns: Columns, rules: RowRules) -> Iterator[LeadRow | RejectedRow]:
    """Judge every row after the header."""
    return (judge(row, columns, rules) for row in table.rows())
