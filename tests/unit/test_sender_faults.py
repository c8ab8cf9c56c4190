"""SES takes no mail from the sender: the run is paused, and no lead ends for it. Over the in-memory adapters."""

from dataclasses import replace

import pytest

from outreach.domain.control import Mode, RunStatus
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import State
from outreach.domain.ids import CampaignId
from outreach.domain.outcome import Accepted, Refusal, Refused
from outreach.domain.reasons import Reason
from outreach.domain.sending_account import SenderFault, Verification
from outreach.services.send.attempt import REFUSALS_TO_PAUSE
from world.builders import CAMPAIGN, MINUTE, a_lead, a_run
from world.memory import World

REFUSED = Refused(Refusal.UNEXPLAINED, "MessageRejected")
LEADS = [a_lead(f"lead{number}") for number in range(9)]


@pytest.fixture
def world() -> World:
    return World()


def shut_down(world: World) -> None:
    world.account.tell(enforcement="SHUTDOWN")


def turned_off(world: World) -> None:
    world.account.tell(sending_enabled=False)


def unverified(world: World) -> None:
    world.account.verified = Verification.UNVERIFIED


FAULTS = {
    SenderFault.SHUT_DOWN: shut_down,
    SenderFault.SENDING_DISABLED: turned_off,
    SenderFault.NOT_VERIFIED: unverified,
}


def states(world: World) -> list[State]:
    return [world.enrollment(lead).state for lead in LEADS]


class TestTick:
    @pytest.mark.parametrize("fault", FAULTS)
    def test_a_run_is_paused_before_its_first_lead_is_enqueued(
        self, world: World, fault: SenderFault
    ) -> None:
        FAULTS[fault](world)
        world.start(*LEADS)
        assert world.tick().outcomes == {"demo#live": "paused: SES takes no mail from the sender"}
        run = world.run()
        assert (run.status, run.changed_by, run.reason) == (RunStatus.PAUSED, "tick", fault.sentence)
        assert world.alarms.counts["SenderStopped"] == 1
        assert world.queue.messages == []
        world.drain()
        assert (world.ses.mails, set(states(world))) == ([], {State.DUE})

    def test_after_the_repair_a_resume_goes_on_with_everybody(self, world: World) -> None:
        turned_off(world)
        world.start(*LEADS)
        world.tick()
        world.account.tell(sending_enabled=True)
        world.runs.resume(CAMPAIGN, "ada", None)
        world.turn()
        assert len(world.ses.accepted) == len(LEADS)

    def test_a_resume_without_the_repair_pauses_again(self, world: World) -> None:
        turned_off(world)
        world.start(*LEADS)
        for _ in range(3):
            world.turn()
            world.runs.resume(CAMPAIGN, "ada", None)
            world.clock.advance(MINUTE)
        world.turn()
        assert (world.run().status, world.ses.mails) == (RunStatus.PAUSED, [])

    def test_a_rehearsal_asks_nothing_and_goes_on(self, world: World) -> None:
        turned_off(world)
        world.start(*LEADS, mode=Mode.PROOF)
        world.turn()
        assert world.account.asked == []
        assert len(list(world.proof_mails.of_run(CAMPAIGN, "proof-1", world.campaign.shards))) == len(LEADS)

    def test_a_run_with_nothing_due_is_neither_asked_about_nor_paused(self, world: World) -> None:
        world.start(*LEADS)
        world.turn()
        world.account.asked.clear()
        turned_off(world)
        world.tick()
        assert (world.account.asked, world.run().status) == (["account"], RunStatus.RUNNING)

    def test_a_tick_asks_each_question_once_for_all_its_runs(self, world: World) -> None:
        world.start(*LEADS)
        other = replace(world.campaign, campaign_id=CampaignId("other"))
        revision = world.campaigns.publish(other, world.clock.now())
        run = a_run("other", revision=revision)
        world.controls.create_run(run)
        world.enrollments.add([first_enrollment(a_lead(), run, other, world.clock.now())])
        assert world.tick().enqueued == {"demo#live": len(LEADS), "other#live": 1}
        assert world.account.asked == ["account", "identity"]

    def test_a_cancelled_run_ends_its_leads_whatever_ses_says(self, world: World) -> None:
        turned_off(world)
        world.start(*LEADS)
        world.runs.cancel(CAMPAIGN, "ada", None)
        world.turn()
        assert {world.enrollment(lead).reason for lead in LEADS} == {Reason.CANCELLED}

    def test_while_ses_cannot_be_asked_the_run_goes_on(self, world: World) -> None:
        world.account.facts = world.account.verified = None
        world.start(*LEADS)
        world.turn()
        assert (world.run().status, len(world.ses.accepted)) == (RunStatus.RUNNING, len(LEADS))
        assert world.alarms.counts["AccountUnreadable"] == 2

    def test_the_sandbox_alone_pauses_nothing(self, world: World) -> None:
        """From there mails go out to verified recipients, and to the mailbox simulator."""
        world.account.tell(production_access=False)
        world.start(*LEADS)
        world.turn()
        assert len(world.ses.accepted) == len(LEADS)


