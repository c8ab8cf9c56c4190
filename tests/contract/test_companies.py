"""Who of a company is written to in a week: *enter* has each of its situations here, in memory and in DynamoDB."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from outreach.domain.company_week import Company, CompanyRow
from outreach.domain.ids import LIVE, Domain
from world.builders import a_lead, a_message, a_recipient, an_enrollment

WEEK, NEXT, LAST = "2026-W48", "2026-W49", "2026-W47"
ANN, BEA, CYD = map(a_recipient, ("ann", "bea", "cyd"))


@pytest.fixture
def company(name) -> Company:
    return Company(LIVE, Domain(f"{name}.example"))


def people(stores, company, week: str = WEEK) -> frozenset[str]:
    row = stores.companies.read([company])[company]
    assert row.week == week
    return row.people


class TestEnter:
    def test_the_first_of_a_company_begins_its_row(self, stores, company):
        assert stores.companies.enter(company, WEEK, ANN, 2)
        assert people(stores, company) == {ANN}

    def test_others_are_entered_while_there_is_room(self, stores, company):
        assert [stores.companies.enter(company, WEEK, one, 2) for one in (ANN, BEA, CYD)] == [
            True,
            True,
            False,
        ]
        assert people(stores, company) == {ANN, BEA}

    def test_who_is_among_them_counts_once(self, stores, company):
        assert [stores.companies.enter(company, WEEK, one, 2) for one in (ANN, ANN, BEA, ANN)] == [True] * 4
        assert people(stores, company) == {ANN, BEA}

    def test_a_lower_cap_puts_nobody_off_the_row_and_lets_nobody_on(self, stores, company):
        for one in (ANN, BEA):
            stores.companies.enter(company, WEEK, one, 2)
        assert stores.companies.enter(company, WEEK, ANN, 1)
        assert not stores.companies.enter(company, WEEK, CYD, 1)
        assert people(stores, company) == {ANN, BEA}

    def test_a_new_week_begins_with_nobody(self, stores, company):
        stores.companies.enter(company, WEEK, ANN, 1)
        assert stores.companies.enter(company, NEXT, BEA, 1)
        assert people(stores, company, NEXT) == {BEA}

    def test_a_late_copy_of_a_past_week_begins_no_week_anew(self, stores, company):
        """It is entered in the week that others have begun, if there is room."""
        stores.companies.enter(company, WEEK, ANN, 2)
        assert stores.companies.enter(company, LAST, BEA, 2)
        assert not stores.companies.enter(company, LAST, CYD, 2)
        assert people(stores, company) == {ANN, BEA}

    def test_of_32_at_once_as_many_are_entered_as_the_cap_says(self, stores, company):
        def enter(number: int) -> bool:
            return stores.companies.enter(company, WEEK, a_recipient(f"p{number}"), 5)

        stores.companies.enter(company, WEEK, ANN, 5)
        with ThreadPoolExecutor(32) as pool:
            entered = list(pool.map(enter, range(32)))
        assert entered.count(True) == 4
        assert len(people(stores, company)) == 5

    def test_live_runs_and_rehearsals_are_apart(self, stores, company):
        rehearsed = Company("demo#proof-1", company.domain)
        assert stores.companies.enter(company, WEEK, ANN, 1)
        assert stores.companies.enter(rehearsed, WEEK, BEA, 1)
        assert people(stores, rehearsed) == {BEA}


def test_nobody_s_rows_are_none(stores, company):
    assert stores.companies.read([]) == {}
    assert stores.companies.read([company]) == {}


class TestForget:
    def test_the_place_of_a_person_stays_taken_and_names_nobody(self, stores, company):
        for one in (ANN, BEA):
            stores.companies.enter(company, WEEK, one, 2)
        assert stores.companies.forget(company, ANN)
        assert not stores.companies.enter(company, WEEK, CYD, 2)
        left = people(stores, company)
        assert len(left) == 2
        assert (BEA in left, ANN in left) == (True, False)

    def test_who_has_no_place_leaves_none(self, stores, company):
        assert not stores.companies.forget(company, ANN)
        stores.companies.enter(company, WEEK, BEA, 2)
        assert not stores.companies.forget(company, ANN)
        assert people(stores, company) == {BEA}


class TestLooks:
    def test_both_looks_find_the_row_if_the_message_says_that_there_is_one(self, stores, name):
        message = a_message(
            an_enrollment(a_lead(name, domain=f"{name}.example"), campaign_id=name), company=True
        )
        stores.companies.enter(message.question.company, WEEK, ANN, 2)
        row = CompanyRow(WEEK, frozenset({ANN}))
        assert stores.desk.last_look(message).company == row
        assert stores.desk.prefetch([message]).standings[message.question].company == row
        assert stores.desk.last_look(message.model_copy(update={"company": False})).company is None
