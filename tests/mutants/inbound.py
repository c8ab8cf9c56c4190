"""Whom a received mail is from and what kind it is: nothing that anybody could forge is believed."""

from mutants.mutant import mutant, once

_REPLIES = "services/inbound/replies.py"
_MATCHING = "services/inbound/matching.py"
_IDENTIFIERS = "domain/inbound/identifiers.py"
_KINDS = "domain/inbound/classification.py"
_AUTOMATIC = "domain/inbound/auto_reply.py"
_RETURN = "domain/inbound/return_date.py"
_REPLIED = "unit/test_replies.py::"
_CLASSIFIED = "unit/test_classification.py::"
_BOUNDED = "unit/test_bounded_time.py::"

INBOUND = (
    mutant(
        "forged-bounce-believed",
        "a writer's address alone proves nothing",
        once(_MATCHING, 'Match(latest, "sender", proved=False, ', 'Match(latest, "sender", proved=True, '),
        _REPLIED + "test_a_bounce_without_anything_of_our_mail_can_be_forged_and_orders_nothing",
    ),
    mutant(
        "bounce-needs-no-proof",
        "a bounce or complaint by mail needs proof",
        once("domain/reply.py", " or unproved:", ":"),
        _REPLIED + "test_a_bounce_without_anything_of_our_mail_can_be_forged_and_orders_nothing",
    ),
    mutant(
        "reply-token-without-mac",
        "only its MAC makes a reply address valid",
        once(
            "domain/reply_token.py",
            "if any(hmac.compare_digest(mac, _mac(secret, about)) for secret in keyring.keys.values()):",
            "if mac:",
        ),
        _REPLIED + "test_a_forged_token_is_nobodys",
    ),
    mutant(
        "reply-token-for-any-purpose",
        "nothing else that we sign is a valid reply token",
        once("domain/reply_token.py", 'signed = _PURPOSE + f"', 'signed = b"" + f"'),
        "unit/test_reply_token.py::test_the_mac_covers_the_purpose",
    ),
    mutant(
        "forged-writer-believed",
        "a writer that SES found forged is not believed",
        once(_IDENTIFIERS, "senders=() if forged else tuple(senders)", "senders=tuple(senders)"),
        _REPLIED + "test_a_writer_whom_ses_found_forged_is_nobody",
    ),
    mutant(
        "verdict-of-anybody-believed",
        "only the server that received a mail says that its writer is forged",
        once(_IDENTIFIERS, "server.strip().lower() == receiver and ", ""),
        _REPLIED + "test_only_the_server_that_received_a_mail_says_that_its_writer_is_forged",
    ),
    mutant(
        "foreign-message-id-believed",
        "a message id counts only if it is of our region",
        once("adapters/ses_headers.py", " if domain.lower() == self._domain]", "]"),
        _REPLIED + "test_an_id_of_another_region_is_none_of_ours",
    ),
    mutant(
        "message-id-of-anybody",
        "a message id proves only the enrollment whose mail had it",
        once(_MATCHING, "if sent & set(found.message_ids):", "if sent:"),
        _REPLIED + "test_an_id_that_no_mail_of_ours_had_proves_nothing",
    ),
    mutant(
        "rehearsal-matched-by-its-address",
        "a reply address of a rehearsal matches nobody",
        once(
            _MATCHING,
            "[run for run in self._ports.controls.runs() if not is_rehearsal(run.run_id)]",
            "self._ports.controls.runs()",
        ),
        _REPLIED + "test_nobody_replies_to_rehearsals[reply address]",
    ),
    mutant(
        "rehearsal-matched-by-its-link",
        "an unsubscribe link of a rehearsal matches nobody",
        {
            _MATCHING: [
                ("if about is None or is_rehearsal(about.run_id):", "if about is None:"),
                ("if not is_rehearsal(enrollment.key.run_id):", "if True:"),
            ]
        },
        _REPLIED + "test_nobody_replies_to_rehearsals[unsubscribe link]",
    ),
    mutant(
        "rehearsal-matched-by-its-writer",
        "who was only rehearsed has got no mail to reply to",
        once(_MATCHING, "if not is_rehearsal(enrollment.key.run_id):", "if True:"),
        _REPLIED + "test_nobody_replies_to_rehearsals[writer]",
    ),
    mutant(
        "own-copy-is-a-reply",
        "a copy of our own mail is not a reply",
        once(_REPLIES, "        if own:\n", "        if False:\n"),
        _REPLIED + "test_a_copy_of_our_own_mail_never_counts",
    ),
    mutant(
        "own-sender-is-a-lead",
        "mail from the campaign's own sender is not a reply",
        once(
            _REPLIES,
            'if any(address in ours for _, address in mailboxes(mail.headers.written("from"))):',
            "if False:",
        ),
        _REPLIED + "test_the_seller_in_copy_is_no_lead",
    ),
    mutant(
        "own-forward-is-a-reply",
        "a mail that we forwarded is not a reply",
        once(_KINDS, "    if OWN_MARK in mail.headers:\n", "    if False:\n"),
        _REPLIED + "test_what_we_forwarded_ourselves_never_counts",
    ),
    mutant(
        "names-decoded-first",
        "an address inside somebody's name is not their address",
        once(
            "domain/inbound/header_text.py",
            "getaddresses([value])",
            "getaddresses([decoded(value)])",
        ),
        _CLASSIFIED + "test_a_person_is_never_taken_for_a_machine",
    ),
    mutant(
        "writer-lost-to-a-broken-header",
        "a person whose mail program breaks the rules is still a person",
        once(
            "domain/inbound/header_text.py",
            "return tuple((whole, address) for address in addresses_in(whole)[-1:]) or found",
            "return found",
        ),
        _CLASSIFIED + "test_a_person_is_never_taken_for_a_machine",
    ),
    mutant(
        "auto-submitted-ignored",
        "a mail that says it is automatic is not from a person",
        once(_AUTOMATIC, 'submitted not in ("", "no", "auto-forwarded")', "False"),
        _CLASSIFIED + "test_automatic_replies",
    ),
    mutant(
        "anything-submitted-is-automatic",
        "Auto-Submitted: no proves nothing",
        once(_AUTOMATIC, 'submitted not in ("", "no", "auto-forwarded")', 'submitted != ""'),
        _CLASSIFIED + "test_a_person_is_never_taken_for_a_machine",
    ),
    mutant(
        "receipt-is-a-reply",
        "a read receipt is not a person's reply",
        once(
            _AUTOMATIC,
            "        receipt_sign(mail)\n        or _header_sign(mail)",
            "        _header_sign(mail)",
        ),
        _CLASSIFIED + "test_automatic_replies",
    ),
    mutant(
        "quoted-words-count",
        "a request counts in the new text, not in the quoted text",
        once(
            _KINDS,
            'match read_wish(mail.headers.get("subject"), written.sure[:_LONGEST_TEXT]):',
            'match read_wish(mail.headers.get("subject"), mail.parts[0].text()):',
        ),
        _CLASSIFIED + "test_a_person_is_never_taken_for_a_machine",
    ),
    mutant(
        "return-date-without-limit",
        "nobody is away for longer than half a year",
        once(_RETURN, "if today < day <= today + LONGEST\n", "if today < day\n"),
        "unit/test_return_date.py::test_the_first_day_on_which_somebody_is_there_again",
    ),
    mutant(
        "return-date-in-the-past",
        "a return date lies in the future",
        once(_RETURN, "if today < day <= today + LONGEST\n", "if day <= today + LONGEST\n"),
        "unit/test_return_date.py::test_the_first_day_on_which_somebody_is_there_again",
    ),
    mutant(
        "mail-of-any-bucket",
        "a mail is read from our own bucket only",
        once("mail_event_messages.py", " if name == bucket)", ")"),
        _REPLIED + "test_only_mails_of_our_own_bucket_and_folder_are_heard",
    ),
    mutant(
        "unreadable-mail-is-missing",
        "a mail that could not be read comes again",
        once("adapters/raw_mails.py", "if problem_of(error) in _ABSENT:", "if problem_of(error):"),
        "contract/test_inbound_stores.py::test_a_bucket_that_is_not_there_is_no_missing_mail",
    ),
    mutant(
        "blanks-for-two-runs",
        "a subject of blanks takes no longer than its length",
        once(
            "domain/inbound/auto_reply_subjects.py",
            r"^[\s\"'\[(*]*+(?:re|aw|sv|antw|vs|r|odp)?\s*+:?+\s*+",
            r"^[\s\"'\[(*]*(?:re|aw|sv|antw|vs|r|odp)?\s*:?\s*",
        ),
        _BOUNDED + "test_a_mail_takes_time_linear_in_its_length",
    ),
    mutant(
        "introductions-without-number",
        "a text of lines that nearly introduce a quote is read soon",
        once(
            "domain/inbound/quoted_lines.py",
            "frozenset(islice(found, _MOST_INTRODUCTIONS))",
            "frozenset(islice(found, None))",
        ),
        _BOUNDED + "test_few_lines_are_looked_at_closely_however_many_nearly_introduce_a_quote",
    ),
)
