"""Who has a person, of all campaigns that keep a distance: pk `PERSON#{scope}#{recipient key}`, sk `PERSON`.

The scope is `live`, or `{campaign}#{run}` for a rehearsal. The prefix is one of its own, so that the sender's role may
write these rows and no order.
"""

from collections.abc import Sequence
from typing import Self

from pynamodb.attributes import UnicodeAttribute

from outreach.adapters.dynamodb.attributes import ExpiryAttribute, IntegerAttribute, MomentAttribute
from outreach.adapters.dynamodb.tables import OutreachTable, Tables, delete, fetch_all, update
from outreach.domain.across import Person, PersonRow
from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.expiry import taken_expires
from outreach.domain.ids import CampaignId, ClaimId, LeadId, RunId

PERSON = "PERSON"


class PersonItem(OutreachTable):
    """The row of a person."""

    enrollment = UnicodeAttribute()
    step = IntegerAttribute()
    claim_id = UnicodeAttribute()
    taken_at = MomentAttribute()
    before = MomentAttribute(null=True)
    sequence = UnicodeAttribute(null=True)
    priority = IntegerAttribute(null=True)
    expires = ExpiryAttribute(null=True)

    @classmethod
    def place(cls, person: Person) -> Self:
        """Make the item with the key of a person's row, and nothing else."""
        return cls(*person_key(person))

    def row(self) -> PersonRow:
        """Return the row in this item."""
        return PersonRow(
            _key_in(self.enrollment),
            self.step,
            ClaimId(self.claim_id),
            self.taken_at,
            self.before,
            None if self.sequence is None else _key_in(self.sequence),
            self.priority or 0,
        )


class DynamoPersons:
    """The `Persons` port."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(PersonItem)

    def read(self, persons: Sequence[Person]) -> dict[Person, PersonRow]:
        """Read rows, strongly consistent, with one request; only those that exist are returned."""
        places = {person_key(person): person for person in persons}
        return {places[item.pk, item.sk]: item.row() for item in fetch_all(self._items, places)}

    def take(self, person: Person, seen: PersonRow | None, row: PersonRow) -> bool:
        """Write the row if it is still as it was seen. False if another attempt was faster."""
        item = PersonItem
        before = item.before.remove() if row.before is None else item.before.set(row.before)
        sequence = (
            item.sequence.remove() if row.sequence is None else item.sequence.set(_text_of(row.sequence))
        )
        actions = [
            item.enrollment.set(_text_of(row.key)),
            item.step.set(row.step),
            item.claim_id.set(row.claim_id),
            item.taken_at.set(row.taken_at),
            before,
            sequence,
            item.priority.set(row.priority),
        ]
        if (expires := taken_expires(person.scope, row.taken_at)) is not None:
            actions.append(item.expires.set(expires))
        unchanged = item.claim_id.does_not_exist() if seen is None else item.claim_id == seen.claim_id
        mine = item.claim_id == row.claim_id
        return update(self._items.place(person), actions, unchanged | mine).applied

    def erase(self, person: Person) -> bool:
        """Delete the row; False if there is none."""
        return delete(self._items.place(person))


def _text_of(key: EnrollmentKey) -> str:
    return f"{key.campaign_id}#{key.run_id}#{key.shard}#{key.lead_id}"


def _key_in(text: str) -> EnrollmentKey:
    campaign_id, run_id, shard, lead_id = text.split("#")
    return EnrollmentKey(CampaignId(campaign_id), RunId(run_id), int(shard), LeadId(lead_id))


def person_key(person: Person) -> tuple[str, str]:
    """Return the key of a person's row."""
    return f"{PERSON}#{person.scope}#{person.recipient}", PERSON
