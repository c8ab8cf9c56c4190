"""Nobody gets a message twice, also if a revision before the last one has sent it at another step."""

from dataclasses import replace
from pathlib import Path

import pytest

from outreach.domain.campaign import Campaign, Step
from outreach.domain.enrollment import Lead, State, TouchState
from outreach.domain.experiment import Experiment, Variant
from outreach.domain.ids import MessageId
from outreach.domain.outcome import Ambiguous
from outreach.domain.reasons import EXPLANATIONS, Reason
from outreach.memory import MemorySender
from world.artifacts import exported
from world.builders import DAY, a_lead
from world.experiments import GREETING, a_varied_campaign
from world.memory import World

INTRO, SECOND, TEASER = (MessageId(name) for name in ("intro", "followup1", "intro-short"))
PLAIN = Variant("plain")
TEASED = Experiment(GREETING, (PLAIN, Variant("short", 1, {INTRO: TEASER})))
LEFT_OUT = Experiment(GREETING, (PLAIN, Variant("short")))
LEADS = [a_lead(f"lead{number}") for number in range(8)]


def sending(*messages: MessageId, experiment: Experiment | None) -> Campaign:
    found = a_varied_campaign(steps=tuple(Step(message, DAY) for message in messages))
    return replace(found, experiment=experiment)


def three_revisions(world: World, without: Experiment | None) -> None:
    """Some get the teaser at step 1, then nobody is to get it, and then everybody at step 3."""
    world.apply(sending(INTRO, SECOND, experiment=TEASED))
    world.start(*LEADS)
    world.live_through(DAY * 1.5)
    world.apply(sending(INTRO, SECOND, experiment=without))
    world.apply(sending(INTRO, SECOND, TEASER, experiment=without))
    world.live_through(DAY * 9)


def had(world: World, lead: Lead) -> list[MessageId]:
    """What the lead got, or may have got, in order."""
    touches = world.enrollment(lead).touches
    return [touches[step].message_id for step in sorted(touches) if touches[step].may_have_arrived]


@pytest.mark.parametrize("without", [LEFT_OUT, None], ids=["left-out-of-the-variant", "experiment-taken-out"])
def test_who_has_had_it_ends_and_everybody_else_gets_it(without: Experiment | None) -> None:
    world = World()
    three_revisions(world, without)
    teased = [lead for lead in LEADS if had(world, lead)[0] == TEASER]
    others = [lead for lead in LEADS if lead not in teased]
    assert teased
    assert others
    for lead in teased:
        assert had(world, lead) == [TEASER, SECOND]
        assert len(world.mails_to(lead)) == 2
        assert world.enrollment(lead).reason is Reason.MESSAGE_HAD
        assert world.enrollment(lead).touches[2].state is TouchState.SKIPPED
    for lead in others:
        assert had(world, lead) == [INTRO, SECOND, TEASER]
        assert len(world.mails_to(lead)) == 3
        assert world.enrollment(lead).reason is Reason.COMPLETED


def test_who_may_have_had_it_ends_too() -> None:
    world = World(ses=MemorySender(*[Ambiguous("timeout")] * len(LEADS)))
    three_revisions(world, None)
    ends = {had(world, lead)[0]: world.enrollment(lead).reason for lead in LEADS}
    assert ends == {TEASER: Reason.MESSAGE_HAD, INTRO: Reason.COMPLETED}
    assert {world.enrollment(lead).state for lead in LEADS} == {State.ENDED}


def test_the_proof_finds_nothing_and_the_summary_says_what_ended_them(tmp_path: Path) -> None:
    world = World()
    three_revisions(world, None)
    found = exported(world, tmp_path, world.run())
    assert found.findings == ()
    summary = (found.directory / "summary.md").read_text("utf-8")
    assert EXPLANATIONS[Reason.MESSAGE_HAD] in summary
