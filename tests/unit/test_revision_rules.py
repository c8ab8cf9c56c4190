"""What a new revision of a campaign may change while leads are on their way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain.campaign import Policy, Step
from outreach.domain.experiment import Experiment, Stopped, Variant
from outreach.domain.ids import MessageId
from outreach.domain.revision_rules import incompatible
from world.builders import DAY, a_campaign
from world.experiments import GREETING, a_varied_campaign, an_experiment


def sending(*messages, **changes):
    return a_campaign(steps=tuple(Step(MessageId(name), timedelta()) for name in messages), **changes)


@pytest.mark.parametrize(
    "new",
    [
        sending("a", "b"),
        sending("a", "b", "c"),
        sending("a", "b", name="Other", policy=Policy(per_day=1), templates={}),
        a_campaign(steps=(Step(MessageId("a"), DAY), Step(MessageId("b"), 2 * DAY))),
    ],
)
@pytest.mark.parametrize("live_run", [True, False])
def test_texts_limits_delays_and_steps_at_the_end_may_change(new, live_run):
    assert incompatible(sending("a", "b"), new, live_run=live_run) is None


@pytest.mark.parametrize(
    ("new", "named"),
    [
        (["a"], ["all 2 steps", "has 1"]),
        (["x"], ["all 2 steps", "has 1"]),
        (["x", "b"], ["step 1 ", '"a"', '"x"']),
        (["a", "x"], ["step 2 ", '"b"', '"x"']),
        (["x", "a", "b"], ["step 1 ", '"a"', '"x"']),
        (["b", "a"], ["step 1 ", '"a"', '"b"']),
    ],
)
def test_a_live_run_keeps_the_messages_at_their_positions(new, named):
    found = incompatible(sending("a", "b"), sending(*new))
    assert found is not None
    assert all(name in found for name in named)
    assert incompatible(sending("a", "b"), sending(*new), live_run=True) == found
    assert incompatible(sending("a", "b"), sending(*new), live_run=False) is None


def test_each_refusal_says_what_to_write_instead():
    old = sending("a", "b", "c")
    assert [
        incompatible(old, new, come_to=come_to)
        for new, come_to in (
            (sending("a", "b", "c", shards=9), None),
            (sending("a"), 1),
            (sending("a", "x", "b", "c"), None),
            (sending("a", "x", "b", "c"), 2),
        )
    ] == [
        'the number of shards cannot change (4 to 9): leads would not be found again; write "shards: 4"',
        'the live run needs all 3 steps, and the new sequence has 1; to send fewer, keep them and write "max_steps_per_lead: 1"',
        (
            'step 2 sends "b" and cannot become "x" after the live run was started: leads could be written to twice; put new steps '
            "after step 3, or give the leads that come from now on a campaign of their own"
        ),
        (
            'step 2 sends "b" and cannot become "x" after the live run was started: leads have come to step 2 and could be written '
            "to twice; put new steps after step 2, or give the leads that come from now on a campaign of their own"
        ),
    ]


@pytest.mark.parametrize("live_run", [True, False])
@pytest.mark.parametrize("shards", [3, 5])
def test_the_number_of_shards_never_changes(shards, live_run):
    found = incompatible(sending("a"), sending("a", shards=shards), live_run=live_run)
    assert found is not None
    assert f"(4 to {shards})" in found


class TestVariants:
    OLD = a_varied_campaign()

    def test_weights_texts_and_new_variants_may_change_and_another_experiment_may_begin(self):
        long = Experiment(GREETING, (*an_experiment(weights=(5, 1)).variants, Variant("long")))
        for new in (long, replace(an_experiment(), name="other"), None):
            assert incompatible(self.OLD, replace(self.OLD, experiment=new)) is None
        assert incompatible(replace(self.OLD, experiment=None), self.OLD) is None

    def test_an_experiment_with_another_name_has_variants_of_its_own(self):
        other = replace(self.OLD, experiment=Experiment("other", (Variant("a"), Variant("b"))))
        assert incompatible(self.OLD, other) is None

    def test_before_the_live_run_a_stopped_variant_may_be_left_out(self):
        fewer = replace(self.OLD, experiment=Experiment(GREETING, (Variant("plain"), Variant("long"))))
        stopped = a_varied_campaign(an_experiment(short=Stopped.STAY))
        assert incompatible(stopped, fewer, live_run=False) is None

    def test_a_variant_that_leads_may_be_in_the_middle_of_stays(self):
        fewer = replace(self.OLD, experiment=Experiment(GREETING, (Variant("plain"), Variant("long"))))
        found = incompatible(self.OLD, fewer)
        assert found is not None
        assert 'variant "short" of the experiment "greeting" cannot be left out' in found
        assert incompatible(self.OLD, fewer, live_run=False) is None

    @pytest.mark.parametrize("live_run", [True, False])
    @pytest.mark.parametrize("how", list(Stopped))
    def test_what_was_stopped_stays_stopped(self, how, live_run):
        stopped = a_varied_campaign(an_experiment(short=how))
        found = incompatible(stopped, self.OLD, live_run=live_run)
        assert found is not None
        assert f'"short" of the experiment "greeting" was stopped: write "stopped: {how}"' in found
        assert incompatible(self.OLD, stopped, live_run=live_run) is None
        other = a_varied_campaign(an_experiment(short=next(each for each in Stopped if each is not how)))
        assert incompatible(stopped, other, live_run=live_run) is None

    def test_a_message_that_leads_may_have_had_comes_at_no_later_step(self):
        old, new = self.with_messages({"intro": "teaser"}), self.with_messages({"followup1": "teaser"})
        assert (
            incompatible(old, new)
            == '"teaser" is sent at step 1 and cannot be sent at step 2 after the live run was started: leads could get it twice; '
            "copy its files under another id"
        )
        assert incompatible(old, new, live_run=False) is None
        assert incompatible(new, old) is None  # whoever has had it at step 2 is past step 1

    def test_a_message_that_nobody_has_come_to_may_come_later(self):
        old, new = self.with_messages({"followup1": "teaser"}), self.with_messages({"followup2": "teaser"})
        assert incompatible(old, new, come_to=1) is None
        found = incompatible(old, new, come_to=2)
        assert found is not None
        assert '"teaser" is sent at step 2 and cannot be sent at step 3' in found

    def test_the_message_of_a_step_may_not_come_again_in_a_variant(self):
        plain, new = replace(self.OLD, experiment=None), self.with_messages({"followup2": "intro"})
        assert incompatible(plain, self.with_messages({"followup2": "teaser"})) is None
        assert '"intro" is sent at step 1' in str(incompatible(plain, new))

    def with_messages(self, messages):
        named = {MessageId(one): MessageId(other) for one, other in messages.items()}
        return replace(
            self.OLD, experiment=Experiment(GREETING, (Variant("plain"), Variant("short", 1, named)))
        )
