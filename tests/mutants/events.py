"""An SES event counts only if it is about an attempt of ours, and settles only what nobody has settled yet."""

from mutants.mutant import mutant, once

_FEEDBACK = "services/feedback/events.py"
_EVENT = "ses_event_messages.py"
_EVIDENCE = "domain/evidence.py"
_SETTLEMENT = "domain/settlement.py"
_SES_EVENT = "domain/ses_event.py"
_HEARD = "unit/test_feedback.py::"
_REFUSED = _HEARD + "test_what_is_forged_foreign_or_malformed_is_counted_and_changes_nothing"

EVENTS = (
    mutant(
        "colons-end-an-event",
        "an address of colons in an event is read without an error",
        once(_SES_EVENT, "    except RecursionError:  #", "    except ZeroDivisionError:  #"),
        "unit/test_ses_event.py::test_an_address_of_any_length_is_read_without_an_error",
    ),
    mutant(
        "event-of-any-source-believed",
        "an event is believed only if it comes from SES through EventBridge",
        once(_EVENT, ' or raw.get("source") != SOURCE', ""),
        _REFUSED,
    ),
    mutant(
        "event-of-any-account-believed",
        "an event is believed only if it is of our account",
        once(
            _FEEDBACK,
            "        if event.account != self._own.account:\n            return Unusable.",
            "        if False:\n            return Unusable.",
        ),
        _REFUSED,
    ),
    mutant(
        "event-of-any-configuration-set-believed",
        "an event is believed only for our configuration sets",
        once(
            _FEEDBACK,
            "if self._own.configuration_set not in event.configuration_sets:",
            "if False:",
        ),
        _REFUSED,
    ),
    mutant(
        "event-with-two-claims-believed",
        "a tag with two values names no touch",
        once(
            _EVENT,
            "for name, values in given.items() if len(values) == 1}",
            "for name, values in given.items()}",
        ),
        _REFUSED,
    ),
    mutant(
        "event-of-a-rehearsal-believed",
        "an event about a rehearsal is never believed",
        once(_EVENT, "if is_rehearsal(tags.run) or tags.run != LIVE:", "if False:"),
        _HEARD + "test_a_rehearsal_cannot_be_heard_of",
    ),
    mutant(
        "event-of-any-claim-believed",
        "an event counts only for an attempt that is recorded",
        once(_FEEDBACK, "is_ours = evidence.knows(enrollment, step, event.claim_id)", "is_ours = True"),
        _REFUSED,
    ),
    mutant(
        "event-of-an-earlier-claim-refused",
        "an event about a mail that was ordered again counts",
        once(_EVIDENCE, "(touch.claim_id, *touch.earlier_claims)", "(touch.claim_id,)"),
        _HEARD + "test_what_is_said_of_a_mail_that_was_ordered_again_is_an_order_too",
    ),
    mutant(
        "earlier-claim-not-kept",
        "the claim of a mail that is ordered again is kept",
        once(_SETTLEMENT, "        earlier_claims=earlier,\n", ""),
        _HEARD + "test_what_is_said_of_a_mail_that_was_ordered_again_is_an_order_too",
    ),
    mutant(
        "only-the-last-earlier-claim-kept",
        "the claims of all mails that were ordered again are kept",
        once(_SETTLEMENT, "earlier = recorded.earlier_claims + (", "earlier = ("),
        _HEARD + "test_of_each_mail_that_was_ordered_again_what_is_said_counts",
    ),
    mutant(
        "earlier-claims-not-written-dynamodb",
        "the claim of a mail that is ordered again is kept",
        once(
            "adapters/dynamodb/enrollments.py",
            '        **({"earlier_claims": {LIST: earlier}} if earlier else {}),\n',
            "",
        ),
        "contract/test_enrollments.py::TestMove::"
        "test_the_claim_of_what_is_ordered_again_is_known_for_good_and_settles_nothing[dynamodb]",
    ),
    mutant(
        "second-mail-on-its-way-unnoticed",
        "a mail whose touch was claimed again raises the alarm",
        once(_FEEDBACK, " or evidence.superseded(enrollment, step, event.claim_id)", ""),
        _HEARD + "test_it_is_raised_while_the_second_mail_is_on_its_way",
    ),
    mutant(
        "second-mail-reported-that-is-none",
        "an order to send again raises no alarm if nothing was sent again",
        once(_EVIDENCE, " and enrollment.claim_id != claim_id", ""),
        _HEARD + "test_as_long_as_there_is_one_mail_only_nothing_is_raised",
    ),
    mutant(
        "event-about-any-address-believed",
        "an event counts only if it is about the enrollment's address",
        once(_FEEDBACK, "place = 0 if forgotten else event.about(enrollment.lead.address)", "place = 0"),
        _REFUSED,
    ),
    mutant(
        "event-to-any-address-believed",
        "an event counts only if its mail went to the enrollment's address",
        once(_SES_EVENT, "if wanted not in map(canonical, self.destination):", "if False:"),
        _REFUSED,
    ),
    mutant(
        "bounce-by-what-it-is-called",
        "a report of one recipient is ours, whatever it calls them",
        once(_SES_EVENT, "if len(written) == 1:", "if False:"),
        _HEARD + "test_a_report_of_one_recipient_is_about_whom_the_mail_was_sent_to",
    ),
    mutant(
        "bounce-of-several-is-of-the-first",
        "of several recipients, only the one at our address is ours",
        once(_SES_EVENT, "if len(written) == 1:", "if written:"),
        _REFUSED,
    ),
    mutant(
        "event-of-the-first-recipient",
        "of several bounces, the one of our recipient counts",
        once(_FEEDBACK, "bounce = event.bounces[place] if", "bounce = event.bounces[0] if"),
        _HEARD + "test_the_one_who_bounced_is_found_among_several",
    ),
    mutant(
        "forgotten-not-settled",
        "an event settles the mail of somebody who was forgotten",
        once(
            _FEEDBACK,
            "forgotten = is_erased(enrollment.lead) and event.kind not in _AMPLE",
            "forgotten = False",
        ),
        "unit/test_tracking.py::TestTheForgotten::test_an_event_settles_the_mail_of_somebody_who_was_forgotten_meanwhile",
    ),
    mutant(
        "forgotten-still-tracked",
        "what a forgotten person opens is not recorded",
        once(
            _FEEDBACK,
            "forgotten = is_erased(enrollment.lead) and event.kind not in _AMPLE",
            "forgotten = is_erased(enrollment.lead)",
        ),
        "unit/test_tracking.py::TestTheForgotten::test_what_they_open_is_no_longer_kept",
    ),
    mutant(
        "event-of-any-claim-awaited",
        "an event settles only its own claim",
        once(
            _EVIDENCE,
            "current = enrollment.step == step and enrollment.claim_id == claim_id",
            "current = enrollment.step == step",
        ),
        _HEARD + "test_no_event_settles_a_claim_that_is_not_its_own",
    ),
    mutant(
        "event-of-any-step-awaited",
        "an event settles only its own step",
        once(
            _EVIDENCE,
            "current = enrollment.step == step and enrollment.claim_id == claim_id",
            "current = enrollment.claim_id == claim_id",
        ),
        _HEARD + "test_an_event_of_an_earlier_step_never_settles_a_later_one",
    ),
    mutant(
        "no-event-settles",
        "an event settles for an owner that died",
        once(_FEEDBACK, "kind not in _SETTLE_NOTHING and self._settled(known)", "False"),
        _HEARD + "test_whatever_ses_says_of_a_mail_settles_for_an_owner_that_died",
    ),
    mutant(
        "only-a-send-event-settles",
        "whatever SES says of its work on a mail settles it",
        once(_FEEDBACK, "kind not in _SETTLE_NOTHING and self", "kind is SesEventKind.SEND and self"),
        _HEARD + "test_whatever_ses_says_of_a_mail_settles_for_an_owner_that_died",
    ),
    mutant(
        "settled-before-its-order",
        "the order of an event stands before the settle that makes a follow-up due",
        once(
            _FEEDBACK,
            "        counting = None if kind in _AMPLE else self._react(known)\n",
            "        if kind not in _SETTLE_NOTHING:\n"
            "            self._settled(known)\n"
            "        counting = None if kind in _AMPLE else self._react(known)\n",
        ),
        _HEARD + "test_an_order_stands_before_the_settle_that_makes_the_follow_up_due",
    ),
    mutant(
        "what-settles-is-on-record",
        "what an event says goes on record, also if it settles",
        once(_FEEDBACK, " and kind is SesEventKind.SEND\n", "\n"),
        _HEARD + "test_events_in_any_order_and_twice_leave_the_same_behind",
    ),
    mutant(
        "event-too-late-for-an-unknown",
        "an event settles an unknown touch as well",
        once(_EVIDENCE, "enrollment.state in IN_FLIGHT", "enrollment.state in IN_FLIGHT[:1]"),
        _HEARD + "test_an_event_settles_an_unknown_touch_and_keeps_what_its_owner_recorded",
    ),
    mutant(
        "what-a-person-does-settles",
        "only what SES says of its own work settles a mail",
        once(_FEEDBACK, "kind not in _SETTLE_NOTHING and self", "self"),
        _HEARD + "test_what_a_person_does_with_a_mail_settles_nothing",
    ),
    mutant(
        "second-mail-not-on-record",
        "a Send event goes on record where the touch may have another mail",
        once(_EVIDENCE, "return told and not sent_again(enrollment, step)", "return told"),
        _HEARD + "test_a_send_event_of_a_touch_that_was_sent_again_goes_on_record",
    ),
    mutant(
        "mail-that-is-not-on-record-forgotten",
        "a Send event goes on record unless the enrollment tells of its very mail",
        once(
            _EVIDENCE,
            "told = touch is not None and (touch.claim_id, touch.ses_message_id) == (claim_id, ses_message_id)",
            "told = touch is not None",
        ),
        _HEARD + "test_one_id_that_differs_from_the_touchs_own_is_enough",
    ),
    mutant(
        "event-settles-as-of-now",
        "a late event settles as of the time when SES took the mail",
        once(_EVIDENCE, "min(max(sent_at, enrollment.claimed_at or sent_at), now)", "now"),
        _HEARD + "test_an_event_that_comes_hours_later_makes_the_follow_up_due_as_if_it_had_not",
    ),
    mutant(
        "event-moves-a-lead-in-time",
        "no event moves a lead into the past or the future",
        once(_EVIDENCE, "min(max(sent_at, enrollment.claimed_at or sent_at), now)", "sent_at"),
        _HEARD + "test_no_event_moves_a_lead_to_the_past_or_the_future",
    ),
    mutant(
        "event-counts-an-attempt-twice",
        "an attempt that an event settles is counted once",
        once(_EVIDENCE, "attempts=recorded.attempts - 1", "attempts=recorded.attempts"),
        _HEARD + "test_an_event_settles_an_unknown_touch_and_keeps_what_its_owner_recorded",
    ),
    mutant(
        "event-forgets-what-was-sent",
        "an event keeps what the owner of the claim has recorded",
        once(_EVIDENCE, "            digest=recorded.digest,\n", ""),
        _HEARD + "test_an_event_settles_an_unknown_touch_and_keeps_what_its_owner_recorded",
    ),
)
