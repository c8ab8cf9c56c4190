"""Quotas: never overdrawn, and used up to the last unit."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from outreach.domain.consumers import Busy
from outreach.services.ports import CountedDay

DAY = "2026-11-23"


def test_what_is_wanted_is_reserved_while_there_is_enough(stores, name):
    assert stores.quotas.reserve(name, DAY, 10, 25) == 10
    assert stores.quotas.reserve(name, DAY, 10, 25) == 10
    assert stores.quotas.used([name], DAY) == {name: 20}


def test_at_the_edge_what_is_left_is_reserved(stores, name):
    stores.quotas.reserve(name, DAY, 20, 25)
    assert stores.quotas.reserve(name, DAY, 10, 25) == 5
    assert stores.quotas.reserve(name, DAY, 10, 25) == 0
    assert stores.quotas.used([name], DAY) == {name: 25}


def test_the_first_reservation_cannot_exceed_the_limit(stores, name):
    assert stores.quotas.reserve(name, DAY, 10, 4) == 4


@pytest.mark.parametrize(("wanted", "limit"), [(0, 10), (-1, 10), (10, 0), (10, -5)])
def test_nothing_wanted_or_allowed_is_nothing_reserved(stores, name, wanted, limit):
    assert stores.quotas.reserve(name, DAY, wanted, limit) == 0
    assert stores.quotas.used([name], DAY) == {name: 0}


def test_a_limit_that_was_lowered_below_what_is_used_reserves_nothing(stores, name):
    stores.quotas.reserve(name, DAY, 20, 25)
    assert stores.quotas.reserve(name, DAY, 1, 10) == 0


def test_32_consumers_never_overdraw_and_use_it_up(stores, name):
    def reserve(_: int) -> int:
        return stores.quotas.reserve(name, DAY, 10, 105)

    with ThreadPoolExecutor(32) as pool:
        granted = list(pool.map(reserve, range(32)))
    assert sum(granted) == 105
    assert stores.quotas.used([name], DAY) == {name: 105}


def test_days_and_scopes_are_apart(stores, name):
    stores.quotas.reserve(name, DAY, 10, 10)
    assert stores.quotas.reserve(name, "2026-11-24", 10, 10) == 10
    assert stores.quotas.reserve(f"{name}#other", DAY, 10, 10) == 10
    assert stores.quotas.used([name, f"{name}#other", f"{name}#never"], DAY) == {
        name: 10,
        f"{name}#other": 10,
        f"{name}#never": 0,
    }


def test_no_scopes_are_no_counters(stores):
    assert stores.quotas.used([], DAY) == {}


class TestClose:
    """`services/ports.py` lists the situations of *reserve* and *close*."""

    def test_a_day_that_was_used_keeps_its_counter_and_gives_no_more(self, stores, name):
        stores.quotas.reserve(name, DAY, 10, 25)
        stores.quotas.close(name, DAY)
        assert stores.quotas.reserve(name, DAY, 1, 25) == 0
        assert stores.quotas.used([name], DAY) == {name: 10}

    def test_a_day_that_was_never_used_gives_nothing_either(self, stores, name):
        stores.quotas.close(name, DAY)
        assert stores.quotas.reserve(name, DAY, 1, 25) == 0
        assert stores.quotas.used([name], DAY) == {name: 0}

    def test_closing_again_changes_nothing(self, stores, name):
        stores.quotas.reserve(name, DAY, 10, 25)
        stores.quotas.close(name, DAY)
        stores.quotas.close(name, DAY)
        assert stores.quotas.days(name, [DAY]) == {DAY: CountedDay(10, closed=True)}

    def test_other_days_and_scopes_stay_open(self, stores, name):
        stores.quotas.close(name, DAY)
        assert stores.quotas.reserve(name, "2026-11-24", 1, 1) == 1
        assert stores.quotas.reserve(f"{name}#other", DAY, 1, 1) == 1

    def test_what_was_reserved_before_a_day_was_closed_is_all_that_is_read_afterwards(self, stores, name):
        """32 senders reserve while one closes: whatever order they come in, the sum that is read is final."""

        def reserve(number: int) -> int:
            if number == 16:
                stores.quotas.close(name, DAY)
                return -stores.quotas.days(name, [DAY])[DAY].used
            return stores.quotas.reserve(name, DAY, 1, 1000)

        with ThreadPoolExecutor(32) as pool:
            assert sum(pool.map(reserve, range(33))) == 0


def test_what_is_told_of_consumers_is_added_up_beside_the_counter(stores, name):
    stores.quotas.reserve(name, DAY, 10, 30)
    stores.quotas.reserve(name, DAY, 10, 30, Busy(10, timedelta(milliseconds=1250)))
    stores.quotas.reserve(name, DAY, 10, 30, Busy(9, timedelta(milliseconds=900)))
    stores.quotas.reserve(f"{name}#other", DAY, 10, 30, Busy(1, timedelta(seconds=1)))
    assert stores.quotas.days(name, [DAY]) == {
        DAY: CountedDay(30, busy=Busy(19, timedelta(milliseconds=2150)))
    }


def test_what_is_told_with_a_reservation_that_gets_nothing_is_lost(stores, name):
    stores.quotas.reserve(name, DAY, 10, 10)
    stores.quotas.reserve(name, DAY, 1, 10, Busy(10, timedelta(seconds=1)))
    assert stores.quotas.days(name, [DAY]) == {DAY: CountedDay(10)}


def test_days_are_read_with_what_was_used_and_whether_they_are_closed(stores, name):
    stores.quotas.reserve(name, DAY, 10, 25)
    stores.quotas.close(name, "2026-11-24")
    assert stores.quotas.days(name, [DAY, "2026-11-24", "2026-11-25"]) == {
        DAY: CountedDay(10),
        "2026-11-24": CountedDay(0, closed=True),
        "2026-11-25": CountedDay(),
    }
    assert stores.quotas.days(name, []) == {}
