"""Whom a campaign leaves out for what they are: by the policy of the moment and what the import saw."""

import pytest

from outreach.domain.campaign import Policy, Stance
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


def test_a_campaign_that_says_nothing_of_it_leaves_nobody_out():
    assert left_out(BOTH, Policy()) is None
