"""A drill is judged by values, so each broken promise can be planted: a judge that finds none of them is worthless."""

from dataclasses import replace

import pytest

from outreach.domain.drill import Death, Part
from outreach.domain.enrollment import Lane, State, TouchState
from outreach.domain.ids import LeadId, SesMessageId
from outreach.domain.reasons import Reason
from outreach.domain.row_version import RowVersion
from outreach.domain.seen import Seen
from outreach.services.operator.drill_judgement import Kind, Settled, judge
from outreach.services.operator.drill_record import Acceptance, Command, Record
from world.builders import NOON, a_touch
from world.drills import (
    AGAIN,
    SECOND,
    STOP,
    UNSUBSCRIBED_AT,
    a_player,
    a_record,
    a_sent_touch,
    an_acceptance,
    and_also,
    ended,
    lead_of,
    playing,
    standing,
)


def found(record: Record) -> list[tuple[Kind, str]]:
    return [(each.kind, each.says) for each in judge(record).violations]


def test_a_drill_that_went_well_breaks_nothing_and_shows_everything() -> None:
    judgement = judge(a_record())
    assert (judgement.violations, judgement.not_shown, judgement.holds) == ((), (), True)
    assert (judgement.mails, judgement.unconfirmed, judgement.in_grace) == (7, 0, (0,))
    assert judgement.deaths == ((Death.BEFORE, 1, 1), (Death.AFTER, 1, 1))
    assert judgement.unknown == (
        Settled(
            Part.BEFORE,
            lead_of(Part.BEFORE),
            "sent again by command: its sender had died before SES was asked, and SES had no mail of it",
        ),
        Settled(Part.AFTER, lead_of(Part.AFTER), "settled as sent by an event of SES"),
    )


def test_two_mails_for_one_touch_are_a_doubled_mail() -> None:
    record = and_also(a_record(), [an_acceptance(Part.PLAIN, 1, AGAIN, "another")])
    assert found(record) == [(Kind.DOUBLED, f"lead {lead_of(Part.PLAIN)} (plain) got mail 2 2 times")]
    assert judge(record).count(Kind.DOUBLED) == 1
    assert not judge(record).holds


def test_an_id_on_record_that_is_not_the_one_of_ses_is_a_doubled_mail() -> None:
    first = a_sent_touch(Part.PLAIN, 0, ses_message_id=SesMessageId("another"))
    record = standing(
        a_record(), Part.PLAIN, ended(Part.PLAIN, Reason.COMPLETED, first, a_sent_touch(Part.PLAIN, 1))
    )
    assert [kind for kind, _ in found(record)] == [Kind.DOUBLED]


def test_the_same_event_twice_is_one_mail() -> None:
    record = a_record()
    assert judge(and_also(record, record.acceptances)).mails == 7
    assert judge(and_also(record, record.acceptances)).holds


@pytest.mark.parametrize(
    ("seconds", "broken"),
    [(-0.1, False), (5, False), (5.1, True), (29.9, True), (30, False)],
    ids=["before", "at the end of the grace", "after the grace", "at its end", "released"],
)
def test_a_mail_within_a_stop_breaks_it(seconds: float, broken: bool) -> None:
    record = a_record()
    late = STOP.committed_at + seconds * SECOND
    moved = replace(record.acceptances[0], accepted_at=late)
    planted = replace(record, acceptances=(moved, *record.acceptances[1:]))
    assert [kind for kind, _ in found(planted)] == ([Kind.AFTER_A_STOP] if broken else [])


def test_the_message_about_a_broken_stop_says_who_and_when() -> None:
    record = a_record()
    moved = replace(record.acceptances[0], accepted_at=STOP.committed_at + 7 * SECOND)
    assert found(replace(record, acceptances=(moved, *record.acceptances[1:]))) == [
        (Kind.AFTER_A_STOP, f"lead {lead_of(Part.PLAIN)} (plain) got mail 1 7.0 s into the stop of 12:01:00")
    ]


