"""Which message a lead gets at a step, from what it has had."""

from dataclasses import replace

import pytest

from outreach.domain.choosing import Choice, choices_of, choose, had, message_in, messages_of, only
from outreach.domain.enrollment import IN_FLIGHT, State, TouchState
from outreach.domain.experiment import Arm, Experiment, Stopped, Variant
from outreach.domain.ids import ClaimId, MessageId
from world.builders import a_campaign, a_lead, a_touch, an_enrollment
from world.experiments import GREETING, PLAIN, SHORT, a_varied_campaign, an_experiment

VARIED, SEQUENCE = a_varied_campaign(), a_campaign()
IN_SHORT = a_lead("lead1")
IN_PLAIN = a_lead("lead0")
ARRIVED = (TouchState.SENT, TouchState.SENT_PROOF, TouchState.ASSUMED_SENT, TouchState.UNKNOWN)
NOT_ARRIVED = (TouchState.RETRY, TouchState.SKIPPED, TouchState.FAILED)


def after(lead=IN_PLAIN, step=1, **touches):
    found = {int(name[1:]): touch for name, touch in touches.items()}
    return an_enrollment(lead, step=step, touches=found)


def test_without_an_experiment_the_sequence_decides():
    assert choose(SEQUENCE, an_enrollment(IN_SHORT, step=2)) == Choice(MessageId("followup2"))


def test_with_one_the_lead_s_arm_decides():
    assert choose(VARIED, an_enrollment(IN_SHORT)) == Choice(MessageId("intro-short"), SHORT)
    assert choose(VARIED, an_enrollment(IN_PLAIN)) == Choice(MessageId("intro"), PLAIN)
    assert choose(VARIED, an_enrollment(IN_SHORT, step=1)) == Choice(MessageId("followup1"), SHORT)
    assert choose(VARIED, an_enrollment(IN_SHORT), step=2) == Choice(MessageId("bye"), SHORT)


@pytest.mark.parametrize("state", ARRIVED)
def test_a_message_that_may_have_arrived_holds_a_lead_in_its_arm(state):
    found = after(s0=a_touch(state=state, arm=SHORT))
    assert had(found) == SHORT
    assert choose(VARIED, found).arm == SHORT


@pytest.mark.parametrize("state", NOT_ARRIVED)
def test_a_message_that_did_not_arrive_holds_nobody(state):
    found = after(step=0, s0=a_touch(state=state, arm=SHORT))
    assert had(found) is None
    assert choose(VARIED, found) == Choice(MessageId("intro"), PLAIN)


def test_a_message_of_an_earlier_claim_may_have_arrived():
    again = a_touch(state=TouchState.RETRY, arm=SHORT, earlier_claims=(ClaimId("c-1"),))
    assert had(after(step=0, s0=again)) == SHORT


def test_the_latest_message_counts():
    found = after(step=3, s0=a_touch(arm=SHORT), s1=a_touch(step=1, arm=PLAIN), s2=a_touch(step=2))
    assert had(found) == PLAIN


@pytest.mark.parametrize("state", IN_FLIGHT)
def test_what_is_in_flight_was_chosen_when_it_was_claimed(state):
    flying = an_enrollment(IN_PLAIN, state=state, arm=SHORT)
    assert choose(VARIED, flying) == Choice(MessageId("intro-short"), SHORT)
    assert choose(VARIED, replace(flying, arm=None)) == Choice(MessageId("intro"))


@pytest.mark.parametrize("state", [State.DUE, State.ENDED])
def test_the_arm_of_an_earlier_attempt_decides_nothing(state):
    assert choose(VARIED, an_enrollment(IN_PLAIN, state=state, arm=SHORT)).arm == PLAIN


def test_the_step_after_one_in_flight_is_chosen_anew():
    flying = an_enrollment(IN_PLAIN, state=State.SENDING, arm=SHORT)
    assert choose(VARIED, flying, step=2) == Choice(MessageId("followup2"), PLAIN)


@pytest.mark.parametrize("arm", [None, Arm("other", "short"), Arm(GREETING, "gone")])
def test_an_arm_that_the_campaign_does_not_have_changes_no_message(arm):
    assert message_in(VARIED, 0, arm) == "intro"
    assert message_in(SEQUENCE, 0, SHORT) == "intro"


def test_every_message_that_a_step_may_send_is_listed_once():
    assert choices_of(VARIED, 0) == (
        Choice(MessageId("intro"), PLAIN),
        Choice(MessageId("intro-short"), SHORT),
    )
    assert choices_of(VARIED, 1) == (Choice(MessageId("followup1"), PLAIN),)
    assert messages_of(SEQUENCE, 0) == ("intro",)
    nobody = Experiment(
        GREETING, tuple(Variant(name, messages={MessageId("intro"): MessageId(name)}) for name in ("a", "b"))
    )
    assert messages_of(a_varied_campaign(nobody), 0) == ("a", "b")


def test_a_stopped_variant_may_still_be_sent():
    assert messages_of(a_varied_campaign(an_experiment(short=Stopped.MOVE)), 0) == ("intro", "intro-short")


@pytest.mark.parametrize(("variant", "messages"), [("plain", ("intro",)), ("short", ("intro-short",))])
def test_who_wants_to_look_at_a_variant_gets_it_alone_and_running(variant, messages):
    alone = only(a_varied_campaign(an_experiment(short=Stopped.MOVE)), variant)
    assert messages_of(alone, 0) == messages
    assert {choose(alone, an_enrollment(lead)).arm for lead in (IN_PLAIN, IN_SHORT)} == {
        Arm(GREETING, variant)
    }
