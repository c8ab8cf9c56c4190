"""`make prove`: every fault at every call, pairs of faults, and very many schedules. Exit code 1 if a promise breaks.

make prove                          everything; takes about a quarter of an hour on two idle cores
make prove SCHEDULES=5000           fewer schedules
make prove ARGS="--seed 4711"       run one schedule again and print its calls
make prove ARGS="--pairs 1"         all pairs of faults in the core scenarios; by default each 50th
make prove ARGS="--interrupted 1"   each fault with each interruption; by default each 200th of these
make prove ARGS="--wire 1"          each fault at each request on the emulator; by default each 25th of these
make prove ARGS="--only schedules"  one part only: enumeration, wire or schedules
"""

# ruff: noqa: T201 - it prints its findings for a person
import argparse
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from outreach.local import emulator as embedded
from simulation.enumeration import Tally, interrupted_pairs, interruptions, pairs, singles
from simulation.explorer import AN_HOUR_APART, explore, replay
from simulation.on_the_wire import STORIES, on_the_wire
from simulation.scenarios import INTERRUPTIONS, SCENARIOS

CHUNK = 250
PROVED = 20
"""Each so many-th schedule is run once more with clocks an hour apart, and the proof must accuse nobody."""
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Totals:
    schedules: int = 0
    calls: int = 0
    days: float = 0.0
    faults: int = 0
    mails: int = 0
    broken: list[str] = field(default_factory=list)


def explore_chunk(start: int, count: int) -> Totals:
    """Run the schedules of `count` seeds."""
    totals = Totals()
    for seed in range(start, start + count):
        explored = explore(seed)
        totals.schedules += 1
        totals.calls += explored.calls
        totals.days += explored.days
        totals.faults += explored.faults
        totals.mails += explored.mails
        if explored.broken:
            totals.broken.append(f"seed {seed}: {explored.broken[0]}")
        if seed % PROVED == 0 and (accused := explore(seed, skews=AN_HOUR_APART).accused):
            totals.broken.append(f"seed {seed}, with clocks an hour apart: the proof accuses {accused[0]}")
    return totals


def quiet() -> None:
    """Silence the log: the product logs every fault, and formatting that would take longer than the simulation."""
    logging.disable(logging.CRITICAL)


def spread(work: Sequence[Callable[[], Any]], workers: int) -> Iterator[Any]:
    """Do the work on all workers; the results come in any order."""
    with get_context("fork").Pool(workers, initializer=quiet) as pool:
        yield from pool.imap_unordered(_call, work)


def _call(work: Callable[[], Any]) -> Any:
    return work()


def single(kind: str, number: int, every: int, offset: int) -> Tally:
    """Do one part of the enumeration. A scenario holds functions, so only its number is passed to a worker."""
    scenario = SCENARIOS[number]
    if kind == "singles":
        return singles(scenario)
    if kind == "interruptions":
        return interruptions(scenario)
    if kind == "pairs":
        return pairs(scenario, every=every, offset=offset)
    return interrupted_pairs(scenario, every=every, offset=offset)


def enumerate_faults(workers: int, every: int, every_interrupted: int) -> list[str]:
    """Try every fault and every interruption at every call of every scenario, and pairs in the core scenarios."""
    found: list[str] = []
    core = [number for number, scenario in enumerate(SCENARIOS) if scenario.core]
    everywhere = range(len(SCENARIOS))
    parts = {
        "singles": [(number, 1, 0) for number in everywhere],
        "interruptions": [(number, 1, 0) for number in everywhere],
        "pairs": [(number, every * 4, offset * every) for number in core for offset in range(4)],
        "interrupted": [
            (number, every_interrupted * 4, offset * every_interrupted)
            for number in core
            for offset in range(4)
        ],
    }
    titles = {
        "singles": f"every fault at every call, {len(SCENARIOS)} scenarios",
        "interruptions": f"{len(INTERRUPTIONS)} interruptions before every call",
        "pairs": f"two faults, {len(core)} core scenarios" + (f", each {every}th" if every > 1 else ", all"),
        "interrupted": "a fault and an interruption"
        + (f", each {every_interrupted}th" if every_interrupted > 1 else ", all"),
    }
    for kind, arguments in parts.items():
        began, total = time.monotonic(), Tally()
        for tally in spread([partial(single, kind, *some) for some in arguments], workers):
            total.add(tally)
        print(
            f"  {titles[kind]:<48} {total.runs:>8,} runs {sum(total.faults.values()):>8,} faults "
            f"{total.days:>9,.0f} days {len(total.broken):>4} violations"
            f"  {time.monotonic() - began:.0f} s",
            flush=True,
        )
        found += total.broken
    return found


