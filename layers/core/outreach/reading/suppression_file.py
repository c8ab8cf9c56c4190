"""Imports and exports suppressions: the calls behind `outreach suppress import` and `export`."""

import csv
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from outreach.domain.companies import is_mailbox_provider
from outreach.domain.ids import CampaignId
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, ORDER_REASONS, DomainRow, Order, RecipientRow
from outreach.errors import BadFile, BadFiles
from outreach.reading.csv_table import CsvTable
from outreach.reading.formulas import guarded
from outreach.reading.header_mapping import listed
from outreach.reading.lead_file import Progress, notes_on_rows
from outreach.reading.rejects import RejectsFile, rejects_beside
from outreach.reading.suppression_rows import (
    SuppressionColumns,
    judge_suppression,
    map_suppression_columns,
    reason_in,
)
from outreach.reading.suppression_survey import look
from outreach.services.operator.import_rows import (
    Reading,
    RejectedRow,
    SuppressionReport,
    SuppressionRow,
    Use,
)
from outreach.services.operator.suppressing import Suppressing

_EXAMPLES = 3
_SHOWN = 40
EXPORT_COLUMNS = ("address", "domain", "recipient", "scope", "reason", "source", "actor", "at")


@dataclass(frozen=True, slots=True)
class SuppressionFile:
    """A suppression file and how to read it."""

    path: Path
    mapping: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    rejects: Path | None = None
    reason: Reason = Reason.SUPPRESSED
    """For rows that give none."""
    scope: str = EVERYWHERE
    """For rows that give none."""
    all_rows: bool = False
    """A person says that every row is an order, whatever the columns say."""


def import_suppressions(
    suppressing: Suppressing,
    file: SuppressionFile,
    *,
    actor: str,
    campaigns: Collection[CampaignId] = (),
    progress: Callable[[Progress], None] = lambda _: None,
    read: Callable[[Reading], None] = lambda _: None,
) -> SuppressionReport:
    """Import the file. `read` is told how it is read, before anything is written.

    A row may name one of `campaigns`; a row that names another campaign is rejected. Raises `BadFile` if the file
    cannot be read to its end, and `BadFiles` if it may list more people than those not to write to; nothing is
    changed then.
    """
    rejects = file.rejects or rejects_beside(file.path)
    if rejects.resolve() == file.path.resolve():
        raise BadFile(str(rejects), "is the file to import", remedy="name another for the rejected rows")
    with _opened(file, suppressing.pepper_ids, campaigns, read) as opened:
        with RejectsFile(rejects, opened.columns.header, opened.table.delimiter) as rejected:
            report = suppressing.load(
                opened.rows,
                actor=actor,
                scope=file.scope,
                reject=rejected.write,
                progress=opened.telling(progress),
            )
        return opened.told(report, rejects if rejected.written else None)


def preview_suppressions(
    suppressing: Suppressing,
    file: SuppressionFile,
    *,
    campaigns: Collection[CampaignId] = (),
    reject: Callable[[RejectedRow], None] = lambda _: None,
    progress: Callable[[Progress], None] = lambda _: None,
    read: Callable[[Reading], None] = lambda _: None,
) -> SuppressionReport:
    """Report what an import of the file would do now. Writes nothing, no file of rejected rows either."""
    with _opened(file, suppressing.pepper_ids, campaigns, read) as opened:
        report = suppressing.preview(
            opened.rows, scope=file.scope, reject=reject, progress=opened.telling(progress)
        )
        return opened.told(report, None)


