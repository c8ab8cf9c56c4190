"""Who has a person: *take* has each of its situations here, in memory and in DynamoDB."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from outreach.domain.across import Person, PersonRow
from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import LIVE, CampaignId, ClaimId, LeadId
from world.builders import DAY, MINUTE, NOON, a_lead, a_message, a_recipient, an_enrollment


def a_row(claim_id: str = "claim-1", campaign_id: str = "demo", **changes) -> PersonRow:
    key = EnrollmentKey(CampaignId(campaign_id), LIVE, 3, LeadId("lead-jane"))
    row = PersonRow(key, 1, ClaimId(claim_id), NOON, NOON - 3 * DAY, sequence=key, priority=-3)
    return replace(row, **changes)


@pytest.fixture
def person(name) -> Person:
    return Person("live", a_recipient(name))


class TestTake:
    def test_a_person_whom_nobody_has_taken_is_taken(self, stores, person):
        assert stores.persons.take(person, None, a_row())
        assert stores.persons.read([person]) == {person: a_row()}

    def test_a_row_without_a_mail_before_comes_back_as_it_was_written(self, stores, person):
        stores.persons.take(person, None, a_row(before=None))
        assert stores.persons.read([person]) == {person: a_row(before=None)}

    def test_a_person_who_was_taken_since_is_not(self, stores, person):
        stores.persons.take(person, None, a_row())
        assert not stores.persons.take(person, None, a_row("claim-2", "other"))
        assert stores.persons.read([person]) == {person: a_row()}

    def test_the_row_that_was_seen_is_replaced(self, stores, person):
        stores.persons.take(person, None, a_row())
        after = a_row(
            "claim-2", "other", step=0, taken_at=NOON + 3 * DAY, before=None, sequence=None, priority=0
        )
        assert stores.persons.take(person, a_row(), after)
        assert stores.persons.read([person]) == {person: after}

    def test_another_than_the_one_that_was_seen_is_not(self, stores, person):
        stores.persons.take(person, None, a_row())
        stores.persons.take(person, a_row(), a_row("claim-2"))
        assert not stores.persons.take(person, a_row(), a_row("claim-3"))
        assert stores.persons.read([person]) == {person: a_row("claim-2")}

    def test_a_row_that_was_seen_and_is_gone_is_not_replaced(self, stores, person):
        """It was erased: nothing is written back of somebody who asked to be forgotten."""
        assert not stores.persons.take(person, a_row(), a_row("claim-2"))
        assert stores.persons.read([person]) == {}

    @pytest.mark.parametrize("seen", [None, a_row("claim-0")])
    def test_a_second_copy_finds_its_own_work(self, stores, person, seen):
        if seen is not None:
            stores.persons.take(person, None, seen)
        assert stores.persons.take(person, seen, a_row())
        assert stores.persons.take(person, seen, a_row())
        assert stores.persons.read([person]) == {person: a_row()}

    def test_a_late_copy_changes_nothing_once_another_has_the_person(self, stores, person):
        stores.persons.take(person, None, a_row())
        stores.persons.take(person, a_row(), a_row("claim-2", taken_at=NOON + 3 * DAY))
        assert not stores.persons.take(person, None, a_row())
        assert stores.persons.read([person]) == {person: a_row("claim-2", taken_at=NOON + 3 * DAY)}

    def test_of_32_at_once_one_has_the_person(self, stores, person):
        def take(number: int) -> bool:
            return stores.persons.take(person, None, a_row(f"claim-{number}"))

        with ThreadPoolExecutor(32) as pool:
            won = list(pool.map(take, range(32)))
        assert won.count(True) == 1
        assert stores.persons.read([person]) == {person: a_row(f"claim-{won.index(True)}")}


def test_live_runs_and_rehearsals_are_apart(stores, person):
    rehearsed = replace(person, scope="demo#proof-1")
    assert stores.persons.take(person, None, a_row())
    assert stores.persons.take(rehearsed, None, a_row("claim-2"))
    assert stores.persons.read([person, rehearsed]) == {person: a_row(), rehearsed: a_row("claim-2")}


def test_nobody_s_rows_are_none(stores):
    assert stores.persons.read([]) == {}


class TestErase:
    def test_what_is_erased_is_gone(self, stores, person):
        stores.persons.take(person, None, a_row())
        assert stores.persons.erase(person)
        assert stores.persons.read([person]) == {}

    def test_what_is_not_there_is_not_erased(self, stores, person):
        assert not stores.persons.erase(person)


class TestLooks:
    """The looks read the row in the one request that they make, if the message says that there is one."""

    @pytest.fixture
    def enrollment(self, name):
        return an_enrollment(a_lead(name), campaign_id=name)

    def test_both_looks_find_who_has_the_person(self, stores, enrollment):
        message = a_message(enrollment, across=True)
        stores.persons.take(message.question.person, None, a_row(taken_at=NOON + MINUTE))
        assert stores.desk.last_look(message).person == a_row(taken_at=NOON + MINUTE)
        assert stores.desk.prefetch([message]).standings[message.question].person == a_row(
            taken_at=NOON + MINUTE
        )

    def test_a_person_whom_nobody_has_taken_is_none(self, stores, enrollment):
        assert stores.desk.last_look(a_message(enrollment, across=True)).person is None

    def test_other_messages_do_not_ask(self, stores, enrollment):
        stores.persons.take(a_message(enrollment, across=True).question.person, None, a_row())
        assert stores.desk.last_look(a_message(enrollment)).person is None