class TestRefusedMail:
    @pytest.mark.parametrize("fault", FAULTS)
    def test_the_sender_s_fault_ends_no_lead_and_pauses_at_the_first(
        self, world: World, fault: SenderFault
    ) -> None:
        """It came up after the tick had asked."""
        world.start(*LEADS)
        world.tick()
        FAULTS[fault](world)
        world.ses.script.extend([REFUSED] * len(LEADS))
        world.drain()
        run = world.run()
        assert (run.status, run.changed_by, run.reason) == (RunStatus.PAUSED, "send", fault.sentence)
        assert (len(world.ses.mails), set(states(world))) == (1, {State.DUE})
        assert world.alarms.counts["SenderStopped"] == 1

    def test_its_touch_says_why_and_used_no_try(self, world: World) -> None:
        world.account.tell(production_access=False)
        world.start(a_lead())
        world.ses.script.append(REFUSED)
        world.turn()
        enrollment = world.enrollment(a_lead())
        assert (enrollment.reason, enrollment.tries) == (Reason.SENDER_STOPPED, 0)
        assert enrollment.touches[0].detail == "sandbox"

    def test_in_the_sandbox_the_first_refused_recipient_pauses_the_run(self, world: World) -> None:
        world.account.tell(production_access=False)
        world.start(*LEADS)
        world.ses.script.extend([Accepted("m-1"), Accepted("m-2"), REFUSED])
        world.turn()
        assert (world.run().status, world.run().reason) == (RunStatus.PAUSED, SenderFault.SANDBOX.sentence)
        assert State.ENDED not in states(world)

    def test_an_identity_that_ses_does_not_have_is_to_blame(self, world: World) -> None:
        world.account.verified = Verification.ABSENT
        world.start(*LEADS)
        world.ses.script.append(REFUSED)
        world.turn()
        assert world.run().reason == SenderFault.NOT_VERIFIED.sentence
        assert State.ENDED not in states(world)

    def test_the_mail_s_own_fault_ends_its_lead_and_no_other(self, world: World) -> None:
        world.start(*LEADS)
        world.ses.script.append(REFUSED)
        world.turn()
        ended = [e for e in map(world.enrollment, LEADS) if e.state is State.ENDED]
        assert [(e.reason, e.touches[0].detail) for e in ended] == [(Reason.REFUSED, "MessageRejected")]
        assert world.run().status is RunStatus.RUNNING

    def test_nothing_is_asked_about_a_mail_that_never_left(self, world: World) -> None:
        world.account.tell(production_access=False)
        world.start(a_lead())
        world.ses.script.append(Refused(Refusal.CONTENT, "ParamValidationError"))
        world.tick()
        world.account.asked.clear()
        world.drain()
        assert (world.account.asked, world.enrollment(a_lead()).reason) == ([], Reason.REFUSED)

    def test_an_accepted_mail_costs_no_question(self, world: World) -> None:
        world.start(*LEADS)
        world.tick()
        world.account.asked.clear()
        world.drain()
        assert world.account.asked == []

    def test_while_ses_cannot_be_asked_a_refused_lead_is_tried_again_and_ends_at_last(
        self, world: World
    ) -> None:
        world.account.facts = world.account.verified = None
        world.start(a_lead())
        world.ses.script.extend([REFUSED] * 9)
        world.turn()
        enrollment = world.enrollment(a_lead())
        assert (enrollment.state, enrollment.reason, enrollment.tries) == (State.DUE, Reason.RETRY, 1)
        world.live_through(120 * MINUTE, 5 * MINUTE)
        enrollment = world.enrollment(a_lead())
        assert (enrollment.state, enrollment.reason) == (State.ENDED, Reason.REFUSED)
        assert len(world.ses.mails) == 4

    def test_while_ses_cannot_be_asked_refusals_in_a_row_pause_the_run_and_end_nobody(
        self, world: World
    ) -> None:
        world.account.facts = world.account.verified = None
        world.start(*LEADS)
        world.ses.script.extend([REFUSED] * len(LEADS))
        world.turn()
        assert world.run().status is RunStatus.PAUSED
        assert (len(world.ses.mails), set(states(world))) == (REFUSALS_TO_PAUSE, {State.DUE})
