"""The local mailbox: whose page it is, what a mail may do in it, and that an answer lands where it would on AWS."""

from mutants.mutant import mutant, once

_PAGES = "local/foreign_pages.py"
_SERVER = "local/page_server.py"
_ANSWERS = "local/answers.py"
_TRACKING = "local/tracking.py"
_SITE = "cli/mailbox_site.py"
_DOING = "cli/mailbox_doing.py"
_PAGE = "artifacts/mailbox_page.py"
_TEMPLATE = "artifacts/pages/mailbox_mail.html"
_SERVED = "unit/test_page_server.py::"
_SHOWN = "unit/test_mailbox_site.py::"
_ANSWERED = "unit/test_local_answers.py::"
_TRACKED = "unit/test_local_tracking.py::"

MAILBOX = (
    mutant(
        "mailbox-takes-foreign-pages",
        "another page sends nothing to the mailbox",
        once(_SERVER, "foreign_pages.wrong_on_a_site(seen)", "None"),
        _SERVED + "test_what_another_page_sends_reaches_nothing",
    ),
    mutant(
        "mailbox-under-any-host",
        "the mailbox has no other host than this machine",
        once(
            _PAGES,
            'return _wrong_host(request) or _wrong_on_a_page(request, "this page")',
            'return _wrong_on_a_page(request, "this page")',
        ),
        _SERVED + "test_what_another_page_sends_reaches_nothing",
    ),
    mutant(
        "mailbox-without-a-secret",
        "who does not know the address of the mailbox finds nothing",
        once(_SERVER, "if not hmac.compare_digest(path[: len(ours)].encode(), ours.encode()):", "if False:"),
        _SERVED + "test_who_does_not_know_the_address_finds_nothing",
    ),
    mutant(
        "mailbox-reads-any-body",
        "only a form of a page is read",
        once(_SERVER, "elif self.headers.get_content_type() != _FORM:", "elif False:"),
        _SERVED + "test_only_a_form_of_a_page_is_read",
    ),
    mutant(
        "mailbox-form-without-token",
        "a form without the token of this mailbox does nothing",
        once(
            _SITE,
            'if not hmac.compare_digest(form.get("token", "").encode(), self._token.encode()):',
            "if False:",
        ),
        _SHOWN + "test_a_form_without_the_token_of_this_mailbox_does_nothing",
    ),
    mutant(
        "mailbox-runs-scripts",
        "no page of the mailbox runs or loads anything",
        once(_PAGE, "f\"default-src 'none'; style-src '{hash_of", "f\"style-src '{hash_of"),
        _SHOWN + "test_a_page_runs_and_loads_nothing_and_nobody_may_frame_it",
    ),
    mutant(
        "mail-with-scripts",
        "the frame of a mail runs no script",
        once(_PAGE, '_SANDBOX = "allow-popups', '_SANDBOX = "allow-scripts allow-popups'),
        _SHOWN + "test_the_frame_of_a_mail_has_the_mail_as_it_is_and_a_policy_that_lets_nothing_out",
    ),
    mutant(
        "mail-loads-pictures",
        "no picture from the network is loaded, but the one that tells of an open",
        once(_PAGE, 'filter(None, ("data:", picture))', 'filter(None, ("data: http:", picture))'),
        _SHOWN + "test_the_only_picture_from_the_network_is_the_one_that_tells_of_an_open",
    ),
    mutant(
        "mailbox-draws-replies",
        "what came back is shown as text",
        once(_TEMPLATE, ">{{ plain(reply.text) }}<", ">{{ plain(reply.text)|safe }}<"),
        _SHOWN + "test_nothing_of_a_mail_is_markup_of_a_page",
    ),
    mutant(
        "reply-nobody-reads",
        "what the stack would not get on AWS is put nowhere",
        once(_DOING, 'case "reply" | "absence" if not answers.hears_replies_to(mail):', 'case "no reply":'),
        _SHOWN + "test_a_mail_whose_replies_the_stack_does_not_read_offers_none",
    ),
    mutant(
        "foreign-unsubscribe-link",
        "only a link of this stack is followed",
        once(_ANSWERS, "if link.startswith(ours)), None)", "), None)"),
        _ANSWERED + "test_only_a_link_of_this_stack_is_followed",
    ),
    mutant(
        "kept-stack-without-replies",
        "a stack that somebody works on has a domain for replies",
        once("local/deploy.py", "(ANSWERABLE if answerable else {})", "{}"),
        "integration/test_local_stack.py::test_a_kept_stack_survives_its_stop_on_another_port_too",
    ),
    mutant(
        "heard-too-early",
        "an answer counts as heard when its last write is there",
        once(_DOING, "return after.replies != before.replies", "return True"),
        _SHOWN + "test_a_reply_counts_as_heard_when_its_record_is_there",
    ),
    mutant(
        "endpoint-open-to-pages",
        "a page asks the local SES for pictures and links, and for nothing else",
        once(
            _PAGES,
            'if tracks and request.method == "GET" and TRACKED.fullmatch(request.path):',
            'if tracks and request.method == "GET":',
        ),
        _TRACKED + "test_nothing_else_of_the_endpoint_may_be_asked_for_by_a_page",
    ),
    mutant(
        "way-out-tracked",
        "the way out is never tracked",
        once(_TRACKING, "if len(kept) == len(link.attributes):", "if kept:"),
        _TRACKED + "test_a_mail_whose_clicks_are_tracked_leads_by_way_of_ses",
    ),
)
