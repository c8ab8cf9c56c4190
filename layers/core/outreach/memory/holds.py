"""Holds, in memory."""

from outreach.domain.ids import RecipientKey
from outreach.domain.replacing import replace
from outreach.domain.suppression import Hold, RowChange
from outreach.memory.people import changed
from outreach.memory.tables import MemoryTables


class MemoryHolds:
    """The `Holds` port."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def hold(self, recipient: RecipientKey, scope: str, hold: Hold) -> bool:
        """Set a hold, or extend it; False if a hold with the same or a later end exists, or the row does not."""
        with self._tables.lock:
            row = self._tables.recipients.get(recipient)
            if row is None or (scope in row.holds and row.holds[scope].until >= hold.until):
                return False
            held = replace(row, holds={**row.holds, scope: hold})
            self._tables.recipients[recipient] = changed(held, row, RowChange.held(scope, hold))
            return True
