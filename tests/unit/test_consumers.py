"""How many consumers a rate needs."""

from datetime import timedelta

import pytest

from outreach.domain.campaign import Policy
from outreach.domain.consumers import IDLE, Busy, Need, consumers_for, need_of, usable_rate
from world.consumers import FAST, a_need, busy

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("rate", "seconds", "consumers"),
    [
        (0.0, 0.125, 2),  # an event source takes no less
        (14.0, 0.125, 2),
        (16.0, 0.125, 2),
        (16.1, 0.125, 3),
        (40.0, 0.125, 5),
        (40.1, 0.125, 6),
        (7992.0, 0.125, 999),
        (8000.0, 0.125, 1000),
        (9000.0, 0.125, 1000),  # and no more
    ],
)
def test_a_rate_needs_as_many_as_are_busy_at_once(rate, seconds, consumers):
    assert consumers_for(rate, seconds) == consumers


@pytest.mark.parametrize(
    ("account", "policies", "rate"),
    [
        (14.0, [FAST], 14.0),
        (14.0, [], 0.0),
        (14.0, [Policy(max_leads_per_tick=30)], 0.5),
        (14.0, [Policy(max_leads_per_tick=30), Policy(max_leads_per_tick=60)], 1.5),
        (14.0, [Policy(max_leads_per_tick=10_000, per_day=120)], 2.0),
        (1.0, [Policy(max_leads_per_tick=120)], 1.0),
    ],
)
def test_the_rate_is_what_ses_allows_and_campaigns_can_use(account, policies, rate):
    assert usable_rate(account, policies) == rate


def test_times_are_added_up_and_divided_by_their_mails():
    assert (busy(0.1, 10) + busy(0.4, 20)).with_a_mail == pytest.approx(0.3)
    assert Busy(1, SECOND).with_a_mail == 1.0
    assert IDLE + busy(0.1) == busy(0.1)


@pytest.mark.parametrize("nothing", [IDLE, Busy(0, SECOND), Busy(5, timedelta()), Busy(5, -SECOND)])
def test_what_was_not_measured_needs_no_number(nothing):
    assert nothing.with_a_mail is None
    assert need_of(14.0, [FAST], nothing, 2) is None


def test_a_rate_may_be_below_one_a_second():
    assert a_need(2, 0.25, 0.125).reached == 0.25


@pytest.mark.parametrize("rate", [None, 0.0, -1.0])
def test_without_a_rate_nothing_is_needed(rate):
    assert need_of(rate, [FAST], busy(0.1), 2) is None


@pytest.mark.parametrize(
    ("have", "rate", "needed", "missing", "reached"),
    [
        (2, 14.0, 2, 0, 14.0),
        (2, 40.0, 5, 3, 16.0),
        (4, 40.0, 5, 1, 32.0),
        (5, 40.0, 5, 0, 40.0),
        (9, 40.0, 5, 0, 40.0),
    ],
)
def test_too_few_reach_less_than_the_rate(have, rate, needed, missing, reached):
    need = a_need(have, rate, 0.125)
    assert (need.needed, need.missing, need.reached) == (needed, missing, reached)


def test_a_need_tells_what_it_follows_from():
    assert a_need(2, 14.0, 0.125, Policy(max_leads_per_tick=30)) == Need(
        send_concurrency=2, needed=2, rate=0.5, account_rate=14.0, seconds=0.125
    )


@pytest.mark.parametrize(
    ("have", "rate", "policy", "seconds"),
    [
        (2, 16.0, FAST, 0.0),
        (4, 16.0, FAST, 0.125),  # each waits a quarter of a second for its turn, and not an eighth
        (1, 16.0, FAST, 0.0),
        (4, 20.0, FAST, 0.05),  # three are busy for all but 0.15 s
        (
            3,
            40.0,
            Policy(max_leads_per_tick=30),
            0.0,
        ),  # nobody waits: the account's rate leaves room for five
    ],
)
def test_more_than_are_needed_are_paid_for_while_they_wait(have, rate, policy, seconds):
    assert a_need(have, rate, 0.125, policy).wasted == pytest.approx(seconds)
