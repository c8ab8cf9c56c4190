"""What may follow what, of an enrollment and of a run: the tables, and that nothing gets around them."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from outreach.domain import settlement
from outreach.domain.campaign import Policy, UnknownPolicy
from outreach.domain.control import STATUS_CHANGES, Mode, RunStatus, require_status_change
from outreach.domain.enrollment import (
    ALLOWED,
    IN_FLIGHT,
    Change,
    Enrollment,
    Lane,
    State,
    claimed,
    require_settle,
)
from outreach.domain.ids import ClaimId, SesMessageId
from outreach.domain.outcome import Accepted, Ambiguous, Refusal, Refused
from outreach.domain.reasons import Reason
from world.builders import DAY, NOON, a_campaign, a_change, an_enrollment

CAMPAIGN = a_campaign()
ONE_STEP = a_campaign(steps=CAMPAIGN.steps[:1])
HOLDING = a_campaign(policy=Policy(unknown=UnknownPolicy.HOLD))
ME = ClaimId("claim-me")
ATTEMPT = settlement.Attempt(ME, Mode.LIVE, CAMPAIGN.steps[0].message_id)
PAIRS = list(product(State, State))

DUE = an_enrollment()
SENDING = claimed(DUE, ME, NOON)
UNKNOWN = replace(SENDING, state=State.UNKNOWN, lane=Lane.FINAL, due_at=NOON + DAY, reason=Reason.UNKNOWN)
HELD = replace(SENDING, state=State.ENDED, lane=None, due_at=None, reason=Reason.UNKNOWN_HELD)


def settled(found: Enrollment, outcome: Accepted | Refused | Ambiguous, campaign=CAMPAIGN) -> Change:
    return settlement.settle(found, campaign, ATTEMPT, outcome, NOON, 0.0)


SENT = Accepted(SesMessageId("0100-x"))
LOST = Ambiguous("ReadTimeoutError")
SITUATIONS: dict[tuple[State, State], Callable[[], list[Change | Enrollment]]] = {
    (State.DUE, State.DUE): lambda: [settlement.defer(DUE, Reason.HELD, NOON + DAY, NOON)],
    (State.DUE, State.SENDING): lambda: [claimed(DUE, ME, NOON)],
    (State.DUE, State.ENDED): lambda: [
        settlement.skip(DUE, CAMPAIGN, Reason.DNC, NOON),
        settlement.fail(DUE, CAMPAIGN, Reason.POISON, "ValueError", NOON),
    ],
    (State.SENDING, State.DUE): lambda: [
        settled(SENDING, SENT),
        settled(SENDING, Refused(Refusal.THROTTLED, "TooManyRequestsException")),
        settled(SENDING, Refused(Refusal.SENDER_STOPPED, "AccountSuspendedException")),
        settled(SENDING, Refused(Refusal.NOT_REACHED, "ConnectTimeoutError")),
        settlement.release(SENDING, Reason.KILLED, NOON),
        settlement.defer(SENDING, Reason.HELD, NOON + DAY, NOON),
    ],
    (State.SENDING, State.UNKNOWN): lambda: [
        settled(SENDING, LOST),
        settlement.give_up(SENDING, CAMPAIGN, NOON),
    ],
    (State.SENDING, State.ENDED): lambda: [
        settled(SENDING, SENT, ONE_STEP),
        settled(SENDING, Refused(Refusal.CONTENT, "MessageRejected")),
        settled(replace(SENDING, tries=3), Refused(Refusal.NOT_REACHED, "ConnectTimeoutError")),
        settlement.skip(SENDING, CAMPAIGN, Reason.UNSUBSCRIBED, NOON),
    ],
    (State.UNKNOWN, State.UNKNOWN): lambda: [settled(UNKNOWN, LOST)],
    (State.UNKNOWN, State.DUE): lambda: [
        settled(UNKNOWN, SENT),
        settlement.close_unknown(UNKNOWN, CAMPAIGN, NOON),
        settlement.resolve_sent(UNKNOWN, CAMPAIGN, "ada", NOON),
        settlement.reopen(UNKNOWN, CAMPAIGN, "ada", NOON),
    ],
    (State.UNKNOWN, State.ENDED): lambda: [
        settled(UNKNOWN, SENT, ONE_STEP),
        settlement.close_unknown(UNKNOWN, HOLDING, NOON),
        settlement.close_unknown(UNKNOWN, ONE_STEP, NOON),
        settlement.resolve_sent(UNKNOWN, ONE_STEP, "ada", NOON),
    ],
    (State.ENDED, State.DUE): lambda: [
        settlement.resolve_sent(HELD, CAMPAIGN, "ada", NOON),
        settlement.reopen(HELD, CAMPAIGN, "ada", NOON),
    ],
    (State.ENDED, State.ENDED): lambda: [settlement.resolve_sent(HELD, ONE_STEP, "ada", NOON)],
}
"""What makes each transition, as the code that makes it."""


def a_change_between(origin: State, state: State) -> Change:
    """Nothing is wrong with it but, perhaps, what it follows."""
    reason = Reason.COMPLETED if state is State.ENDED else None
    return a_change(state, origin=origin, reason=reason, ordered_by="ada")


@pytest.mark.parametrize(("origin", "state"), PAIRS)
def test_a_change_that_is_not_in_the_table_cannot_be_made(origin: State, state: State) -> None:
    if state in ALLOWED[origin] and state is not State.SENDING:
        assert a_change_between(origin, state).state is state
        return
    with pytest.raises(AssertionError):
        a_change_between(origin, state)


@pytest.mark.parametrize("state", State)
def test_a_claim_takes_what_is_due_and_nothing_else(state: State) -> None:
    """What is in flight may have been sent, and what is unknown, too."""
    found = an_enrollment(state=state)
    if state is State.DUE:
        assert claimed(found, ME, NOON) == replace(found, state=State.SENDING, claim_id=ME, claimed_at=NOON)
        return
    with pytest.raises(AssertionError, match=f"sending does not follow {state}"):
        claimed(found, ME, NOON)


@pytest.mark.parametrize("state", [State.DUE, State.ENDED])
def test_nobody_but_an_operator_changes_what_has_ended(state: State) -> None:
    assert a_change(state, origin=State.ENDED, ordered_by="ada").ordered_by == "ada"
    with pytest.raises(AssertionError, match="only an operator"):
        a_change(state, origin=State.ENDED)


def test_what_ends_waits_or_is_given_up_by_itself_never_follows_an_end() -> None:
    """No skip, failure, deferral or settle touches what has ended, even if it was read too early."""
    for change in (
        lambda: settlement.skip(HELD, CAMPAIGN, Reason.DNC, NOON),
        lambda: settlement.fail(HELD, CAMPAIGN, Reason.POISON, "ValueError", NOON),
        lambda: settlement.give_up(HELD, CAMPAIGN, NOON),
        lambda: settlement.close_unknown(HELD, CAMPAIGN, NOON),
        lambda: settlement.close_unknown(HELD, ONE_STEP, NOON),
        lambda: settled(HELD, SENT),
        lambda: settled(HELD, LOST),
    ):
        with pytest.raises(AssertionError):
            change()


@pytest.mark.parametrize("pair", SITUATIONS, ids="-".join)
def test_each_allowed_transition_is_made_by_somebody(pair: tuple[State, State]) -> None:
    for made in SITUATIONS[pair]():
        origin = made.origin if isinstance(made, Change) else State.DUE
        assert (origin, made.state) == pair


def test_nothing_is_allowed_that_nobody_makes() -> None:
    assert SITUATIONS.keys() == {(origin, state) for origin in State for state in ALLOWED[origin]}


def test_a_settle_may_find_the_touch_unknown_that_it_was_sending() -> None:
    """A pass has given it up meanwhile: whatever an owner may say then, it may still say."""
    assert ALLOWED[State.SENDING] <= ALLOWED[State.UNKNOWN]
    for origin in IN_FLIGHT:
        for state in ALLOWED[origin]:
            require_settle(a_change_between(origin, state))


@pytest.mark.parametrize("origin", [state for state in State if state not in IN_FLIGHT])
def test_a_change_of_what_is_not_in_flight_is_no_settle(origin: State) -> None:
    with pytest.raises(AssertionError, match=f"a settle of what was {origin}"):
        require_settle(a_change(origin=origin, ordered_by="ada"))


@pytest.mark.parametrize(("origin", "to"), list(product(RunStatus, RunStatus)))
def test_a_run_s_status_follows_the_table(origin: RunStatus, to: RunStatus) -> None:
    if to in STATUS_CHANGES[origin]:
        require_status_change(origin, to)
        return
    with pytest.raises(AssertionError, match=f"{to} does not follow {origin}"):
        require_status_change(origin, to)


def test_a_cancelled_run_stays_cancelled_and_a_finished_one_is_started_again_before_it_can_be_stopped() -> (
    None
):
    assert STATUS_CHANGES[RunStatus.CANCELLED] == frozenset()
    assert STATUS_CHANGES[RunStatus.FINISHED] == {RunStatus.RUNNING}
