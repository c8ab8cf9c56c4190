"""The real handlers in this process, over tables, queues and parameters of their own on the emulator."""

import importlib.util
import itertools
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, cast
from urllib.parse import urlparse

import pytest
from botocore.httpsession import URLLib3Session

from outreach.adapters.dynamodb.tables import OutreachTable, SuppressionTable, Tables
from outreach.bootstrap.operator import StackOperator
from outreach.bootstrap.send import send_app
from outreach.bootstrap.tick import tick_app
from outreach.bootstrap.unsubscribe import unsubscribe_app
from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lead
from outreach.domain.ids import LIVE, RunId, shard_of
from outreach.local.clients import DUMMY, REGION, local_client, local_session
from outreach.local.ses_endpoint import SesEndpoint
from world.builders import CAMPAIGN, a_campaign, a_recipient_row

ROOT = Path(__file__).resolve().parents[2]
_numbers = itertools.count(1)


@dataclass
class FakeContext:
    """The context that Lambda passes to a handler."""

    aws_request_id: str = "request-1"
    seconds: float = 60.0
    function_name: str = "function"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:000000000000:function:function"
    log_stream_name: str = "stream"
    started: float = field(default_factory=time.monotonic)

    def get_remaining_time_in_millis(self) -> int:
        return int((self.seconds - (time.monotonic() - self.started)) * 1000)


