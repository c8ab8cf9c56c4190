"""How many mails were opened and clicked."""

import pytest

from outreach.domain.delivery import DeliveryRecord, Fact, Mark
from outreach.domain.engagement_counts import ActorCounts, EngagementCounts, count_engagement
from world.builders import NOON

OPENS, CLICKS = (Fact.OPEN, Fact.MACHINE_OPEN), (Fact.CLICK, Fact.MACHINE_CLICK)


def a_record(**facts: str) -> DeliveryRecord:
    return DeliveryRecord({Fact(fact): Mark(NOON, detail) for fact, detail in facts.items()})


@pytest.mark.parametrize(
    ("facts", "opened"),
    [
        ({"open": "person"}, ActorCounts(person=1)),
        ({"open": "unsure"}, ActorCounts(perhaps=1)),
        ({"open": ""}, ActorCounts(perhaps=1)),
        ({"machine_open": "machine"}, ActorCounts(machine=1)),
        ({"open": "person", "machine_open": "machine"}, ActorCounts(person=1)),
        ({"open": "unsure", "machine_open": "machine"}, ActorCounts(perhaps=1)),
        ({"click": "person"}, ActorCounts()),
        ({"delivery": ""}, ActorCounts()),
        ({}, ActorCounts()),
    ],
)
def test_a_mail_is_counted_once_for_whoever_may_have_opened_it(
    facts: dict[str, str], opened: ActorCounts
) -> None:
    assert count_engagement([a_record(**facts)]).opened == opened


def test_clicks_are_counted_by_themselves() -> None:
    records = [
        a_record(click="person", open="person"),
        a_record(click="person"),
        a_record(click="unsure"),
        a_record(machine_click="machine"),
    ]

    assert count_engagement(records) == EngagementCounts(
        ActorCounts(person=1), ActorCounts(person=2, perhaps=1, machine=1)
    )


def test_without_records_nothing_was_opened() -> None:
    assert count_engagement([]) == EngagementCounts()
