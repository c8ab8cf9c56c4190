"""Every fault at every request of a scenario, over the AWS adapters on the emulator."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from outreach.local.clients import local_client, local_session
from outreach.local.ses_endpoint import SesEndpoint
from simulation.emulator_ground import EmulatorGround
from simulation.enumeration import Tally
from simulation.promises import broken
from simulation.scenarios import SCENARIOS, Scenario
from simulation.stack import Stack
from simulation.wire import Wire, WireFault, faults_on_the_wire, without_waiting

Plan = dict[int, WireFault]
STORIES = tuple(
    scenario
    for scenario in SCENARIOS
    if scenario.core or scenario.name == "forgotten after a rehearsal and a reply"
)
"""The core scenarios, and the one that deletes something."""


class OnTheWire:
    """Runs stories on the emulator, one after the other."""

    def __init__(self, endpoint: str, ses: SesEndpoint) -> None:
        session = local_session()
        self._outside = {
            name: local_client(name, endpoint, session=session) for name in ("dynamodb", "sqs", "ssm", "s3")
        }
        self._wire = Wire(endpoint, ses.url)
        self._wire.clients["dynamodb"].meta.events.register("provide-client-params.dynamodb", self._note)
        self._told: dict[str, tuple[list[str], list[str]]] = {}
        self._stack: Stack | None = None
        self.written: set[tuple[str, str, str]] = set()
        """Of each write to a table: the process (`tick`, `unsubscribe`...), the operation, and the key of the partition."""

    def run(self, scenario: Scenario, plan: Plan, *, log: bool = False) -> tuple[list[str], list[str]]:
        """Run the story with these faults and let the stack come to rest; return broken promises and requests."""
        ground = EmulatorGround(self._wire, self._outside)
        try:
            stack = self._prepared(scenario, ground)
            stack.log = [] if log else None
            requests = self._tell(scenario, stack, plan)
            stack.come_to_rest()
            problems = broken(stack)
            return problems + (stack.log or []), requests
        finally:
            self._wire.rest()
            ground.remove()

    def without_faults(self, scenario: Scenario) -> tuple[list[str], list[str]]:
        """Run the story without faults. The result is remembered, because it is always the same."""
        if scenario.name not in self._told:
            self._told[scenario.name] = self.run(scenario, {})
        return self._told[scenario.name]

    def singles(self, scenario: Scenario, *, every: int = 1, offset: int = 0) -> Tally:
        """Strike each request of the story with each fault that it can have, or with each `every`-th of them."""
        tally = Tally()
        problems, requests = self.without_faults(scenario)
        tally.add(_told(scenario, {}, problems))
        tally.calls = len(requests)
        places = (
            (number, fault) for number, name in enumerate(requests, 1) for fault in faults_on_the_wire(name)
        )
        for number, fault in islice(places, offset, None, every):
            plan = {number: fault}
            tally.add(_told(scenario, plan, self.run(scenario, plan)[0]))
        return tally

    def _note(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        if self._stack is not None and "Key" in params and model.name != "GetItem":
            process = self._stack.process.name.rpartition("-")[0]
            self.written.add((process, model.name, params["Key"]["pk"]["S"]))

    def _prepared(self, scenario: Scenario, ground: EmulatorGround) -> Stack:
        stack = self._stack = Stack(scenario.campaign, ground=ground)
        stack.runs.apply(scenario.campaign, {})
        stack.people.load(*scenario.people)
        if scenario.started is not None:
            stack.people.start(scenario.started)
        if scenario.beside is not None:
            stack.run_beside(scenario.beside, *scenario.people)
        return stack

    def _tell(self, scenario: Scenario, stack: Stack, plan: Plan) -> list[str]:
        requests: list[str] = []

        def strike(request: str) -> WireFault | None:
            requests.append(request)
            fault = plan.get(len(requests))
            if fault is not None:
                stack.effects.struck[fault.kind] += 1
            if stack.log is not None:
                stack.log.append(f"   {len(requests)} {request} {fault or ''}")
            return fault

        self._wire.strike = strike
        try:
            scenario.story(stack)
        finally:
            self._wire.strike = lambda _request: None
        return requests


def _told(scenario: Scenario, plan: Plan, problems: list[str]) -> Tally:
    tally = Tally(runs=1)
    tally.faults.update(str(fault.kind) for fault in plan.values())
    if problems:
        where = ", ".join(f"{fault} at request {number}" for number, fault in plan.items()) or "no fault"
        tally.broken.append(f"{scenario.name}: {where}: {problems[0]}")
    return tally


@contextmanager
def on_the_wire(endpoint: str, mails: Path) -> Iterator[OnTheWire]:
    """Run stories on an emulator at `endpoint`."""
    with without_waiting(), SesEndpoint(mails) as ses:
        yield OnTheWire(endpoint, ses)
