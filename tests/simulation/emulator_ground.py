"""The ground of a stack on the emulator: the AWS adapters over one wire, with tables and a queue of its own.

The triggers of the functions stay simulated. Messages that SQS has accepted are taken out of the real queue, and
the stack delivers them on its own clock.
"""

import itertools
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from outreach.adapters.campaign_documents import campaign_in
from outreach.adapters.due_order import moment_of
from outreach.adapters.dynamodb.archives import DynamoArchives
from outreach.adapters.dynamodb.audience import DynamoAudience
from outreach.adapters.dynamodb.campaigns import DynamoCampaigns
from outreach.adapters.dynamodb.companies import CompanyItem, DynamoCompanies
from outreach.adapters.dynamodb.control_items import GLOBAL, HISTORY, RUNS, GlobalItem, HistoryItem, RunItem
from outreach.adapters.dynamodb.controls import DynamoControls
from outreach.adapters.dynamodb.desk import DynamoDesk
from outreach.adapters.dynamodb.enrollments import DynamoDueIndex, DynamoEnrollments, EnrollmentItem
from outreach.adapters.dynamodb.feedback import (
    DeliveryItem,
    DynamoAddressHistory,
    DynamoDeliveries,
    DynamoTallies,
    TallyItem,
)
from outreach.adapters.dynamodb.holds import DynamoHolds
from outreach.adapters.dynamodb.leases import DynamoLeases
from outreach.adapters.dynamodb.persons import DynamoPersons
from outreach.adapters.dynamodb.proof_mails import DynamoProofMails
from outreach.adapters.dynamodb.quotas import DynamoQuotas, QuotaItem
from outreach.adapters.dynamodb.replies import DynamoReplies
from outreach.adapters.dynamodb.suppressions import DynamoSuppressions, SuppressionItem
from outreach.adapters.dynamodb.tables import OutreachTable, SuppressionTable, Tables
from outreach.adapters.dynamodb.timetables import DynamoTimetables
from outreach.adapters.forwarder import SesForwarder
from outreach.adapters.proof import ProofSender
from outreach.adapters.raw_mails import S3RawMails
from outreach.adapters.ses import SesSender
from outreach.adapters.ses_account import SesAccount
from outreach.adapters.sqs import SqsQueue
from outreach.adapters.ssm import SsmKillSwitchReader, SsmKillSwitchWriter
from outreach.domain.breaker import Count
from outreach.domain.company_week import Company
from outreach.domain.control import KillSwitch
from outreach.domain.enrollment import EnrollmentKey, Lane
from outreach.domain.ids import CampaignId, Domain, LeadId, RunId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Outcome, Refusal, Refused
from outreach.domain.ses_event import TouchName
from outreach.domain.suppression import DomainRow
from outreach.memory import MemoryTables
from simulation.outside import Clock, SimulatedQueue
from simulation.watched import Moves
from simulation.wire import Wire

if TYPE_CHECKING:
    from simulation.stack import Stack

_numbers = itertools.count(1)
_BUCKET = "received"


class KillSwitchInSsm:
    """The reader and the writer of the parameter in one object."""

    def __init__(self, client: Any, parameter: str) -> None:
        self.read = SsmKillSwitchReader(client, parameter, max_age_seconds=0).read
        self.write = SsmKillSwitchWriter(client, parameter).write


class Rehearsing:
    """The sender of rehearsals; its mails are compared with the promises."""

    def __init__(self, stack: "Stack", sender: ProofSender) -> None:
        self._stack = stack
        self._sender = sender

    def send(self, mail: Mail) -> Outcome:
        self._stack.evidence.may_be_rehearsed(mail)
        self._stack.evidence.rehearsed(mail)
        return self._sender.send(mail)


class WatchedSes:
    """The live sender; its mails on the wire are compared with the promises."""

    def __init__(self, stack: "Stack", sender: SesSender) -> None:
        self._stack = stack
        self.send = sender.send
        self.script: list[Outcome] = []
        self.responses_lost = 0
        self.forwarded = 0

    def fail_if_scripted(self) -> None:
        if self.script:
            match self.script.pop(0):
                case Refused(Refusal.NOT_REACHED):
                    raise ConnectTimeoutError(endpoint_url="https://ses.example")
                case _:
                    raise ReadTimeoutError(endpoint_url="https://ses.example")

    def handed_over(self, request: dict[str, Any]) -> None:
        if mail := _mail_in(request):
            self._stack.evidence.handed_over(mail)

    def taken(self, request: dict[str, Any], message_id: str) -> bool:
        mail = _mail_in(request)
        if mail is None:
            self.forwarded += 1
            return True
        self._stack.evidence.taken(mail, self._stack.process.name, message_id)
        self.responses_lost, lost = max(0, self.responses_lost - 1), bool(self.responses_lost)
        return not lost


