"""Variants: who gets which, that it is recorded, and that a stop is not undone."""

from mutants.mutant import mutant, once

_CHOOSING = "domain/choosing.py"
_ENROLLMENT = "domain/enrollment.py"
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
        once("adapters/dynamodb/touches.py", "    if touch.arm is not None:\n", "    if False:\n"),
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
        once(_ENROLLMENT, "TouchState.ASSUMED_SENT, TouchState.UNKNOWN}", "TouchState.ASSUMED_SENT}"),
        _CHOSEN + "test_a_message_that_may_have_arrived_holds_a_lead_in_its_arm",
    ),
    mutant(
        "second-text-to-who-may-have-had-one",
        "a mail that an operator orders again has the text of the first",
        once(_ENROLLMENT, " or bool(self.earlier_claims)", ""),
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
        once("services/operator/revising.py", "revision, over=over, at_rest", "revision, over=None, at_rest"),
        _STOP + "TestAnApplyAtTheSameTime::test_a_slow_apply_does_not_lead_a_run_back",
    ),
    mutant(
        "draw-in-the-order-of-the-file",
        "who was in another variant does not move when one stops",
        once(
            "domain/experiment.py",
            "draw(experiment.name, lead_id, variant.name) / variant.weight",
            "draw(experiment.name, lead_id, str(len(experiment.running))) / variant.weight",
        ),
        "unit/test_experiment.py::test_who_was_in_a_variant_that_stops_goes_to_the_others_by_weight_and_nobody_else_moves",
    ),
    mutant(
        "variant-unproved",
        "each mail is held against the draw of its revision",
        once(
            "artifacts/proof.sql",
            "WHERE variant IS NOT meant OR experiment IS NOT meant_experiment;",
            "WHERE 0;",
        ),
        "unit/test_proof_sql.py::test_a_violation_is_seen_by_its_promise_and_no_other",
    ),
    mutant(
        "message-of-another-variant-unproved",
        "each mail is the message of its variant",
        once("artifacts/proof.sql", "WHERE a.message_id IS NOT m.message_id;", "WHERE 0;"),
        "unit/test_proof_sql.py::test_a_violation_is_seen_by_its_promise_and_no_other",
    ),
    mutant(
        "several-variants-compared",
        "who got mails of several variants counts for none",
        once("artifacts/report/variants.py", "if len({v for v, _, _ in mails}) == 1}", "}"),
        "unit/test_variants_exported.py::test_who_got_several_variants_counts_for_none",
    ),
    mutant(
        "mix-by-the-weights-of-today",
        "leads that were drawn under other weights count by those",
        once(
            "services/operator/overview.py",
            "(experiment := self._experiment(counts.run, revision))",
            "(experiment := self.definition(counts.run).experiment)",
        ),
        "unit/test_variants_shown.py::test_leads_drawn_under_several_revisions_count_by_the_weights_of_each",
    ),
    mutant(
        "variants-untried",
        "a trial looks at every variant",
        once(
            "rendering/trial.py",
            "for choice in choices_of(campaign, index):",
            "for choice in choices_of(campaign, index)[:1]:",
        ),
        _SENT + "test_a_trial_looks_at_every_variant",
    ),
    mutant(
        "message-at-two-steps",
        "a message has one step in all variants, so nobody who moves gets it twice",
        once(
            "reading/experiment_file.py",
            "            elif elsewhere := places[other] - {",
            "            elif elsewhere := places[other] & {",
        ),
        "unit/test_experiment_file.py::test_a_message_has_one_step_in_all_variants",
    ),
    mutant(
        "message-again-in-a-revision",
        "a revision sends no message at a later step than the one at which leads had it",
        once(
            "domain/revision_rules.py",
            "    return _message_again(old, new, len(kept))\n",
            "    return None\n",
        ),
        _RULES + "test_a_message_that_leads_may_have_had_comes_at_no_later_step",
        _RULES + "test_the_message_of_a_step_may_not_come_again_in_a_variant",
    ),
    mutant(
        "variants-not-asked-for-a-message-twice",
        "the proof names who got a message twice in two variants",
        once(
            "artifacts/proof.sql",
            "FROM touches WHERE state NOT IN ('retry', 'skipped', 'failed')",
            "FROM touches WHERE variant IS NULL AND state NOT IN ('retry', 'skipped', 'failed')",
        ),
        "unit/test_proof_sql.py::test_other_forms_of_a_violation_are_seen_too",
    ),
    mutant(
        "pick-by-the-step-of-the-follow-up",
        "a follow-up keeps the subject that was picked for the first mail",
        once(
            "rendering/renderer.py",
            "begun = 0 if conversation is None else conversation.opened_at",
            "begun = enrollment.step",
        ),
        "unit/test_picking.py::test_a_follow_up_keeps_the_subject_that_was_picked_for_the_first_mail",
    ),
    mutant(
        "pick-by-the-lead-id",
        "a preview of files shows what a stack sends",
        once(
            "rendering/renderer.py",
            "with Picking(picking_for(key.campaign_id, enrollment.lead.address, enrollment.step)):",
            "with Picking(picking_for(key.campaign_id, key.lead_id, enrollment.step)):",
        ),
        "unit/test_picking.py::test_what_is_picked_needs_no_secret_so_a_preview_of_files_shows_what_is_sent",
    ),
    mutant(
        "pick-by-what-is-escaped",
        "the text and the HTML of a mail pick the same, also where a value is escaped in the HTML",
        once("rendering/picking.py", "text.unescape() if isinstance(text, Markup) else text", "str(text)"),
        "unit/test_picking.py::test_text_and_html_pick_the_same_whatever_a_value_holds",
    ),
    mutant(
        "shortest-pick-untried",
        "a subject that may be picked empty is refused",
        once("reading/message_analysis.py", ", full, PARTS, shortest\n", ", full, PARTS, longest\n"),
        "unit/test_picking.py::test_what_may_be_picked_is_tried_at_its_shortest_and_its_longest",
    ),
)
