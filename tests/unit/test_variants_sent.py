"""Variants on the path of a touch: what a lead gets, what is recorded, and what a stopped variant does."""

from dataclasses import replace

import pytest

from outreach.domain import settlement
from outreach.domain.choosing import Choice
from outreach.domain.control import Mode
from outreach.domain.enrollment import State, TouchState
from outreach.domain.experiment import Stopped, drawn
from outreach.domain.ids import ClaimId, LeadId, MessageId
from outreach.domain.outcome import Ambiguous, Refusal, Refused
from outreach.rendering.message_selection import SequenceSelector, selector
from outreach.rendering.trial import TrialRenderer
from outreach.services.operator.failing import LeadsWouldFail
from world.builders import DAY, a_campaign, a_fence, a_lead, a_message, an_enrollment
from world.experiments import PLAIN, SHORT, a_varied_campaign, an_experiment
from world.memory import World

NAMES = [f"lead{number}" for number in range(12)]
IN_PLAIN, IN_SHORT = (
    next(a_lead(name) for name in NAMES if drawn(an_experiment(), LeadId(f"lead-{name}")).name == variant)
    for variant in ("plain", "short")
)
SUBJECTS = {"plain": ["Hello", "Hello", "Hello"], "short": ["intro-short", "Hello", "bye"]}


@pytest.fixture
def world() -> World:
    return World(a_varied_campaign())


def first_words(world: World, lead) -> list[str]:
    return [subject.removeprefix("Re: ").split()[0] for subject in world.mails_to(lead)]


def stop(world: World, how: Stopped) -> None:
    world.apply(a_varied_campaign(an_experiment(short=how)))


@pytest.mark.parametrize(("lead", "arm"), [(IN_PLAIN, PLAIN), (IN_SHORT, SHORT)])
def test_a_lead_gets_the_messages_of_its_arm_through_all_steps_and_each_touch_says_so(world, lead, arm):
    world.start(IN_PLAIN, IN_SHORT)
    world.live_through(9 * DAY)
    touches = world.enrollment(lead).touches
    assert first_words(world, lead) == SUBJECTS[arm.variant]
    assert [touch.arm for touch in touches.values()] == [arm] * 3
    sent = ["intro-short", "followup1", "bye"] if arm is SHORT else ["intro", "followup1", "followup2"]
    assert [touch.message_id for touch in touches.values()] == sent
    assert [touch.key.split(":")[2] for touch in touches.values()] == sent


def test_a_rehearsal_sends_each_lead_what_the_live_run_sends(world):
    world.start(IN_PLAIN, IN_SHORT, mode=Mode.PROOF)
    world.turn()
    assert world.enrollment(IN_SHORT, "proof-1").touches[0].arm == SHORT
    assert world.enrollment(IN_PLAIN, "proof-1").touches[0].arm == PLAIN


def test_a_plain_campaign_records_no_arm():
    world = World()
    world.start(a_lead())
    world.turn()
    assert (world.enrollment(a_lead()).touches[0].arm, world.enrollment(a_lead()).arm) == (None, None)


@pytest.mark.parametrize(
    "refusal", [Refused(Refusal.THROTTLED, "slow"), Refused(Refusal.NOT_REACHED, "timeout")]
)
def test_a_retry_is_in_the_same_arm(world, refusal):
    world.start(IN_SHORT)
    world.ses.script.append(refusal)
    world.live_through(DAY)
    assert first_words(world, IN_SHORT) == ["intro-short"]


