"""A mail is what its template says, goes to one person, and holds an unsubscribe link."""

from mutants.mutant import mutant, once

_SENDS = "unit/test_send.py::"
_THREADS = "unit/test_conversation.py::"
_SENDERS = "contract/test_senders.py::"

MAIL = (
    mutant(
        "unsafe-subject",
        "a subject cannot forge a header",
        once(
            "rendering/renderer.py",
            '    return _header("Subject", subject, template)\n',
            "    return subject\n",
        ),
        "unit/test_rendering.py::test_a_value_cannot_break_out_of_the_subject",
    ),
    mutant(
        "autoescape-off",
        "values are escaped in HTML",
        once("rendering/sandbox.py", "autoescape=is_html", "autoescape=False"),
        "unit/test_rendering.py::test_values_stay_literal_in_text_and_escaped_in_html",
    ),
    mutant(
        "recipients-unchecked",
        "a mail has exactly one recipient",
        once("rendering/renderer.py", "if _NO_ADDRESS.search(address):", "if not address:"),
        "unit/test_rendering.py::test_the_recipient_is_exactly_one_bare_address",
    ),
    mutant(
        "no-link",
        "no mail goes out without its unsubscribe link",
        once("rendering/renderer.py", "    if url not in rendered:\n", "    if False:\n"),
        "unit/test_rendering.py::test_no_mail_goes_out_without_its_unsubscribe_link",
    ),
    mutant(
        "undefined-is-empty",
        "a missing value fails the touch",
        once(
            "rendering/sandbox.py",
            "undefined=StrictUndefined",
            "undefined=__import__('jinja2').Undefined",
        ),
        "unit/test_rendering.py::test_undeclared_lead_fields_are_invisible_and_built_ins_cannot_be_replaced",
    ),
    mutant(
        "errors-quote-what-was-at-hand",
        "a log line never quotes an error's text",
        once("errors.py", "if isinstance(error, StoreUnavailable) else fields", "if error else fields"),
        _SENDS + "test_a_log_line_about_a_failure_never_quotes_what_was_at_hand",
    ),
    mutant(
        "threaded-as-if-by-ses",
        "a follow-up names the Message-IDs that its sender tells",
        once(
            "rendering/renderer.py",
            "return self._senders.of(mode).rfc_message_id(ses_message_id)",
            'return f"<{ses_message_id}@email.amazonses.com>"',
        ),
        _THREADS + "TestARun::test_a_sender_with_message_ids_of_its_own_makes_one_conversation_of_them",
    ),
    mutant(
        "threaded-by-the-live-sender",
        "a rehearsed mail is named by the sender that took it",
        once("rendering/renderer.py", "self._senders.of(mode)", "self._senders.of(Mode.LIVE)"),
        _THREADS + "TestARun::test_a_rehearsal_shows_it_without_pretending",
    ),
    mutant(
        "message-ids-of-the-first-region",
        "SES gives Message-IDs at a domain of its region",
        once("adapters/ses_headers.py", "if region == _FIRST_REGION else", "if region else"),
        _THREADS + "TestTheConversation::test_ids_have_the_domain_that_ses_gives_them_in_its_region",
    ),
    mutant(
        "message-ids-of-another-region",
        "a sender tells the Message-ID that the recipient sees",
        once("adapters/ses.py", "SesMessageIds(client.meta.region_name)", 'SesMessageIds("eu-west-1")'),
        _SENDERS + "test_its_recipient_sees_the_message_id_that_the_sender_tells[ses]",
    ),
    mutant(
        "lost-rehearsal-refused",
        "a record that may have been written is ambiguous",
        {
            "adapters/proof.py": [
                ("import Accepted, Ambiguous, Outcome\n", "import Accepted, Outcome, Refusal, Refused\n"),
                (
                    "return Ambiguous(type(error).__name__)",
                    "return Refused(Refusal.NOT_REACHED, type(error).__name__)",
                ),
            ]
        },
        _SENDERS + "test_where_nobody_knows_the_outcome_is_ambiguous",
    ),
    mutant(
        "header-without-its-name",
        "the limit of a header counts its name",
        once(
            "rendering/renderer.py",
            "return len(name) + len(value) > MAX_HEADER_LENGTH",
            "return len(value) > MAX_HEADER_LENGTH",
        ),
        "unit/test_rendering.py::test_a_header_ends_where_ses_ends_it_name_and_value_together",
    ),
    mutant(
        "header-one-longer",
        "a header has 996 characters at most",
        once("rendering/renderer.py", "MAX_HEADER_LENGTH = 996\n", "MAX_HEADER_LENGTH = 997\n"),
        "unit/test_rendering.py::test_a_header_ends_where_ses_ends_it_name_and_value_together",
    ),
    mutant(
        "unsubscribe-header-unbounded",
        "the limit holds for the unsubscribe header, too",
        once(
            "rendering/renderer.py",
            '_header("List-Unsubscribe", f"<{url}>", "List-Unsubscribe")',
            'f"<{url}>"',
        ),
        "unit/test_rendering.py::test_the_name_of_the_unsubscribe_header_counts_too",
    ),
    mutant(
        "local-ses-takes-longer-headers",
        "the local SES refuses the headers that SES refuses",
        once(
            "local/ses_requests.py",
            "if len(name) + len(value) > MAX_HEADER_LENGTH:",
            "if len(value) > MAX_HEADER_LENGTH:",
        ),
        "integration/test_local_ses_endpoint.py::test_a_header_has_996_characters_at_most_with_its_name",
    ),
    mutant(
        "encoded-header-unread",
        "what the mail package encodes is read again, so that it hides nobody",
        once("artifacts/eml.py", "all(map(_is_found_again, encoded))", "True"),
        "unit/test_mail_bytes.py::test_a_mail_that_was_written_wrongly_is_found_out",
    ),
    mutant(
        "second-subject-written",
        "a mail with a second header of a name is left to the mail package, which refuses it",
        once("artifacts/mail_bytes.py", "len(names) < len(headers) or ", ""),
        "unit/test_mail_bytes.py::test_whatever_headers_there_are",
    ),
    mutant(
        "second-process-heard",
        "whatever fails in a second process, nobody reads of it",
        once("reading/two_processes.py", "stderr=nowhere", "stderr=None"),
        "unit/test_two_processes.py::test_nobody_reads_of_what_fails_in_the_second_process",
    ),
    mutant(
        "rows-of-a-dead-process-lost",
        "what a second process that dies has not done is done by the first",
        once(
            "reading/two_processes.py",
            "return map(function, items) if results is None else results",
            "return results or []",
        ),
        "unit/test_two_processes.py::test_if_the_second_process_dies_the_first_does_everything",
    ),
    mutant(
        "nobody-helps-the-second-process",
        "what the second process has not begun when a play ends is done by both",
        once(
            "reading/two_processes.py",
            "            if chunk.done is None and (",
            "            if False and (",
        ),
        "unit/test_two_processes.py::test_the_first_process_helps_when_the_second_is_far_behind",
    ),
    mutant(
        "digests-of-no-text",
        "a touch notes the digest of the text that was rendered after its mail went out",
        once("simulation/stack.py", "touches[step] = replace(touches[step], digest=digest)", "pass"),
        "unit/test_later_mails.py::test_each_digest_is_that_of_the_text",
    ),
    mutant(
        "first-mails-of-a-conversation",
        "a text that is rendered later knows the mails before it",
        once("memory/later_mails.py", "for touch in enrollment.touches.values()\n", "for touch in ()\n"),
        "unit/test_same_export.py::test_an_export_is_the_same_by_the_slow_ways",
    ),
    mutant(
        "mail-without-its-text",
        "a text that fails after its mail went out keeps nobody's mail: everything is played with the texts",
        once("cli/simulate.py", "replace(wanted, texts=True), days", "wanted, days"),
        "unit/test_same_export.py::test_if_a_text_fails_after_its_mail_went_out_everything_is_played_with_the_texts",
    ),
    mutant(
        "kept-for-another-window",
        "an answer that was kept is given to the same window only",
        once(
            "domain/window.py",
            "    holidays: Mapping[date, str] = field(default_factory=dict, hash=False)\n",
            "    holidays: Mapping[date, str] = field(default_factory=dict, compare=False)\n",
        ),
        "unit/test_window.py::test_an_answer_that_was_kept_is_given_to_the_same_window_only",
    ),
    mutant(
        "unchecked-copies",
        "a value that checks itself is checked again when it is copied",
        once("domain/replacing.py", ' and not hasattr(cls, "__post_init__")', ""),
        "unit/test_replacing.py::test_a_value_that_checks_itself_is_checked_again",
    ),
)
