"""A deployed stack tells others what happens: real streams, filters, function, role and bus."""

import importlib
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from outreach.adapters.dynamodb.holds import DynamoHolds
from outreach.adapters.dynamodb.replies import DynamoReplies
from outreach.adapters.dynamodb.tables import Tables
from outreach.bootstrap.operator import StackOperator
from outreach.domain.breaker import ACTOR
from outreach.domain.bus_event import NO_ADDRESS, BusEventKind
from outreach.domain.campaign import WhenStopped
from outreach.domain.control import Mode, RunStatus
from outreach.domain.enrollment import Lead
from outreach.domain.reply import Label
from outreach.domain.senders import resumed, stopped
from outreach.domain.suppression import Hold
from outreach.local.bus_listener import listening
from outreach.local.processes import free_port
from outreach.local.stack import LocalStack
from outreach.services.operator.correcting import Corrected
from outreach.services.operator.instructing import Reopened, Stopped
from world.builders import an_order
from world.bus_listener import BusListener
from world.cloud import ROOT
from world.feedback import an_event
from world.received_mails import a_mail_from
from world.simulator_story import Story, simulated
from world.stack_queues import messages_in
from world.waiting import eventually

SCHEMAS = {
    kind.value: json.loads((ROOT / f"infra/events/schemas/{kind.value}.v1.json").read_text("utf-8"))
    for kind in BusEventKind
}
BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/140.0"
SENDER = "sales@us.example"
AWAY = "I am out of the office until 14 December 2026, with no access to mail.\n"


@contextmanager
def a_stack(publish: str) -> Iterator[LocalStack]:
    parameters = {"PublishEvents": publish, "ReplyDomain": "reply.us.example"}
    with LocalStack.start(ROOT, auth=True, parameters=parameters) as started:
        yield started


@pytest.fixture(scope="module")
def stack() -> Iterator[LocalStack]:
    with a_stack("without-addresses") as started:
        yield started


@pytest.fixture(scope="module")
def listener(stack: LocalStack) -> BusListener:
    return BusListener(stack)


def operator_of(stack: LocalStack) -> StackOperator:
    return StackOperator.of("local", stack.outputs, stack.client)


def mail_to(stack: LocalStack, lead: Lead) -> Any:
    (mail,) = (mail for mail in stack.mails() if mail.recipients == (lead.address,))
    return mail


def ses_says(stack: LocalStack, kind: str, lead: Lead, **part: Any) -> None:
    """Put an event of SES about a lead's mail into the queue, as EventBridge would."""
    mail = mail_to(stack, lead)
    event = an_event(
        kind,
        tags=mail.tags,
        to=lead.address,
        message_id=mail.message_id,
        sent_at=mail.received_at,
        at=mail.received_at + timedelta(minutes=10),
        account="000000000000",
        configuration_set=stack.outputs["ConfigurationSetName"],
        **part,
    )
    stack.client("sqs").send_message(
        QueueUrl=stack.outputs["FeedbackQueueUrl"], MessageBody=json.dumps(event)
    )


def writes_back(stack: LocalStack, lead: Lead, **mail: str) -> None:
    key = f"mail/of-{lead.lead_id}"
    body = a_mail_from(lead.address, To=mail_to(stack, lead).headers["Reply-To"], **mail)
    stack.client("s3").put_object(Bucket=stack.outputs["InboundMailBucket"], Key=key, Body=body)


