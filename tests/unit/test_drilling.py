"""A whole drill on a stack in memory: what it does, what it leaves behind, and that it finds what is planted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from outreach.domain.control import KillSwitch, RunStatus, SwitchReading
from outreach.domain.drill import Death, Part
from outreach.domain.enrollment import Enrollment, State
from outreach.domain.ids import LIVE
from outreach.domain.lease import LEASE_DURATION
from outreach.errors import RefusedChange, StoreUnavailable
from outreach.services.operator.drill_cast import LEAST
from outreach.services.operator.drill_judgement import Kind, judge
from outreach.services.operator.drill_ports import LOCAL
from outreach.services.operator.drill_record import Acceptance, Command
from outreach.services.operator.drilling import Drilling
from world.builders import a_lead
from world.drill_stage import A_DRILL, THE_STACK, DrillStage, ses_accepts_twice

SMALL = replace(A_DRILL, people=LEAST)
COARSE = replace(SMALL, pace=replace(LOCAL, poll=timedelta(seconds=10), tick=timedelta(seconds=10)))
"""With few looks and ticks, for tests that drill once for each of its calls."""


@pytest.fixture
def stage() -> DrillStage:
    return DrillStage()


def test_a_drill_of_a_sound_stack_shows_every_trouble_and_no_broken_promise(stage: DrillStage) -> None:
    record = stage.drill()
    judgement = judge(record)
    assert (judgement.violations, judgement.not_shown, record.remarks) == ((), (), ())
    assert judgement.deaths == ((Death.BEFORE, 2, 2), (Death.AFTER, 2, 2))
    assert stage.deaths == 4
    assert judgement.mails == len(stage.ses.accepted)
    assert (len(record.stops), len(record.unsubscribes), len(record.people)) == (2, 3, 24)
    assert record.copies > 2 * 24
    assert [each.part for each in judgement.unknown if "by command" in each.how] == [Part.BEFORE, Part.BEFORE]


def test_the_smallest_drill_plays_every_part(stage: DrillStage) -> None:
    record = stage.drill(SMALL)
    assert set(record.people.values()) == set(Part)
    assert judge(record).holds
    assert judge(record).not_shown == ()


def test_it_leaves_the_switch_off_the_run_finished_and_nothing_that_listens(stage: DrillStage) -> None:
    record = stage.drill(SMALL)
    (run,) = stage.world.controls.runs()
    assert (run.campaign_id, run.run_id, run.drill) == (record.campaign_id, LIVE, True)
    assert run.status is RunStatus.FINISHED
    assert not stage.stopping.state().stopped
    assert stage.judge.listens_to is None
    assert [event.to for event in stage.world.controls.history() if event.subject == "global"] == [
        *("off", "on", "off", "on", "off"),
    ]


def test_people_leave_by_the_link_in_their_own_mail(stage: DrillStage) -> None:
    record = stage.drill()
    leavers = {lead_id for lead_id, part in record.people.items() if part is Part.UNSUBSCRIBES}
    assert set(record.unsubscribes) == leavers
    links = {one.unsubscribe_url for one in record.acceptances if one.lead_id in leavers}
    assert set(stage.one_click.urls) == links


def test_the_record_says_in_which_versions_stops_and_orders_stood(stage: DrillStage) -> None:
    record = stage.drill()
    on = [event.version for event in stage.world.controls.history() if event.to == "on"]
    assert [stop.version for stop in record.stops] == on
    assert dict(record.ordered_in) == dict.fromkeys(record.unsubscribes, 1)


# What is planted must be found.


def senders_do_not_look_at_the_stop(stage: DrillStage) -> None:
    desk = stage.world.desk

    def blind(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def look(asked: Any) -> Any:
            with stage.world.tables.lock:
                control = stage.world.tables.control
                assert control is not None
                stage.world.tables.control = replace(control, killed=False)
                try:
                    return read(asked)
                finally:
                    stage.world.tables.control = control

        return look

    desk.prefetch, desk.last_look = blind(desk.prefetch), blind(desk.last_look)  # type: ignore[method-assign]  # the test stands in for it
    switch = stage.world.kill_switch
    plain = switch.read
    switch.read = lambda: SwitchReading(KillSwitch.OFF) if stage.in_batch else plain()  # type: ignore[method-assign]  # the test stands in for it


def unsubscribes_are_forgotten(stage: DrillStage) -> None:
    stage.one_click.post = lambda _: 200


def a_lead_disappears(stage: DrillStage) -> None:
    def take(_: int) -> None:
        found = stage.world.tables.enrollments
        ended = [
            key
            for key, each in found.items()
            if (each.lead.fields["part"], each.state) == ("away", State.ENDED)
        ]
        for key in ended:
            del found[key]

    stage.meanwhile = take


def a_mail_is_not_recorded(stage: DrillStage) -> None:
    """The judge hears of a mail to somebody who is said to have been skipped."""

    def plant(_: int) -> None:
        skipped = [
            each
            for each in stage.world.tables.enrollments.values()
            if each.lead.fields["part"] == "bounces" and each.state is State.ENDED
        ]
        if skipped and "unrecorded" not in {one.message_id for one in stage.judge.heard()}:
            (first,) = [one for one in stage.judge.heard() if one.lead_id == skipped[0].key.lead_id]
            campaign = skipped[0].key.campaign_id
            later = replace(first, message_id="unrecorded", step=1)
            stage.judge.tell(campaign, later)

    stage.meanwhile = plant


@pytest.mark.parametrize(
    ("plant", "kind"),
    [
        (ses_accepts_twice, Kind.DOUBLED),
        (senders_do_not_look_at_the_stop, Kind.AFTER_A_STOP),
        (unsubscribes_are_forgotten, Kind.AFTER_AN_UNSUBSCRIBE),
        (a_lead_disappears, Kind.LOST),
        (a_mail_is_not_recorded, Kind.UNRECORDED),
    ],
)
def test_a_planted_violation_is_found(
    stage: DrillStage, plant: Callable[[DrillStage], None], kind: Kind
) -> None:
    plant(stage)
    judgement = judge(stage.drill())
    assert kind in {violation.kind for violation in judgement.violations}


def test_events_that_never_come_leave_unknown_touches_that_the_drill_settles(stage: DrillStage) -> None:
    """SES's events are best effort. Nothing is sent twice for want of one."""
    stage.loses_events = True
    record = stage.drill()
    judgement = judge(record)
    assert judgement.count(Kind.DOUBLED) == 0
    assert sorted(record.commands.values()) == [Command.SENT_AGAIN] * 2 + [Command.TAKEN_AS_SENT] * 2


