"""A whole live campaign with people who are nobody: no trace of them in a log, metric, queue, URL or name.

Whatever can happen to a lead happens to one: import and rejection, three mails, bounces, a complaint, an
unsubscribe over HTTP and by mail, replies, an absence, suppressions, a refusal by SES, a mail whose response is
lost, a dead letter, a table that is away. Then all that can be read without the tables is searched.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.enrollment import Enrollment, State
from outreach.domain.ids import LIVE, CampaignId
from outreach.domain.reasons import Reason
from outreach.local.mailbox import AcceptedMail
from outreach.local.ses_endpoint import Fault
from outreach.local.ses_events import Event
from outreach.local.stack import LocalStack
from world.canaries import CANARIES, DOMAIN, FIELD, LOCAL, NAME, traces
from world.canary_stage import Stage, operated
from world.http_events import ONE_CLICK
from world.received_mails import a_mail_from, a_report
from world.stack_queues import wait_until_heard
from world.waiting import eventually

ROOT = Path(__file__).resolve().parents[2]
CAMPAIGN = CampaignId("canary")
SIMULATOR = "simulator.amazonses.com"
SIMULATED = ("bounce", "complaint", "ooto", "suppressionlist")
ENDS = {
    "plain": Reason.COMPLETED,
    "unsubscribes": Reason.UNSUBSCRIBED,
    "asks": Reason.UNSUBSCRIBED,
    "replies": Reason.REPLIED,
    "away": Reason.HELD,
    "fails": Reason.BOUNCED,
    "suppressed": Reason.SUPPRESSED,
    "forbidden": Reason.DNC,
    "lost": Reason.COMPLETED,
    "refused": Reason.REFUSED,
    "throttled": Reason.THROTTLED,
    "endless": Reason.RENDER_FAILED,
    "bounce": Reason.BOUNCED,
    "complaint": Reason.COMPLAINED,
    "ooto": Reason.COMPLETED,
    "suppressionlist": Reason.BOUNCED,
    "poisoned": Reason.POISON,
}
"""Everybody by role, and how the campaign stands with them at the end."""
FAULTS = {
    "lost": (Fault.ACCEPT_AND_DROP, 1),
    "refused": (Fault.MESSAGE_REJECTED, 1),
    "throttled": (Fault.TOO_MANY_REQUESTS, 100),
}
"""How SES responds, and how often."""
PLACES = (
    *("logs", "output of the workers", "metrics", "messages", "URLs", "other headers", "tags", "names"),
    *("pages", "what the command said"),
)
COUNTED = {
    *("Bounced", "Complained", "SuppressedByEvent", "FeedbackRefused", "Throttled", "Unknown", "Poison"),
    *("InboundHuman", "InboundOutOfOffice", "InboundBounce", "InboundUnsubscribe", "InboundUnmatched"),
    *("Unsubscribed", "UnsubscribeInvalid", "UnsubscribeKept", "DuplicateDelivery"),
}
OF_A_TOUCH = {
    *("campaign_id", "run_id", "shard", "lead_id", "step", "attempt", "recipient", "domains", "valid_until"),
    *("ending", "across", "company"),
}
FUNCTIONS = ("tick", "send", "feedback", "inbound", "unsubscribe")
NEVER_WRITTEN_TO = ("suppressed", "forbidden", "refused", "throttled", "endless", "poisoned")
LISTINGS = (
    *("cloudformation.describe_stacks", "lambda.list_functions", "lambda.list_event_source_mappings"),
    *("sqs.list_queues", "s3.list_buckets", "dynamodb.list_tables", "events.list_rules", "iam.list_roles"),
    *("ssm.describe_parameters", "secretsmanager.list_secrets", "logs.describe_log_groups"),
    *("cloudwatch.describe_alarms",),
)
PARTLY = 4

NOON = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"
"""A time zone in which it is about noon, for a window that is open whenever the test runs."""
CAMPAIGN_FILE = f"""\
id: {CAMPAIGN}
name: Canary
sender: {{name: Sales, address: sales@us.example, postal_address: "1 Main Street, Springfield"}}
sequence:
  - message: intro
  - {{message: followup1, delay: 1s}}
  - {{message: followup2, delay: 1s}}
