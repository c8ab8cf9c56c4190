"""Which rows of DynamoDB are written with a time to live, and which never are."""

from datetime import UTC, datetime
from typing import Any

import pytest

from outreach.adapters.dynamodb.feedback import DynamoAddressHistory, DynamoTallies
from outreach.adapters.dynamodb.tables import Tables, raw_key
from outreach.domain.across import Person, PersonRow
from outreach.domain.breaker import Count
from outreach.domain.company_week import Company
from outreach.domain.delivery import Ending
from outreach.domain.expiry import (
    counter_expires,
    ending_expires,
    taken_expires,
    tally_expires,
    week_expires,
)
from outreach.domain.ids import LIVE, ClaimId, Domain, RecipientKey, SesMessageId
from world.builders import NOON, a_key
from world.stores import Stores, in_dynamodb


@pytest.fixture
def stores(tables: Tables) -> Stores:
    return in_dynamodb(tables)


@pytest.fixture
def expires(tables: Tables) -> Any:
    """Reads when a row expires; None if it does not."""

    def of(pk: str, sk: str) -> datetime | None:
        item = tables.client.get_item(TableName=tables.outreach, Key=raw_key(pk, sk), ConsistentRead=True)[
            "Item"
        ]
        return datetime.fromtimestamp(int(item["expires"]["N"]), UTC) if "expires" in item else None

    return of


def test_counts_and_endings_expire(tables: Tables, expires: Any, name: str):
    person, sent = RecipientKey(name), SesMessageId("ses-1")
    DynamoTallies(tables).count([name], NOON, Count.SENT)
    assert expires(f"RATE#{name}", "2026-11-23T12:00:00.000000Z") == tally_expires(NOON)
    history = DynamoAddressHistory(tables)
    history.note(person, NOON, sent, Ending.SOFT)
    assert expires(f"OUTCOME#{name}", f"2026-11-23T12:00:00.000000Z#{sent}") == ending_expires(NOON)
    history.spare(person)
    assert expires(f"OUTCOME#{name}#SPARED", "SPARED") is None


@pytest.mark.parametrize(
    "scope", ["{}#live", "account#{}#proof-1", "domain#{}#live#a.example", "sender#{}#live#s"]
)
def test_a_counter_expires_by_its_scope(stores: Stores, expires: Any, name: str, scope: str):
    scope, day = scope.format(name), "2026-11-23"
    stores.quotas.reserve(scope, day, 1, 5)
    assert expires(f"QUOTA#{scope}", day) == counter_expires(scope, day)
    stores.quotas.close(scope, "2026-11-22")
    assert expires(f"QUOTA#{scope}", "2026-11-22") == counter_expires(scope, "2026-11-22")


@pytest.mark.parametrize("run", [LIVE, "proof-1"])
def test_what_campaigns_keep_together_expires_in_a_rehearsal_only(
    stores: Stores, expires: Any, name: str, run: str
):
    scope = LIVE if run == LIVE else f"{name}#{run}"
    person = Person(scope, RecipientKey(name))
    assert stores.persons.take(person, None, PersonRow(a_key(), 0, ClaimId("c-1"), NOON))
    assert expires(f"PERSON#{scope}#{name}", "PERSON") == taken_expires(scope, NOON)
    company = Company(scope, Domain(f"{name}.example"))
    assert stores.companies.enter(company, "2026-W48", person.recipient, 3)
    assert expires(f"COMPANY#{scope}#{name}.example", "WEEK") == week_expires(scope, "2026-W48")
