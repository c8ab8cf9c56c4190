"""Every fault at every place: run a scenario once to count its calls, then again for each call and fault."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from random import Random
from typing import Any

from simulation.faults import Fault, Kind, faults_of
from simulation.promises import broken
from simulation.scenarios import INTERRUPTIONS, Scenario
from simulation.seam import LATE
from simulation.stack import Stack

Plan = dict[int, Fault]


@dataclass
class Tally:
    """What an enumeration did."""

    runs: int = 0
    calls: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    days: float = 0.0
    broken: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.runs += other.runs
        self.calls += other.calls
        self.faults += other.faults
        self.days += other.days
        self.broken += other.broken


NOT_MADE = "not made"


def run(
    scenario: Scenario, plan: Plan, interruption: tuple[int, str] | None = None, *, log: bool = False
) -> tuple[Stack, list[str]]:
    """Run the story with these faults, let the stack come to rest, and return the calls of the story, by number.

    A call whose process died before it was made is `NOT_MADE`.
    """
    stack = scenario.stack()
    stack.log = [] if log else None
    names: list[str] = []

    def strike(number: int, call: str) -> Fault | None:
        names.extend([NOT_MADE] * (number - 1 - len(names)))
        names.append(call)
        fault = plan.get(number)
        return fault if fault in faults_of(call) else None

    stack.effects.faults = strike
    if interruption is not None:
        stack.effects.interposed[interruption[0]] = INTERRUPTIONS[interruption[1]]
    scenario.story(stack)
    stack.come_to_rest()
    return stack, names


def judge(
    tally: Tally, scenario: Scenario, plan: Plan, interruption: tuple[int, str] | None = None
) -> list[str]:
    """Run the story once, add the result to the tally, and return the calls of the story."""
    stack, names = run(scenario, plan, interruption)
    tally.runs += 1
    tally.faults.update({str(kind): count for kind, count in stack.effects.struck.items()})
    tally.days += (stack.now - stack.begun_at).total_seconds() / 86400
    if problems := broken(stack):
        where = ", ".join(f"{fault} at call {number}" for number, fault in plan.items())
        meanwhile = f" with {interruption[1]} at call {interruption[0]}" if interruption else ""
        tally.broken.append(f"{scenario.name}: {where or 'no fault'}{meanwhile}: {problems[0]}")
    return names


def singles(scenario: Scenario, *, every: int = 1, offset: int = 0) -> Tally:
    """Strike each call of the story with each fault that it can have, or with each `every`-th of them."""
    tally = Tally()
    names = judge(tally, scenario, {})
    tally.calls = len(names)
    places = ((number, fault) for number, call in enumerate(names, 1) for fault in faults_of(call))
    for number, fault in islice(places, offset, None, every):
        judge(tally, scenario, {number: fault})
    return tally


def interruptions(scenario: Scenario, *names: str, every: int = 1, offset: int = 0) -> Tally:
    """Before each call of the story, let each interruption happen, or only those named."""
    tally = Tally()
    calls = len(run(scenario, {})[1])
    places = ((number, name) for number in range(1, calls + 1) for name in names or INTERRUPTIONS)
    for place in islice(places, offset, None, every):
        judge(tally, scenario, {}, place)
    return tally


def late_reads(scenario: Scenario, times: int) -> Tally:
    """Let every read for half the price show its rows late, in the story and until the stack comes to rest, in so many ways."""
    tally = Tally()
    for seed in range(times):
        stack = scenario.stack()
        stack.effects.moments = random = Random(f"{scenario.name} {seed}")
        kinds = (None, Kind.STALE, Kind.MIXED, Kind.MIXED)

        def strike(_: int, call: str, random: Random = random, kinds: Any = kinds) -> Fault | None:
            kind = random.choice(kinds) if call in LATE else None
            return None if kind is None else Fault(kind)

        stack.effects.faults = strike
        scenario.story(stack)
        stack.come_to_rest(late=True)
        tally.runs += 1
        tally.faults.update({str(kind): count for kind, count in stack.effects.struck.items()})
        tally.broken += [f"{scenario.name}: late reads {seed}: {problem}" for problem in broken(stack)[:1]]
    return tally


def pairs(scenario: Scenario, *, every: int = 1, offset: int = 0) -> Tally:
    """Strike with every two faults, or each `every`-th pair. The first fault changes the calls of the story."""
    tally = Tally()
    for first, second in islice(_pairs(scenario), offset, None, every):
        judge(tally, scenario, {first[0]: first[1], second[0]: second[1]})
    return tally


def interrupted_pairs(scenario: Scenario, *, every: int = 1, offset: int = 0) -> Tally:
    """Combine every fault with every interruption."""
    tally = Tally()
    for number, name, struck in islice(_interrupted(scenario), offset, None, every):
        judge(tally, scenario, {struck[0]: struck[1]}, (number, name))
    return tally


def sampled_pairs(scenario: Scenario, count: int) -> Tally:
    """Run this many pairs of both sorts. The scenario's name is the seed, so they are always the same."""
    tally, random = Tally(), Random(scenario.name)
    for _ in range(count):
        names = run(scenario, {})[1]
        first = random.randrange(len(names)) + 1
        one = {first: random.choice(faults_of(names[first - 1]))}
        after = run(scenario, one)[1]
        if first < len(after):
            second = random.randrange(first, len(after)) + 1
            judge(tally, scenario, one | {second: random.choice(faults_of(after[second - 1]))})
        interruption = (random.randrange(len(names)) + 1, random.choice(list(INTERRUPTIONS)))
        judge(tally, scenario, one, interruption)
    return tally


def _pairs(scenario: Scenario) -> Iterator[tuple[tuple[int, Fault], tuple[int, Fault]]]:
    names = run(scenario, {})[1]
    for first, call in enumerate(names, 1):
        for fault in faults_of(call):
            after = run(scenario, {first: fault})[1]
            for second, later in enumerate(after[first:], first + 1):
                for other in faults_of(later):
                    yield (first, fault), (second, other)


def _interrupted(scenario: Scenario) -> Iterator[tuple[int, str, tuple[int, Fault]]]:
    calls = len(run(scenario, {})[1])
    for number in range(1, calls + 1):
        for name in INTERRUPTIONS:
            for struck, call in enumerate(run(scenario, {}, (number, name))[1], 1):
                for fault in faults_of(call):
                    yield number, name, (struck, fault)
