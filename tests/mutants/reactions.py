"""An SES event becomes an order, a record and perhaps an alarm: each once, in any order, after any crash."""

from mutants.mutant import mutant, once

_FEEDBACK = "services/feedback/events.py"
_BOUNCE = "domain/bounce.py"
_RULE = "domain/refusal/rule.py"
_REPORT = "domain/inbound/delivery_report.py"
_SAID = "domain/inbound/reported_words.py"
_MAIL = "domain/inbound/bounce_mail.py"
_DELIVERY = "domain/delivery.py"
_MEMORY = "memory/feedback.py"
_DYNAMO = "adapters/dynamodb/feedback.py"
_BEGUN = "        counting = None if kind in _AMPLE else self._react(known)\n"
_HEARD = "unit/test_feedback.py::"
_CRASHES = "unit/test_feedback_crashes.py::"
_BOUNCES = "unit/test_bounce.py::"
_REFUSALS = "unit/test_refusal.py::"
_MAILS = "unit/test_bounce_mails.py::"
_STORES = "contract/test_feedback_stores.py::"
_TOO_MANY = (
    "if ending is not Ending.DELIVERED and sum(history.latest(recipient, policy.of)) > policy.at_most:"
)
_ALL_KNOWN = "test_all_that_is_known_of_a_mail_decides_in_any_order["

