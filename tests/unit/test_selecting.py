"""Which leads are found, and that no more than one shard of a run is held at a time."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from outreach.cli.output import say_json, say_json_list
from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Enrollment, Lead, State
from outreach.domain.ids import shard_of
from outreach.services.operator.selecting import Found, Selecting, Wanted
from world.builders import SHARDS, a_lead
from world.import_desk import PEPPERS
from world.memory import World

PEOPLE = [a_lead(f"p{number}") for number in range(60)]
OF_THE_RUN = PEOPLE[::2]
STOPPED = PEOPLE[::4]


class Pulled:
    """A port whose streams note the shard of each row that somebody takes."""

    def __init__(self, port: Any, told: list[tuple[str, int]]) -> None:
        self._port, self._told = port, told

    def leads(self, *about: Any) -> Iterator[Lead]:
        for lead in self._port.leads(*about):
            self._told.append(("lead", shard_of(lead.lead_id, SHARDS)))
            yield lead

    def of_run(self, *about: Any) -> Iterator[Enrollment]:
        for enrollment in self._port.of_run(*about):
            self._told.append(("enrollment", enrollment.key.shard))
            yield enrollment


@pytest.fixture
def world() -> World:
    """Sixty people over all shards. Half of them are in the run, and half of those were stopped."""
    world = World()
    world.start(*PEOPLE)
    run = world.run()
    for lead in PEOPLE:
        place = world.enrollment(lead).key
        if lead not in OF_THE_RUN:
            del world.tables.enrollments[place]
        elif lead in STOPPED:
            found = world.tables.enrollments[place]
            world.tables.enrollments[place] = replace(found, state=State.ENDED)
    assert run.shards == SHARDS
    return world


def matching(
    world: World, wanted: Wanted, told: list[tuple[str, int]], in_run: bool = True
) -> Iterator[Found]:
    ports = (Pulled(world.audience, told), Pulled(world.enrollments, told))
    selecting = Selecting(world.campaigns, world.controls, *ports, PEPPERS)  # type: ignore[arg-type]  # has what it uses
    return selecting.matching(world.campaign, world.run() if in_run else None, wanted)


def test_each_lead_is_found_beside_its_enrollment(world: World) -> None:
    found = list(matching(world, Wanted(), []))

    assert {one.lead.lead_id for one in found} == {lead.lead_id for lead in PEOPLE}
    assert {one.lead.lead_id for one in found if one.enrollment} == {lead.lead_id for lead in OF_THE_RUN}
    assert all(one.enrollment is None or one.enrollment.key.lead_id == one.lead.lead_id for one in found)


@pytest.mark.parametrize(("state", "expected"), [(State.ENDED, STOPPED), (State.SENDING, [])])
def test_a_filter_of_the_run_finds_those_alone(world: World, state: State, expected: list[Lead]) -> None:
    found = list(matching(world, Wanted(state=state), []))

    assert {one.lead.lead_id for one in found} == {lead.lead_id for lead in expected}


def test_without_a_run_nobody_has_an_enrollment(world: World) -> None:
    assert [one.enrollment for one in matching(world, Wanted(), [], in_run=False)] == [None] * len(PEOPLE)


def test_a_shard_of_the_run_is_read_when_the_audience_comes_to_it(world: World) -> None:
    """One row of the next shard may be taken, to see where the last one ends."""
    told: list[tuple[str, int]] = []
    for _ in matching(world, Wanted(), told):
        reached = max(shard for what, shard in told if what == "lead")
        ahead = [shard for what, shard in told if what == "enrollment" and shard > reached]
        assert len(ahead) <= 1


def test_whether_leads_are_everybody_is_seen_without_reading_everybody(world: World) -> None:
    told: list[tuple[str, int]] = []
    ports = (Pulled(world.audience, told), Pulled(world.enrollments, told))
    selecting = Selecting(world.campaigns, world.controls, *ports, PEPPERS)  # type: ignore[arg-type]  # has what it uses
    campaign: Campaign = world.campaign

    assert not selecting.are_everybody(campaign, 3)
    assert len(told) == 4
    assert not selecting.are_everybody(campaign, 59)
    assert selecting.are_everybody(campaign, 60)


@pytest.mark.parametrize("values", [[], [1], [{"a": [1, {"b": "x\ny\u2028z"}]}, {}, [], "text"]])
def test_a_list_that_is_printed_as_it_comes_looks_like_any_other(
    values: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    say_json(values)
    at_once = capsys.readouterr().out
    say_json_list(iter(values))

    assert capsys.readouterr().out == at_once
