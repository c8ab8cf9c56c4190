"""Measures the processor time of a send in the built function, beside a bare boto3 handler that makes the same requests.

Five requests belong to each mail: claim, last look (one to DynamoDB, one to the kill switch), SES, settle. They are
recorded from our handler as it sends to one lead. The bare handler makes the very same ones for other leads, from what
lies in its queue message: it decides nothing, renders nothing, and keeps no quota. Each handler has a process, and they
take turns with batches of ten. Our handler also makes the requests of a batch. What waits costs nothing here. Processes
of one program differ by some percent from each other for as long as they live, so several pairs are measured.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bars import Bar
from built import Built
from outreach.domain.enrollment import Enrollment
from outreach.local.clients import REGION
from outreach.local.stack import LocalStack
from outreach.queue_records import QueueRecord

_BATCH = 10
_PAIRS = 5
_BATCHES = 16
_WARM_UP = 4
_AT_MOST_TIMES = 1.2
_FIVE = ("UpdateItem", "BatchGetItem", "GetParameter", "SendEmail", "UpdateItem")

_SERVED = """
import base64, json, time
def in_base_64(held):
    return base64.b64encode(held).decode()
class Context:
    function_name, memory_limit_in_mb, aws_request_id = "send", 512, "measured"
    invoked_function_arn = "arn:aws:lambda:us-east-1:000000000000:function:send"
    def get_remaining_time_in_millis(self):
        return 60_000
while event := sys.stdin.readline():
    event = json.loads(event)
    began = time.process_time()
    response = lambda_handler(event, Context())
    took = time.process_time() - began
    told = {"took": took, "response": response, "asked": asked}
    print(json.dumps(told, default=in_base_64), flush=True)
    asked.clear()
"""
_OURS = f"""
asked = []
from handler import lambda_handler
{_SERVED}
"""
_RECORDED = f"""
import botocore.session
asked, make = [], botocore.session.Session.create_client
def create_client(self, service, **how):
    client = make(self, service, **how)
    note = lambda params, model, **_: asked.append([service, model.name, params])
    client.meta.events.register("provide-client-params", note)
    return client
botocore.session.Session.create_client = create_client
from handler import lambda_handler
{_SERVED}
"""
BARE_HANDLER = """
import base64, json
import boto3
clients = {service: boto3.client(service) for service in ("dynamodb", "ssm", "sesv2")}
METHODS = {
    "UpdateItem": "update_item",
    "BatchGetItem": "batch_get_item",
    "GetParameter": "get_parameter",
    "SendEmail": "send_email",
}
def with_bytes(value):
    if "B" in value:
        value["B"] = base64.b64decode(value["B"])
    return value
def lambda_handler(event, context):
    for record in event["Records"]:
        for service, operation, params in json.loads(record["body"], object_hook=with_bytes):
            getattr(clients[service], METHODS[operation])(**params)
    return {"batchItemFailures": []}
"""
"""Makes the requests that lie in its messages, and nothing else. Bytes lie there in base 64."""
_BARE = f"""
asked = []
{BARE_HANDLER}
{_SERVED}
"""


@dataclass(frozen=True, slots=True)
class FiveRequests:
    """The five requests of a mail, recorded from our handler."""

    one: Enrollment
    """Whose mail it was."""
    requests: str

    def of(self, other: Enrollment) -> str:
        """Return the requests for the mail of another lead."""
        return _renamed(self.requests, self.one, other)


def recorded(
    stack: LocalStack,
    made: Built,
    waiting: Callable[[str, int], Sequence[Enrollment]],
    record_of: Callable[[Enrollment], QueueRecord],
) -> FiveRequests:
    """Let our handler send one mail, and record its requests. From here on, no schedule sends to those who wait."""
    _stop_the_schedule(stack)
    (one,) = waiting("bench-one", 1)
    return FiveRequests(one, json.dumps(_asked(made, _environment(stack), _event([record_of(one).body]))))


def bar(
    stack: LocalStack,
    made: Built,
    waiting: Callable[[str, int], Sequence[Enrollment]],
    record_of: Callable[[Enrollment], QueueRecord],
    five: FiveRequests,
) -> Bar:
    """Measure it. `waiting` starts a run with so many leads; `record_of` makes the queue's message for one of them."""
    ours = waiting("bench-ours", _BATCH * _BATCHES * _PAIRS)
    others = waiting("bench-bare", _BATCH * _BATCHES * _PAIRS)
    took: list[tuple[float, float]] = []
    for pair in range(_PAIRS):
        some = slice(_BATCH * _BATCHES * pair, _BATCH * _BATCHES * (pair + 1))
        batches = [_event([record_of(each).body for each in leads]) for leads in _tens(ours[some])]
        bare_batches = [_event([five.of(each) for each in leads]) for leads in _tens(others[some])]
        took += _pair(stack, made, batches, bare_batches)
    mine, bare = (statistics.median(times) for times in zip(*took, strict=True))
    times = mine / bare
    return Bar(
        "processor time of a send, beside a bare boto3 handler with the same five requests",
        f"{mine:.2f} ms, {bare:.2f} ms bare: {times:.2f} x",
        f"at most {_AT_MOST_TIMES} x",
        met=times <= _AT_MOST_TIMES,
    )


