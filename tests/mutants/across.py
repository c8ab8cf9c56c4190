"""Across campaigns: one person, and the distance that campaigns keep together."""

from mutants.mutant import mutant, once

_RULES = "domain/across.py"
_DECIDES = "unit/test_eligibility.py::TestOtherCampaigns::"
_PURE = "unit/test_across.py::"
_SENDS = "unit/test_send_across.py::"
_PERSONS = "contract/test_persons.py::"
_COMPANIES = "contract/test_companies.py::"
_SHOWN = "unit/test_across_shown.py::"
_DYNAMO = "adapters/dynamodb/persons.py"
_MEMORY = "memory/persons.py"

ACROSS = (
    mutant(
        "others-not-asked",
        "no mail goes to a person too soon after another campaign's",
        once("domain/eligibility.py", "        or _others_first(standing, enrollment, policy, now)\n", ""),
        _DECIDES + "test_a_mail_waits_until_the_cooldown_after_another_s_is_over",
        _SENDS + "test_of_two_campaigns_one_writes_and_the_other_waits_for_the_cooldown",
    ),
    mutant(
        "person-need-not-be-taken",
        "what is claimed goes out only if its own attempt has the person",
        once(
            "domain/eligibility.py",
            "    return None if held else Halt(Reason.UNREAD)\n",
            "    return None\n",
        ),
        _DECIDES + "test_what_is_claimed_and_could_not_take_the_person_is_left_due",
        _SENDS + "TestTheTable::test_a_take_that_was_not_carried_out_leaves_the_touch_as_it_was",
    ),
    mutant(
        "any-attempt-s-row-is-enough",
        "an earlier attempt's row is not this attempt's",
        once("domain/eligibility.py", "(row is not None and row.claim_id == claim_id)", "(row is not None)"),
        _DECIDES + "test_what_is_claimed_and_could_not_take_the_person_is_left_due",
    ),
    mutant(
        "take-after-the-look",
        "the look finds who has the person, because the take came before it",
        once(
            "services/send/attempt.py",
            "            self._take_the_person(ready.work, attempt.claim_id)\n",
            "",
        ),
        _SENDS + "test_of_two_campaigns_one_writes_and_the_other_waits_for_the_cooldown",
    ),
    mutant(
        "take-asks-nobody",
        "of two attempts that saw the same row one has the person, in DynamoDB",
        once(_DYNAMO, "actions, unchanged | mine).applied", "actions).applied"),
        _PERSONS + "TestTake::test_a_person_who_was_taken_since_is_not[dynamodb]",
        _PERSONS + "TestTake::test_of_32_at_once_one_has_the_person[dynamodb]",
    ),
    mutant(
        "take-asks-nobody-in-memory",
        "of two attempts that saw the same row one has the person, in memory",
        once(_MEMORY, "                return False\n", "                pass\n"),
        _PERSONS + "TestTake::test_a_person_who_was_taken_since_is_not[memory]",
        "simulation/test_guards.py::test_a_take_that_asks_nobody_lets_two_campaigns_write_at_once",
    ),
    mutant(
        "take-whose-response-was-lost-fails",
        "a second copy of a take finds its own work",
        once(_DYNAMO, "unchanged | mine", "unchanged"),
        _PERSONS + "TestTake::test_a_second_copy_finds_its_own_work[dynamodb-None]",
    ),
    mutant(
        "take-brings-a-row-back",
        "a take that saw a row writes none if it was erased since",
        once(
            _DYNAMO,
            "item.claim_id.does_not_exist() if seen is None else item.claim_id == seen.claim_id",
            "item.claim_id.does_not_exist() | (item.claim_id == (seen or row).claim_id)",
        ),
        _PERSONS + "TestTake::test_a_row_that_was_seen_and_is_gone_is_not_replaced[dynamodb]",
    ),
    mutant(
        "mail-before-kept-too-long",
        "a row that had a mail before it says so no longer if the next has none",
        once(
            _DYNAMO,
            "item.before.remove() if row.before is None",
            "item.before.set(row.taken_at) if row.before is None",
        ),
        _PERSONS + "TestTake::test_the_row_that_was_seen_is_replaced[dynamodb]",
    ),
    mutant(
        "rehearsals-take-persons-from-live",
        "a rehearsal keeps no live run from anybody",
        once(_RULES, 'else f"{key.campaign_id}#{key.run_id}"', "else str(LIVE)"),
        _PURE + "TestWhoseRow::test_each_rehearsal_has_rows_of_its_own",
        _SENDS + "test_a_rehearsal_keeps_nobody_from_a_live_run_and_waits_for_none",
    ),
    mutant(
        "person-unread-is-free",
        "a row of a person that was not read makes a look incomplete",
        once("adapters/dynamodb/desk.py", "*domains, *_shared(question))),\n", "*domains)),\n"),
        "contract/test_dynamodb.py::TestUnprocessedKeys::test_a_key_that_was_not_read_makes_the_standing_incomplete[PERSON#]",
    ),
    mutant(
        "message-decides-whether-there-is-a-row",
        "the policy of the moment says whether the person is taken, and not the message",
        once(
            "services/send/batch.py",
            "            message = message.model_copy(update=named)\n",
            "            pass\n",
        ),
        _SENDS + "test_a_policy_that_begins_while_a_message_is_on_the_queue_is_kept",
    ),
    mutant(
        "tick-names-no-rows",
        "a message says that there is a row, so that the prefetch reads it",
        once("services/tick/turn.py", "            across=self._across is not None,\n", ""),
        _SENDS + "test_a_rule_that_begins_while_a_message_is_on_the_queue_sends_with_the_next_message",
    ),
    mutant(
        "next-step-due-before-the-others-cooldown",
        "the next step is due after the longer of both cooldowns",
        once(
            "domain/campaign.py",
            "self.cooldown if across is None else max(self.cooldown, across.cooldown)",
            "self.cooldown",
        ),
        _SENDS + "test_the_next_step_is_due_after_the_cooldown_of_all",
    ),
    mutant(
        "turn-not-recorded",
        "a touch keeps when its attempt took the person",
        once("domain/eligibility.py", "            person=turn_of(self.person, own),\n", ""),
        _SENDS + "test_a_touch_keeps_when_it_took_the_person_and_when_the_one_before_did",
    ),
    mutant(
        "other-sequence-not-asked-for",
        "a lead waits while the person is in another campaign's sequence",
        once(
            "domain/eligibility.py",
            "    if not claimed and other_sequence(row, enrollment.key, across) and not standing.sequence_over:\n",
            "    if False:\n",
        ),
        _DECIDES + "test_who_is_in_another_s_sequence_waits_or_is_left_to_it",
        _SENDS + "TestOneSequence::test_the_first_goes_on_and_the_other_begins_when_it_is_over",
    ),
    mutant(
        "sequence-never-over",
        "a lead begins when the other sequence has ended",
        once(
            "services/send/batch.py",
            "sequence_over=found is None or found.state is State.ENDED",
            "sequence_over=False",
        ),
        _SENDS + "TestOneSequence::test_a_sequence_that_a_reply_ended_is_over",
    ),
    mutant(
        "sequence-of-nobody-never-over",
        "a lead that was taken out again is in no sequence",
        once("services/send/batch.py", "found is None or found.state", "found is not None and found.state"),
        _SENDS + "TestOneSequence::test_a_lead_that_was_taken_out_again_is_in_no_sequence",
    ),
    mutant(
        "who-was-written-to-is-left-to-another",
        "a lead that has been written to waits, and is not ended",
        once(
            "domain/eligibility.py",
            "across.one_sequence is OneSequence.SKIP and enrollment.step == 0",
            "across.one_sequence is OneSequence.SKIP",
        ),
        _DECIDES + "test_who_is_in_another_s_sequence_waits_or_is_left_to_it[skip-1-decision3]",
    ),
    mutant(
        "sequence-not-stored",
        "a row says in whose sequence the person is",
        once(_DYNAMO, "            sequence,\n", ""),
        _PERSONS + "TestTake::test_a_person_whom_nobody_has_taken_is_taken[dynamodb]",
    ),
    mutant(
        "row-of-the-forgotten-stays",
        "a person who was forgotten leaves no row",
        once(
            "services/operator/forgetting.py",
            "            ports.persons.erase(person)\n",
            "            pass\n",
        ),
        _SHOWN + "test_a_person_who_is_forgotten_leaves_no_row",
    ),
    mutant(
        "copy-without-persons",
        "a simulation of a stack knows who wrote last to its people",
        once("simulation/from_stack.py", "        _copy_persons(stack, ports)\n", "        pass\n"),
        "unit/test_present_state.py::test_another_campaign_s_mail_delays_its_lead",
    ),
    mutant(
        "company-not-asked-for",
        "a lead waits while its company has no room",
        once(
            "domain/eligibility.py",
            "    if full := _company(standing, enrollment, across, now):\n        return full\n",
            "",
        ),
        _SENDS + "TestCompanies::test_whoever_finds_no_room_waits_for_monday",
    ),
    mutant(
        "person-need-not-be-entered",
        "what is claimed goes out only if its person is among those of the company",
        once(
            "domain/eligibility.py",
            "    return Halt(Reason.UNREAD) if claimed else None\n",
            "    return None\n",
        ),
        _SENDS + "TestCompanies::test_a_person_who_could_not_be_entered_is_not_written_to",
    ),
    mutant(
        "company-without-a-cap",
        "no more people are entered than the cap says, in DynamoDB",
        once("adapters/dynamodb/companies.py", "(item.week == week) & room", "item.week == week"),
        _COMPANIES + "TestEnter::test_of_32_at_once_as_many_are_entered_as_the_cap_says[dynamodb]",
    ),
    mutant(
        "company-without-a-cap-in-memory",
        "no more people are entered than the cap says, in memory",
        once(
            "memory/companies.py",
            "                return False\n            self._tables.companies[company] = CompanyRow(row.week, row.people | {person})",
            "                pass\n            self._tables.companies[company] = CompanyRow(row.week, row.people | {person})",
        ),
        _COMPANIES + "TestEnter::test_others_are_entered_while_there_is_room[memory]",
        "simulation/test_guards.py::test_a_cap_that_nobody_keeps_is_noticed",
    ),
    mutant(
        "past-week-begins-anew",
        "a late copy of a past week begins no week anew",
        once(
            "adapters/dynamodb/companies.py",
            "            if found > week:\n                week = found\n                continue\n",
            "",
        ),
        _COMPANIES + "TestEnter::test_a_late_copy_of_a_past_week_begins_no_week_anew[dynamodb]",
    ),
    mutant(
        "proof-without-those-who-were-not-entered",
        "the proof names a mail whose person was not among those of the company",
        once("artifacts/proof.sql", "AND a.company_people IS NULL AND NOT fast", "AND 0"),
        "unit/test_proof_sql.py",
        "simulation/test_proof.py::test_a_rule_that_is_left_out_is_named",
    ),
    mutant(
        "place-of-the-forgotten-is-free",
        "the place of a person who was forgotten stays taken",
        once(
            "adapters/dynamodb/companies.py",
            "        if not update(place, [item.people.add({uuid4().hex})], entered).applied:\n            return False\n",
            "",
        ),
        _COMPANIES + "TestForget::test_the_place_of_a_person_stays_taken_and_names_nobody[dynamodb]",
    ),
    mutant(
        "send-may-take-nobody",
        "the sender's role may write the rows of persons",
        once("/template.yaml", '"QUOTA#*", "PERSON#*", "COMPANY#*", "MAIL#*"', '"QUOTA#*", "MAIL#*"'),
        "simulation/test_wire.py::test_no_function_writes_a_row_that_its_role_may_not_change",
        "template/test_template_guards.py::test_a_role_may_change_the_rows_of_its_task_and_no_others",
    ),
    mutant(
        "others-without-distance-untold",
        "an apply names the campaigns with which no distance is kept",
        once("cli/campaign.py", "    note_who_keeps_no_distance(operator.overview, campaign)\n", ""),
        "unit/test_across_shown.py::test_a_campaign_that_keeps_no_distance_is_told_who_does",
    ),
)
