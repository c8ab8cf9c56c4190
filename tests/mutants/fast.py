"""Fast rehearsals: only a rehearsal takes times as passed, only times are, and each mail says when it would have gone."""

from mutants.mutant import mutant, once

_FAST = "domain/fast.py"
_RULES = "domain/eligibility.py"
_SETTLEMENT = "domain/settlement.py"
_ITEMS = "adapters/dynamodb/enrollments.py"
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
        _COMMAND + "test_what_the_quota_put_off_would_have_gone_no_sooner_than_it_did",
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
