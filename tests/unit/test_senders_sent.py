"""Several senders on the path of a touch: who sends, what is recorded, each quota, and what a stop does."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain import evidence, settlement
from outreach.domain.campaign import Policy, Ramp, WhenStopped
from outreach.domain.control import Mode, RunStatus
from outreach.domain.eligibility import SENDER_DELAY
from outreach.domain.enrollment import State, TouchState
from outreach.domain.ids import LIVE, ClaimId, SesMessageId
from outreach.domain.outcome import Refusal, Refused
from outreach.domain.quota import sender_scope
from outreach.domain.reasons import Reason
from outreach.errors import RefusedChange, UnknownCampaign
from outreach.services.operator.sender_stops import SenderStops
from world.builders import CAMPAIGN, DAY, NOON, a_campaign, a_lead, an_enrollment
from world.memory import World
from world.senders import ANNA, BEN, CARA, a_pool, a_pool_sender, a_pooled_campaign, leads_of

(ANNAS,), (BENS,) = leads_of(ANNA, 1), leads_of(BEN, 1)
QUICK = Policy(max_leads_per_tick=500, per_day=1000)
HOUR = timedelta(hours=1)


@pytest.fixture
def world() -> World:
    return World(a_pooled_campaign(policy=QUICK))


def stops(world: World) -> SenderStops:
    return SenderStops(world.campaigns, world.controls, world.clock)


def stop(world: World, sender: str = ANNA, how: WhenStopped | None = None):
    return stops(world).stop(CAMPAIGN, sender, how, "olga", "too many bounces")


def froms(world: World, lead) -> list[str]:
    return [mail.sender for mail in world.ses.accepted.values() if mail.recipient == lead.address]


def senders_of(world: World, lead, run_id: str = LIVE) -> list[str | None]:
    return [touch.sender for touch in world.enrollment(lead, run_id).touches.values()]


@pytest.mark.parametrize(("lead", "sender", "name"), [(ANNAS, ANNA, "Anna"), (BENS, BEN, "Ben")])
def test_a_lead_has_one_sender_through_all_steps_and_each_touch_says_so(world, lead, sender, name):
    world.start(ANNAS, BENS)
    world.live_through(9 * DAY)
    assert froms(world, lead) == [f'"{name}" <{sender}>'] * 3
    assert senders_of(world, lead) == [sender] * 3
    assert world.enrollment(lead).sender == sender


def test_replies_go_to_the_sender_s_own_address(world):
    world.start(ANNAS)
    world.turn()
    (mail,) = world.ses.accepted.values()
    assert mail.reply_to == f"replies-{ANNA}"


def test_the_tags_name_campaign_and_sender(world):
    world.start(BENS)
    world.turn()
    (mail,) = world.ses.accepted.values()
    tags = {name: value for name, value in mail.tags.items() if name.startswith("ses:")}
    assert tags == {"ses:feedback-id-a": CAMPAIGN, "ses:feedback-id-b": "ben-us-example"}


def test_a_rehearsal_has_the_senders_of_the_live_run(world):
    world.start(ANNAS, BENS, mode=Mode.PROOF)
    world.turn()
    assert senders_of(world, ANNAS, "proof-1") == [ANNA]
    assert senders_of(world, BENS, "proof-1") == [BEN]


def test_a_campaign_with_one_sender_records_it_too():
    world = World()
    world.start(a_lead())
    world.turn()
    assert senders_of(world, a_lead()) == ["sales@us.example"]


def test_a_lead_of_the_one_sender_stays_with_it_in_a_pool_that_has_it():
    pool = a_pool(a_pool_sender("sales@us.example"), a_pool_sender(BEN))
    (lead,) = leads_of(BEN, 1, pool)
    world = World(a_campaign(policy=QUICK))
    world.start(lead)
    world.turn()
    world.apply(a_pooled_campaign(pool, policy=QUICK))
    world.live_through(9 * DAY)
    assert senders_of(world, lead) == ["sales@us.example"] * 3


@pytest.mark.parametrize(
    "refusal", [Refused(Refusal.THROTTLED, "slow"), Refused(Refusal.NOT_REACHED, "timeout")]
)
def test_a_retry_is_from_the_same_sender(world, refusal):
    world.start(BENS)
    world.ses.script.append(refusal)
    world.live_through(DAY)
    assert senders_of(world, BENS) == [BEN]


class TestTheSignature:
    @staticmethod
    def signed(lead, signature=None):
        campaign = a_pooled_campaign(policy=QUICK)
        texts = {
            name: text.replace("Hello {{ first_name }}", "Hello {{ sender_signature }}")
            for name, text in campaign.templates.items()
            if not name.endswith(".subject.txt")
        }
        pool = a_pool()
        if signature is not None:
            pool = a_pool(
                *(
                    replace(one, sender=replace(one.sender, signature=signature or None))
                    for one in pool.senders
                )
            )
        world = World(a_pooled_campaign(pool, policy=QUICK, templates={**campaign.templates, **texts}))
        world.start(lead)
        world.turn()
        (mail,) = world.ses.accepted.values()
        return mail

    def test_it_is_that_of_the_lead_s_sender_line_by_line(self):
        mail = self.signed(BENS)
        assert "Hello Ben\nSales & Service\n" in mail.text
        assert "<p>Hello Ben<br>\nSales &amp; Service</p>" in mail.html

    def test_it_is_no_html(self):
        assert "&lt;b&gt;" in self.signed(BENS, "<b>").html

    def test_a_sender_without_one_has_an_empty_one(self):
        assert "Hello \n" in self.signed(BENS, "").text


class TestTheQuotaOfASender:
    @staticmethod
    def with_two_a_day(world_of=World, **changes):
        pool = a_pool(a_pool_sender(ANNA, 2), a_pool_sender(BEN, 100), **changes)
        return world_of(a_pooled_campaign(pool, policy=QUICK)), pool

    def test_it_is_never_overdrawn_and_the_others_go_on(self):
        world, pool = self.with_two_a_day()
        annas, bens = leads_of(ANNA, 5, pool), leads_of(BEN, 5, pool)
        world.start(*annas, *bens)
        world.turn()
        assert Counter(sender for lead in (*annas, *bens) for sender in senders_of(world, lead)) == {
            ANNA: 2,
            BEN: 5,
        }

    def test_who_gets_none_waits_for_the_next_day_with_the_reason(self):
        world, pool = self.with_two_a_day()
        annas = leads_of(ANNA, 3, pool)
        world.start(*annas)
        world.turn()
        (waiting,) = (found for lead in annas if not (found := world.enrollment(lead)).touches)
        assert waiting.reason is Reason.SENDER_QUOTA
        assert waiting.due_at == NOON + DAY / 2

    def test_what_a_sender_refuses_uses_up_nothing_of_the_run(self):
        world, pool = self.with_two_a_day()
        world.start(*leads_of(ANNA, 9, pool))
        world.turn()
        day = world.clock.now().date().isoformat()
        scopes = (sender_scope(CAMPAIGN, LIVE, ANNA), f"{CAMPAIGN}#{LIVE}")
        assert world.quotas.used(scopes, day) == dict.fromkeys(scopes, 2)

    def test_a_ramp_counts_the_days_on_which_the_sender_wrote(self):
        pool = a_pool(a_pool_sender(ANNA, 4, Ramp(1, 2, 4)), a_pool_sender(BEN, 100))
        world = World(a_pooled_campaign(pool, policy=QUICK))
        annas = leads_of(ANNA, 9, pool)
        world.start(*annas)
        sent: list[int] = []
        for _ in range(3):
            world.turn()
            world.clock.advance(DAY)
            sent.append(sum(1 for lead in annas if world.enrollment(lead).touches))
        assert sent == [1, 4, 8]

    def test_who_waits_for_a_ramp_is_told_so(self):
        pool = a_pool(a_pool_sender(ANNA, 4, Ramp(1, 2, 4)), a_pool_sender(BEN, 100))
        world = World(a_pooled_campaign(pool, policy=QUICK))
        annas = leads_of(ANNA, 3, pool)
        world.start(*annas)
        world.turn()
        assert [world.enrollment(lead).reason for lead in annas].count(Reason.SENDER_RAMP) == 2

    def test_a_rehearsal_counts_apart(self):
        world, pool = self.with_two_a_day()
        annas = leads_of(ANNA, 2, pool)
        world.start(*annas, mode=Mode.PROOF)
        world.turn()
        world.runs.start(CAMPAIGN, Mode.LIVE, "test")
        world.turn()
        assert [senders_of(world, lead) for lead in annas] == [[ANNA], [ANNA]]

    def test_only_one_sender_is_counted_nowhere(self):
        world = World()
        world.start(a_lead())
        world.turn()
        day = world.clock.now().date().isoformat()
        scope = sender_scope(CAMPAIGN, LIVE, "sales@us.example")
        assert world.quotas.used((scope,), day) == {scope: 0}


class TestASenderThatWasStopped:
    def test_its_leads_wait_with_the_reason_and_go_on_with_it_when_it_is_resumed(self, world):
        world.start(ANNAS, BENS)
        world.turn()
        said = stop(world)
        assert (said.how, said.going, said.runs) == (WhenStopped.WAIT, (BEN, CARA), (LIVE,))
        world.live_through(9 * DAY)
        assert (senders_of(world, ANNAS), senders_of(world, BENS)) == ([ANNA], [BEN] * 3)
        waiting = world.enrollment(ANNAS)
        assert (waiting.state, waiting.reason) == (State.DUE, Reason.OWN_SENDER_STOPPED)
        assert waiting.due_at is not None
        assert waiting.due_at <= world.clock.now() + SENDER_DELAY
        stops(world).resume(CAMPAIGN, ANNA, "olga", None)
        world.live_through(9 * DAY)
        assert senders_of(world, ANNAS) == [ANNA] * 3

    def test_or_they_go_on_with_another_and_stay_there(self, world):
        world.start(ANNAS)
        world.turn()
        stop(world, how=WhenStopped.MOVE)
        world.live_through(4 * DAY)
        stops(world).resume(CAMPAIGN, ANNA, "olga", None)
        world.live_through(9 * DAY)
        first, *others = senders_of(world, ANNAS)
        assert first == ANNA
        assert others in ([BEN] * 2, [CARA] * 2)

    def test_the_file_s_rule_holds_if_the_command_says_none(self):
        world = World(a_pooled_campaign(a_pool(when_stopped=WhenStopped.MOVE), policy=QUICK))
        world.start(ANNAS)
        assert stop(world).how is WhenStopped.MOVE

    def test_new_leads_get_another_sender(self, world):
        world.start(ANNAS)
        stop(world)
        world.turn()
        assert senders_of(world, ANNAS)[0] in {BEN, CARA}

    @pytest.mark.parametrize("how", list(WhenStopped))
    def test_a_stop_between_prefetch_and_last_look_prevents_the_mail(self, world, how):
        """As a pause does. What was claimed goes to whoever is its sender now, or waits."""
        world.start(ANNAS)
        world.turn()
        world.clock.advance(3 * DAY)
        world.tick()
        look = world.desk.last_look
        world.desk.last_look = lambda message: (stop(world, how=how), look(message))[1]
        world.drain()
        assert senders_of(world, ANNAS) == [ANNA]
        held = world.enrollment(ANNAS)
        assert (held.state, held.reason) == (State.DUE, Reason.OWN_SENDER_STOPPED)
        world.desk.last_look = look
        world.live_through(DAY)
        assert len(senders_of(world, ANNAS)) == (2 if how is WhenStopped.MOVE else 1)

    def test_a_first_mail_in_hand_goes_to_another_sender(self, world):
        world.start(ANNAS)
        world.tick()
        look = world.desk.last_look
        world.desk.last_look = lambda message: (stop(world), look(message))[1]
        world.drain()
        assert world.ses.mails == []
        world.desk.last_look = look
        world.live_through(HOUR, timedelta(minutes=10))
        assert senders_of(world, ANNAS)[0] in {BEN, CARA}

    def test_the_look_records_which_stops_it_saw(self, world):
        world.start(BENS)
        stop(world)
        world.turn()
        seen = world.enrollment(BENS).touches[0].seen
        assert seen is not None
        assert seen.senders == world.run().senders_version
        assert seen.senders.number == 1

    def test_every_run_is_told_that_may_send_again(self, world):
        world.start(ANNAS)
        world.runs.start(CAMPAIGN, Mode.PROOF, "test")
        assert stop(world).runs == (LIVE, "proof-1")
        for run in (world.run(), world.run("proof-1")):
            world.controls.change_status(run, RunStatus.FINISHED, "tick", None, world.clock.now())
        assert stops(world).resume(CAMPAIGN, ANNA, "olga", None).runs == (LIVE,)

    def test_to_stop_it_twice_changes_nothing(self, world):
        world.start(ANNAS)
        stop(world)
        again = stop(world)
        assert (again.runs, again.before) == ((), (LIVE,))
        assert world.run().senders_version.number == 1

    def test_the_other_rule_is_a_change(self, world):
        world.start(ANNAS)
        stop(world)
        assert stop(world, how=WhenStopped.MOVE).runs == (LIVE,)
        (state,) = world.run().senders
        assert (state.stopped, state.number, state.by, state.reason) == (
            WhenStopped.MOVE,
            2,
            "olga",
            "too many bounces",
        )

    def test_the_last_one_cannot_be_stopped(self, world):
        world.start(ANNAS)
        stop(world)
        stop(world, BEN)
        with pytest.raises(RefusedChange, match=r"the last sender of demo that goes on.*campaign pause demo"):
            stop(world, CARA)
        assert world.run().status is RunStatus.RUNNING

    def test_two_stops_at_once_do_not_stop_the_last_one(self, world):
        """Whoever comes second reads the row again."""
        world.start(ANNAS)
        stop(world)
        write = world.controls.say_of_sender

        def after_another(run, state):
            world.controls.say_of_sender = write
            stop(world, BEN)
            return write(run, state)

        world.controls.say_of_sender = after_another
        with pytest.raises(RefusedChange, match="the last sender"):
            stop(world, CARA)
        assert {state.address for state in world.run().senders} == {ANNA, BEN}

    def test_an_address_is_found_in_any_case(self, world):
        world.start(ANNAS)
        assert stop(world, " Anna@US.example").going == (BEN, CARA)

    def test_who_is_no_sender_is_named(self, world):
        world.start(ANNAS)
        with pytest.raises(
            RefusedChange, match=r'has no sender "dora@us\.example"; it has anna@us\.example, ben'
        ):
            stop(world, "dora@us.example")

    def test_without_a_run_nothing_can_be_stopped(self, world):
        with pytest.raises(RefusedChange, match="no run of demo is under way"):
            stop(world)

    def test_a_campaign_with_one_sender_is_paused_instead(self):
        world = World()
        world.start(a_lead())
        with pytest.raises(RefusedChange, match=r"has one sender.*campaign pause demo"):
            stop(world)

    def test_a_campaign_that_nobody_applied_is_unknown(self, world):
        with pytest.raises(UnknownCampaign):
            stops(world).stop("spring", ANNA, None, "olga", None)

    def test_nobody_waits_for_a_sender_that_left_the_file(self, world):
        world.start(ANNAS)
        world.turn()
        world.apply(a_pooled_campaign(a_pool(*a_pool().senders[1:]), policy=QUICK))
        world.live_through(9 * DAY)
        first, *others = senders_of(world, ANNAS)
        assert first == ANNA
        assert others in ([BEN] * 2, [CARA] * 2)


class TestAnAttemptThatDied:
    """The claim has recorded who was about to send. The stop or the file may have changed since."""

    def test_its_touch_is_of_the_sender_that_claimed(self):
        campaign = a_pooled_campaign()
        flight = an_enrollment(ANNAS, state=State.SENDING, claim_id=ClaimId("c"), sender=CARA)
        change = settlement.give_up(flight, campaign, flight.enrolled_at)
        assert change.touch is not None
        assert (change.touch.state, change.touch.sender) == (TouchState.UNKNOWN, CARA)

    def test_so_is_one_that_an_event_settles(self):
        campaign = a_pooled_campaign()
        flight = an_enrollment(ANNAS, state=State.SENDING, claim_id=ClaimId("c"), sender=CARA)
        now = flight.enrolled_at
        change = evidence.accepted(flight, campaign, SesMessageId("m"), now, now)
        assert change.touch is not None
        assert change.touch.sender == CARA
        unknown = settlement.give_up(flight, campaign, now).touch
        found = replace(flight, state=State.UNKNOWN, touches={0: unknown})
        late = evidence.accepted(found, campaign, SesMessageId("m"), now, now)
        assert late.touch is not None
        assert late.touch.sender == CARA
