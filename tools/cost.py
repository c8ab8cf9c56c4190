"""Measures what a mail costs besides SES, and everything around it: requests, capacity units, seconds and US$ per million.

    make bench                                             # this, and everything else
    PYTHONPATH=tests .venv/bin/python tools/cost.py        # this alone

The functions run in this process, as they are, against tables of their own on the emulator. The demo's campaign is sent to
leads from a file, in whole batches of ten, with all that SES reports of a mail that arrives. What was asked for is counted
(`metering.py`), units are worked out from the sizes of the items (`capacity.py`), and prices are in `prices.py`.

A function is billed by the second, and no emulator says how long it runs on AWS. So that is worked out: the requests that wait
for each other, by the times below; processor time, as measured here, at the share that its memory buys; and for a sender, the time
that it waits for its turn at the account's rate.
"""

import csv
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import pytest

import prices
from bars import Bar, table
from capacity import item_bytes
from metering import Used, logs_counted, metered
from outreach.bootstrap.feedback import feedback_app
from outreach.cli.leads import rules_of
from outreach.domain.campaign import AcrossCampaigns, Campaign, DomainPace, PacePeriod, Policy, Ramp
from outreach.domain.control import Mode
from outreach.local import emulator as embedded
from outreach.local.template import load
from outreach.reading.campaign_file import load_campaign
from outreach.reading.lead_file import LeadFile, import_leads
from world.batches import a_batch_of, failed_in
from world.cloud import Cloud, FakeContext, a_cloud, load_handler
from world.feedback import an_event
from world.senders import a_pool

ROOT = Path(__file__).resolve().parent.parent
MOST_PER_MILLION = 7.0
"""US$ for a million mails, besides SES."""
MOST_REQUESTS = 3.3
"""To DynamoDB, for a mail: claim, last look and settle, and a tenth of the three of a batch."""
BATCH = 10
RATE = 14.0
"""Mails a second that SES lets an account send in the first place, once it is out of the sandbox."""
FULL_PROCESSOR_MB = 1769
"""Memory with which a function has one whole processor: docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html."""
SECONDS = {"DynamoDB": 0.005, "SSM": 0.010, "SES": 0.050, "SQS": 0.010, "Secrets": 0.010}
"""How long one request takes within a region. Taken as typical; nothing here was measured on AWS."""
REPORT_LINES, REPORT_BYTES = 3, 343
"""What Lambda itself logs for each invocation: START, END and REPORT."""
ACCOUNT = "000000000000"


@dataclass(frozen=True, slots=True)
class Function:
    """How a function is deployed."""

    memory_mb: int
    concurrency: int

    @property
    def share(self) -> float:
        """The share of a processor that its memory buys."""
        return min(1.0, self.memory_mb / FULL_PROCESSOR_MB)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one thing uses, on average: one mail, one event, one row."""

    name: str
    used: Used
    per: float
    """How many of them were measured together."""
    billed_seconds: float = 0.0
    """Of one of them."""
    memory_mb: int = 0
    invocations: float = 0.0
    sqs: float = 0.0
    """Requests to SQS that the event source and EventBridge make, which nobody sees here."""

    def each(self, amount: float) -> float:
        """Return the amount for one of them."""
        return amount / self.per

    @property
    def parts(self) -> Mapping[str, float]:
        """US$ for a million of them, by what is paid for."""
        logged = self.each(self.used.log_bytes) + self.invocations * REPORT_BYTES
        of_one = {
            "writes to tables": self.each(self.used.table_writes) * prices.WRITE_UNIT,
            "writes to indexes": self.each(self.used.index_writes) * prices.WRITE_UNIT,
            "reads": self.each(self.used.reads) * prices.READ_UNIT,
            "Lambda, time": self.billed_seconds * self.memory_mb / 1024 * prices.GB_SECOND[architecture()],
            "Lambda, requests": self.invocations * prices.INVOCATION,
            "SQS": (self.sqs + self.each(self.used.asked("SQS"))) * prices.SQS_REQUEST,
            "logs": logged * prices.LOG_BYTE,
        }
        return {name: dollars * prices.MILLION for name, dollars in of_one.items()}

    @property
    def per_million(self) -> float:
        """US$ for a million of them."""
        return sum(self.parts.values())


# --- how the functions are deployed ----------------------------------------------------------------------


@cache
def function(name: str) -> Function:
    """Return how the template deploys a function."""
    template = load(ROOT / "template.yaml")
    properties = template["Resources"][f"{name}Function"]["Properties"]
    memory = properties.get("MemorySize", template["Globals"]["Function"]["MemorySize"])
    return Function(int(memory), int(template["Parameters"]["SendConcurrency"]["Default"]))


@cache
def architecture() -> str:
    """Return the processor on which the template lets functions run."""
    return str(load(ROOT / "template.yaml")["Parameters"]["Architecture"]["Default"])


def working_seconds(used: Used, processor: float, deployed: Function) -> float:
    """Return how long the measured work takes on AWS: its requests one after the other, and its processor time."""
    waiting = sum(count * SECONDS[name.partition(" ")[0]] for name, count in used.requests.items())
    return waiting + processor / deployed.share


# --- what is sent ----------------------------------------------------------------------------------------


def the_campaign(**changes: Any) -> Campaign:
    """The demo's campaign with its real templates, and without its waits: three steps, due at once."""
    campaign = load_campaign(ROOT / "infra/demo/campaign.yaml").campaign
    steps = tuple(replace(step, delay=timedelta()) for step in campaign.steps)
    policy = Policy(max_leads_per_tick=1000, per_day=100_000, cooldown=timedelta())
    return replace(campaign, **{"steps": steps, "policy": policy, **changes})


