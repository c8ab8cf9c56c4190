"""A reply can be erased: its record, and the mail itself."""

import itertools

import pytest

from outreach.adapters.dynamodb.replies import DynamoReplies
from outreach.adapters.raw_mails import S3RawMails
from outreach.domain.ids import LIVE, CampaignId, LeadId
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reply import Reply
from outreach.errors import StoreUnavailable
from outreach.memory import MemoryTables
from outreach.memory.inbound import MemoryRawMails, MemoryReplies
from world.builders import NOON
from world.stores import client_of

_buckets = itertools.count(1)


def a_reply(name, lead="zoe", mail_id="m1"):
    where = {"campaign_id": CampaignId(name), "run_id": LIVE, "lead_id": LeadId(lead)}
    return Reply(mail_id, f"mail/{mail_id}", MailKind.HUMAN, "", NOON, new_text="Stop", **where)


@pytest.fixture
def replies(stores):
    return MemoryReplies() if isinstance(stores.tables, MemoryTables) else DynamoReplies(stores.tables)


@pytest.fixture(params=["memory", "s3"])
def raw_mails(request):
    if request.param == "memory":
        made = MemoryRawMails()
        made.mails |= {"mail/m1": b"one", "mail/m2": b"two"}
        return made
    client = client_of("s3", request.getfixturevalue("emulator"))
    bucket = f"replies-{next(_buckets)}"
    client.create_bucket(Bucket=bucket)
    for key, body in (("mail/m1", b"one"), ("mail/m2", b"two")):
        client.put_object(Bucket=bucket, Key=key, Body=body)
    return S3RawMails(client, bucket)


def test_a_record_is_deleted_and_no_other(replies, name):
    kept = [a_reply(name, mail_id="m2"), a_reply(name, lead="zoe-ann")]
    for reply in (a_reply(name), *kept):
        replies.keep(reply)
    assert replies.erase(a_reply(name))
    assert not replies.erase(a_reply(name))
    assert replies.of_lead(CampaignId(name), LIVE, LeadId("zoe")) == kept[:1]
    assert replies.of_lead(CampaignId(name), LIVE, LeadId("zoe-ann")) == kept[1:]


def test_a_mail_is_deleted_and_no_other(raw_mails):
    raw_mails.delete("mail/m1")
    raw_mails.delete("mail/m1")
    assert raw_mails.read("mail/m1", 10) is None
    assert raw_mails.read("mail/m2", 10) == b"two"


def test_a_bucket_that_does_not_respond_is_reported(emulator):
    with pytest.raises(StoreUnavailable, match="DeleteObject: NoSuchBucket"):
        S3RawMails(client_of("s3", emulator), "no-such-bucket").delete("mail/m1")
    with pytest.raises(StoreUnavailable, match="DeleteObject: EndpointConnectionError"):
        S3RawMails(client_of("s3", "http://127.0.0.1:9", attempts=1), "any").delete("mail/m1")
