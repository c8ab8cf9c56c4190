"""What an operator does to single leads: no mail after a stop, none of old values, none twice; nobody lost; no order lifted."""

from mutants.mutant import mutant, once

_DYNAMO = "adapters/dynamodb/enrollments.py"
_MEMORY = "memory/enrollments.py"
_RULES = "domain/eligibility.py"
_SETTLEMENT = "domain/settlement.py"
_INSTRUCTING = "services/operator/instructing.py"
_CATCHING_UP = "services/operator/catching_up.py"
_STORES = "contract/test_corrections.py::"
_SAYS = "unit/test_instructing.py::"
_CORRECTS = "unit/test_correcting.py::"
_REMOVES = "unit/test_removing.py::"
_COMMAND = "unit/test_leads_command.py::"
_FORGOTTEN = _STORES + "TestCorrect::test_a_person_who_was_forgotten_stays_forgotten"
_SECOND_COPY = _STORES + "TestCorrect::test_a_second_copy_finds_one_correction_more"

SINGLE_LEADS = (
    mutant(
        "stop-not-looked-at",
        "what an operator has stopped is not written to",
        once(_RULES, "        or _ended_by_an_operator(standing, enrollment)\n", ""),
        _SAYS + "TestStop::test_of_a_mail_in_flight_no_other_follows",
        "unit/test_eligibility.py::TestAnOperatorStopsTheLead",
    ),
    mutant(
        "stop-in-flight-not-looked-at",
        "the last look finds a stop that came after the claim",
        once(
            _RULES, "if enrollment.stopped or standing.stopped else None", "if enrollment.stopped else None"
        ),
        _SAYS + "TestStop::test_a_stop_between_claim_and_last_look_prevents_the_mail",
    ),
    mutant(
        "stop-not-read-memory",
        "a last look reads what operators said",
        once(_MEMORY, "                stopped=found.stopped,\n", ""),
        _STORES + "TestInstruct::test_the_last_look_finds_it[memory]",
    ),
    mutant(
        "stop-not-read-dynamodb",
        "a last look reads what operators said",
        once(
            "adapters/dynamodb/desk.py",
            "            stopped=is_stopped(instructions_in(item)),\n",
            "",
        ),
        _STORES + "TestInstruct::test_the_last_look_finds_it[dynamodb]",
    ),
    mutant(
        "stop-unrecorded",
        "a stop of what waits keeps who said it",
        once(_SETTLEMENT, "instruction=said, ordered_by=actor", "ordered_by=actor"),
        _SAYS + "TestStop::test_who_and_why_is_kept_for_good",
    ),
    mutant(
        "reopened-whatever-ended",
        "only what has certainly no mail is reopened",
        once(
            _INSTRUCTING,
            "            if not settlement.certainly_unsent(found, settlement.REOPENABLE):\n"
            "                return Reopened.MAY_BE_SENT\n",
            "",
        ),
        _SAYS + "TestReopen::test_any_other_end_stays",
        _SAYS + "TestReopen::test_what_was_sent_again_before_stays_ended",
    ),
    mutant(
        "stop-stands-after-a-reopening",
        "a reopening takes a stop back",
        once(
            _SETTLEMENT,
            "    return replace(change, instruction=_said(InstructionKind.REOPEN, enrollment, actor, because, now))\n",
            "    return change\n",
        ),
        _SAYS + "TestReopen::test_who_was_stopped_goes_on_where_the_sequence_was",
    ),
    mutant(
        "stops-without-room",
        "a stop always has room",
        once(
            _INSTRUCTING,
            "            if len(found.instructions) >= MAX_INSTRUCTIONS:\n                return Reopened.TOO_OFTEN\n",
            "",
        ),
        _SAYS + "TestReopen::test_a_stop_always_has_room",
    ),
    mutant(
        "instruction-over-a-settle-memory",
        "an instruction names the state and the attempt that were read",
        once(
            _MEMORY,
            "return found.state is seen.state and _fence(found) == _fence(seen)",
            "return found is not None",
        ),
        _STORES + "TestInstruct::test_it_loses_against_a_settle[memory]",
    ),
    mutant(
        "instruction-twice-dynamodb",
        "a second copy of an instruction adds nothing",
        once(
            _DYNAMO,
            'condition = _as_it_was(seen) & as_many("instructions", len(seen.instructions))',
            "condition = _as_it_was(seen)",
        ),
        _STORES + "TestInstruct::test_a_second_copy_adds_nothing[dynamodb]",
    ),
    mutant(
        "correction-of-what-is-due-raises-nothing-memory",
        "a mail that was made of the old values loses its claim",
        once(_MEMORY, "attempt = found.attempt + (found.state is State.DUE)", "attempt = found.attempt"),
        _STORES + "TestCorrect::test_a_mail_that_was_made_of_the_old_values_loses_its_claim[memory]",
        _CORRECTS + "test_a_mail_that_was_prepared_with_the_old_values_is_not_sent",
    ),
    mutant(
        "correction-of-what-is-due-raises-nothing-dynamodb",
        "a mail that was made of the old values loses its claim",
        once(_DYNAMO, "if seen.state is State.DUE else []", "if seen is None else []"),
        _STORES + "TestCorrect::test_a_mail_that_was_made_of_the_old_values_loses_its_claim[dynamodb]",
    ),
    mutant(
        "correction-in-flight-raises-the-attempt-memory",
        "the SDK's own retry of a claim finds the attempt as it was",
        once(_MEMORY, "attempt = found.attempt + (found.state is State.DUE)", "attempt = found.attempt + 1"),
        _STORES + "TestCorrect::test_an_attempt_in_flight_is_not_disturbed[memory]",
    ),
    mutant(
        "correction-of-the-forgotten-memory",
        "who was forgotten stays blank",
        once(
            _MEMORY,
            "or not _as_it_was(found, seen) or is_erased(found.lead):",
            "or not _as_it_was(found, seen):",
        ),
        _FORGOTTEN + "[memory]",
    ),
    mutant(
        "correction-of-the-forgotten-dynamodb",
        "who was forgotten stays blank",
        once(
            _DYNAMO,
            'unchanged = _as_it_was(seen) & values_as_seen(seen.lead) & (item.address != "")',
            "unchanged = _as_it_was(seen) & values_as_seen(seen.lead)",
        ),
        _FORGOTTEN + "[dynamodb]",
    ),
    mutant(
        "old-values-of-the-forgotten-memory",
        "what was corrected goes with the person",
        once("domain/erasure.py", "        corrections=(),\n", ""),
        _FORGOTTEN + "[memory]",
        "unit/test_erasure.py::test_what_was_corrected_goes_with_the_rest",
    ),
    mutant(
        "old-values-of-the-forgotten-dynamodb",
        "what was corrected goes with the person",
        once(_DYNAMO, "            item.corrections.remove(),\n", ""),
        _FORGOTTEN + "[dynamodb]",
    ),
    mutant(
        "correction-without-its-number-memory",
        "a late copy of a correction changes nothing",
        once(
            _MEMORY,
            "            if len(found.lead.corrections) != len(seen.lead.corrections):\n                return False\n",
            "",
        ),
        _SECOND_COPY + "[memory-True]",
    ),
    mutant(
        "correction-without-its-number-dynamodb",
        "a late copy of a correction changes nothing",
        once(_DYNAMO, "_as_it_was(seen) & values_as_seen(seen.lead) & (", "_as_it_was(seen) & ("),
        _SECOND_COPY + "[dynamodb-True]",
    ),
    mutant(
        "start-misses-corrections",
        "who enrolls looks at the audience again, for corrections as well",
        once("services/operator/runs.py", "        catch_up(self._enrollments, enrollments, known)\n", ""),
        _CORRECTS + "test_a_start_that_read_the_lead_before_and_enrolls_it_after_the_correction_catches_up",
    ),
    mutant(
        "import-misses-corrections",
        "who enrolls looks at the audience again, for corrections as well",
        once(
            "services/operator/importing.py",
            "            catch_up(self._ports.enrollments, enrollments, known)\n",
            "",
        ),
        _CORRECTS + "test_an_import_that_enrolls_a_known_lead_after_the_correction_catches_up",
    ),
    mutant(
        "older-values-over-later-ones",
        "an operator who is overtaken undoes nothing",
        once(
            _CATCHING_UP,
            "or len(found.lead.corrections) >= len(lead.corrections):",
            "or found.lead.corrections == lead.corrections:",
        ),
        _CORRECTS + "test_an_operator_who_is_overtaken_in_a_run_undoes_nothing",
    ),
    mutant(
        "correction-unchecked",
        "a correction is held against the rules of an import",
        once(
            "reading/lead_values.py",
            "    check_values(values, rules)\n    check_mails(address, values, rules)\n",
            "",
        ),
        "unit/test_lead_values.py::test_the_rules_are_those_of_an_import",
        "unit/test_lead_values.py::test_its_mails_are_tried",
    ),
    mutant(
        "removed-without-a-record",
        "a removal is kept before the lead leaves the audience",
        once(
            "services/operator/removing.py", "            self._audience.note_removal(*place, removal)\n", ""
        ),
        _REMOVES + "test_who_removed_it_is_kept_under_its_id_with_the_runs_that_it_left",
    ),
    mutant(
        "back-in-the-audience-and-told-as-gone",
        "who went back into the audience is not told as gone",
        once(
            "services/operator/leaving.py",
            "return {lead.lead_id for lead in gone} - there.keys()",
            "return {lead.lead_id for lead in gone}",
        ),
        _REMOVES + "test_a_sender_that_is_faster_than_the_second_look_brings_the_lead_back",
    ),
    mutant(
        "everybody-without-a-question",
        "a filter that matches everybody asks",
        once(
            "cli/leads_chosen.py",
            "    if yes or not question.filters:\n",
            "    if yes or question.filters:\n",
        ),
        _COMMAND + "TestWhom::test_a_filter_that_matches_everybody_asks",
        _COMMAND + "TestWhom::test_each_command_asks",
    ),
    mutant(
        "holds-for-ever",
        "nobody is held for more than a year, because a hold cannot be shortened",
        once(
            "services/operator/holding.py", "        if until > now + LONGEST:\n", "        if until < now:\n"
        ),
        _COMMAND + "TestHold::test_a_time_that_is_over_or_far_away_is_refused",
    ),
    mutant(
        "update-without-being-asked",
        "an import leaves known leads as they are unless it is asked to correct them",
        once(
            "reading/lead_file.py",
            "                revise=partial(revised_by_row, rules) if update else None,\n",
            "                revise=partial(revised_by_row, rules),\n",
        ),
        "unit/test_import_updates.py::test_without_the_word_nothing_changes",
    ),
)