def lead_file(folder: Path, count: int, kind: str = "") -> Path:
    """Write leads as a CRM exports them, two of each company."""
    path = folder / f"leads{kind}.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("Email", "First Name", "Company", "City"))
        for number in range(count):
            company = f"Northwind Industries {kind}{number // 2}"
            address = f"katharina.bergmann{number}@northwind-industries-{kind}{number // 2}.com"
            rows.writerow((address, "Katharina", company, "Rotterdam"))
    return path


class Sending:
    """A stack on the emulator whose functions run here."""

    def __init__(self, cloud: Cloud, campaign: Campaign, folder: Path) -> None:
        self.cloud, self.campaign, self._folder = cloud, campaign, folder
        feedback_app.cache_clear()
        self._feedback: ModuleType = load_handler("feedback")
        self._heard = 0

    def metered(self) -> Any:
        """Meter what follows."""
        return metered(self.cloud.client_of("dynamodb"), self.cloud.environment["OUTREACH_TABLE"])

    def load(self, count: int, kind: str = "") -> None:
        """Import leads from a file."""
        file = LeadFile(lead_file(self._folder, count, kind))
        rules = rules_of(self.campaign)
        import_leads(self.cloud.operator.importing, self.campaign, file, rules, actor="bench")

    def begin(self, count: int) -> None:
        """Start the live run with so many leads."""
        self.cloud.operator.runs.apply(self.campaign, {})
        self.load(count)
        self.cloud.operator.runs.start(self.campaign.campaign_id, Mode.LIVE, "bench")

    def batch(self) -> list[dict[str, Any]]:
        """Take one whole batch from the queue."""
        records: list[dict[str, Any]] = []
        while len(records) < BATCH:
            found = self.cloud.sqs.receive_message(
                QueueUrl=self.cloud.queue_url,
                MaxNumberOfMessages=BATCH - len(records),
                MessageSystemAttributeNames=["ApproximateReceiveCount"],
            ).get("Messages", [])
            if not found:
                sys.exit("the queue has no whole batch")
            for message in found:
                self.cloud.sqs.delete_message(
                    QueueUrl=self.cloud.queue_url, ReceiptHandle=message["ReceiptHandle"]
                )
            records += [
                {"messageId": each["MessageId"], "body": each["Body"], "attributes": each["Attributes"]}
                for each in found
            ]
        return records

    def send(self, records: Sequence[dict[str, Any]]) -> None:
        """Handle one batch, and see that each mail of it went out."""
        before = self.cloud.ses.accepted
        failed = self.cloud.send(list(records))
        if failed or self.cloud.ses.accepted - before != len(records):
            sys.exit("not every mail of a batch was sent")

    def hear(self, mails: Sequence[Any]) -> None:
        """Handle one batch of what SES says about mails that arrived: of each the one event that it has."""
        events = [
            an_event(
                "Delivery",
                tags=each.tags,
                to=each.recipient,
                message_id=each.message_id,
                sent_at=each.received_at,
                account=ACCOUNT,
            )
            for each in mails
        ]
        if failed_in(self._feedback.lambda_handler(a_batch_of(*events), FakeContext())):
            sys.exit("an event failed")

    def latest(self) -> list[Any]:
        """Return the mails since the last time."""
        found = self.cloud.ses.mails()
        new, self._heard = found[self._heard :], len(found)
        return new


