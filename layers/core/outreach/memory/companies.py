"""Who of a company is written to in a week, in memory."""

from collections.abc import Sequence

from outreach.domain.company_week import Company, CompanyRow
from outreach.domain.ids import RecipientKey
from outreach.memory.tables import MemoryTables


class MemoryCompanies:
    """The `Companies` port."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def read(self, companies: Sequence[Company]) -> dict[Company, CompanyRow]:
        """Read rows; only those that exist are returned."""
        with self._tables.lock:
            return {one: self._tables.companies[one] for one in companies if one in self._tables.companies}

    def enter(self, company: Company, week: str, person: RecipientKey, most: int) -> bool:
        """Enter a person in a week. False if there is no room."""
        with self._tables.lock:
            row = self._tables.companies.get(company)
            if row is None or row.week < week:
                row = CompanyRow(week, frozenset())
            if person not in row.people and len(row.people) >= most:
                return False
            self._tables.companies[company] = CompanyRow(row.week, row.people | {person})
            return True

    def forget(self, company: Company, person: RecipientKey) -> bool:
        """Put a name without meaning in the place of the person; False if there is none."""
        with self._tables.lock:
            row = self._tables.companies.get(company)
            if row is None or person not in row.people:
                return False
            nobody = self._tables.new_version()
            self._tables.companies[company] = CompanyRow(row.week, row.people - {person} | {nobody})
            return True
