"""Measures memory and speed of reading a large lead file, without tables.

python tests/world/measure_import.py 100000
"""

import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from outreach.memory import FixedClock
from outreach.reading.lead_file import LeadFile, import_leads
from outreach.reading.lead_rows import RowRules
from outreach.services.operator.import_preview import ImportPorts
from outreach.services.operator.importing import Importing
from world.builders import NOON, a_campaign
from world.import_desk import PEPPERS

HEADER = (
    "First Name,Last Name,Title,Company,Email,Email Status,Seniority,# Employees,Industry,"
    "Person Linkedin Url,Website,City,State,Country,Notes\n"
)


class Nowhere:
    """Stands for tables elsewhere: it takes everything and keeps nothing in this process."""

    def missing(self, *arguments: Any) -> set[str]:
        return set(arguments[-1])

    def recipients(self, _keys: list[str]) -> dict[str, Any]:
        return {}

    def ensure(self, rows: list[Any]) -> int:
        return len(rows)

    def add(self, _campaign_id: str, _shards: int, leads: list[Any], *_: Any) -> int:
        return len(leads)

    def runs(self, _campaign_id: str) -> list[Any]:
        return []


def write_leads(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for i in range(count):
            address = "not an address" if i % 100 == 7 else f"p{i - (i % 50 == 3)}@Company{i // 2 % 5000}.com"
            file.write(
                f'Zoë{i},Müller,Head of Sales,"Company {i % 5000}, Inc.",{address},Verified,Director,120,software,'
                f'http://www.linkedin.com/in/p{i},http://www.company.com,Berlin,Berlin,Germany,"met at\nfair"\n'
            )


def main(count: int) -> None:
    ports: Any = Nowhere()
    importing = Importing(ImportPorts(ports, ports, ports, ports, ports, FixedClock(NOON)), PEPPERS)
    rules = RowRules(required={"company": "intro.txt line 3"}, header_fields=frozenset({"first_name"}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "leads.csv"
        write_leads(path, count)
        begin = time.perf_counter()
        report = import_leads(importing, a_campaign(), LeadFile(path), rules, actor="measure")
        seconds = time.perf_counter() - begin
        size = path.stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{size:.0f} MB, {report.rows} rows: {report.added} added, {len(report.duplicates)} duplicates, "
        f"{report.rejected} rejected; {report.rows / seconds:.0f} rows/s, at most {peak:.0f} MB\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
