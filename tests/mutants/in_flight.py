"""A mail that may be on its way is never sent again, and never forgotten."""

from mutants.mutant import mutant, once

_ATTEMPT = "services/send/attempt.py"
_MEMORY = "memory/enrollments.py"
_SENDS = "unit/test_send.py::"
_GUARDS = "unit/test_guards.py::"

IN_FLIGHT = (
    mutant(
        "stale-claim-retried",
        "a touch in flight is never attempted again",
        {
            "domain/triage.py": [
                ("return Task.GIVE_UP if patience", "return Task.ATTEMPT if patience"),
            ],
            "domain/enrollment.py": [
                ("frozenset({State.DUE, State.UNKNOWN, State.ENDED})", "frozenset(State)"),
            ],
            _MEMORY: [("if found.state is not State.DUE:", "if found.state is State.ENDED:")],
        },
        _SENDS + "test_a_consumer_that_died_after_its_claim_leaves_an_unknown_touch_that_nobody_sends",
    ),
    mutant(
        "nobody-gives-up",
        "a stale claim becomes unknown",
        once(
            "domain/triage.py",
            "return Task.GIVE_UP if patience.exhausted(enrollment.claimed_at, now) else Task.ACKNOWLEDGE",
            "return Task.ACKNOWLEDGE",
        ),
        _SENDS + "test_a_consumer_that_died_after_its_claim_leaves_an_unknown_touch_that_nobody_sends",
    ),
    mutant(
        "impatient",
        "a claim is left alone while its owner may live",
        once("domain/triage.py", "claimed_at + self.timeout + self.margin <= now", "claimed_at <= now"),
        _GUARDS + "test_a_touch_in_flight_is_left_to_its_owner",
    ),
    mutant(
        "unknown-sent-again",
        "a mail with an ambiguous response is never sent again",
        once(
            "domain/settlement.py",
            "return _unknown(enrollment, touch, now)\n        case Refused(",
            "return _later(enrollment, now, enrollment.tries, Reason.RETRY, now, touch)\n        case Refused(",
        ),
        _SENDS + "test_an_unknown_outcome_is_never_sent_again_and_assumed_sent_at_its_deadline",
    ),
    mutant(
        "unknown-never-closed",
        "an unknown touch is closed at its deadline",
        once("domain/triage.py", "return Task.CLOSE if due else Task.ACKNOWLEDGE", "return Task.ACKNOWLEDGE"),
        _SENDS + "test_an_unknown_outcome_is_never_sent_again_and_assumed_sent_at_its_deadline",
    ),
    mutant(
        "unknown-closed-early",
        "an unknown touch is left alone until its deadline",
        once("domain/triage.py", "enrollment.due_at <= now", "enrollment.due_at <= now + timedelta(hours=1)"),
        _SENDS + "test_an_unknown_touch_is_left_alone_until_its_deadline",
    ),
    mutant(
        "unknown-reopened-at-its-deadline",
        "closing an unknown touch never sends",
        once(
            "domain/settlement.py",
            "        return _end(enrollment, Reason.UNKNOWN_HELD, now, None)\n",
            "        return reopen(enrollment, campaign, 'nobody', now)\n",
        ),
        _SENDS + "test_the_policy_hold_ends_the_enrollment_for_an_operator",
    ),
    mutant(
        "ses-5xx-refused",
        "a 5xx response is ambiguous",
        once("adapters/ses.py", "if not 400 <= status < 500:", "if not 400 <= status < 600:"),
        "contract/test_ses.py::test_a_5xx_response_is_ambiguous_after_one_request_whatever_its_code",
    ),
    mutant(
        "read-timeout-not-reached",
        "silence after the connection was made is ambiguous",
        once(
            "adapters/ses.py",
            "(EndpointConnectionError, ConnectTimeoutError, ProxyConnectionError)",
            "(EndpointConnectionError, ConnectTimeoutError, ProxyConnectionError, __import__('botocore.exceptions').exceptions.HTTPClientError)",
        ),
        "contract/test_ses.py::test_a_connection_closed_after_the_request_is_ambiguous_after_one_request",
    ),
    mutant(
        "retries-without-end",
        "there are at most three retries",
        once("domain/retry.py", "MAX_RETRIES = 3", "MAX_RETRIES = 4"),
        _SENDS + "test_refused_attempts_are_retried_with_backoff_three_times_and_then_given_up",
    ),
    mutant(
        "throttling-uses-a-try",
        "throttling does not use up a try",
        once(
            "domain/settlement.py",
            "return _later(enrollment, now + throttle_delay(jitter), tries, Reason",
            "return _later(enrollment, now + throttle_delay(jitter), tries + 1, Reason",
        ),
        _SENDS + "test_throttling_uses_up_no_try_and_slows_the_consumer_down",
    ),
    mutant(
        "stopped-sender-goes-on",
        "a run whose sender is stopped is paused",
        once(_ATTEMPT, 'self._pause(work.run, f"SES refused: {detail}")\n', "pass\n"),
        _SENDS + "test_a_stopped_sender_pauses_the_run_and_keeps_the_touch_due",
    ),
)
