"""Orders and holds: which of them covers a campaign, and which is named first."""

from itertools import combinations

import pytest

from outreach.domain.ids import CampaignId
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, ORDER_REASONS, Hold, gravest, held_until, unshared
from world.builders import CAMPAIGN, DAY, NOON, a_lead, a_recipient_row, an_order

OTHER = CampaignId("other")
BY_GRAVITY = (
    Reason.ERASED,
    Reason.COMPLAINED,
    Reason.UNSUBSCRIBED,
    Reason.DNC,
    Reason.BOUNCED,
    Reason.REPLIED,
    Reason.SUPPRESSED,
    Reason.POSSIBLE_UNSUBSCRIBE,
)


def test_an_order_has_one_of_these_reasons():
    assert frozenset(BY_GRAVITY) == ORDER_REASONS


@pytest.mark.parametrize(
    ("scope", "covers"), [(EVERYWHERE, True), (CAMPAIGN, True), (OTHER, False), ("", False)]
)
def test_an_order_covers_every_campaign_or_its_own(scope, covers):
    assert an_order(scope=scope).covers(CAMPAIGN) is covers


@pytest.mark.parametrize(("graver", "lesser"), [*combinations(BY_GRAVITY, 2)])
def test_of_two_orders_the_graver_is_named(graver, lesser):
    orders = (an_order(lesser, scope=EVERYWHERE), an_order(graver, scope=CAMPAIGN))
    for each in (orders, orders[::-1]):
        found = gravest(each, CAMPAIGN)
        assert found is not None
        assert found.reason is graver


def test_an_order_of_another_campaign_is_not_named():
    elsewhere, here = an_order(Reason.ERASED, scope=OTHER), an_order(Reason.SUPPRESSED, scope=CAMPAIGN)
    assert gravest((elsewhere, here), CAMPAIGN) is here
    assert gravest((elsewhere,), CAMPAIGN) is None
    assert gravest((), CAMPAIGN) is None


def test_the_version_of_an_order_does_not_make_it_another_and_is_not_shown():
    given_twice = an_order(version="second")
    assert an_order(version="first") == given_twice == an_order()
    assert "second" not in repr(given_twice)


@pytest.mark.parametrize(
    ("reasons", "forgotten"),
    [
        ((), False),
        ((Reason.UNSUBSCRIBED,), False),
        ((Reason.ERASED,), True),
        ((Reason.UNSUBSCRIBED, Reason.ERASED), True),
    ],
)
def test_a_person_is_forgotten_when_one_order_says_so(reasons, forgotten):
    assert a_recipient_row(orders=tuple(map(an_order, reasons))).forgotten is forgotten


@pytest.mark.parametrize(
    ("holds", "until"),
    [
        ({}, None),
        ({OTHER: 1}, None),
        ({CAMPAIGN: 1}, 1),
        ({EVERYWHERE: 1}, 1),
        ({EVERYWHERE: 2, CAMPAIGN: 1}, 2),
        ({EVERYWHERE: 1, CAMPAIGN: 2}, 2),
        ({EVERYWHERE: 1, CAMPAIGN: 2, OTHER: 3}, 2),
    ],
)
def test_the_latest_hold_that_covers_the_campaign_counts(holds, until):
    """Days from now, by scope."""
    row = a_recipient_row(holds={scope: Hold(NOON + days * DAY, "reply") for scope, days in holds.items()})
    assert held_until(row, CAMPAIGN) == (None if until is None else NOON + until * DAY)


class TestRowsOfOnePerson:
    UNSUBSCRIBED, DNC = an_order(Reason.UNSUBSCRIBED), an_order(Reason.DNC)
    OLD, NEW = a_lead("old").recipient, a_lead("new").recipient

    def rows(self, old, new):
        return [a_recipient_row(a_lead("old"), orders=old), a_recipient_row(a_lead("new"), orders=new)]

    @pytest.mark.parametrize(
        ("old", "new", "lacking"),
        [
            ((), (), []),
            ((UNSUBSCRIBED,), (UNSUBSCRIBED,), []),
            ((UNSUBSCRIBED,), (), [(NEW, UNSUBSCRIBED)]),
            ((), (UNSUBSCRIBED,), [(OLD, UNSUBSCRIBED)]),
            ((UNSUBSCRIBED,), (DNC,), [(OLD, DNC), (NEW, UNSUBSCRIBED)]),
            ((UNSUBSCRIBED, DNC), (DNC,), [(NEW, UNSUBSCRIBED)]),
        ],
    )
    def test_each_lacks_what_another_has(self, old, new, lacking):
        assert unshared(self.rows(old, new)) == lacking

    def test_an_order_of_another_scope_is_another(self):
        here = an_order(Reason.UNSUBSCRIBED, scope=CAMPAIGN)
        assert unshared(self.rows((self.UNSUBSCRIBED,), (here,))) == [
            (self.OLD, here),
            (self.NEW, self.UNSUBSCRIBED),
        ]
