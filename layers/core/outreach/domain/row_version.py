"""Which version of a row somebody has seen: how often it had been changed, and by which change the last time.

Versions are compared, and times are not: no clock decides what a look has seen. A row that is not there has the
version 0, as a row that nothing was ordered in.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self


@dataclass(frozen=True, slots=True)
class RowVersion:
    """The version of a row. The number counts the changes that matter to a look."""

    number: int = 0
    mark: str = ""
    """A short text that the latest change has for itself. After a table was restored its rows count the same numbers
    once more; the marks keep the two apart. An older program that changes a row does not count, and leaves another mark."""

    def __str__(self) -> str:
        """Write the version as `number@mark`, or as the number if there is no mark."""
        return f"{self.number}@{self.mark}" if self.mark else str(self.number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote."""
        number, _, mark = text.partition("@")
        return cls(int(number), mark)


def mark_of(moment: datetime) -> str:
    """Make the mark of a change that is known by its time. It is compared for equality only."""
    return f"{round(moment.timestamp() * 1_000_000):x}"
