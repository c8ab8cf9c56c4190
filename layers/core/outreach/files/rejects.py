"""Writes the rows that were not taken over: where, why, what to do, and the row as it was.

The file can be corrected and imported itself: the three columns that are ours are left out then.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from outreach.files.formulas import guarded
from outreach.services.import_rows import RejectedRow

COLUMNS = ("rejected_line", "rejected_because", "rejected_remedy")


def rejects_beside(path: Path) -> Path:
    """Return the usual place: `leads.csv` -> `leads.rejected.csv`."""
    return path.with_name(f"{path.stem}.rejected.csv")


class RejectsFile:
    """A file that comes into being with its first row, and under its own name only when it is complete."""

    def __init__(self, path: Path, header: Sequence[str], delimiter: str = ",") -> None:
        self.path = path
        self._header = header
        self._delimiter = delimiter
        self._part = path.with_name(path.name + ".part")
        self._file: IO[str] | None = None
        self._writer: Any = None

    @property
    def written(self) -> bool:
        """Whether any row was rejected."""
        return self._file is not None

    def write(self, row: RejectedRow) -> None:
        """Add a row."""
        if self._file is None:
            # With a byte order mark, or Excel takes it for Windows-1252.
            self._file = self._part.open("w", encoding="utf-8-sig", newline="")
            self._writer = csv.writer(self._file, delimiter=self._delimiter)
            self._writer.writerow([*COLUMNS, *map(guarded, self._header)])
        self._writer.writerow([row.line, guarded(row.reason), guarded(row.remedy), *map(guarded, row.cells)])

    def __enter__(self) -> Self:
        """Start; nothing is written yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Complete the file, also after an error: what was rejected until then was rejected."""
        if self._file is not None:
            self._file.close()
            self._part.replace(self.path)
