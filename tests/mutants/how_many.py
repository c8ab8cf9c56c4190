"""Quotas of the week and the run, the ramp, and the pace of a domain."""

from mutants.mutant import mutant, once

_LIMITS = "domain/limits.py"
_EARLIER = "services/earlier_days.py"
_RESERVES = "services/send/reserving.py"
_TESTS = "unit/test_how_many.py::"
_SHOWN = "unit/test_how_many_shown.py::"
_RUN = _TESTS + "TestOfARun::"
_DAYS = _TESTS + "TestEarlierDays::"
_DOMAIN = _TESTS + "TestPaceOfADomain::"

HOW_MANY = (
    mutant(
        "earlier-days-not-closed",
        "no unit of an earlier day is taken once they are added up",
        once(
            _EARLIER,
            "        if self._closes:\n            found = self._closed(scope, days, found)\n",
            "",
        ),
        _DAYS + "test_a_sender_closes_the_days_before_it_adds_them_up",
        _DAYS + "test_a_sender_whose_clock_is_late_gets_nothing_of_a_day_that_is_over",
    ),
    mutant(
        "earlier-days-read-before-they-are-closed",
        "what is reserved until a day is closed is added up",
        once(_EARLIER, "return self._quotas.days(scope, days) if growing else found", "return found"),
        _DAYS + "test_what_is_reserved_between_the_read_and_the_close_is_seen",
    ),
    mutant(
        "earlier-days-of-another-day",
        "earlier days are added up anew on each day",
        once(
            _EARLIER, "(scope, day) not in self._known:", "scope not in [known[0] for known in self._known]:"
        ),
        _RUN + "test_a_ramp_lets_more_out_with_each_day_up_to_its_ceiling",
    ),
    mutant(
        "closed-day-gives-units-memory",
        "a day that is closed gives no unit",
        once("memory/stores.py", "if (scope, day) in self._tables.closed_days:", "if False:"),
        "contract/test_quotas.py::TestClose",
    ),
    mutant(
        "closed-day-gives-units-dynamodb",
        "a day that is closed gives no unit",
        once("adapters/dynamodb/quotas.py", "is_open & fits)", "fits)"),
        "contract/test_quotas.py::TestClose",
    ),
    mutant(
        "week-not-limited",
        "a week has its quota",
        once(_LIMITS, "if policy.per_week is not None:\n        limits", "if False:\n        limits"),
        _RUN + "test_a_week_has_its_quota_and_the_next_one_has_it_again",
    ),
    mutant(
        "run-not-limited",
        "a run has its quota",
        once(_LIMITS, "if policy.per_run is not None:\n        limits", "if False:\n        limits"),
        _RUN + "test_a_run_has_its_quota_once",
    ),
    mutant(
        "ramp-by-the-calendar",
        "only days with a mail let a ramp grow",
        once(_LIMITS, "if one < day and units > 0}", "if one < day}"),
        _RUN + "test_a_day_on_which_nothing_could_go_out_is_no_day_of_the_ramp",
    ),
    mutant(
        "domain-not-paced",
        "no more goes to a domain than its pace",
        once(
            _RESERVES,
            "count = self._quotas.reserve(scope, period, len(of_domain), pace.at_most)",
            "count = len(of_domain)",
        ),
        _DOMAIN + "test_no_more_than_its_pace_goes_to_a_domain_in_an_hour_and_others_do_not_wait",
    ),
    mutant(
        "domain-paced-after-the-run",
        "who waits for a domain uses up nothing of the run",
        once(
            _RESERVES,
            "len(paced), limit.mails)",
            "len(paced) + (len(paced) if paced[0].period else 0), limit.mails)",
        ),
        _DOMAIN + "test_who_must_wait_for_the_domain_uses_up_nothing_of_the_run",
    ),
    mutant(
        "account-counted-by-the-campaign-s-days",
        "the account is counted by UTC whatever a campaign does",
        once(
            _RESERVES,
            "quota_day(now), wanted, limit, told",
            "quota_day(now, counting_zone(work.campaign.policy)), wanted, limit, told",
        ),
        _TESTS + "TestDaysOfTheCampaign::test_the_account_is_counted_by_utc_all_the_same",
    ),
    mutant(
        "wrong-limit-blamed",
        "who waits is told which limit it is",
        once(_RESERVES, "LimitKind.ACCOUNT if place < of_run else limit.kind", "LimitKind.DAY"),
        _RUN + "test_who_gets_no_unit_waits_and_is_told_which_limit_it_is",
        _RUN + "test_who_gets_no_unit_of_the_account_is_told_that_it_was_the_account",
    ),
    mutant(
        "tick-ignores-the-limit-in-force",
        "a tick names no more than the limit in force allows",
        once("services/tick/turn.py", "limit.mails - used[scope]", "policy.per_day - used[scope]"),
        _RUN + "test_no_tick_names_more_than_the_limit_in_force_still_allows",
    ),
    mutant(
        "pace-not-stored",
        "a touch keeps in which hour it counts for its domain",
        once("adapters/dynamodb/enrollments.py", "            pace_period=touch.pace_period,\n", ""),
        "contract/test_enrollments.py",
    ),
    mutant(
        "status-names-the-wrong-limit",
        "a status names the limit that is in force",
        once("services/operator/overview.py", "limit.mails, limit.kind)", "policy.per_day, LimitKind.DAY)"),
        _SHOWN + "test_a_status_says_which_limit_is_in_force",
    ),
    mutant(
        "timetable-names-the-wrong-limit",
        "a timetable names the limit that is in force on a full day",
        once("domain/timetable.py", "USED_UP_BY[limits.full[day]]", "CauseKind.QUOTA"),
        "unit/test_timetable.py::test_the_limit_that_is_in_force_on_a_full_day_is_named",
    ),
    mutant(
        "ramp-above-the-quota-accepted",
        "a ramp that the daily quota cuts off is refused",
        once("reading/campaign_quotas.py", "quotas.ramp.ceiling > quotas.per_day", "False"),
        _SHOWN + "test_a_check_names_what_cannot_hold_with_its_line",
    ),
    mutant(
        "zone-without-a-window-accepted",
        "quotas by the campaign's days need its zone",
        once("reading/campaign_quotas.py", "and part.window is None:", "and False:"),
        _SHOWN + "test_a_check_names_what_cannot_hold_with_its_line",
    ),
    mutant(
        "proof-of-the-week-begins-on-sunday",
        "the proof adds a week up from Monday on",
        once("artifacts/proof.sql", "'weekday 0', '-6 days'", "'weekday 6', '-6 days'"),
        "unit/test_proof_sql.py",
    ),
    mutant(
        "proof-without-the-run",
        "the proof holds a run against its quota",
        once("artifacts/proof.sql", "coalesce(r.per_run - (", "coalesce(NULL - ("),
        "unit/test_proof_sql.py::test_a_violation_is_seen_by_its_promise_and_no_other",
    ),
    mutant(
        "paces-not-copied",
        "what went to a domain today is counted in a simulation of the stack",
        once("simulation/from_stack.py", "        _copy_paces(stack, ports, run, policy)\n", ""),
        "unit/test_present_state.py::test_what_went_to_a_domain_today_is_counted",
    ),
)
