"""How many mails a run sends: quotas of the day, the week and the run, the ramp, and the pace of a domain."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from outreach.domain.campaign import CountedIn, DomainPace, PacePeriod, Policy, Ramp, Step
from outreach.domain.control import Mode
from outreach.domain.enrollment import Lead, State
from outreach.domain.ids import LIVE, MessageId
from outreach.domain.limits import Limit, LimitKind
from outreach.domain.reasons import Reason
from outreach.domain.window import Window
from outreach.errors import StoreUnavailable
from outreach.services.earlier_days import EarlierDays
from outreach.services.ports import CountedDay
from world.builders import CAMPAIGN, DAY, NOON, a_campaign, a_lead, a_message
from world.memory import World

HOUR = timedelta(hours=1)
SCOPE = f"{CAMPAIGN}#{LIVE}"
ONE_STEP = (Step(MessageId("intro"), timedelta()),)
MONDAY, TUESDAY, WEDNESDAY = "2026-11-23", "2026-11-24", "2026-11-25"
"""NOON is that of this Monday."""
MIDNIGHT = NOON + 12 * HOUR


def a_world(**policy: Any) -> World:
    limits = {"per_day": 100, "max_leads_per_tick": 100} | policy
    return World(a_campaign(steps=ONE_STEP, policy=Policy(**limits)))


def leads(count: int, domain: str = "acme.example") -> list[Lead]:
    return [a_lead(f"{domain.partition('.')[0]}{number:02}", domain=domain) for number in range(count)]


def deliver(world: World, some: Sequence[Lead]) -> None:
    """Hand leads to a sender, whether or not a tick would have named them."""
    until = world.clock.now() + HOUR
    world.deliver([a_message(world.enrollment(lead), valid_until=until) for lead in some])


def waiting(world: World, some: Sequence[Lead]) -> Counter[tuple[Reason | None, datetime | None]]:
    found = map(world.enrollment, some)
    return Counter((one.reason, one.due_at) for one in found if one.state is State.DUE)


def mails_by_day(world: World, days: int) -> list[int]:
    counts = []
    for _ in range(days):
        before = len(world.ses.mails)
        world.live_through(DAY)
        counts.append(len(world.ses.mails) - before)
    return counts


class TestOfARun:
    def test_a_ramp_lets_more_out_with_each_day_up_to_its_ceiling(self) -> None:
        world = a_world(ramp=Ramp(start=2, step=3, ceiling=7))
        world.start(*leads(30))
        world.clock.moment = MIDNIGHT
        assert mails_by_day(world, 5) == [2, 5, 7, 7, 7]

    def test_a_day_on_which_nothing_could_go_out_is_no_day_of_the_ramp(self) -> None:
        window = Window(frozenset({"mon", "wed"}), time(), time(), "UTC")
        world = a_world(ramp=Ramp(start=2, step=3, ceiling=7), window=window)
        world.start(*leads(30))
        world.clock.moment = MIDNIGHT - DAY
        assert mails_by_day(world, 8) == [2, 0, 5, 0, 0, 0, 0, 7]

    def test_a_week_has_its_quota_and_the_next_one_has_it_again(self) -> None:
        world = a_world(per_day=4, per_week=10)
        world.start(*leads(30))
        world.clock.moment = MIDNIGHT - DAY
        assert mails_by_day(world, 9) == [4, 4, 2, 0, 0, 0, 0, 4, 4]

    def test_a_run_has_its_quota_once(self) -> None:
        world = a_world(per_day=4, per_run=10)
        world.start(*leads(30))
        world.clock.moment = MIDNIGHT - DAY
        assert mails_by_day(world, 10) == [4, 4, 2, 0, 0, 0, 0, 0, 0, 0]
        world.turn()
        assert world.tick().outcomes == {SCOPE: "quota used up"}

    def test_a_rehearsal_has_a_quota_of_its_own(self) -> None:
        world = a_world(per_run=3)
        world.start(*leads(5))
        world.turn()
        world.runs.start(CAMPAIGN, Mode.PROOF, "test")
        world.turn()
        assert (len(world.ses.mails), len(world.tables.proof_mails)) == (3, 3)

    @pytest.mark.parametrize(
        ("policy", "reason", "until"),
        [
            ({"per_day": 3}, Reason.QUOTA, MIDNIGHT),
            ({"ramp": Ramp(3, 1, 9)}, Reason.RAMP, MIDNIGHT),
            ({"per_week": 3}, Reason.WEEK_QUOTA, MIDNIGHT),
            ({"per_run": 3}, Reason.RUN_QUOTA, MIDNIGHT),
        ],
    )
    def test_who_gets_no_unit_waits_and_is_told_which_limit_it_is(self, policy, reason, until) -> None:
        world, some = a_world(**policy), leads(8)
        world.start(*some)
        deliver(world, some)
        assert len(world.ses.mails) == 3
        assert waiting(world, some) == {(reason, until): 5}

    def test_who_gets_no_unit_of_the_account_is_told_that_it_was_the_account(self) -> None:
        world, some = a_world(per_day=100, per_run=50), leads(8)
        world.start(*some)
        world.account.tell(daily_quota=3)
        world.tick()
        deliver(world, some)
        assert len(world.ses.mails) == 3
        assert waiting(world, some) == {(Reason.ACCOUNT_QUOTA, MIDNIGHT): 5}

    def test_a_quota_that_is_added_while_the_run_is_under_way_counts_what_went_out_before(self) -> None:
        world = a_world(per_day=4)
        world.start(*leads(30))
        world.turn()
        world.clock.advance(DAY)
        world.turn()
        limited = Policy(per_day=4, max_leads_per_tick=100, per_run=10)
        world.apply(a_campaign(steps=ONE_STEP, policy=limited))
        assert mails_by_day(world, 3) == [2, 0, 0]

    def test_a_quota_that_is_raised_lets_the_run_go_on(self) -> None:
        world = a_world(per_run=3)
        world.start(*leads(8))
        world.turn()
        world.apply(a_campaign(steps=ONE_STEP, policy=Policy(max_leads_per_tick=100, per_run=8)))
        world.turn()
        assert len(world.ses.mails) == 8

    def test_no_tick_names_more_than_the_limit_in_force_still_allows(self) -> None:
        world = a_world(per_run=9, ramp=Ramp(2, 3, 100))
        world.start(*leads(30))
        world.quotas.reserve(SCOPE, "2026-11-22", 2, 2)
        world.quotas.reserve(SCOPE, MONDAY, 1, 5)
        world.tick()
        assert len(world.queue.messages) == 4


class TestDaysOfTheCampaign:
    AUCKLAND = Window(frozenset({"mon", "tue", "wed"}), time(), time(), "Pacific/Auckland")
    """Its Tuesday begins at 11:00 UTC on Monday."""

    def test_a_day_begins_when_it_begins_there(self) -> None:
        world, some = a_world(per_day=2, window=self.AUCKLAND, counted_in=CountedIn.CAMPAIGN), leads(9)
        world.start(*some)
        world.clock.moment = NOON - HOUR - timedelta(seconds=1)
        deliver(world, some[:3])
        assert waiting(world, some[2:3]) == {(Reason.QUOTA, NOON - HOUR): 1}
        world.clock.moment = NOON - HOUR
        deliver(world, some[3:6])
        assert world.quotas.used([SCOPE], MONDAY) == {SCOPE: 2}
        assert world.quotas.used([SCOPE], TUESDAY) == {SCOPE: 2}
        assert {world.enrollment(lead).touches[0].quota_day for lead in some[3:5]} == {TUESDAY}

    def test_the_account_is_counted_by_utc_all_the_same(self) -> None:
        world = a_world(window=self.AUCKLAND, counted_in=CountedIn.CAMPAIGN)
        world.start(*leads(2))
        world.turn()
        assert world.quotas.used([SCOPE, "account"], MONDAY) == {SCOPE: 0, "account": 2}

    def test_a_tick_looks_at_the_counter_of_that_day(self) -> None:
        world = a_world(per_day=5, window=self.AUCKLAND, counted_in=CountedIn.CAMPAIGN)
        world.start(*leads(9))
        world.quotas.reserve(SCOPE, MONDAY, 5, 5)
        world.quotas.reserve(SCOPE, TUESDAY, 2, 5)
        world.tick()
        assert len(world.queue.messages) == 3


class TestPaceOfADomain:
    HOURLY = DomainPace(2, PacePeriod.HOUR)

    def test_no_more_than_its_pace_goes_to_a_domain_in_an_hour_and_others_do_not_wait(self) -> None:
        world = a_world(per_domain=self.HOURLY)
        big, small = leads(5, "big.example"), leads(3, "small.example")
        world.start(*big, *small)
        deliver(world, [*big, *small])
        to = Counter(mail.recipient.partition("@")[2] for mail in world.ses.mails)
        assert to == {"big.example": 2, "small.example": 2}
        assert waiting(world, [*big, *small]) == {(Reason.DOMAIN_PACE, NOON + HOUR): 4}

    def test_in_the_next_hour_it_goes_on(self) -> None:
        world = a_world(per_domain=self.HOURLY)
        world.start(*leads(5, "big.example"))
        counts = []
        for _ in range(4):
            before = len(world.ses.mails)
            world.live_through(HOUR, timedelta(minutes=10))
            counts.append(len(world.ses.mails) - before)
        assert counts == [2, 2, 1, 0]

    def test_by_the_day_it_goes_on_the_next_day(self) -> None:
        world, some = a_world(per_domain=DomainPace(2, PacePeriod.DAY)), leads(5, "big.example")
        world.start(*some)
        deliver(world, some)
        assert waiting(world, some) == {(Reason.DOMAIN_PACE, MIDNIGHT): 3}
        world.clock.moment = MIDNIGHT
        assert mails_by_day(world, 3) == [2, 1, 0]

    def test_hosts_of_one_domain_count_together(self) -> None:
        world = a_world(per_domain=self.HOURLY)
        parts = [a_lead(f"p{n}", domain="big.example") for n in range(2)]
        hosts = [
            a_lead(f"h{n}", domains=("mail.big.example", "big.example"), address=f"h{n}@mail.big.example")
            for n in range(2)
        ]
        world.start(*parts, *hosts)
        deliver(world, [*parts, *hosts])
        assert len(world.ses.mails) == 2

    def test_who_must_wait_for_the_domain_uses_up_nothing_of_the_run(self) -> None:
        world, some = a_world(per_domain=self.HOURLY), leads(5, "big.example")
        world.start(*some)
        deliver(world, some)
        assert world.quotas.used([SCOPE, "account"], MONDAY) == {SCOPE: 2, "account": 2}

    def test_a_mail_says_in_which_hour_it_counts_and_without_a_pace_it_does_not(self) -> None:
        paced, free = a_world(per_domain=self.HOURLY), a_world()
        for world in (paced, free):
            world.start(a_lead())
            world.turn()
        assert paced.enrollment(a_lead()).touches[0].pace_period == f"{MONDAY}T12"
        assert free.enrollment(a_lead()).touches[0].pace_period is None

    def test_two_runs_of_a_campaign_are_paced_apart(self) -> None:
        world, some = a_world(per_domain=self.HOURLY), leads(3, "big.example")
        world.start(*some)
        world.turn()
        world.runs.start(CAMPAIGN, Mode.PROOF, "test")
        world.turn()
        assert (len(world.ses.mails), len(world.tables.proof_mails)) == (2, 2)


class TestEarlierDays:
    POLICY = Policy(per_day=100, per_run=50)

    def test_a_sender_closes_the_days_before_it_adds_them_up(self) -> None:
        """A sender whose clock is late may be about to take units of yesterday: it must get none any more."""
        world = a_world(per_run=50)
        world.start(a_lead())
        world.quotas.reserve(SCOPE, MONDAY, 20, 100)
        limit = EarlierDays(world.quotas, closes=True).limit(world.run(), self.POLICY, TUESDAY)
        assert limit == Limit(LimitKind.RUN, 30)
        assert world.quotas.reserve(SCOPE, MONDAY, 10, 100) == 0
        assert world.quotas.reserve(SCOPE, TUESDAY, 10, 30) == 10

    def test_what_is_reserved_between_the_read_and_the_close_is_seen(self, monkeypatch) -> None:
        world = a_world(per_run=50)
        world.start(a_lead())
        close = world.quotas.close

        def late(scope: str, day: str) -> None:
            if day == MONDAY:
                assert world.quotas.reserve(SCOPE, MONDAY, 20, 50) == 20
            close(scope, day)

        monkeypatch.setattr(world.quotas, "close", late)
        limit = EarlierDays(world.quotas, closes=True).limit(world.run(), self.POLICY, TUESDAY)
        assert limit == Limit(LimitKind.RUN, 30)

    def test_a_sender_whose_clock_is_late_gets_nothing_of_a_day_that_is_over(self) -> None:
        world, some = a_world(per_run=50), leads(4)
        world.start(*some)
        world.clock.moment = MIDNIGHT
        deliver(world, some[:1])
        world.clock.moment = MIDNIGHT - timedelta(minutes=2)
        deliver(world, some[1:])
        assert len(world.ses.mails) == 1
        assert [due for _, due in waiting(world, some)] == [MIDNIGHT]

    def test_a_tick_and_a_report_close_nothing(self) -> None:
        world = a_world(per_run=50)
        world.start(a_lead())
        EarlierDays(world.quotas, closes=False).limit(world.run(), self.POLICY, TUESDAY)
        assert world.quotas.days(SCOPE, [MONDAY]) == {MONDAY: CountedDay()}

    def test_they_are_read_once_a_day_and_closed_once(self, monkeypatch) -> None:
        world = a_world(per_run=50)
        world.start(a_lead())
        made: Counter[str] = Counter()
        for name in ("days", "close", "used", "reserve"):
            call = getattr(world.quotas, name)
            monkeypatch.setattr(
                world.quotas,
                name,
                lambda *given, _call=call, _name=name: made.update([_name]) or _call(*given),
            )
        first, second = (EarlierDays(world.quotas, closes=True) for _ in range(2))
        first.limit(world.run(), self.POLICY, TUESDAY)
        assert made == {"days": 2, "close": 2}
        first.limit(world.run(), self.POLICY, TUESDAY)
        assert made == {"days": 2, "close": 2}
        second.limit(world.run(), self.POLICY, TUESDAY)
        assert made == {"days": 3, "close": 2}
        first.limit(world.run(), self.POLICY, WEDNESDAY)
        assert made == {"days": 5, "close": 3}

    def test_without_such_a_quota_nothing_is_read(self) -> None:
        limit = EarlierDays(None, closes=True).limit(None, Policy(per_day=7), TUESDAY)  # type: ignore[arg-type]  # nothing may be used of it
        assert limit == Limit(LimitKind.DAY, 7)

    def test_days_that_cannot_be_read_let_nothing_out_and_the_messages_come_again(self, monkeypatch) -> None:
        world, some = a_world(per_run=50), leads(2)
        world.start(*some)

        def fails(*_: Any) -> None:
            raise StoreUnavailable

        monkeypatch.setattr(world.quotas, "days", fails)
        messages = [a_message(world.enrollment(lead), valid_until=NOON + HOUR) for lead in some]
        assert world.deliver(messages) == ["0", "1"]
        monkeypatch.undo()
        assert world.deliver(messages) == []
        assert len(world.ses.mails) == 2
