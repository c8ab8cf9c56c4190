"""Every store twice: in memory, and on a real emulator. The same tests must hold for both."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config

from outreach.adapters.dynamodb.audience import DynamoAudience
from outreach.adapters.dynamodb.campaigns import DynamoCampaigns
from outreach.adapters.dynamodb.controls import DynamoControls
from outreach.adapters.dynamodb.desk import DynamoDesk
from outreach.adapters.dynamodb.enrollments import DynamoDueIndex, DynamoEnrollments
from outreach.adapters.dynamodb.leases import DynamoLeases
from outreach.adapters.dynamodb.proof_mails import DynamoProofMails
from outreach.adapters.dynamodb.quotas import DynamoQuotas
from outreach.adapters.dynamodb.suppressions import DynamoSuppressions
from outreach.adapters.dynamodb.tables import OutreachTable, SuppressionTable, Tables
from outreach.adapters.memory import (
    FixedClock,
    MemoryAudience,
    MemoryCampaigns,
    MemoryControls,
    MemoryDesk,
    MemoryDueIndex,
    MemoryEnrollments,
    MemoryLeases,
    MemoryProofMails,
    MemoryProofSender,
    MemoryQuotas,
    MemorySuppressions,
    MemoryTables,
)
from outreach.adapters.proof import ProofSender
from outreach.local import emulator as embedded
from outreach.local.clients import local_session
from outreach.services.ports import (
    Audience,
    Campaigns,
    Controls,
    Desk,
    DueIndex,
    Enrollments,
    Leases,
    ProofMails,
    Quotas,
    Sender,
    Suppressions,
)

PYTHON = Path(__file__).parents[2] / ".tools" / "emulator" / "bin" / "python"
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Stores:
    enrollments: Enrollments
    due: DueIndex
    desk: Desk
    leases: Leases
    controls: Controls
    campaigns: Campaigns
    audience: Audience
    quotas: Quotas
    suppressions: Suppressions
    proof_mails: ProofMails
    proof_sender: Sender
    tables: Any


@pytest.fixture(scope="session")
def emulator() -> Iterator[str]:
    if not PYTHON.exists():
        pytest.skip("the emulator is not installed: run `make setup`")
    with embedded.start(embedded.EmulatorOptions(python=PYTHON)) as running:
        yield running.endpoint_url


def client_of(service: str, endpoint_url: str, *, attempts: int = 3) -> Any:
    config = Config(
        proxies={},
        connect_timeout=2,
        read_timeout=10,
        retries={"total_max_attempts": attempts, "mode": "standard"},
        max_pool_connections=40,
    )
    return local_session().client(service, endpoint_url=endpoint_url, config=config)


@pytest.fixture(scope="session")
def tables(emulator: str) -> Tables:
    made = Tables(client_of("dynamodb", emulator), outreach="outreach", suppression="suppression")
    for kind in (OutreachTable, SuppressionTable):
        made.items(kind).create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    return made


def in_memory() -> Stores:
    tables = MemoryTables()
    return Stores(
        enrollments=MemoryEnrollments(tables),
        due=MemoryDueIndex(tables),
        desk=MemoryDesk(tables),
        leases=MemoryLeases(tables),
        controls=MemoryControls(tables),
        campaigns=MemoryCampaigns(tables),
        audience=MemoryAudience(tables),
        quotas=MemoryQuotas(tables),
        suppressions=MemorySuppressions(tables),
        proof_mails=MemoryProofMails(tables),
        proof_sender=MemoryProofSender(tables, FixedClock()),
        tables=tables,
    )


def in_dynamodb(tables: Tables) -> Stores:
    return Stores(
        enrollments=DynamoEnrollments(tables),
        due=DynamoDueIndex(tables),
        desk=DynamoDesk(tables),
        leases=DynamoLeases(tables),
        controls=DynamoControls(tables),
        campaigns=DynamoCampaigns(tables),
        audience=DynamoAudience(tables),
        quotas=DynamoQuotas(tables),
        suppressions=DynamoSuppressions(tables),
        proof_mails=DynamoProofMails(tables),
        proof_sender=ProofSender(DynamoProofMails(tables), FixedClock()),
        tables=tables,
    )


@pytest.fixture(params=["memory", "dynamodb"])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "memory":
        return in_memory()
    return in_dynamodb(request.getfixturevalue("tables"))


@pytest.fixture
def name() -> str:
    """A campaign id, person or scope that no other test uses: the tables are shared by all."""
    return f"t{next(_numbers)}"


@pytest.fixture
def fresh(request: pytest.FixtureRequest, stores: Stores, emulator: str) -> Iterator[Stores]:
    """Stores without a global row or any run: for what is one per stack."""
    if isinstance(stores.tables, MemoryTables):
        yield stores
        return
    number = next(_numbers)
    own = Tables(stores.tables.client, outreach=f"outreach-{number}", suppression=f"suppression-{number}")
    for kind in (OutreachTable, SuppressionTable):
        own.items(kind).create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    yield in_dynamodb(own)
    for kind in (OutreachTable, SuppressionTable):
        own.items(kind).delete_table()
