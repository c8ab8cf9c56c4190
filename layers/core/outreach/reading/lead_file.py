"""Imports a lead file: the one call behind `outreach leads import`."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from outreach.domain.campaign import Campaign
from outreach.domain.ids import ImportId
from outreach.errors import BadFile, BadFiles
from outreach.reading.csv_table import CsvTable
from outreach.reading.header_mapping import EMAIL, Columns, listed, map_columns
from outreach.reading.lead_rows import RowRules, judge
from outreach.reading.lead_values import revised_by_row
from outreach.reading.order_columns import names_forbidden
from outreach.reading.order_survey import column_uses, survey
from outreach.reading.rejects import RejectsFile, rejects_beside
from outreach.reading.two_processes import mapped
from outreach.services.operator.import_rows import ImportReport, LeadRow, Reading, RejectedRow
from outreach.services.operator.importing import Importing

_NAMES = frozenset({"first_name", "last_name", "full_name"})
"""Fields that can be made from one another."""
_TELL_EVERY = 50
"""Rows between two reports of progress."""


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
    import_id: ImportId | None = None,
    update: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
    read: Callable[[Reading], None] = lambda _: None,
    begin: Callable[[], None] = lambda: None,
) -> ImportReport:
    """Import the file. `read` is told how the file is read, and `begin` is called before anything is written.

    With `update`, leads that are known get the values of their rows.

    Raises `BadFile` if it cannot be read to its end, and `BadFiles` if a column may hold orders and is not
    understood; nothing is changed then.
    """
    rejects = file.rejects or rejects_beside(file.path)
    if rejects.resolve() == file.path.resolve():
        raise BadFile(str(rejects), "is the file to import", remedy="name another for the rejected rows")
    with _opened(campaign, file, rules, read) as opened:
        table = opened.table
        with RejectsFile(rejects, opened.columns.header, table.delimiter) as rejected:
            begin()
            report = importing.load(
                campaign,
                opened.rows(),
                source=table.name,
                actor=actor,
                import_id=import_id,
                revise=partial(revised_by_row, rules) if update else None,
                reject=rejected.write,
                progress=opened.telling(progress),
            )
        undo = _about_the_guess(table, f"`outreach leads undo {import_id}`")
        return replace(report, reading=opened.reading(report, undo, rejected))


def preview_leads(
    importing: Importing,
    campaign: Campaign,
    file: LeadFile,
    rules: RowRules,
    *,
    update: bool = False,
    reject: Callable[[RejectedRow], None] = lambda _: None,
    progress: Callable[[Progress], None] = lambda _: None,
    read: Callable[[Reading], None] = lambda _: None,
) -> ImportReport:
    """Report what an import of the file would do now. Writes nothing, no file of rejected rows either."""
    with _opened(campaign, file, rules, read) as opened:
        report = importing.preview(
            campaign,
            opened.rows(),
            revise=partial(revised_by_row, rules) if update else None,
            reject=reject,
            progress=opened.telling(progress),
        )
        guess = _about_the_guess(opened.table, "nothing was imported yet")
        return replace(report, reading=opened.reading(report, guess))


def judged_leads(
    campaign: Campaign,
    file: LeadFile,
    rules: RowRules,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Iterator[LeadRow | RejectedRow]:
    """Judge every row of the file as an import would, and import nothing. Raises as `import_leads` does."""
    with _opened(campaign, file, rules, lambda _: None) as opened:
        tell = opened.telling(progress)
        for number, row in enumerate(opened.rows(), 1):
            if number % _TELL_EVERY == 0:
                tell(number)
            yield row


@contextmanager
def _opened(
    campaign: Campaign, file: LeadFile, rules: RowRules, read: Callable[[Reading], None]
) -> Iterator["_Opened"]:
    """Open a lead file, and look at it from its first row to its last."""
    with CsvTable(file.path, encoding=file.encoding) as table:
        _refuse_list_of_orders(file.path)
        columns = read_columns(table, file.mapping, rules)
        looks, problems = survey(table.name, table.rows(), columns)
        reading = Reading(
            encoding=table.encoding,
            delimiter=table.delimiter,
            mapping=columns.mapping,
            ignored=columns.ignored,
            columns=column_uses(columns, looks),
        )
        read(reading)
        if problems:
            raise BadFiles(problems)
        yield _Opened(table, columns, rules, campaign, reading)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A lead file that can be imported."""

    table: CsvTable
    columns: Columns
    _rules: RowRules
    _campaign: Campaign
    _reading: Reading

    def rows(self) -> Iterator[LeadRow | RejectedRow]:
        """Judge every row after the header, and count what a person may want to know of."""
        hints = self._reading.hints
        for row in read_rows(self.table, self.columns, self._rules):
            if isinstance(row, LeadRow):
                hints.role_accounts += row.traits.role_account
                hints.disposable += row.traits.disposable
                if row.traits.country is None:
                    hints.without_country += 1
                else:
                    hints.countries[row.traits.country] += 1
            yield row

    def telling(self, progress: Callable[[Progress], None]) -> Callable[[int], None]:
        """Return what an import calls with the number of rows that it has handled."""
        return lambda rows: progress(Progress(rows, self.table.bytes_read, self.table.size))

    def reading(
        self, report: ImportReport, about_the_guess: tuple[str, ...], rejected: RejectsFile | None = None
    ) -> Reading:
        """Return how the file was read, once all of it has been."""
        return replace(
            self._reading,
            notes=(
                *self.columns.notes,
                *about_the_guess,
                *notes_on_rows(report.rows),
                *_about_zones(report, self._campaign),
            ),
            rejects=str(rejected.path) if rejected is not None and rejected.written else None,
        )


def _refuse_list_of_orders(path: Path) -> None:
    if names_forbidden(path.stem):
        raise BadFile(
            path.name,
            "says by its name that it lists people who must not be written to",
            remedy="import it with `outreach suppress import`, or give it another name if it lists leads",
        )


def _about_the_guess(table: CsvTable, way_back: str) -> tuple[str, ...]:
    if not table.guessed_words:
        return ()
    words = ", ".join(f'"{word}"' for word in table.guessed_words)
    remedy = f"if they are wrong, import the file with --encoding ({way_back})"
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
    if report.replaced_zones:
        yield (
            f"{report.replaced_zones} of {leads} leads name a time zone that is not known. They have that of their phone "
            "number, country or city"
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
    return mapped(partial(judge, columns=columns, rules=rules), table.rows())
