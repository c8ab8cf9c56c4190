"""Across campaigns: one person, several campaigns, and the distance that they keep together (P8)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain.across import (
    Person,
    PersonRow,
    free_at,
    kept_by,
    other_sequence,
    others_before,
    others_until,
    person_of,
    taken,
    turn_of,
)
from outreach.domain.campaign import AcrossCampaigns, OneSequence, Policy
from outreach.domain.ids import LIVE, ClaimId, RunId
from outreach.domain.seen import Seen, Turn
from world.builders import DAY, MINUTE, NOON, a_key, a_lead, a_recipient, a_run, a_touch, an_enrollment

KEY = a_key()
OTHER = a_key(campaign_id="other")
MINE, THEIRS = ClaimId("mine"), ClaimId("theirs")
THREE_DAYS = AcrossCampaigns(cooldown=3 * DAY)
MOMENT = timedelta(microseconds=1)
THEIR_ROW = PersonRow(OTHER, 0, THEIRS, NOON)


class TestWhoseRow:
    def test_a_person_has_one_row_for_all_live_runs(self):
        assert person_of(KEY, a_recipient()) == person_of(OTHER, a_recipient()) == Person(LIVE, a_recipient())

    def test_each_rehearsal_has_rows_of_its_own(self):
        rehearsals = [
            replace(KEY, run_id=RunId("proof-1")),
            replace(KEY, run_id=RunId("proof-2")),
            replace(OTHER, run_id=RunId("proof-1")),
        ]
        assert [person_of(key, a_recipient()).scope for key in rehearsals] == ["demo#proof-1", "demo#proof-2", "other#proof-1"]  # fmt: skip


class TestTaking:
    def test_the_first_has_nobody_before(self):
        assert taken(None, KEY, 0, MINE, THREE_DAYS, NOON) == PersonRow(KEY, 0, MINE, NOON)

    @pytest.mark.parametrize(("key", "step"), [(OTHER, 0), (KEY, 1), (a_key(a_lead("joe")), 0)])
    def test_the_time_of_another_touch_is_kept(self, key, step):
        row = PersonRow(KEY, 0, THEIRS, NOON, NOON - DAY)
        assert taken(row, key, step, MINE, THREE_DAYS, NOON + DAY) == PersonRow(
            key, step, MINE, NOON + DAY, NOON
        )

    def test_an_earlier_attempt_at_the_same_touch_is_not_the_one_before(self):
        row = PersonRow(KEY, 0, THEIRS, NOON, NOON - DAY)
        assert taken(row, KEY, 0, MINE, THREE_DAYS, NOON + MINUTE) == PersonRow(
            KEY, 0, MINE, NOON + MINUTE, NOON - DAY
        )


class TestTheSequence:
    FIRST = AcrossCampaigns(one_sequence=OneSequence.FIRST, priority=2)
    IN_THEIRS = replace(THEIR_ROW, sequence=OTHER, priority=2)

    def test_a_campaign_with_one_sequence_has_the_person_in_its_own(self):
        row = taken(self.IN_THEIRS, KEY, 0, MINE, self.FIRST, NOON + DAY)
        assert row == PersonRow(KEY, 0, MINE, NOON + DAY, NOON, KEY, 2)

    def test_one_without_leaves_the_person_in_the_other_s(self):
        row = taken(self.IN_THEIRS, KEY, 0, MINE, THREE_DAYS, NOON + DAY)
        assert (row.sequence, row.priority) == (OTHER, 2)

    @pytest.mark.parametrize(
        ("rule", "priority", "other"),
        [
            (OneSequence.FIRST, 9, OTHER),
            (OneSequence.SKIP, 9, OTHER),
            (OneSequence.PRIORITY, 1, OTHER),
            (OneSequence.PRIORITY, 2, OTHER),
            (OneSequence.PRIORITY, 3, None),
            (None, 9, None),
        ],
    )
    def test_the_other_s_sequence_keeps_a_lead_back_unless_its_priority_is_higher(
        self, rule, priority, other
    ):
        across = AcrossCampaigns(one_sequence=rule, priority=priority)
        assert other_sequence(self.IN_THEIRS, KEY, across) == other

    @pytest.mark.parametrize("row", [None, THEIR_ROW, replace(THEIR_ROW, sequence=KEY)])
    def test_nobody_s_sequence_and_its_own_keep_nobody_back(self, row):
        assert other_sequence(row, KEY, self.FIRST) is None

    def test_a_look_notes_whether_the_person_was_in_the_very_enrollment_s_sequence(self):
        row = PersonRow(KEY, 0, MINE, NOON, sequence=KEY)
        assert turn_of(row, MINE) == Turn(NOON, own_sequence=True)
        assert turn_of(replace(row, sequence=OTHER), MINE) == Turn(NOON)


class TestTheCooldown:
    @pytest.mark.parametrize(
        ("now", "free"),
        [(NOON, NOON + 3 * DAY), (NOON + 3 * DAY - MOMENT, NOON + 3 * DAY), (NOON + 3 * DAY, None)],
    )
    def test_a_person_is_free_when_it_is_over(self, now, free):
        assert free_at(THEIR_ROW, KEY, 0, THREE_DAYS, now) == free

    def test_each_campaign_keeps_the_distance_that_it_says(self):
        assert free_at(THEIR_ROW, KEY, 0, AcrossCampaigns(cooldown=DAY), NOON) == NOON + DAY

    def test_whom_nobody_has_taken_is_free(self):
        assert free_at(None, KEY, 0, THREE_DAYS, NOON) is None

    def test_the_same_touch_may_have_the_person_again(self):
        assert free_at(THEIR_ROW, OTHER, 0, THREE_DAYS, NOON) is None

    def test_the_next_step_may_not(self):
        assert free_at(THEIR_ROW, OTHER, 1, THREE_DAYS, NOON) == NOON + 3 * DAY


class TestWhoKeepsIt:
    POLICY = Policy(across_campaigns=THREE_DAYS)

    def test_a_campaign_that_does_not_say_so_keeps_nothing(self):
        assert kept_by(a_run(), Policy()) is None

    def test_live_runs_and_rehearsals_keep_it(self):
        assert [kept_by(run, self.POLICY) for run in (a_run(), a_run(run_id="proof-1"))] == [THREE_DAYS] * 2

    def test_a_fast_rehearsal_takes_it_as_passed(self):
        assert kept_by(a_run(run_id="proof-1", fast=True), self.POLICY) is None

    def test_a_live_run_takes_nothing_as_passed_whatever_its_row_says(self):
        assert kept_by(a_run(fast=True), self.POLICY) == THREE_DAYS

    @pytest.mark.parametrize(("own", "shared", "longer"), [(1, 3, 3), (5, 3, 5)])
    def test_between_two_touches_of_a_lead_the_longer_cooldown_counts(self, own, shared, longer):
        across = AcrossCampaigns(cooldown=shared * DAY)
        assert Policy(cooldown=own * DAY, across_campaigns=across).between_touches == longer * DAY

    def test_without_the_others_its_own_cooldown_counts(self):
        assert Policy(cooldown=DAY).between_touches == DAY


class TestEvidence:
    def test_only_its_own_row_is_an_attempt_s_turn(self):
        row = PersonRow(KEY, 0, MINE, NOON, NOON - DAY)
        assert turn_of(row, MINE) == Turn(NOON, NOON - DAY)
        assert turn_of(row, THEIRS) is None
        assert turn_of(None, MINE) is None

    @pytest.mark.parametrize(
        ("turns", "others"),
        [
            ([Turn(NOON), Turn(NOON + 3 * DAY, NOON)], [None, None]),
            ([Turn(NOON), Turn(NOON + 6 * DAY, NOON + 3 * DAY)], [None, NOON + 3 * DAY]),
            ([Turn(NOON, NOON - 3 * DAY), None], [NOON - 3 * DAY, None]),
        ],
    )
    def test_the_mail_before_was_another_campaign_s_unless_it_was_one_of_this_lead_s(self, turns, others):
        touches = {step: a_touch(step=step, seen=Seen(person=turn)) for step, turn in enumerate(turns)}
        enrollment = an_enrollment(touches={**touches, 2: a_touch(step=2)})
        assert [others_before(enrollment, step) for step in range(4)] == [*others, None, None]

    @pytest.mark.parametrize(
        "turn",
        [
            Turn(NOON),
            Turn(NOON + MOMENT, NOON - DAY),
            Turn(NOON, NOON - DAY, True),
            Turn(NOON, own_sequence=True),
            None,
        ],
    )
    def test_a_touch_keeps_the_turn(self, turn):
        seen = Seen(person=turn)
        assert Seen.parse(seen.texts()) == seen


@pytest.mark.parametrize(
    ("row", "until"),
    [
        (None, None),
        (THEIR_ROW, NOON + 3 * DAY),
        (PersonRow(KEY, 0, THEIRS, NOON), None),
        (PersonRow(a_key(a_lead("joe")), 0, THEIRS, NOON), None),
    ],
    ids=["nobody", "another campaign", "this one", "another lead of this one"],
)
def test_a_rehearsal_minds_the_live_mails_of_other_campaigns_only(row, until):
    assert others_until(row, KEY.campaign_id, THREE_DAYS) == until
