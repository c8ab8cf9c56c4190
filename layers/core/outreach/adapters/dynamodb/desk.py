"""The reads of the send path. Each is one read over both tables. All but the prefetch are strongly consistent.

A key that was not read would look exactly like *not suppressed*. So a key that DynamoDB returned in
`UnprocessedKeys` is never taken for a row that does not exist. It makes the standing incomplete, and an
incomplete standing stops the touch. The key is not requested again here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from outreach.adapters.dynamodb.attributes import InstantAttribute
from outreach.adapters.dynamodb.companies import CompanyItem, company_key
from outreach.adapters.dynamodb.control_items import GLOBAL, RUNS, GlobalItem, RunItem, run_key
from outreach.adapters.dynamodb.enrollments import EnrollmentItem, partition
from outreach.adapters.dynamodb.lead_records import instructions_in
from outreach.adapters.dynamodb.persons import PersonItem, person_key
from outreach.adapters.dynamodb.suppressions import SuppressionItem, domain_pk, recipient_pk
from outreach.adapters.dynamodb.tables import RawItem, RawKey, Tables, raw_key
from outreach.domain.across import Person, PersonRow
from outreach.domain.company_week import Company, CompanyRow
from outreach.domain.control import GlobalControl, RunControl
from outreach.domain.eligibility import Question, Standing
from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import ClaimId
from outreach.domain.instruction import is_stopped
from outreach.domain.suppression import DomainRow, RecipientRow
from outreach.messages import TouchMessage
from outreach.services.send.ports import Prefetched

_Key = tuple[str, str | None]
_Value = TypeVar("_Value")
_GLOBAL: _Key = GLOBAL


@dataclass(frozen=True)
class _ReadResult:
    """The result of one read: the items found, by key, and the keys that were not read."""

    items: dict[_Key, RawItem]
    unread: set[_Key]
    control_in: Callable[[RawItem], GlobalControl]
    run_in: Callable[[RawItem], RunControl]

    def standing(self, question: Question) -> Standing:
        """Return the standing that one question asks for."""
        run, recipient, domains = _keys(question)
        items = self.items
        return Standing(
            control=self.control_in(items[_GLOBAL]) if _GLOBAL in items else None,
            run=self.run_in(items[run]) if run in items else None,
            recipient=_recipient_row(items[recipient]) if recipient in items else None,
            domains=tuple(_domain_row(items[domain]) for domain in domains if domain in items),
            complete=self.unread.isdisjoint((_GLOBAL, run, recipient, *domains, *_shared(question))),
            person=self._person(question.person),
            company=self._company(question.company),
        )

    def _person(self, person: Person | None) -> PersonRow | None:
        found = None if person is None else self.items.get(person_key(person))
        return None if found is None else PersonItem.from_raw_data(found).row()

    def _company(self, company: Company | None) -> CompanyRow | None:
        found = None if company is None else self.items.get(company_key(company))
        return None if found is None else CompanyItem.from_raw_data(found).row()


class DynamoDesk:
    """The `Desk` port."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        # Every lead is looked at beside these two rows, and they seldom change.
        self._control_in = _kept(lambda item: GlobalItem.from_raw_data(item).control(tables.outreach))
        self._run_in = _kept(lambda item: RunItem.from_raw_data(item).run())

    def prefetch(self, messages: Sequence[TouchMessage]) -> Prefetched:
        """Read the enrollments of at most ten messages, and everything that can forbid their mails, each as of some moment.

        This costs one request. Only a batch with more than a hundred different keys (ten leads whose domains
        have many labels) needs a second one.
        """
        return self._of_all(messages, consistent=False)

    def look_again(self, messages: Sequence[TouchMessage]) -> Prefetched:
        """Read the same, strongly consistent, for twice the price."""
        return self._of_all(messages, consistent=True)

    def _of_all(self, messages: Sequence[TouchMessage], *, consistent: bool) -> Prefetched:
        if not messages:
            return Prefetched({}, frozenset(), {})
        places: dict[_Key, EnrollmentKey] = {
            (partition(message.key), message.lead_id): message.key for message in messages
        }
        questions = {message.question for message in messages}
        result = self._read(places, questions, consistent=consistent)
        return Prefetched(
            enrollments={
                key: EnrollmentItem.from_raw_data(result.items[place]).enrollment()
                for place, key in places.items()
                if place in result.items
            },
            unread=frozenset(key for place, key in places.items() if place in result.unread),
            standings={question: result.standing(question) for question in questions},
        )

    def last_look(self, message: TouchMessage) -> Standing:
        """Read everything that can forbid the touch, in one request that starts after this call."""
        place = partition(message.key), message.lead_id
        result = self._read({place}, {message.question})
        standing = result.standing(message.question)
        item = result.items.get(place, {})
        claim = item.get("claim_id", {}).get("S")
        return replace(
            standing,
            claim=ClaimId(claim) if claim else None,
            stopped=is_stopped(instructions_in(item)),
            enrolled_at=_enrolled_at(item),
            erased=item.get("address", {}).get("S") == "",
            complete=standing.complete and place not in result.unread,
        )

    def _read(
        self, places: Iterable[_Key], questions: Iterable[Question], *, consistent: bool = True
    ) -> _ReadResult:
        outreach: set[_Key] = {*places, _GLOBAL}
        suppression: set[_Key] = set()
        for question in questions:
            run, recipient, domains = _keys(question)
            outreach.update((run, *_shared(question)))
            suppression.update((recipient, *domains))
        items, unread = self._tables.read(
            {
                self._tables.outreach: [raw_key(*key) for key in outreach],
                self._tables.suppression: [raw_key(*key) for key in suppression],
            },
            consistent=consistent,
        )
        found = {_key(item): item for item in items}
        return _ReadResult(found, {_key(key) for key in unread}, self._control_in, self._run_in)


def _kept(read: Callable[[RawItem], _Value]) -> Callable[[RawItem], _Value]:
    """Return a function that reads an item, but not again if it is the same as the one before."""
    before: list[tuple[RawItem, _Value]] = []

    def kept(item: RawItem) -> _Value:
        if not before or before[0][0] != item:
            before[:] = [(item, read(item))]
        return before[0][1]

    return kept


def _keys(question: Question) -> tuple[_Key, _Key, tuple[_Key, ...]]:
    run = (RUNS, run_key(question.campaign_id, question.run_id))
    return (
        run,
        (recipient_pk(question.recipient), None),
        tuple((domain_pk(d), None) for d in question.domains),
    )


def _shared(question: Question) -> tuple[_Key, ...]:
    """Return the keys of the rows that the campaign keeps together with others."""
    person = () if question.person is None else (person_key(question.person),)
    company = () if question.company is None else (company_key(question.company),)
    return *person, *company


def _key(item: RawItem | RawKey) -> _Key:
    return item["pk"]["S"], item["sk"]["S"] if "sk" in item else None


def _enrolled_at(item: RawItem) -> datetime | None:
    read, found = InstantAttribute(), item.get("enrolled_at")
    return None if found is None else read.deserialize(read.get_value(found))


def _recipient_row(item: RawItem) -> RecipientRow:
    row = SuppressionItem.from_raw_data(item).row()
    assert isinstance(row, RecipientRow)
    return row


def _domain_row(item: RawItem) -> DomainRow:
    row = SuppressionItem.from_raw_data(item).row()
    assert isinstance(row, DomainRow)
    return row