REACTIONS = (
    mutant(
        "hard-bounce-orders-nothing",
        "a hard bounce makes an order",
        once(
            _FEEDBACK,
            "            case BounceClass.HARD:\n                self._order(known, Reason.BOUNCED)\n",
            "            case BounceClass.HARD:\n                pass\n",
        ),
        _HEARD + "test_a_hard_bounce_suppresses_everywhere_at_once",
    ),
    mutant(
        "complaint-orders-nothing",
        "a complaint makes an order",
        once(_FEEDBACK, "                self._order(known, Reason.COMPLAINED)\n", ""),
        _HEARD + "test_a_complaint_suppresses_everywhere_at_once",
    ),
    mutant(
        "opt-out-orders-nothing",
        "who opts out at SES itself is unsubscribed",
        once(_FEEDBACK, "self._order(known, Reason.UNSUBSCRIBED)\n", "pass\n"),
        _HEARD + "test_a_person_who_opts_out_at_ses_itself_is_unsubscribed",
    ),
    mutant(
        "any-topic-is-an-opt-out",
        "only who opts out of all mail is unsubscribed",
        once(
            _FEEDBACK,
            "case SesEventKind.SUBSCRIPTION if known.event.opted_out:",
            "case SesEventKind.SUBSCRIPTION:",
        ),
        _HEARD + "test_a_person_who_opts_out_at_ses_itself_is_unsubscribed",
    ),
    mutant(
        "not-spam-suppresses",
        "a not-spam report suppresses nobody",
        once("domain/ses_event.py", 'frozenset({"not-spam", "auth-failure"})', "frozenset()"),
        _HEARD + "test_a_report_in_which_nobody_complains_suppresses_nobody",
    ),
    mutant(
        "block-suppresses-the-address",
        "a block of our server suppresses nobody",
        once(
            _FEEDBACK,
            "                pass  # the receiver blocks us as a sender; the address itself may be fine\n",
            "                self._order(known, Reason.BOUNCED)\n",
        ),
        _HEARD + "test_a_block_of_ours_suppresses_nobody",
    ),
    mutant(
        "block-read-as-dead",
        "a permanent refusal that names a block is a block",
        once(
            _BOUNCE,
            "    About.US: BounceClass.BLOCKED,\n",
            "    About.US: BounceClass.HARD,\n",
        ),
        _BOUNCES + "test_a_block_of_ours_suppresses_nobody_whatever_ses_calls_it",
    ),
    mutant(
        "transient-read-as-dead",
        "what SES calls transient is never a hard bounce",
        once(_BOUNCE, 'if report.bounce_type == "Transient":', "if False:"),
        _BOUNCES + "test_what_ses_calls_transient_is_never_hard",
    ),
    mutant(
        "full-read-as-dead",
        "a full mailbox is not a dead address",
        once(
            _BOUNCE,
            "    About.FULL: BounceClass.SOFT,\n",
            "    About.FULL: BounceClass.HARD,\n",
        ),
        _BOUNCES + "test_a_full_mailbox_is_soft_whatever_ses_calls_it",
    ),
    mutant(
        "soft-bounces-never-trip",
        "too many soft bounces suppress the address",
        once(_FEEDBACK, _TOO_MANY, "if False:"),
        _HEARD + "test_more_than_two_soft_bounces_of_the_last_five_suppress",
    ),
    mutant(
        "soft-bounces-always-trip",
        "one soft bounce suppresses nobody",
        once(_FEEDBACK, _TOO_MANY, "if ending is not Ending.DELIVERED:"),
        _HEARD + "test_more_than_two_soft_bounces_of_the_last_five_suppress",
    ),
    mutant(
        "delivered-mails-not-remembered",
        "delivered mails between soft bounces count",
        once(_FEEDBACK, "                self._outcome(known, Ending.DELIVERED)\n", "                pass\n"),
        _HEARD + "test_more_than_two_soft_bounces_of_the_last_five_suppress",
    ),
    mutant(
        "delivered-outweighs-soft-memory",
        "a mail that bounced softly stays so marked",
        once(_MEMORY, "mails.get((sent_at, message_id), frozenset()) | {ending}", "frozenset({ending})"),
        _STORES + _ALL_KNOWN + "memory-endings0-True]",
    ),
    mutant(
        "delivered-outweighs-soft-dynamodb",
        "a mail that bounced softly stays so marked",
        once(_DYNAMO, "item.is_soft() for", "item.delivered is None for"),
        _STORES + _ALL_KNOWN + "dynamodb-endings0-True]",
    ),
    mutant(
        "bounce-ordered-for-one-campaign",
        "a bounce or complaint counts for every campaign",
        once(_FEEDBACK, "scope=EVERYWHERE,", "scope=event.touch.key.campaign_id,"),
        _HEARD + "test_a_hard_bounce_suppresses_everywhere_at_once",
    ),
    mutant(
        "order-dated-by-its-event",
        "an order counts from when it was given",
        once(_FEEDBACK, "            at=self._ports.clock.now(),\n", "            at=event.at,\n"),
        _HEARD + "test_an_order_stands_from_when_it_was_given",
    ),
    mutant(
        "recorded-before-dealt-with",
        "an event is recorded after all its effects",
        {
            _FEEDBACK: [
                (
                    _BEGUN,
                    (
                        "        self._done = dealt_with(known.record, known.fact, known.mark)\n"
                        "        self._remember(known)\n" + _BEGUN
                    ),
                ),
                (
                    "if dealt_with(known.record, known.fact, known.mark):",
                    "if self._done:",
                ),
            ]
        },
        _CRASHES + "test_dying_at_any_write_changes_nothing_about_the_result",
    ),
    mutant(
        "copies-dealt-with-again",
        "an event that is recorded is not handled again",
        once(
            _FEEDBACK,
            "if dealt_with(known.record, known.fact, known.mark):",
            "if False:",
        ),
        _HEARD + "test_an_order_that_an_operator_lifted_is_not_given_again_by_a_copy_of_its_event",
    ),
    mutant(
        "second-bounce-taken-for-a-copy",
        "another event of the same kind is not taken for a copy",
        once(_DELIVERY, " and record.marks[fact].at == mark.at", ""),
        _HEARD + "test_an_order_that_an_operator_lifted_is_not_given_again_by_a_copy_of_its_event",
    ),
    mutant(
        "feedback-swallows-a-store-failure",
        "an event that a store could not take comes again",
        {
            _FEEDBACK: [
                (
                    "from outreach.services.feedback.breakers import",
                    (
                        "from outreach.errors import StoreUnavailable\n"
                        "from outreach.services.feedback.breakers import"
                    ),
                ),
                (
                    _BEGUN,
                    (
                        "        try:\n"
                        "            counting = None if kind in _AMPLE else self._react(known)\n"
                        "        except StoreUnavailable:\n"
                        "            counting = None\n"
                    ),
                ),
            ]
        },
        _CRASHES + "test_a_store_that_does_not_respond_raises_so_that_the_event_comes_again",
    ),
    mutant(
        "latest-mark-wins",
        "of two events of a kind the earlier one is kept",
        once(_DELIVERY, "first = min(record.marks.get(fact, mark), mark)", "first = mark"),
        _STORES + "test_marks_merge_to_the_earliest_in_any_order_and_any_number_of_times[memory]",
    ),
    mutant(
        "latest-mark-wins-dynamodb",
        "of two events of a kind the earlier one is kept",
        once(_DYNAMO, "place.does_not_exist() | (place > text))", "place.does_not_exist() | place.exists())"),
        _STORES + "test_marks_merge_to_the_earliest_in_any_order_and_any_number_of_times[dynamodb]",
    ),
    mutant(
        "first-heard-mark-wins-dynamodb",
        "an earlier event that comes later replaces the kept one",
        once(_DYNAMO, "place.does_not_exist() | (place > text))", "place.does_not_exist())"),
        _STORES + "test_marks_merge_to_the_earliest_in_any_order_and_any_number_of_times[dynamodb]",
    ),
    mutant(
        "message-ids-not-merged",
        "a record holds every message id of its touch",
        once(_DELIVERY, "record.message_ids | {message_id}", "frozenset({message_id})"),
        _STORES + "test_every_message_id_is_kept_even_by_an_event_that_adds_no_time[memory]",
    ),
    mutant(
        "message-ids-not-merged-dynamodb",
        "a record holds every message id of its touch",
        once(_DYNAMO, "if not written.applied and message_id not in _ids(written.item):", "if False:"),
        _STORES + "test_every_message_id_is_kept_even_by_an_event_that_adds_no_time[dynamodb]",
    ),
    mutant(
        "second-mail-unnoticed",
        "two mails for one touch raise an alarm",
        once(_FEEDBACK, "second = len(seen | recorded) > 1 or ", "second = "),
        _HEARD + "test_two_message_ids_for_one_touch_raise_the_alarm",
    ),
    mutant(
        "own-mail-not-compared",
        "an event's mail is compared with that of the touch",
        once(_FEEDBACK, "len(seen | recorded) > 1", "len(seen) > 1"),
        _HEARD + "test_one_id_that_differs_from_the_touchs_own_is_enough",
    ),
    mutant(
        "mail-of-a-lost-claim-unnoticed",
        "a mail of an attempt that is not recorded raises the alarm",
        once(
            _FEEDBACK,
            "        if not is_ours:\n            self._suspect(event, enrollment)\n",
            "        if not is_ours:\n",
        ),
        _HEARD + "test_a_mail_of_an_attempt_that_is_not_on_record_raises_it_before_a_second_mail_is_heard_of",
    ),
    mutant(
        "stray-mail-unnoticed",
        "a mail of ours that went to another address raises the alarm",
        once(_FEEDBACK, "            if is_ours:\n", "            if False:\n"),
        _HEARD + "test_a_mail_of_ours_to_another_address_raises_the_alarm_and_tells_nothing_about_the_lead",
    ),
    mutant(
        "mail-of-a-lost-claim-heard-first",
        "it raises the alarm even if its event comes first",
        once(
            _FEEDBACK,
            "if touch is None or touch.ses_message_id != event.ses_message_id:",
            "if touch is not None and touch.ses_message_id not in (None, event.ses_message_id):",
        ),
        _HEARD + "test_a_mail_of_an_attempt_that_is_not_on_record_raises_it_before_a_second_mail_is_heard_of",
    ),
    mutant(
        "order-written-to-the-enrollment",
        "an order from outside goes to the Suppression table",
        {
            _FEEDBACK: [
                (
                    "from outreach.domain import evidence\n",
                    "from outreach.domain import evidence, settlement\n",
                ),
                (
                    "import Enrollment, EnrollmentKey\n",
                    "import Enrollment, EnrollmentKey, Fence, State\n",
                ),
                (
                    "if self._ports.suppressions.order_recipient(lead.recipient, lead.address, order):",
                    (
                        "it, now = known.enrollment, self._ports.clock.now()\n"
                        "        ended = settlement.skip(it, known.campaign, order.reason, now)\n"
                        "        if it.state is State.DUE and "
                        "self._ports.enrollments.move(it.key, Fence(it.step, it.attempt), ended):"
                    ),
                ),
            ]
        },
        _HEARD + "test_an_order_that_comes_while_a_mail_is_on_its_way_outlives_its_settle",
    ),
    mutant(
        "unclear-read-as-dead",
        "a refusal that does not say what it is about suppresses nobody",
        once(_BOUNCE, "    About.UNCLEAR: BounceClass.UNCLEAR,\n", "    About.UNCLEAR: BounceClass.HARD,\n"),
        _HEARD + "test_a_refusal_that_does_not_say_what_it_is_about_suppresses_nobody",
    ),
    mutant(
        "unclear-read-as-dead-by-mail",
        "a bounce by mail that does not say what it is about is no hard one",
        once(_REPORT, "    About.UNCLEAR: Severity.UNKNOWN,\n", "    About.UNCLEAR: Severity.HARD,\n"),
        _MAILS + "test_a_report_is_judged_by_what_the_server_said",
    ),
    mutant(
        "block-read-as-dead-by-mail",
        "a bounce by mail that names a block is no hard one",
        once(_REPORT, "    About.US: Severity.SOFT,\n", "    About.US: Severity.HARD,\n"),
        _MAILS + "test_a_report_is_judged_by_what_the_server_said",
    ),
    mutant(
        "unclear-suppresses",
        "what is not understood makes no order",
        once(
            _FEEDBACK,
            "                pass  # nothing was said of the address\n",
            "                self._order(known, Reason.BOUNCED)\n",
        ),
        _HEARD + "test_a_refusal_that_does_not_say_what_it_is_about_suppresses_nobody",
    ),
    mutant(
        "refused-command-not-read",
        "before the recipient is named, nothing is said of it",
        once(_RULE, "if stage is Stage.BEFORE:", "if False:"),
        _REFUSALS + "test_before_the_recipient_was_named_nothing_is_said_of_it",
    ),
    mutant(
        "code-after-data-proves",
        "a code in response to DATA says nothing about one recipient",
        once(_RULE, "code in _GONE_CODES and stage is not Stage.DATA", "code in _GONE_CODES"),
        _REFUSALS + "test_before_the_recipient_was_named_nothing_is_said_of_it",
    ),
    mutant(
        "blame-does-not-win",
        "words about us win over words about the recipient",
        once(_RULE, "        (ours, About.US),\n", ""),
        _BOUNCES + "test_each_type_and_each_contradiction",
    ),
    mutant(
        "added-code-believed",
        "a code that a program in between adds proves nothing",
        once(_RULE, "if own is None or (has_words(said) and own[1] in _GONE_CODES):", "if own is None:"),
        _REFUSALS + "test_a_dead_code_of_a_program_in_between_proves_nothing_beside_the_servers_words",
    ),
    mutant(
        "temporary-read-as-dead",
        "a code of 4.x.x is never about an address for good",
        once(_RULE, 'temporary = code.startswith("4") and (gone or perhaps_gone)', "temporary = False"),
        _REFUSALS + "test_what_a_server_says_is_about",
    ),
    mutant(
        "maybe-read-as-is",
        "what only may be so states nothing",
        once(_RULE, 'recipient.HEDGED.sub(" ", _SPACE.sub(" ", text))', '_SPACE.sub(" ", text)'),
        _REFUSALS + "test_what_only_may_be_so_states_nothing",
    ),
    mutant(
        "addresses-read-as-words",
        "an address may hold any words",
        once(_RULE, '        (_ADDRESS, "~"),\n', ""),
        _REFUSALS + "test_addresses_hosts_and_links_hold_any_words",
    ),
    mutant(
        "recipients-judged-as-one",
        "each recipient of a mail is judged by its own words",
        once(_MAIL, '_failure(recipient, each.get(recipient, ""))', "_failure(recipient, evidence.text)"),
        _MAILS + "test_addresses_in_a_row_share_the_reason_that_follows",
    ),
    mutant(
        "address-cut-at-a-dot",
        "an address is never cut at a dot",
        once(_SAID, r"(?:\.{_LABEL_OF_HOST})*+)", r"(?:\.{_LABEL_OF_HOST})*)"),
        _MAILS + "test_an_address_is_never_cut_at_a_dot",
    ),
    mutant(
        "sendmails-words-believed",
        "what Sendmail adds to a refusal is not what the server said",
        once(_SAID, "for line in lines if not _ADDED.match(line)", "for line in lines"),
        _MAILS + "test_what_sendmail_adds_to_a_refusal_is_not_the_servers",
    ),
    mutant(
        "automatic-reply-suppresses",
        "automatic replies to delivered mails suppress nobody",
        once(_FEEDBACK, "Ending.SOFT_UNLESS_DELIVERED if doubtful else Ending.SOFT", "Ending.SOFT"),
        _HEARD + "test_automatic_replies_to_three_mails_suppress_nobody_in_whatever_order_they_are_heard_of",
    ),
    mutant(
        "automatic-reply-counts",
        "an automatic reply is not counted as a bounce",
        once(
            _FEEDBACK,
            "        if not answered:\n            self",
            "        if True:\n            self",
        ),
        _HEARD + "test_an_automatic_reply_is_not_counted_as_a_bounce",
    ),
    mutant(
        "prediction-read-as-dead",
        "a prediction of SES suppresses nobody",
        once(_BOUNCE, "    PREDICTED: BounceClass.WITHHELD,\n", "    PREDICTED: BounceClass.HARD,\n"),
        _HEARD + "test_a_prediction_of_ses_is_on_record_and_suppresses_and_counts_nobody",
    ),
    mutant(
        "prediction-orders",
        "what SES only predicts makes no order",
        once(
            _FEEDBACK,
            "                pass  # SES did not try; nobody has refused the mail\n",
            "                self._order(known, Reason.BOUNCED)\n",
        ),
        _HEARD + "test_a_prediction_of_ses_is_on_record_and_suppresses_and_counts_nobody",
    ),
    mutant(
        "prediction-counts",
        "a mail that SES did not try does not count for the breakers",
        once(_BOUNCE, "_NOT_COUNTED = frozenset({PREDICTED, ", "_NOT_COUNTED = frozenset({"),
        _BOUNCES + "test_breakers_count_what_aws_counts_and_blocks",
    ),
    mutant(
        "tenants-list-not-known",
        "an address on the list of a tenant is suppressed",
        once(
            _BOUNCE,
            '_OWN_LISTS = frozenset({"Suppressed", ON_ACCOUNT_LIST, ON_TENANT_LIST, ',
            '_OWN_LISTS = frozenset({"Suppressed", ON_ACCOUNT_LIST, ',
        ),
        _BOUNCES + "test_each_type_and_each_contradiction",
    ),
    mutant(
        "accounts-list-counts",
        "a mail that the account's list kept back does not count a second time",
        once(
            _BOUNCE,
            "_NOT_COUNTED = frozenset({PREDICTED, ON_ACCOUNT_LIST, ",
            "_NOT_COUNTED = frozenset({PREDICTED, ",
        ),
        _HEARD + "test_a_suppression_list_of_ses_means_hard_but_is_no_harm_of_ours",
    ),
    mutant(
        "tenants-list-counts",
        "a mail that a tenant's list kept back does not count a second time",
        once(
            _BOUNCE,
            'ON_ACCOUNT_LIST, ON_TENANT_LIST, "UnsubscribedRecipient"})\n_OUR',
            'ON_ACCOUNT_LIST, "UnsubscribedRecipient"})\n_OUR',
        ),
        _HEARD + "test_a_suppression_list_of_ses_means_hard_but_is_no_harm_of_ours",
    ),
    mutant(
        "list-of-ses-always-believed",
        "an entry in SES's list proves nothing after a refusal that was not about the address",
        once(_BOUNCE, "if spared and report.sub_type == ON_ACCOUNT_LIST:", "if False:"),
        _HEARD
        + "test_a_list_entry_after_a_permanent_bounce_that_said_nothing_final_of_the_address_is_not_hard",
    ),
    mutant(
        "transient-bounces-spare",
        "SES lists nobody for a transient bounce, so its list is believed then",
        once(_BOUNCE, 'return report.bounce_type == "Permanent" and verdict', "return verdict"),
        _HEARD + "test_a_list_entry_that_such_a_bounce_did_not_make_is_hard",
    ),
)
