"""Holds, reply records and raw mails: the same in memory and on the emulator."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from outreach.adapters.dynamodb.holds import DynamoHolds
from outreach.adapters.dynamodb.replies import DynamoReplies
from outreach.adapters.dynamodb.tables import create
from outreach.adapters.raw_mails import S3RawMails
from outreach.domain.ids import LIVE, CampaignId, LeadId, RunId
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reply import Label, Reply
from outreach.domain.suppression import Hold
from outreach.errors import StoreUnavailable
from outreach.memory import MemoryTables
from outreach.memory.holds import MemoryHolds
from outreach.memory.inbound import MemoryRawMails, MemoryReplies
from world.builders import CAMPAIGN, DAY, NOON, a_lead, a_recipient_row, an_order
from world.stores import Stores, client_of


@pytest.fixture
def holds(stores: Stores) -> Any:
    return (
        MemoryHolds(stores.tables) if isinstance(stores.tables, MemoryTables) else DynamoHolds(stores.tables)
    )


@pytest.fixture
def replies(stores: Stores) -> Any:
    return MemoryReplies() if isinstance(stores.tables, MemoryTables) else DynamoReplies(stores.tables)


MILLISECOND = timedelta(milliseconds=1)


def until(days: int) -> Hold:
    return Hold(NOON + days * DAY, "reply")


def test_a_hold_is_put_off_and_never_shortened(stores: Stores, holds: Any, name: str) -> None:
    lead = a_lead(name)
    stores.suppressions.ensure([a_recipient_row(lead)])

    assert holds.hold(lead.recipient, CAMPAIGN, until(3)) is True
    assert holds.hold(lead.recipient, CAMPAIGN, until(3)) is False
    assert holds.hold(lead.recipient, CAMPAIGN, until(1)) is False
    assert holds.hold(lead.recipient, "*", until(2)) is True
    assert holds.hold(lead.recipient, CAMPAIGN, until(5)) is True
    row = stores.suppressions.recipient(lead.recipient)
    assert row is not None
    assert row.holds == {CAMPAIGN: until(5), "*": until(2)}


def test_a_hold_of_an_operator_keeps_who_set_it_and_when(stores: Stores, holds: Any, name: str) -> None:
    lead = a_lead(name)
    stores.suppressions.ensure([a_recipient_row(lead)])
    hold = Hold(NOON + DAY, "operator", "ada", NOON)

    assert holds.hold(lead.recipient, CAMPAIGN, hold)
    row = stores.suppressions.recipient(lead.recipient)

    assert row is not None
    assert row.holds == {CAMPAIGN: hold}


def test_a_hold_leaves_orders_alone(stores: Stores, holds: Any, name: str) -> None:
    lead = a_lead(name)
    stores.suppressions.order_recipient(lead.recipient, lead.address, an_order())
    holds.hold(lead.recipient, CAMPAIGN, until(3))
    row = stores.suppressions.recipient(lead.recipient)

    assert row is not None
    assert row.orders == (an_order(),)


def test_a_hold_makes_no_row_because_its_absence_is_a_stop(stores: Stores, holds: Any, name: str) -> None:
    lead = a_lead(name)

    assert holds.hold(lead.recipient, CAMPAIGN, until(3)) is False
    assert stores.suppressions.recipient(lead.recipient) is None


def a_reply(campaign: str, mail_id: str = "m1", **changes: Any) -> Reply:
    reply = Reply(
        mail_id=mail_id,
        mail_key=f"mail/{mail_id}",
        kind=MailKind.HUMAN,
        sign="nothing points to a machine",
        received_at=NOON,
        campaign_id=CampaignId(campaign),
        run_id=LIVE,
        lead_id=LeadId("lead-jane"),
        matched_by="reply address",
        new_text="Grüße\nJane",
    )
    return replace(reply, **changes)


def test_a_record_is_kept_whole_and_once(replies: Any, name: str) -> None:
    first = a_reply(name, back_on=date(2026, 12, 1), kind=MailKind.OUT_OF_OFFICE)

    assert replies.keep(first) == first
    assert replies.keep(replace(first, new_text="other")) == first
    assert replies.of_lead(CampaignId(name), LIVE, LeadId("lead-jane")) == [first]


def waiting_of(replies: Any, name: str) -> list[Reply]:
    return [reply for reply in replies.waiting() if reply.campaign_id == name]


def a_question(name: str, mail_id: str = "m1", **changes: Any) -> Reply:
    return a_reply(name, mail_id, kind=MailKind.POSSIBLE_UNSUBSCRIBE, order_version="v1", **changes)


def test_what_may_be_an_unsubscribe_waits_for_a_label_oldest_first(replies: Any, name: str) -> None:
    before = replies.waiting_count()
    later, first = a_question(name, "b", received_at=NOON + DAY), a_question(name, "c")
    for reply in (later, first, first, a_reply(name, "a")):
        replies.keep(reply)

    assert waiting_of(replies, name) == [first, later]
    assert replies.waiting_count() == before + 2


def test_the_record_of_a_mail_is_found_by_the_same_mail_of_any_time(replies: Any, name: str) -> None:
    first = a_question(name)
    assert replies.standing(first) is None
    replies.keep(first)

    assert replies.standing(a_question(name, received_at=NOON + DAY)) == first


def test_a_reply_is_labelled_once_and_waits_until_it_is_closed(replies: Any, name: str) -> None:
    reply = a_question(name)
    assert replies.label(reply, Label.UNSUBSCRIBE, "olga", NOON) is False, "it is not there yet"
    replies.keep(reply)

    assert replies.label(reply, Label.NOT_UNSUBSCRIBE, "olga", NOON + DAY) is True
    assert replies.label(reply, Label.UNSUBSCRIBE, "otto", NOON + DAY) is False
    assert replies.label(reply, Label.NOT_UNSUBSCRIBE, "otto", NOON + DAY) is False
    labelled = replace(reply, label=Label.NOT_UNSUBSCRIBE, labelled_by="olga", labelled_at=NOON + DAY)
    assert waiting_of(replies, name) == [labelled]
    replies.close(reply)
    replies.close(reply)
    assert waiting_of(replies, name) == []
    assert replies.standing(reply) == labelled


def test_a_label_takes_the_place_of_the_one_that_was_read_and_of_no_other(replies: Any, name: str) -> None:
    reply = a_reply(name)
    replies.keep(reply)
    replies.label(reply, Label.INTERESTED, "olga", NOON)
    as_read = replies.standing(reply)

    assert replies.label(as_read, Label.LATER, "otto", NOON + DAY) is True
    assert replies.label(as_read, Label.NO, "olga", NOON + DAY) is False, "otto was faster"
    assert replies.label(as_read, Label.LATER, "otto", NOON + DAY) is False, "a copy of the same write"
    assert replies.standing(reply) == replace(
        reply, label=Label.LATER, labelled_by="otto", labelled_at=NOON + DAY
    )
    replies.erase(reply)
    assert replies.label(replace(reply, label=Label.LATER), Label.NO, "olga", NOON) is False, "it is gone"


def test_the_records_of_a_run_are_its_own(replies: Any, name: str) -> None:
    mine = [a_reply(name), a_reply(name, "m2", lead_id=LeadId("lead-bob")), a_question(name, "m3")]
    for reply in (*mine, a_reply(name, "m4", run_id=RunId("proof-1")), a_reply(f"{name}-2"), of_nobody(name)):
        replies.keep(reply)

    found = list(replies.of_run(CampaignId(name), LIVE))
    assert sorted(found, key=lambda reply: reply.mail_id) == mine


def of_nobody(name: str, **changes: Any) -> Reply:
    nobody = {"campaign_id": None, "run_id": None, "lead_id": None, "matched_by": "", "new_text": ""}
    return a_reply(name, **({"mail_id": f"nobody-{name}"} | nobody | changes))


def test_the_records_of_nobody_are_found_oldest_first(replies: Any, name: str) -> None:
    later = of_nobody(name, mail_id=f"{name}-a", received_at=NOON + DAY)
    first = of_nobody(name, mail_id=f"{name}-b")
    for reply in (later, first, a_reply(name)):
        replies.keep(reply)

    def found(since: datetime) -> list[Reply]:
        return [reply for reply in replies.of_nobody(since) if reply.mail_id.startswith(name)]

    assert found(NOON - DAY) == found(NOON) == [first, later]
    assert found(NOON + MILLISECOND) == found(NOON + DAY) == [later]
    assert found(NOON + DAY + MILLISECOND) == []


def test_what_comes_again_after_its_label_does_not_wait_again(replies: Any, name: str) -> None:
    reply = a_question(name)
    replies.keep(reply)
    replies.label(reply, Label.UNSUBSCRIBE, "olga", NOON)
    replies.close(reply)

    assert replies.keep(reply).label is Label.UNSUBSCRIBE
    assert waiting_of(replies, name) == []


def test_what_is_erased_waits_no_more(replies: Any, name: str) -> None:
    reply = a_question(name)
    replies.keep(reply)

    assert replies.erase(reply)
    assert waiting_of(replies, name) == []


def test_what_is_erased_while_it_is_kept_counts_for_nothing_and_is_gone_after_a_look(
    replies: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person is forgotten between the record and the item that lists it. In memory both are one write."""
    before, reply = replies.waiting_count(), a_question(name)

    def erasing(item: Any) -> bool:
        made = create(item)
        if "mail_id" in item.attribute_values:
            assert replies.erase(reply)
        return made

    monkeypatch.setattr("outreach.adapters.dynamodb.replies.create", erasing)
    replies.keep(reply)
    monkeypatch.undo()
    if isinstance(replies, MemoryReplies):
        replies.erase(reply)

    assert (replies.waiting_count(), waiting_of(replies, name)) == (before, [])
    replies.prune()
    replies.keep(reply)
    assert waiting_of(replies, name) == [reply]
    replies.erase(reply)


