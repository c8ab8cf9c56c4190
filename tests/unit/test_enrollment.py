"""A change that would lose a lead cannot be made."""

import pytest

from outreach.domain.enrollment import IN_FLIGHT, Lane, Lead, State
from outreach.domain.reasons import Reason
from world.builders import NOON, a_change, a_lead

JANE = a_lead()
WAITING = (State.DUE, State.UNKNOWN)


@pytest.mark.parametrize("state", WAITING)
@pytest.mark.parametrize("lane", Lane)
def test_what_has_not_ended_waits_in_a_lane_until_a_time(state, lane):
    change = a_change(state, lane=lane, due_at=NOON)
    assert (change.lane, change.due_at) == (lane, NOON)


def test_what_has_ended_waits_nowhere_and_has_a_reason():
    change = a_change(State.ENDED, reason=Reason.CANCELLED)
    assert (change.lane, change.due_at, change.reason) == (None, None, Reason.CANCELLED)


@pytest.mark.parametrize("state", WAITING)
@pytest.mark.parametrize("missing", [{"lane": None}, {"due_at": None}, {"lane": None, "due_at": None}])
def test_nobody_leaves_the_index_before_the_end(state, missing):
    with pytest.raises(AssertionError, match="index"):
        a_change(state, **missing)


@pytest.mark.parametrize(
    "left", [{"lane": Lane.FIRST}, {"due_at": NOON}, {"lane": Lane.FIRST, "due_at": NOON}]
)
def test_nobody_stays_in_the_index_after_it(left):
    with pytest.raises(AssertionError, match="index"):
        a_change(State.ENDED, **left)


def test_an_end_needs_a_reason():
    with pytest.raises(AssertionError, match="reason"):
        a_change(State.ENDED, reason=None)


def test_what_nobody_has_settled_is_in_flight():
    assert set(IN_FLIGHT) == {State.SENDING, State.UNKNOWN}


def test_only_a_claim_moves_to_sending():
    with pytest.raises(AssertionError, match="claim"):
        a_change(State.SENDING)


def test_a_lead_may_have_an_address_and_nothing_else():
    lead = Lead(JANE.lead_id, JANE.address, JANE.recipient, JANE.domains)
    assert (lead.fields, lead.timezone) == ({}, None)
