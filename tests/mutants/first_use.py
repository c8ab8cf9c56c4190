"""Nobody is told less than what holds: of rehearsals, runs that go on, things that are final, and the way out."""

from mutants.mutant import mutant, once

_FIRST = "unit/test_first_use.py::"
_FILES = "unit/test_artifacts.py::"
_WORDS = "unit/test_unsubscribe_words.py::"
_SERVICE = "services/unsubscribe/unsubscribing.py"
_PAGE = "services/unsubscribe/page.py"
_REMEMBERED = "services/unsubscribe/remembered.py"

FIRST_USE = (
    mutant(
        "rehearsal-always-complete",
        "a rehearsal that has not rendered every mail ends with code 4",
        once("cli/run.py", "if not (drained and is_complete(counts)):", "if not drained:"),
        _FIRST + "test_a_rehearsal_outside_the_window_says_that_it_has_shown_nothing",
    ),
    mutant(
        "usage-error-in-a-box",
        "a wrong command line is answered in one line",
        once(
            "cli/command.py",
            "    if (line := usage_line(error, command)) is None:\n",
            "    if usage_line(error, command):\n",
        ),
        "unit/test_usage_errors.py::test_mistakes_are_said_with_what_to_do",
    ),
    mutant(
        "help-of-a-group-in-a-line",
        "a group without a command shows its help",
        once("cli/usage.py", 'if type(error).__name__ == "NoArgsIsHelpError":', "if False:"),
        "unit/test_usage_errors.py::test_a_group_without_a_command_shows_its_help",
    ),
    mutant(
        "rehearsal-of-nothing-complete",
        "a rehearsal without a mail is not complete",
        once("cli/rehearsal.py", "(counts.all_ended and counts.written > 0)", "counts.all_ended"),
        _FIRST + "test_a_rehearsal_in_which_nobody_would_get_a_mail_says_so",
    ),
    mutant(
        "summary-hides-what-is-missing",
        "the summary of a rehearsal says that mails are missing",
        once("artifacts/summary.py", "    lines += _missing(connection)\n", ""),
        _FIRST + "test_the_summary_of_a_rehearsal_says_what_it_has_not_shown",
    ),
    mutant(
        "cancel-without-a-question",
        "what cannot be undone is asked first",
        once(
            "cli/campaign.py",
            "    if not yes:\n        _confirm_cancelling",
            "    if yes:\n        _confirm_cancelling",
        ),
        _FIRST + "test_who_sits_at_the_keyboard_is_asked_before_a_run_ends_for_good",
    ),
    mutant(
        "port-moved-in-silence",
        "a kept stack stays where the links in its mails lead",
        once(
            "local/emulator.py",
            "if known is not None and processes.free_port(known) != known:",
            "if known is None and options.port:",
        ),
        _FIRST + "test_a_kept_stack_whose_port_is_taken_is_not_moved_in_silence",
    ),
    mutant(
        "loss-without-a-code",
        "`up` after a stack that died is no success",
        once("cli/updown.py", "        raise typer.Exit(ExitCode.PARTLY)\n", "        pass\n"),
        _FIRST + "test_up_after_a_stack_that_died_is_done_in_part",
    ),
    mutant(
        "one-folder-for-all-runs",
        "an export overwrites no other run's",
        once(
            "artifacts/exporting.py",
            "target = home / (SIMULATION if simulated else run.run_id)",
            'target = home / "latest"',
        ),
        _FIRST + "test_live_and_rehearsal_are_exported_side_by_side",
    ),
    mutant(
        "old-export-of-any-name",
        "what an old export calls its run decides no path",
        once(
            "artifacts/exporting.py",
            "if run_id not in {LIVE, SIMULATION} and not is_rehearsal(run_id):",
            "if run_id is None:",
        ),
        _FILES + "test_an_export_of_an_earlier_version_whose_run_is_unknown_is_left_as_it_is",
    ),
    mutant(
        "words-cut-on-a-narrow-terminal",
        "a narrow terminal cuts no word",
        once("cli/output.py", "while self._least(kept) > options.max_width:", "while False:"),
        _FIRST + "test_a_narrow_terminal_loses_columns_and_no_part_of_a_word",
    ),
    mutant(
        "sender-as-markup",
        "a sender's name is text on the page",
        once(_PAGE, "return escape(", "return str("),
        _WORDS + "test_a_hostile_name_is_text_and_nothing_else",
    ),
    mutant(
        "sender-turns-the-text",
        "a sender's name cannot turn the text around it",
        once(_PAGE, 'c if category(c) not in _UNPRINTED else " " for c in text', "c for c in text"),
        _WORDS + "test_a_hostile_name_is_text_and_nothing_else",
    ),
    mutant(
        "one-click-looks-up",
        "a one-click request costs no request more",
        once(_SERVICE, 'if request.method == "POST" and by_program:', "if False:"),
        _WORDS + "test_a_one_click_request_looks_nothing_up_and_remembers_nothing",
    ),
    mutant(
        "name-before-the-person",
        "while the tables are down nobody waits for a name",
        once(_SERVICE, "None if about is None or shown in _NAMELESS else", "None if about is None else"),
        _WORDS + "test_while_the_tables_are_down_nobody_waits_for_a_name",
    ),
    mutant(
        "no-name-no-page",
        "a page without the sender's name is better than none",
        once(
            _SERVICE,
            '            logger.warning("the sender\'s name could not be read, the page does without: %s", error)\n'
            "            return None\n",
            "            raise\n",
        ),
        _WORDS + "test_without_a_name_the_page_does_what_it_did",
    ),
    mutant(
        "remembered-for-every-link",
        "a browser remembers one link and no other",
        once(_REMEMBERED, 'return f"u{digest[:32]}"', 'return "unsubscribed"'),
        _WORDS + "test_a_browser_remembers_one_link_and_no_other",
    ),
    mutant(
        "undone-and-remembered",
        "who undoes is asked again",
        once(
            _REMEMBERED,
            'Max-Age=0; {safety}" if page is Page.UNDONE else None',
            'Max-Age=0; {safety}" if False else None',
        ),
        _WORDS + "test_who_undoes_is_asked_again_the_next_time",
    ),
    mutant(
        "undo-offered-for-ever",
        "an undo is offered as long as it works",
        once(_REMEMBERED, "now - self.since < UNDO_WITHIN", "now >= self.since"),
        _WORDS + "test_an_undo_is_offered_as_long_as_it_works",
    ),
    mutant(
        "undo-offered-by-the-last-time",
        "who says it again is offered no undo of an order that stands since the first time",
        once(_REMEMBERED, "remembered.since if remembered and remembered.choice == choice else now", "now"),
        _WORDS + "test_who_says_it_again_later_is_offered_no_undo_because_the_first_order_stands",
    ),
    mutant(
        "names-of-everything",
        "of the Outreach table the page can read the names of senders alone",
        once(
            "/template.yaml",
            "                Condition: # what each mail says of its sender, and nothing else of the table\n"
            "                  ForAllValues:StringEquals: { dynamodb:LeadingKeys: [SENDERS] }\n",
            "",
        ),
        "template/test_template_guards.py::test_of_campaigns_unsubscribe_can_see_the_names_of_senders_alone",
    ),
    mutant(
        "sender-of-the-first-day",
        "the page names the sender as last published",
        once(
            "adapters/dynamodb/campaigns.py",
            "        self._show_sender(campaign)\n        update(",
            "        update(",
        ),
        "contract/test_campaigns.py::test_the_sender_of_a_campaign_is_shown_as_it_was_last_published",
    ),
)