def test_a_mail_that_the_judge_has_heard_of_is_never_sent_again(stage: DrillStage) -> None:
    """Even if its sender was to die before it asked SES, and the stack does not know of the mail."""
    campaigns: list[str] = []

    def hear(_: int) -> None:
        for each in list(stage.world.tables.enrollments.values()):
            if each.lead.fields["part"] == "before" and each.state is State.UNKNOWN:
                (any_mail, *_) = stage.judge.heard()
                one = replace(any_mail, lead_id=each.key.lead_id, step=0, message_id=f"m-{each.key.lead_id}")
                campaigns.append(each.key.campaign_id)
                stage.judge.tell(each.key.campaign_id, one)

    stage.meanwhile = hear
    record = stage.drill(SMALL)
    assert campaigns
    assert list(record.commands.values()) == [Command.TAKEN_AS_SENT]


def test_a_mail_that_ses_may_have_taken_is_never_sent_again(stage: DrillStage) -> None:
    """Even if neither the stack nor the judge has heard of it: the sender was to die after SES had accepted it."""
    stage.loses_events = True
    tell = stage.judge.tell

    def deaf(campaign_id: str, one: Acceptance) -> None:
        leads = {each.key.lead_id: each.lead for each in stage.world.tables.enrollments.values()}
        if leads[one.lead_id].fields["part"] != "after":
            tell(campaign_id, one)

    stage.judge.tell = deaf  # type: ignore[method-assign]  # the test stands in for it
    stage.judge.hears_everything = False
    record = stage.drill(SMALL)
    assert sorted(record.commands.values()) == [Command.SENT_AGAIN, Command.TAKEN_AS_SENT]
    after = [mail for mail in stage.ses.accepted.values() if "-after-" in mail.recipient]
    assert [mail.tags["step"] for mail in after] == ["0", "1"]


# When it must not begin, or must end.


def test_it_does_not_begin_while_the_switch_is_on(stage: DrillStage) -> None:
    stage.stopping.turn(on=True, actor="bob", reason="an emergency")
    with pytest.raises(RefusedChange, match="the kill switch is on, and a drill must turn it"):
        stage.drill()
    control = stage.world.controls.control()
    assert control is not None
    assert (control.killed, control.reason, stage.world.controls.runs()) == (True, "an emergency", [])


def test_it_does_not_begin_beside_another_live_run_unless_told_to(stage: DrillStage) -> None:
    stage.world.start(a_lead())
    with pytest.raises(RefusedChange, match='stops every campaign, and the live run of "demo" is under way'):
        stage.drill(SMALL)
    assert len(stage.world.controls.runs()) == 1
    judgement = judge(stage.drill(replace(SMALL, beside_live_runs=True)))
    assert judgement.holds