def _tens(leads: Sequence[Enrollment]) -> Iterator[Sequence[Enrollment]]:
    for start in range(0, len(leads), _BATCH):
        yield leads[start : start + _BATCH]


def _pair(
    stack: LocalStack, made: Built, batches: Sequence[str], bare_batches: Sequence[str]
) -> list[tuple[float, float]]:
    """Have a process of each handler take turns. Return what a mail of a batch took of each, once both are warm."""
    environment = _environment(stack)
    with (
        made.process(_OURS, "send", environment=environment) as our_handler,
        made.process(_BARE, "send", environment=environment) as bare_handler,
    ):
        took = [
            (_took(stack, our_handler, batch), _took(stack, bare_handler, bare))
            for batch, bare in zip(batches, bare_batches, strict=True)
        ]
        for handler in (our_handler, bare_handler):
            assert handler.stdin is not None, "a process of these tools has one"
            handler.stdin.close()
    return took[_WARM_UP:]


def _asked(made: Built, environment: Mapping[str, str], event: str) -> list[Any]:
    """Return the five requests that our handler makes as it sends one mail."""
    with made.process(_RECORDED, "send", environment=environment) as handler:
        asked: list[Any] = _told(handler, event)["asked"]
        handler.communicate()
    found = tuple(operation for _, operation, _ in asked[-len(_FIVE) :])
    if found not in {_FIVE, (_FIVE[0], _FIVE[2], _FIVE[1], *_FIVE[3:])}:
        sys.exit(f"a send asks for something else than the five requests: {[each[1] for each in asked]}")
    return asked[-len(_FIVE) :]


def _stop_the_schedule(stack: LocalStack) -> None:
    """Nobody else may send to the leads that wait here."""
    events = stack.client("events")
    for rule in events.list_rules()["Rules"]:
        events.disable_rule(Name=rule["Name"])


def _took(stack: LocalStack, handler: subprocess.Popen[str], event: str) -> float:
    """Have a batch handled; return the milliseconds of processor time of a mail. All of them must have been sent."""
    before = stack.ses.accepted
    told = _told(handler, event)
    sent = stack.ses.accepted - before
    if sent != _BATCH or told["response"]["batchItemFailures"]:
        sys.exit(f"{sent} of {_BATCH} mails were sent: {told['response']}")
    return float(told["took"]) / _BATCH * 1000


def _told(handler: subprocess.Popen[str], event: str) -> Any:
    """Hand over an event, and return what comes back. Log lines come before it."""
    assert handler.stdin is not None, "a process of these tools has one"
    assert handler.stdout is not None, "the same"
    handler.stdin.write(event + "\n")
    handler.stdin.flush()
    for line in handler.stdout:
        if line.startswith('{"took"'):
            return json.loads(line)
    sys.exit("a handler has ended before its batch")


def _event(bodies: Sequence[str]) -> str:
    records = [
        {"messageId": f"m{number}", "attributes": {"ApproximateReceiveCount": "1"}, "body": body}
        for number, body in enumerate(bodies)
    ]
    return json.dumps({"Records": records})


def _renamed(requests: str, one: Enrollment, other: Enrollment) -> str:
    """Return the requests for one lead as those for another."""
    for old, new in zip(_names(one), _names(other), strict=True):
        requests = requests.replace(old, new)
    return requests


def _names(enrollment: Enrollment) -> tuple[str, ...]:
    key, lead = enrollment.key, enrollment.lead
    return (
        f"{key.campaign_id}#{key.run_id}#{key.shard}",
        key.lead_id,
        lead.address,
        lead.recipient,
        lead.domains[0],
        key.campaign_id,
    )


def _environment(stack: LocalStack) -> dict[str, str]:
    found = stack.client("lambda").get_function_configuration(FunctionName=stack.outputs["SendFunctionName"])
    return {
        **found["Environment"]["Variables"],
        "AWS_ENDPOINT_URL": stack.endpoint_url,
        "AWS_ENDPOINT_URL_SESV2": stack.ses_url,
        **stack.credentials.environment(),
        "AWS_DEFAULT_REGION": REGION,
    }
