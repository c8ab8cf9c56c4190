"""A deployed stack with an operator. The test decides when queued messages go on, and reads them before."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from typer.testing import CliRunner

from outreach.bootstrap.operator import StackOperator
from outreach.cli.main import app
from outreach.domain.enrollment import Enrollment
from outreach.domain.ids import LIVE, CampaignId
from outreach.local import kept
from outreach.local.mailbox import AcceptedMail
from outreach.local.processes import ProcessId
from outreach.local.stack import LocalStack
from world.http_events import URLENCODED
from world.stack_queues import wait_until_heard
from world.unsubscribe_site import Site
from world.waiting import eventually


@contextmanager
def operated(stack: LocalStack) -> Iterator[None]:
    """Let the command find the stack."""
    me = ProcessId.of(os.getpid())
    assert me is not None
    mails = stack.ses.mailbox.directory
    found = kept.KeptStack(
        stack.endpoint_url,
        stack.ses_url,
        stack.outputs,
        mails,
        me,
        me,
        auth=True,
        credentials=stack.credentials,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "find", lambda _: found)
        yield


class Queues:
    """Every queue of a stack that our code fills. No function gets a message of one before `let_through`.

    What EventBridge puts into the two other queues is not ours to write: an event of SES holds addresses.
    """

    def __init__(self, stack: LocalStack) -> None:
        self._stack = stack
        self._lambda, self._sqs = stack.client("lambda"), stack.client("sqs")
        every = self._lambda.list_event_source_mappings()["EventSourceMappings"]
        self._mappings = [each for each in every if not self._is_filled_by_aws(each["EventSourceArn"])]
        self.messages: dict[str, dict[str, Any]] = {}
        """Every message that was in a queue when it was read, by its id."""
        self._open(enabled=False)

    def read(self) -> None:
        """Keep every message of every queue. The emulator shows them without receiving them."""
        signed_by = f"AWS4-HMAC-SHA256 Credential={self._stack.credentials.access_key}/"
        messages = f"{self._stack.endpoint_url}/_ministack/sqs/messages"
        with urlopen(Request(messages, headers={"Authorization": signed_by})) as response:
            found = json.load(response)["messages"]
        for regions in found.values():
            for queues in regions.values():
                for url, messages in queues.items():
                    if not self._is_filled_by_aws(url):
                        self.messages |= {each["MessageId"]: {"queue": url, **each} for each in messages}

    def let_through(self) -> None:
        """Read the waiting messages, then let the functions handle them until the send queue is empty."""
        self._until(lambda: not self._waiting("SendQueueUrl"))

    def let_fail(self) -> None:
        """Read the waiting messages, then let the functions fail until the dead-letter queue has them."""
        quick = {"VisibilityTimeout": "1"}
        self._sqs.set_queue_attributes(QueueUrl=self._stack.outputs["SendQueueUrl"], Attributes=quick)
        self._until(lambda: self._waiting("SendDeadLetterQueueUrl"))
        self.read()

    def _is_filled_by_aws(self, queue: str) -> bool:
        """Tell it by the queue's URL or ARN."""
        outputs = self._stack.outputs
        names = {outputs[f"{part}QueueUrl"].rpartition("/")[2] for part in ("Feedback", "Inbound")}
        return queue.replace(":", "/").rpartition("/")[2] in names

    def _until(self, done: Callable[[], Any]) -> None:
        self.read()
        self._open(enabled=True)
        assert eventually(done)
        self._open(enabled=False)

    def _open(self, *, enabled: bool) -> None:
        for mapping in self._mappings:
            self._lambda.update_event_source_mapping(UUID=mapping["UUID"], Enabled=enabled)

    def _waiting(self, output: str) -> int:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        url = self._stack.outputs[output]
        found = self._sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
        return sum(map(int, found.values()))


class Stage:
    """One campaign on the stack: what an operator, the schedule, people and mail systems do."""

    def __init__(self, stack: LocalStack, campaign_id: CampaignId) -> None:
        self.stack, self.campaign_id = stack, campaign_id
        self.queues, self.site = Queues(stack), Site(stack)
        self.operator = StackOperator.of("local", stack.outputs, stack.client)
        self.said: list[str] = []
        """What the command printed."""
        self.pages: list[str] = []
        """The responses of the HTTP API."""
        self._silence_the_schedule()

    def outreach(self, *arguments: str | Path, expect: int = 0) -> str:
        """Run a command, and keep its output, but for an import: that shows examples of a file's values."""
        environment = {"COLUMNS": "200", "OUTREACH_ACTOR": "olga"}
        result = CliRunner(env=environment).invoke(app, [*map(str, arguments)])
        assert result.exit_code == expect, (result.output, result.exception)
        if arguments[1:2] != ("import",):
            self.said.append(result.output)
        return result.output

    def tick(self) -> None:
        self.stack.client("lambda").invoke(FunctionName=self.stack.outputs["TickFunctionName"], Payload="{}")

    def turn(self) -> None:
        """Tick, and let the functions handle everything that follows."""
        self.tick()
        self.queues.let_through()
        wait_until_heard(self.stack)

    def request(self, method: str, url: str, body: str | None = None) -> int:
        """Send a request to the HTTP API, and keep the response."""
        response = self.site.request(method, url, body, URLENCODED)
        self.pages.append(f"{response.headers} {response.body}")
        return response.status

    def receive(self, mail_id: str, mail: bytes) -> None:
        """Put a mail where SES puts received mails; return once it was handled."""
        bucket, function = (self.stack.outputs[f"Inbound{name}"] for name in ("MailBucket", "FunctionName"))

        def handled() -> int:
            return sum('"message":"mail"' in line for line in self.stack.logs(function))

        before = handled()
        self.stack.client("s3").put_object(Bucket=bucket, Key=f"mail/{mail_id}", Body=mail)
        assert eventually(lambda: handled() > before)

    def enrollments(self) -> dict[str, Enrollment]:
        """Return the leads of the live run by address."""
        current = self.operator.campaigns.current(self.campaign_id)
        assert current is not None
        found = self.operator.enrollments.of_run(self.campaign_id, LIVE, current[1].shards)
        return {each.lead.address: each for each in found}

    def first_mail(self, address: str) -> AcceptedMail:
        return next(mail for mail in self.stack.mails() if mail.recipients == (address,))

    def _silence_the_schedule(self) -> None:
        events = self.stack.client("events")
        for rule in events.list_rules()["Rules"]:
            if "ScheduleExpression" in rule:
                events.disable_rule(Name=rule["Name"])
