"""The templates of infra/events on the emulator: each is deployed, and events arrive where it says.

What the emulator cannot do is in world/recipe.py, and at the test of the archive.
"""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from outreach.adapters.event_bus import EventBridgeBus
from outreach.bus_event_messages import message_of
from outreach.domain.breaker import ACTOR
from outreach.domain.bus_event import BusEventKind
from outreach.domain.control import RunStatus
from outreach.domain.row_events import events_of
from outreach.local.template import load
from unit.test_row_events import ROWS, a_reply
from world.builders import a_run, an_enrollment
from world.cloud import ROOT
from world.recipe import Receiver, deployed
from world.stores import client_of
from world.waiting import eventually

FOLDER = ROOT / "infra/events"
OF_RUNS = {"run.paused", "run.resumed", "run.cancelled", "breaker.opened", "sender.stopped", "sender.resumed"}
HOSTILE = 'so-called "list" of <ada>, 5 \\ bounces\nand more'
_numbers = itertools.count(1)


@dataclass
class Bus:
    """An event bus, as a stack with PublishEvents has one."""

    name: str
    endpoint: str

    def client(self, service: str) -> Any:
        return client_of(service, self.endpoint)

    def tell(self, *rows: Any) -> list[dict[str, Any]]:
        """Put on the bus what the rows stand for, by the adapter of the function. Return the details."""
        messages = [message_of(event) for row in rows for event in events_of(row)]
        EventBridgeBus(self.client("events"), self.name).put(messages)
        return [json.loads(message.detail) for message in messages]

    def deploy(self, recipe: str, **parameters: str) -> dict[str, str]:
        return deployed(
            self.client,
            FOLDER / f"{recipe}.yaml",
            f"{recipe}-{self.name}",
            EventBusName=self.name,
            **parameters,
        )


@pytest.fixture
def bus(emulator: str) -> Bus:
    made = Bus(f"recipes-{next(_numbers)}", emulator)
    made.client("events").create_event_bus(Name=made.name)
    return made


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as started:
        yield started


def test_slack_hears_of_what_needs_a_person_and_of_nothing_else(bus: Bus, receiver: Receiver) -> None:
    bus.deploy("slack", WebhookUrl="https://hooks.slack.com/services/T/B/x", endpoint=receiver.url)
    paused = a_run(status=RunStatus.PAUSED, changed_by="ada")
    broken = a_run(campaign_id="other", status=RunStatus.PAUSED, changed_by=ACTOR, reason=HOSTILE)

    bus.tell(an_enrollment(), ROWS["delivered"][0], ROWS["unsubscribed"][0])
    bus.tell(a_reply(), paused, broken, ROWS["a sender that is stopped"][0])

    expected = [
        {"text": "A reply in campaign demo: human, from lead lead-jane."},
        {"text": "Campaign demo was paused.", "attachments": [{"title": "By", "text": "ada"}]},
        {"text": "Campaign other was paused.", "attachments": [{"title": "By", "text": ACTOR}]},
        {"text": "A breaker paused campaign other.", "attachments": [{"title": "Why", "text": HOSTILE}]},
        {
            "text": "A sender of campaign demo was stopped. Its leads: wait.",
            "attachments": [{"title": "By", "text": ACTOR}],
        },
    ]
    assert eventually(lambda: len(receiver.posted) == len(expected))
    assert sorted((each.body for each in receiver.posted), key=str) == sorted(expected, key=str)
    assert {each.headers["content-type"].partition(";")[0] for each in receiver.posted} == {
        "application/json"
    }


def test_a_crm_gets_every_event_about_people_with_its_key_and_an_idempotency_key(
    bus: Bus, receiver: Receiver
) -> None:
    bus.deploy("crm", Endpoint="https://crm.example.com", KeyValue="Bearer secret", endpoint=receiver.url)
    rows = [row for row, expected in ROWS.values() if expected]
    kinds = [event.kind.value for row in rows for event in events_of(row)]

    told = bus.tell(*rows)
    wanted = [(kind, detail) for kind, detail in zip(kinds, told, strict=True) if kind not in OF_RUNS]

    assert eventually(lambda: len(receiver.posted) == len(wanted))
    bodies = [(each.body["event"], each.body["detail"]) for each in receiver.posted]
    assert sorted(bodies, key=str) == sorted(wanted, key=str)
    assert {kind for kind, _ in bodies} == {kind.value for kind in BusEventKind} - OF_RUNS
    for each in receiver.posted:
        assert each.headers["idempotency-key"] == each.body["detail"]["id"]
        assert each.headers["authorization"] == "Bearer secret"