def test_everything_that_a_crm_wants_to_know_is_told_once_its_copies_are_dropped(
    stack: LocalStack, listener: BusListener
) -> None:
    fine, gone, angry, away, tired, worked_on = people = [
        *(simulated("success", 1), simulated("bounce", 1), simulated("complaint", 1)),
        *(simulated("success", 2), simulated("success", 3), simulated("success", 4)),
    ]
    taken_out = simulated("success", 5)
    operator = operator_of(stack)
    story = Story(stack, operator, "told", people)
    story.send_first_step(len(people))

    ses_says(stack, "Open", fine, userAgent=BROWSER, ipAddress="192.0.2.1")
    ses_says(stack, "Click", fine, userAgent=BROWSER, ipAddress="192.0.2.1", link="https://us.example/")
    writes_back(stack, fine)
    writes_back(stack, away, body=AWAY, subject="Automatic reply: Hello", Auto_Submitted="auto-replied")
    operator.suppressions.order_recipient(tired.recipient, tired.address, an_order())
    assert eventually(lambda: messages_in(stack, "FeedbackQueueUrl") == 0)
    assert eventually(lambda: messages_in(stack, "InboundQueueUrl") == 0)
    run, now = story.run, operator.clock.now()
    names = {"outreach": "OutreachTableName", "suppression": "SuppressionTableName"}
    both = Tables(stack.client("dynamodb"), **{name: stack.outputs[output] for name, output in names.items()})
    replies = DynamoReplies(both)
    (reply,) = (one for one in replies.of_run(run.campaign_id, run.run_id) if one.lead_id == fine.lead_id)
    assert replies.label(reply, Label.INTERESTED, ACTOR, now)
    assert operator.controls.say_of_sender(run, stopped(run, SENDER, WhenStopped.WAIT, ACTOR, None, now))
    waits = operator.controls.run(run.campaign_id, run.run_id)
    assert waits is not None
    assert operator.controls.say_of_sender(waits, resumed(waits, SENDER, ACTOR, None, now))
    reason = "too many mails from sales@us.example went wrong"
    assert operator.controls.change_status(run, RunStatus.PAUSED, ACTOR, reason, now)
    operator.runs.resume(run.campaign_id, "ada@us.example", "the list is clean")
    operator.runs.pause(run.campaign_id, "ada@us.example", "until somebody is taken out")
    story.join([taken_out])
    assert operator.removing.remove(story.campaign, [taken_out], "ada", None).removed
    corrected = operator.correcting.correct(
        story.campaign, worked_on.lead_id, lambda lead: replace(lead, fields={"first_name": "Zoë"}), "ada"
    )
    assert isinstance(corrected, Corrected)
    hold = Hold(now + timedelta(days=9), "operator", "ada@us.example", now)
    assert DynamoHolds(both).hold(worked_on.recipient, run.campaign_id, hold)
    assert operator.instructing.stop(run, worked_on.lead_id, "ada", None) is Stopped.STOPPED
    assert operator.instructing.reopen(run, worked_on.lead_id, "ada", None) is Reopened.REOPENED
    operator.runs.cancel(run.campaign_id, "ada@us.example", "that is all")
    assert eventually(lambda: story.tick() or all(each.reason for each in story.enrollments().values()))

    ids = [lead.lead_id for lead in people]
    expected = Counter(
        {(kind, lead): 1 for kind in ("lead.enrolled", "mail.sent", "sequence.finished") for lead in ids}
        | {("mail.delivered", lead.lead_id): 1 for lead in (fine, angry, away, tired, worked_on)}
        | {
            ("mail.opened", fine.lead_id): 1,
            ("mail.clicked", fine.lead_id): 1,
            ("lead.replied", fine.lead_id): 1,
            ("lead.out_of_office", away.lead_id): 1,
            ("mail.bounced", gone.lead_id): 1,
            ("lead.suppressed", gone.recipient): 1,
            ("mail.complained", angry.lead_id): 1,
            ("lead.suppressed", angry.recipient): 1,
            ("lead.unsubscribed", tired.recipient): 1,
            ("reply.labelled", fine.lead_id): 1,
            ("lead.enrolled", taken_out.lead_id): 1,
            ("lead.removed", taken_out.lead_id): 1,
            ("lead.corrected", worked_on.lead_id): 1,
            ("lead.held", worked_on.recipient): 1,
            ("lead.stopped", worked_on.lead_id): 1,
            ("lead.reopened", worked_on.lead_id): 1,
            ("sequence.finished", worked_on.lead_id): 2,
            ("run.paused", ""): 2,
            ("run.resumed", ""): 1,
            ("run.cancelled", ""): 1,
            ("breaker.opened", ""): 1,
            ("sender.stopped", ""): 1,
            ("sender.resumed", ""): 1,
        }
    )
    assert eventually(lambda: listener.told("told") == expected), listener.told("told") - expected
    assert {kind for kind, _ in expected} == set(BusEventKind)
    assert messages_in(stack, "PublishDeadLetterQueueUrl") == 0


