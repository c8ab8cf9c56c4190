"""Delivery records, tallies and address histories: the same in memory and in DynamoDB."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.adapters.dynamodb.feedback import DynamoAddressHistory, DynamoDeliveries, DynamoTallies
from outreach.adapters.dynamodb.tables import Tables
from outreach.domain.breaker import SLOT, Count, Tally
from outreach.domain.delivery import DeliveryRecord, Ending, Fact, Mark
from outreach.domain.ids import LIVE, CampaignId, RunId, SesMessageId
from outreach.domain.ses_event import TouchName
from outreach.memory import MemoryAddressHistory, MemoryDeliveries, MemoryTallies
from outreach.services.feedback.ports import AddressHistory, Tallies
from outreach.services.heard_ports import Deliveries
from world.builders import DAY, MINUTE, NOON, a_key, a_recipient

M1, M2 = SesMessageId("mail-1"), SesMessageId("mail-2")


@pytest.fixture
def deliveries(stores) -> Deliveries:
    return (
        DynamoDeliveries(stores.tables)
        if isinstance(stores.tables, Tables)
        else MemoryDeliveries(stores.tables)
    )


@pytest.fixture
def tallies(stores) -> Tallies:
    return DynamoTallies(stores.tables) if isinstance(stores.tables, Tables) else MemoryTallies(stores.tables)


@pytest.fixture
def history(stores) -> AddressHistory:
    if isinstance(stores.tables, Tables):
        return DynamoAddressHistory(stores.tables)
    return MemoryAddressHistory(stores.tables)


@pytest.fixture
def touch(name) -> TouchName:
    return TouchName(a_key(campaign_id=name), 0)


# --- delivery records ---


def test_a_touch_that_nobody_spoke_of_has_no_record(deliveries, touch):
    assert deliveries.get(touch) is None


def test_the_records_of_a_run_are_those_of_all_its_shards_and_of_no_other_run(deliveries, name):
    def noted(fact, **place):
        deliveries.note(TouchName(replace(a_key(campaign_id=name), **place), 0), fact, Mark(NOON), M1)

    noted(Fact.OPEN, shard=0)
    noted(Fact.CLICK, shard=3)
    noted(Fact.SEND, shard=0, run_id=RunId("proof-1"))
    noted(Fact.SEND, shard=0, campaign_id=CampaignId(f"{name}-2"))

    found = [set(record.marks) for record in deliveries.of_run(CampaignId(name), LIVE, 4)]
    assert sorted(found, key=str) == [{Fact.CLICK}, {Fact.OPEN}]


def test_several_records_are_found_at_once_and_no_others(deliveries, name):
    first, second, third = (TouchName(a_key(campaign_id=name), step) for step in range(3))
    deliveries.note(first, Fact.DELIVERY, Mark(NOON), M1)
    deliveries.note(second, Fact.DELIVERY, Mark(NOON), M2)
    for find in (deliveries.find, deliveries.find_late):
        assert find([first, third]) == {first: deliveries.get(first)}
        assert find([]) == {}


@pytest.mark.parametrize("fact", Fact)
def test_each_fact_is_kept_with_its_time_and_detail(deliveries, touch, fact):
    assert deliveries.note(touch, fact, Mark(NOON, "status 5.1.1"), M1) == {M1}
    assert deliveries.get(touch) == DeliveryRecord({fact: Mark(NOON, "status 5.1.1")}, frozenset({M1}))


def test_marks_merge_to_the_earliest_in_any_order_and_any_number_of_times(deliveries, name):
    marks = [Mark(NOON + MINUTE, "a"), Mark(NOON, "b"), Mark(NOON, "a"), Mark(NOON + DAY)]
    for number, order in enumerate(itertools.permutations(marks)):
        touch = TouchName(a_key(campaign_id=name), number)
        for mark in (*order, *order):
            deliveries.note(touch, Fact.OPEN, mark, M1)
        assert deliveries.get(touch) == DeliveryRecord({Fact.OPEN: Mark(NOON, "a")}, frozenset({M1}))


def test_every_message_id_is_kept_even_by_an_event_that_adds_no_time(deliveries, touch):
    deliveries.note(touch, Fact.SEND, Mark(NOON), M1)
    assert deliveries.note(touch, Fact.SEND, Mark(NOON + DAY), M2) == {M1, M2}
    assert deliveries.note(touch, Fact.SEND, Mark(NOON + DAY), M1) == {M1, M2}
    record = deliveries.get(touch)
    assert record == DeliveryRecord({Fact.SEND: Mark(NOON)}, frozenset({M1, M2}))


def test_touches_have_records_of_their_own(deliveries, name):
    first, second = (TouchName(a_key(campaign_id=name), step) for step in (0, 1))
    deliveries.note(first, Fact.SEND, Mark(NOON), M1)
    assert deliveries.get(second) is None


def test_events_at_one_time_lose_nothing(deliveries, touch):
    def note(number: int) -> None:
        fact = list(Fact)[number % len(Fact)]
        deliveries.note(touch, fact, Mark(NOON + timedelta(seconds=number)), SesMessageId(f"m{number}"))

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(note, range(48)))
    record = deliveries.get(touch)
    assert record is not None
    assert record.marks == {fact: Mark(NOON + timedelta(seconds=n)) for n, fact in enumerate(Fact)}
    assert record.message_ids == {f"m{number}" for number in range(48)}


# --- tallies ---


def test_mails_are_counted_in_every_scope_and_slot(tallies, name):
    one, two = f"run#{name}", f"sender#{name}@us.example"
    tallies.count([one, two], NOON, Count.SENT)
    tallies.count([one], NOON, Count.SENT)
    tallies.count([one], NOON + SLOT, Count.BOUNCED)
    tallies.count([two], NOON + 2 * SLOT, Count.COMPLAINED)
    assert tallies.total(one, NOON) == Tally(2, 1, 0)
    assert tallies.total(two, NOON) == Tally(1, 0, 1)


def test_slots_before_the_start_are_left_out(tallies, name):
    for slots in range(4):
        tallies.count([name], NOON + slots * SLOT, Count.SENT)
    assert [tallies.total(name, NOON + slots * SLOT).sent for slots in range(5)] == [4, 3, 2, 1, 0]


def test_a_scope_that_was_never_counted_is_nothing(tallies, name):
    assert tallies.total(name, NOON) == Tally()


def test_mails_counted_at_one_time_are_all_counted(tallies, name):
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda _: tallies.count([name], NOON, Count.SENT), range(60)))
    assert tallies.total(name, NOON).sent == 60


# --- address histories ---


def test_the_latest_mails_come_first_and_no_more_than_asked_for(history, name):
    recipient = a_recipient(name)
    for day, ending in enumerate((Ending.SOFT, Ending.DELIVERED, Ending.DELIVERED, Ending.SOFT)):
        history.note(recipient, NOON + day * DAY, SesMessageId(f"m{day}"), ending)
    assert history.latest(recipient, 3) == [True, False, False]
    assert history.latest(recipient, 9) == [True, False, False, True]


@pytest.mark.parametrize(
    ("endings", "soft"),
    [
        ((Ending.SOFT, Ending.DELIVERED), True),
        ((Ending.SOFT_UNLESS_DELIVERED,), True),
        ((Ending.SOFT_UNLESS_DELIVERED, Ending.DELIVERED), False),
        ((Ending.SOFT_UNLESS_DELIVERED, Ending.DELIVERED, Ending.SOFT), True),
        ((Ending.DELIVERED,), False),
    ],
)
def test_all_that_is_known_of_a_mail_decides_in_any_order(history, name, endings, soft):
    for number, order in enumerate(itertools.permutations((*endings, endings[0]))):
        recipient = a_recipient(f"{name}{number}")
        for ending in order:
            history.note(recipient, NOON, M1, ending)
        assert history.latest(recipient, 5) == [soft]


def test_an_address_without_mails_has_no_history(history, name):
    assert history.latest(a_recipient(name), 5) == []
    assert not history.is_known_late(a_recipient(name))


def test_an_address_is_known_once_a_mail_is_noted(history, name):
    history.note(a_recipient(name), NOON, M1, Ending.DELIVERED)
    assert history.is_known_late(a_recipient(name))


def test_who_is_spared_is_known_by_their_address_and_it_changes_no_history(history, name):
    one, other = a_recipient(f"a{name}"), a_recipient(f"b{name}")
    assert history.is_spared(one) is False
    history.spare(one)
    history.spare(one)

    assert history.is_spared(one) is True
    assert history.is_spared(other) is False
    assert history.latest(one, 5) == []
