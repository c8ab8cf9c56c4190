"""A person who asks to be forgotten is never written to again, leaves no clear data, and is not imported again."""

from mutants.mutant import mutant, once

_FORGETTING = "services/operator/forgetting.py"
_IMPORTING = "services/operator/importing.py"
_FORGOTTEN = "unit/test_forgetting.py::"
_TRACES = _FORGOTTEN + "TestForgetting::test_nothing_clear_is_left_in_any_campaign_and_run"
_PEOPLE = "contract/test_people.py::TestSuppressions::"
_ERASED = "contract/test_enrollments.py::TestErase::"
_ORDER = "        ordered = [ports.suppressions.order_recipient(key, None, order) for key in keys]\n"

_BLANKED_WHEN_DUE = (
    "                if isinstance(found, Change) and found.state is State.ENDED and work.standing.forgotten:\n"
    "                    self._ports.enrollments.erase(work.message.key)\n"
)
_ENDED = "                self._move(work, found)\n"
_BLANKED_AT_THE_LAST_LOOK = (
    "            case Skip() if standing.forgotten:\n                self._ports.enrollments.erase(key)\n"
)
_IN_BETWEEN = "test_it_is_blanked_before_it_ends_so_that_a_death_in_between_leaves_nothing_clear"

ERASURE = (
    mutant(
        "erased-before-ordered",
        "the order not to write is recorded first",
        {
            _FORGETTING: [
                (_ORDER, ""),
                ("        for key in keys:\n", _ORDER + "        for key in keys:\n"),
            ]
        },
        _FORGOTTEN + "test_the_order_stands_before_anything_is_taken_away",
    ),
    mutant(
        "erased-without-an-order",
        "an erasure leaves an order not to write",
        once(_FORGETTING, _ORDER, "        ordered = [bool(order)]\n"),
        _FORGOTTEN + "TestForgetting::test_the_order_not_to_write_stays_under_the_keyed_hash",
    ),
    mutant(
        "ordered-under-one-pepper",
        "the order is recorded under every pepper",
        once(
            _FORGETTING,
            "order_recipient(key, None, order) for key in keys]",
            "order_recipient(key, None, order) for key in keys[-1:]]",
        ),
        _FORGOTTEN + "TestForgetting::test_they_are_found_under_every_pepper",
    ),
    mutant(
        "address-beside-the-new-order",
        "the order of an erasure writes no address",
        once(_FORGETTING, "order_recipient(key, None, order)", "order_recipient(key, address.text, order)"),
        _FORGOTTEN + "test_no_address_is_written_for_somebody_unknown_even_if_it_dies",
    ),
    mutant(
        "waiting-not-ended",
        "a waiting enrollment is ended",
        once(_FORGETTING, "ended = sum(map(self._end, enrollments))", "ended = 0"),
        _TRACES,
    ),
    mutant(
        "in-flight-ended",
        "an attempt in flight is left to its owner",
        once(_FORGETTING, "if enrollment.state is not State.DUE or run is None:", "if run is None:"),
        _FORGOTTEN + "TestInFlight::test_an_attempt_in_flight_is_left_to_its_owner_and_told",
    ),
    mutant(
        "enrollments-kept-clear",
        "each enrollment is blanked",
        once(_FORGETTING, "sum(ports.enrollments.erase(one.key) for one in enrollments)", "len(enrollments)"),
        _TRACES,
    ),
    mutant(
        "in-flight-kept-clear",
        "an attempt in flight is blanked as well",
        once(
            _FORGETTING,
            "ports.enrollments.erase(one.key) for one in enrollments)",
            "ports.enrollments.erase(one.key) for one in enrollments if one.state is not State.SENDING)",
        ),
        _FORGOTTEN + "TestInFlight::test_an_attempt_in_flight_is_left_to_its_owner_and_told",
    ),
    mutant(
        "enrollments-found-by-index-only",
        "an enrollment is found even if the index is late",
        once(_FORGETTING, "        for run in ports.controls.runs():\n", "        for run in []:\n"),
        _FORGOTTEN + "TestForgetting::test_an_index_that_is_late_hides_nobody",
    ),
    mutant(
        "leads-found-by-index-only",
        "a lead of an audience is found even if the index is late",
        once(_FORGETTING, "for campaign_id in self._ports.campaigns.ids():", "for campaign_id in []:"),
        _FORGOTTEN + "TestForgetting::test_an_index_that_is_late_hides_nobody",
    ),
    mutant(
        "enrollments-found-by-id-only",
        "the index finds an enrollment with another lead id",
        once(
            _FORGETTING,
            "{one.key: one for key in keys for one in ports.enrollments.of_recipient(key)}",
            "{}",
        ),
        _FORGOTTEN + "TestForgetting::test_the_index_finds_those_whose_lead_id_was_made_otherwise",
    ),
    mutant(
        "audience-kept",
        "no later run enrolls the person",
        once(
            _FORGETTING,
            "audiences = sum(self._leave(campaign_id, lead) for campaign_id, lead in self._leads(address))",
            "audiences = 0",
        ),
        _FORGOTTEN + "TestForgetting::test_a_run_that_starts_afterwards_has_nobody_to_enrol",
    ),
    mutant(
        "proof-mails-kept",
        "the mails of rehearsals are erased as well",
        once(
            _FORGETTING,
            "proof_mails = sum(ports.proof_mails.erase(one.key) for one in enrollments)",
            "proof_mails = 0",
        ),
        _TRACES,
    ),
    mutant(
        "replies-kept",
        "the person's replies are erased as well",
        once(
            _FORGETTING,
            "sum(self._erase(reply) for one in enrollments for reply in self._replies(one))",
            "0",
        ),
        _FORGOTTEN + "TestReplies::test_what_they_replied_goes_with_its_mail_and_nobody_else_s",
    ),
    mutant(
        "mails-of-replies-kept",
        "a reply is erased together with its mail",
        once(_FORGETTING, "        self._ports.raw_mails.delete(reply.mail_key)\n", ""),
        _FORGOTTEN + "TestReplies::test_what_they_replied_goes_with_its_mail_and_nobody_else_s",
    ),
    mutant(
        "record-erased-before-its-mail",
        "a record stays until its mail is erased",
        once(
            _FORGETTING,
            "        self._ports.raw_mails.delete(reply.mail_key)\n        return self._ports.replies.erase(reply)\n",
            "        there = self._ports.replies.erase(reply)\n"
            "        self._ports.raw_mails.delete(reply.mail_key)\n"
            "        return there\n",
        ),
        _FORGOTTEN + "TestReplies::test_a_record_stays_until_its_mail_is_gone",
    ),
    mutant(
        "mail-of-a-pruned-reply-stays",
        "a reply that was kept while its writer was forgotten goes with its mail",
        once(
            "services/operator/reply_search.py",
            "                self._raw_mails.delete(reply.mail_key)\n",
            "",
        ),
        "unit/test_labelling.py::test_a_reply_that_was_kept_while_its_writer_was_forgotten_is_removed_at_the_next_look",
    ),
    mutant(
        "address-kept-beside-the-order",
        "no clear address stays beside the order",
        once(_FORGETTING, "            ports.suppressions.erase_address(key)\n", "            pass\n"),
        _TRACES,
    ),
    mutant(
        "address-erased-under-one-pepper",
        "no clear address stays under an older pepper",
        once(_FORGETTING, "        for key in keys:\n", "        for key in keys[-1:]:\n"),
        _FORGOTTEN + "TestForgetting::test_they_are_found_under_every_pepper",
    ),
    mutant(
        "order-erased-with-the-address-memory",
        "blanking an address keeps its orders",
        once("memory/people.py", "replace(row, address=None)", "replace(row, address=None, orders=())"),
        _PEOPLE + "test_a_clear_address_is_blanked_and_its_orders_stand[memory]",
    ),
    mutant(
        "order-erased-with-the-address-dynamodb",
        "blanking an address keeps its orders",
        once(
            "adapters/dynamodb/suppressions.py",
            "[address.remove()], address.exists()",
            "[address.remove(), Path(['orders']).set({MAP: {}})], address.exists()",
        ),
        _PEOPLE + "test_a_clear_address_is_blanked_and_its_orders_stand[dynamodb]",
    ),
    mutant(
        "blanked-address-comes-back",
        "a blanked address never comes back",
        once(
            "memory/people.py",
            "orders = _with(row.orders, given)\n            self._tables.recipients[",
            "orders = _with(row.orders, given)\n            row = replace(row, address=address)\n            self._tables.recipients[",
        ),
        _PEOPLE + "test_a_blanked_address_never_comes_back[memory]",
    ),
    mutant(
        "fields-kept-memory",
        "nothing stays that could identify the person",
        once(
            "domain/erasure.py",
            "        fields={},\n",
            "",
        ),
        _ERASED + "test_what_a_person_could_be_told_by_is_gone_and_all_else_stays[memory]",
    ),
    mutant(
        "fields-kept-dynamodb",
        "nothing stays that could identify the person",
        once(
            "adapters/dynamodb/enrollments.py",
            '            Path(["fields"]).set({MAP: {}}),\n            item.timezone.remove(),\n',
            "            item.timezone.remove(),\n",
        ),
        _ERASED + "test_what_a_person_could_be_told_by_is_gone_and_all_else_stays[dynamodb]",
    ),
    mutant(
        "words-of-operators-kept-memory",
        "what operators wrote of the person goes as well",
        once("domain/erasure.py", "replace(one, because=None)", "one"),
        _ERASED + "test_what_operators_wrote_of_the_person_goes_and_what_they_ordered_stays[memory]",
    ),
    mutant(
        "words-of-operators-kept-dynamodb",
        "what operators wrote of the person goes as well",
        once(
            "adapters/dynamodb/enrollments.py", "return self._erase_words(key) or blanked", "return blanked"
        ),
        _ERASED + "test_what_operators_wrote_of_the_person_goes_and_what_they_ordered_stays[dynamodb]",
    ),
    mutant(
        "words-of-a-removal-kept",
        "what an operator wrote about a removal goes as well",
        once(_FORGETTING, "replace(removal, because=None)", "removal"),
        _FORGOTTEN + "TestForgetting::test_the_words_of_a_removal_go_and_the_removal_stays",
    ),
    mutant(
        "removal-not-in-the-dossier",
        "who was removed is told so",
        once(_FORGETTING, "removals=tuple(self._removals(address))", "removals=()"),
        _FORGOTTEN + "TestDossier::test_who_was_removed_is_told_so",
    ),
    mutant(
        "erasure-makes-an-enrollment-dynamodb",
        "erasing creates no row where there was none",
        once(
            "adapters/dynamodb/enrollments.py",
            'item.pk.exists() & (item.address != "")',
            'item.address != ""',
        ),
        _ERASED + "test_nothing_is_made_where_nothing_is[dynamodb]",
    ),
    mutant(
        "forgotten-taken-in-again",
        "an import rejects a forgotten person",
        once(_IMPORTING, "        self._turn_away(_forgotten(rows))\n", ""),
        _FORGOTTEN + "TestImport::test_a_forgotten_person_is_turned_away_with_the_reason",
    ),
    mutant(
        "forgotten-during-the-import",
        "who is forgotten during an import is taken out again",
        once(_IMPORTING, "            self._forget(leads)\n", "            pass\n"),
        _FORGOTTEN + "TestImport::test_whoever_is_forgotten_during_the_import_is_taken_out_again",
    ),
    mutant(
        "forgotten-left-by-an-import-that-died",
        "a repeated import clears what one that died has left",
        once(_IMPORTING, "        self._clear([name for name, _ in gone])\n", ""),
        _FORGOTTEN
        + "TestImport::test_what_an_import_that_died_had_written_meanwhile_goes_when_it_is_repeated",
    ),
    mutant(
        "erased-lead-sent",
        "a lead without an address is never sent",
        once(
            "domain/eligibility.py",
            "if standing.erased or is_erased(enrollment.lead):",
            "if standing.erased:",
        ),
        _FORGOTTEN + "TestInFlight::test_an_address_that_is_gone_is_an_outcome_of_its_own",
    ),
    mutant(
        "met-when-due-and-kept-clear",
        "an enrollment that meets the order when it is due is blanked",
        once("services/send/batch.py", _BLANKED_WHEN_DUE, ""),
        _FORGOTTEN
        + "TestInFlight::test_an_enrollment_that_was_written_meanwhile_is_ended_and_blanked_when_it_is_due",
    ),
    mutant(
        "met-at-the-last-look-and-kept-clear",
        "an enrollment that meets the order at its last look is blanked",
        once("services/send/attempt.py", _BLANKED_AT_THE_LAST_LOOK, ""),
        _FORGOTTEN + "TestInFlight::test_an_enrollment_whose_last_look_finds_the_order_is_blanked",
    ),
    mutant(
        "ended-before-it-is-blanked",
        "an enrollment is blanked before it ends",
        {
            "services/send/batch.py": [
                (_BLANKED_WHEN_DUE, ""),
                (
                    _ENDED,
                    _ENDED + "                if work.standing.forgotten:\n"
                    "                    self._ports.enrollments.erase(work.message.key)\n",
                ),
            ]
        },
        _FORGOTTEN + "TestInFlight::" + _IN_BETWEEN + "[False]",
    ),
    mutant(
        "settled-before-it-is-blanked",
        "an enrollment is blanked before its attempt is settled",
        {
            "services/send/attempt.py": [
                (_BLANKED_AT_THE_LAST_LOOK, ""),
                (
                    "        self._settle(work, attempt, change)\n",
                    (
                        "        self._settle(work, attempt, change)\n"
                        '        if change.reason == "erased":\n'
                        "            ports.enrollments.erase(work.message.key)\n"
                    ),
                ),
            ]
        },
        _FORGOTTEN + "TestInFlight::" + _IN_BETWEEN + "[True]",
    ),
    mutant(
        "kept-clear-in-a-cancelled-run",
        "a forgotten person's enrollment is blanked, whatever ends it",
        once(
            "services/send/batch.py",
            "found.state is State.ENDED and work.standing.forgotten",
            "found.reason is Reason.ERASED",
        ),
        _FORGOTTEN + "TestInFlight::test_in_a_cancelled_run_it_is_blanked_all_the_same",
    ),
)
