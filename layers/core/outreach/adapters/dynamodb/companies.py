"""Who of a company is written to in a week: pk `COMPANY#{scope}#{domain}`, sk `WEEK`.

The scope is that of the rows of persons. There is one row per company: the next week takes the place of the last.
"""

from collections.abc import Sequence
from typing import Any, Self
from uuid import uuid4

from pynamodb.attributes import UnicodeAttribute, UnicodeSetAttribute
from pynamodb.constants import STRING
from pynamodb.expressions.condition import size
from pynamodb.expressions.update import Action

from outreach.adapters.dynamodb.attributes import ExpiryAttribute
from outreach.adapters.dynamodb.tables import OutreachTable, Tables, fetch_all, update
from outreach.domain.company_week import Company, CompanyRow
from outreach.domain.expiry import week_expires
from outreach.domain.ids import RecipientKey

WEEK = "WEEK"
_TURNS = 4
"""How often `enter` tries if others begin a week at the same time."""


class CompanyItem(OutreachTable):
    """The row of a company."""

    week = UnicodeAttribute()
    people = UnicodeSetAttribute()
    expires = ExpiryAttribute(null=True)

    @classmethod
    def place(cls, company: Company) -> Self:
        """Make the item with the key of a company's row, and nothing else."""
        return cls(*company_key(company))

    def row(self) -> CompanyRow:
        """Return the row in this item."""
        return CompanyRow(self.week, frozenset(self.people))


class DynamoCompanies:
    """The `Companies` port."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(CompanyItem)

    def read(self, companies: Sequence[Company]) -> dict[Company, CompanyRow]:
        """Read rows, strongly consistent, with one request; only those that exist are returned."""
        places = {company_key(company): company for company in companies}
        return {places[item.pk, item.sk]: item.row() for item in fetch_all(self._items, places)}

    def enter(self, company: Company, week: str, person: RecipientKey, most: int) -> bool:
        """Enter a person in a week. False if there is no room.

        This costs one request; for the first of a company in a week, two.
        """
        item, place = CompanyItem, self._items.place(company)
        for _ in range(_TURNS):
            room = item.people.contains(person) | (_size(item.people) < most)
            written = update(place, [item.people.add({person})], (item.week == week) & room)
            if written.applied:
                return True
            found = (written.item or {}).get("week", {}).get(STRING, "")
            if found == week:
                return False
            if found > week:
                week = found
                continue
            expires = week_expires(company.scope, week)
            begun: list[Action] = [item.week.set(week), item.people.set({person})]
            begun += [] if expires is None else [item.expires.set(expires)]
            if update(place, begun, item.week.does_not_exist() | (item.week < week)).applied:
                return True
        return False

    def forget(self, company: Company, person: RecipientKey) -> bool:
        """Put a name without meaning in the place of the person; False if there is none.

        The name comes first: a place that was free for a moment could be taken. If this dies in between, one place is lost.
        """
        item, place = CompanyItem, self._items.place(company)
        entered = item.people.contains(person)
        if not update(place, [item.people.add({uuid4().hex})], entered).applied:
            return False
        return update(place, [item.people.delete({person})], entered).applied


def _size(people: UnicodeSetAttribute) -> Any:
    """Return how many there are, as DynamoDB counts them."""
    return size(people)  # type: ignore[no-untyped-call]  # PynamoDB has no types for it


def company_key(company: Company) -> tuple[str, str]:
    """Return the key of a company's row."""
    return f"COMPANY#{company.scope}#{company.domain}", WEEK
