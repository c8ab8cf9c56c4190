"""The delivery record: a union that keeps minima, whatever the order of events."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.bounce import BounceClass
from outreach.domain.delivery import (
    DeliveryRecord,
    Ending,
    Fact,
    Mark,
    dealt_with,
    ended_softly,
    fact_of,
    is_answered,
    merge,
)
from outreach.domain.engagement import Actor
from outreach.domain.ids import SesMessageId
from outreach.domain.ses_event import SesEventKind
from world.builders import MINUTE, NOON

EVENTS = st.tuples(
    st.sampled_from(Fact),
    st.builds(
        Mark,
        st.integers(0, 5).map(lambda minutes: NOON + timedelta(minutes=minutes)),
        st.sampled_from(["", "abuse", "status 5.1.1"]),
    ),
    st.sampled_from(["m1", "m2"]).map(SesMessageId),
)


def record_of(events) -> DeliveryRecord:
    record = DeliveryRecord()
    for fact, mark, message_id in events:
        record = merge(record, fact, mark, message_id)
    return record


@given(st.lists(EVENTS, max_size=8).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some * 2))))
def test_order_and_repetition_of_events_do_not_matter(pair) -> None:
    once, shuffled_twice = pair
    assert record_of(once) == record_of(shuffled_twice)


def test_the_earliest_of_a_kind_stays() -> None:
    later = (Fact.OPEN, Mark(NOON + MINUTE), SesMessageId("m"))
    earlier = (Fact.OPEN, Mark(NOON), SesMessageId("m"))
    assert record_of([later, earlier]).marks == {Fact.OPEN: Mark(NOON)}


def test_the_ids_of_all_mails_are_kept_and_so_are_other_facts() -> None:
    sent = (Fact.SEND, Mark(NOON), SesMessageId("m1"))
    sent_again = (Fact.DELIVERY, Mark(NOON + MINUTE), SesMessageId("m2"))
    record = record_of([sent, sent_again])
    assert record.message_ids == {"m1", "m2"}
    assert record.marks == {Fact.SEND: Mark(NOON), Fact.DELIVERY: Mark(NOON + MINUTE)}


def test_an_event_is_dealt_with_when_it_is_on_the_record_and_another_of_its_kind_is_not() -> None:
    record = record_of([(Fact.HARD_BOUNCE, Mark(NOON), SesMessageId("m1"))])
    assert dealt_with(record, Fact.HARD_BOUNCE, Mark(NOON))
    assert not dealt_with(record, Fact.HARD_BOUNCE, Mark(NOON + MINUTE))
    assert not dealt_with(record, Fact.COMPLAINT, Mark(NOON))
    assert not dealt_with(None, Fact.HARD_BOUNCE, Mark(NOON))


def test_a_general_transient_bounce_of_a_delivered_mail_is_an_automatic_reply() -> None:
    reply, full = Mark(NOON, "Transient; General; type"), Mark(NOON, "Transient; MailboxFull; type")
    delivered = {Fact.DELIVERY: Mark(NOON)}
    assert is_answered(DeliveryRecord({**delivered, Fact.SOFT_BOUNCE: reply}))
    assert not is_answered(DeliveryRecord({**delivered, Fact.SOFT_BOUNCE: full}))
    assert not is_answered(DeliveryRecord({**delivered, Fact.BLOCKED: reply}))
    assert not is_answered(DeliveryRecord({Fact.SOFT_BOUNCE: reply}))
    assert not is_answered(None)


def test_a_mail_ended_softly_unless_what_bounced_was_a_reply_to_it() -> None:
    assert ended_softly({Ending.SOFT})
    assert ended_softly({Ending.SOFT, Ending.DELIVERED})
    assert ended_softly({Ending.SOFT_UNLESS_DELIVERED})
    assert ended_softly({Ending.SOFT_UNLESS_DELIVERED, Ending.DELIVERED, Ending.SOFT})
    assert not ended_softly({Ending.SOFT_UNLESS_DELIVERED, Ending.DELIVERED})
    assert not ended_softly({Ending.DELIVERED})
    assert not ended_softly(set())


def test_every_kind_is_a_fact_and_a_bounce_is_one_by_its_class() -> None:
    facts = {fact_of(kind, None) for kind in SesEventKind if kind is not SesEventKind.BOUNCE}
    facts |= {fact_of(SesEventKind.BOUNCE, each) for each in BounceClass}
    facts |= {fact_of(kind, None, Actor.MACHINE) for kind in (SesEventKind.OPEN, SesEventKind.CLICK)}
    assert facts == set(Fact)
