"""Whether a stack and a campaign are ready to go live, and why not: pure rules over facts.

A line that could not be asked never counts as passed. `preflight` gathers the facts.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from outreach.domain.campaign import Campaign
from outreach.domain.control import KillSwitch
from outreach.domain.sending_account import AccountFacts
from outreach.services.operator.ports import (
    ConfigurationSetFacts,
    IdentityFacts,
    LinkResponse,
    NotAsked,
    Subscription,
)
from outreach.services.operator.stopping import StopState

EVENT_TYPES = frozenset(
    {
        "SEND",
        "DELIVERY",
        "DELIVERY_DELAY",
        "BOUNCE",
        "COMPLAINT",
        "REJECT",
        "RENDERING_FAILURE",
        "OPEN",
        "CLICK",
        "SUBSCRIPTION",
    }
)
"""Every type of event that the feedback function needs, as SES's API names it."""
SUPPRESSED = frozenset({"BOUNCE", "COMPLAINT"})
TRIAL_LEADS = 100
"""For how many leads the messages are rendered."""
# Dollars for 1,000 mails, since July 2026. NONE is what accounts have that pay for what they use, without a plan.
_PRICES = {"ESSENTIALS": 0.16, "NONE": 0.10}
_PLANS = {"ESSENTIALS": "Essentials", "NONE": "no plan (a la carte)"}
_SERVER_ERROR = 500
_NO_DNS = "this version does not look into DNS; check this record"
_NO_CAMPAIGN = "no campaign was named"
_NAME_ONE = "outreach preflight CAMPAIGN"
_DEPLOY = "make deploy"


class Result(StrEnum):
    """What came out of one line."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, what came out, and what to do about it."""

    line: str
    result: Result
    says: str
    paste: tuple[str, ...] = ()
    """Records to set or commands to run."""


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """A campaign and its audience."""

    campaign: Campaign
    leads: int
    tried: int = 0
    """For how many leads the messages were rendered."""
    unrenderable: int = 0
    """How many of these have a message that cannot be rendered."""
    first_problem: str | None = None

    @property
    def mails(self) -> int:
        """The most mails that the campaign can send to these leads."""
        return self.leads * min(len(self.campaign.steps), self.campaign.policy.max_steps_per_lead)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the findings follow from."""

    region: str
    on_aws: bool
    """Whether AWS itself responds. If not, the stack's identity is a stand-in that binds nobody."""
    sender_identity: str | None
    """The identity that the stack was deployed with. None if the stack does not say."""
    identity_name: str | None
    """The identity that SES was asked about: the stack's, or else the domain of the campaign's sender."""
    account: AccountFacts | NotAsked
    identity: IdentityFacts | NotAsked | None
    configuration_set: ConfigurationSetFacts | NotAsked | None
    stop: StopState
    unsubscribe_page: Sequence[LinkResponse] | NotAsked
    subscriptions: Sequence[Subscription] | NotAsked
    stack_daily_quota: int
    campaign: CampaignFacts | None


def findings(facts: Facts) -> list[Finding]:
    """Return every line, in the order in which a person would put things right."""
    return [
        _sender(facts),
        _identity(facts),
        _dkim(facts),
        _mail_from(facts),
        *_dns(facts),
        *_account(facts.account),
        _price(facts.account, facts.campaign),
        _quota(facts),
        *_configuration_set(facts.configuration_set, facts.account),
        _unsubscribe(facts.unsubscribe_page),
        _alarm(facts.subscriptions),
        _messages(facts.campaign),
        _kill_switch(facts.stop),
    ]


def belongs(address: str, identity: str) -> bool:
    """Whether the send function may use a sender's address under an identity, which is an address or a domain."""
    address, identity = address.casefold(), identity.casefold()
    domain = domain_of(address)
    return identity in {address, domain} or domain.endswith(f".{identity}")


def _sender(facts: Facts) -> Finding:
    line = "sender"
    if facts.campaign is None:
        return _not_asked(line, _NO_CAMPAIGN, _NAME_ONE)
    address, identity = facts.campaign.campaign.sender.address, facts.sender_identity
    if identity is None:
        return _not_asked(line, "the stack does not say its SenderIdentity; its template is older", _DEPLOY)
    if belongs(address, identity):
        return _passed(line, f"{address} belongs to {identity}")
    if not facts.on_aws:
        return _not_asked(
            line, f"{address} does not belong to {identity}, which is a stand-in here; on AWS it must"
        )
    return _failed(
        line,
        f"{address} does not belong to {identity}, so the send function may not use it: "
        "correct sender.address in the campaign file, or deploy with another SenderIdentity",
        "outreach campaign apply FILE",
    )


