"""The event bus for events of SES. Nobody may put them on a real one, so the rule that is there is applied here."""

import json
from typing import Any


def pass_on(event: dict[str, Any], sqs: Any, events: Any, *, rule: str) -> None:
    """Do what EventBridge does with an event: send it to the queue of the rule, if there is one and its pattern matches."""
    try:
        pattern = events.describe_rule(Name=rule)["EventPattern"]
    except events.exceptions.ResourceNotFoundException:
        return
    if events.test_event_pattern(EventPattern=pattern, Event=json.dumps(event))["Result"]:
        (target,) = events.list_targets_by_rule(Rule=rule)["Targets"]
        url = sqs.get_queue_url(QueueName=target["Arn"].rpartition(":")[2])["QueueUrl"]
        sqs.send_message(QueueUrl=url, MessageBody=json.dumps(event))
