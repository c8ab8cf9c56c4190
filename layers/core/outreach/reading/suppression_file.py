"""Imports and exports suppressions: the calls behind `outreach suppress import` and `export`."""

import csv
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from outreach.domain.companies import is_mailbox_provider
from outreach.domain.ids import CampaignId
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, ORDER_REASONS, DomainRow, Order, RecipientRow
from outreach.errors import BadFile
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
from outreach.services.operator.import_rows import Reading, RejectedRow, SuppressionReport, SuppressionRow
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


def import_suppressions(
    suppressing: Suppressing,
    file: SuppressionFile,
    *,
    actor: str,
    campaigns: Collection[CampaignId] = (),
    progress: Callable[[Progress], None] = lambda _: None,
) -> SuppressionReport:
    """Import the file. Raises `BadFile` if it cannot be read to its end; nothing is changed then.

    A row may name one of `campaigns`; a row that names another campaign is rejected.
    """
    rejects = file.rejects or rejects_beside(file.path)
    if rejects.resolve() == file.path.resolve():
        raise BadFile(str(rejects), "is the file to import", remedy="name another for the rejected rows")
    with CsvTable(file.path, encoding=file.encoding) as table:
        columns = map_suppression_columns(table.name, table.first.cells, file.mapping, file.reason)
        rows = _Rows(table, columns, suppressing.pepper_ids, campaigns)
        with RejectsFile(rejects, columns.header, table.delimiter) as rejected:
            report = suppressing.load(
                rows,
                actor=actor,
                scope=file.scope,
                reject=rejected.write,
                progress=lambda done: progress(Progress(done, table.bytes_read, table.size)),
            )
        pairs = list(zip(columns.header, columns.fields, strict=True))
        reading = Reading(
            encoding=table.encoding,
            delimiter=table.delimiter,
            mapping={name: filled for name, filled in pairs if filled},
            ignored=tuple(name for name, filled in pairs if not filled),
            notes=(*rows.notes, *rows.note_on_reasons(), *notes_on_rows(report.rows)),
            rejects=str(rejects) if rejected.written else None,
        )
        return replace(report, reading=reading)


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
        self._reasons: Counter[str] = Counter()

    def __iter__(self) -> Iterator[SuppressionRow | RejectedRow]:
        for row in self._table.rows() if self._columns.has_header else self._table.all_rows():
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