policy: {{max_leads_per_tick: 500, cooldown: 1s, breaker: off}}
window: {{days: [mon, tue, wed, thu, fri, sat, sun], from: "06:00", to: "18:00", timezone: {NOON}}}
fields: {{first_name: {{default: there}}, company: }}
"""
MESSAGE = {
    "subject.txt": "A question for {{ first_name }}",
    "txt": "Hi {{ first_name }} of {{ company }},\n{{ email }}\n{{ unsubscribe_url }}\n{{ postal_address }}\n",
    "html": "<p>Hi {{ first_name }} of {{ company }}, {{ email }}</p>"
    "<p><a href='{{ unsubscribe_url }}'>stop</a> {{ postal_address }}</p>",
}
HEADER = "Email,First Name,Company Name,City,Phone,Do Not Contact,Time Zone\n"


def address_of(role: str) -> str:
    if role in SIMULATED:
        return f"{role}+{LOCAL}@{SIMULATOR}"
    return f"{role}.{LOCAL}@{role}-{DOMAIN}.example"


ADDRESSES = {role: address_of(role) for role in ENDS}


def a_row(role: str, *, email: str = "", name: str = NAME.title(), dnc: str = "", zone: str = "") -> str:
    cells = (f'"{name} {role}"', f"{FIELD.title()} & Sons", FIELD.upper(), f"+49 {FIELD}", dnc, zone)
    return ",".join((email or address_of(role), *cells)) + "\n"


def lead_rows() -> str:
    """Everybody who is there from the beginning, and three rows about people that are turned away."""
    special = {"forbidden": {"dnc": "yes"}}
    taken = [a_row(role, **special.get(role, {})) for role in ENDS if role != "poisoned"]
    rejected = (
        a_row("two", email=f"{LOCAL}@@{DOMAIN}.example"),
        a_row("forger", name=f"{NAME}\r\nBcc: {LOCAL}@{DOMAIN}.example"),
        a_row("nowhere", zone=f"{FIELD}/City"),
    )
    return HEADER + "".join((*taken, *rejected))


@dataclass(frozen=True)
class Story:
    """What happened, as it stood before the last act took a table away."""

    stage: Stage
    folder: Path
    enrollments: Mapping[str, Enrollment]
    mails: Sequence[AcceptedMail]
    messages: Sequence[Mapping[str, Any]]
    evidence: Mapping[str, str]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    parameters = {"ReplyDomain": "reply.us.example", "SendConcurrency": "2"}
    with LocalStack.start(ROOT, auth=True, parameters=parameters) as stack, operated(stack):
        yield told(Stage(stack, CAMPAIGN), tmp_path_factory.mktemp("canary"))


def told(stage: Stage, folder: Path) -> Story:
    prepare(stage, folder)
    let_bounces_quote_the_address(stage.stack)
    for role, (fault, times) in FAULTS.items():
        stage.stack.ses.faults.inject(fault, times, recipient=ADDRESSES[role])
    stage.turn()
    unsubscribe(stage)
    write_back(stage)
    forge_events(stage)
    assert eventually(lambda: stage.turn() or all_have_ended(stage))
    poison(stage, folder)
    for command in ("status", f"status {CAMPAIGN}", f"campaign show {CAMPAIGN}", "campaign list"):
        stage.outreach(*command.split())
    found = stage.enrollments()
    enrollments = {role: found[address] for role, address in ADDRESSES.items()}
    unsubscribe_without_a_table(stage)
    messages = list(stage.queues.messages.values())
    return Story(stage, folder, enrollments, campaign_mails(stage), messages, evidence_of(stage))


def prepare(stage: Stage, folder: Path) -> None:
    """Apply the campaign, suppress one person, import everybody, start, and spoil what is stored of one of them."""
    (folder / "messages").mkdir()
    (folder / "campaign.yaml").write_text(CAMPAIGN_FILE)
    for name in ("intro", "followup1", "followup2"):
        for part, text in MESSAGE.items():
            (folder / "messages" / f"{name}.{part}").write_text(text)
    (folder / "orders.csv").write_text(f"email\n{ADDRESSES['suppressed']}\n")
    (folder / "leads.csv").write_text(lead_rows(), newline="")
    stage.outreach("campaign", "apply", folder / "campaign.yaml")
    stage.outreach("suppress", "import", folder / "orders.csv")
    stage.outreach("leads", "import", folder / "leads.csv", "--campaign-id", CAMPAIGN, expect=PARTLY)
    stage.outreach("campaign", "start", CAMPAIGN, "--mode", "live")
    outgrow(stage)


def let_bounces_quote_the_address(stack: LocalStack) -> None:
    """Let the other server say what most of them say: the address, and whose it is."""
    deliver = stack.ses.on_event
    assert deliver is not None

    def quoting(event: Event) -> None:
        for one in event["detail"].get("bounce", {}).get("bouncedRecipients", ()):
            one["diagnosticCode"] = f"smtp; 550 5.1.1 <{one['emailAddress']}> {NAME}: user unknown"
        deliver(event)

    stack.ses.on_event = quoting


def unsubscribe(stage: Stage) -> None:
    """Look at the page and press the button; then try with an address in the place of the token."""
    link = link_of(stage.first_mail(ADDRESSES["unsubscribes"]))
    assert [stage.request("GET", link), stage.request("HEAD", link)] == [200, 200]
    assert stage.request("POST", link, ONE_CLICK) == 200
    forged = f"{stage.stack.outputs['UnsubscribeUrl']}/{ADDRESSES['plain']}"
    assert stage.request("POST", forged, ONE_CLICK) == 404


def write_back(stage: Stage) -> None:
    """Let people and machines reply, in mails that say who they are about."""
    back = datetime.now(UTC) + timedelta(days=7)
    away = f"I am out of office and will be back on {back:%d %B %Y}."
    to = {
        role: stage.first_mail(ADDRESSES[role]).headers["Reply-To"]
        for role in ("replies", "away", "asks", "fails")
    }
    stage.receive("m1", a_reply("replies", to["replies"], "Sounds good, call me."))
    stage.receive("m2", a_reply("away", to["away"], away, Auto_Submitted="auto-replied"))
    stage.receive("m3", a_reply("asks", to["asks"], "Please unsubscribe me."))
    stage.receive("m4", a_reply("stranger", f"reply+{LOCAL}@reply.us.example", "Who are you?"))
    address = ADDRESSES["fails"]
    original = f"From: sales@us.example\nReply-To: {to['fails']}\nTo: {address}\n\nHi {NAME}\n"
    said = f"550 5.1.1 <{address}> unknown"
    stage.receive("m5", a_report("5.1.1", diagnostic=said, recipient=address, original=original))


def a_reply(role: str, to: str, text: str, **headers: str) -> bytes:
    address, body = address_of(role), f"{text}\n\n{NAME.title()}, {FIELD.title()} & Sons\n"
    sender = f"{NAME.title()} <{address}>"
    return a_mail_from(sender, body=body, To=to, Return_Path=f"<{address}>", **headers)


def forge_events(stage: Stage) -> None:
    """Tell of mails that are not ours, in ways that get further and further."""
    mail = {
        "timestamp": "2026-11-23T12:00:00Z",
        "messageId": LOCAL,
        "source": ADDRESSES["plain"],
        "destination": [ADDRESSES["plain"]],
        "tags": {"lead": [ADDRESSES["plain"]]},
    }
    tags = {name: [value] for name, value in stage.first_mail(ADDRESSES["plain"]).tags.items()}
    known = {"ses:configuration-set": [stage.stack.outputs["ConfigurationSetName"]], **tags, "claim": [LOCAL]}
    for detail in (
        {"eventType": NAME, "mail": "none"},
        {"eventType": ADDRESSES["plain"], "mail": mail},
        {"eventType": "Delivery", "mail": mail},
        {"eventType": "Delivery", "mail": mail | {"tags": tags, "destination": [ADDRESSES["away"]]}},
        {"eventType": "Delivery", "mail": mail | {"tags": known, "destination": [ADDRESSES["away"]]}},
        {"eventType": "Delivery", "mail": mail | {"tags": known}},
    ):
        event = {"source": "aws.ses", "account": "000000000000", "detail": detail}
        queue = stage.stack.outputs["FeedbackQueueUrl"]
        stage.stack.client("sqs").send_message(QueueUrl=queue, MessageBody=json.dumps(event))
    wait_until_heard(stage.stack)


def all_have_ended(stage: Stage) -> bool:
    """Whether only those wait who must."""
    found = stage.enrollments()
    roles = [role for role, end in ENDS.items() if end not in {Reason.HELD, Reason.THROTTLED, Reason.POISON}]
    return all(found[ADDRESSES[role]].state is State.ENDED for role in roles)


def outgrow(stage: Stage) -> None:
    """Give somebody a name that no import takes: their mail cannot be rendered."""
    change(stage, "endless", "SET #field.first_name = :value", "fields", f"{NAME} " * 120)


def change(stage: Stage, role: str, update: str, field: str, value: str) -> None:
    """Change what is stored of a lead, past everything that checks it."""
    key = stage.enrollments()[ADDRESSES[role]].key
    stage.stack.client("dynamodb").update_item(
        TableName=stage.stack.outputs["OutreachTableName"],
        Key={"pk": {"S": f"E#{CAMPAIGN}#{LIVE}#{key.shard}"}, "sk": {"S": key.lead_id}},
        UpdateExpression=update,
        ExpressionAttributeNames={"#field": field},
        ExpressionAttributeValues={":value": {"S": value}},
    )


def poison(stage: Stage, folder: Path) -> None:
    """Let somebody join, and put a message about them into the queue that says less than it must."""
    (folder / "more.csv").write_text(HEADER + a_row("poisoned"))
    stage.outreach("leads", "import", folder / "more.csv", "--campaign-id", CAMPAIGN)
    key = stage.enrollments()[ADDRESSES["poisoned"]].key
    place = {"campaign_id": CAMPAIGN, "run_id": LIVE, "shard": key.shard, "lead_id": key.lead_id}
    stage.stack.client("sqs").send_message(
        QueueUrl=stage.stack.outputs["SendQueueUrl"],
        MessageBody=json.dumps({**place, "step": 0, "attempt": 0}),
    )
    stage.queues.let_fail()


def unsubscribe_without_a_table(stage: Stage) -> None:
    """Make the request wait in its queue. The last act: the table comes back empty."""
    link = link_of(stage.first_mail(ADDRESSES["plain"]))
    with stage.site.table_away():
        assert stage.request("POST", link, ONE_CLICK) == 202
    stage.queues.read()


def evidence_of(stage: Stage) -> dict[str, str]:
    """Collect by place what can be read without the tables, the files and the mails themselves."""
    mails, logs = campaign_mails(stage), log_lines(stage.stack)
    metrics = [line for line in logs if '"_aws"' in line]
    return {
        "logs": "\n".join(logs),
        "output of the workers": stage.stack.emulator_log.read_text(errors="replace"),
        "metrics": "\n".join((*metrics, listed(stage.stack, "cloudwatch.list_metrics"))),
        "messages": "\n".join(json.dumps(without_domains(each)) for each in stage.queues.messages.values()),
        "URLs": "\n".join(url for mail in mails for url in urls_in(mail)),
        "other headers": "\n".join(map(other_headers, mails)),
        "tags": "\n".join(json.dumps([mail.message_id, mail.tags]) for mail in mails),
        "names": names(stage.stack),
        "pages": "\n".join(stage.pages),
        "what the command said": "\n".join(stage.said),
    }


def campaign_mails(stage: Stage) -> list[AcceptedMail]:
    """Return what went to leads; what is forwarded to a seller has no tags, and says who wrote."""
    return [mail for mail in stage.stack.mails() if mail.tags]


def log_lines(stack: LocalStack) -> list[str]:
    logs = stack.client("logs")
    groups = [group["logGroupName"] for group in logs.describe_log_groups()["logGroups"]]
    pages = [logs.get_paginator("filter_log_events").paginate(logGroupName=group) for group in groups]
    return [event["message"] for found in pages for page in found for event in page["events"]]


def without_domains(message: dict[str, Any]) -> dict[str, Any]:
    """Leave out the one thing that a touch message says about a lead; it has a test of its own."""
    return message | {
        "Body": {name: value for name, value in json.loads(message["Body"]).items() if name != "domains"}
    }


def link_of(mail: AcceptedMail) -> str:
    return mail.headers["List-Unsubscribe"].strip("<>")


def urls_in(mail: AcceptedMail) -> list[str]:
    return [
        link_of(mail),
        mail.headers["Reply-To"],
        *re.findall(r"https?://[^\s'\"<>]+", f"{mail.text} {mail.html}"),
    ]


def other_headers(mail: AcceptedMail) -> str:
    return json.dumps({name: text for name, text in mail.headers.items() if name not in {"To", "Subject"}})


def names(stack: LocalStack) -> str:
    """List everything that has a name."""
    s3 = stack.client("s3")
    objects = [s3.list_objects_v2(Bucket=bucket["Name"]) for bucket in s3.list_buckets()["Buckets"]]
    keys = [each["Key"] for found in objects for each in found.get("Contents", ())]
    return "\n".join([*(listed(stack, listing) for listing in LISTINGS), *keys])


def listed(stack: LocalStack, listing: str) -> str:
    service, operation = listing.split(".")
    return json.dumps(getattr(stack.client(service), operation)(), default=str)


def test_everything_happened_that_could(story: Story) -> None:
    assert {role: enrollment.reason for role, enrollment in story.enrollments.items()} == ENDS
    sent = Counter(mail.recipient for mail in story.mails)
    assert {role: sent[address] for role, address in ADDRESSES.items()} == {
        role: 3 if end is Reason.COMPLETED else 0 if role in NEVER_WRITTEN_TO else 1
        for role, end in ENDS.items()
    }
    logs, metrics, url = story.evidence["logs"], story.evidence["metrics"], "execute-api"
    assert all(f'"function_name":"outreach-local-{name}"' in logs for name in FUNCTIONS)
    assert set(re.findall(r'"Name":"(\w+)"', metrics)) >= COUNTED
    assert story.evidence["URLs"].count(url) == 3 * len(story.mails)
    assert story.evidence["pages"].count("<h1>") == 4, "HEAD has no body"


def test_the_people_are_in_their_mails_and_in_the_file_of_rejected_rows(story: Story) -> None:
    for mail in story.mails:
        known = CANARIES - {DOMAIN} if mail.recipient.endswith(SIMULATOR) else CANARIES
        assert traces(mail.path.read_text()) == known
    assert traces((story.folder / "leads.rejected.csv").read_text(encoding="utf-8-sig")) == CANARIES


@pytest.mark.parametrize("place", PLACES)
def test_nobody_leaves_a_trace(story: Story, place: str) -> None:
    assert traces(story.evidence[place], ADDRESSES.values()) == set()


def test_a_touch_message_tells_the_domains_of_a_lead_and_nothing_else(story: Story) -> None:
    """The last look asks for them; everything else about a person is asked for under a keyed hash."""
    bodies = [json.loads(each["Body"]) for each in story.messages]
    touches = [body for body in bodies if "recipient" in body]
    for body in touches:
        assert set(body) == OF_A_TOUCH
        assert all(SIMULATOR.endswith(domain) or traces(domain) == {DOMAIN} for domain in body["domains"])
    handled = {(lead.key.lead_id, step) for lead in story.enrollments.values() for step in lead.touches}
    assert {(body["lead_id"], body["step"]) for body in bodies if "step" in body} >= handled


def test_messages_were_read_in_each_queue_that_our_code_fills(story: Story) -> None:
    queues = {each["queue"].rpartition("-")[0] for each in story.messages}
    assert queues == {
        story.stage.stack.outputs[f"{name}Url"].rpartition("-")[0]
        for name in ("SendQueue", "SendDeadLetterQueue", "UnsubscribeQueue")
    }


def plant_a_log_line(stage: Stage, leak: str) -> None:
    group, stream = f"/aws/lambda/{stage.stack.outputs['SendFunctionName']}", {"logStreamName": "planted"}
    logs = stage.stack.client("logs")
    logs.create_log_stream(logGroupName=group, **stream)
    now = int(datetime.now(UTC).timestamp() * 1000)
    logs.put_log_events(logGroupName=group, **stream, logEvents=[{"timestamp": now, "message": f"to {leak}"}])


def plant_a_parameter(stage: Stage, leak: str) -> None:
    stage.stack.client("ssm").put_parameter(Name=f"/about/{leak}", Value="x", Type="String")


def plant_a_metric(stage: Stage, leak: str) -> None:
    dimensions = [{"Name": "recipient", "Value": leak}]
    data = [{"MetricName": "Sent", "Dimensions": dimensions, "Value": 1}]
    stage.stack.client("cloudwatch").put_metric_data(Namespace="outreach", MetricData=data)


def plant_a_message(stage: Stage, leak: str) -> None:
    queue, body = stage.stack.outputs["SendQueueUrl"], json.dumps({"to": leak, "domains": []})
    stage.stack.client("sqs").send_message(QueueUrl=queue, MessageBody=body)
    stage.queues.read()


def plant_a_mail(stage: Stage, leak: str) -> None:
    headers = {"List-Unsubscribe": f"<https://us.example/u/{leak}>", "X-About": leak}
    parts = {"Text": {"Data": f"https://us.example/u/{leak}"}, "Html": {"Data": "<p>"}}
    said = [{"Name": name, "Value": value} for name, value in headers.items()]
    stage.stack.client("sesv2").send_email(
        FromEmailAddress="sales@us.example",
        ReplyToAddresses=["sales@us.example"],
        Destination={"ToAddresses": ["jane@acme.example"]},
        Content={"Simple": {"Subject": {"Data": "Hello"}, "Body": parts, "Headers": said}},
        EmailTags=[{"Name": "lead", "Value": leak}],
    )


def plant_a_page(stage: Stage, leak: str) -> None:
    """Ask for a path that the emulator's gateway quotes in its response."""
    stage.request("GET", f"{stage.stack.endpoint_url}/{leak}")


def plant_output_of_the_command(stage: Stage, leak: str) -> None:
    stage.outreach("why", f"{leak}@x.example", expect=1)


PLANTS: dict[str, Callable[[Stage, str], None]] = {
    "logs": plant_a_log_line,
    "output of the workers": plant_a_parameter,
    "metrics": plant_a_metric,
    "messages": plant_a_message,
    "URLs": plant_a_mail,
    "other headers": plant_a_mail,
    "tags": plant_a_mail,
    "names": plant_a_parameter,
    "pages": plant_a_page,
    "what the command said": plant_output_of_the_command,
}


@pytest.fixture(scope="module")
def planted(story: Story) -> dict[str, str]:
    """What is found in each place once somebody has been put there."""
    for plant in set(PLANTS.values()):
        plant(story.stage, LOCAL)
    return evidence_of(story.stage)


@pytest.mark.parametrize("place", PLACES)
def test_whoever_is_put_in_a_place_is_found_there(planted: dict[str, str], place: str) -> None:
    assert traces(planted[place]) == {LOCAL}
