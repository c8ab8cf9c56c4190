"""How many consumers a rate needs is measured, and costs no request of a mail."""

from mutants.mutant import mutant, once

_SEND = "services/send/batch.py"
_RESERVES = "services/send/reserving.py"
_TICK = "services/tick/turn.py"
_NEED = "services/consumers.py"
_TESTS = "unit/test_busy_consumers.py::"

CONSUMERS = (
    mutant(
        "wait-for-a-turn-counts-as-work",
        "a consumer is not busy while it waits for its turn",
        once(_SEND, " - began - pacer.waited", " - began"),
        _TESTS + "test_the_wait_for_a_turn_is_not_in_it",
    ),
    mutant(
        "first-batch-measured",
        "what the first batch of a process takes says nothing of the others",
        once(_SEND, "if self._warm and sent == len(records):", "if sent == len(records):"),
        _TESTS + "test_a_batch_tells_of_those_before_it_but_not_of_the_first_of_a_process",
    ),
    mutant(
        "refused-mails-measured",
        "a batch with a mail that did not go out is not measured",
        once(_SEND, "if self._warm and sent == len(records):", "if self._warm:"),
        _TESTS + "test_a_batch_with_a_mail_that_did_not_go_out_is_left_out",
    ),
    mutant(
        "told-again-with-each-batch",
        "what was told is not told again",
        once(_RESERVES, "if told != IDLE and count:", "if False:"),
        _TESTS + "test_a_batch_tells_of_those_before_it_but_not_of_the_first_of_a_process",
    ),
    mutant(
        "told-to-a-rehearsal",
        "what was measured of live mails is told with live mails",
        once(_RESERVES, "told = self._busy if run.mode is Mode.LIVE else IDLE", "told = self._busy"),
        _TESTS + "test_what_was_measured_is_kept_until_a_live_mail_reserves_its_quota",
    ),
    mutant(
        "told-beside-nothing-memory",
        "what is told with a reservation that gets nothing is lost",
        once("memory/stores.py", "if granted and busy != IDLE:", "if busy != IDLE:"),
        "contract/test_quotas.py::test_what_is_told_with_a_reservation_that_gets_nothing_is_lost[memory]",
    ),
    mutant(
        "told-over-what-was-told",
        "what consumers tell is added up",
        once(
            "adapters/dynamodb/quotas.py",
            "QuotaItem.busy_ms.add(milliseconds)",
            "QuotaItem.busy_ms.set(milliseconds)",
        ),
        "contract/test_quotas.py::test_what_is_told_of_consumers_is_added_up_beside_the_counter[dynamodb]",
    ),
    mutant(
        "a-number-fails-a-tick",
        "a tick does not fail because consumers could not be counted",
        once(
            _TICK,
            'logger.error("consumers were not counted", extra=in_logs(error))\n            return None',
            "raise StoreUnavailable from error",
        ),
        _TESTS + "test_a_table_that_does_not_respond_costs_the_number_and_no_tick",
    ),
    mutant(
        "idle-ticks-read-more",
        "a tick reads nothing for consumers if no mail is to be sent",
        once(_TICK, "if depth or any(enqueued.values()) else None", "if runs else None"),
        _TESTS + "test_a_tick_without_mails_reads_nothing_for_it",
    ),
    mutant(
        "paused-runs-need-consumers",
        "only runs that send need consumers",
        once(_NEED, " and run.status is RunStatus.RUNNING", ""),
        _TESTS + "test_preflight_counts_the_campaign_beside_those_under_way",
    ),
    mutant(
        "yesterday-forgotten",
        "what was measured yesterday counts until something is measured today",
        once(_NEED, "[quota_day(now - timedelta(days=1)), quota_day(now)]", "[quota_day(now)]"),
        _TESTS + "test_what_was_measured_yesterday_still_counts",
    ),
)
