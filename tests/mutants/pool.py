"""Several senders: who writes to whom, that it is recorded, each quota, and what a stop does."""

from mutants.mutant import mutant, once

_RULE = "domain/senders.py"
_RULES = "unit/test_senders.py::"
_SENT = "unit/test_senders_sent.py::"
_BREAKERS = "services/feedback/breakers.py"
_STOPS = "unit/test_sender_breakers.py::"
_DYNAMO = "adapters/dynamodb/enrollments.py"
_CONTROLS = "adapters/dynamodb/controls.py"
_CLAIMS = "contract/test_enrollments.py"
_SAY = "contract/test_controls.py::TestSay::"
_RESERVING = "services/send/reserving.py"

POOL = (
    mutant(
        "sender-not-claimed",
        "a claim records who sends",
        once(_DYNAMO, "item.sender.remove() if sender is None else item.sender.set(sender)", "item.sender.remove()"),
        _CLAIMS,
    ),
    mutant(
        "sender-not-on-the-touch",
        "the record of a touch names who sent it",
        once(_DYNAMO, "            sender=touch.sender,\n", ""),
        _CLAIMS,
    ),
    mutant(
        "sender-of-the-dead-forgotten",
        "an unknown touch is of the sender that claimed",
        once("domain/settlement.py", "        sender=enrollment.sender,\n", ""),
        _SENT + "TestAnAttemptThatDied::test_its_touch_is_of_the_sender_that_claimed",
    ),
    mutant(
        "sender-lost-by-an-event",
        "an event keeps who sent",
        once("domain/evidence.py", "            sender=recorded.sender,\n", "            sender=None,\n"),
        _SENT + "TestAnAttemptThatDied::test_so_is_one_that_an_event_settles",
    ),
    mutant(
        "sender-drawn-anew-each-time",
        "who has had a mail of a sender stays with it",
        once(_RULE, "(before := named(pool, had(enrollment))) is not None", "False"),
        _RULES + "test_who_has_had_a_mail_stays_with_its_sender",
    ),
    mutant(
        "sender-drawn-as-a-variant",
        "sender and variant are drawn apart",
        once(_RULE, 'key = f"sender:{campaign_id}"', "key = campaign_id"),
        _RULES + "test_sender_and_variant_are_independent",
    ),
    mutant(
        "written-by-the-first",
        "a mail is from the lead's sender",
        once("services/send/batch.py", "written_by(campaign, sender)", "campaign"),
        _SENT + "test_a_lead_has_one_sender_through_all_steps_and_each_touch_says_so",
    ),
    mutant(
        "stopped-sender-writes",
        "a sender that is stopped before the last look sends nothing",
        once("domain/eligibility.py", "        or _sender_stopped(standing, enrollment, campaign, now)\n", ""),
        _SENT + "TestASenderThatWasStopped::test_a_stop_between_prefetch_and_last_look_prevents_the_mail",
    ),
    mutant(
        "claimed-for-another-sender",
        "what was claimed for a sender that was stopped since is chosen anew",
        once("domain/eligibility.py", "return Halt(Reason.OWN_SENDER_STOPPED) if anew else None", "return None"),
        _SENT + "TestASenderThatWasStopped::test_a_first_mail_in_hand_goes_to_another_sender",
    ),
    mutant(
        "sender-quota-not-counted",
        "no sender's quota is overdrawn",
        once(_RESERVING, "self._quotas.reserve(scope, day, len(of_sender), limit.mails)", "len(of_sender)"),
        _SENT + "TestTheQuotaOfASender::test_it_is_never_overdrawn_and_the_others_go_on",
    ),
    mutant(
        "sender-ramp-of-the-run",
        "a sender's ramp counts the days of this sender",
        once("services/earlier_days.py", "self._earlier(run, scope, day))\n\n    def earlier", "Earlier())\n\n    def earlier"),
        _SENT + "TestTheQuotaOfASender::test_a_ramp_counts_the_days_on_which_the_sender_wrote",
    ),
    mutant(
        "two-stops-at-once",
        "a stop that has not seen another one changes nothing",
        once(_CONTROLS, "& (number == seen if seen else number.does_not_exist())", ""),
        _SAY + "test_somebody_else_was_faster",
        _SAY + "test_a_late_copy_of_a_stop_does_not_undo_a_resumption",
    ),
    mutant(
        "state-of-a-sender-not-in-the-history",
        "what was said of a sender before stays in the history",
        once(_CONTROLS, "self.record(ControlEvent.of_sender(run, before))", "pass"),
        _SAY + "test_the_history_has_every_state_of_a_sender_with_its_version",
    ),
    mutant(
        "last-sender-stopped",
        "the last sender that goes on is not stopped",
        once("services/operator/sender_stops.py", "if would_be_last(pool, run, sender):", "if False:"),
        _SENT + "TestASenderThatWasStopped::test_the_last_one_cannot_be_stopped",
        _SENT + "TestASenderThatWasStopped::test_two_stops_at_once_do_not_stop_the_last_one",
    ),
    mutant(
        "breaker-stops-the-last-sender",
        "where no other sender goes on a breaker pauses the run",
        once(_BREAKERS, "if would_be_last(pool, run, sender):", "if False:"),
        _STOPS + "test_the_last_sender_that_goes_on_is_not_stopped_and_the_run_is_paused",
    ),
    mutant(
        "stopped-sender-counts-on",
        "bounces of a sender that is stopped do not pause the run",
        once(_BREAKERS, "names = names_of(going(pool, run.senders))", "names = names_of(pool.senders)"),
        _STOPS + "test_what_bounces_of_a_sender_that_is_stopped_stops_nothing_more",
    ),
    mutant(
        "bad-list-behind-many-senders",
        "senders that go on pause the run together",
        once(_BREAKERS, "return self._look_at_all(run, pool, breaker, domain)", "return False"),
        _STOPS + "test_those_that_go_on_pause_the_run_together",
    ),
    mutant(
        "stopped-for-the-same-bounces-again",
        "bounces from before a sender was resumed do not count",
        once(_BREAKERS, "None if state is None else state.resumed_at)", "None)"),
        _STOPS + "test_after_it_was_resumed_its_earlier_bounces_do_not_count",
    ),
)  # fmt: skip
