"""An operator ends the sequence of single leads, and lets leads go on. Nobody gets a mail after a stop, or a mail twice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from outreach.domain import settlement
from outreach.domain.campaign import Policy, UnknownPolicy
from outreach.domain.control import RunStatus
from outreach.domain.enrollment import Fence, State, TouchState
from outreach.domain.ids import ClaimId
from outreach.domain.instruction import MAX_INSTRUCTIONS, InstructionKind
from outreach.domain.outcome import Ambiguous, Refusal, Refused
from outreach.domain.reasons import Reason
from outreach.errors import RefusedChange, StoreUnavailable
from outreach.services.operator.instructing import Instructing, Reopened, Stopped
from outreach.services.operator.reopening import Reopening
from outreach.services.operator.unknowns import Unknowns
from world.builders import CAMPAIGN, DAY, NOON, a_campaign, a_lead, an_order
from world.import_desk import Meanwhile
from world.memory import World

ANN, BEA = a_lead("ann"), a_lead("bea")
LOST = Ambiguous("ReadTimeoutError")
REFUSED = Refused(Refusal.CONTENT, "MessageRejected")


@pytest.fixture
def world() -> World:
    return World()


def instructing(world: World, **ports: Any) -> Instructing:
    made = {"enrollments": world.enrollments, "campaigns": world.campaigns, "controls": world.controls}
    return Instructing(clock=world.clock, **(made | ports))


def stop(world: World, lead=ANN, because: str | None = "left the company", **ports: Any) -> Stopped:
    return instructing(world, **ports).stop(world.run(), lead.lead_id, "ada", because)


def reopen(world: World, lead=ANN, because: str | None = "is back", **ports: Any) -> Reopened:
    use_case = instructing(world, **ports)
    found = use_case.reopen(world.run(), lead.lead_id, "bob", because)
    use_case.continue_run(world.run(), "bob")
    return found


def claim(world: World, lead=ANN) -> ClaimId:
    found = world.enrollment(lead)
    world.enrollments.claim(found.key, Fence(found.step, found.attempt), ClaimId("c-1"), world.clock.now())
    return ClaimId("c-1")


def to_the_end(world: World) -> None:
    world.live_through(timedelta(days=14), timedelta(hours=12))


class TestStop:
    def test_who_waits_for_the_first_mail_gets_none(self, world: World) -> None:
        world.start(ANN, BEA)
        assert stop(world) is Stopped.STOPPED
        to_the_end(world)
        ann = world.enrollment(ANN)
        assert (ann.state, ann.reason, world.mails_to(ANN)) == (State.ENDED, Reason.STOPPED, [])
        assert len(world.mails_to(BEA)) == 3

    def test_who_and_why_is_kept_for_good(self, world: World) -> None:
        world.start(ANN)
        stop(world)
        [said] = world.enrollment(ANN).instructions
        assert (said.kind, said.actor, said.because) == (InstructionKind.STOP, "ada", "left the company")
        assert (said.at, said.step, said.attempts) == (NOON, 0, 0)

    def test_between_two_steps_the_next_mail_is_not_sent(self, world: World) -> None:
        world.start(ANN)
        world.turn()
        assert stop(world) is Stopped.STOPPED
        to_the_end(world)
        ann = world.enrollment(ANN)
        assert (len(world.mails_to(ANN)), ann.touches[1].state) == (1, TouchState.SKIPPED)
        assert (ann.instructions[0].step, ann.instructions[0].attempts) == (1, 0)

    def test_a_stop_that_comes_after_the_prefetch_prevents_the_mail(self, world: World) -> None:
        world.start(ANN)
        world.tick()
        slow = Meanwhile(world.enrollments, "claim", lambda: stop(world))
        world.send._ports = replace(world.send._ports, enrollments=slow)
        world.send._attempter._ports = replace(world.send._attempter._ports, enrollments=slow)
        world.drain()
        assert (world.mails_to(ANN), world.enrollment(ANN).reason) == ([], Reason.STOPPED)

    def test_a_stop_between_claim_and_last_look_prevents_the_mail(self, world: World) -> None:
        world.start(ANN)
        world.tick()
        found: list[Stopped] = []
        slow = Meanwhile(world.desk, "last_look", lambda: found.append(stop(world)))
        world.send._attempter._ports = replace(world.send._attempter._ports, desk=slow)
        world.drain()
        ann = world.enrollment(ANN)
        assert found == [Stopped.IN_FLIGHT]
        assert (world.mails_to(ANN), ann.state, ann.reason) == ([], State.ENDED, Reason.STOPPED)
        assert ann.instructions[0].attempts == 1

    def test_of_a_mail_in_flight_no_other_follows(self, world: World) -> None:
        world.start(ANN)
        world.tick()
        found: list[Stopped] = []
        send = world.ses.send

        def late(mail):
            found.append(stop(world))
            return send(mail)

        world.ses.send = late
        world.drain()
        to_the_end(world)
        ann = world.enrollment(ANN)
        assert (found, len(world.mails_to(ANN))) == ([Stopped.IN_FLIGHT], 1)
        assert (ann.state, ann.reason, ann.step) == (State.ENDED, Reason.STOPPED, 1)

    def test_of_a_mail_that_is_unknown_no_other_follows(self, world: World) -> None:
        world.start(ANN)
        world.ses.script.append(LOST)
        world.turn()
        assert stop(world) is Stopped.IN_FLIGHT
        to_the_end(world)
        ann = world.enrollment(ANN)
        assert (ann.touches[0].state, ann.reason, ann.step) == (
            TouchState.ASSUMED_SENT,
            Reason.STOPPED,
            1,
        )
        assert ann.instructions[0].attempts == ann.touches[0].attempts == 1

    def test_to_send_it_again_is_ordered_in_vain(self, world: World) -> None:
        world.apply(a_campaign(policy=Policy(unknown=UnknownPolicy.HOLD)))
        world.start(ANN)
        world.ses.script.append(LOST)
        world.turn()
        stop(world)
        unknowns = Unknowns(world.enrollments, world.campaigns, world.controls, world.clock)
        unknowns.send_again(world.run(), ANN.lead_id, "bob")
        to_the_end(world)
        ann = world.enrollment(ANN)
        assert (world.mails_to(ANN), ann.touches[0].attempts, ann.reason) == ([], 1, Reason.STOPPED)

    def test_a_retry_is_not_made(self, world: World) -> None:
        world.start(ANN)
        world.ses.script.append(Refused(Refusal.NOT_REACHED, "ConnectTimeoutError"))
        world.turn()
        assert stop(world) is Stopped.STOPPED
        to_the_end(world)
        assert world.mails_to(ANN) == []
        assert world.enrollment(ANN).instructions[0].attempts == 1

    def test_a_second_stop_changes_nothing(self, world: World) -> None:
        world.start(ANN)
        stop(world)
        before = world.enrollment(ANN)
        assert stop(world) is Stopped.ENDED
        assert world.enrollment(ANN) == before

    def test_a_second_stop_in_flight_adds_nothing_and_later_ends_what_waits(self, world: World) -> None:
        world.start(ANN)
        world.ses.script.append(LOST)
        world.turn()
        assert [stop(world), stop(world)] == [Stopped.IN_FLIGHT] * 2
        unknowns = Unknowns(world.enrollments, world.campaigns, world.controls, world.clock)
        unknowns.assume_sent(world.run(), ANN.lead_id, "bob")
        assert stop(world) is Stopped.STOPPED
        ann = world.enrollment(ANN)
        assert (ann.state, ann.reason, len(ann.instructions)) == (State.ENDED, Reason.STOPPED, 1)

    def test_who_is_not_in_the_run_is_told(self, world: World) -> None:
        world.start(ANN)
        assert stop(world, BEA) is Stopped.ABSENT

    def test_an_end_of_another_cause_stays_as_it_is(self, world: World) -> None:
        world.start(ANN)
        world.suppressions.order_recipient(ANN.recipient, None, an_order())
        world.turn()
        assert stop(world) is Stopped.ENDED
        assert world.enrollment(ANN).reason is Reason.UNSUBSCRIBED

    def test_an_order_is_graver_than_a_stop(self, world: World) -> None:
        world.start(ANN)
        world.ses.script.append(LOST)
        world.turn()
        stop(world)
        world.suppressions.order_recipient(ANN.recipient, None, an_order())
        to_the_end(world)
        assert world.enrollment(ANN).reason is Reason.UNSUBSCRIBED

    def test_a_stop_that_is_never_fast_enough_says_so(self, world: World) -> None:
        world.start(ANN)

        class Lost:
            get = world.enrollments.get

            def move(self, *_):
                return False

        with pytest.raises(StoreUnavailable, match="changed 10 times meanwhile"):
            stop(world, enrollments=Lost())

    def test_a_drill_is_left_alone(self, world: World) -> None:
        world.start(ANN)
        run = replace(world.run(), campaign_id="drill-1")
        with pytest.raises(RefusedChange, match="drill"):
            instructing(world).stop(run, ANN.lead_id, "ada", None)


class TestReopen:
    def test_who_was_stopped_goes_on_where_the_sequence_was(self, world: World) -> None:
        world.start(ANN)
        world.turn()
        stop(world)
        assert reopen(world) is Reopened.REOPENED
        to_the_end(world)
        ann = world.enrollment(ANN)
        assert (len(world.mails_to(ANN)), ann.reason) == (3, Reason.COMPLETED)
        assert [(one.kind, one.actor, one.because) for one in ann.instructions] == [
            (InstructionKind.STOP, "ada", "left the company"),
            (InstructionKind.REOPEN, "bob", "is back"),
        ]

    @pytest.mark.parametrize("reason", sorted(settlement.REOPENABLE - {Reason.STOPPED}))
    def test_each_end_whose_cause_can_be_gone(self, world: World, reason: Reason) -> None:
        world.start(ANN)
        found = world.enrollment(ANN)
        change = settlement.fail(found, world.campaign, reason, "by hand", NOON)
        world.enrollments.move(found.key, Fence(0, 0), change)
        assert reopen(world) is Reopened.REOPENED
        to_the_end(world)
        assert len(world.mails_to(ANN)) == 3
        assert world.enrollment(ANN).touches[0].reopened_by == "bob"

    @pytest.mark.parametrize("reason", sorted(set(Reason) - settlement.REOPENABLE), ids=str)
    def test_any_other_end_stays(self, world: World, reason: Reason) -> None:
        world.start(ANN)
        found = world.enrollment(ANN)
        change = settlement.skip(found, world.campaign, reason, NOON)
        world.enrollments.move(found.key, Fence(0, 0), change)
        assert reopen(world) is Reopened.MAY_BE_SENT
        assert world.enrollment(ANN).reason is reason

    def test_what_was_sent_again_before_stays_ended(self, world: World) -> None:
        world.start(ANN)
        world.ses.script += [LOST, REFUSED]
        world.turn()
        unknowns = Unknowns(world.enrollments, world.campaigns, world.controls, world.clock)
        world.clock.advance(timedelta(seconds=1))
        unknowns.send_again(world.run(), ANN.lead_id, "ada")
        world.turn()
        assert world.enrollment(ANN).reason is Reason.REFUSED
        assert reopen(world) is Reopened.MAY_BE_SENT

    def test_a_mail_that_is_held_as_unknown_stays(self, world: World) -> None:
        world.apply(a_campaign(policy=Policy(unknown=UnknownPolicy.HOLD)))
        world.start(ANN)
        world.ses.script.append(LOST)
        world.turn()
        stop(world)
        to_the_end(world)
        assert world.enrollment(ANN).reason is Reason.UNKNOWN_HELD
        assert reopen(world) is Reopened.MAY_BE_SENT

    def test_what_is_in_flight_stays_in_flight_and_stopped(self, world: World) -> None:
        world.start(ANN)
        claim(world)
        stop(world)
        assert reopen(world) is Reopened.WAITING
        assert world.enrollment(ANN).stopped

    def test_who_has_unsubscribed_since_is_not_written_to(self, world: World) -> None:
        world.start(ANN)
        stop(world)
        world.suppressions.order_recipient(ANN.recipient, None, an_order())
        reopen(world)
        to_the_end(world)
        assert (world.mails_to(ANN), world.enrollment(ANN).reason) == ([], Reason.UNSUBSCRIBED)

    def test_a_finished_run_goes_on_and_a_cancelled_one_does_not(self, world: World) -> None:
        world.start(ANN)
        stop(world)
        world.live_through(timedelta(hours=3))
        assert world.run().status is RunStatus.FINISHED
        reopen(world)
        assert world.run().status is RunStatus.RUNNING
        world.runs.cancel(CAMPAIGN, "ada", None)
        with pytest.raises(RefusedChange, match="was cancelled: nobody is written to"):
            reopen(world)

    def test_a_second_copy_finds_who_waits(self, world: World) -> None:
        world.start(ANN)
        stop(world)
        assert [reopen(world), reopen(world)] == [Reopened.REOPENED, Reopened.WAITING]
        assert len(world.enrollment(ANN).instructions) == 2

    def test_who_is_not_in_the_run_is_told(self, world: World) -> None:
        world.start(ANN)
        assert reopen(world, BEA) is Reopened.ABSENT

    def test_a_stop_always_has_room(self, world: World) -> None:
        world.start(ANN)
        stop(world)
        for _ in range(MAX_INSTRUCTIONS // 2 - 1):
            assert (reopen(world), stop(world)) == (Reopened.REOPENED, Stopped.STOPPED)
        assert reopen(world) is Reopened.REOPENED
        assert len(world.enrollment(ANN).instructions) == MAX_INSTRUCTIONS
        assert stop(world) is Stopped.STOPPED
        assert reopen(world) is Reopened.TOO_OFTEN
        assert world.enrollment(ANN).stopped

    def test_to_reopen_what_ses_refused_in_a_whole_run_takes_no_stop_back(self, world: World) -> None:
        world.start(ANN)
        world.tick()
        send = world.ses.send

        def late(mail):
            stop(world)
            return send(mail)

        world.ses.script.append(REFUSED)
        world.ses.send = late
        world.drain()
        assert world.enrollment(ANN).reason is Reason.REFUSED
        reopening = Reopening(world.enrollments, world.campaigns, world.controls, world.clock)
        assert reopening.reopen(world.run(), settlement.NOT_TAKEN, "bob", None).leads == 1
        world.clock.advance(DAY)
        world.turn()
        assert (world.mails_to(ANN), world.enrollment(ANN).reason) == ([], Reason.STOPPED)
