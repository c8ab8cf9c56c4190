"""One batch of records: quota, time, poison, modes."""

from mutants.mutant import mutant, once

_SEND = "services/send/batch.py"
_RESERVES = "services/send/reserving.py"
_STORES = "memory/stores.py"
_SENDS = "unit/test_send.py::"
_GUARDS = "unit/test_guards.py::"

BATCH = (
    mutant(
        "quota-not-reserved",
        "quota is reserved before the claim",
        once(
            _RESERVES,
            "of_run = self._quotas.reserve(scope, day, len(paced), limit.mails)",
            "of_run = len(paced)",
        ),
        _SENDS + "test_the_daily_quota_of_a_campaign_is_not_overdrawn_and_the_rest_goes_out_tomorrow",
    ),
    mutant(
        "quota-of-another-day",
        "the day that is charged is the day that is recorded",
        once(
            _RESERVES,
            "yield Granted(one.ready, Charge(day, one.period))",
            "yield Granted(one.ready, Charge(quota_day(one.ready.work.enrollment.due_at), one.period))",
        ),
        _SENDS + "test_a_batch_that_passes_midnight_is_charged_to_one_day_and_says_so",
    ),
    mutant(
        "account-quota-not-reserved",
        "the account's quota is reserved as well",
        once(
            _RESERVES,
            "count = self._quotas.reserve(scope, quota_day(now)",
            "count = wanted or self._quotas.reserve(scope, quota_day(now)",
        ),
        _GUARDS + "test_the_account_quota_holds_across_ticks",
    ),
    mutant(
        "quota-overdrawn-memory",
        "a counter never exceeds its limit",
        once(_STORES, "granted = max(0, min(wanted, limit - used))", "granted = wanted"),
        "contract/test_quotas.py::test_at_the_edge_what_is_left_is_reserved[memory]",
    ),
    mutant(
        "quota-overdrawn-dynamodb",
        "a counter never exceeds its limit",
        once(
            "adapters/dynamodb/quotas.py",
            "QuotaItem.used.does_not_exist() | (QuotaItem.used <= limit - granted)",
            "QuotaItem.used.does_not_exist() | (QuotaItem.used <= limit)",
        ),
        "contract/test_quotas.py::test_at_the_edge_what_is_left_is_reserved[dynamodb]",
    ),
    mutant(
        "ses-limit-ignored",
        "SES's own daily limit counts if it is lower",
        once(
            "domain/quota.py",
            "return setting if ses_limit is None else min(setting, ses_limit)",
            "return setting",
        ),
        _SENDS + "test_the_account_quota_is_what_ses_allows_if_that_is_less",
    ),
    mutant(
        "expired-message-processed",
        "an expired message is acknowledged without being handled",
        once(_SEND, "if record.receives > 1 or not message.expired(now):", "if True:"),
        _SENDS + "test_an_expired_message_is_done_unread",
    ),
    mutant(
        "no-time-reserve",
        "nothing is claimed without time for one SES call",
        once(_SEND, "if time_left() < TIME_RESERVE + pacer", "if time_left() < pacer"),
        _SENDS + "test_too_little_time_for_one_call_claims_nothing",
    ),
    mutant(
        "no-time-to-wait-for-the-rate",
        "nothing is claimed without time to wait for the rate",
        once(_SEND, "TIME_RESERVE + pacer.wait_for(ready.work.control)", "TIME_RESERVE"),
        _SENDS + "test_too_little_time_to_wait_for_the_rate_and_call_claims_nothing",
    ),
    mutant(
        "expired-poison-done-unread",
        "an expired message that failed before is handled",
        once(_SEND, "if record.receives > 1 or not message.expired(now):", "if not message.expired(now):"),
        _SENDS + "test_an_expired_message_that_comes_again_is_handled",
    ),
    mutant(
        "dead-connection-kept",
        "each invocation has a fresh connection to SES",
        once("/functions/send/handler.py", "    app.start_invocation()\n", ""),
        "integration/test_requests_counted.py::test_each_invocation_opens_a_connection_of_its_own_to_ses",
    ),
    mutant(
        "poison-fails-the-batch",
        "a record that fails does not fail the others",
        once(
            "services/send/failures.py",
            "            self.poison(record, type(error).__name__)\n",
            "            raise\n",
        ),
        _GUARDS + "test_whatever_one_delivery_runs_into_the_others_go_on",
    ),
    mutant(
        "poison-unmarked",
        "the last receive of a poison message marks its lead",
        once("services/send/failures.py", "            self._mark(touch, detail)\n", "            pass\n"),
        _SENDS + "test_the_last_receive_of_a_poison_message_marks_its_lead",
    ),
    mutant(
        "poison-marks-at-once",
        "poison is marked only at its last receive",
        once("services/send/failures.py", "if record.receives < self._max_receives:", "if False:"),
        _SENDS + "test_the_last_receive_of_a_poison_message_marks_its_lead",
    ),
    mutant(
        "poison-ends-another-step",
        "poison marks the touch that it is about, not a later one",
        once(
            "services/send/failures.py",
            "(touch.key, touch.fence, change)",
            "(touch.key, type(touch.fence)(enrollment.step, enrollment.attempt), change)",
        ),
        _SENDS + "test_a_poison_message_of_an_earlier_step_does_not_end_the_next_one",
    ),
    mutant(
        "poison-ends-what-is-in-flight",
        "what may be on its way is not marked as poison",
        once("services/send/failures.py", " or enrollment.state is not State.DUE:", ":"),
        _SENDS + "test_a_poison_message_marks_nothing_that_is_in_flight",
    ),
    mutant(
        "failures-not-reported",
        "the handler reports the records that failed",
        once(
            "/functions/send/handler.py",
            "batch_response(failed)",
            "batch_response([])",
        ),
        "integration/test_events.py::test_send_poison",
    ),
    mutant(
        "failures-not-asked-for",
        "SQS is told that records fail one by one",
        once(
            "/template.yaml",
            "            FunctionResponseTypes: [ReportBatchItemFailures] # without it, records that failed would be deleted\n",
            "",
        ),
        "template/test_template_guards.py::test_one_failed_record_does_not_take_its_batch_with_it",
    ),
    mutant(
        "proof-reaches-ses",
        "proof mode never gets the live sender",
        once(
            "adapters/senders.py",
            "{Mode.PROOF: proof, Mode.LIVE: live}",
            "{Mode.PROOF: live, Mode.LIVE: live}",
        ),
        "contract/test_outside.py::test_each_mode_has_its_sender",
    ),
    mutant(
        "proof-counts-as-sent",
        "a rehearsed touch does not count as sent",
        once(
            "domain/settlement.py",
            "TouchState.SENT if attempt.mode is Mode.LIVE else TouchState.SENT_PROOF",
            "TouchState.SENT",
        ),
        _SENDS + "test_a_rehearsal_never_reaches_ses_and_uses_no_live_quota",
    ),
    mutant(
        "proof-uses-live-quota",
        "a rehearsal uses no live quota",
        once("domain/quota.py", 'return "account" if run_id == LIVE else', 'return "account" if True else'),
        _SENDS + "test_a_rehearsal_never_reaches_ses_and_uses_no_live_quota",
    ),
)