# --- what is measured ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Costs:
    """Everything that was measured."""

    mails: Sequence[Cost]
    """A mail of each step, with its share of its batch."""
    delivery: Cost
    """What SES says of a mail that arrives."""
    planning: Cost
    """A mail's share of the tick that plans it."""
    others: Sequence[Cost]
    features: Sequence[Cost]
    item_bytes: Sequence[int]
    """How large an enrollment is after each step."""

    @property
    def per_million(self) -> float:
        """US$ for a million mails, besides SES: the average over the steps, and the event of each mail."""
        return sum(self.sum_of_parts.values())

    @property
    def sum_of_parts(self) -> Mapping[str, float]:
        """The same, by what is paid for."""
        mails = [each.parts for each in self.mails]
        others = [self.delivery.parts, self.planning.parts]
        return {
            name: sum(mail[name] for mail in mails) / len(mails) + sum(other[name] for other in others)
            for name in mails[0]
        }


def measured() -> Costs:
    """Measure everything, on an emulator that is started for it."""
    python = ROOT / ".tools" / "emulator" / "bin" / "python"
    with (
        embedded.start(embedded.EmulatorOptions(python=python)) as running,
        _sending(running.endpoint_url, the_campaign()) as sending,
        logs_counted(Used()),  # also of the batches that are sent unmetered, or they would be shown
    ):
        return _measured(sending, running.endpoint_url)


@contextmanager
def _sending(endpoint: str, campaign: Campaign) -> Iterator[Sending]:
    with (
        TemporaryDirectory(prefix="outreach-cost-") as folder,
        pytest.MonkeyPatch.context() as patch,
        a_cloud(endpoint, Path(folder) / "mails", patch) as cloud,
    ):
        yield Sending(cloud, campaign, Path(folder))


def _measured(sending: Sending, endpoint: str) -> Costs:
    sending.begin(3 * BATCH)
    send, feedback = function("Send"), function("Feedback")
    mails, sizes = [], []
    delivered = _Sum()
    for step in range(len(sending.campaign.steps)):
        sending.cloud.tick(f"tick-{step}")
        sending.send(sending.batch())  # what a function reads once in its life is read here
        processor = _processor(lambda: sending.send(sending.batch()))
        records = sending.batch()
        with sending.metered() as used:
            sending.send(records)
        own = working_seconds(used, processor, send) / BATCH
        paced = send.concurrency / RATE
        mails.append(
            Cost(
                f"a mail of step {step + 1}",
                used,
                BATCH,
                max(own, paced),
                send.memory_mb,
                1 / BATCH,
                sqs=2 / BATCH,
            )
        )
        of_step = sending.latest()
        sending.hear(of_step[:BATCH])
        seconds = _processor(lambda some=of_step[BATCH : 2 * BATCH]: sending.hear(some))
        with sending.metered() as used:
            sending.hear(of_step[2 * BATCH :])
        delivered.add(used, seconds)
        sizes.append(_largest(sending.cloud))
    with sending.metered() as imported:
        sending.load(100, "more")
    delivery = Cost(
        "an event Delivery",
        delivered.used,
        delivered.times * BATCH,
        working_seconds(delivered.used, delivered.processor, feedback) / delivered.times / BATCH,
        feedback.memory_mb,
        1 / BATCH,
        sqs=1 + 2 / BATCH,
    )
    planning, idle = _ticks(endpoint)
    others = [
        idle,
        Cost("a row of an import, to a run under way", imported, 100),
    ]
    return Costs(mails, delivery, planning, others, list(_features(endpoint)), sizes)


def _ticks(endpoint: str) -> tuple[Cost, Cost]:
    """Measure what a mail adds to its tick, and a tick of a run in which everybody waits for a later day."""
    campaign, tick, due = the_campaign(), function("Tick"), 20 * BATCH
    first, *others = campaign.steps
    later = (replace(step, delay=timedelta(days=3)) for step in others)
    with _sending(endpoint, replace(campaign, steps=(first, *later))) as sending:
        sending.begin(due)
        with sending.metered() as busy:
            sending.cloud.tick("tick-1")
        sending.cloud.tick("tick-2")
        with sending.metered() as idle:
            sending.cloud.tick("tick-3")
    more, name = busy - idle, f"a tick with nothing due, one run of {campaign.shards} shards"
    return (
        Cost("a mail, in its tick", more, due, working_seconds(more, 0, tick) / due, tick.memory_mb),
        Cost(name, idle, 1, working_seconds(idle, 0, tick), tick.memory_mb, 1),
    )