def load_handler(function: str) -> ModuleType:
    path = ROOT / "functions" / function / "handler.py"
    spec = importlib.util.spec_from_file_location(f"{function}_handler", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


QUEUES_OF_EVENTS = (
    *("FeedbackQueue", "FeedbackDeadLetterQueue", "InboundQueue", "InboundDeadLetterQueue"),
    "UnsubscribeDeadLetterQueue",
)


class Cloud:
    """One stack without its workers: tests say when a handler runs."""

    def __init__(self, endpoint: str, ses: SesEndpoint, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.endpoint = endpoint
        self.ses = ses
        self._session = local_session()
        self.sqs = self.client_of("sqs")
        self.queue_url = self.sqs.create_queue(
            QueueName=f"send-{number}", Attributes={"VisibilityTimeout": "30"}
        )["QueueUrl"]
        self.dead_letters_url = self._a_queue(f"dead-{number}")
        self.parameter = f"/cloud-{number}/kill-switch"
        self.ssm = self.client_of("ssm")
        self.ssm.put_parameter(Name=self.parameter, Value="off", Type="String")
        secrets = self.client_of("secretsmanager")
        for name, kid in (("unsubscribe", "k1"), ("pepper", "v1")):
            value = json.dumps({"current": kid, kid: f"{name}-secret-that-only-tests-know"})
            secrets.create_secret(Name=f"{name}-{number}", SecretString=value)
        tables = Tables(
            self.client_of("dynamodb"), outreach=f"outreach-{number}", suppression=f"suppression-{number}"
        )
        for kind in (OutreachTable, SuppressionTable):
            tables.items(kind).create_table(billing_mode="PAY_PER_REQUEST", wait=True)
        self.environment = {
            "OUTREACH_TABLE": tables.outreach,
            "SUPPRESSION_TABLE": tables.suppression,
            "SEND_QUEUE_URL": self.queue_url,
            "KILL_SWITCH_PARAMETER": self.parameter,
            "KILL_SWITCH_MAX_AGE_SECONDS": "0",
            "ACCOUNT_DAILY_QUOTA": "10000",
            "SENDER_IDENTITY": "us.example",
            "PASS_MINUTES": "10",
            "SEND_CONCURRENCY": "2",
            "CONFIGURATION_SET": "outreach",
            "ACCOUNT_ID": "000000000000",
            "UNSUBSCRIBE_URL": "https://us.example/u",
            "UNSUBSCRIBE_KEYS_SECRET": f"unsubscribe-{number}",
            "SEND_TIMEOUT_SECONDS": "60",
            "MAX_RECEIVES": "5",
            "UNSUBSCRIBE_QUEUE_URL": self._a_queue(f"unsubscribe-{number}"),
            "POWERTOOLS_SERVICE_NAME": "outreach",
            "POWERTOOLS_METRICS_NAMESPACE": "outreach",
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ENDPOINT_URL_SESV2": ses.url,
            **DUMMY.environment(),
            "AWS_DEFAULT_REGION": REGION,
        }
        for name, value in self.environment.items():
            monkeypatch.setenv(name, value)
        for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.delenv(name, raising=False)
        for app in (tick_app, send_app, unsubscribe_app):
            app.cache_clear()
        self.outputs = {
            "OutreachTableName": tables.outreach,
            "SuppressionTableName": tables.suppression,
            "SendQueueUrl": self.queue_url,
            "SendDeadLetterQueueUrl": self.dead_letters_url,
            **{f"{name}Url": self._a_queue(f"{name}-{number}") for name in QUEUES_OF_EVENTS},
            "UnsubscribeQueueUrl": self.environment["UNSUBSCRIBE_QUEUE_URL"],
            "KillSwitchParameter": self.parameter,
            "AddressPepperSecret": f"pepper-{number}",
            "InboundMailBucket": f"mails-{number}",
            "TickFunctionName": f"tick-{number}",
            "AccountDailyQuota": "10000",
            "ConfigurationSetName": self.environment["CONFIGURATION_SET"],
            "UnsubscribeUrl": self.environment["UNSUBSCRIBE_URL"],
        }
        self.operator = StackOperator.of("cloud", self.outputs, self.client_of)
        self.tick_handler = load_handler("tick")
        self.send_handler = load_handler("send")
        self.campaign = a_campaign()

    @cache  # noqa: B019 - a test's cloud lives as long as its test
    def client_of(self, service: str) -> Any:
        url = self.ses.url if service == "sesv2" else self.endpoint
        return local_client(service, url, session=self._session)

    def _a_queue(self, name: str) -> str:
        return str(self.sqs.create_queue(QueueName=name)["QueueUrl"])

    def start(self, *leads: Lead, campaign: Campaign | None = None, mode: Mode = Mode.PROOF) -> RunId:
        self.campaign = campaign or self.campaign
        self.operator.runs.apply(self.campaign, {})
        self.add_leads(*leads)
        return self.operator.runs.start(CAMPAIGN, mode, "test").run.run_id

    def add_leads(self, *leads: Lead) -> None:
        self.operator.suppressions.ensure([a_recipient_row(lead) for lead in leads])
        self.operator.audience.add(CAMPAIGN, self.campaign.shards, leads, "test", self.operator.clock.now())

    def tick(self, request_id: str = "request-1") -> dict[str, Any]:
        return cast("dict[str, Any]", self.tick_handler.lambda_handler({}, FakeContext(request_id)))

    def receive(self) -> list[dict[str, Any]]:
        """Take up to ten messages and shape them as Lambda's event source does."""
        response = self.sqs.receive_message(
            QueueUrl=self.queue_url,
            MaxNumberOfMessages=10,
            MessageSystemAttributeNames=["ApproximateReceiveCount"],
        )
        return [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": message["Attributes"],
            }
            for message in response.get("Messages", [])
        ]

    def send(self, records: list[dict[str, Any]]) -> list[str]:
        """Invoke the send handler; return the ids of the records that must come again."""
        response = self.send_handler.lambda_handler({"Records": records}, FakeContext())
        return [failure["itemIdentifier"] for failure in response["batchItemFailures"]]

    def drain(self) -> None:
        """Let the send handler handle everything that is queued."""
        while records := self.receive():
            assert self.send(records) == []
            for record in records:
                self.sqs.delete_message(QueueUrl=self.queue_url, ReceiptHandle=record["receiptHandle"])

    def turn(self) -> None:
        self.tick()
        self.drain()

    def enrollment(self, lead: Lead, run_id: str = "proof-1") -> Enrollment:
        key = EnrollmentKey(
            CAMPAIGN, RunId(run_id), shard_of(lead.lead_id, self.campaign.shards), lead.lead_id
        )
        found = self.operator.enrollments.get(key)
        assert found is not None
        return found

    def items(self) -> list[dict[str, Any]]:
        """Every item of both tables, as it is stored."""
        client = self.client_of("dynamodb")
        return [
            item
            for table in ("OUTREACH_TABLE", "SUPPRESSION_TABLE")
            for page in client.get_paginator("scan").paginate(TableName=self.environment[table])
            for item in page["Items"]
        ]

    def proof_mails(self, run_id: str = "proof-1") -> list[str]:
        """Recipients of the mails that a rehearsal has recorded."""
        mails = self.operator.proof_mails.of_run(CAMPAIGN, RunId(run_id), self.campaign.shards)
        return sorted(recorded.mail.recipient for recorded in mails)


@contextmanager
def a_cloud(endpoint: str, mails: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    with SesEndpoint(mails) as ses:
        yield Cloud(endpoint, ses, next(_numbers), monkeypatch)


@contextmanager
def requests_counted() -> Iterator[list[tuple[str, str]]]:
    """Collect (service, operation) of every request that leaves this process for AWS."""
    seen: list[tuple[str, str]] = []
    original = URLLib3Session.send

    def counting(session: URLLib3Session, request: Any) -> Any:
        target = request.headers.get("X-Amz-Target", b"")
        target = target.decode() if isinstance(target, bytes) else target
        path = urlparse(request.url).path
        service, _, operation = target.partition(".")
        seen.append((service.partition("_")[0], operation) if target else ("SES", path.rsplit("/", 1)[-1]))
        return original(session, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(URLLib3Session, "send", counting)
        yield seen


__all__ = ["LIVE", "Cloud", "FakeContext", "a_cloud", "load_handler", "requests_counted"]