def test_it_leaves_the_switch_alone_if_another_live_run_begins_meanwhile(stage: DrillStage) -> None:
    def begin(ticks: int) -> None:
        if ticks == 2:
            stage.world.start(a_lead())

    stage.meanwhile = begin
    record = stage.drill(SMALL)
    assert record.remarks == ('the kill switch was not turned, because the live run of "demo" is under way',)
    assert "the kill switch was not turned" in judge(record).not_shown
    assert len(stage.world.mails_to(a_lead())) == 1


def test_it_does_not_begin_with_clocks_that_cannot_judge_a_stop(stage: DrillStage) -> None:
    stage.judge.ahead = timedelta(seconds=-40)
    with pytest.raises(RefusedChange, match="differs from that of SES by 40 s"):
        stage.drill()
    stage.judge.ahead = timedelta(seconds=3)
    assert judge(stage.drill(SMALL)).holds


def test_it_does_not_begin_without_a_sender(stage: DrillStage) -> None:
    with pytest.raises(RefusedChange, match="does not say whom it sends from"):
        stage.drilling(replace(THE_STACK, sender_identity=None)).run(SMALL, "olga")


def test_one_command_at_a_time_drills_a_stack(stage: DrillStage) -> None:
    refused: list[str] = []

    def second(ticks: int) -> None:
        if ticks == 20:
            with pytest.raises(RefusedChange, match="another drill of this stack is under way") as raised:
                stage.drilling().run(SMALL, "bob")
            refused.append(str(raised.value))

    stage.meanwhile = second
    record = stage.drill(SMALL)
    assert len(refused) == 1
    assert "`outreach drill --clean-up --stack memory` ends at once" in refused[0]
    assert judge(record).holds


@pytest.mark.parametrize("when", [2, 8, 40])
def test_a_stop_by_somebody_else_stays_and_ends_the_drill(stage: DrillStage, when: int) -> None:
    """Before its first stop, within a stop of its own, and after it."""

    def kill(ticks: int) -> None:
        if ticks == when:
            stage.stopping.turn(on=True, actor="bob", reason="an emergency")

    stage.meanwhile = kill
    with pytest.raises(RefusedChange, match="somebody else turned the kill switch, and it stays"):
        stage.drill(SMALL)
    state = stage.stopping.state()
    assert state.control is not None
    assert (state.parameter, state.control.killed, state.control.changed_by) == (KillSwitch.ON, True, "bob")
    assert [run.status for run in stage.world.controls.runs()] == [RunStatus.CANCELLED]


def test_a_pause_by_somebody_else_ends_the_drill(stage: DrillStage) -> None:
    def pause(ticks: int) -> None:
        if ticks == 2:
            (run,) = stage.world.controls.runs()
            stage.world.runs.pause(run.campaign_id, "bob", "what is this?")

    stage.meanwhile = pause
    with pytest.raises(RefusedChange, match=r"its run was paused by bob: what is this\?"):
        stage.drill(SMALL)


def test_a_stack_that_sends_nothing_ends_the_drill_soon(stage: DrillStage) -> None:
    stage.world.deliver = lambda _: []  # type: ignore[assignment,method-assign]  # the test stands in for it
    with pytest.raises(RefusedChange, match="nothing was sent within 92 s: look at `outreach status drill-"):
        stage.drill(SMALL)
    assert not stage.stopping.state().stopped


def test_mails_that_were_sent_while_the_drill_looked_are_seen(stage: DrillStage) -> None:
    """The enrollments are read first. All first mails may go out before the judge is read."""
    read = stage.world.enrollments.of_run
    begun: list[list[Enrollment]] = []

    def before_the_claims(*run: Any) -> list[Enrollment]:
        now = list(read(*run))
        if not begun:
            begun.append([replace(each, state=State.DUE, step=0) for each in now])
            return begun[0]
        return now

    stage.world.enrollments.of_run = before_the_claims  # type: ignore[assignment,method-assign]  # the first look only
    assert judge(stage.drill(SMALL)).holds


def test_a_stop_of_another_is_not_lifted_not_even_for_a_moment(stage: DrillStage) -> None:
    own = stage.stopping.turn(on=True, actor="olga", reason="drill-1").control
    stage.stopping.turn(on=True, actor="bob", reason="an emergency")
    assert own is not None
    written: list[bool] = []
    stage.world.kill_switch.write = lambda *, on: written.append(on)  # type: ignore[method-assign]  # the test stands in for it
    assert not stage.stopping.lift(own, "olga", None)
    assert written == []