def test_what_is_told_obeys_the_published_schemas(listener: BusListener) -> None:
    heard = listener.heard()

    assert {each["detail-type"] for each in heard} == set(SCHEMAS)
    for each in heard:
        Draft202012Validator(SCHEMAS[each["detail-type"]]).validate(each["detail"])
        assert each["source"] == "outreach"


def test_no_address_is_told(listener: BusListener) -> None:
    """The reason of the pause named the sender's."""
    heard = listener.heard()
    opened = next(each for each in heard if each["detail-type"] == "breaker.opened")

    assert "@" not in json.dumps(heard)
    assert opened["detail"]["reason"] == f"too many mails from {NO_ADDRESS} went wrong"


def test_a_rehearsal_tells_nothing(stack: LocalStack, listener: BusListener) -> None:
    """Of two runs of one campaign, in whatever order their changes are read, only the live one is told."""
    lead = simulated("success", 7)
    operator = operator_of(stack)
    story = Story(stack, operator, "rehearsed", [lead])
    rehearsal = operator.runs.start(story.campaign.campaign_id, Mode.PROOF, "test").run

    def rehearsed() -> bool:
        story.tick()
        found = operator.enrollments.of_run(rehearsal.campaign_id, rehearsal.run_id, story.campaign.shards)
        return all(0 in each.touches for each in found)

    assert eventually(rehearsed)
    story.send_first_step(1)
    told = Counter({(kind, lead.lead_id): 1 for kind in ("lead.enrolled", "mail.sent", "mail.delivered")})
    assert eventually(lambda: listener.told("rehearsed") & told == told)
    about = [each for each in listener.once("rehearsed").values() if "lead" in each["detail"]]
    assert Counter((each["detail-type"], each["detail"]["lead"]) for each in about) == told


@contextmanager
def bus_away(stack: LocalStack) -> Iterator[None]:
    """Let nothing answer the function where EventBridge should, until the block ends."""
    name, functions = stack.outputs["PublishFunctionName"], stack.client("lambda")
    variables = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]

    def tell(told: dict[str, str]) -> None:
        functions.update_function_configuration(FunctionName=name, Environment={"Variables": told})

    tell(variables | {"AWS_ENDPOINT_URL_EVENTBRIDGE": f"http://127.0.0.1:{free_port()}"})
    try:
        yield
    finally:
        tell(variables)


def failures(stack: LocalStack) -> int:
    lines = stack.logs(stack.outputs["PublishFunctionName"])
    return sum("PutEvents: EndpointConnectionError" in line for line in lines)


def test_while_the_bus_is_away_mails_go_out_and_afterwards_everything_is_told(
    stack: LocalStack, listener: BusListener
) -> None:
    people = [simulated("success", number) for number in range(20, 26)]
    before = failures(stack)
    with bus_away(stack):
        story = Story(stack, operator_of(stack), "outage", people)
        story.send_first_step(len(people))
        assert eventually(lambda: failures(stack) > before)
        assert {each.touches[0].state.value for each in story.enrollments().values()} == {"sent"}
        assert (
            listener.told("outage") & Counter({("lead.enrolled", lead.lead_id): 9 for lead in people})
            == Counter()
        )

    expected = Counter(
        {
            (kind, lead.lead_id): 1
            for kind in ("lead.enrolled", "mail.sent", "mail.delivered")
            for lead in people
        }
    )
    assert eventually(lambda: listener.told("outage") & expected == expected)
    assert messages_in(stack, "PublishDeadLetterQueueUrl") == 0


