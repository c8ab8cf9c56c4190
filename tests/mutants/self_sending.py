"""A test mail meets every check that a lead's mail meets, and reaches nobody else."""

from mutants.mutant import mutant, once

_TESTS = "unit/test_test_send.py::"
_CASE = "services/operator/self_sending.py"
_RULE = "domain/self_sent.py"

SELF_SENDING = (
    mutant(
        "test-mail-without-a-last-look",
        "what is committed while the quota is reserved forbids a test mail",
        once(
            _CASE,
            "        if reason := self._look(campaign, to):\n            return Withheld(reason, quota_used=True)\n",
            "",
        ),
        _TESTS + "test_what_is_committed_while_the_quota_is_reserved_still_forbids_it",
    ),
    mutant(
        "test-mail-beyond-the-quota",
        "a test mail is refused if the quota is used up",
        once(_CASE, "if not self._reserve(campaign):", "if self._reserve(campaign) is None:"),
        _TESTS + "test_a_quota_that_is_used_up_forbids_it",
    ),
    mutant(
        "test-mail-under-one-pepper",
        "an order is found under each pepper",
        once(
            _CASE,
            "recipient_keys(self._peppers, to.text)",
            "recipient_keys(self._peppers, to.text)[-1:]",
        ),
        _TESTS + "test_an_order_under_an_older_pepper_is_found",
    ),
    mutant(
        "test-mail-that-names-its-touch",
        "the tags of a test mail name no touch",
        once(_RULE, "tags = {", "tags = {**mail.tags, "),
        _TESTS + "test_its_headers_and_tags_name_nobody",
    ),
    mutant(
        "test-mail-from-any-sender",
        "a test mail comes only from a sender that live runs may use",
        once(_CASE, "        self._require_identity(campaign)\n", ""),
        _TESTS + "test_a_sender_that_live_runs_may_not_use_is_refused",
    ),
    mutant(
        "test-mail-without-the-word",
        "a test mail on AWS needs the campaign's id",
        once(
            "cli/test_send.py",
            "    confirm_test(stack, campaign.campaign_id, recipient.text, confirmation)\n",
            "",
        ),
        _TESTS + "test_a_real_mail_needs_the_word",
    ),
    mutant(
        "events-of-test-mails-alarm",
        "events about test mails are not counted as refused",
        once("services/feedback/events.py", "if event is Unusable.TEST_MAIL:", "if False:"),
        "unit/test_feedback.py::test_an_event_about_a_test_mail_counts_nowhere",
    ),
    mutant(
        "events-of-test-mails-taken",
        "an event about a test mail is about no touch, whatever else its tags say",
        once("ses_event_messages.py", "if TEST_TAG in envelope.detail.mail.tags:", "if False:"),
        "unit/test_feedback.py::test_an_event_about_a_test_mail_counts_nowhere",
    ),
    mutant(
        "test-mail-asked-for-again",
        "a request to SES for a test mail is never repeated",
        once("cli/stacks.py", '_ONCE = frozenset({"lambda", "sesv2"})', '_ONCE = frozenset({"lambda"})'),
        "end_to_end/test_cli.py::test_a_test_mail_whose_answer_is_lost_is_asked_for_once",
    ),
    mutant(
        "dead-link-near-a-real-one",
        "no real link with a damaged character passes for that of a test mail",
        once("domain/unsubscribe_token.py", '_DEAD = "test."', '_DEAD = "t2."'),
        "unit/test_unsubscribing.py::test_a_flipped_bit_anywhere_makes_a_token_worthless",
    ),
    mutant(
        "preview-gathers-the-audience",
        "the picks are made while the audience is read",
        once(
            "cli/mails_shown.py",
            "picked = pick_awkward(self._written_to(leads, skipped),",
            "picked = pick_awkward(list(self._written_to(leads, skipped)),",
        ),
        "unit/test_preview_of_a_stack.py::test_the_picks_of_a_long_audience_do_not_fill_memory",
    ),
)
