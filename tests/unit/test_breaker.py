"""When a rate is too high to be chance, against exact binomial probabilities."""

import math
from datetime import timedelta

import pytest

from outreach.domain import breaker
from outreach.domain.breaker import SLOT, WINDOW, Tally, counted_from, lower_bound, slot_of, tripped
from outreach.domain.campaign import Breaker
from world.builders import DAY, MINUTE, NOON, a_run

BREAKER = Breaker()


def at_least(events: int, sample: int, rate: float) -> float:
    """The same probability by the sum itself."""
    return sum(math.comb(sample, k) * rate**k * (1 - rate) ** (sample - k) for k in range(events, sample + 1))


@pytest.mark.parametrize(
    ("events", "sample"), [(1, 10), (2, 50), (5, 50), (7, 100), (3, 900), (40, 1000), (50, 50)]
)
def test_the_bound_is_the_rate_under_which_so_many_are_seen_once_in_twenty(events: int, sample: int) -> None:
    assert at_least(events, sample, lower_bound(events, sample)) == pytest.approx(0.05, abs=1e-6)


@pytest.mark.parametrize(
    ("events", "sample", "bound"),
    [(1, 100, 0.000513), (3, 1000, 0.000818), (0, 100, 0.0), (0, 0, 0.0), (100, 100, 0.97049)],
)
def test_known_values_of_the_bound(events: int, sample: int, bound: float) -> None:
    """By the closed forms for one event and for all, and from tables."""
    assert lower_bound(events, sample) == pytest.approx(bound, rel=1e-3)


def test_the_bound_is_below_the_rate_and_grows_with_the_evidence() -> None:
    bounds = [lower_bound(4 * n, 100 * n) for n in (1, 10, 100, 1000)]
    assert bounds == sorted(bounds)
    assert all(bound < 0.04 for bound in bounds)


def test_the_bound_is_never_above_the_rate() -> None:
    """So a rate that keeps to its limit needs no bound."""
    assert all(
        lower_bound(events, sample) < events / sample
        for sample in (50, 99)
        for events in range(1, sample + 1)
    )


def test_no_bound_is_looked_for_at_a_rate_that_keeps_to_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breaker, "lower_bound", None)
    assert tripped(Tally(1000, 40), Breaker(max_bounces=0.04)) is None
    with pytest.raises(TypeError):
        tripped(Tally(1000, 41), Breaker(max_bounces=0.04))


def test_many_events_neither_overflow_nor_take_long() -> None:
    assert lower_bound(9_000, 1_000_000) == pytest.approx(0.00884, rel=1e-2)


@pytest.mark.parametrize(
    ("sent", "bounced", "opens"),
    [
        (49, 49, False),
        (50, 4, False),
        (50, 5, True),
        (100, 6, False),
        (100, 7, True),
        (1000, 39, False),
        (1000, 40, True),
        (10_000, 328, False),
        (10_000, 329, True),
        (10, 50, True),
    ],
)
def test_bounces_open_it_beyond_chance(sent: int, bounced: int, opens: bool) -> None:
    """The last one: bounces were heard before the Send events of their mails."""
    assert (tripped(Tally(sent, bounced), BREAKER) is not None) is opens


@pytest.mark.parametrize(
    ("sent", "complained", "opens"),
    [(50, 1, False), (100, 1, False), (500, 2, True), (711, 2, True), (712, 2, False), (1000, 3, True), (49, 40, False)],
)  # fmt: skip
def test_complaints_open_it_at_two_or_three_never_at_one(sent: int, complained: int, opens: bool) -> None:
    assert (tripped(Tally(sent, complained=complained), BREAKER) is not None) is opens


def test_the_default_limits_open_before_aws_reviews_an_account() -> None:
    """At 300 mails and more, no later than at 5 % bounces."""
    for sent in (300, 500, 1000, 5000):
        assert tripped(Tally(sent, math.ceil(0.05 * sent)), BREAKER)
    for sent in (4_000, 10_000, 50_000):
        assert tripped(Tally(sent, complained=math.ceil(0.0015 * sent)), BREAKER)


def test_the_reason_has_the_numbers_in_words() -> None:
    assert tripped(Tally(1000, 40), BREAKER) == (
        "40 bounces of 1000 mails (4 %; at least 3.03 % with 95 % confidence, and the limit is 3 %)"
    )


def test_slots_are_five_minutes_and_hold_their_beginning() -> None:
    assert slot_of(NOON) == NOON
    assert slot_of(NOON + SLOT - timedelta(microseconds=1)) == NOON
    assert slot_of(NOON + SLOT) == NOON + SLOT


def test_all_of_a_new_run_counts_and_no_more_than_a_week_of_an_old_one() -> None:
    started = NOON + MINUTE
    assert counted_from(a_run(started_at=started, changed_at=started), NOON + 5 * MINUTE) == NOON
    old = a_run(started_at=NOON - 30 * DAY, changed_at=NOON - 30 * DAY)
    assert counted_from(old, NOON) == NOON - WINDOW


def test_a_run_that_was_finished_and_started_again_goes_on_counting() -> None:
    again = a_run(started_at=NOON - 3 * DAY, changed_at=NOON - MINUTE)
    assert counted_from(again, NOON) == NOON - 3 * DAY


@pytest.mark.parametrize(
    ("resumed", "first"),
    [
        (NOON, NOON),
        (NOON + timedelta(microseconds=1), NOON + SLOT),
        (NOON + MINUTE, NOON + SLOT),
        (NOON + SLOT, NOON + SLOT),
    ],
)
def test_after_a_resume_only_slots_that_began_since_count(resumed, first) -> None:
    run = a_run(started_at=NOON - DAY, resumed_at=resumed, changed_at=NOON + 2 * MINUTE)
    assert counted_from(run, NOON + DAY) == first


def test_a_slot_is_five_minutes_and_a_week_counts() -> None:
    assert (5 * MINUTE, 7 * DAY) == (SLOT, WINDOW)


def test_slots_add_up() -> None:
    assert Tally() == Tally(sent=0, bounced=0, complained=0)
    assert Tally(1, 2, 3) + Tally(10, 20, 30) == Tally(11, 22, 33)


def test_one_bounce_may_open_it_where_so_few_mails_count() -> None:
    """One complaint may not."""
    strict = Breaker(min_sample=1)
    assert tripped(Tally(1, 1), strict) is not None
    assert tripped(Tally(1, complained=1), strict) is None
    assert tripped(Tally(0), Breaker(min_sample=0)) is None


def test_a_rate_at_its_limit_does_not_open_it() -> None:
    limit = lower_bound(7, 100)
    assert tripped(Tally(100, 7), Breaker(max_bounces=limit)) is None
    assert tripped(Tally(100, 7), Breaker(max_bounces=limit - 1e-9)) is not None
