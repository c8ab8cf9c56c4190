"""On moto nobody comes in without the key of the stack, no write is lost, and no message is."""

from mutants.mutant import mutant, once

_BEFORE = "local/on_moto/application.py"
_BETWEEN = "local/on_moto/deliveries.py"
_WORKERS = "local/on_moto/functions.py"
_LETS_IN = "unit/test_moto_application.py::"
_DELIVERS = "unit/test_moto_deliveries.py::"
_RUNS = "unit/test_moto_functions.py::"

MOTO = (
    mutant(
        "moto-takes-foreign-pages",
        "a web page reaches nothing of moto",
        once(_BEFORE, "foreign_pages.refusal(request, has_page=True) or ", ""),
        _LETS_IN + "test_what_a_foreign_page_sends_is_refused_whatever_key_it_names",
    ),
    mutant(
        "moto-takes-sessions",
        "moto verifies no sessions, so it takes none",
        once(_BEFORE, "verifies_sessions=False", "verifies_sessions=True"),
        _LETS_IN + "test_whoever_does_not_name_the_key_of_the_stack_is_refused",
    ),
    mutant(
        "moto-at-once",
        "moto handles one request at a time, because it loses conditional writes otherwise",
        once(_BEFORE, "        with self._alone:\n", "        if self._alone:\n"),
        _LETS_IN + "test_moto_handles_one_request_at_a_time",
    ),
    mutant(
        "moto-waits-for-messages",
        "a receive does not keep everybody else waiting",
        once(_BEFORE, 'order | {"WaitTimeSeconds": 0}', "order"),
        _LETS_IN + "test_a_receive_does_not_wait_because_nobody_else_could_send_meanwhile",
    ),
    mutant(
        "moto-any-body",
        "the page reads no more than API Gateway would",
        once(_BEFORE, "if _length(environ) > http_api.MAX_BODY:", "if False:"),
        _LETS_IN + "test_a_body_that_api_gateway_would_not_take_is_not_read",
    ),
    mutant(
        "moto-negative-length",
        "a length that is none does not wait for bytes that never come",
        once(_BEFORE, "return int(text) if text.isdecimal() else 0", "return int(text or 0)"),
        _LETS_IN + "test_a_length_that_is_none_means_no_body",
    ),
    mutant(
        "moto-deletes-what-failed",
        "a record that failed comes again",
        once(_BETWEEN, ' if record["messageId"] not in failed', ""),
        _DELIVERS + "test_a_record_that_failed_stays_and_the_others_are_deleted",
    ),
    mutant(
        "moto-believes-any-id",
        "a response with an id that is not in the batch means that all of it failed",
        once(_BETWEEN, "return batch if failed - batch else failed", "return failed & batch"),
        _DELIVERS + "test_what_failed_is_what_the_rules_of_lambda_say",
    ),
    mutant(
        "moto-failed-batch-done",
        "the batch of a function that died comes again",
        once(
            _BETWEEN, "if outcome.error is not None:\n        return batch", "if False:\n        return batch"
        ),
        _DELIVERS + "test_what_failed_is_what_the_rules_of_lambda_say",
    ),
    mutant(
        "moto-loses-failed-events",
        "an event that failed for good is kept",
        once(_BETWEEN, "if dead_letters is not None:", "if False:"),
        _DELIVERS + "test_a_failed_event_is_tried_again_and_then_kept",
    ),
    mutant(
        "moto-sees-all-packages",
        "a package that the layers lack is missing on moto, too",
        once(_WORKERS, '("-I", "-S", "-X", "utf8")', '("-X", "utf8")'),
        _RUNS + "test_a_worker_sees_the_packages_of_its_layers_and_no_others",
    ),
    mutant(
        "moto-users-environment",
        "a worker sees nothing of the user's environment",
        once(
            _WORKERS,
            "{name: os.environ[name] for name in _INHERITED if name in os.environ}",
            "dict(os.environ)",
        ),
        _RUNS + "test_a_worker_has_the_environment_of_the_template_and_of_the_runtime_alone",
    ),
    mutant(
        "moto-invocations-overlap",
        "a function has one invocation at a time",
        once(_WORKERS, "        with alone:\n", "        if alone:\n"),
        _RUNS + "test_invocations_of_one_function_never_overlap",
    ),
    mutant(
        "moto-no-timeout",
        "an invocation ends at the timeout of its function",
        once(
            _WORKERS,
            "deadline = time.monotonic() + limit\n",
            "deadline = time.monotonic() + 3600\n",
        ),
        _RUNS + "test_an_invocation_that_takes_too_long_is_ended",
    ),
    mutant(
        "moto-old-worker",
        "a change of code or settings reaches the next invocation",
        once(
            _WORKERS,
            "return function == self._function and self._process.poll() is None",
            "return self._process.poll() is None",
        ),
        _RUNS + "test_a_change_makes_a_new_worker",
    ),
    mutant(
        "moto-leaves-workers",
        "no worker outlives the emulator",
        once(_WORKERS, "                worker.end()\n", "                pass\n"),
        _RUNS + "test_nothing_is_left_when_the_functions_stop",
    ),
)