def _identity(facts: Facts) -> Finding:
    line, name, told = "identity", facts.identity_name, facts.identity
    if isinstance(told, NotAsked):
        return _not_asked(line, told.because)
    assert name is not None, "SES was asked about an identity"
    if told is None:
        return _missing_identity(line, name, facts)
    if told.verified is None:
        return _not_asked(line, "the response of SES does not say whether it is verified")
    if told.verified:
        return _passed(line, f"{name} is verified for sending")
    says = f"{name} is not verified for sending ({told.status or 'SES does not say why'})"
    if "@" in name:
        return _failed(line, f"{says}: follow the link in the mail that SES sent there")
    return _failed(line, f"{says}: set these records", *_dkim_records(name, told))


def _missing_identity(line: str, name: str, facts: Facts) -> Finding:
    if facts.sender_identity is None:
        return _not_asked(
            line, f"SES has no identity {name}, and the stack does not say which one it uses", _DEPLOY
        )
    create = f"aws sesv2 create-email-identity --email-identity {name}"
    return _failed(line, f"SES has no identity {name} in {facts.region}", create)


def _dkim(facts: Facts) -> Finding:
    line, name, told = "DKIM", facts.identity_name, facts.identity
    if not isinstance(told, IdentityFacts) or name is None:
        return _not_asked(line, _without_identity(told))
    if told.dkim_status is None:
        return _not_asked(line, "the response of SES does not say")
    if told.dkim_status != "SUCCESS":
        says = f"mails from {name} are not signed ({told.dkim_status})"
        if "@" in name:
            create = f"aws sesv2 create-email-identity --email-identity {domain_of(name)}"
            return _failed(line, f"{says}: verify the domain of the address", create)
        return _failed(line, f"{says}: set these records", *_dkim_records(name, told))
    if told.dkim_signing is False:
        enable = f"aws sesv2 put-email-identity-dkim-attributes --email-identity {name} --signing-enabled"
        return _failed(line, f"signing is turned off for {name}", enable)
    return _passed(line, f"mails from {name} are signed")


def _mail_from(facts: Facts) -> Finding:
    line, name, told = "MAIL FROM", facts.identity_name, facts.identity
    if not isinstance(told, IdentityFacts) or name is None:
        return _not_asked(line, _without_identity(told))
    if told.mail_from is None:
        return _passed(
            line,
            "no domain of your own; mails can go out, and only DKIM proves to DMARC that they are yours",
            "aws sesv2 put-email-identity-mail-from-attributes "
            f"--email-identity {name} --mail-from-domain bounce.{domain_of(name)}",
        )
    if told.mail_from_status is None:
        return _not_asked(line, f"the response of SES does not say how {told.mail_from} stands")
    if told.mail_from_status != "SUCCESS":
        records = (_mail_from_mx(told.mail_from, facts.region), _mail_from_spf(told.mail_from))
        return _failed(line, f"{told.mail_from}: {told.mail_from_status}; set these records", *records)
    return _passed(line, f"{told.mail_from} is set up")


def _dns(facts: Facts) -> Iterator[Finding]:
    own = facts.identity.mail_from if isinstance(facts.identity, IdentityFacts) else None
    domain = domain_of(facts.identity_name or "DOMAIN")
    mail_from = own or f"bounce.{domain}"
    of_mail_from = _NO_DNS if own else f"{_NO_DNS} if you set a MAIL FROM domain of your own"
    yield _not_asked("SPF", of_mail_from, _mail_from_spf(mail_from))
    report = f'_dmarc.{domain} TXT "v=DMARC1; p=none; rua=mailto:dmarc@{domain}"'
    yield _not_asked("DMARC", _NO_DNS, report)
    yield _not_asked("MX", of_mail_from, _mail_from_mx(mail_from, facts.region))


