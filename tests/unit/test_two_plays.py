"""A timetable is made from plays, and holds for what another play of the same campaign does."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from outreach.domain.campaign import DomainPace, PacePeriod, Policy, Ramp
from outreach.domain.ids import LeadId
from outreach.domain.timetable import SLACK, CauseKind
from outreach.domain.timetable_making import outline_of
from outreach.domain.window import Window
from outreach.simulation import Assumptions, Given
from outreach.simulation.two_plays import moments_of, timetable_of
from world.builders import a_campaign, a_lead
from world.simulated import MONDAY, NOBODY_MOVES, people, simulated

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
BUSY = Assumptions(replies=0.2, bounces=0.0, out_of_office=0.2)
OFFICE = Window(frozenset({"mon", "tue", "wed", "thu", "fri"}), time(9), time(17), "Europe/Dublin")


def timetable(*leads, assumptions=BUSY, **how):
    calm = simulated(*leads, assumptions=NOBODY_MOVES, **how).played
    busy = simulated(*leads, assumptions=assumptions, **how).played
    return timetable_of(calm, busy, assumptions, how.get("start", MONDAY))


def hits(said, played):
    """Which mails of a play came within their spans, and which did not."""
    met, missed = [], []
    for (lead_id, step), at in moments_of(played, MONDAY).items():
        span = said.of(lead_id, step)
        (met if span is not None and span.has(at) else missed).append((lead_id, step))
    return met, missed


def test_each_step_may_gain_or_lose_a_minute_by_its_tick():
    """The first mail of the play goes out a minute after the start. None comes before its delay is over."""
    lead = a_lead()
    made = timetable(lead)
    assert made.finished
    spans = made.timetable.spans[lead.lead_id]
    assert [(span.earliest - MONDAY, span.latest - MONDAY) for span in spans.values()] == [
        (0 * DAY, 2 * MINUTE + SLACK),
        (3 * DAY, 3 * DAY + 3 * MINUTE + SLACK),
        (7 * DAY, 7 * DAY + 4 * MINUTE + SLACK),
    ]
    assert [[str(cause) for cause in span.causes] for span in spans.values()] == [
        [],
        ["delay of 3d"],
        ["delay of 4d"],
    ]


@pytest.mark.parametrize("seed", [2, 3])
def test_a_play_with_other_people_who_respond_meets_most_spans(seed):
    campaign = a_campaign(policy=Policy(per_day=16, window=OFFICE, max_leads_per_tick=5))
    said = timetable(*people(80), campaign=campaign).timetable
    met, missed = hits(
        said, simulated(*people(80), campaign=campaign, assumptions=replace(BUSY, seed=seed)).played
    )
    assert len(met) > 100
    assert len(missed) < len(met)


@pytest.mark.parametrize("assumptions", [NOBODY_MOVES, Assumptions(0.04, 0.0, 0.03)])
def test_a_play_as_it_was_assumed_meets_every_span_of_who_did_not_respond(assumptions):
    campaign = a_campaign(policy=Policy(window=OFFICE, max_leads_per_tick=5))
    said = timetable(*people(80), campaign=campaign, assumptions=assumptions).timetable
    _, missed = hits(said, simulated(*people(80), campaign=campaign, assumptions=NOBODY_MOVES).played)
    assert missed == []


def test_quota_window_and_crowd_are_named():
    campaign = a_campaign(policy=Policy(per_day=16, window=OFFICE, max_leads_per_tick=1))
    said = timetable(*people(40), campaign=campaign).timetable
    kinds = {cause.kind for _, step, span in said if step == 0 for cause in span.causes}
    assert kinds == {CauseKind.WINDOW, CauseKind.QUOTA, CauseKind.PER_TICK}


@pytest.mark.parametrize(
    ("policy", "kind"),
    [
        (Policy(ramp=Ramp(5, 5, 20)), CauseKind.RAMP),
        (Policy(per_day=6, per_week=10), CauseKind.WEEK_QUOTA),
        (Policy(per_domain=DomainPace(7, PacePeriod.DAY)), CauseKind.DOMAIN_PACE),
        (Policy(per_domain=DomainPace(7, PacePeriod.HOUR)), CauseKind.DOMAIN_PACE),
    ],
)
def test_what_lowers_the_quota_is_named(policy, kind):
    colleagues = [a_lead(f"p{number}", domain="big.example") for number in range(40)]
    said = timetable(*colleagues, campaign=a_campaign(policy=policy)).timetable
    kinds = {cause.kind for _, step, span in said if step == 0 for cause in span.causes}
    assert kind in kinds
    assert kinds <= {kind, CauseKind.QUOTA, CauseKind.PER_TICK}


def test_the_quota_of_the_account_is_named():
    given = Given(MONDAY, account_daily_quota=7)
    said = timetable(*people(10), given=given).timetable
    assert CauseKind.ACCOUNT_QUOTA in {cause.kind for _, _, span in said for cause in span.causes}


def test_no_mail_is_expected_on_a_day_whose_quota_is_used_up_before_it():
    """A mail may be some minutes early, but not across midnight. So no day has more mails than its quota."""
    made = a_campaign(policy=Policy(per_day=10, max_leads_per_tick=2, cooldown=MINUTE))
    campaign = replace(made, steps=tuple(replace(step, delay=MINUTE) for step in made.steps))
    said = timetable(*people(25), campaign=campaign, assumptions=NOBODY_MOVES).timetable
    assert [day.mails for day in outline_of(said).days] == [10, 10, 10, 10, 10, 10, 10, 5]


def test_nothing_is_said_of_leads_that_still_wait_at_the_end():
    made = timetable(*people(30), campaign=a_campaign(policy=Policy(per_day=10)), days=2)
    assert not made.finished
    assert 0 < len(made.timetable) < 90


def test_nobody_is_expected_to_respond():
    """Even if all but a few are assumed to reply, every mail has its span: who replies is drawn by chance."""
    made = timetable(*people(10), assumptions=Assumptions(0.9, 0, 0.1))
    assert {len(steps) for steps in made.timetable.spans.values()} == {3}


def test_who_is_drawn_to_be_away_is_not_expected_to_get_later_mails():
    lead = a_lead()
    away = timetable(lead, assumptions=Assumptions(0, 0, 1)).timetable
    assert [span.latest - span.earliest for span in away.spans[lead.lead_id].values()] == [
        SLACK + (2 + step) * MINUTE for step in range(3)
    ]


def test_room_that_others_make_is_given_to_their_neighbours():
    campaign = a_campaign(policy=Policy(per_day=10))
    some = Assumptions(0.5, 0, 0)
    said = timetable(*people(60), campaign=campaign, assumptions=some).timetable
    widths = {lead: steps[2].latest - steps[2].earliest for lead, steps in said.spans.items() if 2 in steps}
    assert len(widths) == 60
    assert max(widths.values()) > 2 * DAY


def test_nobody_has_no_timetable():
    lead = a_lead()
    made = timetable(lead, days=0)
    assert (len(made.timetable), made.timetable.of(LeadId("x"), 0)) == (0, None)