def _mail_in(request: dict[str, Any]) -> Mail | None:
    """The mail of a touch; None if it is a forwarded reply, which has no tags."""
    tags = {tag["Name"]: tag["Value"] for tag in request.get("EmailTags", [])}
    if not tags:
        return None
    (recipient,) = request["Destination"]["ToAddresses"]
    simple = request["Content"]["Simple"]
    subject, text = simple["Subject"]["Data"], simple["Body"]["Text"]["Data"]
    return Mail(request["FromEmailAddress"], recipient, subject, text, "", tags=tags)


@dataclass
class EmulatorGround:
    """Tables, a queue, a parameter and a bucket on the emulator, for one stack."""

    wire: Wire
    outside: dict[str, Any]
    """Clients by service, for the judge and the triggers of the functions. No fault strikes them."""
    number: int = field(default_factory=lambda: next(_numbers))
    _seen: tuple[int, MemoryTables] | None = None

    def __post_init__(self) -> None:
        self._parameter = f"/wire-{self.number}/kill-switch"
        self.set_parameter(on=False)
        self._queue = self.outside["sqs"].create_queue(QueueName=f"wire-{self.number}")["QueueUrl"]
        names = {name: f"wire-{name}-{self.number}" for name in ("outreach", "suppression")}
        self._tables = Tables(self.wire.clients["dynamodb"], **names)
        self._raw = Tables(self.outside["dynamodb"], **names)
        for kind in (OutreachTable, SuppressionTable):
            self._raw.items(kind).create_table(billing_mode="PAY_PER_REQUEST")
        with suppress(self.outside["s3"].exceptions.BucketAlreadyOwnedByYou):
            self.outside["s3"].create_bucket(Bucket=_BUCKET)

    def remove(self) -> None:
        """Delete everything that this ground made."""
        for kind in (OutreachTable, SuppressionTable):
            self._raw.items(kind).delete_table()
        self.outside["sqs"].delete_queue(QueueUrl=self._queue)
        self.outside["ssm"].delete_parameter(Name=self._parameter)

    def ports(self, stack: "Stack") -> dict[str, Any]:
        """Make the ports by name."""
        tables, made = self._tables, self.wire.clients
        self._ses = self.wire.post = WatchedSes(stack, SesSender(made["sending"], "outreach"))
        self.wire.later = stack.effects.later
        self.wire.die = stack.die
        mails = DynamoProofMails(tables)
        return {
            "enrollments": DynamoEnrollments(tables),
            "index": DynamoDueIndex(tables),
            "desk": DynamoDesk(tables),
            "leases": DynamoLeases(tables),
            "controls": DynamoControls(tables),
            "campaigns": DynamoCampaigns(tables),
            "audience": DynamoAudience(tables),
            "quotas": DynamoQuotas(tables),
            "persons": DynamoPersons(tables),
            "companies": DynamoCompanies(tables),
            "suppressions": DynamoSuppressions(tables),
            "holds": DynamoHolds(tables),
            "deliveries": DynamoDeliveries(tables),
            "tallies": DynamoTallies(tables),
            "history": DynamoAddressHistory(tables),
            "proof_mails": mails,
            "timetables": DynamoTimetables(tables),
            "archives": DynamoArchives(tables),
            "replies": DynamoReplies(tables),
            "kill_switch": KillSwitchInSsm(made["ssm"], self._parameter),
            "account": SesAccount(made["account"], "us.example"),
            "raw_mails": S3RawMails(made["s3"], _BUCKET),
            "forwarder": SesForwarder(made["sending"]),
            "queue": SqsQueue(made["sqs"], self._queue),
            "ses": self._ses,
            "proof": Rehearsing(stack, ProofSender(mails, Clock(stack))),
        }

    # --- the other side -----------------------------------------------------------------------------

    @property
    def tables(self) -> MemoryTables:
        """The present contents of the tables."""
        if self._seen is None or self._seen[0] != self.wire.writes:
            self._seen = (self.wire.writes, self._read())
        return self._seen[1]

    def parameter_state(self) -> KillSwitch:
        value = self.outside["ssm"].get_parameter(Name=self._parameter)["Parameter"]["Value"]
        return KillSwitch(value)

    def set_parameter(self, *, on: bool) -> None:
        value = KillSwitch.ON if on else KillSwitch.OFF
        self.outside["ssm"].put_parameter(
            Name=self._parameter, Value=value.value, Type="String", Overwrite=True
        )

    def receive_mail(self, key: str, raw: bytes) -> None:
        self.outside["s3"].put_object(Bucket=_BUCKET, Key=key, Body=raw)

    def forwarded(self) -> int:
        return self._ses.forwarded

    def moves(self) -> Moves:
        """Return none: writes between two looks at the tables are noted in memory only."""
        return Counter()

    def deliver_to(self, queue: SimulatedQueue) -> None:
        """Move the messages that SQS has accepted to where the stack delivers them from."""
        sqs = self.outside["sqs"]
        while letters := sqs.receive_message(QueueUrl=self._queue, MaxNumberOfMessages=10).get("Messages"):
            for letter in letters:
                queue.put(letter["Body"])
                sqs.delete_message(QueueUrl=self._queue, ReceiptHandle=letter["ReceiptHandle"])

    def as_an_index_may_show_it_later(self) -> MemoryTables:
        """Return empty tables: a stale index is simulated in memory only."""
        return MemoryTables()

    def as_a_late_read_may_show_it(self) -> MemoryTables:
        """Return empty tables: a late read is simulated in memory only."""
        return MemoryTables()

    def stored(self, mail_keys: set[str]) -> dict[str, object]:
        """Return everything that is stored, by place; of the received mails, only those with these keys."""
        s3 = self.outside["s3"]
        there = {each["Key"] for each in s3.list_objects_v2(Bucket=_BUCKET).get("Contents", [])}
        return {
            "the Outreach table": self._scan(self._raw.outreach),
            "the Suppression table": self._scan(self._raw.suppression),
            "raw mails": [s3.get_object(Bucket=_BUCKET, Key=key)["Body"].read() for key in mail_keys & there],
        }

    def _scan(self, table: str, **options: Any) -> list[dict[str, Any]]:
        pages = self.outside["dynamodb"].get_paginator("scan").paginate(TableName=table, **options)
        return [item for page in pages for item in page["Items"]]

    def _read(self) -> MemoryTables:
        """Read the tables into the form of the in-memory ones."""
        made = MemoryTables()
        for item in self._scan(self._raw.outreach):
            if item["pk"]["S"] == HISTORY:
                made.history.append(HistoryItem.from_raw_data(item).event())
            else:
                _put(made, item)
        for item in self._scan(self._raw.outreach, IndexName="due"):
            campaign_id, run_id, shard, lane = item["due_pk"]["S"].split("#")
            partition = (CampaignId(campaign_id), RunId(run_id), int(shard), Lane(lane))
            made.due.setdefault(partition, []).append(item["due_sk"]["S"])
        for item in self._scan(self._raw.suppression):
            row = SuppressionItem.from_raw_data(item).row()
            if isinstance(row, DomainRow):
                made.domains[row.domain] = row
            else:
                made.recipients[row.recipient] = row
        return made


