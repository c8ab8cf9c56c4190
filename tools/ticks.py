"""Measures what a tick asks for, by how many leads are stored and by how many runs there are.

    make bench                                              # this, and everything else
    PYTHONPATH=tests .venv/bin/python tools/ticks.py        # this alone

The planner runs over the stores in memory, and each call of a store is counted: it is one request of the DynamoDB adapter. A
contract test holds the two stores against each other, and `tests/integration/test_requests_counted.py` counts on the wire.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from bars import Bar, table
from outreach.domain.campaign import Policy
from outreach.domain.control import Mode
from outreach.domain.enrollment import Lane
from outreach.domain.ids import CampaignId
from outreach.services.feedback.breakers import Breakers
from outreach.services.feedback.ports import BreakerPorts
from outreach.services.tick.ports import TickPorts
from outreach.services.tick.turn import Tick
from world.builders import NOON, a_campaign, a_lead, an_enrollment
from world.memory import World

DUE = 100
STORED = (1_000, 10_000, 100_000, 1_000_000)
RUNS = (1, 10, 100)
_AMPLE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one tick asked for."""

    stored: int
    runs: int
    calls: int
    milliseconds: float


class _Counting:
    """A port whose calls are counted."""

    def __init__(self, port: Any, calls: Counter[str]) -> None:
        self._port, self._calls = port, calls

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)

        def called(*given: Any, **named: Any) -> Any:
            self._calls[name] += 1
            return method(*given, **named)

        return called


def ticked(stored: int, runs: int = 1) -> Ticked:
    """Take one turn over so many leads, in so many runs. A hundred are due; all others wait for later days."""
    world, calls = World(a_campaign(policy=Policy(max_leads_per_tick=DUE))), Counter[str]()
    for number in range(runs):
        _fill(world, f"c{number}", stored // runs, DUE // runs)
    ports = TickPorts(
        **{
            each.name: _Counting(getattr(world, each.name), calls)
            for each in fields(TickPorts)
            if each.name != "clock"
        },
        clock=world.clock,
    )
    breakers = Breakers(BreakerPorts(world.tallies, world.controls, world.alarms, world.clock))
    tick = Tick(
        ports,
        breakers,
        pass_length=timedelta(minutes=10),
        account_daily_quota=1000,
        send_concurrency=2,
    )
    began = time.process_time()
    report = tick.run("tick", lambda: _AMPLE)
    milliseconds = (time.process_time() - began) * 1000
    enqueued = sum(report.enqueued.values())
    if enqueued != DUE:
        sys.exit(f"a tick enqueued {enqueued} of {DUE} leads")
    return Ticked(stored, runs, calls.total(), milliseconds)


def _fill(world: World, campaign_id: str, stored: int, due: int) -> None:
    """Start a live run with so many leads. Those that are not due wait for their second mail."""
    world.campaign = a_campaign(campaign_id, policy=world.campaign.policy)
    world.apply(world.campaign)
    world.audience.add(
        world.campaign.campaign_id, world.campaign.shards, [a_lead(f"{campaign_id}-0000000")], "bench", NOON
    )
    world.runs.start(CampaignId(campaign_id), Mode.LIVE, "bench")
    world.enrollments.add(
        [
            an_enrollment(
                a_lead(f"{campaign_id}-{number:07}", domain="acme.example"),
                campaign_id=campaign_id,
                lane=Lane.FIRST if number < due else Lane.NEXT,
                step=0 if number < due else 1,
                due_at=NOON if number < due else NOON + timedelta(days=1, seconds=number),
            )
            for number in range(stored)
        ]
    )


def measured() -> list[Ticked]:
    """Take turns over more and more leads, and over more and more runs."""
    return [*map(ticked, STORED), *(ticked(STORED[0], runs) for runs in RUNS)]


def told(turns: Sequence[Ticked]) -> Iterator[str]:
    """Write what was measured, as a table of Markdown."""
    yield f"| leads stored, {DUE} of them due | runs | requests of a tick | processor time |"
    yield "|---|---|---|---|"
    for each in turns:
        yield f"| {each.stored:,} | {each.runs} | {each.calls} | {each.milliseconds:.0f} ms |"


def bars(turns: Sequence[Ticked]) -> Iterator[Bar]:
    """Hold the requests against being flat in the leads, and in proportion to the runs."""
    of_leads = {each.calls for each in turns if each.runs == 1}
    yield Bar(
        "requests of a tick, however many leads are stored",
        " ".join(map(str, sorted(of_leads))),
        "one number",
        met=len(of_leads) == 1,
    )
    by_runs = {each.runs: each.calls for each in turns}
    of_a_run = (by_runs[RUNS[-1]] - by_runs[RUNS[0]]) / (RUNS[-1] - RUNS[0])
    yield Bar(
        f"requests of a tick, for each of {RUNS[-1]} runs",
        f"{of_a_run:.0f}",
        f"at most {by_runs[RUNS[0]]}, those of one",
        met=of_a_run <= by_runs[RUNS[0]],
    )


def main() -> int:
    """Measure, tell, and hold against the bars."""
    turns = measured()
    print("\n".join(told(turns)), end="\n\n")
    found = list(bars(turns))
    print("\n".join(table(found)))
    return 0 if all(bar.met for bar in found) else 1


if __name__ == "__main__":
    sys.exit(main())
