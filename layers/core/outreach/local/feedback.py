"""Puts the local SES endpoint's events into the feedback queue, as EventBridge would.

Nobody may put events with the source `aws.ses` on a bus, on AWS or here. So the endpoint puts the event itself
into the queue, and the rule in between has tests of its own. If the queue does not take an event, it is tried
three times in all. Then it is logged, and the endpoint goes on accepting mail.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from outreach.local.clients import DUMMY, Credentials, local_client
from outreach.local.ses_events import Event

logger = logging.getLogger(__name__)

OUTPUT = "FeedbackQueueUrl"
_TRIES = 3


class EventDelivery:
    """Puts events into the feedback queue of one stack."""

    def __init__(self, endpoint_url: str, queue_url: str, credentials: Credentials = DUMMY) -> None:
        self._queue_url = queue_url
        self._client = local_client("sqs", endpoint_url, credentials)
        self._stopped = threading.Event()

    def __call__(self, event: Event) -> None:
        """Deliver one event. Returns when the queue has it, or has refused it at every try."""
        for _ in range(_TRIES):
            if self._stopped.is_set():
                return
            problem = self._put(event)
            if problem is None:
                return
        if not self._stopped.is_set():
            logger.error("not delivered: %s %s: %s", event["detail-type"], event["id"], problem)

    def stop(self) -> None:
        """Deliver no more events: the stack is being stopped."""
        self._stopped.set()

    def _put(self, event: Event) -> str | None:
        try:
            self._client.send_message(QueueUrl=self._queue_url, MessageBody=json.dumps(event))
        except ClientError as error:
            return str(error.response.get("Error", {}).get("Code"))
        except BotoCoreError as error:
            return type(error).__name__
        return None


def delivery_to(
    endpoint_url: str, outputs: Mapping[str, str], credentials: Credentials = DUMMY
) -> EventDelivery | None:
    """Return what delivers events to a deployed stack; None for a template without feedback."""
    queue_url = outputs.get(OUTPUT)
    return None if queue_url is None else EventDelivery(endpoint_url, queue_url, credentials)


def delivery_to_the_stack_of(file: Path) -> Callable[[Event], None]:
    """Return what delivers each event to the stack that the file describes when the event comes.

    The endpoint of `outreach up` starts before there is a stack, and goes on running when a deployment
    makes another queue.
    """
    made: dict[tuple[str, str, Credentials], EventDelivery] = {}

    def deliver(event: Event) -> None:
        try:
            described = json.loads(file.read_text())
            endpoint_url, queue_url = described["endpoint_url"], described["outputs"].get(OUTPUT)
            credentials = Credentials(**described["credentials"]) if "credentials" in described else DUMMY
        except (OSError, ValueError, KeyError, TypeError):
            return  # no stack yet, or none any more
        if queue_url is not None:
            place = (endpoint_url, queue_url, credentials)
            made.setdefault(place, EventDelivery(*place))(event)

    return deliver