def _put(tables: MemoryTables, item: dict[str, Any]) -> None:
    pk, sk = item["pk"]["S"], item["sk"]["S"]
    match pk.partition("#")[0]:
        case "E":
            enrollment = EnrollmentItem.from_raw_data(item).enrollment()
            tables.enrollments[enrollment.key] = enrollment
        case prefix if prefix == RUNS:
            run = RunItem.from_raw_data(item).run()
            tables.runs[run.campaign_id, run.run_id] = run
        case prefix if (prefix, sk) == GLOBAL:
            tables.control = GlobalItem.from_raw_data(item).control("outreach")
        case "DELIVERY":
            _, campaign_id, run_id, shard = pk.split("#")
            lead_id, step = sk.split("#")
            key = EnrollmentKey(CampaignId(campaign_id), RunId(run_id), int(shard), LeadId(lead_id))
            tables.deliveries[TouchName(key, int(step))] = DeliveryItem.from_raw_data(item).record()
        case "C" if sk.startswith("REV#"):
            campaign = campaign_in(item["document"]["S"])
            tables.definitions[campaign.campaign_id, sk.removeprefix("REV#")] = campaign
        case "COMPANY":
            _, *scope, domain = pk.split("#")
            company = Company("#".join(scope), Domain(domain))
            tables.companies[company] = CompanyItem.from_raw_data(item).row()
        case "QUOTA":
            place, day = (pk.removeprefix("QUOTA#"), sk), QuotaItem.from_raw_data(item).counted()
            tables.quotas[place] = day.used
            if day.closed:
                tables.closed_days.add(place)
        case "RATE":
            counted = TallyItem.from_raw_data(item).tally()
            scope = tables.tallies.setdefault(pk.removeprefix("RATE#"), Counter())
            scope.update({(moment_of(sk), what): getattr(counted, what.value) for what in Count})
        case _:
            pass  # an item that the judge does not need