def _account(told: AccountFacts | NotAsked) -> Iterator[Finding]:
    lines = ("production access", "sending", "enforcement")
    if isinstance(told, NotAsked):
        yield from (_not_asked(line, told.because) for line in lines)
        return
    yield _yes_or_no(
        lines[0],
        told.production_access,
        "the account is out of the sandbox",
        "the account is in the SES sandbox: only verified recipients get mail. "
        "at the first other recipient the run is paused",
        "aws sesv2 put-account-details --production-access-enabled --mail-type MARKETING "
        "--website-url URL --use-case-description TEXT",
    )
    yield _yes_or_no(
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
            return _not_asked(line, "the response of SES does not say", look)
        case "HEALTHY":
            return _passed(line, "SES finds nothing wrong with the account")
        case "PROBATION":
            says = (
                "SES is reviewing the account (PROBATION), because of its bounces, its complaints or its mails. "
                "It may stop the account: read its message and put right what it names before you send more"
            )
        case "SHUTDOWN":
            says = "SES has stopped the account (SHUTDOWN), and no mail goes out: answer the case that SES opened"
        case _:
            says = f"SES gives the account the status {status}"
    return _failed(line, says, look)


def _price(told: AccountFacts | NotAsked, campaign: CampaignFacts | None) -> Finding:
    line = "price"
    if isinstance(told, NotAsked):
        return _not_asked(line, told.because)
    if told.plan is None:
        return _not_asked(line, "the response of SES does not name the account's plan")
    price = _PRICES.get(told.plan)
    if price is None:
        return _not_asked(line, f"plan {told.plan}, whose price this version does not know")
    says = f"{_PLANS[told.plan]}: ${price:.2f} for 1,000 mails"
    if campaign is not None:
        says += f"; ${campaign.mails * price / 1000:,.2f} at most for {_count(campaign.mails, 'mail')}"
    return _passed(line, says)


def _quota(facts: Facts) -> Finding:
    line, told, about = "quota", facts.account, facts.campaign
    if isinstance(told, NotAsked):
        return _not_asked(line, told.because)
    if told.daily_quota is None or told.send_rate is None:
        return _not_asked(line, "the response of SES does not say")
    if told.daily_quota == 0 or told.send_rate <= 0:
        return _failed(line, "SES lets the account send nothing", "aws sesv2 get-account --query SendQuota")
    by_ses = "no daily limit" if told.daily_quota < 0 else f"{told.daily_quota:,.0f} in 24 hours"
    says = f"SES: {by_ses}, {told.send_rate:g} a second"
    if about is None:
        return _passed(line, f"{says}; name a campaign to see how many days it takes")
    limits = {"the stack": facts.stack_daily_quota, "the campaign": about.campaign.policy.per_day}
    if told.daily_quota > 0:
        limits["SES"] = int(told.daily_quota)
    narrowest = min(limits, key=limits.__getitem__)
    a_day = max(1, limits[narrowest])
    days = math.ceil(about.mails / a_day)
    return _passed(
        line,
        f"{says}; {_count(about.mails, 'mail')} to {_count(about.leads, 'lead')} take {_count(days, 'day')} at least, "
        f"at {a_day:,} a day (the limit of {narrowest})",
    )


def _configuration_set(
    told: ConfigurationSetFacts | NotAsked | None, account: AccountFacts | NotAsked
) -> Iterator[Finding]:
    lines = ("configuration set", "SES events", "suppression list")
    if isinstance(told, NotAsked):
        yield from (_not_asked(line, told.because) for line in lines)
        return
    if told is None:
        yield _failed(lines[0], "SES does not have the stack's configuration set", _DEPLOY)
        yield from (_not_asked(line, "there is no configuration set") for line in lines[1:])
        return
    yield _yes_or_no(
        lines[0],
        told.sending_enabled,
        f"{told.name} may send",
        f"sending is turned off for {told.name}",
        f"aws sesv2 put-configuration-set-sending-options --configuration-set-name {told.name} --sending-enabled",
    )
    yield _events(lines[1], told)
    yield _suppression(lines[2], told, account)


def _events(line: str, told: ConfigurationSetFacts) -> Finding:
    if isinstance(told.destinations, NotAsked):
        return _not_asked(line, told.destinations.because)
    on_bus = [one for one in told.destinations if one.on_event_bus]
    if not on_bus:
        return _failed(
            line, f"{told.name} reports nothing to EventBridge: no bounce would be heard of", _DEPLOY
        )
    heard = {event for one in on_bus if one.enabled for event in one.event_types}
    if not heard:
        names = ", ".join(one.name for one in on_bus)
        return _failed(line, f"the event destination {names} is turned off", _DEPLOY)
    if missing := EVENT_TYPES - heard:
        return _failed(line, f"{told.name} does not report {', '.join(sorted(missing))}", _DEPLOY)
    return _passed(line, f"all {len(EVENT_TYPES)} types of events go to EventBridge")


def _suppression(line: str, told: ConfigurationSetFacts, account: AccountFacts | NotAsked) -> Finding:
    by_account = None if isinstance(account, NotAsked) else account.suppressed_reasons
    reasons = by_account if told.suppressed_reasons is None else told.suppressed_reasons
    if reasons is None:
        return _not_asked(line, "the response of SES does not say")
    if missing := SUPPRESSED - reasons:
        return _failed(
            line,
            f"SES does not keep addresses because of {' and '.join(sorted(missing))}: "
            "if such an event is lost, nothing else stops the next mail",
            "aws sesv2 put-configuration-set-suppression-options "
            f"--configuration-set-name {told.name} --suppressed-reasons BOUNCE COMPLAINT",
        )
    return _passed(line, "SES keeps addresses that bounced or complained")


def _unsubscribe(told: Sequence[LinkResponse] | NotAsked) -> Finding:
    line = "unsubscribe link"
    if isinstance(told, NotAsked):
        return _not_asked(line, told.because)
    if not told:
        return _not_asked(line, "the page was not requested")
    for each in told:
        if problem := _problem_of(each):
            return _failed(line, f"{each.method} {each.url} {problem}", f"curl -i {each.url}")
    tls = "TLS" if _has_tls(told[0].url) else "no TLS on this machine's own address"
    methods = " and ".join(f"{each.method} ({each.status})" for each in told)
    return _passed(line, f"the page responds to {methods}, {tls}")


def _problem_of(each: LinkResponse) -> str | None:
    """Say what is wrong with a response to a link that is not valid."""
    if not _has_tls(each.url) and not _is_loopback(each.url):
        return "is not protected by TLS"
    if each.status is None:
        return f"has no response: {each.problem}"
    if each.status >= _SERVER_ERROR:
        return f"ends in an error ({each.status})"
    if 300 <= each.status < 400:  # noqa: PLR2004 - the class of redirects in HTTP
        return f"is redirected ({each.status}), and mailbox providers do not follow a redirected one-click request"
    if not each.is_our_page:
        return f"is answered by something else than the unsubscribe page ({each.status})"
    return None


def _alarm(told: Sequence[Subscription] | NotAsked) -> Finding:
    line = "alarm mail"
    if isinstance(told, NotAsked):
        return _not_asked(line, told.because)
    confirmed = [one.endpoint for one in told if one.confirmed]
    if confirmed:
        return _passed(line, f"alarms are told to {', '.join(confirmed)}")
    if not told:
        return _failed(line, "nobody is told of an alarm: deploy with AlarmEmail", _DEPLOY)
    waiting = ", ".join(one.endpoint for one in told)
    return _failed(line, f"{waiting} has not confirmed: follow the link in the mail of AWS Notifications")


def _messages(about: CampaignFacts | None) -> Finding:
    line = "messages"
    if about is None:
        return _not_asked(line, _NO_CAMPAIGN, _NAME_ONE)
    if not about.tried:
        return _not_asked(
            line,
            "the campaign has no leads to render for",
            f"outreach leads import FILE --campaign-id {about.campaign.campaign_id}",
        )
    if about.unrenderable:
        return _failed(
            line,
            f"for {about.unrenderable} of {_count(about.tried, 'lead')} a message cannot be rendered; "
            f"the first: {about.first_problem}",
        )
    return _passed(line, f"every message can be rendered for {about.tried} of {_count(about.leads, 'lead')}")


def _kill_switch(stop: StopState) -> Finding:
    line = "kill switch"
    if not stop.stopped:
        return _passed(line, "off")
    if stop.parameter is KillSwitch.UNREADABLE:
        return _failed(line, "cannot be read, which counts as on: nothing is sent", "outreach kill status")
    return _failed(line, "on: nothing is sent", "outreach kill off")


def _yes_or_no(line: str, told: bool | None, yes: str, no: str, paste: str) -> Finding:  # noqa: FBT001 - the fact itself
    if told is None:
        return _not_asked(line, "the response of SES does not say")
    return _passed(line, yes) if told else _failed(line, no, paste)


def _passed(line: str, says: str, *paste: str) -> Finding:
    return Finding(line, Result.PASSED, says, paste)


def _failed(line: str, says: str, *paste: str) -> Finding:
    return Finding(line, Result.FAILED, says, paste)


def _not_asked(line: str, says: str, *paste: str) -> Finding:
    return Finding(line, Result.NOT_ASKED, says, paste)


def _without_identity(told: IdentityFacts | NotAsked | None) -> str:
    return told.because if isinstance(told, NotAsked) else "there is no identity to ask about"


def _dkim_records(name: str, told: IdentityFacts) -> list[str]:
    records = [f"{token}._domainkey.{name} CNAME {token}.{told.dkim_zone}" for token in told.dkim_tokens]
    return records or [f"aws sesv2 get-email-identity --email-identity {name} --query DkimAttributes.Tokens"]


def _mail_from_spf(domain: str) -> str:
    return f'{domain} TXT "v=spf1 include:amazonses.com ~all"'


def _mail_from_mx(domain: str, region: str) -> str:
    return f"{domain} MX 10 feedback-smtp.{region}.amazonses.com"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def domain_of(name: str) -> str:
    """Return the domain of an address or of an identity."""
    return name.rpartition("@")[2]


def _has_tls(url: str) -> bool:
    return urlsplit(url).scheme == "https"


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}
