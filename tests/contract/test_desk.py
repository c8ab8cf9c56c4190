"""The two looks: what they find, and that a missing row or key is never taken for *not suppressed*."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain.eligibility import Standing
from outreach.domain.ids import ClaimId, Domain
from outreach.domain.reasons import Reason
from outreach.domain.suppression import DomainRow, Order, RecipientRow
from outreach.services.send.ports import Prefetched
from world.builders import (
    NOON,
    a_control,
    a_fence,
    a_lead,
    a_message,
    a_recipient_row,
    a_run,
    an_enrollment,
    an_order,
)


@pytest.fixture
def world(fresh, name):
    """A stack with a started run and one enrollment whose lead has a recipient row."""
    fresh.controls.open("test", NOON)
    fresh.controls.create_run(a_run(name))
    enrollment = an_enrollment(a_lead(name, domains=("mail.acme.example", "acme.example")), campaign_id=name)
    fresh.enrollments.add([enrollment])
    fresh.suppressions.ensure([a_recipient_row(enrollment.lead)])
    return fresh, enrollment


def test_a_look_finds_everything_that_can_forbid_a_touch(world, name):
    stores, enrollment = world
    order = an_order(Reason.DNC, scope=name)
    stores.suppressions.order_recipient(enrollment.lead.recipient, None, order)
    stores.suppressions.order_domain(Domain("acme.example"), order)
    assert stores.desk.last_look(a_message(enrollment)) == Standing(
        control=a_control(changed_at=NOON),
        run=a_run(name),
        recipient=a_recipient_row(enrollment.lead, orders=(order,)),
        domains=(DomainRow(Domain("acme.example"), (order,)),),
        complete=True,
    )


def test_what_does_not_exist_is_absent_and_the_look_complete(fresh, name):
    message = a_message(an_enrollment(a_lead(name), campaign_id=name))
    assert fresh.desk.last_look(message) == Standing(None, None, None, (), complete=True)


def test_a_look_sees_an_order_that_was_committed_before_it(world):
    stores, enrollment = world
    message = a_message(enrollment)
    assert stores.desk.last_look(message).recipient.orders == ()
    stores.suppressions.order_recipient(enrollment.lead.recipient, None, an_order())
    assert stores.desk.last_look(message).recipient.orders == (an_order(),)


def test_a_look_sees_a_kill_and_a_pause_that_were_committed_before_it(world, name):
    stores, enrollment = world
    message = a_message(enrollment)
    before = stores.desk.last_look(message)
    assert (before.control.killed, before.run.status) == (False, "running")
    stores.controls.set_killed(killed=True, actor="ann", reason="stop", now=NOON)
    stores.controls.change_status(a_run(name), a_run().status.PAUSED, "ann", None, NOON)
    after = stores.desk.last_look(message)
    assert (after.control.killed, after.run.status) == (True, "paused")


def test_a_last_look_sees_when_the_lead_was_enrolled(world, name):
    stores, enrollment = world
    again = replace(enrollment, enrolled_at=NOON + timedelta(days=1))
    assert stores.enrollments.withdraw(enrollment.key, enrollment.enrolled_at)
    assert stores.desk.last_look(a_message(enrollment)).enrolled_at is None
    stores.enrollments.add([again])
    assert stores.desk.last_look(a_message(enrollment)).enrolled_at == again.enrolled_at


def test_a_last_look_sees_that_the_lead_was_blanked(world, name):
    stores, enrollment = world
    assert not stores.desk.last_look(a_message(enrollment)).erased
    stores.enrollments.erase(enrollment.key)
    assert stores.desk.last_look(a_message(enrollment)).erased


def test_a_second_read_shows_what_a_prefetch_shows(world, name):
    stores, enrollment = world
    message = a_message(enrollment)
    assert stores.desk.look_again([message]) == stores.desk.prefetch([message])
    assert enrollment.key in stores.desk.look_again([message]).enrollments


def test_a_prefetch_covers_each_message_of_a_batch(world, name):
    stores, enrollment = world
    other = an_enrollment(a_lead(f"{name}-b"), campaign_id=name)
    stores.enrollments.add([other])
    stores.enrollments.claim(other.key, a_fence(other), ClaimId("claim-1"), NOON)
    gone = an_enrollment(a_lead(f"{name}-c"), campaign_id=name)
    messages = [a_message(each) for each in (enrollment, other, gone, enrollment)]
    prefetched = stores.desk.prefetch(messages)
    assert prefetched.enrollments == {
        enrollment.key: enrollment,
        other.key: stores.enrollments.get(other.key),
    }
    assert prefetched.unread == frozenset()
    assert prefetched.standings == {message.question: stores.desk.last_look(message) for message in messages}
    assert prefetched.standings[messages[0].question].recipient == RecipientRow(
        enrollment.lead.recipient, enrollment.lead.address
    )
    assert prefetched.standings[messages[1].question].recipient is None


def test_a_prefetch_covers_messages_of_several_runs(world, name):
    stores, enrollment = world
    stores.controls.create_run(a_run(name, "proof-1"))
    rehearsed = an_enrollment(enrollment.lead, campaign_id=name, run_id="proof-1")
    messages = [a_message(enrollment), a_message(rehearsed)]
    prefetched = stores.desk.prefetch(messages)
    assert [prefetched.standings[m.question].run.run_id for m in messages] == ["live", "proof-1"]


def test_a_prefetch_of_nothing_is_empty(fresh):
    assert fresh.desk.prefetch([]) == Prefetched({}, frozenset(), {})


def test_ten_leads_with_eight_domains_each_are_read_completely(world, name):
    stores, _ = world
    leads = [
        a_lead(f"{name}-{n}", domains=tuple(Domain(f"d{k}.n{n}.example") for k in range(8)))
        for n in range(10)
    ]
    for lead in leads:
        stores.suppressions.order_domain(lead.domains[7], Order("*", Reason.DNC, "import", "ann", NOON))
    prefetched = stores.desk.prefetch([a_message(an_enrollment(lead, campaign_id=name)) for lead in leads])
    assert all(standing.complete for standing in prefetched.standings.values())
    assert sum(len(standing.domains) for standing in prefetched.standings.values()) == 10
