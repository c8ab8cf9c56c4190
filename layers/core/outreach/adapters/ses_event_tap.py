"""Hears from SES itself which mails of a campaign it accepted: a queue of its own, fed by a rule on the event bus.

The functions of the stack have no part in it. SES puts an event about each mail on the default bus (SES developer guide,
"Monitor SES events using Amazon EventBridge"). Any event about a mail shows that SES accepted it, with one exception: a
mail that SES could not render. Events are best effort: one may come twice, late, or never.

The rule has a fixed name for each stack. A queue bears the id of its drill, because SQS takes the name of a queue that was
deleted only after a minute. So whatever an earlier drill has left is found by its name.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from outreach.adapters.no_answer import ILLEGIBLE, NO_ANSWER, is_refusal, problem_of
from outreach.domain.ids import CampaignId, LeadId
from outreach.errors import RefusedChange, StoreUnavailable
from outreach.services.operator.drill_record import Acceptance

_TARGET = "drill"
_ABSENT = frozenset(
    {"ResourceNotFoundException", "AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"}
)
_NOT_ACCEPTED = "Rendering Failure"
_PAGE = 10


class SesEventTap:
    """The `Judge` of a stack on AWS."""

    name = "the events of SES, heard by a queue of the drill's own"
    hears_everything = False

    def __init__(self, client: Callable[[str], Any], stack_name: str) -> None:
        self._sqs = client("sqs")
        self._events = client("events")
        self._ses = client("sesv2")
        self._stack_name = stack_name
        self._name = f"{stack_name}-drill"
        self._campaign_id = ""
        self._url = ""
        self._heard: dict[str, Acceptance] = {}

    def open(self, campaign_id: CampaignId) -> None:
        """Make the queue and the rule. Raises `RefusedChange` if the operator may not, and `StoreUnavailable`."""
        self._campaign_id, self._heard = campaign_id, {}
        pattern = {"source": ["aws.ses"], "detail": {"mail": {"tags": {"campaign": [campaign_id]}}}}
        with _Asking("make the queue and the rule that hear the events of SES"):
            self._url = self._sqs.create_queue(QueueName=f"{self._stack_name}-{campaign_id}")["QueueUrl"]
            rule = self._events.put_rule(
                Name=self._name,
                EventPattern=json.dumps(pattern),
                Description="Made by `outreach drill`, and removed when it ends",
            )["RuleArn"]
            wanted = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=["QueueArn"])
            queue = wanted["Attributes"]["QueueArn"]
            self._sqs.set_queue_attributes(
                QueueUrl=self._url, Attributes={"Policy": json.dumps(_policy(queue, rule))}
            )
            self._events.put_targets(Rule=self._name, Targets=[{"Id": _TARGET, "Arn": queue}])

    def heard(self) -> Sequence[Acceptance]:
        """Take what the queue holds; return the mails of the campaign that were heard of so far, each once."""
        with _Asking("receive the events of SES"):
            while received := self._receive():
                for message in received:
                    self._hear(message["Body"])
                self._sqs.delete_message_batch(
                    QueueUrl=self._url,
                    Entries=[
                        {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]}
                        for number, message in enumerate(received)
                    ],
                )
        return tuple(self._heard.values())

    def close(self) -> None:
        """Remove the rule and every queue of a drill of this stack. What is not there is not missed."""
        with _Asking("remove the queue and the rule that hear the events of SES"):
            _if_there(lambda: self._events.remove_targets(Rule=self._name, Ids=[_TARGET]))
            _if_there(lambda: self._events.delete_rule(Name=self._name))
            for url in self._queues():
                _if_there(partial(self._sqs.delete_queue, QueueUrl=url))

    def clock_difference(self) -> timedelta | None:
        """Compare the Date header of a response of SES with this machine's clock, at the middle of the request."""
        began = datetime.now(UTC)
        try:
            response = self._ses.get_account()
            headers: Mapping[str, str] = response["ResponseMetadata"]["HTTPHeaders"]
            said = parsedate_to_datetime(headers["date"])
        except (*NO_ANSWER, *ILLEGIBLE):
            return None
        return said - (began + (datetime.now(UTC) - began) / 2)

    def _queues(self) -> list[str]:
        """Find the queues of drills by their whole name. Another stack's queues may begin with the same letters."""
        found = self._sqs.list_queues(QueueNamePrefix=f"{self._name}-").get("QueueUrls", [])
        name = re.compile(rf"{re.escape(self._name)}-[0-9]{{8}}-[0-9]{{6}}")
        return [url for url in found if name.fullmatch(url.rpartition("/")[2])]

    def _receive(self) -> list[dict[str, Any]]:
        response = self._sqs.receive_message(QueueUrl=self._url, MaxNumberOfMessages=_PAGE, WaitTimeSeconds=1)
        found: list[dict[str, Any]] = response.get("Messages", [])
        return found

    def _hear(self, body: str) -> None:
        acceptance = acceptance_in(body, self._campaign_id)
        if acceptance is not None:
            known = self._heard.get(acceptance.message_id)
            if known is None or known.unsubscribe_url is None:
                self._heard[acceptance.message_id] = acceptance


def acceptance_in(body: str, campaign_id: str) -> Acceptance | None:
    """Read from an event of SES, as EventBridge delivers it, which mail was accepted. None if it is not about one of ours."""
    try:
        detail = json.loads(body)["detail"]
        mail = detail["mail"]
        tags = {name: values[0] for name, values in mail["tags"].items()}
        if detail["eventType"] == _NOT_ACCEPTED or tags["campaign"] != campaign_id:
            return None
        return Acceptance(
            message_id=mail["messageId"],
            lead_id=LeadId(tags["lead"]),
            step=int(tags["step"]),
            accepted_at=datetime.fromisoformat(mail["timestamp"]),
            unsubscribe_url=_link_in(mail.get("headers", [])),
        )
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def _link_in(headers: Sequence[Mapping[str, str]]) -> str | None:
    links = (header["value"] for header in headers if header["name"].lower() == "list-unsubscribe")
    link = next(links, None)
    return None if link is None else link.strip().removeprefix("<").removesuffix(">")


def _policy(queue: str, rule: str) -> dict[str, Any]:
    """Return the queue's policy: only EventBridge may send to it, and only for this rule."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": queue,
        "Condition": {"ArnEquals": {"aws:SourceArn": rule}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def _if_there(remove: Callable[[], object]) -> None:
    try:
        remove()
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") not in _ABSENT:
            raise


class _Asking:
    """Turns what AWS says no to into a line for the operator."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Say what could not be done, and which permissions it takes."""
        if isinstance(error, ClientError) and is_refusal(error):
            raise RefusedChange(
                f"the drill could not {self._what} ({problem_of(error)}); your own permissions must allow sqs:*Queue*, "
                "sqs:ReceiveMessage, sqs:DeleteMessage, events:PutRule, events:PutTargets, events:RemoveTargets and "
                "events:DeleteRule"
            ) from error
        if isinstance(error, (*NO_ANSWER, *ILLEGIBLE)):
            raise StoreUnavailable(f"the events of SES: {problem_of(error)}") from error