def test_a_row_that_cannot_be_read_holds_nothing_up_and_is_told_after_a_repair(
    stack: LocalStack, listener: BusListener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer of another version: the letter holds the record, and a tool hands it to the function again."""
    lead = simulated("success", 30)
    operator = operator_of(stack)
    table = stack.client("dynamodb")
    name = stack.outputs["OutreachTableName"]
    strange = {"pk": {"S": "REPLY#strange#live"}, "sk": {"S": "lead#mail"}, "kind": {"S": "carrier pigeon"}}
    table.put_item(TableName=name, Item=strange)
    assert eventually(lambda: messages_in(stack, "PublishDeadLetterQueueUrl") == 1)
    Story(stack, operator, "goes-on", [lead])
    assert eventually(lambda: ("lead.enrolled", lead.lead_id) in listener.told("goes-on"))

    sqs, url = stack.client("sqs"), stack.outputs["PublishDeadLetterQueueUrl"]
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    letters = importlib.import_module("publish_letters")
    (listed,) = letters.told(stack.client, stack.outputs, redrive=False)
    (handed,) = letters.told(stack.client, stack.outputs, redrive=True)
    assert listed.endswith("a record of a row REPLY")
    assert handed.endswith("a record of a row REPLY: cannot be read yet, and is kept")
    assert messages_in(stack, "PublishDeadLetterQueueUrl") == 1
    (letter,) = sqs.receive_message(QueueUrl=url)["Messages"]
    record = json.loads(letter["Body"])
    sqs.delete_message(QueueUrl=url, ReceiptHandle=letter["ReceiptHandle"])
    assert record["dynamodb"]["NewImage"] == strange
    mended = strange | {
        "kind": {"S": "human"},
        **{name: {"S": "mail"} for name in ("mail_id", "mail_key", "sign", "lead_id")},
        "received_at": {"S": "2026-11-29T12:00:00.000000Z"},
    }
    record["dynamodb"]["NewImage"] = mended
    for body in (record, {"DDBStreamBatchInfo": {"shardId": "shard-1"}}):
        sqs.send_message(QueueUrl=url, MessageBody=json.dumps(body))
    said = sorted(line.partition("  ")[2] for line in letters.told(stack.client, stack.outputs, redrive=True))
    assert said == [
        "a record of a row REPLY: told, 1 events",
        'the place of a batch that was given up: {"shardId": "shard-1"}',
    ]
    assert messages_in(stack, "PublishDeadLetterQueueUrl") == 1
    assert eventually(lambda: ("lead.replied", "mail") in listener.told("strange"))


def test_who_listens_hears_what_is_told_from_then_on_and_leaves_nothing_behind(stack: LocalStack) -> None:
    """As `outreach events` does."""
    lead, bus = simulated("success", 40), stack.outputs["EventBusName"]
    heard: list[dict[str, Any]] = []
    with listening(stack.client, bus, "watch") as listener:
        Story(stack, operator_of(stack), "watched", [lead])
        assert eventually(lambda: heard.extend(listener.hear(1)) or heard)

    assert [(each["detail-type"], each["detail"]["lead"]) for each in heard] == [
        ("lead.enrolled", lead.lead_id)
    ]
    rules = stack.client("events").list_rules(EventBusName=bus)["Rules"]
    assert "watch" not in {rule["Name"] for rule in rules}
    assert not stack.client("sqs").list_queues(QueueNamePrefix="watch").get("QueueUrls")


def test_with_addresses_each_event_about_a_person_names_them_and_the_role_may_look_them_up() -> None:
    """A delivery and a reply are recorded without an address."""
    with a_stack("with-addresses") as stack:
        listener = BusListener(stack)
        lead = simulated("success", 1)
        story = Story(stack, operator_of(stack), "named", [lead])
        story.send_first_step(1)
        writes_back(stack, lead)
        kinds = {"lead.enrolled", "mail.sent", "mail.delivered", "lead.replied"}
        assert eventually(lambda: {kind for kind, _ in listener.told("named")} >= kinds)

        told = [each for each in listener.heard() if each["detail-type"] in kinds]
        assert {each["detail"].get("address") for each in told} == {lead.address}
