"""The story of `make stress`: who is written to, where each lead stands, and whether turns were fair."""

from datetime import timedelta

import pytest

import stress
from outreach.domain.enrollment import Lane, State, TouchState
from stress import ACROSS, DUE, FLYING, PLAIN, POOL, QUOTA, SENT, UNKNOWN, WINDOW, ahead, kind_of
from world.builders import MINUTE, NOON, a_lead, a_touch, an_enrollment

LEADS = 1_000


def test_leads_get_their_turns_in_proportion_to_the_sizes_of_the_campaigns() -> None:
    made, sizes = stress.campaigns(LEADS, NOON), stress.sizes(LEADS)
    assert sum(sizes.values()) == LEADS
    ratios = {sizes[name] / campaign.policy.max_leads_per_tick for name, campaign in made.items()}
    assert ratios == {LEADS / stress.per_tick(LEADS)}


def test_the_last_campaign_has_people_of_the_third_and_leads_of_its_own() -> None:
    pool, across = list(stress.people(POOL, 150)), list(stress.people(ACROSS, 100))
    assert {lead.recipient for lead in across} < {lead.recipient for lead in pool}
    assert not {lead.lead_id for lead in across} & {lead.lead_id for lead in pool}


def test_as_many_mails_are_expected_as_window_and_quota_and_people_allow() -> None:
    assert stress.expected(LEADS) == {PLAIN: 400, WINDOW: 225, POOL: 150, QUOTA: 60}
    abroad = [lead for lead in stress.people(WINDOW, 250) if lead.timezone is not None]
    assert len(abroad) == 25


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"due_at": NOON + MINUTE}, "waits: None"),
        ({"due_at": NOON}, DUE),
        ({"state": State.SENDING}, FLYING),
        ({"state": State.UNKNOWN, "lane": Lane.FINAL, "due_at": NOON + timedelta(days=1)}, UNKNOWN),
        ({"lane": None}, None),
        ({"due_at": None}, None),
        ({"state": State.ENDED, "lane": None, "due_at": None}, None),
    ],
)
def test_a_lead_stands_somewhere_or_is_lost(changes, kind) -> None:
    assert kind_of(an_enrollment(a_lead(), **{"due_at": NOON, **changes}), NOON) == kind


def test_a_lead_whose_mail_is_on_record_was_written_to() -> None:
    ended = {"state": State.ENDED, "lane": None, "due_at": None}
    assert kind_of(an_enrollment(a_lead(), touches={0: a_touch()}, **ended), NOON) == SENT
    skipped = a_touch(state=TouchState.SKIPPED)
    assert kind_of(an_enrollment(a_lead(), touches={0: skipped}, **ended), NOON) is None


def test_turns_are_fair_if_campaigns_go_side_by_side_and_not_if_one_comes_after_the_other() -> None:
    whole = {PLAIN: 40, QUOTA: 20}
    fair = [PLAIN, PLAIN, QUOTA] * 20
    assert ahead(fair, whole, whole, ticks=10) <= 1
    assert ahead(sorted(fair), whole, whole, ticks=10) == pytest.approx(9, abs=0.5)


def test_a_campaign_is_not_behind_that_has_no_quota_left() -> None:
    order = [PLAIN, QUOTA] * 10 + [PLAIN] * 30
    assert ahead(order, {PLAIN: 40, QUOTA: 40}, {PLAIN: 40, QUOTA: 10}, ticks=10) <= 1


def test_memory_that_grows_is_noticed() -> None:
    memory = stress.Memory()
    memory.samples["flat"] = [90, *[100] * 20]
    memory.samples["growing"] = list(range(100, 200))
    assert memory.growth("flat") == 1.0
    assert memory.growth("growing") > stress.MOST_GROWTH
