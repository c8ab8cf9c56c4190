"""The real feedback handler and its adapters on the emulator: a batch of SES events, and what it costs."""

from collections import Counter
from types import ModuleType
from typing import Any

import pytest

from outreach.bootstrap.feedback import feedback_app
from outreach.domain.control import Mode
from outreach.domain.enrollment import Lead
from outreach.domain.reasons import Reason
from world.batches import a_batch_of, a_record, failed_in
from world.builders import a_lead
from world.cloud import Cloud, FakeContext, load_handler, requests_counted
from world.feedback import an_event, bounce

ACCOUNT = "000000000000"


@pytest.fixture
def feedback() -> ModuleType:
    feedback_app.cache_clear()
    return load_handler("feedback")


def leads(count: int) -> list[Lead]:
    """Everybody at a domain of their own, which costs the most."""
    return [a_lead(f"lead{number}", domain=f"company{number}.example") for number in range(count)]


def sent(cloud: Cloud, count: int) -> dict[str, Any]:
    """Send the first step of a live run to so many people; return the mails by recipient."""
    cloud.start(*leads(count), mode=Mode.LIVE)
    cloud.tick()
    while len(cloud.ses.mails()) < count:
        assert cloud.send(cloud.receive()) == []
    return {mail.recipient: mail for mail in cloud.ses.mails()}


def said(kind: str, mail: Any, **part: Any) -> dict[str, Any]:
    """What SES says about a mail."""
    return an_event(
        kind,
        tags=mail.tags,
        to=mail.recipient,
        message_id=mail.message_id,
        sent_at=mail.received_at,
        account=ACCOUNT,
        **part,
    )


def test_an_event_that_a_table_does_not_take_comes_again_alone(cloud: Cloud, feedback: ModuleType) -> None:
    """What is not ours is acknowledged all the same, and so is what is no event."""
    (lead,) = leads(1)
    (mail,) = sent(cloud, 1).values()
    bounced = said("Bounce", mail, **bounce(lead.address))
    batch = a_batch_of(said("Send", mail) | {"source": "my.ses"}, bounced)
    batch["Records"].append(a_record("junk", "{"))
    with pytest.MonkeyPatch.context() as away:
        away.setenv("SUPPRESSION_TABLE", "a-table-that-is-away")
        feedback_app.cache_clear()
        assert failed_in(feedback.lambda_handler(batch, FakeContext())) == ["1"]
    feedback_app.cache_clear()
    for _ in range(2):
        assert failed_in(feedback.lambda_handler(batch, FakeContext())) == []
    row = cloud.operator.suppressions.recipient(lead.recipient)
    assert row is not None
    assert [order.reason for order in row.orders] == [Reason.BOUNCED]


def test_what_a_batch_of_ten_events_costs(cloud: Cloud, feedback: ModuleType) -> None:
    """What is known is read at once. A mail that is on record as sent writes nothing, and one that was delivered its record.

    A Delivery event asks besides whether a soft bounce came before, and counts its mail.
    """
    first, *mails = sent(cloud, 11).values()
    run, domains, run_and_sender = 1, len(mails), 2

    def cost(*events: dict[str, Any]) -> Counter[tuple[str, str]]:
        with requests_counted() as seen:
            assert failed_in(feedback.lambda_handler(a_batch_of(*events), FakeContext())) == []
        return Counter(seen)

    cost(said("Open", first))  # makes the clients, and reads the campaign
    assert cost(*(said("Send", mail) for mail in mails)) == {
        ("DynamoDB", "BatchGetItem"): 1,
        ("DynamoDB", "GetItem"): run,
    }
    assert cost(*(said("Delivery", mail) for mail in mails)) == {
        ("DynamoDB", "BatchGetItem"): 2,
        ("DynamoDB", "GetItem"): run,
        ("DynamoDB", "Query"): len(mails),
        ("DynamoDB", "UpdateItem"): run_and_sender + domains + len(mails),
    }
