"""What a table has missed is put together and recorded by rules of values, in every situation."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outreach.domain.bus_event import BusEventKind, event_id
from outreach.domain.campaign import Policy, Step
from outreach.domain.enrollment import Lane, State, TouchState
from outreach.domain.experiment import Arm
from outreach.domain.ids import ClaimId, MessageId, RecipientKey, SesMessageId
from outreach.domain.instruction import Instruction, InstructionKind
from outreach.domain.reasons import Reason
from outreach.domain.replaying import (
    Finished,
    Missed,
    Proved,
    Reopened,
    SentMail,
    Told,
    days_of,
    foreign,
    missed,
    next_change,
    risk_of,
)
from outreach.domain.restoring import CLOCKS_APART, Restoring, Table, whole_second
from outreach.domain.suppression import EVERYWHERE, Hold, Order
from world.builders import CAMPAIGN, DAY, MINUTE, NOON, a_campaign, a_lead, a_touch, an_enrollment

LEAD = a_lead()
CLAIM, OTHER = ClaimId("claim-1"), ClaimId("claim-2")
LATER = NOON + 10 * DAY
IN_FLIGHT = {"state": State.SENDING, "claim_id": CLAIM, "claimed_at": NOON, "sender": "anna@us.example"}


def a_sent(step: int = 0, at=NOON, claim: ClaimId | None = CLAIM, **changes) -> SentMail:
    name = event_id(BusEventKind.MAIL_SENT, CAMPAIGN, LEAD.lead_id, str(step), claim or "")
    message = MessageId(("intro", "followup1", "followup2")[step])
    mail = SentMail(name, CAMPAIGN, LEAD.lead_id, LEAD.recipient, step, message, at, assumed=False)
    return replace(mail, claim_id=claim, ses_message_id=SesMessageId(f"mail-{step}"), **changes)


def an_end(reason=Reason.STOPPED, at=NOON, attempt=9) -> Finished:
    name = event_id(BusEventKind.SEQUENCE_FINISHED, CAMPAIGN, LEAD.lead_id, str(attempt))
    return Finished(name, CAMPAIGN, LEAD.lead_id, LEAD.recipient, at, reason)


def proved(step=0, at=NOON, name="p") -> Proved:
    return Proved(f"{name}-{step}", CAMPAIGN, LEAD.lead_id, step, at)


def lost(*events) -> Missed:
    (one,) = missed(events)
    return one


def found(enrollment, *events):
    return next_change(enrollment, lost(*events), a_campaign(), "olga", LATER)


class TestMissed:
    def test_the_same_event_told_twice_counts_once(self):
        assert lost(a_sent(), a_sent()).mails == (a_sent(),)

    def test_mails_are_in_the_order_of_their_steps_and_times(self):
        first, again, second = a_sent(), a_sent(at=NOON + DAY, claim=OTHER), a_sent(1, NOON - DAY)
        assert lost(second, again, first).mails == (first, again, second)

    @pytest.mark.parametrize(("at", "stands"), [(NOON - DAY, False), (NOON, True), (NOON + DAY, True)])
    def test_an_end_before_a_mail_was_taken_back_since(self, at, stands):
        end = an_end(at=at)
        assert lost(end, a_sent()).finished == (end if stands else None)

    @pytest.mark.parametrize(("at", "stands"), [(NOON - DAY, True), (NOON, True), (NOON + DAY, False)])
    def test_so_was_one_before_a_reopening(self, at, stands):
        reopened = Reopened("r", CAMPAIGN, LEAD.lead_id, LEAD.recipient, at)
        assert lost(an_end(), reopened).finished == (an_end() if stands else None)

    def test_the_latest_end_counts(self):
        first, second = an_end(attempt=3), an_end(Reason.COMPLETED, NOON + DAY, 5)
        assert lost(second, first).finished == second

    def test_leads_are_apart(self):
        other = replace(a_sent(), lead_id=a_lead("bob").lead_id)
        assert [one.lead_id for one in missed([a_sent(), other])] == [a_lead("bob").lead_id, LEAD.lead_id]

    def test_what_ses_said_names_nobody(self):
        assert (lost(proved()).recipient, lost(proved()).proved) == (None, (proved(),))
        assert lost(proved(), a_sent()).recipient == LEAD.recipient
        assert lost(replace(an_end(), recipient=None), a_sent()).recipient == LEAD.recipient

    def test_what_ses_said_after_an_end_takes_no_end_back(self):
        assert lost(an_end(), proved(at=NOON + DAY)).finished == an_end()


class TestAMailIsRecorded:
    def test_on_a_lead_that_was_due(self):
        step = found(an_enrollment(), a_sent(at=NOON + MINUTE, arm=Arm("s", "b"), sender="anna@us.example"))
        change, touch = step.change, step.change.touch
        assert (step.settles, step.mail, step.inferred) == (
            None,
            a_sent(at=NOON + MINUTE, arm=Arm("s", "b"), sender="anna@us.example"),
            False,
        )
        assert (change.state, change.step, change.lane) == (State.DUE, 1, Lane.NEXT)
        assert (change.due_at, change.last_touch_at) == (NOON + MINUTE + 3 * DAY, NOON + MINUTE)
        assert (touch.state, touch.claim_id, touch.ses_message_id) == (TouchState.SENT, CLAIM, "mail-0")
        assert (touch.step, touch.message_id, touch.attempts, touch.at) == (0, "intro", 1, NOON + MINUTE)
        assert (touch.key, touch.arm, touch.sender) == (
            f"demo:{LEAD.lead_id}:intro:0",
            Arm("s", "b"),
            "anna@us.example",
        )
        assert (touch.detail, touch.earlier_claims) == ("replayed by olga", ())

    def test_one_that_counts_as_sent_stays_an_assumption(self):
        assert found(an_enrollment(), a_sent(assumed=True)).change.touch.state is TouchState.ASSUMED_SENT

    def test_a_clock_that_was_early_moves_nobody_into_the_future(self):
        change = found(an_enrollment(), a_sent(at=LATER + DAY)).change
        assert (change.touch.at, change.at) == (LATER, LATER)

    @pytest.mark.parametrize("state", [State.SENDING, State.UNKNOWN])
    @pytest.mark.parametrize("named", [True, False], ids=["claim", "id alone"])
    def test_the_attempt_that_is_on_the_enrollment_is_settled_as_by_its_event(self, state, named):
        enrollment = an_enrollment(**IN_FLIGHT | {"state": state})
        mail = a_sent(at=NOON + MINUTE)
        step = found(enrollment, mail if named else replace(mail, claim_id=None))
        assert (step.settles, step.change.touch.claim_id) == (CLAIM, CLAIM)
        assert (step.change.touch.state, step.change.touch.sender) == (TouchState.SENT, "anna@us.example")

    @pytest.mark.parametrize(
        "mail",
        [a_sent(claim=OTHER), replace(a_sent(claim=OTHER), claim_id=None), a_sent(assumed=True)],
        ids=["another claim", "another id", "assumed"],
    )
    def test_another_attempt_moves_it_and_the_one_in_flight_is_kept(self, mail):
        step = found(an_enrollment(**IN_FLIGHT), mail)
        assert step.settles is None
        assert CLAIM in (step.change.touch.claim_id, *step.change.touch.earlier_claims)

    def test_a_claim_that_was_settled_before_is_none_in_flight(self):
        touch = found(an_enrollment(claim_id=ClaimId("old")), a_sent()).change.touch
        assert touch.earlier_claims == ()

    def test_a_mail_that_was_sent_again_keeps_every_claim(self):
        touch = found(an_enrollment(), a_sent(), a_sent(at=NOON + MINUTE, claim=OTHER)).change.touch
        assert (touch.claim_id, touch.earlier_claims, touch.attempts) == (OTHER, (CLAIM,), 2)

    def test_claims_of_earlier_attempts_stay(self):
        before = a_touch(state=TouchState.RETRY, attempts=1, claim_id=OTHER)
        touch = found(an_enrollment(touches={0: before}), a_sent()).change.touch
        assert (touch.claim_id, touch.earlier_claims, touch.attempts) == (CLAIM, (OTHER,), 2)

    def test_an_end_stays_one(self):
        before = a_touch(state=TouchState.FAILED, attempts=1)
        ended = an_enrollment(
            state=State.ENDED, lane=None, due_at=None, reason=Reason.REFUSED, touches={0: before}
        )
        change = found(ended, a_sent()).change
        assert (change.state, change.reason, change.touch.state) == (
            State.ENDED,
            Reason.REFUSED,
            TouchState.SENT,
        )

    @pytest.mark.parametrize("reason", [Reason.UNKNOWN_HELD, Reason.GAP_HELD])
    def test_who_was_held_for_it_goes_on(self, reason):
        held = an_enrollment(state=State.ENDED, lane=None, due_at=None, reason=reason)
        assert found(held, a_sent()).change.state is State.DUE

    @pytest.mark.parametrize("told", [CLAIM, None])
    @pytest.mark.parametrize("state", [TouchState.SENT, TouchState.ASSUMED_SENT])
    def test_what_is_recorded_is_not_recorded_again(self, told, state):
        touch = a_touch(state=state, claim_id=CLAIM)
        ended = an_enrollment(
            state=State.ENDED, lane=None, due_at=None, reason=Reason.COMPLETED, touches={0: touch}
        )
        assert found(ended, a_sent(claim=told)) is None

    def test_another_mail_of_the_same_step_is(self):
        touch = a_touch(state=TouchState.SENT, claim_id=OTHER)
        ended = an_enrollment(
            state=State.ENDED, lane=None, due_at=None, reason=Reason.COMPLETED, touches={0: touch}
        )
        assert found(ended, a_sent()).change.touch.earlier_claims == (OTHER,)

    @pytest.mark.parametrize("named", [True, False])
    def test_a_mail_before_an_order_to_send_again_takes_nothing_of_the_order(self, named):
        touch = a_touch(state=TouchState.RETRY, claim_id=None, earlier_claims=(CLAIM,))
        mail = a_sent() if named else replace(a_sent(), claim_id=None)
        assert found(an_enrollment(touches={0: touch}), mail) is None

    def test_mails_of_earlier_steps_are_known(self):
        assert found(an_enrollment(step=1, touches={0: a_touch()}), a_sent()) is None

    def test_nothing_moves_what_is_archived(self):
        ended = an_enrollment(
            state=State.ENDED, lane=None, due_at=None, reason=Reason.COMPLETED, archived="a"
        )
        assert found(ended, a_sent()) is None


class TestAStepMustHaveBeenSent:
    @pytest.mark.parametrize(
        "event",
        [a_sent(1, NOON + DAY), proved(0, NOON + DAY), proved(1, NOON + DAY)],
        ids=["later", "said", "said of later"],
    )
    def test_because_of_what_came_after_it(self, event):
        step = found(an_enrollment(), event)
        change, touch = step.change, step.change.touch
        assert (step.inferred, step.mail, step.settles) == (True, None, None)
        assert (change.state, change.step, touch.state) == (State.DUE, 1, TouchState.ASSUMED_SENT)
        assert (touch.step, touch.message_id, touch.at, touch.claim_id) == (0, "intro", NOON + DAY, None)
        assert (touch.detail, touch.key) == (
            "replayed by olga: it must have been sent",
            f"demo:{LEAD.lead_id}:intro:0",
        )

    def test_the_earliest_sign_of_it_counts(self):
        change = found(an_enrollment(), proved(1, NOON + 2 * DAY), a_sent(1, NOON + DAY)).change
        assert change.touch.at == NOON + DAY

    def test_its_own_event_counts_more(self):
        assert found(an_enrollment(), proved(0), a_sent()).mail == a_sent()

    def test_the_claim_in_flight_is_kept(self):
        assert found(an_enrollment(**IN_FLIGHT), proved(0)).change.touch.claim_id == CLAIM

    def test_a_touch_on_record_is_kept(self):
        before = a_touch(state=TouchState.RETRY, attempts=2, reason=Reason.RETRY, claim_id=OTHER)
        touch = found(an_enrollment(touches={0: before}), proved(0, LATER + DAY)).change.touch
        assert (touch.attempts, touch.claim_id, touch.reason, touch.at) == (2, OTHER, None, LATER)

    def test_on_an_end_as_well_but_once(self):
        ended = an_enrollment(state=State.ENDED, lane=None, due_at=None, reason=Reason.REFUSED)
        change = found(ended, proved(0)).change
        assert (change.state, change.touch.state) == (State.ENDED, TouchState.ASSUMED_SENT)
        assert found(replace(ended, touches={0: change.touch}), proved(0)) is None

    def test_not_if_an_operator_has_it_sent_again(self):
        touch = a_touch(state=TouchState.RETRY, claim_id=None, earlier_claims=(CLAIM,))
        assert found(an_enrollment(touches={0: touch}), proved(0)) is None

    def test_not_beyond_the_sequence(self):
        assert found(an_enrollment(step=3), proved(4)) is None

    def test_what_was_before_says_nothing(self):
        assert found(an_enrollment(step=1), proved(0)) is None


class TestAnEndIsRecorded:
    @pytest.mark.parametrize(
        ("reason", "state"),
        [
            (Reason.STOPPED, TouchState.SKIPPED),
            (Reason.UNSUBSCRIBED, TouchState.SKIPPED),
            (Reason.REFUSED, TouchState.FAILED),
            (Reason.POISON, TouchState.FAILED),
            (Reason.UNKNOWN_HELD, TouchState.UNKNOWN),
            (Reason.COMPLETED, None),
            (Reason.STEP_LIMIT, None),
        ],
    )
    def test_as_it_was(self, reason, state):
        step = found(an_enrollment(), an_end(reason))
        change = step.change
        assert (change.state, change.reason, change.lane) == (State.ENDED, reason, None)
        assert (None if change.touch is None else change.touch.state) == state
        assert (step.mail, step.settles, step.inferred) == (None, None, False)

    def test_what_was_in_flight_may_have_arrived(self):
        change = found(an_enrollment(**IN_FLIGHT), an_end()).change
        assert (change.reason, change.touch.state, change.touch.claim_id) == (
            Reason.STOPPED,
            TouchState.UNKNOWN,
            CLAIM,
        )

    @pytest.mark.parametrize(("attempt", "known"), [(0, True), (4, True), (5, False)])
    def test_one_that_the_table_knows_was_taken_back(self, attempt, known):
        assert (found(an_enrollment(attempt=4), an_end(attempt=attempt)) is None) == known

    @pytest.mark.parametrize(("at", "known"), [(NOON, True), (NOON + MINUTE, False)])
    def test_a_stop_that_the_table_knows_was_taken_back(self, at, known):
        said = Instruction(InstructionKind.STOP, NOON, "bob", None, 0, 0)
        name = event_id(BusEventKind.LEAD_STOPPED, CAMPAIGN, LEAD.lead_id, at.isoformat())
        end = replace(an_end(at=at), event_id=name)
        assert (found(an_enrollment(instructions=(said,)), end) is None) == known

    def test_what_has_ended_stays_as_it_is(self):
        ended = an_enrollment(state=State.ENDED, lane=None, due_at=None, reason=Reason.REFUSED)
        assert found(ended, an_end()) is None


def test_a_whole_sequence_is_led_on_step_by_step():
    enrollment, events = (
        an_enrollment(),
        [a_sent(2, NOON + 8 * DAY), a_sent(), an_end(Reason.COMPLETED, NOON + 8 * DAY)],
    )
    seen = []
    while (step := found(enrollment, *events)) is not None:
        change = step.change
        seen.append((change.touch.step, change.touch.state))
        touches = {**enrollment.touches, change.touch.step: change.touch}
        attempt = enrollment.attempt + 1
        enrollment = replace(
            enrollment,
            state=change.state,
            step=change.step,
            lane=change.lane,
            due_at=change.due_at,
            reason=change.reason,
            touches=touches,
            attempt=attempt,
        )
    assert seen == [(0, TouchState.SENT), (1, TouchState.ASSUMED_SENT), (2, TouchState.SENT)]
    assert (enrollment.state, enrollment.reason) == (State.ENDED, Reason.COMPLETED)


GAP = (NOON, NOON + 2 * DAY)
FOLLOWED = GAP[1] + CLOCKS_APART - 3 * DAY
"""When a mail went out at the latest whose follow-up may have gone out, too."""


class TestRisk:
    def risk(self, gap=GAP, campaign=None, **changes):
        return risk_of(an_enrollment(**changes), campaign or a_campaign(), gap)

    def test_without_a_gap_there_is_none(self):
        assert self.risk(None) is None

    def test_what_has_ended_got_nothing(self):
        assert self.risk(state=State.ENDED, lane=None, due_at=None, reason=Reason.COMPLETED) is None

    @pytest.mark.parametrize(
        ("due", "risk"),
        [
            (NOON - DAY, Reason.UNKNOWN_HELD),
            (NOON + DAY, Reason.UNKNOWN_HELD),
            (GAP[1] + CLOCKS_APART, Reason.UNKNOWN_HELD),
            (GAP[1] + CLOCKS_APART + MINUTE, None),
        ],
    )
    def test_what_was_due_by_the_end_of_it_by_any_clock_may_have_gone_out(self, due, risk):
        assert self.risk(due_at=due) == risk

    @pytest.mark.parametrize(
        ("due", "ends", "risk"),
        [
            (NOON - DAY, NOON + 3 * DAY, Reason.GAP_HELD),
            (NOON - DAY, NOON + 3 * DAY - MINUTE, Reason.UNKNOWN_HELD),
            (NOON + MINUTE, NOON + 3 * DAY, Reason.UNKNOWN_HELD),
            (NOON + MINUTE, NOON + 3 * DAY + MINUTE, Reason.GAP_HELD),
        ],
    )
    def test_its_follow_up_may_have_too_if_the_delay_was_over(self, due, ends, risk):
        assert self.risk((NOON, ends - CLOCKS_APART), due_at=due) == risk

    def test_the_last_step_has_no_follow_up(self):
        assert self.risk((NOON, LATER), step=2) is Reason.UNKNOWN_HELD
        assert self.risk((NOON, LATER), step=1) is Reason.GAP_HELD

    def test_nor_has_the_last_that_the_policy_allows(self):
        campaign = a_campaign(policy=Policy(max_steps_per_lead=1))
        assert self.risk((NOON, LATER), campaign) is Reason.UNKNOWN_HELD

    @pytest.mark.parametrize("state", [State.SENDING, State.UNKNOWN])
    @pytest.mark.parametrize(
        ("claimed", "risk"),
        [(FOLLOWED, Reason.GAP_HELD), (FOLLOWED + MINUTE, None), (None, None)],
    )
    def test_what_was_in_flight_is_closed_as_ever_unless_its_follow_up_may_have_gone_out(
        self, state, claimed, risk
    ):
        assert self.risk(state=state, claim_id=CLAIM, claimed_at=claimed) == risk


class TestTheMark:
    MARK = Restoring(NOON, LATER, (Table.OUTREACH,), LATER, "olga")

    @pytest.mark.parametrize(
        ("told_until", "gap"),
        [
            (None, (NOON, LATER)),
            (NOON - DAY, (NOON, LATER)),
            (NOON + DAY, (NOON + DAY, LATER)),
            (LATER, None),
            (LATER + DAY, None),
        ],
    )
    def test_the_gap_is_what_nobody_tells_of(self, told_until, gap):
        assert replace(self.MARK, told_until=told_until).gap == gap

    def test_a_table_of_orders_has_none(self):
        assert replace(self.MARK, tables=(Table.SUPPRESSION,)).gap is None

    @pytest.mark.parametrize(
        ("replays", "replayed", "done"),
        [(0, 0, False), (1, 0, False), (1, 1, True), (2, 1, False), (2, 2, True)],
    )
    def test_the_latest_replay_must_have_come_to_its_end(self, replays, replayed, done):
        assert replace(self.MARK, replays=replays, replayed=replayed).is_replayed == done

    def test_each_change_of_it_has_a_version_of_its_own(self):
        changes = [{}, {"replays": 1}, {"replayed": 1}, {"by": "bob"}, {"began_at": NOON}]
        assert len({replace(self.MARK, **change).version for change in changes}) == len(changes)

    @pytest.mark.parametrize(
        ("moment", "whole"),
        [
            (NOON, NOON),
            (NOON + timedelta(microseconds=1), NOON + timedelta(seconds=1)),
            (NOON + timedelta(milliseconds=999), NOON + timedelta(seconds=1)),
        ],
    )
    def test_a_time_is_one_that_a_person_can_name(self, moment, whole):
        assert whole_second(moment) == whole


def test_a_gap_touches_its_days_in_any_zone():
    assert list(days_of((NOON, NOON + MINUTE))) == [date(2026, 11, day) for day in (22, 23, 24)]
    assert len(list(days_of((NOON, NOON + 2 * DAY)))) == 5


def test_nothing_was_told_yet():
    told, other = Told(), Told()
    told.of_leads.append(a_sent())
    assert (other.of_leads, other.orders, other.holds, other.replies) == ([], [], [], [])
    assert (other.paused, other.events) == ({}, 0)


class TestForeign:
    ORDER = Order(EVERYWHERE, Reason.DNC, "import", "olga", NOON)

    def test_keys_of_a_pepper_of_ours(self):
        told = Told(
            [a_sent(), proved(), replace(an_end(), recipient=None)], [(LEAD.recipient, None, self.ORDER)]
        )
        assert foreign(told, frozenset({"v1"})) is None

    @pytest.mark.parametrize(
        "told",
        [
            Told([replace(a_sent(), recipient=RecipientKey("v2-00"))]),
            Told([replace(an_end(), recipient=RecipientKey("v2-00"))]),
            Told([], [(RecipientKey("v2-00"), None, ORDER)]),
            Told([], [], [(RecipientKey("v2-00"), EVERYWHERE, Hold(NOON, "operator"))]),
        ],
        ids=["mail", "end", "order", "hold"],
    )
    def test_a_key_of_another(self, told):
        assert "the pepper v2, which this stack does not have" in foreign(told, frozenset({"v1"}))


def test_the_steps_of_this_campaign():
    assert [step.message_id for step in a_campaign().steps] == ["intro", "followup1", "followup2"]
    assert a_campaign().steps[1] == Step(MessageId("followup1"), 3 * DAY)
