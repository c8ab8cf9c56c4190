"""What is read in a reply: quotes, machines, absences. Nothing that a person wrote is lost, nobody else is heard."""

from mutants.mutant import mutant, once

_INBOUND = "domain/inbound/"
_LINES = _INBOUND + "quoted_lines.py"
_TEXT = _INBOUND + "reply_text.py"
_PAGE = _INBOUND + "html_text.py"
_MIME = _INBOUND + "mime.py"
_MARKS = _INBOUND + "quote_marks.py"
_MACHINES = _INBOUND + "auto_reply.py"
_BACK = _INBOUND + "return_date.py"
_DAYS = _INBOUND + "days_in_text.py"
_QUOTES = "unit/test_quotes.py::"
_TOLD = "unit/test_machines_in_replies.py::"
_AWAY = "unit/test_return_date.py::"

_WISHES = "unit/test_wishes.py::"

READING_REPLIES = (
    mutant(
        "doubtful-wishes-lost",
        "a wish below what may be a quote is possible",
        once(
            _INBOUND + "classification.py",
            "case Wish.NONE if may_ask(",
            "case Wish.NONE if False and may_ask(",
        ),
        _WISHES + "test_a_wish_below_what_may_be_a_quote_is_possible",
    ),
    mutant(
        "footers-ask",
        "our own footer is no wish, wherever it stands",
        once(
            _INBOUND + "unsubscribe_request.py",
            "return not footer and words.IN_PERSON.search(text) is not None",
            "return not footer",
        ),
        _WISHES + "test_what_our_own_footer_says_below_a_rule_is_no_wish",
    ),
    mutant(
        "negations-unsubscribe",
        "nobody is unsubscribed who says that they do not want that",
        once(_INBOUND + "unsubscribe_request.py", " or denies(sentence))", ")"),
        _WISHES + "test_nobody_is_unsubscribed_by_what_is_no_request",
    ),
    mutant(
        "doubtful-words-count",
        "no wish is read in what may be a quote",
        once(_INBOUND + "classification.py", "written.sure[:_LONGEST_TEXT]):", "text):"),
        _QUOTES + "test_a_footer_in_a_quote_unsubscribes_nobody",
    ),
    mutant(
        "doubtful-quote-cut",
        "what may be no quote stays in the text",
        once(_LINES, "        if sureness is Sureness.DOUBTFUL:\n", "        if False:\n"),
        _QUOTES + "test_what_a_person_wrote_is_not_lost",
    ),
    mutant(
        "doubt-forgotten",
        "below what may begin a quote, nothing is surely the writer's",
        once(
            _LINES,
            "        if sureness is Sureness.DOUBTFUL:\n            self.sure = False\n",
            "        if sureness is Sureness.DOUBTFUL:\n",
        ),
        _QUOTES + "test_below_what_may_begin_a_quote_no_wish_is_read",
    ),
    mutant(
        "quote-first-loses-the-reply",
        "a reply below a quote that is not marked is not lost",
        once(
            _LINES,
            "        if self.written:\n            self.position",
            "        if True:\n            self.position",
        ),
        _QUOTES + "test_a_reply_below_a_quote_that_is_not_marked_stays_and_asks_for_nothing",
    ),
    mutant(
        "signature-without-end",
        "a line of dashes takes no long text along",
        once(_LINES, "if len(signature) > _LONGEST_SIGNATURE:", "if False:"),
        _QUOTES + "test_what_a_person_wrote_is_not_lost",
    ),
    mutant(
        "wrapped-quote-counts",
        "the rest of a wrapped line of a quote asks for nothing",
        once(_LINES, "sure=self.sure and not self._wrapped()", "sure=self.sure"),
        _QUOTES + "test_the_rest_of_a_quoted_line_that_was_wrapped_asks_for_nothing",
    ),
    mutant(
        "writers-own-letter-cut",
        "what the writers tell of their own letters is no quote",
        once(_MARKS, " or BY_THE_WRITER.search(joined)", ""),
        _QUOTES + "test_what_a_person_wrote_is_not_lost",
    ),
    mutant(
        "second-part-unread",
        "what stands below a picture is read",
        once(_TEXT, "for text in texts[1:] if", "for text in texts[:0] if"),
        _QUOTES + "test_what_a_person_wrote_around_a_picture_is_read_whole",
    ),
    mutant(
        "boundary-must-match",
        "a boundary that does not match loses nothing",
        once(
            _MIME,
            "_pieces(body, boundary) or _pieces(body, _first_boundary(body))",
            "_pieces(body, boundary)",
        ),
        "unit/test_shared_mails.py::test_a_failure_below_a_boundary_that_does_not_match_is_read",
        _QUOTES + "test_a_boundary_that_does_not_match_loses_nothing",
    ),
    mutant(
        "multipart-without-parts-unread",
        "a multipart without any boundary is read as text",
        once(_MIME, '            kind = "text/plain"  #', "            kind = kind  #"),
        _QUOTES + "test_a_multipart_without_any_boundary_is_read_as_text",
    ),
    mutant(
        "blanks-hide-the-headers",
        "a first line of blanks hides no header",
        once(_MIME, r'rb"\A(?:[ \t]*+\n)*+"', r'rb"\A\n*+"'),
        _QUOTES + "test_blank_lines_before_the_headers_hide_nothing",
    ),
    mutant(
        "indented-is-quoted",
        "what a person indented is theirs",
        once(_PAGE, "not (self._doubtful or _INDENTED.search(token))", "not self._doubtful"),
        _QUOTES + "test_a_page_is_read_as_its_client_wrote_it",
    ),
    mutant(
        "machine-that-says-so-unheard",
        "a machine that says so ends no sequence",
        once(_MACHINES, "if _says_so(text) or", "if"),
        _TOLD + "test_a_machine_that_says_so_is_one_even_in_a_reply",
    ),
    mutant(
        "question-about-machines-unheard",
        "who asks whether a machine wrote is a person",
        once(_MACHINES, r'not re.match(r"[^.!?\n]{0,200}\?", text[found.end() :])', "True"),
        _TOLD + "test_a_person_is_heard",
    ),
    mutant(
        "holiday-makes-a-machine",
        "who thanks and talks of a holiday is a person",
        once(_MACHINES, " and notices.FOR_A_TIME.search(text[:500])", ""),
        _TOLD + "test_a_person_is_heard",
    ),
    mutant(
        "help-desk-is-a-machine",
        "who replies through a help desk is a person",
        once(_MACHINES, " and not generated,", ","),
        _TOLD + "test_a_person_is_heard",
    ),
    mutant(
        "help-desks-receipt-is-a-reply",
        "the receipt of a help desk is no reply",
        once(_MACHINES, "if notices.RECEIPT_OF_HELP_DESK.search(written) or", "if"),
        _TOLD + "test_a_machine_ends_no_sequence",
    ),
    mutant(
        "month-always-second",
        "12/05 is read both ways",
        once(
            _DAYS,
            "    return Order(month_first=True, guessed=True), Order(month_first=False, guessed=True)\n",
            "    return (Order(month_first=False, guessed=True),)\n",
        ),
        _AWAY + "test_day_and_month_are_told_apart_by_the_language_and_by_what_lies_ahead",
    ),
    mutant(
        "fair-makes-a-hold",
        "a fair makes no hold",
        once(_BACK, "if away or not words.NOT_ABSENT.search(sentence):", "if True:"),
        _AWAY + "test_office_hours_fairs_and_offers_invent_no_hold",
    ),
    mutant(
        "office-hours-make-a-hold",
        "office hours make no hold",
        once(_BACK, " and mention.sure:\n        yield", ":\n        yield"),
        _AWAY + "test_office_hours_fairs_and_offers_invent_no_hold",
    ),
    mutant(
        "doubtful-hold-is-long",
        "a hold that rests on little is short",
        once(_BACK, "day if sure else min(day, today + DOUBTFUL)", "day"),
        _AWAY + "test_an_end_of_which_nothing_says_that_it_is_an_absences_makes_a_short_hold",
    ),
    mutant(
        "other-order-makes-a-long-hold",
        "an order of day and month that a language does not use makes a short hold",
        once(_BACK, "return min(found[0][0], today + DOUBTFUL)", "return found[0][0]"),
        _AWAY + "test_the_order_that_a_language_does_not_use_makes_a_short_hold_at_most",
    ),
)
