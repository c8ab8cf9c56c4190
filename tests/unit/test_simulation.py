"""A whole campaign on a virtual clock: the same rules, the same promises, made-up people."""

import logging
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest

from outreach.domain.campaign import Policy
from outreach.domain.control import RunStatus
from outreach.domain.enrollment import State
from outreach.domain.ids import LeadId
from outreach.domain.reasons import Reason
from outreach.domain.window import Window
from outreach.errors import RefusedChange
from outreach.rendering.renderer import TemplateRenderer
from outreach.services.send.batch import SendBatch
from outreach.simulation import Assumptions, Given
from outreach.simulation.assumptions import Chance, Fate, delay_of, fate_of
from world.builders import a_campaign, a_lead
from world.simulated import MONDAY, people, simulated

DAYS = timedelta(days=1)
OFFICE_HOURS = Window(frozenset({"mon", "tue", "wed", "thu", "fri"}), time(9), time(17), "Europe/Dublin")


def reasons(result):
    return Counter(enrollment.reason for enrollment in result.enrollments)


def test_a_lead_that_does_nothing_gets_each_mail_after_its_delay():
    lead = a_lead()
    assert [at - MONDAY for at in simulated(lead).times(lead)] == [
        timedelta(minutes=1),
        timedelta(days=3, minutes=1),
        timedelta(days=7, minutes=1),
    ]


def test_the_clock_goes_from_one_event_to_the_next():
    """Ticks that would find nothing are left out: a week of minutes would be ten thousand."""
    assert simulated(a_lead()).played.ticks <= 10


def test_the_cost_follows_the_mails_and_not_the_leads_or_the_days(monkeypatch):
    """Ten times as many leads wait for the same quota: nothing is done for those who wait."""
    campaign = a_campaign(policy=Policy(per_day=2))
    records: Counter[int] = Counter()
    handle = SendBatch.handle

    def counted(self, batch, time_left):
        records[leads] += len(batch)
        return handle(self, batch, time_left)

    monkeypatch.setattr(SendBatch, "handle", counted)
    ticks = {}
    for leads in (40, 400):
        ticks[leads] = simulated(*people(leads), campaign=campaign, days=15).played.ticks
    assert records[400] <= records[40] <= 2 * 2 * 16
    assert max(ticks.values()) <= 4 * 16


def test_everybody_is_accounted_for_at_the_end():
    result = simulated(*people(60), assumptions=Assumptions(replies=0.2, bounces=0, out_of_office=0.2))
    assert {enrollment.state for enrollment in result.enrollments} == {State.ENDED}
    assert len(result.enrollments) == 60
    assert result.played.run.status is RunStatus.FINISHED


def test_the_same_seed_gives_the_same_simulation():
    some = Assumptions(replies=0.2, bounces=0.01, out_of_office=0.2, seed=7)
    first, second = (simulated(*people(40), assumptions=some) for _ in range(2))
    assert first.mails == second.mails


def test_another_seed_gives_another_one():
    first, second = (simulated(*people(40), assumptions=Assumptions(0.3, 0, 0.2, seed)) for seed in (1, 2))
    assert [mail.at for mail in first.mails] != [mail.at for mail in second.mails]


def test_mails_go_out_inside_the_window_only():
    campaign = a_campaign(policy=Policy(window=OFFICE_HOURS))
    saturday = datetime(2026, 11, 28, 12, tzinfo=UTC)
    mails = simulated(*people(30), campaign=campaign, start=saturday).mails
    assert len(mails) == 90
    assert all(mail.at.weekday() < 5 and 9 <= mail.at.hour < 17 for mail in mails)


def test_no_day_has_more_mails_than_the_quota():
    campaign = a_campaign(policy=Policy(per_day=10))
    by_day = Counter(mail.at.date() for mail in simulated(*people(30), campaign=campaign).mails)
    assert max(by_day.values()) == 10
    assert by_day.total() == 90


def test_ses_limits_the_day_as_it_does_the_real_account():
    by_day = Counter(
        mail.at.date() for mail in simulated(*people(30), given=Given(MONDAY, account_daily_quota=7)).mails
    )
    assert max(by_day.values()) == 7


