"""Whose mail it is and what kind it is: nothing is believed that anybody could write."""

from mutants.mutant import mutant, once

_REPLIES = "services/inbound/replies.py"
_MATCHING = "services/inbound/matching.py"
_IDENTIFIERS = "domain/inbound/identifiers.py"
_KINDS = "domain/inbound/classification.py"
_AUTOMATIC = "domain/inbound/auto_reply.py"
_RETURN = "domain/inbound/return_date.py"
_ANSWERED = "unit/test_replies.py::"
_CLASSIFIED = "unit/test_classification.py::"

INBOUND = (
    mutant(
        "forged-bounce-believed",
        "a writer's address alone proves nothing",
        once(_MATCHING, 'Match(latest, "sender", proved=False)', 'Match(latest, "sender", proved=True)'),
        _ANSWERED + "test_a_bounce_without_anything_of_our_mail_can_be_forged_and_orders_nothing",
    ),
    mutant(
        "bounce-needs-no-proof",
        "a bounce or complaint by mail needs proof",
        once("domain/reply.py", " or (said.kind in _PROVED_ONLY and not proved)", ""),
        _ANSWERED + "test_a_bounce_without_anything_of_our_mail_can_be_forged_and_orders_nothing",
    ),
    mutant(
        "reply-token-without-mac",
        "a reply address is believed for its MAC only",
        once(
            "domain/reply_token.py",
            "if any(hmac.compare_digest(mac, _mac(secret, about)) for secret in keyring.keys.values()):",
            "if mac:",
        ),
        _ANSWERED + "test_a_forged_token_is_nobodys",
    ),
    mutant(
        "reply-token-for-any-purpose",
        "nothing else that we sign is a reply token",
        once("domain/reply_token.py", 'signed = _PURPOSE + f"', 'signed = b"" + f"'),
        "unit/test_reply_token.py::test_the_mac_covers_the_purpose",
    ),
    mutant(
        "forged-writer-believed",
        "a writer whom SES found forged is nobody",
        once(_IDENTIFIERS, "senders=() if forged else tuple(senders)", "senders=tuple(senders)"),
        _ANSWERED + "test_a_writer_whom_ses_found_forged_is_nobody",
    ),
    mutant(
        "verdict-of-anybody-believed",
        "a writer is forged if the server says so that received the mail",
        once(_IDENTIFIERS, "server.strip().lower() == receiver and ", ""),
        _ANSWERED + "test_only_the_server_that_received_a_mail_says_that_its_writer_is_forged",
    ),
    mutant(
        "foreign-message-id-believed",
        "a message id is of our region",
        once("adapters/ses_headers.py", " if domain.lower() == self._domain]", "]"),
        _ANSWERED + "test_an_id_of_another_region_is_none_of_ours",
    ),
    mutant(
        "message-id-of-anybody",
        "a message id proves the enrollment whose mail had it",
        once(_MATCHING, "if sent & set(found.message_ids):", "if sent:"),
        _ANSWERED + "test_an_id_that_no_mail_of_ours_had_proves_nothing",
    ),
    mutant(
        "rehearsal-matched-by-its-address",
        "a reply address of a rehearsal is nobody's",
        once(
            _MATCHING,
            "[run for run in self._ports.controls.runs() if not is_rehearsal(run.run_id)]",
            "self._ports.controls.runs()",
        ),
        _ANSWERED + "test_rehearsals_are_answered_by_nobody[reply address]",
    ),
    mutant(
        "rehearsal-matched-by-its-link",
        "an unsubscribe link of a rehearsal is nobody's",
        {
            _MATCHING: [
                ("if about is None or is_rehearsal(about.run_id):", "if about is None:"),
                ("if not is_rehearsal(enrollment.key.run_id):", "if True:"),
            ]
        },
        _ANSWERED + "test_rehearsals_are_answered_by_nobody[unsubscribe link]",
    ),
    mutant(
        "rehearsal-matched-by-its-writer",
        "who was only rehearsed has got no mail to answer",
        once(_MATCHING, "if not is_rehearsal(enrollment.key.run_id):", "if True:"),
        _ANSWERED + "test_rehearsals_are_answered_by_nobody[writer]",
    ),
    mutant(
        "own-copy-is-an-answer",
        "a copy of our own mail is nobody's answer",
        once(_REPLIES, "        if own:\n", "        if False:\n"),
        _ANSWERED + "test_a_copy_of_our_own_mail_never_counts",
    ),
    mutant(
        "own-sender-is-a-lead",
        "what the campaign's own sender writes is no answer",
        once(
            _REPLIES,
            'if any(address in ours for _, address in mailboxes(mail.headers.written("from"))):',
            "if False:",
        ),
        _ANSWERED + "test_the_seller_in_copy_is_no_lead",
    ),
    mutant(
        "own-forward-is-an-answer",
        "what we forwarded is nobody's answer",
        once(_KINDS, "    if OWN_MARK in mail.headers:\n", "    if False:\n"),
        _ANSWERED + "test_what_we_forwarded_ourselves_never_counts",
    ),
    mutant(
        "names-decoded-first",
        "an address inside somebody's name is none",
        once(
            "domain/inbound/header_text.py",
            "    found = getaddresses([value])\n",
            "    found = getaddresses([decoded(value)])\n",
        ),
        _CLASSIFIED + "test_a_person_is_never_taken_for_a_machine",
    ),
    mutant(
        "writer-lost-to-a-broken-header",
        "a person whose program breaks the rules is a person",
        once(
            "domain/inbound/header_text.py",
            "return [(whole, address) for address in addresses_in(whole)[-1:]] or found",
            "return found",
        ),
        _CLASSIFIED + "test_a_person_is_never_taken_for_a_machine",
    ),
    mutant(
        "auto-submitted-ignored",
        "a mail that says it is automatic is no person's",
        once(_AUTOMATIC, 'submitted not in ("", "no", "auto-forwarded")', "False"),
        _CLASSIFIED + "test_automatic_answers",
    ),
    mutant(
        "anything-submitted-is-automatic",
        "Auto-Submitted: no proves nothing",
        once(_AUTOMATIC, 'submitted not in ("", "no", "auto-forwarded")', 'submitted != ""'),
        _CLASSIFIED + "test_a_person_is_never_taken_for_a_machine",
    ),
    mutant(
        "receipt-is-an-answer",
        "a read receipt is no person's answer",
        once(
            _AUTOMATIC,
            "        receipt_sign(mail)\n        or _header_sign(mail)",
            "        _header_sign(mail)",
        ),
        _CLASSIFIED + "test_automatic_answers",
    ),
    mutant(
        "quoted-words-count",
        "a request counts in the new text, not in the quote",
        once(
            _KINDS,
            'if asks_to_unsubscribe(mail.headers.get("subject"), text):',
            'if asks_to_unsubscribe(mail.headers.get("subject"), mail.parts[0].text()):',
        ),
        _CLASSIFIED + "test_a_person_is_never_taken_for_a_machine",
    ),
    mutant(
        "return-date-without-limit",
        "nobody is away for longer than half a year",
        once(_RETURN, "if today < day <= today + LONGEST]", "if today < day]"),
        "unit/test_return_date.py::test_the_first_day_on_which_somebody_is_there_again",
    ),
    mutant(
        "return-date-in-the-past",
        "a return date lies ahead",
        once(_RETURN, "if today < day <= today + LONGEST]", "if day <= today + LONGEST]"),
        "unit/test_return_date.py::test_the_first_day_on_which_somebody_is_there_again",
    ),
    mutant(
        "mail-of-any-bucket",
        "a mail lies in our own bucket",
        once("mail_event_messages.py", " if name == bucket)", ")"),
        _ANSWERED + "test_only_mails_of_our_own_bucket_and_folder_are_heard",
    ),
    mutant(
        "unreadable-mail-is-missing",
        "a mail that could not be read comes again",
        once("adapters/raw_mails.py", "            if code in _ABSENT:\n", "            if code:\n"),
        "contract/test_inbound_stores.py::test_a_bucket_that_is_not_there_is_no_missing_mail",
    ),
)
