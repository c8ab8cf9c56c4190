"""The last look sees everything that forbids a mail."""

from mutants.mutant import mutant, once

_ATTEMPT = "services/send/attempt.py"
_SEND = "services/send/batch.py"
_TICK = "services/tick/turn.py"
_MEMORY = "memory/enrollments.py"
_RULES = "domain/eligibility.py"
_SENDS = "unit/test_send.py::"
_TICKS = "unit/test_tick.py::"
_GUARDS = "unit/test_guards.py::"

STOPS = (
    mutant(
        "tick-stops-silently",
        "a person is told when the tick cannot read the kill switch",
        once(_TICK, '            self._ports.alarms.count("KillSwitchUnreadable")\n', "            pass\n"),
        _TICKS + "test_a_kill_switch_that_cannot_be_read_is_counted_at_each_tick",
    ),
    mutant(
        "missing-row-stops-silently",
        "a person is told when the global row is missing",
        once(_TICK, " or (runs and control is None):", ":"),
        _TICKS + "test_a_global_row_that_is_missing_counts_as_a_switch_that_cannot_be_read",
    ),
    mutant(
        "senders-stop-silently",
        "a person is told when a sender cannot read the kill switch",
        once(
            "services/send/attempt.py",
            '                    self._ports.alarms.count("KillSwitchUnreadable")\n',
            "                    pass\n",
        ),
        _SENDS + "test_a_kill_switch_that_is_on_or_unreadable_releases_the_touch",
    ),
    mutant(
        "alarm-about-a-stop-missing",
        "each metric that means a stop has an alarm",
        once(
            "/template.yaml",
            "      MetricName: SenderStopped\n      Dimensions: [{ Name: service, Value: send }]\n",
            "      MetricName: Halted\n      Dimensions: [{ Name: service, Value: send }]\n",
        ),
        "template/test_alarms.py::test_a_metric_that_needs_a_person_has_an_alarm_and_no_other_has",
    ),
    mutant(
        "throttled-way-out-without-alarm",
        "there is an alarm for each function that Lambda refuses to run",
        once(
            "/template.yaml",
            (
                "      MetricName: Throttles\n"
                "      Dimensions: [{ Name: FunctionName, Value: !Ref UnsubscribeFunction }]\n"
            ),
            (
                "      MetricName: Duration\n"
                "      Dimensions: [{ Name: FunctionName, Value: !Ref UnsubscribeFunction }]\n"
            ),
        ),
        "template/test_alarms.py::test_each_function_that_lambda_refuses_to_run_calls_a_person",
    ),
    mutant(
        "kill-switch-once-per-batch",
        "the kill switch is read before each mail",
        once(
            _ATTEMPT,
            "        kill = ports.kill_switch.read()\n",
            '        kill = self._kill = getattr(self, "_kill", None) or ports.kill_switch.read()\n',
        ),
        _SENDS + "test_the_kill_switch_is_read_before_each_mail",
    ),
    mutant(
        "kill-switch-after-the-look",
        "the last look is the last read before SES",
        {
            _ATTEMPT: [
                ("        kill = ports.kill_switch.read()\n", ""),
                (
                    "        standing = self._last_look(message)\n",
                    (
                        "        standing = self._last_look(message)\n"
                        "        kill = ports.kill_switch.read()\n"
                    ),
                ),
            ]
        },
        _SENDS + "test_the_last_look_is_the_last_thing_before_ses",
    ),
    mutant(
        "off-without-a-right",
        "who may not write the switch cannot turn it off, nor is told so",
        once("adapters/ssm.py", "if not on or problem_of", "if problem_of"),
        "contract/test_outside.py::TestKillSwitch::test_who_may_not_write_the_switch_cannot_turn_it_off",
    ),
    mutant(
        "a-slow-switch-is-deleted",
        "a stop deletes the switch only where it may not write it",
        once("adapters/ssm.py", " or problem_of(error) not in NO_PERMISSION:", ":"),
        "contract/test_outside.py::TestKillSwitch::test_a_switch_that_only_failed_to_respond_is_not_deleted",
    ),
    mutant(
        "kill-switch-cached",
        "the parameter is read each time",
        once(
            "adapters/ssm.py",
            "time.monotonic() - self._kept[0] < self._max_age",
            "time.monotonic() - self._kept[0] < self._max_age + 5",
        ),
        "contract/test_outside.py::TestKillSwitch::test_what_is_written_is_read_at_once",
    ),
    mutant(
        "kill-switch-ignored",
        "the parameter stops the attempt",
        once(
            _RULES,
            "killed = kill is KillSwitch.ON or standing.control.killed",
            "killed = standing.control.killed",
        ),
        _SENDS + "test_a_kill_switch_that_is_on_or_unreadable_releases_the_touch",
    ),
    mutant(
        "killed-row-ignored",
        "the global row stops the attempt as well",
        once(
            _RULES,
            "killed = kill is KillSwitch.ON or standing.control.killed",
            "killed = kill is KillSwitch.ON",
        ),
        _SENDS + "test_the_global_row_alone_stops_too",
    ),
    mutant(
        "killed-row-ignored-by-tick",
        "the global row stops the tick",
        once(_TICK, "control is None or control.stops or kill", "control is None or kill"),
        _TICKS + "test_the_global_row_alone_stops_the_tick",
    ),
    mutant(
        "unreadable-is-off",
        "an unreadable kill switch means stop",
        once(
            _RULES,
            "        return Halt(Reason.KILL_SWITCH_UNREADABLE)\n",
            "        pass\n",
        ),
        _SENDS + "test_a_kill_switch_that_is_on_or_unreadable_releases_the_touch",
    ),
    mutant(
        "unreadable-is-off-for-tick",
        "an unreadable kill switch stops the tick",
        once(_TICK, "or kill is not KillSwitch.OFF:", "or kill is KillSwitch.ON:"),
        _TICKS + "test_nothing_is_enqueued_while_killed_or_unreadable",
    ),
    mutant(
        "parameter-error-is-off",
        "a parameter that cannot be read is unreadable",
        once(
            "adapters/ssm.py",
            "return SwitchReading(KillSwitch.UNREADABLE)",
            "return SwitchReading(KillSwitch.OFF)",
        ),
        "contract/test_outside.py::TestKillSwitch::test_no_response_is_unreadable",
    ),
    mutant(
        "anything-but-on-is-off",
        "only the value off means off",
        once(
            "adapters/ssm.py",
            'found["Value"].strip().lower() == KillSwitch.OFF',
            'found["Value"].strip().lower() != KillSwitch.ON',
        ),
        "contract/test_outside.py::TestKillSwitch::test_whatever_else_it_says_is_on",
    ),
    mutant(
        "kill-uses-a-try",
        "a stop does not use up a try",
        once(
            "domain/settlement.py",
            "return _later(enrollment, enrollment.due_at, enrollment.tries, reason, now)",
            "return _later(enrollment, enrollment.due_at, enrollment.tries + 1, reason, now)",
        ),
        _SENDS + "test_a_kill_switch_that_is_on_or_unreadable_releases_the_touch",
    ),
    mutant(
        "pause-ignored",
        "a paused run is not sent",
        once(
            _RULES,
            "return None if standing.run.status is RunStatus.RUNNING else Halt(Reason.PAUSED)",
            "return None",
        ),
        _SENDS + "test_a_pause_during_the_batch_stops_the_next_mail",
    ),
    mutant(
        "cancel-ignored",
        "a cancelled run ends its enrollments",
        once(_RULES, "        return Skip(Reason.CANCELLED)\n", "        pass\n"),
        _SENDS + "test_a_cancelled_run_ends_its_enrollments",
    ),
    mutant(
        "control-rows-missing-is-fine",
        "missing control rows stop the attempt",
        once(
            _RULES,
            "    if standing.control is None or standing.run is None:\n"
            "        return Halt(Reason.CONTROL_MISSING)\n",
            "    if standing.control is None or standing.run is None:\n        return None\n",
        ),
        _GUARDS + "test_control_rows_that_are_gone_at_the_last_look_stop_the_touch",
    ),
    mutant(
        "incomplete-look-is-fine",
        "a look with unread keys stops the attempt",
        once(_RULES, "        return Halt(Reason.UNREAD)\n", "        pass\n"),
        _GUARDS + "test_one_unread_key_of_the_last_look_stops_the_touch",
    ),
    mutant(
        "failed-look-falls-back",
        "a last look that failed is not replaced by the prefetch",
        once(
            _ATTEMPT,
            "standing = self._last_look(message)",
            "looked = self._last_look(message)\n"
            "        before = replace(ready.work.standing, enrolled_at=ready.work.enrollment.enrolled_at)\n"
            "        standing = looked if looked.complete else before",
        ),
        _SENDS + "test_a_failing_last_look_means_do_not_send",
    ),
    mutant(
        "unprocessed-keys-ignored",
        "unprocessed keys are not taken for absent ones",
        once("adapters/dynamodb/tables.py", "return found, unread", "return found, []"),
        "contract/test_dynamodb.py::TestUnprocessedKeys",
    ),
    mutant(
        "unprocessed-keys-complete",
        "unprocessed keys make a look incomplete",
        once(
            "adapters/dynamodb/desk.py",
            "complete=self.unread.isdisjoint((_GLOBAL, run, recipient, *domains, *_shared(question)))",
            "complete=self.unread.isdisjoint((_GLOBAL, run, recipient, *_shared(question)))",
        ),
        "contract/test_dynamodb.py::TestUnprocessedKeys",
    ),
    mutant(
        "unread-item-is-gone",
        "the message of an item that was not read comes again",
        once(
            _SEND,
            "                failures.again(record)\n                continue\n            with failures",
            "                continue\n            with failures",
        ),
        _SENDS + "test_items_that_came_back_unread_come_again",
    ),
    mutant(
        "looks-eventually-consistent",
        "looks are strongly consistent",
        once("adapters/dynamodb/tables.py", '"ConsistentRead": consistent', '"ConsistentRead": False'),
        "contract/test_dynamodb.py::TestRequests::test_each_look_is_strongly_consistent_over_both_tables_and_a_prefetch_is_not",
    ),
    mutant(
        "rows-of-an-earlier-look",
        "a look decides on the rows that it has read itself",
        once("adapters/dynamodb/desk.py", "not before or before[0][0] != item", "not before"),
        "contract/test_desk.py::test_a_look_sees_a_kill_and_a_pause_that_were_committed_before_it[dynamodb]",
    ),
    mutant(
        "missing-recipient-is-fine",
        "without a recipient row nothing is sent",
        once(
            _RULES,
            "return Defer(Reason.RECIPIENT_MISSING, now + MISSING_ROW_DELAY)",
            "return None",
        ),
        _SENDS + "test_a_missing_recipient_row_means_do_not_send",
    ),
    mutant(
        "message-had-not-asked",
        "nobody gets a message twice, whichever revision sent it first",
        once(_RULES, "        or _had(enrollment, campaign)\n", ""),
        "unit/test_a_message_once.py",
        "unit/test_eligibility.py::TestAMessageOnce",
    ),
    mutant(
        "message-that-may-have-arrived-comes-again",
        "a mail of which nobody knows whether it went out counts as had",
        once(_RULES, " and touch.may_have_arrived\n", " and touch.ses_message_id is not None\n"),
        "unit/test_a_message_once.py::test_who_may_have_had_it_ends_too",
    ),
    mutant(
        "recipient-orders-ignored",
        "an order for the address stops the touch",
        once(_RULES, "        return Skip(order.reason)\n", "        pass\n"),
        _SENDS + "test_a_suppressed_lead_is_never_claimed",
    ),
    mutant(
        "domain-orders-ignored",
        "an order for the domain stops the touch",
        once(_RULES, "    for row in standing.domains:\n", "    for row in ():\n"),
        _SENDS + "test_a_suppressed_parent_domain_covers_its_subdomains",
    ),
    mutant(
        "parents-not-read-memory",
        "orders for parent domains are looked for",
        once(_MEMORY, "for d in question.domains if d in", "for d in question.domains[:1] if d in"),
        _SENDS + "test_a_suppressed_parent_domain_covers_its_subdomains",
    ),
    mutant(
        "parents-not-read-dynamodb",
        "orders for parent domains are looked for",
        once(
            "adapters/dynamodb/desk.py",
            "tuple((domain_pk(d), None) for d in question.domains)",
            "tuple((domain_pk(d), None) for d in question.domains[:1])",
        ),
        "contract/test_desk.py::test_a_look_finds_everything_that_can_forbid_a_touch[dynamodb]",
    ),
    mutant(
        "parents-not-imported",
        "a lead has all parents of its domain",
        once(
            "services/operator/importing.py",
            "keys[address.text], address.domains, row",
            "keys[address.text], address.domains[:1], row",
        ),
        "unit/test_importing.py::test_a_lead_has_its_recipient_row_its_keys_and_its_domains",
    ),
    mutant(
        "campaign-orders-ignored",
        "an order for one campaign counts in that campaign",
        once(
            "domain/suppression.py",
            "return self.scope in (EVERYWHERE, campaign_id)",
            "return self.scope == EVERYWHERE",
        ),
        _SENDS + "test_a_suppressed_lead_is_never_claimed",
    ),
    mutant(
        "hold-ignored",
        "a hold defers the touch",
        once(_RULES, "        return Defer(Reason.HELD, held)\n", "        pass\n"),
        _SENDS + "test_a_hold_defers_to_its_end",
    ),
    mutant(
        "cooldown-ignored",
        "a lead within its cooldown waits",
        once(
            _RULES,
            "        return Defer(Reason.COOLDOWN, enrollment.last_touch_at + policy.cooldown)\n",
            "        pass\n",
        ),
        _SENDS + "test_a_lead_in_cooldown_waits",
    ),
    mutant(
        "next-step-within-the-cooldown",
        "a step that follows too soon is due after the cooldown",
        once(
            "domain/settlement.py",
            "max(now, over, sent_at + policy.between_touches)",
            "max(now, over)",
        ),
        _SENDS + "test_a_step_that_follows_sooner_than_the_cooldown_is_due_after_it",
    ),
    mutant(
        "next-step-due-in-the-past",
        "a step never becomes due behind the cursors",
        once("domain/settlement.py", "earliest = max(now, over, ", "earliest = max(over, "),
        _SENDS + "test_a_step_whose_time_went_by_while_nobody_knew_is_due_now",
    ),
    mutant(
        "window-ignored",
        "nothing is sent outside the sending window",
        once(
            _RULES,
            "return None if opening == now else Defer(_shut(policy, now, enrollment.lead.timezone), opening)",
            "return None",
        ),
        _GUARDS + "test_nothing_is_sent_outside_the_window_even_by_a_late_message",
    ),
    mutant(
        "absent-switch-is-off",
        "a kill switch that is not there is on",
        once(
            "adapters/ssm.py",
            "                return SwitchReading(KillSwitch.ON)\n",
            "                return SwitchReading(KillSwitch.OFF)\n",
        ),
        "contract/test_outside.py::TestKillSwitch::test_a_missing_parameter_is_on",
    ),
    mutant(
        "absent-switch-is-unreadable",
        "a stack that nobody has let send is killed, and calls nobody",
        once(
            "adapters/ssm.py",
            "            if _is_absent(error):\n                return SwitchReading(KillSwitch.ON)\n",
            "",
        ),
        "contract/test_outside.py::TestKillSwitch::test_a_missing_parameter_is_on",
    ),
    mutant(
        "denied-switch-is-absent",
        "only SSM's own word makes a switch absent",
        once(
            "adapters/ssm.py",
            '    return isinstance(error, ClientError) and error.response["Error"]["Code"] == "ParameterNotFound"\n',
            "    return isinstance(error, Exception)\n",
        ),
        "contract/test_outside.py::TestKillSwitch::test_no_response_is_unreadable",
    ),
    mutant(
        "any-word-is-off",
        "whatever the parameter says but off is on",
        once(
            "adapters/ssm.py",
            'found["Value"].strip().lower() == KillSwitch.OFF',
            'found["Value"].strip().lower() != "on"',
        ),
        "contract/test_outside.py::TestKillSwitch::test_whatever_else_it_says_is_on",
    ),
)