class TestAVariantThatWasStopped:
    def test_who_has_had_none_of_it_gets_another(self, world):
        world.start(IN_SHORT)
        stop(world, Stopped.STAY)
        world.live_through(9 * DAY)
        assert first_words(world, IN_SHORT) == SUBJECTS["plain"]
        assert world.enrollment(IN_SHORT).touches[0].arm == PLAIN

    def test_who_was_refused_has_had_none_of_it(self, world):
        world.start(IN_SHORT)
        world.ses.script.append(Refused(Refusal.NOT_REACHED, "timeout"))
        world.turn()
        assert world.enrollment(IN_SHORT).touches[0].arm == SHORT
        stop(world, Stopped.STAY)
        world.live_through(DAY)
        assert first_words(world, IN_SHORT) == ["Hello"]
        touch = world.enrollment(IN_SHORT).touches[0]
        assert (touch.arm, touch.message_id, touch.key.split(":")[2]) == (PLAIN, "intro", "intro")

    def test_who_has_had_a_message_of_it_stays(self, world):
        world.start(IN_SHORT)
        world.turn()
        stop(world, Stopped.STAY)
        world.live_through(9 * DAY)
        assert first_words(world, IN_SHORT) == SUBJECTS["short"]

    def test_who_has_had_a_message_of_it_moves_if_the_stop_says_so(self, world):
        world.start(IN_SHORT)
        world.turn()
        stop(world, Stopped.MOVE)
        world.live_through(9 * DAY)
        assert first_words(world, IN_SHORT) == ["intro-short", "Hello", "Hello"]
        assert [touch.arm for touch in world.enrollment(IN_SHORT).touches.values()] == [SHORT, PLAIN, PLAIN]

    def test_who_may_have_had_a_message_of_it_stays(self, world):
        world.start(IN_SHORT)
        world.ses.script.append(Ambiguous("ReadTimeoutError"))
        world.turn()
        stop(world, Stopped.STAY)
        world.live_through(9 * DAY)
        assert world.enrollment(IN_SHORT).touches[0].state is TouchState.ASSUMED_SENT
        assert first_words(world, IN_SHORT) == ["Hello", "bye"]

    def test_others_go_on_as_if_nothing_had_happened(self, world):
        world.start(IN_PLAIN)
        world.turn()
        stop(world, Stopped.MOVE)
        world.live_through(9 * DAY)
        assert first_words(world, IN_PLAIN) == SUBJECTS["plain"]


class TestASenderThatDied:
    """Its claim recorded what it was about to send, and the campaign may have changed since."""

    @pytest.fixture
    def dead(self, world) -> World:
        world.start(IN_SHORT)
        found = world.enrollment(IN_SHORT)
        message = a_message(found)
        world.enrollments.claim(message.key, message.fence, ClaimId("dead"), world.clock.now(), SHORT)
        stop(world, Stopped.MOVE)
        return world

    def test_the_unknown_touch_is_of_the_arm_that_it_was_claimed_in(self, dead):
        dead.live_through(DAY / 2)
        found = dead.enrollment(IN_SHORT)
        assert found.state is State.UNKNOWN
        assert (found.touches[0].arm, found.touches[0].message_id) == (SHORT, "intro-short")

    def test_a_claim_without_an_experiment_forgets_the_arm_of_an_earlier_one(self, world):
        world.start(IN_SHORT)
        world.ses.script.append(Refused(Refusal.NOT_REACHED, "timeout"))
        world.turn()
        assert world.enrollment(IN_SHORT).arm == SHORT
        world.apply(replace(a_varied_campaign(), experiment=None))
        world.live_through(DAY)
        assert (world.enrollment(IN_SHORT).arm, world.enrollment(IN_SHORT).touches[0].arm) == (None, None)


def test_an_operator_who_sends_again_sends_the_same_text(world):
    """SES may have taken the first mail. So the variant is kept, although it was stopped meanwhile."""
    world.start(IN_SHORT)
    world.ses.script.append(Ambiguous("ReadTimeoutError"))
    world.turn()
    stop(world, Stopped.STAY)
    found = world.enrollment(IN_SHORT)
    again = settlement.reopen(found, world.campaign, "ada", world.clock.now())
    assert world.enrollments.move(found.key, a_fence(found), again)
    world.live_through(DAY)
    assert first_words(world, IN_SHORT) == ["intro-short"]


def test_the_selector_of_variants_leaves_plain_campaigns_to_the_other():
    plain, varied = a_campaign(), a_varied_campaign()
    lead = an_enrollment(IN_SHORT)
    assert (
        selector().select(plain, lead) == SequenceSelector().select(plain, lead) == Choice(MessageId("intro"))
    )
    assert selector().select(varied, lead) == Choice(MessageId("intro-short"), SHORT)
    assert SequenceSelector().select(varied, lead) == Choice(MessageId("intro"))
    later = replace(lead, step=1)
    assert selector().select(varied, later) == Choice(MessageId("followup1"), SHORT)


def test_a_trial_looks_at_every_variant():
    templates = a_varied_campaign().templates | {"bye.txt": "{{ first_name[400] }}"}
    found = TrialRenderer("https://us.example/u").first_failing(
        a_varied_campaign(templates=templates), IN_PLAIN
    )
    assert found is not None
    assert (found.step, found.message_id) == (2, "bye")


def test_an_apply_names_who_could_get_no_mail_of_a_variant(world):
    """Also if the lead is in another one: the variant may be stopped, and then the lead may get this one."""
    world.start(IN_PLAIN)
    templates = a_varied_campaign().templates | {"bye.txt": "{{ first_name[400] }}"}
    with pytest.raises(LeadsWouldFail):
        world.runs.apply(
            a_varied_campaign(templates=templates), {}, TrialRenderer("https://us.example/u").first_failing
        )