@pytest.mark.parametrize(("mails", "broken"), [(2, 0), (3, 1), (4, 2)])
def test_within_the_grace_each_sender_may_finish_one_mail(mails: int, broken: int) -> None:
    record = a_record(unsubscribes={lead_of(Part.UNSUBSCRIBES): NOON + 66 * SECOND})
    under_way = [replace(one, accepted_at=STOP.committed_at + SECOND) for one in record.acceptances[:mails]]
    planted = replace(record, acceptances=(*under_way, *record.acceptances[mails:]))
    assert judge(planted).count(Kind.AFTER_A_STOP) == broken
    assert judge(planted).in_grace == (mails,)


ON = RowVersion(7, "on")


def test_a_mail_whose_sender_had_seen_the_stop_breaks_it_whatever_the_clocks_say() -> None:
    seen = ended(
        Part.PLAIN,
        Reason.COMPLETED,
        a_sent_touch(Part.PLAIN, 0, seen=Seen(control=ON)),
        a_sent_touch(Part.PLAIN, 1, seen=Seen(control=RowVersion(8, "off"))),
    )
    record = standing(a_record(stops=(replace(STOP, version=ON),)), Part.PLAIN, seen)
    lead = f"lead {lead_of(Part.PLAIN)} (plain)"
    assert found(record) == [
        (Kind.AFTER_A_STOP, f"{lead} got mail 1, whose sender had seen the stop of 12:01:00")
    ]


@pytest.mark.parametrize(("number", "broken"), [(1, False), (2, True), (3, True)])
def test_a_mail_whose_sender_had_seen_the_unsubscribe_breaks_it_whatever_the_clocks_say(
    number: int, broken: bool
) -> None:
    seen = Seen(recipient=RowVersion(number, "m"))
    sent = ended(Part.UNSUBSCRIBES, Reason.UNSUBSCRIBED, a_sent_touch(Part.UNSUBSCRIBES, 0, seen=seen))
    record = standing(a_record(ordered_in={lead_of(Part.UNSUBSCRIBES): 2}), Part.UNSUBSCRIBES, sent)
    lead = f"lead {lead_of(Part.UNSUBSCRIBES)} (unsubscribes)"
    says = f"{lead} got mail 1, whose sender had seen the unsubscribe"
    assert found(record) == ([(Kind.AFTER_AN_UNSUBSCRIBE, says)] if broken else [])


def test_a_mail_to_who_has_unsubscribed_breaks_the_order() -> None:
    late = an_acceptance(Part.UNSUBSCRIBES, 1, UNSUBSCRIBED_AT + 20 * SECOND)
    skipped_yet_sent = ended(
        Part.UNSUBSCRIBES,
        Reason.UNSUBSCRIBED,
        a_sent_touch(Part.UNSUBSCRIBES, 0),
        a_sent_touch(Part.UNSUBSCRIBES, 1),
    )
    record = standing(and_also(a_record(), [late]), Part.UNSUBSCRIBES, skipped_yet_sent)
    assert found(record) == [
        (
            Kind.AFTER_AN_UNSUBSCRIBE,
            f"lead {lead_of(Part.UNSUBSCRIBES)} (unsubscribes) got mail 2 20.0 s after unsubscribing",
        )
    ]


def test_somebody_without_an_enrollment_is_lost() -> None:
    record = a_record()
    left = {
        lead_id: each for lead_id, each in record.enrollments.items() if lead_id != lead_of(Part.UNSUBSCRIBES)
    }
    assert [kind for kind, _ in found(replace(record, enrollments=left))] == [Kind.LOST]


LOST = {
    "poison": ended(Part.PLAIN, Reason.POISON, a_sent_touch(Part.PLAIN, 0), a_sent_touch(Part.PLAIN, 1)),
    "another's end": ended(
        Part.PLAIN, Reason.UNSUBSCRIBED, a_sent_touch(Part.PLAIN, 0), a_sent_touch(Part.PLAIN, 1)
    ),
    "completed without its last mail": ended(Part.PLAIN, Reason.COMPLETED, a_sent_touch(Part.PLAIN, 0)),
}


@pytest.mark.parametrize("end", LOST)
def test_an_end_that_nothing_explains_is_a_lost_lead(end: str) -> None:
    record = a_record()
    one_mail = tuple(one for one in record.acceptances if one.message_id != "plain-1")
    acceptances = one_mail if "last mail" in end else record.acceptances
    planted = standing(replace(record, acceptances=acceptances), Part.PLAIN, LOST[end])
    assert [kind for kind, _ in found(planted)] == [Kind.LOST]


