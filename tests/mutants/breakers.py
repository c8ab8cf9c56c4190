"""A run is paused when too many mails go wrong, and only then. What an operator decides takes precedence."""

from mutants.mutant import mutant, once

_BREAKERS = "services/feedback/breakers.py"
_RULE = "domain/breaker.py"
_TICK = "services/tick/turn.py"
_PAUSES = "unit/test_breakers.py::"
_RULES = "unit/test_breaker.py::"
_RESUMES = "contract/test_controls.py::test_only_an_operator_s_resume_of_a_pause_is_kept_as_one"

BREAKERS = (
    mutant(
        "breaker-never-opens",
        "a run whose mails bounce is paused",
        once(_BREAKERS, "if problem is not None:", "if False:"),
        _PAUSES + "test_a_run_is_paused_when_more_bounce_than_chance_allows",
    ),
    mutant(
        "breaker-counts-after-its-look",
        "a bounce is counted before the breakers look",
        once(
            "services/feedback/batch.py",
            "        for record_id, begun in self._counted(self._begun(together, time_left, reports)).items():\n"
            "            with alone(record_id):\n"
            "                reports[record_id] = self._feedback.finish(begun)\n",
            "        waiting = self._begun(together, time_left, reports)\n"
            "        for record_id, begun in waiting.items():\n"
            "            with alone(record_id):\n"
            "                reports[record_id] = self._feedback.finish(begun)\n"
            "        self._counted(waiting)\n",
        ),
        "unit/test_feedback_batches.py::test_the_breakers_see_every_bounce_of_the_batch_and_open_once",
    ),
    mutant(
        "breaker-without-a-sample",
        "a few mails are too few to judge by",
        once(_RULE, "if sample < breaker.min_sample or events < fewest:", "if events < fewest:"),
        _PAUSES + "test_fewer_mails_than_the_sample_say_nothing",
    ),
    mutant(
        "breaker-on-the-plain-rate",
        "the rate must exceed the limit by more than chance",
        once(_RULE, "(bound := lower_bound(events, sample)) > limit", "(bound := events / sample) > limit"),
        _RULES + "test_bounces_open_it_beyond_chance",
    ),
    mutant(
        "breaker-on-one-complaint",
        "one complaint pauses nothing",
        once(
            _RULE,
            "tally.complained, breaker.max_complaints, 2)",
            "tally.complained, breaker.max_complaints, 1)",
        ),
        _PAUSES + "test_two_complaints_in_a_small_run_pause_it_and_one_does_not",
    ),
    mutant(
        "breaker-deaf-to-complaints",
        "complaints pause a run",
        once(_BREAKERS, "            return (Count.COMPLAINED,)\n", "            return ()\n"),
        _PAUSES + "test_two_complaints_in_a_small_run_pause_it_and_one_does_not",
    ),
    mutant(
        "mail-counted-twice",
        "a mail that was delivered and bounced counts as one",
        once(
            _BREAKERS,
            "sent = () if has_ended(record, event.ses_message_id) else (Count.SENT,)",
            "sent = (Count.SENT,)",
        ),
        "unit/test_feedback_batches.py::test_a_mail_counts_as_sent_once_whatever_is_heard_of_it_first",
    ),
    mutant(
        "bounce-without-its-mail",
        "a mail that bounced counts as sent",
        once(_BREAKERS, "return (*sent, Count.BOUNCED)", "return (Count.BOUNCED,)"),
        "unit/test_feedback_batches.py::test_a_mail_counts_as_sent_once_whatever_is_heard_of_it_first",
    ),
    mutant(
        "breaker-forgets-a-resume",
        "mails from before a resume do not pause the run again",
        once(_RULE, "since = run.started_at if resumed is None else", "since = run.started_at if True else"),
        _PAUSES + "test_after_a_resume_late_bounces_of_the_mails_before_it_do_not_pause_again",
    ),
    mutant(
        "breaker-takes-a-restart-for-a-resume",
        "a run that is started again goes on counting",
        once(
            "domain/control.py",
            "return origin is RunStatus.PAUSED and to is RunStatus.RUNNING",
            "return to is RunStatus.RUNNING",
        ),
        _PAUSES + "test_a_run_that_is_started_again_is_paused_for_what_was_said_after_its_end",
    ),
    mutant(
        "breaker-takes-any-change-for-a-resume",
        "only a resume starts the count anew",
        once(_RULE, "(run.resumed_at, sender_resumed_at)", "(run.changed_at, sender_resumed_at)"),
        _RULES + "test_a_run_that_was_finished_and_started_again_goes_on_counting",
    ),
    mutant(
        "resume-not-kept-memory",
        "the time of a resume is kept on the run",
        once("memory/stores.py", "now if resumes(stored.status, to) else stored.resumed_at", "None"),
        _RESUMES + "[memory-paused-running-resumed_at0]",
    ),
    mutant(
        "resume-not-kept-dynamodb",
        "the time of a resume is kept on the run",
        once(
            "adapters/dynamodb/controls.py",
            "                *([RunItem.resumed_at.set(now)] if resumes(run.status, to) else []),\n",
            "",
        ),
        _RESUMES + "[dynamodb-paused-running-resumed_at0]",
    ),
    mutant(
        "breaker-blind-as-a-run-goes-on",
        "bounces of a finished run pause it when it is started again",
        once(_TICK, " and self._breakers.stop(run, campaign):", " and False:"),
        _PAUSES + "test_a_run_that_is_started_again_is_paused_for_what_was_said_after_its_end",
    ),
    mutant(
        "breaker-looks-at-each-tick",
        "the tick looks at the breakers once when a run goes on",
        once(_TICK, "is_stirred(lease.walk, walk) and ", ""),
        _PAUSES + "test_the_breakers_are_looked_at_once_as_a_run_goes_on_and_not_at_each_tick",
    ),
    mutant(
        "breaker-blind-to-the-sender-as-a-run-goes-on",
        "the tick looks at the sender as well when a run goes on",
        once(
            _BREAKERS,
            "return self._look(scopes_of_run(run.campaign_id, run.run_id, sender), run, breaker)",
            'return self._look({f"run#{run.campaign_id}#{run.run_id}": "of this run"}, run, breaker)',
        ),
        _PAUSES + "test_a_sender_is_looked_at_too_as_its_run_goes_on",
    ),
    mutant(
        "breaker-pauses-a-rehearsal",
        "no breaker pauses a rehearsal",
        once(_BREAKERS, "if breaker is None or run.mode is not Mode.LIVE:", "if breaker is None:"),
        _PAUSES + "test_a_rehearsal_is_paused_by_no_breaker",
    ),
    mutant(
        "breaker-pauses-and-the-tick-goes-on",
        "a tick that pauses a run enqueues nothing of it",
        once(_TICK, 'return "paused by a breaker", 0', "pass"),
        _PAUSES + "test_a_tick_that_pauses_a_run_enqueues_nothing_of_it",
    ),
    mutant(
        "breaker-forgets-nothing",
        "bounces older than a week do not count",
        once(_RULE, "return max(slot_of(now - WINDOW), slot_of(since))", "return slot_of(since)"),
        _PAUSES + "test_a_week_later_old_bounces_count_no_more",
    ),
    mutant(
        "breaker-by-the-time-of-the-bounce",
        "a bounce counts in the slot in which its mail was sent",
        once(_BREAKERS, "slot_of(event.sent_at)", "slot_of(event.at)"),
        _PAUSES + "test_a_mail_counts_in_the_slot_in_which_it_was_sent",
    ),
    mutant(
        "breaker-counts-what-ses-kept-back",
        "a bounce from SES's own suppression list does not count",
        once(
            "domain/bounce.py",
            "if report.sub_type in _NOT_COUNTED:",
            "if False:",
        ),
        _PAUSES + "test_soft_bounces_and_what_ses_did_not_send_pause_nothing",
    ),
    mutant(
        "breaker-deaf-to-blocks",
        "blocks of our server pause a run",
        once(
            "domain/bounce.py",
            'return report.bounce_type == "Permanent" or classify(report).bounce_class is BounceClass.BLOCKED',
            "return classify(report).bounce_class is BounceClass.HARD",
        ),
        _PAUSES + "test_blocks_suppress_nobody_and_pause_the_run",
    ),
    mutant(
        "breaker-blind-to-the-sender",
        "a sender is judged by all its campaigns",
        once(_BREAKERS, '        f"sender#{sender}": f"from {sender}",\n', ""),
        _PAUSES + "test_a_sender_is_judged_by_all_its_campaigns_and_a_domain_is_not",
    ),
    mutant(
        "breaker-blind-to-the-domain",
        "a bad recipient domain pauses the run",
        once(_BREAKERS, "event.sender) | own", "event.sender)"),
        _PAUSES + "test_a_bad_domain_pauses_the_run_and_is_named",
    ),
    mutant(
        "breaker-pauses-in-silence",
        "the alarm is raised before the pause",
        {
            _BREAKERS: [
                (
                    '        self._ports.alarms.count("BreakerOpened", campaign=run.campaign_id, run=run.run_id)\n',
                    "",
                ),
                (
                    "reason, self._ports.clock.now())\n",
                    (
                        "reason, self._ports.clock.now())\n"
                        '        self._ports.alarms.count("BreakerOpened", campaign=run.campaign_id, run=run.run_id)\n'
                    ),
                ),
            ]
        },
        "unit/test_feedback_crashes.py::test_an_alarm_is_never_lost_with_the_pause_it_announces",
    ),
    mutant(
        "breaker-pauses-over-a-cancel",
        "a breaker pauses only the status of the run that it read",
        once(
            _BREAKERS,
            "self._ports.controls.change_status(run, RunStatus.PAUSED",
            "self._ports.controls.change_status(\n"
            "            self._ports.controls.run(run.campaign_id, run.run_id) or run, RunStatus.PAUSED",
        ),
        _PAUSES + "test_a_cancel_that_comes_while_a_breaker_opens_is_final",
    ),
)
