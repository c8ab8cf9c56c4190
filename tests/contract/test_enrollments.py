"""Claim, settle and move: each situation of each condition, on both stores."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain import evidence, settlement
from outreach.domain.archive import compact
from outreach.domain.control import Mode
from outreach.domain.enrollment import Enrollment, Fence, Lane, State, TouchState
from outreach.domain.fast import Passed, WouldGo
from outreach.domain.ids import LIVE, ArchiveId, CampaignId, ClaimId, SesMessageId
from outreach.domain.instruction import Instruction, InstructionKind
from outreach.domain.lease import Look, Place
from outreach.domain.outcome import Accepted, Refusal, Refused
from outreach.domain.reasons import Reason
from outreach.domain.row_version import RowVersion
from outreach.domain.seen import Seen
from outreach.domain.whom_not import Traits
from outreach.domain.zone_source import ZoneKind, ZoneSource
from outreach.services.ports import Claiming, Settling
from world.builders import (
    DAY,
    MINUTE,
    NOON,
    SHARDS,
    a_campaign,
    a_change,
    a_fence,
    a_lead,
    a_recipient,
    a_run,
    a_touch,
    an_enrollment,
)
from world.experiments import SHORT
from world.older_rows import older_item
from world.stores import Stores, in_dynamodb

CAMPAIGN = a_campaign()
ME, OTHER = ClaimId("claim-me"), ClaimId("claim-other")


@pytest.fixture
def due(stores, name) -> Enrollment:
    enrollment = an_enrollment(campaign_id=name)
    assert stores.enrollments.add([enrollment]) == 1
    return enrollment


@pytest.fixture
def claimed(stores, due) -> Enrollment:
    assert stores.enrollments.claim(due.key, a_fence(due), ME, NOON) is Claiming.WON
    return stores.enrollments.get(due.key)


def test_an_enrollment_comes_back_as_it_was_written(stores, name):
    lead = a_lead(
        "zoë",
        fields={"first_name": "Zoë", "null": "", "S": "x", "default": "y"},
        timezone="Asia/Tokyo",
        traits=Traits(disposable=True, country="NL"),
    )
    enrollment = an_enrollment(lead, campaign_id=name)
    touch = a_touch(
        enrollment.key,
        looked_at=NOON,
        seen=Seen(RowVersion(2, "a"), None, RowVersion(1), RowVersion(0), (RowVersion(), RowVersion(3, "b"))),
        revision="0123456789abcdef",
        claim_id=ME,
        earlier_claims=(OTHER, ClaimId("claim-first")),
        ses_message_id=SesMessageId("0100-x"),
        reason=Reason.RETRY,
        detail="TooManyRequestsException",
        digest="d" * 64,
        quota_day="2026-11-23",
        pace_period="2026-11-23T12",
        would_go=WouldGo(NOON + DAY, (Passed.COOLDOWN, Passed.WINDOW)),
        at=NOON + timedelta(microseconds=1),
    )
    full = replace(
        enrollment,
        step=1,
        attempt=7,
        tries=2,
        lane=Lane.FINAL,
        state=State.UNKNOWN,
        reason=Reason.UNKNOWN,
        claim_id=ME,
        claimed_at=NOON,
        settled_by=OTHER,
        last_touch_at=NOON - DAY,
        plan=WouldGo(NOON + 4 * DAY),
        touches={0: touch},
    )
    stores.enrollments.add([full])
    assert stores.enrollments.get(full.key) == full


def test_an_enrollment_that_does_not_exist_is_none(stores, name):
    assert stores.enrollments.get(an_enrollment(campaign_id=name).key) is None


def test_several_are_found_at_once_and_no_others(stores, claimed):
    other = an_enrollment(a_lead("other"), campaign_id=claimed.key.campaign_id)
    nobody = an_enrollment(a_lead("nobody"), campaign_id=claimed.key.campaign_id)
    stores.enrollments.add([other])
    for find in (stores.enrollments.find, stores.enrollments.find_late):
        assert find([claimed.key, other.key, nobody.key]) == {claimed.key: claimed, other.key: other}
        assert find([]) == {}


def test_adding_leaves_those_alone_that_exist(stores, claimed):
    again = replace(claimed, state=State.DUE, claim_id=None)
    other = an_enrollment(a_lead("other"), campaign_id=claimed.key.campaign_id)
    assert stores.enrollments.add([again, other]) == 1
    assert stores.enrollments.get(claimed.key) == claimed


class TestClaim:
    def test_a_due_touch_is_won(self, stores, due):
        assert stores.enrollments.claim(due.key, a_fence(due), ME, NOON) is Claiming.WON
        expected = replace(due, state=State.SENDING, claim_id=ME, claimed_at=NOON)
        assert stores.enrollments.get(due.key) == expected

    def test_a_second_copy_of_the_same_write_wins_too(self, stores, claimed):
        assert stores.enrollments.claim(claimed.key, a_fence(claimed), ME, NOON) is Claiming.WON

    def test_another_claim_loses_and_changes_nothing(self, stores, claimed):
        assert stores.enrollments.claim(claimed.key, a_fence(claimed), OTHER, NOON) is Claiming.LOST
        assert stores.enrollments.get(claimed.key) == claimed

    @pytest.mark.parametrize("fence", [Fence(0, 1), Fence(1, 0)])
    def test_another_attempt_or_step_loses(self, stores, due, fence):
        assert stores.enrollments.claim(due.key, fence, ME, NOON) is Claiming.LOST
        assert stores.enrollments.get(due.key) == due

    def test_an_ended_or_missing_enrollment_loses(self, stores, due):
        stores.enrollments.move(due.key, a_fence(due), a_change(State.ENDED, step=0, origin=State.DUE))
        assert stores.enrollments.claim(due.key, Fence(0, 1), ME, NOON) is Claiming.LOST
        missing = replace(due.key, lead_id="nobody")
        assert stores.enrollments.claim(missing, a_fence(due), ME, NOON) is Claiming.LOST
        assert stores.enrollments.get(missing) is None

    def test_it_records_the_arm_that_is_sent_and_forgets_that_of_an_earlier_claim(self, stores, due):
        assert stores.enrollments.claim(due.key, a_fence(due), ME, NOON, SHORT) is Claiming.WON
        assert stores.enrollments.get(due.key).arm == SHORT
        later = a_change(touch=a_touch(due.key, arm=SHORT), step=0, lane=Lane.FIRST)
        assert stores.enrollments.settle(due.key, ME, later) is Settling.APPLIED
        assert stores.enrollments.get(due.key).touches[0].arm == SHORT
        assert stores.enrollments.claim(due.key, Fence(0, 1), OTHER, NOON) is Claiming.WON
        assert stores.enrollments.get(due.key).arm is None

    def test_it_records_who_sends_and_forgets_who_did_in_an_earlier_claim(self, stores, due):
        anna = {"sender": "anna@us.example"}
        assert stores.enrollments.claim(due.key, a_fence(due), ME, NOON, **anna) is Claiming.WON
        assert stores.enrollments.get(due.key).sender == "anna@us.example"
        later = a_change(touch=a_touch(due.key, **anna), step=0, lane=Lane.FIRST)
        assert stores.enrollments.settle(due.key, ME, later) is Settling.APPLIED
        assert stores.enrollments.get(due.key).touches[0].sender == "anna@us.example"
        assert stores.enrollments.claim(due.key, Fence(0, 1), OTHER, NOON) is Claiming.WON
        assert stores.enrollments.get(due.key).sender is None

    def test_an_unknown_touch_is_never_claimed(self, stores, claimed):
        unknown = a_change(State.UNKNOWN, step=0, lane=Lane.FINAL, reason=Reason.UNKNOWN)
        stores.enrollments.settle(claimed.key, ME, unknown)
        assert stores.enrollments.claim(claimed.key, Fence(0, 1), ME, NOON) is Claiming.LOST

    def test_a_claim_leaves_the_due_index_alone(self, stores, due):
        run = a_run(due.key.campaign_id)
        before = stores.due.page(run, Lane.FIRST, due.key.shard, None, NOON, 10)
        stores.enrollments.claim(due.key, a_fence(due), ME, NOON)
        assert stores.due.page(run, Lane.FIRST, due.key.shard, None, NOON, 10) == before != []

    def test_of_32_claims_at_one_time_one_wins(self, stores, due):
        def claim(number: int) -> Claiming:
            return stores.enrollments.claim(due.key, a_fence(due), ClaimId(f"claim-{number}"), NOON)

        with ThreadPoolExecutor(32) as pool:
            outcomes = list(pool.map(claim, range(32)))
        assert outcomes.count(Claiming.WON) == 1
        winner = stores.enrollments.get(due.key).claim_id
        assert winner == f"claim-{outcomes.index(Claiming.WON)}"


class TestSettle:
    def test_the_owner_records_its_outcome(self, stores, claimed):
        touch = a_touch(claimed.key, claim_id=ME, ses_message_id=SesMessageId("0100"))
        change = a_change(touch=touch, last_touch_at=NOON, at=NOON + MINUTE)
        assert stores.enrollments.settle(claimed.key, ME, change) is Settling.APPLIED
        assert stores.enrollments.get(claimed.key) == replace(
            claimed,
            state=State.DUE,
            step=1,
            attempt=1,
            lane=Lane.NEXT,
            due_at=change.due_at,
            settled_by=ME,
            last_touch_at=NOON,
            changed_at=NOON + MINUTE,
            touches={0: touch},
        )

    def test_a_plan_is_kept_until_the_next_one(self, stores, claimed):
        first, then = WouldGo(NOON + DAY, (Passed.DELAY,)), WouldGo(NOON + 3 * DAY)
        fence = Fence(1, claimed.attempt + 1)
        stores.enrollments.settle(claimed.key, ME, a_change(plan=first))
        stores.enrollments.move(claimed.key, fence, a_change(origin=State.DUE, reason=Reason.QUOTA))
        assert stores.enrollments.get(claimed.key).plan == first
        stores.enrollments.move(
            claimed.key, replace(fence, attempt=fence.attempt + 1), a_change(origin=State.DUE, plan=then)
        )
        assert stores.enrollments.get(claimed.key).plan == then

    def test_a_second_copy_finds_its_own_work(self, stores, claimed):
        stores.enrollments.settle(claimed.key, ME, a_change())
        settled = stores.enrollments.get(claimed.key)
        assert stores.enrollments.settle(claimed.key, ME, a_change()) is Settling.ALREADY
        assert stores.enrollments.get(claimed.key) == settled

    def test_nobody_but_the_owner_settles(self, stores, claimed):
        assert stores.enrollments.settle(claimed.key, OTHER, a_change()) is Settling.LOST
        assert stores.enrollments.get(claimed.key) == claimed

    def test_a_slow_owner_settles_over_unknown(self, stores, claimed):
        unknown = a_change(State.UNKNOWN, step=0, lane=Lane.FINAL, reason=Reason.UNKNOWN)
        assert stores.enrollments.move(claimed.key, a_fence(claimed), unknown)
        assert stores.enrollments.settle(claimed.key, ME, a_change()) is Settling.APPLIED
        assert stores.enrollments.get(claimed.key).state is State.DUE

    def test_an_event_settles_what_its_owner_left_unknown(self, stores, claimed):
        unknown = a_change(State.UNKNOWN, step=0, lane=Lane.FINAL, reason=Reason.UNKNOWN)
        assert stores.enrollments.settle(claimed.key, ME, unknown) is Settling.APPLIED
        assert stores.enrollments.settle(claimed.key, ME, a_change()) is Settling.APPLIED
        assert stores.enrollments.get(claimed.key).attempt == 2

    def test_a_late_copy_loses_against_a_later_claim(self, stores, claimed):
        retry = a_change(step=0, lane=Lane.FIRST, due_at=NOON, reason=Reason.RETRY)
        stores.enrollments.settle(claimed.key, ME, retry)
        assert stores.enrollments.claim(claimed.key, Fence(0, 1), OTHER, NOON) is Claiming.WON
        in_flight = stores.enrollments.get(claimed.key)
        assert stores.enrollments.settle(claimed.key, ME, retry) is not Settling.APPLIED
        assert stores.enrollments.get(claimed.key) == in_flight

    def test_after_the_later_claim_settled_the_old_owner_has_lost(self, stores, claimed):
        retry = a_change(step=0, lane=Lane.FIRST, due_at=NOON, reason=Reason.RETRY)
        stores.enrollments.settle(claimed.key, ME, retry)
        stores.enrollments.claim(claimed.key, Fence(0, 1), OTHER, NOON)
        stores.enrollments.settle(claimed.key, OTHER, retry)
        assert stores.enrollments.settle(claimed.key, ME, retry) is Settling.LOST

    @pytest.mark.parametrize("origin", [State.DUE, State.ENDED])
    def test_what_was_not_in_flight_has_nothing_to_settle(self, stores, claimed, origin):
        change = a_change(origin=origin, ordered_by="ada")
        with pytest.raises(AssertionError, match=f"a settle of what was {origin}"):
            stores.enrollments.settle(claimed.key, ME, change)
        assert stores.enrollments.get(claimed.key) == claimed

    def test_what_was_never_claimed_cannot_be_settled(self, stores, due):
        assert stores.enrollments.settle(due.key, ME, a_change()) is Settling.LOST
        assert stores.enrollments.settle(replace(due.key, lead_id="nobody"), ME, a_change()) is Settling.LOST

    def test_a_touch_writes_its_own_record_only(self, stores, claimed):
        first = a_touch(claimed.key, step=0)
        stores.enrollments.settle(claimed.key, ME, a_change(touch=first))
        second = a_touch(claimed.key, step=1, message_id="followup1", state=TouchState.SKIPPED)
        ended = a_change(State.ENDED, touch=second, reason=Reason.DNC, origin=State.DUE)
        assert stores.enrollments.move(claimed.key, Fence(1, 1), ended)
        assert stores.enrollments.get(claimed.key).touches == {0: first, 1: second}

    def test_a_change_without_a_touch_keeps_what_was_recorded(self, stores, claimed):
        first = a_touch(claimed.key)
        stores.enrollments.settle(claimed.key, ME, a_change(touch=first, last_touch_at=NOON))
        later = a_change(reason=Reason.HELD, due_at=NOON + 5 * DAY, at=NOON + DAY, origin=State.DUE)
        assert stores.enrollments.move(claimed.key, Fence(1, 1), later)
        found = stores.enrollments.get(claimed.key)
        assert (found.touches, found.last_touch_at) == ({0: first}, NOON)
        assert (found.reason, found.changed_at, found.attempt) == (Reason.HELD, NOON + DAY, 2)

    def test_a_reason_goes_when_the_change_has_none(self, stores, claimed):
        stores.enrollments.settle(claimed.key, ME, a_change(reason=Reason.RETRY))
        stores.enrollments.move(claimed.key, Fence(1, 1), a_change(origin=State.DUE))
        assert stores.enrollments.get(claimed.key).reason is None


class TestMove:
    def test_it_applies_when_nothing_has_happened_since(self, stores, due):
        later = a_change(
            step=0, lane=Lane.FIRST, due_at=NOON + DAY, reason=Reason.OUTSIDE_WINDOW, origin=State.DUE
        )
        assert stores.enrollments.move(due.key, a_fence(due), later)
        found = stores.enrollments.get(due.key)
        assert (found.due_at, found.attempt, found.settled_by) == (NOON + DAY, 1, None)

    @pytest.mark.parametrize(
        ("origin", "fence"),
        [(State.SENDING, Fence(0, 0)), (State.DUE, Fence(0, 1)), (State.DUE, Fence(1, 0))],
    )
    def test_it_loses_against_another_state_attempt_or_step(self, stores, due, origin, fence):
        assert not stores.enrollments.move(due.key, fence, a_change(origin=origin))
        assert stores.enrollments.get(due.key) == due

    def test_it_loses_against_a_claim(self, stores, claimed):
        assert not stores.enrollments.move(claimed.key, a_fence(claimed), a_change(origin=State.DUE))
        assert stores.enrollments.get(claimed.key) == claimed

    def test_a_missing_enrollment_is_not_created(self, stores, due):
        missing = replace(due.key, lead_id="nobody")
        assert not stores.enrollments.move(missing, a_fence(due), a_change(origin=State.DUE))
        assert stores.enrollments.get(missing) is None

    def test_an_operator_reopens_an_ended_enrollment(self, stores, due):
        stores.enrollments.move(due.key, Fence(0, 0), a_change(State.ENDED, step=0, origin=State.DUE))
        again = a_change(step=0, lane=Lane.FIRST, due_at=NOON, origin=State.ENDED, ordered_by="ada")
        assert stores.enrollments.move(due.key, Fence(0, 1), again)
        found = stores.enrollments.get(due.key)
        assert (found.state, found.lane, found.due_at, found.attempt) == (State.DUE, Lane.FIRST, NOON, 2)

    def test_what_ended_without_a_mail_is_reopened_once_and_its_touch_keeps_by_whom(self, stores, claimed):
        attempt = settlement.Attempt(ME, Mode.LIVE, CAMPAIGN.steps[0].message_id)
        refused = settlement.settle(
            claimed, CAMPAIGN, attempt, Refused(Refusal.CONTENT, "MessageRejected"), NOON, 0.0
        )
        assert stores.enrollments.settle(claimed.key, ME, refused) is Settling.APPLIED
        ended = stores.enrollments.get(claimed.key)
        again = settlement.reopen_unsent(ended, CAMPAIGN, "ada", "verified now", NOON)
        assert stores.enrollments.move(ended.key, a_fence(ended), again)
        found = stores.enrollments.get(ended.key)
        touch = found.touches[0]
        assert (found.state, touch.reopened_by, touch.reopened_because) == (State.DUE, "ada", "verified now")
        assert not stores.enrollments.move(ended.key, a_fence(ended), again)
        assert stores.enrollments.settle(claimed.key, ME, refused) is Settling.ALREADY
        assert stores.enrollments.get(ended.key) == found

    def test_the_claim_of_what_is_ordered_again_is_known_for_good_and_settles_nothing(self, stores, claimed):
        gone = settlement.give_up(claimed, CAMPAIGN, NOON)
        assert stores.enrollments.settle(claimed.key, ME, gone) is Settling.APPLIED
        unknown = stores.enrollments.get(claimed.key)
        again = settlement.reopen(unknown, CAMPAIGN, "ada", NOON)
        assert stores.enrollments.move(unknown.key, a_fence(unknown), again)
        reopened = stores.enrollments.get(unknown.key)
        stores.enrollments.claim(reopened.key, a_fence(reopened), OTHER, NOON)
        sending = stores.enrollments.get(reopened.key)
        assert stores.enrollments.settle(sending.key, ME, a_change()) is Settling.ALREADY
        attempt = settlement.Attempt(OTHER, Mode.LIVE, CAMPAIGN.steps[0].message_id)
        change = settlement.settle(sending, CAMPAIGN, attempt, Accepted(SesMessageId("0100-x")), NOON, 0.0)
        assert stores.enrollments.settle(sending.key, OTHER, change) is Settling.APPLIED
        found = stores.enrollments.get(sending.key)
        assert (found.touches[0].claim_id, found.touches[0].earlier_claims) == (OTHER, (ME,))
        assert evidence.knows(found, 0, ME)
        assert not evidence.awaits(found, 0, ME)


class TestWithdraw:
    def test_who_waits_for_a_first_touch_is_gone_from_the_run_and_from_its_index(self, stores, due, name):
        assert stores.enrollments.withdraw(due.key, due.enrolled_at)
        assert stores.enrollments.get(due.key) is None
        assert stores.due.is_empty(a_run(name))

    def test_who_was_deferred_any_number_of_times_is_withdrawn(self, stores, due):
        later = a_change(
            State.DUE, step=0, origin=State.DUE, lane=Lane.FIRST, due_at=NOON + DAY, reason=Reason.QUOTA
        )
        stores.enrollments.move(due.key, a_fence(due), later)
        stores.enrollments.move(due.key, Fence(0, 1), later)
        assert stores.enrollments.withdraw(due.key, due.enrolled_at)
        assert stores.enrollments.get(due.key) is None

    def test_who_ended_without_an_attempt_is_withdrawn(self, stores, due):
        ended = settlement.skip(due, CAMPAIGN, Reason.UNSUBSCRIBED, NOON)
        assert stores.enrollments.move(due.key, a_fence(due), ended)
        assert stores.enrollments.withdraw(due.key, due.enrolled_at)
        assert stores.enrollments.get(due.key) is None

    def test_a_second_copy_finds_nothing_and_makes_nothing(self, stores, due):
        assert stores.enrollments.withdraw(due.key, due.enrolled_at)
        assert not stores.enrollments.withdraw(due.key, due.enrolled_at)
        assert stores.enrollments.get(due.key) is None

    def test_a_late_copy_leaves_who_was_enrolled_again_since(self, stores, due):
        stores.enrollments.withdraw(due.key, due.enrolled_at)
        again = replace(due, enrolled_at=due.enrolled_at + timedelta(microseconds=1))
        stores.enrollments.add([again])
        assert not stores.enrollments.withdraw(due.key, due.enrolled_at)
        assert stores.enrollments.get(due.key) == again

    def test_who_was_enrolled_before_times_were_kept_is_withdrawn(self, stores, name):
        old = replace(an_enrollment(campaign_id=name), enrolled_at=None)
        stores.enrollments.add([old])
        assert not stores.enrollments.withdraw(old.key, NOON)
        assert stores.enrollments.withdraw(old.key, None)
        assert stores.enrollments.get(old.key) is None

    def test_nobody_is_withdrawn_for_whom_an_attempt_was_made(self, stores, claimed):
        assert not stores.enrollments.withdraw(claimed.key, claimed.enrolled_at)
        assert stores.enrollments.get(claimed.key) == claimed

    @pytest.mark.parametrize("state", [State.DUE, State.UNKNOWN, State.ENDED])
    def test_an_attempt_counts_whatever_became_of_it(self, stores, claimed, state):
        lane = {State.DUE: Lane.NEXT, State.UNKNOWN: Lane.FINAL}.get(state)
        due_at = None if lane is None else NOON
        change = a_change(state, step=0, origin=State.SENDING, lane=lane, due_at=due_at)
        assert stores.enrollments.settle(claimed.key, ME, change) is Settling.APPLIED
        settled = stores.enrollments.get(claimed.key)
        assert not stores.enrollments.withdraw(claimed.key, claimed.enrolled_at)
        assert stores.enrollments.get(claimed.key) == settled

    def test_who_was_withdrawn_cannot_be_claimed_settled_or_moved(self, stores, due):
        stores.enrollments.withdraw(due.key, due.enrolled_at)
        assert stores.enrollments.claim(due.key, a_fence(due), ME, NOON) is Claiming.LOST
        ended = settlement.skip(due, CAMPAIGN, Reason.CANCELLED, NOON)
        assert not stores.enrollments.move(due.key, a_fence(due), ended)
        assert not stores.enrollments.erase(due.key)
        assert stores.enrollments.get(due.key) is None

    def test_of_a_claim_and_a_withdrawal_at_one_time_one_wins(self, stores, name):
        many = [an_enrollment(a_lead(f"l{n}"), campaign_id=name) for n in range(16)]
        stores.enrollments.add(many)

        def both(enrollment):
            with ThreadPoolExecutor(2) as pool:
                claim = pool.submit(stores.enrollments.claim, enrollment.key, a_fence(enrollment), ME, NOON)
                withdrawal = pool.submit(stores.enrollments.withdraw, enrollment.key, enrollment.enrolled_at)
            return claim.result() is Claiming.WON, withdrawal.result()

        for enrollment in many:
            won, withdrawn = both(enrollment)
            assert won is not withdrawn
            assert (stores.enrollments.get(enrollment.key) is None) is withdrawn

    def test_who_was_withdrawn_can_be_enrolled_again(self, stores, due):
        stores.enrollments.withdraw(due.key, due.enrolled_at)
        assert stores.enrollments.add([due]) == 1
        assert stores.enrollments.get(due.key) == due


class TestDueIndex:
    @pytest.fixture
    def waiting(self, stores, name):
        """Twenty leads in one lane of one shard; two and two are due at one time."""
        enrollments = [
            an_enrollment(a_lead(f"l{n:02}"), campaign_id=name, shard=0, due_at=NOON + (n // 2) * MINUTE)
            for n in range(20)
        ]
        stores.enrollments.add(enrollments)
        return enrollments

    def test_what_is_due_comes_earliest_first(self, stores, name, waiting):
        page = stores.due.page(a_run(name), Lane.FIRST, 0, None, NOON + 60 * MINUTE, 50)
        assert [entry.lead_id for entry in page] == [e.key.lead_id for e in waiting]
        assert page[0].fence == a_fence(waiting[0])
        assert (page[0].recipient, page[0].domains) == (waiting[0].lead.recipient, waiting[0].lead.domains)

    def test_the_moment_itself_is_due_and_the_next_is_not(self, stores, name, waiting):
        page = stores.due.page(a_run(name), Lane.FIRST, 0, None, NOON + MINUTE, 50)
        assert len(page) == 4

    def test_a_walk_of_small_pages_sees_each_entry_once(self, stores, name, waiting):
        seen, cursor = [], None
        while page := stores.due.page(a_run(name), Lane.FIRST, 0, cursor, NOON + 60 * MINUTE, 3):
            assert len(page) <= 3
            seen += [entry.lead_id for entry in page]
            cursor = page[-1].cursor
        assert seen == [e.key.lead_id for e in waiting]

    def test_a_cursor_ahead_of_the_time_asked_for_gives_nothing(self, stores, name, waiting):
        ahead = stores.due.page(a_run(name), Lane.FIRST, 0, None, NOON + 9 * MINUTE, 50)[-1].cursor
        assert stores.due.page(a_run(name), Lane.FIRST, 0, ahead, NOON, 50) == []

    def test_a_cursor_does_not_skip_a_lead_whose_id_begins_like_it(self, stores, name):
        leads = [a_lead("a"), a_lead("a-"), a_lead("a0"), a_lead("aA"), a_lead("a_")]
        stores.enrollments.add([an_enrollment(lead, campaign_id=name, shard=1) for lead in leads])
        first, *rest = stores.due.page(a_run(name), Lane.FIRST, 1, None, NOON, 10)
        assert stores.due.page(a_run(name), Lane.FIRST, 1, first.cursor, NOON, 10) == rest
        assert len(rest) == 4

    def test_lanes_shards_and_runs_are_apart(self, stores, name, waiting):
        until = NOON + DAY
        assert stores.due.page(a_run(name), Lane.NEXT, 0, None, until, 50) == []
        assert stores.due.page(a_run(name), Lane.FIRST, 1, None, until, 50) == []
        assert stores.due.page(a_run(name, "proof-1"), Lane.FIRST, 0, None, until, 50) == []

    def test_a_settled_enrollment_moves_to_its_new_lane(self, stores, name):
        enrollment = an_enrollment(campaign_id=name)
        stores.enrollments.add([enrollment])
        stores.enrollments.move(enrollment.key, a_fence(enrollment), a_change(origin=State.DUE))
        shard, until = enrollment.key.shard, NOON + 9 * DAY
        assert stores.due.page(a_run(name), Lane.FIRST, shard, None, until, 9) == []
        (entry,) = stores.due.page(a_run(name), Lane.NEXT, shard, None, until, 9)
        assert entry.fence == Fence(1, 1)

    def test_the_ended_leave_the_index(self, stores, name):
        enrollment = an_enrollment(campaign_id=name)
        stores.enrollments.add([enrollment])
        assert not stores.due.is_empty(a_run(name))
        stores.enrollments.move(
            enrollment.key, a_fence(enrollment), a_change(State.ENDED, step=0, origin=State.DUE)
        )
        assert stores.due.is_empty(a_run(name))
        found = stores.enrollments.get(enrollment.key)
        assert (found.lane, found.due_at, found.reason) == (None, None, Reason.COMPLETED)

    def test_what_is_due_in_a_hundred_years_still_waits(self, stores, name):
        stores.enrollments.add([an_enrollment(campaign_id=name, due_at=NOON + 36500 * DAY)])
        assert not stores.due.is_empty(a_run(name))


def test_a_run_streams_its_enrollments_and_no_other_run_s(stores, name):
    mine = [an_enrollment(a_lead(f"l{n}"), campaign_id=name) for n in range(30)]
    stores.enrollments.add([*mine, an_enrollment(campaign_id=name, run_id="proof-1")])
    found = list(stores.enrollments.of_run(CampaignId(name), LIVE, SHARDS))
    assert sorted(found, key=lambda e: e.key.lead_id) == sorted(mine, key=lambda e: e.key.lead_id)


def test_a_person_is_found_in_every_campaign_and_run(stores, name):
    lead = a_lead(name)
    mine = [
        an_enrollment(lead, campaign_id=campaign, run_id=run)
        for campaign in (f"{name}-a", f"{name}-b")
        for run in ("live", "proof-1")
    ]
    stores.enrollments.add([*mine, an_enrollment(a_lead(f"{name}-other"), campaign_id=f"{name}-a")])
    stores.audience.add(CampaignId(f"{name}-a"), SHARDS, [lead], "leads.csv", NOON)
    assert stores.enrollments.of_recipient(lead.recipient) == mine
    assert stores.enrollments.of_recipient(a_recipient(f"{name}-nobody")) == []


def test_a_run_has_ended_when_each_enrollment_has(stores, name):
    enrollments = [an_enrollment(a_lead(f"l{n}"), campaign_id=name) for n in range(5)]
    stores.enrollments.add(enrollments)
    ended = a_change(State.ENDED, step=0, origin=State.DUE)
    for enrollment in enrollments[1:]:
        stores.enrollments.move(enrollment.key, a_fence(enrollment), ended)
    assert True in [look.open for look in looks(stores, name)]
    stores.enrollments.move(enrollments[0].key, a_fence(enrollments[0]), ended)
    assert [look.open for look in looks(stores, name)] == [False] * SHARDS


def test_a_run_without_enrollments_counts_as_ended(stores, name):
    assert [look.open for look in looks(stores, name)] == [False] * SHARDS


def test_looks_go_through_a_run_shard_by_shard_and_each_lead_is_looked_at_once(stores, name):
    """Each time another lead is the only one that has not ended: exactly one look finds it, whatever is looked at together."""
    enrollments = [an_enrollment(a_lead(f"l{n}"), campaign_id=name) for n in range(9)]
    stores.enrollments.add(enrollments)
    ended = a_change(State.ENDED, step=0, origin=State.DUE)
    for enrollment in enrollments[1:]:
        stores.enrollments.move(enrollment.key, a_fence(enrollment), ended)
    for limit in (1, 2, 1000):
        found = looks(stores, name, limit)
        assert sum(look.open for look in found) == 1
        assert found[-1].place is None
        assert [look.place.shard for look in found[:-1]] == sorted(look.place.shard for look in found[:-1])
    assert len(looks(stores, name, 1)) >= 9


def test_a_look_sees_no_other_run(stores, name):
    stores.enrollments.add(
        [an_enrollment(a_lead(f"l{n}"), campaign_id=name, run_id="proof-1") for n in range(9)]
    )
    assert not any(look.open for look in looks(stores, name))


def looks(stores, name: str, limit: int = 1000) -> list[Look]:
    """Look through a whole run."""
    found, place = [], Place(0)
    while place is not None:
        found.append(stores.enrollments.look(a_run(name), place, limit))
        place = found[-1].place
    return found


class TestErase:
    @pytest.fixture
    def zoe(self, name) -> Enrollment:
        source = ZoneSource(ZoneKind.PHONE, "+33")
        lead = a_lead(
            f"{name}-zoe",
            domain="zoe.example",
            timezone="Europe/Paris",
            zone_source=source,
            traits=Traits(True, True, "NL"),
        )
        return an_enrollment(lead, campaign_id=name)

    def test_what_a_person_could_be_told_by_is_gone_and_all_else_stays(self, stores, zoe):
        touched = replace(zoe, step=1, attempt=2, lane=Lane.NEXT, touches={0: a_touch(zoe.key)})
        stores.enrollments.add([touched])
        assert stores.enrollments.erase(zoe.key)
        nothing = {"address": "", "fields": {}, "timezone": None, "zone_source": None, "traits": Traits()}
        blank = replace(zoe.lead, domains=("erased.invalid",), **nothing)
        assert stores.enrollments.get(zoe.key) == replace(touched, lead=blank)
        assert stores.enrollments.of_recipient(zoe.lead.recipient) == [replace(touched, lead=blank)]

    def test_what_operators_wrote_of_the_person_goes_and_what_they_ordered_stays(self, stores, zoe):
        stop = Instruction(InstructionKind.STOP, NOON, "ada", "zoe@zoe.example called", 0, 1)
        reopen = replace(stop, kind=InstructionKind.REOPEN, because=None)
        touch = a_touch(zoe.key, reopened_by="ada", reopened_because="Zoe asked for it")
        told = replace(zoe, touches={0: touch}, instructions=(stop, reopen, stop))
        stores.enrollments.add([told])
        assert stores.enrollments.erase(zoe.key)
        found = stores.enrollments.get(zoe.key)
        assert found.instructions == tuple(replace(said, because=None) for said in told.instructions)
        assert found.touches == {0: replace(touch, reopened_because=None)}
        assert not stores.enrollments.erase(zoe.key)

    def test_words_that_a_settle_brought_back_go_the_next_time(self, stores, zoe):
        touch = a_touch(zoe.key, state=TouchState.RETRY, reopened_by="ada", reopened_because="Zoe asked")
        stores.enrollments.add([replace(zoe, touches={0: touch})])
        stores.enrollments.claim(zoe.key, a_fence(zoe), ME, NOON)
        assert stores.enrollments.erase(zoe.key)
        assert stores.enrollments.settle(zoe.key, ME, a_change(touch=touch)) is Settling.APPLIED
        assert stores.enrollments.erase(zoe.key)
        assert stores.enrollments.get(zoe.key).touches == {0: replace(touch, reopened_because=None)}

    def test_a_second_time_changes_nothing(self, stores, zoe):
        stores.enrollments.add([zoe])
        assert stores.enrollments.erase(zoe.key)
        assert not stores.enrollments.erase(zoe.key)

    def test_nothing_is_made_where_nothing_is(self, stores, zoe):
        assert not stores.enrollments.erase(zoe.key)
        assert stores.enrollments.get(zoe.key) is None

    def test_adding_again_brings_nothing_back(self, stores, zoe):
        stores.enrollments.add([zoe])
        stores.enrollments.erase(zoe.key)
        assert stores.enrollments.add([zoe]) == 0
        assert stores.enrollments.get(zoe.key).lead.address == ""

    def test_an_attempt_in_flight_is_settled_as_if_nothing_had_happened(self, stores, zoe):
        stores.enrollments.add([zoe])
        stores.enrollments.claim(zoe.key, a_fence(zoe), ME, NOON)
        assert stores.enrollments.erase(zoe.key)
        assert stores.enrollments.claim(zoe.key, a_fence(zoe), ME, NOON) is Claiming.WON
        assert stores.enrollments.settle(zoe.key, ME, a_change()) is Settling.APPLIED
        found = stores.enrollments.get(zoe.key)
        assert (found.state, found.step, found.attempt, found.lead.address) == (State.DUE, 1, 1, "")

    def test_it_raises_no_attempt_so_a_move_that_was_read_before_applies(self, stores, zoe):
        stores.enrollments.add([zoe])
        stores.enrollments.erase(zoe.key)
        assert stores.enrollments.move(zoe.key, a_fence(zoe), a_change(State.ENDED, step=0, origin=State.DUE))

    def test_the_due_index_goes_on_showing_what_waits(self, stores, zoe):
        stores.enrollments.add([zoe])
        stores.enrollments.erase(zoe.key)
        run = a_run(zoe.key.campaign_id)
        (entry,) = stores.due.page(run, Lane.FIRST, zoe.key.shard, None, NOON, 9)
        assert (entry.lead_id, entry.domains) == (zoe.key.lead_id, ("erased.invalid",))


class TestOfAnOlderProgram:
    """An enrollment that an older program wrote, as texts, and left to this one."""

    @pytest.fixture
    def tabled(self, tables) -> Stores:
        return in_dynamodb(tables)

    @pytest.fixture
    def left(self, tabled, name) -> Enrollment:
        enrollment = an_enrollment(campaign_id=name)
        touch = a_touch(
            enrollment.key,
            looked_at=NOON,
            seen=Seen(*[RowVersion(1, "a")] * 4, (RowVersion(),)),
            revision="0123456789abcdef",
            claim_id=ClaimId("c" * 32),
            digest="d" * 64,
            quota_day="2026-11-23",
            reopened_by="ada",
            reopened_because="Jane asked",
        )
        left = replace(
            enrollment,
            step=1,
            attempt=1,
            lane=Lane.NEXT,
            claim_id=touch.claim_id,
            claimed_at=NOON,
            settled_by=touch.claim_id,
            last_touch_at=NOON,
            enrolled_at=NOON - DAY,
            changed_at=NOON,
            touches={0: touch},
        )
        tables = tabled.tables
        tables.client.put_item(TableName=tables.outreach, Item=older_item(left))
        return left

    def test_it_is_read(self, tabled, left):
        assert tabled.enrollments.get(left.key) == left
        assert list(tabled.enrollments.of_run(left.key.campaign_id, LIVE, SHARDS)) == [left]

    def test_it_goes_on_from_there(self, tabled, left):
        second = a_touch(left.key, step=1, message_id="followup1", claim_id=ME)
        assert tabled.enrollments.claim(left.key, a_fence(left), ME, NOON + DAY) is Claiming.WON
        change = replace(a_change(touch=second), step=2)
        assert tabled.enrollments.settle(left.key, ME, change) is Settling.APPLIED
        found = tabled.enrollments.get(left.key)
        assert found.touches == {0: left.touches[0], 1: second}
        assert (found.claimed_at, found.enrolled_at) == (NOON + DAY, left.enrolled_at)

    def test_what_its_claim_left_in_flight_is_settled(self, tabled, left):
        flying = replace(left, state=State.SENDING)
        tables = tabled.tables
        tables.client.put_item(TableName=tables.outreach, Item=older_item(flying))
        assert tabled.enrollments.settle(left.key, left.claim_id, a_change()) is Settling.APPLIED
        assert tabled.enrollments.settle(left.key, left.claim_id, a_change()) is Settling.ALREADY

    def test_its_words_about_the_person_are_erased(self, tabled, left):
        assert tabled.enrollments.erase(left.key)
        assert tabled.enrollments.get(left.key).touches[0].reopened_because is None
        assert not tabled.enrollments.erase(left.key)

    def test_it_is_thinned(self, tabled, left):
        ended = replace(left, state=State.ENDED, lane=None, due_at=None, reason=Reason.COMPLETED)
        tables = tabled.tables
        tables.client.put_item(TableName=tables.outreach, Item=older_item(ended))
        assert tabled.enrollments.thin(ended, ArchiveId("20261129-120000"))
        assert tabled.enrollments.get(left.key) == compact(ended, ArchiveId("20261129-120000"))

    def test_who_was_never_claimed_is_withdrawn_by_the_time_of_the_enrollment(self, tabled, name):
        waits = replace(an_enrollment(campaign_id=name), enrolled_at=NOON)
        tables = tabled.tables
        tables.client.put_item(TableName=tables.outreach, Item=older_item(waits))
        assert not tabled.enrollments.withdraw(waits.key, NOON - DAY)
        assert tabled.enrollments.withdraw(waits.key, NOON)
        assert tabled.enrollments.get(waits.key) is None
