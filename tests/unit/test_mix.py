"""Whether leads are spread over the variants as asked."""

import random

import pytest

from outreach.domain.experiment import drawn, shares
from outreach.domain.mix import MISMATCH, Mix, chance_of, mix_of
from world.experiments import LEADS, an_experiment

HALVES = {"a": 0.5, "b": 0.5}


@pytest.mark.parametrize(
    ("distance", "freedom", "chance"),
    [
        # From tables of the chi-square distribution.
        (3.841459, 1, 0.05),
        (10.827566, 1, 0.001),
        (5.991465, 2, 0.05),
        (7.814728, 3, 0.05),
        (16.266236, 3, 0.001),
        (9.487729, 4, 0.05),
        (21.665994, 9, 0.01),
        (2.087901, 9, 0.99),
        (0.0, 1, 1.0),
        (0.0, 2, 1.0),
    ],
)
def test_the_tail_of_the_distribution_is_that_of_the_tables(distance, freedom, chance):
    assert chance_of(distance, freedom) == pytest.approx(chance, rel=1e-5)


def test_no_distance_is_too_great():
    assert chance_of(1e6, 1) == chance_of(1e6, 4) == 0.0


def test_the_draw_gives_the_mix_that_is_asked_for():
    experiment = an_experiment(weights=(7, 3))
    asked = shares(experiment.running)
    mix = mix_of((asked, drawn(experiment, lead).name, 1) for lead in LEADS)
    assert mix.leads == len(LEADS)
    assert mix.expected == pytest.approx({"plain": 1400, "short": 600})
    assert not mix.mismatch


def test_a_mix_that_something_picks_is_seen():
    mix = mix_of([(HALVES, "a", 1000), (HALVES, "b", 1200)])
    assert mix.probability == pytest.approx(2.0e-5, rel=0.05)
    assert mix.mismatch
    assert mix.in_words == "the mix is NOT as asked (p = 2e-05): compare nothing before you know why"


def test_half_a_percent_off_is_chance():
    mix = mix_of([(HALVES, "a", 1010), (HALVES, "b", 990)])
    assert not mix.mismatch
    assert mix.in_words == "the mix is as asked (p = 0.65)"


def test_leads_that_were_drawn_under_other_weights_count_by_those():
    mix = mix_of(
        [(HALVES, "a", 50), (HALVES, "b", 50), ({"a": 0.9, "b": 0.1}, "a", 90), ({"a": 1.0}, "a", 10)]
    )
    assert mix.expected == pytest.approx({"a": 50 + 81 + 10, "b": 50 + 9})
    assert mix.found == {"a": 150, "b": 50}


@pytest.mark.parametrize(("leads", "says"), [(10, True), (9, False)])
def test_a_few_leads_say_nothing(leads, says):
    mix = mix_of([(HALVES, "a", leads)])
    assert (mix.probability is not None) is says
    if not says:
        assert not mix.mismatch
        assert mix.in_words == "too few leads to say whether the mix is as asked"


def test_a_variant_with_few_leads_says_nothing_however_many_another_has():
    assert mix_of([({"a": 0.99, "b": 0.01}, "a", 100)]).probability is None


def test_one_variant_alone_has_no_mix():
    assert Mix({"a": 100}, {"a": 100.0}).probability is None
    assert mix_of([]).probability is None


def test_what_is_asked_for_is_seldom_called_a_mismatch():
    chance = random.Random(1)
    wrong = 0
    for _ in range(2000):
        hits = sum(chance.random() < 0.5 for _ in range(200))
        wrong += mix_of([(HALVES, "a", hits), (HALVES, "b", 200 - hits)]).mismatch
    assert wrong / 2000 < 4 * MISMATCH
