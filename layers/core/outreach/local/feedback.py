"""Hands the local SES endpoint's events to the feedback function, as EventBridge would.

Nobody may put events with the source `aws.ses` on a bus, on AWS or here. So the endpoint invokes the function
with the event itself, and the rule in between has tests of its own. Events go one at a time and in order. Each
gets three tries, like an asynchronous invocation of Lambda. One that fails for good is logged, and the endpoint
goes on accepting mail.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from outreach.local.clients import DUMMY, Credentials, local_client
from outreach.local.ses_events import Event

logger = logging.getLogger(__name__)

OUTPUT = "FeedbackFunctionName"
_TRIES = 3


class FeedbackInvoker:
    """Invokes the feedback function of one stack. Calls must come one at a time."""

    def __init__(self, endpoint_url: str, function_name: str, credentials: Credentials = DUMMY) -> None:
        self._function_name = function_name
        self._client = local_client("lambda", endpoint_url, credentials)
        self._stopped = threading.Event()

    def __call__(self, event: Event) -> None:
        """Hand over one event. Returns when the function has handled it, or has failed at every try."""
        for _ in range(_TRIES):
            if self._stopped.is_set():
                return
            problem = self._invoke(event)
            if problem is None:
                return
        if not self._stopped.is_set():
            logger.error("feedback failed for %s %s: %s", event["detail-type"], event["id"], problem)

    def stop(self) -> None:
        """Hand over no more events: the stack is being stopped."""
        self._stopped.set()

    def _invoke(self, event: Event) -> str | None:
        try:
            response = self._client.invoke(FunctionName=self._function_name, Payload=json.dumps(event))
        except (BotoCoreError, ClientError) as error:
            return type(error).__name__
        body: Any = response["Payload"].read()
        return body.decode() if "FunctionError" in response else None


def invoker_for(
    endpoint_url: str, outputs: Mapping[str, str], credentials: Credentials = DUMMY
) -> FeedbackInvoker | None:
    """Return what hands events to a deployed stack; None for a template without feedback."""
    name = outputs.get(OUTPUT)
    return None if name is None else FeedbackInvoker(endpoint_url, name, credentials)


def invoker_of_file(file: Path) -> Callable[[Event], None]:
    """Return what hands each event to the stack that the file describes when the event comes.

    The endpoint of `outreach up` starts before there is a stack, and goes on running when a deployment
    renames the function.
    """
    made: dict[tuple[str, str, Credentials], FeedbackInvoker] = {}

    def hand_over(event: Event) -> None:
        try:
            described = json.loads(file.read_text())
            endpoint_url, name = described["endpoint_url"], described["outputs"].get(OUTPUT)
            credentials = Credentials(**described["credentials"]) if "credentials" in described else DUMMY
        except (OSError, ValueError, KeyError, TypeError):
            return  # no stack yet, or none any more
        if name is not None:
            called = (endpoint_url, name, credentials)
            made.setdefault(called, FeedbackInvoker(*called))(event)

    return hand_over