def test_a_mail_on_record_that_ses_never_accepted_is_lost_if_the_judge_hears_everything() -> None:
    record = a_record()
    deaf = replace(record, acceptances=record.acceptances[1:])
    assert found(deaf) == [
        (
            Kind.LOST,
            f"lead {lead_of(Part.PLAIN)} (plain): mail 1 is on record as sent, and SES never accepted it",
        )
    ]
    best_effort = replace(deaf, hears_everything=False)
    assert (judge(best_effort).holds, judge(best_effort).unconfirmed) == (True, 1)


def test_a_mail_that_is_not_on_record_is_found() -> None:
    one_step = ended(
        Part.PLAIN,
        Reason.COMPLETED,
        a_sent_touch(Part.PLAIN, 0),
        a_touch(step=1, state=TouchState.SKIPPED),
    )
    assert (
        Kind.UNRECORDED,
        f"lead {lead_of(Part.PLAIN)} (plain) got mail 2, which is not on record",
    ) in found(standing(a_record(), Part.PLAIN, one_step))


def test_a_mail_to_a_stranger_is_found() -> None:
    stranger = Acceptance("m", LeadId("somebody"), 0, NOON)
    assert found(and_also(a_record(), [stranger])) == [
        (Kind.UNRECORDED, "mail m went to somebody who is not in the drill")
    ]


@pytest.mark.parametrize("state", [State.SENDING, State.UNKNOWN])
def test_who_is_in_flight_is_neither_lost_nor_off_the_record_but_the_drill_has_not_ended(
    state: State,
) -> None:
    given_up = {0: a_touch(state=TouchState.UNKNOWN)} if state is State.UNKNOWN else {}
    waiting = playing(a_player(Part.AFTER), state=state, lane=Lane.FIRST, touches=given_up)
    record = standing(a_record(), Part.AFTER, waiting)
    heard = [one for one in record.acceptances if one.message_id != "after-1"]
    judgement = judge(replace(record, acceptances=tuple(heard)))
    assert judgement.holds
    assert judgement.not_shown == ("1 of 4 people still waited when the time was up",)
    (_, after) = judgement.unknown
    assert after.how == "not settled when the drill ended"


def test_a_touch_that_was_seen_unknown_is_told_whatever_its_part() -> None:
    record = a_record(unknown=frozenset({lead_of(Part.PLAIN)}))
    assert Settled(Part.PLAIN, lead_of(Part.PLAIN), "settled as sent by an event of SES") in (
        judge(record).unknown
    )
    taken = replace(record, commands={lead_of(Part.PLAIN): Command.TAKEN_AS_SENT})
    assert [each.how for each in judge(taken).unknown if each.part is Part.PLAIN] == [
        "taken as sent by command: no event had come, and a second mail would be worse than none"
    ]


def test_a_sender_that_lived_is_not_counted_as_dead() -> None:
    lived = ended(Part.AFTER, Reason.COMPLETED, a_sent_touch(Part.AFTER, 0), a_sent_touch(Part.AFTER, 1))
    judgement = judge(standing(a_record(), Part.AFTER, lived))
    assert judgement.deaths == ((Death.BEFORE, 1, 1), (Death.AFTER, 1, 0))
    assert judgement.not_shown == ("no sender died after SES accepted",)
    untouched = judge(standing(a_record(), Part.BEFORE, playing(a_player(Part.BEFORE))))
    assert untouched.deaths[0] == (Death.BEFORE, 1, 0)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"copies": 0}, "no message was sent twice"),
        ({"stops": ()}, "the kill switch was not turned"),
        ({"unsubscribes": {}}, "nobody unsubscribed"),
    ],
)
def test_a_drill_that_makes_no_trouble_shows_nothing(changes: dict[str, object], says: str) -> None:
    assert judge(a_record(**changes)).not_shown == (says,)


def test_a_judge_that_heard_nothing_shows_nothing() -> None:
    deaf = a_record(acceptances=(), hears_everything=False)
    assert "the judge heard of no mail" in judge(deaf).not_shown
