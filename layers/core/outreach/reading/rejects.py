"""Writes the rows that were rejected: the line, the reason, the remedy, and the row as it was.

The file can be corrected and imported: our three columns are left out then.
"""

import csv
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from outreach.errors import BadFile
from outreach.reading.formulas import guarded
from outreach.reading.owners_file import owners_file
from outreach.services.operator.import_rows import RejectedRow

COLUMNS = ("rejected_line", "rejected_because", "rejected_remedy")


def rejects_beside(path: Path) -> Path:
    """Return the usual place: `leads.csv` -> `leads.rejected.csv`."""
    return path.parent / f"{path.stem}.rejected.csv"


class RejectsFile:
    """A file that is made with its first row, and gets its name when it is complete."""

    def __init__(self, path: Path, header: Sequence[str], delimiter: str = ",") -> None:
        self.path = path
        self._header = header
        self._delimiter = delimiter
        self._stack = ExitStack()
        self._writer: Any = None

    @property
    def written(self) -> bool:
        """Whether any row was rejected."""
        return self._writer is not None

    def write(self, row: RejectedRow) -> None:
        """Add a row."""
        if self._writer is None:
            # With a byte order mark, or Excel takes it for Windows-1252.
            file = self._stack.enter_context(owners_file(self.path, encoding="utf-8-sig"))
            self._writer = csv.writer(file, delimiter=self._delimiter)
            self._writer.writerow([*COLUMNS, *map(guarded, self._header)])
        self._writer.writerow([row.line, guarded(row.reason), guarded(row.remedy), *map(guarded, row.cells)])

    def __enter__(self) -> Self:
        """Check that the file can be made, and write nothing. Raises `BadFile`: during an import it would be too late."""
        if self.path.is_dir() or not self.path.parent.is_dir():
            problem = "is a folder" if self.path.is_dir() else "is in a folder that does not exist"
            raise BadFile(str(self.path), problem, remedy="name another file for the rejected rows")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Complete the file. After an error none is left: the next import rejects the same rows again."""
        self._stack.__exit__(kind, error, trace)
