"""What SES says of the account: whether it may send, how much, and for what price."""

import math
from collections.abc import Iterator

from outreach.domain.sending_account import AccountFacts
from outreach.services.operator.consumers_told import differs, told
from outreach.services.operator.readiness.facts import (
    DEPLOY,
    CampaignFacts,
    Facts,
    Finding,
    count,
    failed,
    not_asked,
    passed,
    yes_or_no,
)
from outreach.services.operator.readiness.ports import NotAsked, Recommendation

PRICES = {"ESSENTIALS": 0.16, "NONE": 0.10}
"""Dollars for 1,000 mails, since July 2026. NONE is what accounts have that pay for what they use, without a plan."""
_PLANS = {"ESSENTIALS": "Essentials", "NONE": "no plan (a la carte)"}
_MORE = "see https://aws.amazon.com/ses/pricing/"
_EXPECTED = "AWS lets you write only to people who may expect it (https://aws.amazon.com/aup/)"
_SHOWN = 3


def standing(told: AccountFacts | NotAsked) -> Iterator[Finding]:
    """Whether the account is out of the sandbox, may send, and is in good standing."""
    lines = ("production access", "sending", "enforcement")
    if isinstance(told, NotAsked):
        yield from (not_asked(line, told.because) for line in lines)
        return
    yield yes_or_no(
        lines[0],
        told.production_access,
        f"the account is out of the sandbox. {_EXPECTED}",
        "the account is in the SES sandbox: only verified recipients get mail, and at the first other one the run is paused. "
        f"{_EXPECTED}",
        "outreach production-access",
    )
    yield yes_or_no(
        lines[1],
        told.sending_enabled,
        "the account may send",
        "sending is turned off for the account",
        "aws sesv2 put-account-sending-attributes --sending-enabled",
    )
    yield _enforcement(lines[2], told.enforcement)


def _enforcement(line: str, status: str | None) -> Finding:
    look = "aws sesv2 get-account --query EnforcementStatus"
    match status:
        case None:
            return not_asked(line, "the response of SES does not say", look)
        case "HEALTHY":
            return passed(line, "SES finds nothing wrong with the account")
        case "PROBATION":
            says = (
                "SES is reviewing the account (PROBATION), because of its bounces, its complaints or its mails. "
                "It may stop the account: read its message and put right what it names before you send more"
            )
        case "SHUTDOWN":
            says = "SES has stopped the account (SHUTDOWN), and no mail goes out: answer the case that SES opened"
        case _:
            says = f"SES gives the account the status {status}"
    return failed(line, says, look)


def recommendations(facts: Facts) -> Finding:
    """Whether SES recommends something about the account or the identity that is not done yet."""
    line, told = "recommendations", facts.recommendations
    look = "aws sesv2 list-recommendations --filter STATUS=OPEN"
    if isinstance(told, NotAsked):
        return not_asked(line, told.because)
    ours = [one for one in told if _is_ours(one, facts.identity_name)]
    urgent = [one for one in ours if one.high_impact]
    if urgent:
        named = ", ".join(_named(one) for one in urgent[:_SHOWN])
        return failed(
            line, f"SES has {count(len(urgent), 'open recommendation')} of high impact: {named}", look
        )
    if ours:
        named = ", ".join(_named(one) for one in ours[:_SHOWN])
        return passed(line, f"SES has none of high impact, and {count(len(ours), 'other')}: {named}", look)
    return passed(line, "SES has none that is open")


def _is_ours(one: Recommendation, identity: str | None) -> bool:
    """Whether a recommendation is about our identity, or about no identity but the whole account."""
    _, of_identity, name = one.about.partition(":identity/")
    return not of_identity or identity is None or name.lower() == identity.lower()


def _named(one: Recommendation) -> str:
    about = one.about.rpartition("/")[2]
    return f"{one.kind} ({about})" if about else one.kind


def price(told: AccountFacts | NotAsked, campaign: CampaignFacts | None) -> Finding:
    """What the mails cost."""
    line = "price"
    if isinstance(told, NotAsked):
        return not_asked(line, told.because)
    if told.plan is None:
        return not_asked(line, "the response of SES does not name the account's plan", _MORE)
    dollars = PRICES.get(told.plan)
    if dollars is None:
        return not_asked(line, f"plan {told.plan}, whose price this version does not know", _MORE)
    says = f"{_PLANS[told.plan]}: ${dollars:.2f} for 1,000 mails"
    if campaign is not None:
        says += f"; ${campaign.mails * dollars / 1000:,.2f} at most for {count(campaign.mails, 'mail')}"
    return passed(line, says)


def quota(facts: Facts) -> Finding:
    """How many days the campaign takes at least."""
    line, told, about = "quota", facts.account, facts.campaign
    if isinstance(told, NotAsked):
        return not_asked(line, told.because)
    if told.daily_quota is None or told.send_rate is None:
        return not_asked(line, "the response of SES does not say")
    if told.daily_quota == 0 or told.send_rate <= 0:
        return failed(line, "SES lets the account send nothing", "aws sesv2 get-account --query SendQuota")
    by_ses = "no daily limit" if told.daily_quota < 0 else f"{told.daily_quota:,.0f} in 24 hours"
    says = f"SES: {by_ses}, {told.send_rate:g} a second"
    if about is None:
        return passed(line, f"{says}; name a campaign to see how many days it takes")
    limits = {"the stack": facts.stack_daily_quota, "the campaign": about.campaign.policy.per_day}
    if told.daily_quota > 0:
        limits["SES"] = int(told.daily_quota)
    narrowest = min(limits, key=limits.__getitem__)
    a_day = max(1, limits[narrowest])
    days = math.ceil(about.mails / a_day)
    return passed(
        line,
        f"{says}; {count(about.mails, 'mail')} to {count(about.leads, 'lead')} take {count(days, 'day')} at least, "
        f"at {a_day:,} a day (the limit of {narrowest})",
    )


def consumers(facts: Facts) -> Iterator[Finding]:
    """How many senders should run at once, if not as many as do. Mails go out later or cost more, and nothing else is wrong."""
    if facts.consumers is not None and differs(facts.consumers):
        yield passed("senders at once", told(facts.consumers), DEPLOY)