def test_a_look_prunes_nothing_that_waits(replies: Any, name: str) -> None:
    reply = a_question(name)
    replies.keep(reply)
    replies.prune()

    assert waiting_of(replies, name) == [reply]
    replies.erase(reply)


def test_a_forward_is_marked(replies: Any, name: str) -> None:
    reply = a_reply(name)
    replies.keep(reply)
    replies.mark_forwarded(reply, NOON)

    assert replies.keep(reply).forwarded_at == NOON


def test_a_leads_records_are_theirs_and_in_order(replies: Any, name: str) -> None:
    later = a_reply(name, "a", received_at=NOON + DAY)
    other = a_reply(name, "c", lead_id=LeadId("lead-jane-2"))
    for reply in (later, a_reply(name, "b"), other):
        replies.keep(reply)

    assert [reply.mail_id for reply in replies.of_lead(CampaignId(name), LIVE, LeadId("lead-jane"))] == [
        "b",
        "a",
    ]


def test_a_record_disturbs_no_search_for_a_person(stores: Stores, replies: Any, name: str) -> None:
    replies.keep(a_reply(name))

    assert stores.enrollments.of_recipient(a_lead().recipient) == stores.enrollments.of_recipient(
        a_lead().recipient
    )
    assert list(stores.enrollments.of_run(CampaignId(name), LIVE, 4)) == []


@pytest.fixture(params=["memory", "s3"])
def raw_mails(request: pytest.FixtureRequest, name: str) -> Any:
    mails = {"mail/one": b"From: a@b.example\n\nhello", "mail/empty": b""}
    if request.param == "memory":
        store = MemoryRawMails()
        store.mails |= mails
        return store
    s3 = client_of("s3", request.getfixturevalue("emulator"))
    s3.create_bucket(Bucket=f"mails-{name}")
    for key, content in mails.items():
        s3.put_object(Bucket=f"mails-{name}", Key=key, Body=content)
    return S3RawMails(s3, f"mails-{name}")


def test_a_raw_mail_is_read_from_its_beginning_and_no_further(raw_mails: Any) -> None:
    assert raw_mails.read("mail/one", 1000) == b"From: a@b.example\n\nhello"
    assert raw_mails.read("mail/one", 4) == b"From"
    assert raw_mails.read("mail/none", 4) is None
    assert raw_mails.read("mail/empty", 4) == b""


def test_a_bucket_that_is_not_there_is_no_missing_mail(emulator: str) -> None:
    with pytest.raises(StoreUnavailable):
        S3RawMails(client_of("s3", emulator), "no-such-bucket-anywhere").read("mail/one", 4)
