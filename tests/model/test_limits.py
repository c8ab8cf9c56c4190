"""The limits of a run, and the cap for a company: both protocols are searched completely within their bounds.

For the limits the real code does what the model does. `python tests/model/prove.py` goes further.
"""

import random

import pytest

from model import company, days
from model.company import OneCompany
from model.days import DaysOfARun, Limits
from model.replay_days import ReplayDays, expected
from model.search import Step, search

IN_THE_SUITE = (
    days.Bounds(Limits(run=1)),
    days.Bounds(Limits(run=2)),
    days.Bounds(Limits(week=1)),
    days.Bounds(Limits(start=1)),
)
BROKEN_DAYS = {
    days.Variant.ROOM_NOT_ASKED: (days.Bounds(), "the run is overdrawn", 7),
    days.Variant.NOBODY_CLOSES: (days.Bounds(), "the run is overdrawn", 9),
    days.Variant.CLOSED_DAYS_TAKE: (days.Bounds(), "the run is overdrawn", 11),
    days.Variant.READ_BEFORE_CLOSING: (days.Bounds(), "the run is overdrawn", 10),
    days.Variant.ONE_DAY_CLOSED: (days.Bounds(), "the run is overdrawn", 12),
    days.Variant.HANDED_BACK: (days.Bounds(Limits(day=2)), "a day is overdrawn", 14),
    days.Variant.CLAIMED_UNHEARD: (days.Bounds(), "the run is overdrawn", 7),
}
BROKEN_COMPANY = {
    company.Variant.ROOM_NOT_ASKED: 9,
    company.Variant.LOOK_ASKS_NOBODY: 8,
    company.Variant.ANY_ENTRY_COUNTS: 6,
    company.Variant.PAST_WEEK_BEGINS_ANEW: 14,
    company.Variant.OLD_WEEK_COUNTS: 12,
    company.Variant.ROW_BEFORE_THE_ORDER: 17,
    company.Variant.FREED_FIRST: 11,
}
"""By missing guard: the fewest steps in which the promise breaks."""
WALKS = 60
STEPS = 60
LIKELY = {"done", "accepted"}
"""Details of steps after which a sender goes on. Else few mails would go out."""


def weight(step: Step) -> float:
    """How likely a step is."""
    return {"crash": 0.5, "time": 0.4}.get(step.action, 6 if step.detail in LIKELY else 2)


@pytest.mark.parametrize("bounds", IN_THE_SUITE, ids=str)
def test_no_order_of_events_overdraws_a_run(bounds: days.Bounds) -> None:
    seen = search(DaysOfARun(bounds=bounds))
    assert seen.broken is None
    assert seen.states > 2_000


@pytest.mark.parametrize("variant", BROKEN_DAYS)
def test_without_a_guard_a_limit_breaks(variant: days.Variant) -> None:
    bounds, promise, steps = BROKEN_DAYS[variant]
    broken = search(DaysOfARun(variant, bounds)).broken
    assert broken is not None
    assert (broken.promise, len(broken.trace)) == (promise, steps)


def test_no_order_of_events_lets_too_many_people_of_a_company_be_written_to() -> None:
    seen = search(OneCompany())
    assert seen.broken is None
    assert seen.states > 50_000


@pytest.mark.parametrize("variant", BROKEN_COMPANY)
def test_without_a_guard_too_many_are_written_to(variant: company.Variant) -> None:
    broken = search(OneCompany(variant)).broken
    assert broken is not None
    assert (broken.promise, len(broken.trace)) == ("too many people of a company", BROKEN_COMPANY[variant])


def test_every_guard_is_taken_out_once() -> None:
    assert set(BROKEN_DAYS) == set(days.Variant) - {days.Variant.OURS}
    assert set(BROKEN_COMPANY) == set(company.Variant) - {company.Variant.OURS}


@pytest.mark.parametrize(
    "limits",
    [Limits(3, week=4, run=5, start=1), Limits(2, run=3), Limits(2, week=3), Limits(9, start=1)],
    ids=str,
)
def test_the_real_code_does_what_the_model_does(limits: Limits) -> None:
    """Random walks through the model. After each step the real code has its counters, mails and next requests."""
    mails = [_walked(days.Bounds(limits, days=days.DAYS), random.Random(seed)) for seed in range(WALKS)]
    assert sum(mails) > WALKS


def _walked(bounds: days.Bounds, chance: random.Random) -> int:
    """Follow one walk, and return how many mails went out."""
    model, real = DaysOfARun(bounds=bounds), ReplayDays(bounds)
    state, trace = model.start(), []
    for _ in range(STEPS):
        possible = list(model.steps(state))
        step, after = chance.choices(possible, [weight(step) for step, _ in possible])[0]
        trace.append(str(step))
        assert model.violation(state, step, after) is None
        real.do(step, after.today)
        state = after
        assert real.shown() == expected(state), " | ".join(trace)
    return sum(state.mails)
