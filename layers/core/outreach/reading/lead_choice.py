"""The leads of a file that a mail could go to: all of them, or the one that a person names."""

from collections.abc import Iterable
from dataclasses import replace

from outreach.errors import BadFile
from outreach.reading.addresses import parse_address
from outreach.services.operator.import_rows import LeadRow, RejectedRow


class LeadChoice:
    """A file's rows by person. Of several rows about one person the first counts, and an order in any of them."""

    def __init__(self, name: str, judged: Iterable[LeadRow | RejectedRow]) -> None:
        """`name` is that of the file, for errors."""
        self._name = name
        self._leads: dict[str, LeadRow] = {}
        self._rejected: list[RejectedRow] = []
        self._forbidden: dict[str, int] = {}
        for row in judged:
            self._take(row)

    @property
    def rejected(self) -> int:
        """How many rows an import would reject."""
        return len(self._rejected)

    def leads(self) -> list[LeadRow]:
        """List the leads that a mail could go to, in the order of the file. Raises `BadFile` if there is none."""
        leads = [lead for address, lead in self._leads.items() if address not in self._forbidden]
        if not leads:
            rejected = "1 row" if self.rejected == 1 else f"{self.rejected} rows"
            forbidden = "1 person" if len(self._forbidden) == 1 else f"{len(self._forbidden)} people"
            remedy = f"{rejected} would be rejected, and {forbidden} must not be written to"
            raise BadFile(self._name, "has no lead that a mail could go to", remedy=remedy)
        return leads

    def lead(self, text: str) -> LeadRow:
        """Return the lead with this address. Raises `BadFile` or `NotAnAddress`, and says why there is none."""
        address = parse_address(text).text
        if address in self._forbidden:
            problem = f"{address} must not be written to, so there is no mail to show"
            raise BadFile(self._name, problem, line=self._forbidden[address])
        if address in self._leads:
            return self._leads[address]
        for row in self._rejected:
            if any(address in cell.casefold() for cell in row.cells):
                raise BadFile(self._name, row.reason, line=row.line, remedy=row.remedy)
        raise BadFile(self._name, f"has no lead {address}", remedy="look at how the file spells it")

    def _take(self, row: LeadRow | RejectedRow) -> None:
        if isinstance(row, RejectedRow):
            self._rejected.append(row)
            if row.dnc is not None:
                self._forbidden.setdefault(row.dnc.text, row.line)
            return
        if row.dnc:
            self._forbidden.setdefault(row.address.text, row.line)
        self._leads.setdefault(row.address.text, replace(row, cells=()))
