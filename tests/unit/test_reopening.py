"""Leads that ended without a mail go on when an operator says so, and nobody gets a mail twice."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain import settlement
from outreach.domain.control import RunStatus
from outreach.domain.enrollment import Fence, State, Touch, TouchState
from outreach.domain.ids import ClaimId
from outreach.domain.outcome import Ambiguous, Refusal, Refused
from outreach.domain.reasons import Reason
from outreach.errors import RefusedChange
from outreach.services.operator.reopening import Reopening
from outreach.services.operator.unknowns import Unknowns
from world.builders import CAMPAIGN, a_lead, an_order
from world.command_desk import CommandDesk
from world.memory import World

REFUSED = Refused(Refusal.CONTENT, "MessageRejected")
UNREACHED = Refused(Refusal.NOT_REACHED, "ConnectTimeoutError")
ALL = tuple(settlement.NOT_TAKEN)
ANN, BEA, CYD = (a_lead(name) for name in ("ann", "bea", "cyd"))


@pytest.fixture
def world() -> World:
    return World()


def reopening(world: World) -> Reopening:
    return Reopening(world.enrollments, world.campaigns, world.controls, world.clock)


def reopen(world: World, reasons=ALL):
    world.clock.advance(timedelta(seconds=1))
    return reopening(world).reopen(world.run(), reasons, "ada", "verified now")


def refuse_all(world: World, *leads) -> None:
    """Let each lead end as refused."""
    world.start(*leads)
    world.ses.script.extend([REFUSED] * len(leads))
    world.turn()


class TestUseCase:
    def test_a_refused_lead_gets_its_mail_and_goes_on(self, world: World) -> None:
        refuse_all(world, ANN)
        assert reopen(world).leads == 1
        world.turn()
        enrollment = world.enrollment(ANN)
        assert (len(world.mails_to(ANN)), enrollment.state, enrollment.step) == (1, State.DUE, 1)

    def test_its_touch_keeps_for_good_who_reopened_it_and_why(self, world: World) -> None:
        refuse_all(world, ANN)
        reopen(world)
        world.turn()
        touch = world.enrollment(ANN).touches[0]
        assert (touch.state, touch.attempts) == (TouchState.SENT, 2)
        assert (touch.reopened_by, touch.reopened_because) == ("ada", "verified now")
        assert (touch.sent_again_by, touch.earlier_claims) == (None, ())

    def test_it_has_all_its_tries_again(self, world: World) -> None:
        world.start(ANN)
        world.ses.script.extend([UNREACHED] * 4)
        world.live_through(timedelta(hours=2), timedelta(minutes=5))
        assert world.enrollment(ANN).reason is Reason.RETRIES_EXHAUSTED
        assert reopen(world, [Reason.RETRIES_EXHAUSTED]).leads == 1
        enrollment = world.enrollment(ANN)
        assert (enrollment.state, enrollment.reason, enrollment.tries) == (State.DUE, None, 0)

    def test_a_follow_up_waits_in_the_lane_of_follow_ups(self, world: World) -> None:
        world.start(ANN)
        world.turn()
        world.clock.advance(timedelta(days=4))
        world.ses.script.append(REFUSED)
        world.turn()
        assert reopen(world).leads == 1
        world.turn()
        assert len(world.mails_to(ANN)) == 2

    def test_only_the_reasons_that_are_named_are_reopened(self, world: World) -> None:
        refuse_all(world, ANN)
        assert reopen(world, [Reason.RENDER_FAILED, Reason.RETRIES_EXHAUSTED]).leads == 0
        assert world.enrollment(ANN).state is State.ENDED

    def test_who_is_suppressed_by_now_is_not_written_to(self, world: World) -> None:
        refuse_all(world, ANN, BEA)
        world.suppressions.order_recipient(ANN.recipient, None, an_order(Reason.UNSUBSCRIBED))
        reopen(world)
        world.turn()
        assert (len(world.mails_to(ANN)), len(world.mails_to(BEA))) == (0, 1)
        assert world.enrollment(ANN).reason is Reason.UNSUBSCRIBED

    def test_a_touch_of_which_ses_may_have_taken_a_mail_stays_ended(self, world: World) -> None:
        """Its response was lost, an operator had it sent again, and that one was refused."""
        world.start(ANN)
        world.ses.script.extend([Ambiguous("ReadTimeoutError"), REFUSED])
        world.turn()
        unknowns = Unknowns(world.enrollments, world.campaigns, world.controls, world.clock)
        world.clock.advance(timedelta(seconds=1))
        unknowns.send_again(world.run(), ANN.lead_id, "ada")
        world.turn()
        assert world.enrollment(ANN).reason is Reason.REFUSED
        found = reopening(world).find(world.run(), ALL)
        assert (found.leads.total(), found.left_out) == (0, 1)
        done = reopen(world)
        assert (done.leads, done.left_out, world.enrollment(ANN).state) == (0, 1, State.ENDED)

    def test_what_ended_in_another_way_stays_ended(self, world: World) -> None:
        world.start(ANN)
        world.suppressions.order_recipient(ANN.recipient, None, an_order(Reason.UNSUBSCRIBED))
        world.turn()
        assert reopen(world, list(Reason)).leads == 0
        assert world.enrollment(ANN).reason is Reason.UNSUBSCRIBED

    def test_a_finished_run_goes_on_and_is_not_closed(self, world: World) -> None:
        refuse_all(world, ANN)
        for _ in range(3):
            world.turn()
        assert (world.run().status, world.run().closed) == (RunStatus.FINISHED, True)
        reopen(world)
        run = world.run()
        assert (run.status, run.closed, run.changed_by) == (RunStatus.RUNNING, False, "ada")
        assert run.reason == "leads were reopened: verified now"
        world.turn()
        assert len(world.mails_to(ANN)) == 1

    def test_a_command_that_died_before_the_run_went_on_is_completed_by_a_second_one(
        self, world: World
    ) -> None:
        refuse_all(world, ANN)
        for _ in range(3):
            world.turn()
        enrollment = world.enrollment(ANN)
        change = settlement.reopen_unsent(enrollment, world.campaign, "ada", None, world.clock.now())
        world.enrollments.move(enrollment.key, Fence(enrollment.step, enrollment.attempt), change)
        assert (reopen(world).leads, world.run().status) == (0, RunStatus.RUNNING)

    def test_a_paused_run_stays_paused(self, world: World) -> None:
        refuse_all(world, ANN)
        world.runs.pause(CAMPAIGN, "ada", None)
        reopen(world)
        world.turn()
        assert (world.run().status, world.mails_to(ANN)) == (RunStatus.PAUSED, [])

    def test_in_a_cancelled_run_nobody_is_written_to(self, world: World) -> None:
        refuse_all(world, ANN)
        world.runs.cancel(CAMPAIGN, "ada", None)
        with pytest.raises(RefusedChange, match="was cancelled: nobody is written to"):
            reopen(world)
        with pytest.raises(RefusedChange, match="was cancelled: nobody is written to"):
            reopening(world).find(world.run(), ALL)
        assert world.enrollment(ANN).state is State.ENDED

    def test_a_second_command_changes_nothing_more(self, world: World) -> None:
        refuse_all(world, ANN, BEA)
        assert (reopen(world).leads, reopen(world).leads) == (2, 0)
        world.turn()
        assert (len(world.mails_to(ANN)), len(world.mails_to(BEA))) == (1, 1)

    def test_a_lead_that_somebody_else_changed_meanwhile_is_told(self, world: World) -> None:
        refuse_all(world, ANN)
        world.enrollments.move = lambda *_: False
        done = reopen(world)
        assert (done.leads, done.moved_on) == (0, 1)


class TestRule:
    @pytest.mark.parametrize("reason", sorted(settlement.NOT_TAKEN))
    def test_each_of_these_ends_is_without_a_mail(self, world: World, reason: Reason) -> None:
        refuse_all(world, ANN)
        assert settlement.certainly_unsent(replace(world.enrollment(ANN), reason=reason))

    def test_anything_else_may_have_been_sent(self, world: World) -> None:
        refuse_all(world, ANN)
        ended = world.enrollment(ANN)
        touch = ended.touches[0]

        def with_touch(changed: Touch | None):
            return replace(ended, touches={} if changed is None else {0: changed})

        others = [
            replace(ended, state=State.UNKNOWN),
            replace(ended, reason=Reason.UNKNOWN_HELD),
            replace(ended, reason=Reason.POISON),
            with_touch(None),
            with_touch(replace(touch, state=TouchState.ASSUMED_SENT)),
            with_touch(replace(touch, earlier_claims=(ClaimId("claim-0"),))),
        ]
        assert not any(map(settlement.certainly_unsent, others))

    def test_no_change_is_made_of_what_may_have_been_sent(self, world: World) -> None:
        refuse_all(world, ANN)
        ended = replace(world.enrollment(ANN), reason=Reason.UNKNOWN_HELD)
        with pytest.raises(AssertionError, match="SES may have taken a mail"):
            settlement.reopen_unsent(ended, world.campaign, "ada", None, world.clock.now())


class TestCommand:
    @pytest.fixture
    def desk(self, tmp_path, monkeypatch) -> CommandDesk:
        desk = CommandDesk(tmp_path / "mails", monkeypatch)
        desk.world.apply(desk.world.campaign)
        refuse_all(desk.world, ANN, BEA)
        return desk

    def test_it_says_how_many_and_does_it(self, desk: CommandDesk) -> None:
        result = desk.run("campaign", "reopen", CAMPAIGN, "--refused", "--reason", "verified", "--yes")
        assert result.stdout.splitlines() == ['2 leads of run "live" of campaign "demo" due again']
        assert (
            '2 leads of run "live" of campaign "demo" ended because SES refused this mail (refused)'
            in result.stderr
        )
        touch = desk.world.enrollment(ANN).touches[0]
        assert (touch.reopened_by, touch.reopened_because) == ("olga", "verified")

    def test_without_a_word_it_changes_nothing(self, desk: CommandDesk) -> None:
        result = desk.run("campaign", "reopen", CAMPAIGN, "--refused", expect=1)
        assert "nothing was changed: 2 leads would be written to; say --yes" in result.stderr
        assert desk.world.enrollment(ANN).state is State.ENDED

    def test_it_needs_to_know_which(self, desk: CommandDesk) -> None:
        result = desk.run("campaign", "reopen", CAMPAIGN, "--yes", expect=2)
        assert "--refused" in result.stderr

    def test_it_says_when_there_is_nothing(self, desk: CommandDesk) -> None:
        reason = desk.refuses("campaign", "reopen", CAMPAIGN, "--render-failed", "--yes")
        assert reason.endswith(
            'nothing to reopen: in run "live" of campaign "demo" no lead has ended as render_failed'
        )

    def test_it_says_that_a_paused_run_waits(self, desk: CommandDesk) -> None:
        desk.world.runs.pause(CAMPAIGN, "ada", None)
        result = desk.run("campaign", "reopen", CAMPAIGN, "--refused", "--yes")
        assert "the run is paused; let it go on with: outreach campaign resume demo" in result.stderr

    def test_after_a_finished_run_status_shows_that_it_goes_on(self, desk: CommandDesk) -> None:
        for _ in range(3):
            desk.world.turn()
        desk.run("campaign", "reopen", CAMPAIGN, "--refused", "--yes")
        status = json.loads(desk.run("status", CAMPAIGN, "--json").stdout)
        [run] = status["runs"]
        assert (run["status"], run["changed_by"]) == ("running", "olga")