def run_on_the_wire(number: int, every: int) -> Tally:
    """Run one story on an emulator of its own, with faults at each N-th place."""
    options = embedded.EmulatorOptions(python=ROOT / ".tools" / "emulator" / "bin" / "python")
    with (
        TemporaryDirectory() as mails,
        embedded.start(options) as running,
        on_the_wire(running.endpoint_url, Path(mails)) as wire,
    ):
        return wire.singles(STORIES[number], every=every, offset=number % every)


def strike_the_wire(workers: int, every: int) -> list[str]:
    """Try faults at the requests of the AWS adapters, on the emulator."""
    began, total = time.monotonic(), Tally()
    for tally in spread([partial(run_on_the_wire, number, every) for number in range(len(STORIES))], workers):
        total.add(tally)
    print(
        f"  {len(STORIES)} stories, {total.calls} requests, each {every}. place: {total.runs:,} runs, "
        f"{sum(total.faults.values()):,} faults, {len(total.broken)} violations  {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return total.broken


def explore_schedules(schedules: int, start: int, workers: int) -> list[str]:
    """Run this many schedules, beginning with one seed, and print the progress now and then."""
    totals, began = Totals(), time.monotonic()
    chunks = [
        partial(explore_chunk, first, min(CHUNK, start + schedules - first))
        for first in range(start, start + schedules, CHUNK)
    ]
    for part in spread(chunks, workers):
        for name in ("schedules", "calls", "days", "faults", "mails", "broken"):
            setattr(totals, name, getattr(totals, name) + getattr(part, name))
        for line in part.broken:
            print(f"  VIOLATION {line}", flush=True)
    seconds = time.monotonic() - began
    print(
        f"  {totals.schedules:,} schedules (seeds {start} to {start + schedules - 1}), {totals.calls:,} calls, "
        f"{totals.days:,.0f} simulated days, {totals.faults:,} faults injected, {totals.mails:,} mails, "
        f"{len(totals.broken)} violations  {seconds:.0f} s, {totals.schedules / seconds * 60:,.0f} a minute"
    )
    return totals.broken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--schedules", type=int, default=100_000)
    parser.add_argument(
        "--start", type=int, default=None, help="first seed; if it is not given, one is drawn and printed"
    )
    parser.add_argument("--seed", type=int, default=None, help="run this one schedule and print its calls")
    parser.add_argument("--pairs", type=int, default=50, help="run each N-th pair of the core scenarios")
    parser.add_argument(
        "--interrupted", type=int, default=200, help="run each N-th pair of a fault and an interruption"
    )
    parser.add_argument(
        "--wire", type=int, default=25, help="run each N-th request and fault on the emulator"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", choices=["enumeration", "wire", "schedules"])
    options = parser.parse_args()
    quiet()
    if options.seed is not None:
        explored, story = replay(options.seed)
        print(*story, *explored.broken, sep="\n")
        return 1 if explored.broken else 0
    broken: list[str] = []
    if options.only in (None, "enumeration"):
        print("Crash enumeration")
        broken += enumerate_faults(options.workers, options.pairs, options.interrupted)
    if options.only in (None, "wire"):
        print("Faults on the wire, over the AWS adapters on the emulator")
        broken += strike_the_wire(options.workers, options.wire)
    if options.only in (None, "schedules"):
        start = options.start if options.start is not None else int.from_bytes(os.urandom(4), "big")
        print(f"Schedules, on {options.workers} workers, from seed {start}")
        broken += explore_schedules(options.schedules, start, options.workers)
    print(*broken[:50], sep="\n")
    print("no promise was broken" if not broken else f"{len(broken)} violations")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
