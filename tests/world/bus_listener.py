"""Somebody who listens to everything on a stack's event bus: a rule and a queue, as a consumer would have them."""

import json
from collections import Counter
from typing import Any

from outreach.local.stack import LocalStack

QUEUE = "listener"


class BusListener:
    """All events that were put on the bus so far, in the order of their arrival."""

    def __init__(self, stack: LocalStack) -> None:
        events, self._sqs = stack.client("events"), stack.client("sqs")
        bus = stack.outputs["EventBusName"]
        self._url = self._sqs.create_queue(QueueName=QUEUE)["QueueUrl"]
        arn = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=["QueueArn"])
        pattern = json.dumps({"source": ["outreach"]})
        events.put_rule(Name=QUEUE, EventBusName=bus, EventPattern=pattern)
        target = {"Id": "queue", "Arn": arn["Attributes"]["QueueArn"]}
        events.put_targets(Rule=QUEUE, EventBusName=bus, Targets=[target])
        self._heard: list[dict[str, Any]] = []

    def heard(self) -> list[dict[str, Any]]:
        while found := self._sqs.receive_message(QueueUrl=self._url, MaxNumberOfMessages=10).get("Messages"):
            for message in found:
                self._heard.append(json.loads(message["Body"]))
                self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])
        return list(self._heard)

    def once(self, campaign: str) -> dict[str, dict[str, Any]]:
        """What a consumer keeps who drops copies: events of a campaign, and orders for all campaigns, by their id."""
        found = {each["detail"]["id"]: each for each in self.heard()}
        return {
            name: each for name, each in found.items() if each["detail"].get("campaign", campaign) == campaign
        }

    def told(self, campaign: str) -> Counter[tuple[str, str]]:
        """Kind of event and whom it is about: a lead, a recipient, or nobody."""
        return Counter(
            (each["detail-type"], each["detail"].get("lead") or each["detail"].get("recipient", ""))
            for each in self.once(campaign).values()
        )
