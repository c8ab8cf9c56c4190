"""A drill lets senders die, and no other run is ever hit by it."""

from mutants.mutant import mutant, once

_RULES = "domain/drill.py"
_DRILLS = "unit/test_drill_rules.py::"
_JUDGE = "services/operator/drill_judgement.py"
_JUDGED = "unit/test_drill_judgement.py::"
_PLAY = "services/operator/drill_play.py"
_USE = "services/operator/drilling.py"
_PLAYED = "unit/test_drilling.py::"
_COMMAND = "cli/drill.py"
_COMMANDED = "unit/test_drill_command.py::"

DRILLS = (
    mutant(
        "any-run-may-die",
        "only in a run that `outreach drill` made may a sender die",
        once(_RULES, "if not (run.drill and is_drill(", "if not (is_drill("),
        _DRILLS + "test_nobody_dies_if_one_condition_is_missing",
    ),
    mutant(
        "any-campaign-may-die",
        "only in a campaign with an id of drills may a sender die",
        once(_RULES, "run.drill and is_drill(run.campaign_id) and", "run.drill and"),
        _DRILLS + "test_nobody_dies_if_one_condition_is_missing",
    ),
    mutant(
        "senders-die-on-people",
        "a sender may die only on its way to the mailbox simulator",
        once(_RULES, " and is_simulated(lead.address)):", "):"),
        _DRILLS + "test_nobody_dies_if_one_condition_is_missing",
    ),
    mutant(
        "death-in-a-shared-batch",
        "nobody dies in a batch that another run has a record in",
        once("services/send/batch.py", "death is None or not batch.is_a_drills_own", "death is None"),
        _DRILLS + "test_nobody_dies_beside_a_record_that_may_be_another_runs",
    ),
    mutant(
        "unread-records-share-a-death",
        "a record that could not be read may be another run's, so nobody dies beside it",
        once(_RULES, "len(self.of_runs) == self.records and all(", "all("),
        _DRILLS + "test_nobody_dies_beside_a_record_that_may_be_another_runs",
    ),
    mutant(
        "every-sender-dies",
        "a touch without a death is sent by the sender of its mode",
        once(
            "services/send/attempt.py",
            "senders.of(attempt.mode) if death is None else senders.dying(death)",
            "senders.dying(death or Death.AFTER)",
        ),
        _DRILLS + "test_a_run_of_people_whose_leads_ask_for_a_death_goes_on_living",
    ),
    mutant(
        "drills-write-to-people",
        "nobody but the mailbox simulator is enrolled in a drill",
        once(
            "domain/enrolling.py",
            "    assert not run.drill or is_simulated(lead.address), ",
            "    assert True, ",
        ),
        "unit/test_enrolling.py::test_a_drill_takes_nobody_but_the_mailbox_simulator",
    ),
    mutant(
        "people-apply-drills",
        "nobody applies a campaign with an id of drills",
        once("services/operator/runs.py", "        refuse_drills(campaign.campaign_id)\n", "        pass\n"),
        _DRILLS + "test_only_the_command_makes_drills",
    ),
    mutant(
        "people-start-drills",
        "nobody starts a drill's run, or starts it again",
        once("services/operator/runs.py", "        refuse_drills(campaign_id)\n", "        pass\n"),
        _DRILLS + "test_only_the_command_makes_drills",
    ),
    mutant(
        "people-join-drills",
        "nobody imports leads into a drill",
        once(
            "services/operator/importing.py",
            "        refuse_drills(campaign.campaign_id)\n",
            "        pass\n",
        ),
        _DRILLS + "test_only_the_command_makes_drills",
    ),
    mutant(
        "lifts-the-stop-of-another",
        "a stop that somebody has turned since it was read is not lifted",
        once(
            "adapters/dynamodb/controls.py",
            "            & (GlobalItem.changed_at == stop.changed_at)\n"
            "            & (GlobalItem.changed_by == stop.changed_by)\n",
            "",
        ),
        "contract/test_controls.py::test_a_stop_that_somebody_has_turned_since_is_not_lifted",
    ),
    mutant(
        "stops-of-drills-lift-others",
        "the parameter stays on, without a gap, if somebody else has turned the stop",
        once(
            "services/operator/stopping.py",
            "if current is None or (current.changed_at, current.changed_by) != (stop.changed_at, stop.changed_by):",
            "if current is None:",
        ),
        _PLAYED + "test_a_stop_of_another_is_not_lifted_not_even_for_a_moment",
    ),
    mutant(
        "lifts-lose-a-race",
        "whoever turns the switch while a drill lifts its stop keeps both switches on",
        once(
            "services/operator/stopping.py",
            "            return True\n        self._writer.write(on=True)\n",
            "            return True\n",
        ),
        _PLAYED + "test_who_turns_the_switch_while_a_stop_is_lifted_keeps_both_on",
    ),
    mutant(
        "judge-passes-doubled-mails",
        "two ids of SES for one touch are a doubled mail",
        once(_JUDGE, "        if len(found) > 1:", "        if len(found) > 2:"),
        _JUDGED + "test_two_mails_for_one_touch_are_a_doubled_mail",
    ),
    mutant(
        "judge-forgets-recorded-ids",
        "an id that the stack has recorded counts as a mail, whatever the judge has heard",
        once(
            _JUDGE, "                ids[lead_id, step].add(touch.ses_message_id)\n", "                pass\n"
        ),
        _JUDGED + "test_an_id_on_record_that_is_not_the_one_of_ses_is_a_doubled_mail",
    ),
    mutant(
        "judge-has-endless-grace",
        "a mail within a stop, after the grace, breaks it",
        once(
            _JUDGE,
            "if stop.committed_at + tolerance.grace < one.accepted_at < stop.released_at:",
            "if stop.released_at < one.accepted_at < stop.released_at:",
        ),
        _JUDGED + "test_a_mail_within_a_stop_breaks_it",
    ),
    mutant(
        "judge-lets-all-senders-go-on",
        "within the grace each sender may finish one mail and no more",
        once(_JUDGE, "range(under_way - tolerance.consumers)", "range(0)"),
        _JUDGED + "test_within_the_grace_each_sender_may_finish_one_mail",
    ),
    mutant(
        "judge-passes-mails-after-unsubscribes",
        "a mail after an unsubscribe breaks the order",
        once(
            _JUDGE,
            "if at is not None and one.accepted_at > at:",
            "if at is not None and one.accepted_at < at:",
        ),
        _JUDGED + "test_a_mail_to_who_has_unsubscribed_breaks_the_order",
    ),
    mutant(
        "judge-passes-unexplained-ends",
        "an end that nothing in the drill explains is a lost lead",
        once(_JUDGE, "    if enrollment.reason is ENDS.get(part):", "    if enrollment.reason is not None:"),
        _JUDGED + "test_an_end_that_nothing_explains_is_a_lost_lead",
    ),
    mutant(
        "judge-passes-mails-that-never-were",
        "a mail on record that SES never accepted is lost",
        once(_JUDGE, "    if record.hears_everything:", "    if not record.hears_everything:"),
        _JUDGED + "test_a_mail_on_record_that_ses_never_accepted_is_lost_if_the_judge_hears_everything",
    ),
    mutant(
        "judge-passes-unrecorded-mails",
        "a mail that is not on record is found",
        once(
            _JUDGE, "elif enrollment is not None and not _accounts_for(enrollment, one.step):", "elif False:"
        ),
        _JUDGED + "test_a_mail_that_is_not_on_record_is_found",
    ),
    mutant(
        "drills-without-trouble-pass",
        "a drill that made no trouble does not pass",
        once(_COMMAND, "ExitCode.PARTLY if judgement.not_shown else ExitCode.DONE", "ExitCode.DONE"),
        _COMMANDED + "test_a_drill_that_could_not_make_its_trouble_does_not_pass",
    ),
    mutant(
        "broken-promises-pass",
        "a broken promise makes the command fail",
        once(_COMMAND, "    if not judgement.holds:\n        return ExitCode.REFUSED\n", ""),
        _COMMANDED + "test_a_broken_promise_makes_it_fail",
    ),
    mutant(
        "drill-without-a-word",
        "on AWS a drill needs the stack's name a second time",
        once(_COMMAND, "    if confirmation != stack.name:", "    if confirmation == stack.name:"),
        _COMMANDED + "test_on_aws_it_needs_the_name_of_the_stack",
    ),
    mutant(
        "drills-stop-other-runs",
        "a drill does not begin beside another live run",
        once(_USE, "        if problem := self._disturbed(plan):", "        if problem := '':"),
        _PLAYED + "test_it_does_not_begin_beside_another_live_run_unless_told_to",
    ),
    mutant(
        "drills-stop-later-runs",
        "a drill looks for other live runs before each stop",
        once(_PLAY, "        if problem := self._disturbed():", "        if problem := '':"),
        _PLAYED + "test_it_leaves_the_switch_alone_if_another_live_run_begins_meanwhile",
    ),
    mutant(
        "drills-turn-off-a-stop",
        "a drill does not begin while the kill switch is on",
        once(_USE, "        if self._stopping.state().stopped:", "        if False:"),
        _PLAYED + "test_it_does_not_begin_while_the_switch_is_on",
    ),
    mutant(
        "two-drills-at-once",
        "one command at a time drills a stack",
        once(
            _USE,
            "        if lease is None:\n",
            "        if lease is None:\n            lease = Lease(*_LEASE, self._actor, 0, now)\n        if lease is None:\n",
        ),
        _PLAYED + "test_one_command_at_a_time_drills_a_stack",
    ),
    mutant(
        "interrupted-drills-leave-their-stop",
        "an interrupted drill turns its stop off",
        once(
            _PLAY,
            "        if control is not None and is_drills_stop(control):\n",
            "        if control is None:\n",
        ),
        _PLAYED + "test_wherever_it_is_interrupted_it_cleans_up_itself_or_the_next_call_does",
    ),
    mutant(
        "dead-drills-leave-their-stop",
        "the next call turns off the stop of a drill whose command died",
        once(_USE, "control is not None and is_drills_stop(control) and", "control is None and"),
        _PLAYED + "test_wherever_the_machine_dies_the_next_call_cleans_up",
    ),
    mutant(
        "drills-double-mails",
        "a drill sends no mail again of which the judge has heard",
        once(_PLAY, "again = never_asked and not accepted", "again = never_asked"),
        _PLAYED + "test_a_mail_that_the_judge_has_heard_of_is_never_sent_again",
    ),
    mutant(
        "drills-send-again-after-ses",
        "only a mail whose sender died before SES was asked is sent again",
        once(_PLAY, "again = never_asked and not accepted", "again = not accepted"),
        _PLAYED + "test_a_mail_that_ses_may_have_taken_is_never_sent_again",
    ),
    mutant(
        "drills-remove-foreign-queues",
        "a drill removes no queue of another stack",
        once("adapters/ses_event_tap.py", "if name.fullmatch(", "if name.pattern or name.fullmatch("),
        "contract/test_drill.py::test_the_queues_of_a_stack_with_a_like_name_are_left_alone",
    ),
)
