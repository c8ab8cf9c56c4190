"""What an SES event is to an enrollment: of a known attempt or not, and how it settles one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from outreach.domain.enrollment import Lane, State, TouchState
from outreach.domain.evidence import accepted, awaits, knows, superseded
from outreach.domain.ids import ClaimId, SesMessageId
from outreach.domain.reasons import Reason
from outreach.domain.seen import Seen
from world.builders import DAY, MINUTE, NOON, a_campaign, a_touch, an_enrollment
from world.experiments import SHORT

NOW, LATEST, EARLIER, STRANGER = (ClaimId(name) for name in ("now", "latest", "earlier", "stranger"))
CLAIMED_AT = NOON - DAY
MAIL = SesMessageId("mail-1")


def an_attempt(state=State.SENDING, **changes: Any):
    """The second step under the claim `now`; its record knows two earlier ones. The first step has its own."""
    touches = {
        0: a_touch(step=0, claim_id=ClaimId("first")),
        1: a_touch(step=1, message_id="followup1", state=TouchState.RETRY, claim_id=LATEST, earlier_claims=(EARLIER,)),
    }  # fmt: skip
    values: dict[str, Any] = {"step": 1, "claim_id": NOW, "claimed_at": CLAIMED_AT, "touches": touches}
    return an_enrollment(state=state, lane=Lane.NEXT, **(values | changes))


@pytest.mark.parametrize(
    ("step", "claim", "known"),
    [
        (1, NOW, True),
        (1, LATEST, True),
        (1, EARLIER, True),
        (1, STRANGER, False),
        (0, ClaimId("first"), True),
        (0, NOW, False),
        (0, LATEST, False),
        (2, NOW, False),
        (2, STRANGER, False),
    ],
)
def test_an_attempt_is_known_by_the_claim_or_by_the_record_of_its_step(step, claim, known):
    assert knows(an_attempt(), step, claim) is known


def test_a_first_attempt_is_known_before_anything_is_recorded():
    assert knows(an_attempt(touches={}), 1, NOW)
    assert not knows(an_attempt(touches={}), 1, STRANGER)


@pytest.mark.parametrize(
    ("state", "step", "claim", "awaited"),
    [
        (State.SENDING, 1, NOW, True),
        (State.UNKNOWN, 1, NOW, True),
        (State.DUE, 1, NOW, False),
        (State.ENDED, 1, NOW, False),
        (State.SENDING, 0, NOW, False),
        (State.SENDING, 2, NOW, False),
        (State.SENDING, 1, LATEST, False),
        (State.SENDING, 1, STRANGER, False),
    ],
)
def test_only_the_claim_in_flight_is_settled_by_an_event(state, step, claim, awaited):
    assert awaits(an_attempt(state), step, claim) is awaited


@pytest.mark.parametrize(
    ("step", "claim", "again"),
    [(1, EARLIER, True), (1, LATEST, False), (1, NOW, False), (1, STRANGER, False), (0, EARLIER, False), (2, EARLIER, False)],
)  # fmt: skip
def test_an_earlier_claim_was_superseded_by_an_operators_word(step, claim, again):
    assert superseded(an_attempt(), step, claim) is again


def test_a_claim_that_is_the_current_one_again_is_not_superseded():
    assert not superseded(an_attempt(claim_id=EARLIER), 1, EARLIER)


class TestTheSettleOfAnEvent:
    def settled(self, enrollment=None, sent_at=CLAIMED_AT + MINUTE, now=NOON):
        return accepted(enrollment or an_attempt(), a_campaign(), MAIL, sent_at, now)

    def test_it_is_the_settle_that_the_owner_would_have_made(self):
        change = self.settled()
        sent_at = CLAIMED_AT + MINUTE
        assert (change.state, change.step, change.lane) == (State.DUE, 2, Lane.NEXT)
        assert change.due_at == sent_at + timedelta(days=4)
        assert change.at == change.last_touch_at == sent_at
        touch = change.touch
        assert (touch.state, touch.at, touch.ses_message_id) == (TouchState.SENT, sent_at, MAIL)
        assert (touch.message_id, touch.claim_id, touch.attempts) == ("followup1", NOW, 2)
        assert (touch.looked_at, touch.digest, touch.quota_day) == (None, None, None)

    @pytest.mark.parametrize(
        ("sent_at", "claimed_at", "moment"),
        [
            (CLAIMED_AT + MINUTE, CLAIMED_AT, CLAIMED_AT + MINUTE),
            (CLAIMED_AT, CLAIMED_AT, CLAIMED_AT),
            (CLAIMED_AT - DAY, CLAIMED_AT, CLAIMED_AT),
            (NOON, CLAIMED_AT, NOON),
            (NOON + DAY, CLAIMED_AT, NOON),
            (CLAIMED_AT - DAY, None, CLAIMED_AT - DAY),
            (NOON + DAY, None, NOON),
            (CLAIMED_AT, NOON + DAY, NOON),
        ],
    )
    def test_its_time_is_held_between_the_claim_and_now(self, sent_at, claimed_at, moment):
        assert self.settled(an_attempt(claimed_at=claimed_at), sent_at).at == moment

    def test_what_the_attempt_has_recorded_is_kept_and_it_counts_once(self):
        """It was made unknown before the event came, and the campaign has another message there since."""
        record = a_touch(
            step=1,
            message_id="older",
            state=TouchState.UNKNOWN,
            attempts=2,
            claim_id=NOW,
            looked_at=CLAIMED_AT - MINUTE,
            seen=Seen(claimed=False),
            revision="e" * 16,
            arm=SHORT,
            digest="d" * 64,
            quota_day="2026-11-22",
            earlier_claims=(EARLIER,),
            reason=Reason.UNKNOWN,
            detail="ReadTimeoutError",
        )
        first = a_touch(step=0)
        enrollment = an_attempt(State.UNKNOWN, touches={0: first, 1: record})
        change = self.settled(enrollment)
        assert change.touch == replace(
            record,
            state=TouchState.SENT,
            at=CLAIMED_AT + MINUTE,
            ses_message_id=MAIL,
            reason=None,
            detail=None,
        )
        assert enrollment.touches == {0: first, 1: record}

    def test_nothing_is_taken_from_the_record_of_an_earlier_attempt(self):
        record = a_touch(step=1, message_id="older", state=TouchState.RETRY, attempts=2, claim_id=LATEST, digest="d" * 64)  # fmt: skip
        touch = self.settled(an_attempt(touches={1: record})).touch
        assert (touch.message_id, touch.attempts, touch.digest) == ("followup1", 3, None)

    def test_the_arm_is_the_one_that_its_claim_recorded(self):
        touch = self.settled(an_attempt(touches={}, arm=SHORT)).touch
        assert touch.arm == SHORT

    def test_of_a_first_attempt_there_is_no_record(self):
        touch = self.settled(an_attempt(touches={})).touch
        assert (touch.message_id, touch.claim_id, touch.attempts) == ("followup1", NOW, 1)

    def test_what_was_never_claimed_is_not_settled(self):
        with pytest.raises(AssertionError, match="claimed"):
            self.settled(an_attempt(claim_id=None))
