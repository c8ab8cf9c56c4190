"""Quotas: never overdrawn, and used up to the last unit."""

from concurrent.futures import ThreadPoolExecutor

import pytest

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
