"""The sender's fault ends no lead: SES is asked before a live run goes on, and after a refusal."""

from mutants.mutant import mutant, once

_RULE = "domain/sending_account.py"
_GATE = "services/tick/sender_gate.py"
_WALK = "services/tick/turn.py"
_SEND = "services/send/attempt.py"
_SES = "adapters/ses.py"
_ACCOUNT = "adapters/ses_account.py"
_ASKING = "services/asking_ses.py"
_SETTLEMENT = "domain/settlement.py"
_REOPENING = "services/operator/reopening.py"
_REOPENED = "unit/test_reopening.py::"
_TICK = "unit/test_sender_faults.py::TestTick::"
_MAIL = "unit/test_sender_faults.py::TestRefusedMail::"
_WIRE = "contract/test_ses.py::"

SENDERS = (
    mutant(
        "gate-open",
        "a run is stopped before its first lead is enqueued",
        once(_WALK, "if self._gate.stop(self._run):", "if False:"),
        _TICK + "test_a_run_is_paused_before_its_first_lead_is_enqueued",
    ),
    mutant(
        "gate-asked-too-late",
        "nothing is enqueued before SES was asked",
        {
            _WALK: [
                (
                    (
                        "        if self._gate.stop(self._run):\n"
                        '            return "paused: SES takes no mail from the sender"\n'
                        "        pending, self._pending"
                    ),
                    "        pending, self._pending",
                ),
                (
                    "        blocked: set[str] = set()\n",
                    (
                        "        if self._gate.stop(self._run):\n"
                        '            return "paused: SES takes no mail from the sender"\n'
                        "        blocked: set[str] = set()\n"
                    ),
                ),
            ]
        },
        _TICK + "test_a_run_is_paused_before_its_first_lead_is_enqueued",
    ),
    mutant(
        "gate-for-rehearsals",
        "a rehearsal does not depend on SES",
        once(_GATE, "run.mode is not Mode.LIVE or ", ""),
        _TICK + "test_a_rehearsal_asks_nothing_and_goes_on",
    ),
    mutant(
        "gate-for-cancelled-runs",
        "the leads of a cancelled run end whatever SES says",
        once(_GATE, " or run.status is not RunStatus.RUNNING", ""),
        _TICK + "test_a_cancelled_run_ends_its_leads_whatever_ses_says",
    ),
    mutant(
        "gate-asks-for-each-run",
        "a tick asks about the identity once",
        once(_GATE, "if self._state is None:", "if True:"),
        _TICK + "test_a_tick_asks_each_question_once_for_all_its_runs",
    ),
    mutant(
        "gate-pauses-silently",
        "a run that the tick pauses raises an alarm",
        once(_GATE, 'alarms.count("SenderStopped"', 'alarms.count("Halted"'),
        _TICK + "test_a_run_is_paused_before_its_first_lead_is_enqueued",
    ),
    mutant(
        "sandbox-stops-everything",
        "mails to verified recipients go out from the sandbox",
        once(
            _RULE,
            "    if state.verification is Verification.UNVERIFIED:\n",
            "    if account is not None and account.production_access is False:\n"
            "        return SenderFault.SANDBOX\n"
            "    if state.verification is Verification.UNVERIFIED:\n",
        ),
        _TICK + "test_the_sandbox_alone_pauses_nothing",
    ),
    mutant(
        "silence-of-ses-stops-a-run",
        "what could not be asked stops nothing",
        once(_ASKING, "        return Verification.UNKNOWN\n", "        return Verification.UNVERIFIED\n"),
        _TICK + "test_while_ses_cannot_be_asked_the_run_goes_on",
    ),
    mutant(
        "refusal-not-explained",
        "SES is asked about the sender before a refusal ends a lead",
        once(
            _SEND,
            "outcome = self._explained(sender.send(mail))",
            "outcome = sender.send(mail)",
        ),
        _MAIL + "test_the_sender_s_fault_ends_no_lead_and_pauses_at_the_first",
    ),
    mutant(
        "every-refusal-is-the-mail-s-fault",
        "a refusal by SES does not say whose fault it is",
        once(_SES, '"MessageRejected": Refusal.UNEXPLAINED', '"MessageRejected": Refusal.CONTENT'),
        _WIRE + "test_a_4xx_response_is_a_refusal_after_one_request",
    ),
    mutant(
        "every-outcome-asked-about",
        "only a refusal that is not explained costs a question",
        once(
            _SEND,
            "isinstance(outcome, Refused) and outcome.refusal is Refusal.UNEXPLAINED",
            "isinstance(outcome, Refused)",
        ),
        _MAIL + "test_nothing_is_asked_about_a_mail_that_never_left",
    ),
    mutant(
        "sandbox-ends-leads",
        "in the sandbox a refusal may be about a recipient that is not verified",
        once(
            _RULE,
            "if state.account is not None and state.account.production_access is False:",
            "if False:",
        ),
        _MAIL + "test_in_the_sandbox_the_first_refused_recipient_pauses_the_run",
    ),
    mutant(
        "absent-identity-ends-leads",
        "a refusal may be about an identity that SES does not have",
        once(_RULE, "if state.verification is Verification.ABSENT:", "if False:"),
        _MAIL + "test_an_identity_that_ses_does_not_have_is_to_blame",
    ),
    mutant(
        "unexplained-refusal-ends-a-lead",
        "while SES cannot be asked, a refused lead is tried again",
        once(
            "domain/settlement.py",
            "case Refusal.NOT_REACHED | Refusal.UNEXPLAINED if tries",
            "case Refusal.NOT_REACHED if tries",
        ),
        _MAIL + "test_while_ses_cannot_be_asked_a_refused_lead_is_tried_again_and_ends_at_last",
    ),
    mutant(
        "unexplained-refusals-never-pause",
        "refusals in a row pause the run, explained or not",
        once(
            _SEND,
            "_REFUSED_MAILS = (Refusal.CONTENT, Refusal.UNEXPLAINED)",
            "_REFUSED_MAILS = (Refusal.CONTENT,)",
        ),
        _MAIL + "test_while_ses_cannot_be_asked_refusals_in_a_row_pause_the_run_and_end_nobody",
    ),
    mutant(
        "unknown-operation-is-an-absent-identity",
        "an endpoint without the operation is no SES without the identity",
        once(
            _ACCOUNT,
            'return error.response.get("Error", {}).get("Code") == "NotFoundException"',
            'return error.response["ResponseMetadata"]["HTTPStatusCode"] == 404',
        ),
        _WIRE + "TestAccount::test_an_identity_that_could_not_be_asked_about_is_none_of_these",
    ),
    mutant(
        "questions-about-a-refusal-take-long",
        "a claimed touch does not wait for a second try at a question",
        once("adapters/clients.py", "_prompt(attempts=1) if once", "_prompt() if once"),
        _WIRE + "TestAccount::test_it_is_asked_once_where_a_claimed_touch_waits",
    ),
    mutant(
        "tick-s-pause-without-alarm",
        "somebody is called when the tick pauses a run because of the sender",
        once(
            "/template.yaml",
            "      MetricName: SenderStopped\n      Dimensions: [{ Name: service, Value: tick }]\n",
            "      MetricName: Halted\n      Dimensions: [{ Name: service, Value: tick }]\n",
        ),
        "template/test_alarms.py::test_a_metric_that_needs_a_person_has_an_alarm_and_no_other_has",
    ),
    mutant(
        "reopened-what-may-have-been-taken",
        "a touch that was sent again before is never reopened",
        once(_SETTLEMENT, " and not touch.earlier_claims\n", "\n"),
        _REOPENED + "TestUseCase::test_a_touch_of_which_ses_may_have_taken_a_mail_stays_ended",
    ),
    mutant(
        "reopened-any-end",
        "only an end at which SES has taken nothing is reopened",
        once(_SETTLEMENT, "enrollment.state is State.ENDED and enrollment.reason in ends", "True"),
        _REOPENED + "TestUseCase::test_what_ended_in_another_way_stays_ended",
        _REOPENED + "TestRule::test_anything_else_may_have_been_sent",
    ),
    mutant(
        "reopening-of-a-touch-on-record-as-sent",
        "a touch that is not on record as failed is not reopened",
        once(_SETTLEMENT, "touch is not None and touch.state in _WITHOUT_A_MAIL", "touch is not None"),
        _REOPENED + "TestRule::test_anything_else_may_have_been_sent",
    ),
    mutant(
        "reopening-made-of-anything",
        "no change is made of what may have been sent",
        once(
            _SETTLEMENT,
            '    assert certainly_unsent(enrollment, REOPENABLE), "SES may have taken a mail of this touch"\n',
            "",
        ),
        _REOPENED + "TestRule::test_no_change_is_made_of_what_may_have_been_sent",
    ),
    mutant(
        "reopening-unrecorded",
        "a reopened touch names the person who ordered it",
        once(_SETTLEMENT, "        reopened_by=actor,\n", ""),
        _REOPENED + "TestUseCase::test_its_touch_keeps_for_good_who_reopened_it_and_why",
    ),
    mutant(
        "reopening-lost-in-the-table",
        "the table keeps who reopened a touch",
        once("adapters/dynamodb/touches.py", "        reopened_by=touch.reopened_by,\n", ""),
        "contract/test_enrollments.py::TestMove::"
        "test_what_ended_without_a_mail_is_reopened_once_and_its_touch_keeps_by_whom[dynamodb]",
    ),
    mutant(
        "reopening-in-a-cancelled-run",
        "in a cancelled run nothing is reopened",
        once(
            _REOPENING, "if current is None or current.status is RunStatus.CANCELLED:", "if current is None:"
        ),
        _REOPENED + "TestUseCase::test_in_a_cancelled_run_nobody_is_written_to",
    ),
    mutant(
        "reopening-of-other-reasons",
        "only the reasons that were named are reopened",
        once(
            _REOPENING, "            elif enrollment.reason not in reasons:\n                continue\n", ""
        ),
        _REOPENED + "TestUseCase::test_only_the_reasons_that_are_named_are_reopened",
    ),
    mutant(
        "reopened-leads-wait-for-ever",
        "a finished run goes on when its leads are reopened",
        once(_REOPENING, "        if leads or waiting:\n", "        if False:\n"),
        _REOPENED + "TestUseCase::test_a_finished_run_goes_on_and_is_not_closed",
    ),
    mutant(
        "reopening-that-died-is-never-completed",
        "a second command lets the run go on that the first one left finished",
        once(_REOPENING, "        if leads or waiting:\n", "        if leads:\n"),
        _REOPENED
        + "TestUseCase::test_a_command_that_died_before_the_run_went_on_is_completed_by_a_second_one",
    ),
    mutant(
        "reopening-without-a-word",
        "nobody is written to again without a yes",
        once(
            "cli/campaign.py",
            "    if not yes and (\n        not sys.stdin.isatty()",
            "    if False and (\n        not sys.stdin.isatty()",
        ),
        _REOPENED + "TestCommand::test_without_a_word_it_changes_nothing",
    ),
)
