"""Faults on the wire, over the AWS adapters on the emulator, at a part of the places. `make prove` runs more."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from botocore.config import Config

from outreach.adapters import clients
from simulation.faults import Kind
from simulation.on_the_wire import STORIES, OnTheWire, on_the_wire
from simulation.scenarios import SCENARIOS, Scenario
from simulation.wire import MAIL, WRITES, WireFault
from template.reading import Template

EVERY = 83


@pytest.fixture(scope="module")
def wire(emulator: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnTheWire]:
    with on_the_wire(emulator, tmp_path_factory.mktemp("mails")) as made:
        yield made


@pytest.mark.parametrize("scenario", STORIES, ids=lambda scenario: scenario.name)
def test_every_promise_is_kept_whatever_fails_at_any_request(wire: OnTheWire, scenario: Scenario) -> None:
    tally = wire.singles(scenario, every=EVERY, offset=STORIES.index(scenario) * 7 % EVERY)
    assert tally.broken == []
    assert tally.runs > 1


def test_every_kind_of_request_is_struck_somewhere(wire: OnTheWire) -> None:
    """If a name were misspelt, a write would count as a read and get fewer faults."""
    made = {request for scenario in STORIES for request in wire.without_faults(scenario)[1]}
    assert made >= WRITES | {MAIL, "DynamoDB.BatchGetItem", "SSM.GetParameter", "S3.GetObject"}


ROLES = {
    "tick": "TickRole",
    "send": "SendRole",
    "feedback": "FeedbackRole",
    "inbound": "InboundRole",
    "unsubscribe": "UnsubscribeRole",
}

ROWS_OF_THEIR_OWN = {
    "somebody may ask to be removed",
    "a colleague is due as well",
    "out of office",
    "breaker",
}
"""Stories that are struck nowhere here, and write rows that no story in `STORIES` writes."""


def test_no_function_writes_a_row_that_its_role_may_not_change(wire: OnTheWire) -> None:
    """The emulator does not know the condition of IAM that holds a role to some rows. AWS does."""
    template = Template()
    for scenario in (*STORIES, *(each for each in SCENARIOS if each.name in ROWS_OF_THEIR_OWN)):
        wire.without_faults(scenario)
    written = {process for process, _, _ in wire.written}
    assert written >= set(ROLES)
    assert {operation for _, operation, _ in wire.written} == {"UpdateItem", "DeleteItem"}
    for process, operation, key in wire.written:
        if process in ROLES:
            patterns = [each for some in template.rows_written(ROLES[process]).values() for each in some]
            assert operation == "UpdateItem"
            assert any(fnmatchcase(key, pattern) for pattern in patterns), (process, key)


@pytest.mark.parametrize("kind", [Kind.ERROR_APPLIED, Kind.TWICE])
def test_a_mail_client_that_repeats_itself_is_noticed(
    emulator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    """Without the guard that makes one request to SES, a lost response would mean a second mail."""
    retrying = Config(
        connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 3, "mode": "standard"}
    )
    monkeypatch.setattr(clients, "_once", lambda: retrying)
    (first_step,) = (scenario for scenario in STORIES if scenario.name == "first step")
    with on_the_wire(emulator, tmp_path) as careless:
        requests = careless.without_faults(first_step)[1]
        problems, _ = careless.run(first_step, {requests.index(MAIL) + 1: WireFault(kind)})
    assert any(problem.startswith("P1") for problem in problems)
