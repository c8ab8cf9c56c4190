"""What a count has to know of one lead."""

from dataclasses import replace

from outreach.domain.counted_lead import CountedLead, CountedTouch, counted_lead
from outreach.domain.enrollment import State, TouchState
from outreach.domain.experiment import Arm
from outreach.domain.fast import WouldGo
from outreach.domain.reasons import Reason
from world.builders import DAY, NOON, a_touch, an_enrollment

SENT = a_touch(
    state=TouchState.SENT_PROOF,
    sender="ann@us.example",
    revision="r1",
    arm=Arm("tone", "warm"),
    would_go=WouldGo(NOON + DAY),
)
LATER = a_touch(step=2, state=TouchState.RETRY)
WAITS = an_enrollment(step=2, reason=Reason.RETRY, touches={2: LATER, 0: SENT})
COUNTED_SENT = CountedTouch(0, TouchState.SENT_PROOF, "ann@us.example", "r1", Arm("tone", "warm"), NOON + DAY)


def test_a_lead_is_where_its_enrollment_is_and_its_touches_are_in_order():
    touches = (COUNTED_SENT, CountedTouch(2, TouchState.RETRY))
    assert counted_lead(WAITS, 3) == CountedLead(State.DUE, 2, NOON, Reason.RETRY, touches)


def test_touches_of_steps_that_are_not_asked_for_are_left_out():
    assert counted_lead(WAITS, 2) == CountedLead(State.DUE, 2, NOON, Reason.RETRY, (COUNTED_SENT,))


def test_what_has_ended_is_not_due():
    ended = replace(WAITS, state=State.ENDED, lane=None, due_at=None, reason=Reason.COMPLETED, touches={})
    assert counted_lead(ended, 3) == CountedLead(State.ENDED, 2, None, Reason.COMPLETED)
