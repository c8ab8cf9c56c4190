"""Reads for half the price may be late.

From a prefetch nothing but an attempt follows, and the last look compares what it was made of. Of an event a late read is
enough if it tells of this very mail, and the event orders nothing.
"""

from mutants.mutant import mutant, once

_SEND = "services/send/batch.py"
_RULES = "domain/eligibility.py"
_DESK = "adapters/dynamodb/desk.py"
_LATE = "unit/test_late_prefetches.py::"
_GUARDS = "simulation/test_guards.py::"
_LOOKS = "contract/test_desk.py::"
_REQUESTS = "contract/test_dynamodb.py::TestRequests::"
_FITS = "(self.run.revision, self.enrolled_at) == (revision, enrollment.enrolled_at)"
_EVENTS = "services/feedback/events.py"
_HEARD = "unit/test_late_events.py::"
_HALF = _REQUESTS + "test_what_is_known_of_the_usual_events_is_read_for_half_the_price"
_TELLS = "evidence.has_on_record(enrollment, event.touch.step, event.claim_id, event.ses_message_id)\n\n\n@dataclass"
_OUTDATED = "        or (Halt(Reason.CHANGED) if standing.outdated else None)\n"

LATE_READS = (
    mutant(
        "second-read-late",
        "what a prefetch does not let go is looked at again, as it is now",
        once(_SEND, "            desk.look_again,", "            desk.prefetch,"),
        _LATE + "test_an_order_that_has_been_lifted_ends_nobody",
        _LATE + "test_who_is_not_there_yet_is_written_to_at_once",
        _LATE + "test_a_pause_that_is_over_holds_nobody_back",
        _LATE + "test_an_attempt_that_has_been_settled_is_not_given_up",
    ),
    mutant(
        "written-from-a-prefetch",
        "nothing is written from a prefetch",
        once(
            _SEND,
            "            found = self._ready(work, work.standing, now)\n",
            "            if isinstance(found := self._next(work, now), Change):\n"
            "                self._move(work, found)\n",
        ),
        _LATE + "test_an_order_that_has_been_lifted_ends_nobody",
        _LATE + "test_a_wish_to_be_forgotten_that_has_been_lifted_blanks_nobody",
    ),
    mutant(
        "misfit-fails-its-record",
        "rows of different moments that do not fit each other fail no record",
        once(
            _SEND,
            "        except Exception:",
            "        except StoreUnavailable:",
        ),
        _LATE + "test_rows_that_do_not_fit_each_other_are_read_again",
    ),
    mutant(
        "put-off-by-an-earlier-quota",
        "nobody is put off by the quotas of a revision that is not in force any more",
        once(
            _SEND,
            "            elif (work.run, work.control) == (one.ready.work.run, one.ready.work.control):\n",
            "            else:\n",
        ),
        _LATE + "test_a_quota_that_has_been_raised_puts_nobody_off",
        _LATE + "test_a_last_day_that_was_put_off_ends_nobody_in_a_fast_rehearsal",
    ),
    mutant(
        "revision-not-compared",
        "a mail of an earlier revision is not sent",
        once(_RULES, _FITS, "self.enrolled_at == enrollment.enrolled_at"),
        _LATE + "test_a_mail_of_an_earlier_revision_is_made_anew",
    ),
    mutant(
        "enrollment-not-compared",
        "a mail to a lead that was imported anew is not sent with the earlier values",
        once(_RULES, _FITS, "self.run.revision == revision"),
        _LATE + "test_who_was_imported_anew_gets_no_mail_of_the_earlier_values",
    ),
    mutant(
        "outdated-mail-sent",
        "a mail that is not the one to send any more is withheld",
        once(_RULES, _OUTDATED, ""),
        _LATE + "test_a_mail_of_an_earlier_revision_is_made_anew",
    ),
    mutant(
        "earlier-policy-decides",
        "no rule of an earlier revision ends a lead at the last look",
        {
            _RULES: [
                (_OUTDATED, ""),
                ("        or Send()\n", _OUTDATED + "        or Send()\n"),
            ]
        },
        _LATE + "test_a_rule_of_an_earlier_revision_ends_nobody",
    ),
    mutant(
        "blanked-since-and-sent",
        "who has been blanked since the prefetch gets nothing",
        once(_RULES, "standing.erased or ", ""),
        _LATE + "test_who_has_been_blanked_gets_nothing_whatever_became_of_the_order",
    ),
    mutant(
        "blank-not-read",
        "the last look in DynamoDB reads whether the lead has been blanked",
        once(_DESK, '            erased=item.get("address", {}).get("S") == "",\n', ""),
        _LOOKS + "test_a_last_look_sees_that_the_lead_was_blanked[dynamodb]",
    ),
    mutant(
        "time-of-enrollment-not-read",
        "the last look in DynamoDB reads when the lead was enrolled",
        once(_DESK, "            enrolled_at=_enrolled_at(item),\n", ""),
        _LOOKS + "test_a_last_look_sees_when_the_lead_was_enrolled[dynamodb]",
    ),
    mutant(
        "second-read-for-half-the-price",
        "the second read is strongly consistent",
        once(
            _DESK,
            "return self._of_all(messages, consistent=True)",
            "return self._of_all(messages, consistent=False)",
        ),
        _REQUESTS + "test_each_look_is_strongly_consistent_over_both_tables_and_a_prefetch_is_not",
    ),
    mutant(
        "last-look-for-half-the-price",
        "the last look is strongly consistent",
        once(_DESK, "*, consistent: bool = True\n", "*, consistent: bool = False\n"),
        _REQUESTS + "test_each_look_is_strongly_consistent_over_both_tables_and_a_prefetch_is_not",
    ),
    mutant(
        "prefetch-for-the-full-price",
        "a prefetch costs half",
        once(
            _DESK,
            "return self._of_all(messages, consistent=False)",
            "return self._of_all(messages, consistent=True)",
        ),
        _REQUESTS + "test_each_look_is_strongly_consistent_over_both_tables_and_a_prefetch_is_not",
    ),
    mutant(
        "event-held-against-a-late-read",
        "an event of which a late read does not tell is held against what is there now",
        once(_EVENTS, "if not _tells(late.get(event.touch.key), event)}", "if event.kind not in _USUAL}"),
        _HEARD + "test_who_is_not_there_yet_is_read_again",
        _HEARD + "test_a_mail_that_seems_in_flight_and_is_settled_is_not_settled_again",
    ),
    mutant(
        "settled-because-of-a-late-read",
        "a late read is enough only if it tells of this very mail",
        once(
            _EVENTS,
            _TELLS,
            "evidence.knows(enrollment, event.touch.step, event.claim_id)\n\n\n@dataclass",
        ),
        _HEARD + "test_a_mail_that_seems_in_flight_and_is_settled_is_not_settled_again",
    ),
    mutant(
        "bounce-read-late",
        "an event that orders something is held against what is there now",
        once(
            _EVENTS,
            "_USUAL = frozenset({SesEventKind.SEND, SesEventKind.DELIVERY})",
            "_USUAL = frozenset({SesEventKind.SEND, SesEventKind.DELIVERY, SesEventKind.BOUNCE})",
        ),
        _HEARD + "test_an_order_that_follows_from_an_event_names_nobody_who_was_forgotten_meanwhile",
    ),
    mutant(
        "enrollments-of-events-for-the-full-price",
        "enrollments of the usual events are read for half the price",
        once(
            "adapters/dynamodb/enrollments.py",
            "self._found(keys, consistent=False)",
            "self._found(keys, consistent=True)",
        ),
        _HALF,
    ),
    mutant(
        "records-for-the-full-price",
        "records of deliveries are read for half the price",
        once(
            "adapters/dynamodb/feedback.py",
            "self._found(touches, consistent=False)",
            "self._found(touches, consistent=True)",
        ),
        _HALF,
    ),
    mutant(
        "history-for-the-full-price",
        "whether anything is noted of an address is read for half the price",
        once(
            "adapters/dynamodb/feedback.py", "limit=1, consistent_read=False", "limit=1, consistent_read=True"
        ),
        _HALF,
    ),
)
