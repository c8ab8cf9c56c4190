"""Whom a campaign leaves out, and when it ends."""

from mutants.mutant import mutant, once

_RULES = "domain/eligibility.py"
_DECIDES = "unit/test_eligibility.py::"
_SENDS = "unit/test_send.py::"
_SHOWN = "unit/test_left_out_shown.py::"
_TICKS = "unit/test_tick.py::"

WHOM_NOT = (
    mutant(
        "left-out-not-looked-at",
        "nobody is written to whom the campaign leaves out",
        once(_RULES, "        or _left_out(enrollment, policy)\n", ""),
        _DECIDES + "TestWhomItLeavesOut::test_who_is_skipped_by_the_policy_ends",
        _SHOWN + "test_who_is_left_out_is_imported_and_not_written_to",
    ),
    mutant(
        "import-sees-nothing",
        "a lead keeps what the import saw of it",
        once(
            "services/operator/importing.py",
            "row.zone_source, row.traits)\n",
            "row.zone_source)\n",
        ),
        _SHOWN + "test_who_is_left_out_is_imported_and_not_written_to",
    ),
    mutant(
        "country-of-the-other-list",
        "`only` lists those to write to, `not` those to leave out",
        once(
            "domain/whom_not.py",
            "(country in countries.codes) == countries.only",
            "country in countries.codes",
        ),
        "unit/test_whom_not.py::test_a_country_is_left_out_by_the_list_it_is_on_or_not",
    ),
    mutant(
        "unknown-country-is-any",
        "what happens to leads of unknown countries is said by the campaign",
        once("domain/whom_not.py", "        return countries.unknown\n", "        return Stance.ALLOW\n"),
        "unit/test_whom_not.py::test_a_country_is_left_out_by_the_list_it_is_on_or_not",
    ),
    mutant(
        "country-not-stored",
        "an item keeps the country of its lead",
        once("adapters/dynamodb/leads.py", ", country=country)", ")"),
        "contract/test_people.py::TestAudience::test_a_lead_may_have_a_country_and_nothing_else_to_say_of",
    ),
    mutant(
        "number-before-the-column",
        "the column of a country counts before the phone number",
        once("reading/lead_country.py", "        return named.code\n", "        pass\n"),
        "unit/test_lead_country.py::test_the_column_tells_it_then_the_number",
    ),
    mutant(
        "unknown-is-welcome",
        "a campaign that writes to some countries only does not write to leads of unknown ones, unless it says so",
        once("reading/campaign_file.py", "part.left_out if only else Stance.WARN", "Stance.WARN"),
        "unit/test_campaign_file.py::test_countries_are_those_of_their_codes_and_names",
    ),
    mutant(
        "initials-are-a-role",
        "somebody whose name and initials make the name of a role is a person",
        once("reading/address_hints.py", " in _role_names() and not initials:", " in _role_names():"),
        "unit/test_address_hints.py::test_a_person_is_none",
    ),
    mutant(
        "role-with-anything-behind-it",
        "a role with a person's name behind it is a person",
        once("reading/address_hints.py", "return any(roles) and all(", "return any(roles) or all("),
        "unit/test_address_hints.py::test_a_person_is_none",
    ),
    mutant(
        "window-without-a-word-is-no-window",
        "a window without a word under it is refused, and not taken for none",
        once(
            "reading/campaign_schema.py",
            "window: Annotated[WindowPart | None, BeforeValidator(_not_empty)] = None",
            "window: WindowPart | None = None",
        ),
        "unit/test_campaign_file.py::test_a_rule_without_a_word_under_it_is_no_rule_that_is_off",
    ),
    mutant(
        "end-before-the-first-mail-unsaid",
        "it is said when a campaign ends before anybody who begins now gets a mail",
        once("reading/campaign_times.py", "    if is_over(policy, first):\n", "    if False:\n"),
        "unit/test_campaign_file.py::TestTheEnd::test_an_end_that_comes_before_the_last_step_is_said",
    ),
    mutant(
        "forgotten-are-of-unknown-countries",
        "nobody is accused of a mail to somebody whose country was forgotten",
        once(
            "artifacts/proof.sql",
            " ON l.lead_id = a.lead_id AND l.address <> ''\nWHERE (l.role",
            " ON l.lead_id = a.lead_id\nWHERE (l.role",
        ),
        "unit/test_proof_sql.py",
    ),
    mutant(
        "traits-not-stored",
        "an item keeps what the import saw of its lead",
        once("adapters/dynamodb/leads.py", "traits=self.traits or Traits()", "traits=Traits()"),
        "contract/test_people.py::TestAudience::test_a_lead_comes_back_as_it_was_imported[dynamodb]",
    ),
    mutant(
        "traits-of-the-forgotten-stay",
        "nothing that says something of a person stays when the person is forgotten",
        once("adapters/dynamodb/enrollments.py", "            item.traits.remove(),\n", ""),
        "contract/test_enrollments.py::TestErase",
    ),
    mutant(
        "traits-of-the-forgotten-stay-in-memory",
        "nothing that says something of a person stays when the person is forgotten",
        once("domain/erasure.py", "        traits=Traits(),\n", ""),
        "contract/test_enrollments.py::TestErase",
    ),
    mutant(
        "end-not-looked-at",
        "nothing goes out after the campaign's last day, also if it was claimed before",
        once(_RULES, "        or _over(standing, enrollment, policy, now)\n", ""),
        _DECIDES + "TestTheEnd::test_after_its_last_day_nobody_is_written_to",
        _SENDS + "test_a_mail_that_was_claimed_on_the_last_day_and_looked_at_after_it_is_not_sent",
    ),
    mutant(
        "end-a-day-early",
        "mails go out on the last day",
        once("domain/ending.py", "day + timedelta(days=1)", "day"),
        "unit/test_ending.py::test_the_last_day_is_one_of_the_campaign_s_zone",
        _TICKS + "test_on_the_last_day_nobody_is_ended",
    ),
    mutant(
        "end-ignores-the-plan",
        "in a fast rehearsal the planned moment is held against the end",
        once(
            _RULES,
            "    if is_fast(standing.run) and plan is not None:\n        goes_at",
            "    if False:\n        goes_at",
        ),
        _DECIDES + "TestTheEnd::test_in_a_fast_rehearsal_the_planned_moment_counts",
    ),
    mutant(
        "end-waits-for-each-lead",
        "after the last day everybody ends, whenever they would be due",
        once(
            "services/tick/turn.py",
            "over = is_over(campaign.policy, now)",
            "over = False",
        ),
        _TICKS + "test_after_the_last_day_all_leads_are_ended_at_once_whenever_they_are_due",
    ),
    mutant(
        "named-for-the-end-and-sent-early",
        "who was named for the end is not written to before its time if the end was moved meanwhile",
        once("services/send/batch.py", " or (work.message.ending and not isinstance(decision, Skip))", ""),
        _SENDS + "test_who_was_named_for_the_end_waits_for_its_time_if_the_end_was_moved_meanwhile",
        _SENDS + "test_who_was_named_for_the_end_loses_no_delay_to_a_wish_that_nobody_has_decided",
    ),
    mutant(
        "end-in-the-past-is-applied",
        "a last day that has passed is refused",
        once("reading/campaign_file.py", "if begins is not None and is_over(policy, begins):", "if False:"),
        "unit/test_campaign_file.py::TestTheEnd::test_a_last_day_that_has_passed_in_the_campaign_s_zone_is_refused",
    ),
)
