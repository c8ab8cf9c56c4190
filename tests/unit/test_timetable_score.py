"""What was said beside what happened, and what a miss is laid to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from outreach.domain.correction import Correction
from outreach.domain.enrollment import State, TouchState
from outreach.domain.instruction import Instruction, InstructionKind
from outreach.domain.reasons import Reason
from outreach.domain.seen import Seen, Turn
from outreach.domain.timetable import Span
from outreach.domain.timetable_score import MISSES, Circumstances, Miss, Score, Stop
from world.builders import a_touch, an_enrollment

NINE = datetime(2026, 12, 8, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SAID = Span(NINE, NINE + 10 * MINUTE)
NEXT = Span(NINE + DAY, NINE + DAY + 10 * MINUTE)
AFTERWARDS = Circumstances(NINE + 9 * DAY)
LATE, EARLY = NINE + 11 * MINUTE, NINE - MINUTE


def sent(at, step=0, state=TouchState.SENT, attempts=1):
    return a_touch(step=step, state=state, at=at, attempts=attempts)


def passage(*touches, state=State.DUE, reason=None):
    ended = state is State.ENDED
    enrollment = an_enrollment(touches={touch.step: touch for touch in touches})
    return replace(
        enrollment,
        state=state,
        reason=reason,
        lane=None if ended else enrollment.lane,
        due_at=None if ended else enrollment.due_at,
    )


def score(enrollment, around=AFTERWARDS, spans=None, back=()):
    made = Score()
    made.add(enrollment, spans or {0: SAID}, around, back)
    return made


def causes(*args, **kwargs):
    return list(score(*args, **kwargs).causes)


@pytest.mark.parametrize("at", [SAID.earliest, SAID.latest, NINE + MINUTE])
def test_a_mail_within_its_span_met_it(at):
    made = score(passage(sent(at)))
    assert (made.met, made.open, made.missed, made.judged) == (1, 0, [], 1)


def test_a_rehearsed_mail_counts_as_well():
    assert score(passage(sent(NINE, state=TouchState.SENT_PROOF))).met == 1


@pytest.mark.parametrize("at", [EARLY, LATE])
def test_a_mail_outside_its_span_that_nothing_explains_is_ours(at):
    [missed] = score(passage(sent(at))).missed
    assert (missed.said, missed.at, missed.miss) == (SAID, at, Miss.OURS)


def test_a_span_that_is_not_over_is_open():
    made = score(passage(), Circumstances(SAID.latest))
    assert (made.met, made.open, made.judged) == (0, 1, 0)


SAID_OF_IT = Instruction(InstructionKind.REOPEN, NINE, "ada", None, 0, 0)
CORRECTED = Correction(NINE, "ada", {"timezone": "Europe/Berlin"})


@pytest.mark.parametrize("at", [EARLY, LATE])
@pytest.mark.parametrize(("made_at", "miss"), [(NINE, Miss.CHANGE), (NINE + MINUTE, Miss.OURS)])
def test_a_mail_to_a_lead_whom_an_operator_changed_since_is_laid_to_that(at, made_at, miss):
    around, mail = replace(AFTERWARDS, made_at=made_at), passage(sent(at))
    assert causes(replace(mail, instructions=(SAID_OF_IT,)), around) == [miss]
    assert causes(replace(mail, lead=replace(mail.lead, corrections=(CORRECTED,))), around) == [miss]


def test_a_mail_that_has_not_come_when_its_span_is_over_is_a_miss():
    [missed] = score(passage(), Circumstances(SAID.latest + MINUTE)).missed
    assert (missed.at, missed.miss) == (None, Miss.OURS)


@pytest.mark.parametrize(
    ("reason", "miss"),
    [
        (Reason.BOUNCED, Miss.BOUNCE),
        (Reason.REPLIED, Miss.REPLY),
        (Reason.UNSUBSCRIBED, Miss.ORDER),
        (Reason.COMPLAINED, Miss.ORDER),
        (Reason.DNC, Miss.ORDER),
        (Reason.SUPPRESSED, Miss.ORDER),
        (Reason.DOMAIN_SUPPRESSED, Miss.ORDER),
        (Reason.ERASED, Miss.ORDER),
        (Reason.ROLE_ACCOUNT, Miss.CHANGE),
        (Reason.DISPOSABLE_DOMAIN, Miss.CHANGE),
        (Reason.STEP_LIMIT, Miss.CHANGE),
        (Reason.MESSAGE_HAD, Miss.CHANGE),
        (Reason.COMPLETED, Miss.CHANGE),
        (Reason.RETRIES_EXHAUSTED, Miss.SES),
        (Reason.UNKNOWN_HELD, Miss.SES),
        (Reason.CANCELLED, Miss.CANCELLED),
        (Reason.REFUSED, Miss.SES),
        (Reason.RENDER_FAILED, Miss.OURS),
        (Reason.POISON, Miss.OURS),
    ],
)
def test_a_mail_that_never_came_is_laid_to_the_end_of_its_lead(reason, miss):
    """Even if the span is not over, and whatever else happened: the mail can no longer come."""
    around = Circumstances(EARLY, [Stop(NINE - DAY, None, Miss.PAUSE)], ses_allows_less=True, changed=True)
    assert causes(passage(state=State.ENDED, reason=reason), around) == [miss]


def test_a_late_mail_before_which_another_campaign_wrote_is_laid_to_the_others():
    """They come before a stop, because the row of the person names the very mail."""
    late = replace(sent(LATE), seen=Seen(person=Turn(LATE, NINE)))
    around = replace(AFTERWARDS, stops=[Stop(NINE - DAY, NINE - HOUR, Miss.PAUSE)])
    assert causes(passage(late), around) == [Miss.OTHERS]


def test_a_late_mail_after_one_of_the_same_campaign_is_not():
    late = replace(sent(LATE), seen=Seen(person=Turn(LATE)))
    assert causes(passage(late), AFTERWARDS) == [Miss.OURS]


def test_a_mail_that_still_waits_for_the_others_is_laid_to_them():
    assert causes(passage(reason=Reason.PERSON_COOLDOWN), AFTERWARDS) == [Miss.OTHERS]


@pytest.mark.parametrize("miss", [Miss.PAUSE, Miss.BREAKER, Miss.KILL_SWITCH])
def test_a_late_mail_is_laid_to_the_stop_before_it(miss):
    stop = Stop(NINE - DAY, NINE - HOUR, miss)
    assert causes(passage(sent(LATE)), replace(AFTERWARDS, stops=[stop])) == [miss]


def test_of_two_stops_the_later_counts_and_one_that_came_afterwards_does_not():
    stops = [
        Stop(NINE - HOUR, NINE, Miss.BREAKER),
        Stop(NINE - DAY, NINE - HOUR, Miss.PAUSE),
        Stop(LATE + MINUTE, None, Miss.KILL_SWITCH),
    ]
    assert causes(passage(sent(LATE)), replace(AFTERWARDS, stops=stops)) == [Miss.BREAKER]


def test_no_stop_makes_a_mail_early():
    stop = Stop(NINE - DAY, NINE - HOUR, Miss.PAUSE)
    assert causes(passage(sent(EARLY)), replace(AFTERWARDS, stops=[stop])) == [Miss.OURS]


def test_a_mail_that_SES_did_not_take_at_once_is_laid_to_SES():  # noqa: N802 - its name
    stop = Stop(NINE - DAY, NINE - HOUR, Miss.PAUSE)
    around = replace(AFTERWARDS, stops=[stop])
    assert causes(passage(sent(LATE, attempts=2)), around) == [Miss.SES]
    assert causes(passage(sent(LATE, attempts=1)), around) == [Miss.PAUSE]
    assert causes(passage(sent(NINE, state=TouchState.RETRY, attempts=1)), around) == [Miss.SES]
    assert causes(passage(sent(NINE, state=TouchState.UNKNOWN), state=State.UNKNOWN), around) == [Miss.SES]
    assert causes(passage(sent(NINE, state=TouchState.ASSUMED_SENT)), around) == [Miss.SES]


def test_an_account_that_allows_less_than_it_did_makes_mails_late():
    around = replace(AFTERWARDS, ses_allows_less=True, changed=True)
    assert causes(passage(sent(LATE)), around) == [Miss.SES]
    assert causes(passage(sent(EARLY)), around) == [Miss.CHANGE]


def test_an_absence_that_ended_between_the_span_and_the_mail_made_it_late():
    stop = Stop(NINE - DAY, NINE - HOUR, Miss.PAUSE)
    late = passage(sent(NINE + DAY))
    around = replace(AFTERWARDS, stops=[stop])
    assert causes(late, around, back=[NINE + HOUR]) == [Miss.AWAY]
    assert causes(late, around, back=[NINE - HOUR]) == [Miss.PAUSE]
    assert causes(late, around, back=[NINE + 2 * DAY]) == [Miss.PAUSE]


def test_a_miss_is_handed_down_to_the_steps_after_it():
    spans = {0: SAID, 1: NEXT}
    late = passage(sent(LATE, attempts=2), sent(NEXT.latest + MINUTE, step=1))
    assert [one.miss for one in score(late, spans=spans).missed] == [Miss.SES, Miss.SES]


def test_a_step_that_was_on_time_hands_nothing_down():
    spans = {0: SAID, 1: NEXT, 2: Span(NINE + 2 * DAY, NINE + 2 * DAY)}
    mixed = passage(sent(LATE, attempts=2), sent(NEXT.earliest, step=1), sent(NINE + 3 * DAY, step=2))
    made = score(mixed, spans=spans)
    assert [(one.step, one.miss) for one in made.missed] == [(0, Miss.SES), (2, Miss.OURS)]
    assert (made.met, made.judged) == (1, 3)


def test_what_ended_a_lead_counts_before_what_made_an_earlier_mail_late():
    ended = passage(sent(LATE, attempts=2), state=State.ENDED, reason=Reason.REPLIED)
    assert [one.miss for one in score(ended, spans={0: SAID, 1: NEXT}).missed] == [Miss.SES, Miss.REPLY]


def test_each_cause_has_words():
    assert MISSES.keys() == set(Miss)


def test_a_mail_that_came_too_early_is_a_miss_before_its_span_is_over():
    assert causes(passage(sent(EARLY)), Circumstances(NINE)) == [Miss.OURS]


@pytest.mark.parametrize("back", [SAID.earliest, LATE])
def test_an_absence_may_end_at_either_end(back):
    assert causes(passage(sent(LATE)), back=[back]) == [Miss.AWAY]


def test_a_mail_that_is_assumed_sent_is_laid_to_SES_also_at_the_end():  # noqa: N802 - its name
    assumed = passage(sent(NINE, state=TouchState.ASSUMED_SENT), state=State.ENDED, reason=Reason.COMPLETED)
    assert causes(assumed) == [Miss.SES]


def test_what_a_lead_waits_for_is_not_what_ended_it():
    around = replace(AFTERWARDS, stops=[Stop(NINE, None, Miss.PAUSE)])
    assert causes(passage(reason=Reason.QUOTA), around) == [Miss.PAUSE]


def test_a_touch_that_never_asked_SES_is_not_laid_to_it():  # noqa: N802 - its name
    assert causes(passage(sent(NINE, state=TouchState.RETRY, attempts=0))) == [Miss.OURS]


def test_a_stop_that_begins_as_the_mail_goes_out_counts():
    around = replace(AFTERWARDS, stops=[Stop(LATE, None, Miss.PAUSE)])
    assert causes(passage(sent(LATE)), around) == [Miss.PAUSE]


@pytest.mark.parametrize(
    ("around", "miss"),
    [
        (AFTERWARDS, Miss.OURS),
        (replace(AFTERWARDS, changed=True), Miss.CHANGE),
        (replace(AFTERWARDS, ses_allows_less=True), Miss.SES),
        (replace(AFTERWARDS, stops=[Stop(NINE - HOUR, None, Miss.PAUSE)]), Miss.PAUSE),
    ],
)
def test_the_last_day_explains_no_miss_but_what_made_the_mail_late_for_it_does(around, miss):
    assert causes(passage(state=State.ENDED, reason=Reason.CAMPAIGN_ENDED), around) == [miss]
