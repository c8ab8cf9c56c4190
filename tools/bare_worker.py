"""Measures mails a second through the real workers, beside a bare worker that makes the same five requests of each mail.

The bare worker is a function on the same emulator, with the layers, role, variables and memory of the send function, and a queue
of its own that it reads with the same batches and concurrency. Its messages hold the requests (`send_time.py`), so nobody plans
for it. The two take turns, so that other programs slow down both, and the time is taken from the first to the last accepted mail.
Each mail must be accepted, or the measurement fails.
"""

import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from bars import Bar
from outreach.domain.enrollment import Enrollment
from outreach.local.stack import LocalStack
from send_time import BARE_HANDLER, FiveRequests

_NAME = "bench-bare-worker"
_MAILS = 200
_ROUNDS = 3
_WARM_UP = 80
_BATCH = 10
_AT_LEAST_TIMES = 0.8
_PATIENCE = 300.0


def bar(
    stack: LocalStack,
    five: FiveRequests,
    waiting: Callable[[str, int], Sequence[Enrollment]],
    ours: Callable[[str, int], float],
) -> Bar:
    """Measure it. `waiting` starts a run with so many leads; `ours` sends such a run and returns its mails a second."""
    worker = _BareWorker(stack, five)
    worker.sends(waiting("bench-bare-warm", _WARM_UP))
    mine, bare = [], []
    for number in range(_ROUNDS):
        bare.append(worker.sends(waiting(f"bench-bare-{number}", _MAILS)))
        mine.append(ours(f"bench-beside-{number}", _MAILS))
    one, other = statistics.median(mine), statistics.median(bare)
    return Bar(
        "mails a second through the workers, beside a bare worker with the same five requests",
        f"{one:.1f}, {other:.1f} bare: {one / other:.2f} x",
        f"at least {_AT_LEAST_TIMES} x",
        met=one / other >= _AT_LEAST_TIMES,
    )


class _BareWorker:
    """A function that sends what its queue tells it to."""

    def __init__(self, stack: LocalStack, five: FiveRequests) -> None:
        self._stack, self._five = stack, five
        self._sqs = stack.client("sqs")
        self._queue = self._sqs.create_queue(QueueName=_NAME, Attributes={"VisibilityTimeout": "360"})[
            "QueueUrl"
        ]
        _deploy(stack, self._arn())

    def _arn(self) -> str:
        found = self._sqs.get_queue_attributes(QueueUrl=self._queue, AttributeNames=["QueueArn"])
        arn: str = found["Attributes"]["QueueArn"]
        return arn

    def sends(self, leads: Sequence[Enrollment]) -> float:
        """Have a mail sent to each of these leads of one run; return the mails a second."""
        campaign_id, accepted = leads[0].key.campaign_id, self._stack.ses.accepted
        for start in range(0, len(leads), _BATCH):
            entries = [
                {"Id": str(place), "MessageBody": self._five.of(lead)}
                for place, lead in enumerate(leads[start : start + _BATCH])
            ]
            if self._sqs.send_message_batch(QueueUrl=self._queue, Entries=entries).get("Failed"):
                sys.exit("a message of the bare worker was refused")
        began = time.monotonic()
        while self._stack.ses.accepted - accepted < len(leads) and time.monotonic() - began < _PATIENCE:
            time.sleep(0.05)
        moments = sorted(
            mail.received_at for mail in self._stack.mails() if mail.tags["campaign"] == campaign_id
        )
        if len(moments) != len(leads):
            log = "\n".join(self._stack.logs(_NAME)[-5:])
            sys.exit(f"{len(moments)} of {len(leads)} mails of the bare worker were accepted\n{log}")
        return (len(moments) - 1) / (moments[-1] - moments[0]).total_seconds()


def _deploy(stack: LocalStack, queue_arn: str) -> None:
    functions = stack.client("lambda")
    send: Any = functions.get_function_configuration(FunctionName=stack.outputs["SendFunctionName"])
    functions.create_function(
        FunctionName=_NAME,
        Runtime=send["Runtime"],
        Role=send["Role"],
        Handler="handler.lambda_handler",
        Code={"ZipFile": _zipped(BARE_HANDLER)},
        Layers=[layer["Arn"] for layer in send["Layers"]],
        Environment={"Variables": send["Environment"]["Variables"]},
        Timeout=send["Timeout"],
        MemorySize=send["MemorySize"],
    )
    functions.create_event_source_mapping(
        EventSourceArn=queue_arn,
        FunctionName=_NAME,
        BatchSize=_BATCH,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        ScalingConfig={"MaximumConcurrency": int(stack.outputs["SendConcurrency"])},
    )


def _zipped(handler: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("handler.py", handler)
    return content.getvalue()