def test_mails_keep_to_the_rate_of_ses():
    campaign = a_campaign(policy=Policy(max_leads_per_tick=10))
    result = simulated(*people(10), campaign=campaign, given=Given(MONDAY, send_rate=0.5))
    times = sorted(mail.at for mail in result.mails)[:10]
    assert {later - earlier for earlier, later in pairwise(times)} == {timedelta(seconds=2)}


def test_whoever_answers_is_not_written_to_again():
    result = simulated(*people(20), assumptions=Assumptions(replies=1, bounces=0, out_of_office=0))
    assert max(Counter(mail.key.lead_id for mail in result.mails).values()) == 1
    assert reasons(result) == {Reason.REPLIED: 20}


def test_whoever_bounces_is_not_written_to_again():
    campaign = a_campaign(policy=Policy(breaker=None))
    result = simulated(*people(20), campaign=campaign, assumptions=Assumptions(0, 1, 0))
    assert len(result.mails) == 20
    assert reasons(result) == {Reason.BOUNCED: 20}


def test_too_many_bounces_open_the_breaker_and_the_simulation_says_why():
    campaign = a_campaign(policy=Policy(max_leads_per_tick=100))
    result = simulated(*people(400), campaign=campaign, assumptions=Assumptions(0, 0.2, 0))
    assert result.played.run.status is RunStatus.PAUSED
    assert "went wrong" in (result.played.run.reason or "")
    assert len(result.mails) < 400


def test_somebody_who_is_away_gets_the_next_mail_after_the_return():
    lead = a_lead()
    times = simulated(lead, assumptions=Assumptions(0, 0, 1)).times(lead)
    assert len(times) == 3
    assert times[2] - times[1] > timedelta(days=4)


def test_a_campaign_that_takes_too_long_is_cut_off():
    campaign = a_campaign(policy=Policy(per_day=1))
    result = simulated(*people(10), campaign=campaign, days=3)
    assert len(result.mails) <= 4
    assert result.played.run.status is RunStatus.RUNNING


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ((1.2, 0, 0), "--replies is 120%; give a share from 0% to 100%"),
        ((0, -0.1, 0), "--bounces is -10%; give a share from 0% to 100%"),
        ((0.5, 0.4, 0.3), "the assumptions add up to 120.0% of all mails"),
    ],
)
def test_impossible_assumptions_are_refused(shares, told):
    with pytest.raises(RefusedChange, match=told):
        simulated(a_lead(), assumptions=Assumptions(*shares))


def test_fates_have_their_shares():
    assumed = Assumptions(replies=0.1, bounces=0.05, out_of_office=0.2)
    fates = Counter(fate_of(assumed, Chance(1, LeadId(f"lead-{number}"), 0)) for number in range(20_000))
    assert {fate: round(count / 20_000, 2) for fate, count in fates.items()} == {
        Fate.ANSWERED: 0.1,
        Fate.BOUNCED: 0.05,
        Fate.AWAY: 0.2,
        Fate.QUIET: 0.65,
    }


def test_half_of_the_answers_come_within_five_hours_and_all_within_two_weeks():
    delays = sorted(
        delay_of(Fate.ANSWERED, Chance(1, LeadId(f"lead-{number}"), 0)) for number in range(2_000)
    )
    assert timedelta(hours=4.5) < delays[1_000] < timedelta(hours=5.5)
    assert delays[-1] <= timedelta(days=14)


def test_what_fails_every_time_ends_as_it_does_on_aws(monkeypatch):
    """Otherwise it would be tried each minute for a year."""
    monkeypatch.setattr(TemplateRenderer, "render", lambda *_: 1 / 0)
    result = simulated(*people(3))
    assert reasons(result) == {Reason.POISON: 3}
    assert result.played.ticks <= 5


def test_the_functions_log_again_after_a_simulation():
    before = logging.getLogger("outreach").level
    simulated(a_lead(), assumptions=Assumptions(0, 1, 0))
    assert logging.getLogger("outreach").level == before
