"""SES events and received mails wait in queues, are handled in batches, and fail alone."""

from mutants.mutant import mutant, once

_BATCH = "services/feedback/batch.py"
_RECORDS = "services/records.py"
_HEARD = "unit/test_feedback_batches.py::"
_ALONE = "unit/test_records.py::"
_TEMPLATE = "template/test_queues_template.py::"

BATCHES_OF_EVENTS = (
    mutant(
        "events-not-counted",
        "a batch counts its events for the breakers",
        once(_BATCH, "            self._feedback.count(waiting.values())\n", ""),
        _HEARD + "test_a_batch_comes_to_the_same_as_its_events_one_by_one",
    ),
    mutant(
        "uncounted-events-recorded",
        "an event that could not be counted is not put on record",
        once(
            _BATCH,
            "counted = {record_id: begun for record_id, begun in waiting.items() if begun.counting is None}",
            "counted = dict(waiting)",
        ),
        _HEARD + "test_what_cannot_be_counted_is_not_on_record_and_comes_again",
    ),
    mutant(
        "copies-handled-together",
        "two events about one touch are handled one after the other",
        once(_BATCH, "            position = earlier[event.touch]\n", ""),
        _HEARD + "test_a_copy_in_the_same_batch_is_counted_once_and_orders_once",
    ),
    mutant(
        "run-read-for-each-event",
        "the events of a batch read the row of their run once",
        once(_BATCH, "cache(self._feedback.run))", "self._feedback.run)"),
        _HEARD + "test_mails_are_counted_with_one_write_per_counter_and_their_run_is_read_once",
    ),
    mutant(
        "breaker-opens-for-each-bounce",
        "the breakers look at the run as it is after the last bounce",
        once(
            "services/feedback/breakers.py",
            "if run is not None and run.status is RunStatus.RUNNING:",
            "if run is not None:",
        ),
        _HEARD + "test_the_breakers_see_every_bounce_of_the_batch_and_open_once",
    ),
    mutant(
        "events-begun-too-late",
        "no event is begun when time is short",
        once(_BATCH, "if time_left() < TIME_RESERVE:", "if False:"),
        _HEARD + "test_when_time_runs_short_no_event_is_begun",
    ),
    mutant(
        "one-record-fails-all",
        "a record that raises fails alone",
        once(
            _RECORDS,
            '        logger.error("a record failed", extra={"record_id": record_id, **in_logs(error)})\n',
            '        logger.error("a record failed", extra={"record_id": record_id, **in_logs(error)})\n'
            "        raise\n",
        ),
        _ALONE + "test_a_record_that_raises_fails_alone",
        _HEARD + "test_an_event_that_fails_comes_again_alone",
    ),
    mutant(
        "failed-record-acknowledged",
        "a record that raises comes again",
        once(
            _RECORDS,
            "                handle(record)\n                done.add(record.record_id)\n",
            "                done.add(record.record_id)\n                handle(record)\n",
        ),
        _ALONE + "test_a_record_that_raises_fails_alone",
    ),
    mutant(
        "records-begun-too-late",
        "no record is begun when time is short",
        once(_RECORDS, "        if time_left() >= TIME_RESERVE:\n", "        if True:\n"),
        _ALONE + "test_when_time_runs_short_the_rest_comes_again_untried",
    ),
    mutant(
        "body-that-is-not-json-raises",
        "a body that is not JSON has no value",
        once("queue_records.py", "except (ValueError, RecursionError):", "except KeyError:"),
        _ALONE + "test_a_body_that_is_not_json_has_no_value",
    ),
    mutant(
        "failed-events-not-reported",
        "the handler reports the events that failed",
        once("/functions/feedback/handler.py", "if report is None]", "if False]"),
        "integration/test_feedback_handler.py::test_an_event_that_a_table_does_not_take_comes_again_alone",
    ),
    mutant(
        "failed-mails-not-reported",
        "the handler reports the mails that failed",
        once("/functions/inbound/handler.py", "batch_response(failed)", "batch_response([])"),
        "integration/test_inbound.py::test_a_mail_that_a_table_does_not_take_comes_again_alone",
    ),
    mutant(
        "events-handed-over-at-once",
        "EventBridge hands no event to a function",
        once(
            "/template.yaml",
            "          Arn: !GetAtt InboundQueue.Arn\n          DeadLetterConfig",
            "          Arn: !GetAtt InboundFunction.Arn\n          DeadLetterConfig",
        ),
        _TEMPLATE + "test_nothing_but_the_schedule_is_handed_to_a_function_by_eventbridge",
    ),
    mutant(
        "feedback-unbounded",
        "so many feedback functions run at once, and no more",
        once(
            "/template.yaml",
            "              MaximumConcurrency: !Ref SendConcurrency\n    DependsOn: FeedbackLogs\n",
            "              MaximumConcurrency: 1000\n    DependsOn: FeedbackLogs\n",
        ),
        _TEMPLATE + "test_how_many_of_a_queues_function_run_at_once_is_bounded",
    ),
    mutant(
        "events-given-up-soon",
        "an event outlasts a store that is down for hours",
        once("/template.yaml", "      MaxReceives: 100\n", "      MaxReceives: 5\n"),
        _TEMPLATE + "test_what_nobody_says_twice_outlasts_a_store_that_is_down_for_hours",
    ),
    mutant(
        "anybody-may-tell-of-mails",
        "only our rule may put anything into the queue of mails",
        once(
            "/template.yaml",
            "            Condition: { ArnEquals: { aws:SourceArn: !GetAtt InboundEventRule.Arn } } # an ARN",
            "            # an ARN",
        ),
        _TEMPLATE + "test_only_rules_of_ours_may_put_anything_into_a_queue",
    ),
)
