"""An import misses no order, asks about what it does not understand, and can be taken back as a whole."""

from mutants.mutant import mutant, once

_LEAVING = "services/operator/leaving.py"
_COLUMNS = "reading/order_columns.py"
_SURVEY = "reading/order_survey.py"
_SIGNS = "reading/order_signs.py"
_MAPPING = "reading/header_mapping.py"
_ADDRESSES = "reading/addresses.py"
_STOPS = "unit/test_order_survey.py::"
_MEANS = "unit/test_order_columns.py::"
_PASTED = "unit/test_map_option.py::"
_LIST = "reading/suppression_survey.py"
_LISTED = "unit/test_import_suppressions.py::"
_FAILS = "unit/test_failing_leads.py::"
_LEADS = "unit/test_import_leads.py::"
_BACK = "unit/test_undoing.py::"
_WITHDRAW = "contract/test_enrollments.py::TestWithdraw::"
_AUDIENCE = "contract/test_people.py::TestAudience::"
_ANY_DOMAIN = "unit/test_import_suppressions.py::test_whatever_means_a_domain_is_an_order_about_the_domain"

IMPORTS = (
    mutant(
        "doubts-stop-nothing",
        "a column that may hold orders and is not understood stops the import",
        once("reading/lead_file.py", "        if problems:\n", "        if not problems and problems:\n"),
        _STOPS + "test_a_column_that_is_not_understood_is_named_with_lines_examples_and_what_to_say",
    ),
    mutant(
        "failed-delivery-in-silence",
        "a status of a delivery or a list that says it failed or is over is asked about",
        once(
            _COLUMNS,
            "    if whether_it_arrives or may_tell_of_arrival(found):\n",
            "    if whether_it_arrives:\n",
        ),
        "unit/test_columns_of_exports.py::test_a_column_that_tells_is_understood_or_asked_about",
    ),
    mutant(
        "survey-of-the-first-rows",
        "every row is looked at before the first is written",
        once(_SURVEY, "    for row in rows:\n", "    for row in list(rows)[:100]:\n"),
        _STOPS + "test_a_doubtful_row_at_the_end_of_a_long_file_stops_it_before_the_first_is_written",
    ),
    mutant(
        "silence-is-consent",
        "a consent column that never says no is asked about where it says nothing",
        once(
            _SURVEY,
            "        kind in _WHERE_SILENCE_MAY_MEAN_NO\n",
            "        kind is Kind.DATA\n",
        ),
        _STOPS + "test_a_consent_column_that_says_yes_or_nothing_is_asked_about",
    ),
    mutant(
        "what-nobody-knows-passes",
        "what nobody knows is neither an order nor none",
        once(_COLUMNS, "Says.UNCLEAR: _A}", "Says.UNCLEAR: _N}"),
        _LEADS + "test_what_nobody_knows_of_a_do_not_contact_cell_is_asked_about",
    ),
    mutant(
        "no-day-is-a-day",
        "the first day of a calendar is no date of an order",
        once(_SIGNS, "if _NO_DAY.match(text):", "if not text:"),
        _LEADS + "test_what_clearly_allows_writing",
    ),
    mutant(
        "a-sign-is-nothing",
        "what a person says of `?` is not said of every cell without a letter",
        once(_MAPPING, "return squashed(text) or _on_one_line(text)", "return squashed(text)"),
        _MEANS + "test_what_a_person_says_of_a_sign_is_not_said_of_other_signs",
    ),
    mutant(
        "leads-may-fail-later",
        "a definition of which a lead could get no mail is refused",
        once("services/operator/runs.py", "if trial and changed and (", "if trial and not changed and ("),
        _FAILS + "test_a_lead_that_waits_for_a_run_could_get_every_message",
    ),
    mutant(
        "steps-behind-fail-again",
        "a message that a lead has behind it fails nobody",
        once("services/operator/failing.py", "yield enrollment.step", "yield 0"),
        _FAILS + "test_a_lead_on_its_way_could_get_the_messages_that_are_ahead",
    ),
    mutant(
        "leads-that-ended-fail",
        "a lead that has ended could get no mail anyway",
        once(
            "services/operator/failing.py",
            "elif enrollment.state is not State.ENDED:",
            "elif enrollment.state is not None:",
        ),
        _FAILS + "test_a_lead_that_has_ended_gets_no_mail",
    ),
    mutant(
        "rehearsals-never-fail",
        "a rehearsal under way is looked at",
        once(
            "services/operator/failing.py",
            "run.mode is Mode.PROOF and run.status not in _UNDER_WAY",
            "run.mode is Mode.PROOF",
        ),
        _FAILS + "test_a_rehearsal_under_way_counts_and_one_that_is_over_does_not",
    ),
    mutant(
        "leads-outside-a-run-fail-never",
        "a lead that joins the live run later is looked at",
        once(
            "services/operator/failing.py",
            "if enrollment is None:\n                yield 0",
            "if enrollment is None:\n                continue",
        ),
        _FAILS + "test_a_lead_that_joined_after_the_live_run_had_ended_counts",
    ),
    mutant(
        "a-payment-is-a-person",
        "the state of something else than a person or an address asks for nothing",
        once(_COLUMNS, "    if is_about_something_else(found):", "    if not found:"),
        "unit/test_columns_of_exports.py::test_an_everyday_column_gives_no_order_and_asks_nothing",
    ),
    mutant(
        "mail-words-ask-nothing",
        "a column that is called by words for mail alone is asked about where it says no",
        once(_COLUMNS, "= asks_whether_mail_arrives(found) and", "= not found and"),
        "unit/test_columns_of_exports.py::test_a_column_that_tells_is_understood_or_asked_about",
    ),
    mutant(
        "other-scripts-are-not-read",
        "a word of a language without blanks is found inside a longer one",
        once(_SIGNS, "or any(stem in word for stem in self.holds)", "or word in self.holds"),
        "unit/test_columns_of_exports.py::test_a_column_that_tells_is_understood_or_asked_about",
    ),
    mutant(
        "unknown-words-about-mail-pass",
        "a column that is called by an unknown word with mail in it asks where it says no",
        once(_COLUMNS, "if asks_whether_wanted(found) or names_a_fault(found):", "if names_a_fault(found):"),
        "unit/test_columns_of_exports.py::test_a_column_that_tells_is_understood_or_asked_about",
    ),
    mutant(
        "everybody-is-a-list",
        "a file that says of some people only that they must not be written to is no list of orders",
        once(_LIST, "    if some or tally.contrary:", "    if tally.contrary:"),
        _LISTED + "test_every_kind_of_full_export_is_asked_about",
    ),
    mutant(
        "people-who-may-be-written-to",
        "a file that says of its people that they may be written to is no list of orders",
        once(_LIST, "    if some or tally.contrary:", "    if some:"),
        _LISTED + "test_every_kind_of_full_export_is_asked_about",
    ),
    mutant(
        "a-crm-is-a-list",
        "the columns of a CRM are no list of orders",
        once(_LIST, "if len(found) >= _CRM_COLUMNS else []", "if not found else []"),
        _LISTED + "test_every_kind_of_full_export_is_asked_about",
    ),
    mutant(
        "all-rows-are-picked",
        "a row that the named column does not forbid is left out",
        once("reading/suppression_file.py", "if not self._columns.takes(row):", "if not row.cells:"),
        _LISTED + "test_only_rows_that_say_so_are_taken_from_a_column",
    ),
    mutant(
        "a-preview-of-orders-writes",
        "a dry run gives no order",
        once(
            "services/operator/suppressing.py",
            "Suppressing(suppressions_without_writes(self._suppressions), self._peppers",
            "Suppressing(self._suppressions, self._peppers",
        ),
        _LISTED + "test_a_preview_counts_what_an_import_would_do_and_writes_nothing",
    ),
    mutant(
        "a-value-is-a-column",
        "what a person says of one value without a letter is not said of its column",
        once(_MAPPING, "    if _named(header, told):", "    if _places(header, told):"),
        _MEANS + "test_what_a_person_says_of_a_sign_is_not_said_of_other_signs",
    ),
    mutant(
        "other-words-hide-an-end",
        "a word such as `cancelled` is asked about beside words that say nothing",
        once(_SURVEY, "            return self.asked_anyway\n", "            return {}\n"),
        _STOPS + "test_what_may_be_an_order_is_asked_about_beside_other_words",
    ),
    mutant(
        "faults-of-addresses-pass",
        "a column that says that an address is wrong is asked about",
        once(
            _COLUMNS,
            "if asks_whether_wanted(found) or names_a_fault(found):",
            "if asks_whether_wanted(found):",
        ),
        "unit/test_columns_of_exports.py::test_a_column_that_tells_is_understood_or_asked_about",
    ),
    mutant(
        "states-of-mail-pass",
        "what is not understood of the state of mail is asked about",
        once(
            _COLUMNS, "return Kind.VERIFIED if names_the_state_of_mail(found)", "return Kind.STATUS if found"
        ),
        "unit/test_columns_of_exports.py::test_a_column_that_tells_is_understood_or_asked_about",
    ),
    mutant(
        "never-is-no-choice",
        "`never` is an answer where somebody may choose how often",
        once(_COLUMNS, "{**_ONE_OF_THEM, Says.NEVER: _A}", "_ONE_OF_THEM"),
        _STOPS + "test_never_is_an_answer_where_somebody_may_choose",
    ),
    mutant(
        "odd-states-pass",
        "a short text beside answers about mail is asked about, too",
        once(_SURVEY, "return self.states | self.asked", "return self.asked"),
        _STOPS + "test_a_short_text_beside_answers_about_mail_is_an_answer_too",
    ),
    mutant(
        "talk-is-a-state",
        "texts of which there are many are no answers",
        once(_SURVEY, "return short and few and", "return short and"),
        _STOPS + "test_texts_that_are_no_answers_are_not_asked_about",
    ),
    mutant(
        "explained-states-are-asked",
        "a short text that a person has explained is not asked about again",
        once(_SURVEY, "            if not settled:\n", "            if line:\n"),
        _STOPS + "test_a_short_text_that_a_person_has_explained_is_not_asked_about_again",
    ),
    mutant(
        "printed-values-are-cut",
        "what is printed for a value is the whole value",
        once(_SURVEY, "self._ask(self.asked, cell, line)", "self._ask(self.asked, cell[:_SHOWN], line)"),
        _PASTED + "test_what_is_printed_for_a_value_is_understood",
    ),
    mutant(
        "a-shell-reads-the-option",
        "what a shell would read is quoted",
        once("reading/map_option.py", "if _SPECIAL_IN_QUOTES.intersection(said)", "if not said"),
        _PASTED + "test_what_a_shell_would_read_stands_in_single_quotes",
    ),
    mutant(
        "a-bounce-is-just-suppressed",
        "the value that makes a row an order gives its reason",
        once("reading/suppression_rows.py", " or columns.picked_for(row) or", " or"),
        _LISTED + "test_the_value_that_makes_a_row_an_order_gives_its_reason",
    ),
    mutant(
        "follow-ups-name-another-mail",
        "a simulated follow-up names the mail before it by its Message-ID",
        once("artifacts/eml.py", 'RunId(mail.tags["run"])', 'RunId("proof-1")'),
        "unit/test_simulate_command.py::test_a_simulated_follow_up_names_the_mail_before_it_by_its_message_id",
    ),
    mutant(
        "a-closed-deal-is-an-order",
        "a state of anything that is over says of no list that it is one of orders",
        once(_LIST, "answers = kind in _WORDS and not (", "answers = kind in _WORDS or ("),
        _LISTED + "test_every_kind_of_full_export_is_asked_about",
    ),
    mutant(
        "addresses-are-never-answers",
        "a column that is named like addresses and holds yes and no is asked about",
        once(_MAPPING, "return Kind.MAY_PERMIT", "return Kind.SETTLED"),
        _STOPS + "test_a_column_that_is_called_mail_and_says_no_is_asked_about",
    ),
    mutant(
        "unknown-words-pass",
        "a header with a word for an order and words that are not known is no data",
        once(_COLUMNS, "said is Sign.DOUBT or Sign.UNKNOWN in signs", "said is Sign.DOUBT"),
        _MEANS + "test_what_only_looks_like_an_order_is_asked_about",
    ),
    mutant(
        "permits-as-forbids",
        "a consent column is an order where it says no",
        once(
            _COLUMNS,
            "return Kind.FORBIDS if said is Sign.FORBIDS else Kind.PERMITS",
            "return Kind.FORBIDS",
        ),
        _STOPS + "test_everybody_whom_an_export_forbids_gets_an_order_and_nobody_else",
    ),
    mutant(
        "negation-unheard",
        "a negation turns what follows",
        once(_SIGNS, "turned = signs.count(Sign.NOT) % 2 == 1", "turned = False"),
        _MEANS + "test_a_cell_is_an_order_or_none_or_a_question",
    ),
    mutant(
        "sentences-are-orders",
        "a cell is an order only if all of its words are known",
        once(_SIGNS, "        if cells and sign is Sign.UNKNOWN:\n            return None\n", ""),
        _MEANS + "test_a_cell_is_an_order_or_none_or_a_question",
    ),
    mutant(
        "empty-says-yes",
        "where a person says `dnc-unless`, an empty cell is an order",
        once(
            _COLUMNS,
            "Kind.DNC_UNLESS: {says: _N if says in _CLEARLY_YES else _O for says in Says}",
            "Kind.DNC_UNLESS: {says: _N if says in _CLEARLY_YES | {Says.EMPTY} else _O for says in Says}",
        ),
        _MEANS + "test_what_a_person_says_of_a_column_decides",
    ),
    mutant(
        "other-columns-unread",
        "a cell of any column that says nothing but an order is asked about",
        once(
            _COLUMNS,
            "Kind.DATA: {**dict.fromkeys(Says, _N), **dict.fromkeys((Says.FORBIDS, Says.MENTIONS, Says.DOUBT), _A)}",
            "Kind.DATA: {**dict.fromkeys(Says, _N)}",
        ),
        _STOPS + "test_an_order_in_an_unknown_column_that_is_empty_elsewhere_is_found",
    ),
    mutant(
        "list-of-orders-as-leads",
        "a file whose name says that it lists people not to write to is no lead file",
        once("reading/lead_file.py", "    if names_forbidden(path.stem):\n", "    if False:\n"),
        _STOPS + "test_a_file_that_lists_people_not_to_write_to_is_no_lead_file",
    ),
    mutant(
        "star-is-an-address",
        "a star before a domain means everybody there",
        once(
            _ADDRESSES,
            'if _SCHEME.match(bare) or _EVERYBODY.match(bare) or "@" not in bare.lstrip("@"):',
            'if _SCHEME.match(bare) or "@" not in bare.lstrip("@"):',
        ),
        _ANY_DOMAIN,
    ),
    mutant(
        "www-is-the-domain",
        "www is no part of a domain",
        once(_ADDRESSES, '    while host.startswith("www.") and', '    while host.startswith("wwww.") and'),
        _ANY_DOMAIN,
    ),
    mutant(
        "preview-gives-orders",
        "a dry run writes nothing",
        once(
            "services/operator/import_preview.py",
            "        suppressions=suppressions,\n",
            "        suppressions=ports.suppressions,\n",
        ),
        "unit/test_import_commands.py::test_a_dry_run_counts_everything_and_writes_nothing",
    ),
    mutant(
        "preview-adds-leads",
        "a dry run writes nothing",
        once(
            "services/operator/import_preview.py",
            "        audience=audience,\n",
            "        audience=ports.audience,\n",
        ),
        "unit/test_import_commands.py::test_a_dry_run_counts_everything_and_writes_nothing",
    ),
    mutant(
        "withdrawn-in-flight-memory",
        "nobody is withdrawn for whom an attempt was made",
        once(
            "memory/enrollments.py",
            "if found is None or found.claim_id is not None or found.enrolled_at",
            "if found is None or found.enrolled_at",
        ),
        _WITHDRAW + "test_nobody_is_withdrawn_for_whom_an_attempt_was_made[memory]",
        _BACK + "test_a_sender_that_claims_before_the_withdrawal_keeps_the_lead",
    ),
    mutant(
        "withdrawn-in-flight-dynamodb",
        "nobody is withdrawn for whom an attempt was made",
        once(
            "adapters/dynamodb/enrollments.py",
            "item.pk.exists() & item.claim_id.does_not_exist()",
            "item.pk.exists()",
        ),
        _WITHDRAW + "test_nobody_is_withdrawn_for_whom_an_attempt_was_made[dynamodb]",
    ),
    mutant(
        "withdrawn-late-memory",
        "a late copy of a withdrawal leaves who was enrolled again",
        once("memory/enrollments.py", " or found.enrolled_at != enrolled_at:", ":"),
        _WITHDRAW + "test_a_late_copy_leaves_who_was_enrolled_again_since[memory]",
    ),
    mutant(
        "withdrawn-late-dynamodb",
        "a late copy of a withdrawal leaves who was enrolled again",
        once("adapters/dynamodb/enrollments.py", "same & never_claimed)", "never_claimed)"),
        _WITHDRAW + "test_a_late_copy_leaves_who_was_enrolled_again_since[dynamodb]",
    ),
    mutant(
        "takes-back-what-others-brought-memory",
        "an import takes back only what it wrote",
        once(
            "memory/people.py", "            return mine and self.remove(", "            return self.remove("
        ),
        _AUDIENCE + "test_an_import_takes_back_nothing_that_was_there_before[memory]",
    ),
    mutant(
        "takes-back-what-others-brought-dynamodb",
        "an import takes back only what it wrote",
        once(
            "adapters/dynamodb/audience.py",
            "return delete_if(item, AudienceItem.import_id == import_id)",
            "return delete(item)",
        ),
        _AUDIENCE + "test_an_import_takes_back_nothing_that_was_there_before[dynamodb]",
    ),
    mutant(
        "undo-without-a-second-look",
        "who was enrolled meanwhile is withdrawn as well",
        once(
            _LEAVING,
            "back = [lead for lead in gone if self._withdraw(lead, runs) is None]",
            "back: list[Lead] = []",
        ),
        _BACK + "test_a_sender_that_is_faster_than_the_second_look_brings_the_lead_back",
    ),
    mutant(
        "undo-audience-first",
        "a lead leaves the audience after its enrollments",
        once(
            _LEAVING,
            "        free = [(",
            "        for lead in leads:\n            take_out(lead, {})\n        free = [(",
        ),
        _BACK + "test_an_undo_that_dies_anywhere_is_completed_by_the_same_command",
    ),
    mutant(
        "undo-unenrolls-who-came-back",
        "who came back with another import stays enrolled",
        once(
            _LEAVING,
            "            self._enrollments.add(again)\n",
            "            assert again is not None\n",
        ),
        _BACK + "test_a_lead_that_came_back_with_another_import_meanwhile_stays_and_stays_enrolled",
    ),
    mutant(
        "import-enrolls-who-is-taken-back",
        "an import looks at the audience after it has enrolled",
        once(
            "services/operator/importing.py",
            "            self._look_at_the_audience(leads, written)\n",
            "",
        ),
        _BACK + "test_who_is_taken_back_while_another_import_joins_the_run_is_rejected_there",
    ),
    mutant(
        "start-enrolls-who-is-taken-back",
        "the start of a run looks at the audience after it has enrolled",
        once(
            "services/operator/runs.py",
            "            enrolled -= self._look_again(campaign, chunk)\n",
            "",
        ),
        _BACK + "test_who_is_taken_back_just_before_a_start_enrolls_is_not_in_its_run",
    ),
)
