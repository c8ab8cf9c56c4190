"""Which variant a lead gets: drawn by a keyed hash, by weight, and kept through all steps."""

from collections import Counter
from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.experiment import Arm, Experiment, Stopped, Variant, arm_of, draw, drawn, shares
from outreach.domain.ids import LeadId
from world.experiments import GREETING, LEADS, PLAIN, SHORT, an_experiment

THREE = Experiment("offer", (Variant("a", 2), Variant("b", 1), Variant("c", 1)))
NAMES = st.text("abcdefghij0123456789-", min_size=1, max_size=10)


def counts(experiment: Experiment) -> Counter[str]:
    return Counter(drawn(experiment, lead).name for lead in LEADS)


def stopped(experiment: Experiment, name: str, how: Stopped = Stopped.STAY) -> Experiment:
    return replace(
        experiment,
        variants=tuple(replace(v, stopped=how) if v.name == name else v for v in experiment.variants),
    )


def test_a_draw_is_the_same_on_every_machine():
    assert draw("greeting", LeadId("lead-1"), "short") == pytest.approx(0.0433971450, abs=1e-9)


@given(NAMES, NAMES, NAMES)
def test_a_draw_is_a_positive_number(experiment, lead, variant):
    assert 0 < draw(experiment, LeadId(lead), variant) < 54 * log(2)


@pytest.mark.parametrize("weights", [(1, 1), (9, 1), (300, 700)])
def test_each_variant_gets_its_share(weights):
    found, experiment = counts(an_experiment(weights=weights)), an_experiment(weights=weights)
    for name, share in shares(experiment.variants).items():
        spread = (share * (1 - share) / len(LEADS)) ** 0.5
        assert abs(found[name] / len(LEADS) - share) < 4 * spread


def test_another_experiment_draws_anew():
    other = replace(THREE, name="colour")
    both = Counter((drawn(THREE, lead).name, drawn(other, lead).name) for lead in LEADS)
    assert len(both) == 9
    assert both["a", "a"] / len(LEADS) == pytest.approx(1 / 4, abs=0.05)


def test_who_was_in_a_variant_that_stops_goes_to_the_others_by_weight_and_nobody_else_moves():
    without_b = stopped(THREE, "b")
    moves = Counter((drawn(THREE, lead).name, drawn(without_b, lead).name) for lead in LEADS)
    assert moves["a", "a"] == counts(THREE)["a"]
    assert moves["c", "c"] == counts(THREE)["c"]
    assert moves["b", "a"] / counts(THREE)["b"] == pytest.approx(2 / 3, abs=0.08)
    assert set(moves) == {("a", "a"), ("c", "c"), ("b", "a"), ("b", "c")}


def test_a_greater_weight_only_draws_leads_to_its_variant():
    heavier = Experiment("offer", (Variant("a", 2), Variant("b", 5), Variant("c", 1)))
    moves = {(drawn(THREE, lead).name, drawn(heavier, lead).name) for lead in LEADS}
    assert {move for move in moves if move[0] != move[1]} == {("a", "b"), ("c", "b")}


def test_it_does_not_matter_in_which_order_the_variants_are_written():
    turned = replace(THREE, variants=THREE.variants[::-1])
    assert all(drawn(THREE, lead) == drawn(turned, lead) for lead in LEADS)


class TestWhoHasHadAMessage:
    lead = next(one for one in LEADS if drawn(an_experiment(), one).name == "plain")

    @pytest.mark.parametrize(
        ("experiment", "arm"),
        [
            (an_experiment(), SHORT),
            (an_experiment(weights=(1000, 1)), SHORT),
            (an_experiment(short=Stopped.STAY), SHORT),
            (an_experiment(short=Stopped.MOVE), PLAIN),
            (Experiment(GREETING, (Variant("plain"),)), PLAIN),
            (replace(an_experiment(short=Stopped.STAY), name="other"), Arm("other", "plain")),
        ],
        ids=["runs", "at-another-weight", "stops", "stops-and-lets-go", "is-gone", "of-another-experiment"],
    )
    def test_it_stays_unless_its_variant_lets_it_go(self, experiment, arm):
        assert arm_of(experiment, self.lead, SHORT) == arm

    def test_who_has_had_none_is_drawn_among_those_that_run(self):
        only = an_experiment(short=Stopped.STAY)
        assert {arm_of(only, lead, None) for lead in LEADS} == {PLAIN}


@pytest.mark.parametrize("arm", [PLAIN, SHORT, Arm("a-b_1", "0")])
def test_an_arm_is_read_as_it_is_written(arm):
    assert Arm.parse(str(arm)) == arm


def test_a_variant_weighs_one_unless_it_says_otherwise():
    assert shares((Variant("a"), Variant("b", 3))) == {"a": 0.25, "b": 0.75}