def _features(endpoint: str) -> Iterator[Cost]:
    """Measure a first mail of campaigns that ask for more."""
    policy, send = the_campaign().policy, function("Send")
    asked: Mapping[str, Mapping[str, Any]] = {
        "with nothing more": {},
        "with quotas.per_domain": {"policy": replace(policy, per_domain=DomainPace(1000, PacePeriod.DAY))},
        "with across_campaigns": {
            "policy": replace(policy, across_campaigns=AcrossCampaigns(cooldown=timedelta(days=3)))
        },
        "with a cap for companies": {
            "policy": replace(policy, across_campaigns=AcrossCampaigns(people_per_company_a_week=9))
        },
        "with three senders": {"pool": a_pool(), "sender": a_pool().senders[0].sender},
        "with a ramp": {"policy": replace(policy, ramp=Ramp(1000, 10, 2000))},
    }
    for name, changes in asked.items():
        with _sending(endpoint, the_campaign(**changes)) as sending:
            sending.begin(2 * BATCH)
            sending.cloud.tick()
            sending.send(sending.batch())
            records = sending.batch()
            with sending.metered() as used:
                sending.send(records)
            yield Cost(
                f"a first mail {name}",
                used,
                BATCH,
                send.concurrency / RATE,
                send.memory_mb,
                1 / BATCH,
                sqs=2 / BATCH,
            )


class _Sum:
    """What several batches used together."""

    def __init__(self) -> None:
        self.used, self.processor, self.times = Used(), 0.0, 0

    def add(self, used: Used, processor: float = 0.0) -> None:
        self.used, self.processor, self.times = self.used + used, self.processor + processor, self.times + 1


def _processor(work: Any) -> float:
    """Return the processor seconds of this thread. The emulator and the SES endpoint have others."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _largest(cloud: Cloud) -> int:
    return max(item_bytes(item) for item in cloud.items() if item["pk"]["S"].startswith("E#"))


# --- what it says ----------------------------------------------------------------------------------------


def bars(costs: Costs) -> Iterator[Bar]:
    """Hold what a mail costs against what is promised."""
    yield Bar(
        "a million mails, besides SES",
        f"US$ {costs.per_million:.2f}",
        f"US$ {MOST_PER_MILLION:.2f}",
        met=costs.per_million <= MOST_PER_MILLION,
    )
    most = max(each.each(each.used.asked("DynamoDB")) for each in costs.mails)
    yield Bar(
        "DynamoDB requests of a mail, with its share of a batch",
        f"{most:.1f}",
        f"{MOST_REQUESTS}",
        met=most <= MOST_REQUESTS,
    )


def told(costs: Costs) -> Iterator[str]:
    """Write what was measured, as tables of Markdown."""
    send = function("Send")
    yield f"At {RATE:.0f} mails a second, {send.concurrency} senders with {send.memory_mb} MB on {architecture()}:"
    yield ""
    yield "| of one | DynamoDB | SSM | SES | SQS | write units: table + index | read units | log bytes | seconds billed | US$ per million |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for cost in (*costs.mails, costs.planning, costs.delivery, *costs.others, *costs.features):
        yield _row(cost)
    yield ""
    yield "| a million mails, besides SES | US$ |"
    yield "|---|---|"
    for name, dollars in costs.sum_of_parts.items():
        yield f"| {name} | {dollars:.2f} |"
    yield f"| **together** | **{costs.per_million:.2f}** |"
    yield ""
    yield (
        "An enrollment is at most "
        + ", ".join(f"{size:,}" for size in costs.item_bytes)
        + " bytes after each step."
    )


def _row(cost: Cost) -> str:
    used, each = cost.used, cost.each
    figures = [f"{each(used.asked(service)):.2f}" for service in ("DynamoDB", "SSM", "SES")]
    logged = each(used.log_bytes) + cost.invocations * REPORT_BYTES
    units = f"{each(used.table_writes):.2f} + {each(used.index_writes):.2f}"
    more = [
        f"{cost.sqs + each(used.asked('SQS')):.2f}",
        units,
        f"{each(used.reads):.2f}",
        f"{round(logged)}",
        f"{cost.billed_seconds:.3f}",
    ]
    return "| " + " | ".join([cost.name, *figures, *more, f"{cost.per_million:.2f}"]) + " |"


def main() -> int:
    """Measure, tell, and hold against the bars."""
    costs = measured()
    print("\n".join(told(costs)))
    print()
    found = list(bars(costs))
    print("\n".join(table(found)))
    return 0 if all(bar.met for bar in found) else 1


if __name__ == "__main__":
    sys.exit(main())
