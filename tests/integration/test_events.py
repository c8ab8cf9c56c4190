"""Each file in events/, through the real handler: exactly what is returned, recorded and left as it was."""

import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from outreach.bootstrap.feedback import feedback_app
from outreach.bootstrap.inbound import inbound_app
from outreach.bootstrap.publish import publish_app
from outreach.bootstrap.unsubscribe import unsubscribe_app
from outreach.domain.enrollment import Enrollment, State, TouchState
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE
from world.builders import a_recipient_row
from world.cloud import ROOT, Cloud, FakeContext, load_handler

sys.path.append(str(ROOT / "tools"))
import seed_events as sample

EVENTS = ROOT / "events"


class Sample:
    """A stack that holds what the files are about, and the functions over it."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self.operator = cloud.operator
        environment = cloud.environment
        place = sample.Place(
            cloud.operator,
            cloud.client_of,
            environment["OUTREACH_TABLE"],
            environment["UNSUBSCRIBE_KEYS_SECRET"],
        )
        self.seed: Callable[[], None] = lambda: sample.seed(place)
        self.seed()

    def invoke(self, file: str) -> dict[str, Any]:
        event = json.loads((EVENTS / file).read_text("utf-8"))
        handler = load_handler(file.partition("-")[0].removesuffix(".json"))
        return handler.lambda_handler(event, FakeContext())

    def failed(self, file: str) -> list[int]:
        """Invoke, and return the positions of the records that must come again."""
        records = json.loads((EVENTS / file).read_text("utf-8"))["Records"]
        positions = {record["messageId"]: position for position, record in enumerate(records)}
        response = self.invoke(file)
        return sorted(positions[failure["itemIdentifier"]] for failure in response["batchItemFailures"])

    def enrollment(self, name: str) -> Enrollment:
        found = self.operator.enrollments.get(sample.key_of(name))
        assert found is not None
        return found

    def unchanged(self, *names: str) -> bool:
        return all(self.enrollment(name) == sample.enrollment_of(name) for name in names)

    def mails(self) -> list[tuple[str, int]]:
        """Who would have got which step."""
        recorded = self.operator.proof_mails.of_run(sample.SAMPLE, sample.RUN, sample.SHARDS)
        return sorted((mail.key.lead_id, mail.step) for mail in recorded)

    def orders(self, name: str) -> list[tuple[str, Reason, str]]:
        row = self.operator.suppressions.recipient(sample.recipient_of(name))
        return [(order.scope, order.reason, order.actor) for order in row.orders] if row else []


@pytest.fixture
def stack(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> Sample:
    queue = cloud.sqs.create_queue(QueueName=cloud.parameter.strip("/").replace("/", "-"))["QueueUrl"]
    monkeypatch.setenv("UNSUBSCRIBE_QUEUE_URL", queue)
    unsubscribe_app.cache_clear()
    return Sample(cloud)


def others(*names: str) -> set[str]:
    return {*sample.WAITING, *sample.DUE_NOW} - set(names)


def test_tick(stack: Sample) -> None:
    """The two leads that are due are enqueued, and nothing is written about anybody."""
    assert stack.invoke("tick.json") == {
        "outcomes": {"sample#proof-1": "walked"},
        "enqueued": {"sample#proof-1": 2},
        "consumers": None,
    }
    queued = [json.loads(record["body"]) for record in stack.cloud.receive()]
    assert sorted(message["lead_id"] for message in queued) == ["kim", "lou"]
    assert stack.unchanged(*sample.WAITING, *sample.DUE_NOW)


def test_send_batch(stack: Sample) -> None:
    """Eight first messages and a second one are recorded; whoever unsubscribed gets none; SES hears nothing."""
    assert stack.failed("send-batch.json") == []
    first = [name for name in sample.WAITING if name not in (sample.FOLLOWED_UP, sample.UNSUBSCRIBED)]
    assert stack.mails() == [*((name, 0) for name in first), ("ida", 1)]
    assert {name: (stack.enrollment(name).state, stack.enrollment(name).step) for name in sample.WAITING} == {
        **dict.fromkeys(first, (State.DUE, 1)),
        "ida": (State.DUE, 2),
        "joe": (State.ENDED, 0),
    }
    joe = stack.enrollment("joe")
    assert (joe.reason, joe.touches[0].state, joe.claim_id) == (
        Reason.UNSUBSCRIBED,
        TouchState.SKIPPED,
        None,
    )
    assert stack.cloud.ses.requests == 0


def test_send_poison(stack: Sample) -> None:
    """A record that is no message fails alone."""
    assert stack.failed("send-poison.json") == [1]
    assert stack.mails() == [("ann", 0), ("ben", 0)]
    assert stack.unchanged(*others("ann", "ben"))


def test_send_malformed(stack: Sample) -> None:
    """A malformed record comes again, and before its last receive nothing is held against its lead."""
    assert stack.failed("send-malformed.json") == [0]
    assert stack.mails() == [("ben", 0)]
    assert stack.unchanged(*others("ben"))


def test_send_last_receive(stack: Sample) -> None:
    """At the last permitted receive a malformed record marks its lead's touch; a sound one is sent as ever."""
    assert stack.failed("send-last-receive.json") == [0]
    ann = stack.enrollment("ann")
    assert (ann.state, ann.reason, ann.touches[0].state) == (State.ENDED, Reason.POISON, TouchState.FAILED)
    assert stack.mails() == [("ben", 0)]
    assert stack.unchanged(*others("ann", "ben"))


