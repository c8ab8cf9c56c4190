"""A table that was brought back: nobody gets a mail twice, nobody after an order, and nobody is lost."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from outreach.domain.address import recipient_key
from outreach.domain.control import KillSwitch, RunStatus
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import Lead, State, TouchState
from outreach.domain.evidence import accepted
from outreach.domain.ids import CampaignId, RecipientKey, SesMessageId
from outreach.domain.outcome import Ambiguous
from outreach.domain.quota import quota_day
from outreach.domain.reasons import Reason
from outreach.domain.replaying import Replied, Told
from outreach.domain.restoring import Table
from outreach.domain.suppression import EVERYWHERE, Hold, Order, held_until
from outreach.errors import RefusedChange
from outreach.reading.event_archive import read_archive
from outreach.services.operator.instructing import Instructing
from outreach.services.operator.unknowns import Unknowns
from world.builders import CAMPAIGN, DAY, MINUTE, NOON, a_lead, a_message, an_order
from world.import_desk import PEPPERS
from world.memory import World
from world.restored import PLACE, archived, brought_back, copied, events_in, restorer, stopping

LEADS = [a_lead(name) for name in ("ann", "bob", "cyd", "dot", "eli", "fay", "gus", "hal")]
BOTH = frozenset(Table)
OUTREACH = frozenset({Table.OUTREACH})


class Lost:
    """A stack that was backed up, went on for some days, and lost its tables."""

    def __init__(self, folder: Path, *, days: float = 4) -> None:
        self.folder = folder
        self.world = world = World()
        world.start(*LEADS)
        world.turn()
        world.clock.advance(MINUTE)
        self.backup = copied(world.tables)
        self.to = world.clock.now()
        for lead, reason in ((LEADS[0], Reason.UNSUBSCRIBED), (LEADS[1], Reason.BOUNCED)):
            world.suppressions.order_recipient(
                lead.recipient, lead.address, an_order(reason, at=world.clock.now())
            )
        world.live_through(timedelta(days=days))
        stopping(world).turn(on=True, actor="olga", reason="lost")
        world.clock.advance(5 * MINUTE)

    def mails(self) -> Counter[tuple[str, str]]:
        accepted = self.world.ses.accepted.values()
        return Counter((mail.tags["lead"], mail.tags["step"]) for mail in accepted)

    def restored(self, *, suppression: bool = True) -> World:
        today = None if suppression else self.world.tables
        return brought_back(self.world, copied(self.backup, today=today))

    def told(self, **changes: str) -> Told:
        folder = archived(self.folder / "events", events_in(self.world), **changes)
        return read_archive(folder, self.to, PLACE)

    def replayed(self, tables: frozenset[Table] = BOTH) -> World:
        """The stack with its tables back, and everything replayed."""
        world = self.restored(suppression=Table.SUPPRESSION in tables)
        restorer(world).begin(self.to, tables, "olga")
        restorer(world).replay(self.told(), "olga", world.clock.now())
        return world


@pytest.fixture
def lost(tmp_path: Path) -> Lost:
    return Lost(tmp_path)


def dies(*_: object, **__: object) -> NoReturn:
    raise KeyboardInterrupt


def joins(world: World, lead: Lead) -> None:
    """Let an import enroll a lead in the live run."""
    world.import_leads(lead)
    world.enrollments.add([first_enrollment(lead, world.run(), world.campaign, world.clock.now())])


def run_to_the_end(world: World) -> None:
    stopping(world).turn(on=False, actor="olga", reason=None)
    if world.run().status is RunStatus.PAUSED:
        world.runs.resume(CAMPAIGN, "olga", None)
    world.live_through(timedelta(days=20), timedelta(hours=6))


@pytest.mark.parametrize("tables", [BOTH, OUTREACH], ids=["both", "outreach"])
def test_nobody_gets_a_mail_twice_or_after_an_order_and_nobody_is_lost(
    lost: Lost, tables: frozenset[Table]
) -> None:
    before = lost.mails()
    world = lost.replayed(tables)
    finished = restorer(world).finish("olga")
    assert finished.held == {}
    run_to_the_end(world)
    after = lost.mails()
    assert before < after
    assert set(after.values()) == {1}
    for lead in LEADS[:2]:
        assert {key: n for key, n in after.items() if key[0] == lead.lead_id} == {(lead.lead_id, "0"): 1}
    for lead in LEADS[2:]:
        assert [after[lead.lead_id, str(step)] for step in range(3)] == [1, 1, 1]
    assert {world.enrollment(lead).state for lead in LEADS} == {State.ENDED}


def test_without_a_replay_the_same_days_would_write_twice(lost: Lost) -> None:
    """The opposite of the promise, so that the test above shows something."""
    world = lost.restored()
    world.tables.name = "outreach"
    run_to_the_end(world)
    assert max(lost.mails().values()) == 2


class TestTheOrder:
    """Each command refuses what is not its turn, and changes nothing."""

    def test_a_stack_that_is_not_being_restored_replays_nothing(self, lost: Lost) -> None:
        before = dict(lost.world.tables.enrollments)
        for command in (
            lambda: restorer(lost.world).replay(lost.told(), "olga"),
            lambda: restorer(lost.world).finish("olga"),
        ):
            with pytest.raises(RefusedChange, match="no table is being restored"):
                command()
        assert lost.world.tables.enrollments == before

    def test_nothing_is_finished_before_a_replay(self, lost: Lost) -> None:
        world = lost.restored()
        mark = restorer(world).begin(lost.to, BOTH, "olga")
        before = dict(world.tables.enrollments)
        with pytest.raises(RefusedChange, match="nothing was replayed yet"):
            restorer(world).finish("olga")
        assert (world.tables.enrollments, restorer(world).standing()) == (before, mark)

    def test_a_replay_that_died_is_given_again_before_the_end(self, lost: Lost) -> None:
        world = lost.restored()
        restorer(world).begin(lost.to, BOTH, "olga")
        world.suppressions.order_recipient = dies  # type: ignore[method-assign]  # the process dies here
        with pytest.raises(KeyboardInterrupt):
            restorer(world).replay(lost.told(), "olga")
        with pytest.raises(RefusedChange, match="did not come to its end"):
            restorer(world).finish("olga")
        del world.suppressions.order_recipient
        restorer(world).replay(lost.told(), "olga")
        restorer(world).finish("olga")
        assert restorer(world).standing() is None

    def test_nobody_begins_twice(self, lost: Lost) -> None:
        world = lost.restored()
        restorer(world).begin(lost.to, BOTH, "olga")
        with pytest.raises(RefusedChange, match="olga has begun to restore this stack"):
            restorer(world).begin(lost.to, BOTH, "bob")

    @pytest.mark.parametrize(
        ("to", "stopped", "why"),
        [
            (DAY, None, "still to come"),
            (-DAY, -2 * DAY, "cannot have stopped"),
            (-DAY, DAY, "cannot have stopped"),
        ],
    )
    def test_times_that_make_no_sense(
        self, lost: Lost, to: timedelta, stopped: timedelta | None, why: str
    ) -> None:
        now = lost.world.clock.now()
        with pytest.raises(RefusedChange, match=why):
            restorer(lost.world).begin(now + to, BOTH, "olga", None if stopped is None else now + stopped)
        assert restorer(lost.world).standing() is None

    def test_nobody_knows_the_future(self, lost: Lost) -> None:
        world = lost.restored()
        mark = restorer(world).begin(lost.to, BOTH, "olga")
        with pytest.raises(RefusedChange, match="still to come"):
            restorer(world).replay(lost.told(), "olga", world.clock.now() + DAY)
        assert restorer(world).standing() == mark

    @pytest.mark.parametrize("step", ["begun", "replayed"])
    def test_nothing_is_sent_and_no_kill_off_is_taken_before_the_end(self, lost: Lost, step: str) -> None:
        world = lost.restored()
        restorer(world).begin(lost.to, BOTH, "olga")
        if step == "replayed":
            restorer(world).replay(lost.told(), "olga")
        before = lost.mails()
        said = world.kill_switch.states()
        with pytest.raises(RefusedChange, match="brought back"):
            stopping(world).turn(on=False, actor="bob", reason=None)
        assert world.kill_switch.states() == said
        world.kill_switch.state = KillSwitch.OFF
        world.live_through(2 * DAY)
        assert lost.mails() == before

    def test_a_kill_off_during_which_somebody_begins_leaves_the_parameter_on(self) -> None:
        world = World()
        world.start(LEADS[0])
        world.clock.advance(MINUTE)
        stopping(world).turn(on=True, actor="olga", reason=None)

        def begins(*_: object) -> None:
            restorer(world).begin(NOON, BOTH, "bob")

        world.controls.open = begins  # type: ignore[method-assign]  # what happens in the middle of the command
        with pytest.raises(RefusedChange, match="brought back"):
            stopping(world).turn(on=False, actor="olga", reason=None)
        assert world.kill_switch.state is KillSwitch.ON

    def test_the_mark_alone_stops_a_sender_and_a_tick(self, lost: Lost) -> None:
        world = lost.restored()
        restorer(world).begin(lost.to, BOTH, "olga")
        world.kill_switch.state = KillSwitch.OFF
        assert world.tables.control is not None
        world.tables.control = replace(world.tables.control, killed=False)
        before = lost.mails()
        world.clock.advance(3 * DAY)
        assert set(world.tick().outcomes.values()) == {"killed"}
        until = world.clock.now() + MINUTE
        world.deliver([a_message(world.enrollment(LEADS[3]), valid_until=until)])
        assert (lost.mails(), world.enrollment(LEADS[3]).state) == (before, State.DUE)

    def test_a_table_of_another_name_sends_nothing_before_anybody_has_said_a_word(self, lost: Lost) -> None:
        world = lost.restored()
        world.kill_switch.state = KillSwitch.OFF
        before = lost.mails()
        world.live_through(2 * DAY)
        assert lost.mails() == before
        with pytest.raises(RefusedChange, match="brought back"):
            stopping(world).turn(on=False, actor="bob", reason=None)


class TestAnotherStack:
    def refused(self, lost: Lost, told: Told, why: str) -> None:
        world = lost.restored()
        mark = restorer(world).begin(lost.to, BOTH, "olga")
        before = (dict(world.tables.enrollments), dict(world.tables.recipients))
        with pytest.raises(RefusedChange, match=f"archive is of another stack: {why}.*nothing was changed"):
            restorer(world).replay(told, "olga")
        assert (world.tables.enrollments, world.tables.recipients) == before
        assert restorer(world).standing() == mark

    def test_another_pepper(self, lost: Lost) -> None:
        told = lost.told()
        told.orders = [(RecipientKey("v7-00"), None, order) for _, _, order in told.orders]
        self.refused(lost, told, "it hashes addresses with the pepper v7")

    def test_somebody_else(self, lost: Lost) -> None:
        told = lost.told()
        told.of_leads = [replace(one, recipient=RecipientKey("v1-00")) for one in told.of_leads]
        self.refused(lost, told, "lead .* is somebody else in it")

    def test_no_campaign_of_ours(self, lost: Lost) -> None:
        told = lost.told()
        told.of_leads = [replace(one, campaign_id=CampaignId("theirs")) for one in told.of_leads]
        self.refused(lost, told, "it is about no campaign")


class TestTheGap:
    """Who may have got a mail that nobody knows of is held."""

    def without_an_archive(self, lost: Lost) -> World:
        world = lost.restored()
        restorer(world).begin(lost.to, OUTREACH, "olga")
        restorer(world).replay(Told(), "olga")
        return world

    def test_without_an_archive_everybody_who_was_due_is_held(self, lost: Lost) -> None:
        world = self.without_an_archive(lost)
        assert {one.key.lead_id for one in restorer(world).at_risk()} == {one.lead_id for one in LEADS}
        assert restorer(world).finish("olga").held == {CAMPAIGN: len(LEADS)}
        before = lost.mails()
        run_to_the_end(world)
        assert lost.mails() == before
        held = world.enrollment(LEADS[3])
        assert (held.state, held.reason) == (State.ENDED, Reason.UNKNOWN_HELD)
        assert held.touches[1].state is TouchState.UNKNOWN

    def test_what_may_have_been_paused_in_it_is_paused(self, lost: Lost) -> None:
        world = self.without_an_archive(lost)
        assert restorer(world).finish("olga").paused == [CAMPAIGN]
        assert (world.run().status, world.run().changed_by) == (RunStatus.PAUSED, "olga")

    def test_an_operator_lets_one_go_on_that_is_held(self, lost: Lost) -> None:
        world = self.without_an_archive(lost)
        restorer(world).finish("olga")
        unknowns = Unknowns(world.enrollments, world.campaigns, world.controls, world.clock)
        assert len(list(unknowns.of_run(world.run()))) == len(LEADS)
        unknowns.assume_sent(world.run(), LEADS[3].lead_id, "olga")
        run_to_the_end(world)
        assert world.enrollment(LEADS[3]).reason is Reason.COMPLETED
        assert lost.mails()[LEADS[3].lead_id, "1"] == 1

    def test_what_was_due_after_the_stop_is_not_held(self, tmp_path: Path) -> None:
        lost = Lost(tmp_path, days=1)
        world = self.without_an_archive(lost)
        assert restorer(world).finish("olga").held == {}
        run_to_the_end(world)
        assert [lost.mails()[LEADS[3].lead_id, str(step)] for step in range(3)] == [1, 1, 1]

    def test_what_was_due_after_a_stop_that_an_operator_names_is_not_held(self, lost: Lost) -> None:
        world = lost.restored()
        restorer(world).begin(lost.to, OUTREACH, "olga", lost.to + DAY)
        restorer(world).replay(Told(), "olga")
        assert restorer(world).finish("olga").held == {}

    def in_flight(self, lost_for: timedelta) -> tuple[World, str | None]:
        """A lead whose first mail was unknown at the time of the backup, restored without an archive."""
        world = World()
        world.start(LEADS[0])
        world.ses.script.append(Ambiguous("ReadTimeoutError"))
        world.turn()
        claim = world.enrollment(LEADS[0]).claim_id
        world.clock.advance(MINUTE)
        back = brought_back(world, copied(world.tables))
        back.clock.advance(lost_for)
        restorer(back).begin(world.clock.now(), OUTREACH, "olga")
        restorer(back).replay(Told(), "olga")
        restorer(back).finish("olga")
        return back, claim

    def test_what_was_in_flight_is_closed_as_ever(self) -> None:
        back, _ = self.in_flight(DAY)
        assert back.enrollment(LEADS[0]).state is State.UNKNOWN
        run_to_the_end(back)
        assert [touch.state for touch in back.enrollment(LEADS[0]).touches.values()] == [
            TouchState.ASSUMED_SENT,
            TouchState.SENT,
            TouchState.SENT,
        ]

    def test_what_was_in_flight_is_held_with_its_claim_if_its_follow_up_may_have_gone_out(self) -> None:
        back, claim = self.in_flight(4 * DAY)
        held = back.enrollment(LEADS[0])
        assert (held.reason, held.touches[0].claim_id) == (Reason.GAP_HELD, claim)

    def test_resolved_as_sent_the_next_step_is_held_in_its_turn(self) -> None:
        back, _ = self.in_flight(4 * DAY)
        unknowns = Unknowns(back.enrollments, back.campaigns, back.controls, back.clock)
        unknowns.assume_sent(back.run(), LEADS[0].lead_id, "olga")
        held = back.enrollment(LEADS[0])
        assert (held.state, held.reason, held.step) == (State.ENDED, Reason.GAP_HELD, 1)
        unknowns.send_again(back.run(), LEADS[0].lead_id, "olga")
        run_to_the_end(back)
        assert back.enrollment(LEADS[0]).reason is Reason.COMPLETED
        assert [mail.tags["step"] for mail in back.ses.accepted.values()] == ["1", "2"]

    def test_a_mail_that_may_have_gone_out_is_counted_on_each_day_on_which_it_may_have(
        self, tmp_path: Path
    ) -> None:
        lost = Lost(tmp_path)
        world = self.without_an_archive(lost)
        restorer(world).finish("olga")
        day = quota_day(world.clock.now())
        assert world.quotas.used(["account"], day) == {"account": len(LEADS)}

    def test_an_archive_that_nobody_calls_complete_closes_no_gap(self, lost: Lost) -> None:
        world = lost.restored()
        restorer(world).begin(lost.to, BOTH, "olga")
        restorer(world).replay(lost.told(), "olga")
        mark = restorer(world).standing()
        assert mark is not None
        assert mark.gap == (lost.to, mark.lost_at)

    def test_a_table_of_orders_has_no_gap(self, lost: Lost) -> None:
        world = lost.restored()
        restorer(world).begin(lost.to, frozenset({Table.SUPPRESSION}), "olga")
        restorer(world).replay(lost.told(), "olga")
        assert restorer(world).finish("olga").held == {}

    def test_a_later_replay_lets_go_on_who_was_held(self, lost: Lost) -> None:
        """The archive turns up after the end. What it knows is recorded, and who was held for it goes on."""
        world = self.without_an_archive(lost)
        restorer(world).finish("olga")
        restorer(world).begin(lost.to, BOTH, "olga")
        restorer(world).replay(lost.told(), "olga", world.clock.now())
        restorer(world).finish("olga")
        run_to_the_end(world)
        assert set(lost.mails().values()) == {1}
        assert [lost.mails()[LEADS[3].lead_id, str(step)] for step in range(3)] == [1, 1, 1]


class TestWhatIsReplayed:
    def test_a_replay_given_again_changes_nothing(self, lost: Lost) -> None:
        world = lost.replayed()
        before = (dict(world.tables.enrollments), dict(world.tables.quotas), dict(world.tables.recipients))
        again = restorer(world).replay(lost.told(), "olga", world.clock.now())
        assert (again.settled, again.recorded, again.ended, again.orders) == (0, 0, 0, 0)
        assert (world.tables.enrollments, world.tables.quotas, world.tables.recipients) == before

    def test_each_mail_is_counted_on_its_day(self, lost: Lost) -> None:
        world = lost.replayed()
        assert world.tables.quotas == lost.world.tables.quotas

    def test_the_attempt_is_on_the_touch_so_that_a_late_complaint_is_known(self, lost: Lost) -> None:
        touch, then = (one.enrollment(LEADS[3]).touches[1] for one in (lost.replayed(), lost.world))
        assert (touch.claim_id, touch.ses_message_id, touch.at) == (
            then.claim_id,
            then.ses_message_id,
            then.at,
        )

    def test_a_mail_in_flight_is_settled_as_its_send_event_would(self, tmp_path: Path) -> None:
        world = World()
        world.start(LEADS[0])
        world.ses.script.append(Ambiguous("ReadTimeoutError"))
        world.turn()
        world.clock.advance(MINUTE)
        lost = brought_back(world, copied(world.tables))
        in_flight = world.enrollment(LEADS[0])
        assert in_flight.claim_id is not None
        change = accepted(in_flight, world.campaign, SesMessageId("m1"), world.clock.now(), world.clock.now())
        world.enrollments.settle(in_flight.key, in_flight.claim_id, change)
        told = read_archive(archived(tmp_path, events_in(world)), NOON, PLACE)
        lost.clock.advance(MINUTE)
        restorer(lost).begin(NOON, OUTREACH, "olga")
        assert restorer(lost).replay(told, "olga").settled == 1
        assert lost.enrollment(LEADS[0]) == world.enrollment(LEADS[0])

    def test_who_is_not_in_the_table_gets_no_second_first_mail(self, lost: Lost) -> None:
        """A lead that was imported after the backup, and is imported again."""
        late = a_lead("ivy")
        joins(lost.world, late)
        stopping(lost.world).turn(on=False, actor="olga", reason=None)
        lost.world.live_through(DAY)
        stopping(lost.world).turn(on=True, actor="olga", reason="lost")
        world = lost.restored()
        restorer(world).begin(lost.to, BOTH, "olga")
        done = restorer(world).replay(lost.told(), "olga", world.clock.now())
        assert done.unplaced == [(CAMPAIGN, late.lead_id)]
        restorer(world).finish("olga")
        joins(world, late)
        run_to_the_end(world)
        assert lost.mails()[late.lead_id, "0"] == 1
        assert world.enrollment(late).reason is Reason.SUPPRESSED

    def test_a_run_that_was_paused_stays_paused(self, lost: Lost) -> None:
        lost.world.runs.pause(CAMPAIGN, "bob", "wrong text")
        world = lost.replayed()
        assert (world.run().status, world.run().reason) == (
            RunStatus.PAUSED,
            "replayed: bob: wrong text",
        )

    def test_a_run_that_was_cancelled_is_paused_and_named(self, lost: Lost) -> None:
        before = lost.mails()
        lost.world.runs.cancel(CAMPAIGN, "bob", "wrong people")
        world = lost.restored()
        restorer(world).begin(lost.to, BOTH, "olga")
        done = restorer(world).replay(lost.told(), "olga", world.clock.now())
        assert (done.cancelled, done.paused, done.over) == ([CAMPAIGN], [], [])
        assert (world.run().status, world.run().reason) == (
            RunStatus.PAUSED,
            "replayed: cancelled by bob: wrong people",
        )
        restorer(world).finish("olga")
        stopping(world).turn(on=False, actor="olga", reason=None)
        world.live_through(2 * DAY)
        assert lost.mails() == before

    def test_a_run_that_was_paused_and_then_cancelled_is_named_as_cancelled(self, lost: Lost) -> None:
        lost.world.runs.pause(CAMPAIGN, "bob", "wrong text")
        lost.world.runs.cancel(CAMPAIGN, "bob", "wrong people")
        world = lost.restored()
        restorer(world).begin(lost.to, BOTH, "olga")
        done = restorer(world).replay(lost.told(), "olga", world.clock.now())
        assert (done.cancelled, done.paused) == ([CAMPAIGN], [])
        assert world.run().reason == "replayed: cancelled by bob: wrong people"

    def test_who_may_have_got_a_mail_of_a_run_that_was_cancelled_is_held_and_counted(
        self, lost: Lost
    ) -> None:
        world = lost.restored()
        restorer(world).begin(lost.to, OUTREACH, "olga")
        restorer(world).replay(Told(cancelled={CAMPAIGN: "bob"}), "olga")
        assert restorer(world).finish("olga").held == {CAMPAIGN: len(LEADS)}

    def test_a_run_that_is_cancelled_in_the_table_is_no_news(self, lost: Lost) -> None:
        world = lost.restored()
        restorer(world).begin(lost.to, OUTREACH, "olga")
        world.runs.cancel(CAMPAIGN, "olga", None)
        done = restorer(world).replay(Told(cancelled={CAMPAIGN: "bob"}), "olga")
        assert (done.cancelled, done.over, world.run().reason) == ([], [], None)

    def test_who_starts_again_what_was_cancelled_is_warned(self, lost: Lost) -> None:
        run_to_the_end(lost.world)
        back = brought_back(lost.world, copied(lost.world.tables))
        restorer(back).begin(lost.to, OUTREACH, "olga")
        never = CampaignId("started-since")
        done = restorer(back).replay(Told(cancelled={CAMPAIGN: "bob", never: "bob"}), "olga")
        assert (done.over, done.cancelled, back.run().status) == (
            [CAMPAIGN, never],
            [],
            RunStatus.FINISHED,
        )

    def test_a_pause_that_is_lost_to_somebody_else_ends_no_replay(
        self, lost: Lost, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        world = lost.restored()
        restorer(world).begin(lost.to, OUTREACH, "olga")
        with monkeypatch.context() as patched:
            patched.setattr(world.controls, "change_status", lambda *_: False)
            with pytest.raises(RefusedChange, match="was changed meanwhile: give the same"):
                restorer(world).replay(Told(cancelled={CAMPAIGN: "bob"}), "olga")
        with pytest.raises(RefusedChange, match="did not come to its end"):
            restorer(world).finish("olga")

    def test_a_sequence_that_an_operator_stopped_stays_over(self, lost: Lost) -> None:
        world = lost.world
        instructing = Instructing(world.enrollments, world.campaigns, world.controls, world.clock)
        instructing.stop(world.run(), LEADS[4].lead_id, "bob", None)
        back = lost.replayed()
        assert (back.enrollment(LEADS[4]).state, back.enrollment(LEADS[4]).reason) == (
            State.ENDED,
            Reason.STOPPED,
        )

    def test_who_was_forgotten_and_came_back_is_forgotten_again(self, lost: Lost) -> None:
        jan = a_lead("jan", recipient=recipient_key(PEPPERS, "jan@acme.example"))
        lost.world.suppressions.order_recipient(jan.recipient, None, an_order(Reason.ERASED))
        joins(lost.world, jan)
        back = brought_back(lost.world, copied(lost.world.tables))
        restorer(back).begin(lost.to, OUTREACH, "olga")
        assert restorer(back).replay(Told(), "olga").forgotten == 1
        assert back.enrollment(jan).lead.address == ""
        assert jan.lead_id not in {lead.lead_id for lead in back.audience.leads(CAMPAIGN, 4)}

    def test_who_is_held_by_an_operator_or_is_away_is_held_until_then(self, lost: Lost) -> None:
        until = lost.world.clock.now() + 30 * DAY
        told = Told(
            holds=[(LEADS[3].recipient, EVERYWHERE, Hold(until, "operator", "bob"))],
            replies=[Replied(CAMPAIGN, LEADS[4].lead_id, hold=Hold(until, "reply"))],
        )
        world = lost.restored()
        restorer(world).begin(lost.to, frozenset({Table.SUPPRESSION}), "olga")
        assert restorer(world).replay(told, "olga").holds == 2
        rows = [world.tables.recipients[lead.recipient] for lead in LEADS[3:5]]
        assert [held_until(row, CAMPAIGN) for row in rows] == [until, until]

    def test_a_reply_stops_the_campaign_for_the_person_and_the_company(self, lost: Lost) -> None:
        order = Order(CAMPAIGN, Reason.REPLIED, "reply", "lead", NOON)
        told = Told(replies=[Replied(CAMPAIGN, LEADS[4].lead_id, ((order, None),), order)])
        world = lost.restored()
        restorer(world).begin(lost.to, BOTH, "olga")
        assert restorer(world).replay(told, "olga").orders == 2
        assert world.tables.recipients[LEADS[4].recipient].orders == (order,)
        assert world.tables.domains[LEADS[4].domains[0]].orders == (order,)

    def test_who_wrote_back_and_is_not_known_is_named(self, lost: Lost) -> None:
        told = Told(replies=[Replied(CAMPAIGN, a_lead("zoe").lead_id)])
        world = lost.restored()
        restorer(world).begin(lost.to, BOTH, "olga")
        assert restorer(world).replay(told, "olga").unheard == [(CAMPAIGN, a_lead("zoe").lead_id)]

    def test_today_s_orders_are_left_alone_where_they_were_not_lost(self, lost: Lost) -> None:
        told = Told(orders=[(LEADS[4].recipient, None, an_order(Reason.DNC))])
        world = lost.restored(suppression=False)
        restorer(world).begin(lost.to, OUTREACH, "olga")
        assert restorer(world).replay(told, "olga").orders == 0
        assert world.tables.recipients[LEADS[4].recipient].orders == ()
