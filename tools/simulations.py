"""Measures what a simulation costs: the demo's campaign, in a process of its own, with a second process as it needs one.

Its processor time is told, that of both processes, because other programs stretch the time on the clock much more. How fast
a processor is, a yardstick says that is measured right before: so the bars mean the same on every machine.

    make bench                             # this, and everything else
    .venv/bin/python tools/simulations.py  # this alone
"""

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bars import Bar, table

ROOT = Path(__file__).resolve().parent.parent
LEADS = 10_000
FEWER = 2_000
MOST_MB = 500
YARDSTICK_SECONDS = 0.18
"""What the yardstick takes on the machine on which the promise was made."""
PROMISED = 20 / 30 / YARDSTICK_SECONDS
"""Yardsticks for 1,000 touches: 10,000 leads with three steps are promised within 20 s there."""
PROMISED_WITH_ARTIFACTS = 2 * PROMISED
"""Two processors for the same time."""
MOST_GROWTH = 1.2
"""How much more one of many touches may cost than one of few."""
_WRITES = 1_000_000


@dataclass(frozen=True, slots=True)
class Simulated:
    """What one simulation cost."""

    touches: int
    seconds: float
    """Processor time of both processes, with that of the system."""
    peak_mb: float
    """Of the larger process."""
    yardstick: float
    """Processor seconds that the yardstick took right before."""

    @property
    def per_thousand(self) -> float:
        """The yardsticks for 1,000 touches, the import of their leads included."""
        return self.seconds / self.touches * 1000 / self.yardstick

    def bar(self, figure: str, most: float) -> Bar:
        """Hold its cost against the most that it may be."""
        told = f"{self.per_thousand:.1f} yardsticks ({self.seconds / self.touches * 1000:.2f} s)"
        return Bar(figure, told, f"{most:.1f}", met=self.per_thousand <= most)

    def memory(self, figure: str) -> Bar:
        """Hold its memory against the most that it may be."""
        return Bar(figure, f"{self.peak_mb:.0f} MB", f"{MOST_MB} MB", met=self.peak_mb <= MOST_MB)


def yardstick() -> float:
    """Return the processor seconds of a million writes into a dictionary."""
    began = time.process_time()
    written: dict[str, int] = {}
    for number in range(_WRITES):
        written[f"{number % 1000}"] = number + len(written)
    return time.process_time() - began


def bars() -> Iterator[Bar]:
    """Simulate few leads, many, and many with the artifacts."""
    print(f"simulating {FEWER:,} leads, {LEADS:,}, and the same with the artifacts", flush=True)
    few, many = simulated(FEWER), simulated(LEADS)
    exported = simulated(LEADS, exported=True)
    more = (many.seconds - few.seconds) / (many.touches - few.touches)
    growth = more / many.yardstick / (few.seconds / few.touches / few.yardstick)
    yield many.bar("1,000 touches of a simulation", PROMISED)
    yield exported.bar("the same with its artifacts", PROMISED_WITH_ARTIFACTS)
    yield Bar(
        f"one more touch beyond {FEWER:,} leads, to one before",
        f"{growth:.2f}",
        f"{MOST_GROWTH}",
        met=growth <= MOST_GROWTH,
    )
    yield many.memory(f"memory of {LEADS:,} leads")
    yield exported.memory("the same with the artifacts")


def simulated(count: int, *, exported: bool = False) -> Simulated:
    """Simulate the demo's campaign as the command does, with or without artifacts."""
    with TemporaryDirectory(prefix="outreach-bench-") as folder:
        leads, told = Path(folder) / "leads.csv", Path(folder) / "told.json"
        with leads.open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("email", "first_name", "company", "city"))
            for number in range(count):
                company = f"company{number // 3}"
                rows.writerow((f"lead{number}@{company}.example", f"Lead {number}", company, "Dublin"))
        command = ["outreach.cli.main", "simulate", str(ROOT / "infra/demo"), "--leads", str(leads), "--json"]
        if exported:
            command += ["--artifacts-dir", folder]
        measure = yardstick()
        with told.open("w") as out, subprocess.Popen([sys.executable, "-m", *command], stdout=out) as process:
            _, status, used = os.wait4(
                process.pid, 0
            )  # the figures of this process and of its own, and of no other
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"the simulation ended with code {process.returncode}")
        touches = json.loads(told.read_text())["mails"]
    return Simulated(touches, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, measure)


if __name__ == "__main__":
    print("\n".join(table(list(bars()))))
