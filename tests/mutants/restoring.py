"""A table that was brought back: it stands still until it was told, nobody gets a mail twice, and nobody guesses."""

from mutants.mutant import mutant, once

_MEMORY = "memory/stores.py"
_DYNAMO = "adapters/dynamodb/controls.py"
_RULES = "domain/replaying.py"
_RESTORER = "services/operator/restoring.py"
_STOPPING = "services/operator/stopping.py"
_READING = "reading/event_archive.py"
_STORES = "contract/test_restoring.py::"
_ORDER = "unit/test_restoring.py::TestTheOrder::"
_GAP = "unit/test_restoring.py::TestTheGap::"
_REPLAYED = "unit/test_restoring.py::TestWhatIsReplayed::"
_ARCHIVE = "unit/test_event_archive.py::TestRefused::"
_MARK_STANDS = _STORES + "TestTheStop::test_nobody_turns_it_off_as_long_as_the_mark_stands"
_OTHER_NAME = _STORES + "TestATableOfAnotherName::"
_LATE = _STORES + "TestBegin::test_a_late_copy_does_not_mark_the_table_again"

RESTORING = (
    mutant(
        "restored-table-sends",
        "a last look stops where the table was brought back",
        once("domain/eligibility.py", "    if killed or standing.control.restored:\n", "    if killed:\n"),
        _ORDER + "test_the_mark_alone_stops_a_sender_and_a_tick",
        "unit/test_eligibility.py::TestStops::test_a_stop_leaves_the_touch_due",
    ),
    mutant(
        "restored-table-is-walked",
        "a tick stops where the table was brought back",
        once("domain/control.py", "return self.killed or self.restored", "return self.killed"),
        _ORDER + "test_the_mark_alone_stops_a_sender_and_a_tick",
    ),
    mutant(
        "moved-is-not-restored",
        "a table of another name counts as brought back",
        once(
            "domain/control.py",
            "return self.restoring is not None or self.moved",
            "return self.restoring is not None",
        ),
        _ORDER + "test_a_table_of_another_name_sends_nothing_before_anybody_has_said_a_word",
    ),
    mutant(
        "name-not-compared-memory",
        "the row is held against the name of its table",
        once(_MEMORY, "return replace(control, moved=True)", "return control"),
        _OTHER_NAME + "test_it_is_stopped_before_anybody_has_said_anything[memory]",
    ),
    mutant(
        "name-not-compared-dynamodb",
        "the row is held against the name of its table",
        once(
            "adapters/dynamodb/control_items.py",
            "moved=self.home not in {None, table}",
            "moved=False",
        ),
        _OTHER_NAME + "test_it_is_stopped_before_anybody_has_said_anything[dynamodb]",
    ),
    mutant(
        "kill-off-while-restoring-memory",
        "no kill off ends the stop of a table that is being restored",
        once(_MEMORY, "known is not None and known.restored and not killed", "known is None and not killed"),
        _MARK_STANDS + "[memory]",
    ),
    mutant(
        "kill-off-while-restoring-dynamodb",
        "no kill off ends the stop of a table that is being restored",
        once(_DYNAMO, "~already if killed else ~already & self._at_home", "~already"),
        _MARK_STANDS + "[dynamodb]",
    ),
    mutant(
        "lift-while-restoring-memory",
        "no lift ends the stop of a table that is being restored",
        once(_MEMORY, "not stored.killed or stored.restored or not", "not stored.killed or not"),
        _MARK_STANDS + "[memory]",
    ),
    mutant(
        "lift-while-restoring-dynamodb",
        "no lift ends the stop of a table that is being restored",
        once(_DYNAMO, "            & self._at_home,\n", "            & GlobalItem.pk.exists(),\n"),
        _MARK_STANDS + "[dynamodb]",
    ),
    mutant(
        "parameter-off-while-restoring",
        "the parameter stays on, without a gap, where the table was brought back",
        once(_STOPPING, "        if control is not None and control.restored:\n", "        if False:\n"),
        _ORDER + "test_nothing_is_sent_and_no_kill_off_is_taken_before_the_end",
    ),
    mutant(
        "parameter-left-off",
        "the parameter is on again if the table was marked meanwhile",
        once(
            _STOPPING,
            "            self._writer.write(on=True)\n            raise RefusedChange(BEING_RESTORED)\n",
            "            raise RefusedChange(BEING_RESTORED)\n",
        ),
        _ORDER + "test_a_kill_off_during_which_somebody_begins_leaves_the_parameter_on",
    ),
    mutant(
        "marked-again-memory",
        "a late copy does not mark a table whose restoration is over",
        once(_MEMORY, "if (known and known.changed_at) != (seen and seen.changed_at):", "if False:"),
        _LATE + "[memory-True]",
    ),
    mutant(
        "marked-again-dynamodb",
        "a late copy does not mark a table whose restoration is over",
        once(
            _DYNAMO,
            "item.restoring_version.does_not_exist() & as_seen,",
            "item.restoring_version.does_not_exist(),",
        ),
        _LATE + "[dynamodb-True]",
    ),
    mutant(
        "ended-over-a-replay-memory",
        "no restoration ends while another replay is under way",
        once(
            _MEMORY, "            if known.restoring != seen:\n", "            if known.restoring is None:\n"
        ),
        _STORES + "TestEnd::test_a_replay_has_begun_since[memory]",
    ),
    mutant(
        "ended-over-a-replay-dynamodb",
        "no restoration ends while another replay is under way",
        once(
            _DYNAMO,
            "            item.restoring_version == seen.version,\n",
            "            item.restoring_version.exists(),\n",
        ),
        _STORES + "TestEnd::test_a_replay_has_begun_since[dynamodb]",
    ),
    mutant(
        "replay-over-another-memory",
        "a replay that another one has overtaken does not count as done",
        once(_MEMORY, "known.restoring not in {seen, mark}", "known.restoring is None"),
        _STORES + "TestAdvance::test_another_replay_has_begun_since[memory]",
    ),
    mutant(
        "replay-over-another-dynamodb",
        "a replay that another one has overtaken does not count as done",
        once(
            _DYNAMO,
            "condition = GlobalItem.restoring_version == seen.version",
            "condition = GlobalItem.restoring_version.exists()",
        ),
        _STORES + "TestAdvance::test_another_replay_has_begun_since[dynamodb]",
    ),
    mutant(
        "finished-without-a-replay",
        "nothing is finished before a replay",
        once(_RESTORER, "        if not mark.replays:\n", "        if False:\n"),
        _ORDER + "test_nothing_is_finished_before_a_replay",
    ),
    mutant(
        "finished-after-half-a-replay",
        "a replay that died is given again before the end",
        once(_RESTORER, "        if not mark.is_replayed:\n", "        if False:\n"),
        _ORDER + "test_a_replay_that_died_is_given_again_before_the_end",
    ),
    mutant(
        "archive-of-another-stack",
        "an archive of another stack is refused",
        once(_RESTORER, "        self._refuse_another_stack(told, lost)\n", ""),
        "unit/test_restoring.py::TestAnotherStack",
    ),
    mutant(
        "archive-of-another-account",
        "an event of another account or region is refused",
        once(_READING, "    if found != place:\n", "    if False:\n"),
        _ARCHIVE + "test_a_line_that_is_no_event_of_this_stack",
    ),
    mutant(
        "failed-events-passed-over",
        "events that Firehose could not write are not passed over",
        once(_READING, "    if failed is not None:\n", "    if False:\n"),
        _ARCHIVE + "test_events_that_firehose_could_not_write",
    ),
    mutant(
        "resumption-before-a-pause-wins",
        "a run that was paused after it had been resumed is paused",
        once(
            _READING,
            "    if key not in known or known[key][0] <= said[0]:\n        known[key] = said\n",
            "    known[key] = said\n",
        ),
        "unit/test_event_archive.py::test_what_was_stopped_is_to_be_paused[paused again]",
    ),
    mutant(
        "resumption-by-a-clock-that-is-ahead",
        "a resumption hides no pause that may have come after it",
        once(_READING, "(detail.at - CLOCKS_DIFFER, None)", "(detail.at, None)"),
        "unit/test_event_archive.py::test_what_was_stopped_is_to_be_paused[at about one time]",
    ),
    mutant(
        "replayed-and-not-counted",
        "a mail counts in the quotas of its day",
        once(_RESTORER, "            self._count(run, campaign, enrollment, found)\n", ""),
        _REPLAYED + "test_each_mail_is_counted_on_its_day",
    ),
    mutant(
        "stranger-not-barred",
        "who got a mail and is not in the table gets no more of the campaign",
        once(
            _RESTORER,
            "        self._ports.suppressions.order_recipient(lost.recipient, None, order)\n",
            "",
        ),
        _REPLAYED + "test_who_is_not_in_the_table_gets_no_second_first_mail",
    ),
    mutant(
        "pause-forgotten",
        "a run that was paused stays paused",
        once(_RESTORER, "                self._pause(run, reason, actor)\n", ""),
        _REPLAYED + "test_a_run_that_was_paused_stays_paused",
    ),
    mutant(
        "cancellation-forgotten",
        "a run that was cancelled is paused",
        once(_RESTORER, '                self._pause(run, f"cancelled by {reason}", actor)\n', ""),
        _REPLAYED + "test_a_run_that_was_cancelled_is_paused_and_named",
    ),
    mutant(
        "lost-pause-passes",
        "a replay whose pause is lost to somebody else did not come to its end",
        once(
            _RESTORER,
            "if run.status is RunStatus.RUNNING and not self._ports",
            "if False and not self._ports",
        ),
        _REPLAYED + "test_a_pause_that_is_lost_to_somebody_else_ends_no_replay",
    ),
    mutant(
        "forgotten-remembered",
        "who was forgotten, and came back, is forgotten again",
        once(_RESTORER, "            self._forget_again(actor, done)\n", ""),
        _REPLAYED + "test_who_was_forgotten_and_came_back_is_forgotten_again",
    ),
    mutant(
        "gap-closed-by-itself",
        "only the word of a person closes the gap",
        once(
            "domain/restoring.py",
            "begins = max(self.to, self.told_until or self.to)",
            "begins = self.lost_at",
        ),
        _GAP + "test_an_archive_that_nobody_calls_complete_closes_no_gap",
        _GAP + "test_without_an_archive_everybody_who_was_due_is_held",
    ),
    mutant(
        "gap-by-one-clock",
        "a sender whose clock was ahead wrote earlier than the operator's clock says",
        once(_RULES, "gap[0], gap[1] + CLOCKS_APART", "gap"),
        "unit/test_replaying.py::TestRisk::test_what_was_due_by_the_end_of_it_by_any_clock_may_have_gone_out",
        "simulation/test_proof.py::test_no_story_is_accused_of_anything",
    ),
    mutant(
        "gap-not-counted",
        "a mail that may have gone out is counted",
        once(_RESTORER, "            self._count_the_unknown(run, gap)\n", ""),
        _GAP + "test_a_mail_that_may_have_gone_out_is_counted_on_each_day_on_which_it_may_have",
    ),
    mutant(
        "gap-not-paused",
        "what may have been paused in the gap is paused",
        once(_RESTORER, "            paused = self._pause_all(actor)\n", ""),
        _GAP + "test_what_may_have_been_paused_in_it_is_paused",
    ),
    mutant(
        "follow-up-not-held",
        "where more mails may have gone out, the next one is held in its turn",
        once(
            "domain/settlement.py",
            "    if enrollment.reason is not Reason.GAP_HELD or change.state is State.ENDED:\n",
            "    if True:\n",
        ),
        _GAP + "test_resolved_as_sent_the_next_step_is_held_in_its_turn",
    ),
    mutant(
        "sent-again-by-a-replay",
        "an order to send again outlives the replay of the mail before it",
        once(_RULES, "if mail.step == step and not _was_sent_again(touch, mail)", "if mail.step == step"),
        "unit/test_replaying.py::TestAMailIsRecorded::test_a_mail_before_an_order_to_send_again_takes_nothing_of_the_order",
    ),
)
