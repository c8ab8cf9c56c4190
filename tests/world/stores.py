"""Every store in memory and in DynamoDB, as one object each."""

import sys
from dataclasses import dataclass
from typing import Any

from botocore.config import Config

from outreach.adapters.dynamodb.archives import DynamoArchives
from outreach.adapters.dynamodb.audience import DynamoAudience
from outreach.adapters.dynamodb.campaigns import DynamoCampaigns
from outreach.adapters.dynamodb.companies import DynamoCompanies
from outreach.adapters.dynamodb.controls import DynamoControls
from outreach.adapters.dynamodb.counted_leads import DynamoCountedLeads
from outreach.adapters.dynamodb.desk import DynamoDesk
from outreach.adapters.dynamodb.enrollments import DynamoDueIndex, DynamoEnrollments
from outreach.adapters.dynamodb.feedback import DynamoAddressHistory, DynamoDeliveries
from outreach.adapters.dynamodb.leases import DynamoLeases
from outreach.adapters.dynamodb.persons import DynamoPersons
from outreach.adapters.dynamodb.proof_mails import DynamoProofMails
from outreach.adapters.dynamodb.quotas import DynamoQuotas
from outreach.adapters.dynamodb.shown_senders import DynamoShownSenders
from outreach.adapters.dynamodb.suppressions import DynamoSuppressions
from outreach.adapters.dynamodb.tables import Tables
from outreach.adapters.dynamodb.timetables import DynamoTimetables
from outreach.adapters.proof import ProofSender
from outreach.local.clients import local_session
from outreach.memory import (
    FixedClock,
    MemoryArchives,
    MemoryAudience,
    MemoryCampaigns,
    MemoryCompanies,
    MemoryControls,
    MemoryCountedLeads,
    MemoryDeliveries,
    MemoryDesk,
    MemoryDueIndex,
    MemoryEnrollments,
    MemoryLeases,
    MemoryPersons,
    MemoryProofMails,
    MemoryProofSender,
    MemoryQuotas,
    MemoryShownSenders,
    MemorySuppressions,
    MemoryTables,
    MemoryTimetables,
)
from outreach.services.heard_ports import Deliveries
from outreach.services.operator.ports import Archives, Audience, CountedLeads, ProofMails, Timetables
from outreach.services.ports import Campaigns, Companies, Controls, Enrollments, Persons, Quotas, Suppressions
from outreach.services.send.ports import Desk, Sender
from outreach.services.tick.ports import DueIndex, Leases
from outreach.services.unsubscribe.ports import ShownSenders


@dataclass(frozen=True, slots=True)
class Stores:
    enrollments: Enrollments
    counted_leads: CountedLeads
    due: DueIndex
    desk: Desk
    leases: Leases
    controls: Controls
    campaigns: Campaigns
    audience: Audience
    quotas: Quotas
    persons: Persons
    companies: Companies
    suppressions: Suppressions
    proof_mails: ProofMails
    proof_sender: Sender
    shown_senders: ShownSenders
    timetables: Timetables
    archives: Archives
    deliveries: Deliveries
    tables: Any


def client_of(service: str, endpoint_url: str, *, attempts: int = 3) -> Any:
    config = Config(
        proxies={},
        connect_timeout=2,
        read_timeout=10,
        retries={"total_max_attempts": attempts, "mode": "standard"},
        max_pool_connections=40,
    )
    session: Any = local_session()  # its stubs know the services by literal names only
    client = session.client(service, endpoint_url=endpoint_url, config=config)
    if service == "dynamodb":
        client.meta.events.register("before-parameter-build.dynamodb.*", _reads_what_is_committed)
    return client


_CONSISTENT = {
    "GetItem": lambda read: [read],
    "BatchGetItem": lambda read: list(read["RequestItems"].values()),
    "Query": lambda read: [] if "IndexName" in read else [read],
    "Scan": lambda read: [] if "IndexName" in read else [read],
}


MAY_BE_LATE = frozenset(
    read.__code__
    for read in (
        DynamoDesk.prefetch,
        DynamoEnrollments.find_late,
        DynamoDeliveries.find_late,
        DynamoAddressHistory.is_known_late,
    )
)
"""The reads for half the price. Each says what may follow from it."""


def _reads_late() -> bool:
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        if frame.f_code in MAY_BE_LATE:
            return True
    return False


def _reads_what_is_committed(params: dict[str, Any], model: Any, **_: Any) -> None:
    """Let no test pass if its adapter reads a table without ConsistentRead. Indexes cannot be read that way.

    In the emulator every read is consistent, so no outcome of a test would ever show the mistake. Only `MAY_BE_LATE` read for
    half the price.
    """
    if _reads_late():
        return
    for read in _CONSISTENT.get(model.name, lambda _: [])(params):
        assert read.get("ConsistentRead") is True, f"{model.name} is not a consistent read: {read}"


def in_memory() -> Stores:
    tables = MemoryTables()
    return Stores(
        enrollments=MemoryEnrollments(tables),
        counted_leads=MemoryCountedLeads(tables),
        due=MemoryDueIndex(tables),
        desk=MemoryDesk(tables),
        leases=MemoryLeases(tables),
        controls=MemoryControls(tables),
        campaigns=MemoryCampaigns(tables),
        audience=MemoryAudience(tables),
        quotas=MemoryQuotas(tables),
        persons=MemoryPersons(tables),
        companies=MemoryCompanies(tables),
        suppressions=MemorySuppressions(tables),
        proof_mails=MemoryProofMails(tables),
        proof_sender=MemoryProofSender(tables, FixedClock()),
        shown_senders=MemoryShownSenders(tables),
        timetables=MemoryTimetables(tables),
        archives=MemoryArchives(tables),
        deliveries=MemoryDeliveries(tables),
        tables=tables,
    )


def in_dynamodb(tables: Tables) -> Stores:
    return Stores(
        enrollments=DynamoEnrollments(tables),
        counted_leads=DynamoCountedLeads(tables),
        due=DynamoDueIndex(tables),
        desk=DynamoDesk(tables),
        leases=DynamoLeases(tables),
        controls=DynamoControls(tables),
        campaigns=DynamoCampaigns(tables),
        audience=DynamoAudience(tables),
        quotas=DynamoQuotas(tables),
        persons=DynamoPersons(tables),
        companies=DynamoCompanies(tables),
        suppressions=DynamoSuppressions(tables),
        proof_mails=DynamoProofMails(tables),
        proof_sender=ProofSender(DynamoProofMails(tables), FixedClock()),
        shown_senders=DynamoShownSenders(tables),
        timetables=DynamoTimetables(tables),
        archives=DynamoArchives(tables),
        deliveries=DynamoDeliveries(tables),
        tables=tables,
    )
