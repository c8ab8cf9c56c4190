"""Passes over the due index: when one goes on, when a new one begins, and in which order it reads."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain.enrollment import Lane
from outreach.domain.ids import LeadId
from outreach.domain.lease import Place, Walk
from outreach.domain.walk import (
    Share,
    current_walk,
    cursor_name,
    is_stirred,
    most_waiting,
    order_of_turns,
    reading_order,
    share_of,
)
from world.builders import DAY, MINUTE, NOON, a_control, a_run

LENGTH = 10 * MINUTE
MOMENT = timedelta(microseconds=1)
RUN, CONTROL = a_run(), a_control()
STIRRED = f"{CONTROL.changed_at.isoformat()} {RUN.changed_at.isoformat()}"


def a_walk(began_at=NOON - MINUTE, stirred_by=STIRRED):
    return Walk(began_at, {"first-0": "somewhere"}, stirred_by)


def test_the_first_pass_begins_at_the_beginning():
    assert current_walk(None, RUN, CONTROL, NOON, LENGTH) == Walk(NOON, {}, STIRRED)


@pytest.mark.parametrize(
    ("age", "goes_on"),
    [
        (timedelta(), True),
        (MINUTE, True),
        (LENGTH - MOMENT, True),
        (LENGTH, False),
        (LENGTH + MINUTE, False),
        (-MINUTE, True),
    ],
)
def test_a_pass_goes_on_for_its_length_and_then_begins_anew(age, goes_on):
    walk = a_walk(NOON - age)
    expected = walk if goes_on else Walk(NOON, {}, STIRRED)
    assert current_walk(walk, RUN, CONTROL, NOON, LENGTH) == expected


@pytest.mark.parametrize("age", [MINUTE, LENGTH])
def test_a_look_for_the_end_goes_on_in_the_next_pass_but_not_after_a_change_of_status(age):
    walk = replace(a_walk(NOON - age), looked_to=Place(1, LeadId("lead-a")))
    assert current_walk(walk, RUN, CONTROL, NOON, LENGTH).looked_to == walk.looked_to
    changed = a_run(changed_at=NOON - 2 * DAY)
    assert current_walk(walk, changed, CONTROL, NOON, LENGTH).looked_to is None


@pytest.mark.parametrize("changed_at", [NOON - 2 * DAY, NOON - MINUTE, NOON + DAY])
def test_a_change_of_status_or_stop_begins_a_new_pass_whichever_clock_wrote_it(changed_at):
    run, control = a_run(changed_at=changed_at), a_control(changed_at=changed_at)
    for changed in (
        current_walk(a_walk(), run, CONTROL, NOON, LENGTH),
        current_walk(a_walk(), RUN, control, NOON, LENGTH),
    ):
        assert (changed.pass_began_at, changed.cursors) == (NOON, {})
        assert changed.stirred_by != STIRRED
    again = current_walk(a_walk(), run, CONTROL, NOON, LENGTH)
    assert current_walk(again, run, CONTROL, NOON + MINUTE, LENGTH) is again


@pytest.mark.parametrize(
    ("before", "now", "stirred"),
    [
        (None, a_walk(), True),
        (a_walk(), a_walk(), False),
        (a_walk(), a_walk(NOON), False),
        (a_walk(stirred_by="an older change"), a_walk(), True),
    ],
)
def test_a_walk_is_stirred_by_a_change_and_not_by_a_new_pass(before, now, stirred):
    assert is_stirred(before, now) is stirred


@pytest.mark.parametrize(
    ("shards", "token", "rotated"),
    [
        (1, 7, [0]),
        (4, 0, [0, 1, 2, 3]),
        (4, 1, [1, 2, 3, 0]),
        (4, 3, [3, 0, 1, 2]),
        (4, 4, [0, 1, 2, 3]),
        (3, 11, [2, 0, 1]),
    ],
)
def test_lanes_are_read_by_urgency_and_shards_from_another_start_each_time(shards, token, rotated):
    assert reading_order(shards, token) == [
        (lane, shard) for lane in (Lane.FINAL, Lane.NEXT, Lane.FIRST) for shard in rotated
    ]


def test_cursors_are_named_by_lane_and_shard():
    names = [cursor_name(lane, shard) for lane, shard in reading_order(3, 0)]
    assert names[:4] == ["final-0", "final-1", "final-2", "next-0"]
    assert len(set(names)) == len(names)


class TestTheOrderOfTurns:
    RUNS = tuple(
        a_run(campaign, run) for campaign in ("a", "b", "c") for run in ("live", "proof-1", "proof-2")
    )

    def test_each_run_has_one_turn(self):
        assert Counter(map(str, order_of_turns(self.RUNS, "tick-1"))) == Counter(map(str, self.RUNS))

    def test_one_tick_keeps_its_order_however_the_runs_were_listed(self):
        assert order_of_turns(self.RUNS, "tick-1") == order_of_turns(self.RUNS[::-1], "tick-1")

    def test_each_run_is_the_first_and_the_last_in_some_tick(self):
        orders = [order_of_turns(self.RUNS, f"tick-{number}") for number in range(100)]
        everybody = {(run.campaign_id, run.run_id) for run in self.RUNS}
        assert {(order[0].campaign_id, order[0].run_id) for order in orders} == everybody
        assert {(order[-1].campaign_id, order[-1].run_id) for order in orders} == everybody


@pytest.mark.parametrize(
    ("send_rate", "senders", "pass_length", "most"),
    [
        (None, 1000, LENGTH, 5_000),
        (14.0, 3, LENGTH, 5_000),
        (41.7, 1000, LENGTH, 5_004),
        (100.0, 17, LENGTH, 12_000),
        (100.0, 17, LENGTH / 2, 6_000),
        (1000.0, 167, LENGTH, 120_000),
        (1000.0, 10, LENGTH, 7_200),
        (1000.0, 2, LENGTH, 5_000),
    ],
)
def test_a_fifth_of_a_pass_may_wait_by_the_slower_of_ses_and_the_senders(
    send_rate, senders, pass_length, most
):
    assert most_waiting(send_rate, senders, pass_length) == most


ALL = (Lane.FINAL, Lane.NEXT, Lane.FIRST)


@pytest.mark.parametrize(
    ("units", "for_good", "begins", "share"),
    [
        (7, False, True, Share(7, ALL)),
        (1, False, False, Share(1, ALL)),
        (0, False, True, Share(1_000, (Lane.FINAL,))),
        (-1, False, False, Share(1_000, (Lane.FINAL,))),
        (0, True, False, Share(1_000, (Lane.FINAL,))),
        (0, True, True, Share(20, ALL)),
    ],
)
def test_without_a_unit_a_tick_names_who_needs_none_and_a_few_if_that_is_for_good(
    units, for_good, begins, share
):
    assert share_of(units, for_good=for_good, begins=begins) == share
