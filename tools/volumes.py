"""Measures import, status, export and report of many leads: rows per second of processor time, and the most memory.

    make bench                                                              # this with 10,000, and everything else
    PYTHONPATH=tests .venv/bin/python tools/volumes.py --rows 100000        # this alone, with a simulation

Each is measured in a process of its own, that first does the same with a few leads: so what is loaded and composed once is not
counted. Its memory is the most that the process ever had, with Python and all libraries.

An import reads a file and finds tables elsewhere that take everything. Status and export read a live run through the DynamoDB
adapters (`many_leads.py`), and all else from memory. The emulator is not measured. A report is made anew from what was exported:
every export makes one.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import many_leads
import simulations
from bars import Bar, table
from outreach.adapters.dynamodb.audience import DynamoAudience
from outreach.adapters.dynamodb.counted_leads import DynamoCountedLeads
from outreach.adapters.dynamodb.enrollments import DynamoEnrollments
from outreach.adapters.dynamodb.suppressions import DynamoSuppressions
from outreach.adapters.dynamodb.tables import Tables
from outreach.artifacts import Exported, export
from outreach.artifacts.database import DATABASE, opened
from outreach.artifacts.report.mail_pack import MailPacks
from outreach.artifacts.report.page import write_report
from outreach.domain.ids import LIVE
from outreach.memory import FixedClock
from outreach.reading.lead_file import LeadFile, import_leads
from outreach.reading.lead_rows import RowRules
from outreach.services.operator.import_preview import ImportPorts
from outreach.services.operator.importing import Importing
from outreach.services.operator.overview import Overview, OverviewPorts
from peak import peak_mb
from world.artifacts import export_ports
from world.builders import CAMPAIGN, NOON, a_campaign
from world.import_desk import PEPPERS
from world.memory import World
from world.stores import client_of

ROWS = 10_000
MANY = 100_000
FEW = 100
"""How many a process handles before it is measured."""
MOST_MB: Mapping[str, int] = {"import": 200, "status": 300, "export": 300}
"""Of so many leads as `MANY`."""
MOST_GROWTH = 1.25
"""How much more one of many rows may take than one of a tenth of them."""
_HEADER = (
    "First Name,Last Name,Title,Company,Email,Email Status,Seniority,# Employees,Industry,"
    "Person Linkedin Url,Website,City,State,Country,Notes\n"
)


@dataclass(frozen=True, slots=True)
class Volume:
    """What so many rows took."""

    what: str
    rows: int
    seconds: float
    """Processor time, without the start of the process."""
    peak_mb: float

    @property
    def per_second(self) -> float:
        """Rows per second of processor time."""
        return self.rows / self.seconds


# --- what is measured, in a process of its own ------------------------------------------------------------


class Nowhere:
    """Stands for tables elsewhere: it takes everything and keeps nothing in this process."""

    def known(self, *_: Any) -> dict[str, Any]:
        """Know no lead."""
        return {}

    def recipients(self, _keys: list[str]) -> dict[str, Any]:
        """Find nobody."""
        return {}

    def ensure(self, rows: list[Any]) -> int:
        """Take rows."""
        return len(rows)

    def add(self, _campaign_id: str, _shards: int, leads: list[Any], *_: Any) -> int:
        """Take leads."""
        return len(leads)

    def runs(self, _campaign_id: str) -> list[Any]:
        """Find no run."""
        return []


def imported(rows: int, folder: Path, _url: str) -> Callable[[], int]:
    """Read a file as a CRM exports it, with addresses that come twice and some that are none."""
    path = folder / f"leads{rows}.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEADER)
        for i in range(rows):
            person = i if i % 50 else i - 1  # the one before, once more
            address = f"p{person}@Company{person // 2 % 5000}.com" if i % 100 else "not an address"
            file.write(
                f'Zoë{i},Müller,Head of Sales,"Company {i % 5000}, Inc.",{address},Verified,Director,120,software,'
                f'http://www.linkedin.com/in/p{i},http://www.company.com,Berlin,Berlin,Germany,"met at\nfair"\n'
            )
    ports: Any = Nowhere()
    importing = Importing(ImportPorts(ports, ports, ports, ports, ports, FixedClock(NOON)), PEPPERS)
    rules = RowRules(required={"company": "intro.txt line 3"}, header_fields=frozenset({"first_name"}))
    return lambda: import_leads(importing, a_campaign(), LeadFile(path), rules, actor="bench").rows


def counted(rows: int, _folder: Path, url: str) -> Callable[[], int]:
    """Count a run, as `outreach status` does."""
    world = many_leads.a_finished_world(rows)
    ports = OverviewPorts(
        campaigns=world.campaigns,
        controls=world.controls,
        enrollments=world.enrollments,
        counted_leads=DynamoCountedLeads(_tables(url, rows)),
        quotas=world.quotas,
        replies=world.replies,
        deliveries=world.deliveries,
        send_queue=world.queue,
        dead_letters=world.every_dead_letter,
        clock=world.clock,
    )
    return lambda: Overview(ports, account_daily_quota=many_leads.QUOTA).count(world.run()).leads


def exported(rows: int, folder: Path, url: str) -> Callable[[], int]:
    """Export a run, and ask it for every promise."""
    world = many_leads.a_finished_world(rows)

    def exporting() -> int:
        made = _export(world, rows, folder, url)
        if made.findings:
            sys.exit(f"an export breaks promises: {made.findings[0]}")
        return made.leads

    return exporting


def reported(rows: int, folder: Path, url: str) -> Callable[[], int]:
    """Make the page of a run from what was exported."""
    database = folder / f"export{rows}" / f"campaign_{CAMPAIGN}" / LIVE / DATABASE
    if not database.exists():
        _export(many_leads.a_finished_world(rows), rows, folder, url)

    def reporting() -> int:
        with opened(database) as connection:
            write_report(connection, folder / "report.html", MailPacks(), [])
        return rows

    return reporting


def _export(world: World, rows: int, folder: Path, url: str) -> Exported:
    tables = _tables(url, rows)
    ports = replace(
        export_ports(world),
        audience=DynamoAudience(tables),
        enrollments=DynamoEnrollments(tables),
        suppressions=DynamoSuppressions(tables),
    )
    return export(world.run(), ports, folder / f"export{rows}", account_daily_quota=many_leads.QUOTA)


def _tables(url: str, rows: int) -> Tables:
    return Tables(client_of("dynamodb", f"{url}/{rows}"), outreach="outreach", suppression="suppression")


WORK: Mapping[str, Callable[[int, Path, str], Callable[[], int]]] = {
    "import": imported,
    "status": counted,
    "export": exported,
    "report": reported,
}


def _work(what: str, rows: int, folder: Path, url: str) -> None:
    WORK[what](FEW, folder, url)()
    work = WORK[what](rows, folder, url)
    began = time.process_time()
    done = work()
    took = time.process_time() - began
    print(json.dumps({"rows": done, "seconds": took, "peak_mb": peak_mb()}))


# --- measuring --------------------------------------------------------------------------------------------


def measured(rows: int = ROWS) -> list[Volume]:
    """Measure each with a tenth of the rows, and with all of them."""
    found = []
    with many_leads.served() as url, TemporaryDirectory(prefix="outreach-volumes-") as folder:
        for what in WORK:
            for some in (rows // 10, rows):
                print(f"{what} of {some:,} rows", flush=True)
                found.append(_measured(what, some, folder, url))
    return found


def _measured(what: str, rows: int, folder: str, url: str) -> Volume:
    command = [sys.executable, __file__, "--work", what, "--rows", str(rows), "--at", folder, url]
    told = Path(folder) / "told.json"
    with told.open("w") as out:
        code = subprocess.run(command, stdout=out, check=False).returncode
    if code:
        sys.exit(f"{what} of {rows} rows ended with code {code}")
    done = json.loads(told.read_text())
    if done["rows"] != rows:
        sys.exit(f"{what} handled {done['rows']} of {rows} rows")
    return Volume(what, rows, done["seconds"], done["peak_mb"])


def bars(volumes: Sequence[Volume]) -> Iterator[Bar]:
    """Hold the growth of each against a straight line, and its memory against what is promised."""
    for what in WORK:
        few, many = _few_and_many(volumes, what)
        growth = few.per_second / many.per_second
        yield Bar(
            f"{what}: one of {many.rows:,} rows, to one of {few.rows:,}",
            f"{growth:.2f}",
            f"at most {MOST_GROWTH}",
            met=growth <= MOST_GROWTH,
        )
        if what in MOST_MB:
            most = many.peak_mb + _megabytes_of_one_more(volumes, what) * (MANY - many.rows)
            yield Bar(
                f"{what}: memory of {MANY:,} rows"
                + ("" if many.rows == MANY else f", if it grows on as up to {many.rows:,}"),
                f"{most:.0f} MB",
                f"less than {MOST_MB[what]} MB",
                met=most < MOST_MB[what],
            )


def _few_and_many(volumes: Sequence[Volume], what: str) -> Sequence[Volume]:
    return sorted((each for each in volumes if each.what == what), key=lambda each: each.rows)


def _megabytes_of_one_more(volumes: Sequence[Volume], what: str) -> float:
    """Return the memory of one more row. That of a report is hidden in an export until it is the larger part."""
    parts = [_few_and_many(volumes, part) for part in ((what, "report") if what == "export" else (what,))]
    return max(0.0, *((many.peak_mb - few.peak_mb) / (many.rows - few.rows) for few, many in parts))


def told(volumes: Sequence[Volume]) -> Iterator[str]:
    """Write what was measured, as a table of Markdown."""
    yield "| | rows | rows per second of processor time | most memory |"
    yield "|---|---|---|---|"
    for each in volumes:
        yield f"| {each.what} | {each.rows:,} | {each.per_second:,.0f} | {each.peak_mb:.0f} MB |"


def main() -> int:
    """Measure, tell, and hold against the bars."""
    parser = argparse.ArgumentParser(description="Measure import, status, export and report of many leads.")
    parser.add_argument("--rows", type=int, default=ROWS, help="how many leads; a tenth of them comes first")
    parser.add_argument("--work", choices=WORK, help=argparse.SUPPRESS)
    parser.add_argument("--at", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        folder, url = options.at
        _work(options.work, options.rows, Path(folder), url)
        return 0
    volumes = measured(options.rows)
    simulation = simulations.simulated(options.rows)
    simulated = Volume("simulation", options.rows, simulation.seconds, simulation.peak_mb)
    print("\n".join(told([*volumes, simulated])), end="\n\n")
    found = list(bars(volumes))
    print("\n".join(table(found)))
    return 0 if all(bar.met for bar in found) else 1


if __name__ == "__main__":
    sys.exit(main())
