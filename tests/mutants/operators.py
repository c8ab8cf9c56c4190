"""What only an operator may do: it happens once, is recorded, and never undoes what was ended for good."""

from mutants.mutant import mutant, once

_RUNS = "services/operator/runs.py"
_UNKNOWNS = "services/operator/unknowns.py"
_LETTERS = "services/operator/dead_lettering.py"
_STOPPING = "services/operator/stopping.py"
_REVISIONS = "domain/revision_rules.py"
_REVISING = "services/operator/revising.py"
_EFFECT = "domain/revision_effect.py"
_BETWEEN = "unit/test_steps_in_between.py::"
_STORES = "memory/stores.py"
_CONTROLS = "adapters/dynamodb/controls.py"
_SUPPRESS = "cli/suppress.py"
_COMMANDS = "unit/test_operator_commands.py::"
_COMMAND_LINE = "unit/test_commands_in_memory.py::"
_ROWS = "contract/test_controls.py::"
_WIRE = "contract/test_dynamodb.py::"

OPERATORS = (
    mutant(
        "hint-for-another-stack",
        "a command that a message names reaches the stack that it is about",
        once(
            "cli/output.py",
            'if name is None or name == os.environ.get("OUTREACH_STACK", "local"):',
            "if True:",
        ),
        "unit/test_cli.py::test_an_error_names_the_command_for_this_stack",
    ),
    mutant(
        "redrive-of-a-sent-touch",
        "a redrive reopens only what failed as poison",
        once(_LETTERS, "moved = enrollment.reason is Reason.POISON and self._move", "moved = self._move"),
        _COMMANDS + "test_a_redrive_reopens_nothing_that_ended_for_another_reason",
    ),
    mutant(
        "redrive-in-a-cancelled-run",
        "a redrive reopens nothing in a cancelled run",
        once(_LETTERS, " or run.status is RunStatus.CANCELLED:", ":"),
        _COMMANDS + "test_a_redrive_reopens_nothing_in_a_cancelled_run",
    ),
    mutant(
        "redrive-loses-strange-letters",
        "a dead letter about nothing we know is kept for a person",
        once(_LETTERS, "                    if not handled.kept:\n", "                    if True:\n"),
        _COMMANDS + "test_a_letter_about_nothing_we_know_is_kept_for_a_person",
    ),
    mutant(
        "redrive-deletes-first",
        "a dead letter is deleted after its touch was reopened",
        once(
            _LETTERS,
            "                    handled = handle(letter)\n",
            "                    letters.delete(letter)\n                    handled = handle(letter)\n",
        ),
        _COMMANDS + "test_a_redrive_that_dies_leaves_its_letter",
        _COMMANDS + "test_a_letter_whose_message_cannot_be_put_back_is_still_there",
    ),
    mutant(
        "letters-stay-hidden",
        "a letter that was looked at is shown to everybody again",
        once(_LETTERS, "                self._letters[queue].release(letters)\n", "                pass\n"),
        _COMMANDS + "test_looking_at_letters_hides_none_of_them",
    ),
    mutant(
        "kept-letters-stay-hidden",
        "a letter that a redrive has kept is shown to everybody again",
        once(_LETTERS, "                letters.release(list(held.values()))\n", "                pass\n"),
        _COMMANDS + "test_a_letter_about_nothing_we_know_is_kept_for_a_person",
    ),
    mutant(
        "letter-not-put-back",
        "a redrive puts the message of a letter into its queue",
        once(_LETTERS, "            self._letters[queue].put_back(letter)\n", ""),
        "unit/test_commands_in_memory.py::test_letters_of_events_go_back_into_their_queues_unchanged",
    ),
    mutant(
        "drop-unrecorded",
        "it is recorded who dropped a letter",
        once(
            _LETTERS,
            "                self._controls.record(ControlEvent(now, _subject(found), _DROPPED, actor, about))\n",
            "                assert about, now\n",
        ),
        "unit/test_commands_in_memory.py::test_a_letter_is_dropped_alone_and_it_is_kept_who_did_it",
    ),
    mutant(
        "drop-deletes-first",
        "a letter is deleted after it was recorded who dropped it",
        once(
            _LETTERS,
            "                now, about = self._clock.now(), found.content.summary\n",
            "                self._letters[found.queue].delete(found.letter)\n"
            "                now, about = self._clock.now(), found.content.summary\n",
        ),
        _COMMANDS + "test_a_letter_stays_if_it_cannot_be_recorded_who_drops_it",
    ),
    mutant(
        "resend-unrecorded",
        "a second attempt names the person who ordered it",
        once("domain/settlement.py", "        sent_again_by=actor,\n", ""),
        _COMMANDS + "test_an_ordered_second_attempt_is_made_and_kept_on_the_touch_for_good",
    ),
    mutant(
        "resend-of-what-is-not-unknown",
        "only an unknown touch is sent again",
        once(_UNKNOWNS, "if enrollment is None or not _open(enrollment):", "if enrollment is None:"),
        _COMMANDS + "test_what_is_not_unknown_cannot_be_resolved",
    ),
    mutant(
        "resend-in-a-cancelled-run",
        "in a cancelled run nothing is sent again",
        once(_UNKNOWNS, "if current is not None and current.status is RunStatus.CANCELLED:", "if False:"),
        _COMMANDS + "test_in_a_cancelled_run_nothing_is_resolved",
    ),
    mutant(
        "resend-waits-for-ever",
        "a finished run goes on when a touch becomes due again",
        once(_UNKNOWNS, "if current is not None and current.status is RunStatus.FINISHED:", "if False:"),
        _COMMANDS + "test_a_held_touch_that_is_sent_again_starts_its_finished_run",
    ),
    mutant(
        "live-run-started-twice",
        "a live run starts once",
        once(_RUNS, "        if live.status is not RunStatus.FINISHED:\n", "        if False:\n"),
        _COMMANDS + "test_a_live_run_starts_once_and_says_how_to_go_on",
    ),
    mutant(
        "run-created-twice-memory",
        "a run is created once",
        once(
            _STORES,
            "            if (run.campaign_id, run.run_id) in self._tables.runs:\n                return False\n",
            "",
        ),
        _ROWS + "test_a_run_is_created_once[memory]",
    ),
    mutant(
        "run-created-twice-dynamodb",
        "a run is created once",
        once(_CONTROLS, "return create(self._runs.of(run))", "return bool(self._runs.of(run).save())"),
        _ROWS + "test_a_run_is_created_once[dynamodb]",
    ),
    mutant(
        "half-started-rehearsal-twice",
        "the next start finishes one that died",
        once(_RUNS, "run = half_started or self._open_run(", "run = self._open_run("),
        _COMMANDS + "test_a_start_that_died_while_enrolling_is_finished_by_the_next",
    ),
    mutant(
        "half-started-run-without-leads",
        "a start that died is finished even without leads",
        once(_RUNS, "if half_started is None and next(", "if next("),
        _COMMANDS + "test_a_start_that_died_is_finished_even_if_nobody_is_left_to_enrol",
    ),
    mutant(
        "start-enrolls-twice",
        "a second start resets no enrollment",
        once("memory/enrollments.py", "if enrollment.key not in self._tables.enrollments:", "if True:"),
        _COMMANDS + "test_a_start_that_is_repeated_writes_to_nobody_twice",
    ),
    mutant(
        "marked-enrolled-before-it-is",
        "a run is marked enrolled after its last lead",
        {
            _RUNS: [
                (
                    "        enrolled = 0\n        for chunk",
                    (
                        "        enrolled = 0\n"
                        "        self._controls.mark_enrolled(campaign_id, run.run_id, enrolled=True)\n"
                        "        for chunk"
                    ),
                ),
            ]
        },
        _COMMANDS + "test_a_start_that_died_while_enrolling_is_finished_by_the_next",
    ),
    mutant(
        "messages-swapped-under-way",
        "a live run keeps the message at each position",
        once(_REVISIONS, "if before.message_id != after.message_id:", "if False:"),
        _COMMANDS + "test_a_run_under_way_follows_new_texts_but_not_another_order_of_messages",
    ),
    mutant(
        "sequence-gets-shorter",
        "a sender that read the old definition finds the last step of it",
        once(_REVISIONS, "if len(new.steps) < len(old.steps):", "if False:"),
        _BETWEEN + "test_the_sequence_never_gets_shorter_because_a_sender_may_still_move_a_lead_on",
    ),
    mutant(
        "step-in-between-while-running",
        "positions change only while no lead can come any further",
        once(_REVISING, "if problem is None and run.status is not RunStatus.PAUSED:", "if False:"),
        _BETWEEN + "test_while_the_run_goes_on_it_is_refused_and_the_way_is_named",
    ),
    mutant(
        "step-in-between-before-what-was-had",
        "nothing comes before a step that a lead has come to",
        once(_REVISING, "come_to=max(map(come_to, leads), default=0)", "come_to=0"),
        _BETWEEN + "test_before_a_step_that_a_lead_waits_for_it_is_refused",
    ),
    mutant(
        "mail-on-its-way-forgotten",
        "a lead whose mail may be on its way has come to the next step",
        once(_EFFECT, "enrollment.step + (2 if goes_on else 1)", "enrollment.step + 1"),
        _BETWEEN + "test_a_mail_that_may_be_on_its_way_counts_as_had",
    ),
    mutant(
        "held-unknown-forgotten",
        "a mail that is held as unknown may be said to have been delivered",
        once(
            _EFFECT,
            "enrollment.state in IN_FLIGHT or enrollment.reason in HELD",
            "enrollment.state in IN_FLIGHT",
        ),
        "unit/test_revision_effect.py::test_a_lead_has_come_to_its_step_and_beyond_it_if_its_mail_may_be_on_its_way",
    ),
    mutant(
        "pause-not-named",
        "a run that was resumed during the look keeps its definition",
        once(_REVISING, "over=over, at_rest=at_rest)", "over=over)"),
        _BETWEEN + "test_a_resume_while_it_is_applied_leaves_the_run_as_it_is_and_says_so",
    ),
    mutant(
        "at-rest-unseen-memory",
        "a run that was resumed since is not led on",
        once(_STORES, "if at_rest is not None and not _same(known, at_rest):", "if False:"),
        _ROWS + "TestFollow::test_somebody_has_resumed_it_since[memory-False]",
    ),
    mutant(
        "at-rest-unseen-dynamodb",
        "a run that was resumed since is not led on",
        once(_CONTROLS, "            condition &= _unchanged(at_rest)\n", "            pass\n"),
        _ROWS + "TestFollow::test_somebody_has_resumed_it_since[dynamodb-False]",
    ),
    mutant(
        "shards-changed-under-way",
        "the number of shards never changes",
        once(_REVISIONS, "if new.shards != old.shards:", "if False:"),
        _COMMANDS + "test_a_run_under_way_follows_new_texts_but_not_another_order_of_messages",
    ),
    mutant(
        "status-changed-unseen-memory",
        "a change does not overwrite a status that has changed since",
        once(_STORES, "if stored is None or not _same(stored, run):", "if stored is None:"),
        _ROWS + "test_a_status_that_has_changed_since_is_left_alone",
    ),
    mutant(
        "status-changed-unseen-dynamodb",
        "a change does not overwrite a status that has changed since",
        once(
            _CONTROLS,
            "(RunItem.status == run.status) & (RunItem.changed_at == run.changed_at)",
            "RunItem.pk.exists()",
        ),
        _ROWS + "test_a_status_that_has_changed_since_is_left_alone",
    ),
    mutant(
        "status-version-ignored-memory",
        "a late resume does not undo a later pause",
        once(
            _STORES,
            "(stored.status, stored.changed_at) == (seen.status, seen.changed_at)",
            "stored.status == seen.status",
        ),
        _ROWS + "test_a_delayed_copy_of_a_resume_does_not_undo_a_later_pause[memory]",
    ),
    mutant(
        "status-version-ignored-dynamodb",
        "a late resume does not undo a later pause",
        once(
            _CONTROLS,
            "(RunItem.status == run.status) & (RunItem.changed_at == run.changed_at)",
            "RunItem.status == run.status",
        ),
        _ROWS + "test_a_delayed_copy_of_a_resume_does_not_undo_a_later_pause[dynamodb]",
    ),
    mutant(
        "kill-writes-no-row",
        "a kill is written in both places",
        once(
            _STOPPING,
            "            lambda: self._controls.set_killed(killed=True, actor=actor, reason=reason, now=now),\n",
            "            lambda: None,\n",
        ),
        _COMMANDS + "test_the_kill_switch_is_written_in_both_places_and_read_back",
    ),
    mutant(
        "kill-gives-up-at-the-first-switch",
        "a kill writes each switch whatever became of the other",
        once(_STOPPING, "                missed[what] = error\n", "                raise\n"),
        _COMMANDS + "test_a_kill_stops_by_the_parameter_while_the_table_does_not_respond",
    ),
    mutant(
        "kill-that-wrote-nothing-reports-success",
        "a kill that could write nothing says so",
        once(_STOPPING, "        if nothing_written and not is_on:\n", "        if False:\n"),
        _COMMANDS + "test_a_kill_that_could_write_nothing_says_so",
    ),
    mutant(
        "half-a-kill-told-as-whole",
        "a kill says what it could not write",
        once("cli/kill.py", "    if state.missed:\n", "    if False:\n"),
        "unit/test_commands_in_memory.py::test_a_kill_says_what_it_could_not_write",
    ),
    mutant(
        "stop-waits-for-its-history",
        "a stop is written while the history cannot be",
        once(_CONTROLS, "        if not stops:\n            raise\n", "        raise\n"),
        "contract/test_dynamodb.py::test_no_stop_waits_for_its_history",
    ),
    mutant(
        "kill-half-taken-back",
        "lifting a kill writes the table last",
        {
            _STOPPING: [
                (
                    "        self._writer.write(on=False)\n        self._controls.open(",
                    "        self._controls.open(",
                ),
                (
                    "        return self.state()\n\n    def _stop(",
                    "        self._writer.write(on=False)\n        return self.state()\n\n    def _stop(",
                ),
            ]
        },
        _COMMANDS + "test_a_kill_is_not_half_taken_back_while_the_parameter_cannot_be_written",
    ),
    mutant(
        "kill-writes-no-parameter",
        "a kill is written in both places",
        once(_STOPPING, '        attempt("the parameter", lambda: self._writer.write(on=True))\n', ""),
        _COMMANDS + "test_the_kill_switch_is_written_in_both_places_and_read_back",
    ),
    mutant(
        "own-change-taken-for-anothers",
        "a change of status whose response was lost is recognised",
        once(
            _CONTROLS,
            "return written.applied or _is_own_work(written, to, actor, now)",
            "return written.applied",
        ),
        _WIRE + "TestLostResponses::test_a_change_of_status_finds_itself",
    ),
    mutant(
        "anothers-change-taken-for-ones-own",
        "who lost to another's change of status is told so",
        once(
            _CONTROLS,
            "return (stored.status, stored.changed_at, stored.changed_by) == (to, now, actor)",
            "return True",
        ),
        _WIRE + "TestLostResponses::test_a_change_of_status_does_not_take_another_for_its_own",
    ),
    mutant(
        "hole-in-the-history-of-a-run",
        "the old contents of a run's row are kept before it changes",
        once(
            _CONTROLS,
            "        record = partial(self.record, ControlEvent.of_run(run))\n",
            "        record = bool\n",
        ),
        _ROWS + "test_history_tells_what_each_row_said_from_when_on[dynamodb]",
    ),
    mutant(
        "hole-in-the-history-of-the-kill-switch",
        "the old contents of the global row are kept before it changes",
        once(
            _CONTROLS,
            "            self.record(ControlEvent.of_control(control))\n",
            "            pass\n",
        ),
        _ROWS + "test_history_tells_what_each_row_said_from_when_on[dynamodb]",
    ),
    mutant(
        "list-of-ses-always-changed",
        "the list of SES is changed only if somebody says so",
        once(
            _SUPPRESS,
            "    if also_ses:\n        # First,",
            "    if isinstance(who, Address):\n        # First,",
        ),
        _COMMAND_LINE + "test_who_takes_back_an_order_hears_of_the_list_of_ses",
    ),
    mutant(
        "list-of-ses-changed-unasked",
        "a person says yes before the list of SES is changed",
        once(
            _SUPPRESS,
            "    _confirm_removal(_name(who), orders, yes=yes)\n",
            "    if not also_ses:\n        _confirm_removal(_name(who), orders, yes=yes)\n",
        ),
        _COMMAND_LINE + "test_an_address_is_taken_off_the_list_of_ses_too_if_asked_for",
    ),
    mutant(
        "list-of-ses-not-changed",
        "--also-ses takes the address off the list of SES",
        once(_SUPPRESS, "was_on_it = operator.ses_list.remove(_name(who))", "was_on_it = True"),
        _COMMAND_LINE + "test_an_address_is_taken_off_the_list_of_ses_too_if_asked_for",
    ),
    mutant(
        "order-lifted-though-ses-refused",
        "if SES refuses, no order is taken back",
        once(
            _SUPPRESS,
            "        # First, because SES may refuse. Then nothing has changed, and the command can be repeated.\n",
            "        operator.suppressing.remove(who, scope=scope, reason=wanted)\n",
        ),
        _COMMAND_LINE + "test_if_ses_refuses_no_order_is_taken_back",
    ),
    mutant(
        "domain-on-the-list-of-ses",
        "the list of SES is asked for addresses only",
        once(
            _SUPPRESS,
            "if also_ses and not isinstance(who, Address):",
            "if False:",
        ),
        _COMMAND_LINE + "test_the_list_of_ses_knows_no_domains",
    ),
    mutant(
        "list-of-ses-not-mentioned",
        "who takes back a bounce hears of the list of SES",
        once(_SUPPRESS, "any(order.reason in _SES_LISTS for order in lifted)", "False"),
        _COMMAND_LINE + "test_who_takes_back_an_order_hears_of_the_list_of_ses",
    ),
)
