"""Two campaigns and one person: the protocol of P8 is searched completely within its bounds, and the real code does what the model does.

`python tests/model/prove.py` goes further.
"""

import random
from itertools import groupby, pairwise

import pytest

from model.replay_together import JANE, ReplayTogether, all_ended, expected, replay
from model.search import Found, search
from model.together import COOLDOWN, Bounds, Rule, Together, Variant

SMALL = Bounds(attempts=0, late=1)
IN_TURN = Bounds(Rule.FIRST, steps=2, attempts=0, late=0)
BY_PRIORITY = Bounds(Rule.PRIORITY, steps=2, attempts=0, late=0)
IN_THE_SUITE = (
    Bounds(late=0),
    SMALL,
    IN_TURN,
    BY_PRIORITY,
    Bounds(Rule.FIRST, attempts=0, late=1),
    Bounds(Rule.FIRST, attempts=0, late=0, orders=True),
)
TOO_SOON, NOT_ITS_TURN = "two mails within the cooldown", "a mail in the sequence of another campaign"
BROKEN = {
    Variant.TAKE_ASKS_NOBODY: (SMALL, TOO_SOON, 10),
    Variant.LOOK_ASKS_NOBODY: (SMALL, TOO_SOON, 10),
    Variant.ANY_TAKE_COUNTS: (SMALL, TOO_SOON, 8),
    Variant.LOOK_BEFORE_TAKE: (SMALL, TOO_SOON, 10),
    Variant.GIVEN_BACK: (Bounds(horizon=0), TOO_SOON, 18),
    Variant.TOUCH_AS_VERSION: (Bounds(consumers=1, steps=2, late=0), TOO_SOON, 19),
    Variant.SEQUENCE_NOT_ASKED: (IN_TURN, NOT_ITS_TURN, 12),
    Variant.SEQUENCE_OVER_WITH_ITS_MAIL: (IN_TURN, NOT_ITS_TURN, 14),
    Variant.NOBODY_ASKS_FOR_ITS_END: (IN_TURN, "a lead is lost", 1),
}
"""By missing guard: where it is looked for, the promise that breaks, and the fewest steps in which it does."""
WALKS = 50
STEPS = 60
WEIGHTS = {"crash": 0.5, "time": 2}
"""How likely a step is, compared with 6 for the others."""


@pytest.fixture(scope="module")
def found() -> dict[Variant, Found]:
    return {variant: search(Together(variant, bounds)) for variant, (bounds, _, _) in BROKEN.items()}


@pytest.mark.parametrize("bounds", IN_THE_SUITE, ids=str)
def test_no_order_of_events_breaks_a_promise(bounds: Bounds) -> None:
    seen = search(Together(bounds=bounds))
    assert seen.broken is None
    assert seen.states > 5_000


@pytest.mark.parametrize("variant", BROKEN)
def test_without_a_guard_the_model_breaks(found: dict[Variant, Found], variant: Variant) -> None:
    broken = found[variant].broken
    assert broken is not None
    assert (broken.promise, len(broken.trace)) == BROKEN[variant][1:]


def test_every_guard_of_the_protocol_is_taken_out_once() -> None:
    assert set(BROKEN) == set(Variant) - {Variant.OURS}


@pytest.mark.parametrize("variant", BROKEN)
def test_the_real_code_survives_what_breaks_the_model(found: dict[Variant, Found], variant: Variant) -> None:
    broken = found[variant].broken
    assert broken is not None
    real = replay(broken.trace, BROKEN[variant][0])
    assert all_ended(real)
    assert all(later - earlier >= COOLDOWN for (_, earlier), (_, later) in pairwise(real.written))
    if BROKEN[variant][0].rule is Rule.FIRST:
        turns = [campaign for campaign, _ in groupby(campaign for campaign, _ in real.written)]
        assert sorted(turns) == sorted(set(turns))


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("seed", range(WALKS))
def test_the_real_code_does_what_the_model_does(rule: Rule, seed: int) -> None:
    """A random walk through the model. After each step the real code has its rows, mails, person and next requests."""
    bounds = Bounds(rule, steps=2, attempts=3, late=1, horizon=3 * COOLDOWN)
    model, chance, real = Together(bounds=bounds), random.Random(seed), ReplayTogether(bounds)
    state, trace = model.start(), []
    for _ in range(STEPS):
        possible = list(model.steps(state))
        if not possible:
            break
        step, after = chance.choices(possible, [WEIGHTS.get(step.action, 6) for step, _ in possible])[0]
        trace.append(str(step))
        assert model.violation(state, step, after) is None
        real.do(step)
        state = after
        assert real.shown() == expected(state), " | ".join(trace)
    real.rest()
    assert all_ended(real)
    assert {mail.recipient for mail in real.world.ses.mails} <= {JANE.address}
