"""A changed campaign is refused if leads who are there could get no more mail of it."""

from dataclasses import replace

import pytest

from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode, RunStatus
from outreach.domain.enrollment import Lead
from outreach.domain.ids import MessageId
from outreach.domain.mail import Unrenderable
from outreach.services.operator.failing import LeadsWouldFail
from world.builders import CAMPAIGN, DAY, a_lead, an_order
from world.memory import World

CHANGED = "Better words"
ANN, BEA = a_lead("ann"), a_lead("bea")


class Fails:
    """A trial in which one step fails for Ann."""

    def __init__(self, step: int) -> None:
        self.step = step
        self.tried: list[tuple[str, int]] = []

    def __call__(self, campaign: Campaign, lead: Lead, first: int) -> Unrenderable | None:
        self.tried.append((lead.lead_id, first))
        if lead.lead_id != ANN.lead_id or first > self.step:
            return None
        return Unrenderable(self.step, campaign.steps[self.step].message_id, "too long")


@pytest.fixture
def world() -> World:
    return World()


def refuses(world: World, step: int) -> bool:
    """Whether a changed definition is refused in which this step fails for Ann."""
    before = world.campaigns.current(CAMPAIGN), world.controls.runs(CAMPAIGN)
    refusal = None
    try:
        world.runs.apply(replace(world.campaign, name=CHANGED), {}, Fails(step))
    except LeadsWouldFail as error:
        refusal = error
    if refusal is None:
        current = world.campaigns.current(CAMPAIGN)
        assert current is not None
        assert current[1].name == CHANGED
        return False
    assert (world.campaigns.current(CAMPAIGN), world.controls.runs(CAMPAIGN)) == before
    assert refusal.failing.leads == 1
    ((lead, found),) = refusal.failing.first
    assert (lead, found.step) == (ANN, step)
    return True


def test_a_lead_that_waits_for_a_run_could_get_every_message(world: World) -> None:
    world.import_leads(ANN, BEA)
    assert refuses(world, 2)


@pytest.mark.parametrize("status", [RunStatus.RUNNING, RunStatus.PAUSED])
@pytest.mark.parametrize(("step", "refused"), [(0, False), (1, True), (2, True)])
def test_a_lead_on_its_way_could_get_the_messages_that_are_ahead(
    world: World, status: RunStatus, step: int, refused: bool
) -> None:
    world.start(ANN, BEA)
    world.turn()
    if status is RunStatus.PAUSED:
        world.runs.pause(CAMPAIGN, "ada", None)
    assert refuses(world, step) is refused


def test_a_lead_that_has_ended_gets_no_mail(world: World) -> None:
    world.start(ANN, BEA)
    world.suppressions.order_recipient(ANN.recipient, None, an_order())
    world.turn()
    assert not refuses(world, 2)


def test_a_lead_that_joined_after_the_live_run_had_ended_counts(world: World) -> None:
    world.start(BEA)
    world.live_through(9 * DAY)
    world.import_leads(ANN)
    assert refuses(world, 0)


def test_a_rehearsal_under_way_counts_and_one_that_is_over_does_not(world: World) -> None:
    world.start(ANN, BEA, mode=Mode.LIVE)
    world.live_through(9 * DAY)
    world.start(mode=Mode.PROOF)
    assert refuses(world, 0)
    world.live_through(9 * DAY)
    assert not refuses(world, 0)


def test_the_same_definition_is_not_tried(world: World) -> None:
    world.import_leads(ANN)
    trial = Fails(0)
    world.runs.apply(world.campaign, {}, trial)
    assert trial.tried == []


def test_nobody_is_read_from_a_run_whose_mails_can_all_be_rendered(world: World) -> None:
    world.start(BEA)
    trial = Fails(0)
    world.runs.apply(replace(world.campaign, name=CHANGED), {}, trial)
    assert trial.tried == [(BEA.lead_id, 0)]


def test_only_some_of_many_leads_are_named(world: World) -> None:
    world.import_leads(*(a_lead(f"lead{number}") for number in range(60)))
    told: list[int] = []
    failing = world.runs.failing(
        world.campaign, lambda *_: Unrenderable(0, MessageId("intro"), "too long"), told.append
    )
    assert failing is not None
    assert (failing.leads, len(failing.first), told) == (60, 3, [50])
