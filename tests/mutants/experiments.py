"""Variants: who gets which, that it is recorded, and that a stop is not undone."""

from mutants.mutant import mutant, once

_CHOOSING = "domain/choosing.py"
_CHOSEN = "unit/test_choosing.py::"
_SENT = "unit/test_variants_sent.py::"
_STOP = "unit/test_variant_stop.py::"
_RULES = "unit/test_revision_rules.py::TestVariants::"
_REPLACE = "contract/test_campaigns.py::TestReplace::"
_CLAIMS = "contract/test_enrollments.py"
_DYNAMO = "adapters/dynamodb/enrollments.py"

EXPERIMENTS = (
    mutant(
        "arm-not-claimed",
        "a claim records the arm that is sent",
        once(_DYNAMO, "item.arm.remove() if arm is None else item.arm.set(arm)", "item.arm.remove()"),
        _CLAIMS,
    ),
    mutant(
        "arm-of-an-earlier-claim",
        "a claim without an experiment forgets the arm of an earlier one",
        once(
            _DYNAMO,
            "            item.arm.remove() if arm is None else item.arm.set(arm),\n",
            "            *([] if arm is None else [item.arm.set(arm)]),\n",
        ),
        _CLAIMS,
    ),
    mutant(
        "arm-not-on-the-touch",
        "the record of a touch names its arm",
        once(_DYNAMO, "arm=None if touch.arm is None else str(touch.arm),", ""),
        _CLAIMS,
    ),
    mutant(
        "arm-of-the-dead-drawn-anew",
        "what a dead sender was about to send is what its claim says",
        once(_CHOOSING, "if step is None and enrollment.state in IN_FLIGHT:", "if False:"),
        _CHOSEN + "test_what_is_in_flight_was_chosen_when_it_was_claimed",
        _SENT + "TestASenderThatDied::test_the_unknown_touch_is_of_the_arm_that_it_was_claimed_in",
    ),
    mutant(
        "lead-moves-in-the-middle",
        "who has had a message of a variant stays in it",
        once("domain/experiment.py", "kept is not None and kept.stopped is not Stopped.MOVE", "False"),
        _SENT + "TestAVariantThatWasStopped::test_who_has_had_a_message_of_it_stays",
    ),
    mutant(
        "unknown-counts-as-nothing",
        "who may have had a message of a variant stays in it",
        once(_CHOOSING, "TouchState.ASSUMED_SENT, TouchState.UNKNOWN}", "TouchState.ASSUMED_SENT}"),
        _CHOSEN + "test_a_message_that_may_have_arrived_holds_a_lead_in_its_arm",
    ),
    mutant(
        "second-text-to-who-may-have-had-one",
        "a mail that an operator orders again has the text of the first",
        once(_CHOOSING, " or touch.earlier_claims)", ")"),
        _SENT + "test_an_operator_who_sends_again_sends_the_same_text",
    ),
    mutant(
        "stop-undone-by-a-file",
        "an apply refuses a file that does not know a stop",
        once(
            "domain/revision_rules.py",
            "variant.stopped is not None and found.stopped is None",
            "False",
        ),
        _RULES + "test_what_was_stopped_stays_stopped",
    ),
    mutant(
        "stop-undone-by-an-apply-at-the-same-time",
        "an apply that did not see a stop undoes nothing",
        once("services/operator/revising.py", "        if over is None:\n", "        if True:\n"),
        _STOP + "TestAnApplyAtTheSameTime::test_an_apply_that_did_not_see_the_stop_undoes_nothing",
    ),
    mutant(
        "replace-without-looking",
        "a revision takes the place of the one that was read, and of no other",
        once(
            "adapters/dynamodb/campaigns.py",
            "if not update(row, _made_current(revision, now), unchanged).applied:",
            "if not update(row, _made_current(revision, now)).applied:",
        ),
        _REPLACE + "test_somebody_else_has_changed_it[dynamodb]",
        _REPLACE + "test_there_is_no_such_campaign[dynamodb]",
    ),
    mutant(
        "run-led-back",
        "a slow apply leads no run back to before a stop",
        once("services/operator/revising.py", ", over=seen.revision)", ", over=None)"),
        _STOP + "TestAnApplyAtTheSameTime::test_a_slow_apply_does_not_lead_a_run_back",
    ),
)
