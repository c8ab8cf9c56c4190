"""How a lead enters a run."""

from datetime import date, time, timedelta

import pytest

from outreach.domain.campaign import Policy, Step
from outreach.domain.drill import SIMULATOR
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lane, State
from outreach.domain.fast import Passed, WouldGo
from outreach.domain.ids import CampaignId, MessageId, RunId, shard_of
from outreach.domain.whom_not import Traits
from outreach.domain.window import DAYS, Window
from world.builders import NOON, a_campaign, a_lead, a_run

STEPS = (Step(MessageId("intro"), timedelta(hours=5)), Step(MessageId("followup"), timedelta(days=3)))


def test_its_first_contact_is_due_after_the_delay_of_the_first_step():
    lead, run = a_lead(), a_run("other", "proof-2", shards=3)
    campaign = a_campaign("other", steps=STEPS)
    key = EnrollmentKey(CampaignId("other"), RunId("proof-2"), shard_of(lead.lead_id, 3), lead.lead_id)
    assert first_enrollment(lead, run, campaign, NOON) == Enrollment(
        key=key,
        lead=lead,
        state=State.DUE,
        step=0,
        attempt=0,
        tries=0,
        lane=Lane.FIRST,
        due_at=NOON + timedelta(hours=5),
        enrolled_at=NOON,
        changed_at=NOON,
    )


def test_its_first_contact_waits_for_working_days_on_the_lead_s_calendar():
    """NOON is on Monday."""
    campaign = a_campaign(steps=(Step(MessageId("intro"), timedelta(), 5),))
    assert first_enrollment(a_lead(), a_run(), campaign, NOON).due_at == NOON + timedelta(days=7)


@pytest.mark.parametrize(("country", "days"), [("NL", 2), ("US", 1), (None, 1)])
def test_a_holiday_of_the_lead_s_country_is_no_working_day(country, days):
    own = {"NL": {date(2026, 11, 24): "NL:a Tuesday"}}
    policy = Policy(window=Window(frozenset(DAYS), time(0), time(0), "UTC", own_holidays=own))
    campaign = a_campaign(steps=(Step(MessageId("intro"), timedelta(), 1),), policy=policy)
    lead = a_lead(traits=Traits(country=country))
    assert first_enrollment(lead, a_run(), campaign, NOON).due_at == NOON + timedelta(days=days)
    planned = first_enrollment(lead, a_run(run_id="proof-1", fast=True), campaign, NOON).plan
    assert planned == WouldGo(NOON + timedelta(days=days), (Passed.DELAY,))


def test_in_a_fast_rehearsal_it_is_due_at_once_and_planned():
    run, campaign = a_run(run_id="proof-1", fast=True), a_campaign(steps=STEPS)
    found = first_enrollment(a_lead(), run, campaign, NOON)
    assert (found.due_at, found.plan) == (NOON, WouldGo(NOON + timedelta(hours=5), (Passed.DELAY,)))


def test_a_drill_takes_nobody_but_the_mailbox_simulator():
    drill, campaign = a_run("drill-1", drill=True), a_campaign("drill-1")
    assert first_enrollment(a_lead(domain=SIMULATOR), drill, campaign, NOON).state is State.DUE
    with pytest.raises(AssertionError, match="mailbox simulator only"):
        first_enrollment(a_lead(), drill, campaign, NOON)
