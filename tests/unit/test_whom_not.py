"""Whom a campaign leaves out for what they are: by the policy of the moment and what the import saw."""

import pytest

from outreach.domain.campaign import Countries, Policy, Stance
from outreach.domain.reasons import Reason
from outreach.domain.whom_not import Traits, left_out

PERSON = Traits()
ROLE, SHORT_LIVED, BOTH = Traits(role_account=True), Traits(disposable=True), Traits(True, True)
SKIP, WARN, ALLOW = Stance.SKIP, Stance.WARN, Stance.ALLOW


@pytest.mark.parametrize(
    ("traits", "role_accounts", "disposable_domains", "reason"),
    [
        (PERSON, SKIP, SKIP, None),
        (ROLE, SKIP, WARN, Reason.ROLE_ACCOUNT),
        (ROLE, WARN, SKIP, None),
        (ROLE, ALLOW, SKIP, None),
        (SHORT_LIVED, WARN, SKIP, Reason.DISPOSABLE_DOMAIN),
        (SHORT_LIVED, SKIP, WARN, None),
        (SHORT_LIVED, SKIP, ALLOW, None),
        (BOTH, SKIP, SKIP, Reason.ROLE_ACCOUNT),
        (BOTH, WARN, SKIP, Reason.DISPOSABLE_DOMAIN),
        (BOTH, WARN, WARN, None),
        (BOTH, ALLOW, ALLOW, None),
    ],
)
def test_who_is_skipped_is_left_out_and_nobody_else(traits, role_accounts, disposable_domains, reason):
    policy = Policy(role_accounts=role_accounts, disposable_domains=disposable_domains)
    assert left_out(traits, policy) is reason


COUNTRIES = [
    # only or not, left out, unknown; what becomes of NL, of US, and of nobody knows where
    (True, SKIP, SKIP, None, Reason.COUNTRY, Reason.COUNTRY_UNKNOWN),
    (True, SKIP, WARN, None, Reason.COUNTRY, None),
    (True, WARN, SKIP, None, None, Reason.COUNTRY_UNKNOWN),
    (True, ALLOW, ALLOW, None, None, None),
    (False, SKIP, SKIP, Reason.COUNTRY, None, Reason.COUNTRY_UNKNOWN),
    (False, SKIP, WARN, Reason.COUNTRY, None, None),
    (False, WARN, ALLOW, None, None, None),
]


@pytest.mark.parametrize(("only", "others", "unknown", "of_nl", "of_us", "of_nowhere"), COUNTRIES)
def test_a_country_is_left_out_by_the_list_it_is_on_or_not(only, others, unknown, of_nl, of_us, of_nowhere):
    policy = Policy(countries=Countries(("BE", "NL"), only, others, unknown))
    found = [left_out(Traits(country=country), policy) for country in ("NL", "US", None)]
    assert found == [of_nl, of_us, of_nowhere]


def test_a_role_account_of_another_country_is_named_as_a_role_account():
    policy = Policy(role_accounts=SKIP, countries=Countries(("NL",), only=True))
    assert left_out(Traits(role_account=True, country="US"), policy) is Reason.ROLE_ACCOUNT


def test_a_campaign_that_says_nothing_of_it_leaves_nobody_out():
    assert left_out(BOTH, Policy()) is None
