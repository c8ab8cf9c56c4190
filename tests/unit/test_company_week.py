"""How many people of a company are written to in a week: whose row, which week, and when there is room (P8)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from outreach.domain.company_week import (
    SENDERS_LIFE,
    Company,
    CompanyRow,
    company_of,
    counted_in,
    is_full,
    next_week,
    week_of,
)
from outreach.domain.erasure import NOWHERE
from outreach.domain.ids import LIVE, Domain, RunId
from outreach.domain.seen import Counted, Seen
from world.builders import DAY, NOON, a_key, a_recipient

KEY = a_key()
JANE, JOE, ZOE = map(a_recipient, ("jane", "joe", "zoe"))
MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
ROW = CompanyRow("2026-W48", frozenset({JANE, JOE}))


class TestWhoseRow:
    def test_it_is_that_of_the_registrable_domain(self):
        domains = (Domain("mail.acme.example"), Domain("acme.example"))
        assert company_of(KEY, domains) == Company(LIVE, Domain("acme.example"))

    def test_each_rehearsal_has_rows_of_its_own(self):
        rehearsal = replace(KEY, run_id=RunId("proof-1"))
        assert company_of(rehearsal, (Domain("acme.example"),)) == Company(
            "demo#proof-1", Domain("acme.example")
        )

    @pytest.mark.parametrize("domain", ["gmail.com", NOWHERE])
    def test_strangers_and_the_forgotten_belong_to_none(self, domain):
        assert company_of(KEY, (Domain(domain),)) is None


class TestWeeks:
    @pytest.mark.parametrize(
        ("now", "week", "following"),
        [
            (NOON, "2026-W48", MONDAY),
            (MONDAY - MOMENT, "2026-W48", MONDAY),
            (MONDAY, "2026-W49", MONDAY + 7 * DAY),
            (datetime(2027, 1, 3, 23, tzinfo=UTC), "2026-W53", datetime(2027, 1, 4, tzinfo=UTC)),
            (datetime(2027, 1, 4, tzinfo=UTC), "2027-W01", datetime(2027, 1, 11, tzinfo=UTC)),
        ],
    )
    def test_a_week_goes_from_monday_to_monday(self, now, week, following):
        assert (week_of(now), next_week(now)) == (week, following)

    def test_it_is_monday_where_it_is_monday_in_utc(self):
        honolulu = MONDAY.astimezone(timezone(timedelta(hours=-10)))
        assert (week_of(honolulu), next_week(honolulu)) == ("2026-W49", MONDAY + 7 * DAY)


class TestRoom:
    @pytest.mark.parametrize(("most", "full"), [(3, False), (2, True), (1, True)])
    def test_there_is_room_for_as_many_as_the_campaign_says(self, most, full):
        assert is_full(ROW, ZOE, most, NOON) is full

    def test_who_is_among_them_already_needs_no_room(self):
        assert not is_full(ROW, JANE, 1, NOON)

    def test_a_new_week_begins_empty(self):
        assert not is_full(ROW, ZOE, 1, MONDAY)
        assert not is_full(None, ZOE, 1, NOON)

    def test_a_week_that_others_have_begun_early_counts(self):
        assert is_full(ROW, ZOE, 2, MONDAY - 7 * DAY - MOMENT)


class TestWhoWasEntered:
    def test_a_person_counts_in_the_week_of_the_row(self):
        assert counted_in(ROW, JANE, NOON) == Counted("2026-W48", 2)

    @pytest.mark.parametrize("row", [None, ROW])
    def test_who_is_not_on_the_row_was_not(self, row):
        assert counted_in(row, ZOE, NOON) is None

    def test_who_was_entered_before_midnight_may_be_written_to_while_the_sender_lives(self):
        assert counted_in(ROW, JANE, MONDAY + SENDERS_LIFE - MOMENT) == Counted("2026-W48", 2)
        assert counted_in(ROW, JANE, MONDAY + SENDERS_LIFE) is None

    @pytest.mark.parametrize("company", [Counted("2026-W48", 2), None])
    def test_a_touch_keeps_it(self, company):
        seen = Seen(company=company)
        assert Seen.parse(seen.texts()) == seen
