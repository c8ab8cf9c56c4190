"""The guards that hold the promises, each as the change that takes it out and the check that must notice."""

from dataclasses import dataclass, replace

_CODE = "layers/core/outreach/"


@dataclass(frozen=True, slots=True)
class Hunk:
    """One piece of text, found exactly once in a file, and what stands there instead."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """One guard less."""

    name: str
    removes: str
    hunks: tuple[Hunk, ...]
    checks: tuple[str, ...]


def _mutant(name: str, removes: str, changes: dict[str, list[tuple[str, str]]], *checks: str) -> Mutant:
    """Write a mutant: `changes` are (old, new) by file of the package, or of the tree if it begins with `/`."""
    hunks = tuple(
        Hunk(path[1:] if path.startswith("/") else _CODE + path, old, new)
        for path, pairs in changes.items()
        for old, new in pairs
    )
    return Mutant(name, removes, hunks, tuple("tests/" + check for check in checks))


_ATTEMPT = "services/attempt.py"
_SEND = "services/send.py"
_TICK = "services/tick.py"
_MEMORY = "adapters/memory/enrollments.py"
_DYNAMO = "adapters/dynamodb/enrollments.py"
_STORES = "adapters/memory/stores.py"
_RULES = "domain/eligibility.py"
_ENROLLMENTS = "contract/test_enrollments.py::"
_SENDS = "unit/test_send.py::"
_TICKS = "unit/test_tick.py::"
_GUARDS = "unit/test_guards.py::"


def _once(path: str, old: str, new: str) -> dict[str, list[tuple[str, str]]]:
    return {path: [(old, new)]}


CLAIM_AND_SETTLE = (
    _mutant(
        "ses-retries-on",
        "one attempt per SES request",
        _once(
            "adapters/clients.py",
            'retries={"total_max_attempts": 1, "mode": "standard"}',
            'retries={"total_max_attempts": 3, "mode": "standard"}',
        ),
        "contract/test_ses.py::test_a_5xx_answer_is_ambiguous_after_one_request_whatever_its_code",
    ),
    _mutant(
        "look-before-claim",
        "the last look comes after the claim",
        {
            _ATTEMPT: [
                (
                    "        claim_id = ports.chance.claim_id()\n",
                    (
                        "        claim_id = ports.chance.claim_id()\n"
                        "        kill, standing = ports.kill_switch.read(), self._last_look(work.message.question)\n"
                        "        self._looked = kill, standing\n"
                    ),
                ),
                ("        kill = ports.kill_switch.read()\n", "        kill, standing = self._looked\n"),
                ("        standing = self._last_look(ready.work.message.question)\n", ""),
            ]
        },
        _GUARDS + "test_a_stop_committed_right_after_the_claim_wins",
    ),
    _mutant(
        "no-last-look",
        "the last look (the prefetch decides)",
        _once(
            _ATTEMPT,
            "standing = self._last_look(ready.work.message.question)",
            "standing = ready.work.standing",
        ),
        _SENDS + "test_an_order_given_after_the_prefetch_still_wins",
    ),
    _mutant(
        "orders-from-the-prefetch",
        "the last look reads orders from the Suppression table",
        _once(
            _ATTEMPT,
            "standing = self._last_look(ready.work.message.question)",
            "standing = replace(\n"
            "            self._last_look(ready.work.message.question),\n"
            "            recipient=ready.work.standing.recipient,\n"
            "            domains=ready.work.standing.domains,\n"
            "        )",
        ),
        _SENDS + "test_an_order_given_after_the_prefetch_still_wins",
    ),
    _mutant(
        "claim-ignored",
        "a lost claim ends the attempt",
        _once(_ATTEMPT, "is Claiming.LOST:\n            return\n", "is Claiming.LOST:\n            pass\n"),
        _GUARDS + "test_two_consumers_of_one_message_send_one_mail",
    ),
    _mutant(
        "claim-id-of-the-message",
        "a fresh claim id per receive (message id instead)",
        _once(_ATTEMPT, "ports.chance.claim_id()", "type(work.message.lead_id)(work.delivery.delivery_id)"),
        _GUARDS + "test_two_consumers_of_one_message_send_one_mail",
    ),
    _mutant(
        "claim-id-of-the-attempt",
        "a fresh claim id per receive (touch and attempt instead)",
        _once(
            _ATTEMPT,
            "ports.chance.claim_id()",
            'f"{work.message.lead_id}-{work.message.step}-{work.message.attempt}"',
        ),
        _GUARDS + "test_two_consumers_of_one_message_send_one_mail",
    ),
    _mutant(
        "settle-without-owner-memory",
        "settle names the claim that owns the touch",
        _once(_MEMORY, "if found.claim_id != claim_id or found.state not in", "if found.state not in"),
        _ENROLLMENTS + "TestSettle::test_nobody_but_the_owner_settles[memory]",
    ),
    _mutant(
        "settle-without-owner-dynamodb",
        "settle names the claim that owns the touch",
        _once(
            _DYNAMO,
            "(item.claim_id == claim_id) & item.state.is_in(State.SENDING, State.UNKNOWN)",
            "item.state.is_in(State.SENDING, State.UNKNOWN)",
        ),
        _ENROLLMENTS + "TestSettle::test_nobody_but_the_owner_settles[dynamodb]",
    ),
    _mutant(
        "settle-in-any-state-memory",
        "settle applies to sending and unknown only",
        _once(
            _MEMORY,
            "if found.claim_id != claim_id or found.state not in (State.SENDING, State.UNKNOWN):",
            "if found.claim_id != claim_id:",
        ),
        _ENROLLMENTS + "TestSettle::test_a_second_copy_finds_its_own_work[memory]",
    ),
    _mutant(
        "settle-in-any-state-dynamodb",
        "settle applies to sending and unknown only",
        _once(
            _DYNAMO,
            "(item.claim_id == claim_id) & item.state.is_in(State.SENDING, State.UNKNOWN)",
            "item.claim_id == claim_id",
        ),
        _ENROLLMENTS + "TestSettle::test_a_second_copy_finds_its_own_work[dynamodb]",
    ),
    _mutant(
        "settle-forgets-its-work-memory",
        "a settle whose answer was lost knows its own work",
        _once(
            _MEMORY, "Settling.ALREADY if found.settled_by == claim_id else Settling.LOST", "Settling.LOST"
        ),
        _SENDS + "test_a_settle_whose_answer_was_lost_recognises_its_own_work",
    ),
    _mutant(
        "settle-forgets-its-work-dynamodb",
        "a settle whose answer was lost knows its own work",
        _once(_DYNAMO, "[*_actions(key, change), item.settled_by.set(claim_id)]", "_actions(key, change)"),
        "contract/test_dynamodb.py::TestLostAnswers::test_a_settle_finds_itself_and_raises_the_attempt_once",
    ),
    _mutant(
        "settle-failure-swallowed",
        "a delivery is done only when its touch is settled",
        _once(
            _ATTEMPT,
            "        settling = self._ports.enrollments.settle(work.message.key, attempt.claim_id, change)\n",
            "        try:\n"
            "            settling = self._ports.enrollments.settle(work.message.key, attempt.claim_id, change)\n"
            "        except StoreUnavailable:\n"
            "            return\n",
        ),
        _SENDS + "test_a_settle_that_fails_makes_the_delivery_come_again_and_nothing_is_sent_twice",
    ),
    _mutant(
        "claim-without-fence-memory",
        "claim names step and attempt",
        _once(
            _MEMORY,
            "if found is None or _fence(found) != fence:\n                return Claiming.LOST",
            "if found is None:\n                return Claiming.LOST",
        ),
        _ENROLLMENTS + "TestClaim::test_another_attempt_or_step_loses",
    ),
    _mutant(
        "claim-without-fence-dynamodb",
        "claim names step and attempt",
        _once(
            _DYNAMO,
            "condition = _current(fence) & ((item.state == State.DUE) | mine)",
            "condition = (item.state == State.DUE) | mine",
        ),
        _ENROLLMENTS + "TestClaim::test_another_attempt_or_step_loses",
    ),
    _mutant(
        "claim-in-flight-memory",
        "claim takes a due touch or its own",
        _once(
            _MEMORY,
            "if found.state is not State.DUE and not mine:",
            "if found.state not in (State.DUE, State.SENDING) and not mine:",
        ),
        _ENROLLMENTS + "TestClaim::test_another_claim_loses_and_changes_nothing[memory]",
    ),
    _mutant(
        "claim-in-flight-dynamodb",
        "claim takes a due touch or its own",
        _once(
            _DYNAMO,
            "& (item.claim_id == claim_id)\n        condition = _current",
            "\n        condition = _current",
        ),
        _ENROLLMENTS + "TestClaim::test_another_claim_loses_and_changes_nothing[dynamodb]",
    ),
    _mutant(
        "claim-forgets-itself-dynamodb",
        "a claim whose answer was lost finds its own",
        _once(_DYNAMO, "((item.state == State.DUE) | mine)", "(item.state == State.DUE)"),
        "contract/test_dynamodb.py::TestLostAnswers::test_a_claim_finds_itself",
    ),
    _mutant(
        "attempt-not-raised-memory",
        "every change raises the attempt",
        _once(_MEMORY, "attempt=enrollment.attempt + 1", "attempt=enrollment.attempt"),
        _SENDS + "test_a_message_of_an_earlier_attempt_does_nothing",
    ),
    _mutant(
        "attempt-not-raised-dynamodb",
        "every change raises the attempt",
        _once(_DYNAMO, "item.attempt.set(item.attempt + 1)", "item.attempt.set(item.attempt + 0)"),
        _ENROLLMENTS + "TestSettle::test_the_owner_records_its_outcome",
    ),
    _mutant(
        "move-without-fence-memory",
        "move names state, step and attempt",
        _once(_MEMORY, "found.state is not origin or _fence(found) != fence", "found.state is not origin"),
        _ENROLLMENTS + "TestMove::test_it_loses_against_another_state_attempt_or_step",
    ),
    _mutant(
        "move-without-fence-dynamodb",
        "move names state, step and attempt",
        _once(
            _DYNAMO,
            "condition = (EnrollmentItem.state == origin) & _current(fence)",
            "condition = EnrollmentItem.state == origin",
        ),
        _ENROLLMENTS + "TestMove::test_it_loses_against_another_state_attempt_or_step",
    ),
    _mutant(
        "enrollment-overwritten-memory",
        "an enrollment is written once",
        _once(_MEMORY, "if enrollment.key not in self._tables.enrollments:", "if True:"),
        _ENROLLMENTS + "test_adding_leaves_those_alone_that_exist[memory]",
    ),
    _mutant(
        "enrollment-overwritten-dynamodb",
        "an enrollment is written once",
        _once(
            "adapters/dynamodb/tables.py",
            "item.get_save_kwargs_from_instance(condition=type(item).pk.does_not_exist())",
            "item.get_save_kwargs_from_instance()",
        ),
        _ENROLLMENTS + "test_adding_leaves_those_alone_that_exist[dynamodb]",
    ),
)

IN_FLIGHT = (
    _mutant(
        "stale-claim-retried",
        "a touch in flight is never attempted again",
        {
            "domain/triage.py": [
                ("return Task.GIVE_UP if patience", "return Task.ATTEMPT if patience"),
            ],
            _MEMORY: [("if found.state is not State.DUE and not mine:", "if found.state is State.ENDED:")],
        },
        _SENDS + "test_a_consumer_that_died_after_its_claim_leaves_an_unknown_touch_that_nobody_sends",
    ),
    _mutant(
        "nobody-gives-up",
        "a stale claim becomes unknown",
        _once(
            "domain/triage.py",
            "return Task.GIVE_UP if patience.exhausted(enrollment.claimed_at, now) else Task.ACKNOWLEDGE",
            "return Task.ACKNOWLEDGE",
        ),
        _SENDS + "test_a_consumer_that_died_after_its_claim_leaves_an_unknown_touch_that_nobody_sends",
    ),
    _mutant(
        "impatient",
        "a claim is left alone while its owner may live",
        _once("domain/triage.py", "claimed_at + self.timeout + self.margin <= now", "claimed_at <= now"),
        _GUARDS + "test_a_touch_in_flight_is_left_to_its_owner",
    ),
    _mutant(
        "unknown-sent-again",
        "an ambiguous answer is never sent again",
        _once(
            "domain/settlement.py",
            "return _unknown(enrollment, touch, now)\n        case Refused(",
            "return _later(enrollment, now, enrollment.tries, Reason.RETRY, now, touch)\n        case Refused(",
        ),
        _SENDS + "test_an_unknown_outcome_is_never_sent_again_and_assumed_sent_at_its_deadline",
    ),
    _mutant(
        "unknown-never-closed",
        "an unknown touch is closed at its deadline",
        _once(
            "domain/triage.py", "return Task.CLOSE if due else Task.ACKNOWLEDGE", "return Task.ACKNOWLEDGE"
        ),
        _SENDS + "test_an_unknown_outcome_is_never_sent_again_and_assumed_sent_at_its_deadline",
    ),
    _mutant(
        "unknown-reopened-at-its-deadline",
        "closing an unknown touch never sends",
        _once(
            "domain/settlement.py",
            "        return _end(enrollment, Reason.UNKNOWN_HELD, now, None)\n",
            "        return reopen(enrollment, campaign, 'nobody', now)\n",
        ),
        _SENDS + "test_the_policy_hold_ends_the_enrollment_for_an_operator",
    ),
    _mutant(
        "ses-5xx-refused",
        "a 5xx answer is ambiguous",
        _once("adapters/ses.py", "if not 400 <= status < 500:", "if not 400 <= status < 600:"),
        "contract/test_ses.py::test_a_5xx_answer_is_ambiguous_after_one_request_whatever_its_code",
    ),
    _mutant(
        "read-timeout-not-reached",
        "silence after the socket was open is ambiguous",
        _once(
            "adapters/ses.py",
            "(EndpointConnectionError, ConnectTimeoutError, ProxyConnectionError)",
            "(EndpointConnectionError, ConnectTimeoutError, ProxyConnectionError, __import__('botocore.exceptions').exceptions.HTTPClientError)",
        ),
        "contract/test_ses.py::test_a_connection_closed_after_the_request_is_ambiguous_after_one_request",
    ),
    _mutant(
        "retries-without-end",
        "at most three retries",
        _once("domain/retry.py", "MAX_RETRIES = 3", "MAX_RETRIES = 4"),
        _SENDS + "test_refused_attempts_are_retried_with_backoff_three_times_and_then_given_up",
    ),
    _mutant(
        "throttling-uses-a-try",
        "throttling uses up no try",
        _once(
            "domain/settlement.py",
            "return _later(enrollment, now + throttle_delay(jitter), tries, Reason",
            "return _later(enrollment, now + throttle_delay(jitter), tries + 1, Reason",
        ),
        _SENDS + "test_throttling_uses_up_no_try_and_slows_the_consumer_down",
    ),
    _mutant(
        "stopped-sender-goes-on",
        "a run whose sender is stopped is paused",
        _once(_ATTEMPT, 'self._pause(work.run, f"SES refused: {detail}")\n', "pass\n"),
        _SENDS + "test_a_stopped_sender_pauses_the_run_and_keeps_the_touch_due",
    ),
)

STOPS_AND_ORDERS = (
    _mutant(
        "kill-switch-once-per-batch",
        "the kill switch is read before each mail",
        _once(
            _ATTEMPT,
            "        kill = ports.kill_switch.read()\n",
            '        kill = self._kill = getattr(self, "_kill", None) or ports.kill_switch.read()\n',
        ),
        _SENDS + "test_the_kill_switch_is_read_before_each_mail",
    ),
    _mutant(
        "kill-switch-cached",
        "the parameter is asked each time",
        _once(
            "adapters/ssm.py",
            "max_age=self._max_age, force_fetch=self._max_age == 0",
            "max_age=5",
        ),
        "contract/test_outside.py::TestKillSwitch::test_what_is_written_is_read_at_once",
    ),
    _mutant(
        "kill-switch-ignored",
        "the parameter stops the attempt",
        _once(_RULES, "if kill is KillSwitch.ON or standing.control.killed:", "if standing.control.killed:"),
        _SENDS + "test_a_kill_switch_that_is_on_or_unreadable_releases_the_touch",
    ),
    _mutant(
        "killed-row-ignored",
        "the global row stops the attempt, too",
        _once(_RULES, "if kill is KillSwitch.ON or standing.control.killed:", "if kill is KillSwitch.ON:"),
        _SENDS + "test_the_global_row_alone_stops_too",
    ),
    _mutant(
        "killed-row-ignored-by-tick",
        "the global row stops the tick",
        _once(_TICK, "control is None or control.killed or kill", "control is None or kill"),
        _TICKS + "test_the_global_row_alone_stops_the_tick",
    ),
    _mutant(
        "unreadable-is-off",
        "an unreadable kill switch means stop",
        _once(
            _RULES,
            "        return Halt(Reason.KILL_SWITCH_UNREADABLE)\n",
            "        pass\n",
        ),
        _SENDS + "test_a_kill_switch_that_is_on_or_unreadable_releases_the_touch",
    ),
    _mutant(
        "unreadable-is-off-for-tick",
        "an unreadable kill switch stops the tick",
        _once(_TICK, "or kill is not KillSwitch.OFF:", "or kill is KillSwitch.ON:"),
        _TICKS + "test_nothing_is_enqueued_while_killed_or_unreadable",
    ),
    _mutant(
        "parameter-error-is-off",
        "a parameter that cannot be read is unreadable",
        _once("adapters/ssm.py", "return KillSwitch.UNREADABLE", "return KillSwitch.OFF"),
        "contract/test_outside.py::TestKillSwitch::test_no_answer_is_unreadable",
    ),
    _mutant(
        "anything-but-on-is-off",
        "only the word off is off",
        _once(
            "adapters/ssm.py",
            "isinstance(value, str) and value.strip().lower() == KillSwitch.OFF",
            "value.strip().lower() != KillSwitch.ON",
        ),
        "contract/test_outside.py::TestKillSwitch::test_whatever_else_it_says_is_on",
    ),
    _mutant(
        "kill-uses-a-try",
        "a stop uses up no try",
        _once(
            "domain/settlement.py",
            "return _later(enrollment, enrollment.due_at, enrollment.tries, reason, now)",
            "return _later(enrollment, enrollment.due_at, enrollment.tries + 1, reason, now)",
        ),
        _SENDS + "test_a_kill_switch_that_is_on_or_unreadable_releases_the_touch",
    ),
    _mutant(
        "pause-ignored",
        "a paused run is not sent",
        _once(
            _RULES,
            "return None if standing.run.status is RunStatus.RUNNING else Halt(Reason.PAUSED)",
            "return None",
        ),
        _SENDS + "test_a_pause_during_the_batch_stops_the_next_mail",
    ),
    _mutant(
        "cancel-ignored",
        "a cancelled run ends its enrollments",
        _once(_RULES, "        return Skip(Reason.CANCELLED)\n", "        pass\n"),
        _SENDS + "test_a_cancelled_run_ends_its_enrollments",
    ),
    _mutant(
        "control-rows-missing-is-fine",
        "missing control rows stop the attempt",
        _once(
            _RULES,
            "    if standing.control is None or standing.run is None:\n"
            "        return Halt(Reason.CONTROL_MISSING)\n",
            "    if standing.control is None or standing.run is None:\n        return None\n",
        ),
        _GUARDS + "test_control_rows_that_are_gone_at_the_last_look_stop_the_touch",
    ),
    _mutant(
        "incomplete-look-is-fine",
        "what was not answered stops the attempt",
        _once(_RULES, "        return Halt(Reason.UNREAD)\n", "        pass\n"),
        _GUARDS + "test_one_unanswered_key_of_the_last_look_stops_the_touch",
    ),
    _mutant(
        "failed-look-falls-back",
        "a last look that failed is not replaced by the prefetch",
        _once(
            _ATTEMPT,
            "standing = self._last_look(ready.work.message.question)",
            "looked = self._last_look(ready.work.message.question)\n"
            "        standing = looked if looked.complete else ready.work.standing",
        ),
        _SENDS + "test_a_failing_last_look_means_do_not_send",
    ),
    _mutant(
        "unprocessed-keys-ignored",
        "unprocessed keys are told from absent ones",
        _once("adapters/dynamodb/tables.py", "return found, unread", "return found, []"),
        "contract/test_dynamodb.py::TestUnprocessedKeys",
    ),
    _mutant(
        "unprocessed-keys-complete",
        "unprocessed keys make a look incomplete",
        _once(
            "adapters/dynamodb/desk.py",
            "complete=self.unread.isdisjoint((_GLOBAL, run, recipient, *domains))",
            "complete=self.unread.isdisjoint((_GLOBAL, run, recipient))",
        ),
        "contract/test_dynamodb.py::TestUnprocessedKeys",
    ),
    _mutant(
        "unread-item-is-gone",
        "an item that was not answered comes again",
        _once(
            _SEND,
            "                failures.again(delivery)\n                continue\n            with failures",
            "                continue\n            with failures",
        ),
        _SENDS + "test_items_that_came_back_unread_come_again",
    ),
    _mutant(
        "looks-eventually-consistent",
        "looks are strongly consistent",
        _once("adapters/dynamodb/tables.py", '"ConsistentRead": True', '"ConsistentRead": False'),
        "contract/test_dynamodb.py::TestRequests::test_each_look_is_strongly_consistent_over_both_tables",
    ),
    _mutant(
        "missing-recipient-is-fine",
        "no recipient row means do not send",
        _once(
            _RULES,
            "return Defer(Reason.RECIPIENT_MISSING, now + MISSING_ROW_DELAY)",
            "return None",
        ),
        _SENDS + "test_a_missing_recipient_row_means_do_not_send",
    ),
    _mutant(
        "recipient-orders-ignored",
        "an order for the address stops the touch",
        _once(_RULES, "        return Skip(order.reason)\n", "        pass\n"),
        _SENDS + "test_a_suppressed_lead_is_never_claimed",
    ),
    _mutant(
        "domain-orders-ignored",
        "an order for the domain stops the touch",
        _once(_RULES, "    for row in standing.domains:\n", "    for row in ():\n"),
        _SENDS + "test_a_suppressed_parent_domain_covers_its_subdomains",
    ),
    _mutant(
        "parents-not-read-memory",
        "parent domains are looked at",
        _once(_MEMORY, "for d in question.domains if d in", "for d in question.domains[:1] if d in"),
        _SENDS + "test_a_suppressed_parent_domain_covers_its_subdomains",
    ),
    _mutant(
        "parents-not-read-dynamodb",
        "parent domains are looked at",
        _once(
            "adapters/dynamodb/desk.py",
            "tuple((domain_pk(d), None) for d in question.domains)",
            "tuple((domain_pk(d), None) for d in question.domains[:1])",
        ),
        "contract/test_desk.py",
    ),
    _mutant(
        "parents-not-imported",
        "a lead has every parent of its domain",
        _once(
            "services/importing.py",
            "keys[address.text], address.domains, row",
            "keys[address.text], address.domains[:1], row",
        ),
        "unit/test_importing.py::test_a_lead_has_its_recipient_row_its_keys_and_its_domains",
    ),
    _mutant(
        "campaign-orders-ignored",
        "an order for one campaign counts there",
        _once(
            "domain/suppression.py",
            "return self.scope in (EVERYWHERE, campaign_id)",
            "return self.scope == EVERYWHERE",
        ),
        _SENDS + "test_a_suppressed_lead_is_never_claimed",
    ),
    _mutant(
        "hold-ignored",
        "a hold defers",
        _once(_RULES, "        return Defer(Reason.HELD, held)\n", "        pass\n"),
        _SENDS + "test_a_hold_defers_to_its_end",
    ),
    _mutant(
        "cooldown-ignored",
        "a lead in cooldown waits",
        _once(
            _RULES,
            "        return Defer(Reason.COOLDOWN, enrollment.last_touch_at + policy.cooldown)\n",
            "        pass\n",
        ),
        _SENDS + "test_a_lead_in_cooldown_waits",
    ),
    _mutant(
        "window-ignored",
        "nothing goes out outside its window",
        _once(
            _RULES,
            "return None if opening == now else Defer(Reason.OUTSIDE_WINDOW, opening)",
            "return None",
        ),
        _GUARDS + "test_nothing_is_sent_outside_the_window_even_by_a_late_message",
    ),
)

PLANNER = (
    _mutant(
        "passes-never-restarted",
        "a pass begins anew after its length",
        _once("domain/walk.py", " or now - walk.pass_began_at >= pass_length:", ":"),
        _TICKS + "test_a_lead_that_was_lost_with_its_message_is_found_by_the_next_pass",
    ),
    _mutant(
        "resume-unnoticed",
        "a resume begins a new pass",
        _once("domain/walk.py", " or walk.stirred_by != stirred_by or", " or"),
        _TICKS + "test_nothing_is_enqueued_while_paused_and_all_of_it_right_after_the_resume",
    ),
    _mutant(
        "lease-held-is-granted-memory",
        "a held lease is not granted",
        _once(_STORES, "if before is not None and before.expires_at > now:", "if False:"),
        "contract/test_leases.py::test_a_held_lease_is_not_granted_even_to_its_holder[memory]",
    ),
    _mutant(
        "lease-held-is-granted-dynamodb",
        "a held lease is not granted",
        _once(
            "adapters/dynamodb/leases.py",
            "LeaseItem.pk.does_not_exist() | (LeaseItem.expires_at <= now)",
            "LeaseItem.pk.does_not_exist() | LeaseItem.pk.exists()",
        ),
        "contract/test_leases.py::test_a_held_lease_is_not_granted_even_to_its_holder[dynamodb]",
    ),
    _mutant(
        "lease-never-expires-memory",
        "an expired lease is taken over",
        _once(_STORES, "if before is not None and before.expires_at > now:", "if before is not None:"),
        _TICKS + "test_a_lease_held_by_another_is_a_normal_outcome",
    ),
    _mutant(
        "lease-never-expires-dynamodb",
        "an expired lease is taken over",
        _once(
            "adapters/dynamodb/leases.py",
            "LeaseItem.pk.does_not_exist() | (LeaseItem.expires_at <= now)",
            "LeaseItem.pk.does_not_exist()",
        ),
        "contract/test_leases.py::test_an_expired_lease_is_taken_over_with_a_higher_token[dynamodb]",
    ),
    _mutant(
        "token-not-raised-memory",
        "every grant raises the token",
        _once(_STORES, "before.token + 1", "before.token"),
        "contract/test_leases.py::test_an_expired_lease_is_taken_over_with_a_higher_token[memory]",
    ),
    _mutant(
        "token-not-raised-dynamodb",
        "every grant raises the token",
        _once("adapters/dynamodb/leases.py", "(LeaseItem.token | 0) + 1", "(LeaseItem.token | 1) + 0"),
        "contract/test_leases.py::test_an_expired_lease_is_taken_over_with_a_higher_token[dynamodb]",
    ),
    _mutant(
        "cursor-without-token-memory",
        "cursors are saved under the token",
        _once(_STORES, "if stored is not None and stored.token == lease.token else None", ""),
        _TICKS + "test_a_tick_that_lost_its_lease_cannot_move_the_cursor",
    ),
    _mutant(
        "cursor-without-token-dynamodb",
        "cursors are saved under the token",
        _once("adapters/dynamodb/leases.py", "LeaseItem.token == lease.token", "LeaseItem.pk.exists()"),
        "contract/test_leases.py::test_the_old_holder_can_neither_save_nor_release[dynamodb]",
    ),
    _mutant(
        "lost-lease-goes-on",
        "a tick that lost its lease stops",
        _once(_TICK, '            return "lease lost"\n', "            pass\n"),
        _TICKS + "test_a_tick_that_lost_its_lease_cannot_move_the_cursor",
    ),
    _mutant(
        "cursor-before-the-queue",
        "a cursor stays before what the queue refused",
        _once(_TICK, "            if position in failed:\n", "            if False:\n"),
        _TICKS + "test_the_cursor_stays_before_what_the_queue_refused",
    ),
    _mutant(
        "failed-entries-ignored",
        "entries that SQS refused are told",
        _once(
            "adapters/sqs.py",
            'return {int(failed["Id"]) for failed in answer.get("Failed", [])}',
            "return set()",
        ),
        "contract/test_outside.py::TestQueue::test_refused_entries_are_told_by_their_position",
    ),
    _mutant(
        "backlog-multiplies",
        "a full queue takes nothing more",
        _once(
            _TICK,
            "budget = min(allowed, room.left)",
            "budget = allowed",
        ),
        _TICKS + "test_a_full_queue_takes_nothing_more",
    ),
    _mutant(
        "finished-before-enrolled",
        "a run whose audience is not enrolled cannot finish",
        _once(
            _TICK,
            "if not run.enrolled or not ports.index.is_empty(run):",
            "if not ports.index.is_empty(run):",
        ),
        _TICKS + "test_a_run_is_not_finished_while_its_audience_is_still_being_enrolled",
    ),
    _mutant(
        "finished-by-a-late-index",
        "a consistent read confirms that a run has ended",
        _once(
            _TICK,
            "        if not ports.enrollments.all_ended(run.campaign_id, run.run_id, run.shards):\n            return None\n",
            "",
        ),
        _GUARDS + "test_an_index_that_shows_nothing_ends_no_run",
    ),
    _mutant(
        "end-not-confirmed",
        "the end of a run is looked at once more",
        _once(
            _TICK,
            "        if self._ports.enrollments.all_ended(run.campaign_id, run.run_id, run.shards):\n            self._ports",
            "        if True:\n            self._ports",
        ),
        _TICKS + "test_leads_that_come_in_while_a_run_is_being_finished_start_it_again",
    ),
)

BATCH_AND_QUOTA = (
    _mutant(
        "quota-not-reserved",
        "quota is reserved before the claim",
        _once(_SEND, "for ready in self._reserve(readies, failures):", "for ready in readies:"),
        _SENDS + "test_the_daily_quota_of_a_campaign_is_not_overdrawn_and_the_rest_goes_out_tomorrow",
    ),
    _mutant(
        "account-quota-not-reserved",
        "the account's quota is reserved, too",
        _once(
            _SEND,
            "return self._ports.quotas.reserve(account_scope",
            "return count or self._ports.quotas.reserve(account_scope",
        ),
        _GUARDS + "test_the_account_quota_holds_across_ticks",
    ),
    _mutant(
        "quota-overdrawn-memory",
        "a counter never exceeds its limit",
        _once(_STORES, "granted = max(0, min(wanted, limit - used))", "granted = wanted"),
        "contract/test_quotas.py::test_at_the_edge_what_is_left_is_reserved[memory]",
    ),
    _mutant(
        "quota-overdrawn-dynamodb",
        "a counter never exceeds its limit",
        _once(
            "adapters/dynamodb/quotas.py",
            "QuotaItem.used.does_not_exist() | (QuotaItem.used <= limit - granted)",
            "QuotaItem.used.does_not_exist() | (QuotaItem.used <= limit)",
        ),
        "contract/test_quotas.py::test_at_the_edge_what_is_left_is_reserved[dynamodb]",
    ),
    _mutant(
        "ses-limit-ignored",
        "SES's own daily limit counts if it is less",
        _once(
            "domain/quota.py",
            "return setting if ses_limit is None else min(setting, ses_limit)",
            "return setting",
        ),
        _SENDS + "test_the_account_quota_is_what_ses_allows_if_that_is_less",
    ),
    _mutant(
        "expired-message-processed",
        "an expired message is done unread",
        _once(_SEND, "if delivery.receives > 1 or not message.expired(now):", "if True:"),
        _SENDS + "test_an_expired_message_is_done_unread",
    ),
    _mutant(
        "no-time-reserve",
        "no claim without time for one SES call",
        _once(
            _SEND, "if time_left() < TIME_RESERVE + pacer", "if time_left() < timedelta(0) * 0 + 0 * pacer"
        ),
        _SENDS + "test_too_little_time_for_one_call_claims_nothing",
    ),
    _mutant(
        "poison-fails-the-batch",
        "one delivery's trouble is its own",
        _once(
            "services/failures.py",
            "            self.poison(delivery, reference_in(delivery.body), type(error).__name__)\n",
            "            raise\n",
        ),
        _GUARDS + "test_whatever_one_delivery_runs_into_the_others_go_on",
    ),
    _mutant(
        "poison-unmarked",
        "the last receive of a poison message marks its lead",
        _once("services/failures.py", "            self._mark(touch, detail)\n", "            pass\n"),
        _SENDS + "test_the_last_receive_of_a_poison_message_marks_its_lead",
    ),
    _mutant(
        "poison-marks-at-once",
        "poison is marked at its last receive only",
        _once("services/failures.py", "if delivery.receives < self._max_receives:", "if False:"),
        _SENDS + "test_the_last_receive_of_a_poison_message_marks_its_lead",
    ),
    _mutant(
        "failures-not-reported",
        "the handler reports the records that failed",
        _once(
            "/functions/send/handler.py",
            '[{"itemIdentifier": delivery_id} for delivery_id in failed]',
            "[]",
        ),
        "integration/test_events.py",
    ),
    _mutant(
        "failures-not-asked-for",
        "SQS is told that records fail one by one",
        _once(
            "/template.yaml",
            "            FunctionResponseTypes: [ReportBatchItemFailures] # without it, failures are deleted\n",
            "",
        ),
        "template/test_template_guards.py::test_one_failed_record_does_not_take_its_batch_with_it",
    ),
    _mutant(
        "proof-reaches-ses",
        "proof mode never yields the live sender",
        _once(
            "adapters/senders.py",
            "{Mode.PROOF: proof, Mode.LIVE: live}",
            "{Mode.PROOF: live, Mode.LIVE: live}",
        ),
        "contract/test_outside.py::test_each_mode_has_its_sender",
    ),
    _mutant(
        "proof-counts-as-sent",
        "a rehearsed touch is no sent one",
        _once(
            "domain/settlement.py",
            "TouchState.SENT if attempt.mode is Mode.LIVE else TouchState.SENT_PROOF",
            "TouchState.SENT",
        ),
        _SENDS + "test_a_rehearsal_never_reaches_ses_and_uses_no_live_quota",
    ),
    _mutant(
        "proof-uses-live-quota",
        "a rehearsal uses up no live quota",
        _once("domain/quota.py", 'return "account" if run_id == LIVE else', 'return "account" if True else'),
        _SENDS + "test_a_rehearsal_never_reaches_ses_and_uses_no_live_quota",
    ),
)

PEOPLE = (
    _mutant(
        "lead-before-its-orders",
        "recipient rows and orders are written before the lead",
        _once(
            "services/importing.py",
            "        if unseen:\n",
            "        self._add([self._lead(name, row, keys) for name, row in self._leads])\n        if unseen:\n",
        ),
        "unit/test_importing.py::test_everything_that_forbids_is_written_before_the_lead_it_is_about",
    ),
    _mutant(
        "import-lifts-orders-memory",
        "an import never lifts an order",
        _once(
            "adapters/memory/people.py",
            "self._tables.recipients.setdefault(row.recipient, replace(row, orders=(), holds={}))",
            "self._tables.recipients[row.recipient] = replace(row, orders=(), holds={})",
        ),
        "contract/test_people.py::TestSuppressions::test_creating_a_row_again_lifts_nothing[memory]",
    ),
    _mutant(
        "import-lifts-orders-dynamodb",
        "an import never lifts an order",
        _once(
            "adapters/dynamodb/tables.py",
            "item.get_save_kwargs_from_instance(condition=type(item).pk.does_not_exist())",
            "item.get_save_kwargs_from_instance()",
        ),
        "contract/test_people.py::TestSuppressions::test_creating_a_row_again_lifts_nothing[dynamodb]",
    ),
    _mutant(
        "dnc-column-ignored",
        "a do-not-contact column becomes an order",
        _once(
            "services/importing.py", "self._forbid(row.address if row.dnc else None)", "self._forbid(None)"
        ),
        "unit/test_importing.py",
    ),
    _mutant(
        "dnc-of-rejected-row-ignored",
        "an order on a rejected row stands",
        _once("services/importing.py", "            self._forbid(row.dnc)\n", ""),
        "unit/test_import_leads.py::test_an_order_on_a_duplicate_or_a_rejected_row_stands",
    ),
    _mutant(
        "lift-takes-everything-memory",
        "lifting takes away one order and no other",
        _once(
            "adapters/memory/people.py",
            "(order.scope, order.reason) != (scope, reason)",
            "order.scope != scope",
        ),
        "contract/test_people.py",
    ),
    _mutant(
        "restart-forgotten",
        "a run that finished during an import starts again",
        _once("services/importing.py", "        work.restart_finished()\n", ""),
        "unit/test_importing.py::test_a_run_that_finishes_during_the_import_is_started_again",
    ),
    _mutant(
        "cancelled-not-looked-at-again",
        "nobody joins a run that was cancelled meanwhile",
        _once("services/importing.py", "            self._look_again(written)\n", "            pass\n"),
        "unit/test_importing.py::test_in_a_run_that_is_cancelled_during_the_import_nobody_is_left_waiting",
    ),
    _mutant(
        "get-unsubscribes",
        "only a POST changes something",
        _once("services/unsubscribing.py", '_SHOWING = ("GET", "HEAD")', '_SHOWING = ("HEAD",)'),
        "unit/test_unsubscribing.py",
    ),
    _mutant(
        "token-without-mac",
        "a token is believed for its MAC only",
        _once(
            "domain/unsubscribe_token.py",
            "if not hmac.compare_digest(mac.encode(), _mac(keyring.keys[key_id], key_id, payload).encode()):",
            "if not mac:",
        ),
        "unit/test_unsubscribe_token.py",
    ),
    _mutant(
        "rehearsals-unsubscribe",
        "a rehearsal's link changes nothing",
        _once(
            "services/unsubscribing.py",
            "if about is None or is_rehearsal(about.run_id):",
            "if about is None:",
        ),
        "unit/test_unsubscribing.py",
    ),
)

MAIL = (
    _mutant(
        "unsafe-subject",
        "a subject cannot forge a header",
        _once("services/rendering.py", "    return _header(subject, template)\n", "    return subject\n"),
        "unit/test_rendering.py::test_a_value_cannot_break_out_of_the_subject",
    ),
    _mutant(
        "autoescape-off",
        "values are escaped in HTML",
        _once("services/template_sandbox.py", "autoescape=is_html", "autoescape=False"),
        "unit/test_rendering.py::test_values_stay_literal_in_text_and_escaped_in_html",
    ),
    _mutant(
        "recipients-unchecked",
        "a mail has exactly one recipient",
        _once("services/rendering.py", "if _NO_ADDRESS.search(address):", "if not address:"),
        "unit/test_rendering.py::test_the_recipient_is_exactly_one_bare_address",
    ),
    _mutant(
        "no-link",
        "no mail goes out without its unsubscribe link",
        _once("services/rendering.py", "    if url not in rendered:\n", "    if False:\n"),
        "unit/test_rendering.py::test_no_mail_goes_out_without_its_unsubscribe_link",
    ),
    _mutant(
        "undefined-is-empty",
        "a value that is missing fails the touch",
        _once(
            "services/template_sandbox.py",
            "undefined=StrictUndefined",
            "undefined=__import__('jinja2').Undefined",
        ),
        "unit/test_rendering.py",
    ),
    _mutant(
        "errors-quote-what-was-at-hand",
        "a log line never quotes an error's text",
        _once("errors.py", "if isinstance(error, StoreUnavailable) else fields", "if error else fields"),
        _SENDS + "test_a_log_line_about_a_failure_never_quotes_what_was_at_hand",
    ),
)

_ALL = (*CLAIM_AND_SETTLE, *IN_FLIGHT, *STOPS_AND_ORDERS, *PLANNER, *BATCH_AND_QUOTA, *PEOPLE, *MAIL)
_REPLAYED = {
    "look-before-claim": "test_the_real_code_survives_what_breaks_the_model[look before claim]",
    "ses-retries-on": "test_a_mail_whose_answer_is_lost_is_one_request",
    "stale-claim-retried": "test_the_real_code_survives_what_breaks_the_model[a stale claim is retried]",
    "settle-without-owner-memory": "test_the_real_code_survives_what_breaks_the_model[settle without owner]",
    "nobody-gives-up": "test_the_real_code_survives_what_breaks_the_model[nobody makes a stale claim unknown]",
    "claim-id-of-the-message": "test_the_real_code_survives_what_breaks_the_model[the message's id as claim id]",
}
"""The guards that the protocol model has variants without: each one's shortest counterexample notices, too."""
REPLAYED = tuple(
    replace(
        mutant,
        name=f"replayed-{mutant.name}",
        checks=(f"tests/model/test_model.py::{_REPLAYED[mutant.name]}",),
    )
    for mutant in _ALL
    if mutant.name in _REPLAYED
)

_SEEN_BY_THE_REFERENCE_MODEL = frozenset(
    {
        "no-last-look",
        "attempt-not-raised-memory",
        "enrollment-overwritten-memory",
        "stale-claim-retried",
        "nobody-gives-up",
        "unknown-sent-again",
        "unknown-never-closed",
        "throttling-uses-a-try",
        "stopped-sender-goes-on",
        "kill-switch-once-per-batch",
        "kill-switch-ignored",
        "unreadable-is-off",
        "pause-ignored",
        "cancel-ignored",
        "recipient-orders-ignored",
        "domain-orders-ignored",
        "parents-not-imported",
        "campaign-orders-ignored",
        "passes-never-restarted",
        "quota-not-reserved",
        "expired-message-processed",
        "dnc-column-ignored",
    }
)
"""The guards without which the random walks beside the reference model go wrong as well."""
MODELLED = tuple(
    replace(mutant, name=f"modelled-{mutant.name}", checks=("tests/unit/test_reference_model.py",))
    for mutant in _ALL
    if mutant.name in _SEEN_BY_THE_REFERENCE_MODEL
)

MUTANTS = (*_ALL, *REPLAYED, *MODELLED)
