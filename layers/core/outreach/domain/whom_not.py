"""Whom a campaign leaves out for what they are, and not for what anybody ordered.

An import sees what a lead is, and the lead keeps it. The policy of the moment decides. So an operator may change the policy
while a run is under way. Who was skipped before has ended.
"""

from dataclasses import dataclass

from outreach.domain.campaign import Countries, Policy, Stance
from outreach.domain.reasons import Reason


@dataclass(frozen=True, slots=True)
class Traits:
    """What an import saw of a lead. An older program saw nothing."""

    role_account: bool = False
    """The address belongs to a role, such as `info@`, and not to one person."""
    disposable: bool = False
    """The domain gives away addresses for some minutes."""
    country: str | None = None
    """ISO code of the lead's country. None if nothing told it."""


def left_out(traits: Traits, policy: Policy) -> Reason | None:
    """Return why a campaign writes nothing to such a lead. None if it writes."""
    if traits.role_account and policy.role_accounts is Stance.SKIP:
        return Reason.ROLE_ACCOUNT
    if traits.disposable and policy.disposable_domains is Stance.SKIP:
        return Reason.DISPOSABLE_DOMAIN
    if policy.countries is None or stance_on(traits.country, policy.countries) is not Stance.SKIP:
        return None
    return Reason.COUNTRY_UNKNOWN if traits.country is None else Reason.COUNTRY


def stance_on(country: str | None, countries: Countries) -> Stance:
    """Return what a campaign does about the leads of a country. None: of those whose country is not known."""
    if country is None:
        return countries.unknown
    return Stance.ALLOW if (country in countries.codes) == countries.only else countries.left_out