@contextmanager
def _opened(
    file: SuppressionFile,
    peppers: frozenset[str],
    campaigns: Collection[CampaignId],
    read: Callable[[Reading], None],
) -> Iterator["_Opened"]:
    """Open a suppression file, and look at it from its first row to its last."""
    with CsvTable(file.path, encoding=file.encoding) as table:
        columns = map_suppression_columns(table.name, table.first.cells, file.mapping, file.reason)
        uses, problems = look(table, file.path, columns, all_rows=file.all_rows)
        pairs = list(zip(columns.header, columns.fields, strict=True))
        reading = Reading(
            encoding=table.encoding,
            delimiter=table.delimiter,
            mapping={name: filled for name, filled in pairs if filled},
            ignored=tuple(use.column for use in uses if use.use is Use.IGNORED),
            columns=uses,
        )
        read(reading)
        if problems:
            raise BadFiles(problems)
        yield _Opened(table, columns, _Rows(table, columns, peppers, campaigns), reading)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A suppression file that can be imported."""

    table: CsvTable
    columns: SuppressionColumns
    rows: "_Rows"
    _reading: Reading

    def telling(self, progress: Callable[[Progress], None]) -> Callable[[int], None]:
        """Return what an import calls with the number of rows that it has handled."""
        return lambda rows: progress(Progress(rows, self.table.bytes_read, self.table.size))

    def told(self, report: SuppressionReport, rejects: Path | None) -> SuppressionReport:
        """Complete a report with how the file was read."""
        rows = report.rows + self.rows.left_out
        notes = (*self.rows.notes, *self.rows.note_on_reasons(), *notes_on_rows(rows))
        reading = replace(self._reading, notes=notes, rejects=str(rejects) if rejects else None)
        return replace(report, rows=rows, left_out=self.rows.left_out, reading=reading)


class _Rows:
    """The rows of a table, with notes on domains that many people share and on reasons that are not ours."""

    def __init__(
        self,
        table: CsvTable,
        columns: SuppressionColumns,
        peppers: frozenset[str],
        campaigns: Collection[CampaignId],
    ) -> None:
        self._table = table
        self._columns = columns
        self._peppers = peppers
        self._campaigns = campaigns
        self.notes: list[str] = []
        self.left_out = 0
        self._reasons: Counter[str] = Counter()

    def __iter__(self) -> Iterator[SuppressionRow | RejectedRow]:
        for row in self._table.rows() if self._columns.has_header else self._table.all_rows():
            if not self._columns.takes(row):
                self.left_out += 1
                continue
            judged = judge_suppression(row, self._columns, self._peppers, self._campaigns)
            if isinstance(judged, SuppressionRow):
                self._remember(judged, self._columns.cells(row).get("reason", ""))
            yield judged

    def _remember(self, judged: SuppressionRow, reason: str) -> None:
        if judged.domain is not None and is_mailbox_provider(judged.domain):
            self.notes.append(f"line {judged.line} silences everybody at {judged.domain}")
        if reason and reason_in(reason) is None:
            self._reasons[reason[:_SHOWN]] += 1

    def note_on_reasons(self) -> Iterator[str]:
        """Say which reasons were not understood, and what they were imported as."""
        if not self._reasons:
            return
        count, texts = self._reasons.total(), [text for text, _ in self._reasons.most_common(_EXAMPLES)]
        rows = "1 row gives" if count == 1 else f"{count:,} rows give"
        yield (
            f"{rows} a reason that is not one of ours ({listed(texts)}), imported as {self._columns.reason}; "
            f"ours are {', '.join(sorted(ORDER_REASONS))}"
        )


def export_suppressions(rows: Iterable[RecipientRow | DomainRow], stream: IO[str]) -> int:
    """Write one line per order, and return how many. Importing the file gives the same orders."""
    writer = csv.writer(stream)
    writer.writerow(EXPORT_COLUMNS)
    count = 0
    for row in rows:
        for order in row.orders:
            writer.writerow([guarded(cell) for cell in (*_subject(row), *_order(order))])
            count += 1
    return count


def _subject(row: RecipientRow | DomainRow) -> tuple[str, str, str]:
    if isinstance(row, DomainRow):
        return "", row.domain, ""
    return row.address or "", "", row.recipient


def _order(order: Order) -> tuple[str, ...]:
    return order.scope, order.reason, order.source, order.actor, order.at.isoformat()
