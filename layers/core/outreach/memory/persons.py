"""Who has a person, in memory."""

from collections.abc import Sequence

from outreach.domain.across import Person, PersonRow
from outreach.memory.tables import MemoryTables


class MemoryPersons:
    """The `Persons` port."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def read(self, persons: Sequence[Person]) -> dict[Person, PersonRow]:
        """Read rows; only those that exist are returned."""
        with self._tables.lock:
            return {one: self._tables.persons[one] for one in persons if one in self._tables.persons}

    def take(self, person: Person, seen: PersonRow | None, row: PersonRow) -> bool:
        """Write the row if it is still as it was seen. False if another attempt was faster."""
        with self._tables.lock:
            found = self._tables.persons.get(person)
            claim_id = None if found is None else found.claim_id
            if claim_id not in (None if seen is None else seen.claim_id, row.claim_id):
                return False
            self._tables.persons[person] = row
            return True

    def erase(self, person: Person) -> bool:
        """Delete the row; False if there is none."""
        with self._tables.lock:
            return self._tables.persons.pop(person, None) is not None
