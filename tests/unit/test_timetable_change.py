"""How two timetables differ, in lines that a person can read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from outreach.domain.control import RunStatus
from outreach.domain.ids import LeadId
from outreach.domain.timetable import Cause, CauseKind, Span, Timetable
from outreach.domain.timetable_change import Difference, difference
from outreach.domain.timetable_making import Basis, Day, Outline, making_id, outline_of

NINE = datetime(2026, 12, 8, 9, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WINDOW, QUOTA = Cause(CauseKind.WINDOW), Cause(CauseKind.QUOTA, ("2026-12-08",))


def at(moment, *causes, minutes=10):
    return Span(moment, moment + minutes * MINUTE, causes)


def table(**leads):
    return Timetable({LeadId(lead): dict(enumerate(spans)) for lead, spans in leads.items()})


def lines(before, after, written=()):
    return list(difference(before, after, {(LeadId(lead), step) for lead, step in written}))


def test_equal_timetables_do_not_differ():
    assert lines(table(ann=[at(NINE)]), table(ann=[at(NINE)])) == []


def test_spans_that_touch_are_the_same_mail_at_the_same_time():
    assert lines(table(ann=[at(NINE)]), table(ann=[at(NINE + 10 * MINUTE)])) == []
    assert lines(table(ann=[at(NINE)]), table(ann=[at(NINE + 11 * MINUTE)])) == [
        "1 mail later on the same day: the mails before them"
    ]


def test_it_is_the_same_on_the_other_side():
    assert lines(table(ann=[at(NINE)]), table(ann=[at(NINE - 10 * MINUTE)])) == []
    assert lines(table(ann=[at(NINE)]), table(ann=[at(NINE - 11 * MINUTE)])) == [
        "1 mail earlier on the same day: the mails before them"
    ]


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (CauseKind.DELAY, "delay"),
        (CauseKind.COOLDOWN, "cooldown"),
        (CauseKind.HOLD, "out of office"),
        (CauseKind.WINDOW, "sending window"),
        (CauseKind.QUOTA, "quota"),
        (CauseKind.RAMP, "ramp"),
        (CauseKind.WEEK_QUOTA, "quota of the week"),
        (CauseKind.RUN_QUOTA, "quota of the whole run"),
        (CauseKind.ACCOUNT_QUOTA, "quota of the account"),
        (CauseKind.DOMAIN_PACE, "pace of the domain"),
        (CauseKind.PER_TICK, "leads per tick"),
        (CauseKind.SEND_RATE, "send rate of SES"),
        (CauseKind.QUEUE, "other mails before it"),
    ],
)
def test_each_cause_has_a_short_name(kind, word):
    assert lines(table(ann=[at(NINE)]), table(ann=[at(NINE + DAY, Cause(kind))])) == [
        f"1 mail later by a day: {word}"
    ]


def test_a_new_cause_is_named_and_not_one_that_only_grew():
    more = Cause(CauseKind.QUOTA, ("2026-12-08", "2026-12-09"))
    assert lines(table(ann=[at(NINE, QUOTA)]), table(ann=[at(NINE + DAY, WINDOW, more)])) == [
        "1 mail later by a day: sending window"
    ]
    assert lines(table(ann=[at(NINE, WINDOW, QUOTA)]), table(ann=[at(NINE + DAY, WINDOW, more)])) == [
        "1 mail later by a day: quota"
    ]


def test_nothing_differs_from_nothing():
    assert list(Difference()) == []


def test_mails_that_move_alike_are_one_line_and_the_largest_crowd_comes_first():
    before = table(ann=[at(NINE, WINDOW)], bob=[at(NINE, WINDOW)], eve=[at(NINE + 3 * DAY)])
    after = table(ann=[at(NINE + DAY, WINDOW, QUOTA)], bob=[at(NINE + DAY, QUOTA)], eve=[at(NINE)])
    assert lines(before, after) == [
        "2 mails later by a day: quota",
        "1 mail earlier by 3 days: the mails before them",
    ]


def test_a_cause_that_only_covers_more_days_is_named():
    more = Cause(CauseKind.QUOTA, ("2026-12-08", "2026-12-09"))
    assert lines(table(ann=[at(NINE, QUOTA)]), table(ann=[at(NINE + DAY, more)])) == [
        "1 mail later by a day: quota"
    ]


def test_what_is_new_and_what_is_expected_no_more_is_counted():
    before, after = table(ann=[at(NINE), at(NINE + DAY)]), table(ann=[at(NINE)], bob=[at(NINE), at(NINE)])
    assert lines(before, after) == ["2 mails more", "1 mail fewer"]


def test_a_mail_that_has_gone_out_is_not_missing():
    before, after = (
        table(ann=[at(NINE), at(NINE + DAY)], bob=[at(NINE)]),
        table(ann=[at(NINE), at(NINE + DAY)]),
    )
    assert lines(before, after, written=[("bob", 0)]) == []
    assert lines(before, after, written=[("ann", 1)]) == ["1 mail fewer"]


def test_an_outline_sums_up_by_day():
    table_of_two_days = table(ann=[at(NINE), at(NINE + DAY, QUOTA)], bob=[at(NINE + MINUTE, minutes=30)])
    outline = outline_of(table_of_two_days)
    assert outline.days == (
        Day("2026-12-08", 2, NINE, NINE + 31 * MINUTE),
        Day("2026-12-09", 1, NINE + DAY, NINE + DAY + 10 * MINUTE),
    )
    assert outline.mails == 3
    assert outline.last == at(NINE + DAY, QUOTA)
    assert outline_of(Timetable()) == Outline()


def test_an_outline_does_not_depend_on_the_order_and_of_two_ends_the_first_counts():
    outline = outline_of(table(ann=[at(NINE + MINUTE, QUOTA, minutes=10)], bob=[at(NINE, minutes=11)]))
    assert outline.days == (Day("2026-12-08", 2, NINE, NINE + 11 * MINUTE),)
    assert outline.last == at(NINE + MINUTE, QUOTA)


def test_the_next_mail_is_that_of_the_first_day_that_is_not_over():
    outline = outline_of(table(ann=[at(NINE), at(NINE + DAY)]))
    assert outline.next_from(NINE - DAY) == NINE
    assert outline.next_from(NINE + 10 * MINUTE) == NINE + 10 * MINUTE
    assert outline.next_from(NINE + 11 * MINUTE) == NINE + DAY
    assert outline.next_from(NINE + 2 * DAY) is None


def test_what_a_timetable_depends_on_is_compared_in_words():
    basis = Basis("one", RunStatus.RUNNING, 1, 10, 2, 200, None)
    assert basis.changes_to(basis) == []
    assert basis.changes_to(Basis("one", RunStatus.RUNNING, 1, 10, 2, 200, 14.0)) == []
    changed = Basis("two", RunStatus.PAUSED, 2, 12, 3, 100, 1.0)
    assert Basis("one", RunStatus.RUNNING, 1, 10, 2, 200, 14.0).changes_to(changed) == [
        "the run follows another revision of the campaign",
        "the status of the run was changed, and is paused",
        "12 leads instead of 10",
        "3 orders not to write instead of 2",
        "100 mails a day of the account instead of 200",
        "SES takes 1 mail a second instead of 14",
    ]


def test_one_is_one_and_many_have_separators():
    before, after = (
        Basis("one", RunStatus.RUNNING, 1, 10_000, 0, 50_000, 14.0),
        Basis("one", RunStatus.RUNNING, 1, 1, 1, 1, 14.0),
    )
    assert before.changes_to(after) == [
        "1 lead instead of 10,000",
        "1 order not to write instead of 0",
        "1 mail a day of the account instead of 50,000",
    ]


def test_what_is_not_known_has_not_changed():
    known = Basis("one", RunStatus.RUNNING, 1, 10, 2, 200, 14.0)
    unknown = Basis("one", RunStatus.RUNNING, 1, 10, 2, None, None)
    assert known.changes_to(known) == known.changes_to(unknown) == unknown.changes_to(known) == []


def test_a_making_is_named_by_its_time_and_chance():
    assert making_id(NINE, "5f0c3a") == "20261208-090000-5f0c3a"


def test_what_is_said_of_senders_is_a_change():
    basis = Basis("r", RunStatus.RUNNING, 1, 10, 0, 100, 1.0)
    assert basis.senders == 0
    assert basis.changes_to(replace(basis, senders=1)) == ["a sender was stopped or resumed"]
