"""Fast rehearsals: only a rehearsal takes times as passed, only times are, and each mail says when it would have gone."""

from mutants.mutant import mutant, once

_FAST = "domain/fast.py"
_RULES = "domain/eligibility.py"
_SETTLEMENT = "domain/settlement.py"
_ITEMS = "adapters/dynamodb/enrollments.py"
_AHEAD = "services/send/reserving_ahead.py"
_QUOTAS = "unit/test_fast_quotas.py::"
_UNIT = "unit/test_fast.py::"
_COMMAND = "unit/test_fast_command.py::"
_EXPORT = "unit/test_fast_export.py::"
_DECIDES = "unit/test_eligibility.py::TestInAFastRehearsal::"
_SETTLES = "unit/test_settlement.py::TestInAFastRehearsal::"
_STORED = "contract/test_enrollments.py::TestSettle::test_a_plan_is_kept_until_the_next_one"

FAST = (
    mutant(
        "fast-live-run",
        "a live run takes nothing as passed, whatever its control row says",
        once(_FAST, " and run.fast and run.mode is Mode.PROOF", " and run.fast"),
        _UNIT + "test_only_a_rehearsal_is_fast",
        _UNIT + "test_a_live_run_whose_row_says_fast_waits_all_the_same",
        _DECIDES + "test_a_live_run_takes_nothing_as_passed_whatever_its_row_says",
    ),
    mutant(
        "fast-live-run-started",
        "a fast live run is not started",
        once("services/operator/runs.py", "if fast and mode is Mode.LIVE:", "if False:"),
        _UNIT + "test_a_fast_live_run_is_refused",
    ),
    mutant(
        "fast-live-run-asked-for",
        "the command refuses a fast live run before it asks for anything",
        once("cli/run.py", "    if fast and mode is Mode.LIVE:\n", "    if False:\n"),
        _COMMAND + "test_a_live_run_cannot_be_fast",
    ),
    mutant(
        "live-run-follows-a-plan",
        "the next step of a live run waits for its delay, whatever its touch says",
        once(
            _SETTLEMENT,
            "if touch.would_go is None or not is_rehearsal(enrollment.key.run_id):",
            "if touch.would_go is None:",
        ),
        _SETTLES + "test_a_live_run_waits_whatever_its_touch_says",
    ),
    mutant(
        "live-mail-says-when-it-would-have-gone",
        "no mail of a live run says that it would have gone at another time",
        once("services/send/attempt.py", "if plan is None or not is_fast(work.run):", "if plan is None:"),
        _UNIT + "test_a_live_run_ignores_a_plan_at_each_of_its_decisions",
    ),
    mutant(
        "hold-taken-as-passed",
        "a hold holds in a fast rehearsal",
        once(
            _RULES,
            "    held = held_until(",
            "    if is_fast(standing.run):\n        return None\n    held = held_until(",
        ),
        _DECIDES + "test_a_hold_holds",
    ),
    mutant(
        "passed-without-a-plan",
        "who has no plan waits, because nobody could say when the mail would have gone",
        once(_RULES, " and enrollment.plan is not None:", ":"),
        _DECIDES + "test_who_has_no_plan_waits",
    ),
    mutant(
        "late-mail-goes-as-planned",
        "a mail that is late would not have gone before it did",
        once(_FAST, "    if plan.at > now:\n", "    if True:\n"),
        _UNIT + "TestWouldGo::test_what_is_late_goes_now_and_nothing_is_taken_as_passed",
        _COMMAND + "test_what_a_pause_put_off_would_have_gone_no_sooner_than_it_did",
    ),
    mutant(
        "next-step-due-before-it-is-recorded",
        "a tick that reads the index meanwhile does not pass over the next step",
        once(_SETTLEMENT, "due_at = now + SOON", "due_at = now"),
        _SETTLES + "test_the_next_step_is_due_at_once_and_planned_from_when_this_one_would_have_gone",
    ),
    mutant(
        "planned-from-now",
        "a step is planned from when the one before it would have gone",
        once(_SETTLEMENT, "following, touch.would_go.at, timezone", "following, now, timezone"),
        _UNIT + "test_every_step_is_rehearsed_at_once_and_says_when_it_would_have_gone",
    ),
    mutant(
        "plan-of-the-silent-forgotten",
        "the step after one of which nobody knows is planned as well",
        once(_SETTLEMENT, ", would_go=enrollment.plan), now)", "), now)"),
        _SETTLES + "test_what_nobody_knows_of_would_have_gone_as_planned",
    ),
    mutant(
        "fast-start-joins-another-rehearsal",
        "a fast rehearsal joins no rehearsal that waits",
        once("services/operator/runs.py", "if is_fast(run) is fast and _is_half", "if _is_half"),
        _UNIT + "test_a_fast_start_joins_no_half_started_rehearsal_that_waits",
    ),
    mutant(
        "fast-not-stored",
        "the control row says that a rehearsal is fast",
        once("adapters/dynamodb/control_items.py", "fast=bool(self.fast)", "fast=False"),
        "contract/test_controls.py::test_a_rehearsal_stays_as_fast_as_it_was_created",
    ),
    mutant(
        "plan-not-stored-dynamodb",
        "the plan of the next step is stored",
        once(_ITEMS, "    if change.plan is not None:\n", "    if False:\n"),
        _STORED,
    ),
    mutant(
        "plan-not-stored-memory",
        "the plan of the next step is stored",
        once("memory/enrollments.py", "plan=change.plan or enrollment.plan", "plan=enrollment.plan"),
        _STORED,
    ),
    mutant(
        "fast-live-run-not-named",
        "an export of a fast live run does not verify",
        once("artifacts/proof.sql", "FROM run WHERE fast AND mode <> 'proof'", "FROM run WHERE 0"),
        _EXPORT + "test_a_violation_in_a_fast_rehearsal_is_named",
    ),
    mutant(
        "mail-may-say-another-time",
        "a kept mail says what its touch says",
        once(
            "artifacts/proof.sql",
            "WHERE substr(m.would_go_at, 1, 19) IS NOT substr(t.would_go_at, 1, 19)",
            "WHERE 0",
        ),
        _EXPORT + "test_a_violation_in_a_fast_rehearsal_is_named",
    ),
    mutant(
        "cooldown-of-a-fast-rehearsal-by-the-clock",
        "the cooldown is held against the moments at which mails would have gone",
        once(
            "artifacts/proof.sql", "CASE WHEN a.would_go_at IS NULL AND p.would_go_at IS NULL", "CASE WHEN 1"
        ),
        _COMMAND + "test_every_mail_of_a_campaign_of_weeks_is_rehearsed_on_a_saturday",
    ),
    mutant(
        "fast-rehearsal-counts-by-the-clock",
        "a fast rehearsal counts each mail on the day on which it would go",
        once(
            "services/send/batch.py",
            "(self._reserving_ahead if fast else self._reserving)",
            "self._reserving",
        ),
        _QUOTAS + "test_three_hundred_leads_at_twenty_a_day_are_all_rehearsed_on_the_days_that_this_takes",
    ),
    mutant(
        "fast-rehearsal-ticks-by-the-quota",
        "today's quota does not limit how many leads of a fast rehearsal a tick takes",
        once("services/tick/turn.py", "        if is_fast(run):\n", "        if False:\n"),
        _QUOTAS + "test_three_hundred_leads_at_twenty_a_day_are_all_rehearsed_on_the_days_that_this_takes",
    ),
    mutant(
        "first-contacts-planned-before-follow-ups",
        "follow-ups get their units before the first contacts of later days",
        once(
            _FAST,
            "return min(policy.max_leads_per_tick, policy.per_day, first_day)",
            "return policy.max_leads_per_tick",
        ),
        _QUOTAS + "test_a_follow_up_gets_its_unit_before_the_first_contacts_of_later_days",
    ),
    mutant(
        "planned-day-not-kept",
        "a mail that was put off says so, and the next step is planned from there",
        once(_AHEAD, "replace(work.enrollment, plan=going)", "work.enrollment"),
        _QUOTAS + "test_a_mail_says_that_a_quota_was_taken_as_passed",
    ),
    mutant(
        "put-off-beyond-the-end",
        "who finds no room before the last day ends, and takes no unit",
        once(_AHEAD, "if is_over(policy, going.at):", "if False:"),
        _QUOTAS + "test_nobody_takes_a_unit_of_a_day_after_the_last_one",
    ),
    mutant(
        "run-quota-put-off",
        "who gets nothing of the quota of the whole run gets no mail",
        once(_AHEAD, "if place.run_is_full:", "if False:"),
        _QUOTAS + "test_who_gets_nothing_of_the_quota_of_the_whole_run_is_not_rehearsed",
    ),
    mutant(
        "others-do-not-keep-a-rehearsal",
        "a mail would go when the cooldown after a live mail of another campaign is over",
        once(_AHEAD, "if others is not None and others > going.at:", "if False:"),
        _QUOTAS
        + "TestOtherCampaigns::test_a_mail_would_go_when_the_cooldown_after_the_mail_of_another_is_over",
    ),
    mutant(
        "own-live-mails-keep-a-rehearsal",
        "the live run of the campaign keeps its rehearsal from nobody",
        once("domain/across.py", "if row is None or row.key.campaign_id == campaign_id:", "if row is None:"),
        _QUOTAS + "TestOtherCampaigns::test_the_live_mails_of_the_same_campaign_keep_nothing",
    ),
    mutant(
        "week-not-counted-ahead",
        "a week has its quota, in whatever order its days are filled",
        once(_AHEAD, "if policy.per_week is not None:", "if False:"),
        _QUOTAS + "test_a_week_has_its_quota_whatever_is_planned_for_its_other_days",
    ),
    mutant(
        "unit-refused-and-taken-all-the-same",
        "a mail goes on the day on which another sender left a unit",
        once(
            _AHEAD,
            "            if not self._counts.take(counter):\n",
            "            if self._counts.take(counter) is None:\n",
        ),
        _QUOTAS + "test_a_unit_that_another_sender_took_meanwhile_is_not_taken_again",
    ),
    mutant(
        "stopped-rehearsal-blames-its-ticks",
        "a rehearsal that the kill switch holds back says so",
        once("cli/rehearsal.py", "if operator.stopping.state().stopped:", "if False:"),
        _COMMAND + "test_a_kill_switch_that_is_on_is_told",
    ),
    mutant(
        "paused-rehearsal-blames-its-ticks",
        "a rehearsal that is paused says so, by whom and why",
        once("cli/rehearsal.py", "if run.status is not RunStatus.RUNNING:", "if False:"),
        _COMMAND + "test_a_pause_is_told_with_who_and_why",
    ),
    mutant(
        "window-without-its-opening",
        "a rehearsal outside the window says when it opens",
        once("cli/rehearsal.py", "if reason in _SHUT and", "if False and"),
        "unit/test_first_use.py::test_a_rehearsal_outside_the_window_says_that_it_has_shown_nothing",
    ),
)