def test_a_crm_gets_only_the_kinds_that_it_asked_for(bus: Bus, receiver: Receiver) -> None:
    bus.deploy(
        "crm",
        Endpoint="https://crm.example.com",
        KeyHeader="X-Key",
        KeyValue="secret",
        Kinds="lead.unsubscribed,lead.replied",
        endpoint=receiver.url,
    )
    bus.tell(an_enrollment(), ROWS["unsubscribed"][0], a_reply())

    assert eventually(lambda: len(receiver.posted) == 2)
    assert {each.body["event"] for each in receiver.posted} == {"lead.unsubscribed", "lead.replied"}
    assert {each.headers["x-key"] for each in receiver.posted} == {"secret"}


def test_the_archive_keeps_each_event_in_a_folder_by_day(bus: Bus) -> None:
    """The emulator takes the target of the rule and puts nothing there, so the test carries each event over.

    Neither does it append line feeds or pack, so that is read in the template below.
    """
    outputs = bus.deploy("archive")
    events, sqs, s3 = (bus.client(name) for name in ("events", "sqs", "s3"))
    (rule,) = events.list_rules(EventBusName=bus.name)["Rules"]
    (target,) = events.list_targets_by_rule(Rule=rule["Name"], EventBusName=bus.name)["Targets"]
    url = sqs.create_queue(QueueName=bus.name)["QueueUrl"]
    queue = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    beside = {
        key: value for key, value in target.items() if key in ("InputTransformer", "InputPath", "Input")
    }
    events.put_targets(
        Rule=rule["Name"], EventBusName=bus.name, Targets=[{"Id": "carried", "Arn": queue, **beside}]
    )

    told = bus.tell(*(row for row, _ in ROWS.values() if row is not None))
    carried: list[str] = []

    def all_carried() -> bool:
        found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        for message in found:
            carried.append(message["Body"])
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return len(carried) == len(told)

    assert eventually(all_carried)
    firehose = bus.client("firehose")
    stream = target["Arn"].rpartition("/")[2]
    for body in carried:
        firehose.put_record(DeliveryStreamName=stream, Record={"Data": body.encode()})

    bucket = outputs["BucketName"]
    found = s3.list_objects_v2(Bucket=bucket)["Contents"]
    kept = [json.loads(s3.get_object(Bucket=bucket, Key=each["Key"])["Body"].read()) for each in found]
    assert sorted(each["detail"]["id"] for each in kept) == sorted(each["id"] for each in told)
    assert all(each["Key"].startswith("events/20") and each["Key"].endswith(".jsonl.gz") for each in found)
    assert all("/mail" not in each["Key"] for each in found)


def test_the_archive_puts_each_event_on_a_line_of_its_own_and_packs_them() -> None:
    resources = load(FOLDER / "archive.yaml")["Resources"]
    to_s3 = resources["Delivery"]["Properties"]["ExtendedS3DestinationConfiguration"]
    (line_feed,) = to_s3["ProcessingConfiguration"]["Processors"]

    assert line_feed == {
        "Type": "AppendDelimiterToRecord",
        "Parameters": [{"ParameterName": "Delimiter", "ParameterValue": "\\n"}],
    }
    assert (to_s3["CompressionFormat"], to_s3["FileExtension"]) == ("GZIP", ".jsonl.gz")
    assert resources["Bucket"]["DeletionPolicy"] == "RetainExceptOnCreate"


@pytest.mark.parametrize("recipe", sorted(path.stem for path in FOLDER.glob("*.yaml")))
def test_what_a_recipe_cannot_deliver_for_a_day_is_kept_and_only_its_rules_may_put_it_there(
    recipe: str,
) -> None:
    resources = load(FOLDER / f"{recipe}.yaml")["Resources"]
    rules = {name for name, each in resources.items() if each["Type"] == "AWS::Events::Rule"}
    (statement,) = resources["DeadLettersPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    sources = statement["Condition"]["ArnEquals"]["aws:SourceArn"]
    allowed = {each["Fn::GetAtt"][0] for each in (sources if isinstance(sources, list) else [sources])}

    assert allowed == rules
    for name in rules:
        properties = resources[name]["Properties"]
        assert properties["EventBusName"] == {"Ref": "EventBusName"}
        assert properties["EventPattern"]["source"] == ["outreach"]
        for target in properties["Targets"]:
            assert target["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": ["DeadLetters", "Arn"]}}
    assert resources["DeadLetters"]["Properties"]["MessageRetentionPeriod"] == 14 * 24 * 3600


def test_the_crm_is_offered_every_kind_about_people() -> None:
    default = load(FOLDER / "crm.yaml")["Parameters"]["Kinds"]["Default"]

    assert set(default.split(",")) == {kind.value for kind in BusEventKind} - OF_RUNS
