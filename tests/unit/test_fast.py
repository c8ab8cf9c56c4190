"""A fast rehearsal: what it takes as passed, and when each of its mails would have gone."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from outreach.domain.campaign import DEFAULT_STEPS, Policy, Ramp
from outreach.domain.control import Mode
from outreach.domain.fast import (
    HEADER,
    Passed,
    WouldGo,
    at_once,
    first_plan,
    header_of,
    is_fast,
    next_plan,
    put_off,
    would_go,
)
from outreach.domain.window import Window
from outreach.errors import RefusedChange
from world.builders import CAMPAIGN, DAY, MINUTE, NOON, a_campaign, a_lead, a_run
from world.memory import World

HOUR = timedelta(hours=1)
OFFICE = Window(frozenset({"mon", "tue", "wed", "thu", "fri"}), time(9), time(17), "Europe/Amsterdam")
SATURDAY = datetime(2026, 11, 28, 12, tzinfo=UTC)
REHEARSAL = "proof-1"


def a_plan(at=NOON, *passed):
    return WouldGo(at, passed)


def sequence(*delays: timedelta, **policy):
    steps = tuple(replace(step, delay=delay) for step, delay in zip(DEFAULT_STEPS, delays, strict=False))
    return a_campaign(steps=steps, policy=Policy(**policy))


@pytest.mark.parametrize(
    ("fast", "mode", "expected"),
    [
        (True, Mode.PROOF, True),
        (False, Mode.PROOF, False),
        (False, Mode.LIVE, False),
        (True, Mode.LIVE, False),
    ],
)
def test_only_a_rehearsal_is_fast(fast, mode, expected):
    assert is_fast(a_run(run_id=REHEARSAL, fast=fast, mode=mode)) is expected
    assert not is_fast(None)


class TestPlan:
    @pytest.mark.parametrize(
        ("delay", "window", "expected"),
        [
            (timedelta(), None, a_plan(SATURDAY)),
            (2 * HOUR, None, a_plan(SATURDAY + 2 * HOUR, Passed.DELAY)),
            (timedelta(), OFFICE, a_plan(datetime(2026, 11, 30, 8, tzinfo=UTC), Passed.WINDOW)),
            (3 * DAY, OFFICE, a_plan(datetime(2026, 12, 1, 12, tzinfo=UTC), Passed.DELAY)),
            (DAY, OFFICE, a_plan(datetime(2026, 11, 30, 8, tzinfo=UTC), Passed.DELAY, Passed.WINDOW)),
        ],
    )
    def test_a_first_step_waits_for_its_delay_and_its_window(self, delay, window, expected):
        assert first_plan(sequence(delay, window=window), SATURDAY, None) == expected

    @pytest.mark.parametrize(
        ("delay", "cooldown", "expected"),
        [
            (3 * DAY, DAY, a_plan(NOON + 3 * DAY, Passed.DELAY)),
            (HOUR, DAY, a_plan(NOON + DAY, Passed.COOLDOWN)),
            (DAY, DAY, a_plan(NOON + DAY, Passed.DELAY)),
            (timedelta(), timedelta(), a_plan(NOON)),
        ],
    )
    def test_a_follow_up_waits_for_the_longer_of_delay_and_cooldown(self, delay, cooldown, expected):
        campaign = sequence(timedelta(), delay, cooldown=cooldown)
        assert next_plan(campaign, 1, NOON, None) == expected

    def test_the_window_is_that_of_the_lead_s_zone(self):
        tokyo = first_plan(sequence(timedelta(), window=OFFICE), SATURDAY, "Asia/Tokyo")
        assert tokyo == a_plan(datetime(2026, 11, 30, tzinfo=UTC), Passed.WINDOW)
        again = next_plan(sequence(timedelta(), 3 * DAY, window=OFFICE), 1, NOON, "Asia/Tokyo")
        assert again.at == datetime(2026, 11, 27, tzinfo=UTC)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy(max_leads_per_tick=25, per_day=20), 20),
        (Policy(max_leads_per_tick=10, per_day=20), 10),
        (Policy(max_leads_per_tick=25, per_day=100, ramp=Ramp(5, 5, 50)), 5),
        (Policy(max_leads_per_tick=25, per_day=3, ramp=Ramp(5, 5, 50)), 3),
    ],
)
def test_a_tick_takes_no_more_leads_than_go_out_on_a_first_day(policy, expected):
    assert at_once(policy) == expected


def test_what_is_put_off_says_why_once_and_keeps_what_was_passed_before():
    going = a_plan(NOON, Passed.DELAY, Passed.QUOTA)
    assert put_off(going, NOON + DAY, Passed.QUOTA, Policy(), None) == a_plan(
        NOON + DAY, Passed.DELAY, Passed.QUOTA
    )
    opening = put_off(
        a_plan(), datetime(2026, 11, 24, tzinfo=UTC), Passed.OTHERS, Policy(window=OFFICE), None
    )
    assert opening == a_plan(datetime(2026, 11, 24, 8, tzinfo=UTC), Passed.OTHERS, Passed.WINDOW)


class TestWouldGo:
    PLAN = a_plan(NOON + DAY, Passed.DELAY)

    def test_what_is_planned_for_later_goes_as_planned(self):
        assert would_go(self.PLAN, Policy(window=OFFICE), NOON, None) == self.PLAN

    def test_what_was_planned_for_what_is_a_holiday_now_goes_after_it(self):
        window = replace(OFFICE, holidays={(NOON + DAY).date(): "NL:a Tuesday"})
        found = would_go(self.PLAN, Policy(window=window), NOON, None)
        assert found == a_plan(datetime(2026, 11, 25, 8, tzinfo=UTC), Passed.DELAY, Passed.WINDOW)

    def test_what_is_late_goes_now_and_nothing_is_taken_as_passed(self):
        late = NOON + DAY + MINUTE
        assert would_go(self.PLAN, Policy(window=OFFICE), late, None) == a_plan(late)
        assert would_go(self.PLAN, Policy(), NOON + DAY, None) == a_plan(NOON + DAY)

    def test_what_is_late_waits_for_the_window_of_the_lead_s_zone(self):
        late = a_plan(NOON - DAY, Passed.DELAY)
        assert would_go(late, Policy(window=OFFICE), NOON, "Asia/Tokyo") == a_plan(
            datetime(2026, 11, 24, tzinfo=UTC), Passed.WINDOW
        )


@pytest.mark.parametrize(
    ("window", "timezone", "expected"),
    [
        (None, "Asia/Tokyo", "Mon, 23 Nov 2026 12:00:00 +0000"),
        (OFFICE, None, "Mon, 23 Nov 2026 13:00:00 +0100"),
        (OFFICE, "Asia/Tokyo", "Mon, 23 Nov 2026 21:00:00 +0900"),
    ],
)
def test_the_header_is_a_date_as_a_clock_in_the_window_s_zone_shows_it(window, timezone, expected):
    written = header_of(a_plan(), Policy(window=window), timezone)
    assert written == expected
    assert parsedate_to_datetime(written) == NOON


# --- through planner and sender ------------------------------------------------------------------------


def rehearsed(world: World, turns: int = 4) -> None:
    """Tick and deliver, two seconds apart."""
    for _ in range(turns):
        world.turn()
        world.clock.advance(timedelta(seconds=2))


@pytest.fixture
def world() -> World:
    """A campaign of office hours on a Saturday, with a lead of each kind."""
    world = World(sequence(timedelta(), 3 * DAY, 4 * DAY, window=OFFICE))
    world.clock.moment = SATURDAY
    world.import_leads(a_lead(), a_lead("taro", domain="tokyo.example", timezone="Asia/Tokyo"))
    return world


def touches(world: World, lead=None):
    return world.enrollment(lead or a_lead(), REHEARSAL).touches


def test_every_step_is_rehearsed_at_once_and_says_when_it_would_have_gone(world):
    world.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=True)
    rehearsed(world)
    assert [touch.would_go for touch in touches(world).values()] == [
        a_plan(datetime(2026, 11, 30, 8, tzinfo=UTC), Passed.WINDOW),
        a_plan(datetime(2026, 12, 3, 8, tzinfo=UTC), Passed.DELAY),
        a_plan(datetime(2026, 12, 7, 8, tzinfo=UTC), Passed.DELAY),
    ]
    assert world.run(REHEARSAL).status == "finished"
    assert world.clock.now() - SATURDAY < MINUTE


def test_the_next_step_is_due_a_second_later(world):
    """A tick that reads the index while the step is being recorded would pass it over otherwise."""
    world.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=True)
    world.turn()
    assert world.enrollment(a_lead(), REHEARSAL).due_at == SATURDAY + timedelta(seconds=1)


def test_each_mail_says_it_in_a_header_and_its_digest_is_that_of_its_text(world):
    world.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=True)
    rehearsed(world)
    told = {
        (mail.key.lead_id, mail.step): mail.mail.headers[HEADER]
        for mail in world.proof_mails.of_run(CAMPAIGN, REHEARSAL, world.campaign.shards)
    }
    assert [told["lead-taro", step] for step in range(3)] == [
        "Mon, 30 Nov 2026 09:00:00 +0900",
        "Thu, 03 Dec 2026 09:00:00 +0900",
        "Mon, 07 Dec 2026 09:00:00 +0900",
    ]
    assert len(told) == 6


def test_the_moments_are_in_the_window_and_the_delay_apart(world):
    world.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=True)
    rehearsed(world)
    moments = [
        touch.would_go.at.astimezone(ZoneInfo("Europe/Amsterdam")) for touch in touches(world).values()
    ]
    assert all(moment.weekday() < 5 and 9 <= moment.hour < 17 for moment in moments)
    assert all(later - earlier >= 3 * DAY for earlier, later in pairwise(moments))


def test_another_rehearsal_waits_and_says_nothing_of_the_kind(world):
    world.runs.start(CAMPAIGN, Mode.PROOF, "test")
    rehearsed(world)
    assert touches(world) == {}
    assert world.enrollment(a_lead(), REHEARSAL).due_at == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_a_fast_live_run_is_refused(world):
    with pytest.raises(RefusedChange, match="only a rehearsal can be fast"):
        world.runs.start(CAMPAIGN, Mode.LIVE, "test", fast=True)
    assert world.controls.runs() == []


@pytest.mark.parametrize("fast", [True, False])
def test_a_fast_start_joins_no_half_started_rehearsal_that_waits(world, fast):
    """Nor the other way round. One of its own kind is completed."""
    half = a_run(run_id=REHEARSAL, fast=not fast, revision=world.campaigns.current(CAMPAIGN)[0])
    world.controls.create_run(half)
    started = world.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=fast)
    assert (started.run.run_id, started.run.fast, started.joined) == ("proof-2", fast, False)
    assert world.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=not fast).run.run_id == REHEARSAL


def test_a_live_run_whose_row_says_fast_waits_all_the_same(world):
    world.controls.create_run(a_run(fast=True, revision=world.campaigns.current(CAMPAIGN)[0]))
    world.runs.start(CAMPAIGN, Mode.LIVE, "test")
    rehearsed(world)
    assert world.ses.accepted == {}
    assert world.enrollment(a_lead()).due_at == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_a_live_run_ignores_a_plan_at_each_of_its_decisions(world):
    """No program writes one. If one is there, nothing is taken as passed for it."""
    world.controls.create_run(a_run(fast=True, revision=world.campaigns.current(CAMPAIGN)[0]))
    world.runs.start(CAMPAIGN, Mode.LIVE, "test")
    for key, found in world.tables.enrollments.items():
        world.tables.enrollments[key] = replace(found, plan=a_plan(SATURDAY, Passed.DELAY))
    rehearsed(world)
    assert world.ses.accepted == {}
    world.clock.moment = datetime(2026, 11, 30, 8, tzinfo=UTC)
    rehearsed(world)
    assert [HEADER in mail.headers for mail in world.ses.accepted.values()] == [False]
    assert [touch.would_go for touch in world.enrollment(a_lead()).touches.values()] == [None]
