"""Measures mails a second through the real workers, beside a bare worker that makes the same five requests of each mail.

The bare worker is a function on the same emulator, with the layers, role, variables and memory of the send function, and a queue
of its own that it reads with the same batches and concurrency. Its messages hold the requests (`send_time.py`), so nobody plans
for it. The two take turns. Each mail must be accepted, or the measurement fails.

The rate is limited by the processors, which other programs take as well. So the bar is held against what each would send with
whole processors: mails for each second of processor time that workers, emulator and SES endpoint used. Only where that cannot be
read, which is not on Linux, it is held against the time from the first to the last accepted mail.
"""

import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bars import Bar
from outreach.domain.enrollment import Enrollment
from outreach.local.stack import LocalStack
from send_time import BARE_HANDLER, FiveRequests

_NAME = "bench-bare-worker"
_MAILS = 400
_ROUNDS = 5
_WARM_UP = 80
_BATCH = 10
_AT_LEAST_TIMES = 0.8
_PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast mails were sent."""

    per_second: float
    """From the first to the last accepted mail."""
    per_processor_second: float
    """The same as `per_second` where processor times cannot be read."""


def accepted_at(stack: LocalStack, campaign_id: str) -> list[datetime]:
    """Return when the SES endpoint accepted each mail of a campaign, the earliest first."""
    envelopes = stack.ses.mailbox.envelopes()
    return sorted(each.received_at for each in envelopes if each.tags["campaign"] == campaign_id)


def bar(
    stack: LocalStack,
    five: FiveRequests,
    waiting: Callable[[str, int], Sequence[Enrollment]],
    ours: Callable[[str, int], Rate],
    used: Callable[[], float | None],
) -> Bar:
    """Measure it. `waiting` starts a run with so many leads; `ours` sends such a run through the workers.

    `used` returns the processor seconds that workers, emulator and SES endpoint have used so far.
    """
    worker = _BareWorker(stack, five, used)
    worker.sends(waiting("bench-bare-warm", _WARM_UP))
    mine, bare = [], []
    for number in range(_ROUNDS):
        bare.append(worker.sends(waiting(f"bench-bare-{number}", _MAILS)))
        mine.append(ours(f"bench-beside-{number}", _MAILS))
    one, other = (statistics.median(each.per_second for each in rates) for rates in (mine, bare))
    with_whole = [statistics.median(each.per_processor_second for each in rates) for rates in (mine, bare)]
    times = with_whole[0] / with_whole[1]
    return Bar(
        "mails through the workers, beside a bare worker with the same five requests",
        f"{one:.1f} a second, {other:.1f} bare; with whole processors {times:.2f} x",
        f"at least {_AT_LEAST_TIMES} x",
        met=times >= _AT_LEAST_TIMES,
    )


class _BareWorker:
    """A function that sends what its queue tells it to."""

    def __init__(self, stack: LocalStack, five: FiveRequests, used: Callable[[], float | None]) -> None:
        self._stack, self._five, self._used = stack, five, used
        self._sqs = stack.client("sqs")
        self._queue = self._sqs.create_queue(QueueName=_NAME, Attributes={"VisibilityTimeout": "360"})[
            "QueueUrl"
        ]
        _deploy(stack, self._arn())

    def _arn(self) -> str:
        found = self._sqs.get_queue_attributes(QueueUrl=self._queue, AttributeNames=["QueueArn"])
        arn: str = found["Attributes"]["QueueArn"]
        return arn

    def sends(self, leads: Sequence[Enrollment]) -> Rate:
        """Have a mail sent to each of these leads of one run."""
        campaign_id, accepted = leads[0].key.campaign_id, self._stack.ses.accepted
        before = self._used()
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
        after = self._used()
        moments = accepted_at(self._stack, campaign_id)
        if len(moments) != len(leads):
            log = "\n".join(self._stack.logs(_NAME)[-5:])
            sys.exit(f"{len(moments)} of {len(leads)} mails of the bare worker were accepted\n{log}")
        per_second = (len(moments) - 1) / (moments[-1] - moments[0]).total_seconds()
        if before is None or after is None:
            return Rate(per_second, per_second)
        return Rate(per_second, len(leads) / (after - before))


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
