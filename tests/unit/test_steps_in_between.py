"""A step that nobody has come to may be put before others, while the live run is paused. Nobody gets a mail twice by it."""

from dataclasses import replace

import pytest

from outreach.domain.campaign import Step
from outreach.domain.control import Mode
from outreach.domain.enrollment import State, TouchState
from outreach.domain.ids import LIVE, MessageId
from outreach.domain.outcome import Ambiguous
from outreach.domain.reasons import Reason
from outreach.domain.revision_rules import incompatible
from outreach.errors import RefusedChange
from outreach.memory import MemorySender
from world.builders import CAMPAIGN, DAY, a_campaign, a_lead
from world.memory import World

A, B, C, X = (Step(MessageId(name), DAY) for name in ("intro", "followup1", "followup2", "extra"))
LEAD = a_lead()


def sending(*steps: Step):
    found = a_campaign(steps=steps)
    extra = {
        name.replace("intro", "extra"): text for name, text in found.templates.items() if "intro" in name
    }
    policy = replace(found.policy, max_steps_per_lead=9)
    return replace(found, templates={**found.templates, **extra}, policy=policy)


@pytest.mark.parametrize(("positions", "possible"), [(0, True), (1, True), (2, False), (None, False)])
def test_only_positions_that_somebody_has_come_to_keep_their_messages(positions, possible):
    found = incompatible(sending(A, B), sending(A, X, B), come_to=positions)
    assert (found is None) is possible


def test_the_sequence_never_gets_shorter_because_a_sender_may_still_move_a_lead_on():
    found = incompatible(sending(A, B), sending(A), come_to=0)
    assert found is not None
    assert "needs all 2 steps" in found


@pytest.fixture
def world() -> World:
    """A live run of three steps. Its lead has had the first mail, and waits for the second."""
    world = World(sending(A, B, C))
    world.start(LEAD)
    world.live_through(DAY * 1.5)
    assert world.mails_to(LEAD)
    return world


def pause(world: World) -> None:
    world.runs.pause(CAMPAIGN, "olga", None)


def resume(world: World) -> None:
    world.runs.resume(CAMPAIGN, "olga", None)


def had(world: World) -> list[str]:
    """The messages that the lead has had, in their order."""
    touches = world.enrollment(LEAD).touches
    return [touches[step].message_id for step in sorted(touches) if touches[step].state is TouchState.SENT]


def test_who_has_not_come_to_it_gets_it_and_everything_once(world):
    assert had(world) == ["intro"]
    pause(world)
    world.apply(sending(A, B, X, C))
    resume(world)
    world.live_through(DAY * 9)
    assert had(world) == ["intro", "followup1", "extra", "followup2"]
    assert len(world.ses.accepted) == 4
    assert world.enrollment(LEAD).reason is Reason.COMPLETED


def test_while_the_run_goes_on_it_is_refused_and_the_way_is_named(world):
    before = world.run().revision
    with pytest.raises(
        RefusedChange, match="possible while the live run is paused: `outreach campaign pause demo`"
    ):
        world.apply(sending(A, B, X, C))
    assert world.run().revision == before
    assert world.campaigns.current(CAMPAIGN)[0] == before


def test_before_a_step_that_a_lead_waits_for_it_is_refused(world):
    pause(world)
    with pytest.raises(RefusedChange, match='step 2 sends "followup1" and cannot become "extra"'):
        world.apply(sending(A, X, B, C))


def test_a_mail_that_may_be_on_its_way_counts_as_had():
    world = World(sending(A, B), MemorySender(Ambiguous("timeout")))
    world.start(LEAD)
    world.live_through(DAY * 1.5)
    assert world.enrollment(LEAD).state is State.UNKNOWN
    pause(world)
    with pytest.raises(RefusedChange, match='step 2 sends "followup1"'):
        world.apply(sending(A, X, B))


def test_after_the_end_of_the_run_it_is_refused_in_words_that_say_so():
    world = World(sending(A, B))
    world.start(LEAD)
    world.live_through(DAY * 5)
    with pytest.raises(RefusedChange, match='step 2 sends "followup1" and cannot become "extra"'):
        world.apply(sending(A, X, B))


def test_a_resume_while_it_is_applied_leaves_the_run_as_it_is_and_says_so(world):
    pause(world)
    before, follow = world.run().revision, world.controls.follow

    def late(*asked, **how):
        world.controls.follow = follow
        resume(world)
        return follow(*asked, **how)

    world.controls.follow = late
    with pytest.raises(
        RefusedChange, match="the live run keeps the one before it, because it was resumed just now"
    ):
        world.apply(sending(A, B, X, C))
    assert world.run().revision == before
    with pytest.raises(RefusedChange, match="possible while the live run is paused"):
        world.apply(sending(A, B, X, C))
    pause(world)
    world.apply(sending(A, B, X, C))
    assert world.run().revision == world.campaigns.current(CAMPAIGN)[0]


def test_an_apply_that_died_before_the_run_followed_is_repeated(world):
    pause(world)
    longer = sending(A, B, X, C)
    world.campaigns.publish(longer, world.clock.now())
    world.apply(longer)
    assert world.run().revision == world.campaigns.current(CAMPAIGN)[0]


def test_a_rehearsal_keeps_its_definition(world):
    world.runs.start(CAMPAIGN, Mode.PROOF, "olga")
    before = world.run("proof-1").revision
    pause(world)
    world.apply(sending(A, B, X, C))
    assert world.run("proof-1").revision == before
    assert world.run(LIVE).revision != before
