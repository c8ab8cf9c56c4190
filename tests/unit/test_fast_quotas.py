"""A fast rehearsal counts each mail on the day on which it would go, and shows every mail that the quotas let through."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from outreach.domain.across import Person, PersonRow
from outreach.domain.campaign import (
    DEFAULT_STEPS,
    AcrossCampaigns,
    CountedIn,
    DomainPace,
    PacePeriod,
    Policy,
    Ramp,
)
from outreach.domain.control import Mode
from outreach.domain.fast import Passed, WouldGo
from outreach.domain.ids import LIVE, ClaimId
from outreach.domain.quota import quota_day
from outreach.domain.reasons import Reason
from outreach.domain.window import Window, zone_of
from world.artifacts import exported
from world.builders import CAMPAIGN, DAY, a_campaign, a_key, a_lead
from world.memory import World
from world.senders import ANNA, BEN, a_pool, a_pool_sender, leads_of

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)
WEEKDAYS = frozenset({"mon", "tue", "wed", "thu", "fri"})
OFFICE = Window(WEEKDAYS, time(9), time(17), "Europe/Amsterdam")
REHEARSAL = "proof-1"


def people(count: int, domain: str = ""):
    return [a_lead(f"lead{n:03}", domain=domain or f"c{n}.example") for n in range(count)]


def rehearsed(
    leads, *delays: timedelta, start: datetime = MONDAY, turns: int = 40, campaign=None, **policy
) -> World:
    """Rehearse a campaign whose first step is due at once, fast, until nothing more happens within a minute."""
    steps = tuple(
        replace(step, delay=delay) for step, delay in zip(DEFAULT_STEPS, (timedelta(), *delays), strict=False)
    )
    about = {"steps": steps, **(campaign or {})}
    world = World(a_campaign(**about, policy=Policy(max_leads_per_tick=1000, **policy)))
    world.clock.moment = start
    world.import_leads(*leads)
    world.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=True)
    for _ in range(turns):
        world.turn()
        world.clock.advance(timedelta(seconds=2))
    return world


def moments(world: World, step: int | None = None) -> list[datetime]:
    """When the mails would have gone."""
    return sorted(
        touch.would_go.at
        for enrollment in world.tables.enrollments.values()
        for touch in enrollment.touches.values()
        if touch.would_go is not None and step in {None, touch.step}
    )


def by_day(world: World, zone: str = "UTC") -> dict[str, int]:
    return dict(sorted(Counter(quota_day(at, zone_of(None, zone)) for at in moments(world)).items()))


def test_three_hundred_leads_at_twenty_a_day_are_all_rehearsed_on_the_days_that_this_takes():
    world = rehearsed(people(300), per_day=20)
    assert by_day(world) == {(date(2026, 11, 30) + n * DAY).isoformat(): 20 for n in range(15)}
    assert world.run(REHEARSAL).status == "finished"


def test_a_quota_that_is_used_up_leaves_the_weekend_out():
    world = rehearsed(people(25), start=datetime(2026, 12, 3, 12, tzinfo=UTC), per_day=10, window=OFFICE)
    assert by_day(world) == {"2026-12-03": 10, "2026-12-04": 10, "2026-12-07": 5}
    assert moments(world)[-1] == datetime(2026, 12, 7, 8, tzinfo=UTC)


def test_a_mail_says_that_a_quota_was_taken_as_passed():
    world = rehearsed(people(2), DAY, per_day=1, window=OFFICE)
    first, second = (world.enrollment(lead, REHEARSAL).touches for lead in people(2))
    taken = [touch.would_go.passed for touches in (first, second) for touch in touches.values()]
    assert () in taken
    assert (Passed.QUOTA, Passed.WINDOW) in taken
    assert all(
        touch.quota_day == quota_day(touch.would_go.at) for touch in [*first.values(), *second.values()]
    )


def test_a_follow_up_is_planned_from_when_the_quota_let_the_first_mail_go():
    world = rehearsed(people(4), 3 * DAY, per_day=2, cooldown=timedelta())
    for lead in people(4):
        touches = world.enrollment(lead, REHEARSAL).touches
        assert touches[1].would_go.at - touches[0].would_go.at >= 3 * DAY
    assert by_day(world) == {"2026-11-30": 2, "2026-12-01": 2, "2026-12-03": 2, "2026-12-04": 2}


def test_a_follow_up_gets_its_unit_before_the_first_contacts_of_later_days():
    """As in a live run, whatever a tick may take."""
    world = rehearsed(people(40), 3 * DAY, per_day=5, turns=60)
    firsts, seconds = (Counter(f"{at:%d}" for at in moments(world, step)) for step in (0, 1))
    days = [f"{(MONDAY + n * DAY):%d}" for n in range(6)]
    assert [firsts[day] for day in days] == [5, 5, 5, 0, 0, 0]
    assert [seconds[day] for day in days] == [0, 0, 0, 5, 5, 5]


def test_a_ramp_grows_by_day():
    world = rehearsed(people(60), per_day=100, ramp=Ramp(5, 10, 25))
    assert list(by_day(world).values()) == [5, 15, 25, 15]


def test_a_week_has_its_quota_whatever_is_planned_for_its_other_days():
    world = rehearsed(people(20), DAY, per_day=10, per_week=12, cooldown=timedelta())
    weeks = Counter(f"{at:%G-%V}" for at in moments(world))
    assert weeks == {"2026-49": 12, "2026-50": 12, "2026-51": 12, "2026-52": 4}


def test_days_are_those_of_the_campaign_if_it_counts_them_so():
    tokyo = Window(frozenset({*WEEKDAYS, "sat", "sun"}), time(0), time(23, 59), "Asia/Tokyo")
    world = rehearsed(people(6), per_day=2, window=tokyo, counted_in=CountedIn.CAMPAIGN)
    assert by_day(world, "Asia/Tokyo") == {"2026-11-30": 2, "2026-12-01": 2, "2026-12-02": 2}


def test_the_pace_of_a_domain_moves_mails_to_the_next_hour_of_the_window():
    world = rehearsed(
        people(20, "acme.example"), window=OFFICE, start=MONDAY, per_domain=DomainPace(2, PacePeriod.HOUR)
    )
    assert Counter(f"{at:%d %H}" for at in moments(world)) == {
        **{f"30 {hour:02}": 2 for hour in range(8, 16)},
        "01 08": 2,
        "01 09": 2,
    }


def test_who_gets_nothing_of_the_quota_of_the_whole_run_is_not_rehearsed():
    world = rehearsed(people(5), per_run=3)
    assert len(moments(world)) == 3
    waiting = [one for one in world.tables.enrollments.values() if not one.touches]
    assert [(one.reason, one.due_at) for one in waiting] == [
        (Reason.RUN_QUOTA, datetime(2026, 12, 1, tzinfo=UTC))
    ] * 2


def test_who_would_come_after_the_last_day_ends_as_in_a_live_run():
    world = rehearsed(people(5), per_day=2, ends=date(2026, 12, 1))
    assert by_day(world) == {"2026-11-30": 2, "2026-12-01": 2}
    assert Counter(one.reason for one in world.tables.enrollments.values())[Reason.CAMPAIGN_ENDED] == 1


def test_nobody_takes_a_unit_of_a_day_after_the_last_one():
    world = rehearsed(people(5), per_day=2, ends=date(2026, 12, 1))
    assert max(day for (_, day), used in world.tables.quotas.items() if used) == "2026-12-01"


def test_a_unit_that_another_sender_took_meanwhile_is_not_taken_again(monkeypatch):
    """It takes the last one of the first day after this sender has read the counters."""
    world = rehearsed(people(1), turns=0, per_day=1)
    reserve = world.quotas.reserve

    def after_another(scope, day, wanted, limit):
        monkeypatch.setattr(world.quotas, "reserve", reserve)
        reserve(f"{CAMPAIGN}#{REHEARSAL}", "2026-11-30", 1, 1)
        return reserve(scope, day, wanted, limit)

    monkeypatch.setattr(world.quotas, "reserve", after_another)
    world.turn()
    assert by_day(world) == {"2026-12-01": 1}


def test_the_quota_of_the_account_counts_by_day_as_well():
    world = rehearsed(people(2500), turns=6, per_day=5000)
    assert by_day(world) == {"2026-11-30": 1000, "2026-12-01": 1000, "2026-12-02": 500}


@pytest.mark.parametrize(
    "policy",
    [
        {"per_day": 3},
        {"per_day": 3, "window": OFFICE},
        {"per_day": 5, "per_week": 8},
        {"per_day": 5, "per_week": 8, "per_run": 20},
        {"per_day": 9, "ramp": Ramp(2, 1, 9)},
        {"per_day": 6, "per_domain": DomainPace(1, PacePeriod.DAY)},
        {"per_day": 3, "ends": date(2026, 12, 4)},
    ],
    ids=" ".join,
)
def test_its_export_holds_under_every_quota(policy, tmp_path):
    world = rehearsed([*people(8), *(a_lead(f"acme{n}") for n in range(4))], 2 * DAY, **policy)
    done = exported(world, tmp_path)
    assert done.findings == ()
    assert done.mails == len(moments(world)) > 8


def test_it_takes_nothing_from_the_live_run_and_from_no_other_rehearsal():
    world = rehearsed(people(3), per_day=2)
    scopes = {scope for (scope, _), used in world.tables.quotas.items() if used}
    assert scopes == {f"{CAMPAIGN}#{REHEARSAL}", f"account#{CAMPAIGN}#{REHEARSAL}"}


class TestOtherCampaigns:
    ACROSS = AcrossCampaigns(3 * DAY, None, 0)

    def rehearsed(self, campaign_id: str, **policy) -> World:
        """Rehearse after a campaign has written to the person two days ago."""
        world = World(
            a_campaign(policy=Policy(**{"across_campaigns": self.ACROSS, "cooldown": DAY} | policy))
        )
        world.clock.moment = MONDAY
        theirs = PersonRow(a_key(campaign_id=campaign_id), 0, ClaimId("theirs"), MONDAY - 2 * DAY)
        assert world.persons.take(Person(str(LIVE), a_lead().recipient), None, theirs)
        world.import_leads(a_lead())
        world.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=True)
        self.before = dict(world.tables.persons)
        for _ in range(5):
            world.turn()
            world.clock.advance(timedelta(seconds=2))
        return world

    def test_a_mail_would_go_when_the_cooldown_after_the_mail_of_another_is_over(self):
        world = self.rehearsed("other")
        touches = world.enrollment(a_lead(), REHEARSAL).touches
        assert touches[0].would_go == WouldGo(MONDAY + DAY, (Passed.OTHERS,))
        assert len(touches) == 3
        assert moments(world)[1] - moments(world)[0] >= 3 * DAY

    def test_no_row_of_a_person_is_written(self):
        world = self.rehearsed("other")
        assert world.tables.persons == self.before

    def test_the_live_mails_of_the_same_campaign_keep_nothing(self):
        assert moments(self.rehearsed(CAMPAIGN))[0] == MONDAY

    def test_a_campaign_that_keeps_no_distance_minds_nobody(self):
        assert moments(self.rehearsed("other", across_campaigns=None))[0] == MONDAY


@pytest.mark.parametrize(
    ("ramp", "expected"),
    [(None, [(ANNA, 3)] * 2 + [(ANNA, 1)]), (Ramp(1, 1, 3), [(ANNA, 1), (ANNA, 2), (ANNA, 3), (ANNA, 1)])],
    ids=["quota", "ramp"],
)
def test_each_sender_has_its_days(ramp, expected):
    """Anna's leads take as many days as her quota needs, while all of Ben's go on the first."""
    pool = a_pool(a_pool_sender(ANNA, 3, ramp), a_pool_sender(BEN, 100))
    leads = [*leads_of(ANNA, 7, pool), *leads_of(BEN, 9, pool)]
    one_step = {"steps": DEFAULT_STEPS[:1], "pool": pool}
    world = rehearsed(leads, campaign=one_step, per_day=1000)
    found = Counter(
        (quota_day(touch.would_go.at), touch.sender)
        for enrollment in world.tables.enrollments.values()
        for touch in enrollment.touches.values()
    )
    annas = sorted((day, mails) for (day, sender), mails in found.items() if sender == ANNA)
    assert [(ANNA, mails) for _, mails in annas] == expected
    assert {(day, mails) for (day, sender), mails in found.items() if sender == BEN} == {("2026-11-30", 9)}
