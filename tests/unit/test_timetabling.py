"""A timetable is kept with its run, made anew with its difference, scored by the history, and exported."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.artifacts.database import opened
from outreach.artifacts.report.forecast import forecast
from outreach.domain.campaign import Policy
from outreach.domain.control import RunStatus
from outreach.domain.enrollment import TouchState
from outreach.domain.outcome import Refusal, Refused
from outreach.domain.reasons import Reason
from outreach.domain.suppression import Hold
from outreach.domain.timetable import Cause, CauseKind, Span, Timetable
from outreach.domain.timetable_score import Miss
from outreach.memory.holds import MemoryHolds
from outreach.services.operator.timetable_scoring import TimetableScoring
from outreach.services.operator.timetabling import TimetablePorts, Timetabling
from world.artifacts import exported
from world.builders import CAMPAIGN, MINUTE, NOON, a_campaign, a_lead, an_enrollment, an_order
from world.memory import World

ANN, BOB = a_lead("ann"), a_lead("bob")
QUOTA = (Cause(CauseKind.WINDOW), Cause(CauseKind.QUOTA, ("2026-11-23",)))
DAY = timedelta(days=1)


@pytest.fixture
def world() -> World:
    world = World(a_campaign(policy=Policy(cooldown=timedelta(hours=1))))
    world.start(ANN, BOB)
    return world


def ports(world: World) -> TimetablePorts:
    return TimetablePorts(
        world.timetables, world.controls, world.enrollments, world.suppressions, world.account, world.clock
    )


def timetabling(world: World) -> Timetabling:
    return Timetabling(ports(world), 1000)


def span(minutes: int, *causes: Cause, lasts: int = 5) -> Span:
    return Span(NOON + minutes * MINUTE, NOON + (minutes + lasts) * MINUTE, causes)


def keep(world: World, timetable: Timetable, chance: str = "a"):
    use = timetabling(world)
    return use.keep(world.run(), use.basis(world.run()), timetable, chance)


def score(world: World):
    return TimetableScoring(ports(world), timetabling(world)).score(world.run())


def misses(world: World) -> list[Miss]:
    return [one.miss for one in score(world).score.missed]


SAID = Timetable({ANN.lead_id: {0: span(0)}, BOB.lead_id: {0: span(0)}})


def test_the_first_timetable_differs_from_nothing(world: World):
    made = keep(world, SAID)
    assert list(made.difference) == []
    assert made.making.basis.leads == 2
    assert timetabling(world).kept(world.run()).latest == made.making
    assert timetabling(world).read(world.run(), made.making) == SAID


def test_another_says_what_it_changes(world: World):
    keep(world, SAID)
    moved = Timetable({ANN.lead_id: {0: span(24 * 60, *QUOTA)}, BOB.lead_id: {0: span(0)}})
    assert list(keep(world, moved, "b").difference) == ["1 mail later by a day: sending window, quota"]


def test_what_went_out_meanwhile_is_not_missing_from_another(world: World):
    keep(world, SAID)
    world.turn()
    assert list(keep(world, Timetable(), "b").difference) == []


def test_who_was_slower_keeps_nothing(world: World):
    slow = timetabling(world)
    basis = slow.basis(world.run())

    class Overtaken:
        """Somebody else keeps theirs between the read and the write."""

        def __getattr__(self, name):
            return getattr(world.timetables, name)

        def keep(self, *args):
            keep(world, SAID, "faster")
            return world.timetables.keep(*args)

    overtaken = Timetabling(replace(ports(world), timetables=Overtaken()), 1000)
    assert overtaken.keep(world.run(), basis, Timetable(), "slower") is None
    assert slow.read(world.run(), slow.kept(world.run()).latest) == SAID


def test_what_is_said_about_one_lead_is_that_of_the_latest(world: World):
    assert timetabling(world).of_lead(world.run(), ANN.lead_id) == {}
    keep(world, SAID)
    keep(world, Timetable({ANN.lead_id: {1: span(9)}}), "b")
    assert timetabling(world).of_lead(world.run(), ANN.lead_id) == {1: span(9)}
    assert timetabling(world).of_lead(world.run(), BOB.lead_id) == {}


def test_orders_that_follow_from_mails_change_no_basis_and_those_of_people_do(world: World):
    use = timetabling(world)
    before = use.basis(world.run())
    for number, source in enumerate(("ses-event", "reply", "unsubscribe", "import", "operator")):
        someone = a_lead(f"someone-{number}")
        order = replace(an_order(Reason.DNC), source=source)
        world.suppressions.order_recipient(someone.recipient, someone.address, order)
    assert use.basis(world.run()).orders - before.orders == 2


def test_an_order_for_another_campaign_changes_no_basis(world: World):
    order = replace(an_order(Reason.DNC), source="operator", scope="another")
    world.suppressions.order_recipient(ANN.recipient, ANN.address, order)
    assert timetabling(world).basis(world.run()).orders == 0


def test_the_account_may_send_what_the_operator_and_SES_allow(world: World):  # noqa: N802 - its name
    assert timetabling(world).basis(world.run()).account_per_day == 1000, "SES allows 50,000"
    world.controls.note_account(2.0, 300)
    basis = timetabling(world).basis(world.run())
    assert (basis.account_per_day, basis.send_rate) == (300, 2.0)


def test_a_pause_a_new_lead_and_a_new_revision_are_changes(world: World):
    use = timetabling(world)
    before = use.basis(world.run())
    world.apply(a_campaign(policy=Policy(per_day=7)))
    world.enrollments.add([an_enrollment(a_lead("eve"))])
    world.runs.pause(CAMPAIGN, "olga", None)
    assert before.changes_to(use.basis(world.run())) == [
        "the run follows another revision of the campaign",
        "the status of the run was changed, and is paused",
        "3 leads instead of 2",
    ]


def test_nothing_is_scored_without_a_timetable(world: World):
    assert score(world) is None


def test_a_run_that_went_as_it_was_said_met_every_span(world: World):
    keep(world, SAID)
    world.turn()
    scored = score(world)
    assert (scored.score.met, scored.score.missed, scored.changes) == (2, [], [])


def test_the_first_timetable_is_scored_and_not_the_latest(world: World):
    keep(world, Timetable({ANN.lead_id: {0: span(-60)}}))
    keep(world, SAID, "b")
    world.turn()
    assert (score(world).score.met, misses(world)) == (0, [Miss.OURS])


def late(world: World) -> World:
    world.clock.advance(10 * MINUTE)
    world.turn()
    return world


def test_a_pause_is_read_from_the_history(world: World):
    keep(world, SAID)
    world.clock.advance(MINUTE)
    world.runs.pause(CAMPAIGN, "olga", None)
    world.clock.advance(MINUTE)
    world.runs.resume(CAMPAIGN, "olga", None)
    assert misses(late(world)) == [Miss.PAUSE, Miss.PAUSE]


def test_a_pause_by_the_breaker_is_told_from_one_by_a_person(world: World):
    keep(world, SAID)
    world.clock.advance(MINUTE)
    world.controls.change_status(world.run(), RunStatus.PAUSED, "breaker", "bounces", world.clock.now())
    world.clock.advance(MINUTE)
    world.runs.resume(CAMPAIGN, "olga", None)
    assert misses(late(world)) == [Miss.BREAKER, Miss.BREAKER]


def test_a_pause_because_SES_takes_no_mail_is_laid_to_SES(world: World):  # noqa: N802 - its name
    keep(world, SAID)
    world.clock.advance(MINUTE)
    world.controls.change_status(world.run(), RunStatus.PAUSED, "tick", "not verified", world.clock.now())
    world.clock.advance(MINUTE)
    world.runs.resume(CAMPAIGN, "olga", None)
    assert misses(late(world)) == [Miss.SES, Miss.SES]


def test_the_kill_switch_is_read_from_the_history(world: World):
    keep(world, SAID)
    for killed in (True, False):
        world.clock.advance(MINUTE)
        world.controls.set_killed(killed=killed, actor="olga", reason=None, now=world.clock.now())
    assert misses(late(world)) == [Miss.KILL_SWITCH, Miss.KILL_SWITCH]


def test_a_stop_that_lasts_is_a_cause_too(world: World):
    keep(world, SAID)
    world.clock.advance(MINUTE)
    world.runs.pause(CAMPAIGN, "olga", None)
    assert misses(late(world)) == [Miss.PAUSE, Miss.PAUSE]


def test_a_pause_that_was_over_when_the_timetable_was_made_excuses_nothing(world: World):
    world.runs.pause(CAMPAIGN, "olga", None)
    world.clock.advance(MINUTE)
    world.runs.resume(CAMPAIGN, "olga", None)
    world.clock.advance(MINUTE)
    keep(world, SAID)
    assert misses(late(world)) == [Miss.OURS, Miss.OURS]


def test_an_absence_is_read_from_the_row_of_the_person(world: World):
    keep(world, SAID)
    MemoryHolds(world.tables).hold(ANN.recipient, CAMPAIGN, Hold(NOON + 9 * MINUTE, "reply"))
    missed = {one.lead_id: one.miss for one in score(late(world)).score.missed}
    assert missed == {ANN.lead_id: Miss.AWAY, BOB.lead_id: Miss.OURS}


def test_a_slower_account_is_laid_to_SES_and_a_change_to_whoever_made_it(world: World):  # noqa: N802 - its name
    world.controls.note_account(14.0, 1000)
    keep(world, SAID)
    world.account.tell(send_rate=1.0)
    assert misses(late(world)) == [Miss.SES, Miss.SES]


def test_a_new_revision_is_a_change_and_named(world: World):
    keep(world, SAID)
    world.apply(a_campaign(policy=Policy(per_day=7)))
    assert misses(late(world)) == [Miss.CHANGE, Miss.CHANGE]
    assert score(world).changes == ["the run follows another revision of the campaign"]


def test_a_refusal_of_SES_is_laid_to_SES(world: World):  # noqa: N802 - its name
    world.ses.script.extend([Refused(Refusal.THROTTLED, "slow down")] * 2)
    keep(world, SAID)
    world.turn()
    assert {touch.state for touch in world.enrollment(ANN).touches.values()} == {TouchState.RETRY}
    assert misses(late(world)) == [Miss.SES, Miss.SES]


def test_a_reply_and_a_bounce_are_read_from_the_ends_of_their_leads(world: World):
    keep(world, SAID)
    for lead, reason in ((ANN, Reason.REPLIED), (BOB, Reason.BOUNCED)):
        world.suppressions.order_recipient(lead.recipient, lead.address, an_order(reason))
    world.turn()
    assert sorted(misses(world)) == [Miss.BOUNCE, Miss.REPLY]


def test_an_export_has_what_was_said_first_about_each_touch(world: World, tmp_path):
    keep(world, Timetable({ANN.lead_id: {0: span(0, *QUOTA)}}))
    keep(world, Timetable({ANN.lead_id: {0: span(99)}, BOB.lead_id: {1: span(7)}}), "b")
    folder = exported(world, tmp_path, world.run()).directory
    with opened(folder / "proof.sqlite") as connection:
        assert connection.execute("SELECT * FROM timetable ORDER BY step").fetchall() == [
            (
                ANN.lead_id,
                0,
                "2026-11-23T12:00:00.000Z",
                "2026-11-23T12:05:00.000Z",
                "sending window; quota used up on Mon 23 Nov",
                None,
            ),
            (BOB.lead_id, 1, "2026-11-23T12:07:00.000Z", "2026-11-23T12:12:00.000Z", "", None),
        ]


def test_the_report_counts_spans_as_the_score_does(world: World, tmp_path):
    later = Timetable({ANN.lead_id: {0: span(0), 1: span(0)}, BOB.lead_id: {0: span(30), 1: span(9999)}})
    keep(world, later)
    world.turn()
    world.clock.advance(DAY)
    scored = score(world).score
    folder = exported(world, tmp_path, world.run(), missed=scored.missed).directory
    with opened(folder / "proof.sqlite") as connection:
        steps = forecast(connection, world.clock.now())
    assert sum((step.causes for step in steps), Counter()) == scored.causes == {Miss.OURS: 2}
    assert sum(step.in_time for step in steps) == scored.met == 1
    assert sum(step.judged for step in steps) == scored.judged == 3
    assert sum(step.open for step in steps) == scored.open == 1
    page = (folder / "report.html").read_text()
    assert "1 of 3 spans of the timetable were met (33.3 %)." in page
    assert "1 is still open." in page
    assert '<th scope="row">ours: nothing that is recorded explains it</th><td class="n">2</td>' in page


def test_an_export_without_a_timetable_has_an_empty_table(world: World, tmp_path):
    folder = exported(world, tmp_path, world.run()).directory
    with opened(folder / "proof.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM timetable").fetchone() == (0,)


def test_what_SES_allows_is_asked_before_the_first_tick_does(world: World):  # noqa: N802 - its name
    world.account.tell(daily_quota=40, send_rate=2.0)
    basis = timetabling(world).basis(world.run())
    assert (basis.account_per_day, basis.send_rate) == (40, 2.0)
    world.turn()
    assert basis.changes_to(timetabling(world).basis(world.run())) == []
    assert world.account.asked == ["account", "account", "identity"], (
        "the tick asks for itself, and nobody asks again"
    )


def test_what_SES_does_not_say_is_not_known_and_no_change_when_it_is(world: World):  # noqa: N802 - its name
    world.account.facts = None
    basis = timetabling(world).basis(world.run())
    assert (basis.account_per_day, basis.send_rate) == (None, None)
    world.controls.note_account(1.0, 5)
    assert basis.changes_to(timetabling(world).basis(world.run())) == []
