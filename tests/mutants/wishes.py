"""Wishes not to be written to: how certain they are, whom a forged mail can reach, and what a person says of them."""

from mutants.mutant import mutant, once

_RULES = "domain/reply.py"
_ELIGIBILITY = "domain/eligibility.py"
_WISH = "domain/inbound/unsubscribe_request.py"
_WRITER = "domain/inbound/authentication.py"
_SERVICE = "services/inbound/replies.py"
_LABELS = "services/operator/labelling.py"
_ELIGIBLE = "unit/test_eligibility.py::TestOrders::"
_REPLIED = "unit/test_replies.py::"
_LABELLED = "unit/test_labelling.py::"
_WISHED = "unit/test_wishes.py::"
_NET = "domain/inbound/wish_net.py"
_SIGNS = "domain/inbound/reply_signs.py"
_WEIGHT = "domain/inbound/reply_weight.py"
_WEIGHED = "unit/test_reply_weight.py::"
_CAUGHT = "unit/test_wish_net.py::test_ending_refusing_and_complaining_are_caught"
_LET = "unit/test_wish_net.py::test_what_an_ordinary_reply_is_about_is_let_through"
_STORES = "contract/test_inbound_stores.py::"

WISHES = (
    mutant(
        "possible-unsubscribe-sends",
        "nothing is sent while a person has still to say whether it was an unsubscribe",
        once(_ELIGIBILITY, "        or _undecided(standing, enrollment, now)\n", ""),
        _ELIGIBLE + "test_a_possible_unsubscribe_delays_and_ends_nothing",
    ),
    mutant(
        "possible-unsubscribe-ends",
        "a possible unsubscribe ends nothing in other campaigns, because a person may lift it",
        once(_ELIGIBILITY, "(order for order in orders if not order.waits_for_a_person)", "orders"),
        _ELIGIBLE + "test_a_possible_unsubscribe_delays_and_ends_nothing",
    ),
    mutant(
        "possible-unsubscribe-of-a-domain-sends",
        "an order about the domain counts, whatever its reason",
        once(_ELIGIBILITY, "rows = (standing.recipient, *standing.domains)", "rows = (standing.recipient,)"),
        _ELIGIBLE + "test_a_possible_unsubscribe_delays_and_ends_nothing",
    ),
    mutant(
        "possible-unsubscribe-orders-nothing",
        "a possible unsubscribe stops every campaign until it is decided",
        once(_RULES, "SOURCE, actor, now) if possible else None", "SOURCE, actor, now) if False else None"),
        _REPLIED + "test_a_possible_wish_ends_its_campaign_and_stops_the_others_until_a_person_has_read_it",
    ),
    mutant(
        "forged-reply-ends-the-company",
        "a reply that nothing shows to be genuine reaches its lead only",
        once(_RULES, " and trust is not Trust.DOUBTFUL else None", " else None"),
        _REPLIED
        + "test_a_reply_that_nothing_shows_to_be_genuine_ends_the_campaign_for_its_lead_and_nobody_else",
    ),
    mutant(
        "forged-wish-believed",
        "a certain wish of a writer whom nothing shows is a possible one",
        once(
            _RULES,
            "    if said.kind is MailKind.UNSUBSCRIBE and trust is Trust.DOUBTFUL:\n",
            "    if False:\n",
        ),
        _REPLIED + "test_a_certain_wish_of_a_writer_whom_nothing_shows_is_a_possible_one",
    ),
    mutant(
        "forged-absence-holds-for-long",
        "an absence that nothing shows to be genuine holds for three days",
        once(_RULES, "min(until, now + SHORT_HOLD) if trust is Trust.DOUBTFUL else until", "until"),
        _REPLIED + "test_a_doubtful_absence_holds_nobody_for_long",
    ),
    mutant(
        "verdict-of-another-server",
        "only the server that received the mail says whether its writer is genuine",
        once(_WRITER, "server.strip() != receiver or _SLIPPED_IN", "_SLIPPED_IN"),
        _REPLIED
        + "test_a_reply_that_nothing_shows_to_be_genuine_ends_the_campaign_for_its_lead_and_nobody_else",
    ),
    mutant(
        "verdict-slipped-in",
        "a verdict in the words of the sender counts for nothing",
        once(_WRITER, " or _SLIPPED_IN.search(header)", ""),
        _REPLIED
        + "test_a_reply_that_nothing_shows_to_be_genuine_ends_the_campaign_for_its_lead_and_nobody_else",
    ),
    mutant(
        "verdict-in-an-encoded-word",
        "a header is read as written: an address may be an encoded word with a verdict in it",
        once(
            _WRITER,
            'mail.headers.written("authentication-results")\n',
            'mail.headers.all("authentication-results")\n',
        ),
        _REPLIED
        + "test_a_reply_that_nothing_shows_to_be_genuine_ends_the_campaign_for_its_lead_and_nobody_else",
    ),
    mutant(
        "verdict-out-of-a-comment",
        "a comment that no space sets apart may close what the server opened",
        once(_WRITER, ' or "(" in results or ")" in results', ""),
        _REPLIED
        + "test_a_reply_that_nothing_shows_to_be_genuine_ends_the_campaign_for_its_lead_and_nobody_else",
    ),
    mutant(
        "verdict-in-the-greeting",
        "a part that is neither a verdict nor a property of SPF may be the sender's",
        once(_WRITER, "        else:\n            return []\n", ""),
        _REPLIED
        + "test_a_reply_that_nothing_shows_to_be_genuine_ends_the_campaign_for_its_lead_and_nobody_else",
    ),
    mutant(
        "public-suffixes-speak",
        "a public suffix speaks for nobody below it",
        once(_WRITER, " and not is_public_suffix(shorter)", ""),
        _REPLIED + "test_a_pass_of_a_domain_below_which_anybody_may_have_one_shows_nobody",
    ),
    mutant(
        "verdict-given-twice",
        "a receiver gives one verdict of DMARC",
        once(
            _WRITER,
            "if any(sum(method == once for method, *_ in given) > 1 for once in _GIVEN_ONCE):",
            "if False:",
        ),
        _REPLIED
        + "test_a_reply_that_nothing_shows_to_be_genuine_ends_the_campaign_for_its_lead_and_nobody_else",
    ),
    mutant(
        "verdict-about-another-domain",
        "the domain that passed must be the writer's",
        once(_WRITER, "any(_together(domain, passed) for passed in", "any(passed for passed in"),
        _REPLIED
        + "test_a_reply_that_nothing_shows_to_be_genuine_ends_the_campaign_for_its_lead_and_nobody_else",
    ),
    mutant(
        "second-writer",
        "a mail with two writers shows nothing about either",
        once(_WRITER, "len(writers) != 1", "len(writers) < 1"),
        _REPLIED + "test_a_second_writer_may_hide_behind_the_first",
    ),
    mutant(
        "doubt-unheard",
        "a request with a doubt in it is possible, and not certain",
        once(
            _WISH,
            "any(words.ASKS.search(each) and not is_doubtful(each) for each in said)",
            "any(words.ASKS.search(each) for each in said)",
        ),
        _WISHED + "test_nobody_is_unsubscribed_by_what_is_no_request",
    ),
    mutant(
        "wish-only-if-certain",
        "what is near a request is possible",
        once(
            _WISH,
            "return Wish.NONE if leaning is Leaning.ORDINARY else Wish.POSSIBLE",
            "return Wish.NONE",
        ),
        _WISHED + "test_a_request_is_possible_at_least",
    ),
    mutant(
        "net-catches-nothing",
        "what the net catches counts when a reply is weighed",
        once(_SIGNS, "if any(is_caught(sentence)", "if any(False and is_caught(sentence)"),
        _WEIGHED + "test_what_is_near_a_request_is_a_sign",
    ),
    mutant(
        "asks-though-ordinary",
        "a request in a reply that as a whole is about something else waits for a person",
        once(_WISH, "if asks or alone or titled:", "if alone or titled:"),
        _WEIGHED + "test_what_the_weight_of_a_reply_decides",
    ),
    mutant(
        "reply-weighs-nothing",
        "a short reply that is like those of people who want no more mails waits for a person",
        once(_WEIGHT, "Leaning.UNSURE if points > _TO_BE_READ else Leaning.ORDINARY", "Leaning.ORDINARY"),
        _WEIGHED + "test_a_reply_leans_to_one_side",
    ),
    mutant(
        "no-sign-held",
        "a reply without a sign of a wish is ordinary whatever its words weigh",
        once(_WEIGHT, "    if not shown.keys() & SIGNS_OF_WISHES:\n", "    if False:\n"),
        _WEIGHED + "test_a_reply_without_a_sign_of_a_wish_is_ordinary_whatever_it_weighs",
    ),
    mutant(
        "unsure-certain",
        "nobody is unsubscribed by a reply that is rather an ordinary one",
        once(_WEIGHT, "    if points > _A_WISH:\n", "    if points > _TO_BE_READ:\n"),
        _WEIGHED + "test_who_is_only_unsure_is_unsubscribed_by_nothing",
    ),
    mutant(
        "words-weigh-by-number",
        "all words of a reply weigh the same, however many there are",
        once(_SIGNS, "_OF_WORDS / sqrt(len(words) or 1)", "_OF_WORDS"),
        _WEIGHED + "test_the_words_of_a_reply_are_signs_and_weigh_the_same_in_all",
    ),
    mutant(
        "certain-though-ordinary",
        "nobody is unsubscribed by a reply that as a whole is about something else",
        once(_WISH, "if asks and leaning in {Leaning.WISH, Leaning.UNKNOWN}:", "if asks:"),
        _WEIGHED + "test_what_the_weight_of_a_reply_decides",
    ),
    mutant(
        "opposite-of-a-wish-held",
        "who asks to stay is no matter for a person",
        once(_WEIGHT, "all(REFUSED.search(folded(sentence)) for sentence in sentences)", "False"),
        _WEIGHED + "test_a_reply_leans_to_one_side",
    ),
    mutant(
        "other-languages-ordinary",
        "a reply in a language without topics is looked at sentence by sentence",
        once(_WEIGHT, "        return Leaning.UNKNOWN\n", "        return Leaning.ORDINARY\n"),
        _WEIGHED + "test_what_the_weight_of_a_reply_decides",
    ),
    mutant(
        "long-reply-weighed",
        "a long reply is about many things, and is not weighed",
        once(_WISH, "weighed(sentences) if brief else Leaning.UNKNOWN", "weighed(sentences)"),
        _WEIGHED + "test_what_the_weight_of_a_reply_decides",
    ),
    mutant(
        "net-catches-ordinary",
        "a date, a thing, somebody else and interest are let through",
        once(_NET, "    if parts & _ORDINARY:\n", "    if False:\n"),
        _LET,
    ),
    mutant(
        "net-catches-the-lost",
        "a mail that did not arrive is no wish",
        once(_NET, "(Part.GOT in parts and not _near(no, wants, _NOT_WANTED))", "False"),
        _LET,
    ),
    mutant(
        "net-catches-reminders-of-people",
        "who is not to be forgotten wishes to be written to",
        once(_NET, "    if not places or _near(no, places, _DO_NOT_FORGET):\n", "    if not places:\n"),
        _LET,
    ),
    mutant(
        "net-catches-a-word",
        "one angry word in a foreign sentence is none",
        once(_NET, "return not alone and any(", "return any("),
        _LET,
    ),
    mutant(
        "net-catches-denials",
        "what is said not to be annoying is no complaint",
        once(
            _NET,
            "any(not _has(marks[max(0, place - _NOT_SO)",
            "any(True or not _has(marks[max(0, place - _NOT_SO)",
        ),
        _LET,
    ),
    mutant(
        "net-catches-another-address",
        "who names an address to write to is let through",
        once(_NET, 'if "@" in sentence or _lets_through', "if _lets_through"),
        _LET,
    ),
    mutant(
        "net-catches-questions",
        "a question is no refusal",
        once(_NET, "    if asks:\n", "    if False:\n"),
        _LET,
    ),
    mutant(
        "net-counts-not-twice",
        "two words may be one not",
        once(_NET, "1 if language in _ONE_NOT else 2", "1"),
        _LET,
    ),
    mutant(
        "net-takes-verbs-for-me",
        "a me that belongs to the verb is nobody",
        once(_NET, "mine = Part.MINE in parts and language not in _ONESELF", "mine = Part.MINE in parts"),
        _LET,
    ),
    mutant(
        "dated-wish-certain",
        "a date makes a wish doubtful",
        once(_WISH, "    if speaks_of_something_else(sentence):\n", "    if False:\n"),
        "unit/test_wish_net.py::test_a_date_makes_a_wish_doubtful",
    ),
    mutant(
        "ordered-again-after-the-label",
        "a mail that comes again after its label gives no order again",
        once(
            _SERVICE,
            "if orders.possible is None or self._ports.replies.standing(reply) is not None:",
            "if orders.possible is None:",
        ),
        _REPLIED + "test_what_comes_again_after_its_label_gives_no_order_again",
    ),
    mutant(
        "labelled-unsubscribe-orders-nothing",
        "what a person calls an unsubscribe is one, everywhere",
        once(_LABELS, "if address and label is Label.UNSUBSCRIBE:", "if False:"),
        _LABELLED + "test_an_unsubscribe_holds_everywhere_and_the_question_is_closed",
    ),
    mutant(
        "label-lifts-while-another-waits",
        "the question stays while another reply of the person waits",
        once(_LABELS, "if any(reply.waits_for_a_label for reply in replies):", "if False:"),
        _LABELLED + "test_of_two_replies_of_a_person_the_last_label_lifts_the_question",
    ),
    mutant(
        "label-lifts-the-order-of-a-mail-on-its-way",
        "a label lifts only an order whose mail has a label",
        once(_LABELS, "order.version in labelled and self._lifted(row, order)", "self._lifted(row, order)"),
        _LABELLED + "test_a_mail_whose_record_is_on_its_way_keeps_its_order",
    ),
    mutant(
        "closed-before-it-is-carried-out",
        "a reply waits until its label is carried out",
        {
            _LABELS: [
                (
                    "        if asked:\n            self._replies.close(reply)\n        return Labelled",
                    "        return Labelled",
                ),
                (
                    "            self._same_label(reply, label)\n",
                    "            self._same_label(reply, label)\n        self._replies.close(reply)\n",
                ),
            ]
        },
        _LABELLED + "test_a_label_that_died_half_way_is_carried_out_when_it_is_repeated",
    ),
    mutant(
        "label-overwritten-memory",
        "of two people the first one decides",
        once(
            "memory/inbound.py",
            "if standing is None or standing.label is not reply.label:",
            "if standing is None:",
        ),
        _STORES + "test_a_reply_is_labelled_once_and_waits_until_it_is_closed[memory]",
    ),
    mutant(
        "label-overwritten-dynamodb",
        "of two people the first one decides",
        once(
            "adapters/dynamodb/replies.py",
            "ReplyItem.pk.exists() & as_read).applied",
            "ReplyItem.pk.exists()).applied",
        ),
        _STORES + "test_a_reply_is_labelled_once_and_waits_until_it_is_closed[dynamodb]",
    ),
    mutant(
        "label-replaces-one-that-was-not-read-memory",
        "a label replaces the label that was read and no other",
        once(
            "memory/inbound.py",
            "standing.label is not reply.label:",
            "standing.label is not None and reply.label is None:",
        ),
        _STORES + "test_a_label_takes_the_place_of_the_one_that_was_read_and_of_no_other[memory]",
    ),
    mutant(
        "label-replaces-one-that-was-not-read-dynamodb",
        "a label replaces the label that was read and no other",
        once(
            "adapters/dynamodb/replies.py",
            "else ReplyItem.label == reply.label",
            "else ReplyItem.label.exists()",
        ),
        _STORES + "test_a_label_takes_the_place_of_the_one_that_was_read_and_of_no_other[dynamodb]",
    ),
    mutant(
        "unsubscribe-labelled-away",
        "what a person called an unsubscribe stays one",
        once(
            "domain/reply_label.py",
            "if reply.label is Label.UNSUBSCRIBE and label is not Label.UNSUBSCRIBE:",
            "if False:",
        ),
        _LABELLED + "test_what_was_labelled_unsubscribe_stays_that",
    ),
    mutant(
        "label-of-another-reply-lifts",
        "only a reply that asked the question takes it back",
        once(_LABELS, "asked = reply.kind is MailKind.POSSIBLE_UNSUBSCRIBE", "asked = True"),
        _LABELLED + "test_a_label_of_another_reply_leaves_the_question",
    ),
    mutant(
        "quoted-line-poses-as-ours",
        "each line of a stranger's text has a mark, also one that is broken for want of room",
        once(
            "cli/output.py",
            'console.print(f"{mark}{part.plain}".rstrip(), soft_wrap=True)',
            'console.print(f"{mark if not part.plain.startswith("id") else mark[:2]}{part.plain}".rstrip(), soft_wrap=True)',
        ),
        "unit/test_replies_command.py::test_a_line_that_is_broken_cannot_pose_as_one_of_ours",
    ),
    mutant(
        "waits-again-after-its-label",
        "what has a label does not wait again",
        once(
            "adapters/dynamodb/replies.py",
            "        if kept.waits_for_a_label:\n",
            "        if kept.kind is MailKind.POSSIBLE_UNSUBSCRIBE:\n",
        ),
        _STORES + "test_what_comes_again_after_its_label_does_not_wait_again[dynamodb]",
    ),
    mutant(
        "nobody-is-reminded",
        "while replies wait, a person hears of it each day",
        once("services/tick/reminder.py", 'alarms.count("RepliesWaiting", waiting)', "pass"),
        "unit/test_tick.py::test_what_waits_for_a_person_is_counted_in_one_hour_of_the_day",
    ),
    mutant(
        "forgotten-people-wait",
        "a reply that was kept while its writer was forgotten is removed at the next look",
        once(
            "services/operator/reply_search.py",
            "if enrollment is not None and is_erased(enrollment.lead):",
            "if False:",
        ),
        _LABELLED + "test_a_reply_that_was_kept_while_its_writer_was_forgotten_is_removed_at_the_next_look",
    ),
    mutant(
        "lost-records-alarm",
        "an item whose record was erased while it was kept counts for nothing",
        once(
            "adapters/dynamodb/replies.py",
            "return len(self.waiting())",
            "return len(list(stream(self._waiting.query, _WAITING)))",
        ),
        _STORES + "test_what_is_erased_while_it_is_kept_counts_for_nothing_and_is_gone_after_a_look",
    ),
)
