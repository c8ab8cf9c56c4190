"""What only a person may do: start, stop, resolve an unknown touch, redrive a dead letter, ask why."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from outreach.domain.address import Address, recipient_key
from outreach.domain.campaign import Policy, Step, UnknownPolicy
from outreach.domain.control import CampaignStatus, KillSwitch, Mode, RunStatus, campaign_status
from outreach.domain.delivery import Fact, Mark
from outreach.domain.enrollment import State, TouchState
from outreach.domain.ids import CampaignId, Domain, LeadId, MessageId, RunId, SesMessageId
from outreach.domain.outcome import Ambiguous
from outreach.domain.reasons import Reason
from outreach.domain.ses_event import TouchName
from outreach.errors import RefusedChange, StoreUnavailable, UnknownCampaign, UnknownRun
from outreach.memory import MemoryDeadLetters
from outreach.memory.feedback import MemoryDeliveries
from outreach.memory.inbound import MemoryReplies
from outreach.queue_records import QueueRecord
from outreach.services.operator.dead_lettering import DeadLettering, Redriven
from outreach.services.operator.explaining import Explaining
from outreach.services.operator.letters import content_of
from outreach.services.operator.ports import DeadLetter, QueueDepth, QueueName
from outreach.services.operator.stopping import Stopping
from outreach.services.operator.timetabling import TimetablePorts, Timetabling
from outreach.services.operator.unknowns import Unknowns
from world.builders import CAMPAIGN, DAY, NOON, a_campaign, a_lead, a_message, an_order
from world.import_desk import PEPPERS
from world.memory import World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def unknowns(world: World) -> Unknowns:
    world.start(a_lead())
    world.ses.script.append(Ambiguous("ReadTimeoutError"))
    world.turn()
    return Unknowns(world.enrollments, world.campaigns, world.controls, world.clock)


def test_an_unknown_touch_is_listed(world: World, unknowns: Unknowns) -> None:
    assert [found.key.lead_id for found in unknowns.of_run(world.run())] == [a_lead().lead_id]


def test_an_operators_word_lets_the_sequence_go_on(world: World, unknowns: Unknowns) -> None:
    unknowns.assume_sent(world.run(), a_lead().lead_id, "ada")
    enrollment = world.enrollment(a_lead())
    assert (enrollment.state, enrollment.step) == (State.DUE, 1)
    assert enrollment.touches[0].state is TouchState.ASSUMED_SENT
    assert enrollment.touches[0].detail == "resolved by ada"


def test_an_ordered_second_attempt_is_made_and_kept_on_the_touch_for_good(
    world: World, unknowns: Unknowns
) -> None:
    world.clock.advance(timedelta(seconds=1))
    unknowns.send_again(world.run(), a_lead().lead_id, "ada")
    world.turn()
    touch = world.enrollment(a_lead()).touches[0]
    assert len(world.ses.mails) == 2
    assert (touch.state, touch.sent_again_by, touch.attempts) == (TouchState.SENT, "ada", 2)


def test_what_is_not_unknown_cannot_be_resolved(world: World, unknowns: Unknowns) -> None:
    unknowns.assume_sent(world.run(), a_lead().lead_id, "ada")
    with pytest.raises(RefusedChange, match="is due, not unknown"):
        unknowns.send_again(world.run(), a_lead().lead_id, "ada")
    with pytest.raises(RefusedChange, match="does not exist"):
        unknowns.assume_sent(world.run(), LeadId("nobody"), "ada")
    assert len(world.ses.mails) == 1


def test_in_a_cancelled_run_nothing_is_resolved(world: World, unknowns: Unknowns) -> None:
    world.runs.cancel(CAMPAIGN, "ada", None)
    for resolve in (unknowns.send_again, unknowns.assume_sent):
        with pytest.raises(RefusedChange, match="was cancelled: nobody is written to"):
            resolve(world.run(), a_lead().lead_id, "ada")
    assert world.enrollment(a_lead()).state is State.UNKNOWN


def test_a_held_touch_that_is_sent_again_starts_its_finished_run() -> None:
    world = World(a_campaign(policy=Policy(unknown=UnknownPolicy.HOLD)))
    world.start(a_lead())
    world.ses.script.append(Ambiguous("ReadTimeoutError"))
    world.live_through(timedelta(hours=28))
    assert world.run().status is RunStatus.FINISHED
    unknowns = Unknowns(world.enrollments, world.campaigns, world.controls, world.clock)
    assert len(list(unknowns.of_run(world.run()))) == 1
    unknowns.send_again(world.run(), a_lead().lead_id, "ada")
    assert world.run().status is RunStatus.RUNNING
    world.turn()
    assert len(world.ses.mails) == 2


def a_letter(body: str, letter_id: str = "letter-1") -> DeadLetter:
    return DeadLetter(letter_id, body, datetime.now(UTC), "receipt")


def dead_letters(world: World, *bodies: str) -> DeadLettering:
    letters = {queue: MemoryDeadLetters() for queue in QueueName}
    letters[QueueName.SEND].letters = [
        a_letter(body, f"letter-{number}") for number, body in enumerate(bodies)
    ]
    return DeadLettering(letters, world.enrollments, world.controls, world.campaigns, world.clock)


def poisoned(world: World) -> str:
    """Let the touch of a lead fail as poison; return the body of the letter about it."""
    world.start(a_lead())
    body = json.dumps({**json.loads(a_message(world.enrollment(a_lead())).model_dump_json()), "domains": []})
    world.send.handle([QueueRecord("bad", 5, body)], lambda: timedelta(minutes=1))
    assert world.enrollment(a_lead()).reason is Reason.POISON
    return body


def test_a_redrive_makes_a_poisoned_touch_due_once_however_often_it_is_done(world: World) -> None:
    body = poisoned(world)
    dead = dead_letters(world, body, body)
    assert [one.enrollment and one.enrollment.reason for one in dead.show(5)] == [Reason.POISON] * 2
    assert dead.redrive("ada") == Redriven(reopened=1, dropped=1, kept=0)
    assert dead.redrive("ada") == Redriven(reopened=0, dropped=0, kept=0)
    world.turn()
    world.turn()
    assert len(world.ses.mails) == 1


def test_a_redrive_reopens_nothing_that_ended_for_another_reason(world: World) -> None:
    """The letter is an old one: whoever got all mails, or unsubscribed, is not written to again."""
    world.start(a_lead("ann"), a_lead("bea"))
    bodies = [a_message(world.enrollment(a_lead(name))).model_dump_json() for name in ("ann", "bea")]
    world.suppressions.order_recipient(a_lead("bea").recipient, None, an_order())
    world.live_through(9 * DAY)
    before = dict(world.tables.enrollments)
    assert {found.reason for found in before.values()} == {Reason.COMPLETED, Reason.UNSUBSCRIBED}
    assert dead_letters(world, *bodies).redrive("ada") == Redriven(reopened=0, dropped=2, kept=0)
    assert (world.tables.enrollments, len(world.ses.mails)) == (before, 3)


def test_a_redrive_reopens_nothing_in_a_cancelled_run(world: World) -> None:
    body = poisoned(world)
    world.runs.cancel(CAMPAIGN, "ada", None)
    assert dead_letters(world, body).redrive("ada") == Redriven(reopened=0, dropped=1, kept=0)
    assert world.enrollment(a_lead()).state is State.ENDED


def test_a_redrive_that_dies_leaves_its_letter(world: World) -> None:
    dead, move = dead_letters(world, poisoned(world)), world.enrollments.move

    def dies(*_):
        raise StoreUnavailable

    world.enrollments.move = dies
    with pytest.raises(StoreUnavailable):
        dead.redrive("ada")
    world.enrollments.move = move
    assert dead.redrive("ada") == Redriven(reopened=1, dropped=0, kept=0)


def test_a_letter_about_nothing_we_know_is_kept_for_a_person(world: World) -> None:
    dead = dead_letters(world, "{not json")
    assert dead.redrive("ada") == Redriven(reopened=0, dropped=0, kept=1)
    assert [one.letter.body for one in dead.show(5)] == ["{not json"]
    assert dead.measure() == QueueDepth(waiting=1, in_flight=0)


def test_looking_at_letters_hides_none_of_them(world: World) -> None:
    dead = dead_letters(world, "{not json", "{}")
    assert [one.letter.letter_id for one in dead.show(5)] == ["letter-0", "letter-1"]
    assert dead.find("letter-1") is not None
    assert dead.measure() == QueueDepth(waiting=2, in_flight=0)


class Unavailable(MemoryDeadLetters):
    """A dead-letter queue whose source takes no message."""

    def put_back(self, letter: DeadLetter) -> None:
        raise StoreUnavailable(letter.letter_id)


def test_a_letter_whose_message_cannot_be_put_back_is_still_there(world: World) -> None:
    letters = {**{queue: MemoryDeadLetters() for queue in QueueName}, QueueName.INBOUND: Unavailable()}
    letters[QueueName.INBOUND].letters = [a_letter("{}")]
    dead = DeadLettering(letters, world.enrollments, world.controls, world.campaigns, world.clock)
    with pytest.raises(StoreUnavailable):
        dead.redrive("ada")
    assert dead.measure() == QueueDepth(waiting=1, in_flight=0)


def test_a_letter_stays_if_it_cannot_be_recorded_who_drops_it(world: World) -> None:
    dead = dead_letters(world, "{}")

    def dies(_: object) -> None:
        raise StoreUnavailable

    world.controls.record = dies  # type: ignore[method-assign]  # the table does not respond
    with pytest.raises(StoreUnavailable):
        dead.drop("letter-0", "ada")
    assert dead.measure() == QueueDepth(waiting=1, in_flight=0)


@pytest.mark.parametrize("queue", QueueName)
@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", "3", '"x"', "{}", "[" * 100_000, '{"source": "aws.ses"}']
)
def test_whatever_a_letter_holds_it_can_be_listed(queue: QueueName, body: str) -> None:
    content = content_of(queue, body, "mails")
    assert content.kind.startswith("unreadable")
    assert content.touch is None


def test_a_letter_about_the_end_of_sending_names_no_touch() -> None:
    event = {
        "id": "e1",
        "detail-type": "Sending Status Disabled",
        "source": "aws.ses",
        "account": "111122223333",
        "time": "2026-11-23T12:00:00Z",
        "resources": ["arn:aws:ses:us-east-1:111122223333:account"],
        "detail": {"data": {"origin": "AWS_MANAGED", "record": {"status": "DISABLED"}}},
    }
    content = content_of(QueueName.FEEDBACK, json.dumps(event), "mails")
    assert (content.kind, content.touch) == ("sending disabled", None)


def test_a_mail_in_somebody_elses_bucket_is_not_named() -> None:
    event = {"source": "aws.s3", "detail": {"bucket": {"name": "theirs"}, "object": {"key": "mail/1"}}}
    assert content_of(QueueName.INBOUND, json.dumps(event), "mails").kind == "unreadable"
    assert content_of(QueueName.INBOUND, json.dumps(event), "theirs").kind == "mail/1"


def test_the_kill_switch_is_written_in_both_places_and_read_back(world: World) -> None:
    stopping = Stopping(world.kill_switch, world.kill_switch, world.controls, world.clock)
    assert not stopping.state().stopped
    state = stopping.turn(on=True, actor="ada", reason="bad copy")
    assert (state.parameter, state.control.killed, state.control.reason) == (KillSwitch.ON, True, "bad copy")
    assert not stopping.turn(on=False, actor="ada", reason=None).stopped


class WithoutParameter:
    """SSM does not respond."""

    def write(self, *, on: bool) -> None:
        raise StoreUnavailable("kill-switch")


class WithoutTable:
    """DynamoDB does not respond."""

    def set_killed(self, **_: object) -> None:
        raise StoreUnavailable("GetItem")

    def control(self) -> None:
        raise StoreUnavailable("GetItem")


def test_a_kill_stops_by_the_table_while_the_parameter_cannot_be_written(world: World) -> None:
    world.start(a_lead())
    stopping = Stopping(world.kill_switch, WithoutParameter(), world.controls, world.clock)
    state = stopping.turn(on=True, actor="ada", reason="bad copy")
    assert (state.control.killed, state.missed) == (True, ("the parameter: kill-switch",))
    world.deliver([a_message(world.enrollment(a_lead()))])
    assert world.ses.mails == []


def test_a_kill_stops_by_the_parameter_while_the_table_does_not_respond(world: World) -> None:
    world.start(a_lead())
    stopping = Stopping(world.kill_switch, world.kill_switch, WithoutTable(), world.clock)
    state = stopping.turn(on=True, actor="ada", reason="bad copy")
    assert (state.stopped, state.missed) == (True, ("the table: GetItem",))
    world.deliver([a_message(world.enrollment(a_lead()))])
    assert world.ses.mails == []


def test_a_kill_that_could_write_nothing_says_so(world: World) -> None:
    stopping = Stopping(world.kill_switch, WithoutParameter(), WithoutTable(), world.clock)
    with pytest.raises(StoreUnavailable):
        stopping.turn(on=True, actor="ada", reason="bad copy")


def test_a_kill_is_not_half_taken_back_while_the_parameter_cannot_be_written(world: World) -> None:
    """Whoever is told that it failed finds everything as it was: both switches are on."""
    Stopping(world.kill_switch, world.kill_switch, world.controls, world.clock).turn(
        on=True, actor="ada", reason="bad copy"
    )
    stopping = Stopping(world.kill_switch, WithoutParameter(), world.controls, world.clock)
    with pytest.raises(StoreUnavailable):
        stopping.turn(on=False, actor="ada", reason=None)
    state = stopping.state()
    assert (state.parameter, state.control.killed, state.control.reason) == (KillSwitch.ON, True, "bad copy")


def test_a_live_run_starts_once_and_says_how_to_go_on(world: World) -> None:
    world.start(a_lead())
    with pytest.raises(RefusedChange, match="already running"):
        world.runs.start(CAMPAIGN, Mode.LIVE, "ada")
    world.runs.pause(CAMPAIGN, "ada", None)
    with pytest.raises(RefusedChange, match="campaign resume"):
        world.runs.start(CAMPAIGN, Mode.LIVE, "ada")
    world.runs.cancel(CAMPAIGN, "ada", None)
    with pytest.raises(RefusedChange, match="cancelled, which is final"):
        world.runs.start(CAMPAIGN, Mode.LIVE, "ada")


def start_that_dies(world: World, mode: Mode) -> None:
    """Start a run with two leads, and die when one of them is enrolled."""
    world.import_leads(a_lead("ann"), a_lead("bea"))
    add = world.enrollments.add

    def dies(enrollments):
        add(enrollments[:1])
        raise ConnectionError

    world.enrollments.add = dies
    with pytest.raises(ConnectionError):
        world.runs.start(CAMPAIGN, mode, "ada")
    world.enrollments.add = add


def test_a_start_that_died_while_enrolling_is_finished_by_the_next(world: World) -> None:
    start_that_dies(world, Mode.PROOF)
    started = world.runs.start(CAMPAIGN, Mode.PROOF, "ada")
    assert (started.run.run_id, started.enrolled) == ("proof-1", 1)
    assert world.run("proof-1").enrolled


def test_a_start_that_is_repeated_writes_to_nobody_twice(world: World) -> None:
    """The one who was enrolled before it died has got a mail since."""
    start_that_dies(world, Mode.LIVE)
    world.turn()
    assert world.runs.start(CAMPAIGN, Mode.LIVE, "ada").enrolled == 1
    world.live_through(DAY)
    assert [len(world.mails_to(a_lead(name))) for name in ("ann", "bea")] == [1, 1]


def test_a_finished_live_run_goes_on_with_leads_that_were_added(world: World) -> None:
    world.start(a_lead("ann"))
    world.live_through(9 * DAY)
    assert world.run().closed
    world.start(a_lead("bea"))
    world.live_through(9 * DAY)
    assert (len(world.mails_to(a_lead("ann"))), len(world.mails_to(a_lead("bea")))) == (3, 3)


def test_a_campaign_without_leads_or_definition_is_not_started(world: World) -> None:
    with pytest.raises(RefusedChange, match="has no leads"):
        world.runs.start(CAMPAIGN, Mode.PROOF, "ada")
    with pytest.raises(UnknownCampaign):
        world.runs.start(CampaignId("nothing"), Mode.PROOF, "ada")


@pytest.mark.parametrize("mode", Mode)
def test_a_start_that_died_is_finished_even_if_nobody_is_left_to_enrol(world: World, mode: Mode) -> None:
    """Somebody asked to be forgotten meanwhile: the run that is half started must not stand there for ever."""
    lead = a_lead()
    world.start(lead, mode=mode)
    run = world.controls.runs()[0]
    world.controls.mark_enrolled(run.campaign_id, run.run_id, enrolled=False)
    world.audience.remove(CAMPAIGN, world.campaign.shards, lead.lead_id)
    started = world.runs.start(CAMPAIGN, mode, "ada")
    assert (started.run.run_id, started.enrolled) == (run.run_id, 0)
    world.live_through(9 * DAY)
    assert world.run(run.run_id).closed


def test_steering_says_why_it_cannot(world: World) -> None:
    with pytest.raises(RefusedChange, match="it has no runs yet"):
        world.runs.pause(CAMPAIGN, "ada", None)
    world.start(a_lead())
    with pytest.raises(RefusedChange, match="has no paused run: live is running"):
        world.runs.resume(CAMPAIGN, "ada", None)
    with pytest.raises(UnknownRun):
        world.runs.pause(CAMPAIGN, "ada", None, RunId("proof-9"))


def test_a_run_under_way_follows_new_texts_but_not_another_order_of_messages(world: World) -> None:
    world.start(a_lead())
    world.apply(replace(world.campaign, name="Better words"))
    assert world.run().revision == world.campaigns.current(CAMPAIGN)[0]
    swapped = (Step(MessageId("followup1"), timedelta()), *world.campaign.steps[1:])
    with pytest.raises(RefusedChange, match="after the live run was started"):
        world.runs.apply(replace(world.campaign, steps=swapped), {})
    world.controls.change_status(world.run(), RunStatus.FINISHED, "tick", None, world.clock.now())
    with pytest.raises(RefusedChange, match="after the live run was started"):
        world.runs.apply(replace(world.campaign, steps=swapped), {})
    with pytest.raises(RefusedChange, match="shards"):
        world.runs.apply(replace(world.campaign, shards=9), {})


def test_a_live_run_that_starts_again_has_the_texts_of_today(world: World) -> None:
    world.start(a_lead("ann"))
    world.live_through(9 * DAY)
    world.apply(
        replace(world.campaign, templates={**world.campaign.templates, "intro.subject.txt": "New words"})
    )
    world.start(a_lead("bea"))
    world.turn()
    assert world.mails_to(a_lead("bea")) == ["New words"]


def test_a_rehearsal_under_way_keeps_the_steps_that_its_leads_are_on(world: World) -> None:
    world.start(a_lead(), mode=Mode.PROOF)
    world.turn()
    world.runs.apply(replace(world.campaign, steps=world.campaign.steps[:1]), {})
    world.live_through(9 * DAY)
    assert world.enrollment(a_lead(), "proof-1").reason is Reason.COMPLETED
    assert len(world.enrollment(a_lead(), "proof-1").touches) == 3
    assert len(world.campaigns.current(CAMPAIGN)[1].steps) == 1


def test_a_new_field_that_leads_do_not_have_is_refused_with_its_place(world: World) -> None:
    world.import_leads(a_lead())
    with pytest.raises(RefusedChange, match=r"messages/intro.txt line 3 needs company"):
        world.runs.apply(world.campaign, {"company": "messages/intro.txt line 3"})


def test_the_status_of_a_campaign_follows_from_its_runs(world: World) -> None:
    def status() -> CampaignStatus:
        return campaign_status(tuple(world.controls.runs(CAMPAIGN)))

    assert status() is CampaignStatus.DRAFT
    world.start(a_lead())
    assert status() is CampaignStatus.RUNNING
    world.runs.pause(CAMPAIGN, "ada", None)
    assert status() is CampaignStatus.PAUSED
    world.runs.start(CAMPAIGN, Mode.PROOF, "ada")
    assert status() is CampaignStatus.RUNNING


def test_why_tells_each_step_of_each_run_and_the_standing_orders(world: World) -> None:
    address = Address("jane@acme.example", (Domain("acme.example"),))
    lead = a_lead(recipient=recipient_key(PEPPERS, address.text))
    world.start(lead)
    world.turn()
    world.suppressions.order_recipient(lead.recipient, None, an_order(Reason.UNSUBSCRIBED))
    world.clock.moment = NOON + 3 * DAY
    world.turn()
    deliveries = MemoryDeliveries(world.tables)
    bounced = Mark(NOON + timedelta(minutes=1), "General")
    touch = TouchName(world.enrollment(lead).key, 0)
    deliveries.note(touch, Fact.SOFT_BOUNCE, bounced, SesMessageId("mail-1"))
    timetables = TimetablePorts(
        world.timetables, world.controls, world.enrollments, world.suppressions, world.account, world.clock
    )
    explaining = Explaining(
        world.audience,
        world.enrollments,
        world.persons,
        world.suppressions,
        world.controls,
        world.campaigns,
        deliveries,
        MemoryReplies(),
        Timetabling(timetables, 1000),
        PEPPERS,
    )
    told = explaining.explain(address)
    assert told.audiences == [CAMPAIGN]
    assert [order.reason for row in told.recipients for order in row.orders] == [Reason.UNSUBSCRIBED]
    (passage,) = told.passages
    assert [(story.message_id, story.status) for story in passage.steps] == [
        ("intro", "sent"),
        ("followup1", "skipped"),
        ("followup2", "never"),
    ]
    assert passage.steps[0].sentence == (
        "sent 2026-11-23 12:00:00 UTC, bounced for now 2026-11-23 12:01:00 UTC"
    )
    assert passage.steps[1].sentence == "skipped because the person unsubscribed"