def test_send_expired(stack: Sample) -> None:
    """A message that is too old is acknowledged, and its lead left for the next pass."""
    assert stack.failed("send-expired.json") == []
    assert stack.mails() == [("ben", 0)]
    assert stack.unchanged(*others("ben"))


def test_send_duplicate(stack: Sample) -> None:
    """One touch twice in a batch, and the batch twice: one mail."""
    assert stack.failed("send-duplicate.json") == []
    assert stack.failed("send-duplicate.json") == []
    assert stack.mails() == [("ann", 0)]
    ann = stack.enrollment("ann")
    assert (ann.state, ann.step, ann.attempt, ann.touches[0].attempts) == (State.DUE, 1, 1, 1)


def test_feedback_forged(stack: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bounce that names a live touch which does not exist suppresses nobody, whoever's address it holds."""
    monkeypatch.setenv("CONFIGURATION_SET", "outreach-local")
    feedback_app.cache_clear()
    assert stack.failed("feedback-forged.json") == []
    assert stack.orders("ann") == []
    assert stack.unchanged(*others())


def test_inbound_foreign(stack: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail in somebody else's bucket is not even read."""
    names = {"MAIL_BUCKET": "ours", "REPLY_DOMAIN": "", "REPLY_FORWARD_TO": "", "REPLY_STOPS_COMPANY": "true"}
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    pepper = stack.cloud.operator.settings.address_pepper_secret
    monkeypatch.setenv("ADDRESS_PEPPER_SECRET", pepper)
    inbound_app.cache_clear()
    assert stack.failed("inbound-foreign.json") == []
    assert stack.unchanged(*others())


def test_unsubscribe_page(stack: Sample) -> None:
    response = stack.invoke("unsubscribe-page.json")
    assert (response["statusCode"], "<form" in response["body"]) == (200, True)
    assert stack.orders("uma") == []


def test_unsubscribe_one_click(stack: Sample) -> None:
    assert stack.invoke("unsubscribe-one-click.json")["statusCode"] == 200
    assert stack.orders("vic") == [(EVERYWHERE, Reason.UNSUBSCRIBED, "one-click")]


def test_unsubscribe_form(stack: Sample) -> None:
    assert stack.invoke("unsubscribe-form.json")["statusCode"] == 200
    assert stack.orders("wes") == [("sample", Reason.UNSUBSCRIBED, "recipient")]


def test_unsubscribe_kept(stack: Sample) -> None:
    """A request that had to wait is carried out; a forged one comes again until a person sees it."""
    assert stack.failed("unsubscribe-kept.json") == [1]
    assert stack.orders("xan") == [(EVERYWHERE, Reason.UNSUBSCRIBED, "one-click")]


def test_publish_told(stack: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """The live mail and the order are told; the rehearsed mail is not."""
    events, name = stack.cloud.client_of("events"), stack.cloud.parameter.strip("/").replace("/", "-")
    events.create_event_bus(Name=name)
    url = stack.cloud.sqs.create_queue(QueueName=f"{name}-told")["QueueUrl"]
    monkeypatch.setenv("EVENT_BUS", name)
    monkeypatch.setenv("PUBLISH_ADDRESSES", "false")
    monkeypatch.setenv("UNREADABLE_QUEUE_URL", url)
    arn = stack.cloud.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"][
        "QueueArn"
    ]
    events.put_rule(Name=name, EventBusName=name, EventPattern=json.dumps({"source": ["outreach"]}))
    events.put_targets(Rule=name, EventBusName=name, Targets=[{"Id": "queue", "Arn": arn}])
    publish_app.cache_clear()

    assert stack.invoke("publish-told.json") == {"records": 3, "events": 2, "unreadable": 0}
    told = [
        json.loads(message["Body"])
        for message in stack.cloud.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    ]
    assert {(each["detail-type"], each["detail"].get("lead")) for each in told} == {
        ("mail.sent", "ann"),
        ("lead.unsubscribed", None),
    }
    assert stack.unchanged(*others())


def test_every_file_is_run_here() -> None:
    files = {path.stem for path in EVENTS.glob("*.json")}
    assert files == {name.removeprefix("test_").replace("_", "-") for name in globals() if is_of_a_file(name)}


def is_of_a_file(name: str) -> bool:
    return name.startswith(
        (
            *("test_tick", "test_send_", "test_feedback_", "test_inbound_"),
            *("test_unsubscribe_", "test_publish_"),
        )
    )


def test_seeding_again_puts_the_leads_back(stack: Sample) -> None:
    """Leads only: what has been recorded stays, and so do orders."""
    stack.invoke("send-last-receive.json")
    stack.seed()
    assert stack.unchanged(*sample.WAITING, *sample.DUE_NOW)
    assert a_recipient_row(sample.lead_of("ann")) == stack.operator.suppressions.recipient(
        sample.recipient_of("ann")
    )
