"""What is known of an event's mail may be read late, if that is enough: it tells of this very mail, and orders nothing."""

from dataclasses import replace
from typing import Any

import pytest

from outreach.domain.enrollment import State
from outreach.domain.erasure import nameless
from outreach.domain.ids import RecipientKey
from outreach.domain.suppression import Order
from outreach.memory import MemoryEnrollments, MemoryTables
from world.builders import NOON, a_lead
from world.feedback import FeedbackWorld, bounce

JANE = a_lead()


@pytest.fixture
def world() -> FeedbackWorld:
    made = FeedbackWorld()
    made.sent(JANE)
    return made


def moment(world: FeedbackWorld) -> MemoryEnrollments:
    """What a read shows that is made now."""
    return MemoryEnrollments(MemoryTables(enrollments=dict(world.tables.enrollments)))


def show(world: FeedbackWorld, earlier: Any) -> None:
    """Let every late read show the enrollments of an earlier moment."""
    world.enrollments.find_late = earlier.find_late


def noted(world: FeedbackWorld) -> list[Any]:
    """Ask for what else is read of the enrollments."""
    asked: list[Any] = []
    find = world.enrollments.find

    def finds(keys: Any) -> Any:
        asked.extend(keys)
        return find(keys)

    world.enrollments.find = finds  # type: ignore[method-assign]  # the test stands in for it
    return asked


@pytest.mark.parametrize(("kind", "fact"), [("Send", "send"), ("Delivery", "delivery")])
def test_what_tells_of_the_mail_is_not_read_again(world: FeedbackWorld, kind: str, fact: str) -> None:
    asked = noted(world)
    assert (world.hear(kind, JANE).outcome, world.hear(kind, JANE).kind) == ("taken", fact)
    assert asked == []


@pytest.mark.parametrize("kind", ["Send", "Delivery"])
def test_who_is_not_there_yet_is_read_again(world: FeedbackWorld, kind: str) -> None:
    show(world, MemoryEnrollments(MemoryTables()))
    assert world.hear(kind, JANE).outcome == "taken"
    assert world.alarms.counts["FeedbackRefused"] == 0


def test_a_mail_that_seems_in_flight_and_is_settled_is_not_settled_again(world: FeedbackWorld) -> None:
    found = world.enrollment(JANE)
    touch = found.touches[0]
    in_flight = replace(
        found, state=State.SENDING, step=0, claim_id=touch.claim_id, claimed_at=NOON, touches={}
    )
    show(world, MemoryEnrollments(MemoryTables(enrollments={found.key: in_flight})))
    settled: list[Any] = []
    world.enrollments.settle = lambda *asked: settled.append(asked)  # type: ignore[method-assign,assignment]  # the test stands in for it
    assert world.hear("Send", JANE).outcome == "taken"
    assert (settled, world.tables.deliveries) == ([], {})


def test_an_order_that_follows_from_an_event_names_nobody_who_was_forgotten_meanwhile(
    world: FeedbackWorld,
) -> None:
    show(world, moment(world))
    event = world.event(world.mail_to(JANE), "Bounce", **bounce(JANE.address))
    world.tables.put(nameless(world.enrollment(JANE)))
    named: list[str | None] = []
    order = world.suppressions.order_recipient

    def ordered(recipient: RecipientKey, address: str | None, given: Order) -> bool:
        named.append(address)
        return order(recipient, address, given)

    world.suppressions.order_recipient = ordered  # type: ignore[method-assign,assignment]  # the test stands in for it
    world.take(event)
    assert named == [""]


def test_of_two_events_of_a_lead_one_may_need_what_is_there_now(world: FeedbackWorld) -> None:
    """Then both get it."""
    asked = noted(world)
    mail = world.mail_to(JANE)
    other = {**mail.tags, "step": "1"}
    delivery = world.event(mail, "Delivery")
    of_the_next = world.event(replace(mail, tags=other), "Delivery", message_id="mail-2")
    reports = world.take_batch(delivery, of_the_next)
    assert [report.outcome for report in reports if report] == ["taken", "unknown_claim"]
    assert asked == [world.enrollment(JANE).key]
