"""A prefetch may show each row as it was some time ago. What follows from it is an attempt, or what a second read says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain.campaign import Policy, Step
from outreach.domain.control import Mode, RunStatus, SwitchReading
from outreach.domain.enrollment import Lead, State
from outreach.domain.ids import MessageId
from outreach.domain.reasons import Reason
from outreach.memory import MemoryDesk, MemoryTables
from outreach.messages import TouchMessage
from outreach.services.send.ports import Prefetched
from world.builders import CAMPAIGN, NOON, a_campaign, a_lead, a_message, an_order
from world.memory import World

DAY = timedelta(days=1)
ROWS = ("enrollments", "runs", "recipients", "domains", "persons", "companies")
JANE, JOE = a_lead(), a_lead("joe")


@pytest.fixture
def world() -> World:
    made = World()
    made.start(JANE)
    return made


def moment(world: World) -> MemoryDesk:
    """What a read shows that is made now."""
    tables = world.tables
    rows = {name: dict(getattr(tables, name)) for name in ROWS}
    return MemoryDesk(MemoryTables(name=tables.name, control=tables.control, **rows))


def show(world: World, earlier: MemoryDesk) -> None:
    """Let every prefetch show the rows of an earlier moment."""
    world.desk.prefetch = earlier.prefetch  # type: ignore[method-assign]  # the test stands in for it


def message_of(world: World, lead: Lead = JANE) -> TouchMessage:
    return a_message(world.enrollment(lead), valid_until=world.clock.now() + DAY)


def test_who_is_not_there_yet_is_written_to_at_once(world: World) -> None:
    show(world, MemoryDesk(MemoryTables()))
    assert world.deliver([message_of(world)]) == []
    assert len(world.ses.mails) == 1


def test_only_what_is_not_attempted_is_read_again() -> None:
    world = World()
    world.start(JANE, JOE)
    asked: list[Sequence[TouchMessage]] = []
    again = world.desk.look_again

    def noted(messages: Sequence[TouchMessage]) -> Prefetched:
        asked.append(messages)
        return again(messages)

    world.desk.look_again = noted  # type: ignore[method-assign]  # the test stands in for it
    world.suppressions.order_recipient(JOE.recipient, None, an_order())
    messages = [message_of(world), message_of(world, JOE)]
    assert world.deliver(messages) == []
    assert asked == [[messages[1]]]
    assert world.enrollment(JOE).reason is Reason.UNSUBSCRIBED


def test_an_order_that_has_been_lifted_ends_nobody(world: World) -> None:
    world.suppressions.order_recipient(JANE.recipient, None, an_order(Reason.SUPPRESSED))
    show(world, moment(world))
    row = world.tables.recipients[JANE.recipient]
    world.tables.recipients[JANE.recipient] = replace(row, orders=())
    assert world.deliver([message_of(world)]) == []
    assert len(world.ses.mails) == 1


def test_a_wish_to_be_forgotten_that_has_been_lifted_blanks_nobody(world: World) -> None:
    world.suppressions.order_recipient(JANE.recipient, None, an_order(Reason.ERASED))
    show(world, moment(world))
    row = world.tables.recipients[JANE.recipient]
    world.tables.recipients[JANE.recipient] = replace(row, orders=())
    assert world.deliver([message_of(world)]) == []
    assert (len(world.ses.mails), world.enrollment(JANE).lead) == (1, JANE)


def test_a_pause_that_is_over_holds_nobody_back(world: World) -> None:
    world.runs.pause(CAMPAIGN, "test", None)
    show(world, moment(world))
    world.runs.resume(CAMPAIGN, "test", None)
    assert world.deliver([message_of(world)]) == []
    assert len(world.ses.mails) == 1


def test_a_touch_that_is_done_is_not_done_again(world: World) -> None:
    message = message_of(world)
    show(world, moment(world))
    assert world.deliver([message]) == world.deliver([message]) == []
    assert (len(world.ses.mails), world.enrollment(JANE).step) == (1, 1)


def test_an_attempt_that_has_been_settled_is_not_given_up(world: World) -> None:
    message = message_of(world)
    world.enrollments.claim(message.key, message.fence, "owner", NOON)
    show(world, moment(world))
    found = world.enrollment(JANE)
    world.tables.put(replace(found, state=State.DUE, attempt=found.attempt + 1))
    world.clock.advance(DAY)
    assert world.deliver([message], receives=2) == []
    assert world.enrollment(JANE).state is State.DUE
    assert world.alarms.counts["Unknown"] == 0


def test_a_mail_of_an_earlier_revision_is_made_anew(world: World) -> None:
    show(world, moment(world))
    subject = {name: "Now" if "subject" in name else text for name, text in world.campaign.templates.items()}
    world.apply(replace(world.campaign, templates=subject))
    assert world.deliver([message_of(world)]) == []
    found = world.enrollment(JANE)
    assert (world.ses.mails, found.state, found.reason) == ([], State.DUE, Reason.CHANGED)
    assert (found.due_at, found.tries) == (NOON, 0)
    assert world.deliver([message_of(world)]) == []
    assert [mail.subject for mail in world.ses.mails] == ["Now"]


def test_a_rule_of_an_earlier_revision_ends_nobody() -> None:
    """Not even at the last look, which decides by the revision that made the mail."""
    world = World(a_campaign(policy=Policy(ends=NOON.date())))
    world.start(JANE)
    show(world, moment(world))
    world.apply(replace(world.campaign, policy=Policy()))
    read = world.kill_switch.read

    def a_day_later() -> SwitchReading:
        world.clock.advance(DAY)
        return read()

    world.kill_switch.read = a_day_later  # type: ignore[method-assign]  # the test stands in for it
    assert world.deliver([message_of(world)]) == []
    assert (world.enrollment(JANE).state, world.enrollment(JANE).reason) == (State.DUE, Reason.CHANGED)


def test_who_was_imported_anew_gets_no_mail_of_the_earlier_values(world: World) -> None:
    """Step and attempt are the same as before."""
    show(world, moment(world))
    found = world.enrollment(JANE)
    assert world.enrollments.withdraw(found.key, found.enrolled_at)
    again = replace(JANE, fields={**JANE.fields, "first_name": "Joan"})
    world.enrollments.add([replace(found, lead=again, enrolled_at=NOON + DAY)])
    assert world.deliver([message_of(world)]) == []
    assert (world.ses.mails, world.enrollment(JANE).reason) == ([], Reason.CHANGED)
    assert world.deliver([message_of(world)]) == []
    assert "Joan" in world.ses.mails[0].text


def test_who_has_been_blanked_gets_nothing_whatever_became_of_the_order(world: World) -> None:
    show(world, moment(world))
    world.enrollments.erase(message_of(world).key)
    assert world.deliver([message_of(world)]) == []
    assert (world.ses.mails, world.enrollment(JANE).reason) == ([], Reason.ERASED)


def test_a_quota_that_has_been_raised_puts_nobody_off() -> None:
    world = World(a_campaign(policy=Policy(per_day=1)))
    world.start(JANE, JOE)
    show(world, moment(world))
    world.apply(replace(world.campaign, policy=Policy(per_day=2)))
    assert world.deliver([message_of(world), message_of(world, JOE)]) == []
    reasons = {world.enrollment(lead).reason for lead in (JANE, JOE)}
    assert reasons == {Reason.CHANGED, None}, "neither waits for tomorrow"


def test_who_gets_no_unit_is_put_off_once_the_rows_are_confirmed() -> None:
    world = World(a_campaign(policy=Policy(per_day=1)))
    world.start(JANE, JOE)
    assert world.deliver([message_of(world), message_of(world, JOE)]) == []
    assert sorted(str(world.enrollment(lead).reason) for lead in (JANE, JOE)) == ["None", "quota"]


def test_a_last_day_that_was_put_off_ends_nobody_in_a_fast_rehearsal() -> None:
    soon = a_campaign(policy=Policy(per_day=1, ends=NOON.date()))
    world = World(soon)
    world.import_leads(JANE, JOE)
    run_id = world.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=True).run.run_id
    show(world, moment(world))
    world.controls.follow(CAMPAIGN, run_id, world.runs.apply(replace(soon, policy=Policy(per_day=1)), {}))
    found = [each for each in world.tables.enrollments.values() if each.key.run_id == run_id]
    assert world.deliver([a_message(each, valid_until=NOON + DAY) for each in found]) == []
    assert {each.state for each in world.tables.enrollments.values()} == {State.DUE}


def test_rows_that_do_not_fit_each_other_are_read_again() -> None:
    """The lead is at a step that the revision of its run does not have yet."""
    at_once = Policy(cooldown=timedelta())
    first = a_campaign(steps=(Step(MessageId("intro"), timedelta()),), policy=at_once)
    world = World(first)
    world.start(JANE)
    run = moment(world)
    longer = (*first.steps, Step(MessageId("followup1"), timedelta()))
    world.apply(replace(first, steps=longer))
    world.turn()
    mixed = moment(world)
    mixed._tables.runs = run._tables.runs
    show(world, mixed)
    assert world.run().status is RunStatus.RUNNING
    assert world.deliver([message_of(world)], receives=5) == []
    assert len(world.ses.mails) == 2
