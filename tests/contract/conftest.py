"""Every store twice: in memory, and on a real emulator. The same tests must hold for both."""

import itertools
from collections.abc import Iterator

import pytest

from outreach.adapters.dynamodb.tables import OutreachTable, SuppressionTable, Tables
from outreach.memory import MemoryTables
from world.stores import Stores, client_of, in_dynamodb, in_memory

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def tables(emulator: str) -> Tables:
    made = Tables(client_of("dynamodb", emulator), outreach="outreach", suppression="suppression")
    for kind in (OutreachTable, SuppressionTable):
        made.items(kind).create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    return made


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
def fresh(stores: Stores) -> Iterator[Stores]:
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