def test_who_turns_the_switch_while_a_stop_is_lifted_keeps_both_on(stage: DrillStage) -> None:
    own = stage.stopping.turn(on=True, actor="olga", reason="drill-1").control
    assert own is not None
    writes = stage.world.kill_switch.write

    def write(*, on: bool) -> None:
        writes(on=on)
        stage.world.kill_switch.write = writes  # type: ignore[method-assign]  # the test stands in for it
        stage.stopping.turn(on=True, actor="bob", reason="an emergency")
        writes(on=on)

    stage.world.kill_switch.write = write  # type: ignore[method-assign]  # the test stands in for it
    assert not stage.stopping.lift(own, "olga", None)
    state = stage.stopping.state()
    assert state.control is not None
    assert (state.parameter, state.control.changed_by) == (KillSwitch.ON, "bob")


# When the command dies.


class Crashing:
    """A port whose calls are counted over all ports. At the chosen call it raises; if the machine dies, ever after."""

    def __init__(
        self, port: Any, count: Iterator[int], at: int, error: BaseException, *, for_good: bool
    ) -> None:
        self._port, self._count, self._at, self._error, self._for_good = port, count, at, error, for_good

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._port, name)
        if not callable(value) or name == "now":
            return value

        def call(*args: Any, **kwargs: Any) -> Any:
            number = next(self._count)
            if number == self._at or (self._for_good and number > self._at):
                raise self._error
            return value(*args, **kwargs)

        return call


class MachineDied(BaseException):
    """Nothing that this process does has any effect any more."""


def crash(at: int, error: BaseException, *, for_good: bool) -> tuple[DrillStage, bool]:
    """Drill, and crash at this call of a port that writes; return whether the drill came so far."""
    stage = DrillStage()
    count = iter(range(1, 10**9))

    def crashing(port: Any) -> Any:
        return Crashing(port, count, at, error, for_good=for_good)

    ports = replace(
        stage.ports,
        controls=crashing(stage.ports.controls),
        judge=crashing(stage.ports.judge),
        tick=crashing(stage.ports.tick),
        leases=crashing(stage.ports.leases),
    )
    stopping = type(stage.stopping)(
        stage.world.kill_switch, crashing(stage.world.kill_switch), ports.controls, stage.world.clock
    )
    sound = stage.drilling()
    drilling = Drilling(ports, stopping, sound._unknowns, sound._peppers, THE_STACK)
    try:
        drilling.run(COARSE, "olga")
    except type(error):
        return stage, True
    except RefusedChange:
        return stage, True
    return stage, False


def is_tidy(stage: DrillStage) -> bool:
    under_way = {RunStatus.RUNNING, RunStatus.PAUSED}
    left = [run for run in stage.world.controls.runs() if run.status in under_way]
    return not stage.stopping.state().stopped and not left and stage.judge.listens_to is None


def test_wherever_the_machine_dies_the_next_call_cleans_up() -> None:
    at = 0
    while True:
        at += 1
        stage, crashed = crash(at, MachineDied(), for_good=True)
        if not crashed:
            break
        stage.drilling().clean_up("bob")
        assert is_tidy(stage), f"call {at}"
        assert stage.drilling().clean_up("bob") == [], f"call {at}"
    assert at > 100


def test_wherever_it_is_interrupted_it_cleans_up_itself_or_the_next_call_does() -> None:
    """One ctrl-C while it works leaves nothing. One that hits the tidying leaves what the next call ends."""
    at, untidy = 0, 0
    while True:
        at += 1
        stage, crashed = crash(at, KeyboardInterrupt(), for_good=False)
        if not crashed:
            break
        if not is_tidy(stage):
            untidy += 1
            stage.drilling().clean_up("bob")
            assert is_tidy(stage), f"call {at}"
    assert untidy == 3  # the three calls of the tidying itself, after the stop was looked at


def test_a_drill_cleans_up_after_one_that_died_before_it_begins() -> None:
    stage, _ = crash(60, MachineDied(), for_good=True)
    with pytest.raises(RefusedChange, match="died less than five minutes ago"):
        stage.drill(SMALL)
    stage.world.clock.advance(LEASE_DURATION)
    assert judge(stage.drill(SMALL)).holds


def test_a_table_that_does_not_respond_ends_the_drill_with_nothing_left() -> None:
    stage, crashed = crash(50, StoreUnavailable("GetItem: down"), for_good=False)
    assert crashed
    assert is_tidy(stage)
