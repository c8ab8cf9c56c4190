"""SES's event about the end of sending stops everything once; and its word about opens and clicks is heard."""

from mutants.mutant import mutant, once

_FEEDBACK = "services/feedback/events.py"
_EVENT = "domain/ses_event.py"
_READING = "ses_event_messages.py"
_ENGAGEMENT = "domain/engagement.py"
_DISABLED = "unit/test_sending_disabled.py::"
_ACTORS = "unit/test_engagement.py::"
_OPEN = "unit/test_feedback.py::test_the_word_of_ses_about_an_open_is_heard_and_any_other_is_none"

SENDING_DISABLED = (
    mutant(
        "end-of-sending-not-heard",
        "SES's event about the end of sending stops everything",
        once(
            _READING,
            'if raw.get("detail-type") != STATUS_TYPE:',
            "if True:",
        ),
        _DISABLED + "test_it_stops_everything_and_says_why",
    ),
    mutant(
        "end-of-sending-of-another-account",
        "an event of another account stops nothing",
        once(
            _FEEDBACK,
            "        if event.account != self._own.account:\n            return self._refuse(",
            "        if False:\n            return self._refuse(",
        ),
        _DISABLED + "test_what_is_forged_or_not_understood_stops_nothing",
    ),
    mutant(
        "end-of-sending-of-others",
        "an event about tenants and sets of others stops nothing",
        once(_FEEDBACK, "if event.spares(self._own.configuration_set):", "if False:"),
        _DISABLED + "test_it_spares_us_if_it_is_only_about_tenants_and_the_sets_of_others",
    ),
    mutant(
        "end-of-sending-of-nothing-spares",
        "an event that names nothing may be about everything",
        once(_EVENT, "return bool(self.resources) and all(", "return all("),
        _DISABLED + "test_it_stops_everything_and_says_why",
    ),
    mutant(
        "end-of-sending-spares-if-any-is-of-others",
        "an event that is also about us stops everything",
        once(_EVENT, "bool(self.resources) and all(", "bool(self.resources) and any("),
        _DISABLED + "test_it_stops_everything_and_says_why",
    ),
    mutant(
        "end-of-sending-stops-twice",
        "an event that comes again does not stop what an operator let go on",
        once(_FEEDBACK, '(state.reason or "").endswith(event.mark) for', "False for"),
        _DISABLED + "test_it_stops_once_however_often_it_comes",
    ),
    mutant(
        "end-of-sending-of-anybody-s-words",
        "only the stop that this function wrote counts as the event's",
        once(_FEEDBACK, "state.actor == ACTOR and ", ""),
        _DISABLED + "test_an_operator_s_words_do_not_pass_for_the_event",
    ),
    mutant(
        "end-of-sending-without-alarm",
        "the alarm is raised before the stop is written",
        once(_FEEDBACK, '        ports.alarms.count("SendingDisabled")\n', ""),
        _DISABLED + "test_the_alarm_is_raised_before_the_stop_is_written",
    ),
    mutant(
        "reinstated-read-as-disabled",
        "an event that does not say that sending is disabled stops nothing",
        once(
            "ses_status_messages.py",
            "    if data.record.status != _DISABLED:\n        return Unusable.MALFORMED\n",
            "",
        ),
        _DISABLED + "test_what_is_forged_or_not_understood_stops_nothing",
    ),
    mutant(
        "end-of-sending-without-its-rule",
        "the event gets into the queue also without an address for alarms",
        once(
            "/template.yaml",
            "  SendingDisabledRule:\n    Type: AWS::Events::Rule\n",
            "  SendingDisabledRule:\n    Type: AWS::Events::Rule\n    Condition: HasAlarmEmail\n",
        ),
        "template/test_feedback_template.py::"
        "test_what_ses_says_of_sending_itself_goes_into_the_same_queue_whole",
    ),
    mutant(
        "bot-flag-unread",
        "SES's word about an open or a click is heard",
        once("ses_report_messages.py", "        automated=_automated(told.isBotEvent),\n", ""),
        _OPEN,
    ),
    mutant(
        "bot-flag-after-our-guesses",
        "SES's word comes before our guesses",
        once(_ENGAGEMENT, "    if event.automated is not None:\n", "    if event.automated:\n"),
        _ACTORS + "test_what_ses_says_stands_over_what_we_would_guess",
    ),
    mutant(
        "bot-flag-over-what-no-person-can-do",
        "no word makes a person of what no person can do",
        once(
            _ENGAGEMENT,
            "    if age < INSTANT or",
            "    if event.automated is False:\n        return Actor.PERSON\n    if age < INSTANT or",
        ),
        _ACTORS + "test_no_word_of_ses_makes_a_person_of_what_no_person_can_do",
    ),
)
