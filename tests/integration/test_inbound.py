"""The real handler, its adapters and the emulator: from the event of a received mail to the order."""

import time
from dataclasses import replace
from typing import Any

import pytest

from outreach.adapters.dynamodb.tables import Tables
from outreach.bootstrap.inbound import inbound_app
from outreach.bootstrap.send import send_app
from outreach.domain.address import lead_id, recipient_key
from outreach.domain.control import Mode
from outreach.domain.enrollment import Lead
from outreach.domain.ids import LIVE
from outreach.local.stack import LocalStack
from world.batches import a_batch, a_batch_of, a_record, failed_in
from world.builders import CAMPAIGN
from world.cloud import ROOT, Cloud, FakeContext, load_handler
from world.inbound import a_known_lead, of_nobody
from world.received_mails import LEAD, a_mail_from

BUCKET = "inbound-mails"


@pytest.fixture
def lead(cloud: Cloud) -> Lead:
    peppers = cloud.operator.peppers
    return replace(
        a_known_lead(), lead_id=lead_id(peppers, CAMPAIGN, LEAD), recipient=recipient_key(peppers, LEAD)
    )


@pytest.fixture
def inbound(cloud: Cloud, lead: Lead, monkeypatch: pytest.MonkeyPatch) -> Any:
    names = {
        "MAIL_BUCKET": BUCKET,
        "REPLY_DOMAIN": "reply.us.example",
        "ADDRESS_PEPPER_SECRET": cloud.operator.settings.address_pepper_secret,
        "REPLY_FORWARD_TO": "",
        "REPLY_STOPS_COMPANY": "true",
    }
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    send_app.cache_clear()
    inbound_app.cache_clear()
    cloud.client_of("s3").create_bucket(Bucket=BUCKET)
    cloud.start(lead, mode=Mode.LIVE)
    cloud.turn()
    return load_handler("inbound")


def event(key: str) -> dict[str, Any]:
    return {
        "source": "aws.s3",
        "detail-type": "Object Created",
        "detail": {"bucket": {"name": BUCKET}, "object": {"key": key}},
    }


def test_a_reply_to_the_signed_address_ends_the_campaign_and_is_forwarded(
    cloud: Cloud, lead: Lead, inbound: Any
) -> None:
    (sent,) = cloud.ses.mails()
    reply_to = sent.headers["Reply-To"]
    assert str(reply_to).startswith(f"reply+{lead.lead_id}.")
    cloud.client_of("s3").put_object(Bucket=BUCKET, Key="mail/1", Body=a_mail_from(To=str(reply_to)))

    for _ in range(2):
        assert failed_in(inbound.lambda_handler(a_batch_of(event("mail/1")), FakeContext())) == []
    row = cloud.operator.suppressions.recipient(lead.recipient)
    assert row is not None
    assert [(order.scope, order.reason.value) for order in row.orders] == [(CAMPAIGN, "replied")]
    company = cloud.operator.suppressions.domain(lead.domains[0])
    assert company is not None
    (_, forwarded) = cloud.ses.mails()
    assert forwarded.headers["To"] == "sales@us.example"
    assert forwarded.headers["Reply-To"] == LEAD
    assert forwarded.headers["Auto-Submitted"] == "auto-forwarded"
    assert cloud.enrollment(lead, LIVE).state.value == "due", "orders never write an enrollment"


def test_what_is_no_mail_of_ours_is_left_alone(inbound: Any) -> None:
    others = ({}, {"Records": [{"ses": {}}]}, {"Records": "x"}, {"source": "aws.s3", "detail": {}}, "x", None)
    assert failed_in(inbound.lambda_handler(a_batch_of(*others), FakeContext())) == []
    assert failed_in(inbound.lambda_handler(a_batch(a_record("1", "not JSON")), FakeContext())) == []


def test_a_mail_that_a_table_does_not_take_comes_again_alone(cloud: Cloud, inbound: Any) -> None:
    cloud.client_of("s3").put_object(Bucket=BUCKET, Key="mail/late", Body=a_mail_from())
    theirs = event("mail/late") | {"detail": {"bucket": {"name": "theirs"}, "object": {"key": "mail/late"}}}
    batch = a_batch_of(theirs, event("mail/late"), "no event")
    with pytest.MonkeyPatch.context() as away:
        away.setenv("OUTREACH_TABLE", "a-table-that-is-away")
        inbound_app.cache_clear()
        assert failed_in(inbound.lambda_handler(batch, FakeContext())) == ["1"]
    inbound_app.cache_clear()
    assert failed_in(inbound.lambda_handler(batch, FakeContext())) == []


def test_a_mail_in_the_bucket_reaches_the_deployed_function_with_iam_enforced() -> None:
    with LocalStack.start(ROOT, auth=True, parameters={"ReplyDomain": "reply.us.example"}) as stack:
        bucket = stack.outputs["InboundMailBucket"]
        stack.client("s3").put_object(Bucket=bucket, Key="mail/abc", Body=a_mail_from())
        tables = Tables(stack.client("dynamodb"), outreach=stack.outputs["OutreachTableName"])
        deadline = time.monotonic() + 30
        while not (kept := of_nobody(tables)) and time.monotonic() < deadline:
            time.sleep(0.2)

    assert [(reply.mail_key, reply.kind.value) for reply in kept] == [("mail/abc", "human")]
